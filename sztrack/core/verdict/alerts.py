"""What to raise an alarm about, and what of it is news.

Periods are months of the data, never runs: each month that a figure is newest for gives one mark.
An alarm starts when as many marks in a row as the rules ask are bad, and ends with a mark that is
clear of the threshold by a margin; in between it keeps its worst confirmed mark. All of it is
worked out from the reports of the year's months, so the same data give the same alarms however
often they are looked at. What was said before is compared with it in `memory`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, IntEnum
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Assessment,
    Finding,
    Frequency,
    Goal,
    Kind,
    Nature,
    Projection,
    Reason,
    Rules,
    Severity,
    Status,
    Strength,
)
from sztrack.core.record.coverage import coverage
from sztrack.core.record.due import STEP
from sztrack.core.verdict.assess import clearing, judged_by
from sztrack.core.verdict.report import YEAR_OVER, Report
from sztrack.core.words.period import Month

HALF = 50
"""The chance in percent below which a goal is more likely to be missed than met."""


class Mark(IntEnum):
    """A month's verdict on a target as a step of a ladder, the worst highest. "Barely" is within
    the margin of the step above.
    """

    ON_TRACK = 0
    BARELY_ON_TRACK = 1
    AT_RISK = 2
    UNDER_HALF = 3
    """At risk, and more likely to miss the goal than to meet it."""
    BARELY_AT_RISK = 4
    OFF_TRACK = 5
    OUT_OF_REACH = 6
    """Off track, and what is required exceeds the best on record."""
    MISSED = 7

    @property
    def step(self) -> "Mark":
        """The step whatever its margin: what a change is measured by. Close to off track is under
        half as well.
        """
        barely = {Mark.BARELY_ON_TRACK: Mark.ON_TRACK, Mark.BARELY_AT_RISK: Mark.UNDER_HALF}
        return barely.get(self, self)


class Group(Enum):
    """What an alarm is about; they never mix."""

    TARGETS = "targets"
    OVERDUE = "overdue"
    GONE = "gone"
    """Figures that an earlier check saw and that are not there any more."""
    ERRORS = "errors"
    PLAN = "plan"


class Flag(Enum):
    """The classes that a run may be asked to fail on."""

    LAGGING = "lagging"
    AT_RISK = "at-risk"
    STRIVE = "strive"
    """Goals that lag, of those that the plan only strives for."""
    OVERDUE = "overdue"
    """Figures that should be here and are not: late ones, and those that are gone."""
    ERRORS = "errors"
    PLAN = "plan"
    """What the plan itself needs: goals that were edited, a year that is over."""


class Alarm(NamedTuple):
    """One thing that stands."""

    group: Group
    key: str
    """The target's id; for an error its code, file and words, without the line, which moves when
    others are inserted.
    """
    since: Month
    """The first month of the bad ones; of the missing figures; the audited month when an error was
    first seen.
    """
    mark: Mark | None = None
    """The worst confirmed mark; only targets have one."""
    assessment: Assessment | None = None
    finding: Finding | None = None
    missing: tuple[Month, ...] = ()
    """The months that an earlier check had figures of; only of figures that are gone."""

    @property
    def is_silent_task(self) -> bool:
        """Whether it is of a task that no figure of the year has come for: of these there may be a
        hundred, which are told in one sentence.
        """
        a = self.assessment
        if self.group is not Group.OVERDUE or a is None:
            return False
        return a.through is None and a.target.nature is Nature.TASK

    @property
    def flag(self) -> Flag:
        """The class it belongs to."""
        match self.group:
            case Group.TARGETS:
                return self._flag_of_a_goal()
            case Group.OVERDUE | Group.GONE:
                return Flag.OVERDUE
            case Group.ERRORS:
                return Flag.ERRORS
            case Group.PLAN:
                return Flag.PLAN

    def _flag_of_a_goal(self) -> Flag:
        if self.mark is not None and self.mark < Mark.OFF_TRACK:
            return Flag.AT_RISK
        is_striven = self.assessment and self.assessment.target.strength is Strength.STRIVE
        return Flag.STRIVE if is_striven else Flag.LAGGING


class Part(Enum):
    """What of a target, or of the plan, was edited."""

    ID = "id"
    GOAL = "goal"
    KIND = "kind"
    BY = "by"
    RULE = "rule"


class Edit(NamedTuple):
    """One value of the plan that reads otherwise than an earlier check saw it."""

    part: Part
    before: Goal | Kind | Month | str | None
    now: Goal | Kind | Month | str | None
    name: str = ""
    """The threshold's name; only of a rule."""


