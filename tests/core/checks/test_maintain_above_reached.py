"""SZ503: a level to be kept that has not been reached."""

from __future__ import annotations

import pytest

from sztrack.core.checks import maintain_above_reached
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan


def test_what_was_not_reached_cannot_be_kept() -> None:
    target = """
        kind: rate
        name: {zh: 垃圾回收利用率, en: Waste recycling rate}
        goal: ">= 49%"
        wording: 垃圾回收利用率保持在49%以上
        baseline: {value: 48.5%, year: 2023, wording: 提升至48.5%}
        """
    assert found(maintain_above_reached, plan(target)) == [
        Finding(
            code="SZ503",
            severity=Severity.WARNING,
            message=Text(
                "“垃圾回收利用率”要求“保持” >= 49%，而2023年为 48.5%，须先提高 0.5个百分点",
                "'Waste recycling rate' is to be maintained (保持) at >= 49%, but was 48.5% in"
                " 2023: it must first rise by 0.5 pp",
            ),
            hint=maintain_above_reached.RULE.remedy,
            source=Source("targets.yaml", 10),
        )
    ]


def test_a_ceiling_must_first_fall() -> None:
    target = """
        kind: stock
        name: {zh: 积压件数, en: Backlog}
        goal: "<= 20件"
        wording: 积压件数稳定在20件以内
        baseline: {value: 25件, year: 2023, wording: 25件}
        """
    assert [finding.message for finding in found(maintain_above_reached, plan(target))] == [
        Text(
            "“积压件数”要求“稳定” <= 20件，而2023年为 25件，须先降低 5件",
            "'Backlog' is to be maintained (稳定) at <= 20, but was 25 in 2023: it must first fall"
            " by 5",
        )
    ]


@pytest.mark.parametrize(
    ("wording", "goal", "baseline", "fires"),
    [
        ("占比维持在95%左右", "~ 95%", "94.9%", False),
        ("占比维持在95%左右", "~ 95%", "94.4%", True),
        ("优良天数保持97%以上", ">= 97%", "97.8%", False),
        ("收集率稳定达到85%以上", ">= 85%", "85%", False),
        ("占比提高到49%以上", ">= 49%", "48%", False),
        ("增速保持在10%以上、占GDP比重达6%", ">= 6%", "5.8%", False),
        ("增速保持在10%以上", ">= 10%", "9%", True),
        ("增速保持在15%以上", ">= 5%", "4%", False),
        ("增速保持在5.5%以上", ">= 5%", "4%", False),
        ("降幅稳定在3%以上", "<= -3%", "-2%", True),
        ("保持稳定,占比达6%", ">= 6%", "5%", False),
    ],
)
def test_only_what_the_verb_governs_and_the_baseline_does_not_meet(
    wording: str, goal: str, baseline: str, fires: bool
) -> None:
    target = (
        f"kind: rate\ngoal: '{goal}'\nwording: {wording}\nbaseline: {{value: '{baseline}', year:"
        " 2023, wording: 原文}"
    )
    assert bool(found(maintain_above_reached, plan(target))) is fires


def test_without_a_baseline_nothing_is_known() -> None:
    assert (
        found(
            maintain_above_reached, plan("kind: rate\ngoal: '>= 75%'\nwording: 达标率保持在75%以上")
        )
        == []
    )
