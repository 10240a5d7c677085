"""Figures that were changed after they were published, and what that did to the verdict of the month before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sztrack.core.assess import assess
from sztrack.core.due import Clock
from sztrack.core.model import Figure, Finding, Observation, Plan, Replaced, Series, Severity, Status, Target, Text
from sztrack.core.period import Month
from sztrack.core.reconcile import reconcile


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
    return tuple(
        _revision(plan, one, month, figure, figure.replaced, clock)
        for one in series.values()
        for month, figure in one.actuals.items()
        if figure.replaced and month.year == plan.year
    )


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


def _revision(plan: Plan, one: Series, month: Month, figure: Figure, before: Replaced, clock: Clock) -> Revision:
    last = clock.as_of.plus(-1)
    if last.year != plan.year or month > last:
        return Revision(one.target, month, before, figure, None, None, None)
    earlier = [row for row in one.rows if not _is_later(row, before)]
    verdicts = (_verdict(plan, one.target, rows, Clock(last, clock.today)) for rows in (earlier, one.rows))
    return Revision(one.target, month, before, figure, last, *verdicts)


def _is_later(row: Observation, before: Replaced) -> bool:
    """Whether a row became known with the revision or after it."""
    if before.released and row.released:
        return row.released >= before.released
    return before.released is None and row.revised and row.released is None


def _verdict(plan: Plan, target: Target, rows: list[Observation] | tuple[Observation, ...], clock: Clock) -> Status:
    series, _ = reconcile(plan._replace(targets=(target,)), rows, clock.as_of)
    return assess(target, series[target.id], plan.rules, clock).status
