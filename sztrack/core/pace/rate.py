"""Rates, indices and averages do not add up: the year ends at the latest figure, moved as it moved from this month to the end in earlier years.

A figure for January to the month (clean-air days so far) and one for the month alone (an employment rate) are treated alike: both carry their
season with them. The move is the mean over the base years, shrunk towards none with weight n / (n + 1) for n years.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.history import replay
from sztrack.core.model import Abstention, History, Kind, Miss, Projection, Share, Text
from sztrack.core.period import Month

SUMMARY = Text("比率：最新水平加往年同期至年末变化的平均", "rates: the latest figure, moved as in earlier years from this month to the end")
MINIMUM_MONTHS = 2


def share(_history: History) -> Share | Abstention:
    """A rate is not reached in parts."""
    return Abstention("rate", Text("比率没有完成占比", "a rate is not reached in parts"))


def project(history: History) -> Projection | Abstention:
    """The latest figure plus the shrunken mean move of earlier years; the latest figure alone where there is none."""
    if history.kind is not Kind.RATE:
        return Abstention("rate", Text("只用于比率类指标", "for rates alone"))
    moves = {}
    for year in sorted({month.year for month in history.actuals if month.year < history.through.year}):
        now, end = (history.actuals.get(Month(year, month)) for month in (history.through.month, history.end.month))
        if now is not None and end is not None:
            moves[year] = end - now
    move = sum(moves.values(), Decimal(0)) / (len(moves) + 1)
    return Projection(
        "rate",
        history.actuals[history.through] + move,
        tuple(moves),
        Text("最新水平 + 往年同月至年末变化的平均 × n/(n+1)", "latest + mean move of earlier years x n/(n+1)"),
    )


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(_history: History, _errors: Sequence[float]) -> float | None:
    """There is no pool of rates: their own errors stand alone."""
    return None
