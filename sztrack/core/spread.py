"""How far a projection may be off, from the model's own past errors at the same month.

Errors are ratios, e = ln(came / projected), of what adds up: a stock without its start, growth as 100 % and more. The few errors of one
series are pooled with s0, the model's typical error over many series at that month:

    s = sqrt((n0 s0^2 + e1^2 + ... + en^2) / (n0 + n))

and the end lies between projected x exp(z s) for z at both sides of the level, the quantiles of many series' errors in units of their s.
Rates have differences instead of ratios and no pool: two own errors are the least, and s is widened for their number.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sztrack.core.model import Goal, History, Kind, Miss, Projection
from sztrack.core.period import Month

LEAST_OWN_ERRORS = 2
"""Without a pool."""
QUANTILES = (
    (0.01, -2.6), (0.025, -1.9), (0.05, -1.45), (0.1, -1.05), (0.2, -0.62), (0.3, -0.36), (0.4, -0.16), (0.5, 0.0),
    (0.6, 0.18), (0.7, 0.40), (0.8, 0.68), (0.9, 1.12), (0.95, 1.55), (0.975, 2.0), (0.99, 2.7),
)  # fmt: skip
"""Probability, and the error in units of s that stays below it with that probability."""
_CHANCES, _ERRORS = zip(*QUANTILES, strict=True)


class Spread(NamedTuple):
    """The distribution of the year's end around a projection."""

    centre: float
    """The projection, without `base`."""
    base: float
    scale: float
    """s: of the ratio, or of the difference."""
    is_ratio: bool
    least: float
    """What is there already, where it cannot shrink."""

    def at(self, probability: float) -> Decimal:
        """The figure that the end stays below with `probability`, 0 to 1."""
        z = _between(probability, _CHANCES, _ERRORS) * self.scale
        value = self.base + (self.centre * math.exp(z) if self.is_ratio else self.centre + z)
        return Decimal(repr(max(value, self.least)))

    def below(self, value: Decimal) -> float:
        """The probability, 0.01 to 0.99, that the end stays below `value`."""
        asked = float(value) - self.base
        if float(value) <= self.least:
            return _CHANCES[0]
        if not self.is_ratio:
            z = (asked - self.centre) / self.scale
        elif asked <= 0:
            return _CHANCES[0]
        else:
            z = math.log(asked / self.centre) / self.scale
        return _between(z, _ERRORS, _CHANCES)

    def meets(self, goal: Goal, tolerance: Decimal) -> float:
        """The probability of meeting `goal`; `tolerance` is the width of "about"."""
        if goal.op.is_floor:
            return 1 - self.below(goal.value)
        if goal.op.is_ceiling:
            return self.below(goal.value + (tolerance if goal.op.value == "<~" else 0))
        return self.below(goal.value + tolerance) - self.below(goal.value - tolerance)


def spread(history: History, point: Projection, past: Sequence[Miss], typical: float | None) -> Spread | None:
    """The distribution around `point`; None where neither a pool nor enough own errors speak of it.

    `typical` is the model's s0, the root mean square of ln(came / projected) over many series at this month; None if it has none.
    """
    base = {Kind.STOCK: history.start or Decimal(0), Kind.GROWTH: Decimal(-100)}.get(history.kind, Decimal(0))
    centre = point.value - base
    ratios = [(miss.actual - start, miss.projected - start) for miss in past if (start := _start(history, miss.year, base)) is not None]
    if history.kind is not Kind.RATE and typical is not None and centre > 0 and all(came > 0 and said > 0 for came, said in ratios):
        squares = sum(math.log(came / said) ** 2 for came, said in ratios)
        scale = math.sqrt((typical**2 + squares) / (1 + len(ratios)))
        return Spread(float(centre), float(base), scale, True, _least(history))
    if len(past) < LEAST_OWN_ERRORS:
        return None
    mean = sum(float(miss.actual - miss.projected) ** 2 for miss in past) / len(past)
    scale = math.sqrt(mean) * (1 + 1 / len(past))
    return Spread(float(point.value), 0.0, scale, False, _least(history)) if scale else None


def _start(history: History, year: int, base: Decimal) -> Decimal | None:
    return history.actuals.get(Month(year - 1, 12)) if history.kind is Kind.STOCK else base


def _least(history: History) -> float:
    """An amount that has only ever grown ends no lower than it stands."""
    if history.kind is not Kind.FLOW:
        return -math.inf
    months = sorted(history.actuals)
    grew = all(history.actuals[b] >= history.actuals[a] for a, b in pairwise(months) if a.year == b.year)
    return float(history.actuals[history.through]) if grew else -math.inf


def _between(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Linear between the points (xs, ys), held at both ends."""
    place = bisect_left(xs, x)
    if place in (0, len(xs)):
        return ys[0] if place == 0 else ys[-1]
    part = (x - xs[place - 1]) / (xs[place] - xs[place - 1])
    return ys[place - 1] + part * (ys[place] - ys[place - 1])
