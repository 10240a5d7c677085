"""Plan and observations -> one `Series` per target, and findings for what does not fit.

Monthly, quarterly and year-to-date rows become one series; nothing is interpolated. Where several
rows speak of the same figure the order is: later `released` date, revised before first, read in the
publication itself before second-hand. Rows that still stand equal and disagree are a finding, and
the one further from the goal counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from operator import attrgetter

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Basis,
    Bound,
    Figure,
    Finding,
    Observation,
    Plan,
    Replaced,
    Series,
    Target,
    Text,
    worked_out,
)
from sztrack.core.record.rules import RULES
from sztrack.core.record.settle import Growths, Levels, Measure, settle, settle_stage
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit, split_unit

Rows = Mapping[tuple[Basis, Month], list[Observation]]
"""One indicator's rows by what they cover."""


def reconcile(
    plan: Plan, observations: Iterable[Observation], as_of: Month, *, suggest: bool = False
) -> tuple[dict[str, Series], list[Finding]]:
    """One series per target id with everything published up to `as_of`, and what did not fit. The
    order of the rows does not matter.

    With `suggest`, names that match nothing are reported with the nearest ones, which takes time.
    """
    by_spelling: dict[str, list[Observation]] = {}
    aliases = {
        name_key(name): name_key(split_unit(stands_for)[0])
        for name, stands_for in plan.aliases.items()
    }
    for observation in observations:
        if observation.month <= as_of:
            by_spelling.setdefault(observation.indicator, []).append(observation)
    by_name: dict[str, list[Observation]] = {}
    for name, spelled in by_spelling.items():
        key = name_key(name)
        by_name.setdefault(aliases.get(key, key), []).extend(spelled)
    findings: list[Finding] = []
    wanted: dict[str, str] = {}
    series: dict[str, Series] = {}
    for target in plan.targets:
        names = {
            name_key(split_unit(name)[0]): name
            for name in (target.id, *target.name, target.indicator)
        }
        wanted |= names
        found = sorted((o for name in names for o in by_name.get(name, ())), key=_TIME_AND_PLACE)
        series[target.id] = series_of(target, found, findings)
    strangers = {name: rows for name, rows in by_name.items() if name not in wanted}
    findings += _strangers(strangers, wanted, series, suggest=suggest)
    return series, list(dict.fromkeys(findings))


def known_on(
    observations: Iterable[Observation], day: date, plan: Plan | None = None
) -> tuple[list[Observation], list[Finding]]:
    """The rows that were known at the end of `day`, and a finding if that had to be assumed of rows
    without a release date.

    A first figure without a date is taken as known from the month after its period; a revision
    without one as not yet known where there is another figure to go by, under any name that `plan`
    has for it.
    """
    known_as = _one_name(plan) if plan else {}
    rows = [row for row in observations if _is_out(row, day)]
    published = {_figure_key(row, known_as) for row in rows if _is_dated_or_first(row)}
    known = [
        row
        for row in rows
        if _is_dated_or_first(row) or _figure_key(row, known_as) not in published
    ]
    undated = [row for row in known if not row.released]
    return known, [_undated(min(undated, key=_TIME_AND_PLACE), len(undated))] if undated else []


def _is_dated_or_first(row: Observation) -> bool:
    """Whether it is no revision of an unknown day."""
    return row.released is not None or not row.revised


def _is_out(row: Observation, day: date) -> bool:
    """Whether a row was published by `day`, or its period was over where no date is given."""
    if row.released:
        return row.released <= day
    return row.month < (day.year, day.month)


_TIME_AND_PLACE = attrgetter("month", "source")


def _figure_key(row: Observation, known_as: Mapping[str, str]) -> tuple[str, Basis, Month]:
    name = name_key(row.indicator)
    return known_as.get(name, name), row.basis, row.month


