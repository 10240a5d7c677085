"""Levels: the newest one and the net additions of the months to come."""

from __future__ import annotations

from decimal import Decimal as D

from sztrack.core.model import Abstention, Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import project
from sztrack.core.words.period import Month
from tests.core.series import YEAR

FIGURES = {
    Month(2021, 12): D(100), Month(2022, 6): D(110), Month(2022, 12): D(140),
    Month(2023, 6): D(160), Month(2023, 12): D(180), Month(YEAR, 6): D(200),
}  # fmt: skip


def test_the_median_additions_of_the_months_to_come_where_months_are_missing() -> None:
    known = lay_out(Kind.STOCK, Month(YEAR, 6), Month(YEAR, 12), FIGURES, None, D(180))
    said = project("stock", known)
    assert isinstance(said, Projection)
    assert said.value == 225  # 30 and 20 in the second halves
    assert said.base_years == (2022, 2023)
    assert said.formula.en == "latest + median net additions of earlier years' remaining months"


def test_half_by_the_median_and_half_by_the_level_of_late() -> None:
    """Ten a month in two years, fifteen a month in this one."""
    figures, level = {}, D(0)
    for year, added in ((2022, 10), (2023, 10), (YEAR, 15)):
        for month in range(1, 13 if year < YEAR else 7):
            level += added
            figures[Month(year, month)] = level
    known = lay_out(Kind.STOCK, Month(YEAR, 6), Month(YEAR, 12), figures, None, D(240))
    said, of_late = project("stock", known), project("smoothed", known)
    assert isinstance(said, Projection)
    assert isinstance(of_late, Projection)
    assert said.value == (level + 60 + of_late.value) / 2


def test_a_first_year_is_carried_on_without_an_interval() -> None:
    figures = {Month(YEAR, month): D(20 + 10 * month) for month in range(1, 5)}
    known = lay_out(Kind.STOCK, Month(YEAR, 4), Month(YEAR, 12), figures, None, D(20))
    assert isinstance(project("stock", known), Abstention)
    said = forecast(known, "auto")
    assert isinstance(said, Projection)
    assert (said.model, said.low, said.high) == ("linear", None, None)


def test_what_has_only_grown_does_not_end_below_what_is_there() -> None:
    known = lay_out(Kind.STOCK, Month(YEAR, 6), Month(YEAR, 12), FIGURES, None, D(180))
    said = forecast(known, "auto")
    assert isinstance(said, Projection)
    assert said.low is not None
    assert said.low >= 200
