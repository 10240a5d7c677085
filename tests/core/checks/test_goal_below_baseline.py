"""SZ501: a goal that asks for less than an earlier year reached."""

from __future__ import annotations

import pytest

from sztrack.core.checks import goal_below_baseline
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan


def test_a_floor_below_the_baseline() -> None:
    target = """
        kind: flow
        name: {zh: 新增就业, en: New jobs}
        goal: ">= 180000人"
        baseline: {value: 19.7万人, year: 2023, wording: 新增就业19.7万人}
        """
    assert found(goal_below_baseline, plan(target)) == [
        Finding(
            code="SZ501",
            severity=Severity.INFO,
            message=Text(
                "“新增就业”的目标 >= 180000人 低于2023年已达到的 19.7万人，相差 17000人",
                "'New jobs': the goal >= 180,000 people is 17,000 people below the 197,000"
                " people of 2023",
            ),
            hint=goal_below_baseline.RULE.remedy,
            source=Source("targets.yaml", 9),
        )
    ]


def test_a_ceiling_looser_than_the_baseline_and_the_note_on_it() -> None:
    target = """
        kind: growth
        name: {zh: 事故死亡率变动, en: Change in the death rate}
        goal: "<= -5%"
        baseline:
          value: -20.8%
          year: 2023
          wording: 下降20.8%
          note: {zh: 口径不同, en: another scope}
        """
    assert found(goal_below_baseline, plan(target)) == [
        Finding(
            code="SZ501",
            severity=Severity.INFO,
            message=Text(
                "“事故死亡率变动”的目标 <= -5% 宽于2023年已达到的 -20.8%，相差 15.8个百分点；"
                "基数说明：口径不同",
                "'Change in the death rate': the goal <= -5% is 15.8 pp above the -20.8% of"
                " 2023; note on the baseline: another scope",
            ),
            hint=goal_below_baseline.RULE.remedy,
            source=Source("targets.yaml", 10),
        )
    ]


@pytest.mark.parametrize(
    ("kind", "goal", "baseline", "fires"),
    [
        ("flow", ">= 20家", "20家", False),
        ("flow", "> 20家", "21家", True),
        ("rate", "<= 5%", "5.1%", False),
        ("rate", "< 5%", "4.9%", True),
        ("rate", "<~ 5%", "4.9%", True),
        ("rate", "~ 95%", "94.9%", False),
        ("rate", "~ 95%", "95.5%", False),
        ("rate", "~ 95%", "95.6%", True),
        ("rate", "= 95%", "99%", False),
    ],
)
def test_what_is_less(kind: str, goal: str, baseline: str, fires: bool) -> None:
    target = (
        f"kind: {kind}\ngoal: '{goal}'\nbaseline: {{value: '{baseline}', year: 2023, "
        f"wording: "
        f"原文}}"
    )
    assert bool(found(goal_below_baseline, plan(target))) is fires


def test_nothing_to_compare_says_nothing() -> None:
    assert (
        found(
            goal_below_baseline,
            plan("kind: flow\ngoal: '>= 1家'", "kind: flow\ngoal: pending", "kind: narrative"),
        )
        == []
    )
