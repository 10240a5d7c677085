"""How the rows came to where they stand: their verdicts month by month, and what changed since the
month before.

Earlier months are worked out from the figures known now, as the alarms are: a revision changes
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Projection, Rules, Status
from sztrack.core.record.due import Clock
from sztrack.core.verdict.alerts import Mark, mark
from sztrack.core.verdict.earlier import at_month
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month

Course = Mapping[str, dict[Month, Assessment]]
"""By target id and month of the audit, in the order of time; of rows about which anything was
published in the plan's year.
"""


class Turn(Enum):
    """What became of a row since the month before."""

    NEW = "new"
    WORSE = "worse"
    EASED = "eased"
    RECOVERED = "recovered"
    MET = "met"
    OVERDUE = "overdue"
    REPORTED = "reported"
    """Figures came in again, or for the first time."""


def course(report: Report, today: Month, pace: str | None = None) -> Course:
    """The year of each row up to the report's month."""
    first, months = Month(report.plan.year, 1), _earlier_months(report)
    years: dict[str, dict[Month, Assessment]] = {}
    for a in report.assessments:
        if any(row.month >= first for row in a.series.rows):
            ask = partial(
                at_month, a.target, a.series.rows, rules=report.plan.rules, today=today, pace=pace
            )
            years[a.target.id] = {month: ask(month) for month in months} | {report.as_of: a}
    return years


def earlier_reports(report: Report, pace: str | None = None) -> list[Report]:
    """The reports of the months before the report's in its year, in order: their verdicts alone,
    without findings and revisions.
    """
    return [_report_at(report, month, pace) for month in _earlier_months(report)]


def _earlier_months(report: Report) -> list[Month]:
    """The months of the plan's year before the report's, in order."""
    first = Month(report.plan.year, 1)
    return [first.plus(step) for step in range(first.until(report.as_of))]


def _report_at(report: Report, month: Month, pace: str | None) -> Report:
    today = report.clock.today
    ask = partial(at_month, month=month, rules=report.plan.rules, today=today, pace=pace)
    return replace(
        report,
        clock=Clock(as_of=month, today=today),
        assessments=tuple(ask(a.target, a.series.rows) for a in report.assessments),
        findings=(),
        revisions=(),
    )


def since(year: dict[Month, Assessment], statuses: tuple[Status, ...]) -> Month | None:
    """The month of the data from which on the row has been one of `statuses` without a break; None
    if it is not now.
    """
    began: Month | None = None
    for a in reversed(year.values()):
        if a.status not in statuses:
            break
        began = a.through or began
    return began


def turns(report: Report, year: Course) -> Iterator[tuple[Turn, Assessment, Assessment]]:
    """What changed since the month before, with the row as it was then and as it is; nothing in the
    year's first month.
    """
    before = report.as_of.plus(-1)
    for a in report.assessments:
        then = year.get(a.target.id, {}).get(before)
        if then and (turn := _turn(then, a, report.plan.rules)):
            yield turn, then, a


def _turn(then: Assessment, now: Assessment, rules: Rules) -> Turn | None:
    if now.status is Status.MET and then.status is not Status.MET:
        return Turn.MET
    if now.status is Status.OVERDUE and then.status is not Status.OVERDUE:
        return Turn.OVERDUE
    was, step = _step(then, rules), _step(now, rules)
    if step is None:
        return Turn.REPORTED if now.through and not then.through else None
    if was is None:
        return Turn.NEW if step >= Mark.AT_RISK else Turn.REPORTED
    return _move(was, step)


def _move(was: Mark, step: Mark) -> Turn | None:
    """What a move from one step of the ladder to another is called; nothing among the good ones."""
    if step == was:
        return None
    if was < Mark.AT_RISK:
        return Turn.NEW if step >= Mark.AT_RISK else None
    if step > was:
        return Turn.WORSE
    return Turn.EASED if step >= Mark.AT_RISK else Turn.RECOVERED


def _step(a: Assessment, rules: Rules) -> Mark | None:
    """The row's step of the ladder, whatever its margin: a brief compares the words that two months
    were given.
    """
    step = mark(a, rules)
    return None if step is None else step.step


class Review(NamedTuple):
    """The projections that were made in the course of a year, against what came."""

    projections: Mapping[Month, Projection]
    """By the month of the data they were made from; worked out from the figures known now."""
    final: Decimal | None
    """None where the last figure has not come."""
    in_points: bool
    """Errors are in points of the figure (growth, rate), else in percent of what came."""

    @property
    def errors(self) -> list[Decimal]:
        """How far each projection was off, without sign."""
        final = self.final
        if final is None or not (self.in_points or final):
            return []
        return [
            abs(one.value - final) if self.in_points else abs(one.value / final - 1) * 100
            for one in self.projections.values()
        ]

    @property
    def held(self) -> tuple[int, int]:
        """How many of the intervals held what came, and how many there were."""
        final = self.final
        if final is None:
            return 0, 0
        held = [
            one.low <= final <= one.high
            for one in self.projections.values()
            if one.low is not None and one.high is not None
        ]
        return sum(held), len(held)


def review(a: Assessment, year: dict[Month, Assessment]) -> Review:
    """What was projected month by month, and how it ended."""
    made = {
        then.through: then.projection
        for then in year.values()
        if then.through and isinstance(then.projection, Projection)
    }
    final = a.exact.value if a.exact and a.through and a.through >= a.target.by else None
    return Review(made, final, traits(a.target.kind).is_ratio)
