"""Numbers in a clause, each with its unit and what bounds it."""

# ruff: noqa: E501  # a pattern is read whole

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.model import Bound
from sztrack.load.prose.lexicon import UNIT


class Scale(Enum):
    """What a number's unit makes of it."""

    RATE = "rate"
    POINTS = "points"
    AMOUNT = "amount"
    BARE = "bare"


class Number(NamedTuple):
    """A number as it stands in a clause."""

    start: int
    end: int
    value: Decimal
    unit: str
    scale: Scale
    bound: Bound
    in_words: bool = False
    """Whether it is written without digits: 两成, 近万亿元."""
    is_growth: bool = False
    """Whether the word alone says growth: 持平."""

    @property
    def base(self) -> str:
        """The unit without its power of ten."""
        return self.unit.lstrip("十百千万亿")


class Masked(NamedTuple):
    """A number that is part of a name, a date or an ordinal."""

    start: int
    end: int


_AT_LEAST = "超过|超出|超|突破|逾|跃上|迈上|不低于|不少于|至少"
_ABOUT = "接近|近|约合|约为|大约|约|将近|达?到?近"
_AT_MOST = "不足|不到|低于|少于|不超过"
_BOUND = f"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))?"
_AFTER = "(?P<after>以上|左右|上下|以内|以下|多)?"
_DIGITS = r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[-+]?[0-9]+(?:\.[0-9]+)?"
_DIGITED = re.compile(
    rf"{_BOUND}(?<![0-9A-Za-z.])(?P<number>{_DIGITS})(?P<more>余|多)?(?P<unit>{UNIT})?{_AFTER}"
)
_NUMERALS = dict(
    zip("半一二两三四五六七八九十", (5, 10, 20, 20, 30, 40, 50, 60, 70, 80, 90, 100), strict=True)
)
_IN_WORDS = re.compile(
    rf"{_BOUND}(?P<tenths>[一二两三四五六七八九]成半?)(?![功果立效员本都])"
    rf"|(?:(?P<lone_least>{_AT_LEAST})|(?P<lone_about>近|约|逾))(?P<lone>万亿|千亿|百亿|亿|千万|百万|十万|万|千|百)(?P<lone_unit>元|人次|人|户|家|场|吨|辆|台|件|名|个|项)"
    r"|(?<=组建|新增|建成|设立|新建|引进|开通)(?P<few>[两三四五六七八九])(?P<few_unit>家|座|项|条|所|个)"
    r"|(?P<same>(?:基本|大体)?持平)"
)
_LONE = {"千": 1000, "百": 100}
"""Powers of ten that are numbers of their own: 超百场; of 近万亿元 the unit is 万亿元."""

D = r"(?<![0-9.,])[0-9]{1,12}"
"""A whole number, from its first digit on."""
TOO_LONG = "[0-9]{16,}|[0-9][0-9,]{19,}"
"""More digits than any figure has."""
MASKS = re.compile(
    rf"(?:{TOO_LONG})(?:\.[0-9]+)?|"
    r"(?<![0-9])(?:19|20|21)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])|"
    rf"“[^”]{{0,40}}”|《[^》]{{0,60}}》|‘[^’]{{0,40}}’|「[^」]{{0,40}}」"  # what is quoted is a name
    rf"|(?<![A-Za-z])[A-Za-z]{{1,20}}[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?(?![0-9,.]{{0,12}}(?:亿|万|元|%))|{D}(?:\.[0-9]{{1,6}})?[A-Z]{{1,12}}(?![A-Za-z]*U)级?"  # PM2.5, 5G, 4A级
    rf"|第[0-9]{{1,6}}(?:百分位数?|[届次期批号个代条章轮位名]|产业|季度)?|第[一二三四五六七八九十]{{1,3}}(?:届|次|期|批|个|代|轮|大)"
    rf"|{D}(?:-[0-9]{{1,3}})?岁(?:以上|以下|及以上)?|{D}(?:号线|号|期|周年|英寸|千伏|级|代|版|纳米|周岁|层)"
    rf"|(?<![0-9.,])(?:19|20|21)[0-9]{{2}}(?![0-9])(?:-(?:19|20|21)?[0-9]{{2}})?年?(?:代|度)?(?![0-9.,]{{0,12}}(?:%|亿|万|元|家|个|户|人|吨|辆|套|件))"
    rf"|{D}日|{D}时|{D}[+·][0-9]{{1,6}}"
    rf"|连续[0-9]{{1,4}}(?:年|个月|个季度|月)|{D}年(?:来|内|间|期)?"
    rf"|汇率(?:为)?[0-9.]{{1,12}}|每[百千万]?[0-9]{{0,8}}(?:元|人|户|平方米)|{D}/[0-9]{{1,6}}(?![0-9])"
    rf"|{D}(?:\.[0-9]{{1,6}})?(?:：[0-9]{{1,4}}(?:\.[0-9]{{1,6}})?){{1,2}}|前[0-9]{{1,4}}(?:%|位|名|强)|{D}强"
)
"""Numbers that name something. Text within them is not read for figures."""
_DIGIT = re.compile("[0-9]")
_MAY_HOLD = re.compile("[0-9成平万千百亿个家座项条所]")
_POINTS = re.compile("百分点|基点")


