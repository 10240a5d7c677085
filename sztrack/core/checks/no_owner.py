"""Tasks for which nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.words.english import number_of

RULE = Rule(
    code="SZ509",
    severity=Severity.INFO,
    summary=Text("任务没有责任单位", "tasks without an owner"),
    why=Text(
        "没有责任单位的任务，数据找不到人报，滞后了也找不到人问",
        "without a responsible unit nobody reports a task's figures, and nobody can be asked why"
        " it is late",
    ),
    remedy=Text(
        "在任务的 owner 处填写责任单位", "name the responsible unit under the task's `owner:`"
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding for the plan, at the first task of which a target has no owner; a task without
    targets has nothing to answer for.
    """
    held = {target.task for target in audit.plan.targets}
    unowned = {target.task for target in audit.plan.targets if not target.owner}
    tasks = [task for task in audit.plan.tasks if task.number in held]
    without = [task for task in tasks if task.number in unowned]
    if without:
        yield RULE.at(
            without[0].source,
            Text(
                f"{len(tasks)} 项任务中有 {len(without)} 项没有责任单位",
                f"{len(without)} of {number_of(len(tasks), 'task')} without an owner",
            ),
        )
