"""Which of several rows about the same figure counts.

The order is: later `released` date, revised before first, read in the publication itself before second-hand. Rows that still stand equal
and agree within the digits that were printed are one figure, the most exact of them. Rows that disagree are a finding; the one further
from the goal counts, so that a dispute never turns a row green.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from sztrack.core.model import Figure, Finding, Goal, Observation, Severity, Text
from sztrack.core.quantity import Unit, rescale


class Measure(Protocol):
    """What is read off a row, and the goal it is held against, if any."""

    goal: Goal | None

    def read(self, row: Observation) -> Decimal | None:
        """The number, None if the row has none."""

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit, in the unit that `read` answers in."""

    def written(self, row: Observation) -> str:
        """The number as the file writes it."""


class Levels:
    """Reads levels in one unit."""

    def __init__(self, unit: Unit, goal: Goal | None) -> None:
        self.unit, self.goal = unit, goal

    def read(self, row: Observation) -> Decimal | None:
        """The level in `unit`; None if there is none or it does not convert."""
        return row.value.to(self.unit) if row.value and row.value.unit.converts_to(self.unit) else None

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit."""
        return rescale(_last_digit(row.value.value), row.value.unit.exponent - self.unit.exponent) if row.value else Decimal(0)

    def written(self, row: Observation) -> str:
        """Number and unit as the file writes them."""
        return f"{row.value.value}{row.value.unit.written}" if row.value else ""


class Growths:
    """Reads official growth in percent."""

    def __init__(self, goal: Goal | None) -> None:
        self.goal = goal

    def read(self, row: Observation) -> Decimal | None:
        """The official growth."""
        return row.growth

    def quantum(self, row: Observation) -> Decimal:
        """One unit in the last printed digit."""
        return _last_digit(row.growth) if row.growth is not None else Decimal(0)

    def written(self, row: Observation) -> str:
        """The growth as the file writes it."""
        return f"{row.growth}%"


def settle(rows: list[Observation], measure: Measure, findings: list[Finding]) -> Figure | None:
    """The one figure that `rows`, all of one indicator, basis and month, stand for; None if none of them has one."""
    known = [(value, row) for row in rows if (value := measure.read(row)) is not None]
    if not known:
        return None
    best = max(_standing(row) for _, row in known)
    equal = sorted((pair for pair in known if _standing(pair[1]) == best), key=lambda pair: measure.quantum(pair[1]))
    value, chosen = equal[0]
    disputed = any(abs(v - value) > max(measure.quantum(chosen), measure.quantum(row)) / 2 for v, row in equal)
    if disputed:
        value, chosen = _further_from(measure.goal, equal)
        findings.append(_conflict(chosen, [row for _, row in equal], measure))
    others = tuple(row.source for _, row in known if row is not chosen)
    return Figure(value, (chosen.source, *others), chosen.second_hand, chosen.revised, disputed)


def _standing(row: Observation) -> tuple[date, bool, bool]:
    return (row.released or date.min, row.revised, not row.second_hand)


def _last_digit(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _further_from(goal: Goal | None, pairs: list[tuple[Decimal, Observation]]) -> tuple[Decimal, Observation]:
    if goal is None or goal.op.is_floor:
        return min(pairs, key=lambda pair: pair[0])
    if goal.op.is_ceiling:
        return max(pairs, key=lambda pair: pair[0])
    return max(pairs, key=lambda pair: abs(pair[0] - goal.value))


def _conflict(chosen: Observation, rows: list[Observation], measure: Measure) -> Finding:
    counts = Text("按离目标较远的计", "the one further from the goal counts") if measure.goal else Text("按较小的计", "the lower one counts")
    values = " / ".join(f"{measure.written(row)} ({row.source})" for row in sorted(rows, key=lambda row: row.source))
    return Finding(
        "SZ301",
        Severity.WARNING,
        Text(
            f"“{chosen.indicator}”{chosen.month} 的数据互相矛盾：{values}；{counts.zh}",
            f"'{chosen.indicator}' {chosen.month} has figures that disagree: {values}; {counts.en}",
        ),
        Text(
            "核对口径，在准确的一行填写较晚的发布日期，或把另一行标为“二手”",
            "check the definitions; give the right row a later `released` date, or mark the other one `second-hand`",
        ),
        chosen.source,
    )
