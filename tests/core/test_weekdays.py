"""The weekdays of a month and what a series owes to them."""

from __future__ import annotations

from math import log

import pytest

from sztrack.core.outlook.weekdays import factors, kinds


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [
        (2023, 2, 0),  # four full weeks
        (2024, 2, 1 + 3),  # 29 days, a fifth Thursday
        (2024, 4, 1 + 7 + 0),  # 30 days from Monday on
        (2024, 9, 1 + 7 + 6),  # 30 days from Sunday on
        (2024, 1, 1 + 14 + 0),  # 31 days from Monday on
        (2024, 12, 1 + 14 + 6),  # 31 days from Sunday on
    ],
)
def test_kinds_of_month(year: int, month: int, days: int) -> None:
    assert kinds(year)[month - 1] == days


def test_a_series_that_rests_on_sundays_shows_it() -> None:
    sundays_off = [
        [_open_days(year, month) for month in range(1, 13)] for year in range(2019, 2024)
    ]
    found = factors(sundays_off, [_open_days(2024, month) for month in range(1, 7)], 2024)
    assert found
    with_sunday, without = (
        1 + 14 + 6,
        1 + 14 + 0,
    )  # 31 days: with Sunday, Monday and Tuesday as the fifth, or Monday to Wednesday
    assert 0.5 * log(27 / 26) < log(found[without] / found[with_sunday]) < 1.2 * log(27 / 26)


def test_a_series_of_equal_months_has_no_weekdays() -> None:
    assert factors([[100.0] * 12] * 3, [100.0] * 5, 2024) == [1.0] * 22


def test_nothing_with_one_year_or_where_a_month_brought_nothing() -> None:
    assert factors([[100.0] * 12], [100.0] * 5, 2024) is None
    assert factors([[100.0] * 12, [*[100.0] * 11, 0.0]], [100.0] * 5, 2024) is None


def _open_days(year: int, month: int) -> float:
    extra = kinds(year)[month - 1]
    first, days = (0, 0) if extra == 0 else ((extra - 1) % 7, (extra - 1) // 7 + 1)
    return float(24 + sum((first + day) % 7 != 6 for day in range(days)))
