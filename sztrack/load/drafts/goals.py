"""The words of a goal, as plans and their tables write them -> the sign, number and unit that
targets.yaml asks for: `5%左右`, `26万人以上`, `控制在5.5%以内`, `下降3%`, `5%-5.5%`, `突破1万亿元`,
`完成省下达任务`, `about 5%`, `at least 26,000 persons`.

What compares with another place or series (不低于全国平均水平, 与经济增长同步) holds no number
and is not read. Whether "about 5%" is a floor or a ceiling depends on the indicator: the caller
says whether less of it is better.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.draft.carried import figure
from sztrack.core.model import Op
from sztrack.core.words.period import narrow
from sztrack.core.words.quantity import PERCENT, Quantity, Unit, parse_number, parse_unit

PENDING = "pending"


class Sense(Enum):
    """What the number of a goal is."""

    LEVEL = "level"
    """The figure itself: 26万人."""
    GROWTH = "growth"
    """A change on the year before in percent: 增长5%."""
    STEP = "step"
    """A change in the figure's own unit: 提高2个百分点, 增加3所."""
    SAME = "same"
    """No change: 持平. The number is zero percent."""


class Wanted(NamedTuple):
    """One number that is to be reached."""

    op: Op
    low: Quantity
    upper: Quantity | None = None
    sense: Sense = Sense.LEVEL
    is_striven_for: bool = False
    """力争, 争取: told beside the goal, or a goal that the plan strives for."""

    @property
    def goal(self) -> str:
        """The goal as targets.yaml writes it."""
        if self.upper:
            return f"{figure(self.low)}..{figure(self.upper)}"
        return f"{self.op.value} {figure(self.low)}"


class _Figures(NamedTuple):
    """The numbers of a goal, and the words on both sides."""

    low: Quantity
    upper: Quantity | None
    before: str
    behind: str


class Words(NamedTuple):
    """What a cell says of a goal."""

    wanted: tuple[Wanted, ...] = ()
    is_pending: bool = False
    """It is to be set by somebody else, or has not been set yet."""
    unread: tuple[str, ...] = ()
    """The parts that hold no number that could be a goal."""


_PARTS = re.compile(r",(?![0-9]{3}(?![0-9]))|[;、。\n]|(?<=[0-9%一-龥])并(?=力争|争取)")
"""What parts one number from the next; the comma of 11,000 does not."""
_BRACKETS = re.compile(r"\((?!间\))([^()]*)\)")
"""Remarks; the brackets of 套(间) belong to the unit."""
_DATES = re.compile(
    "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|底|末)?(?:之?前)?|20[0-9]{2}年(?:底|末)?(?:之?前)?"
    r"|\b(?:by|in|before|end of)\s+(?:[a-z]+\s+)?20[0-9]{2}\b|\bq[1-4]\b"
)
"""When it is due, which is no number of the goal."""
_NOT_SET = re.compile(
    "(?:完成|达到|按|以|落实).*(?:下达|上级|国家|省|自治区).*(?:任务|目标|指标|为准|要求|计划)"
    "|待下达|待定|未下达|待确定|待分解|pending|to be (?:set|assigned|confirmed|agreed)|tb[acd]"
)
_SAME = re.compile("持平|保持不变|unchanged|same as last year|no change")
_COMPARED = re.compile(
    "全国|全省|全区平均|国家平均|省平均|平均水平|平均值|同步|快于|好于|优于"
    "|nation|average|in line with"
)
_STRIVEN = re.compile("力争|争取|努力|力求|奋斗|挑战|stretch|strive|aim|aspir")
_ABOUT = re.compile("左右|上下|大约|约|around|about|approximately|approx|circa|roughly")
_BOUNDS = (
    # Words that hold another one stand above it: 不低于 holds 低于.
    (Op.AT_LEAST, "不低于|不少于|不小于|不下于|至少|最低|以上|≥|at least|or more|no less|not less"),
    (Op.AT_LEAST, "not below|minimum|or above|or better|or higher"),
    (Op.AT_MOST, "不高于|不超过|不突破|不超|不大于|不多于|至多|最高|以内|以下|之内|控制在|≤"),
    (Op.AT_MOST, "at most|no more|not more|up to|or less|or fewer|maximum|or below|or lower"),
    (Op.AT_MOST, "not above|not exceed|within"),
    (Op.ABOVE, "超过|突破|超|逾|高于|大于|多于|more than|over|above|exceed"),
    (Op.BELOW, "低于|少于|小于|below|under|less than|fewer than"),
)
_REACHES = re.compile("(?:到|至|为|在|达|达到|\\bto|\\bat)\\s*$")
"""Behind a word for a change: the number is where it ends, not by how much it changes."""
_UP = re.compile(
    "增长|增加|提高|提升|上升|上涨|扩大|增幅|增速|涨幅|增至|升至|增到|升到|growth|grow|increase|rise|\\bup\\b|\\bplus\\b"
)
_DOWN = re.compile(
    "下降|降低|减少|压减|削减|缩减|压缩|下浮|降幅|降至|减至|降到|减到|\\bfall|reduc|decreas|\\bcut|\\bdown\\b|\\bdrop"
)
_ENDS_THERE = re.compile("增至|升至|增到|升到|降至|减至|降到|减到")
_NUMBER = r"(?<![0-9])(?<![0-9]\.)[+-]?[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?"
_RANGE = re.compile(rf"({_NUMBER})([^0-9,;]*?)\s*(?:-|~|至|到|\.\.|\bto\b|\band\b)\s*({_NUMBER})")
_UNIT_ENDS = re.compile(
    r"左右|上下|以上|以内|以下|之内|及以上|或以上|或|及|\bor\b|\bat\b|\bby\b|\bin\b|\.\."
)
"""What stands behind a unit and is no part of it."""
_LONGEST_UNIT = 24
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "～": "~", "﹣": "-", "―": "-"})
_SIGNED = re.compile(rf"(>~|<~|>=|<=|>|<|~|=)\s*({_NUMBER})(.*)")
_MIRRORED = {
    Op.AT_LEAST: Op.AT_MOST,
    Op.AT_MOST: Op.AT_LEAST,
    Op.ABOVE: Op.BELOW,
    Op.BELOW: Op.ABOVE,
    Op.AT_LEAST_ABOUT: Op.AT_MOST_ABOUT,
    Op.AT_MOST_ABOUT: Op.AT_LEAST_ABOUT,
}
"""A fall of at least 3% is a growth of at most -3%."""
_SOFT = {Op.AT_LEAST: Op.AT_LEAST_ABOUT, Op.AT_MOST: Op.AT_MOST_ABOUT}


