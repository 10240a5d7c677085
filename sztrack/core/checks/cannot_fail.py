"""A task that cannot fail: it has nothing but words."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ508",
    severity=Severity.INFO,
    summary=Text("任务没有可判定的目标", "a task has nothing that can be judged"),
    why=Text(
        "只有定性表述的任务，没有数量也没有明确结果，年底说完成或未完成都无从证明",
        "a task in words alone has neither a number nor an end result: at the year end it can be"
        " shown to be neither met nor missed",
    ),
    remedy=Text(
        "补充一个数量目标或有明确结果的事项，或写明由谁依据什么评价",
        "add a number or an end result, or state who assesses it and on what evidence",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding for the plan, at the first task all of whose targets are narratives; a goal still
    to be assigned is not one.
    """
    judged = {
        target.task
        for target in audit.plan.targets
        if not traits(target.kind).is_followed or target.pending
    }
    worded = {target.task for target in audit.plan.targets} - judged
    tasks = [task for task in audit.plan.tasks if task.number in worded]
    if len(tasks) == 1:
        yield RULE.at(
            tasks[0].source,
            Text(
                f"任务 {tasks[0].number}“{tasks[0].title.zh}”只有定性表述，完成与否无从判定",
                f"task {tasks[0].number} '{tasks[0].title.en}' is in words only: it can be shown"
                " to be neither met nor missed",
            ),
        )
    elif tasks:
        numbers = [str(task.number) for task in tasks]
        yield RULE.at(
            tasks[0].source,
            Text(
                f"{len(tasks)} 项任务只有定性表述，完成与否无从判定：任务 {'、'.join(numbers)}",
                f"{len(tasks)} tasks are in words only and can be shown to be neither met nor"
                f" missed: tasks {', '.join(numbers)}",
            ),
        )
