"""Goals with a number for which nothing came in."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.record.due import due_for
from sztrack.core.record.reconcile import newest

RULE = Rule(
    code="SZ410",
    severity=Severity.INFO,
    summary=Text("目标全年无数据", "goals have no figure of the year"),
    why=Text(
        "到期而一个数也没有的目标，既不能说完成也不能说滞后；没有数据不等于正常",
        "a goal without a single figure can be called neither met nor late; silence is not green",
    ),
    remedy=Text(
        "用 sztrack status --status no-data 列出这些目标，向责任单位收数",
        "list them with sztrack status --status no-data, and ask the responsible units",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding for the plan, at the first such target."""
    due = [
        one for one in audit.series.values() if one.target.goal and due_for(one.target, audit.clock)
    ]
    without = [
        one.target for one in due if newest(one.actuals, audit.plan.year, audit.clock.as_of) is None
    ]
    if without:
        yield RULE.at(
            min(target.source for target in without),
            Text(
                f"{len(due)} 项应有数据的目标中有 {len(without)} 项本年没有数据",
                f"{len(without)} of {len(due)} goals that figures are due for have none of this"
                " year",
            ),
        )
