"""Months and spans of months.

A span is half-open: it holds `first` and every month up to, but not including, `stop`. Statistics
come by month, by quarter and as year-to-date figures; all three are spans here. The joint
January-February release is the year-to-date span that ends with February.
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


_DASH = "[-~至到]"
_YEARED = r"(?:([0-9]{4})年?)?"
_MONTH = r"(?:([0-9]{4})[-/.年]?)?(1[0-2]|0?[1-9])月?份?"
_ISO = r"([0-9]{4})(?:[-/](1[0-2]|0?[1-9])|\.?(1[0-2]|0[1-9]))"
_POINTED = r"([0-9]{4})\.([2-9])"
_DAY = r"([0-9]{4})(?:年(1[0-2]|0?[1-9])月([0-9]{1,2})日?|([-/.])(1[0-2]|0?[1-9])\4([0-9]{1,2})|(1[0-2]|0[1-9])([0-9]{2}))"  # noqa: E501
_ENGLISH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?-?(?:20)?([0-9]{2})"
_RANGE = rf"(?:([0-9]{{4}})[-/.年]?)?(1[0-2]|0?[1-9])月?{_DASH}(1[0-2]|0?[1-9])月份?"
_OPEN_RANGE = (
    rf"([0-9]{{4}})(?:[/.年](1[0-2]|0?[1-9])|(01)|-(1[0-2]|0?[1-9])(?!-))月?{_DASH}(1[0-2]|0?[1-9])"
)
_FULL_RANGE = rf"([0-9]{{4}})[-/.年]?(1[0-2]|0?[1-9])月?{_DASH}\1[-/.年]?(1[0-2]|0?[1-9])(?:月份?)?"
_QUARTER = _YEARED + r"(?:[Qq]([1-4])|第?([1-4一二三四])季度?)"
_QUARTERS = _YEARED + rf"第?([1-4一二三四])(?:季度?)?{_DASH}第?([1-4一二三四])季度?"
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
_DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "～": "~", " ": None})


@cache
def parse_span(text: str, year: int | None = None) -> Span | None:
    """Read a period as statistics offices and spreadsheets write it; None if it is none.

    Understood: `2024-06`, `202406`, `2024.6`, `2024年6月`, `6月`, `2024Q2`, `2024年二季度`,
    `1-3季度`, `前三季度`, `2024H1`, `上半年`, `1-6月`, `前6个月`, `2024年`, `Jun-24`; a day,
    `2024/6/1`, stands for its month. `2024.1` is none: a spreadsheet also shows October so.
    `2024.1-6` is January to June; `2024-1-6` is a day, as its two marks are the same. `year` fills
    in the year where the text leaves it out; without it such a text is None.
    """
    plain = re.sub("(?:累计|末|底)$", "", narrow(text).translate(_DASHES))
    if m := re.fullmatch(_ISO, plain) or re.fullmatch(_POINTED, plain):
        month = int(next(filter(None, m.groups()[1:])))
        return _span(m[1], year, month, month)
    if m := re.fullmatch(_RANGE, plain) or re.fullmatch(_FULL_RANGE, plain):
        return _span(m[1], year, int(m[2]), int(m[3]))
    if m := re.fullmatch(_OPEN_RANGE, plain):
        return _span(m[1], year, int(m[2] or m[3] or m[4]), int(m[5]))
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
        return _day(int(m[1]), int(m[2] or m[5] or m[7]), int(m[3] or m[6] or m[8]))
    if m := re.fullmatch(_ENGLISH, plain.casefold()):
        month = _NAMES.index(m[1]) + 1
        return _span(f"20{m[2]}", None, month, month)
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
    plain = narrow(text).translate(_DASHES)
    span = (
        parse_span(plain) if re.fullmatch(_ISO, plain) or plain.endswith(("月", "月份")) else None
    )
    return span.first if span and span.length == 1 else None


class Named(NamedTuple):
    """What a title or a file's name states."""

    year: int | None
    """None where no year is stated, or several are."""
    spans: tuple[Span, ...]
    """The periods that it may mean, one for each last month; more than one is a contradiction."""
    is_day: bool = False
    """Whether the period is that of a full date, which may be the day of a print or a release."""

    @property
    def span(self) -> Span | None:
        """The one period that is stated."""
        return self.spans[0] if len(self.spans) == 1 else None


class _Mention(NamedTuple):
    """A year in a text, with what stands behind it."""

    year: int
    spans: tuple[Span, ...]
    rank: int
    """How well it says what a table is about; the lowest counts, `_NEVER` never does."""
    is_day: bool
    end: int


