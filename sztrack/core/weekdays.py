"""Months differ by the days they have beyond four weeks: working days bring more of most things, Sundays less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import log
from operator import mul

_PRIOR = 0.02
"""How large the effect is thought to be before the series is looked at: log points per unit of contrast."""


@cache
def contrasts(year: int) -> tuple[float, ...]:
    """Per month (working days - 5 x Sundays) / 3.5 of the days beyond four weeks, Monday to Friday; zero on average."""
    return tuple(_contrast(year, month) for month in range(1, 13))


def effect(rows: Sequence[Sequence[float]], year: int) -> float:
    """The series' own effect per unit of contrast, in logs; `rows` are the months of consecutive years, the last, `year`, perhaps not whole.

    Ridge regression of the yearly changes, each less the mean of its two neighbours, on the change of contrast; the largest changes are
    held to 3.75 times the median. Zero where a month brought nothing.
    """
    amounts = [amount for row in rows for amount in row]
    if min(amounts) <= 0:
        return 0.0
    logs = [log(amount) for amount in amounts]
    weekdays = [c for of in range(year - len(rows) + 1, year + 1) for c in contrasts(of)]
    changes = _against_neighbours([logs[i] - logs[i - 12] for i in range(12, len(logs))])
    moves = _against_neighbours([weekdays[i] - weekdays[i - 12] for i in range(12, len(logs))])
    cap = 3.75 * sorted(abs(change) for change in changes)[len(changes) // 2] + 1e-9
    held = [min(max(change, -cap), cap) for change in changes]
    noise = sum(map(mul, held, held)) / len(held)
    return sum(map(mul, held, moves)) / (sum(map(mul, moves, moves)) + noise / _PRIOR**2)


def _contrast(year: int, month: int) -> float:
    first = date(year, month, 1)
    length = (date(year + month // 12, month % 12 + 1, 1) - first).days
    days = [(first.weekday() + day) % 7 for day in range(28, length)]
    return (sum(day < 5 for day in days) - 5 * days.count(6)) / 3.5


def _against_neighbours(values: Sequence[float]) -> list[float]:
    inner = [values[i] - (values[i - 1] + values[i + 1]) / 2 for i in range(1, len(values) - 1)]
    return [*inner, values[-1] - values[-2]]
