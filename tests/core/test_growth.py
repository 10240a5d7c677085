"""Growth, alone and beside levels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

import pytest

from sztrack.core.model import History, Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import growth, project
from sztrack.core.words.period import Month
from tests.core.series import YEAR


def known(
    through: int,
    figures: Mapping[tuple[int, int], str],
    levels: Mapping[tuple[int, int], str] | None = None,
) -> History:
    """Growths, and levels beside them, by year and month."""
    return lay_out(
        Kind.GROWTH,
        Month(YEAR, through),
        Month(YEAR, 12),
        {Month(*when): D(figure) for when, figure in figures.items()},
        {Month(*when): D(level) for when, level in (levels or {}).items()},
    )


def projected(history: History) -> D:
    said = project("growth", history)
    assert isinstance(said, Projection)
    return round(said.value, 9)


def test_without_anything_else_the_growth_so_far_goes_on() -> None:
    assert projected(known(3, {(YEAR, 3): "6"})) == 6


def test_the_rest_moves_to_the_latest_quarter_as_far_as_the_year_is_known() -> None:
    figures = {(YEAR, 3): "6", (YEAR, 6): "4"}
    # equal months: the second quarter grew 2 %; rest = 4 + 1/2 x (2 - 4) = 3
    assert projected(known(6, figures)) == D("3.5")


def test_the_latest_quarter_begins_at_the_nearest_figure_within_it() -> None:
    """January is not published: in April the months since February are the latest."""
    figures = {(YEAR, 2): "9", (YEAR, 3): "8", (YEAR, 4): "7"}
    # March and April grew 5 %; rest = 7 + 1/3 x (5 - 7)
    assert projected(known(4, figures)) == round(7 + D(2) / 3 * (D(-2) / 3), 9)


def test_the_rest_goes_back_to_earlier_years_and_their_median_is_not_moved_by_one() -> None:
    earlier = {(2021, 12): "40", (2022, 12): "5", (2023, 12): "6"}
    # rest = 8 + (1 - 1/4) / 2 x (6 - 8) = 7.25
    assert projected(known(3, earlier | {(YEAR, 3): "8"})) == D("7.4375")


def test_a_strong_end_of_last_year_is_a_high_base() -> None:
    figures = {(2023, 6): "2", (2023, 12): "6", (YEAR, 6): "6"}
    # last year's rest grew 10 %, 8 points more than its first half; rest = 6 - 8 / 10
    assert projected(known(6, figures)) == D("5.6")


def test_the_formula_names_what_was_used_and_nothing_else() -> None:
    said = project("growth", known(6, {(2023, 12): "5", (YEAR, 4): "6", (YEAR, 6): "4"}))
    assert isinstance(said, Projection)
    assert said.formula.en == (
        "w x growth to date + (1-w) x rest, rest = to date"
        " + w x (implied by the latest 2 months - to date)"
        " + (1-w)/2 x (median of earlier years - to date)"
    )
    assert said.base_years == (2023,)


QUARTERS = (3, 6, 9, 12)


def beside(deflator: str, turn: str) -> History:
    """Growth of 5 % but for a last quarter that turns each year, on levels that tell the same or,
    with a deflator, another growth.
    """
    growths: dict[tuple[int, int], str] = {}
    levels = {(2019, month): D(month) for month in QUARTERS}
    for year in range(2020, YEAR + 1):
        for month in QUARTERS:
            growth = D(5) + (D(turn) * (-1) ** year if month == 12 else 0)
            growths[year, month] = str(growth)
            levels[year, month] = levels[year - 1, month] * (1 + (growth + D(deflator)) / 100)
    for month in (9, 12):
        del growths[YEAR, month]
    return known(6, growths, {when: str(level) for when, level in levels.items()})


def test_levels_that_tell_another_growth_weigh_the_months_and_say_no_more() -> None:
    said = project("growth", beside("3", "0"))
    assert isinstance(said, Projection)
    assert said.value == 5
    assert "[" not in said.formula.en


def test_calm_growth_beside_levels_goes_on_by_itself() -> None:
    said = project("growth", beside("0", "0.1"))
    assert isinstance(said, Projection)
    assert round(said.value, 4) == D("4.9975")
    assert "[" not in said.formula.en


def test_levels_that_tell_the_same_growth_have_a_say() -> None:
    said = project("growth", beside("0", "3"))
    assert isinstance(said, Projection)
    assert "[" in said.formula.en
    assert len(said.misses) == 3


@pytest.mark.parametrize(
    ("alone", "levels", "weight"),
    [
        (0.5, 9.0, 1.0),  # calm
        (3.0, 3.0, 0.325),
        (9.0, 2.0, 0.001),
        (2.0, 9.0, 0.994),
    ],
)
def test_the_weight_of_growth_alone_follows_the_past_errors(
    alone: float, levels: float, weight: float
) -> None:
    assert growth._weight(alone, levels, 0.5) == pytest.approx(weight, abs=5e-4)


def test_growth_that_came_true_every_year_has_an_interval_all_the_same() -> None:
    steady = {(year, month): "5.5" for year in range(2020, YEAR) for month in QUARTERS}
    said = forecast(known(6, steady | {(YEAR, 3): "5.5", (YEAR, 6): "5.5"}), "growth")
    assert isinstance(said, Projection)
    assert said.low is not None
    assert said.high is not None
    assert said.value == D("5.5")
    assert D("0.05") <= said.high - said.value <= D("0.2")
    assert D("0.05") <= said.value - said.low <= D("0.2")


def test_one_absurd_year_does_not_become_the_scale() -> None:
    """Two years were a point off in every month, the third one thirty."""
    wild = growth.FACTORS[3] * 30 / 100
    years = {(year, month): "5" for year in range(2019, YEAR) for month in QUARTERS[:3]}
    ends = {(2019, 12): "5", (2020, 12): "5", (2021, 12): "35", (2022, 12): "6", (2023, 12): "6"}
    now = known(3, years | ends | {(YEAR, 3): "5"})
    scale = growth.scale(now, [])
    assert scale is not None
    assert 0.02 < scale < wild / 3