def goal_words(text: str, unit: Unit | None, *, less: bool, falls: bool = False) -> Words:
    """What a cell says of a goal. `unit` is that of a number without one; `less` says that less is
    better, `falls` that the indicator's name itself is a fall (能耗下降率).
    """
    plain = plain_words(text)
    if plain == PENDING or (_NOT_SET.search(plain) and not re.search("[0-9]", plain)):
        return Words(is_pending=True)
    wanted: list[Wanted] = []
    # What stands in brackets is a remark (其中国家级10个); a number in it is told.
    unread = [inside for inside in _BRACKETS.findall(plain) if re.search("[0-9]", inside)]
    for part in _parts(plain):
        one = _wanted(part, unit, less=less, falls=falls)
        if one:
            wanted.append(_like_the_one_before(one, wanted))
        elif not _NOT_SET.search(part):
            unread.append(part)
    return Words(tuple(wanted), unread=tuple(unread))


def _parts(plain: str) -> list[str]:
    """What is said one by one, without remarks in brackets and without dates."""
    text = _DATES.sub("", _BRACKETS.sub("", plain))
    return [part for part in map(str.strip, _PARTS.split(text)) if part]


def _like_the_one_before(one: Wanted, before: list[Wanted]) -> Wanted:
    """增长6.5%左右,力争7%: what is striven for is what was spoken of."""
    if not before or one.sense is not Sense.LEVEL or not one.is_striven_for:
        return one
    is_alike = one.low.unit.converts_to(before[-1].low.unit)
    return one._replace(sense=before[-1].sense) if is_alike else one


def plain_words(text: str) -> str:
    """A cell in half-width characters and small letters, with one sort of dash."""
    plain = narrow(text).translate(_DASHES).strip().casefold()
    return plain.replace("≥", ">=").replace("≤", "<=").replace("﹥", ">").replace("﹤", "<")


def figures_in(text: str, unit: Unit | None, *, falls: bool) -> list[tuple[Quantity, Sense]]:
    """The numbers of a text, such as last year's figure and its growth, and what each is."""
    parts = _parts(plain_words(text))
    read = [_wanted(part, unit, less=False, falls=falls) for part in parts]
    return [(one.low, one.sense) for one in read if one and not one.upper]


