"""Numbers and units as a statistics bulletin writes them, read into exact decimals.

A unit is a base (元, 人, 标箱, %, …) under a power of ten (万, 亿, 万亿, …). Two units convert into
each other when their bases share a dimension; the factor is always a power of ten, so conversion
loses nothing. Bare counting words (个, 家, 座, 条 …) share one dimension: which of them a table
uses says nothing about the size of the figure. Nothing that a file says passes through `float`.

Units are open: one that the table does not know stands for itself, and converts only into itself
under another power of ten (万斤 into 亿斤).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from sztrack.core.words.period import narrow


class Base(NamedTuple):
    """A unit without its power of ten."""

    dimension: str
    exponent: int
    """Power of ten against the dimension's first base: `‰` is -1 against `%`."""
    english: str
    """How English writes it after a number; empty for bare counts."""


_COUNT = Base("count", 0, "")
_BASES: dict[str, Base] = {
    "元": Base("yuan", 0, "yuan"),
    "美元": Base("us-dollar", 0, "US dollars"),
    "$": Base("us-dollar", 0, "$"),
    "港元": Base("hk-dollar", 0, "HK$"),
    "欧元": Base("euro", 0, "€"),
    "英镑": Base("pound", 0, "£"),
    "%": Base("percent", 0, "%"),
    "‰": Base("percent", -1, "‰"),
    "百分点": Base("point", 0, "pp"),
    "人": Base("person", 0, ""),
    "名": Base("person", 0, ""),
    "位": Base("person", 0, ""),
    "户": Base("household", 0, "households"),
    "人次": Base("passenger", 0, "passengers"),
    "架次": Base("flight", 0, "flights"),
    "标箱": Base("teu", 0, "TEU"),
    "吨": Base("tonne", 0, "tonnes"),
    "公里": Base("kilometre", 0, "km"),
    "千米": Base("kilometre", 0, "km"),
    "米": Base("kilometre", -3, "m"),
    "平方公里": Base("square-metre", 6, "sq km"),
    "公顷": Base("square-metre", 4, "hectares"),
    "平方米": Base("square-metre", 0, "sq m"),
    "立方米": Base("cubic-metre", 0, "cubic metres"),
    "千瓦": Base("watt", 3, "kW"),
    "千瓦时": Base("watt-hour", 3, "kWh"),
    "兆瓦": Base("watt", 6, "MW"),
    "千克": Base("tonne", -3, "kg"),
    "公斤": Base("tonne", -3, "kg"),
    "吨标准煤": Base("tonne-of-coal", 0, "tonnes of coal equivalent"),
    "亩": Base("mu", 0, "mu"),
    "岁": Base("year-of-age", 0, "years"),
    "年": Base("year", 0, "years"),
    "天": Base("day", 0, "days"),
    "小时": Base("hour", 0, "hours"),
    "分钟": Base("minute", 0, "minutes"),
    "秒": Base("millisecond", 3, "s"),
    "毫秒": Base("millisecond", 0, "ms"),
    "微克/立方米": Base("microgram-per-cubic-metre", 0, "μg/m³"),
    "套": Base("dwelling", 0, "units"),
    "辆": Base("vehicle", 0, "vehicles"),
    "张": Base("bed", 0, "beds"),
}  # fmt: skip
_BASES.update(dict.fromkeys("个家座条项所间场次支只株棵部处件类艘批期种门届", _COUNT))
_SYNONYMS = {
    "标准箱": "标箱", "TEU": "标箱", "teu": "标箱", "个百分点": "百分点", "人民币元": "元",
    "元人民币": "元", "套(间)": "套", "场次": "场", "台": "个",
    "km": "公里", "美金": "美元", "yuan": "元", "persons": "人", "μg/m3": "微克/立方米",
    "μg/m³": "微克/立方米", "pp": "百分点", "percent": "%",
    "m2": "平方米", "平米": "平方米", "km2": "平方公里", "平方千米": "平方公里", "m3": "立方米",
    "立方": "立方米", "日": "天", "h": "小时", "度": "千瓦时",
    "kWh": "千瓦时", "kW": "千瓦", "MW": "兆瓦", "t": "吨", "kg": "千克",
    "港币": "港元", "HKD": "港元", "HK$": "港元", "EUR": "欧元", "€": "欧元",
    "GBP": "英镑", "£": "英镑", "USD": "$", "US$": "$", "CNY": "元", "RMB": "元", "¥": "元",
    "dollars": "$", "euros": "欧元", "euro": "欧元", "pounds": "英镑",
    "people": "人", "person": "人", "jobs": "人", "households": "户", "tonnes": "吨",
    "days": "天", "hours": "小时", "pts": "百分点",
}  # fmt: skip
MONEY = ("yuan", "us-dollar", "hk-dollar", "euro", "pound")
"""The dimensions of money, which may be less than nothing."""
SIGNS = ("US$", "HK$", "USD", "HKD", "EUR", "GBP", "CNY", "RMB", "$", "€", "£", "¥")
"""Signs of money that stand before a number."""
_CHINESE = {"$": "美元"}
"""How Chinese writes a base that is called by its sign."""
_ENGLISH = frozenset(
    (*SIGNS, "dollars", "euros", "euro", "pounds", "yuan", "people", "persons", "person", "jobs",
     "households", "tonnes", "days", "hours", "pts")
)  # fmt: skip
"""Units that English writes behind thousands and millions; Chinese calls them by their base."""
_SCALES = {
    "thousand": "千", "k": "千", "million": "百万", "mn": "百万", "m": "百万",
    "billion": "十亿", "bn": "十亿", "trillion": "万亿",
}  # fmt: skip
_PREFIXES = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
}


