"""How far a projection may be off, from the model's own past errors.

Errors of flows and growth are ratios, e = ln(came / projected), growth as 100 % and more. The few
errors of one series are pooled with the model's typical error over many series (`Model.scale`), and
the end lies between projected x exp(z s) for z at both sides of the level, the quantiles of many
series' errors in units of their scale s. Rates, stocks and series that change sign have differences
instead of ratios, pooled with how much the series moves (`movement`).
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Goal, History, Miss, Op, Projection
from sztrack.core.outlook.movement import movement, rounding

LEAST_OWN_ERRORS = 2
"""Where nothing is known of how much the series moves."""
FIGURES_MOVED = 1.0
MONTHS_MOVED = 0.6
"""The typical error as a part of the movement: of figures that stand alone, of months."""
MOVED_WEIGHT = 1.0
"""What that counts beside one own error."""
DIFFERENCE = 1.95
"""From mean difference to scale."""
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
    -3.506,
    -2.778,
    -1.946,
    -1.418,
    -0.995,
    -0.588,
    -0.352,
    -0.165,
    -0.002,
    0.164,
    0.345,
    0.581,
    1.005,
    1.47,
    1.996,
    2.817,
    3.55,
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
    own = errors[: max(known)]
    return factor * (typical + summed(own)) / (1 + len(own))


def summed(errors: Sequence[float]) -> float:
    """The sizes of errors, added up by their square roots: several of one size are their sum, one
    absurd year among them does not become the whole of it.
    """
    return sum(math.sqrt(abs(error)) for error in errors) ** 2 / max(len(errors), 1)


def spread(
    history: History,
    point: Projection,
    past: Sequence[Miss],
    scale: Callable[[History, Sequence[float]], float | None],
    lowest: Decimal,
) -> Spread | None:
    """The distribution around `point`, nothing of it below `lowest`; None where neither a pool nor
    enough own errors speak of it.
    """
    of = traits(history.kind)
    base = of.origin(history.start)
    ratios = [(float(miss.actual - base), float(miss.projected - base)) for miss in past]
    centre = float(point.value - base)
    if not (of.is_reading or of.has_start) and centre > 0 and all(min(each) > 0 for each in ratios):
        pooled = scale(history, [math.log(came / said) for came, said in ratios])
        if pooled:
            return Spread(
                centre=centre, base=float(base), scale=pooled, is_ratio=True, least=float(lowest)
            )
    off = _difference(history, [abs(float(miss.actual - miss.projected)) for miss in past])
    if off is None:
        return None
    return Spread(
        centre=float(point.value),
        base=0.0,
        scale=max(off, rounding(history)),
        is_ratio=False,
        least=float(lowest),
    )


def _difference(history: History, errors: Sequence[float]) -> float | None:
    """The scale of differences: the mean of what is typical of the series' movement and of its own
    errors, as squared mean root, so that one absurd year does not become the whole scale.
    """
    moved, weight = movement(history), MOVED_WEIGHT
    if moved is None:
        if len(errors) < LEAST_OWN_ERRORS:
            return None
        moved, weight = 0.0, 0.0
    of = traits(history.kind)
    alone = of.by_growth or (of.is_reading and not history.years.seen)
    typical = moved * (FIGURES_MOVED if alone else MONTHS_MOVED)
    roots = weight * math.sqrt(typical) + sum(map(math.sqrt, errors))
    return DIFFERENCE * (roots / (weight + len(errors))) ** 2


def _between(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Linear between the points (xs, ys), held at both ends."""
    place = bisect_left(xs, x)
    if place in (0, len(xs)):
        return ys[0] if place == 0 else ys[-1]
    part = (x - xs[place - 1]) / (xs[place] - xs[place - 1])
    return ys[place - 1] + part * (ys[place] - ys[place - 1])
