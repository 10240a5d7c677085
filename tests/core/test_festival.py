"""The Spring Festival's dates, and series whose split between January and February follows them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from itertools import pairwise
from math import exp, radians, sin

import pytest

from sztrack.core.model import Projection
from sztrack.core.outlook.festival import DAYS, FIRST_YEAR, in_january, splits
from sztrack.core.outlook.pace import project
from tests.core.series import flow, months

LAST = FIRST_YEAR + len(DAYS) - 1


def day(year: int) -> date:
    return date(year, 1, 1) + timedelta(days=DAYS[year - FIRST_YEAR] - 1)


@pytest.mark.parametrize(
    "festival",
    [
        date(1985, 2, 20),
        date(2008, 2, 7),
        date(2023, 1, 22),
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2033, 1, 31),
    ],
)
def test_known_dates(festival: date) -> None:
    assert day(festival.year) == festival


def test_every_date_is_one_that_a_lunar_year_can_begin_on() -> None:
    days = [day(year) for year in range(FIRST_YEAR, LAST + 1)]
    assert all(date(found.year, 1, 21) <= found <= date(found.year, 2, 21) for found in days)
    assert {(after - before).days for before, after in pairwise(days)} <= {
        353,
        354,
        355,
        383,
        384,
        385,
    }


def new_moon(near: date) -> datetime:
    """The new moon nearest to a day, in Beijing: Meeus, Astronomical Algorithms (1998), chapter 49,
    without the terms below a minute or two.
    """
    epoch = datetime(2000, 1, 6, 14, 20, 37, tzinfo=UTC)
    month = timedelta(days=29.530588861)
    k = round((datetime(near.year, near.month, near.day, tzinfo=UTC) - epoch) / month)
    sun, moon, latitude = (
        radians(begin + rate * k)
        for begin, rate in (
            (2.5534, 29.1053567),
            (201.5643, 385.81693528),
            (160.7108, 390.67050284),
        )
    )
    days = (
        -0.4072 * sin(moon)
        + 0.17241 * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * sin(moon - sun)
        - 0.00514 * sin(moon + sun)
        + 0.00208 * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * latitude)
    )
    return epoch + k * month + timedelta(days=days, hours=8)


def test_every_date_is_the_day_of_a_new_moon_in_beijing() -> None:
    room = timedelta(minutes=15)
    for year in range(FIRST_YEAR, LAST + 1):
        moment = new_moon(day(year))
        assert (moment - room).date() <= day(year) <= (moment + room).date(), year


@pytest.mark.parametrize(
    ("year", "part"),
    [(2023, 16 / 21), (2024, 0.0), (2012, 15 / 21), (FIRST_YEAR - 1, None), (LAST + 1, None)],
)
def test_the_part_of_the_days_around_it_that_lies_in_january(year: int, part: float | None) -> None:
    assert in_january(year) == part


def moved(year: int, effect: float) -> list[D]:
    """A year whose first two months bring 400 together, parted by the festival."""
    part = in_january(year)
    assert part is not None
    february = 400 * exp(effect * (part - 0.5)) / (1 + exp(effect * (part - 0.5)))
    return [D(f"{400 - february:.6f}"), D(f"{february:.6f}"), *months(2020)[2:]]


def test_a_split_that_follows_the_festival_is_told_from_one_that_does_not() -> None:
    followed = [[float(month) for month in moved(year, 0.5)] for year in (2022, 2023, 2024)]
    assert splits(followed, 2024)
    assert not splits(
        [[float(month) for month in moved(year, -0.5)] for year in (2022, 2023, 2024)], 2024
    )
    assert not splits(
        [[float(month) for month in months(year)] for year in (2022, 2023, 2024)], 2024
    )
    assert not splits(followed[1:], 2024)  # two years do not tell
    assert not splits([*followed[:2], [0.0, 5.0]], 2024)
    assert not splits([*followed[:2], [5.0]], 2024)


def test_where_it_decides_the_split_the_two_months_are_one() -> None:
    """The same year again, but for the festival: the model sees through it."""
    years = {year: moved(year, 0.8) for year in range(2021, 2025)}
    joint = {year: [D(200), D(200), *row[2:]] for year, row in years.items()}
    said, alike = project("smoothed", flow(years, 2)), project("smoothed", flow(joint, 2))
    assert isinstance(said, Projection)
    assert isinstance(alike, Projection)
    assert round(said.value, 3) == round(alike.value, 3)
