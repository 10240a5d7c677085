"""A goal "about" a number that is missed on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Op, Rule, Severity, Target, Text

RULE = Rule(
    code="SZ510",
    severity=Severity.WARNING,
    summary=Text("“左右”写成了两边都算未达标", "'about' is missed on both sides"),
    why=Text(
        "~ 是上下都不宜偏离的区间；经济增速高于“5%左右”、失业率低于“5.5%左右”都是好事，"
        "写成 ~ 会被判为偏离目标",
        "`~` is a band with two bad sides; growth above 'about 5%', or unemployment below 'about"
        " 5.5%', is good news, and with `~` it would be called a miss",
    ),
    remedy=Text(
        "越高越好的写 >~，控制类的写 <~；~ 只用于上下都不宜偏离的指标，如产销率",
        "write >~ where more is better and <~ where less is; ~ is for what is bad on both sides,"
        " such as a ratio of sales to output",
    ),
)

BURDENS = (
    "失业", "价格", "物价", "CPI", "PPI", "死亡", "事故", "能耗", "用水", "排放", "浓度", "PM",
    "负债", "赤字", "不良", "发案", "投诉",
)  # fmt: skip
"""Of what is named so, less is better."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per `~` on something of which one side is good."""
    for target in audit.plan.targets:
        goal, better = target.goal, _better(target)
        if goal is None or goal.op is not Op.ABOUT or better is None:
            continue
        side = Text("低于", "below") if better is Op.AT_MOST_ABOUT else Text("高于", "above")
        yield RULE.at(
            goal.source,
            Text(
                f"“{target.name.zh}”的目标 {goal.text.zh} 两边都算未达标，而{side.zh}目标是好事，"
                f"应写 {better.value}",
                f"'{target.name.en}': the goal {goal.text.en} is missed on both sides, but a result"
                f" {side.en} it is good: write {better.value}",
            ),
        )


def _better(target: Target) -> Op | None:
    """The sign of which the good side is open; None where it is not known that there is one."""
    name = target.name.zh + target.indicator
    if any(word in name for word in BURDENS):
        return Op.AT_MOST_ABOUT
    return Op.AT_LEAST_ABOUT if traits(target.kind).by_growth else None
