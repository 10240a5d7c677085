"""Projections for any monthly series, without a plan: what `sztrack project FILE.csv` answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Abstention,
    Assessment,
    Basis,
    Finding,
    Frequency,
    Kind,
    Nature,
    Observation,
    Projection,
    Series,
    Source,
    Strength,
    Target,
    Text,
)
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import history_of
from sztrack.core.record.reconcile import newest, series_of
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, Unit

_NO_FIGURE = Text("没有本年数据", "no figure of this year")
_NONE_USED = Text("缺以前月份，或口径不符", "an earlier month is missing, or the basis is another")


class Projected(NamedTuple):
    """One series and where its year ends."""

    id: str
    name: Text
    unit: Unit | None
    kind: Kind
    through: Month | None
    """The month of the newest figure used; None if there is none."""
    actual: Decimal | None
    """The figure of that month: year to date for amounts."""
    result: Projection | Abstention
    asked: str
    """The pace model that was asked for."""


def of_assessment(a: Assessment, pace: str) -> Projected:
    """A row of an audit."""
    complete = forecast(a.history, pace) if a.history and a.projection is None else None
    result = a.projection or complete or Abstention(pace, _NO_FIGURE)
    return Projected(
        id=a.target.id,
        name=a.target.name,
        unit=a.target.goal.unit if a.target.goal else None,
        kind=a.target.kind,
        through=a.through,
        actual=a.exact.value if a.exact else None,
        result=result,
        asked=pace,
    )


def project_all(
    observations: Iterable[Observation],
    *,
    as_of: Month | None,
    pace: str,
    level: Decimal,
    kind: Kind | None = None,
) -> tuple[list[Projected], list[Finding]]:
    """One projection per indicator, in the order of the rows, and what did not fit together.

    `as_of` is the month up to which figures are known; without it every series is known up to its
    own newest month. `kind` says what the figures are; without it amounts are a flow, levels at a
    period's end a stock, and a series with growth alone is growth.
    """
    by_name: dict[str, list[Observation]] = {}
    for row in observations:
        by_name.setdefault(row.indicator, []).append(row)
    findings: list[Finding] = []
    found = []
    for name, rows in by_name.items():
        rows.sort(key=attrgetter("month", "source"))
        until = rows[-1].month if as_of is None else as_of
        target = _target(name, kind or _kind(rows), until, pace)
        known = [row for row in rows if row.month <= until]
        found.append(_projected(target, series_of(target, known, findings), level))
    return found, findings


def _kind(rows: list[Observation]) -> Kind:
    if not any(row.value for row in rows):
        return Kind.GROWTH
    return Kind.STOCK if any(row.basis is Basis.POINT for row in rows) else Kind.FLOW


def _target(name: str, kind: Kind, month: Month, pace: str) -> Target:
    """A series without a plan: a target without a goal."""
    words, nowhere = Text(name, name), Source("", 0)
    return Target(
        id=name, name=words, indicator=name, kind=kind, nature=Nature.TASK, chapter="", task=None,
        owner=None, goal=None, pending=False,
        wording="", baseline=None, strength=Strength.FIRM, by=Month(month.year, 12),
        frequency=Frequency.MONTHLY, lag=0, pace=pace,
        event=None, note=None, source=nowhere,
    )  # fmt: skip


def _projected(target: Target, series: Series, level: Decimal) -> Projected:
    unit = PERCENT if traits(target.kind).by_growth else series.level_unit
    through = newest(series.actuals, target.by.year, target.by)
    reason = (
        _NONE_USED if any(row.month.year == target.by.year for row in series.rows) else _NO_FIGURE
    )
    line = Projected(
        id=target.id,
        name=target.name,
        unit=unit,
        kind=target.kind,
        through=through,
        actual=None,
        result=Abstention(target.pace, reason),
        asked=target.pace,
    )
    if through is None:
        return line
    start = (
        series.actuals.get(Month(target.by.year - 1, 12)) if traits(target.kind).has_start else None
    )
    history = history_of(target, series, through, start.value if start else None)
    return line._replace(
        actual=series.actuals[through].value, result=forecast(history, target.pace, level)
    )
