"""Which figures should be out by now. January is never due by itself: January and February are
released together.
"""

from functools import cache
from typing import NamedTuple

from sztrack.core.model import Frequency, Target
from sztrack.core.words.period import Month


class Clock(NamedTuple):
    """The month that is audited, and the month it is today; the first governs what counts, the
    second what is late.
    """

    as_of: Month
    today: Month
    replay: bool = True
    """The month was asked for: what is due stops there. Otherwise it is due until the goal's own
    month.
    """


_STEP = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}


@cache
def due(frequency: Frequency, lag: int, as_of: Month, today: Month) -> Month | None:
    """The newest period of `as_of`'s year, up to `as_of`, whose figures were to be published before
    the month `today`; None if none yet.

    A period that ends with month m is published during month m + `lag`, so it is due from the month
    after that. Events have no due month.
    """
    return max(
        (
            period
            for period in periods(frequency, as_of.year)
            if period <= as_of and period.plus(lag) < today
        ),
        default=None,
    )


def periods(frequency: Frequency, year: int) -> tuple[Month, ...]:
    """The last months of the year's periods that are published about; events have none."""
    step = _STEP.get(frequency)
    return tuple(Month(year, month) for month in range(2, 13) if month % step == 0) if step else ()


def due_for(target: Target, clock: Clock) -> Month | None:
    """The newest period whose figures `target` should have by now; None if nothing is due."""
    return due(
        target.frequency,
        target.lag,
        min(clock.as_of, target.by) if clock.replay else target.by,
        clock.today,
    )


def is_over(target: Target, clock: Clock) -> bool:
    """Whether the goal's month is past: audited to its end, or, where no month was asked for, gone
    by.
    """
    return clock.as_of >= target.by if clock.replay else clock.today > target.by


def late(due_month: Month | None, through: Month | None) -> int:
    """How many months the newest figure is behind what is due; every month of the year counts where
    there is none.
    """
    if due_month is None:
        return 0
    have = through.month if through and through.year == due_month.year else 0
    return max(0, due_month.month - have)
