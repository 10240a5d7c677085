"""Months and spans of months.

A span is half-open: it holds `first` and every month up to, but not including, `stop`. Statistics
come by month, by quarter and as year-to-date figures; all three are spans here. The joint
January-February release is the year-to-date span that ends with February.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month. Months order and hash as (year, month)."""

    year: int
    month: int

    def plus(self, months: int) -> Month:
        """The month `months` later (earlier, if negative)."""
        ordinal = self.year * 12 + self.month - 1 + months
        return Month(ordinal // 12, ordinal % 12 + 1)

    def until(self, other: Month) -> int:
        """How many months from this one to `other`; negative if `other` is earlier."""
        return (other.year - self.year) * 12 + other.month - self.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class Span(NamedTuple):
    """The months from `first` up to, but not including, `stop`."""

    first: Month
    stop: Month

    @property
    def last(self) -> Month:
        """The last month inside the span."""
        return self.stop.plus(-1)

    @property
    def length(self) -> int:
        """How many months the span holds."""
        return self.first.until(self.stop)

    @property
    def is_year_to_date(self) -> bool:
        """Whether the span begins with January and stays inside its year."""
        return self.first.month == 1 and self.last.year == self.first.year


DASH = "[-~至到]"
_YEARED = r"(?:([0-9]{4})年?)?"
_MONTH = r"(?:([0-9]{4})[-/.年]?)?(1[0-2]|0?[1-9])月?份?"
_ISO = r"([0-9]{4})(?:[-/](1[0-2]|0?[1-9])|\.?(1[0-2]|0[1-9]))"
_POINTED = r"([0-9]{4})\.([2-9])"
_DAY = r"([0-9]{4})(?:年(1[0-2]|0?[1-9])月([0-9]{1,2})日?|([-/.])(1[0-2]|0?[1-9])\4([0-9]{1,2})|(1[0-2]|0[1-9])([0-9]{2}))"  # noqa: E501
_ENGLISH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?-?(?:20)?([0-9]{2})"
_RANGE = rf"(?:([0-9]{{4}})[-/.年]?)?(1[0-2]|0?[1-9])月?{DASH}(1[0-2]|0?[1-9])月份?"
_OPEN_RANGE = (
    rf"([0-9]{{4}})(?:[/.年](1[0-2]|0?[1-9])|(01)|-(1[0-2]|0?[1-9])(?!-))月?{DASH}(1[0-2]|0?[1-9])"
)
_FULL_RANGE = rf"([0-9]{{4}})[-/.年]?(1[0-2]|0?[1-9])月?{DASH}\1[-/.年]?(1[0-2]|0?[1-9])(?:月份?)?"
_QUARTER = _YEARED + r"(?:[Qq]([1-4])|第?([1-4一二三四])季度?)"
_QUARTERS = _YEARED + rf"第?([1-4一二三四])(?:季度?)?{DASH}第?([1-4一二三四])季度?"
_FIRST = _YEARED + r"前(?:([二两三])个?季度|(1[0-1]|[2-9])个?月)"
_HALF = _YEARED + r"(?:[Hh]([12])|([上下])半年)"
_YEAR = r"([0-9]{4})(?:年|年?全年|年度)?"
_NUMERALS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "上": 1,
    "下": 2,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "～": "~", " ": None})


@cache
def parse_span(text: str, year: int | None = None) -> Span | None:
    """Read a period as statistics offices and spreadsheets write it; None if it is none.

    Understood: `2024-06`, `202406`, `2024.6`, `2024年6月`, `6月`, `2024Q2`, `2024年二季度`,
    `1-3季度`, `前三季度`, `2024H1`, `上半年`, `1-6月`, `前6个月`, `2024年`, `Jun-24`; a day,
    `2024/6/1`, stands for its month. `2024.1` is none: a spreadsheet also shows October so.
    `2024.1-6` is January to June; `2024-1-6` is a day, as its two marks are the same. `year` fills
    in the year where the text leaves it out; without it such a text is None.
    """
    plain = re.sub("(?:累计|末|底)$", "", narrow(text).translate(DASHES))
    for pattern, months in _FORMS:
        if m := re.fullmatch(pattern, plain):
            first, last = months(m)
            return span_within(m[1], year, first, last)
    if "月" in plain and (m := re.fullmatch(_MONTH, plain)):
        return span_within(m[1], year, int(m[2]), int(m[2]))
    return _of_a_spreadsheet(plain)


