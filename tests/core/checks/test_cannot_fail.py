"""SZ508: a task that has nothing but words."""

from __future__ import annotations

from sztrack.core.checks import cannot_fail
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found, tasks
from tests.plans import plan


def test_a_task_of_narratives() -> None:
    text = """
        - task: 80
          title: {zh: 民生交融, en: Shared livelihood}
          targets:
            - {id: a, name: 民生交融, kind: narrative, wording: 促进民生交融}
            - {id: b, name: 往来便利, kind: narrative, wording: 便利往来}
        - task: 81
          title: {zh: 大会, en: Conference}
          targets:
            - {id: c, name: 大会举办, kind: milestone, wording: 办好大会}
            - {id: d, name: 交流, kind: narrative, wording: 扩大交流}
        """
    assert found(cannot_fail, tasks(text)) == [
        Finding(
            code="SZ508",
            severity=Severity.INFO,
            message=Text(
                "任务 80“民生交融”只有定性表述，完成与否无从判定",
                "task 80 'Shared livelihood' is in words only: it can be shown to be neither met"
                " nor missed",
            ),
            hint=cannot_fail.RULE.remedy,
            source=Source("targets.yaml", 6),
        )
    ]


def test_a_goal_to_come_and_a_task_without_targets_are_not_words() -> None:
    text = """
        - task: 1
          title: 减排
          targets:
            - {id: a, name: 节能减排, kind: narrative, goal: pending, wording: 以国家下达为准}
        - {task: 2, title: 待定, targets: []}
        """
    assert found(cannot_fail, tasks(text)) == []


def test_a_headline_goal_in_words_is_no_task() -> None:
    assert found(cannot_fail, plan("kind: narrative")) == []
