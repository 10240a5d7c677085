"""Totals of earlier years that cannot be right."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

import pytest

from sztrack.core.model import Kind, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.mistyped import without_mistyped
from sztrack.core.words.period import Month


def one_a_month(slips: Mapping[tuple[int, int], str]) -> dict[Month, D]:
    """Three years of one a month, and this one up to October, with slips of a finger."""
    figures = {
        Month(year, month): D(month) for year in (2021, 2022, 2023) for month in range(1, 13)
    }
    figures |= {Month(2024, month): D(month) for month in range(1, 11)}
    return figures | {Month(*when): D(figure) for when, figure in slips.items()}


@pytest.mark.parametrize(
    ("slips", "left_out"),
    [
        ({}, []),
        ({(2023, 10): "19"}, [Month(2023, 10)]),  # higher than the total after it
        ({(2023, 10): "1"}, [Month(2023, 10)]),  # lower than the total before it
        ({(2023, 12): "120"}, [Month(2023, 12)]),  # a December of 109
        ({(2023, 12): "15"}, []),  # a strong end
        ({(2024, 5): "19"}, []),  # what this year says is not judged here
        ({(2022, 5): "3.5", (2023, 5): "3.5"}, []),  # falls now and then
    ],
)
def test_what_stands_out_of_its_row_is_left_out(
    slips: Mapping[tuple[int, int], str], left_out: list[Month]
) -> None:
    figures = one_a_month(slips)
    kept = without_mistyped(figures, 2024)
    assert [month for month in figures if month not in kept] == left_out


@pytest.mark.parametrize("slip", [(2023, 10, "19"), (2023, 12, "120"), (2022, 6, "66")])
@pytest.mark.parametrize("through", [4, 10])
def test_a_slip_costs_a_projection_little(slip: tuple[int, int, str], through: int) -> None:
    year, month, figure = slip
    figures = one_a_month({(year, month): figure})
    known = {when: total for when, total in figures.items() if when <= Month(2024, through)}
    said = forecast(lay_out(Kind.FLOW, Month(2024, through), Month(2024, 12), known), "auto")
    assert isinstance(said, Projection)
    assert said.low is not None
    assert said.high is not None
    assert abs(said.value - 12) < D("0.6")
    assert through <= said.low <= 12 <= said.high < 16
