"""SZ502: a goal that repeats what an earlier year reached."""

from __future__ import annotations

from sztrack.core.checks import goal_restates_baseline
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan


def test_the_same_number_whatever_the_operator_and_the_unit() -> None:
    trade = """
        kind: flow
        name: {zh: 跨境电商进出口额, en: Cross-border e-commerce}
        goal: "> 3000亿元"
        baseline: {value: 0.30万亿元, year: 2023, wording: 超3000亿元, note: {zh: 是下限, en: a lower bound}}
        """  # noqa: E501
    parks = """
        kind: flow
        name: {zh: 新建公园数, en: Parks built}
        goal: ">= 30个"
        baseline: {value: 30个, year: 2022, wording: 公园30个}
        """
    assert found(goal_restates_baseline, plan(trade, parks)) == [
        Finding(
            code="SZ502",
            severity=Severity.INFO,
            message=Text(
                "“跨境电商进出口额”的目标 > 3000亿元 与2023年已达到的 0.30万亿元 相同；基数说明："
                "是下限",
                "'Cross-border e-commerce': the goal > 300bn yuan repeats the 300bn yuan of 2023;"
                " note on the baseline: a lower bound",
            ),
            hint=goal_restates_baseline.RULE.remedy,
            source=Source("targets.yaml", 9),
        ),
        Finding(
            code="SZ502",
            severity=Severity.INFO,
            message=Text(
                "“新建公园数”的目标 >= 30个 与2022年已达到的 30个 相同",
                "'Parks built': the goal >= 30 repeats the 30 of 2022",
            ),
            hint=goal_restates_baseline.RULE.remedy,
            source=Source("targets.yaml", 15),
        ),
    ]


def test_nearly_the_same_is_not_the_same() -> None:
    near = "kind: rate\ngoal: '~ 95%'\nbaseline: {value: '94.9%', year: 2023, wording: 原文}"
    assert (
        found(goal_restates_baseline, plan(near, "kind: flow\ngoal: '>= 1家'", "kind: narrative"))
        == []
    )
