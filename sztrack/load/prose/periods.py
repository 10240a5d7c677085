"""The period that a clause speaks of, as bulletins say it: 前三季度, 1-9月, 9月份, 去年."""

# ruff: noqa: E501  # a pattern is read whole

import re
from collections.abc import Callable
from typing import NamedTuple

from sztrack.core.model import Basis
from sztrack.core.words.period import Month, Span, parse_span


class Heading(NamedTuple):
    """What title, file name, dateline or the command line say of the whole bulletin."""

    month: Month | None
    """The last month that it covers."""
    basis: Basis | None
    """Year to date or a month, where that is said."""
    year: int | None = None
    """The year, where the month is not known."""


class When(NamedTuple):
    """The period of a figure. None: not known."""

    month: Month | None
    basis: Basis | None
    is_end: bool = False
    """Whether the words name a day: 9月末, 年底."""
    is_earlier: bool = False
    """Whether it is a period before the bulletin's own: 去年, 上年同期."""


class Mention(NamedTuple):
    """Where in a clause a period is named."""

    start: int
    end: int
    when: When


class Form(NamedTuple):
    """One way to name a period: a pattern, what it means, and an example."""

    words: str
    means: Callable[[re.Match[str], Heading], When]
    example: str


_YEAR = "(?:(?P<year>(?:19|20|21)[0-9]{2})年|(?P<this>今年|本年|当年)|(?P<last>去年|上年))?"
_MONTH = "(?:1[0-2]|0?[1-9])"


_MIDYEAR = 6


def _year(match: re.Match[str], heading: Heading, month: int) -> int | None:
    """The year that is named, else the bulletin's; a month after the bulletin's is last year's."""
    if match["year"]:
        return int(match["year"])
    if heading.month is None:
        return heading.year
    if match["last"]:
        return heading.month.year - 1
    if match["this"]:
        return heading.month.year
    return heading.month.year - (month > heading.month.month)


def _when(match: re.Match[str], heading: Heading, month: int, basis: Basis | None) -> When:
    year = _year(match, heading, month)
    if year is None:
        return When(None, basis)
    own = heading.month
    is_earlier = own is not None and year < own.year and bool(match["last"] or match["year"])
    return When(Month(year, month), basis, is_earlier=is_earlier)


def _from_january(match: re.Match[str], heading: Heading) -> When:
    """1-9月, 1至9月, 1月至9月."""
    first, last = int(match["first"]), int(match["until"])
    basis = Basis.YTD if first == 1 else None
    if last - first == 2 and last % 3 == 0 and first != 1:
        basis = Basis.QUARTER
    return _when(match, heading, last, basis)


def _first_months(match: re.Match[str], heading: Heading) -> When:
    """前9个月, 前九个月."""
    return _when(match, heading, _numeral(match["months"]), Basis.YTD)


def _first_quarters(match: re.Match[str], heading: Heading) -> When:
    """前三季度, 上半年, 下半年, 全年."""
    months = {
        "前三季度": 9,
        "前两季度": 6,
        "前二季度": 6,
        "前3季度": 9,
        "前三个季度": 9,
        "上半年": 6,
    }
    month = months.get(match["part"], 12)
    if month == 12 and not (match["year"] or match["last"]) and heading.month:
        # 全年 and 下半年 are the bulletin's own year, even where it is not over.
        return When(Month(heading.month.year, 12), Basis.YTD)
    return _when(match, heading, month, Basis.YTD)


def _quarter(match: re.Match[str], heading: Heading) -> When:
    """一季度 is a total to date; the others are quarters."""
    quarter = _numeral(match["quarter"])
    basis = Basis.YTD if quarter == 1 else Basis.QUARTER
    own = heading.month
    if own and own.month >= _MIDYEAR and not (match["year"] or match["last"]):
        # From the middle of the year on, the fourth quarter is the one to come.
        return When(Month(own.year, quarter * 3), basis)
    return _when(match, heading, quarter * 3, basis)


def _month_end(match: re.Match[str], heading: Heading) -> When:
    """9月末, 截至9月底."""
    when = _when(match, heading, int(match["of"]), None)
    return when._replace(is_end=True)


def _single_month(match: re.Match[str], heading: Heading) -> When:
    """9月份, 9月."""
    return _when(match, heading, int(match["of"]), Basis.MONTH)


def _day(match: re.Match[str], heading: Heading) -> When:
    """截至9月30日: the end of its month, since figures come by the month; what is told of single days
    covers no month.
    """
    if match[0].startswith("截"):
        return _month_end(match, heading)
    return _when(match, heading, int(match["of"]), None)


def _year_end(match: re.Match[str], heading: Heading) -> When:
    """年末, 2023年底."""
    return _when(match, heading, 12, None)._replace(is_end=True)


def _period_end(_: re.Match[str], heading: Heading) -> When:
    """期末, 截至目前: the bulletin's own month."""
    return When(heading.month, None, is_end=True)


def _to_date(_: re.Match[str], heading: Heading) -> When:
    """今年以来, 累计."""
    return When(heading.month, Basis.YTD)


def _own_month(_: re.Match[str], heading: Heading) -> When:
    """当月, 本月, 单月."""
    return When(heading.month, Basis.MONTH)


def _own_quarter(_: re.Match[str], heading: Heading) -> When:
    """当季, 本季度."""
    return When(heading.month, Basis.QUARTER)


