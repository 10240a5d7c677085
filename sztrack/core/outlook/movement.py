"""How a series moves: how far its months may be from what is expected, how finely it is published,
and whether what is there can be lost again.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import fmean

from sztrack.core.kinds import traits
from sztrack.core.model import History
from sztrack.core.words.period import Month

_YEARS = 4
"""Before the one at hand: older movements say less of today."""


def movement(history: History) -> float | None:
    """How far apart the months to come may be, in the figure's unit; None if unknown.

    Amounts, additions and means: the mean difference between a month and the same one a year
    earlier, times the months to come. Other figures, and a single year of levels: their mean change
    over as many months. The newest figure has no part in it: a low one would widen the interval,
    and raise the chance of a goal above it.
    """
    of, end = traits(history.kind), history.end.month
    to_come = end - history.through.month
    yearly = None if of.by_growth else _mean_change(_months(history), 12)
    if yearly is not None:
        return yearly * to_come / end if of.is_reading else yearly * to_come
    return None if of.adds_up else _mean_change(_figures(history), to_come)


def rounding(history: History) -> float:
    """Half of the last digit that the figures are published with."""
    exponents = [figure.as_tuple().exponent for figure in history.actuals.values()]
    return 0.5 * 10.0 ** min(each for each in exponents if isinstance(each, int))


def least(history: History) -> Decimal:
    """An amount ends no lower than it stands where it rose this year and in more earlier years than
    it fell: one mistyped total does not make it one that shrinks.
    """
    of, (year, month) = traits(history.kind), history.through
    if not of.is_amount:
        return Decimal("-Infinity")
    rows: dict[int, list[tuple[int, Decimal]]] = {}
    for (when, at), figure in history.actuals.items():
        if year - _YEARS <= when < year or (when == year and at <= month):
            rows.setdefault(when, []).append((at, figure))
    rose = {when: _rises(_began(history, when), row) for when, row in rows.items()}
    fell = sum(not rises for when, rises in rose.items() if when < year)
    if not rose[year] or 2 * fell > len(rose) - 1:
        return Decimal("-Infinity")
    return history.actuals[history.through]


def _began(history: History, year: int) -> Decimal:
    """What a year began with; the lowest number where that is not known."""
    if not traits(history.kind).has_start:
        return Decimal(0)
    return history.actuals.get(Month(year - 1, 12), Decimal("-Infinity"))


def _rises(began: Decimal, row: list[tuple[int, Decimal]]) -> bool:
    totals = [began, *(total for _, total in sorted(row))]
    return totals == sorted(totals)


def _months(history: History) -> dict[int, float]:
    """What each month brought, by the months since the year 0, up to the figure before the newest:
    what the months since brought is told by the newest one alone.
    """
    year, month = history.through
    before = max((at for (when, at) in history.actuals if when == year and at < month), default=0)
    found: dict[int, float] = {}
    for when in range(year - _YEARS, year + 1):
        if (row := history.years.seen.get(when)) is not None:
            known = row.months if when < year else row.months[:before]
            found |= {when * 12 + place: amount for place, amount in enumerate(known)}
    return found


def _figures(history: History) -> dict[int, float]:
    """The figures before the newest, by the months since the year 0."""
    (year, month) = history.through
    return {
        when * 12 + at: float(figure)
        for (when, at), figure in history.actuals.items()
        if year - _YEARS <= when and (when, at) < (year, month)
    }


def _mean_change(figures: Mapping[int, float], months: int) -> float | None:
    changes = [
        abs(figure - figures[place - months])
        for place, figure in figures.items()
        if place - months in figures
    ]
    return fmean(changes) if changes else None
