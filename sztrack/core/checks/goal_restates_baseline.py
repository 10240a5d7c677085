"""A goal that repeats what an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text, amount

RULE = Rule(
    code="SZ502",
    severity=Severity.INFO,
    summary=Text("目标与基数相同", "a goal repeats what was already reached"),
    why=Text(
        "目标只是重复往年实绩：对时点量和比率，只要不退步便已完成；对年度新增量，则是照上年再做一遍",
        "the goal repeats an earlier figure: a level or a share meets it before the year begins,"
        " a yearly addition is the same as last year's",
    ),
    remedy=Text(
        "通报该目标完成情况时一并写明基数",
        "name the earlier figure wherever the goal is reported as met",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per goal whose number is the baseline's."""
    for target in audit.plan.targets:
        goal, baseline = target.goal, target.baseline
        if goal is None or baseline is None or not baseline.quantity.unit.converts_to(goal.unit):
            continue
        if baseline.quantity.to(goal.unit) == goal.value:
            note = (
                Text(
                    f"；基数说明：{baseline.note.zh}", f"; note on the baseline: {baseline.note.en}"
                )
                if baseline.note
                else Text("", "")
            )
            was = amount(*baseline.quantity)
            yield RULE.at(
                baseline.source,
                Text(
                    f"“{target.name.zh}”的目标 {goal.text.zh} 与{baseline.year}年已达到的"
                    f" {was.zh} 相同{note.zh}",
                    f"'{target.name.en}': the goal {goal.text.en} repeats the {was.en} of"
                    f" {baseline.year}{note.en}",
                ),
            )
