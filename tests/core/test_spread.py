"""The distribution around a projection."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import History, Kind, Miss, Op, Projection, Text
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.spread import CHANCES, DIFFERENCE, QUANTILES, Spread, spread, summed
from sztrack.core.words.period import Month
from tests.core.series import goal, history

scales = st.floats(0.001, 0.6)
chances = st.floats(0.02, 0.98)


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    """With bases as stocks and growth have them, ratios and differences, and nothing that is there
    already.
    """
    is_ratio = draw(st.booleans())
    centre = draw(st.floats(0.1, 1e6))
    scale = draw(scales) * (1 if is_ratio else centre)
    return Spread(
        centre=centre,
        base=draw(st.sampled_from([0.0, -100.0, 5000.0])),
        scale=scale,
        is_ratio=is_ratio,
        least=-math.inf,
    )


def test_the_shape_is_a_distribution() -> None:
    assert list(CHANCES) == sorted(CHANCES)
    assert list(QUANTILES) == sorted(QUANTILES)
    assert len(CHANCES) == len(QUANTILES)


@given(spreads(), chances)
def test_at_and_below_undo_each_other(around: Spread, chance: float) -> None:
    assert around.below(around.at(chance)) == pytest.approx(chance, abs=1e-4)


@given(spreads(), chances, chances)
def test_bounds_nest(around: Spread, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert around.at(low) <= around.at(high)


@given(spreads(), st.floats(-1e7, 1e7))
def test_no_chance_is_certain(around: Spread, value: float) -> None:
    figure = D(repr(value))
    floor, ceiling = (around.meets(goal(op, figure), D(0)) for op in (Op.AT_LEAST, Op.AT_MOST))
    assert 0.01 <= around.below(figure) <= 0.99
    assert 0.01 <= around.meets(goal(Op.ABOUT, figure), D(1)) <= 0.99
    assert floor + ceiling == pytest.approx(1)


def test_the_smallest_float_has_a_chance() -> None:
    assert (
        Spread(centre=2.0, base=0.0, scale=0.5, is_ratio=True, least=-math.inf).below(D("5E-324"))
        == 0.01
    )


@given(spreads(), st.floats(0.05, 0.95), st.floats(0, 0.5))
def test_about_is_what_lies_between(around: Spread, chance: float, wide: float) -> None:
    value, tolerance = around.at(chance), D(repr(wide * around.scale))
    expected = around.below(value + tolerance) - around.below(value - tolerance)
    assert around.meets(goal(Op.ABOUT, value), tolerance) == pytest.approx(max(expected, 0.01))
    assert around.meets(goal(Op.AT_MOST_ABOUT, value), tolerance) == pytest.approx(
        around.below(value + tolerance)
    )


def test_what_is_there_already_bounds_the_interval() -> None:
    around = Spread(centre=100.0, base=0.0, scale=0.3, is_ratio=True, least=90.0)
    assert around.at(0.1) == 90
    assert around.below(D(89)) == 0.01


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.STOCK, Kind.GROWTH, Kind.RATE])
def test_a_higher_level_is_wider(kind: Kind) -> None:
    said = [forecast(history(kind, 6), "auto", D(level)) for level in (50, 80, 90, 99)]
    for inner, outer in pairwise(said):
        assert isinstance(inner, Projection)
        assert isinstance(outer, Projection)
        assert inner.low is not None
        assert inner.high is not None
        assert outer.low is not None
        assert outer.high is not None
        assert outer.low < inner.low < inner.high < outer.high


def test_the_chance_of_a_goal_at_the_bound_of_the_interval() -> None:
    plain = forecast(history(Kind.FLOW, 6), "smoothed")
    assert isinstance(plain, Projection)
    assert plain.low is not None
    asked = forecast(history(Kind.FLOW, 6), "smoothed", goal=goal(Op.AT_LEAST, plain.low))
    assert isinstance(asked, Projection)
    assert (asked.probability, asked.is_close) == (D(90), False)
    asked = forecast(history(Kind.FLOW, 6), "smoothed", goal=goal(Op.AT_LEAST, plain.value))
    assert isinstance(asked, Projection)
    assert asked.is_close


NOTHING_LOST = D("-Infinity")


def around(known: History, point: D, past: Sequence[Miss]) -> Spread | None:
    """The distribution around a projection by a model without a pool."""
    said = Projection(model="rate", value=point, base_years=(), formula=Text("", ""))
    return spread(known, said, past, lambda *_: None, NOTHING_LOST)


def readings(figures: Mapping[tuple[int, int], str]) -> History:
    """A rate in June 2024."""
    known = {Month(*when): D(figure) for when, figure in figures.items()}
    return lay_out(Kind.RATE, Month(2024, 6), Month(2024, 12), known)


def test_differences_are_pooled_with_how_much_the_series_moves() -> None:
    """Half a year moves it by 4 in the mean; one own error of 9."""
    moving = readings({(2022, 12): "51", (2023, 6): "55", (2023, 12): "51", (2024, 6): "58"})
    said = around(moving, D(58), [Miss(2023, D(53), D(44))])
    assert said is not None
    assert said.scale == pytest.approx(DIFFERENCE * ((2 + 3) / 2) ** 2)
    alone = around(moving, D(58), [])
    assert alone is not None
    assert alone.scale == pytest.approx(DIFFERENCE * 4)


def test_where_nothing_moves_yet_two_own_errors_are_the_least() -> None:
    still = readings({(2024, 6): "50"})
    assert around(still, D(50), [Miss(2023, D(51), D(50))]) is None
    said = around(still, D(50), [Miss(2023, D(51), D(50)), Miss(2022, D(46), D(50))])
    assert said == Spread(
        centre=50.0,
        base=0.0,
        scale=DIFFERENCE * (3 / 2) ** 2,
        is_ratio=False,
        least=-math.inf,
    )


def test_no_error_at_all_leaves_the_rounding_of_the_figures() -> None:
    steady = readings({(2023, 6): "5.0", (2023, 12): "5.0", (2024, 6): "5.0"})
    said = around(steady, D(5), [Miss(2023, D(5), D(5))])
    assert said is not None
    assert said.scale == pytest.approx(0.05)


def test_one_absurd_error_does_not_become_the_scale() -> None:
    assert summed([1.0, 1.0, 1.0]) == pytest.approx(3)
    assert summed([1.0, 1.0, 100.0]) == pytest.approx(48)
    assert summed([0.0, 0.0]) == 0


def test_a_projection_of_exactly_nothing_has_differences_for_its_errors() -> None:
    nothing = Projection(model="linear", value=D(0), base_years=(), formula=Text("", ""))
    past = [Miss(2023, D(3), D(1)), Miss(2022, D(4), D(2))]

    said = spread(history(Kind.FLOW, 6), nothing, past, lambda *_: 0.1, NOTHING_LOST)

    assert said is not None
    assert (said.centre, said.is_ratio) == (0.0, False)


def test_a_year_that_brought_nothing_has_no_ratio() -> None:
    point = Projection(model="linear", value=D(10), base_years=(), formula=Text("", ""))
    for past in (
        [Miss(2023, D(3), D(0)), Miss(2022, D(4), D(2))],
        [Miss(2023, D(0), D(3)), Miss(2022, D(4), D(2))],
    ):
        said = spread(history(Kind.FLOW, 6), point, past, lambda *_: 0.1, NOTHING_LOST)
        assert said is not None
        assert not said.is_ratio


def test_the_ends_of_the_distribution_and_the_chances_of_them() -> None:
    """A centre of 100 and a scale of 10, so that the ends tell the table of quantiles."""
    around = Spread(centre=100.0, base=0.0, scale=10.0, is_ratio=False, least=-math.inf)

    ends = [around.at(chance) for chance in CHANCES]

    assert " ".join(map(str, ends)) == (
        "64.94 72.22 80.54 85.82 90.05 94.12 96.48 98.35 99.98 101.64 103.45 105.81 110.05 114.7"
        " 119.96 128.17 135.5"
    )
    assert [round(around.below(end), 3) for end in ends[1:-1]] == [
        0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99,
    ]  # fmt: skip


def test_the_chance_of_a_ratio() -> None:
    around = Spread(centre=100.0, base=0.0, scale=0.1, is_ratio=True, least=-math.inf)
    assert [round(around.below(D(value)), 3) for value in (90, 100, 110)] == [0.093, 0.501, 0.888]
