"""What was said before, and what of it is news: alarms that began, got worse or ended, figures that
are gone, and goals that were edited.

A memory answers one question: whoever asks another one must bring another memory. It keeps the
goals as values, so that an alarm that ended because its goal was edited is told as an edit and
never as a recovery.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Goal, Kind, Plan, Rules, Status, Target
from sztrack.core.verdict.alerts import (
    Alarm,
    Change,
    Edit,
    Group,
    Mark,
    News,
    Notice,
    Part,
)
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit

RULES_KEY = "rules"
"""The key of the news that thresholds were edited; no target is meant."""
_UNREADABLE = "SZ200"
_ROWS = (Group.TARGETS, Group.OVERDUE, Group.GONE)
"""What is about a row, and may end because the row was edited."""


class Said(NamedTuple):
    """What was said about a key before."""

    since: Month
    mark: Mark | None = None


class Terms(NamedTuple):
    """What a target asked for when it was looked at, and of which months it had figures."""

    indicator: str
    kind: Kind
    goal: Goal | None
    by: Month
    months: tuple[Month, ...]
    """Of the plan's year, in order; of those that are gone too, until that is settled."""


SaidOf = Mapping[Group, Mapping[str, Said]]


class Memory(NamedTuple):
    """What one question was answered with."""

    said: SaidOf = {}
    terms: Mapping[str, Terms] = {}
    """By the target's id; empty where the memory is older than they are."""
    rules: Mapping[str, str] = {}
    """The thresholds by name; one that is missing was not known then."""


def compare(memory: Memory, report: Report, alarms: Iterable[Alarm]) -> Notice:
    """What is news in `alarms` after what was said. A target that is gone from the plan, or whose
    figures are gone, has not recovered.
    """
    renamed = _renamed(memory, report.plan)
    before = _with_new_ids(memory, renamed)
    gone = {alarm.key: alarm for alarm in _gone(before, report)}
    stands = {(alarm.group, alarm.key): alarm for alarm in _one_a_row(alarms, gone)}
    thresholds = _edited_rules(before, report.plan.rules)
    edits = {
        a.target.id: _edits(a.target, before.terms.get(a.target.id), renamed)
        for a in report.assessments
    }
    ended = list(_ended(before, report, stands))
    edited = [
        *_news_of_edits(report, edits, ended),
        *_news_of_rules(report, thresholds, [a for a in ended if not edits.get(a.key)]),
    ]
    explained = {(a.group, a.key) for news in edited for a in news.ended}
    news = (
        *edited,
        *_raised(before.said, stands.values()),
        *(News(Change.RECOVERED, a) for a in ended if (a.group, a.key) not in explained),
    )
    return Notice(report, news, tuple(stands.values()))


def remembered(memory: Memory, notice: Notice) -> Memory:
    """What is known once `notice` is told."""
    report = notice.report
    before = _with_new_ids(memory, _renamed(memory, report.plan))
    ended = {(alarm.group, alarm.key) for news in notice.news for alarm in _over(news)}
    gone = {alarm.key for alarm in notice.standing if alarm.group is Group.GONE}
    ended |= {(Group.OVERDUE, key) for key in gone}
    said = {group: _kept(before.said, group, ended) for group in Group}
    for alarm in notice.standing:
        said[alarm.group][alarm.key] = _said(said[alarm.group].get(alarm.key), alarm)
    terms = {
        a.target.id: _terms(a, before.terms.get(a.target.id), is_gone=a.target.id in gone)
        for a in report.assessments
    }
    return Memory(
        said=said,
        # A target that is gone from the plan is kept: its new id may come with a later edit.
        terms={**before.terms, **terms},
        rules=_thresholds(report.plan.rules),
    )


def _kept(said: SaidOf, group: Group, ended: Container[tuple[Group, str]]) -> dict[str, Said]:
    entries = said.get(group, {})
    return {key: one for key, one in entries.items() if (group, key) not in ended}


def _said(earlier: Said | None, alarm: Alarm) -> Said:
    """What is said of an alarm: since when it was first told, and its worst mark."""
    if earlier is None:
        return Said(alarm.since, alarm.mark)
    marks = [one for one in (earlier.mark, alarm.mark) if one is not None]
    return Said(earlier.since, max(marks, default=None))


