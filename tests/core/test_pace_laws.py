"""Laws that every pace model keeps, without a test of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.kinds import measured
from sztrack.core.model import Abstention, Kind, Projection, Share
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import model, names, project
from sztrack.core.words.period import Month
from tests.core.series import history

every_model = pytest.mark.parametrize("name", names())
every_kind = pytest.mark.parametrize("kind", measured())
every_month = pytest.mark.parametrize("through", [2, 3, 6, 9, 11])
CLOSE = D("1e-9")


def equal(one: Projection | Abstention, other: Projection | Abstention, factor: D = D(1)) -> bool:
    """The same answer in another unit: value, interval and chance."""
    if isinstance(one, Abstention) or isinstance(other, Abstention):
        return one == other
    pairs = ((one.value, other.value), (one.low, other.low), (one.high, other.high))
    same = all(
        a == b if a is None or b is None else abs(a * factor - b) <= CLOSE * abs(b)
        for a, b in pairs
    )
    return same and replace(one, value=D(0), low=None, high=None, misses=()) == replace(
        other, value=D(0), low=None, high=None, misses=()
    )


@every_model
@every_kind
def test_twelve_known_months_give_the_actual(name: str, kind: Kind) -> None:
    whole = history(kind, 12)
    said = project(name, whole)
    assert isinstance(said, Projection)
    assert said.value == whole.actuals[Month(2024, 12)]
    assert forecast(whole, name) == said


@every_model
@every_kind
@every_month
@pytest.mark.parametrize("unit", ["10000", "0.0001", "7"])
def test_a_change_of_unit_scales_the_answer(name: str, kind: Kind, through: int, unit: str) -> None:
    factor = D(1) if kind is Kind.GROWTH else D(unit)
    assert equal(
        forecast(history(kind, through), name),
        forecast(history(kind, through, unit=D(unit)), name),
        factor,
    )


@every_model
@every_kind
@pytest.mark.parametrize("base_years", [0, 1, 3])
def test_too_little_gives_no_projection(name: str, kind: Kind, base_years: int) -> None:
    early = history(kind, model(name).MINIMUM_MONTHS - 1, base_years=base_years)
    assert isinstance(project(name, early), Abstention)
    assert isinstance(forecast(early, name), Abstention)


@every_model
@every_kind
@every_month
def test_figures_after_the_month_change_nothing(name: str, kind: Kind, through: int) -> None:
    assert forecast(history(kind, through), name) == forecast(
        history(kind, through, later=True), name
    )


@every_model
@every_kind
@every_month
def test_the_order_of_the_figures_changes_nothing(name: str, kind: Kind, through: int) -> None:
    assert forecast(history(kind, through), name) == forecast(
        history(kind, through, backwards=True), name
    )


@every_model
@every_kind
@every_month
@pytest.mark.parametrize("base_years", [0, 1, 2, 3, 6])
def test_the_interval_contains_the_projection(
    name: str, kind: Kind, through: int, base_years: int
) -> None:
    said = forecast(history(kind, through, base_years=base_years), name)
    if isinstance(said, Projection) and said.low is not None and said.high is not None:
        assert said.low <= said.value <= said.high
    else:
        assert isinstance(said, Abstention) or (
            said.low,
            said.high,
            said.level,
            said.probability,
        ) == (None, None, None, None)


@every_model
@every_kind
def test_the_expected_share_grows_to_one(name: str, kind: Kind) -> None:
    shares = [model(name).share(history(kind, through)) for through in range(2, 13)]
    values = [share.value for share in shares if isinstance(share, Share)]
    assert len(values) in (0, 11)
    assert values == sorted(values)
    assert not values or (0 < values[0] < 1 and values[-1] == 1)


@every_model
@every_kind
def test_a_projection_names_its_model(name: str, kind: Kind) -> None:
    said = project(name, history(kind, 6))
    assert said.model == name or (
        name == "auto" and isinstance(said, Projection) and said.model in names()
    )


def test_linear_share_is_the_elapsed_share() -> None:
    assert model("linear").share(history(Kind.FLOW, 6)) == Share("linear", D("0.5"), ())


def test_seasonal_is_the_mean_share_of_the_base_years() -> None:
    half = {
        Month(2022, 6): D(40),
        Month(2022, 12): D(100),
        Month(2023, 6): D(50),
        Month(2023, 12): D(100),
        Month(2024, 6): D(45),
    }
    known = lay_out(Kind.FLOW, Month(2024, 6), Month(2024, 12), half)
    assert model("seasonal").share(known) == Share("seasonal", D("0.45"), (2022, 2023))
    said = project("seasonal", known)
    assert isinstance(said, Projection)
    assert said.value == 100


def test_seasonal_needs_a_base_year_with_both_ends() -> None:
    half = {Month(2023, 6): D(50), Month(2022, 12): D(100), Month(2024, 6): D(45)}
    known = lay_out(Kind.FLOW, Month(2024, 6), Month(2024, 12), half)
    assert isinstance(model("seasonal").share(known), Abstention)
    assert isinstance(project("seasonal", known), Abstention)


def test_reference_goes_by_last_year_alone() -> None:
    half = {
        Month(2022, 6): D(40),
        Month(2022, 12): D(100),
        Month(2023, 6): D(50),
        Month(2023, 12): D(100),
        Month(2024, 6): D(45),
    }
    known = lay_out(Kind.FLOW, Month(2024, 6), Month(2024, 12), half)
    said = project("reference", known)
    assert isinstance(said, Projection)
    assert said.value == 90
    assert said.base_years == (2023,)


def test_an_unknown_model_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        model("crystal-ball")
