"""Equal months: the expected share is the elapsed share (序时进度), and the year goes on as it went
so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.kinds import by_share, traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share
from sztrack.core.outlook.history import replay
from sztrack.core.outlook.spread import pooled

MINIMUM_MONTHS = 3
SCALES = {
    0: (
        (0.0995, 2.306), (0.0963, 2.207), (0.0741, 2.135), (0.0692, 1.942), (0.0585, 1.922),
        (0.0479, 1.965),
        (0.0401, 2.049), (0.0361, 2.12), (0.0318, 2.246), (0.0233, 2.499), (0.0159, 2.728),
    ),
    1: (
        (0.0995, 1.705), (0.0963, 1.567), (0.0741, 1.597), (0.0692, 1.553), (0.0585, 1.562),
        (0.0479, 1.564),
        (0.0401, 1.55), (0.0361, 1.55), (0.0318, 1.534), (0.0233, 1.566), (0.0159, 1.557),
    ),
    2: (
        (0.0995, 1.581), (0.0963, 1.473), (0.0741, 1.466), (0.0692, 1.419), (0.0585, 1.473),
        (0.0479, 1.47),
        (0.0401, 1.427), (0.0361, 1.424), (0.0318, 1.398), (0.0233, 1.405), (0.0159, 1.408),
    ),
    3: (
        (0.0995, 1.509), (0.0963, 1.397), (0.0741, 1.411), (0.0692, 1.401), (0.0585, 1.419),
        (0.0479, 1.387),
        (0.0401, 1.399), (0.0361, 1.369), (0.0318, 1.338), (0.0233, 1.34), (0.0159, 1.347),
    ),
}  # fmt: skip
"""Own past errors, then for 1 to 11 known months: the typical absolute log error, and the factor
from mean error to scale (docs/projection.md).
"""


def share(history: History) -> Share | Abstention:
    """Elapsed months over the months of the window."""
    return Share("linear", Decimal(history.through.month) / history.end.month, ())


def project(history: History) -> Projection | Abstention:
    """Run rate for amounts, carried forward for growth and rates."""
    return by_share("linear", history, share)


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The typical error of the model at this month, pooled with the own ones."""
    if not traits(history.kind).is_amount:
        return None
    return pooled(SCALES, history, errors)
