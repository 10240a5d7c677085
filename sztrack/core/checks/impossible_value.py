"""A figure that its kind cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, may_be_negative
from sztrack.core.kinds import traits
from sztrack.core.model import Figure, Finding, Rule, Series, Severity, Target, Text, amount
from sztrack.core.words.quantity import MONEY, PERCENT, Unit

RULE = Rule(
    code="SZ407",
    severity=Severity.WARNING,
    summary=Text("数值不可能", "an impossible value"),
    why=Text(
        "比重、覆盖率之类不会高于100%或低于0，数量不会为负，降幅不会超过100%；多半是单位、"
        "正负号或小数点填错",
        "a share lies between 0 and 100%, a count is not negative, nothing falls by more than"
        " 100%: usually a wrong unit, sign or decimal point",
    ),
    remedy=Text("核对数字、正负号和单位", "check the digits, sign and unit"),
)
_MAY_EXCEED = (
    "毛入学率",
    "产销率",
    "增值率",
    "债务率",
    "完成率",
    "达成率",
    "保障倍数",
    "拨备",
    "变动",
    "变化",
    "增长",
    "增速",
    "指数",
    "密度",
)
"""Rates in percent that are no share of a whole."""
_SIGNED = (*MONEY, "percent", "point")
"""Amounts of money and rates have a sign of their own."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per figure that counts; a goal above 100 % or below zero shows that its rate may
    go there.
    """
    for one in audit.indicators:
        for figure, written, reason in (*_levels(one), *_growths(one)):
            yield RULE.at(
                figure.sources[0],
                Text(
                    f"“{one.target.indicator}”为 {written.zh}，{reason.zh}",
                    f"'{one.target.indicator}' is {written.en}, but {reason.en}",
                ),
            )


def _levels(one: Series) -> Iterator[tuple[Figure, Text, Text]]:
    unit, goal = one.level_unit, one.target.goal
    if unit is None:
        return
    share = (
        traits(one.target.kind).is_reading
        and unit.dimension == "percent"
        and goal
        and not _may_exceed(one.target)
    )
    # A goal beyond the bounds of a share shows that its rate may go there.
    at_most_whole = share and goal and goal.value.scaleb(unit.exponent) <= 100
    at_least_zero = _is_at_least_zero(one.target, unit, is_share=bool(share))
    for figure in one.levels.values():
        written, percent = amount(figure.value, unit), figure.value.scaleb(unit.exponent)
        if at_most_whole and percent > 100:
            yield figure, written, Text("比率不会高于100%", "a share is at most 100%")
        elif at_least_zero and figure.value < 0:
            yield figure, written, Text("不会为负数", "it cannot be negative")


def _is_at_least_zero(target: Target, unit: Unit, *, is_share: bool) -> bool:
    """Whether a level below zero cannot be."""
    if is_share:
        return target.goal is None or target.goal.value >= 0
    may_be_signed = not unit.is_known or unit.dimension in _SIGNED
    return not may_be_signed and not may_be_negative(target)


def _may_exceed(target: Target) -> bool:
    """Whether its names say that a rate is no share of a whole."""
    names = target.indicator + target.name.zh
    return any(word in names for word in _MAY_EXCEED)


def _growths(one: Series) -> Iterator[tuple[Figure, Text, Text]]:
    if may_be_negative(one.target):
        return
    for figure in one.growths.values():
        if figure.value < -100:
            yield (
                figure,
                amount(figure.value, PERCENT),
                Text("降幅不会超过100%", "nothing falls by more than 100%"),
            )
