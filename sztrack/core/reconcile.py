"""Plan and observations -> one `Series` per target, and findings for what does not fit.

Monthly, quarterly and year-to-date rows become one series; nothing is interpolated. Where several rows speak of the same figure the order
is: later `released` date, revised before first, read in the publication itself before second-hand. Rows that still stand equal and
disagree are a finding, and the one further from the goal counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from sztrack.core.model import Basis, Figure, Finding, Kind, Observation, Plan, Series, Severity, Target, Text
from sztrack.core.period import Month
from sztrack.core.quantity import Unit
from sztrack.core.settle import Growths, Levels, Measure, settle

_BASES = {
    Kind.FLOW: (Basis.YTD,),
    Kind.STOCK: (Basis.POINT, Basis.YTD),
    Kind.GROWTH: (Basis.YTD, Basis.POINT),
    Kind.RATE: (Basis.YTD, Basis.POINT, Basis.MONTH),
    Kind.MILESTONE: (),
    Kind.NARRATIVE: (Basis.YTD, Basis.POINT),
}
"""Which bases a kind's figures may stand on, the preferred one first."""

Rows = Mapping[tuple[Basis, Month], list[Observation]]
"""One indicator's rows by what they cover."""


def reconcile(plan: Plan, observations: Iterable[Observation], as_of: Month) -> tuple[dict[str, Series], list[Finding]]:
    """One series per target id with everything published up to `as_of`, and what did not fit. The order of the rows does not matter."""
    by_name: dict[str, list[Observation]] = {}
    for observation in sorted(observations, key=lambda o: (o.month, o.source)):
        if observation.month <= as_of:
            by_name.setdefault(name_key(observation.indicator), []).append(observation)
    findings: list[Finding] = []
    wanted: set[str] = set()
    series: dict[str, Series] = {}
    for target in plan.targets:
        names = {name_key(name) for name in (target.indicator, target.id, *target.name)}
        wanted |= names
        found = sorted((o for name in names for o in by_name.get(name, ())), key=lambda o: (o.month, o.source))
        series[target.id] = series_of(target, found, findings)
    findings += (_unmatched(rows) for name, rows in by_name.items() if name not in wanted)
    return series, list(dict.fromkeys(findings))


@cache
def name_key(name: str) -> str:
    """What two spellings of an indicator's name have in common: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def series_of(target: Target, found: list[Observation], findings: list[Finding]) -> Series:
    """All that `found`, the rows of one indicator in the order of time, say about `target`; what does not fit is added to `findings`."""
    if not found:
        unit = target.goal.unit if target.goal and target.kind is not Kind.GROWTH else None
        return Series(target=target, actuals={}, levels={}, level_unit=unit, growths={}, stages={}, rows=())
    rows: dict[tuple[Basis, Month], list[Observation]] = {}
    for o in found:
        rows.setdefault((o.basis, o.month), []).append(o)
    unit = _level_unit(target, found, findings)
    levels = _levels(target, rows, unit, findings) if unit else {}
    growths = _growths(target, rows, findings)
    actuals = growths | _derived_growths(levels, growths) if target.kind is Kind.GROWTH else levels
    return Series(
        target=target,
        actuals=dict(sorted(actuals.items())),
        levels=levels,
        level_unit=unit,
        growths=growths,
        stages={o.month: o for o in found if o.stage},
        rows=tuple(found),
    )


def _level_unit(target: Target, found: list[Observation], findings: list[Finding]) -> Unit | None:
    """The goal's unit where levels are measured against the goal, else the unit of the newest level."""
    if target.goal is None or target.kind is Kind.GROWTH:
        return next((o.value.unit for o in reversed(found) if o.value), None)
    for o in found:
        if o.value and not o.value.unit.converts_to(target.goal.unit):
            findings.append(_unit_mismatch(o, target.goal.unit))
    return target.goal.unit


def _levels(target: Target, rows: Rows, unit: Unit, findings: list[Finding]) -> dict[Month, Figure]:
    measure = Levels(unit, None if target.kind is Kind.GROWTH else target.goal)
    levels = _published(rows, _bases(target, rows), measure, findings)
    if target.kind is Kind.FLOW:
        levels |= _cumulated(rows, levels, measure, findings)
    return dict(sorted(levels.items()))


