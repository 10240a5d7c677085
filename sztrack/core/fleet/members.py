"""What is kept of the audit of one workspace among many: the verdicts on its headline goals, and
counts of the rest. The rows behind them are not kept, so that thousands fit into memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.collect.owing import Debt, owing
from sztrack.core.model import (
    Assessment,
    Goal,
    Kind,
    Nature,
    Projection,
    Reason,
    Rules,
    Severity,
    Status,
    Strength,
    Text,
)
from sztrack.core.record.coverage import coverage
from sztrack.core.record.due import STEP
from sztrack.core.verdict.alerts import Mark, episode, mark
from sztrack.core.verdict.earlier import at_month
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month

LAGGING = (Status.MISSED, Status.OFF_TRACK)
LATE = (Status.OVERDUE, Status.NO_DATA)
"""The verdicts of goals whose figures should be here and are not, where some are outstanding."""


class Line(NamedTuple):
    """One headline goal of one workspace."""

    id: str
    name: Text
    indicator: str
    """The name that figures are published under."""
    kind: Kind
    nature: Nature
    strength: Strength
    owner: str | None
    goal: Goal | None
    through: Month | None
    """The month of the newest figure."""
    actual: Decimal | None
    is_worked_out: bool
    """Whether the figure was calculated, not published as such."""
    planned: Decimal | None
    behind: Decimal | None
    """As in an assessment: points of the goal, or the figure's own unit; negative is ahead."""
    pace: Status | None
    projected: Decimal | None
    chance: Decimal | None
    """Of meeting the goal, in percent."""
    outlook: Status | None
    status: Status
    reason: Reason
    since: Month | None
    """The first month of those in a row that it lags, is at risk, or lacks figures."""
    late: int
    """How many months its figures are behind what is due."""

    @property
    def lags(self) -> bool:
        """Whether the goal is missed or off track, and the plan does more than strive for it."""
        return self.status in LAGGING and self.strength is not Strength.STRIVE

    @property
    def is_late(self) -> bool:
        """Whether figures that should be here are not."""
        return self.status in LATE and self.since is not None


class Member(NamedTuple):
    """One workspace among many."""

    where: str
    """The path or address it was read at."""
    place: Text
    """What it is called beside the others."""
    title: Text
    year: int
    as_of: Month
    today: Month
    """The month that lateness is judged by."""
    lines: tuple[Line, ...]
    """Its headline goals, in the plan's order."""
    tasks: int
    """How many targets its tasks have."""
    tasks_lagging: int
    owing: int
    """How many targets owe figures."""
    owing_since: Month | None
    """The month in which the oldest of those figures should have come."""
    errors: int
    """How many errors its files hold."""
    is_blind: bool
    """Nothing has come although something was due."""

    @property
    def lagging(self) -> int:
        """How many headline goals lag."""
        return sum(line.lags for line in self.lines)

    @property
    def late(self) -> int:
        """How many headline goals lack figures that should be here."""
        return sum(line.is_late for line in self.lines)

    def count(self, *statuses: Status) -> int:
        """How many headline goals have one of the statuses."""
        return sum(line.status in statuses for line in self.lines)

    @property
    def through(self) -> Month | None:
        """The month of the newest figure of a headline goal."""
        return max((line.through for line in self.lines if line.through), default=None)

    @property
    def lags_since(self) -> Month | None:
        """The month from which on the goal lags that has lagged longest."""
        return min((line.since for line in self.lines if line.lags and line.since), default=None)

    @property
    def is_flagged(self) -> bool:
        """Whether somebody must look: a goal or a task lags, or figures are missing."""
        return self.is_blind or self.lagging + self.tasks_lagging + self.late > 0


class Unread(NamedTuple):
    """A workspace that could not be audited, and why."""

    where: str
    reason: Text


Audited = Member | Unread


def member(where: str, place: Text, report: Report, pace: str | None = None) -> Member:
    """What is kept of a workspace's audit. `pace` is the model that overrode every target's own."""
    debts = owing(coverage(report.assessments, report.clock))
    owed = {debt.target.id: debt for debt in debts}
    headline = [a for a in report.assessments if a.target.nature is not Nature.TASK]
    tasks = [a for a in report.assessments if a.target.nature is Nature.TASK]
    return Member(
        where=where,
        place=place,
        title=report.plan.title,
        year=report.plan.year,
        as_of=report.as_of,
        today=report.clock.today,
        lines=tuple(_line(a, _since(a, report, owed, pace)) for a in headline),
        tasks=len(tasks),
        tasks_lagging=sum(
            a.status in LAGGING and a.target.strength is not Strength.STRIVE for a in tasks
        ),
        owing=len(debts),
        owing_since=min((debt.since for debt in debts), default=None),
        errors=sum(finding.severity is Severity.ERROR for finding in report.findings),
        is_blind=report.is_blind,
    )


def _line(a: Assessment, since: Month | None) -> Line:
    projection = a.projection if isinstance(a.projection, Projection) else None
    return Line(
        id=a.target.id,
        name=a.target.name,
        indicator=a.target.indicator,
        kind=a.target.kind,
        nature=a.target.nature,
        strength=a.target.strength,
        owner=a.target.owner,
        goal=a.target.goal,
        through=a.through,
        actual=a.actual.value if a.actual else None,
        is_worked_out=bool(a.actual and a.actual.derivation),
        planned=a.planned,
        behind=a.behind,
        pace=a.pace,
        projected=projection.value if projection else None,
        chance=projection.probability if projection else None,
        outlook=a.outlook,
        status=a.status,
        reason=a.reason,
        since=since,
        late=a.late,
    )


def _since(
    a: Assessment, report: Report, owed: Mapping[str, Debt], pace: str | None
) -> Month | None:
    """Since when the row is as bad as it is: the first period that is missing, or the first month
    of the alarm that stands.
    """
    if a.status in LATE:
        debt = owed.get(a.target.id)
        return debt.periods[0] if debt else None
    if a.status in (*LAGGING, Status.AT_RISK):
        return _lags_since(a, report.plan.rules, report.clock.today, pace)
    return None


def _lags_since(a: Assessment, rules: Rules, today: Month, pace: str | None) -> Month | None:
    """The first month of the alarm, as `check` counts it, but told from its first month on."""
    if a.through is None:
        return None
    known = {*a.series.actuals, *a.series.stages}
    months = sorted(month for month in known if month.year == a.through.year)
    verdicts = [
        at_month(a.target, a.series.rows, month, rules=rules, today=today, pace=pace)
        for month in months
        if month < a.through
    ]
    marks = [
        (one.through, step)
        for one in (*verdicts, a)
        if one.through and (step := mark(one, rules)) is not None
    ]
    threshold = Mark.AT_RISK if a.status is Status.AT_RISK else Mark.OFF_TRACK
    found = episode(marks, threshold, 1, STEP.get(a.target.frequency, 1))
    return found[0] if found else None
