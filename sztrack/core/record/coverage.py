"""Which figures came in, which are due and which are late: one state per target and period of the
plan's year.

A period that ends with month m is published during month m + lag: it is due in that month and
overdue after it. January is never due by itself. Events are due once, in the month that the goal is
set for, unless a report says that they are done.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    DONE,
    Assessment,
    Figure,
    Frequency,
    Observation,
    Series,
    Target,
)
from sztrack.core.record.due import Clock, periods
from sztrack.core.record.stages import is_verification
from sztrack.core.words.period import Month


class Cover(Enum):
    """What is known of one period."""

    REPORTED = "reported"
    REVISED = "revised"
    SECOND_HAND = "second_hand"
    SKIPPED = "skipped"
    """Nothing came, but a later figure did."""
    NOT_DUE = "not_due"
    DUE = "due"
    """To be published this month."""
    OVERDUE = "overdue"


CAME = (Cover.REPORTED, Cover.REVISED, Cover.SECOND_HAND)


class Coverage(NamedTuple):
    """One target's periods of the year; months for which nothing is expected and nothing came are
    left out.
    """

    assessment: Assessment
    months: Mapping[Month, Cover]

    @property
    def target(self) -> Target:
        """Whose periods they are."""
        return self.assessment.target

    @property
    def owed(self) -> tuple[Month, ...]:
        """The periods that are overdue, the oldest first."""
        return tuple(month for month, cover in self.months.items() if cover is Cover.OVERDUE)

    @property
    def came(self) -> bool:
        """Whether anything of the year came in."""
        return self.newest is not None

    @property
    def newest(self) -> Month | None:
        """The newest period that something came for."""
        return max((month for month, cover in self.months.items() if cover in CAME), default=None)


def coverage(assessments: Iterable[Assessment], clock: Clock) -> list[Coverage]:
    """The grid, a row per assessment in their order. Where the month was asked for, nothing later
    is due.
    """
    return [Coverage(a, _months(a.series, clock)) for a in assessments]


def tally(rows: Iterable[Coverage]) -> Mapping[Cover, int]:
    """How many periods of `rows` are in each state."""
    return Counter(cover for row in rows for cover in row.months.values())


def by_owner(rows: Iterable[Coverage]) -> dict[str | None, list[Coverage]]:
    """The rows of each responsible unit in the order of the plan; those without one come last,
    under None.
    """
    owners: dict[str | None, list[Coverage]] = {}
    for row in rows:
        owners.setdefault(row.target.owner, []).append(row)
    return {owner: owners[owner] for owner in sorted(owners, key=lambda owner: owner is None)}


def expected(target: Target) -> tuple[Month, ...]:
    """The months whose figures `target` should have in the course of the year."""
    if target.frequency is Frequency.EVENT:
        return (target.by,) if traits(target.kind).is_deliverable else ()
    return tuple(month for month in periods(target.frequency, target.by.year) if month <= target.by)


def _months(series: Series, clock: Clock) -> Mapping[Month, Cover]:
    target = series.target
    came = {month: cover for month, cover in _came(series).items() if month.year == target.by.year}
    newest = max(came, default=Month(target.by.year, 1))
    done = any(
        row.stage in DONE for month, row in series.stages.items() if month.year == target.by.year
    )
    awaited = {
        month: _pending(month, target.lag, newest, clock) for month in expected(target) if not done
    }
    return dict(sorted((awaited | came).items()))


def _came(series: Series) -> dict[Month, Cover]:
    if traits(series.target.kind).is_deliverable:
        return {
            month: _state(row.revised or _replaces(row, series), row.second_hand)
            for month, row in series.stages.items()
        }
    figures: Mapping[Month, Figure] = (
        {**series.inexact, **series.growths, **series.levels}
        if traits(series.target.kind).is_followed
        else series.reported
    )
    return {
        month: _state(figure.revised or figure.replaced is not None, figure.second_hand)
        for month, figure in figures.items()
    }


def _replaces(chosen: Observation, series: Series) -> bool:
    """Whether an earlier report of the same month said another stage; a verification does not
    replace the report it follows.
    """
    earlier = [
        row
        for row in series.rows
        if row.stage
        and row.month == chosen.month
        and row.released
        and chosen.released
        and row.released < chosen.released
    ]
    return any(
        row.stage is not chosen.stage and not is_verification(row.stage, chosen.stage)
        for row in earlier
    )


def _state(revised: bool, second_hand: bool) -> Cover:
    return Cover.REVISED if revised else Cover.SECOND_HAND if second_hand else Cover.REPORTED


def _pending(month: Month, lag: int, newest: Month, clock: Clock) -> Cover:
    out = month.plus(lag)
    if month < newest:
        return Cover.SKIPPED
    if out > clock.today or (clock.replay and month > clock.as_of):
        return Cover.NOT_DUE
    return Cover.DUE if out == clock.today else Cover.OVERDUE
