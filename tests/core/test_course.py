"""How a row came to where it stands, what changed since the month before, and how the projections
turned out.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sztrack.core.model import Finding, Severity, Source, Status, Text
from sztrack.core.verdict.course import Turn, course, review, since, turns
from sztrack.core.verdict.doubts import about, doubts
from sztrack.core.verdict.report import Report, build_report
from sztrack.core.words.period import Month
from tests.plans import plan, rows

GROWTH = "kind: growth\ngoal: '>= 7%'\nindicator: 零售额\npace: linear"
LAGGING = (Status.MISSED, Status.OFF_TRACK)
TODAY = Month(2025, 3)


def report(growths: str, as_of: int, target: str = GROWTH) -> Report:
    """`3:8 4:5`: the growth published for each month."""
    data = "\n".join(
        f"零售额,2024-{month:0>2},{growth},累计"
        for month, _, growth in (part.partition(":") for part in growths.split())
    )
    return build_report(
        plan(target), rows(f"指标,时期,同比,口径\n{data}"), as_of=Month(2024, as_of), today=TODAY
    )


@pytest.mark.parametrize(
    ("growths", "as_of", "began"),
    [
        ("3:4 4:4 5:4", 5, 3),
        ("3:8 4:4 5:4", 5, 4),
        ("3:4 4:8 5:4", 5, 5),
        ("3:4 5:4", 6, 3),
        ("3:4 4:8", 4, None),
        ("5:4", 7, 5),
    ],
)
def test_since_when_without_a_break(growths: str, as_of: int, began: int | None) -> None:
    one = report(growths, as_of)
    assert since(course(one, TODAY)["t0"], LAGGING) == (Month(2024, began) if began else None)


@pytest.mark.parametrize(
    ("growths", "as_of", "turn"),
    [
        ("4:8 5:4", 5, [Turn.NEW]),
        ("4:6.8 5:4", 5, [Turn.WORSE]),
        ("4:4 5:6.8", 5, [Turn.EASED]),
        ("4:4 5:8", 5, [Turn.RECOVERED]),
        ("4:8 5:9", 5, []),
        ("4:4", 5, []),
        ("5:8", 5, [Turn.REPORTED]),
        ("5:4", 5, [Turn.NEW]),
        ("2:8", 6, [Turn.OVERDUE]),
        ("2:8 7:8", 7, [Turn.REPORTED]),
        ("11:6 12:8", 12, [Turn.MET]),
        ("11:8 12:6", 12, [Turn.NEW]),
        ("1:4", 1, []),
    ],
)
def test_what_changed_since_the_month_before(growths: str, as_of: int, turn: list[Turn]) -> None:
    one = report(growths, as_of)
    assert [of for of, _, _ in turns(one, course(one, TODAY))] == turn


def test_projections_against_what_came() -> None:
    one = report("3:4 6:6 12:5", 12)
    looked = review(one.assessments[0], course(one, TODAY)["t0"])
    assert {month.month: made.value for month, made in looked.projections.items()} == {3: 4, 6: 6}
    assert (looked.final, looked.errors, looked.held) == (
        Decimal(5),
        [Decimal(1), Decimal(1)],
        (0, 0),
    )


def test_before_the_last_figure_nothing_is_compared() -> None:
    one = report("3:4 6:6", 12)
    looked = review(one.assessments[0], course(one, TODAY)["t0"])
    assert (looked.final, looked.errors, len(looked.projections)) == (None, [], 2)


def test_doubts_touch_the_rows_that_were_read_there() -> None:
    a = report("3:4 6:6", 6).assessments[0]
    places = {
        "used": Source("actuals/2024.csv", 3),
        "goal": a.target.source,
        "elsewhere": Source("actuals/2024.csv", 9),
    }
    found = {
        name: Finding(
            code="SZ301",
            severity=Severity.WARNING,
            message=Text(name, name),
            hint=Text("", ""),
            source=place,
        )
        for name, place in places.items()
    }
    late = Finding(
        code="SZ409",
        severity=Severity.WARNING,
        message=Text("late", "late"),
        hint=Text("", ""),
        source=places["used"],
    )
    info = Finding(
        code="SZ405",
        severity=Severity.INFO,
        message=Text("info", "info"),
        hint=Text("", ""),
        source=places["used"],
    )
    assert {finding.message.en for finding in about(a, doubts([*found.values(), late, info]))} == {
        "used",
        "goal",
    }
