"""SZ509: tasks for which nobody answers."""

from __future__ import annotations

from sztrack.core.checks import no_owner
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found, tasks
from tests.plans import plan

TASKS = """
    - task: 1
      title: 就业
      owner: 人力资源保障局
      targets:
        - {id: a, name: 就业, kind: narrative, wording: 原文}
    - task: 2
      title: 交通
      owner:
      targets:
        - {id: b, name: 地铁, kind: narrative, owner: 交通运输局, wording: 原文}
        - {id: c, name: 公交, kind: narrative, wording: 原文}
    - task: 3
      title: 文化
      targets:
        - {id: d, name: 文化, kind: narrative, owner: 文化局, wording: 原文}
    - {task: 4, title: 待定, targets: []}
    """


def test_one_finding_for_the_plan() -> None:
    assert found(no_owner, tasks(TASKS)) == [
        Finding(
            code="SZ509",
            severity=Severity.INFO,
            message=Text("3 项任务中有 1 项没有责任单位", "1 of 3 tasks without an owner"),
            hint=no_owner.RULE.remedy,
            source=Source("targets.yaml", 11),
        )
    ]


def test_none_if_every_task_has_one() -> None:
    assert found(no_owner, tasks(TASKS.replace("owner:\n", "owner: 交通运输局\n"))) == []


def test_a_plan_without_tasks_needs_none() -> None:
    assert found(no_owner, plan("kind: narrative")) == []
    assert found(no_owner, tasks("- {task: 1, title: 待定, targets: []}")) == []
