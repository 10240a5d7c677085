"""The facts that sentences about a row are made of: rounded, with their units, each worked out
once.

Two phrase books say them: `sentences` in short for the screen, `prose` in full for the brief.
"""

from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Assessment,
    Basis,
    Figure,
    Goal,
    Kind,
    Projection,
    Required,
    Rules,
    Status,
)
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, speaker
from sztrack.language.numbers import (
    bounded_text,
    enough,
    months_text,
    percent,
    points,
    published,
    round_off,
    rounded,
    span_text,
    span_words,
)


class Gap(NamedTuple):
    """The distance of a value from what it is held against."""

    side: int
    """1 above the goal or ahead of the pace, -1 below or behind, 0 neither."""
    size: str
    is_inside: bool = False
    """Inside a range, whose ends are as good as what lies between them."""


class Interval(NamedTuple):
    """The bounds of a projection, and how likely the result lies between them."""

    low: str
    high: str
    level: str


class End(NamedTuple):
    """The projected end of a row."""

    value: Decimal
    """With the digits that are worth printing."""
    text: str
    interval: Interval | None
    gap: Gap
    """The distance of the exact projection from the goal."""
    probability: Decimal | None
    is_close: bool
    """Too close to call: the goal lies inside the interval, and the chance does not decide."""


class Record(NamedTuple):
    """The most that the same months of earlier years brought."""

    year: int
    value: Decimal
    text: str
    years: int
    """How many earlier years can be compared."""


class Asked(NamedTuple):
    """What the remaining months must bring so that the goal is reached."""

    months: int
    rest: str
    """The months that remain: 四季度, `October to December`."""
    growth: Decimal
    """On the same months of last year, in percent; the amount itself where one is asked."""
    amount: str
    """What each month must bring; empty where a growth is asked."""
    adds_up: bool
    """Whether months bring amounts of their own (完成), or add to a level (新增)."""
    is_limit: bool
    """Whether the goal is a ceiling, and what is asked the most there may be."""
    record: Record | None
    out_of_reach: bool


class Thresholds(NamedTuple):
    """The margins that part the statuses, with their units."""

    likely: str
    unlikely: str
    points: str
    share: str
    pace_at_risk: str
    pace_off_track: str


def figure_text(a: Assessment, figure: Figure, lang: Lang) -> str:
    """A figure of a row with its unit, in the scale of the goal, as exactly as it was said."""
    goal, unit = a.target.goal, a.series.level_unit
    if goal is None:
        text = published(figure.value, unit, lang) if unit else ""
    else:
        write = rounded if figure.derivation else published
        text = write(figure.value, goal.unit, lang, goal.value)
    return bounded_text(figure.bound, text, lang)


def covered_text(a: Assessment, month: Month, lang: Lang) -> str:
    """The months that the row's figure of `month` covers: 1-9月, 6月末; for a reading of a single
    month or quarter 8月, 7-9月.
    """
    figure = a.series.reported.get(month)
    if figure and traits(a.target.kind).is_reading:
        # One line of a wide table holds many months: the place alone does not tell the row.
        bases = {
            row.basis
            for row in a.series.rows
            if row.month == month and row.source == figure.sources[0]
        }
        if bases and bases <= {Basis.MONTH, Basis.POINT}:
            return span_text(month, month, lang)
        if bases == {Basis.QUARTER}:
            return span_text(month.plus(-2), month, lang)
    return months_text(month, a.target.kind, lang)


def growth_seen(figure: Figure) -> Decimal:
    """A growth with its published digits; rounded where it was worked out."""
    return round_off(figure.value, PERCENT) if figure.derivation else figure.value


def goal_gap(kind: Kind, goal: Goal, value: Decimal, lang: Lang) -> Gap:
    """The distance of `value` from the goal: in percentage points, or in the goal's unit."""
    gap = goal.beyond(value)
    if traits(kind).in_points(goal):
        size = points(abs(gap), lang)
    else:
        size = rounded(abs(gap), goal.unit, lang)
    return Gap(side=_sign(gap), size=size, is_inside=goal.upper is not None and not gap)


def pace_gap(kind: Kind, goal: Goal, behind: Decimal, lang: Lang) -> Gap:
    """The distance of the newest figure from the pace."""
    side = -_sign(behind)
    # A rate that is no percentage (a concentration, a ratio) is behind by its own unit.
    if traits(kind).is_reading and not traits(kind).in_points(goal):
        return Gap(side=side, size=rounded(abs(behind), goal.unit, lang))
    return Gap(side=side, size=points(abs(behind), lang))


def interval(projection: Projection, goal: Goal, lang: Lang) -> Interval | None:
    """The interval of a projection; nothing where too little is known for one."""
    if projection.low is None or projection.high is None or projection.level is None:
        return None
    return Interval(
        low=rounded(projection.low, goal.unit, lang, goal.value),
        high=rounded(projection.high, goal.unit, lang, goal.value),
        level=percent(projection.level),
    )


def bounds_text(around: Interval, lang: Lang) -> str:
    """The bounds of a projection: -1.6%至7.8%."""
    return speaker(lang)(f"{around.low}至{around.high}", f"{around.low} to {around.high}")


def end(a: Assessment, lang: Lang) -> End | None:
    """The projected end of a row that has a goal; nothing where there is no projection."""
    projection, goal = a.projection, a.target.goal
    if not isinstance(projection, Projection) or goal is None:
        return None
    return End(
        value=round_off(projection.value, goal.unit, goal.value),
        text=rounded(projection.value, goal.unit, lang, goal.value),
        interval=interval(projection, goal, lang),
        gap=goal_gap(a.target.kind, goal, projection.value, lang),
        probability=projection.probability,
        is_close=projection.is_close and a.outlook is Status.AT_RISK,
    )


def asked(a: Assessment, lang: Lang) -> Asked | None:
    """What the remaining months must bring; nothing where nothing is asked."""
    required, goal = a.required, a.target.goal
    if required is None or goal is None:
        return None
    least = enough(required, goal)
    return Asked(
        months=required.months,
        rest=_rest(a, required, lang),
        growth=least,
        amount=published(least, goal.unit, lang) if required.per_month else "",
        adds_up=traits(a.target.kind).adds_up,
        is_limit=goal.op.is_ceiling,
        record=record(required, goal, lang),
        out_of_reach=required.out_of_reach,
    )


def record(required: Required, goal: Goal, lang: Lang) -> Record | None:
    """The most that the same months brought; nothing where no earlier year can be compared."""
    if required.best is None:
        return None
    year, figure = required.best
    unit = goal.unit if required.per_month else PERCENT
    return Record(
        year=year,
        value=figure.value,
        text=rounded(figure.value, unit, lang),
        years=len(required.spans),
    )


def _rest(a: Assessment, required: Required, lang: Lang) -> str:
    """The months that remain after the data; some of them may be past where these are old."""
    months = span_words(required.first, required.last, lang)
    if not a.late:
        return months
    return months + speaker(lang)("（含逾期未报的月份）", " (overdue months among them)")


def thresholds(rules: Rules, lang: Lang) -> Thresholds:
    """The margins of the plan's rules. Unlike results they are written as the plan has them."""
    unit = speaker(lang)("个百分点", " pp")
    return Thresholds(
        likely=percent(rules.likely),
        unlikely=percent(rules.unlikely),
        points=f"{rules.outlook_points}{unit}",
        share=percent(rules.outlook_share),
        pace_at_risk=f"{rules.pace_at_risk}{unit}",
        pace_off_track=f"{rules.pace_off_track}{unit}",
    )


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
