"""A baseline that is not the figure published for its December."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text, amount
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity

RULE = Rule(
    code="SZ406",
    severity=Severity.WARNING,
    summary=Text(
        "基数与上年12月公布数不一致", "a baseline is not the figure published for its December"
    ),
    why=Text(
        "时点量的进度从基数算起，目标的高低也按基数判断；计划所写基数与公布数不同，"
        "二者的口径或年份必有一处不同",
        "the pace of a level is measured from its baseline, and a goal is judged by it; where"
        " the plan's number is not the published one, the two differ in scope or year",
    ),
    remedy=Text(
        "核对口径；口径不同的写入基数的 note，公布数有误的补报修订数",
        "check the scope; explain a difference in the baseline's note, or add the revised figure",
    ),
)
TOLERANCE = Decimal(1)
"""Percent of an amount: what 约, 超 and 近 in a plan's text leave open, our choice. Growth and
shares must agree to their last digit.
"""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per baseline that differs from its December by more than rounding and a percent.
    What its note says is told with it: a note on something else explains nothing.
    """
    for target in audit.plan.targets:
        goal, baseline = target.goal, target.baseline
        if goal is None or baseline is None or not baseline.quantity.unit.converts_to(goal.unit):
            continue
        figure = audit.series[target.id].actuals.get(Month(baseline.year, 12))
        if figure is None:
            continue
        stated = baseline.quantity.to(goal.unit)
        digits = [
            Quantity(_last_digit(baseline.quantity.value), baseline.quantity.unit).to(goal.unit),
            _last_digit(figure.value),
        ]
        room = max(digits) / 2 + (
            0 if goal.unit.dimension in ("percent", "point") else abs(stated) * TOLERANCE / 100
        )
        if abs(stated - figure.value) > room:
            wrote = amount(*baseline.quantity)
            published = amount(figure.value, goal.unit)
            note = baseline.note or Text("", "")
            told = Text(f"；基数说明：{note.zh}", f"; note on the baseline: {note.en}")
            told = told if baseline.note else note
            yield RULE.at(
                baseline.source,
                Text(
                    f"“{target.name.zh}”的基数为 {wrote.zh}，"
                    f"而{baseline.year}年12月公布数为 {published.zh}（{figure.sources[0]}）"
                    f"{told.zh}",
                    f"'{target.name.en}': the baseline is {wrote.en}, the figure published"
                    f" for December {baseline.year} is {published.en} ({figure.sources[0]})"
                    f"{told.en}",
                ),
            )


def _last_digit(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))
