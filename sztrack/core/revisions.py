"""Figures that were changed after they were published, and what that did to the verdict of the month before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sztrack.core.assess import assess
from sztrack.core.due import Clock
from sztrack.core.model import Figure, Finding, Observation, Plan, Replaced, Series, Severity, Status, Target, Text
from sztrack.core.period import Month
from sztrack.core.reconcile import series_of


class Revision(NamedTuple):
    """One figure of the plan's year that a goal is measured by, changed after it was published."""

    target: Target
    month: Month
    before: Replaced
    after: Figure
    last: Month | None
    """The month before the audit's, if the revision was of a figure it knew."""
    verdict_before: Status | None
    """The verdict on `last` without the revision."""
    verdict: Status | None
    """The verdict on `last` with it."""


def revisions(plan: Plan, series: Mapping[str, Series], clock: Clock) -> tuple[Revision, ...]:
    """Every revision of the plan's year, in the order of the plan and of time."""
    return tuple(revision for one in series.values() for revision in _of_series(plan, one, clock))


def finding(revision: Revision) -> Finding:
    """The revision as something worth knowing."""
    target, (before, day) = revision.target, revision.before
    unit = target.goal.unit.written if target.goal else ""
    on = Text(f"（{day} 发布）", f" (released {day})") if day else Text("", "")
    effect = Text("", "")
    if revision.last:
        changed = revision.verdict is not revision.verdict_before
        effect = Text(f"；{revision.last} 的判断{'随之改变' if changed else '不变'}", f"; the verdict on {revision.last} {'changes' if changed else 'stands'}")
    return Finding(
        "SZ307",
        Severity.INFO,
        Text(
            f"“{target.indicator}”{revision.month} 由 {before:f}{unit} 修订为 {revision.after.value:f}{unit}{on.zh}{effect.zh}",
            f"'{target.indicator}' {revision.month} was revised from {before:f}{unit} to {revision.after.value:f}{unit}{on.en}{effect.en}",
        ),
        Text(f"用 sztrack show {target.id} 查看影响", f"sztrack show {target.id} shows what it did"),
        revision.after.sources[0],
    )


def _of_series(plan: Plan, one: Series, clock: Clock) -> Iterator[Revision]:
    last = clock.as_of.plus(-1)
    changed = [(month, figure, figure.replaced) for month, figure in one.actuals.items() if figure.replaced and month.year == plan.year]
    days = {before.released for month, _, before in changed if month <= last and last.year == plan.year}
    rows = _short_of_superseded([row for row in one.rows if row.month <= last], days) if days else []

    def verdict(known: list[Observation]) -> Status:
        return assess(one.target, series_of(one.target, known, []), plan.rules, Clock(last, clock.today)).status

    now = verdict(rows) if days else None
    then = {day: verdict([row for row in rows if not _is_later(row, day)]) for day in days}
    for month, figure, before in changed:
        was_known = month <= last and last.year == plan.year
        effect = (last, then[before.released], now) if was_known else (None, None, None)
        yield Revision(one.target, month, before, figure, *effect)


def _is_later(row: Observation, day: date | None) -> bool:
    """Whether a row became known with a revision of that day, or after it; an undated revision is one of those that are revised and undated."""
    if day and row.released:
        return row.released >= day
    return day is None and row.revised and row.released is None


def _short_of_superseded(rows: list[Observation], days: Collection[date | None]) -> list[Observation]:
    """The rows without those that another one of the same shape had superseded before the first of `days`: they never count again."""
    first = min(filter(None, days), default=date.min)
    newest: dict[tuple[object, ...], date] = {}
    shapes = [(row.basis, row.month, row.value and row.value.unit, row.growth is None, row.stage is None) for row in rows]
    for shape, row in zip(shapes, rows, strict=True):
        if row.released and row.released < first:
            newest[shape] = max(row.released, newest.get(shape, date.min))
    return [row for shape, row in zip(shapes, rows, strict=True) if not row.released or row.released >= newest.get(shape, date.min)]
