"""As in earlier years: the expected share is the mean share that the base years had reached by this month.

For an amount that share is YTD(m) / YTD(end); for a level it is the share of the year's net change. Source: the budget offices' "prior
pattern" (City of Wauwatosa, 25-0158; City of Hobbs). Not for a series whose scope changed between the years.
"""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.kinds import FORMULAS, year_end
from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.period import Month

SUMMARY = Text("按往年节奏：应完成占比取历年同月占比的平均", "as in earlier years: the expected share is the base years' mean by this month")
MINIMUM_MONTHS = 2
_NO_BASE_YEAR = Text("没有同月与全年数据齐全的基年", "no base year has both this month and the year end")


def share(history: History) -> Share | Abstention:
    """Mean share of the window reached by this month, over the base years that have both ends."""
    reached = {year: value for year in sorted({m.year for m in history.actuals}) if (value := _reached(history, year)) is not None}
    if not reached:
        return Abstention("seasonal", _NO_BASE_YEAR)
    return Share("seasonal", sum(reached.values(), Decimal(0)) / len(reached), tuple(reached))


def project(history: History) -> Projection | Abstention:
    """Amounts over the expected share; growth and rates carried forward. Needs two months, and for amounts one base year."""
    if history.through.month < min(MINIMUM_MONTHS, history.end.month):
        return Abstention("seasonal", Text("不足两个月，不作预计", "fewer than two months: no projection"))
    expected: Share | Abstention = Share("seasonal", Decimal(1), ()) if history.kind in (Kind.GROWTH, Kind.RATE) else share(history)
    if isinstance(expected, Abstention):
        return expected
    value = year_end(history, expected.value)
    if isinstance(value, Text):
        return Abstention("seasonal", value)
    return Projection(
        model="seasonal",
        value=value,
        low=None,
        high=None,
        level=None,
        probability=None,
        base_years=expected.base_years,
        formula=FORMULAS[history.kind],
    )


def _reached(history: History, year: int) -> Decimal | None:
    """The share of `year`'s window reached by this month, None where a figure is missing or the year brought nothing."""
    if year >= history.through.year:
        return None
    by_now, in_full = (history.actuals.get(Month(year, month)) for month in (history.through.month, history.end.month))
    start = history.actuals.get(Month(year - 1, 12)) if history.kind is Kind.STOCK else Decimal(0)
    if by_now is None or in_full is None or start is None or in_full == start:
        return None
    reached = (by_now - start) / (in_full - start)
    return reached if 0 < reached <= 1 else None
