"""What the nouns say of themselves."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import (
    Figure,
    Finding,
    Goal,
    Op,
    Projection,
    Required,
    Rule,
    Rules,
    Severity,
    Source,
    Span,
    Text,
    amount,
)
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import parse_quantity

PLACE = Source("actuals/2024.csv", 7)


@pytest.mark.parametrize(
    ("op", "floor", "ceiling"),
    [
        (Op.AT_LEAST, True, False),
        (Op.ABOVE, True, False),
        (Op.AT_MOST, False, True),
        (Op.BELOW, False, True),
        (Op.AT_MOST_ABOUT, False, True),
        (Op.ABOUT, False, False),
        (Op.EQUAL, False, False),
    ],
)
def test_whether_more_or_less_is_better(op: Op, floor: bool, ceiling: bool) -> None:
    assert (op.is_floor, op.is_ceiling) == (floor, ceiling)


def test_a_goal_as_it_is_quoted() -> None:
    quantity = parse_quantity("18.0万人")
    assert quantity

    goal = Goal(op=Op.AT_LEAST, quantity=quantity, source=PLACE)

    assert (goal.value, goal.unit.written) == (D("18.0"), "万人")
    assert goal.text == Text(">= 18.0万人", ">= 180,000 people")
    assert amount(*quantity) == Text("18.0万人", "180,000 people")
    assert str(goal) == ">= 18.0万人"
    assert str(PLACE) == "actuals/2024.csv:7"


def test_a_finding_has_its_severity_and_remedy_from_its_rule() -> None:
    rule = Rule(
        code="SZ999",
        severity=Severity.INFO,
        summary=Text("概要", "summary"),
        why=Text("原因", "why"),
        remedy=Text("办法", "remedy"),
    )

    assert rule.at(PLACE, Text("所见", "seen")) == Finding(
        code="SZ999",
        severity=Severity.INFO,
        message=Text("所见", "seen"),
        hint=Text("办法", "remedy"),
        source=PLACE,
    )


@pytest.mark.parametrize(
    ("probability", "level", "close"),
    [
        # Neither outcome lies outside of the interval that holds 80 of 100 results.
        ("50", "80", True),
        ("11", "80", True),
        ("89", "80", True),
        ("10", "80", False),
        ("90", "80", False),
        ("70", "40", False),
        ("69", "40", True),
        (None, "80", False),
        ("50", None, False),
    ],
)
def test_what_is_too_close_to_call(probability: str | None, level: str | None, close: bool) -> None:
    made = Projection(
        model="linear",
        value=D(1),
        base_years=(),
        formula=Text("公式", "formula"),
        level=D(level) if level else None,
        probability=D(probability) if probability else None,
    )

    assert made.is_close is close


@pytest.mark.parametrize(
    ("brought", "out_of_reach"),
    [
        (("9.9", "2", "3"), True),
        (("3", "10", "2"), False),
        (("3", "2", "11"), False),
        # Two observations are no record, nor is none.
        (("9.9", "2"), False),
        ((), False),
    ],
)
def test_what_exceeds_every_earlier_years_same_months(
    brought: tuple[str, ...], out_of_reach: bool
) -> None:
    spans = tuple(
        Span(2023 - back, Figure(D(value), (PLACE,))) for back, value in enumerate(brought)
    )

    required = Required(
        value=D(10),
        per_month=True,
        first=Month(2024, 10),
        last=Month(2024, 12),
        weight=None,
        weight_from=(),
        spans=spans,
    )

    assert (required.out_of_reach, required.months) == (out_of_reach, 3)


def test_the_thresholds_where_a_plan_states_none() -> None:
    assert vars(Rules()) == {
        "outlook_share": 5,
        "outlook_points": D("0.5"),
        "pace_at_risk": 10,
        "pace_off_track": 30,
        "likely": 70,
        "unlikely": 20,
        "level": 80,
        "pace": "auto",
        "stale_after": 3,
        "alert_after": 2,
        "binding_alert_after": 1,
        "clear_share": 1,
        "clear_points": D("0.1"),
        "clear_chance": 5,
    }
