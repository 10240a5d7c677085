"""Levels at the year's end: the newest level and the net additions of the months to come.

    L = newest + (additions by `smoothed` + the median additions of earlier years) / 2

The first half follows this year's pace, the second what the same months brought in up to three
earlier years; on real stocks either alone is further off (docs/projection.md). Where the months of
last year are not known, the median stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import MOST_MISSES, replay
from sztrack.core.outlook.pace import model
from sztrack.core.outlook.pace import project as project_by
from sztrack.core.words.period import Month

MINIMUM_MONTHS = 2
_MEDIAN = Text(
    "最新水平 + 往年余下各月净增的中位数",
    "latest + median net additions of earlier years' remaining months",
)
_HALF = Text(
    "最新水平 +（近期增势所示净增 + 往年余下各月净增的中位数）÷ 2",
    "latest + (net additions as of late + median of earlier years' remaining months) / 2",
)

_NO_START = Text("没有年初水平", "the level at the start of the year is not known")
_NO_YEAR = Text("没有同月与年末数据齐全的基年", "no base year has both this month and the year end")


def share(history: History) -> Share | Abstention:
    """The mean share of the base years by this month."""
    return model("seasonal").share(history)


def project(history: History) -> Projection | Abstention:
    """Needs an earlier year with this month and the year's end."""
    if not traits(history.kind).has_start:
        return Abstention("stock", Text("只用于时点量指标", "for stocks alone"))
    additions = _additions(history)
    if not additions:
        return Abstention("stock", _NO_START if history.start is None else _NO_YEAR)
    newest = history.actuals[history.through]
    usual = newest + median(additions.values())
    of_late = project_by("smoothed", history)
    if isinstance(of_late, Abstention):
        return Projection(
            model="stock", value=usual, base_years=tuple(sorted(additions)), formula=_MEDIAN
        )
    return Projection(
        model="stock",
        value=(usual + of_late.value) / 2,
        base_years=tuple(sorted({*additions, *of_late.base_years})),
        formula=_HALF,
    )


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(_history: History, _errors: Sequence[float]) -> float | None:
    """Stocks have differences for their errors."""
    return None


def _additions(history: History) -> dict[int, Decimal]:
    """What the months to come brought in up to three earlier years."""
    year, month = history.through
    found: dict[int, Decimal] = {}
    for before in sorted({when.year for when in history.actuals if when.year < year}, reverse=True):
        then = history.actuals.get(Month(before, month))
        ended = history.actuals.get(Month(before, history.end.month))
        if then is not None and ended is not None and len(found) < MOST_MISSES:
            found[before] = ended - then
    return found
