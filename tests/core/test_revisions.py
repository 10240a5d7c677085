"""Figures and stages that were changed: what stood when, and what it did to the verdict."""

from __future__ import annotations

import pytest

from sztrack.core.verdict.report import build_report
from sztrack.core.verdict.revisions import finding
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
