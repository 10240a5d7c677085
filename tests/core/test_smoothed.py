"""The model of the recent level on ordinary and odd series."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Abstention, Kind, Op, Projection
from sztrack.core.outlook.festival import in_january
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import project, smoothed
from sztrack.core.words.period import Month
from tests.core.series import YEAR, cumulated, flow, goal, months

FULL = [2, 3, 6, 9, 11]
amounts = st.one_of(st.just(0), st.integers(-50, 5000), st.integers(0, 10**9))
odd_years = st.lists(st.lists(amounts, min_size=12, max_size=12), min_size=1, max_size=7)


def by_years(rows: list[list[int]]) -> dict[int, list[int]]:
    return {YEAR - len(rows) + 1 + place: row for place, row in enumerate(rows)}


@given(
    odd_years, st.integers(2, 11), st.sets(st.integers(1, 11), max_size=6), st.integers(1, 100000)
)
def test_any_series_is_projected_or_says_why_not(
    rows: list[list[int]], through: int, gaps: set[int], unit: int
) -> None:
    skip = sorted(gaps - {through})
    said = forecast(
        flow(by_years(rows), through, skip), "smoothed", goal=goal(Op.AT_LEAST, D(1000))
    )
    scaled = forecast(
        flow(
            {year: [month * unit for month in row] for year, row in by_years(rows).items()},
            through,
            skip,
        ),
        "smoothed",
    )
    if isinstance(said, Abstention) or isinstance(scaled, Abstention):
        assert said == scaled
        return
    assert abs(said.value * unit - scaled.value) <= D("1e-9") * max(
        abs(scaled.value), D(sum(map(abs, rows[-1] + rows[0])) * unit), D(1)
    )
    if said.low is not None and said.high is not None and said.probability is not None:
        slack = D("1e-9") * abs(said.value)
        assert said.low - slack <= said.value <= said.high + slack
        assert 1 <= said.probability <= 99


@given(
    st.lists(st.lists(st.integers(1, 1000), min_size=12, max_size=12), min_size=2, max_size=5),
    st.integers(2, 11),
)
def test_an_amount_that_only_grows_ends_no_lower_than_it_stands(
    rows: list[list[int]], through: int
) -> None:
    history = flow(by_years(rows), through)
    said = forecast(history, "smoothed")
    assert isinstance(said, Projection)
    assert said.low is not None
    assert said.low >= history.actuals[history.through]
    assert said.value > history.actuals[history.through]


def test_a_single_month_long_ago_takes_nothing_back() -> None:
    none, once = [0] * 12, [0] * 9 + [1, 0, 0]
    said = forecast(flow(by_years([none, none, once, none]), 10), "smoothed")
    assert isinstance(said, Projection)
    assert said.value == 0


@pytest.mark.parametrize("through", FULL)
def test_the_same_year_again_stays_within_two_percent(through: int) -> None:
    row = months(2023)
    said = project("smoothed", flow(dict.fromkeys(range(2021, 2025), row), through))
    assert isinstance(said, Projection)
    assert abs(said.value / sum(row, D(0)) - 1) < D("0.02")


@pytest.mark.parametrize(
    ("base_years", "used"),
    [(1, (2023,)), (3, (2021, 2022, 2023)), (8, (2019, 2020, 2021, 2022, 2023))],
)
def test_it_goes_by_at_most_five_years(base_years: int, used: tuple[int, ...]) -> None:
    said = project(
        "smoothed", flow({year: months(year) for year in range(YEAR - base_years, YEAR + 1)}, 6)
    )
    assert isinstance(said, Projection)
    assert said.base_years == used


@pytest.mark.parametrize("through", FULL)
def test_a_joint_january_and_february_is_read_as_two_equal_months(through: int) -> None:
    split = {
        year: [(row := months(year))[0] / 2 + row[1] / 2] * 2 + row[2:]
        for year in range(2021, 2025)
    }
    joint = {year: months(year) for year in range(2021, 2025)}
    assert project("smoothed", flow(joint, through, skip=[1])) == project(
        "smoothed", flow(split, through)
    )


def test_a_quarterly_series_is_projected_at_its_quarters() -> None:
    quarterly = [1, 2, 4, 5, 7, 8, 10, 11]
    years = {year: months(year) for year in range(2021, 2025)}
    total = sum(months(2024))
    for through in (3, 6, 9):
        said = forecast(flow(years, through, quarterly), "smoothed")
        assert isinstance(said, Projection)
        assert said.low is not None
        assert abs(said.value / total - 1) < D("0.03")


def test_a_missing_month_is_bridged_a_missing_half_year_is_not() -> None:
    years = {year: months(year) for year in range(2021, 2025)}
    assert isinstance(project("smoothed", flow(years, 9, skip=[4, 5])), Projection)
    assert isinstance(project("smoothed", flow(years, 9, skip=[3, 4, 5])), Abstention)


def test_nothing_without_last_year() -> None:
    years = {year: months(year) for year in (2021, 2022, 2024)}
    assert isinstance(project("smoothed", flow(years, 6)), Abstention)


def test_a_series_that_changes_sign_moves_last_years_remainder() -> None:
    last, now = [10, -20, 5, 5, 5, 5, -30, 5, 5, 5, -20, 5], [11, -19, 6]
    said = project("smoothed", flow({2023: last, 2024: now}, 3))
    assert isinstance(said, Projection)
    assert (
        said.value == -2 + (-15) + 9 * D(3) / 6
    )  # known + last year's rest + nine months x (change so far / (3 + 3))


def test_past_errors_are_those_of_the_years_that_had_a_year_before() -> None:
    history = flow({year: months(year) for year in range(2020, 2025)}, 6)
    past = smoothed.misses(history)
    assert [miss.year for miss in past] == [2023, 2022, 2021]
    assert [miss.actual for miss in past] == [
        history.actuals[Month(year, 12)] for year in (2023, 2022, 2021)
    ]
    assert smoothed.misses(flow({year: months(year) for year in (2023, 2024)}, 6)) == ()


def test_calm_and_wild_series_have_intervals_of_their_own() -> None:
    wild = {
        year: [
            month * (3 if (place + year) % 4 == 0 else 1)
            for place, month in enumerate(months(year))
        ]
        for year in range(2020, 2025)
    }
    widths = []
    for years in ({year: months(year) for year in range(2020, 2025)}, wild):
        said = forecast(flow(years, 6), "smoothed")
        assert isinstance(said, Projection)
        assert said.low is not None
        assert said.high is not None
        widths.append((said.high - said.low) / said.value)
    assert widths[1] > 2 * widths[0]


RISING = {year: months(year) for year in range(2020, 2025)}
CALM = [10] * 12


@pytest.mark.parametrize(
    ("years", "through", "skip", "expected"),
    [
        pytest.param(
            RISING, 2, [1], "3017.183 3087.713 3160.626", id="January and February in one release"
        ),
        pytest.param(RISING, 6, [1], "3043.198 3079.417 3116.438", id="the same, at midyear"),
        pytest.param(
            RISING | {2022: [200, 0, *months(2022)[2:]]},
            6,
            [],
            "3020.185 3084.662 3151.185",
            id="one joint year of many",
        ),
        pytest.param(
            {2023: CALM, 2024: [1] * 3},
            3,
            [],
            "13.14057 41.09700 130.0118",
            id="falls below a fifth",
        ),
        pytest.param(
            {2023: CALM, 2024: [90] * 9},
            9,
            [],
            "839.3561 1016.350 1233.036",
            id="grows beyond five times",
        ),
        pytest.param(
            {2023: CALM, 2024: [45] * 9},
            9,
            [],
            "444.0938 508.2642 582.4967",
            id="grows less than five times",
        ),
        pytest.param(
            {2023: [0] * 12, 2024: CALM}, 6, [], "97.88378 100 102.1839", id="nothing last year"
        ),
        pytest.param(
            {2023: CALM, 2024: [0] * 12},
            6,
            [],
            "0.1048754 2.902427 83.05055",
            id="nothing this year",
        ),
        pytest.param(
            {2022: [0] * 12, 2023: CALM, 2024: CALM},
            6,
            [],
            "106.3254 120 135.5980",
            id="an empty base year",
        ),
        pytest.param(
            {2023: [60, *[0] * 11], 2024: [70] + [0] * 11},
            6,
            [],
            "75.04423 76.66667 78.34102",
            id="all in January",
        ),
        pytest.param(
            {2023: [*CALM[:6], *[0] * 6], 2024: CALM},
            6,
            [],
            "60 60 61.31036",
            id="no second half last year",
        ),
        pytest.param(
            {2023: [5, -20, *CALM[2:]], 2024: CALM},
            4,
            [],
            "117.0024 162.3043 225.8883",
            id="a month taken back",
        ),
        pytest.param(
            {2023: [1] * 12, 2024: [-9, *CALM[1:]]},
            4,
            [],
            "29.46775 60.95384 127.0070",
            id="taken back this year",
        ),
        pytest.param(
            {2023: CALM, 2024: [1] + [0] * 11},
            2,
            [],
            "15.28412 48.35080 154.7368",
            id="hardly begun",
        ),
    ],
)
def test_projections_of_odd_series(
    years: dict[int, list[int]], through: int, skip: list[int], expected: str
) -> None:
    said = forecast(flow(years, through, skip), "smoothed")
    assert isinstance(said, Projection)
    figures = (said.low, said.value, said.high)
    assert " ".join(f"{figure:.7g}" for figure in figures if figure is not None) == expected


def test_a_year_without_this_month_is_no_past_error_and_those_before_it_are() -> None:
    figures = cumulated({year: months(year) for year in range(2019, 2025)})
    del figures[Month(2022, 6)]
    gap = lay_out(Kind.FLOW, Month(YEAR, 6), Month(YEAR, 12), figures)

    assert [(miss.year, miss.actual) for miss in smoothed.misses(gap)] == [
        (2023, figures[Month(2023, 12)]),
        (2021, figures[Month(2021, 12)]),
    ]


@pytest.mark.parametrize(
    ("through", "expected"),
    [
        (2, "3017.183 3087.713 3160.626"),
        (3, "3038.905 3091.683 3145.923"),
        (9, "3050.465 3067.747 3085.303"),
    ],
)
def test_what_the_festival_moves_between_january_and_february_is_read_as_one(
    through: int, expected: str
) -> None:
    """A February that is the weaker, the less of the festival lies in January."""
    years = {year: months(year) for year in range(2020, 2025)}
    for year, row in years.items():
        part = in_january(year)
        assert part is not None
        moved = round(row[0] * D(part - 0.5) * D("0.4"))
        years[year] = [row[0] - moved, row[1] + moved, *row[2:]]

    said = forecast(flow(years, through), "smoothed")

    assert isinstance(said, Projection)
    assert f"{said.low:.7g} {said.value:.7g} {said.high:.7g}" == expected
