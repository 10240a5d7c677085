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


def test_a_year_with_a_month_to_come_or_none_before_it_ends_a_run() -> None:
    figures = {Month(2023, month): D(month) for month in range(1, 13)}
    figures |= {Month(2024, month): D(month) for month in range(1, 12)}
    years = of_flow(figures)
    assert [len(years.run(last, 3)) for last in (2024, 2023, 2022)] == [0, 1, 0]
    assert years.run(2023, 3) == [[1.0] * 12]


def test_a_run_of_years_is_told_oldest_first() -> None:
    figures = {
        Month(year, month): D(month * (year - 2021))
        for year in (2022, 2023)
        for month in range(1, 13)
    }
    assert of_flow(figures).run(2023, 3) == [[1.0] * 12, [2.0] * 12]


def test_a_year_whose_growth_or_levels_are_not_known_starts_a_base_of_its_own() -> None:
    levels = {Month(2022, 12): D(1000), Month(2023, 12): D(1210), Month(2024, 12): D(1300)}

    def base(growths: dict[Month, D], levels: dict[Month, D] = levels) -> list[D | None]:
        return [year.amounts[12] for year in of_growth(growths, levels).base.values()]

    assert base({Month(2023, 12): D(10), Month(2024, 12): D(5)}) == [1000, 1100, D("1155.0")]
    assert base({}) == [1000, 1210, 1300]
    # Where only the growth of 2024 is not known, its level counts as that of 2023 did.
    of_2024 = base({Month(2023, 12): D(10)})[2]
    assert of_2024 is not None
    assert round(of_2024, 1) == round(D(1300) * 1100 / 1210, 1)
    # From nothing nothing grows, and nothing is measured by a year without a figure.
    assert base({Month(2023, 12): D(10)}, levels | {Month(2022, 12): D(0)}) == [0, 1210, 1300]
    assert base({Month(2023, 12): D(10)}, levels | {Month(2023, 12): D(0)}) == [1000, 0, 1300]


def test_amounts_grown_need_both_the_growth_and_the_year_before() -> None:
    levels = {Month(2023, 3): D(200), Month(2023, 12): D(1000)}
    growths = {Month(2024, 3): D(10), Month(2024, 6): D(10), Month(2022, 3): D(5)}

    seen = of_growth(growths, levels).seen

    assert list(seen) == [2024]
    assert seen[2024].amounts[:7] == [0, None, None, 220, None, None, None]
