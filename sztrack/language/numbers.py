"""Figures, goals and months as people write them.

Published figures keep the digits they were published with; what was worked out is rounded, half up,
to four significant digits or to what the goal itself is written with. Rounding never moves a number
onto or across its goal, 0 or 100 %: 99.96 % prints as 99.9 %.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import BOUND_WORDS, Bound, Goal, Kind, Op, Required
from sztrack.core.words.english import in_english, plain
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, Unit
from sztrack.language import Lang, say, speaker

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMERALS = "一二三四五六七八九十"
_PERIODS = {
    "1-3月": "一季度", "4-6月": "二季度", "7-9月": "三季度", "10-12月": "四季度",
    "1-6月": "上半年", "1-9月": "前三季度", "1-12月": "全年", "12月末": "年末",
}  # fmt: skip
_WHOLE = ("count", "person", "household", "vehicle", "flight", "dwelling", "bed")
_LARGEST = 18
"""Powers of ten beyond which nothing is rounded: decimals have 28 digits."""


def numeral(count: int) -> str:
    """1 to 99 as headings are numbered: 一, 十, 二十三."""
    tens, ones = divmod(count, 10)
    return (
        ("" if tens < 2 else _NUMERALS[tens - 1])
        + "十" * (tens > 0)
        + (_NUMERALS[ones - 1] if ones else "")
    )


def published(value: Decimal, unit: Unit, lang: Lang, like: Decimal | None = None) -> str:
    """A figure with its unit and its digits, without zeros at the end unless it is a percentage.

    In English the scale follows `like`, so that the figures of a row share it.
    """
    if lang == "zh":
        return f"{value if unit.dimension == 'percent' else Decimal(plain(value)):f}{unit.written}"
    return in_english(value, unit, like)


def rounded(value: Decimal, unit: Unit, lang: Lang, goal: Decimal | None = None) -> str:
    """A figure that was worked out, with its unit; on the same side of `goal` as the exact
    number.
    """
    return published(round_off(value, unit, goal), unit, lang, goal if goal is not None else value)


def round_off(
    value: Decimal, unit: Unit, goal: Decimal | None = None, rounding: str = ROUND_HALF_UP
) -> Decimal:
    """`value` with the digits that are worth printing; an amount without trailing zeros."""
    if value.adjusted() > _LARGEST:
        return value
    short = _short(value, unit, goal, rounding)
    return short if unit.dimension in ("percent", "point") else Decimal(plain(short))


def enough(required: Required, goal: Goal) -> Decimal:
    """What is required, with the digits that are worth printing, and never so rounded that keeping
    to it would miss the goal.
    """
    return enough_of(required.value, goal.unit if required.per_month else PERCENT, goal)


def enough_of(value: Decimal, unit: Unit, goal: Goal) -> Decimal:
    """A rest of the year in `unit` that leads to the goal, rounded to the side that keeps it."""
    if goal.op.is_floor:
        return round_off(value, unit, rounding=ROUND_CEILING)
    if goal.op.is_ceiling:
        return round_off(value, unit, rounding=ROUND_FLOOR)
    return round_off(value, unit)


def _short(value: Decimal, unit: Unit, goal: Decimal | None, rounding: str) -> Decimal:
    digits = _digits(value, unit, goal)
    marks = [
        mark
        for mark in (goal, Decimal(0), Decimal(100) if unit.dimension == "percent" else None)
        if mark is not None
    ]
    for more in range(digits, digits + 8):
        short = value.quantize(Decimal(1).scaleb(-more), rounding)
        if all(
            (short > mark) == (value > mark) and (short < mark) == (value < mark) for mark in marks
        ):
            return short
    return value


def percent(value: Decimal) -> str:
    """A share in percent, one decimal; never 0 % or 100 % unless it is."""
    tenth = Decimal("0.1")
    if value.adjusted() > _LARGEST:
        return f"{value:f}%"
    short = value.quantize(tenth, ROUND_HALF_UP)
    if short == 100 != value:
        short = value.quantize(tenth, ROUND_DOWN) if value < 100 else Decimal("100.1")
    if short == 0 != value:
        short = tenth.copy_sign(value)
    return f"{plain(short)}%"


def goal_text(goal: Goal, lang: Lang) -> str:
    """A goal in a cell: `>=5.5%`, `95%左右`."""
    t, number = speaker(lang), goal_number(goal, lang)
    match goal.op:
        case Op.ABOUT:
            return t(f"{number}左右", f"about {number}")
        case Op.AT_LEAST_ABOUT:
            return t(f"达到{number}左右", f"min about {number}")
        case Op.AT_MOST_ABOUT:
            return t(f"控制在{number}左右", f"max about {number}")
        case Op.WITHIN:
            return number
        case _:
            return t(f"{goal.op.value}{number}", f"{goal.op.value} {number}")


def goal_number(goal: Goal, lang: Lang) -> str:
    """The number of a goal with its unit, both ends of a range: 5%至5.5%."""
    low = published(goal.value, goal.unit, lang)
    if goal.upper is None:
        return low
    high = published(*goal.upper, lang)
    return speaker(lang)(f"{low}至{high}", f"{low} to {high}")


def growth_text(value: Decimal, lang: Lang, rise: str = "增长", bound: Bound = Bound.EXACT) -> str:
    """A rate of change in words: 增长5.4%, 下降3%, 持平; `up 5.4%`. `rise` is the Chinese verb;
    what is not said exactly keeps its word: 增长超14%, `up about 20%`.
    """
    t, number = speaker(lang), bounded_text(bound, f"{abs(value):f}", lang)
    if value == 0 and bound is Bound.EXACT:
        return t("持平", "unchanged")
    if value >= 0:
        return t(f"{rise}{number}%", f"up {number}%")
    return t(f"下降{number}%", f"down {number}%")


def bounded_text(bound: Bound, text: str, lang: Lang) -> str:
    """A figure as exactly as it was said: 超900亿元, `about 20%`."""
    return say(BOUND_WORDS[bound], lang) + text


def points(value: Decimal, lang: Lang) -> str:
    """A difference of two rates: 0.1个百分点, 0.1 pp; below that with a second decimal."""
    number = plain(
        _significant(value, Decimal("0.1") if abs(value) >= Decimal("0.1") else Decimal("0.01"))
    )
    return speaker(lang)(f"{number}个百分点", f"{number} pp")


def months_text(month: Month, kind: Kind, lang: Lang) -> str:
    """The months a figure covers: 1-9月, 6月末; `Jan-Sep`, `end Jun`."""
    if traits(kind).has_start:
        return speaker(lang)(f"{month.month}月末", f"end {_MONTHS[month.month]}")
    return span_text(Month(month.year, 1), month, lang)


def span_text(first: Month, last: Month, lang: Lang) -> str:
    """Months of one year: 7-9月, `Jul-Sep`; a single one by its name."""
    if first == last:
        return speaker(lang)(f"{last.month}月", _MONTHS[last.month])
    return speaker(lang)(
        f"{first.month}-{last.month}月", f"{_MONTHS[first.month]}-{_MONTHS[last.month]}"
    )


def month_text(month: Month, lang: Lang) -> str:
    """2024年9月, `September 2024` shortened to `Sep 2024`."""
    return speaker(lang)(f"{month.year}年{month.month}月", f"{_MONTHS[month.month]} {month.year}")


def day_text(day: date, lang: Lang) -> str:
    """2024年10月28日, `28 October 2024`."""
    return speaker(lang)(
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {_LONG_MONTHS[day.month]} {day.year}",
    )


def span_words(first: Month, last: Month, lang: Lang) -> str:
    """Months of one year as running text has them: 四季度, 8-12月; `October to December`."""
    if lang == "zh":
        return in_words(span_text(first, last, lang), lang)
    if first == last:
        return _LONG_MONTHS[last.month]
    return f"{_LONG_MONTHS[first.month]} to {_LONG_MONTHS[last.month]}"


def in_words(months: str, lang: Lang) -> str:
    """Months of a year that have a name of their own in Chinese: 前三季度 for 1-9月."""
    return _PERIODS.get(months, months) if lang == "zh" else months


def _digits(value: Decimal, unit: Unit, goal: Decimal | None) -> int:
    written = max(0, -int(goal.as_tuple().exponent)) if goal is not None else 0
    if unit.dimension in ("percent", "point"):
        return max(1, written)
    if unit.dimension in _WHOLE and unit.power == 0 and unit.written:
        return 0
    return max(0, min(2, 3 - value.adjusted())) if value else written


def _significant(value: Decimal, step: Decimal) -> Decimal:
    """`value` to `step`, with more digits where that would make it zero."""
    if value.adjusted() > _LARGEST:
        return value
    short = value.quantize(step, ROUND_HALF_UP)
    return short if short or not value or step < Decimal("1e-6") else _significant(value, step / 10)
