"""A shelf of audit rules, one file each. A rule looks at what came in and returns findings; it
never raises.

Each file offers RULE, what its code means, and `check(audit)`. A rule is found by being here.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from sztrack.core.kinds import traits
from sztrack.core.model import (
    REMARK,
    Basis,
    Finding,
    Observation,
    Plan,
    Rule,
    Series,
    Severity,
    Source,
    Target,
    Text,
    amount,
)
from sztrack.core.record.due import Clock
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit, is_blank


class Audit(NamedTuple):
    """All that a rule may look at."""

    plan: Plan
    series: Mapping[str, Series]
    """By target id, up to the month of the audit."""
    rows: Sequence[Observation]
    """Every row that was read, of whatever month, whether the plan knows its indicator or not."""
    clock: Clock

    @property
    def indicators(self) -> Iterable[Series]:
        """The series that hold rows, each indicator once, however many targets are measured by
        it.
        """
        return {one.target.indicator: one for one in self.series.values() if one.rows}.values()


RATES = ("percent", "point")
"""Dimensions of figures that do not add up."""
_MAY_BE_NEGATIVE = ("净", "利润", "盈", "亏", "变动", "变化", "增减", "差额", "顺差", "逆差")


def may_be_negative(target: Target) -> bool:
    """Whether the indicator is one of those that lie below zero at times, by its name."""
    return any(word in target.indicator + target.name.zh for word in _MAY_BE_NEGATIVE)


_MEANS = ("均", "每", "率", "比重", "占比", "指数", "强度", "密度", "浓度", "水耗", "能耗", "年龄")


def adds_up(one: Series) -> bool:
    """Whether the levels of a series are sums over the year so far: no rates, no levels at a
    period's end, no means by their name.
    """
    names = one.target.indicator + one.target.name.zh
    if (
        traits(one.target.kind).is_reading
        or one.level_unit is None
        or one.level_unit.dimension in RATES
        or any(word in names for word in _MEANS)
    ):
        return False
    return all(row.basis is not Basis.POINT for row in one.rows)


def remark(row: Observation) -> str:
    """What somebody remarked on a row; a dash is nothing, and so is the record's own note of where
    it came from.
    """
    _, marked, words = row.note.partition(f"{REMARK} ")
    words = words if marked else "" if "sha256:" in row.note else row.note
    return "" if is_blank(words) else words


def sizes(one: Series) -> dict[Month, Decimal]:
    """The levels above zero, a year-to-date one per month of its year; nothing for percentages,
    which slip by no power of ten.
    """
    if one.level_unit is None or one.level_unit.dimension in RATES:
        return {}
    is_sum = adds_up(one)
    return {
        month: figure.value / (month.month if is_sum else 1)
        for month, figure in one.levels.items()
        if figure.value > 0
    }


class Check(Protocol):
    """What each file of this shelf offers."""

    RULE: Rule

    def check(self, audit: Audit) -> Iterable[Finding]:
        """What the rule finds."""


def shelf() -> tuple[Check, ...]:
    """Every check, in the order of their codes."""
    checks = (
        cast(Check, import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__)
    )
    return tuple(sorted(checks, key=lambda check: check.RULE.code))


def apart(value: Decimal, unit: Unit) -> Text:
    """How far two figures of one unit are apart, as a message quotes it; two percentages are a
    number of percentage points apart.
    """
    if unit.base == "%":
        return Text(f"{value:f}个百分点", f"{value:f} pp")
    return amount(value, unit)


class Reached(NamedTuple):
    """What an earlier year came to, in the unit of the goal it is held against."""

    value: Decimal
    year: int
    source: Source
    words: Text
    """The figure with its unit, as it was written, and the place that it was published in."""
    note: Text
    """What the plan remarks on its baseline; empty where it has none."""


def reached(audit: Audit, target: Target) -> Reached | None:
    """What was reached before: the figure published for last December, else the plan's baseline.
    None where neither is known, or they do not convert to the goal's unit.
    """
    goal, baseline = target.goal, target.baseline
    if goal is None:
        return None
    note = Text("", "")
    if baseline and baseline.note:
        note = Text(
            f"；基数说明：{baseline.note.zh}", f"; note on the baseline: {baseline.note.en}"
        )
    december = Month(target.by.year - 1, 12)
    figure = audit.series[target.id].actuals.get(december) if target.by.month == 12 else None
    if figure and not figure.derivation:
        was, place = amount(figure.value, goal.unit), figure.sources[0]
        words = Text(f"{was.zh}（{place}）", f"{was.en} ({place})")
        return Reached(
            value=figure.value, year=december.year, source=goal.source, words=words, note=note
        )
    if baseline is None or not baseline.quantity.unit.converts_to(goal.unit):
        return None
    return Reached(
        value=baseline.quantity.to(goal.unit),
        year=baseline.year,
        source=baseline.source,
        words=amount(*baseline.quantity),
        note=note,
    )


def summaries() -> dict[str, Text]:
    """What each rule is about, by code."""
    return {check.RULE.code: check.RULE.summary for check in shelf()}


def run(audit: Audit, *, notes: bool = True) -> list[Finding]:
    """What every rule finds; without `notes` only rules whose findings are errors or warnings are
    asked.
    """
    return [
        finding
        for member in shelf()
        if notes or member.RULE.severity is not Severity.INFO
        for finding in member.check(audit)
    ]
