"""What a kind of target must provide (`Traits`), and the arithmetic that several kinds share.

`share` is the part of the window (January to the goal's month) expected to be done by the data's
month, 0 to 1. Amounts are in the goal's unit; growth and rates are in percent or in the unit of the
rate. Nothing is rounded. The kinds themselves are the files of `sztrack.core.kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from itertools import pairwise

from sztrack.core.model import (
    Basis,
    Bound,
    Figure,
    Frequency,
    Goal,
    History,
    Observation,
    Op,
    Rules,
    Status,
    Target,
    Text,
)
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit
from sztrack.core.words.years import Years

Figures = Mapping[Month, Decimal]

HUNDRED = Decimal(100)
NET = "净"
"""A net figure (净流入, 净融资) can shrink."""


_DIGITS = Context(prec=14)
"""Numbers that differ only in the 15th digit are equal: sums of what binary arithmetic wrote
(11.999999999999998 for 12) meet their goals.
"""


def rounded(value: Decimal) -> Decimal:
    """A number at the 14 significant digits at which numbers are compared."""
    return _DIGITS.plus(value)


def miss(value: Decimal, goal: Goal, tolerance: Decimal) -> Decimal:
    """By how much `value` fails the goal, in the goal's unit; zero or less where it does not.
    `tolerance` is the width of "about".
    """
    number = rounded(value)
    low, high = (rounded(end) for end in goal.ends)
    room = tolerance if goal.op.has_room else Decimal(0)
    if goal.op.is_floor:
        return low - number - room
    if goal.op.is_ceiling:
        return number - high - room
    return max(low - number, number - high) - room


def meets(value: Decimal, goal: Goal, tolerance: Decimal) -> bool:
    """Whether `value` meets the goal; a strict `>` is not met by the number itself."""
    gap = miss(value, goal, tolerance)
    return gap < 0 or (gap == 0 and goal.op not in (Op.ABOVE, Op.BELOW))


def certain(figure: Figure, goal: Goal, tolerance: Decimal) -> bool | None:
    """Whether every number that `figure` leaves open meets the goal, or every one fails it; None
    where both can be. 超 and 不足 exclude the number itself; what is said roughly lies within half
    of its last digit that is not zero.
    """
    value = rounded(figure.value)
    room = tolerance if goal.op.has_room else Decimal(0)
    low, high = rounded(goal.ends[0]) - room, rounded(goal.ends[1]) + room
    match figure.bound:
        case Bound.EXACT:
            return meets(value, goal, tolerance)
        case Bound.AT_LEAST if goal.op.is_floor:
            return True if value >= low else None
        case Bound.AT_LEAST:
            return False if value >= high else None
        case Bound.AT_MOST if goal.op.is_ceiling:
            return True if value <= high else None
        case Bound.AT_MOST:
            return False if value <= low else None
        case Bound.ABOUT:
            return _certain_about(value, goal, tolerance)


def _certain_about(value: Decimal, goal: Goal, tolerance: Decimal) -> bool | None:
    """Whether all of a round number's reach meets the goal, or fails it on one side."""
    half = Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)
    least, most = value - half, value + half
    met = {meets(end, goal, tolerance) for end in (least, most)}
    if met == {True}:
        return True
    # A narrow goal can lie between two ends that both fail it.
    is_around = not (goal.op.is_floor or goal.op.is_ceiling) and least <= goal.value <= most
    return False if met == {False} and not is_around else None


