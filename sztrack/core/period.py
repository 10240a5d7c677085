"""Months and spans of months.

A span is half-open: it holds `first` and every month up to, but not including, `stop`. Statistics come by month, by quarter and as
year-to-date figures; all three are spans here. The joint January-February release is the year-to-date span that ends with February.
"""

from __future__ import annotations

import re
import unicodedata
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


def year_to_date(month: Month) -> Span:
    """January up to and including `month`."""
    return Span(Month(month.year, 1), month.plus(1))


_DASH = "[-~至到]"
_YEARED = r"(?:([0-9]{4})年?)?"
_MONTH = r"(?:([0-9]{4})[-/.年]?)?(1[0-2]|0?[1-9])月?份?"
_ISO = r"([0-9]{4})(?:[-/](1[0-2]|0?[1-9])|\.?(1[0-2]|0[1-9]))"
_POINTED = r"([0-9]{4})\.([2-9])"
_DAY = r"([0-9]{4})(?:[-/.年](1[0-2]|0?[1-9])[-/.月]([0-9]{1,2})日?|(1[0-2]|0[1-9])([0-9]{2}))"
_ENGLISH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?-?(?:20)?([0-9]{2})"
_RANGE = rf"(?:([0-9]{{4}})[-/.年]?)?(1[0-2]|0?[1-9])月?{_DASH}(1[0-2]|0?[1-9])月份?"
_QUARTER = _YEARED + r"(?:[Qq]([1-4])|第?([1-4一二三四])季度?)"
_QUARTERS = _YEARED + rf"第?([1-4一二三四])(?:季度?)?{_DASH}第?([1-4一二三四])季度?"
_FIRST = _YEARED + r"前(?:([二两三])个?季度|(1[0-1]|[2-9])个?月)"
_HALF = _YEARED + r"(?:[Hh]([12])|([上下])半年)"
_YEAR = r"([0-9]{4})(?:年|年?全年|年度)?"
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "上": 1, "下": 2, "1": 1, "2": 2, "3": 3, "4": 4}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "～": "~", " ": None})


@cache
def parse_span(text: str, year: int | None = None) -> Span | None:
    """Read a period as statistics offices and spreadsheets write it; None if it is none.

    Understood: `2024-06`, `202406`, `2024.6`, `2024年6月`, `6月`, `2024Q2`, `2024年二季度`, `1-3季度`, `前三季度`, `2024H1`, `上半年`, `1-6月`,
    `前6个月`, `2024年`, `Jun-24`; a day, `2024/6/1`, stands for its month. `2024.1` is none: a spreadsheet also shows October so.
    `year` fills in the year where the text leaves it out; without it such a text is None.
    """
    plain = re.sub("(?:累计|末|底)$", "", narrow(text).translate(_DASHES))
    if m := re.fullmatch(_ISO, plain) or re.fullmatch(_POINTED, plain):
        month = int(next(filter(None, m.groups()[1:])))
        return _span(m[1], year, month, month)
    if m := re.fullmatch(_RANGE, plain):
        return _span(m[1], year, int(m[2]), int(m[3]))
    if m := re.fullmatch(_QUARTER, plain):
        quarter = _NUMERALS[m[2] or m[3]]
        return _span(m[1], year, quarter * 3 - 2, quarter * 3)
    if m := re.fullmatch(_QUARTERS, plain):
        return _span(m[1], year, _NUMERALS[m[2]] * 3 - 2, _NUMERALS[m[3]] * 3)
    if m := re.fullmatch(_FIRST, plain):
        return _span(m[1], year, 1, _NUMERALS[m[2]] * 3 if m[2] else int(m[3]))
    if m := re.fullmatch(_HALF, plain):
        half = _NUMERALS[m[2] or m[3]]
        return _span(m[1], year, half * 6 - 5, half * 6)
    if m := re.fullmatch(_YEAR, plain):
        return _span(m[1], year, 1, 12)
    if "月" in plain and (m := re.fullmatch(_MONTH, plain)):
        return _span(m[1], year, int(m[2]), int(m[2]))
    return _of_a_spreadsheet(plain)


def _of_a_spreadsheet(plain: str) -> Span | None:
    """What a spreadsheet makes of a month: a day of it, or Jun-24."""
    if m := re.fullmatch(_DAY, plain):
        return _day(int(m[1]), int(m[2] or m[4]), int(m[3] or m[5]))
    if m := re.fullmatch(_ENGLISH, plain.casefold()):
        month = _NAMES.index(m[1]) + 1
        return _span(f"20{m[2]}", None, month, month)
    return None


def narrow(text: str) -> str:
    """Full-width forms as ASCII (NFKC), but a footnote mark or a fraction never as a digit: `18.5①` and `18.5²` stay what they are."""
    if text.isascii() or any(unicodedata.category(char) == "No" for char in text):
        return text
    return unicodedata.normalize("NFKC", text)


def parse_month(text: str) -> Month | None:
    """Read one month of a stated year, `2024-06` or `2024年6月`; None if it is none."""
    plain = narrow(text).translate(_DASHES)
    span = parse_span(plain) if re.fullmatch(_ISO, plain) or plain.endswith(("月", "月份")) else None
    return span.first if span and span.length == 1 else None


_IN_NAME = (
    rf"年?[-_ ]?(1?[0-9]月?{_DASH}1?[0-9]月|前[二两三]个?季度|前1?[0-9]个?月|第?[1-4一二三四]季度|[Qq][1-4]|[Hh][12]|[上下]半年)",
    r"[-_./年 ]?(1[0-2]|0[1-9])(?:[-_./月]?(?:3[01]|[12][0-9]|0[1-9])日?)?(?![0-9])",
    r"[-_./年 ](1[0-2]|[1-9])(?![0-9])",
)


def named_span(name: str) -> tuple[int | None, Span | None]:
    """The year and the period that a title or a file's name (with the folders above it, without its suffix) states; the last one said counts.

    `2024-09`, `202409`, `2024年9月`, `2024Q3`, `2024/09`, `2024-09-28-月报`, `2024年1-9月`; `2023` has a year alone.
    """
    text = narrow(name)
    year: int | None = None
    for found in reversed(list(re.finditer(r"(?<![0-9])(?:19|20|21)[0-9]{2}", text))):
        rest = text[found.end() :]
        for pattern in _IN_NAME:
            if m := re.match(pattern, rest):
                period = m[1] if not m[1].isdigit() else f"{m[1]}月"
                if span := parse_span(period, int(found[0])):
                    return int(found[0]), span
        if year is None and not rest[:1].isdigit():
            year = int(found[0])
    return year, None


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return _span(str(year), None, month, month)


def _span(written: str | None, year: int | None, first: int, last: int) -> Span | None:
    number = int(written) if written else year
    if number is None or not 1900 <= number <= 2199 or first > last:
        return None
    return Span(Month(number, first), Month(number, last).plus(1))