def _over(news: News) -> Iterable[Alarm]:
    """The alarms that end with a piece of news."""
    return (news.alarm,) if news.change is Change.RECOVERED else news.ended


def _raised(said: SaidOf, alarms: Iterable[Alarm]) -> Iterator[News]:
    for alarm in alarms:
        before = said.get(alarm.group, {}).get(alarm.key)
        if before is None:
            yield News(Change.NEW, alarm)
        elif alarm.mark is not None and (before.mark is None or alarm.mark.step > before.mark.step):
            yield News(Change.WORSE, alarm)


def _ended(
    memory: Memory, report: Report, stands: Mapping[tuple[Group, str], Alarm]
) -> Iterator[Alarm]:
    """The alarms that were said and no longer stand, where that can be known."""
    rows = {a.target.id: a for a in report.assessments}
    unread = [finding.source.path for finding in report.findings if finding.code == _UNREADABLE]
    for group, entries in memory.said.items():
        for key, said in entries.items():
            if (group, key) in stands or (Group.GONE, key) in stands:
                continue
            a = rows.get(key)
            if _is_known(group, key, a, unread):
                yield Alarm(group=group, key=key, since=said.since, mark=said.mark, assessment=a)


def _is_known(group: Group, key: str, a: Assessment | None, unread: Sequence[str]) -> bool:
    """Whether it can be known that something has ended."""
    match group:
        case Group.ERRORS:
            return not _lies_in(key, unread)
        case Group.PLAN:
            # The year stays over, whatever becomes of the figures after it.
            return False
        case Group.TARGETS if a is not None and a.status is Status.OVERDUE:
            # While its data are overdue a row is judged by nothing, and so has not recovered.
            return False
        case Group.TARGETS | Group.OVERDUE | Group.GONE:
            return a is not None and a.through is not None


def _lies_in(key: str, unread: Iterable[str]) -> bool:
    """Whether an error is one of a file that can no longer be read, so that nobody knows of it."""
    path = f"{key.partition(' ')[2].partition(': ')[0]}/"
    return any(path.startswith(f"{folder}/") for folder in unread)


def _one_a_row(alarms: Iterable[Alarm], gone: Mapping[str, Alarm]) -> Iterator[Alarm]:
    """The alarms, those of figures that are gone among them: these are told as gone, not also as
    overdue.
    """
    yield from (
        alarm for alarm in alarms if not (alarm.group is Group.OVERDUE and alarm.key in gone)
    )
    yield from gone.values()


def _gone(memory: Memory, report: Report) -> Iterator[Alarm]:
    """Rows that had figures of the year that are not there now, in the middle as well: an alarm may
    rest on them. A newer figure settles what was told; the record is then taken as it is.
    """
    told = memory.said.get(Group.GONE, {})
    for a in report.assessments:
        before, now = memory.terms.get(a.target.id), known_months(a)
        missing = _missing(a.target, before, now)
        if before and missing:
            is_settled = a.target.id in told and bool(now) and now[-1] > before.months[-1]
            if not is_settled:
                yield Alarm(
                    group=Group.GONE,
                    key=a.target.id,
                    since=missing[0],
                    assessment=a,
                    missing=missing,
                )


def _missing(target: Target, before: Terms | None, now: Iterable[Month]) -> tuple[Month, ...]:
    """The months that had a figure before. An edit of the kind or of the date takes figures away by
    itself.
    """
    if before is None or (before.kind, before.by) != (target.kind, target.by):
        return ()
    return tuple(sorted(set(before.months) - set(now)))


def known_months(a: Assessment) -> tuple[Month, ...]:
    """The months of the year that a row has a figure or a report for, in order."""
    known = a.series.stages if traits(a.target.kind).is_deliverable else a.series.reported
    return tuple(sorted(month for month in known if month.year == a.target.by.year))


def _terms(a: Assessment, before: Terms | None, *, is_gone: bool) -> Terms:
    """What is to be remembered of a row."""
    target, months = a.target, known_months(a)
    if before and is_gone:
        months = tuple(sorted({*months, *before.months}))
    return Terms(
        indicator=target.indicator, kind=target.kind, goal=target.goal, by=target.by, months=months
    )


