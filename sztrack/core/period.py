"""Months and spans of months.

A span is half-open: it holds `first` and every month up to, but not including, `stop`. Statistics come by month, by quarter and as
year-to-date figures; all three are spans here. The joint January-February release is the year-to-date span that ends with February.
"""

from __future__ import annotations

import re
import unicodedata
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


def year_to_date(month: Month) -> Span:
    """January up to and including `month`."""
    return Span(Month(month.year, 1), month.plus(1))


_MONTH = r"(?:([0-9]{4})[-/.年]?)?(1[0-2]|0?[1-9])月?份?"
_ISO = r"([0-9]{4})(?:[-/](1[0-2]|0?[1-9])|\.?(1[0-2]|0[1-9]))"
_RANGE = r"(?:([0-9]{4})[-/.年]?)?(1[0-2]|0?[1-9])月?[-~至到](1[0-2]|0?[1-9])月份?"
_QUARTER = r"(?:([0-9]{4})年?)?(?:[Qq]([1-4])|第?([1-4一二三四])季度?)"
_HALF = r"(?:([0-9]{4})年?)?(?:[Hh]([12])|([上下])半年)"
_YEAR = r"([0-9]{4})(?:年|年?全年|年度)?"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "～": "~", " ": None})


@cache
def parse_span(text: str, year: int | None = None) -> Span | None:
    """Read a period as statistics offices write it; None if it is none.

    Understood: `2024-06`, `202406`, `2024年6月`, `6月`, `2024Q2`, `2024年二季度`, `2024H1`, `上半年`, `1-6月`, `2024年1-6月`, `2024年`.
    `year` fills in the year where the text leaves it out; without it such a text is None.
    """
    plain = narrow(text).translate(_DASHES)
    if m := re.fullmatch(_ISO, plain):
        month = int(m[2] or m[3])
        return _span(m[1], year, month, month)
    if m := re.fullmatch(_RANGE, plain):
        return _span(m[1], year, int(m[2]), int(m[3]))
    if m := re.fullmatch(_QUARTER, plain):
        quarter = int(m[2]) if m[2] else _NUMERALS.get(m[3]) or int(m[3])
        return _span(m[1], year, quarter * 3 - 2, quarter * 3)
    if m := re.fullmatch(_HALF, plain):
        half = int(m[2]) if m[2] else _NUMERALS[m[3]]
        return _span(m[1], year, half * 6 - 5, half * 6)
    if m := re.fullmatch(_YEAR, plain):
        return _span(m[1], year, 1, 12)
    if "月" in plain and (m := re.fullmatch(_MONTH, plain)):
        return _span(m[1], year, int(m[2]), int(m[2]))
    return None


def narrow(text: str) -> str:
    """Full-width forms as ASCII (NFKC), but a footnote mark or a fraction never as a digit: `18.5①` and `18.5²` stay what they are."""
    if text.isascii() or any(unicodedata.category(char) == "No" for char in text):
        return text
    return unicodedata.normalize("NFKC", text)


def parse_month(text: str) -> Month | None:
    """Read one month of a stated year, `2024-06` or `2024年6月`; None if it is none."""
    span = parse_span(text)
    return span.first if span and span.length == 1 else None


def _span(written: str | None, year: int | None, first: int, last: int) -> Span | None:
    number = int(written) if written else year
    if number is None or not 1900 <= number <= 2199 or first > last:
        return None
    return Span(Month(number, first), Month(number, last).plus(1))
