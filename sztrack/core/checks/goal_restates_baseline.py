"""A goal that repeats what an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sztrack.core.model import Finding, Plan, Series, Severity, Text

CODE = "SZ502"
SUMMARY = Text("目标与基数相同", "a goal restates what was reached")
WHY = Text(
    "目标只是重复往年实绩：对时点量和比率，只要不退步便已完成；对年度新增量，则是照上年再做一遍",
    "the goal repeats an earlier figure: a level or a share meets it before the year begins, a yearly addition is last year's once more",
)
REMEDY = Text("通报该目标完成情况时一并写明基数", "name the earlier figure wherever the goal is reported as met")


def check(plan: Plan, series: Mapping[str, Series]) -> Iterator[Finding]:  # noqa: ARG001  # what every rule is given
    """One finding per goal whose number is the baseline's."""
    for target in plan.targets:
        goal, baseline = target.goal, target.baseline
        if goal is None or baseline is None or not baseline.quantity.unit.converts_to(goal.unit):
            continue
        if baseline.quantity.to(goal.unit) == goal.value:
            asked, reached = f"{goal.op.value} {goal.value}{goal.unit.written}", f"{baseline.quantity.value}{baseline.quantity.unit.written}"
            note = Text(f"；基数说明：{baseline.note.zh}", f"; on the baseline: {baseline.note.en}") if baseline.note else Text("", "")
            yield Finding(
                CODE,
                Severity.INFO,
                Text(
                    f"“{target.name.zh}”的目标 {asked} 与{baseline.year}年已达到的 {reached} 相同{note.zh}",
                    f"'{target.name.en}': the goal {asked} is the {reached} of {baseline.year} again{note.en}",
                ),
                REMEDY,
                baseline.source,
            )
