"""What a file's name, or the lines above a table, say of its period.

Both are guesses at what people write: a year, with a month, quarter or range behind it. The day of
the print, the number of the form, the office that signs and the year compared with are told apart
from what the table is about.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sztrack.core.words.period import DASH, Month, Span, day_span, narrow, parse_span, span_within


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
_QUARTER = "第?[1-4一二三四]季度"
_QUARTERS = rf"(?:第?[1-4一二三四](?:季度?)?{DASH})?{_QUARTER}"
_MONTHS = rf"{_DIGITED}月?{DASH}{_DIGITED}月|前[二两三]个?季度|前1?[0-9]个?月"
_TWO_DIGITS = r"(?:1[0-2]|0[1-9])"
_DAY_DIGITS = r"(?:3[01]|[12][0-9]|0?[1-9])"
_IN_NAME = (
    rf"(?P<words>{_GAP}?(?:{_MONTHS}|{_QUARTERS}|[Qq][1-4]|[Hh][12]|[上下]半年))",
    rf"(?P<full>{_GAP}?{_DIGITED}月?{DASH}(?P=year){_GAP}?{_DIGITED}月?)(?![0-9])",
    rf"(?P<open>(?:[_./]{_DIGITED}月?{DASH}|-{_DIGITED}[~至到]){_DIGITED}(?![0-9月])"
    rf"|[年 ]{_DIGITED}月?{DASH}{_DIGITED}{_ENDS})",
    rf"(?P<compact>{_TWO_DIGITS}{DASH}{_TWO_DIGITS})(?![0-9])",
    rf"(?P<day>年{_DIGITED}月{_DAY_DIGITS}[日号]"
    rf"|(?P<mark>[-_./ ]){_DIGITED}(?P=mark){_DAY_DIGITS}(?![0-9月])"
    rf"|[-_./]?{_TWO_DIGITS}[-_./]?(?:3[01]|[12][0-9]|0[1-9])(?![0-9月]))",
    rf"(?P<month>(?:[-_./]?{_TWO_DIGITS}|[-_./][1-9])(?![0-9])"
    rf"|[年 ]{_DIGITED}(?=月|{_ENDS}(?!{DASH}[0-9])))(?!月?{DASH}[0-9]{{1,2}}(?:月|季))",
)
"""What may stand behind a year, tried in this order: a range before the day that it looks like."""
_YEARS = r"(?<![0-9])(?P<year>(?:19|20|21)[0-9]{2})"
_PRINTED = "(?:制表|填表|填报|打印|印发|发布|公布|报送|更新|截止)"
_ABOUT_THE_PRINT = (
    rf"(?:日期|有效期|更新至|表\s*号|文\s*号|编号|期号|{_PRINTED}(?:时间|日|于|(?=\s*[:：])))"
    r"\s*[:：]?[^\n，,；;。]{0,12}$"
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
    # The usual case, without all that names may say: this runs once for every file.
    if plain := re.fullmatch("((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", name):
        month = Month(int(plain[1]), int(plain[2]))
        return Named(month.year, (Span(month, month.plus(1)),))
    text = re.sub("年/(?=[0-9]{1,2}月)", "年", _plain_title(name))
    parts: dict[int, list[_Mention]] = {}
    for mention in _mentions(text, titled=False):
        parts.setdefault(text.count("/", 0, mention.end), []).append(mention)
    if not parts:
        return Named(None, ())
    nearest = [_stated(parts[part]) for part in sorted(parts, reverse=True)]
    dated = next((named for named in nearest if named.spans), None)
    if dated and nearest[0].year in (None, dated.year):
        return dated
    return nearest[0]


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
    best = _best(usable)
    spans = _by_last_month(best)
    years = {mention.year for mention in best or usable}
    undated = {mention.year for mention in usable if not mention.spans}
    is_day = bool(best) and best[0].is_day
    # A full date beside another year alone is the day of a print: the year is what is meant.
    if is_day and undated and not undated & years:
        years, spans = undated, ()
    return Named(years.pop() if len(years) == 1 else None, spans, is_day=is_day)


def _best(mentions: list[_Mention]) -> list[_Mention]:
    """The mentions with a period that say best what the table is about."""
    spanned = [mention for mention in mentions if mention.spans]
    lowest = min((mention.rank for mention in spanned), default=_NEVER)
    return [mention for mention in spanned if mention.rank == lowest]


def _by_last_month(mentions: list[_Mention]) -> tuple[Span, ...]:
    """The shortest period for each last month."""
    spans: dict[Month, Span] = {}
    every = [span for mention in mentions for span in mention.spans]
    for span in sorted(every, key=lambda span: span.length):
        spans.setdefault(span.last, span)
    return tuple(spans.values())


def _mentions(text: str, *, titled: bool) -> list[_Mention]:
    """Every year in a text, in its order, with the period behind it."""
    mentions: list[_Mention] = []
    begin = 0
    for found in re.finditer(_YEARS, text):
        if found.start() < begin:
            continue
        behind = _behind(text, found.start())
        spans = _spans(behind) if behind else ()
        if not spans and text[found.end() : found.end() + 1].isdigit():
            continue
        end, is_day = found.end(), False
        if behind and spans:
            end, is_day = behind.end(), bool(behind.groupdict().get("day"))
        if titled:
            rank = _rank(text, begin, found.start(), end, is_day=is_day)
        else:
            rank = _rank_in_name(text, found.start(), is_day=is_day)
        mentions.append(
            _Mention(year=int(found[0]), spans=spans, rank=rank, is_day=is_day, end=end)
        )
        begin = end
    return mentions


def _behind(text: str, start: int) -> re.Match[str] | None:
    """The first pattern that matches a year at `start` and what stands behind it."""
    for pattern in _IN_NAME:
        if found := re.compile(_YEARS + pattern).match(text, start):
            return found
    return None


def _rank_in_name(text: str, start: int, *, is_day: bool) -> int:
    return _ASIDE if is_day or _bracketed(text, start) else _MARKED


def _spans(behind: re.Match[str]) -> tuple[Span, ...]:
    """The months behind a year; two readings where `202407-09` or `2024/07-09` may be a range or a
    day.
    """
    year, groups = int(behind["year"]), behind.groupdict()
    if day := groups.get("day"):
        month, of_month = re.findall(r"[0-9]{1,2}", day.lstrip("-_./年 "))
        return _known(day_span(year, int(month), int(of_month)))
    if words := groups.get("words"):
        return _known(parse_span(words.lstrip("-_./年 "), year))
    if month := groups.get("month"):
        return _known(_month_span(year, int(month.lstrip("-_./年 "))))
    return _range(year, groups)


def _range(year: int, groups: dict[str, str | None]) -> tuple[Span, ...]:
    """A range of months, and the single month that it may be where it also reads as a day."""
    opened = groups.get("open") or ""
    written = groups.get("full") or opened or groups["compact"] or ""
    first, *_, last = re.findall(r"[0-9]{1,2}(?![0-9])", written)
    whole = _known(span_within(str(year), None, int(first), int(last)))
    may_be_day = bool(groups.get("compact")) or opened.startswith("/")
    if may_be_day and int(first) != 1:
        return (_month_span(year, int(first)), *whole)
    return whole


def _month_span(year: int, month: int) -> Span:
    return Span(Month(year, month), Month(year, month).plus(1))


def _known(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


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
