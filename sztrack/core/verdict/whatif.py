"""What if: where the year ends when the months to come bring what somebody supposes, and what they
must bring for the goal to be met exactly.

Whichever way the rest of the year is told, the year end is a straight line in it: asked forwards it
is the year end, asked backwards the break-even.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Figure, Goal, Rules, Source, Status, Text
from sztrack.core.traits import HUNDRED
from sztrack.core.verdict.assess import at_the_end
from sztrack.core.verdict.required import base_of, weight_of
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PLAIN, Quantity, parse_growth, parse_quantity

_NO_GOAL = Text("该目标没有数值，无从假设", "the target has no number to be met")
_NO_FIGURE = Text("本年还没有数据", "there is no figure of this year yet")
_OVER = Text(
    "目标期限的数据已有，没有余期", "the figure of the goal's month is known: no rest is left"
)
_READING = Text(
    "各期比率互不相加，余期推不出年末",
    "a rate is read anew each time: months to come do not add up to its year end",
)
_IN_GROWTH = Text(
    "目标是增速，余期须写成增速，如 7%",
    "the goal is a growth: give the rest as a growth, such as 7%",
)
_IS_GROWTH = Text("按月只能写数额，增速不分月", "only an amount is told per month, not a growth")
_NO_LAST_YEAR = Text(
    "上年同期余下各月的数额未知，余期须写成数额",
    "what last year's same months brought is not known: give the rest as an amount",
)
_BELOW_ALL = Text("降幅不能超过100%", "nothing can fall by more than 100%")
_SHRINKS = Text(
    "该指标只增不减，余期数额不能为负", "this figure cannot shrink: the rest is not negative"
)


class Way(Enum):
    """How the rest of the year is told."""

    GROWTH = "growth"
    """In percent on the same months of the year before."""
    AMOUNT = "amount"
    """What they bring together, in the goal's unit."""
    PER_MONTH = "amount_per_month"
    """What each of them brings, in the goal's unit."""


class Line(NamedTuple):
    """The year end for each rest of the year."""

    start: Decimal
    """The year end where the rest is zero."""
    slope: Decimal
    """What one more of the rest adds to the year end; above zero."""
    first: Month
    """The first of the months that remain after the data."""
    last: Month
    weight: Decimal | None
    """Growth: the share of the year that the known months made up in the year before."""
    last_year: Decimal | None
    """Amounts told by their growth: what last year's same months brought, in the goal's unit."""
    sources: tuple[Source, ...]
    """The figures of last year behind either; empty where months were taken as equal."""
    is_inferred: bool
    """Whether a figure of last year was worked out from this year's and its growth."""

    @property
    def months(self) -> int:
        """How many months remain."""
        return self.first.until(self.last) + 1

    def year_end(self, rest: Decimal) -> Decimal:
        """The figure of the goal's month."""
        return self.start + self.slope * rest

    def break_even(self, goal: Decimal) -> Decimal:
        """The rest that leads to `goal`."""
        return (goal - self.start) / self.slope


class WhatIf(NamedTuple):
    """The answer to one supposition."""

    way: Way
    rest: Decimal
    line: Line
    year_end: Decimal
    status: Status
    """Met or missed: what the figure of the goal's month would say."""
    break_even: tuple[Decimal | None, ...]
    """The rest that leads exactly to the goal, to both ends where it is a range; None for an end
    that is passed whatever comes.
    """


def suppose(a: Assessment, text: str, rules: Rules, *, per_month: bool) -> WhatIf | Text:
    """The answer to a rest of the year as somebody writes it: `7%`, `12万人`, a bare number in the
    goal's unit; else why there is none.
    """
    goal = a.target.goal
    if goal is None:
        return _NO_GOAL
    if traits(a.target.kind).by_growth:
        growth, amount = parse_growth(text), None
    else:
        quantity = parse_quantity(text, goal.unit)
        fits = quantity is not None and quantity.unit.converts_to(goal.unit)
        amount = quantity.to(goal.unit) if quantity and fits else None
        growth = parse_growth(text, PLAIN) if amount is None else None
    if growth is not None:
        return _IS_GROWTH if per_month else what_if(a, Way.GROWTH, growth, rules)
    if amount is not None:
        return what_if(a, Way.PER_MONTH if per_month else Way.AMOUNT, amount, rules)
    if traits(a.target.kind).by_growth:
        return _IN_GROWTH
    example = f"12{goal.unit.written}"
    return Text(
        f"“{text}”不是增速，也不是与目标同单位的数额；写成 7% 或 {example}",
        f"'{text}' is neither a growth nor an amount in the goal's unit; write 7% or {example}",
    )


