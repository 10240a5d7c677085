"""Which of several rows about the same figure counts.

The order is: later `released` date, revised before first, read in the publication itself before
second-hand. A revision without a date is later than every first figure. Rows that still stand equal
and agree within the digits that were printed are one figure, the most exact of them. Rows that
disagree are a finding; the one further from the goal counts, so that a dispute never turns a row
green.

A number that is said exactly outranks a round one (约), and that a bound (超, 不足). Of several
bounds of equal standing the closest counts: they do not contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from sztrack.core.model import (
    STAGE_WORDS,
    Bound,
    Figure,
    Finding,
    Goal,
    Observation,
    Replaced,
    Stage,
    Text,
    amount,
    bounded,
)
from sztrack.core.record.rules import RULES
from sztrack.core.words.quantity import Unit, rescale

Pair = tuple[Decimal, Observation]
"""A number and the row it was read from."""


class Measure(Protocol):
    """What is read off a row, and the goal it is held against, if any."""

    goal: Goal | None

    def read(self, rows: list[Observation]) -> list[Pair]:
        """The rows that have a number, each with it."""

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit, in the unit that `read` answers in."""

    def bound(self, row: Observation) -> Bound:
        """How exactly the number is said."""

    def quoted(self, row: Observation) -> Text:
        """The number as a message quotes it."""


class Levels:
    """Reads levels in one unit."""

    def __init__(self, unit: Unit, goal: Goal | None) -> None:
        self.unit, self.goal = unit, goal
        self._last: tuple[Unit, int | None] = (unit, 0)

    def read(self, rows: list[Observation]) -> list[Pair]:
        """The rows whose level converts to `unit`, each with the level in it."""
        pairs = []
        for row in rows:
            if row.value:
                value, unit = row.value
                if unit is not self._last[0]:
                    self._last = (
                        unit,
                        unit.exponent - self.unit.exponent if unit.converts_to(self.unit) else None,
                    )
                power = self._last[1]
                if power is not None:
                    pairs.append((rescale(value, power) if power else value, row))
        return pairs

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit."""
        return (
            rescale(_last_digit(row.value.value), row.value.unit.exponent - self.unit.exponent)
            if row.value
            else Decimal(0)
        )

    def bound(self, row: Observation) -> Bound:
        """How exactly the level is said."""
        return row.bound

    def quoted(self, row: Observation) -> Text:
        """The level in the row's own unit."""
        return bounded(row.bound, amount(*row.value)) if row.value else Text("", "")


class Growths:
    """Reads official growth in percent."""

    def __init__(self, goal: Goal | None) -> None:
        self.goal = goal

    def read(self, rows: list[Observation]) -> list[Pair]:
        """The rows with official growth, each with it."""
        return [(row.growth, row) for row in rows if row.growth is not None]

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit."""
        return _last_digit(row.growth) if row.growth is not None else Decimal(0)

    def bound(self, row: Observation) -> Bound:
        """How exactly the growth is said."""
        return row.growth_bound

    def quoted(self, row: Observation) -> Text:
        """The growth in percent."""
        return bounded(row.growth_bound, Text(f"{row.growth}%", f"{row.growth}%"))


class Stages:
    """Reads the words of a stage; only for messages."""

    goal: Goal | None = None

    def read(self, rows: list[Observation]) -> list[Pair]:  # noqa: ARG002  # a stage is no number
        """Nothing."""
        return []

    def quantum(self, row: Observation) -> Decimal:  # noqa: ARG002
        """Zero."""
        return Decimal(0)

    def bound(self, row: Observation) -> Bound:  # noqa: ARG002
        """Exactly."""
        return Bound.EXACT

    def quoted(self, row: Observation) -> Text:
        """The stage's word."""
        return STAGE_WORDS[row.stage] if row.stage else Text("", "")


def settle(
    rows: list[Observation], measure: Measure, findings: list[Finding], *, revisions: bool = True
) -> Figure | None:
    """The one figure that `rows`, all of one indicator, basis and month, stand for; None if none of
    them has one.

    Without `revisions` nobody asks what the figure was before, and it is not looked for.
    """
    known = measure.read(rows)
    if not known:
        return None
    if len(known) == 1:
        value, chosen = known[0]
        return Figure(
            value=value,
            sources=(chosen.source,),
            second_hand=chosen.second_hand,
            revised=chosen.revised,
            bound=measure.bound(chosen),
        )
    exact = _most_exact(known, measure)
    figure = _settled(exact, measure, findings, revisions)
    if len(exact) == len(known):
        return figure
    others = [row for _, row in known if row.source not in figure.sources]
    _report_passed(figure, known, measure, findings)
    return figure._replace(sources=(*figure.sources, *[row.source for row in others]))