def _year_before(_: re.Match[str], heading: Heading) -> When:
    """去年同期, 上年."""
    month = heading.month
    return When(month.plus(-12) if month else None, heading.basis, is_earlier=True)


def _whole_year(match: re.Match[str], heading: Heading) -> When:
    """2023年: that year up to its last month, or up to the bulletin's own month if it is its year."""
    own, year = heading.month, int(match["year"])
    if own and own.year == year:
        return When(own, Basis.YTD if own.month == 12 else heading.basis)
    return When(Month(year, 12), Basis.YTD, is_earlier=own is not None and year < own.year)


def _numeral(text: str) -> int:
    numerals = "一二三四五六七八九十"
    if text.isdecimal():
        return int(text)
    if text.startswith("十"):
        return 10 + (numerals.index(text[1]) + 1 if len(text) > 1 else 0)
    return 2 if text == "两" else numerals.index(text) + 1


FORMS = (
    Form(
        rf"(?:截[至止]到?)?{_YEAR}(?P<first>{_MONTH})月?(?:份)?[-~至到](?:(?P=year)年)?(?P<until>{_MONTH})月(?:份)?(?:累计)?",
        _from_january,
        "1-9月",
    ),
    Form(rf"{_YEAR}前(?P<months>1[01]|[2-9]|十一|[二两三四五六七八九十])个?月", _first_months, "前9个月"),
    Form(
        rf"{_YEAR}(?P<part>前[三两二3]个?季度|上半年|下半年|全年度?|年度)(?!(?:目标|预算|计划|任务|预期))",
        _first_quarters,
        "前三季度",
    ),
    Form(rf"{_YEAR}第?(?P<quarter>[1-4一二三四])季度(?:末)?", _quarter, "二季度"),
    Form(rf"(?:截[至止]到?)?{_YEAR}(?P<of>{_MONTH})月(?:份)?(?:末|底)", _month_end, "9月末"),
    Form(rf"(?:截[至止]到?)?{_YEAR}(?P<of>{_MONTH})月[0-9]{{1,2}}日", _day, "截至9月30日"),
    Form(rf"{_YEAR}(?P<of>{_MONTH})月(?:份)?(?![0-9])", _single_month, "9月份"),
    Form(rf"(?:截[至止]到?)?{_YEAR}(?:年[末底]|(?<=[年])[末底])(?!预算)", _year_end, "年末"),
    Form("(?:截[至止]到?)?(?:目前|期末|季末|月末|月底)", _period_end, "截至目前"),
    Form("今年以来|年初以来|1月以来", _to_date, "今年以来"),
    Form("当月|本月|单月", _own_month, "当月"),
    Form("当季|本季度?", _own_quarter, "当季"),
    Form("(?:去年|上年)(?:同期|同月|全年)?", _year_before, "上年同期"),
    Form("(?P<year>(?:19|20|21)[0-9]{2})年(?:度)?", _whole_year, "2023年"),
)  # fmt: skip
"""The ways to name a period, tried in this order."""
_ANY = re.compile("[月季年目期]|以来")
_COMPARED = ("比", "较", "于", "与", "同", "从", "由", "和", "按", "以", "自")
"""Words in front of a period that is compared with, not spoken of."""
_OF_A_BASE = re.compile("(?:的)?(?:基数|不变价|可比价|价格|口径|平均汇率|人口普查|=100)")
"""Words behind a year that is a base, not a period."""


def mentions(text: str, heading: Heading) -> list[Mention]:
    """The periods that a clause speaks of, in its order."""
    if not _ANY.search(text):
        return []
    found: list[Mention] = []
    taken = [False] * len(text)
    for pattern, form in _compiled():
        for match in pattern.finditer(text):
            if match.start() == match.end() or any(taken[match.start() : match.end()]):
                continue
            for place in range(match.start(), match.end()):
                taken[place] = True
            beside = text[match.end() : match.end() + 4]
            if not (text[: match.start()].endswith(_COMPARED) or _OF_A_BASE.match(beside)):
                found.append(Mention(match.start(), match.end(), form.means(match, heading)))
    return sorted(found, key=lambda mention: mention.start)


_PATTERNS: list[tuple[re.Pattern[str], Form]] = []


def _compiled() -> list[tuple[re.Pattern[str], Form]]:
    if not _PATTERNS:
        _PATTERNS.extend((re.compile(form.words), form) for form in FORMS)
    return _PATTERNS


def heading_of(span: Span | None) -> Heading:
    """What a stated period says of a bulletin. A month alone does not say whether its figures are
    the month's or the total to date; December alone is a whole year's, as annual reports have it,
    and January is both.
    """
    if span is None:
        return Heading(None, None)
    if span.is_year_to_date and span.length > 1:
        return Heading(span.last, Basis.YTD)
    if span.length == 3 and span.last.month % 3 == 0:
        return Heading(span.last, Basis.QUARTER)
    if span.last.month == 12:
        return Heading(span.last, Basis.YTD)
    return Heading(span.last, Basis.MONTH if span.last.month == 1 else None)


def asked(text: str) -> Heading | None:
    """The period that somebody typed: 2024-09, 2024年1-9月, 2024Q3; None if it is none."""
    span = parse_span(text)
    return heading_of(span) if span else None
