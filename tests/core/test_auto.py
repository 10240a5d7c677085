"""What `auto` chooses."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.model import Abstention, Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import model, project
from sztrack.core.words.period import Month
from tests.core.series import flow, history, months


@pytest.mark.parametrize(
    ("kind", "base_years", "chosen"),
    [
        (Kind.FLOW, 3, "smoothed"),
        (Kind.FLOW, 1, "smoothed"),
        (Kind.FLOW, 0, "linear"),
        (Kind.STOCK, 3, "stock"),
        (Kind.STOCK, 1, "stock"),
        (Kind.STOCK, 0, "linear"),
        (Kind.GROWTH, 1, "growth"),
        (Kind.GROWTH, 0, "growth"),
        (Kind.RATE, 3, "rate"),
        (Kind.RATE, 0, "rate"),
    ],
)
def test_the_first_that_has_enough_to_go_on(kind: Kind, base_years: int, chosen: str) -> None:
    said = project("auto", history(kind, 6, base_years=base_years))
    assert isinstance(said, Projection)
    assert said.model == chosen
    alone = project(chosen, history(kind, 6, base_years=base_years))
    assert isinstance(alone, Projection)
    assert replace(said, misses=()) == replace(alone, misses=())


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


@pytest.mark.parametrize(
    ("name", "kind"),
    [("rate", Kind.FLOW), ("growth", Kind.RATE), ("stock", Kind.FLOW), ("smoothed", Kind.GROWTH)],
)
def test_a_model_says_what_it_is_not_for(name: str, kind: Kind) -> None:
    figures = {Month(2024, 6): D(5), Month(2023, 6): D(4), Month(2023, 12): D(8)}
    assert isinstance(
        project(name, lay_out(kind, Month(2024, 6), Month(2024, 12), figures)), Abstention
    )