def what_if(a: Assessment, way: Way, rest: Decimal, rules: Rules) -> WhatIf | Text:
    """The year end and its verdict for a rest of the year; else why there is none."""
    goal, line = a.target.goal, line_of(a, way)
    if isinstance(line, Text):
        return line
    if goal is None:
        return _NO_GOAL
    if way is Way.GROWTH and rest < -HUNDRED:
        return _BELOW_ALL
    if way is not Way.GROWTH and rest < 0 and a.history and not a.history.may_fall:
        return _SHRINKS
    year_end = line.year_end(rest)
    return WhatIf(
        way=way,
        rest=rest,
        line=line,
        year_end=year_end,
        status=at_the_end(a.target.kind, year_end, goal, rules),
        break_even=break_even(a, line, goal),
    )


def break_even(a: Assessment, line: Line, goal: Goal) -> tuple[Decimal | None, ...]:
    """The rest that leads exactly to the goal, to both ends of a range; None for an end that is
    passed whatever comes.
    """
    return tuple(_needed(a, line, end) for end in sorted(set(goal.ends)))


def _needed(a: Assessment, line: Line, end: Decimal) -> Decimal | None:
    needed = line.break_even(end)
    is_growth = line.weight is not None or line.last_year is not None
    if is_growth:
        return None if needed < -HUNDRED else needed
    may_fall = a.history is not None and a.history.may_fall
    return needed if needed > 0 or may_fall else None


def line_of(a: Assessment, way: Way) -> Line | Text:
    """The year end as it depends on the rest of the year; else why it cannot be said."""
    of = traits(a.target.kind)
    if a.target.goal is None or not of.is_measured:
        return _NO_GOAL
    if not (of.by_growth or of.is_amount):
        return _READING
    if a.through is None or a.exact is None:
        return _NO_FIGURE
    if a.through >= a.target.by:
        return _OVER
    if of.by_growth:
        return _by_weight(a, a.through, a.exact) if way is Way.GROWTH else _IN_GROWTH
    if way is Way.GROWTH:
        return _on_last_year(a, a.target.goal, a.through, a.exact)
    months = a.through.until(a.target.by)
    slope = Decimal(1 if way is Way.AMOUNT else months)
    return _line(a, a.through, a.exact.value, slope)


def _by_weight(a: Assessment, through: Month, actual: Figure) -> Line:
    """A growth: (1 + G) = w (1 + g) + (1 - w) (1 + r), so G = w g + (1 - w) r."""
    weight, sources = weight_of(a.series, through, a.target.by)
    line = _line(a, through, weight * actual.value, 1 - weight)
    return line._replace(
        weight=weight,
        sources=sources,
        is_inferred=bool(sources) and through.plus(-12) not in a.series.levels,
    )


def _on_last_year(a: Assessment, goal: Goal, through: Month, actual: Figure) -> Line | Text:
    """An amount: what is there + last year's same months x (1 + r)."""
    now, end = (base_of(a.series, month) for month in (through, a.target.by))
    unit = a.series.level_unit
    if now is None or end is None or unit is None or end.value <= now.value:
        return _NO_LAST_YEAR
    last_year = Quantity(end.value - now.value, unit).to(goal.unit)
    line = _line(a, through, actual.value + last_year, last_year / HUNDRED)
    return line._replace(
        last_year=last_year,
        sources=(now.sources[0], end.sources[0]),
        is_inferred=through.plus(-12) not in a.series.levels,
    )


def _line(a: Assessment, through: Month, start: Decimal, slope: Decimal) -> Line:
    return Line(
        start=start, slope=slope, first=through.plus(1), last=a.target.by,
        weight=None, last_year=None, sources=(), is_inferred=False,
    )  # fmt: skip
