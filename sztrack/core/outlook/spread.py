"""How far a projection may be off, from the model's own past errors at the same month.

Errors are ratios, e = ln(came / projected), of what adds up: a stock without its start, growth as
100 % and more. The few errors of one series are pooled with the model's typical error over many
series (`Model.scale`), and the end lies between projected x exp(z s) for z at both sides of the
level, the quantiles of many series' errors in units of their scale s. Rates, and series that change
sign, have differences instead of ratios and no pool: two own errors are the least.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import le
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Goal, History, Miss, Op, Projection
from sztrack.core.words.period import Month
from sztrack.core.words.years import Cumulated

LEAST_OWN_ERRORS = 2
"""Without a pool."""
_NOISE = 1e-9
"""Errors below this part of the projection are those of arithmetic."""
LEAST_CHANCE = 0.01
"""Nothing in a year's figures is more certain than this."""
CHANCES = (
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.2,
    0.3,
    0.4,
    0.5,
    0.6,
    0.7,
    0.8,
    0.9,
    0.95,
    0.975,
    0.99,
    0.995,
)
QUANTILES = (
    -3.695,
    -2.89,
    -1.997,
    -1.455,
    -0.991,
    -0.581,
    -0.342,
    -0.161,
    -0.002,
    0.161,
    0.34,
    0.58,
    1.009,
    1.491,
    2.043,
    2.96,
    3.771,
)
"""The error, in units of its scale, that stays below with each of `CHANCES`."""


class Spread(NamedTuple):
    """The distribution of the year's end around a projection."""

    centre: float
    """The projection, without `base`."""
    base: float
    scale: float
    """Of the ratio, or of the difference."""
    is_ratio: bool
    least: float
    """What is there already, where it cannot shrink."""

    def at(self, chance: float) -> Decimal:
        """The figure that the end stays below with this chance, 0.005 to 0.995."""
        z = _between(chance, CHANCES, QUANTILES) * self.scale
        value = self.base + (self.centre * math.exp(z) if self.is_ratio else self.centre + z)
        return Decimal(f"{max(value, self.least):.12g}")

    def below(self, value: Decimal) -> float:
        """The chance, 0.01 to 0.99, that the end stays below `value`."""
        asked = float(value) - self.base
        if float(value) <= self.least or (self.is_ratio and asked <= 0):
            return LEAST_CHANCE
        off = math.log(asked) - math.log(self.centre) if self.is_ratio else asked - self.centre
        return min(
            max(_between(off / self.scale, QUANTILES, CHANCES), LEAST_CHANCE), 1 - LEAST_CHANCE
        )

    def meets(self, goal: Goal, tolerance: Decimal) -> float:
        """The chance of meeting `goal`, 0.01 to 0.99; `tolerance` is the width of "about"."""
        low, high = goal.ends
        room = tolerance if goal.op.has_room else Decimal(0)
        if goal.op.is_floor:
            return 1 - self.below(low - room)
        if goal.op.is_ceiling:
            return self.below(high + room)
        if goal.op is Op.EQUAL:
            # No projection comes to a number exactly: to come near is the most that can be said.
            room = tolerance
        return max(self.below(high + room) - self.below(low - room), LEAST_CHANCE)


Scales = Mapping[int, Sequence[tuple[float, float]]]
"""Number of own past errors, then for 1 to 11 known months: the typical absolute log error, and the
factor from mean error to scale.
"""


def pooled(
    scales: Scales,
    history: History,
    errors: Sequence[float],
) -> float | None:
    """The mean of the typical error and the own ones, times its factor; None where the table has no
    row for so few errors.
    """
    known = [count for count in scales if count <= len(errors)]
    if not known:
        return None
    typical, factor = scales[max(known)][history.through.month - 1]
    own = [abs(error) for error in errors[: max(known)]]
    return factor * (typical + sum(own)) / (1 + len(own))


def spread(
    history: History,
    point: Projection,
    past: Sequence[Miss],
    scale: Callable[[History, Sequence[float]], float | None],
) -> Spread | None:
    """The distribution around `point`; None where neither a pool nor enough own errors speak of
    it.
    """
    base = traits(history.kind).origin(history.start)
    centre, least = point.value - base, _least(history)
    ratios = [
        (miss.actual - start, miss.projected - start)
        for miss in past
        if (start := _start(history, miss.year, base)) is not None
    ]
    if (
        not traits(history.kind).is_reading
        and centre > 0
        and all(came > 0 and said > 0 for came, said in ratios)
    ):
        pooled = scale(history, [math.log(came / said) for came, said in ratios])
        if pooled:
            return Spread(
                centre=float(centre), base=float(base), scale=pooled, is_ratio=True, least=least
            )
    if len(past) < LEAST_OWN_ERRORS:
        return None
    own = _own_error(past)
    if own <= _NOISE * abs(float(point.value)):
        return None
    return Spread(
        centre=float(point.value), base=0.0, scale=own * 1.25, is_ratio=False, least=least
    )


def _own_error(past: Sequence[Miss]) -> float:
    """The mean size of the model's past errors, widened for their being few."""
    total = sum(abs(float(miss.actual - miss.projected)) for miss in past)
    return total / len(past) * (1 + 1 / len(past))


def _start(history: History, year: int, base: Decimal) -> Decimal | None:
    return history.actuals.get(Month(year - 1, 12)) if traits(history.kind).has_start else base


def _least(history: History) -> float:
    """An amount that has only ever grown ends no lower than it stands."""
    if not traits(history.kind).adds_up:
        return -math.inf
    year, k = history.through
    grew = all(
        _grew(of.amounts if before < year else of.amounts[: k + 1])
        for before, of in history.years.seen.items()
        if before <= year
    )
    return float(history.actuals[history.through]) if grew else -math.inf


def _grew(amounts: Cumulated) -> bool:
    known = [amount for amount in amounts if amount is not None]
    return all(map(le, known, known[1:]))


def _between(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Linear between the points (xs, ys), held at both ends."""
    place = bisect_left(xs, x)
    if place in (0, len(xs)):
        return ys[0] if place == 0 else ys[-1]
    part = (x - xs[place - 1]) / (xs[place] - xs[place - 1])
    return ys[place - 1] + part * (ys[place] - ys[place - 1])
