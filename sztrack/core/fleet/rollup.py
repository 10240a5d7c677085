"""Many workspaces rolled up: ranked by what lags, their headline goals side by side, and what
amounts come to together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.fleet.members import Audited, Line, Member, Unread
from sztrack.core.kinds import traits
from sztrack.core.model import Goal, Kind, Status, Text
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, Unit, split_unit

_WORST_FIRST = tuple(Status)


class Ranked(NamedTuple):
    """A workspace with its rank; those that fare alike share one."""

    rank: int
    member: Member


class Beside(NamedTuple):
    """One workspace's goal in a comparison."""

    member: Member
    line: Line


class Total(NamedTuple):
    """What the workspaces come to together whose figures are of the same month."""

    month: Month
    unit: Unit
    actual: Decimal
    goal: Decimal
    places: int
    """How many workspaces it adds up."""


class Comparison(NamedTuple):
    """A headline goal side by side, in every workspace that has it."""

    name: Text
    kind: Kind
    places: tuple[Beside, ...]
    """The worst first."""
    total: Total | None
    """None where amounts do not add up: of growth and rates, where units or the sides of the goals
    differ, and where there are no figures.
    """


class Fleet(NamedTuple):
    """Many workspaces rolled up."""

    ranking: tuple[Ranked, ...]
    """The one with most lagging goals first."""
    unread: tuple[Unread, ...]
    comparisons: tuple[Comparison, ...]
    """In the order in which the plans name their goals."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The workspaces that were audited, in the order of their rank."""
        return tuple(ranked.member for ranked in self.ranking)

    @property
    def is_flagged(self) -> bool:
        """Whether something lags or could not be read."""
        return bool(self.unread) or any(member.is_flagged for member in self.members)


def rolled_up(audited: Iterable[Audited]) -> Fleet:
    """The roll-up of workspaces, whatever the order in which they were audited."""
    members: list[Member] = []
    unread: list[Unread] = []
    for one in audited:
        if isinstance(one, Member):
            members.append(one)
        else:
            unread.append(one)
    members = sorted(_told_apart(members), key=lambda member: member.where)
    return Fleet(
        ranking=_ranking(members),
        unread=tuple(sorted(unread)),
        comparisons=_comparisons(members),
    )


def _told_apart(members: Sequence[Member]) -> Iterator[Member]:
    """The workspaces, those that are called alike by their whole path."""
    alike = Counter(member.place for member in members)
    for member in members:
        if alike[member.place] > 1:
            yield member._replace(place=Text(member.where, member.where))
        else:
            yield member


def _ranking(members: Sequence[Member]) -> tuple[Ranked, ...]:
    """The worst first; where as many goals lag, the one that has lagged longest is named first."""
    ordered = sorted(members, key=lambda member: (_badness(member), _lagging_for(member)))
    ranked: list[Ranked] = []
    for place, member in enumerate(ordered, 1):
        before = ranked[-1] if ranked else None
        is_alike = before is not None and _badness(before.member) == _badness(member)
        ranked.append(Ranked(before.rank if before and is_alike else place, member))
    return tuple(ranked)


def _badness(member: Member) -> tuple[int, int, int, int]:
    """What workspaces are ranked by: goals that lag, that lack figures, that are at risk, and tasks
    that lag; most first.
    """
    at_risk = member.count(Status.AT_RISK)
    return -member.lagging, -member.late, -at_risk, -member.tasks_lagging


def _lagging_for(member: Member) -> int:
    """Minus the months since its first goal began to lag."""
    since = member.lags_since
    return -since.until(member.as_of) if since else 0


def _comparisons(members: Iterable[Member]) -> tuple[Comparison, ...]:
    found: dict[tuple[str, Kind], list[Beside]] = {}
    for member in members:
        for line in member.lines:
            key = name_key(split_unit(line.indicator)[0]), line.kind
            found.setdefault(key, []).append(Beside(member, line))
    return tuple(_comparison(places) for places in found.values())


def _comparison(places: Sequence[Beside]) -> Comparison:
    first = places[0].line
    return Comparison(
        name=first.name,
        kind=first.kind,
        places=tuple(sorted(places, key=_how_bad)),
        total=_total(places) if traits(first.kind).is_amount else None,
    )


def _how_bad(place: Beside) -> tuple[int, bool, Decimal]:
    """The worst verdict first; among equals the one that is furthest behind, unknown last."""
    behind = place.line.behind
    return (
        _WORST_FIRST.index(place.line.status),
        behind is None,
        -behind if behind is not None else Decimal(0),
    )


def _total(places: Sequence[Beside]) -> Total | None:
    """Figures and goals of the month that most workspaces have, in the unit of the first."""
    measured = list(_measured(places))
    if len(measured) < 2 or not _alike([goal for goal, _, _ in measured]):
        return None
    months = Counter(through for *_, through in measured)
    month = max(months, key=lambda one: (months[one], one))
    unit = measured[0][0].unit
    added = [(goal, actual) for goal, actual, through in measured if through == month]
    return Total(
        month=month,
        unit=unit,
        actual=sum((Quantity(actual, goal.unit).to(unit) for goal, actual in added), Decimal(0)),
        goal=sum((goal.quantity.to(unit) for goal, _ in added), Decimal(0)),
        places=len(added),
    )


def _measured(places: Iterable[Beside]) -> Iterator[tuple[Goal, Decimal, Month]]:
    """The goals that have figures, each with its figure and that figure's month."""
    for _, line in places:
        if line.goal and line.actual is not None and line.through:
            yield line.goal, line.actual, line.through


def _alike(goals: Sequence[Goal]) -> bool:
    """Whether goals can be added up: single numbers to the same side, in units that convert."""
    first = goals[0]
    return all(
        goal.op is first.op and goal.upper is None and goal.unit.converts_to(first.unit)
        for goal in goals
    )
