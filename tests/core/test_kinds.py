"""The arithmetic of each kind, with numbers worked out by hand."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.kinds import required_growth, traits
from sztrack.core.model import Goal, Kind, Op, Rules, Source, Status
from sztrack.core.outlook.history import lay_out
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import parse_quantity


def goal(text: str, op: Op) -> Goal:
    quantity = parse_quantity(text)
    assert quantity
    return Goal(op=op, quantity=quantity, source=Source("targets.yaml", 1))


def test_the_national_bureaus_own_remainder() -> None:
    """2023: +5.2 % in three quarters and about 5 % for the year leave +4.4 % for the fourth
    quarter.
    """
    assert round(required_growth(D(5), D("5.2"), D("0.75")), 1) == D("4.4")


def test_retail_sales_of_2024() -> None:
    """7646.98 of 10486.19 were reached by September 2023; +0.7 % so far and a goal of 7 % leave
    +24.0 %.
    """
    weight = D("7646.98") / D("10486.19")
    assert round(required_growth(D(7), D("0.7"), weight), 1) == D("24.0")


@pytest.mark.parametrize(
    ("kind", "goal_value", "start", "share", "expected"),
    [
        (Kind.FLOW, "180", None, "0.75", "135.00"),
        (Kind.FLOW, "180", None, None, None),
        (Kind.STOCK, "1000", "161", "0.25", "370.75"),
        (Kind.STOCK, "1000", None, "0.25", None),
        (Kind.GROWTH, "5.5", None, "0.75", "5.5"),
        (Kind.RATE, "97", None, None, "97"),
    ],
)
def test_planned(
    kind: Kind, goal_value: str, start: str | None, share: str | None, expected: str | None
) -> None:
    def number(text: str | None) -> D | None:
        return D(text) if text else None

    assert traits(kind).planned(D(goal_value), number(start), number(share)) == number(expected)


@pytest.mark.parametrize(
    ("kind", "op", "text", "value", "expected"),
    [
        (Kind.FLOW, Op.AT_LEAST, "100亿元", "100", Status.ON_TRACK),
        (Kind.FLOW, Op.ABOVE, "100亿元", "100", Status.AT_RISK),
        (Kind.FLOW, Op.AT_LEAST, "100亿元", "95", Status.AT_RISK),
        (Kind.FLOW, Op.AT_LEAST, "100亿元", "94.99", Status.OFF_TRACK),
        (Kind.GROWTH, Op.AT_LEAST, "5.5%", "5.5", Status.ON_TRACK),
        (Kind.GROWTH, Op.AT_LEAST, "5.5%", "5.499", Status.AT_RISK),
        (Kind.GROWTH, Op.AT_LEAST, "5.5%", "5.0", Status.AT_RISK),
        (Kind.GROWTH, Op.AT_LEAST, "5.5%", "4.99", Status.OFF_TRACK),
        (Kind.GROWTH, Op.AT_MOST, "-3%", "-3.1", Status.ON_TRACK),
        (Kind.GROWTH, Op.AT_MOST, "-3%", "-2.6", Status.AT_RISK),
        (Kind.GROWTH, Op.AT_MOST_ABOUT, "3%", "3.5", Status.ON_TRACK),
        (Kind.GROWTH, Op.AT_MOST_ABOUT, "3%", "0.2", Status.ON_TRACK),
        (Kind.GROWTH, Op.AT_MOST_ABOUT, "3%", "4.0", Status.AT_RISK),
        (Kind.GROWTH, Op.AT_MOST_ABOUT, "3%", "4.1", Status.OFF_TRACK),
        (Kind.RATE, Op.ABOUT, "95%", "94.5", Status.ON_TRACK),
        (Kind.RATE, Op.ABOUT, "95%", "95.5", Status.ON_TRACK),
        (Kind.RATE, Op.ABOUT, "95%", "94.2", Status.AT_RISK),
        (Kind.RATE, Op.ABOUT, "95%", "96.1", Status.OFF_TRACK),
        (Kind.RATE, Op.AT_MOST, "15微克/立方米", "15.7", Status.AT_RISK),
        (Kind.RATE, Op.AT_MOST, "15微克/立方米", "15.8", Status.OFF_TRACK),
        (Kind.RATE, Op.EQUAL, "100%", "100", Status.ON_TRACK),
    ],
)
def test_judge(kind: Kind, op: Op, text: str, value: str, expected: Status) -> None:
    assert traits(kind).judge(D(value), goal(text, op), Rules()) is expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("9.99", Status.ON_TRACK),
        ("10", Status.AT_RISK),
        ("29.99", Status.AT_RISK),
        ("30", Status.OFF_TRACK),
        ("-40", Status.ON_TRACK),
    ],
)
def test_pace_of_an_amount_is_judged_in_points_behind(points: str, expected: Status) -> None:
    assert (
        traits(Kind.FLOW).pace(D(50), D(points), goal("100亿元", Op.AT_LEAST), Rules()) is expected
    )


def test_behind_is_measured_over_the_distance_of_the_goal() -> None:
    flow = traits(Kind.FLOW).behind(D(60), D(75), goal("100亿元", Op.AT_LEAST), None)
    stock = traits(Kind.STOCK).behind(D(362), D("440.666"), goal("1000座", Op.AT_LEAST), D(161))
    growth = traits(Kind.GROWTH).behind(D("4.7"), D(10), goal("10%", Op.AT_LEAST), None)
    ceiling = traits(Kind.FLOW).behind(D(80), D(75), goal("100亿元", Op.AT_MOST), None)
    assert (flow, round(stock, 1), growth, ceiling) == (D(15), D("9.4"), D("5.3"), D(5))


def test_a_stock_whose_goal_is_its_start_is_measured_against_the_goal() -> None:
    assert traits(Kind.STOCK).behind(D(90), D(100), goal("100座", Op.AT_LEAST), D(100)) == D(10)


@pytest.mark.parametrize(
    ("kind", "start", "share", "expected"),
    [
        (Kind.FLOW, None, "0.5", "120"),
        (Kind.STOCK, "40", "0.5", "80"),
        (Kind.GROWTH, None, None, "60"),
        (Kind.RATE, None, "0.5", "60"),
    ],
)
def test_year_end(kind: Kind, start: str | None, share: str | None, expected: str) -> None:
    june = Month(2024, 6)
    history = lay_out(kind, june, Month(2024, 12), {june: D(60)}, start=D(start) if start else None)
    assert traits(kind).year_end(history, D(share) if share else None) == D(expected)
