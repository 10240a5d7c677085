"""What a file's name and the lines above a table state: the period and the unit that its rows leave
out.

Two statements that contradict each other settle nothing: what they state is then not filled in.
"""

import re
from typing import NamedTuple

from sztrack.core.model import Basis, Text
from sztrack.core.words.period import Month, Span
from sztrack.core.words.quantity import Unit, parse_unit
from sztrack.core.words.titles import Named, named_period, titled_period

_UNITS = r"单位[:：]((?:(?!单位[:：])[^;；)）\n])*)"
_BETWEEN = r"[,，、(（\s]+"
_BASES = {
    Basis.YTD: r"累计|year[- ]to[- ]date|\bytd\b|cumulative",
    Basis.MONTH: "当月|单月",
    Basis.QUARTER: "当季|单季",
}
"""Words of a title that say what the figures below it cover."""


class Stated(NamedTuple):
    """The year and the period for rows without their own."""

    year: int | None
    span: Span | None
    contradiction: Text | None = None
    """Why there is no period, where there are too many."""


def stated_period(path: str, title: str, document: str) -> Stated:
    """What the file's name and the title agree on. A table's own title goes before that of the
    `document`; a month before the day of a release.
    """
    name, above = named_period(path.partition("/")[2].rpartition(".")[0]), titled_period(title)
    if not above.spans and document:
        above = titled_period(document)
    if name.spans and above.spans:
        return _of_both(name, above)
    if above.spans and name.year:
        return _settled([span for span in above.spans if span.last.year == name.year], name, above)
    return _one(above, name) if above.spans else _one(name, above)


def document_title(path: str, title: str, sheet: str, cover: str) -> str:
    """What stands for the title of tables without a period of their own: the lines above the first
    of them, the name of their sheet, the sheet without a table before it. A sheet called 9月 is of
    the year that the file's name states.
    """
    texts = [title, sheet, cover]
    year = named_period(path.partition("/")[2].rpartition(".")[0]).year
    if year and re.search("[月季年]", sheet):
        texts.insert(2, f"{year}年{sheet}")
    return next((text for text in texts if titled_period(text).spans), title)


def _of_both(name: Named, above: Named) -> Stated:
    """What is left where name and title each state a period: a month goes before a day."""
    if name.is_day and not above.is_day:
        return _one(above, name)
    if above.is_day and not name.is_day:
        return _one(name, above)
    above_too = {span.last for span in above.spans}
    return _settled([span for span in name.spans if span.last in above_too], name, above)


def stated_basis(path: str, title: str, document: str) -> Basis | None:
    """What the figures cover, as the lines above the table say, else those at the head of the
    document, else the file's name; None where none of them says so, or one names two.
    """
    name = path.rpartition("/")[2].rpartition(".")[0]
    for text in (title, document, name):
        named = [
            basis
            for basis, words in _BASES.items()
            if text and re.search(words, text, re.IGNORECASE)
        ]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def units_above(title: str) -> list[Unit]:
    """The units that 单位： names; what is none, as the body that reports, is passed over."""
    if not title:
        return []
    found = [
        unit
        for line in re.findall(_UNITS, title)
        for part in (line.strip(), *re.split(_BETWEEN, line))
        if (unit := parse_unit(part))
    ]
    return [
        unit
        for place, unit in enumerate(found)
        if not any(unit.equals(before) for before in found[:place])
    ]


def _one(first: Named, second: Named) -> Stated:
    return (
        _settled(list(first.spans), first, second)
        if first.spans
        else Stated(first.year or second.year, None)
    )


def _settled(spans: list[Span], name: Named, above: Named) -> Stated:
    """The one period that is left, or the contradiction."""
    if len(spans) == 1:
        return Stated(spans[0].last.year, spans[0])
    years = {span.last.year for named in (name, above) for span in named.spans} | {
        named.year for named in (name, above) if named.year
    }
    months = [span.last for named in (name, above) for span in named.spans]
    several = "、".join(map(_shown, _unique(months, name, above)))
    return Stated(
        years.pop() if len(years) == 1 else None, None, Text(several, several.replace("、", ", "))
    )


def _unique(months: list[Month], name: Named, above: Named) -> list[Month | int]:
    yearly = [named.year for named in (name, above) if named.year and not named.spans]
    return list(dict.fromkeys([*yearly, *months]))


def _shown(period: Month | int) -> str:
    return str(period)
