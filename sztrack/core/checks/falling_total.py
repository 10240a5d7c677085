"""A year-to-date amount that falls from one month to the next."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sztrack.core.checks import Audit, adds_up, may_be_negative
from sztrack.core.kinds import traits
from sztrack.core.model import (
    Basis,
    Figure,
    Finding,
    Observation,
    Rule,
    Series,
    Severity,
    Text,
    amount,
)
from sztrack.core.record.settle import Levels
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit

RULE = Rule(
    code="SZ402",
    severity=Severity.WARNING,
    summary=Text("累计数下降", "a cumulative figure falls"),
    why=Text(
        "年内累计只增不减；下降多半是口径、单位或月份填错",
        "a year's total only grows; a fall usually means a wrong basis, unit or month",
    ),
    remedy=Text("核对该行的单位、口径和月份", "check the row's unit, basis and month"),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per fall within a year, up to the plan's, of what adds up: not where a published
    month or quarter is itself below zero, nor of what may be. It stands at the later row, or at the
    earlier one where that is what stands out.
    """
    for one in audit.indicators:
        unit = one.level_unit
        if (
            not traits(one.target.kind).is_cumulative
            or unit is None
            or not adds_up(one)
            or may_be_negative(one.target)
        ):
            continue
        for (before, earlier), (month, later) in _falls(one, audit.plan.year):
            doubted = earlier if _stands_out(one, before, month) else later
            if earlier.value - later.value > _rounding(one, unit, earlier, later):
                higher, lower = amount(earlier.value, unit), amount(later.value, unit)
                yield RULE.at(
                    doubted.sources[0],
                    Text(
                        f"“{one.target.indicator}”累计由 {before} 的 {higher.zh}"
                        f" 降至 {month} 的 {lower.zh}",
                        f"'{one.target.indicator}' falls from {higher.en} ({before}) to {lower.en}"
                        f" ({month})",
                    ),
                )


def _falls(one: Series, year: int) -> Iterator[tuple[tuple[Month, Figure], tuple[Month, Figure]]]:
    """Neighbours within a year, up to `year`, of which the later is lower."""
    known = [pair for pair in one.levels.items() if pair[0].year <= year]
    for before, after in pairwise(known):
        is_lower = before[0].year == after[0].year and after[1].value < before[1].value
        if is_lower and not _brought_less_than_nothing(one, after[0]):
            yield before, after


def _stands_out(one: Series, peak: Month, month: Month) -> bool:
    """Whether `peak` is above both the total of `month`, which follows, and the next one, while
    `month` fits what came before.
    """
    row = [(when, figure.value) for when, figure in one.levels.items() if when.year == peak.year]
    before = [total for when, total in row if when < peak]
    after = [total for when, total in row if when > month]
    return (
        bool(before and after)
        and before[-1] <= one.levels[month].value <= after[0] < one.levels[peak].value
    )


def _brought_less_than_nothing(one: Series, month: Month) -> bool:
    """Whether a published month or quarter that ends there is itself below zero."""
    return any(row.month == month and _is_negative(row) for row in one.rows)


def _rounding(one: Series, unit: Unit, earlier: Figure, later: Figure) -> Decimal:
    """How far two totals may differ by the digits that were not printed."""
    measure, sources = Levels(unit, None), (earlier.sources[0], later.sources[0])
    digits = (measure.quantum(row) for row in one.rows if row.source in sources)
    return sum(digits, Decimal(0)) / 2


def _is_negative(row: Observation) -> bool:
    """Whether a row says that its month or quarter brought less than nothing."""
    return row.basis is not Basis.YTD and row.value is not None and row.value.value < 0
