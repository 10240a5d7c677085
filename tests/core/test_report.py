"""What one audit is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sztrack.core.model import Nature, Status
from sztrack.core.verdict.report import Report, build_report, newest_month
from sztrack.core.words.period import Month
from tests.plans import plan, rows

JOBS = plan("id: jobs\nkind: flow\ngoal: '>= 18万人'\nname: {zh: 新增就业, en: Jobs}")
HEAD = "指标,时期,累计,单位\n"


def report(data: str, today: str = "2024-10", as_of: int = 9, *, suggest: bool = False) -> Report:
    year, month = map(int, today.split("-"))
    return build_report(
        JOBS,
        rows(HEAD + data) if data else [],
        as_of=Month(2024, as_of),
        today=Month(year, month),
        suggest=suggest,
    )


@pytest.mark.parametrize(
    ("data", "as_of", "evidence", "blind"),
    [
        ("新增就业,2024-06,9,万人", 9, True, False),
        ("新增就业,2023-12,18,万人", 9, False, True),
        ("", 9, False, True),
        # In January nothing is due, and nothing is amiss.
        ("", 1, False, False),
    ],
)
def test_an_audit_is_blind_where_something_was_due_and_nothing_came(
    data: str, as_of: int, evidence: bool, blind: bool
) -> None:
    one = report(data, as_of=as_of)

    assert (one.has_evidence, one.is_blind) == (evidence, blind)


def test_a_row_about_a_month_to_come_is_told_and_not_used() -> None:
    one = report(
        "新增就业,2024-08,12,万人\n新增就业,2024-09,13,万人\n新增就业,2024-10,14,万人",
        today="2024-09",
        as_of=12,
    )

    assert [(found.code, str(found.source)) for found in one.findings if found.code == "SZ304"] == [
        ("SZ304", "actuals/2024.csv:4")
    ]
    assert one.assessments[0].through == Month(2024, 9)


@pytest.mark.parametrize(
    ("suggest", "message"),
    [
        (True, "“城镇新增就业”不在计划中（1 行）；是否为 新增就业？"),
        (False, "“城镇新增就业”不在计划中（1 行）"),
    ],
)
def test_names_like_a_strangers_are_looked_for_where_that_is_asked(
    suggest: bool, message: str
) -> None:
    one = report("城镇新增就业,2024-06,9,万人", suggest=suggest)

    assert [found.message.zh for found in one.findings if found.code == "SZ303"] == [message]


def test_binding_goals_come_first_and_tasks_last_each_in_the_plans_order() -> None:
    natures = (Nature.TASK, Nature.EXPECTED, Nature.BINDING, Nature.EXPECTED, Nature.TASK)
    five = plan(*(f"id: t{place}\nkind: narrative" for place in range(5)))
    targets = tuple(
        replace(target, nature=nature) for target, nature in zip(five.targets, natures, strict=True)
    )

    one = build_report(
        replace(five, targets=targets), [], as_of=Month(2024, 9), today=Month(2024, 10)
    )

    assert [a.target.id for a in one.assessments] == ["t2", "t1", "t3", "t0", "t4"]


def test_rows_are_counted_by_status_the_worst_first() -> None:
    two = plan(
        "id: a\nkind: flow\ngoal: '>= 120亿元'\nindicator: 指标",
        "id: b\nkind: flow\ngoal: '>= 70亿元'\nindicator: 指标",
        "id: c\nkind: narrative\nindicator: 别的",
    )
    one = build_report(
        two,
        rows(f"{HEAD}指标,2024-09,60,亿元"),
        as_of=Month(2024, 9),
        today=Month(2024, 10),
    )

    assert list(one.tally.items()) == [
        (Status.OFF_TRACK, 1),
        (Status.TRACKED, 1),
        (Status.ON_TRACK, 1),
    ]
    kept = one.only(lambda a: a.status is Status.ON_TRACK)
    assert [a.target.id for a in kept.assessments] == ["b"]
    assert kept.findings == one.findings


@pytest.mark.parametrize(
    ("months", "today", "expected"),
    [
        (("2024-03", "2024-06"), Month(2024, 10), Month(2024, 6)),
        (("2024-03", "2024-10"), Month(2024, 10), Month(2024, 10)),
        # Neither a month to come nor one of another year.
        (("2024-03", "2024-11"), Month(2024, 10), Month(2024, 3)),
        (("2023-11", "2024-03"), Month(2024, 10), Month(2024, 3)),
        (("2024-03", "2025-01"), Month(2025, 2), Month(2024, 3)),
        # Nothing of the year: the month that was over last.
        (("2023-11",), Month(2024, 10), Month(2024, 9)),
    ],
)
def test_the_newest_month_of_the_plans_year_that_any_row_speaks_of(
    months: tuple[str, ...], today: Month, expected: Month
) -> None:
    data = HEAD + "".join(f"新增就业,{month},9,万人\n" for month in months)

    assert newest_month(JOBS, rows(data), today) == expected
