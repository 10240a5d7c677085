"""A year-to-date amount that falls from one month to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Kind, Rule, Severity, Text

RULE = Rule(
    code="SZ402",
    severity=Severity.WARNING,
    summary=Text("累计数下降", "a cumulative figure falls"),
    why=Text("年内累计只增不减；下降多半是口径、单位或月份填错", "a year's total only grows; a fall is mostly a wrong basis, unit or month"),
    remedy=Text("核对该行的单位、口径和月份", "check the row's unit, basis and month"),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per fall within the plan's year."""
    for one in audit.series.values():
        if one.target.kind is not Kind.FLOW:
            continue
        of_the_year = [(month, figure) for month, figure in one.actuals.items() if month.year == audit.plan.year]
        for (before, earlier), (month, later) in pairwise(of_the_year):
            if later.value < earlier.value:
                unit = one.level_unit.written if one.level_unit else ""
                yield RULE.at(
                    later.sources[0],
                    Text(
                        f"“{one.target.indicator}”累计由 {before} 的 {earlier.value:f}{unit} 降至 {month} 的 {later.value:f}{unit}",
                        f"'{one.target.indicator}' falls from {earlier.value:f}{unit} ({before}) to {later.value:f}{unit} ({month})",
                    ),
                )
