"""A series laid out by calendar year as amounts that add up: the one shape in which different kinds
of series are projected alike.

flow: the amounts; stock: what was added since the year began; growth: amounts on a comparable base,
in which every year is the one before grown at the official rate, so that a revised base does not
matter. Rates do not add up and have no such shape.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from operator import sub
from typing import cast

from sztrack.core.words.period import Month

Figures = Mapping[Month, Decimal]
Cumulated = Sequence[Decimal | None]
"""Thirteen amounts: at place m what January to month m brought together, zero at place 0, None
where it is not known.
"""
_HUNDRED = Decimal(100)
_WIDEST = 3
"""Months between two figures that a shape may be drawn across: a quarter."""


class Year:
    """One year's amounts."""

    def __init__(self, amounts: Cumulated) -> None:
        self.amounts = amounts

    @cached_property
    def months(self) -> Sequence[float]:
        """What each month brought, from January on, as plain numbers to estimate with, up to where
        more than a quarter lies between two figures.

        A figure that covers several months is spread evenly over them.
        """
        if None not in self.amounts:
            whole = list(map(float, cast(Sequence[Decimal], self.amounts)))
            return list(map(sub, whole[1:], whole))
        known = [
            (month, float(amount))
            for month, amount in enumerate(self.amounts)
            if amount is not None
        ]
        spread: list[float] = []
        for (first, before), (last, after) in pairwise(known):
            if last - first > _WIDEST:
                break
            spread += [(after - before) / (last - first)] * (last - first)
        return spread


class Years:
    """Every year as it is seen from its own months, and as the base of the year after; the two
    differ for growth alone. Equal to itself only.
    """

    __slots__ = ("base", "seen")

    def __init__(self, seen: Mapping[int, Year], base: Mapping[int, Year]) -> None:
        self.seen, self.base = seen, base

    def run(self, last: int, most: int) -> list[Sequence[float]]:
        """The months of the newest complete years up to `last` without a gap, at most `most`,
        oldest first.
        """
        found: list[Sequence[float]] = []
        while (
            len(found) < most and last in self.base and len(months := self.base[last].months) == 12
        ):
            found.insert(0, months)
            last -= 1
        return found


def of_flow(figures: Figures) -> Years:
    """Year-to-date amounts."""
    years = {year: Year(row) for year, row in _rows(figures).items()}
    return Years(years, years)


def of_stock(figures: Figures, year: int, start: Decimal | None) -> Years:
    """Levels at the period's end, as what was added since December; `start` is the level that
    `year` began with.
    """
    rows = _rows(figures)
    starts = {before + 1: row[12] for before, row in rows.items()} | {year: start}
    years = {
        of: Year([Decimal(0), *(None if level is None else level - began for level in row[1:])])
        for of, row in rows.items()
        if (began := starts.get(of)) is not None
    }
    return Years(years, years)


def of_growth(growths: Figures, levels: Figures) -> Years:
    """Official growth in percent over year-to-date `levels`; nothing where there are no levels."""
    grown, published = _rows(growths), _rows(levels)
    base: dict[int, Year] = {}
    factor = Decimal(1)
    for year in sorted(published):
        grew = grown[year][12] if year in grown else None
        chained = _chained(base.get(year - 1), grew, published[year][12])
        factor = factor if chained is None else chained
        base[year] = Year([_times(level, factor) for level in published[year]])
    seen: dict[int, Year] = {}
    for year, row in grown.items():
        if before := base.get(year - 1):
            pairs = zip(before.amounts, row, strict=True)
            seen[year] = Year([_grown(amount, grew) for amount, grew in pairs])
    return Years(seen, base)


def _chained(
    before: Year | None, grew: Decimal | None, published: Decimal | None
) -> Decimal | None:
    """The factor that makes a year's published level the year before grown at the official rate;
    None where one of the three is not known or zero.
    """
    if before is None or grew is None or not published or not (last := before.amounts[12]):
        return None
    return last * (1 + grew / _HUNDRED) / published


def _times(level: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if level is None else level * factor


def _grown(amount: Decimal | None, grew: Decimal | None) -> Decimal | None:
    if amount is None or grew is None:
        return None
    return amount * (1 + grew / _HUNDRED)


def _rows(figures: Figures) -> dict[int, list[Decimal | None]]:
    """Figures by year and month, zero at place 0."""
    rows: dict[int, list[Decimal | None]] = {}
    for (year, month), figure in figures.items():
        if year not in rows:
            rows[year] = [Decimal(0)] + [None] * 12
        rows[year][month] = figure
    return rows
