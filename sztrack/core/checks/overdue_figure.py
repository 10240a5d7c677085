"""A figure that should be out and is not."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.record.due import due_for, months_late
from sztrack.core.record.reconcile import newest

RULE = Rule(
    code="SZ408",
    severity=Severity.INFO,
    summary=Text("到期未报", "a figure is due and missing"),
    why=Text(
        "按该目标的 frequency 和 lag，这一期的数据应已公布；缺了它，判断用的是更早的数",
        "by the target's `frequency` and `lag` the figure should be out; without it the verdict"
        " is based on an older one",
    ),
    remedy=Text(
        "补报该期数据；公布本来就晚的，加大 lag 或改 frequency",
        "add the figure; if it always comes later, raise `lag` or change `frequency`",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per target that has a figure of the year and is behind by up to `stale_after`
    months; beyond that SZ409 speaks.
    """
    for one in audit.series.values():
        due_month = due_for(one.target, audit.clock)
        through = newest(one.reported, audit.plan.year, audit.clock.as_of)
        months = months_late(one.target, through, audit.clock)
        if due_month and through and 0 < months <= audit.plan.rules.stale_after:
            yield RULE.at(
                one.reported[through].sources[0],
                Text(
                    f"“{one.target.name.zh}”{due_month} 的数据到期未报，最新的是 {through}",
                    f"'{one.target.name.en}': the figure for {due_month} is due; the latest is"
                    f" for {through}",
                ),
            )