class Traits:
    """What differs by kind. The defaults are those of a kind without a number: each file of the
    shelf states what is otherwise.
    """

    label: Text
    """The name of the kind."""
    word: str
    """How Chinese findings call a figure of this kind."""
    bases: tuple[Basis, ...] = ()
    """The bases its figures are read in, the first preferred."""
    frequency: Frequency = Frequency.MONTHLY
    """How often it is published where the plan does not say."""
    asked: Text = Text("数值", "value")
    """The column of a form that asks for its figure."""
    models: tuple[str, ...] = ()
    """The pace models in the order in which `auto` asks them."""
    planned_formula: Text = Text("目标本身", "the goal itself")
    """Workings: how `planned` is worked out."""
    year_end_formula: Text = Text("", "")
    """Workings: how `year_end` is worked out."""

    is_amount: bool = False
    """Counted towards the goal bit by bit: behind in points of the expected share."""
    is_ratio: bool = False
    """Held against the goal as it stands, whatever the share of the year."""
    is_level: bool = False
    """The figure of December is that of the year's end, not of the whole year."""
    is_total: bool = False
    """A figure is introduced as the sum so far (累计), not as what something stands at (为)."""
    is_cumulative: bool = False
    """The amount behind it grows through the year: a total that falls is a doubt."""
    adds_up: bool = False
    """The figures of single months add up to that of the year."""
    has_start: bool = False
    """Counted from the level at the end of the year before."""
    by_growth: bool = False
    """Measured by the year-on-year growth in percent, not by the value beside it."""
    is_reading: bool = False
    """Each figure is a reading of its own: nothing adds up, nothing is counted from a start."""
    is_deliverable: bool = False
    """Followed by stages and evidence; it has no figures."""
    is_followed: bool = False
    """Followed in words: whatever is published about it, no number is promised."""

    @property
    def is_measured(self) -> bool:
        """Whether the goal is a number."""
        return self.is_amount or self.is_ratio

    def in_points(self, goal: Goal) -> bool:
        """Whether misses are measured in percentage points rather than in percent of the goal."""
        return False

    def margin(self, goal: Goal, rules: Rules) -> Decimal:
        """The miss that is still only "at risk", in the goal's unit; also how wide "about" is."""
        if self.in_points(goal):
            return rules.outlook_points
        return abs(goal.value) * rules.outlook_share / HUNDRED

    def judge(
        self, value: Decimal, goal: Goal, rules: Rules, worse_by: Decimal = Decimal(0)
    ) -> Status:
        """On track where `value` meets the goal, at risk where it misses by no more than the
        margin, off track beyond. `worse_by` is added to the miss.
        """
        tolerance = self.margin(goal, rules)
        gap = miss(value, goal, tolerance) + worse_by
        if gap <= 0 and (worse_by or meets(value, goal, tolerance)):
            return Status.ON_TRACK
        return Status.AT_RISK if gap <= tolerance else Status.OFF_TRACK

    def planned(
        self, goal: Decimal, start: Decimal | None, share: Decimal | None
    ) -> Decimal | None:
        """Where the figure should be by now, in the goal's unit; None where that is not known."""
        return None

    def behind(self, actual: Decimal, plan: Decimal, goal: Goal, start: Decimal | None) -> Decimal:
        """How far `actual` is behind `plan`, in points of the goal's distance (amounts) or in the
        figure's unit; negative is ahead.
        """
        return rounded(actual - plan if goal.op.is_ceiling else plan - actual)

    def pace(self, actual: Decimal, points: Decimal, goal: Goal, rules: Rules) -> Status:
        """The pace verdict on a figure that is `points` behind."""
        return self.judge(actual, goal, rules)

    def year_end(self, history: History, share: Decimal | None) -> Decimal | Text:
        """The projected figure of the goal's month, or what is lacking for one."""
        return history.actuals[history.through]

    def may_fall(self, target: Target, actuals: Figures) -> bool:
        """Whether what is there already can shrink again; `actuals` is what was published."""
        return True

    def has_fallen(self, actuals: Figures) -> bool:
        """Whether one of the figures is below the one before."""
        months = sorted(actuals)
        return any(actuals[later] < actuals[month] for month, later in pairwise(months))

    def closed(self, history: History, goal: Goal, tolerance: Decimal) -> Status | None:
        """Met or missed for good before the window is over; None while that is open. What can
        shrink is open to the end: only an amount that cannot is met once it reaches its floor, and
        missed once it exceeds its ceiling, or the number or range that it was to hit.
        """
        return None

    def closed_by(
        self, figure: Figure, goal: Goal, tolerance: Decimal, *, may_fall: bool
    ) -> Status | None:
        """The same, by a figure that is only a bound or a round number."""
        return None

    def origin(self, start: Decimal | None) -> Decimal:
        """Where figures are counted from when a projection's error is taken as a ratio."""
        return Decimal(0)

    def years(
        self,
        actuals: Figures,
        levels: Figures,
        through: Month,
        start: Decimal | None,
        is_mean: bool,
    ) -> Years:
        """The amounts behind the figures, year by year; `levels` are the year-to-date levels beside
        a growth, `is_mean` says that a reading is the mean of the year so far.
        """
        return Years({}, {})

    def restored(self, history: History, total: Decimal) -> Decimal | None:
        """The figure of the goal's month, in the unit of `history.actuals`, when its window brings
        `total`; None where last year is not known.
        """
        return total

    def serves(self, row: Observation, unit: Unit | None) -> bool:
        """Whether a row says what the target, whose goal is in `unit`, is measured by."""
        return row.value is not None and (unit is None or row.value.unit.converts_to(unit))


