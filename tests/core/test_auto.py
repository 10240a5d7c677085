"""What `auto` chooses, and the models of growth and rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.model import Abstention, Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import model, project
from sztrack.core.words.period import Month
from tests.core.series import YEAR, flow, history, months


def value(
    name: str,
    kind: Kind,
    through: int,
    figures: dict[Month, D],
    levels: dict[Month, D] | None = None,
) -> D:
    """The projection by a model that has enough to go on."""
    said = project(name, lay_out(kind, Month(YEAR, through), Month(YEAR, 12), figures, levels))
    assert isinstance(said, Projection)
    return said.value


@pytest.mark.parametrize(
    ("kind", "base_years", "chosen"),
    [
        (Kind.FLOW, 3, "smoothed"),
        (Kind.FLOW, 1, "smoothed"),
        (Kind.FLOW, 0, "linear"),
        (Kind.STOCK, 3, "smoothed"),
        (Kind.STOCK, 2, "smoothed"),
        (Kind.STOCK, 1, "linear"),  # what the base year itself began with is not known
        (Kind.GROWTH, 1, "smoothed"),
        (Kind.GROWTH, 0, "growth"),
        (Kind.RATE, 3, "smoothed"),
        (Kind.RATE, 0, "rate"),
    ],
)
def test_the_first_that_has_enough_to_go_on(kind: Kind, base_years: int, chosen: str) -> None:
    said = project("auto", history(kind, 6, base_years=base_years))
    assert isinstance(said, Projection)
    assert said.model == chosen
    assert replace(said, misses=()) == project(chosen, history(kind, 6, base_years=base_years))


def test_seasonal_where_last_years_months_are_missing() -> None:
    figures = {
        Month(year, month): D(month * (year - 2000)) for year in (2022, 2023) for month in (6, 12)
    } | {Month(2024, 6): D(150)}
    said = project("auto", lay_out(Kind.FLOW, Month(2024, 6), Month(2024, 12), figures))
    assert isinstance(said, Projection)
    assert (said.model, said.value) == ("seasonal", D(300))


def test_nothing_with_two_months_and_no_year_before() -> None:
    said = forecast(history(Kind.FLOW, 2, base_years=0), "auto")
    assert isinstance(said, Abstention)
    assert said.reason.en == "last year's months are not complete, or the figures do not add up"


def test_another_model_that_was_far_better_is_taken() -> None:
    lumpy = {
        2020: [5] * 12,
        2021: [10] * 12,
        2022: [20] * 12,
        2023: [10] * 12,
        2024: [40] * 12,
    }  # doubled and halved each January, evenly through the year
    known = flow(lumpy, 2)
    assert _mean_error("smoothed", 2, lumpy) > 3 * _mean_error("seasonal", 2, lumpy)
    said = forecast(known, "auto")
    assert isinstance(said, Projection)
    assert (said.model, round(said.value, 9)) == ("seasonal", D(480))
    assert said.misses == model("seasonal").misses(known)


def _mean_error(name: str, through: int, years: dict[int, list[int]]) -> D:
    past = model(name).misses(flow(years, through))
    return sum((abs(miss.actual - miss.projected) for miss in past), D(0)) / len(past)


def test_its_past_errors_are_those_of_its_choice() -> None:
    known = flow({year: months(year) for year in range(2020, 2025)}, 6)
    said = forecast(known, "auto")
    assert said == forecast(known, "smoothed")
    assert model("auto").misses(known) == model("smoothed").misses(known)


def test_growth_goes_on_as_the_last_quarter_and_a_little_back_to_last_year() -> None:
    growths = {Month(2023, 12): D(5), Month(2024, 3): D(6), Month(2024, 6): D(4)}
    # equal months: the second quarter grew 2 %; (4 x 1/2 + 2 x 1/2) = 3; (6 x 3 + 5 / 2) / 6.5
    assert value("growth", Kind.GROWTH, 6, growths) == (6 * D(3) + D("2.5")) / D("6.5")


def test_growth_by_last_years_weights_where_its_levels_are_known() -> None:
    growths = {
        Month(2023, 3): D(9),
        Month(2023, 6): D(8),
        Month(2023, 12): D(5),
        Month(2024, 3): D(6),
        Month(2024, 6): D(4),
    }
    levels = {Month(2023, 3): D(10), Month(2023, 6): D(40), Month(2023, 12): D(100)}
    for year in (2022,):  # the base of last year's growth
        levels |= {Month(year, 3): D(9), Month(year, 6): D(37), Month(year, 12): D(95)}
    latest = (D("0.4") * 4 - D("0.1") * 6) / D("0.3")
    expected = (6 * (D("0.4") * 4 + D("0.6") * latest) + D("2.5")) / D("6.5")
    assert round(value("growth", Kind.GROWTH, 6, growths, levels), 12) == round(expected, 12)


def test_growth_alone_without_last_year_goes_on() -> None:
    assert value("growth", Kind.GROWTH, 3, {Month(2024, 3): D(6)}) == 6


def test_a_rate_moves_as_in_earlier_years_and_early_on_half_way_to_last_december() -> None:
    moves = {2021: D(3), 2022: D(1), 2023: D(10)}
    figures = {Month(year, month): D(50) for year in moves for month in (6, 10)}
    figures |= {Month(year, 12): 50 + move for year, move in moves.items()} | {
        Month(2024, 6): D(40),
        Month(2024, 10): D(40),
    }
    assert value("rate", Kind.RATE, 6, figures) == (40 + 3 + 60) / D(
        2
    )  # the median move, and last December's 60
    assert value("rate", Kind.RATE, 10, figures) == 43


@pytest.mark.parametrize(
    ("name", "kind"), [("rate", Kind.FLOW), ("growth", Kind.RATE), ("smoothed", Kind.GROWTH)]
)
def test_a_model_says_what_it_is_not_for(name: str, kind: Kind) -> None:
    figures = {Month(2024, 6): D(5), Month(2023, 6): D(4), Month(2023, 12): D(8)}
    assert isinstance(
        project(name, lay_out(kind, Month(2024, 6), Month(2024, 12), figures)), Abstention
    )