_WORD = "(?:[A-Za-z](?:[23](?![0-9]))?|[À-ÖØ-öø-ɏͰ-ӿ぀-ヿ㐀-鿿가-힣°℃])+"
_DEGREE = (
    "左右|以上|以下|以内|之内|以外|上下|不低于|不超过|不少于|约|余|多|几|增|降"
    r"|\b(?:or|to|about|around|more|less|over|under|least|most)\b"
)
"""Words that say how a goal compares: never part of a unit."""
_TWICE = "(?:万亿|[千百十][亿万]|千(?![亿万])|万(?!亿)|亿)[十百千万亿](?!瓦|米|克|分)"
"""Two powers of ten in a row; 万千瓦 has one."""
OPEN_UNIT = rf"(?!{_TWICE})(?!.*(?:{_DEGREE})){_WORD}(?:(?:\s*/\s*|\s+){_WORD}){{0,4}}"
"""What may be a unit that the table does not know: words, with blanks or / between them."""


class Unit(NamedTuple):
    """A power of ten and a base, e.g. 亿元 = (8, 元)."""

    power: int
    base: str
    written: str
    """The unit as the file writes it."""

    @property
    def is_known(self) -> bool:
        """Whether the table says what it is; any other is taken as written."""
        return self.base in _BASES

    @property
    def dimension(self) -> str:
        """Units of one dimension convert into each other."""
        return _base_of(self.base).dimension

    @property
    def exponent(self) -> int:
        """Power of ten against the dimension's own scale."""
        return self.power + _base_of(self.base).exponent

    @property
    def english(self) -> str:
        """The base in English, without its power of ten."""
        return _base_of(self.base).english

    @property
    def has_sign(self) -> bool:
        """Whether English writes it before the number: £5m."""
        return self.dimension in MONEY and not self.english[-1].isalpha()

    def converts_to(self, other: Unit) -> bool:
        """Whether a figure in this unit can be written in `other`."""
        return self.dimension == other.dimension

    def equals(self, other: Unit) -> bool:
        """Whether a number means the same in both, however they are written."""
        return (self.dimension, self.exponent) == (other.dimension, other.exponent)


PERCENT = Unit(0, "%", "%")
PLAIN = Unit(0, "个", "")
"""A bare number, for series that say nothing of their unit."""


class Quantity(NamedTuple):
    """An exact number with its unit."""

    value: Decimal
    unit: Unit

    def __str__(self) -> str:
        return f"{self.value}{self.unit.written}"

    def to(self, unit: Unit) -> Decimal:
        """The number in `unit`, exact. ValueError if the units do not share a dimension."""
        if not self.unit.converts_to(unit):
            raise ValueError(f"{self.unit.written} does not convert to {unit.written}")
        return rescale(self.value, self.unit.exponent - unit.exponent)


def rescale(value: Decimal, power: int) -> Decimal:
    """Multiply `value` by 10**`power`, exactly."""
    return value.scaleb(power) if power else value


