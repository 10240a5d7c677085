"""A goal that asks for less than an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, apart
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Op, Rule, Severity, Text, amount

RULE = Rule(
    code="SZ501",
    severity=Severity.INFO,
    summary=Text("目标低于基数", "a goal asks for less than was reached"),
    why=Text(
        "目标低于往年已达到的水平，完成目标便不等于有所提高。年度新增量和增速目标多为下限，"
        "低于基数本身不是差错，但通报完成情况时应当让人知道",
        "meeting such a goal is no progress. Yearly additions and growth goals are mostly floors,"
        " so a lower goal is no fault by itself, but a reader must be told when it is reported"
        " as met",
    ),
    remedy=Text(
        "通报该目标完成情况时一并写明基数",
        "name the earlier figure wherever the goal is reported as met",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per goal that its baseline lies beyond.

    "About" (`~`, `>~`) is taken as pursued upwards and counts only where the baseline lies
    above its band; of `=` and of a range no side is the better one.
    """
    for target in audit.plan.targets:
        goal, baseline = target.goal, target.baseline
        if (
            goal is None
            or baseline is None
            or goal.op in (Op.EQUAL, Op.WITHIN)
            or not baseline.quantity.unit.converts_to(goal.unit)
        ):
            continue
        reached = baseline.quantity.to(goal.unit)
        less = goal.value - reached if goal.op.is_ceiling else reached - goal.value
        margin = traits(target.kind).margin(goal, audit.plan.rules)
        if less <= (margin if goal.op in (Op.ABOUT, Op.AT_LEAST_ABOUT) else 0):
            continue
        side = Text("宽于", "looser than") if goal.op.is_ceiling else Text("低于", "below")
        note = (
            Text(f"；基数说明：{baseline.note.zh}", f"; on the baseline: {baseline.note.en}")
            if baseline.note
            else Text("", "")
        )
        was, gap = amount(*baseline.quantity), apart(less, goal.unit)
        yield RULE.at(
            baseline.source,
            Text(
                f"“{target.name.zh}”的目标 {goal.text.zh} {side.zh}{baseline.year}年已达到的"
                f" {was.zh}，相差 {gap.zh}{note.zh}",
                f"'{target.name.en}': the goal {goal.text.en} is {side.en} the {was.en} of"
                f" {baseline.year}, by {gap.en}{note.en}",
            ),
        )