_WORDED, _MARKED, _ASIDE, _NEVER = range(4)
_DIGITED = r"(?:1[0-2]|0?[1-9])"
_GAP = r"[-_./年 ]"
_ENDS = r"(?:$|(?=[-_)）(（\s/]))"
"""A month without 月 is one where nothing follows it: `2024年10件实事` is not October."""
_IN_NAME = (
    rf"(?P<words>{_GAP}?(?:{_DIGITED}月?{_DASH}{_DIGITED}月|前[二两三]个?季度|前1?[0-9]个?月|(?:第?[1-4一二三四](?:季度?)?{_DASH})?第?[1-4一二三四]季度"
    r"|[Qq][1-4]|[Hh][12]|[上下]半年))",
    rf"(?P<full>{_GAP}?{_DIGITED}月?{_DASH}(?P=year){_GAP}?{_DIGITED}月?)(?![0-9])",
    (
        rf"(?P<open>(?:[_./]{_DIGITED}月?{_DASH}|-{_DIGITED}[~至到]){_DIGITED}(?![0-9月])|[年"
        rf" ]{_DIGITED}月?{_DASH}{_DIGITED}{_ENDS})"
    ),
    rf"(?P<compact>(?:1[0-2]|0[1-9]){_DASH}(?:1[0-2]|0[1-9]))(?![0-9])",
    r"(?P<day>年(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])[日号]|(?P<mark>[-_./"
    r" ])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9月])"
    r"|[-_./]?(?:1[0-2]|0[1-9])[-_./]?(?:3[01]|[12][0-9]|0[1-9])(?![0-9月]))",
    (
        r"(?P<month>(?:[-_./]?(?:1[0-2]|0[1-9])|[-_./][1-9])(?![0-9])|[年"
        rf" ]{_DIGITED}(?=月|{_ENDS}(?!{_DASH}[0-9])))(?!月?{_DASH}[0-9]{{1,2}}(?:月|季))"
    ),
)
_YEARS = r"(?<![0-9])(?P<year>(?:19|20|21)[0-9]{2})"
_PRINTED = "(?:制表|填表|填报|打印|印发|发布|公布|报送|更新|截止)"
_ABOUT_THE_PRINT = (
    rf"(?:日期|有效期|更新至|表\s*号|文\s*号|编号|期号|{_PRINTED}(?:时间|日|于|(?=\s*[:：])))\s*[:：]?[^\n，"
    r",；;。]{0,12}$"
)
_SIGNED = r"[局委厅院队处办]\s*\n\s*$"
"""An office, and on a line of its own below it the month of the print."""
_TIME = r"时间\s*[:：]?\s*$"
_COMPARED = r"(?:比|较|上年|去年|同期|基期)(?:为|是|指|数)?\s*$"
_COMPARED_BEHIND = r"年?(?:的)?(?:起|比较|相比|对比|同期|不变价|可比价|价|为基期|[=＝]\s*100)"


def named_period(name: str) -> Named:
    """What a file's name (with the folders above it, without its suffix) states; the last folder or
    name with a period counts.

    `2024-09`, `202409`, `2024年9月`, `2024Q3`, `2024/09`, `2024-09-28-月报`, `2024年1—9月`; `2023`
    has a year alone; of `2024年9月数据-20241018` the month, not the day. Two that differ state
    none.
    """
    if plain := re.fullmatch(
        "((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", name
    ):  # the usual case, without all that names may say
        month = Month(int(plain[1]), int(plain[2]))
        return Named(month.year, (Span(month, month.plus(1)),))
    text = re.sub("年/(?=[0-9]{1,2}月)", "年", _plain_title(name))
    parts: dict[int, list[_Mention]] = {}
    for mention in _mentions(text, titled=False):
        parts.setdefault(text.count("/", 0, mention.end), []).append(mention)
    nearest = [_stated(parts[part]) for part in sorted(parts, reverse=True)]
    dated = next((named for named in nearest if named.spans), None)
    return (
        dated
        if dated and nearest[0].year in (None, dated.year)
        else nearest[0]
        if nearest
        else Named(None, ())
    )


def titled_period(title: str) -> Named:
    """What the lines above a table state. The month in 年…月 form counts, not the day of the print,
    the number of the form or the year compared with.
    """
    return _stated(_mentions(_plain_title(title), titled=True)) if title else Named(None, ())


