"""Rates: the newest figure, and what moved it in earlier years as far as that was right."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

import pytest

from sztrack.core.model import Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.words.period import Month
from tests.core.series import YEAR


def told(through: int, years: Mapping[int, Mapping[int, str]], is_mean: bool = False) -> Projection:
    """What `rate` says of figures by year and month."""
    figures = {Month(y, m): D(value) for y, row in years.items() for m, value in row.items()}
    said = forecast(
        lay_out(
            Kind.RATE, Month(YEAR, through), Month(YEAR, 12), figures, None, None, is_mean=is_mean
        ),
        "rate",
    )
    assert isinstance(said, Projection)
    return said


SEASON = {1: "80", 3: "70", 6: "50", 9: "40", 12: "60"}


def test_a_season_that_returned_every_year_is_believed() -> None:
    earlier = dict.fromkeys(range(2020, YEAR), SEASON)
    said = told(6, earlier | {YEAR: {1: "80", 3: "70", 6: "50"}})
    assert round(said.value, 2) == 60
    assert said.formula.en == "latest + median change in earlier years to the year end"


def test_moves_that_told_nothing_leave_the_newest_figure() -> None:
    moves = {2020: 9, 2021: -8, 2022: 9, 2023: -8}
    earlier = {year: {6: "50", 12: str(50 + move)} for year, move in moves.items()}
    said = told(6, earlier | {YEAR: {6: "40"}})
    assert abs(said.value - 40) < D("0.5")


def test_one_earlier_year_moves_nothing_and_has_an_interval() -> None:
    said = told(6, {2023: SEASON, YEAR: {1: "80", 3: "70", 6: "50"}})
    assert said.value == 50
    assert len(said.misses) == 1
    assert said.low is not None
    assert said.high is not None
    assert said.low < 50 < said.high


def test_the_newest_figure_stands_alone_without_an_earlier_year() -> None:
    said = told(6, {YEAR: {3: "70", 6: "50"}})
    assert said.value == 50
    assert said.low is None
    assert said.formula.en == "the latest figure carried to the year end"


@pytest.mark.parametrize(("through", "expected"), [(6, "13.10"), (10, "11.81")])
def test_a_mean_has_its_season_in_it(through: int, expected: str) -> None:
    """Ten a month, and twenty in the last three months: less of it is believed late in the year."""
    months = [10] * 9 + [22] * 3
    means = {month: str(D(sum(months[:month])) / month) for month in range(1, 13)}
    this = {month: mean for month, mean in means.items() if month <= through}
    said = told(through, {2023: means, YEAR: this}, is_mean=True)
    assert f"{said.value:.2f}" == expected
