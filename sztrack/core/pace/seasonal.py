"""As in earlier years: the expected share is the mean share that the base years had reached by this month.

For an amount that share is YTD(m) / YTD(end); for a level it is the share of the year's net change. Source: the budget offices' "prior
pattern" (City of Wauwatosa, 25-0158; City of Hobbs). Not for a series whose scope changed between the years.
"""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.kinds import FORMULAS, year_end
from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.years import reached

SUMMARY = Text("按往年节奏：应完成占比取历年同月占比的平均", "as in earlier years: the expected share is the base years' mean by this month")
MINIMUM_MONTHS = 2


def share(history: History) -> Share | Abstention:
    """Mean share of the window reached by this month, over the base years that have both ends."""
    shares = reached(history)
    if not shares:
        return Abstention("seasonal", Text("没有同月与全年数据齐全的基年", "no base year has both this month and the year end"))
    return Share("seasonal", sum(shares.values(), Decimal(0)) / len(shares), tuple(shares))


def project(history: History) -> Projection | Abstention:
    """Amounts over the expected share; growth and rates carried forward."""
    expected: Share | Abstention = Share("seasonal", Decimal(1), ()) if history.kind in (Kind.GROWTH, Kind.RATE) else share(history)
    if isinstance(expected, Abstention):
        return expected
    value = year_end(history, expected.value)
    if isinstance(value, Text):
        return Abstention("seasonal", value)
    return Projection("seasonal", value, expected.base_years, FORMULAS[history.kind])
