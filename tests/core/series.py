"""Histories for the tests of projections: deterministic months, laid out as a file of figures would
be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal as D
from itertools import accumulate

from sztrack.core.kinds import traits
from sztrack.core.model import Goal, History, Kind, Op, Source
from sztrack.core.outlook.history import lay_out
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PLAIN, Quantity

YEAR = 2024


def goal(op: Op, value: D) -> Goal:
    """A goal without a unit."""
    return Goal(op=op, quantity=Quantity(value, PLAIN), source=Source("", 0))


def flow(years: Mapping[int, Sequence[object]], through: int, skip: Sequence[int] = ()) -> History:
    """Year-to-date amounts from months, without those of the months to `skip`; everything is laid
    out, also what lies beyond `through`.
    """
    return lay_out(Kind.FLOW, Month(YEAR, through), Month(YEAR, 12), cumulated(years, skip))


def cumulated(years: Mapping[int, Sequence[object]], skip: Sequence[int] = ()) -> dict[Month, D]:
    """Year-to-date figures."""
    sums = {year: accumulate(D(str(month)) for month in months) for year, months in years.items()}
    return {
        Month(year, place): total
        for year, totals in sums.items()
        for place, total in enumerate(totals, 1)
        if place not in skip
    }


def months(year: int, count: int = 12) -> list[D]:
    """A season, growth, and a little that neither explains."""
    return [
        D(100 + 5 * (year - 2000)) + D(month * (13 - month)) + D((7 * month + 3 * year) % 11)
        for month in range(1, count + 1)
    ]


def history(
    kind: Kind,
    through: int,
    *,
    unit: D = D(1),
    base_years: int = 3,
    later: bool = False,
    backwards: bool = False,
) -> History:
    """What is known in month `through` of 2024; with `later`, the mapping also holds figures of the
    months after.
    """
    last = 12 if later else through
    amounts = {
        year: months(year, last if year == YEAR else 12)
        for year in range(YEAR - base_years, YEAR + 1)
    }
    figures, start, levels = cumulated(amounts), None, None
    if traits(kind).has_start:
        before = {
            year: D(10000) + sum((sum(months(earlier)) for earlier in range(2000, year)), D(0))
            for year in amounts
        }
        figures = {month: before[month.year] + added for month, added in figures.items()}
        start = before[YEAR] * unit
    elif traits(kind).by_growth:
        levels = {month: total * unit for month, total in figures.items()}
        figures = {month: D(4) + D((3 * month.year + month.month) % 7) / 5 for month in figures}
    elif traits(kind).is_reading:
        figures = {month: total / month.month for month, total in figures.items()}
    if not traits(kind).by_growth:
        figures = {month: figure * unit for month, figure in figures.items()}
    if backwards:
        figures = dict(reversed(figures.items()))
    return lay_out(
        kind, Month(YEAR, through), Month(YEAR, 12), figures, levels, start, traits(kind).is_reading
    )