_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_PRICE = re.compile(
    rf"(?P<minus>-?)\s*(?P<sign>{'|'.join(map(re.escape, SIGNS))})\s*(?P<number>[0-9].*?)"
    r"\s*(?P<rest>[A-Za-z]*)"
)
_LONGEST = 27
"""Characters of a number; any longer one is no figure, and decimals stay exact."""
_MINUS = str.maketrans({"−": "-", "﹣": "-", "–": "-", "—": "-", "―": "-", "　": " ", "、": ","})
_WORDS = r"(?:(?:同比|比上年同期|比去年同期|较上年同期)\s*)?(?:(?:增长|上升|提高|增加|上涨)|(下降|减少|回落|降低|下跌))\s*(?=[0-9])"  # noqa: E501
_UNCHANGED = frozenset({"持平", "与上年同期持平", "同比持平"})
_BRACKETED = r"(.+?)\s*\(([^()]*)\)"
_NONE = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "–",
        "−",
        "－",
        "…",
        "……",
        "...",
        "/",
        "无",
        "暂无",
        "n/a",
        "N/A",
        "na",
        "NA",
    }
)


def is_blank(text: str) -> bool:
    """Whether a cell says "no figure": empty, a dash, an ellipsis, 无."""
    return text.strip() in _NONE


@cache
def parse_unit(text: str) -> Unit | None:
    """Read 亿元, 万标箱, %, 个百分点, million people, and what says of itself that it is a unit
    (万斤, 元/人); None if the unit is not known.
    """
    unit = open_unit(text)
    return unit if unit and (unit.is_known or _is_evident(unit)) else None


@cache
def open_unit(text: str) -> Unit | None:
    """Read a unit as it is written, whether or not the table knows it (斤, NPS); None if the text
    can be no unit.
    """
    spaced = unicodedata.normalize("NFKC", text).strip()
    closed = spaced.replace(" ", "")
    if found := _base(closed):
        return Unit(0, found, _in_chinese(closed, found))
    for prefix, power in _PREFIXES.items():
        if closed.startswith(prefix) and (found := _base(closed[len(prefix) :] or "个")):
            written = prefix + _in_chinese(closed[len(prefix) :], found)
            return Unit(power, found, written)
    if scaled := _scaled_english(closed):
        return scaled
    return _as_written(spaced)


def _scaled_english(closed: str) -> Unit | None:
    """A unit of the table behind an English power of ten, or before it: millionpeople, £m, m$."""
    for scale, prefix in _SCALES.items():
        others = (closed.removeprefix(scale), closed.removesuffix(scale))
        rest = next((rest for rest in others if rest != closed and rest in _ENGLISH), None)
        base = _base(rest) if rest else None
        if base:
            return Unit(_PREFIXES[prefix], base, prefix + _CHINESE.get(base, base))
    return None


def _as_written(text: str) -> Unit | None:
    """A unit that the table does not know, under its power of ten."""
    if not re.fullmatch(OPEN_UNIT, text):
        return None
    written = re.sub(r"\s*/\s*|(?<![a-z])\s+|\s+(?![a-z])", _without_blanks, text)
    if len(written) > 1 and written in _SCALES:
        return Unit(_PREFIXES[_SCALES[written]], "个", _SCALES[written])
    scale, _, rest = written.partition(" ")
    if rest and scale in _SCALES:
        prefix = _SCALES[scale]
        return Unit(_PREFIXES[prefix], rest, prefix + rest)
    for prefix, power in _PREFIXES.items():
        if written.startswith(prefix) and len(written) > len(prefix):
            return Unit(power, written[len(prefix) :], written)
    return Unit(0, written, written)


def _without_blanks(m: re.Match[str]) -> str:
    return "/" if "/" in m[0] else ""


def _is_evident(unit: Unit) -> bool:
    """Whether a unit that is not in the table shows that it is one: by a power of ten before it, or
    as a quotient of two that are (元/人).
    """
    over, slash, under = unit.base.partition("/")
    if slash:
        return bool(_base(over)) and bool(parse_unit(under))
    return unit.power > 0


def ascii_number(text: str) -> str:
    """A cell's digits, signs and marks in ASCII."""
    return narrow(text).translate(_MINUS).strip()


