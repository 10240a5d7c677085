"""Rates, indices and averages at the year's end: the latest figure moved as in earlier years, half
way to last December's.

    R = (latest + move) / 2 + last December's / 2   up to August,    R = latest + move   from
    September,

move being the median change from this month to the end over the base years. On 103 rates made from
public series (costs per unit, shares of a total) the median error at 2, 3, 6 and 9 months is 3.7,
3.7, 3.0 and 2.8 percent, against 6.4, 5.7, 6.0 and 5.7 for the latest figure alone
(docs/projection.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import replay
from sztrack.core.words.period import Month

MINIMUM_MONTHS = 2
_EARLY = 8
_FORMULA = Text(
    "最新水平 + 往年同月至年末变化的中位数，8月及以前与上年末取平均",
    "latest + median change in earlier years; up to August averaged with the end of last year",
)


def share(_history: History) -> Share | Abstention:
    """A rate is not reached in parts."""
    return Abstention("rate", Text("比率没有完成占比", "a rate is not reached step by step"))


def project(history: History) -> Projection | Abstention:
    """The latest figure plus the median move of earlier years, early in the year half way to last
    December's; the latest figure alone where there is none.
    """
    if not traits(history.kind).is_reading:
        return Abstention("rate", Text("只用于比率类指标", "for rates alone"))
    value = history.actuals[history.through]
    moves = _moves(history)
    if not moves:
        formula = traits(history.kind).year_end_formula
        return Projection(model="rate", value=value, base_years=(), formula=formula)
    value += _median(list(moves.values()))
    last = history.actuals.get(Month(history.through.year - 1, history.end.month))
    if last is not None and history.through.month <= _EARLY:
        value = (value + last) / 2
    return Projection(model="rate", value=value, base_years=tuple(moves), formula=_FORMULA)


def _moves(history: History) -> dict[int, Decimal]:
    """How far each earlier year moved from this month to its end, by year, the oldest first."""
    through, end = history.through, history.end
    moves = {}
    for base in sorted({month.year for month in history.actuals if month.year < through.year}):
        then = history.actuals.get(Month(base, through.month))
        final = history.actuals.get(Month(base, end.month))
        if then is not None and final is not None:
            moves[base] = final - then
    return moves


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(_history: History, _errors: Sequence[float]) -> float | None:
    """There is no pool of rates: their own errors stand alone."""
    return None


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
