"""Goals with a number for which nothing came in."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.record.due import due_for
from sztrack.core.record.reconcile import newest
from sztrack.core.words.english import number_of

RULE = Rule(
    code="SZ410",
    severity=Severity.INFO,
    summary=Text("目标全年无数据", "goals without a figure this year"),
    why=Text(
        "到期而一个数也没有的目标，既不能说完成也不能说滞后；没有数据不等于正常",
        "a goal without a single figure can be called neither met nor behind; no data is not on"
        " track",
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
    year, as_of = audit.plan.year, audit.clock.as_of
    without = [one.target for one in due if newest(one.reported, year, as_of) is None]
    if without:
        yield RULE.at(
            min(target.source for target in without),
            Text(
                f"{len(due)} 项应有数据的目标中有 {len(without)} 项本年没有数据",
                f"no figure this year for {len(without)} of {number_of(len(due), 'goal')} with"
                " figures due",
            ),
        )
