"""Which figures should be out by now."""

from __future__ import annotations

import pytest

from sztrack.core.model import Frequency
from sztrack.core.record.due import Clock, due, due_for, is_over, months_late, periods
from sztrack.core.words.period import Month, parse_month
from tests.plans import plan


@pytest.mark.parametrize(
    ("frequency", "lag", "as_of", "today", "expected"),
    [
        (Frequency.MONTHLY, 1, "2024-09", "2024-11", "2024-09"),
        (Frequency.MONTHLY, 1, "2024-09", "2024-10", "2024-08"),
        (Frequency.MONTHLY, 2, "2024-09", "2024-10", "2024-07"),
        (Frequency.MONTHLY, 1, "2024-02", "2024-04", "2024-02"),
        (Frequency.MONTHLY, 1, "2024-02", "2024-03", "2023-12"),
        (Frequency.MONTHLY, 1, "2024-01", "2026-11", "2023-12"),
        (Frequency.QUARTERLY, 1, "2024-11", "2026-11", "2024-09"),
        (Frequency.QUARTERLY, 1, "2024-02", "2026-11", "2023-12"),
        (Frequency.ANNUAL, 1, "2024-11", "2026-11", "2023-12"),
        (Frequency.ANNUAL, 1, "2024-12", "2025-02", "2024-12"),
        (Frequency.EVENT, 1, "2024-12", "2026-11", None),
    ],
)
def test_due(frequency: Frequency, lag: int, as_of: str, today: str, expected: str | None) -> None:
    month, clock = parse_month(as_of), parse_month(today)
    assert month
    assert clock
    found = due(frequency, lag, month, clock)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("through", "as_of", "today", "replay", "expected"),
    [
        (None, "2024-09", "2024-11", True, 9),
        ("2024-06", "2024-09", "2024-11", True, 3),
        ("2024-09", "2024-09", "2024-11", True, 0),
        ("2024-09", "2024-09", "2024-11", False, 0),
        ("2024-09", "2024-09", "2025-01", False, 2),
        # Lateness goes on across the year's end until the goal's month has its figure.
        ("2024-09", "2024-09", "2027-06", False, 31),
        ("2024-12", "2024-12", "2027-06", False, 0),
        (None, "2024-12", "2027-06", False, 40),
        ("2023-12", "2024-09", "2024-11", True, 9),
    ],
)
def test_months_late(
    through: str | None, as_of: str, today: str, replay: bool, expected: int
) -> None:
    (target,) = plan('kind: flow\ngoal: ">= 18万人"\nid: jobs\nindicator: 就业').targets
    newest = parse_month(through) if through else None
    month, clock = parse_month(as_of), parse_month(today)
    assert month
    assert clock
    assert months_late(target, newest, Clock(month, clock, replay)) == expected


@pytest.mark.parametrize(
    ("frequency", "by", "today", "expected"),
    [
        ("monthly", "2024-08", "2024-09", ("2024-07", 4)),
        ("monthly", "2024-08", "2024-10", ("2024-08", 5)),
        # The goal's month is due in the end, whether or not a quarter or a year ends with it.
        ("quarterly", "2024-08", "2024-09", ("2024-06", 3)),
        ("quarterly", "2024-08", "2024-10", ("2024-08", 5)),
        ("annual", "2024-08", "2024-09", (None, 0)),
        ("annual", "2024-08", "2024-10", ("2024-08", 5)),
        ("event", "2024-08", "2024-10", (None, 0)),
    ],
)
def test_an_interim_goal_is_due_with_its_own_month(
    frequency: str, by: str, today: str, expected: tuple[str | None, int]
) -> None:
    goal = f'kind: flow\ngoal: ">= 18万人"\nid: jobs\nindicator: 就业\nfrequency: {frequency}\n'
    (target,) = plan(goal + f"by: {by}").targets
    newest, now = parse_month("2024-03"), parse_month(today)
    assert newest
    assert now
    clock = Clock(newest, now, replay=False)
    found = due_for(target, clock)
    assert (str(found) if found else None, months_late(target, newest, clock)) == expected


@pytest.mark.parametrize(
    ("as_of", "today", "replay", "expected"),
    [
        # What is due under --as-of ends with the month that was asked for, whatever the day.
        ("2024-07", "2024-12", True, "2024-07"),
        ("2024-07", "2024-12", False, "2024-08"),
        ("2024-08", "2024-12", True, "2024-08"),
        ("2024-09", "2024-12", True, "2024-08"),
        # Audited to the goal's month, but its figure is not out yet.
        ("2024-08", "2024-09", True, "2024-07"),
        ("2024-08", "2024-10", True, "2024-08"),
        ("2024-01", "2024-12", True, None),
    ],
)
def test_what_is_due_under_as_of(
    as_of: str, today: str, replay: bool, expected: str | None
) -> None:
    (target,) = plan("kind: flow\ngoal: '>= 18万人'\nby: 2024-08").targets
    month, now = parse_month(as_of), parse_month(today)
    assert month
    assert now

    found = due_for(target, Clock(month, now, replay))

    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("as_of", "today", "replay", "expected"),
    [
        ("2024-07", "2024-12", True, False),
        ("2024-08", "2024-08", True, True),
        ("2024-09", "2024-08", True, True),
        ("2024-07", "2024-08", False, False),
        ("2024-07", "2024-09", False, True),
    ],
)
def test_a_goal_is_over_once_its_month_was_audited_or_is_gone(
    as_of: str, today: str, replay: bool, expected: bool
) -> None:
    (target,) = plan("kind: flow\ngoal: '>= 18万人'\nby: 2024-08").targets
    month, now = parse_month(as_of), parse_month(today)
    assert month
    assert now

    assert is_over(target, Clock(month, now, replay)) is expected


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        (Frequency.MONTHLY, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        (Frequency.QUARTERLY, [3, 6, 9, 12]),
        (Frequency.ANNUAL, [12]),
        (Frequency.EVENT, []),
    ],
)
def test_the_periods_of_a_year_that_are_published_about(
    frequency: Frequency, months: list[int]
) -> None:
    assert periods(frequency, 2024) == tuple(Month(2024, month) for month in months)
