"""What the rest of the year must bring for a goal to be met, and what the same months of earlier
years brought: only like is held against like.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.kinds import implied_growth, required_amount, required_growth, traits
from sztrack.core.model import (
    Figure,
    Goal,
    Implied,
    Op,
    Required,
    Series,
    Source,
    Span,
    Target,
    Text,
    worked_out,
)
from sztrack.core.traits import HUNDRED, meets
from sztrack.core.words.period import Month


def required(
    target: Target, goal: Goal, series: Series, through: Month, actual: Decimal
) -> Required | None:
    """What the remaining months must bring; not asked of rates, which need only be reached, nor of
    what is to be hit from both sides, nor of an amount that is there already.
    """
    if goal.op in (Op.ABOUT, Op.WITHIN, Op.EQUAL):
        return None
    if traits(target.kind).by_growth:
        weight, sources = weight_of(series, through, target.by)
        return Required(
            value=required_growth(goal.value, actual, weight),
            per_month=False,
            first=through.plus(1),
            last=target.by,
            weight=weight,
            weight_from=sources,
            spans=() if goal.op.is_ceiling else tuple(_grown(series, through, target.by)),
        )
    is_there = meets(actual, goal, Decimal(0))
    if traits(target.kind).is_amount and goal.op.is_floor and not is_there:
        return Required(
            value=required_amount(goal.value, actual, through.until(target.by)),
            per_month=True,
            first=through.plus(1),
            last=target.by,
            weight=None,
            weight_from=(),
            spans=tuple(_added(series, through, target.by)),
        )
    return None


def weight_of(series: Series, through: Month, by: Month) -> tuple[Decimal, tuple[Source, ...]]:
    """The share of the year before that its months up to `through` made up, of those up to `by`;
    equal months where nothing says what they made.
    """
    now, end = (base_of(series, month) for month in (through, by))
    if now and end and 0 < now.value < end.value:
        return now.value / end.value, (now.sources[0], end.sources[0])
    return Decimal(through.month) / by.month, ()


def base_of(series: Series, month: Month) -> Figure | None:
    """The level of the same month of the year before: as published, else as inferred."""
    return series.levels.get(month.plus(-12)) or inferred_base(series, month)


def inferred_base(series: Series, month: Month) -> Figure | None:
    """What the level of `month` and its official growth say of the year before, on comparable
    terms: level / (1 + growth).
    """
    level, growth = series.levels.get(month), series.growths.get(month)
    if level is None or growth is None or growth.derivation or growth.value <= -HUNDRED:
        return None
    return worked_out(
        level.value / (1 + growth.value / HUNDRED),
        level,
        growth,
        Text("总量 ÷（1 + 增速）", "level / (1 + growth)"),
        sources=(level.sources[0], growth.sources[0]),
    )


def implied(series: Series, through: Month) -> Implied | None:
    """The growth of the months since the figure before, where that is at most a quarter old;
    weighed by what last year's months made, else by months.
    """
    earlier = [
        month
        for month in series.actuals
        if month.year == through.year and 0 < month.until(through) <= 3
    ]
    return implied_since(series, through, max(earlier)) if earlier else None


def implied_since(series: Series, through: Month, after: Month) -> Implied:
    """The growth of the months after `after`'s, both months of one year with a growth to date."""
    now, before = series.actuals[through], series.actuals[after]
    weights, weight_from = _weights(series, through, after)
    return Implied(
        value=implied_growth(now.value, before.value, *weights),
        after=after,
        sources=(now.sources[0], before.sources[0]),
        weight_from=weight_from,
    )


def _weights(
    series: Series, through: Month, after: Month
) -> tuple[tuple[Decimal, Decimal], tuple[Source, ...]]:
    """What last year's months up to `through` and up to `after` made: both as published or both
    inferred, since the two may differ in scope; equal months where neither is known.
    """
    published = series.levels.get(through.plus(-12)), series.levels.get(after.plus(-12))
    inferred = inferred_base(series, through), inferred_base(series, after)
    for now, before in (published, inferred):
        if now and before and now.value > before.value > 0:
            return (now.value, before.value), (now.sources[0], before.sources[0])
    return (Decimal(through.month), Decimal(after.month)), ()


def _grown(series: Series, through: Month, by: Month) -> Iterator[Span]:
    """What the months after `through`'s grew by in each earlier year, from its two year-to-date
    growths and the weights of their months; the newest year first.
    """
    for start, end in _earlier_years(series, through, by):
        weight, sources = weight_of(series, start, end)
        then, whole = series.actuals[start], series.actuals[end]
        grown = worked_out(
            required_growth(whole.value, then.value, weight),
            whole,
            then,
            Text("往年同期", "the same months of an earlier year"),
            sources=(whole.sources[0], then.sources[0], *sources),
        )
        yield Span(end.year, grown)


def _added(series: Series, through: Month, by: Month) -> Iterator[Span]:
    """What each of the months after `through`'s added on average in each earlier year; the newest
    first.
    """
    for start, end in _earlier_years(series, through, by):
        then, whole = series.actuals[start], series.actuals[end]
        added = worked_out(
            (whole.value - then.value) / start.until(end),
            whole,
            then,
            Text("往年同期月均", "mean per month of the same months"),
            sources=(whole.sources[0], then.sources[0]),
        )
        yield Span(end.year, added)


def _earlier_years(series: Series, through: Month, by: Month) -> Iterator[tuple[Month, Month]]:
    """The same two months of every earlier year that has a figure for both, the newest first."""
    years = sorted({month.year for month in series.actuals if month.year < by.year}, reverse=True)
    for year in years:
        start, end = Month(year, through.month), Month(year, by.month)
        if start in series.actuals and end in series.actuals:
            yield start, end
