"""Figures and stages that were changed: what stood when, and what it did to the verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sztrack.core.model import Stage, Status, Text, amount
from sztrack.core.verdict.report import build_report
from sztrack.core.verdict.revisions import Revision, Vintage, finding
from sztrack.core.words.period import Month
from tests.plans import plan, rows

JOBS = plan("kind: flow\ngoal: '>= 18万人'\nindicator: 就业\npace: linear")
METRO = plan("kind: milestone\nindicator: 地铁")
FIGURES, STAGES = "指标,时期,累计,单位,发布日期,数据状态", "指标,时期,进度,发布日期,数据状态"


def told(lines: str) -> list[str]:
    one, head = (METRO, STAGES) if "地铁" in lines else (JOBS, FIGURES)
    report = build_report(
        one, rows(f"{head}\n{lines}"), as_of=Month(2024, 9), today=Month(2024, 12)
    )
    return [finding(revision).message.en for revision in report.revisions]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,9,万人,2024-10-18,\n就业,2024-08,10,万人,2024-10-25,",
            [
                "'就业' 2024-08 was revised from 126,000 people to 90,000 people (released"
                " 2024-10-18), then 100,000 people (released 2024-10-25); the verdict for"
                " 2024-08 stands"
            ],
        ),
        (
            "就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,9,万人,,修订",
            [
                "'就业' 2024-08 was revised from 126,000 people to 90,000 people; the verdict for"
                " 2024-08 changes"
            ],
        ),
        ("就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,12.60,万人,2024-10-28,", []),
        (
            "就业,2024-08,9,万人,2024-09-20,\n就业,2024-08,12.62,万人,2024-10-20,\n就业,2024-08,12.6,万人,2024-11-20,",
            [
                "'就业' 2024-08 was revised from 90,000 people to 126,000 people (released"
                " 2024-10-20); the verdict for 2024-08 changes"
            ],
        ),
        ("就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,12.6,万人,2024-10-28,二手", []),
        (
            "就业,2024-09,13.6,万人,2024-10-28,\n就业,2024-09,13,万人,2024-11-28,",
            [
                "'就业' 2024-09 was revised from 136,000 people to 130,000 people (released"
                " 2024-11-28)"
            ],
        ),
        (
            "地铁,2024-08,核实完成,2024-09-10,\n地铁,2024-08,有风险,2024-10-15,",
            [
                "'地铁' 2024-08 was revised from verified done to at risk (released 2024-10-15);"
                " the verdict for 2024-08 changes"
            ],
        ),
        ("地铁,2024-08,自报完成,2024-09-10,\n地铁,2024-08,核实完成,2024-10-15,", []),
        (
            "地铁,2024-08,进行中,2024-09-05,\n地铁,2024-08,自报完成,2024-09-10,\n地铁,2024-08,核实完成,2024-10-15,",
            [
                "'地铁' 2024-08 was revised from in progress to verified done (released"
                " 2024-10-15); the verdict for 2024-08 changes"
            ],
        ),
    ],
)
def test_what_is_told_of_a_revision(lines: str, expected: list[str]) -> None:
    assert told(lines) == expected
    assert told("\n".join(reversed(lines.splitlines()))) == expected


GROWING = plan("kind: growth\ngoal: '>= 5%'\nindicator: 产值\npace: linear")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Of the year before: it is known, but it is no news of this plan.
        (
            "就业,2023-08,12,万人,2023-09-20,\n就业,2023-08,9,万人,2023-10-20,\n"
            "就业,2024-08,12,万人,2024-09-20,",
            [],
        ),
        # A first figure without a day stood before the dated one, on a day that nobody knows.
        (
            "就业,2024-08,12,万人,,\n就业,2024-08,9,万人,2024-10-20,修订",
            ["'就业' 2024-08: 120,000 people, then 90,000 people (2024-10-20)"],
        ),
        (
            "就业,2024-08,12,万人,2024-09-20,\n就业,2024-08,11,万人,2024-10-10,\n"
            "就业,2024-08,9,万人,2024-10-20,",
            ["'就业' 2024-08: 120,000 people, then 110,000 people (2024-10-10), then"
             " 90,000 people (2024-10-20)"],
        ),
        # What was changed and changed back stood three times.
        (
            "就业,2024-08,12,万人,2024-09-20,\n就业,2024-08,11,万人,2024-10-10,\n"
            "就业,2024-08,12,万人,2024-10-20,",
            ["'就业' 2024-08: 120,000 people, then 110,000 people (2024-10-10), then"
             " 120,000 people (2024-10-20)"],
        ),
    ],
)  # fmt: skip
def test_all_that_stood_for_a_figure_and_since_when(lines: str, expected: list[str]) -> None:
    report = build_report(
        JOBS, rows(f"{FIGURES}\n{lines}"), as_of=Month(2024, 9), today=Month(2024, 12)
    )
    assert [_history(revision) for revision in report.revisions] == expected


def _history(revision: Revision) -> str:
    """`'name' month: value (day), then value (day)`."""
    goal = revision.target.goal
    assert goal
    stood = ", then ".join(
        amount(vintage.value, goal.unit).en + (f" ({vintage.since})" if number else "")
        for number, vintage in enumerate(revision.vintages)
        if isinstance(vintage.value, Decimal)
    )
    return f"'{revision.target.indicator}' {revision.month}: {stood}"


MONTHS = "指标,时期,口径,数值,单位,发布日期"


def test_a_month_that_was_revised_changes_the_total_that_was_added_up_from_it() -> None:
    data = f"""{MONTHS}
