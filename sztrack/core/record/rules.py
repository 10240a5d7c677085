"""What the codes SZ3xx stand for: what the plan and the figures, held together, do not agree on."""

from __future__ import annotations

from collections.abc import Mapping

from sztrack.core.model import Rule, Severity, Text

_RULES = (
    Rule(
        code="SZ301",
        severity=Severity.WARNING,
        summary=Text("同一数据互相矛盾", "figures that disagree"),
        why=Text(
            "同一指标、时期、口径有几个不同的数，地位相同；按离目标较远的计，不让争议使结果变好",
            "several rows of equal standing give different numbers for one figure; the one"
            " further from the goal counts, so that a dispute never improves a result",
        ),
        remedy=Text(
            "核对口径，在准确的一行填写较晚的发布日期，或把另一行标为“二手”",
            "check the definitions; give the right row a later `released`"
            " date, or mark the other one `second-hand`",
        ),
    ),
    Rule(
        code="SZ302",
        severity=Severity.ERROR,
        summary=Text("数据与目标的单位不同类", "a figure's unit does not convert to the goal's"),
        why=Text("不能换算的数没有计入", "a figure that does not convert was not used"),
        remedy=Text(
            "填写可换算为所指单位的单位，或改用另一个指标名称",
            "use a unit that converts to the one named, or another indicator name",
        ),
    ),
    Rule(
        code="SZ303",
        severity=Severity.INFO,
        summary=Text("指标不在计划中", "an indicator that is not in the plan"),
        why=Text(
            "这些行没有归入任何目标；名称差一个字也会如此",
            "these rows were matched to no target; a difference of one character is enough",
        ),
        remedy=Text(
            "如属某一目标：另一来源所用的名称写入 targets.yaml 的 aliases:，"
            "该目标自己公布的名称写入它的 indicator；否则不必理会",
            "if it belongs to a target: enter another source's name under `aliases:` in"
            " targets.yaml, or the name the target is published under as its `indicator`;"
            " otherwise ignore it",
        ),
    ),
    Rule(
        code="SZ304",
        severity=Severity.WARNING,
        summary=Text("时期还没有到", "a figure for a future month"),
        why=Text(
            "还没有过去的月份不会有实际数，该行没有计入",
            "a future month has no actual figure; the row was not used",
        ),
        remedy=Text("改正时期", "correct the period"),
    ),
    Rule(
        code="SZ305",
        severity=Severity.WARNING,
        summary=Text("口径不适用，数据未计入", "figures on a basis that cannot be used"),
        why=Text(
            "例如当季增速不能代替累计增速；硬凑会得出没有公布过的数",
            "growth in one quarter, for example, is not growth for the year to date; forcing it"
            " would produce a figure that nobody published",
        ),
        remedy=Text("补充所需口径的数", "add the figures on the basis named"),
    ),
    Rule(
        code="SZ306",
        severity=Severity.INFO,
        summary=Text("没有发布日期", "no release date"),
        why=Text(
            "回放某一天时，不知道这些数当时是否已公布，按期末后次月已知处理",
            "when a day is replayed it is not known whether they had been released; they are"
            " taken as known from the month after their period",
        ),
        remedy=Text("填写 发布日期 一列", "fill in the `released` column"),
    ),
    Rule(
        code="SZ307",
        severity=Severity.INFO,
        summary=Text("数据修订", "a figure was revised"),
        why=Text(
            "本年数据公布后又有改动，可能改变上月的判断",
            "a figure of the year was changed after publication, which may change last month's"
            " verdict",
        ),
        remedy=Text(
            "用 sztrack show 加指标名称查看影响",
            "sztrack show with the indicator's name shows the effect",
        ),
    ),
    Rule(
        code="SZ308",
        severity=Severity.WARNING,
        summary=Text(
            "计划年度已过，数据等待新的计划", "figures that wait for the next year's plan"
        ),
        why=Text(
            "计划年度之后的数据不归入任何目标，本年各项的判断也不会再变",
            "a figure of a month after the plan's year is no goal's: no verdict will move any more",
        ),
        remedy=Text(
            "为新的年度建立计划，另用一个工作区，把这些数据移过去",
            "write the plan of the new year in a workspace of its own, and move the figures there",
        ),
    ),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _RULES}