class Change(Enum):
    """What is news about an alarm."""

    NEW = "new"
    WORSE = "worse"
    RECOVERED = "recovered"
    CHANGED = "changed"
    """The plan was edited without a date."""
    STILL = "still"
    """No news: told because everything was asked for."""


class News(NamedTuple):
    """One change: the alarm as it stands, or as it was said if it has ended."""

    change: Change
    alarm: Alarm
    edits: tuple[Edit, ...] = ()
    """What was edited."""
    ended: tuple[Alarm, ...] = ()
    """The alarms that no longer stand since it was edited."""


class Notice(NamedTuple):
    """The outcome of a check."""

    report: Report
    news: tuple[News, ...]
    standing: tuple[Alarm, ...]
    """Everything that stands, news or not."""

    @property
    def rest(self) -> tuple[Alarm, ...]:
        """What stands and is no news."""
        told = {(news.alarm.group, news.alarm.key) for news in self.news}
        return tuple(alarm for alarm in self.standing if (alarm.group, alarm.key) not in told)

    def without_figures(self) -> "Notice":
        """The same outcome where no figure is there: of the rows there is nothing to tell one by
        one, and nothing has recovered.
        """
        news = tuple(
            one
            for one in self.news
            if one.change is not Change.RECOVERED and one.alarm.flag is not Flag.OVERDUE
        )
        return self._replace(news=news)


def standing(reports: Sequence[Report], *, at_risk: bool) -> tuple[Alarm, ...]:
    """The alarms as of the last of `reports`, which are one per month of the year, in order.
    `at_risk` lowers the threshold to that for tasks; headline goals are told from there on anyway.
    """
    now = reports[-1]
    marks = _marks(reports)
    return (
        *_targets(now, marks, Mark.AT_RISK if at_risk else Mark.OFF_TRACK),
        *_overdue(now),
        *_errors(now),
        *_year_over(now),
    )


def mark(a: Assessment, rules: Rules) -> Mark | None:
    """The step that a row's verdict stands for; None where there is no verdict."""
    match a.status:
        case Status.MISSED:
            return Mark.MISSED
        case Status.OFF_TRACK:
            return Mark.OUT_OF_REACH if a.required and a.required.out_of_reach else Mark.OFF_TRACK
        case Status.AT_RISK:
            return _at_risk(a, rules)
        case Status.ON_TRACK:
            return (
                Mark.ON_TRACK if _tightened(a, rules) is Status.ON_TRACK else Mark.BARELY_ON_TRACK
            )
        case Status.MET:
            return Mark.ON_TRACK
        case Status.TRACKED if traits(a.target.kind).is_deliverable:
            return Mark.ON_TRACK
        case _:
            return None


def _at_risk(a: Assessment, rules: Rules) -> Mark:
    """Which of the steps between on track and off track a row at risk stands on."""
    if _tightened(a, rules) is Status.OFF_TRACK:
        return Mark.BARELY_AT_RISK
    chance = a.projection.probability if isinstance(a.projection, Projection) else None
    return Mark.AT_RISK if chance is None or chance >= HALF else Mark.UNDER_HALF


def episode(
    marks: Iterable[tuple[Month, Mark]], threshold: Mark, periods: int, step: int = 1
) -> tuple[Month, Mark] | None:
    """The alarm that stands after `marks`, in the order of time: its first month and its worst
    confirmed mark.

    A mark is confirmed once figures of `periods` months in a row are as bad. A figure counts for
    the months since the one before, at most `step`: a quarter's is of three. A goal that is missed
    needs no second month.
    """
    began: Month | None = None
    worst: Mark | None = None
    row: list[tuple[Mark, int]] = []
    before: Month | None = None
    for month, one in marks:
        covers = min(before.until(month) if before else month.month, step)
        before = month
        if one < threshold:
            row = []
            if worst is None or one < threshold - 1:
                began = worst = None
            continue
        row.append((one, covers))
        began = began or month
        confirmed = one if one is Mark.MISSED else _confirmed(row, periods)
        worst = max((m for m in (worst, confirmed) if m is not None), default=None)
    return (began, worst) if began and worst is not None else None