def _wanted(part: str, unit: Unit | None, *, less: bool, falls: bool) -> Wanted | None:
    """The number in one part of a cell; None where it compares with others, or has no number."""
    signed = _SIGNED.fullmatch(part)
    if signed:
        quantity = _quantity(signed[2], signed[3], unit)
        return Wanted(Op(signed[1]), quantity) if quantity else None
    strives = bool(_STRIVEN.search(part))
    if _SAME.search(part):
        op = Op.AT_MOST if less else Op.AT_LEAST
        return Wanted(
            op=op,
            low=Quantity(Decimal(0), PERCENT),
            sense=Sense.SAME,
            is_striven_for=strives,
        )
    found = None if _COMPARED.search(part) else _figures(part, unit)
    if found is None:
        return None
    sense, down = _sense(found.before, found.behind, found.low.unit, falls=falls)
    if found.upper:
        return _range(found.low, found.upper, sense, strives, down=down)
    around = f"{found.before} {found.behind}"
    if down and sense is not Sense.LEVEL:
        return Wanted(
            op=_MIRRORED[_op(around, less=False)],
            low=_negative(found.low),
            sense=sense,
            is_striven_for=strives,
        )
    # 降至20 is a ceiling, whatever is good of the indicator otherwise.
    return Wanted(
        op=_op(around, less=less or down),
        low=found.low,
        sense=sense,
        is_striven_for=strives,
    )


def _figures(part: str, unit: Unit | None) -> _Figures | None:
    """The number of a part, or the two ends of a range; None where one of them cannot be read."""
    number, ends = re.search(_NUMBER, part), _RANGE.search(part)
    if number is None:
        return None
    before = part[: number.start()]
    if ends is None or ends.start() != number.start():
        behind = part[number.end() :]
        low = _quantity(number[0], behind, unit)
        return _Figures(low=low, upper=None, before=before, behind=behind) if low else None
    behind = part[ends.end() :]
    upper = _quantity(ends[3], behind, unit)
    low = _quantity(ends[1], ends[2], upper.unit) if upper else None
    return _Figures(low=low, upper=upper, before=before, behind=behind) if low else None


def _range(
    low: Quantity, upper: Quantity, sense: Sense, strives: bool, *, down: bool
) -> Wanted | None:
    """A range, its lower end first."""
    if down and sense is not Sense.LEVEL:
        low, upper = _negative(upper), _negative(low)
    if not upper.unit.converts_to(low.unit) or upper.to(low.unit) <= low.value:
        return None
    return Wanted(op=Op.WITHIN, low=low, upper=upper, sense=sense, is_striven_for=strives)


def _sense(before: str, behind: str, unit: Unit, *, falls: bool) -> tuple[Sense, bool]:
    """What the number behind some words is, and whether they speak of a fall."""
    up, down = _UP.search(before), _DOWN.search(before)
    if not up and not down:
        # English says it behind the number: 5% growth, 3% lower.
        up, down = _UP.search(behind), _DOWN.search(behind)
    is_fall = bool(down) or (falls and not up)
    if not (up or is_fall) or _ENDS_THERE.search(before) or _ends_there(before):
        return Sense.LEVEL, is_fall
    if unit.equals(PERCENT):
        return Sense.GROWTH, is_fall
    return Sense.STEP, is_fall


def _ends_there(before: str) -> bool:
    """Whether the words before a number are those for a change and where it ends: 下降到, up to."""
    without_bounds = re.sub("控制在|(?:不低于|不高于|不超过|力争|争取)", "", before)
    reaches = _REACHES.search(without_bounds)
    return bool(reaches and (_UP.search(before) or _DOWN.search(before)))


def _op(around: str, *, less: bool) -> Op:
    """The sign that the words around a number stand for."""
    op = next((op for op, words in _BOUNDS if re.search(words, around)), None)
    plain = op or (Op.AT_MOST if less else Op.AT_LEAST)
    return _SOFT.get(plain, plain) if _ABOUT.search(around) else plain


def _quantity(number: str, behind: str, unit: Unit | None) -> Quantity | None:
    """A number with the unit behind it, or else that of its column."""
    value = parse_number(number)
    if value is None:
        return None
    own = _unit_before_words(behind)
    if own:
        return Quantity(value, own)
    return Quantity(value, unit) if unit and not _has_unit(behind) else None


def _unit_before_words(behind: str) -> Unit | None:
    """The longest unit that a text begins with: 个 of 个项目, but not 亿 of 亿斤."""
    text = _UNIT_ENDS.split(behind.strip())[0].strip()[:_LONGEST_UNIT]
    for end in range(len(text), 0, -1):
        found = parse_unit(text[:end].strip())
        is_whole = end == len(text) or (text[end] != "/" and not _is_power(text[:end]))
        if found and is_whole:
            return found
    return None


def _is_power(text: str) -> bool:
    """Whether a unit is a power of ten alone."""
    return not text.strip("十百千万亿")


def _has_unit(behind: str) -> bool:
    """Whether something that is no word for a bound stands where a unit would."""
    text = _UNIT_ENDS.split(behind.strip())[0].strip()
    return (
        bool(re.match(r"[^\W\d_]|[$€£%‰]", text)) and not _UP.match(text) and not _DOWN.match(text)
    )


def _negative(quantity: Quantity) -> Quantity:
    value = quantity.value
    return quantity._replace(value=-value if value > 0 else value)
