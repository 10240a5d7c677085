"""Series of every kind as amounts that add up."""

from __future__ import annotations

from decimal import Decimal as D

from sztrack.core.words.period import Month
from sztrack.core.words.years import of_flow, of_growth, of_stock


def test_a_flow_is_its_months_and_a_quarter_is_spread_evenly() -> None:
    years = of_flow({Month(2023, 1): D(10), Month(2023, 3): D(40), Month(2023, 6): D(100)})
    assert years.seen[2023].amounts == [
        0,
        10,
        None,
        40,
        None,
        None,
        100,
        None,
        None,
        None,
        None,
        None,
        None,
    ]
    assert years.seen[2023].months == [10, 15, 15, 20, 20, 20]


def test_months_end_where_more_than_a_quarter_is_missing() -> None:
    assert of_flow({Month(2023, 2): D(10), Month(2023, 6): D(100)}).seen[2023].months == [5, 5]


def test_a_stock_is_what_was_added_since_december() -> None:
    figures = {
        Month(2022, 12): D(100),
        Month(2023, 6): D(130),
        Month(2023, 12): D(160),
        Month(2024, 3): D(170),
    }
    years = of_stock(
        figures, 2024, D(158)
    )  # the plan states another level for the year's start than December had
    assert 2022 not in years.seen
    assert [
        years.seen[year].amounts[month] for year, month in ((2023, 6), (2023, 12), (2024, 3))
    ] == [30, 60, 12]


def test_a_stock_without_a_start_has_no_year() -> None:
    assert of_stock({Month(2024, 3): D(170)}, 2024, None).seen == {}


def test_official_growth_is_reproduced_whatever_became_of_the_base() -> None:
    levels = {
        Month(2022, 12): D(1000),
        Month(2023, 6): D(600),
        Month(2023, 12): D(1210),
    }  # +21 % published levels, +10 % official
    growths = {Month(2023, 6): D(8), Month(2023, 12): D(10), Month(2024, 6): D(5)}
    years = of_growth(growths, levels)
    grown = years.seen[2023].amounts[12]
    assert grown is not None
    assert grown / D(1000) == D("1.1")
    base, now = years.base[2023].amounts[6], years.seen[2024].amounts[6]
    assert base is not None
    assert now is not None
    assert now / base == D("1.05")
    assert years.base[2023].amounts[12] == 1100  # on the base of 2022


def test_growth_without_levels_has_no_amounts() -> None:
    assert of_growth({Month(2023, 12): D(10)}, {}).seen == {}


def test_a_run_of_years_stops_at_a_gap() -> None:
    whole = {
        Month(year, month): D(month) for year in (2019, 2021, 2022, 2023) for month in range(1, 13)
    }
    years = of_flow(whole)
    assert [len(years.run(last, most)) for last, most in ((2023, 9), (2023, 2), (2020, 9))] == [
        3,
        2,
        0,
    ]
