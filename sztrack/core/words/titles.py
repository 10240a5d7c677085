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
_IN_NAME = (
    rf"(?P<words>{_GAP}?(?:{_DIGITED}月?{DASH}{_DIGITED}月|前[二两三]个?季度|前1?[0-9]个?月|(?:第?[1-4一二三四](?:季度?)?{DASH})?第?[1-4一二三四]季度"
    r"|[Qq][1-4]|[Hh][12]|[上下]半年))",
    rf"(?P<full>{_GAP}?{_DIGITED}月?{DASH}(?P=year){_GAP}?{_DIGITED}月?)(?![0-9])",
    (
        rf"(?P<open>(?:[_./]{_DIGITED}月?{DASH}|-{_DIGITED}[~至到]){_DIGITED}(?![0-9月])|[年"
        rf" ]{_DIGITED}月?{DASH}{_DIGITED}{_ENDS})"
    ),
    rf"(?P<compact>(?:1[0-2]|0[1-9]){DASH}(?:1[0-2]|0[1-9]))(?![0-9])",
    r"(?P<day>年(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])[日号]|(?P<mark>[-_./"
    r" ])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9月])"
    r"|[-_./]?(?:1[0-2]|0[1-9])[-_./]?(?:3[01]|[12][0-9]|0[1-9])(?![0-9月]))",
    (
        r"(?P<month>(?:[-_./]?(?:1[0-2]|0[1-9])|[-_./][1-9])(?![0-9])|[年"
        rf" ]{_DIGITED}(?=月|{_ENDS}(?!{DASH}[0-9])))(?!月?{DASH}[0-9]{{1,2}}(?:月|季))"
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
        found = day_span(year, month, day)
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
    whole = span_within(str(year), None, int(first), int(last))
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
