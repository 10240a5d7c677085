"""Which figures should be out by now."""

from __future__ import annotations

import pytest

from sztrack.core.model import Frequency
from sztrack.core.record.due import due, late
from sztrack.core.words.period import Month, parse_month


@pytest.mark.parametrize(
    ("frequency", "lag", "as_of", "today", "expected"),
    [
        (Frequency.MONTHLY, 1, "2024-09", "2024-11", "2024-09"),
        (Frequency.MONTHLY, 1, "2024-09", "2024-10", "2024-08"),
        (Frequency.MONTHLY, 2, "2024-09", "2024-10", "2024-07"),
        (Frequency.MONTHLY, 1, "2024-02", "2024-04", "2024-02"),
        (Frequency.MONTHLY, 1, "2024-02", "2024-03", None),
        (Frequency.MONTHLY, 1, "2024-01", "2026-11", None),
        (Frequency.QUARTERLY, 1, "2024-11", "2026-11", "2024-09"),
        (Frequency.QUARTERLY, 1, "2024-02", "2026-11", None),
        (Frequency.ANNUAL, 1, "2024-11", "2026-11", None),
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
    ("due_month", "through", "expected"),
    [
        (None, None, 0),
        (Month(2024, 9), Month(2024, 9), 0),
        (Month(2024, 9), Month(2024, 6), 3),
        (Month(2024, 9), None, 9),
        (Month(2024, 6), Month(2024, 9), 0),
    ],
)
def test_late(due_month: Month | None, through: Month | None, expected: int) -> None:
    assert late(due_month, through) == expected