def _one_name(plan: Plan) -> dict[str, str]:
    """For each name and alias that the plan knows one name that stands for the same figures."""
    known_as: dict[str, str] = {}
    for target in plan.targets:
        names = [
            name_key(split_unit(name)[0]) for name in (target.indicator, *target.name, target.id)
        ]
        one = next((known_as[name] for name in names if name in known_as), names[0])
        known_as |= dict.fromkeys(names, one)
    aliases = {
        name_key(name): name_key(split_unit(stands_for)[0])
        for name, stands_for in plan.aliases.items()
    }
    return known_as | {
        name: known_as.get(stands_for, stands_for) for name, stands_for in aliases.items()
    }


def targets_by_name(plan: Plan) -> dict[str, tuple[str, ...]]:
    """For each name and alias that the plan knows, as `name_key` has it, the targets it means."""
    known_as = _one_name(plan)
    by_one: dict[str, list[str]] = {}
    for target in plan.targets:
        by_one.setdefault(known_as[name_key(split_unit(target.indicator)[0])], []).append(target.id)
    return {name: tuple(by_one.get(one, ())) for name, one in known_as.items()}


@cache
def name_key(name: str) -> str:
    """What two spellings of an indicator's name have in common: width, case, blanks and the
    apostrophe that marks a cell as text do not count.
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).removeprefix("'")


def series_of(target: Target, found: list[Observation], findings: list[Finding]) -> Series:
    """All that `found`, the rows of one indicator in the order of time, say about `target`; what
    does not fit is added to `findings`.
    """
    if not found:
        unit = target.goal.unit if target.goal and not traits(target.kind).by_growth else None
        return Series(
            target=target, actuals={}, levels={}, level_unit=unit, growths={}, stages={}, rows=()
        )
    rows: dict[tuple[Basis, Month], list[Observation]] = {}
    for o in found:
        rows.setdefault((o.basis, o.month), []).append(o)
    unit = _level_unit(target, found, findings)
    levels, rough_levels = _levels(target, rows, unit, findings) if unit else ({}, {})
    growths, rough_growths = _growths(target, rows, levels, unit, findings)
    actuals, rough = levels, rough_levels
    if traits(target.kind).by_growth:
        actuals, rough = growths | _derived_growths(levels, growths), rough_growths
    inexact = {month: figure for month, figure in rough.items() if month not in actuals}
    findings += _unused(target, rows, {**inexact, **actuals}, unit)
    return Series(
        target=target,
        actuals=dict(sorted(actuals.items())),
        levels=levels,
        level_unit=unit,
        growths=growths,
        stages=_stages(found, findings),
        rows=tuple(found),
        inexact=dict(sorted(inexact.items())),
    )


def _level_unit(target: Target, found: list[Observation], findings: list[Finding]) -> Unit | None:
    """The goal's unit where levels are measured against the goal, else the unit of the newest
    level.
    """
    unit = target.goal.unit if target.goal else None
    if unit is None or traits(target.kind).by_growth:
        unit = next((o.value.unit for o in reversed(found) if o.value), None)
    good: set[Unit | None] = {unit}
    for o in found:
        if unit and o.value and (written := o.value.unit) is not unit and written not in good:
            if written.converts_to(unit):
                good.add(written)
            else:
                findings.append(_unit_mismatch(o, unit, target.goal is not None))
    return unit


def _stages(found: list[Observation], findings: list[Finding]) -> dict[Month, Observation]:
    by_month: dict[Month, list[Observation]] = {}
    for o in found:
        if o.stage:
            by_month.setdefault(o.month, []).append(o)
    return {month: settle_stage(rows, findings) for month, rows in by_month.items()}


def _levels(
    target: Target, rows: Rows, unit: Unit, findings: list[Finding]
) -> tuple[dict[Month, Figure], dict[Month, Figure]]:
    """The levels that are said exactly, and the others."""
    measure = Levels(unit, None if traits(target.kind).by_growth else target.goal)
    levels, rough = _parted(_published(target, rows, _bases(target, rows), measure, findings))
    if traits(target.kind).adds_up or (
        traits(target.kind).by_growth and unit.dimension not in ("percent", "point")
    ):
        levels |= _cumulated(rows, levels, measure, findings)
    return dict(sorted(levels.items())), rough


def _parted(figures: Mapping[Month, Figure]) -> tuple[dict[Month, Figure], dict[Month, Figure]]:
    """What is said exactly, and what is a bound or a round number."""
    exact: dict[Month, Figure] = {}
    rough: dict[Month, Figure] = {}
    for month, figure in figures.items():
        (exact if figure.bound is Bound.EXACT else rough)[month] = figure
    return exact, rough


def _bases(target: Target, rows: Rows) -> tuple[Basis, ...]:
    """The bases that count, the preferred one first. A rate keeps to one basis: a month's share is
    not the year's.
    """
    bases = traits(target.kind).bases
    if traits(target.kind).is_reading:
        this_year = {basis for basis, month in rows if month.year == target.by.year}
        return next(((basis,) for basis in bases if basis in this_year), bases)
    return bases


def _growths(
    target: Target,
    rows: Rows,
    levels: Mapping[Month, Figure],
    unit: Unit | None,
    findings: list[Finding],
) -> tuple[dict[Month, Figure], dict[Month, Figure]]:
    """Official year-to-date growth, what is said exactly and the rest; the first month's and the
    first quarter's are that. Beyond, months and quarters are weighed together.

    The base of a period is level / (1 + growth), so the growth of several is the ratio of the sums
    of levels and of bases.
    """
    measure = Growths(target.goal if traits(target.kind).by_growth else None)
    to_date = _published(target, rows, (Basis.YTD, Basis.POINT), measure, findings)
    opening = {key: group for key, group in rows.items() if key[1].month == _LENGTHS.get(key[0])}
    opened = _published(target, opening, (Basis.MONTH, Basis.QUARTER), measure, findings)
    figures, rough = _parted(opened)
    for known, more in zip((figures, rough), _parted(to_date), strict=True):
        known.update(more)
    if traits(target.kind).by_growth and unit:
        _add_weighed(figures, rows, levels, (Levels(unit, None), measure), findings)
    return dict(sorted(figures.items())), rough


def _add_weighed(
    figures: dict[Month, Figure],
    rows: Rows,
    levels: Mapping[Month, Figure],
    measures: tuple[Levels, Growths],
    findings: list[Finding],
) -> None:
    """Add the growth to date of each month that has none, from the period before and its own."""
    of_level, of_growth = measures
    # In the order of time: what is added for one period is what the next one goes on from.
    for basis, month in sorted(rows, key=lambda key: (key[1], key[0].value)):
        length = _LENGTHS.get(basis, month.month)
        before = month.plus(-length)
        if length >= month.month or month in figures:
            continue
        if before not in figures or before not in levels:
            continue
        level = _exactly(rows[basis, month], of_level, findings)
        growth = _exactly(rows[basis, month], of_growth, findings)
        if level is None or growth is None:
            continue
        if weighed := _weighed(levels[before], figures[before], level, growth):
            figures[month] = weighed


def _weighed(level: Figure, growth: Figure, step: Figure, step_growth: Figure) -> Figure | None:
    """The growth of two periods together, from the level and the growth of each."""
    if growth.value <= -100 or step_growth.value <= -100:
        return None
    base = level.value / (100 + growth.value) + step.value / (100 + step_growth.value)
    if base <= 0:
        return None
    parts = (step_growth, step, growth, level)
    return Figure(
        value=(level.value + step.value) / base - 100,
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        second_hand=any(part.second_hand for part in parts),
        revised=any(part.revised for part in parts),
        disputed=any(part.disputed for part in parts),
        derivation=Text(
            "由各期总量与同比加权推算，非官方累计增速",
            "calculated from each period's levels and growth, not the official growth to date",
        ),
    )


_LENGTHS = {Basis.MONTH: 1, Basis.QUARTER: 3}
_ADDED_UP = Text("上期累计 + 本期", "the previous cumulative figure + this period's")


def _unused(
    target: Target, rows: Rows, actuals: Mapping[Month, Figure], unit: Unit | None
) -> list[Finding]:
    """Figures of the plan's year, on a basis that the goal is not measured by, for months that no
    other figure covers.
    """
    if (
        not traits(target.kind).bases
        or traits(target.kind).is_followed
        or (unit is None and not traits(target.kind).by_growth)
    ):
        return []
    measure: Measure = (
        Growths(None) if traits(target.kind).by_growth or unit is None else Levels(unit, None)
    )
    left: dict[Basis, list[Observation]] = {}
    for (basis, month), group in rows.items():
        if month.year == target.by.year and month not in actuals:
            left.setdefault(basis, []).extend(row for _, row in measure.read(group))
    return [_not_used(target, basis, group) for basis, group in left.items() if group]


_BASES = {Basis.YTD: "累计", Basis.MONTH: "当月", Basis.QUARTER: "当季", Basis.POINT: "期末"}


def _not_used(target: Target, basis: Basis, group: list[Observation]) -> Finding:
    months = "、".join(dict.fromkeys(str(row.month) for row in group))
    adds = traits(target.kind).adds_up and basis in _LENGTHS
    why = (
        Text("之前缺月份，不能累加", "an earlier month is missing, so they do not add up")
        if adds
        else Text(
            f"{traits(target.kind).word}目标不按这个口径衡量",
            f"a {target.kind.value} is not measured on that basis",
        )
    )
    wanted = (Basis.YTD,) if adds or traits(target.kind).by_growth else traits(target.kind).bases
    return RULES["SZ305"].at(
        group[0].source,
        Text(
            f"“{group[0].indicator}”的{_BASES[basis]}数未计入（{months}）：{why.zh}，"
            f"须有{'或'.join(_BASES[each] for each in wanted)}数",
            f"the {basis.value} figures of '{group[0].indicator}' are not used ({months}):"
            f" {why.en}; the basis needed is {' / '.join(each.value for each in wanted)}",
        ),
    )


def _published(
    target: Target, rows: Rows, bases: tuple[Basis, ...], measure: Measure, findings: list[Finding]
) -> dict[Month, Figure]:
    """One figure per month, on the first of `bases` that has one, if possible an exact one."""
    figures: dict[Month, Figure] = {}
    for wanted in bases:
        for (basis, month), group in rows.items():
            if basis is wanted and _is_open(figures.get(month)):
                figure = settle(group, measure, findings, revisions=month.year == target.by.year)
                if figure and (month not in figures or figure.bound is Bound.EXACT):
                    figures[month] = figure
    return figures


def _is_open(figure: Figure | None) -> bool:
    """Whether a month has no figure yet, or none that is said exactly."""
    return figure is None or figure.bound is not Bound.EXACT


def _cumulated(
    rows: Rows, levels: Mapping[Month, Figure], measure: Measure, findings: list[Finding]
) -> dict[Month, Figure]:
    """Year-to-date figures that follow from the one before and a published month or quarter; a gap
    is not bridged.
    """
    added: dict[Month, Figure] = {}
    for month in sorted({month for _, month in rows} - set(levels)):
        for basis, length in _LENGTHS.items():
            group = rows.get((basis, month))
            if group is None or month in added:
                continue
            opens_the_year = month.month <= length
            previous = month.plus(-length)
            before = None if opens_the_year else added.get(previous) or levels.get(previous)
            if opens_the_year or before:
                added |= _step_from(before, month, _exactly(group, measure, findings))
    return added


def _exactly(group: list[Observation], measure: Measure, findings: list[Finding]) -> Figure | None:
    """The one figure that rows of one period stand for, where it is said exactly."""
    figure = settle(group, measure, findings)
    return figure if figure and figure.bound is Bound.EXACT else None


def _step_from(before: Figure | None, month: Month, step: Figure | None) -> dict[Month, Figure]:
    """The total up to a month; nothing where what it adds is not known."""
    if step is None:
        return {}
    return {month: _sum(before, step) if before else step}


def _sum(before: Figure, step: Figure) -> Figure:
    total = worked_out(
        before.value + step.value, before, step, _ADDED_UP, sources=step.sources + before.sources
    )
    if step.replaced is None:
        return total
    stood = Replaced(before.value + step.replaced.value, step.replaced.released)
    return total._replace(replaced=stood)


def _derived_growths(
    levels: Mapping[Month, Figure], official: Mapping[Month, Figure]
) -> dict[Month, Figure]:
    """Growth worked out from two published levels, only for months without an official figure, and
    marked as such.
    """
    derived = {}
    for month, now in levels.items():
        before = levels.get(month.plus(-12))
        if month not in official and before and before.value > 0:
            derived[month] = worked_out(
                (now.value / before.value - 1) * 100,
                now,
                before,
                Text(
                    "由两年已公布总量推算，非官方增速",
                    "calculated from two published levels, not the official growth",
                ),
                sources=now.sources + before.sources,
            )
    return derived


def _unit_mismatch(o: Observation, unit: Unit, of_a_goal: bool) -> Finding:
    found, whose = (
        o.value.unit.written if o.value else "",
        Text("目标", "goal's") if of_a_goal else Text("最新一期", "latest figure's"),
    )
    return RULES["SZ302"].at(
        o.source,
        Text(
            f"“{o.indicator}”的单位“{found}”不能换算为{whose.zh}的单位“{unit.written}”",
            f"'{o.indicator}' is in '{found}', which does not convert to the {whose.en}"
            f" '{unit.written}'",
        ),
    )


def _strangers(
    strangers: Mapping[str, list[Observation]],
    wanted: Mapping[str, str],
    series: Mapping[str, Series],
    *,
    suggest: bool,
) -> Iterator[Finding]:
    """One finding per name that may be meant for one of the plan's, and one for all others.

    A name under which figures came for the same months is another indicator, however like it is.
    """
    months: dict[str, set[Month]] = {}
    for one in series.values():
        for name in (one.target.id, *one.target.name, one.target.indicator):
            months.setdefault(name, set()).update(row.month for row in one.rows)
    others = []
    for name, rows in strangers.items():
        came = {row.month for row in rows}
        near = _nearest(name, wanted) if suggest else []
        near = [one for one in near if came.isdisjoint(months.get(one, ()))]
        first = min(rows, key=_TIME_AND_PLACE)
        if near:
            yield _unmatched(first, len(rows), near)
        else:
            others.append((first, len(rows)))
    if len(others) == 1:
        yield _unmatched(*others[0], [])
    elif others:
        yield _all_unmatched(others)


def _nearest(name: str, wanted: Mapping[str, str]) -> list[str]:
    """The plan's names that a stranger was most probably meant to be."""
    from difflib import get_close_matches

    return list(dict.fromkeys(wanted[key] for key in get_close_matches(name, wanted, 2, 0.6)))


