"""A goal that was changed in the course of the year: a month is judged by the one then in force."""

from __future__ import annotations

from datetime import date

import pytest

from sztrack.core.model import Status
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.language.sentences import remarks
from tests.plans import audit, plan, rows

JOBS = """
    kind: flow
    goal: ">= 26万人"
    amended:
      - {goal: ">= 20万人", on: 2024-10-31, wording: 调整为20万人, source: {title: 再次调整}}
      - {goal: ">= 240000人", on: 2024-08-20, wording: 调整为24万人, source: {title: 决定}}
    """
DATA = "指标,时期,累计,单位\n" + "\n".join(
    f"指标,2024-{month:02},{2 * month},万人" for month in (6, 7, 8, 9, 10)
)


@pytest.mark.parametrize(
    ("as_of", "goal", "told"),
    [
        ("2024-07", ">= 26万人", ""),
        ("2024-08", ">= 24万人", "目标由>=26万人调整为>=24万人（2024-08-20）"),
        ("2024-09", ">= 24万人", "目标由>=26万人调整为>=24万人（2024-08-20）"),
        # On the last day of the month.
        ("2024-10", ">= 20万人", "目标由>=24万人调整为>=20万人（2024-10-31）"),
    ],
)
def test_a_month_is_judged_by_the_goal_in_force_at_its_end(
    as_of: str, goal: str, told: str
) -> None:
    a, _ = audit(JOBS, DATA, as_of=as_of)
    assert a.target.goal is not None
    assert a.target.goal.text.zh == goal
    assert [one for one in remarks(a, "zh") if one.startswith("目标由")] == [told] * bool(told)


def test_the_verdict_is_that_on_the_goal_in_force() -> None:
    data = "指标,时期,累计,单位\n指标,2024-12,25,万人"
    before, _ = audit(JOBS.partition("amended")[0], data, as_of="2024-12")
    after, _ = audit(JOBS, data, as_of="2024-12")
    assert (before.status, after.status) == (Status.MISSED, Status.MET)


@pytest.mark.parametrize(
    ("day", "goal"), [(date(2024, 8, 19), ">= 26万人"), (date(2024, 8, 20), ">= 24万人")]
)
def test_a_vintage_is_judged_by_the_goal_in_force_on_its_day(day: date, goal: str) -> None:
    report = build_report(
        plan(JOBS), rows(DATA), as_of=Month(2024, 7), today=Month(2024, 8), vintage=day
    )
    (a,) = report.assessments
    assert a.target.goal is not None
    assert a.target.goal.text.zh == goal
