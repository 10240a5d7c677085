"""The arithmetic of each kind, with numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.kinds import (
    implied_growth,
    measured,
    names,
    required_amount,
    required_growth,
    traits,
)
from sztrack.core.model import Goal, Kind, Op, Rules, Source, Status
from sztrack.core.outlook.history import lay_out
from sztrack.core.traits import meets, miss
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import parse_quantity
from sztrack.language.facts import goal_gap
from sztrack.language.sentences import gap_to_goal
from tests.plans import plan, rows


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


def test_the_shelf_holds_the_kinds_of_the_model() -> None:
    assert set(names()) == {kind.value for kind in Kind}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_states_what_it_is_called_and_how_it_is_worked_out(kind: Kind) -> None:
    of = traits(kind)
    assert all((*of.label, of.word))
    assert not (of.is_amount and of.is_ratio)
    if of.is_measured:
        assert all((of.bases, of.models, *of.year_end_formula))


@pytest.mark.parametrize(
    ("op", "value", "tolerance", "gap", "met"),
    [
        (Op.AT_LEAST, "99", "5", "1", False),
        (Op.AT_LEAST, "100", "5", "0", True),
        (Op.AT_LEAST, "101", "5", "-1", True),
        (Op.ABOVE, "100", "5", "0", False),
        (Op.ABOVE, "101", "5", "-1", True),
        (Op.AT_MOST, "101", "5", "1", False),
        (Op.AT_MOST, "100", "5", "0", True),
        (Op.BELOW, "100", "5", "0", False),
        (Op.BELOW, "99", "5", "-1", True),
        (Op.ABOUT, "94", "5", "1", False),
        (Op.ABOUT, "95", "5", "0", True),
        (Op.ABOUT, "105", "5", "0", True),
        (Op.ABOUT, "106", "5", "1", False),
        (Op.AT_MOST_ABOUT, "106", "5", "1", False),
        (Op.AT_MOST_ABOUT, "105", "5", "0", True),
        (Op.AT_MOST_ABOUT, "1", "5", "-104", True),
        (Op.EQUAL, "100", "5", "0", True),
        (Op.EQUAL, "99", "5", "1", False),
        (Op.EQUAL, "101", "5", "1", False),
    ],
)
def test_by_how_much_a_value_fails_a_goal_of_100(
    op: Op, value: str, tolerance: str, gap: str, met: bool
) -> None:
    wanted = goal("100亿元", op)

    assert miss(D(value), wanted, D(tolerance)) == D(gap)
    assert meets(D(value), wanted, D(tolerance)) is met


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.FLOW, "200亿元", "10"),
        (Kind.STOCK, "-200个", "10"),
        (Kind.GROWTH, "5%", "0.5"),
        (Kind.RATE, "97%", "0.5"),
        (Kind.RATE, "20微克/立方米", "1"),
    ],
)
def test_the_miss_that_is_still_only_at_risk(kind: Kind, text: str, expected: str) -> None:
    wanted = goal(text, Op.AT_LEAST)

    assert traits(kind).margin(wanted, Rules()) == D(expected)
    assert traits(kind).in_points(wanted) is (expected == "0.5")


@pytest.mark.parametrize(
    ("kind", "op", "may_fall", "actual", "expected"),
    [
        (Kind.FLOW, Op.AT_LEAST, False, "100", Status.MET),
        (Kind.FLOW, Op.AT_LEAST, False, "99.9", None),
        (Kind.FLOW, Op.ABOVE, False, "100", None),
        (Kind.FLOW, Op.AT_MOST, False, "100", None),
        (Kind.FLOW, Op.AT_MOST, False, "100.1", Status.MISSED),
        (Kind.FLOW, Op.EQUAL, False, "100.1", Status.MISSED),
        (Kind.FLOW, Op.EQUAL, False, "99.9", None),
        # What is more than the number may still be about it.
        (Kind.FLOW, Op.ABOUT, False, "105", None),
        (Kind.FLOW, Op.ABOUT, False, "105.1", Status.MISSED),
        (Kind.FLOW, Op.ABOUT, False, "90", None),
        (Kind.STOCK, Op.AT_LEAST, False, "100", Status.MET),
        # What can shrink is open to the end.
        (Kind.FLOW, Op.AT_LEAST, True, "100", None),
        (Kind.FLOW, Op.AT_MOST, True, "101", None),
        (Kind.STOCK, Op.AT_LEAST, True, "100", None),
        (Kind.GROWTH, Op.AT_LEAST, False, "101", None),
        (Kind.RATE, Op.AT_MOST, False, "101", None),
    ],
)
def test_what_is_met_or_missed_for_good_before_the_year_is_over(
    kind: Kind, op: Op, may_fall: bool, actual: str, expected: Status | None
) -> None:
    june = Month(2024, 6)
    known = replace(lay_out(kind, june, Month(2024, 12), {june: D(actual)}), may_fall=may_fall)

    assert traits(kind).closed(known, goal("100个", op), D(5)) is expected


@pytest.mark.parametrize(
    ("kind", "op", "expected"),
    [
        (Kind.GROWTH, Op.AT_LEAST, ("2", "-2")),
        (Kind.GROWTH, Op.AT_MOST, ("-2", "2")),
        (Kind.RATE, Op.ABOUT, ("2", "2")),
        (Kind.RATE, Op.EQUAL, ("2", "2")),
        (Kind.FLOW, Op.ABOUT, ("2", "-2")),
    ],
)
def test_behind_is_both_ways_where_a_ratio_is_to_be_hit(
    kind: Kind, op: Op, expected: tuple[str, str]
) -> None:
    wanted = goal("100%", op)

    assert tuple(
        traits(kind).behind(D(actual), D(100), wanted, None) for actual in ("98", "102")
    ) == tuple(map(D, expected))


@pytest.mark.parametrize(
    ("now", "before", "w", "v", "expected"),
    [
        ("5", "4", "0.5", "0.25", "6"),
        ("5", "4", "0.5", "0.5", "5"),
        ("5", "4", "0.25", "0.5", "5"),
        ("5", "4", "0.5", "0", "5"),
    ],
)
def test_growth_of_the_months_between_two_figures(
    now: str, before: str, w: str, v: str, expected: str
) -> None:
    assert implied_growth(D(now), D(before), D(w), D(v)) == D(expected)


def test_what_each_month_must_bring() -> None:
    assert required_amount(D(120), D(90), 3) == D(10)


@pytest.mark.parametrize(
    ("kind", "origin", "restored"),
    [
        (Kind.FLOW, "0", "60"),
        (Kind.STOCK, "40", "100"),
        (Kind.GROWTH, "-100", None),
        (Kind.RATE, "0", "5"),
    ],
)
def test_a_years_total_as_the_figure_of_its_last_month(
    kind: Kind, origin: str, restored: str | None
) -> None:
    june, end = Month(2024, 6), Month(2024, 12)
    known = lay_out(kind, june, end, {june: D(7)}, start=D(40))

    assert traits(kind).origin(D(40)) == D(origin)
    assert traits(kind).restored(known, D(60)) == (D(restored) if restored else None)


def test_a_total_as_growth_over_last_years() -> None:
    levels = {Month(2023, 6): D(40), Month(2023, 12): D(80), Month(2024, 6): D(44)}
    known = lay_out(
        Kind.GROWTH, Month(2024, 6), Month(2024, 12), {Month(2024, 6): D(10)}, levels=levels
    )

    assert traits(Kind.GROWTH).restored(known, D(88)) == D(10)
    assert traits(Kind.GROWTH).restored(replace(known, end=Month(2024, 9)), D(88)) is None


@pytest.mark.parametrize(
    ("kind", "level", "growth", "stage"),
    [
        (Kind.FLOW, True, False, False),
        (Kind.STOCK, True, False, False),
        (Kind.RATE, True, False, False),
        (Kind.GROWTH, False, True, False),
        (Kind.MILESTONE, False, False, True),
        (Kind.NARRATIVE, True, True, True),
    ],
)
def test_the_row_that_a_target_is_measured_by(
    kind: Kind, level: bool, growth: bool, stage: bool
) -> None:
    sent = (
        rows("指标,时期,累计,单位\n指标,2024-08,80,亿元")[0],
        rows("指标,时期,同比\n指标,1-8月,5.2")[0],
        rows("指标,时期,进度\n指标,2024-08,进行中")[0],
    )
    unit = goal("100万元", Op.AT_LEAST).unit

    assert tuple(traits(kind).serves(row, unit) for row in sent) == (level, growth, stage)


def test_a_level_in_a_unit_that_does_not_convert_serves_no_amount() -> None:
    (row,) = rows("指标,时期,累计,单位\n指标,2024-08,80,亿元")

    assert not traits(Kind.FLOW).serves(row, goal("100万人", Op.AT_LEAST).unit)
    assert traits(Kind.FLOW).serves(row, None)


def test_the_kinds_whose_goal_is_a_number() -> None:
    assert measured() == (Kind.FLOW, Kind.STOCK, Kind.GROWTH, Kind.RATE)


@pytest.mark.parametrize(
    ("kind", "figures", "expected"),
    [
        (Kind.FLOW, {"2024-02": "5", "2024-03": "6"}, False),
        (Kind.FLOW, {"2024-02": "6", "2024-03": "5"}, True),
        (Kind.FLOW, {"2024-03": "5", "2024-02": "6"}, True),
        (Kind.FLOW, {"2024-02": "5", "2024-03": "5"}, False),
        # A new year begins with nothing; a single total below nothing is one.
        (Kind.FLOW, {"2023-12": "60", "2024-02": "5"}, False),
        (Kind.FLOW, {"2024-02": "-1"}, True),
        (Kind.FLOW, {"2024-02": "0", "2024-03": "0.5"}, False),
        (Kind.STOCK, {"2023-12": "60", "2024-02": "5"}, True),
        (Kind.STOCK, {"2024-02": "-5", "2024-03": "-4"}, False),
    ],
)
def test_whether_anything_was_taken_away_again(
    kind: Kind, figures: dict[str, str], expected: bool
) -> None:
    actuals = {Month(*map(int, month.split("-"))): D(figure) for month, figure in figures.items()}

    assert traits(kind).has_fallen(actuals) is expected


@pytest.mark.parametrize(
    ("lines", "falling", "expected"),
    [
        ("goal: '>= 100亿元'", False, False),
        ("goal: '>= 100亿元'", True, True),
        ("goal: '>= -100亿元'", False, True),
        ("goal: '>= 100亿元'\nindicator: 净流入", False, True),
        ("goal: '>= 100亿元'\nname: {zh: 净流入, en: Net inflow}", False, True),
        ("goal: '>= 100亿元'\nmay_fall: false", True, False),
        ("goal: '>= 100亿元'\nmay_fall: true", False, True),
    ],
)
def test_whether_an_amount_can_shrink(lines: str, falling: bool, expected: bool) -> None:
    (target,) = plan(f"kind: flow\n{lines}").targets
    actuals = {Month(2024, 2): D(6), Month(2024, 3): D(5 if falling else 7)}

    assert traits(Kind.FLOW).may_fall(target, actuals) is expected
    assert traits(Kind.STOCK).may_fall(target, actuals) is (target.may_fall is not False)


def test_a_rate_in_thousandths_misses_by_percent_of_its_goal() -> None:
    wanted = goal("20‰", Op.AT_MOST)

    assert not traits(Kind.RATE).in_points(wanted)
    assert traits(Kind.RATE).margin(wanted, Rules()) == D(1)


def test_a_level_whose_start_is_not_known_is_counted_from_nothing() -> None:
    assert traits(Kind.STOCK).origin(None) == 0
    known = lay_out(Kind.STOCK, Month(2024, 6), Month(2024, 12), {Month(2024, 6): D(7)})
    assert traits(Kind.STOCK).restored(known, D(60)) == 60
    started = lay_out(
        Kind.STOCK, Month(2024, 6), Month(2024, 12), {Month(2024, 6): D(7)}, start=D(4)
    )
    assert started.years.seen[2024].amounts[6] == 3


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        (Kind.FLOW, {"is_amount", "is_total", "is_cumulative", "adds_up"}),
        (Kind.STOCK, {"is_amount", "is_level", "has_start"}),
        (Kind.GROWTH, {"is_ratio", "is_cumulative", "by_growth"}),
        (Kind.RATE, {"is_ratio", "is_level", "is_reading"}),
        (Kind.MILESTONE, {"is_deliverable"}),
        (Kind.NARRATIVE, {"is_total", "is_followed"}),
    ],
)
def test_what_holds_of_a_kind(kind: Kind, stated: set[str]) -> None:
    asked = {"is_amount", "is_ratio", "is_level", "is_total", "is_cumulative", "adds_up"}
    asked |= {"has_start", "by_growth", "is_reading", "is_deliverable", "is_followed"}

    assert {name for name in asked if getattr(traits(kind), name)} == stated


@pytest.mark.parametrize(
    ("value", "behind", "words"),
    [
        ("4.8", "0.2", "低于目标0.2个百分点"),
        ("5.0", "0", "在目标区间内"),
        ("5.3", "0", "在目标区间内"),
        ("5.6", "0.1", "高于目标0.1个百分点"),
    ],
)
def test_a_range_is_neither_ahead_nor_behind_inside(value: str, behind: str, words: str) -> None:
    low, high = parse_quantity("5.0%"), parse_quantity("5.5%")
    assert low
    within = Goal(op=Op.WITHIN, quantity=low, source=Source("targets.yaml", 1), upper=high)
    assert traits(Kind.GROWTH).behind(D(value), within.value, within, None) == D(behind)
    assert gap_to_goal(goal_gap(Kind.GROWTH, within, D(value), "zh"), "zh") == words
