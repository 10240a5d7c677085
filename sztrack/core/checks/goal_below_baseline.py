"""A goal that asks for less than an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, apart, reached
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Op, Rule, Severity, Text

RULE = Rule(
    code="SZ501",
    severity=Severity.INFO,
    summary=Text("目标低于基数", "a goal is below what was already reached"),
    why=Text(
        "目标低于往年已达到的水平，完成目标便不等于有所提高。年度新增量和增速目标多为下限，"
        "低于基数本身不是差错，但通报完成情况时应当让人知道",
        "meeting such a goal is no progress. Goals for yearly additions and growth are usually"
        " minimums, so a lower goal is not in itself a fault, but readers must be told when it"
        " is reported as met",
    ),
    remedy=Text(
        "通报该目标完成情况时一并写明基数",
        "name the earlier figure wherever the goal is reported as met",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per goal that was exceeded before: by last December's published figure, or by
    the plan's baseline.

    "About" (`~`, `>~`) is taken as pursued upwards and counts only where the baseline lies
    above its band; of `=` and of a range no side is the better one.
    """
    for target in audit.plan.targets:
        goal, before = target.goal, reached(audit, target)
        if goal is None or before is None or goal.op in (Op.EQUAL, Op.WITHIN):
            continue
        less = goal.value - before.value if goal.op.is_ceiling else before.value - goal.value
        margin = traits(target.kind).margin(goal, audit.plan.rules)
        if less <= (margin if goal.op in (Op.ABOUT, Op.AT_LEAST_ABOUT) else 0):
            continue
        side = Text("宽于", "above") if goal.op.is_ceiling else Text("低于", "below")
        gap = apart(less, goal.unit)
        yield RULE.at(
            before.source,
            Text(
                f"“{target.name.zh}”的目标 {goal.text.zh} {side.zh}{before.year}年已达到的"
                f" {before.words.zh}，相差 {gap.zh}{before.note.zh}",
                f"'{target.name.en}': the goal {goal.text.en} is {gap.en} {side.en} the"
                f" {before.words.en} of {before.year}{before.note.en}",
            ),
        )
