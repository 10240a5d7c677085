"""What to raise an alarm about, and what of it is news.

Periods are months of the data, never runs: each month that a figure is newest for gives one mark.
An alarm starts when as many marks in a row as the rules ask are bad, and ends with a mark that is
clear of the threshold by a margin; in between it keeps its worst confirmed mark. All of it is
worked out from the reports of the year's months, so the same data give the same alarms however
often they are looked at; what was said before is compared with it at the end.
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
    Nature,
    Projection,
    Reason,
    Rules,
    Severity,
    Status,
)
from sztrack.core.verdict.assess import clearing, judged_by
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month


class Mark(IntEnum):
    """A month's verdict on a target as a step of a ladder, the worst highest. "Barely" is within
    the margin of the step above.
    """

    ON_TRACK = 0
    BARELY_ON_TRACK = 1
    AT_RISK = 2
    BARELY_AT_RISK = 3
    OFF_TRACK = 4
    OUT_OF_REACH = 5
    """Off track, and what is required exceeds the best on record."""
    MISSED = 6


class Group(Enum):
    """What an alarm is about; the three never mix."""

    TARGETS = "targets"
    OVERDUE = "overdue"
    ERRORS = "errors"


class Flag(Enum):
    """The classes that a run may be asked to fail on."""

    LAGGING = "lagging"
    AT_RISK = "at-risk"
    OVERDUE = "overdue"
    ERRORS = "errors"


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

    @property
    def flag(self) -> Flag:
        """The class it belongs to."""
        if self.group is Group.TARGETS:
            return (
                Flag.LAGGING if self.mark is None or self.mark >= Mark.OFF_TRACK else Flag.AT_RISK
            )
        return Flag.OVERDUE if self.group is Group.OVERDUE else Flag.ERRORS


class Said(NamedTuple):
    """What was said about a key before."""

    since: Month
    mark: Mark | None = None


Memory = Mapping[Group, Mapping[str, Said]]


class Change(Enum):
    """What is news about an alarm."""

    NEW = "new"
    WORSE = "worse"
    RECOVERED = "recovered"
    STILL = "still"
    """No news: told because everything was asked for."""


class News(NamedTuple):
    """One change: the alarm as it stands, or as it was said if it has ended."""

    change: Change
    alarm: Alarm


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

    def without_recoveries(self) -> "Notice":
        """The same outcome without the news that something has recovered."""
        news = tuple(one for one in self.news if one.change is not Change.RECOVERED)
        return self._replace(news=news)


def standing(reports: Sequence[Report], *, at_risk: bool) -> tuple[Alarm, ...]:
    """The alarms as of the last of `reports`, which are one per month of the year, in order.
    `at_risk` lowers the threshold to that.
    """
    now = reports[-1]
    marks = _marks(reports)
    return (
        *_targets(now, marks, Mark.AT_RISK if at_risk else Mark.OFF_TRACK),
        *_overdue(now),
        *_errors(now),
    )


def compare(memory: Memory, report: Report, alarms: Iterable[Alarm]) -> Notice:
    """What is news in `alarms` after what was said. A target that is gone from the plan, or has no
    figure left, has not recovered.
    """
    stands = {(alarm.group, alarm.key): alarm for alarm in alarms}
    news = [*_raised(memory, stands.values()), *_ended(memory, report, stands)]
    return Notice(report, tuple(news), tuple(stands.values()))


def remembered(memory: Memory, notice: Notice) -> Memory:
    """What has been said once `notice` is told."""
    ended = {
        (news.alarm.group, news.alarm.key)
        for news in notice.news
        if news.change is Change.RECOVERED
    }
    kept = {
        group: {
            key: said for key, said in memory.get(group, {}).items() if (group, key) not in ended
        }
        for group in Group
    }
    for alarm in notice.standing:
        before = kept[alarm.group].get(alarm.key)
        since = before.since if before and alarm.group is Group.ERRORS else alarm.since
        kept[alarm.group][alarm.key] = Said(
            since,
            max((m for m in (before and before.mark, alarm.mark) if m is not None), default=None),
        )
    return kept


def mark(a: Assessment, rules: Rules) -> Mark | None:
    """The step that a row's verdict stands for; None where there is no verdict."""
    match a.status:
        case Status.MISSED:
            return Mark.MISSED
        case Status.OFF_TRACK:
            return Mark.OUT_OF_REACH if a.required and a.required.out_of_reach else Mark.OFF_TRACK
        case Status.AT_RISK:
            return Mark.BARELY_AT_RISK if _tightened(a, rules) is Status.OFF_TRACK else Mark.AT_RISK
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


def episode(
    marks: Iterable[tuple[Month, Mark]], threshold: Mark, periods: int
) -> tuple[Month, Mark] | None:
    """The alarm that stands after `marks`, in the order of time: its first month and its worst
    confirmed mark.

    A mark is confirmed once `periods` in a row are as bad; a goal that is missed needs no second
    month.
    """
    began: Month | None = None
    worst: Mark | None = None
    row: list[Mark] = []
    for month, one in marks:
        if one < threshold:
            row = []
            if worst is None or one < threshold - 1:
                began = worst = None
            continue
        row.append(one)
        began = began or month
        confirmed = (
            one if one is Mark.MISSED else min(row[-periods:]) if len(row) >= periods else None
        )
        worst = max((m for m in (worst, confirmed) if m is not None), default=None)
    return (began, worst) if began and worst is not None else None


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
    rules = report.plan.rules
    for a in report.assessments:
        periods = (
            rules.binding_alert_after if a.target.nature is Nature.BINDING else rules.alert_after
        )
        if a.target.frequency is Frequency.EVENT:
            periods = 1
        if found := episode(sorted(marks.get(a.target.id, {}).items()), threshold, periods):
            since, mark = found
            yield Alarm(group=Group.TARGETS, key=a.target.id, since=since, mark=mark, assessment=a)


def _overdue(report: Report) -> Iterator[Alarm]:
    for a in report.assessments:
        if a.status is Status.OVERDUE and a.through:
            yield Alarm(group=Group.OVERDUE, key=a.target.id, since=a.through.plus(1), assessment=a)


def _errors(report: Report) -> Iterator[Alarm]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            words = f"{finding.code} {finding.source.path}: {finding.message.zh}"
            seen[words] += 1
            key = words if seen[words] == 1 else f"{words} ({seen[words]})"
            yield Alarm(group=Group.ERRORS, key=key, since=report.as_of, finding=finding)


def _raised(memory: Memory, alarms: Iterable[Alarm]) -> Iterator[News]:
    for alarm in alarms:
        before = memory.get(alarm.group, {}).get(alarm.key)
        if before is None:
            yield News(Change.NEW, alarm)
        elif alarm.mark is not None and (before.mark is None or alarm.mark > before.mark):
            yield News(Change.WORSE, alarm)


def _ended(
    memory: Memory, report: Report, stands: Mapping[tuple[Group, str], Alarm]
) -> Iterator[News]:
    rows = {a.target.id: a for a in report.assessments}
    for group, entries in memory.items():
        for key, said in entries.items():
            a = rows.get(key)
            known = group is Group.ERRORS or (a is not None and a.through is not None)
            if known and (group, key) not in stands:
                yield News(
                    Change.RECOVERED,
                    Alarm(group=group, key=key, since=said.since, mark=said.mark, assessment=a),
                )


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
