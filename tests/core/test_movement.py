"""How a series moves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

import pytest

from sztrack.core.model import History, Kind
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.movement import least, movement, rounding
from sztrack.core.words.period import Month
from tests.core.series import YEAR, cumulated

EVEN = {2023: [10] * 12, YEAR: [13] * 6}


def known(
    kind: Kind, figures: Mapping[Month, D], start: D | None = None, is_mean: bool = False
) -> History:
    """In June."""
    return lay_out(kind, Month(YEAR, 6), Month(YEAR, 12), figures, None, start, is_mean)


def test_months_are_held_against_those_of_a_year_before() -> None:
    figures = cumulated(EVEN)
    assert movement(known(Kind.FLOW, figures)) == 3 * 6
    means = {month: total / month.month for month, total in figures.items()}
    assert movement(known(Kind.RATE, means, is_mean=True)) == pytest.approx(3 * 6 / 12)


def test_other_figures_by_their_change_over_as_many_months() -> None:
    figures = {Month(2022, 12): D(50), Month(2023, 6): D(55), Month(2023, 12): D(52)}
    figures[Month(YEAR, 6)] = D(58)  # the newest has no part in it
    assert movement(known(Kind.RATE, figures)) == 4
    assert movement(known(Kind.STOCK, figures, D(52))) == 4
    assert movement(known(Kind.GROWTH, figures)) == 4


def test_months_that_the_newest_figure_alone_tells_of_have_no_part() -> None:
    figures = cumulated({2023: [10] * 12, YEAR: [13, 13, 13, 90, 90, 90]})
    figures = {when: total for when, total in figures.items() if when.month not in (4, 5)}
    assert movement(known(Kind.FLOW, figures)) == 3 * 6


def test_a_first_year_has_no_movement() -> None:
    assert movement(known(Kind.FLOW, cumulated({YEAR: [13] * 6}))) is None
    assert movement(known(Kind.RATE, {Month(YEAR, 6): D(5)})) is None


def test_the_last_digit() -> None:
    figures = {Month(2023, 12): D(5), Month(YEAR, 6): D("4.8")}
    assert rounding(known(Kind.GROWTH, figures)) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, D(78)),
        ({(2023, 5): "75", (2022, 5): "75"}, D("-Infinity")),  # fell in more years than it rose
        ({(YEAR, 5): "90"}, D("-Infinity")),  # falls this year
    ],
)
def test_what_is_there_stays_where_it_rises_and_mostly_rose(
    changes: Mapping[tuple[int, int], str], expected: D
) -> None:
    figures = cumulated({2021: [10] * 12, 2022: [10] * 12} | EVEN)
    figures |= {Month(*when): D(figure) for when, figure in changes.items()}
    figures = {month: figure for month, figure in figures.items() if month.year > 2021}
    assert least(known(Kind.FLOW, figures)) == expected
    assert least(known(Kind.RATE, figures)) == D("-Infinity")