def _plain_title(text: str) -> str:
    plain = "".join(map(narrow, text[:_LONGEST_TITLE])).translate(_TITLE_DASHES)
    return re.sub(r"[ \u3000]*([-~至到年月])[ \u3000]*", r"\1", plain)


_LONGEST_TITLE = 10_000
_TITLE_DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-", "～": "~"})


def _stated(mentions: list[_Mention]) -> Named:
    """What the mentions of the best rank agree on."""
    usable = [mention for mention in mentions if mention.rank != _NEVER]
    spanned = [mention for mention in usable if mention.spans]
    best = [mention for mention in spanned if mention.rank == min(each.rank for each in spanned)]
    spans: dict[Month, Span] = {}
    for span in sorted(
        (span for mention in best for span in mention.spans), key=lambda span: span.length
    ):
        spans.setdefault(span.last, span)
    years = {mention.year for mention in best or usable}
    undated = {mention.year for mention in usable if not mention.spans}
    if best and best[0].is_day and undated and not undated & years:
        years, spans = undated, {}
    return Named(
        years.pop() if len(years) == 1 else None,
        tuple(spans.values()),
        is_day=bool(best) and best[0].is_day,
    )


def _mentions(text: str, *, titled: bool) -> list[_Mention]:
    """Every year in a text, in its order, with the period behind it."""
    mentions: list[_Mention] = []
    begin = 0
    for found in re.finditer(_YEARS, text):
        if found.start() < begin:
            continue
        m = next(
            filter(
                None,
                (re.compile(_YEARS + pattern).match(text, found.start()) for pattern in _IN_NAME),
            ),
            None,
        )
        year, spans = int(found[0]), _spans(m) if m else ()
        if not spans and text[found.end() : found.end() + 1].isdigit():
            continue
        end = m.end() if m and spans else found.end()
        is_day = (
            bool(m and spans and m["day"] is not None) if m and "day" in m.groupdict() else False
        )
        rank = (
            _rank(text, begin, found.start(), end, is_day=is_day)
            if titled
            else _ASIDE
            if is_day or _bracketed(text, found.start())
            else _MARKED
        )
        mentions.append(_Mention(year, spans, rank, is_day, end))
        begin = end
    return mentions


def _spans(m: re.Match[str]) -> tuple[Span, ...]:
    """The months behind a year; two readings where `202407-09` or `2024/07-09` may be a range or a
    day.
    """
    year, groups = int(m["year"]), m.groupdict()
    if groups.get("day"):
        month, day = (
            int(part) for part in re.findall(r"[0-9]{1,2}", groups["day"].lstrip("-_./年 "))
        )
        found = _day(year, month, day)
        return (found,) if found else ()
    if text := groups.get("words"):
        span = parse_span(text.lstrip("-_./年 "), year)
        return (span,) if span else ()
    if text := groups.get("month"):
        month = int(text.lstrip("-_./年 "))
        return (Span(Month(year, month), Month(year, month).plus(1)),)
    first, *_, last = re.findall(
        r"[0-9]{1,2}(?![0-9])", groups.get("full") or groups.get("open") or groups["compact"]
    )
    whole = _span(str(year), None, int(first), int(last))
    single = Span(Month(year, int(first)), Month(year, int(first)).plus(1))
    if (groups.get("compact") or (groups.get("open") or "").startswith("/")) and int(first) != 1:
        return (single, whole) if whole else (single,)
    return (whole,) if whole else ()


def _rank(text: str, before: int, begin: int, end: int, *, is_day: bool) -> int:
    """How well a period between `begin` and `end` of a title says what the table is about; nothing
    in front of `before` belongs to it.
    """
    prefix, rest = text[before:begin], text[end : end + 12]
    if (
        re.search(_ABOUT_THE_PRINT, prefix)
        or re.search(_COMPARED, prefix)
        or re.match(_COMPARED_BEHIND, rest)
    ):
        return _NEVER
    if re.search(_SIGNED, prefix) and re.match(r"月?份?[ \t]*(?:\n|$)", rest):
        return _NEVER
    if is_day and re.match(_PRINTED, rest):
        return _NEVER
    if re.search(_TIME, prefix):
        return _NEVER if is_day else _ASIDE
    if is_day or _bracketed(text, begin):
        return _ASIDE
    return _WORDED if "年" in text[begin:end] else _MARKED


def _bracketed(text: str, place: int) -> bool:
    """Whether a bracket is open at a place of its line."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return max(line.rfind("("), line.rfind("（")) > max(line.rfind(")"), line.rfind("）"))


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
