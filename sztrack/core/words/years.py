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

    __slots__ = ("apart", "base", "seen")

    def __init__(
        self,
        seen: Mapping[int, Year],
        base: Mapping[int, Year],
        apart: Mapping[int, Decimal] | None = None,
    ) -> None:
        self.seen, self.base = seen, base
        self.apart = apart or {}
        """Growth alone: by year, the official growth less that of the published levels, in
        points.
        """

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
    """Official growth in percent over year-to-date `levels`; nothing where there are no levels.

    A year without levels before one that has both is what that one's growth says it was.
    """
    grown, published = _rows(growths), _rows(levels)
    base: dict[int, Year] = {}
    apart: dict[int, Decimal] = {}
    factor = Decimal(1)
    for year, row in sorted({**_inferred(grown, published), **published}.items()):
        grew, before = grown[year][12] if year in grown else None, base.get(year - 1)
        last = before.amounts[12] if before else None
        if grew is not None and last and row[12]:
            if year - 1 in published:
                apart[year] = grew - (row[12] * factor / last - 1) * _HUNDRED
            factor = last * (1 + grew / _HUNDRED) / row[12]
        base[year] = Year([_times(level, factor) for level in row])
    return Years(_seen(grown, base), base, apart)


def _inferred(
    grown: Mapping[int, Cumulated], published: Mapping[int, Cumulated]
) -> dict[int, list[Decimal | None]]:
    """Years whose levels were not published, as the growth of the year after has them."""
    return {
        year - 1: [_shrunk(level, grew) for level, grew in zip(row, grown[year], strict=True)]
        for year, row in published.items()
        if year in grown and year - 1 not in published
    }


def _seen(grown: Mapping[int, Cumulated], base: Mapping[int, Year]) -> dict[int, Year]:
    seen: dict[int, Year] = {}
    for year, row in grown.items():
        if before := base.get(year - 1):
            pairs = zip(before.amounts, row, strict=True)
            seen[year] = Year([_grown(amount, grew) for amount, grew in pairs])
    return seen


def _times(level: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if level is None else level * factor


def _grown(amount: Decimal | None, grew: Decimal | None) -> Decimal | None:
    if amount is None or grew is None:
        return None
    return amount * (1 + grew / _HUNDRED)


def _shrunk(amount: Decimal | None, grew: Decimal | None) -> Decimal | None:
    if amount is None or grew is None or grew <= -_HUNDRED:
        return None
    return amount / (1 + grew / _HUNDRED)


def _rows(figures: Figures) -> dict[int, list[Decimal | None]]:
    """Figures by year and month, zero at place 0."""
    rows: dict[int, list[Decimal | None]] = {}
    for (year, month), figure in figures.items():
        if year not in rows:
            rows[year] = [Decimal(0)] + [None] * 12
        rows[year][month] = figure
    return rows
