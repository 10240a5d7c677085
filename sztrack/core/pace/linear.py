"""Equal months: the expected share is the elapsed share (序时进度), and the year goes on as it went so far."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.kinds import FORMULAS, year_end
from sztrack.core.model import Abstention, History, Projection, Share, Text

SUMMARY = Text("按月均匀：应完成占比即时间进度", "equal months: the expected share is the elapsed share")
MINIMUM_MONTHS = 3


def share(history: History) -> Share | Abstention:
    """Elapsed months over the months of the window."""
    return Share("linear", Decimal(history.through.month) / history.end.month, ())


def project(history: History) -> Projection | Abstention:
    """Run rate for amounts, carried forward for growth and rates."""
    value = year_end(history, Decimal(history.through.month) / history.end.month)
    if isinstance(value, Text):
        return Abstention("linear", value)
    return Projection("linear", value, (), FORMULAS[history.kind])
