"""What a pace model may know: at the data's month, or at the same month of an earlier year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.model import Abstention, History, Kind, Miss, Projection, Share, Text
from sztrack.core.outlook.backtest import Choice, Error, backtest
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import at, lay_out, reached, replay
from sztrack.core.outlook.path import path
from sztrack.core.words.period import Month
from tests.core.series import flow, history
from tests.plans import audit

JUNE = Month(2024, 6)


def doubled(known: History) -> Projection:
    """A model for tests: what is there, twice."""
    value = known.actuals[known.through] * 2
    return Projection(model="twice", value=value, base_years=(), formula=Text("公式", "formula"))


def ended(*years: int) -> dict[Month, D]:
    """Each year's June and December: 40 and the year's last two digits."""
    return {
        month: value
        for year in years
        for month, value in ((Month(year, 6), D(40)), (Month(year, 12), D(year - 2000)))
    }


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (ended(2021, 2022, 2023), [2023, 2022, 2021]),
        # The newest three say most of today.
        (ended(2019, 2020, 2021, 2022, 2023), [2023, 2022, 2021]),
        (ended(2019, 2020, 2022), [2022, 2020, 2019]),
        # A year without the same month, or without its end, tells no error.
        ({Month(2023, 12): D(23)} | ended(2022), [2022]),
        ({Month(2023, 6): D(40)} | ended(2022), [2022]),
        # This year, and what comes after, is no past year.
        (ended(2024, 2025), []),
    ],
)
def test_what_a_model_would_have_said_in_the_newest_years_that_are_over(
    figures: dict[Month, D], expected: list[int]
) -> None:
    known = lay_out(Kind.FLOW, JUNE, Month(2024, 12), figures)

    assert replay(doubled, known) == tuple(Miss(year, D(80), D(year - 2000)) for year in expected)
    assert replay(doubled, replace(known, through=Month(2024, 12))) == ()
    assert replay(doubled, known, most=1) == replay(doubled, known)[:1]


def test_a_model_that_abstains_leaves_no_error() -> None:
    known = lay_out(Kind.FLOW, JUNE, Month(2024, 12), ended(2022, 2023))

    assert replay(lambda _: Abstention("none", Text("无", "none")), known) == ()


def test_an_earlier_year_is_known_up_to_the_same_month_from_its_own_start() -> None:
    figures = ended(2022, 2023) | {JUNE: D(60)}
    stock = lay_out(Kind.STOCK, JUNE, Month(2024, 9), figures, start=D(99))
    amount = lay_out(Kind.FLOW, JUNE, Month(2024, 9), figures)

    then, amount_then = at(stock, 2023), at(amount, 2023)
    assert then
    assert amount_then
    assert (then.through, then.end, then.start) == (Month(2023, 6), Month(2023, 9), D(22))
    assert amount_then.start is None
    assert at(stock, 2021) is None
    first = at(stock, 2022)
    assert first
    assert first.start is None


@pytest.mark.parametrize(
    ("june", "december", "expected"),
    [
        ("40", "100", {2023: D("0.4")}),
        ("100", "100", {2023: D(1)}),
        # No share of the year: nothing, less than nothing, or more than the whole.
        ("0", "100", {}),
        ("-5", "100", {}),
        ("101", "100", {}),
        ("5", "0", {}),
        ("-40", "-100", {2023: D("0.4")}),
    ],
)
def test_the_share_that_an_earlier_year_had_reached(
    june: str, december: str, expected: dict[int, D]
) -> None:
    figures = {Month(2023, 6): D(june), Month(2023, 12): D(december)}
    figures |= {JUNE: D(50), Month(2022, 6): D(40), Month(2021, 12): D(100)}

    assert reached(lay_out(Kind.FLOW, JUNE, Month(2024, 12), figures)) == expected


def test_this_year_is_no_earlier_year_even_where_its_end_is_known() -> None:
    known = flow({2023: [10] * 12, 2024: [20] * 12}, through=6)

    assert reached(known) == {2023: D("0.5")}


RATE = "kind: rate\ngoal: '>= 97%'"


@pytest.mark.parametrize(
    ("target", "data", "months"),
    [
        # The mean of the year so far has months that add up; a reading has none.
        (
            RATE,
            "指标,时期,数值,单位,口径\n指标,2024-02,90,%,累计\n指标,2024-03,96,%,累计",
            [90, 90, 108],
        ),
        (RATE, "指标,时期,数值,单位,口径\n指标,2024-02,90,%,期末\n指标,2024-03,96,%,期末", None),
        (
            RATE,
            "指标,时期,数值,单位,口径\n指标,2024-02,90,%,累计\n指标,2024-03,96,%,累计\n"
            "指标,2024-03,97,%,期末",
            None,
        ),
        (
            "kind: flow\ngoal: '>= 97亿元'",
            "指标,时期,数值,单位,口径\n指标,2024-02,20,亿元,累计\n指标,2024-03,8,亿元,当月",
            [10, 10, 8],
        ),
    ],
)
def test_the_months_behind_a_figure(target: str, data: str, months: list[int] | None) -> None:
    a, _ = audit(target, data, as_of="2024-03")

    assert a.history
    year = a.history.years.seen.get(2024)
    assert (list(year.months) if year else None) == months


def test_nothing_is_drawn_around_a_year_that_is_over() -> None:
    over, before = history(Kind.FLOW, 12), history(Kind.FLOW, 11)

    made = forecast(before, "linear")
    assert isinstance(made, Projection)
    assert made.low is not None
    ended = forecast(over, "linear")
    assert isinstance(ended, Projection)
    assert (ended.low, ended.high, ended.misses) == (None, None, ())


def test_an_interval_is_of_the_level_that_was_asked_for() -> None:
    known = history(Kind.FLOW, 9)

    wide, usual, narrow = (forecast(known, "linear", D(level)) for level in (95, 80, 50))

    bounds = []
    for made in (wide, usual, narrow):
        assert isinstance(made, Projection)
        assert made.low is not None
        assert made.high is not None
        bounds.append((made.level, made.low, made.value, made.high))
    assert [level for level, *_ in bounds] == [95, 80, 50]
    lows, highs = [low for _, low, _, _ in bounds], [high for *_, high in bounds]
    assert lows == sorted(lows)
    assert highs == sorted(highs, reverse=True)
    assert all(low < value < high for _, low, value, high in bounds)
    assert forecast(known, "linear") == usual


def test_the_path_leads_to_the_goal_by_the_model_of_the_pace() -> None:
    lines = [f"指标,{year}-{month:02},{total},亿元" for year, month, total in (
        (2023, 2, 5), (2023, 3, 10), (2023, 6, 40), (2023, 12, 100), (2024, 3, 9),
    )]  # fmt: skip
    a, _ = audit(
        "kind: flow\ngoal: '>= 200亿元'\npace: seasonal",
        "指标,时期,累计,单位\n" + "\n".join(lines),
        as_of="2024-03",
    )

    assert a.share == Share("seasonal", D("0.1"), (2023,))
    assert path(a) == {
        Month(2024, 2): D(10),
        Month(2024, 3): D(20),
        Month(2024, 6): D(80),
        Month(2024, 12): D(200),
    }


def test_no_path_without_a_pace() -> None:
    a, _ = audit("kind: milestone", "指标,时期,进度\n指标,2024-03,进行中", as_of="2024-03")

    assert path(a) == {}


def test_every_model_is_held_against_the_years_that_are_over() -> None:
    totals = ((2022, 6, 40), (2022, 12, 100), (2023, 6, 60), (2023, 12, 100), (2024, 6, 50))
    lines = "\n".join(f"指标,{year}-{month:02},{total},亿元" for year, month, total in totals)
    a, _ = audit("kind: flow\ngoal: '>= 200亿元'", f"指标,时期,累计,单位\n{lines}", as_of="2024-06")
    without = replace(a, history=None)

    errors, choices = backtest([without, a], months=(6, 12))

    linear = [error for error in errors if error.model == "linear"]
    assert linear == [
        Error(id="t0", model="linear", month=6, year=year, size=D(size), in_points=False)
        for year, size in ((2023, 20), (2022, 20))
    ]
    assert {error.month for error in errors} == {6}
    assert a.history
    auto = forecast(a.history, "auto")
    assert choices == [Choice(id="t0", name=a.target.name, through=JUNE, result=auto)]


def test_growth_is_off_by_points() -> None:
    growths = ((2022, 6, 4), (2022, 12, 5), (2023, 6, 6), (2023, 12, 0), (2024, 6, 5))
    lines = "\n".join(f"指标,{year}-{month:02},{growth},累计" for year, month, growth in growths)
    a, _ = audit("kind: growth\ngoal: '>= 5%'", f"指标,时期,同比,口径\n{lines}", as_of="2024-06")

    errors, _ = backtest([a], months=(6,))

    assert [error for error in errors if error.model == "rate"] == []
    assert [error for error in errors if error.model == "linear"] == [
        Error(id="t0", model="linear", month=6, year=year, size=D(size), in_points=True)
        for year, size in ((2023, 6), (2022, 1))
    ]


def test_the_months_that_are_replayed_unless_others_are_asked_for() -> None:
    lines = "\n".join(
        f"指标,{year}-{month:02},{month * 10},亿元"
        for year in (2022, 2023, 2024)
        for month in range(1, 13)
        if (year, month) < (2024, 7)
    )
    a, _ = audit("kind: flow\ngoal: '>= 200亿元'", f"指标,时期,累计,单位\n{lines}", as_of="2024-06")

    errors, _ = backtest([a])

    assert sorted({error.month for error in errors}) == [2, 3, 6, 9, 11]
