"""A goal that asks for less than an earlier year reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sztrack.core.kinds import margin
from sztrack.core.model import Finding, Op, Plan, Series, Severity, Text

CODE = "SZ501"
SUMMARY = Text("目标低于基数", "a goal asks for less than was reached")
WHY = Text(
    "目标低于往年已达到的水平，完成目标便不等于有所提高。年度新增量和增速目标多为下限，低于基数本身不是差错，但通报完成情况时应当让人知道",
    "meeting such a goal is no progress. Yearly additions and growth goals are mostly floors, so a lower goal is no fault by itself, "
    "but a reader must be told when it is reported as met",
)
REMEDY = Text("通报该目标完成情况时一并写明基数", "name the earlier figure wherever the goal is reported as met")


def check(plan: Plan, series: Mapping[str, Series]) -> Iterator[Finding]:  # noqa: ARG001  # what every rule is given
    """One finding per goal that its baseline lies beyond.

    "About" (`~`) is taken as pursued upwards and counts only where the baseline lies above its band; of `=` no side is the better one.
    """
    for target in plan.targets:
        goal, baseline = target.goal, target.baseline
        if goal is None or baseline is None or goal.op is Op.EQUAL or not baseline.quantity.unit.converts_to(goal.unit):
            continue
        reached = baseline.quantity.to(goal.unit)
        less = goal.value - reached if goal.op.is_ceiling else reached - goal.value
        if less <= (margin(target.kind, goal, plan.rules) if goal.op is Op.ABOUT else 0):
            continue
        asked, was = f"{goal.op.value} {goal.value}{goal.unit.written}", f"{baseline.quantity.value}{baseline.quantity.unit.written}"
        side = Text("宽于", "looser than") if goal.op.is_ceiling else Text("低于", "below")
        unit = Text("个百分点", " pp") if goal.unit.base == "%" else Text(goal.unit.written, goal.unit.written)
        note = Text(f"；基数说明：{baseline.note.zh}", f"; on the baseline: {baseline.note.en}") if baseline.note else Text("", "")
        yield Finding(
            CODE,
            Severity.INFO,
            Text(
                f"“{target.name.zh}”的目标 {asked} {side.zh}{baseline.year}年已达到的 {was}，相差 {less:f}{unit.zh}{note.zh}",
                f"'{target.name.en}': the goal {asked} is {side.en} the {was} of {baseline.year}, by {less:f}{unit.en}{note.en}",
            ),
            REMEDY,
            baseline.source,
        )
