"""A history laid out by calendar year as amounts that add up: the one shape in which different kinds of series are projected alike.

flow: the amounts; stock: what was added since the year began; growth: last year's amounts on the comparable base, grown at the official
rate, so that a revised base does not matter. Rates do not add up and have no such shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sztrack.core.model import History, Kind, Series, Target
from sztrack.core.period import Month

Cumulated = Sequence[Decimal | None]
"""Thirteen amounts: at place m what January to month m brought together, zero at place 0, None where it is not known."""
_HUNDRED = Decimal(100)
_WIDEST = 3
"""Months between two figures that a shape may be drawn across: a quarter."""


class Years(NamedTuple):
    """Amounts of this year up to the data's month, and of every earlier year."""

    now: Cumulated
    past: Mapping[int, Cumulated]
    equal: bool = False
    """Growth without levels: months were taken as equal."""


def history_of(target: Target, series: Series, through: Month, start: Decimal | None) -> History:
    """What a pace model may know of a series at `through`."""
    return History(
        kind=target.kind,
        through=through,
        end=target.by,
        actuals={month: figure.value for month, figure in series.actuals.items() if month <= through},
        levels={month: figure.value for month, figure in series.levels.items() if month <= through},
        start=start,
    )


def lay_out(history: History) -> Years | None:
    """The amounts behind `history`; None where there are none: rates, a stock without a start, growth without a year before."""
    match history.kind:
        case Kind.FLOW:
            return Years(_of(history.actuals, history.through.year, None, history.through), _past(history.actuals, history.through.year))
        case Kind.STOCK if history.start is not None:
            return Years(_of(history.actuals, history.through.year, history.start, history.through), _added(history))
        case Kind.GROWTH:
            return _grown(history)
        case _:
            return None


def restore(history: History, years: Years, total: Decimal) -> Decimal:
    """The figure of the goal's month, in the unit of `history.actuals`, when its window brings `total`."""
    if history.kind is Kind.STOCK:
        return (history.start or Decimal(0)) + total
    if history.kind is Kind.GROWTH:
        before = years.past[history.through.year - 1][history.end.month]
        return (total / before - 1) * _HUNDRED if before else Decimal(0)
    return total


def months(amounts: Cumulated, through: int = 12) -> list[float] | None:
    """What each month up to `through` brought, as plain numbers for estimating with. A figure that covers several months is spread evenly
    over them; None where more than a quarter lies between two figures."""
    known = [(month, float(amount)) for month, amount in enumerate(amounts[: through + 1]) if amount is not None]
    if known[-1][0] != through:
        return None
    spread: list[float] = []
    for (first, before), (last, after) in pairwise(known):
        if last - first > _WIDEST:
            return None
        spread += [(after - before) / (last - first)] * (last - first)
    return spread


def _of(figures: Mapping[Month, Decimal], year: int, start: Decimal | None, through: Month | None = None) -> Cumulated:
    known = [figures.get(Month(year, month)) for month in range(1, (through.month if through else 12) + 1)]
    rest = [None] * (12 - len(known))
    if start is None:
        return [Decimal(0), *known, *rest]
    return [Decimal(0), *(None if level is None else level - start for level in known), *rest]


def _past(figures: Mapping[Month, Decimal], before: int) -> dict[int, Cumulated]:
    return {year: _of(figures, year, None) for year in sorted({month.year for month in figures}) if year < before}


def _added(history: History) -> dict[int, Cumulated]:
    figures = history.actuals
    starts = {month.year + 1: level for month, level in figures.items() if month.month == 12}
    return {year: _of(figures, year, start) for year, start in sorted(starts.items()) if year < history.through.year}


def _grown(history: History) -> Years | None:
    """This year as last year's amounts times the official growth; earlier years rescaled to the base that each official growth implies."""
    last = history.through.year - 1
    past = _past(history.levels, last + 1)
    equal = last not in past or past[last][history.through.month] is None or past[last][12] is None
    if equal:
        past = _equal_months(history.actuals, last)
    base = past.get(last)
    if base is None:
        return None
    growths = history.actuals
    now = [Decimal(0)]
    for month in range(1, 13):
        grew, amount = growths.get(Month(last + 1, month)), base[month]
        now.append(None if grew is None or amount is None or month > history.through.month else amount * (1 + grew / _HUNDRED))
    return Years(now, past if equal else _comparable(past, growths, last), equal)


def _comparable(past: Mapping[int, Cumulated], growths: Mapping[Month, Decimal], last: int) -> dict[int, Cumulated]:
    """The years before, each times what makes the next one's growth the official one; as published where that is not known."""
    scaled, factor = {last: past[last]}, Decimal(1)
    for year in range(last - 1, min(past) - 1, -1):
        if year not in past:
            break
        grew, whole, after = growths.get(Month(year + 1, 12)), past[year][12], past[year + 1][12]
        if grew is not None and grew > -_HUNDRED and whole and after:
            factor = factor * after / (1 + grew / _HUNDRED) / whole
        scaled[year] = [None if amount is None else amount * factor for amount in past[year]]
    return scaled


def _equal_months(growths: Mapping[Month, Decimal], last: int) -> dict[int, Cumulated]:
    """Where no level is published: the year before last with equal months, last year grown from it where all its growth is known."""
    flat: Cumulated = [Decimal(month) for month in range(13)]
    grown = [Decimal(0), *(None if (g := growths.get(Month(last, m))) is None else m * (1 + g / _HUNDRED) for m in range(1, 13))]
    return {last: flat} if grown[12] is None or months(grown) is None else {last - 1: flat, last: grown}


def reached(history: History) -> dict[int, Decimal]:
    """The share of the window that each earlier year had reached by this month; years without both ends, or that brought nothing, are left out."""
    years = lay_out(history)
    shares = {}
    for year, amounts in years.past.items() if years else ():
        by_now, in_full = amounts[history.through.month], amounts[history.end.month]
        if by_now is not None and in_full and 0 < by_now / in_full <= 1:
            shares[year] = by_now / in_full
    return shares