def _single(m: re.Match[str]) -> tuple[int, int]:
    month = int(next(filter(None, m.groups()[1:])))
    return month, month


def _first_and_last(m: re.Match[str]) -> tuple[int, int]:
    first, *_, last = filter(None, m.groups()[1:])
    return int(first), int(last)


def _quarter(m: re.Match[str]) -> tuple[int, int]:
    quarter = _NUMERALS[m[2] or m[3]]
    return quarter * 3 - 2, quarter * 3


def _quarters(m: re.Match[str]) -> tuple[int, int]:
    return _NUMERALS[m[2]] * 3 - 2, _NUMERALS[m[3]] * 3


def _from_january(m: re.Match[str]) -> tuple[int, int]:
    return 1, _NUMERALS[m[2]] * 3 if m[2] else int(m[3])


def _half(m: re.Match[str]) -> tuple[int, int]:
    half = _NUMERALS[m[2] or m[3]]
    return half * 6 - 5, half * 6


def _whole_year(_: re.Match[str]) -> tuple[int, int]:
    return 1, 12


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (_ISO, _single),
    (_POINTED, _single),
    (_RANGE, _first_and_last),
    (_FULL_RANGE, _first_and_last),
    (_OPEN_RANGE, _first_and_last),
    (_QUARTER, _quarter),
    (_QUARTERS, _quarters),
    (_FIRST, _from_january),
    (_HALF, _half),
    (_YEAR, _whole_year),
)
"""Forms of a period, and which months of the year each means; the first group is the year.

Text, not patterns: most files need only the first, and compiling all would cost every start.
"""


def _of_a_spreadsheet(plain: str) -> Span | None:
    """What a spreadsheet makes of a month: a day of it, or Jun-24."""
    if m := re.fullmatch(_DAY, plain):
        return day_span(int(m[1]), int(m[2] or m[5] or m[7]), int(m[3] or m[6] or m[8]))
    if m := re.fullmatch(_ENGLISH, plain.casefold()):
        month = _NAMES.index(m[1]) + 1
        return span_within(f"20{m[2]}", None, month, month)
    return None


def narrow(text: str) -> str:
    """Full-width forms as ASCII (NFKC), but a footnote mark or a fraction never as a digit: `18.5①`
    and `18.5²` stay what they are.
    """
    if text.isascii() or any(unicodedata.category(char) == "No" for char in text):
        return text
    return unicodedata.normalize("NFKC", text)


def parse_month(text: str) -> Month | None:
    """Read one month of a stated year, `2024-06` or `2024年6月`; None if it is none."""
    plain = narrow(text).translate(DASHES)
    span = (
        parse_span(plain) if re.fullmatch(_ISO, plain) or plain.endswith(("月", "月份")) else None
    )
    return span.first if span and span.length == 1 else None


def parse_day(text: str) -> date | None:
    """Read a day whose year stands first: `2024-10-28`, `2024/10/28`, `20241028` or
    `2024年10月28日`; None if it is none. `28/10/2024` is none: in `05/06/2024` nobody can tell
    which is the month.
    """
    m = re.fullmatch(_DAY, narrow(text.strip()).translate(DASHES))
    if m is None:
        return None
    year, month, day = int(m[1]), int(m[2] or m[5] or m[7]), int(m[3] or m[6] or m[8])
    return date(year, month, day) if day_span(year, month, day) else None


def day_span(year: int, month: int, day: int) -> Span | None:
    """The month that a calendar day stands for; None if there is no such day."""
    try:
        date(year, month, day)
    except ValueError:
        return None
    return span_within(str(year), None, month, month)


def span_within(written: str | None, year: int | None, first: int, last: int) -> Span | None:
    """The span from month `first` to month `last` of the written year, else of `year`; None where
    neither is known, the year is outside 1900 to 2199, or the months stand the wrong way round.
    """
    number = int(written) if written else year
    if number is None or not 1900 <= number <= 2199 or first > last:
        return None
    return Span(Month(number, first), Month(number, last).plus(1))
