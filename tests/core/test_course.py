"""How a row came to where it stands, what changed since the month before, and how the projections
turned out.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sztrack.core.model import Finding, Projection, Severity, Source, Status, Text
from sztrack.core.verdict.course import (
    Review,
    Turn,
    course,
    earlier_reports,
    review,
    since,
    turns,
)
from sztrack.core.verdict.doubts import about, doubts, inputs
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


FLOW = "kind: flow\ngoal: '>= 120亿元'\nindicator: 零售额\npace: linear"


def levels(figures: dict[int, str], as_of: int, target: str = FLOW) -> Report:
    """The total published for each month."""
    data = "\n".join(f"零售额,2024-{month:02},{level},亿元" for month, level in figures.items())
    return build_report(
        plan(target), rows(f"指标,时期,累计,单位\n{data}"), as_of=Month(2024, as_of), today=TODAY
    )


def test_the_error_of_an_amount_is_in_percent_of_what_came() -> None:
    one = levels({6: "50", 9: "96", 12: "125"}, 12)

    looked = review(one.assessments[0], course(one, TODAY)["t0"])

    assert {month.month: made.value for month, made in looked.projections.items()} == {
        6: 100,
        9: 128,
    }
    assert (looked.final, looked.in_points) == (Decimal(125), False)
    assert looked.errors == [Decimal("20.0"), Decimal("2.4")]
    assert looked.held == (1, 2)


def projected(value: str) -> Projection:
    """A projection without an interval."""
    return Projection(
        model="linear", value=Decimal(value), base_years=(), formula=Text("公式", "formula")
    )


@pytest.mark.parametrize(
    ("final", "held"),
    [("90", (1, 1)), ("100", (1, 1)), ("110", (1, 1)), ("89.9", (0, 1)), ("110.1", (0, 1))],
)
def test_an_interval_holds_its_own_ends(final: str, held: tuple[int, int]) -> None:
    made = replace(projected("100"), low=Decimal(90), high=Decimal(110))
    without = (
        projected("100"),
        replace(projected("100"), low=Decimal(90)),
        replace(projected("100"), high=Decimal(110)),
    )
    projections = {Month(2024, 6): made} | {
        Month(2024, 7).plus(place): one for place, one in enumerate(without)
    }

    assert Review(projections, Decimal(final), in_points=False).held == held
    assert Review(projections, None, in_points=False).held == (0, 0)


def test_nothing_is_off_in_percent_of_zero() -> None:
    made = projected("2")

    assert Review({Month(2024, 6): made}, Decimal(0), in_points=False).errors == []
    assert Review({Month(2024, 6): made}, Decimal(0), in_points=True).errors == [Decimal(2)]


def test_the_months_before_are_judged_as_if_they_were_asked_for() -> None:
    one = levels({2: "20", 5: "50"}, 4)

    months = earlier_reports(one)

    assert [(str(of.as_of), of.clock.replay) for of in months] == [
        ("2024-01", True),
        ("2024-02", True),
        ("2024-03", True),
    ]
    assert [of.assessments[0].through for of in months] == [None, Month(2024, 2), Month(2024, 2)]
    assert all(of.findings == () and of.revisions == () for of in months)


def test_a_figure_after_the_goals_month_casts_no_doubt_on_its_row() -> None:
    a = levels({3: "20", 6: "50"}, 6, f"{FLOW}\nby: 2024-03").assessments[0]

    assert a.through == Month(2024, 3)
    lines = [source.line for source in inputs(a) if source.path.startswith("actuals")]
    assert lines == [2]


def test_a_row_without_a_figure_rests_on_the_plan_alone() -> None:
    a = levels({3: "20"}, 6, "kind: growth\ngoal: '>= 7%'\nindicator: 零售额").assessments[0]

    assert a.through is None
    assert [source.path for source in inputs(a)] == ["targets.yaml"] * 2
