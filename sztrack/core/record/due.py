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


STEP = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}
"""Months between two figures; events have no calendar."""


def _is_published(month: Month, step: int) -> bool:
    """Whether a period that is published about ends with the month."""
    return month.month > 1 and month.month % step == 0


@cache
def due(frequency: Frequency, lag: int, until: Month, today: Month) -> Month | None:
    """The newest period that ends by `until` and whose figures were to be published before the
    month `today`; None for events, which have no due month.

    A period that ends with month m is published during month m + `lag`, so it is due from the month
    after that.
    """
    step = STEP.get(frequency)
    if step is None:
        return None
    newest = min(until, today.plus(-lag - 1))
    while not _is_published(newest, step):
        newest = newest.plus(-1)
    return newest


def periods(frequency: Frequency, year: int) -> tuple[Month, ...]:
    """The last months of the year's periods that are published about; events have none."""
    step = STEP.get(frequency)
    if step is None:
        return ()
    months = (Month(year, month) for month in range(1, 13))
    return tuple(month for month in months if _is_published(month, step))


def due_for(target: Target, clock: Clock) -> Month | None:
    """The newest period up to the goal's month whose figures `target` should have by now; None if
    nothing of the goal's year is due. The goal's own month is due in the end, whether or not a
    quarter or a year ends with it.
    """
    until = min(clock.as_of, target.by) if clock.replay else target.by
    found = due(target.frequency, target.lag, until, clock.today)
    if found and is_final_due(target, clock):
        return target.by
    return found if found and found.year == target.by.year else None


def is_over(target: Target, clock: Clock) -> bool:
    """Whether the goal's month is past: audited to its end, or, where no month was asked for, gone
    by.
    """
    return clock.as_of >= target.by if clock.replay else clock.today > target.by


def is_final_due(target: Target, clock: Clock) -> bool:
    """Whether the figure of the goal's own month should be out, whatever the month of the data."""
    return is_over(target, clock) and target.by.plus(target.lag) < clock.today


def months_late(target: Target, through: Month | None, clock: Clock) -> int:
    """How many months the newest figure, of the month `through`, is behind what would be out by
    now, across the year's end; in a replay the clock stands at the audited month. Every month of
    the year counts where there is no figure, none once that of the goal's month is there.
    """
    before = Month(target.by.year - 1, 12)
    newest = through if through and through > before else before
    until = clock.as_of if clock.replay else clock.today
    out = due(target.frequency, target.lag, until, clock.today)
    if out is None or newest >= target.by:
        return 0
    if is_final_due(target, clock):
        out = max(out, target.by)
    return max(0, newest.until(out))
