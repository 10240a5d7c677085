"""A published month that is not the step between two year-to-date figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.checks import RATES, Audit
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
from sztrack.core.record.settle import Levels, settle
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit

RULE = Rule(
    code="SZ403",
    severity=Severity.WARNING,
    summary=Text(
        "累计之差与当期数不符",
        "the difference between two totals is not the month's published figure",
    ),
    why=Text(
        "本期累计减上期累计应等于当期数；四舍五入和对前几个月的小幅修订之外还有差距的，"
        "多半有一个数的口径、单位或月份不对",
        "a total less the previous total is the period's own figure; beyond rounding and small"
        " revisions of earlier months, one of the three has the wrong basis, unit or month",
    ),
    remedy=Text(
        "核对三个数的口径和月份；如为修订，补报修订后的累计数",
        "check the basis and month of the three figures; where months were revised, add the"
        " revised totals",
    ),
)
TOLERANCE = Decimal(1)
"""Percent of the period's figure, beside the rounding of the three: customs' revisions of January
to March 2024 came to 0.3 %.
"""
_LENGTHS = {Basis.MONTH: 1, Basis.QUARTER: 3}


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per published month or quarter that its totals do not bear out."""
    for one in audit.indicators:
        if (
            one.level_unit is None
            or traits(one.target.kind).is_reading
            or one.level_unit.dimension in RATES
        ):
            continue
        periods: dict[tuple[Basis, Month], list[Observation]] = {}
        for row in one.rows:
            if row.basis in _LENGTHS and row.value:
                periods.setdefault((row.basis, row.month), []).append(row)
        for (basis, month), rows in periods.items():
            finding = _compared(one, one.level_unit, rows, month, _LENGTHS[basis])
            if finding:
                yield finding


def _compared(
    one: Series, unit: Unit, rows: list[Observation], month: Month, length: int
) -> Finding | None:
    measure, by_source = Levels(unit, None), {row.source: row for row in one.rows}
    own, totals = settle(rows, measure, []), _totals(one, month, length)
    if own is None or not totals:
        return None
    figures = [own, *totals]
    if any(by_source[figure.sources[0]].basis is Basis.POINT for figure in figures):
        return None
    step = totals[0].value - sum((figure.value for figure in totals[1:]), Decimal(0))
    rounding = (
        sum((measure.quantum(by_source[figure.sources[0]]) for figure in figures), Decimal(0)) / 2
    )
    if abs(step - own.value) <= rounding + abs(own.value) * TOLERANCE / 100:
        return None
    period, step_text = _written(own, unit), amount(step, unit)
    terms = [_written(figure, unit) for figure in totals]
    sums = Text(" - ".join(term.zh for term in terms), " - ".join(term.en for term in terms))
    return RULE.at(
        own.sources[0],
        Text(
            f"“{one.target.indicator}”{month} 当期为 {period.zh}，而累计之差为 {sums.zh} ="
            f" {step_text.zh}",
            f"'{one.target.indicator}' {month}: the period's figure is {period.en}, the totals"
            f" give {sums.en} = {step_text.en}",
        ),
    )


def _totals(one: Series, month: Month, length: int) -> list[Figure]:
    """The published total of a period, and the one before unless the period opens the year; empty
    where one of them is missing or was worked out.
    """
    ends = [month] if month.month <= length else [month, month.plus(-length)]
    found = [one.levels[end] for end in ends if end in one.levels]
    if len(found) < len(ends) or any(figure.derivation for figure in found):
        return []
    return found


def _written(figure: Figure, unit: Unit) -> Text:
    """A figure and where it stands."""
    level = amount(figure.value, unit)
    return Text(f"{level.zh} ({figure.sources[0]})", f"{level.en} ({figure.sources[0]})")
