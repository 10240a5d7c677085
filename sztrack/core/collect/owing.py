"""What the responsible units owe: figures whose time of publication has passed, and what a form for
one month asks of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import DONE, Assessment, Basis, Series, Target
from sztrack.core.record.coverage import CAME, Cover, Coverage, expected
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit


class Debt(NamedTuple):
    """The overdue periods of one target."""

    assessment: Assessment
    periods: tuple[Month, ...]
    """The oldest first."""
    since: Month
    """The month in which the oldest should have come."""
    newest: Month | None
    """The newest period that something came for."""

    @property
    def target(self) -> Target:
        """Whose figures they are."""
        return self.assessment.target

    def months_late(self, today: Month) -> int:
        """How late they are: the number that every other page gives of the row. An event has none
        there; it is late from the month on in which it was to be reported.
        """
        return self.assessment.late or self.since.until(today)


class Ask(NamedTuple):
    """One row of a form: the figure or the report that is asked for."""

    assessment: Assessment
    period: Month
    basis: Basis | None
    """None for a stage."""
    unit: Unit | None
    """What the level is to be written in; None where it is not known."""

    @property
    def target(self) -> Target:
        """What it is about."""
        return self.assessment.target


def owing(rows: Iterable[Coverage]) -> list[Debt]:
    """What is overdue, the longest first."""
    debts = [
        Debt(
            assessment=row.assessment,
            periods=row.owed,
            since=row.owed[0].plus(row.target.lag),
            newest=row.newest,
        )
        for row in rows
        if row.owed
    ]
    return sorted(debts, key=lambda debt: debt.since)


def asked(rows: Iterable[Coverage], month: Month) -> list[Ask]:
    """What to ask for at the end of `month`: of every indicator the periods that have not come, of
    every milestone where it stands. The oldest first.

    Whatever several targets are measured by is asked once; growth and level are two things.
    """
    asks: dict[tuple[str, Month, bool], Ask] = {}
    for row in rows:
        series = row.assessment.series
        basis = None if traits(row.target.kind).is_deliverable else _basis(series)
        for period in _wanted(row, month):
            key = name_key(row.target.indicator), period, traits(row.target.kind).by_growth
            asks.setdefault(
                key,
                Ask(
                    assessment=row.assessment,
                    period=period,
                    basis=basis,
                    unit=series.level_unit if basis else None,
                ),
            )
    return sorted(asks.values(), key=lambda ask: ask.period)


def _wanted(row: Coverage, month: Month) -> list[Month]:
    if traits(row.target.kind).is_deliverable:
        reports = {
            reported: report
            for reported, report in row.assessment.series.stages.items()
            if reported.year == month.year
        }
        done = bool(reports) and reports[max(reports)].stage in DONE
        return [] if done or row.months.get(month) in CAME else [month]
    return [
        period
        for period in expected(row.target)
        if period <= month and row.months.get(period) in (Cover.DUE, Cover.OVERDUE)
    ]


def _basis(series: Series) -> Basis:
    """The preferred basis of the kind; a rate is asked for on the basis of its newest figure that
    counts, since one on another basis would not be used.
    """
    kind = traits(series.target.kind)
    if not kind.is_reading or not series.actuals:
        return kind.bases[0]
    newest = max(series.actuals)
    came = {row.basis for row in series.rows if row.month == newest and row.value}
    return next(basis for basis in kind.bases if basis in came)
