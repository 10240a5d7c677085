"""As last year: this year's figure over last year's at the same month, times last year's total.

The rule of Tennessee's and Wisconsin's budget offices; growth and rates are carried to the year
end.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.kinds import by_share, traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import reached, replay
from sztrack.core.outlook.spread import pooled

MINIMUM_MONTHS = 2
SCALES = {
    0: (
        (0.0551, 2.68), (0.0464, 2.503), (0.0376, 2.661), (0.0335, 2.509), (0.0297, 2.578),
        (0.0245, 2.749),
        (0.0205, 2.715), (0.0162, 2.761), (0.0125, 2.78), (0.0091, 2.783), (0.0055, 2.736),
    ),
    1: (
        (0.0551, 1.978), (0.0464, 1.957), (0.0376, 1.93), (0.0335, 1.94), (0.0297, 1.923),
        (0.0245, 1.997),
        (0.0205, 1.952), (0.0162, 2.013), (0.0125, 1.961), (0.0091, 1.988), (0.0055, 1.988),
    ),
    2: (
        (0.0551, 2.029), (0.0464, 2.017), (0.0376, 1.974), (0.0335, 2.048), (0.0297, 2.012),
        (0.0245, 2.094),
        (0.0205, 2.045), (0.0162, 1.999), (0.0125, 2.031), (0.0091, 2.037), (0.0055, 2.01),
    ),
}  # fmt: skip
"""Own past errors, then for 1 to 11 known months: the typical absolute log error, and the factor
from mean error to scale (docs/projection.md).
"""


def share(history: History) -> Share | Abstention:
    """Last year's share of the window by this month."""
    last = history.through.year - 1
    shares = reached(history)
    if last not in shares:
        return Abstention(
            "reference",
            Text(
                "上年没有同月与年末的数据",
                "last year has no figure for this month or for the year end",
            ),
        )
    return Share("reference", shares[last], (last,))


def project(history: History) -> Projection | Abstention:
    """The figure so far over last year's share."""
    return by_share("reference", history, share)


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The typical error of the model at this month, pooled with the own ones."""
    if not traits(history.kind).is_amount:
        return None
    return pooled(SCALES, history, errors)
