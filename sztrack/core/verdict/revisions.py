"""Figures and stages that were changed after they were published, and what that did to the verdict
of the month before.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    STAGE_WORDS,
    Figure,
    Finding,
    Observation,
    Plan,
    Replaced,
    Series,
    Source,
    Stage,
    Status,
    Target,
    Text,
    amount,
)
from sztrack.core.record.due import Clock
from sztrack.core.record.rules import RULES
from sztrack.core.record.settle import Growths, Levels, Measure, settle, settle_stage, standings
from sztrack.core.record.stages import is_verification
from sztrack.core.verdict.earlier import at_month
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, PLAIN


class Vintage(NamedTuple):
    """What stood for a while."""

    value: Decimal | Stage
    """A figure in the goal's unit, or a stage."""
    since: date | None
    """The day it was released; None where that is not known."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One figure or stage of the plan's year, changed after it was published."""

    target: Target
    month: Month
    vintages: tuple[Vintage, ...]
    """At least two, the oldest first."""
    source: Source
    """Where the newest stands."""
    last: Month | None
    """The month before the audit's, if the revision was of something it knew."""
    verdict_before: Status | None
    """The verdict on `last` without the newest vintage."""
    verdict: Status | None
    """The verdict on `last` with it."""


class _Change(NamedTuple):
    month: Month
    vintages: tuple[Vintage, ...]
    source: Source

    @property
    def day(self) -> date | None:
        """When the newest vintage was released."""
        return self.vintages[-1].since


def revisions(
    plan: Plan, series: Mapping[str, Series], clock: Clock, pace: str | None = None
) -> tuple[Revision, ...]:
    """Every revision of the plan's year, in the order of the plan and of time. `pace` overrides
    every target's pace model in the verdicts.
    """
    return tuple(
        revision for one in series.values() for revision in _of_series(plan, one, clock, pace)
    )


def finding(revision: Revision) -> Finding:
    """The revision as something worth knowing."""
    target, (first, *later) = revision.target, revision.vintages
    words = [_words(vintage.value, target) for vintage in (first, *later)]
    days = [
        (
            Text(f"（{vintage.since} 发布）", f" (released {vintage.since})")
            if vintage.since
            else Text("", "")
        )
        for vintage in later
    ]
    became = Text(
        "、".join(word.zh + day.zh for word, day in zip(words[1:], days, strict=True)),
        ", then ".join(word.en + day.en for word, day in zip(words[1:], days, strict=True)),
    )
    effect = Text("", "")
    if revision.last:
        changed = revision.verdict is not revision.verdict_before
        effect = Text(
            f"；{revision.last} 的判断{'随之改变' if changed else '不变'}",
            f"; the verdict for {revision.last} {'changes' if changed else 'stands'}",
        )
    return RULES["SZ307"].at(
        revision.source,
        Text(
            f"“{target.indicator}”{revision.month} 由 {words[0].zh} 修订为 {became.zh}{effect.zh}",
            f"'{target.indicator}' {revision.month} was revised from {words[0].en} to"
            f" {became.en}{effect.en}",
        ),
    )


def _words(value: Decimal | Stage, target: Target) -> Text:
    if isinstance(value, Stage):
        return STAGE_WORDS[value]
    if target.goal:
        return amount(value, target.goal.unit)
    return amount(value, PERCENT if traits(target.kind).by_growth else PLAIN)


def _of_series(plan: Plan, one: Series, clock: Clock, pace: str | None) -> Iterator[Revision]:
    last = clock.as_of.plus(-1)
    changes = [*_changed_figures(one, plan.year), *_changed_stages(one, plan.year)]
    known_then = [change for change in changes if change.month <= last and last.year == plan.year]
    verdicts = _verdicts(plan, one, clock, pace, {change.day for change in known_then})
    for change in changes:
        judged = change in known_then
        before, now = verdicts[change.day] if judged else (None, None)
        yield Revision(
            target=one.target,
            month=change.month,
            vintages=change.vintages,
            source=change.source,
            last=last if judged else None,
            verdict_before=before,
            verdict=now,
        )


def _verdicts(
    plan: Plan, one: Series, clock: Clock, pace: str | None, days: Collection[date | None]
) -> dict[date | None, tuple[Status, Status]]:
    """For each day of a revision the verdict on the month before the audit's, without what came on
    that day or later, and with all that is known.
    """
    if not days:
        return {}
    last = clock.as_of.plus(-1)
    rows = _short_of_superseded([row for row in one.rows if row.month <= last], days)
    ask = partial(at_month, one.target, month=last, rules=plan.rules, today=clock.today, pace=pace)
    now = ask(rows).status
    return {day: (ask(_known_before(rows, day)).status, now) for day in days}


