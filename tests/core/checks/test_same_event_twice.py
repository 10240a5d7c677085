"""SZ507: one event under two tasks."""

from __future__ import annotations

import pytest

from sztrack.core.checks import same_event_twice
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found, tasks

TWICE = """
    - task: 47
      title: 消费
      targets:
        - {id: a, name: {zh: 海博会举办, en: Marine Expo held}, kind: milestone, event: hold, wording: 办好海博会}
    - task: 85
      title: 海洋
      targets:
        - {id: b, name: {zh: 2024海博会举办, en: 2024 Marine Expo held}, kind: milestone, event: hold, wording: 举办2024海博会}
    """  # noqa: E501


def test_the_same_event_of_two_tasks() -> None:
    assert found(same_event_twice, tasks(TWICE)) == [
        Finding(
            code="SZ507",
            severity=Severity.WARNING,
            message=Text(
                "任务 85 的“2024海博会举办”与任务 47 的“海博会举办”（targets.yaml:9）是同一事项",
                "'2024 Marine Expo held' (task 85) and 'Marine Expo held' (task 47, "
                "targets.yaml:9)"
                " are the same event",
            ),
            hint=same_event_twice.RULE.remedy,
            source=Source("targets.yaml", 13),
        )
    ]


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        ("海博会举行", "2024年海博会召开", True),
        ("第21届半导体博览会举办", "半导体博览会举办", True),
        ("深中通道建成通车", "深中通道通车", True),
        ("海博会举办", "2023海博会举办", False),
        ("海博会举办", "高交会举办", False),
        ("举办", "召开", False),
    ],
)
def test_names_without_year_ordinal_and_verb(one: str, other: str, fires: bool) -> None:
    text = TWICE.replace("{zh: 海博会举办, en: Marine Expo held}", one).replace(
        "{zh: 2024海博会举办, en: 2024 Marine Expo held}", other
    )
    assert bool(found(same_event_twice, tasks(text))) is fires


def test_another_end_state_is_another_event() -> None:
    start = TWICE.replace("海博会举办", "妈湾通道开工").replace("event: hold", "event: start", 1)
    assert found(same_event_twice, tasks(start)) == []


def test_within_one_task_nothing_is_said() -> None:
    text = """
        - task: 1
          title: 展会
          targets:
            - {id: a, name: 海博会举办, kind: milestone, event: hold, wording: 原文}
            - {id: b, name: 2024海博会举办, kind: milestone, event: hold, wording: 原文}
            - {id: c, name: 海博会, kind: narrative, wording: 原文}
        """
    assert found(same_event_twice, tasks(text)) == []
