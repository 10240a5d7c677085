"""As in earlier years: the expected share is the mean share that the base years had reached by this
month.

For an amount that share is YTD(m) / YTD(end); for a level it is the share of the year's net change.
Source: the budget offices' "prior pattern" (City of Wauwatosa, 25-0158; City of Hobbs). Not for a
series whose scope changed between the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

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
        (0.0515, 1.907), (0.0411, 1.962), (0.034, 1.878), (0.0288, 1.866), (0.0265, 1.924),
        (0.0234, 1.905),
        (0.0201, 1.884), (0.0164, 1.907), (0.013, 1.859), (0.0092, 1.861), (0.0057, 1.874),
    ),
    2: (
        (0.051, 1.89), (0.0386, 1.875), (0.0319, 1.77), (0.0274, 1.752), (0.0259, 1.792),
        (0.0218, 1.777),
        (0.0187, 1.701), (0.0153, 1.733), (0.0117, 1.707), (0.0086, 1.745), (0.0054, 1.83),
    ),
}  # fmt: skip
"""Own past errors, then for 1 to 11 known months: the typical absolute log error, and the factor
from mean error to scale (docs/projection.md).
"""


def share(history: History) -> Share | Abstention:
    """Mean share of the window reached by this month, over the base years that have both ends."""
    shares = reached(history)
    if not shares:
        return Abstention(
            "seasonal",
            Text(
                "没有同月与全年数据齐全的基年", "no base year has both this month and the year end"
            ),
        )
    return Share("seasonal", sum(shares.values(), Decimal(0)) / len(shares), tuple(shares))


def project(history: History) -> Projection | Abstention:
    """Amounts over the expected share; growth and rates carried forward."""
    return by_share("seasonal", history, share)


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The typical error of the model at this month, pooled with the own ones."""
    if not traits(history.kind).is_amount:
        return None
    return pooled(SCALES, history, errors)