就业,2024-03,累计,6,万人,2024-04-20
就业,2024-04,当月,2,万人,2024-05-20
就业,2024-04,当月,1.5,万人,2024-06-20
就业,2024-04,当月,1.0,万人,2024-07-20
"""
    report = build_report(JOBS, rows(data), as_of=Month(2024, 4), today=Month(2024, 12))

    # Of a sum only the newest two are known: what stood, and what came in its place.
    (revision,) = report.revisions
    assert revision.vintages == (
        Vintage(Decimal("7.5"), None),
        Vintage(Decimal("7.0"), date(2024, 7, 20)),
    )
    assert str(revision.source) == "actuals/2024.csv:5"


def test_a_figure_on_another_basis_is_no_earlier_word_on_this_one() -> None:
    data = f"""{MONTHS}
就业,2024-08,当月,2,万人,2024-09-01
就业,2024-08,累计,12,万人,2024-09-20
就业,2024-08,累计,11,万人,2024-10-20
"""
    (revision,) = build_report(
        JOBS, rows(data), as_of=Month(2024, 9), today=Month(2024, 12)
    ).revisions

    assert revision.vintages == (
        Vintage(Decimal(12), date(2024, 9, 20)),
        Vintage(Decimal(11), date(2024, 10, 20)),
    )
    assert str(revision.source) == "actuals/2024.csv:4"


def test_growth_is_told_in_percent() -> None:
    data = "指标,时期,同比,发布日期\n产值,1-8月,5.4,2024-09-20\n产值,1-8月,4.9,2024-10-20\n"
    report = build_report(GROWING, rows(data), as_of=Month(2024, 9), today=Month(2024, 12))

    assert [finding(revision).message for revision in report.revisions] == [
        Text(
            "“产值”2024-08 由 5.4% 修订为 4.9%（2024-10-20 发布）；2024-08 的判断随之改变",
            "'产值' 2024-08 was revised from 5.4% to 4.9% (released 2024-10-20); the verdict for"
            " 2024-08 changes",
        )
    ]


def test_a_figure_beside_a_report_of_the_same_month_is_no_earlier_stage() -> None:
    data = """指标,时期,进度,数值,单位,口径,发布日期
地铁,2024-08,,5,公里,期末,2024-09-10
地铁,2024-08,进行中,,,,2024-09-10
地铁,2024-08,有风险,,,,2024-10-15
"""
    (revision,) = build_report(
        METRO, rows(data), as_of=Month(2024, 9), today=Month(2024, 12)
    ).revisions

    assert revision.vintages == (
        Vintage(Stage.IN_PROGRESS, date(2024, 9, 10)),
        Vintage(Stage.AT_RISK, date(2024, 10, 15)),
    )


@pytest.mark.parametrize(
    ("lines", "before", "now"),
    [
        # An undated revision takes back only what is revised and undated.
        (
            "就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,5,万人,,修订",
            Status.ON_TRACK,
            Status.OFF_TRACK,
        ),
        (
            "就业,2024-08,12.6,万人,,\n就业,2024-08,5,万人,,修订",
            Status.ON_TRACK,
            Status.OFF_TRACK,
        ),
        (
            "就业,2024-08,12.6,万人,2024-09-28,\n就业,2024-08,5,万人,2024-10-18,",
            Status.ON_TRACK,
            Status.OFF_TRACK,
        ),
        (
            "地铁,2024-07,核实完成,2024-08-05,修订\n地铁,2024-08,自报完成,,\n"
            "地铁,2024-08,有风险,,修订",
            Status.MET,
            Status.AT_RISK,
        ),
    ],
)
def test_the_verdict_before_a_revision_is_that_without_it(
    lines: str, before: Status, now: Status
) -> None:
    one, head = (METRO, STAGES) if "地铁" in lines else (JOBS, FIGURES)
    report = build_report(
        one, rows(f"{head}\n{lines}"), as_of=Month(2024, 9), today=Month(2024, 12)
    )
    (revision,) = report.revisions

    assert (revision.last, revision.verdict_before, revision.verdict) == (
        Month(2024, 8),
        before,
        now,
    )


def test_a_figure_that_is_held_against_no_goal_is_told_in_its_own_number() -> None:
    data = f"{FIGURES}\n床位,2024-08,500,张,2024-09-20,\n床位,2024-08,520,张,2024-10-20,"

    report = build_report(
        plan("kind: narrative\nindicator: 床位"),
        rows(data),
        as_of=Month(2024, 9),
        today=Month(2024, 12),
    )

    assert [finding(revision).message for revision in report.revisions] == [
        Text(
            "“床位”2024-08 由 500 修订为 520（2024-10-20 发布）；2024-08 的判断不变",
            "'床位' 2024-08 was revised from 500 to 520 (released 2024-10-20); the verdict for"
            " 2024-08 stands",
        )
    ]