def parse_number(text: str) -> Decimal | None:
    """Read `7,731.62`, `－5.3`, `１２３．５`; None if it is no number. `1_000`, `1e5`, `１,23` are
    none.
    """
    plain = ascii_number(text)
    m = _NUMBER.fullmatch(plain)
    return Decimal(plain.replace(",", "")) if m and len(plain) <= _LONGEST else None


def parse_quantity(text: str, column: Unit | None = None) -> Quantity | None:
    """Read a number with its unit, in the cell (`2.4万家`) or, failing that, in the column's
    heading; None if either is unreadable.

    A cell that holds only a power of ten (`2.4万`) takes its base from the column.
    """
    plain = _sign_behind(ascii_number(text))
    m = _NUMBER.match(plain)
    if not m or len(m[0]) > _LONGEST:
        return None
    value, rest = Decimal(m[0].replace(",", "")), plain[m.end() :].strip()
    if not rest:
        return Quantity(value, column) if column else None
    if column and rest in _PREFIXES:
        return Quantity(value, column._replace(power=_PREFIXES[rest], written=rest + column.base))
    unit = parse_unit(rest)
    return Quantity(value, unit) if unit else None


def quantity_as_written(text: str) -> Quantity | None:
    """Read a number with its unit as a plan writes it, in whatever unit."""
    plain = _sign_behind(ascii_number(text))
    m = _NUMBER.match(plain)
    if not m or len(m[0]) > _LONGEST:
        return None
    unit = open_unit(plain[m.end() :])
    return Quantity(Decimal(m[0].replace(",", "")), unit) if unit else None


def _sign_behind(plain: str) -> str:
    """A number with the sign of money behind it that stood before: $11,000 million ->
    11,000 $million.
    """
    m = _PRICE.fullmatch(plain)
    return f"{m['minus']}{m['number']} {m['sign']}{m['rest']}" if m else plain


def parse_growth(text: str, column: Unit = PERCENT) -> Decimal | None:
    """Read a rate of change in percent: `5.4`, `-5.4%`, `54‰`, `增长 5.4%`, `同比下降5.4%`, `持平`;
    None if it is none.

    `column` is the unit of a bare number.
    """
    plain = ascii_number(text)
    if plain in _UNCHANGED:
        return Decimal(0)
    words = re.match(_WORDS, plain)
    quantity = parse_quantity(plain[words.end() :] if words else plain, column)
    if quantity is None or quantity.unit.power or not quantity.unit.converts_to(PERCENT):
        return None
    return -quantity.to(PERCENT) if words and words[1] else quantity.to(PERCENT)


_MARKS = "^[①-⑳⑴-⒇]+|[①-⑳⑴-⒇¹²³⁴-⁹]+$"
"""Footnote marks before or behind a name."""


@cache
def split_unit(name: str) -> tuple[str, Unit | None]:
    """An indicator's name without footnote marks and the unit in brackets behind it, and that unit;
    a bracket that is no unit belongs to the name.
    """
    plain = unicodedata.normalize(
        "NFKC", name if name.isascii() else re.sub(_MARKS, "", name.strip())
    ).strip()
    bracket = re.fullmatch(_BRACKETED, plain) if plain.endswith(")") else None
    unit = parse_unit(bracket[2]) if bracket else None
    return (bracket[1], unit) if bracket and unit else (plain, None)


def known_units() -> tuple[str, ...]:
    """The bases that a unit can be built on, for messages; a few of the counting words stand for
    all.
    """
    return (
        *(name for name, base in _BASES.items() if base is not _COUNT),
        "个",
        "家",
        "座",
        "条",
        "项",
        "场",
    )


def nearest_unit(unit: Unit) -> str:
    """The known unit that one which is not known was most probably meant to be; empty if none is
    like it.
    """
    from difflib import get_close_matches

    near = get_close_matches(unit.base, [*_BASES, *_SYNONYMS], 1, 0.5)
    return near[0] if near else ""


def _base(text: str) -> str | None:
    text = _SYNONYMS.get(text, text)
    return text if text in _BASES else None


def _base_of(name: str) -> Base:
    """What the table says of a base; one that it does not know is a dimension of its own."""
    return _BASES.get(name) or Base(f"as written: {name.casefold()}", 0, name)


def _in_chinese(written: str, base: str) -> str:
    """A unit as a file writes it; an English word by its Chinese base."""
    return _CHINESE.get(base, base) if written in _ENGLISH else written
