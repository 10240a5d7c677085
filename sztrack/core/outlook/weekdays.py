"""What a month owes to its weekdays: beyond four full weeks it has up to three days, and shops,
ports and offices tell them apart.

Two contrasts, each zero over a whole week: working days against weekends, (Mon-Fri - 2.5 x (Sat +
Sun)) / 3.5, and Saturdays against Sundays. A series' own effect of each is estimated from its past
and shrunk towards none. Holidays and shifted working days are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from operator import mul, sub

_PRIORS = (0.02, 0.005)
"""How large the effects are thought to be before a series is looked at, in logs per unit of
contrast.
"""
_KINDS = (
    (),
    *(
        tuple((first + day) % 7 for day in range(extra))
        for extra in (1, 2, 3)
        for first in range(7)
    ),
)
"""The 22 kinds of month, by the weekdays it has beyond four weeks, Monday being 0."""
_WORK = [len(days) / 3.5 - days.count(5) - days.count(6) for days in _KINDS]
_SATURDAY = [float(days.count(5) - days.count(6)) for days in _KINDS]


@lru_cache(maxsize=512)
def kinds(year: int) -> tuple[int, ...]:
    """The kind of each month of `year`, a place in what `factors` answers."""
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    lengths = [(after - first).days for first, after in pairwise(firsts)]
    return tuple(
        1 + 7 * (length - 29) + first.weekday() if length > 28 else 0
        for first, length in zip(firsts, lengths, strict=False)
    )


def factors(rows: Sequence[Sequence[float]], now: Sequence[float], year: int) -> list[float] | None:
    """By kind of month, the factor that its weekdays put on the series; None with fewer than two
    years before `year`, or where a month brought nothing.

    Ridge regression of the bends (each value less the mean of its two neighbours) of the
    year-on-year log changes on those of the contrasts; bends beyond 3.75 times the median are held
    there. `rows` are the twelve months of the years up to the one before, `now` those known.
    """
    amounts = [amount for row in rows for amount in row]
    amounts += now
    if len(rows) < 2 or min(amounts) <= 0:
        return None
    logs = list(map(log, amounts))
    bends = _bends(list(map(sub, logs[12:], logs)))
    cap = 3.75 * sorted(map(abs, bends))[len(bends) // 2] + 1e-9
    bends = [cap if bend > cap else max(bend, -cap) for bend in bends]
    noise = sum(map(mul, bends, bends)) / len(bends)
    work, saturday, ww, ws, ss = _design(year, len(rows), len(now))
    ww, ss = ww + noise / _PRIORS[0] ** 2, ss + noise / _PRIORS[1] ** 2
    by_work, by_saturday = sum(map(mul, bends, work)), sum(map(mul, bends, saturday))
    size = ww * ss - ws * ws
    if size <= 0:
        return None
    p, q = (ss * by_work - ws * by_saturday) / size, (ww * by_saturday - ws * by_work) / size
    return [exp(p * a + q * b) for a, b in zip(_WORK, _SATURDAY, strict=True)]


@lru_cache(maxsize=512)
def _design(
    year: int, count: int, known: int
) -> tuple[list[float], list[float], float, float, float]:
    """The bends of the contrasts' yearly changes over `count` years and `known` months, and their
    sums of products.
    """
    months = [kind for of in range(year - count, year + 1) for kind in kinds(of)][
        : 12 * count + known
    ]
    work, saturday = (
        _bends([contrast[j] - contrast[i] for i, j in zip(months, months[12:], strict=False)])
        for contrast in (_WORK, _SATURDAY)
    )
    return (
        work,
        saturday,
        sum(map(mul, work, work)),
        sum(map(mul, work, saturday)),
        sum(map(mul, saturday, saturday)),
    )


def _bends(values: Sequence[float]) -> list[float]:
    return [y - 0.5 * (x + z) for x, y, z in zip(values, values[1:], values[2:], strict=False)] + [
        values[-1] - values[-2]
    ]