def _confirmed(row: Sequence[tuple[Mark, int]], periods: int) -> Mark | None:
    """The mildest of the latest figures that cover `periods` months; None where they cover less."""
    months, mildest = 0, None
    for one, covers in reversed(row):
        months += covers
        mildest = one if mildest is None else min(mildest, one)
        if months >= periods:
            return mildest
    return None


def _marks(reports: Sequence[Report]) -> Mapping[str, Mapping[Month, Mark]]:
    found: dict[str, dict[Month, Mark]] = {}
    for report in reports:
        for a in report.assessments:
            if a.through and (one := mark(a, report.plan.rules)) is not None:
                found.setdefault(a.target.id, {})[a.through] = one
    return found


def _targets(
    report: Report, marks: Mapping[str, Mapping[Month, Mark]], threshold: Mark
) -> Iterator[Alarm]:
    """Rows that are as bad as `threshold`, headline goals from "at risk" on. A row whose data are
    overdue has that alarm alone: the verdict on its old figure no longer counts.
    """
    rules = report.plan.rules
    for a in report.assessments:
        if a.status is Status.OVERDUE:
            continue
        nature, frequency = a.target.nature, a.target.frequency
        periods = rules.binding_alert_after if nature is Nature.BINDING else rules.alert_after
        if frequency is Frequency.EVENT:
            periods = 1
        least = threshold if nature is Nature.TASK else Mark.AT_RISK
        year = sorted(marks.get(a.target.id, {}).items())
        if found := episode(year, least, periods, STEP.get(frequency, 1)):
            since, mark = found
            yield Alarm(group=Group.TARGETS, key=a.target.id, since=since, mark=mark, assessment=a)


def _overdue(report: Report) -> Iterator[Alarm]:
    """Rows whose verdict is too old to count, and those that never came though a figure was due."""
    for a in report.assessments:
        if a.status is Status.OVERDUE and a.through:
            yield Alarm(group=Group.OVERDUE, key=a.target.id, since=a.through.plus(1), assessment=a)
    awaited = [a for a in report.assessments if a.status is Status.NO_DATA]
    for row in coverage(awaited, report.clock):
        if row.owed and not row.came:
            yield Alarm(
                group=Group.OVERDUE,
                key=row.target.id,
                since=row.owed[0],
                assessment=row.assessment,
            )


def _errors(report: Report) -> Iterator[Alarm]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            words = f"{finding.code} {finding.source.path}: {finding.message.zh}"
            seen[words] += 1
            key = words if seen[words] == 1 else f"{words} ({seen[words]})"
            yield Alarm(group=Group.ERRORS, key=key, since=report.as_of, finding=finding)


def _year_over(report: Report) -> Iterator[Alarm]:
    """That later figures wait for their plan, told once however many come in."""
    for finding in report.findings:
        if finding.code == YEAR_OVER:
            yield Alarm(
                group=Group.PLAN, key=finding.code, since=Month(report.plan.year + 1, 1),
                finding=finding,
            )  # fmt: skip


def _tightened(a: Assessment, rules: Rules) -> Status:
    """What the status would be if the row fared worse by the margin for clearing."""
    goal, kind = a.target.goal, a.target.kind
    if goal is None or a.actual is None:
        return a.status
    if a.reason is Reason.OUTLOOK and isinstance(a.projection, Projection):
        return judged_by(a.projection, kind, goal, rules, barely=True)
    if a.reason is Reason.PACE and traits(kind).is_ratio:
        return traits(kind).judge(a.actual.value, goal, rules, clearing(kind, goal, rules))
    if a.reason is Reason.PACE and a.behind is not None:
        return traits(kind).pace(a.actual.value, a.behind + rules.clear_share, goal, rules)
    return a.status