def _edits(target: Target, before: Terms | None, renamed: Mapping[str, str]) -> tuple[Edit, ...]:
    """What of a target reads otherwise than it did."""
    found: list[Edit] = []
    old_id = next((old for old, new in renamed.items() if new == target.id), None)
    if old_id:
        found.append(Edit(Part.ID, before=old_id, now=target.id))
    if before is None:
        return tuple(found)
    if not _is_same_goal(before.goal, target.goal):
        found.append(Edit(Part.GOAL, before=before.goal, now=target.goal))
    if before.kind is not target.kind:
        found.append(Edit(Part.KIND, before=before.kind, now=target.kind))
    if before.by != target.by:
        found.append(Edit(Part.BY, before=before.by, now=target.by))
    return tuple(found)


def _is_same_goal(one: Goal | None, other: Goal | None) -> bool:
    """Whether two goals ask for the same, in whatever unit they are written: 18万人, 180000人."""
    if one is None or other is None:
        return one is other
    is_comparable = one.op is other.op and one.unit.converts_to(other.unit)
    return is_comparable and _ends(one, other.unit) == _ends(other, other.unit)


def _ends(goal: Goal, unit: Unit) -> list[Decimal]:
    return [end.to(unit) for end in (goal.quantity, goal.upper) if end]


def _renamed(memory: Memory, plan: Plan) -> dict[str, str]:
    """Old ids and the new ones of the targets that took their place: of the same kind and
    indicator, or of one that an alias names; only where that is unmistakable.
    """
    now = {target.id for target in plan.targets}
    added = [target for target in plan.targets if target.id not in memory.terms]
    heirs: dict[str, list[str]] = defaultdict(list)
    lost = [(old, terms) for old, terms in memory.terms.items() if old not in now]
    for target in added:
        heirs[target.id] += [old for old, terms in lost if _continues(target, terms, plan)]
    return _unmistakable(heirs)


def _unmistakable(heirs: Mapping[str, list[str]]) -> dict[str, str]:
    """Old ids and new ones, where each has but one candidate."""
    claims = Counter(old for olds in heirs.values() for old in olds)
    single = {new: olds[0] for new, olds in heirs.items() if len(olds) == 1}
    return {old: new for new, old in single.items() if claims[old] == 1}


def _continues(target: Target, terms: Terms, plan: Plan) -> bool:
    names = (target.id, target.indicator, target.name.zh, target.name.en)
    stands_for = plan.aliases.get(terms.indicator, terms.indicator)
    return terms.kind is target.kind and stands_for in names


def _with_new_ids(memory: Memory, renamed: Mapping[str, str]) -> Memory:
    """The memory as if the targets had always had the ids that they have now."""
    if not renamed:
        return memory
    said = {
        group: {
            key if group is Group.ERRORS else renamed.get(key, key): one
            for key, one in entries.items()
        }
        for group, entries in memory.said.items()
    }
    terms = {renamed.get(key, key): one for key, one in memory.terms.items()}
    return memory._replace(said=said, terms=terms)


def _news_of_edits(
    report: Report, edits: Mapping[str, tuple[Edit, ...]], ended: Iterable[Alarm]
) -> Iterator[News]:
    for a in report.assessments:
        if found := edits[a.target.id]:
            yield News(
                change=Change.CHANGED,
                alarm=Alarm(group=Group.PLAN, key=a.target.id, since=report.as_of, assessment=a),
                edits=found,
                ended=tuple(
                    alarm for alarm in ended if alarm.key == a.target.id and alarm.group in _ROWS
                ),
            )


def _news_of_rules(
    report: Report, edits: tuple[Edit, ...], ended: Iterable[Alarm]
) -> Iterator[News]:
    if edits:
        yield News(
            change=Change.CHANGED,
            alarm=Alarm(group=Group.PLAN, key=RULES_KEY, since=report.as_of),
            edits=edits,
            ended=tuple(alarm for alarm in ended if alarm.group in _ROWS),
        )


def _edited_rules(memory: Memory, rules: Rules) -> tuple[Edit, ...]:
    return tuple(
        Edit(Part.RULE, before=memory.rules[name], now=value, name=name)
        for name, value in _thresholds(rules).items()
        if memory.rules.get(name, value) != value
    )


def _thresholds(rules: Rules) -> dict[str, str]:
    return {field.name: str(getattr(rules, field.name)) for field in fields(rules)}
