"""Totals of earlier years that cannot be right: left out of every projection, so that one slip of a
finger does not become a season.

Only amounts that add up through the year are looked at, and only years before the one at hand; what
this year says is for the checks to doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sztrack.core.words.period import Month

Figures = Mapping[Month, Decimal]
_YEARS = 8
"""As many earlier years as a projection and its past errors can need."""
_LEAST = 4
"""Totals of a year: of fewer nobody can say which one is out of line."""
_JUMP = 5
"""How many times what it ever was a year's last month may bring: above, its total is doubted."""

_Row = Sequence[tuple[int, Decimal]]
"""A year's totals by month, in their order."""


def without_mistyped(figures: Figures, year: int) -> Figures:
    """The totals without those of years before `year` that stand out of their own row."""
    rows: dict[int, list[tuple[int, Decimal]]] = {}
    for (when, month), figure in figures.items():
        if when >= year - _YEARS:
            rows.setdefault(when, []).append((month, figure))
    for row in rows.values():
        row.sort()
    doubtful = {month for month in (*_fallen(rows), *_jumped(rows)) if month.year < year}
    if not doubtful:
        return figures
    return {month: total for month, total in figures.items() if month not in doubtful}


def _fallen(rows: Mapping[int, _Row]) -> Iterator[Month]:
    """Out of line in the only year that falls: where several do, amounts are taken back."""
    totals = {year: [total for _, total in row] for year, row in rows.items()}
    falling = [year for year, row in totals.items() if row != sorted(row)]
    if len(falling) == 1 and (month := _out_of_line(rows[falling[0]])):
        yield Month(falling[0], month)


def _jumped(rows: Mapping[int, _Row]) -> Iterator[Month]:
    """The ends of years that brought far too much."""
    for year, row in rows.items():
        if len(row) < 3:
            continue
        (_, early), (_, before), (month, total) = row[-3:]
        if total - before <= _JUMP * (before - early):
            continue  # most years: the rest need not be looked at
        if _jumps(year, {each: _brought(other) for each, other in rows.items()}):
            yield Month(year, month)


def _falls(row: _Row) -> list[int]:
    """The places after which a total is lower than the one before it."""
    return [at for at in range(len(row) - 1) if row[at + 1][1] < row[at][1]]


def _out_of_line(row: _Row) -> int | None:
    """The month without whose total the others rise; None where that is not one alone."""
    falls = _falls(row)
    if len(falls) != 1 or len(row) < _LEAST or min(total for _, total in row) < 0:
        return None
    for at in (falls[0], falls[0] + 1):
        if not _falls([*row[:at], *row[at + 1 :]]):
            return row[at][0]
    return None


def _jumps(year: int, brought: Mapping[int, Mapping[int, Decimal]]) -> bool:
    """Whether the last month on record brought far more than any other month of its year, and than
    the same month of any other year.
    """
    last = max(brought[year])
    ever = [amount for month, amount in brought[year].items() if month != last]
    same = [months[last] for when, months in brought.items() if when != year and last in months]
    return bool(ever and same) and brought[year][last] > _JUMP * max(*ever, *same)


def _brought(row: _Row) -> dict[int, Decimal]:
    """What came between each figure and the one before it, by the later one's month."""
    return {month: total - row[at][1] for at, (month, total) in enumerate(row[1:])}