def _all_unmatched(others: list[tuple[Observation, int]]) -> Finding:
    first = min((row for row, _ in others), key=_TIME_AND_PLACE)
    names, count = [row.indicator for row, _ in others], sum(count for _, count in others)
    more_zh = "" if len(names) <= _NAMED else " 等"
    more_en = "" if len(names) <= _NAMED else f" and {len(names) - _NAMED} more"
    shown = names[:_NAMED]
    return RULES["SZ303"].at(
        first.source,
        Text(
            f"{len(names)} 个指标不在计划中（{count} 行）：{'、'.join(shown)}{more_zh}",
            f"{len(names)} indicators are not in the plan (rows: {count}):"
            f" {', '.join(shown)}{more_en}",
        ),
    )


_NAMED = 40
"""Names that one finding lists."""


def _unmatched(first: Observation, count: int, near: list[str]) -> Finding:
    zh, en = "、".join(near), ", ".join(near)
    asked = Text(f"；是否为 {zh}？", f"; did you mean {en}?") if near else Text("", "")
    return RULES["SZ303"].at(
        first.source,
        Text(
            f"“{first.indicator}”不在计划中（{count} 行）{asked.zh}",
            f"'{first.indicator}' is not in the plan ({number_of(count, 'row')}){asked.en}",
        ),
    )


def _undated(first: Observation, count: int) -> Finding:
    return RULES["SZ306"].at(
        first.source,
        Text(
            f"{count} 行没有发布日期，回放时按期末后次月已知处理",
            f"no release date in {number_of(count, 'row')}: each is taken as known from the month"
            " after its period",
        ),
    )


def newest(figures: Mapping[Month, Figure], year: int, until: Month) -> Month | None:
    """The newest month of `year` that has a figure, up to `until`."""
    return max((month for month in figures if month.year == year and month <= until), default=None)
