"""A growth rate far from all that the indicator has ever shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sztrack.core.checks import Audit, remark
from sztrack.core.model import Finding, Rule, Series, Severity, Source, Text
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month

RULE = Rule(
    code="SZ405",
    severity=Severity.INFO,
    summary=Text("同比变动远离历史", "a year-on-year change far from the series' own history"),
    why=Text(
        "同比变动与本指标历年各月的中位数相差过大，可能是数字、单位或时期填错，"
        "也可能是低基数；无论哪一种都应当有说明",
        "a year-on-year change far from the median of the indicator's own history is a wrong"
        " digit, unit or period, or a low base; either needs an explanation",
    ),
    remedy=Text(
        "核对该数和上年同期数；属实的，在备注中写明原因",
        "check the figure and the one a year earlier; if it is right, give the reason in the note",
    ),
)
THRESHOLD = Decimal("3.5")
"""Modified z-score, 0.6745 x distance from the median / MAD: Iglewicz and Hoaglin, How to Detect
and Handle Outliers (1993).
"""
CONSISTENT = Decimal("0.6745")
"""The MAD of a normal distribution, in standard deviations."""
LEAST = 8
"""Changes of earlier years that the series must have, two years of quarters: our choice."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per month of the plan's year that stands out, unless the month before stood there
    too, or a note gives the reason.
    """
    for one in audit.indicators:
        changes = _changes(one)
        past = [change for month, change in changes.items() if month.year < audit.plan.year]
        if len(past) < LEAST:
            continue
        middle = _median(past)
        spread = _median([abs(change - middle) for change in past])
        explained = _explained(one)
        before = middle
        for month, change in sorted(changes.items()):
            if month.year != audit.plan.year:
                continue
            figure = one.growths.get(month) or one.levels[month]
            is_news = _is_news(change, before, middle, spread)
            before = change
            if not is_news or figure.sources[0] in explained:
                continue
            times = f"{abs(change - middle) / spread:.1f}"
            yield RULE.at(
                figure.sources[0],
                Text(
                    f"“{one.target.indicator}”{month} 同比 {change:.1f}%，往年 {len(past)}"
                    f" 期的中位数为 {middle:.1f}%，相差为绝对离差中位数的 {times} 倍",
                    f"'{one.target.indicator}' {month}: {change:.1f}% year on year, against a"
                    f" median of {middle:.1f}% in {number_of(len(past), 'earlier period')}:"
                    f" {times} times the median deviation",
                ),
            )


def _explained(one: Series) -> set[Source]:
    """Where the figures stand whose note gives a reason."""
    return {row.source for row in one.rows if row.note and remark(row)}


def _is_news(change: Decimal, before: Decimal, middle: Decimal, spread: Decimal) -> bool:
    """Whether a change stands out, and the month before did not stand there already."""
    if not _apart(change, middle, spread):
        return False
    return not _apart(before, middle, spread) or _apart(change, before, spread)


def _apart(one: Decimal, other: Decimal, spread: Decimal) -> bool:
    """Whether two changes are further apart than the series' own past allows."""
    return abs(one - other) * CONSISTENT > THRESHOLD * spread > 0


def _changes(one: Series) -> dict[Month, Decimal]:
    """Official growth in percent; for a month without one, growth worked out from the level a year
    before.
    """
    worked_out = {
        month: (figure.value / before.value - 1) * 100
        for month, figure in one.levels.items()
        if (before := one.levels.get(month.plus(-12))) and before.value > 0
    }
    return worked_out | {month: figure.value for month, figure in one.growths.items()}


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered, half = sorted(values), len(values) // 2
    return (ordered[half] + ordered[~half]) / 2