class Amount(Traits):
    """What flow and stock share: a goal that is worked off through the year."""

    is_amount = True
    models: tuple[str, ...] = ("smoothed", "seasonal", "reference", "linear")

    def distance(self, goal: Goal, start: Decimal | None) -> Decimal:
        """What the year has to bring, in the goal's unit."""
        return goal.value

    def behind(self, actual: Decimal, plan: Decimal, goal: Goal, start: Decimal | None) -> Decimal:
        """Points of the goal's own distance (completion rate against expected share, as 序时进度
        has it). Where there is no distance it is measured against the goal.
        """
        short = super().behind(actual, plan, goal, start)
        whole = self.distance(goal, start) or goal.value or Decimal(1)
        return short / abs(whole) * HUNDRED

    def pace(self, actual: Decimal, points: Decimal, goal: Goal, rules: Rules) -> Status:
        """By the points behind the expected share."""
        if points >= rules.pace_off_track:
            return Status.OFF_TRACK
        return Status.AT_RISK if points >= rules.pace_at_risk else Status.ON_TRACK

    def year_end(self, history: History, share: Decimal | None) -> Decimal | Text:
        """What is there, carried on to the whole share."""
        if not share:
            return Text("没有可用的进度占比", "there is no usable share of the year")
        return self.carried(history, share)

    def carried(self, history: History, share: Decimal) -> Decimal | Text:
        """The figure of the goal's month where `share` (above 0) of the way is done."""
        return history.actuals[history.through] / share

    def may_fall(self, target: Target, actuals: Figures) -> bool:
        """As the plan says; else where the goal is negative, the name speaks of a net figure, or a
        fall is on record.
        """
        if target.may_fall is not None:
            return target.may_fall
        is_net = NET in target.name.zh or NET in target.indicator
        is_negative = target.goal is not None and target.goal.value < 0
        return is_net or is_negative or self.has_fallen(actuals)

    def closed(self, history: History, goal: Goal, tolerance: Decimal) -> Status | None:
        """A floor is met, and anything else missed, by what cannot shrink."""
        if history.may_fall:
            return None
        actual = history.actuals[history.through]
        if goal.op.is_floor:
            return Status.MET if meets(actual, goal, tolerance) else None
        is_over = rounded(actual) > rounded(goal.ends[1])
        return Status.MISSED if is_over and not meets(actual, goal, tolerance) else None

    def closed_by(
        self, figure: Figure, goal: Goal, tolerance: Decimal, *, may_fall: bool
    ) -> Status | None:
        """A floor that is passed for certain is met; anything else that is exceeded is missed."""
        is_met = certain(figure, goal, tolerance)
        if may_fall or is_met is None:
            return None
        if goal.op.is_floor:
            return Status.MET if is_met else None
        is_over = rounded(figure.value) >= rounded(goal.ends[1])
        return Status.MISSED if is_over and not is_met else None


class Ratio(Traits):
    """What growth and rate share: the goal is the plan of every month."""

    is_ratio = True

    def planned(
        self, goal: Decimal, start: Decimal | None, share: Decimal | None
    ) -> Decimal | None:
        """The goal itself."""
        return goal

    def behind(self, actual: Decimal, plan: Decimal, goal: Goal, start: Decimal | None) -> Decimal:
        """The miss in the figure's unit; both ways where a number or a range is to be hit."""
        low, high = goal.ends
        if goal.op is Op.WITHIN:
            return rounded(max(low - actual, actual - high, Decimal(0)))
        short = super().behind(actual, plan, goal, start)
        return abs(short) if goal.op in (Op.ABOUT, Op.EQUAL) else short
