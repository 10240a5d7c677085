"""Growth from growth alone: the rest of the year grows as the latest quarter did, part of the way
back to last year's growth.

    G = (k (w g(k) + (1 - w) q) + last year's / 2) / (k + 1/2),    q = (w g(k) - v g(k-3)) / (w - v)

w and v are what the months up to k and up to k-3 made of last year: its published levels where
there are some, else equal months. q is the growth that the last three months imply; without a
figure three months ago it is g(k). On the national series (docs/projection.md) the median error at
2, 3, 6, 9 and 11 months is 5.8, 3.1, 1.8, 0.7 and 0.5 points, against 6.1, 3.3, 2.7, 1.3 and 0.6
for carrying the growth so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.kinds import implied_growth, traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import replay
from sztrack.core.outlook.spread import pooled
from sztrack.core.words.period import Month

MINIMUM_MONTHS = 2
SCALES = {
    0: (
        (0.0551, 2.68), (0.0464, 2.503), (0.0376, 2.661), (0.0355, 2.597), (0.03, 2.746),
        (0.025, 2.879),
        (0.0198, 2.708), (0.0145, 2.745), (0.0116, 2.691), (0.0078, 2.756), (0.0045, 2.723),
    ),
    1: (
        (0.0475, 1.96), (0.0432, 1.944), (0.0354, 1.942), (0.0322, 1.93), (0.028, 1.906),
        (0.025, 1.9),
        (0.0185, 1.909), (0.0149, 1.893), (0.0117, 1.93), (0.0086, 1.988), (0.0052, 2.114),
    ),
    2: (
        (0.0475, 1.848), (0.0432, 1.795), (0.0354, 1.846), (0.0322, 1.852), (0.028, 1.836),
        (0.025, 1.865),
        (0.0185, 1.804), (0.0149, 1.735), (0.0117, 1.763), (0.0086, 1.856), (0.0052, 1.925),
    ),
    3: (
        (0.0475, 1.788), (0.0432, 1.783), (0.0354, 1.828), (0.0322, 1.788), (0.0281, 1.845),
        (0.025, 1.909),
        (0.0185, 1.777), (0.0149, 1.715), (0.0117, 1.71), (0.0085, 1.83), (0.0051, 1.831),
    ),
}  # fmt: skip
"""Own past errors, then for 1 to 11 known months: the typical absolute error of ln(100 % + growth),
and the factor from mean error to scale.
"""
_HALF = Decimal("0.5")
_FORMULA = Text(
    "w × 累计增速 +（1-w）× 最近三个月隐含增速，向上年增速略作收敛",
    "w x growth to date + (1-w) x the last three months' implied growth, drawn towards last year's",
)


def share(history: History) -> Share | Abstention:
    """The part of last year that the months up to this one made up."""
    w = _weight(history, history.through.month)
    return Share("growth", w, () if _levels(history) is None else (history.through.year - 1,))


def project(history: History) -> Projection | Abstention:
    """Only for growth."""
    if not traits(history.kind).by_growth:
        return Abstention("growth", Text("只用于增速类指标", "for growth alone"))
    year, k = history.through.year, history.through.month
    now, before = (
        history.actuals[history.through],
        history.actuals.get(Month(year, k - 3)) if k > 3 else None,
    )
    w = _weight(history, k)
    latest = implied_growth(now, before, w, _weight(history, k - 3)) if before is not None else now
    value = w * now + (1 - w) * latest
    last = history.actuals.get(Month(year - 1, history.end.month))
    if last is not None:
        value = (k * value + _HALF * last) / (k + _HALF)
    return Projection(
        model="growth",
        value=value,
        base_years=() if last is None else (year - 1,),
        formula=_FORMULA,
    )


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The typical error of the model at this month, pooled with the own ones."""
    if not traits(history.kind).by_growth:
        return None
    return pooled(SCALES, history, errors)


def _weight(history: History, month: int) -> Decimal:
    levels = _levels(history)
    by_now, whole = (levels[month], levels[history.end.month]) if levels else (None, None)
    return (
        by_now / whole
        if by_now and whole and by_now < whole
        else Decimal(month) / history.end.month
    )


def _levels(history: History) -> Sequence[Decimal | None] | None:
    last = history.years.base.get(history.through.year - 1)
    return last.amounts if last else None
