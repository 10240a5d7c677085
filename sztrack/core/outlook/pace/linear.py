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
        (0.0995, 2.306), (0.0963, 2.207), (0.0741, 2.131), (0.0692, 1.943), (0.0585, 1.92),
        (0.0479, 1.964),
        (0.0401, 2.05), (0.0361, 2.116), (0.0318, 2.244), (0.0233, 2.503), (0.0159, 2.735),
    ),
    1: (
        (0.0995, 1.704), (0.0963, 1.567), (0.0741, 1.596), (0.0692, 1.552), (0.0585, 1.562),
        (0.0479, 1.561),
        (0.0401, 1.55), (0.0361, 1.547), (0.0318, 1.533), (0.0233, 1.566), (0.0159, 1.558),
    ),
    2: (
        (0.0995, 1.632), (0.0963, 1.499), (0.0741, 1.505), (0.0692, 1.473), (0.0585, 1.515),
        (0.0479, 1.519),
        (0.0401, 1.492), (0.0361, 1.455), (0.0318, 1.427), (0.0233, 1.422), (0.0159, 1.433),
    ),
    3: (
        (0.0995, 1.578), (0.0963, 1.454), (0.0741, 1.448), (0.0692, 1.453), (0.0585, 1.493),
        (0.0479, 1.452),
        (0.0401, 1.461), (0.0361, 1.416), (0.0318, 1.395), (0.0233, 1.381), (0.0159, 1.397),
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