def masked(text: str) -> list[Masked]:
    """The stretches of a clause in which a number is part of a name."""
    if not _DIGIT.search(text):
        return []
    return [
        Masked(found.start(), found.end())
        for found in MASKS.finditer(text)
        if _DIGIT.search(found[0])
    ]


def numbers(text: str, masks: Iterable[Masked]) -> list[Number]:
    """Every number of a clause that is no part of a name, in its order."""
    if not _MAY_HOLD.search(text):
        return []
    hidden = {place for mask in masks for place in range(mask.start, mask.end)}
    found = [
        _digited(match) for match in _DIGITED.finditer(text) if match.start("number") not in hidden
    ]
    found += [_worded(match) for match in _IN_WORDS.finditer(text) if match.start() not in hidden]
    return sorted(found)


def _digited(match: re.Match[str]) -> Number:
    unit = (match["unit"] or "").replace("余", "")
    written = match["number"].replace(",", "")
    return Number(
        start=match.start(),
        end=match.end(),
        value=Decimal(written),
        unit=unit,
        scale=_scale(unit),
        bound=_bound(match),
    )


def _bound(match: re.Match[str]) -> Bound:
    after = match["after"] or ("余" if match["more"] or "余" in (match["unit"] or "") else "")
    if match["least"] or after in ("以上", "余", "多"):
        return Bound.AT_LEAST
    if match["most"] or after in ("以内", "以下"):
        return Bound.AT_MOST
    if match["about"] or after in ("左右", "上下"):
        return Bound.ABOUT
    return Bound.EXACT


def _worded(match: re.Match[str]) -> Number:
    if match["same"]:
        return Number(
            start=match.start(), end=match.end(), value=Decimal(0), unit="%", scale=Scale.RATE,
            bound=Bound.EXACT, is_growth=True,
        )  # fmt: skip
    if match["few"]:
        few = _NUMERALS[match["few"]] // 10
        return Number(
            start=match.start(), end=match.end(), value=Decimal(few), unit=match["few_unit"],
            scale=Scale.AMOUNT, bound=Bound.EXACT, in_words=True,
        )  # fmt: skip
    if match["tenths"]:
        tenths = match["tenths"]
        value = _NUMERALS[tenths[0]] + (5 if tenths.endswith("半") else 0)
        bound = Bound.AT_LEAST if match["least"] else Bound.ABOUT
        return Number(
            start=match.start(), end=match.end(), value=Decimal(value), unit="%",
            scale=Scale.RATE, bound=bound, in_words=True,
        )  # fmt: skip
    bound = Bound.AT_LEAST if match["lone_least"] or match["lone_about"] == "逾" else Bound.ABOUT
    return Number(
        start=match.start(), end=match.end(), value=Decimal(_LONE.get(match["lone"], 1)),
        unit=("" if match["lone"] in _LONE else match["lone"]) + match["lone_unit"], scale=Scale.AMOUNT, bound=bound, in_words=True,
    )  # fmt: skip


def _scale(unit: str) -> Scale:
    if not unit:
        return Scale.BARE
    if unit in ("%", "‰", "倍", "成"):
        return Scale.RATE
    return Scale.POINTS if _POINTS.search(unit) else Scale.AMOUNT
