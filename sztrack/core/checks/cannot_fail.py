"""A task that cannot fail: it has nothing but words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sztrack.core.model import Finding, Kind, Plan, Series, Severity, Text

CODE = "SZ508"
SUMMARY = Text("任务没有可判定的目标", "a task has nothing that can be judged")
WHY = Text(
    "只有定性表述的任务，没有数量也没有明确结果，年底说完成或未完成都无从证明",
    "a task in words alone has neither a number nor an end state: at the year's end it can be shown neither met nor missed",
)
REMEDY = Text("补充一个数量目标或有明确结果的事项，或写明由谁依据什么评价", "add a number or an end state, or say who judges it and by what")


def check(plan: Plan, series: Mapping[str, Series]) -> Iterator[Finding]:  # noqa: ARG001  # what every rule is given
    """One finding per task all of whose targets are narratives; a goal still to be assigned is not one."""
    judged = {target.task for target in plan.targets if target.kind is not Kind.NARRATIVE or target.pending}
    worded = {target.task for target in plan.targets} - judged
    for task in plan.tasks:
        if task.number in worded:
            yield Finding(
                CODE,
                Severity.INFO,
                Text(
                    f"任务 {task.number}“{task.title.zh}”只有定性表述，完成与否无从判定",
                    f"task {task.number} '{task.title.en}' has nothing but words: it can be shown neither met nor missed",
                ),
                REMEDY,
                task.source,
            )
