"""Series -> `History`: what a pace model may know, at the data's month or at the same month of an
earlier year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, Basis, History, Kind, Miss, Projection, Series, Target
from sztrack.core.outlook.mistyped import without_mistyped
from sztrack.core.words.period import Month

WORKS = ("count", "dwelling", "bed")
"""Dimensions of stations, parks, flats: what is built and opens when it is finished."""
MOST_MISSES = 3
"""The newest past errors that count: older ones say less of today."""


def history_of(target: Target, series: Series, through: Month, start: Decimal | None) -> History:
    """What was known of `series` at `through`; `start` is the level that a stock's year began
    with.
    """
    actuals = {month: figure.value for month, figure in series.actuals.items() if month <= through}
    levels = (
        {month: figure.value for month, figure in series.levels.items() if month <= through}
        if traits(target.kind).by_growth
        else {}
    )
    is_mean = traits(target.kind).is_reading and all(row.basis is Basis.YTD for row in series.rows)
    unit = target.goal.unit if target.goal else series.level_unit
    laid = lay_out(target.kind, through, target.by, actuals, levels, start, is_mean)
    is_works = traits(target.kind).is_amount and unit is not None and unit.dimension in WORKS
    may_fall = traits(target.kind).may_fall(target, actuals)
    return replace(laid, is_works=is_works, may_fall=may_fall)


def lay_out(
    kind: Kind,
    through: Month,
    end: Month,
    actuals: Mapping[Month, Decimal],
    levels: Mapping[Month, Decimal] | None = None,
    start: Decimal | None = None,
    is_mean: bool = False,
) -> History:
    """A history from its figures; `levels` are the year-to-date levels beside growth, `is_mean`
    says that a rate is the mean of the year so far. Amounts are without what was mistyped in
    earlier years.
    """
    if traits(kind).adds_up:
        actuals = without_mistyped(actuals, through.year)
    years = traits(kind).years(actuals, levels or {}, through, start, is_mean)
    return History(kind=kind, through=through, end=end, actuals=actuals, start=start, years=years)


def at(history: History, year: int) -> History | None:
    """What was known in the same month of an earlier `year`; None where that month has no
    figure.
    """
    through = Month(year, history.through.month)
    if through not in history.actuals:
        return None
    start = history.actuals.get(Month(year - 1, 12)) if traits(history.kind).has_start else None
    return replace(history, through=through, end=Month(year, history.end.month), start=start)


def replay(
    project: Callable[[History], Projection | Abstention], history: History, most: int = MOST_MISSES
) -> tuple[Miss, ...]:
    """What `project` would have said in the newest earlier years whose end is known, at the same
    month; the newest first.
    """
    found: list[Miss] = []
    if history.through.month >= history.end.month:
        return ()
    for year in sorted(
        {month.year for month in history.actuals if month.year < history.through.year}, reverse=True
    ):
        came = history.actuals.get(Month(year, history.end.month))
        then = at(history, year) if came is not None else None
        said = project(then) if then else None
        if came is not None and isinstance(said, Projection):
            found.append(Miss(year, said.value, came))
        if len(found) == most:
            break
    return tuple(found)


def restored(history: History, total: Decimal) -> Decimal | None:
    """The figure of the goal's month, in the unit of `history.actuals`, when its window brings
    `total`; None where last year is not known.
    """
    return traits(history.kind).restored(history, total)


def reached(history: History) -> dict[int, Decimal]:
    """The share of the window that each earlier year had reached by this month; years without both
    ends, or that brought nothing, are left out.
    """
    shares = {}
    for year, of in sorted(history.years.base.items()):
        by_now, in_full = of.amounts[history.through.month], of.amounts[history.end.month]
        if (
            year < history.through.year
            and by_now is not None
            and in_full
            and 0 < by_now / in_full <= 1
        ):
            shares[year] = by_now / in_full
    return shares
