"""A goal that repeats what an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, reached
from sztrack.core.model import Finding, Rule, Severity, Text

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
    """One finding per goal whose number was reached before, neither more nor less."""
    for target in audit.plan.targets:
        goal, before = target.goal, reached(audit, target)
        if goal is None or before is None or before.value != goal.value:
            continue
        yield RULE.at(
            before.source,
            Text(
                f"“{target.name.zh}”的目标 {goal.text.zh} 与{before.year}年已达到的"
                f" {before.words.zh} 相同{before.note.zh}",
                f"'{target.name.en}': the goal {goal.text.en} repeats the {before.words.en} of"
                f" {before.year}{before.note.en}",
            ),
        )
