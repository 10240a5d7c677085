"""The arithmetic of each kind of target. A formula that fits one kind is wrong for the next; every
one has its home here.

`share` is the part of the window (January to the goal's month) expected to be done by the data's
month, 0 to 1. Amounts are in the goal's unit; growth and rates are in percent or in the unit of the
rate. Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sztrack.core.model import (
    Abstention,
    Goal,
    History,
    Kind,
    Op,
    Projection,
    Rules,
    Share,
    Status,
    Text,
)

HUNDRED = Decimal(100)
_NO_START = Text("没有年初水平", "the level at the start of the year is not known")

FORMULAS = {
    Kind.FLOW: Text("累计 ÷ 应完成占比", "year to date / expected share"),
    Kind.STOCK: Text(
        "年初水平 + 年内净增 ÷ 应完成占比", "start + net change so far / expected share"
    ),
    Kind.GROWTH: Text("累计增速延续至年底", "the year-to-date growth carried to the year end"),
    Kind.RATE: Text("最新水平延续至年底", "the latest figure carried to the year end"),
}


def in_points(kind: Kind, goal: Goal) -> bool:
    """Whether misses are measured in percentage points rather than in percent of the goal."""
    return kind is Kind.GROWTH or (
        kind is Kind.RATE
        and goal.unit.dimension in ("percent", "point")
        and goal.unit.exponent == 0
    )


def margin(kind: Kind, goal: Goal, rules: Rules) -> Decimal:
    """The miss that is still only "at risk", in the goal's unit; also how wide "about" is."""
    if in_points(kind, goal):
        return rules.outlook_points
    return abs(goal.value) * rules.outlook_share / HUNDRED


def miss(value: Decimal, goal: Goal, tolerance: Decimal) -> Decimal:
    """By how much `value` fails the goal, in the goal's unit; zero or less where it does not.
    `tolerance` is the width of "about".
    """
    match goal.op:
        case Op.AT_LEAST | Op.ABOVE:
            return goal.value - value
        case Op.AT_MOST | Op.BELOW:
            return value - goal.value
        case Op.ABOUT:
            return abs(value - goal.value) - tolerance
        case Op.AT_MOST_ABOUT:
            return value - goal.value - tolerance
        case Op.EQUAL:
            return abs(value - goal.value)


def meets(value: Decimal, goal: Goal, tolerance: Decimal) -> bool:
    """Whether `value` meets the goal; a strict `>` is not met by the number itself."""
    gap = miss(value, goal, tolerance)
    return gap < 0 or (gap == 0 and goal.op not in (Op.ABOVE, Op.BELOW))


def judge(value: Decimal, kind: Kind, goal: Goal, rules: Rules) -> Status:
    """On track where `value` meets the goal, at risk where it misses by no more than the margin,
    off track beyond.
    """
    tolerance = margin(kind, goal, rules)
    if meets(value, goal, tolerance):
        return Status.ON_TRACK
    return Status.AT_RISK if miss(value, goal, tolerance) <= tolerance else Status.OFF_TRACK


def planned(
    kind: Kind, goal: Decimal, start: Decimal | None, share: Decimal | None
) -> Decimal | None:
    """Where the figure should be by now.

    flow: goal x share; stock: start + (goal - start) x share, unknown without a start; growth and
    rate: the goal itself.
    """
    match kind:
        case Kind.FLOW:
            return None if share is None else goal * share
        case Kind.STOCK:
            return None if share is None or start is None else start + (goal - start) * share
        case Kind.GROWTH | Kind.RATE:
            return goal
        case Kind.MILESTONE | Kind.NARRATIVE:
            return None


def behind(
    actual: Decimal, plan: Decimal, kind: Kind, goal: Goal, start: Decimal | None
) -> Decimal:
    """How far `actual` is behind `plan`; negative is ahead.

    flow and stock: points of the goal's own distance (completion rate against expected share, as 序
    时进度 has it); growth and rate: the miss in the figure's unit. A stock whose goal is no further
    than its start is measured against the goal.
    """
    short = plan - actual if not goal.op.is_ceiling else actual - plan
    if kind in (Kind.GROWTH, Kind.RATE):
        return abs(short) if goal.op in (Op.ABOUT, Op.EQUAL) else short
    distance = goal.value - start if kind is Kind.STOCK and start is not None else goal.value
    return short / abs(distance or goal.value or Decimal(1)) * HUNDRED


def pace(actual: Decimal, points: Decimal, kind: Kind, goal: Goal, rules: Rules) -> Status:
    """The pace verdict: points behind the expected share (flow, stock), or the margin of the
    outlook (growth, rate).
    """
    if kind in (Kind.GROWTH, Kind.RATE):
        return judge(actual, kind, goal, rules)
    if points >= rules.pace_off_track:
        return Status.OFF_TRACK
    return Status.AT_RISK if points >= rules.pace_at_risk else Status.ON_TRACK


def year_end(history: History, share: Decimal | None) -> Decimal | Text:
    """The projected figure of the goal's month, or what is lacking for one.

    flow: YTD / share; stock: start + (level - start) / share; growth: w x g + (1 - w) x g with the
    growth so far expected to go on, which is g whatever the weight w; rate: the latest figure.
    """
    actual = history.actuals[history.through]
    match history.kind:
        case Kind.GROWTH | Kind.RATE:
            return actual
        case _ if not share:
            return Text("没有可用的进度占比", "there is no usable share of the year")
        case Kind.STOCK:
            start = history.start
            return _NO_START if start is None else start + (actual - start) / share
        case _:
            return actual / share


def by_share(
    model: str, history: History, share: Callable[[History], Share | Abstention]
) -> Projection | Abstention:
    """The projection of a pace model that is its expected share: amounts over the share, growth and
    rates carried to the year end.
    """
    expected = (
        Share(model, Decimal(1), ()) if history.kind in (Kind.GROWTH, Kind.RATE) else share(history)
    )
    if isinstance(expected, Abstention):
        return expected
    value = year_end(history, expected.value)
    if isinstance(value, Text):
        return Abstention(model, value)
    return Projection(model, value, expected.base_years, FORMULAS[history.kind])


def required_amount(goal: Decimal, actual: Decimal, months: int) -> Decimal:
    """Flow and stock: the amount each of the remaining `months` (at least 1) must bring."""
    return (goal - actual) / months


def implied_growth(now: Decimal, before: Decimal, w: Decimal, v: Decimal) -> Decimal:
    """The growth in percent of the months between two year-to-date figures, whose months made `w`
    and `v` of last year: (w g - v g') / (w - v).
    """
    return (w * now - v * before) / (w - v) if w > v else now


def required_growth(goal: Decimal, seen: Decimal, weight: Decimal) -> Decimal:
    """The growth in percent that the remaining months need for the year to reach `goal`.

    ((1 + G) - w (1 + g)) / (1 - w) - 1, with w (0 < w < 1) the share of last year that the known
    months made up. The national bureau's own use: first three quarters of 2023 at +5.2 % and a goal
    of about 5 % leave +4.4 % for the fourth (press conference, 2023-10-18).
    """
    needed = (HUNDRED + goal - weight * (HUNDRED + seen)) / (1 - weight)
    return needed - HUNDRED
