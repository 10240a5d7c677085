"""Laws that every pace model keeps, without a test of its own."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import Abstention, History, Kind, Projection, Share
from sztrack.core.pace import model, names
from sztrack.core.period import Month

MEASURED = (Kind.FLOW, Kind.STOCK, Kind.GROWTH, Kind.RATE)
every_model = pytest.mark.parametrize("name", names())
every_kind = pytest.mark.parametrize("kind", MEASURED)


def history(kind: Kind, through: int, *, unit: int = 1, base_years: int = 3) -> History:
    """Months of 2024 up to `through`, and whole base years before; a stock begins each year where the last one ended."""
    actuals = {}
    for year in range(2024 - base_years, 2025):
        for month in range(2, (through if year == 2024 else 12) + 1):
            level = {Kind.FLOW: month * month * (year - 2000), Kind.STOCK: 14400 * (year - 2000) + 100 * month * month}
            actuals[Month(year, month)] = (D(level[kind]) if kind in level else D(month) / 2) * unit
    start = D(14400 * 24) * unit if kind is Kind.STOCK else None
    return History(kind=kind, through=Month(2024, through), end=Month(2024, 12), actuals=actuals, levels={}, start=start)


@every_model
@every_kind
def test_a_complete_year_projects_to_itself(name: str, kind: Kind) -> None:
    whole = history(kind, 12)
    projection = model(name).project(whole)
    assert isinstance(projection, Projection)
    assert projection.value == whole.actuals[Month(2024, 12)]


@every_model
@every_kind
@pytest.mark.parametrize("through", [3, 6, 9, 11])
def test_a_change_of_unit_scales_the_answer(name: str, kind: Kind, through: int) -> None:
    small, large = (model(name).project(history(kind, through, unit=unit)) for unit in (1, 10000))
    assert isinstance(small, Projection)
    assert isinstance(large, Projection)
    assert round(large.value / 10000, 15) == round(small.value, 15)


@every_model
@every_kind
def test_too_little_gives_no_projection(name: str, kind: Kind) -> None:
    month = model(name).MINIMUM_MONTHS - 1
    thin = history(kind, 12)._replace(through=Month(2024, month), actuals={Month(2024, month): D(1)})
    assert isinstance(model(name).project(thin), Abstention)


@every_model
@pytest.mark.parametrize("through", [2, 6, 11, 12])
def test_the_expected_share_grows_to_one(name: str, through: int) -> None:
    share = model(name).share(history(Kind.FLOW, through))
    assert isinstance(share, Share)
    assert 0 < share.value <= 1
    assert (share.value == 1) is (through == 12)
    assert share.model == name


@every_model
def test_a_projection_names_its_model(name: str) -> None:
    projection = model(name).project(history(Kind.FLOW, 6))
    assert isinstance(projection, Projection)
    assert projection.model == name


def test_seasonal_is_the_mean_share_of_the_base_years() -> None:
    half = {Month(2022, 6): D(40), Month(2022, 12): D(100), Month(2023, 6): D(50), Month(2023, 12): D(100), Month(2024, 6): D(45)}
    known = History(kind=Kind.FLOW, through=Month(2024, 6), end=Month(2024, 12), actuals=half, levels={}, start=None)
    assert model("seasonal").share(known) == Share("seasonal", D("0.45"), (2022, 2023))
    projection = model("seasonal").project(known)
    assert isinstance(projection, Projection)
    assert projection.value == 100


def test_seasonal_needs_a_base_year_with_both_ends() -> None:
    half = {Month(2023, 6): D(50), Month(2022, 12): D(100), Month(2024, 6): D(45)}
    known = History(kind=Kind.FLOW, through=Month(2024, 6), end=Month(2024, 12), actuals=half, levels={}, start=None)
    assert isinstance(model("seasonal").share(known), Abstention)
    assert isinstance(model("seasonal").project(known), Abstention)


def test_an_unknown_model_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        model("crystal-ball")
