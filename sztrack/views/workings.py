"""How a row's numbers were worked out: the value, the formula or the file and line behind each, and
the thresholds that judged them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Abstention,
    Assessment,
    Figure,
    Goal,
    Op,
    Projection,
    Required,
    Rules,
    Source,
    Status,
    Text,
)
from sztrack.core.traits import meets
from sztrack.core.verdict.whatif import Line, Way, break_even, line_of
from sztrack.core.words.english import number_of
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import covered_text, figure_text
from sztrack.language.numbers import (
    enough,
    enough_of,
    growth_text,
    percent,
    published,
    rounded,
    span_text,
)
from sztrack.page import Cell, Column, Table


class Step(NamedTuple):
    """One line: what it is, its value, and how it came about."""

    item: str
    value: str
    how: str


def workings(a: Assessment, actual: Figure, goal: Goal, rules: Rules, lang: Lang) -> Table:
    """The steps from the figure to the verdicts."""
    t = speaker(lang)
    steps = [
        _actual(a, actual, goal, lang),
        *_implied(a, lang),
        *_expected(a, goal, lang),
        *_projected(a, goal, lang),
    ]
    if a.required:
        steps += _required(a.required, goal, lang)
    steps += _break_even(a, goal, lang)
    steps.append(_thresholds(a, goal, rules, lang))
    columns = [
        Column(t("项目", "Item")),
        Column(t("数值", "Value"), numeric=True),
        Column(t("算法与依据", "How"), flexible=True),
    ]
    return Table(columns, [[Cell(text) for text in step] for step in steps])


def _actual(a: Assessment, actual: Figure, goal: Goal, lang: Lang) -> Step:
    t = speaker(lang)
    months = covered_text(a, a.through, lang) if a.through else ""
    how = f"{months}  {_at(actual.sources)}"
    row = next((row for row in a.series.rows if row.source == actual.sources[0]), None)
    if actual.derivation:
        how += f"  {say(actual.derivation, lang)}"
    elif (
        row
        and row.value
        and not traits(a.target.kind).by_growth
        and row.value.unit.written != goal.unit.written
    ):
        how += t(f"  {row.value} -> {goal.unit.written}", f"  '{row.value}' in the file")
    return Step(t("实际", "Actual"), figure_text(a, actual, lang), how)


def _implied(a: Assessment, lang: Lang) -> Iterator[Step]:
    """What the newest months alone grew by, where that says more than the year so far."""
    if a.implied is None or a.through is None:
        return
    t = speaker(lang)
    months, figures = span_text(a.implied.after.plus(1), a.through, lang), _at(a.implied.sources)
    weights = (
        t("权数为上年总量 ", "weighted by last year's levels ") + _at(a.implied.weight_from)
        if a.implied.weight_from
        else t("按月均等", "equal months")
    )
    how = t(
        f"{months}，由两期累计增速推算 {figures}，{weights}",
        f"{months}, from two official figures {figures}, {weights}",
    )
    yield Step(t("最近各月", "Latest months"), rounded(a.implied.value, PERCENT, lang), how)


def _expected(a: Assessment, goal: Goal, lang: Lang) -> Iterator[Step]:
    t = speaker(lang)
    of = traits(a.target.kind)
    if a.share and of.is_amount:
        years = (
            t("；基年 ", "; base years ") + ", ".join(map(str, a.share.base_years))
            if a.share.base_years
            else ""
        )
        yield Step(
            t("应完成占比", "Expected share"), percent(a.share.value * 100), a.share.model + years
        )
    if a.planned is not None:
        yield Step(
            t("应达到", "Planned"),
            rounded(a.planned, goal.unit, lang),
            say(of.planned_formula, lang),
        )


def _projected(a: Assessment, goal: Goal, lang: Lang) -> Iterator[Step]:
    t = speaker(lang)
    name = t("预计年末" if traits(a.target.kind).is_level else "预计全年", "Projected")
    match a.projection:
        case Projection():
            how = a.projection.model + t("：", ": ") + say(a.projection.formula, lang)
            yield Step(name, rounded(a.projection.value, goal.unit, lang, goal.value), how)
            yield from _doubt(a.projection, goal, lang)
        case Abstention():
            yield Step(name, "-", say(a.projection.reason, lang))


def _doubt(p: Projection, goal: Goal, lang: Lang) -> Iterator[Step]:
    """The interval, the probability of meeting the goal, and the model's own past errors behind
    them.
    """
    t = speaker(lang)
    past = t("；", "; ").join(
        t(
            f"{m.year}年预计{rounded(m.projected, goal.unit, lang)}、"
            f"实际{rounded(m.actual, goal.unit, lang)}",
            f"{m.year}: {rounded(m.projected, goal.unit, lang)} projected,"
            f" {rounded(m.actual, goal.unit, lang)} actual",
        )
        for m in p.misses
    )
    grounds = (
        t("该模型往年同月的预计：", "the model at this month of earlier years: ") + past
        if past
        else t("该模型的一般误差", "the model's typical error")
    )
    around = facts.interval(p, goal, lang)
    if around is None:
        yield Step(
            t("区间", "Interval"),
            "-",
            t("往年误差不足两次，不作区间", "fewer than two past errors: no interval")
            + (f"  {past}" if past else ""),
        )
        return
    name = t(f"{around.level}区间", f"{around.level} interval")
    yield Step(name, f"{around.low} ~ {around.high}", grounds)
    if p.probability is not None:
        close = t("目标在区间内", "the goal is inside the interval") if p.is_close else ""
        yield Step(t("达标可能性", "Chance of meeting the goal"), f"{p.probability:f}%", close)


def _required(required: Required, goal: Goal, lang: Lang) -> Iterator[Step]:
    t = speaker(lang)
    name = t("后续需", "Required")
    if required.per_month:
        how = t(
            f"（目标 - 实际）÷ 剩余 {required.months} 个月",
            f"(goal - actual) / {number_of(required.months, 'month')} left",
        )
        yield Step(name, published(enough(required, goal), goal.unit, lang), how)
    else:
        yield Step(
            name, published(enough(required, goal), PERCENT, lang), "((1+G) - w(1+g)) / (1-w) - 1"
        )
    if required.weight is not None:
        published_levels = t("上年同期占上年全年之比", "last year's share by the same month")
        equal = t("上年总量未知，按月均等", "last year's levels are not known: equal months")
        how = f"{published_levels}  {_at(required.weight_from)}" if required.weight_from else equal
        yield Step("w", percent(required.weight * 100), how)
    best = facts.record(required, goal, lang)
    if required.best and best:
        how = t(
            f"{best.year}年，可比的往年{best.years}个",
            f"{best.year}, of {best.years} earlier year{'s' * (best.years > 1)} to compare",
        )
        name = t("往年同期最高", "Most in the same months")
        yield Step(name, best.text, f"{how}  {_at(required.best.figure.sources)}")


def _break_even(a: Assessment, goal: Goal, lang: Lang) -> Iterator[Step]:
    """What the rest of the year must bring in all for the goal to be met exactly, and what growth
    that would be; nothing where it is told as what is required, or is there already.
    """
    is_closed = a.status in (Status.MET, Status.MISSED)
    is_told = a.required is not None and not a.required.per_month
    if is_closed or is_told or _is_there(a, goal):
        return
    for way in (Way.AMOUNT, Way.GROWTH):
        line = line_of(a, way)
        if isinstance(line, Text):
            continue
        if way is Way.AMOUNT and line.months == 1 and a.required:
            continue  # The one month's amount is what is required.
        months = span_text(line.first, line.last, lang)
        for needed in break_even(a, line, goal):
            if needed is not None:
                yield Step(
                    break_even_name(goal, lang),
                    break_even_text(way, needed, goal, lang),
                    f"{months}  {rest_formula(line, goal, lang)}",
                )


def _is_there(a: Assessment, goal: Goal) -> bool:
    """Whether an amount has reached its floor, and nothing more is asked of the rest."""
    is_amount = traits(a.target.kind).is_amount and goal.op.is_floor
    return is_amount and a.actual is not None and meets(a.actual.value, goal, Decimal(0))


def rest_formula(line: Line, goal: Goal, lang: Lang) -> str:
    """The year end from the rest of the year, and the figures of last year behind it."""
    t = speaker(lang)
    place = f"  {_at(line.sources)}" if line.sources else ""
    if line.is_inferred:
        place += t("（由总量与增速推算）", " (inferred from level and growth)")
    if line.weight is not None:
        share = percent(line.weight * 100)
        base = t("上年同期占上年全年之比", "last year's share by the same month")
        equal = t("上年总量未知，按月均等", "last year's levels are not known: equal months")
        return t(
            f"年末 = w × 累计增速 +（1-w）× 余期增速，w = {share}，",
            f"year end = w x growth so far + (1-w) x growth of the rest, w = {share}, ",
        ) + (base + place if line.sources else equal)
    if line.last_year is not None:
        before = rounded(line.last_year, goal.unit, lang)
        formula = t(
            f"年末 = 实际 + 上年同期各月{before} ×（1 + 增速）",
            f"year end = actual + {before} of last year's same months x (1 + growth)",
        )
        return formula + place
    return t("年末 = 实际 + 余期", "year end = actual + rest")


def break_even_name(goal: Goal, lang: Lang) -> str:
    """The rest that leads to the very number of the goal, which a strict goal must pass."""
    t = speaker(lang)
    match goal.op:
        case Op.ABOVE:
            return t("恰为目标值（须高于）", "Break-even (to be exceeded)")
        case Op.BELOW:
            return t("恰为目标值（须低于）", "Break-even (to be undercut)")
        case _:
            return t("恰为目标值", "Break-even")


def break_even_text(way: Way, value: Decimal | None, goal: Goal, lang: Lang) -> str:
    """The break-even, rounded to the side that keeps the goal; where it is passed, that it is."""
    if value is None:
        t = speaker(lang)
        is_there = t("已达到", "reached already")
        return is_there if goal.op.is_floor else t("已超过", "exceeded already")
    unit = PERCENT if way is Way.GROWTH else goal.unit
    return rest_text(way, enough_of(value, unit, goal), goal, lang)


def rest_text(way: Way, value: Decimal, goal: Goal, lang: Lang) -> str:
    """A rest of the year with its unit: 增长7%, 12万人, 4万人/月."""
    if way is Way.GROWTH:
        return growth_text(value, lang)
    amount = published(value, goal.unit, lang)
    return amount + speaker(lang)("/月", "/month") if way is Way.PER_MONTH else amount


def _thresholds(a: Assessment, goal: Goal, rules: Rules, lang: Lang) -> Step:
    kind, projection = a.target.kind, a.projection
    t = speaker(lang)
    margins = facts.thresholds(rules, lang)
    if isinstance(projection, Projection) and projection.probability is not None:
        low, high = margins.unlikely, margins.likely
        how = t(
            f"达标可能性{high}起为正常，{low}起为预警，不足{low}为滞后",
            f"chance of meeting the goal: on track from {high}, at risk from {low}, off track"
            " below",
        )
        return Step(t("阈值", "Thresholds"), "", how)
    if traits(kind).in_points(goal):
        size = margins.points
    else:
        size = t(f"目标的{margins.share}", f"{margins.share} of the goal")
    how = t(
        f"差目标不超过{size}为预警，超过为滞后",
        f"at risk up to {size} short of the goal, off track beyond that",
    )
    if traits(kind).is_amount:
        low, high = margins.pace_at_risk, margins.pace_off_track
        how += t(
            f"；序时落后{low}起为预警，{high}起为滞后",
            f"; pace: at risk from {low} behind, off track from {high}",
        )
    return Step(t("阈值", "Thresholds"), "", how)


def _at(sources: tuple[Source, ...]) -> str:
    return f"[{', '.join(map(str, sources))}]"