def _settled(
    known: list[Pair], measure: Measure, findings: list[Finding], revisions: bool
) -> Figure:
    """The one figure that rows stand for which are all as exact as each other."""
    bound = measure.bound(known[0][1])
    equal, earlier = _ranked(known, revisions)
    day = _newest_release(equal)
    value, chosen = equal[0]
    disputed = False
    if bound in _CLOSEST:
        value, chosen = _CLOSEST[bound](equal, key=lambda pair: pair[0])
    elif len(equal) > 1:
        equal.sort(key=lambda pair: measure.quantum(pair[1]))
        value, chosen = equal[0]
        disputed = _disagree(equal, measure)
    if disputed:
        value, chosen = _further_from(measure.goal, equal)
        findings.append(_conflict(chosen, [row for _, row in equal], measure))
    replaced = _replaced(earlier, value, day, measure.quantum(chosen), measure) if earlier else None
    if earlier and replaced is None and len(known) > len(equal) + len(earlier):
        replaced = _before_restated(known, equal, value, measure.quantum(chosen), measure)
    sources = (chosen.source, *[row.source for _, row in known if row is not chosen])
    return Figure(
        value=value,
        sources=sources,
        second_hand=chosen.second_hand,
        revised=chosen.revised,
        disputed=disputed,
        replaced=replaced,
        bound=bound,
    )


_EXACTNESS = (Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST)
"""What outranks what, the first before the others."""
_CLOSEST: dict[Bound, Callable[..., Pair]] = {Bound.AT_LEAST: max, Bound.AT_MOST: min}
"""Which of several bounds leaves least open."""


def _most_exact(known: list[Pair], measure: Measure) -> list[Pair]:
    """The numbers that are said as exactly as any of them."""
    bounds = [measure.bound(row) for _, row in known]
    best = min(bounds, key=_EXACTNESS.index)
    return [pair for pair, bound in zip(known, bounds, strict=True) if bound is best]


def _report_passed(
    figure: Figure, known: list[Pair], measure: Measure, findings: list[Finding]
) -> None:
    """A finding where a bound lies beyond the exact figure: both cannot be so."""
    chosen = next(row for _, row in known if row.source == figure.sources[0])
    half = measure.quantum(chosen) / 2
    passed = []
    for limit, row in known:
        bound = measure.bound(row)
        is_below = bound is Bound.AT_LEAST and figure.value + half < limit
        is_above = bound is Bound.AT_MOST and figure.value - half > limit
        if is_below or is_above:
            passed.append(row)
    if passed:
        findings.append(_conflict(chosen, [chosen, *passed], measure))


def _newest_release(pairs: list[Pair]) -> date | None:
    """The latest day that any of the rows was released; None where no row says."""
    return max((row.released for _, row in pairs if row.released), default=None)


def _disagree(equal: list[Pair], measure: Measure) -> bool:
    """Whether any row differs from the first, the most exact, by more than was rounded away."""
    value, chosen = equal[0]
    return any(
        abs(other - value) > max(measure.quantum(chosen), measure.quantum(row)) / 2
        for other, row in equal
    )


def settle_stage(rows: list[Observation], findings: list[Finding]) -> Observation:
    """The one report of a month's stage that counts; where equal rows disagree, the one further
    from done, and a finding.

    A verification follows a report of the same month and does not contradict it.
    """
    found = standings(rows)
    best = max(found)
    equal = [row for row, standing in zip(rows, found, strict=True) if standing == best]
    chosen = min(equal, key=lambda row: _PROGRESS.index(row.stage))
    stages = {row.stage for row in equal}
    if stages == {Stage.REPORTED_DONE, Stage.VERIFIED_DONE}:
        return next(row for row in equal if row.stage is Stage.VERIFIED_DONE)
    if len(stages) > 1:
        findings.append(_conflict(chosen, equal, Stages()))
    return chosen


_PROGRESS = (
    None,
    Stage.NOT_STARTED,
    Stage.AT_RISK,
    Stage.IN_PROGRESS,
    Stage.REPORTED_DONE,
    Stage.VERIFIED_DONE,
)


Standing = tuple[date, bool, bool]


def standings(rows: Sequence[Observation]) -> list[Standing]:
    """How each row stands among the others, the highest counts. A revision without a date is as
    late as the latest first figure.
    """
    latest = max(
        (row.released for row in rows if row.released and not row.revised), default=date.min
    )
    return [
        (row.released or (latest if row.revised else date.min), row.revised, not row.second_hand)
        for row in rows
    ]


