"""What came in about an indicator, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from sztrack.core.due import periods
from sztrack.core.model import Assessment
from sztrack.core.period import Month


class Coverage(Enum):
    """The state of one period of one indicator."""

    REPORTED = "reported"
    REVISED = "revised"
    SECOND_HAND = "second_hand"
    DUE = "due"
    """The period has ended; its figure is not late yet."""
    OVERDUE = "overdue"


def coverage(a: Assessment, as_of: Month) -> Mapping[Month, Coverage]:
    """The months of the plan's year that have a figure, or should have one by now; periods later than both are left out."""
    series, year, found = a.series, a.target.by.year, {}
    for period in periods(a.target.frequency, year):
        if a.due and period <= a.due:
            found[period] = Coverage.OVERDUE
        elif period <= min(as_of, a.target.by):
            found[period] = Coverage.DUE
    for figures in (series.growths, series.levels, series.actuals):
        for month, figure in figures.items():
            if month.year == year:
                found[month] = Coverage.SECOND_HAND if figure.second_hand else Coverage.REVISED if figure.revised else Coverage.REPORTED
    return dict(sorted(found.items()))
