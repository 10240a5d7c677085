"""As last year: this year's figure over last year's at the same month, times last year's total.

The rule of Tennessee's and Wisconsin's budget offices; growth and rates are carried to the year end.
"""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.kinds import FORMULAS, year_end
from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.years import reached

SUMMARY = Text("比上年同期：应完成占比取上年同月占上年全年之比", "as last year: the expected share is last year's by this month")
MINIMUM_MONTHS = 2


def share(history: History) -> Share | Abstention:
    """Last year's share of the window by this month."""
    last = history.through.year - 1
    shares = reached(history)
    if last not in shares:
        return Abstention("reference", Text("上年没有同月与年末的数据", "last year lacks a figure for this month or for the year end"))
    return Share("reference", shares[last], (last,))


def project(history: History) -> Projection | Abstention:
    """The figure so far over last year's share."""
    expected: Share | Abstention = Share("reference", Decimal(1), ()) if history.kind in (Kind.GROWTH, Kind.RATE) else share(history)
    if isinstance(expected, Abstention):
        return expected
    value = year_end(history, expected.value)
    if isinstance(value, Text):
        return Abstention("reference", value)
    return Projection("reference", value, expected.base_years, FORMULAS[history.kind])