def _ranked(known: list[Pair], revisions: bool) -> tuple[list[Pair], list[Pair]]:
    """The rows that stand highest, and those that stood highest before these were published."""
    if by_date := _ranked_by_date(known, revisions):
        return by_date
    found = standings([row for _, row in known])
    best = max(found)
    equal = [pair for pair, standing in zip(known, found, strict=True) if standing == best]
    if not revisions:
        return equal, []
    return equal, _highest_before(known, found, equal)


def _ranked_by_date(known: list[Pair], revisions: bool) -> tuple[list[Pair], list[Pair]] | None:
    """The ranking where the release dates alone decide it; None where they do not.

    This is the usual case, and settling is most of an audit's time: nothing else is compared.
    """
    dated = [row.released for _, row in known if row.released]
    if len(dated) < len(known):
        return None
    newest = max(dated)
    if dated.count(newest) > 1:
        return None
    chosen = [known[dated.index(newest)]]
    if not revisions or len(known) == 1:
        return chosen, []
    older = [day for day in dated if day != newest]
    before = max(older)
    if older.count(before) > 1:
        return None
    return chosen, [known[dated.index(before)]]


def _highest_before(known: list[Pair], found: list[Standing], equal: list[Pair]) -> list[Pair]:
    """The highest of the rows that any of `equal` revises."""
    revised = [
        (standing, pair)
        for pair, standing in zip(known, found, strict=True)
        if any(_is_revised_by(pair[1], row) for _, row in equal)
    ]
    highest = max((standing for standing, _ in revised), default=None)
    return [pair for standing, pair in revised if standing == highest]


def _replaced(
    earlier: list[Pair], value: Decimal, day: date | None, digit: Decimal, measure: Measure
) -> Replaced | None:
    """What stood before a figure was published, if that was another one; `digit` is one unit in the
    figure's last.
    """
    old_digit, before = min((measure.quantum(row), old) for old, row in earlier)
    return Replaced(before, day) if abs(before - value) > max(digit, old_digit) / 2 else None


def _before_restated(
    known: list[Pair], equal: list[Pair], value: Decimal, digit: Decimal, measure: Measure
) -> Replaced | None:
    """What stood before a figure that was only said again since, perhaps with fewer digits."""
    found = standings([row for _, row in known])
    older = [
        (standing, pair)
        for standing, pair in zip(found, known, strict=True)
        if pair not in equal and any(_is_revised_by(pair[1], row) for _, row in equal)
    ]
    day: date | None = None
    for standing in sorted({standing for standing, _ in older}, reverse=True):
        group = [pair for each, pair in older if each == standing]
        if replaced := _replaced(group, value, day, digit, measure):
            return replaced
        day = group[0][1].released
    return None


def _is_revised_by(row: Observation, chosen: Observation) -> bool:
    """Whether `chosen` is a later word on the same figure, not merely another copy of it."""
    if chosen.released and row.released:
        return row.released < chosen.released
    return chosen.revised and not row.revised


def _last_digit(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _further_from(
    goal: Goal | None, pairs: list[tuple[Decimal, Observation]]
) -> tuple[Decimal, Observation]:
    if goal is None or goal.op.is_floor:
        return min(pairs, key=lambda pair: pair[0])
    if goal.op.is_ceiling:
        return max(pairs, key=lambda pair: pair[0])
    return max(pairs, key=lambda pair: abs(goal.beyond(pair[0])))


def _conflict(chosen: Observation, rows: list[Observation], measure: Measure) -> Finding:
    counts = Text("按较小的计", "the lower one counts")
    if len({measure.bound(row) for row in rows}) > 1:
        counts = Text("按较确切的计", "the more exact one counts")
    elif measure.goal or chosen.stage:
        counts = Text("按离目标较远的计", "the one further from the goal counts")
    rivals = sorted(rows, key=lambda row: row.source)
    values = Text(
        " / ".join(f"{measure.quoted(row).zh} ({row.source})" for row in rivals),
        " / ".join(f"{measure.quoted(row).en} ({row.source})" for row in rivals),
    )
    return RULES["SZ301"].at(
        chosen.source,
        Text(
            f"“{chosen.indicator}”{chosen.month} 的数据互相矛盾：{values.zh}；{counts.zh}",
            f"'{chosen.indicator}' {chosen.month} has figures that disagree: {values.en};"
            f" {counts.en}",
        ),
    )
