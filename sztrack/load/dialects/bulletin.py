"""The monthly bulletin table: 指标, 单位, 本月, 同比, 1-本月, 同比. Its columns say what the
figures cover, its rows name the indicators.

A growth column without months of its own belongs to the figures on its left. A row may be late by a
month: 房地产开发投资(1-上月).
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.model import Basis, Observation, Text
from sztrack.core.words.period import Month, parse_span
from sztrack.core.words.quantity import Quantity, Unit, is_blank
from sztrack.load.doubtful import cut_in_two, is_remark, one_unit, ownerless, stray
from sztrack.load.headings import Column, Head, Row, owns_no_growth
from sztrack.load.intake import STAGES, Intake

_FIELDS = (
    "indicator",
    "unit",
    "period",
    "released",
    "stage",
    "evidence",
    "status",
    "source",
    "note",
)


_Key = tuple[Basis | None, str]
_LAST_YEAR = 2199
"""A period without a year is newer than one with it."""


class _Figures(NamedTuple):
    """The columns that hold one figure and its growth."""

    basis: Basis | None
    period: str
    value: int | None
    growth: int | None


_STAGE = _Figures(Basis.POINT, "", None, None)


def recognises(head: Head) -> bool:
    """Several columns of figures that differ in what they cover, or one that names its months; not
    the months side by side of one figure.
    """
    if any(column.period for column in head.measures):
        return not head.lists_periods
    return head.covers_several and not head.has("basis")


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row and set of months that holds a figure, and one per stage."""
    head, width = intake.head, len(intake.head.columns)
    (
        at_name,
        at_unit,
        at_period,
        at_released,
        at_stage,
        at_evidence,
        at_status,
        at_source,
        at_note,
    ) = map(head.place, _FIELDS)
    sets = _figures(head.columns, intake)
    month = _month(sets, intake)
    figures = [
        place
        for place, column in enumerate(head.columns)
        if column and (column.is_measure or column.field == "stage")
    ]
    filler = [""] * (width + 1)
    for line, read_cells in rows:
        cells = [cell.strip() for cell in read_cells[:width]] + filler[
            min(len(read_cells), width) :
        ]
        found = [
            each
            for each in sets
            if any(place is not None and cells[place] for place in (each.value, each.growth))
        ]
        if not (found or cells[at_stage]) or is_remark(cells, [cells[place] for place in figures]):
            stray(intake, read_cells, line)
            continue
        before = intake.errors
        indicator, named_unit = intake.name(cells[at_name], line)
        row = _Row(
            line,
            indicator,
            intake.unit(cells[at_unit], line),
            named_unit,
            cells[at_period],
            intake.late.get(cells[at_name], ("", 0)),
        )
        released, states = (
            intake.released(cells[at_released], line),
            intake.states(cells[at_status], line),
        )
        stage = intake.word(STAGES, cells[at_stage], "SZ209", line)
        intake.surplus(read_cells[width:], line)
        if intake.marks.commas_part_cells:
            cut_in_two(intake, cells, line, len(read_cells) - width)
        if any(row.late) and row.period:
            intake.one_period(row.late, row.period, line)
        if intake.errors > before:
            continue
        beside = (cells[at_evidence], cells[at_source], cells[at_note])
        for each in found:
            if (read := _read(each, row, cells, intake)) and (
                covers := _covers(each, row, month, intake)
            ):
                yield intake.observation(
                    line, indicator, *covers, *read, released, states, None, *beside
                )
        if stage and (covers := _covers(_STAGE, row, month, intake)):
            yield intake.observation(
                line, indicator, *covers, None, None, released, states, stage, *beside
            )


class _Row(NamedTuple):
    """What a row says of all its figures."""

    line: int
    indicator: str
    unit: Unit | None
    named_unit: Unit | None
    period: str
    late: tuple[str, int]
    """The period that the name states, and by how many months the row is late."""


def _read(
    figures: _Figures, row: _Row, cells: Sequence[str], intake: Intake
) -> tuple[Quantity | None, Decimal | None] | None:
    """A level and its growth; None where neither can be read."""
    before, columns = intake.errors, intake.head.columns
    value = growth = None
    if figures.value is not None and not is_blank(cells[figures.value]):
        of_column = columns[figures.value]
        unit = of_column.unit if of_column else None
        one_unit(intake, row.line, row.unit, row.named_unit, unit)
        value = intake.value(
            cells[figures.value], unit or row.unit or row.named_unit or intake.unit_above, row.line
        )
    if figures.growth is not None:
        of_column = columns[figures.growth]
        growth = intake.growth(
            cells[figures.growth], row.line, of_column.unit if of_column else None
        )
    return None if intake.errors > before or (value is None and growth is None) else (value, growth)


def _figures(columns: Sequence[Column | None], intake: Intake) -> list[_Figures]:
    """The columns in sets; a set whose columns are repeated, and a growth that may belong to a
    column not read, are reported and left out.
    """
    sets: dict[_Key, dict[str, list[int]]] = {}
    left: list[_Key] = []
    unknown = closed = False
    periods = {
        column.basis: column.period
        for column in columns
        if column and column.field == "value" and column.period
    }
    for place, column in enumerate(columns):
        if column is None:
            cell = intake.head.cells[place]
            unknown = unknown or bool(cell.strip() and not owns_no_growth(cell))
            continue
        if not column.is_measure:
            continue
        key = (column.basis, column.period)
        if column.field == "value":
            left, unknown, closed = [*([] if closed else left), key], False, False
        elif not column.period and column.basis in (None, left[-1][0] if left else None):
            if unknown and left and column.basis is None:
                ownerless(intake, place)
                continue
            key = _newest(left, intake) if left else (column.basis, "")
        elif not column.period:
            key = (column.basis, periods.get(column.basis, ""))
        sets.setdefault(key, {}).setdefault(column.field, []).append(place)
        closed = closed or column.field == "growth"
    intake.repeated(
        [
            place
            for of in sets.values()
            for places in of.values()
            if len(places) > 1
            for place in places
        ]
    )
    single = {
        key: {field: places[0] for field, places in of.items() if len(places) == 1}
        for key, of in sets.items()
    }
    return [_Figures(*key, of.get("value"), of.get("growth")) for key, of in single.items() if of]


def _newest(left: Sequence[_Key], intake: Intake) -> _Key:
    """Whose a growth is: that of the column on its left; of the same months of several years side
    by side, the newest year's.
    """
    basis, period = left[-1]
    spans = {
        key: span
        for key in left
        if key[0] is basis and (span := parse_span(key[1], intake.year or _LAST_YEAR))
    }
    own = spans.get(left[-1])
    same = [
        key
        for key, span in spans.items()
        if own and (span.first.month, span.last.month) == (own.first.month, own.last.month)
    ]
    return max(same, key=lambda key: spans[key].last, default=(basis, period))


def _month(sets: Sequence[_Figures], intake: Intake) -> Month | None:
    """The month of the bulletin: of the file's name or title, else the newest that a heading
    states.
    """
    if intake.default:
        return intake.default.last
    return max(
        (
            span.last
            for figures in sets
            if figures.period and (span := parse_span(figures.period, intake.year))
        ),
        default=None,
    )


def _covers(
    figures: _Figures, row: _Row, month: Month | None, intake: Intake
) -> tuple[Month, Basis] | None:
    """The last month that figures cover, and their basis: as the row states, else as the heading
    does, else by the bulletin's month.
    """
    basis, (named, months_late), line = figures.basis, row.late, row.line
    stated = named or row.period
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
        )
        return None
    return month.plus(-months_late), basis
