"""Rates, indices and averages at the year's end: the newest figure, and what moved it in earlier
years as far as that was right.

    R = u x moved + (1 - u) x newest

A mean of the year so far is moved as `smoothed` has the months to come, any other figure by the
median change from this month to the end over up to three earlier years. u is near one where that
was far less off in earlier years than the newest figure itself was, near nothing where it was not:
c^4 / (c^4 + (1.5 (1 + 1/n) m)^4), c and m being the mean of n past errors of the newest figure and
of the moved one. Without past errors a figure is expected to stay, a mean to move as last year: its
season is in it, but for the last months. docs/projection.md has what this gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import fmean, median
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import MOST_MISSES
from sztrack.core.outlook.movement import rounding
from sztrack.core.outlook.pace import model, weighed
from sztrack.core.outlook.pace import project as project_by
from sztrack.core.words.period import Month

MINIMUM_MONTHS = 2
OUTSIDE = 1.5
"""What a past error of the moved figure counts beside one of the newest figure; more where they are
few.
"""
STEEP = 4
"""How sharply the past errors choose."""
FIRST_YEARS = 3
"""Of means: how many past errors the season counts for before any is known."""
_MOVES = Text(
    "最新水平 + 往年同月至年末变化的中位数",
    "latest + median change in earlier years to the year end",
)


class _Moved(NamedTuple):
    """Where the year ends if it moves as earlier ones did."""

    value: Decimal
    formula: Text
    base_years: tuple[int, ...]
    past: dict[int, Decimal]
    """What it would have said in this month of earlier years."""
    first: float
    """Its weight before any past error is known."""


def share(_history: History) -> Share | Abstention:
    """A rate is not reached in parts."""
    return Abstention("rate", Text("比率没有完成占比", "a rate is not reached step by step"))


def project(history: History) -> Projection | Abstention:
    """The newest figure and the moved one by weight; the newest alone where nothing moves it."""
    if not traits(history.kind).is_reading:
        return Abstention("rate", Text("只用于比率类指标", "for rates alone"))
    newest, moved, stays = history.actuals[history.through], _moved(history), _newest(history)
    if moved is None:
        return Projection(
            model="rate",
            value=newest,
            base_years=(),
            formula=traits(history.kind).year_end_formula,
            misses=_misses(history, stays),
        )
    weight = _weight(history, moved, stays)
    past = {year: _mixed(weight, said, stays[year]) for year, said in moved.past.items()}
    if not past and moved.first == 0:
        past = stays
    return Projection(
        model="rate",
        value=_mixed(weight, moved.value, newest),
        base_years=moved.base_years,
        formula=weighed(weight, moved.formula, traits(history.kind).year_end_formula),
        misses=_misses(history, past),
    )


def misses(history: History) -> tuple[Miss, ...]:
    """What it would have said in this month of earlier years, by the weight of today."""
    said = project(history)
    return said.misses if isinstance(said, Projection) else ()


def scale(_history: History, _errors: Sequence[float]) -> float | None:
    """Rates have differences for their errors."""
    return None


def _newest(history: History) -> dict[int, Decimal]:
    """The figure of this month in the newest earlier years whose end is known, the newest first."""
    year, month = history.through
    found: dict[int, Decimal] = {}
    for before in sorted({when.year for when in history.actuals if when.year < year}, reverse=True):
        then = history.actuals.get(Month(before, month))
        if then is not None and Month(before, history.end.month) in history.actuals:
            found[before] = then
    return dict(list(found.items())[:MOST_MISSES])


def _moved(history: History) -> _Moved | None:
    season = project_by("smoothed", history)
    if isinstance(season, Projection):
        to_come = 1 - history.through.month / history.end.month
        return _Moved(
            value=season.value,
            formula=season.formula,
            base_years=season.base_years,
            past={miss.year: miss.projected for miss in model("smoothed").misses(history)},
            first=min(1.0, 2 * to_come),
        )
    stays = _newest(history)
    if not stays:
        return None
    moves = {year: _came(history, year) - then for year, then in stays.items()}
    past = {}
    for year, then in stays.items():
        before = [move for earlier, move in moves.items() if earlier < year]
        if before:
            past[year] = then + median(before)
    return _Moved(
        value=history.actuals[history.through] + median(moves.values()),
        formula=_MOVES,
        base_years=tuple(sorted(moves)),
        past=past,
        first=0.0,
    )


def _weight(history: History, moved: _Moved, stays: Mapping[int, Decimal]) -> float:
    """Of the moved figure."""
    if not moved.past:
        return moved.first
    least, years = rounding(history), len(moved.past)
    came = {year: _came(history, year) for year in moved.past}
    theirs = least + fmean(abs(float(moved.past[year] - came[year])) for year in came)
    newest = least + fmean(abs(float(stays[year] - came[year])) for year in came)
    off = OUTSIDE * (1 + 1 / years) * theirs
    shown = newest**STEEP / (off**STEEP + newest**STEEP)
    before = FIRST_YEARS if moved.first else 0
    return (years * shown + before * moved.first) / (years + before)


def _came(history: History, year: int) -> Decimal:
    return history.actuals[Month(year, history.end.month)]


def _mixed(weight: float, moved: Decimal, newest: Decimal) -> Decimal:
    part = Decimal(f"{weight:.12g}")
    return part * moved + (1 - part) * newest


def _misses(history: History, said: Mapping[int, Decimal]) -> tuple[Miss, ...]:
    return tuple(Miss(year, value, _came(history, year)) for year, value in said.items())
