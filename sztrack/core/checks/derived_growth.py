"""Growth worked out from two published levels against the official growth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ401",
    severity=Severity.INFO,
    summary=Text(
        "由总量推算的增速与官方增速不一致",
        "growth calculated from levels differs from the official growth",
    ),
    why=Text(
        "上年基数会按可比口径修订，两年首次公布数之比不等于官方增速",
        "last year's base is revised to a comparable scope, so the ratio of two first-published"
        " levels is not the official growth",
    ),
    remedy=Text("引用官方增速，不要自行推算", "quote the official growth; do not calculate it"),
)
TOLERANCE = Decimal(1)
"""Points; a difference of rounding and ordinary revision stays below it."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per indicator and month of the plan's year that differs by more than a point."""
    seen = set()
    for one in audit.series.values():
        for month, official in one.growths.items():
            now, before = one.levels.get(month), one.levels.get(month.plus(-12))
            if (
                month.year != audit.plan.year
                or not now
                or not before
                or before.value <= 0
                or (one.target.indicator, month) in seen
            ):
                continue
            derived = (now.value / before.value - 1) * 100
            if abs(derived - official.value) > TOLERANCE:
                seen.add((one.target.indicator, month))
                yield RULE.at(
                    official.sources[0],
                    Text(
                        f"“{one.target.indicator}”{month}：官方增速 {official.value}%，"
                        f"两年总量之比为 {derived:.1f}%",
                        f"'{one.target.indicator}' {month}: official growth {official.value}%,"
                        f" the two levels give {derived:.1f}%",
                    ),
                )