def _bases(target: Target, rows: Rows) -> tuple[Basis, ...]:
    """The bases that count, the preferred one first. A rate keeps to one basis: a month's share is not the year's."""
    bases = _BASES[target.kind]
    if target.kind is Kind.RATE:
        this_year = {basis for basis, month in rows if month.year == target.by.year}
        return next(((basis,) for basis in bases if basis in this_year), bases)
    return bases


def _growths(target: Target, rows: Rows, findings: list[Finding]) -> dict[Month, Figure]:
    measure = Growths(target.goal if target.kind is Kind.GROWTH else None)
    return dict(sorted(_published(rows, (Basis.YTD, Basis.POINT), measure, findings).items()))


def _published(rows: Rows, bases: tuple[Basis, ...], measure: Measure, findings: list[Finding]) -> dict[Month, Figure]:
    """One figure per month, on the first of `bases` that has one."""
    figures: dict[Month, Figure] = {}
    for wanted in bases:
        for (basis, month), group in rows.items():
            if basis is wanted and month not in figures and (figure := settle(group, measure, findings)):
                figures[month] = figure
    return figures


def _cumulated(rows: Rows, levels: Mapping[Month, Figure], measure: Measure, findings: list[Finding]) -> dict[Month, Figure]:
    """Year-to-date figures that follow from the one before and a published month or quarter; a gap is not bridged."""
    added: dict[Month, Figure] = {}
    for basis, month in sorted(rows, key=lambda key: (key[1], key[0].value)):
        length = {Basis.MONTH: 1, Basis.QUARTER: 3}.get(basis)
        if length is None or month in levels or month in added:
            continue
        before = added.get(month.plus(-length)) or levels.get(month.plus(-length))
        opens_the_year = month.month <= length
        if (opens_the_year or before) and (step := settle(rows[basis, month], measure, findings)):
            added[month] = step if opens_the_year or before is None else _sum(before, step)
    return added


def _sum(before: Figure, step: Figure) -> Figure:
    return Figure(
        before.value + step.value,
        step.sources + before.sources,
        before.second_hand or step.second_hand,
        before.revised or step.revised,
        before.disputed or step.disputed,
        Text("上期累计 + 本期", "the cumulative figure before + this period's"),
    )


def _derived_growths(levels: Mapping[Month, Figure], official: Mapping[Month, Figure]) -> dict[Month, Figure]:
    """Growth worked out from two published levels, only for months without an official figure, and marked as such."""
    derived = {}
    for month, now in levels.items():
        before = levels.get(month.plus(-12))
        if month not in official and before and before.value > 0:
            derived[month] = Figure(
                (now.value / before.value - 1) * 100,
                now.sources + before.sources,
                now.second_hand or before.second_hand,
                now.revised or before.revised,
                now.disputed or before.disputed,
                Text("由两年已公布总量推算，非官方增速", "worked out from two published levels, not the official growth"),
            )
    return derived


def _unit_mismatch(o: Observation, unit: Unit) -> Finding:
    found = o.value.unit.written if o.value else ""
    return Finding(
        "SZ302",
        Severity.ERROR,
        Text(
            f"“{o.indicator}”的单位“{found}”不能换算为目标的单位“{unit.written}”",
            f"'{o.indicator}' is in {found}, which does not convert to the goal's {unit.written}",
        ),
        Text(f"填写可换算为“{unit.written}”的单位，或改用另一个指标名称", f"use a unit that converts to {unit.written}, or another indicator name"),
        o.source,
    )


def _unmatched(rows: list[Observation]) -> Finding:
    name, count = rows[0].indicator, len(rows)
    return Finding(
        "SZ303",
        Severity.INFO,
        Text(f"“{name}”不在计划中（{count} 行）", f"'{name}' is not in the plan (rows: {count})"),
        Text("如属某一目标，把该名称写入目标的 indicator", "if it belongs to a target, write this name as the target's `indicator`"),
        rows[0].source,
    )


def newest(figures: Mapping[Month, Figure], year: int, until: Month) -> Month | None:
    """The newest month of `year` that has a figure, up to `until`."""
    return max((month for month in figures if month.year == year and month <= until), default=None)
