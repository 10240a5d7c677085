"""The monthly bulletin table: 指标, 单位, 本月, 同比, 1-本月, 同比. Its columns say what the figures cover, its rows name the indicators.

A growth column without months of its own belongs to the figures on its left. A row may be late by a month: 房地产开发投资(1-上月).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sztrack.core.model import Basis, Observation, Text
from sztrack.core.period import Month, parse_span
from sztrack.load.headings import Column, Head, Row
from sztrack.load.intake import Intake

_LATE = r"(.+?)\((?:1-)?上月(?:累计)?\)|(.+?)\((1-[0-9]{1,2}月|[0-9]{1,2}月)\)"


class _Figures(NamedTuple):
    """The columns that hold one figure and its growth."""

    basis: Basis | None
    period: str
    value: int | None
    growth: int | None


def recognises(head: Head) -> bool:
    """Several columns of figures that differ in what they cover, or one that names its months; not the months side by side of one figure."""
    if any(column.period for column in head.measures):
        return not head.lists_periods
    return head.covers_several and not head.has("basis")


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row and set of months that holds a figure."""
    head, width = intake.head, len(intake.head.columns)
    at_name, at_unit, at_period, at_released, at_source = (head.place(field) for field in ("indicator", "unit", "period", "released", "source"))
    sets = _figures(head.columns, intake)
    month = _month(sets, intake)
    filler = [""] * (width + 1)
    for line, read_cells in rows:
        cells = [cell.strip() for cell in read_cells[:width]] + filler[min(len(read_cells), width) :]
        found = [figures for figures in sets if any(place is not None and cells[place] for place in (figures.value, figures.growth))]
        if not found:
            continue
        before = intake.errors
        name, stated, months_late = _late(cells[at_name])
        indicator, named_unit = intake.name(name, line)
        unit = intake.unit(cells[at_unit], line) or named_unit or intake.unit_above
        released = intake.released(cells[at_released], line)
        intake.surplus(read_cells[width:], line)
        if intake.errors > before:
            continue
        for figures in found:
            before = intake.errors
            of_column = head.columns[figures.value] if figures.value is not None else None
            value = intake.value(cells[figures.value], (of_column.unit if of_column else None) or unit, line) if figures.value is not None else None
            growth = intake.growth(cells[figures.growth], line) if figures.growth is not None else None
            if intake.errors > before or (value is None and growth is None):
                continue
            covers = _covers(figures, cells[at_period] or stated, month, months_late, intake, line)
            if covers:
                yield intake.observation(line, indicator, *covers, value, growth, released, cited=cells[at_source])


def _figures(columns: Sequence[Column | None], intake: Intake) -> list[_Figures]:
    """The columns in sets; a set whose columns are repeated is reported and left out."""
    sets: dict[tuple[Basis | None, str], dict[str, list[int]]] = {}
    left: tuple[Basis | None, str] = (None, "")
    periods = {column.basis: column.period for column in columns if column and column.field == "value" and column.period}
    for place, column in enumerate(columns):
        if column is None or not column.is_measure:
            continue
        key = (column.basis, column.period)
        if column.field == "growth" and not column.period:
            key = left if column.basis in (None, left[0]) else (column.basis, periods.get(column.basis, ""))
        elif column.field == "value":
            left = key
        sets.setdefault(key, {}).setdefault(column.field, []).append(place)
    intake.repeated([place for of in sets.values() for places in of.values() if len(places) > 1 for place in places])
    single = {key: {field: places[0] for field, places in of.items() if len(places) == 1} for key, of in sets.items()}
    return [_Figures(*key, of.get("value"), of.get("growth")) for key, of in single.items() if of]


def _month(sets: Sequence[_Figures], intake: Intake) -> Month | None:
    """The month of the bulletin: of the file's name or title, else the newest that a heading states."""
    if intake.default:
        return intake.default.last
    return max((span.last for figures in sets if figures.period and (span := parse_span(figures.period, intake.year))), default=None)


def _late(name: str) -> tuple[str, str, int]:
    """A row's name without the mark of lateness, the period that the mark states, and by how many months the row is late."""
    plain = unicodedata.normalize("NFKC", name).translate({0x2014: "-", 0x2013: "-"})
    m = re.fullmatch(_LATE, plain)
    if not m:
        return name, "", 0
    return (m[1], "", 1) if m[1] else (m[2], m[3], 0)


def _covers(figures: _Figures, stated: str, month: Month | None, months_late: int, intake: Intake, line: int) -> tuple[Month, Basis] | None:
    """The last month that figures cover, and their basis: as the row states, else as the heading does, else by the bulletin's month."""
    basis = figures.basis
    if stated or figures.period:
        span = intake.span(stated or figures.period, line)
        if span is None:
            return None
        if basis is None:
            basis = Basis.MONTH if span.length == 1 else intake.basis(span, None, False, None, line)
        return (span.last.plus(-months_late), basis) if basis else None
    if month is None:
        intake.span("", line)
        return None
    if basis is None:
        intake.fault(
            "SZ211",
            line,
            Text("没有口径，不知是累计还是当月", "no basis: year to date or the month alone?"),
            Text("在表头写明 本月 或 累计", "say 本月 or 累计 in the heading"),
        )
        return None
    return month.plus(-months_late), basis
