"""An earlier month has one verdict, whoever asks for it: an audit as of that month, a revision of
its figures, or the course of the year.
"""

from __future__ import annotations

import pytest

from sztrack.core.model import Status
from sztrack.core.verdict.course import course
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from tests.plans import plan, rows

JOBS = plan("kind: flow\ngoal: '>= 18万人'\nindicator: 就业")
LATE_IN_THE_YEAR = """指标,时期,累计,单位,发布日期
就业,2023-05,3,万人,2023-06-20
就业,2023-06,4,万人,2023-07-20
就业,2023-12,18,万人,2024-01-20
就业,2024-05,3.2,万人,2024-06-05
就业,2024-05,3.1,万人,2024-06-25
就业,2024-06,4.2,万人,2024-07-20
"""
MAY, JUNE, TODAY = Month(2024, 5), Month(2024, 6), Month(2024, 8)


@pytest.mark.parametrize(
    ("pace", "expected"), [("seasonal", Status.ON_TRACK), ("linear", Status.OFF_TRACK)]
)
def test_the_verdict_on_may_is_the_same_for_everyone(pace: str, expected: Status) -> None:
    figures = rows(LATE_IN_THE_YEAR)
    may = build_report(JOBS, figures, as_of=MAY, today=TODAY, pace=pace)
    june = build_report(JOBS, figures, as_of=JUNE, today=TODAY, pace=pace)
    (revision,) = june.revisions
    assert {
        "as of May": may.assessments[0].status,
        "the revision": revision.verdict,
        "before it": revision.verdict_before,
        "the course": course(june, TODAY, pace)["t0"][MAY].status,
    } == dict.fromkeys(("as of May", "the revision", "before it", "the course"), expected)


def test_nothing_later_than_the_month_is_due() -> None:
    may = build_report(JOBS, rows(LATE_IN_THE_YEAR), as_of=JUNE, today=Month(2025, 3), replay=False)
    then = course(may, Month(2025, 3))["t0"][MAY]
    assert (then.due, then.late) == (MAY, 0)