def _changed_figures(one: Series, year: int) -> Iterator[_Change]:
    measure: Measure | None = (
        Growths(None)
        if traits(one.target.kind).by_growth
        else Levels(one.level_unit, None)
        if one.level_unit
        else None
    )
    changed = {
        month: (figure, figure.replaced)
        for month, figure in one.actuals.items()
        if figure.replaced and month.year == year
    }
    rows: dict[Month, list[Observation]] = {month: [] for month in changed}
    for row in one.rows if changed else ():
        if row.month in rows:
            rows[row.month].append(row)
    for month, (figure, before) in changed.items():
        if measure:
            yield _Change(
                month, _vintages_of_figure(rows[month], figure, before, measure), figure.sources[0]
            )


def _vintages_of_figure(
    rows: Sequence[Observation], figure: Figure, before: Replaced, measure: Measure
) -> tuple[Vintage, ...]:
    """All that stood for the figure. One that was added up from parts has the newest two."""
    basis = next(row.basis for row in rows if row.source == figure.sources[0])
    group = [row for row in rows if row.basis is basis]

    def value(rows: list[Observation]) -> Decimal | None:
        settled = settle(rows, measure, [])
        return settled.value if settled else None

    stood = [] if figure.derivation else _stood(group, value)
    # What came in its place stands below: all after what stood before it is taken off.
    while stood and stood[-1].value != before.value:
        stood.pop()
    return (*(stood or [Vintage(before.value, None)]), Vintage(figure.value, before.released))


def _changed_stages(one: Series, year: int) -> Iterator[_Change]:
    """A verification that follows a report is no revision of it."""
    for month, chosen in one.stages.items():
        if month.year == year:
            group = [row for row in one.rows if row.month == month and row.stage]
            stood = (
                _stood(group, lambda rows: settle_stage(rows, []).stage) if len(group) > 1 else []
            )
            after = [vintage.value for vintage in stood[1:]]
            stood = [
                vintage
                for vintage, then in zip_longest(stood, after)
                if not is_verification(vintage.value, then)
            ]
            if len(stood) > 1:
                yield _Change(month, tuple(stood), chosen.source)


def _stood(
    rows: Sequence[Observation], value: Callable[[list[Observation]], Decimal | Stage | None]
) -> list[Vintage]:
    """What stood after each release of `rows`, which speak of one period, as long as it was another
    than before.
    """
    found = [standing[:2] for standing in standings(rows)]
    stood: list[Vintage] = []
    for day, is_revised in sorted(set(found)):
        now = value(
            [
                row
                for row, standing in zip(rows, found, strict=True)
                if standing <= (day, is_revised)
            ]
        )
        if now is not None and (not stood or stood[-1].value != now):
            dated = any(
                row.released
                for row, standing in zip(rows, found, strict=True)
                if standing == (day, is_revised)
            )
            stood.append(Vintage(now, day if dated else None))
    return stood


def _is_later(row: Observation, day: date | None) -> bool:
    """Whether a row became known with a revision of that day, or after it; an undated revision is
    one of those that are revised and undated.
    """
    if day and row.released:
        return row.released >= day
    return day is None and row.revised and row.released is None


def _known_before(rows: Sequence[Observation], day: date | None) -> list[Observation]:
    """The rows without those that a revision of that day brought, or that came after it."""
    return [row for row in rows if not _is_later(row, day)]


def _short_of_superseded(
    rows: list[Observation], days: Collection[date | None]
) -> list[Observation]:
    """The rows without those that another one of the same shape had superseded before the first of
    `days`: they never count again.
    """
    first = min(filter(None, days), default=date.min)
    newest: dict[tuple[object, ...], date] = {}
    shapes = [
        (row.basis, row.month, row.value and row.value.unit, row.growth is None, row.stage is None)
        for row in rows
    ]
    for shape, row in zip(shapes, rows, strict=True):
        if row.released and row.released < first:
            newest[shape] = max(row.released, newest.get(shape, date.min))
    return [
        row
        for shape, row in zip(shapes, rows, strict=True)
        if not row.released or row.released >= newest.get(shape, date.min)
    ]
