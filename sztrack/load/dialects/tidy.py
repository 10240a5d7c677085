"""One row per indicator and period, columns in any order: docs/actuals.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sztrack.core.model import Basis, Observation
from sztrack.core.words.quantity import Quantity, Unit, is_blank
from sztrack.load.doubtful import is_remark, one_basis, one_unit, ownerless, stray, uneven
from sztrack.load.headings import Head, Row, owns_no_growth
from sztrack.load.intake import STAGES, Intake, new_quantity, plain_number

_CUT = 8
"""Characters of a cell that may hold the first part of a number cut in two, blanks included."""
_FIELDS = (
    "indicator",
    "period",
    "value",
    "growth",
    "unit",
    "basis",
    "released",
    "stage",
    "evidence",
    "status",
    "source",
    "note",
)


def recognises(head: Head) -> bool:
    """Figures of one basis in one column, and no period in a heading; or a column that says the
    basis row by row.
    """
    if any(column.period for column in head.measures):
        return False
    return head.has("basis") or not head.covers_several


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row that holds a figure or a stage."""
    head, width = intake.head, len(intake.head.columns)
    is_plain_number = (lambda _: None) if intake.marks.unclear_points else plain_number
    (
        at_name,
        at_period,
        at_value,
        at_growth,
        at_unit,
        at_basis,
        at_released,
        at_stage,
        at_evidence,
        at_status,
        at_source,
        at_note,
    ) = _places(intake)
    if at_name == width or at_value == at_growth == at_stage == width:
        return
    own_basis = next(
        (
            column.basis
            for column in head.measures
            if column.field == "value" and column.basis is not Basis.YTD
        ),
        None,
    )
    own_unit, growth_unit = (
        next((column.unit for column in head.measures if column.field == field), None)
        for field in ("value", "growth")
    )
    heading_unit, heading_basis = (
        own_unit or intake.unit_above,
        next((column.basis for column in head.measures if column.basis), None),
    )
    names, units, days, known_covers, known_states = (
        intake.known_names,
        intake.known_units,
        intake.known_days,
        intake.known_covers,
        intake.known_states,
    )
    late, may_be_cut = intake.late, intake.marks.commas_part_cells
    watched = may_be_cut and bool(intake.texts)
    above, above_unit, above_period, first, merged = "", None, "", 0, 0
    for line, cells in rows:
        surplus = _fit(cells, width) if len(cells) != width else None
        cells.append("")
        raw_value, raw_growth, raw_stage, period = (
            cells[at_value],
            cells[at_growth],
            cells[at_stage].strip(),
            cells[at_period],
        )
        is_plain = is_plain_number(raw_value)
        figures = (raw_value, raw_growth, raw_stage)
        if not is_plain and (all(map(is_blank, figures)) or is_remark(cells, figures)):
            above, above_unit, above_period = _left_blank(
                cells, (at_name, at_period, at_note), surplus, intake, line
            ) or (above, above_unit, above_period)
            continue
        before = intake.errors
        if (watched and len(raw_value) < _CUT) or surplus is not None:
            uneven(intake, cells, surplus, line)
        cell, raw_unit = cells[at_name], cells[at_unit]
        is_merged = (
            not cell.strip() and bool(above) and period.strip() not in ("", above_period.strip())
        )
        if is_merged:
            cell, merged, first = above, merged + 1, first or line
        name, named_unit = names.get(cell) or intake.name(cell, line)
        unit = (
            units.get(raw_unit)
            or intake.unit(raw_unit, line)
            or named_unit
            or (above_unit if is_merged else None)
            or heading_unit
        )
        if cell:
            above, above_unit, above_period = cell, unit, period
        period = intake.late_period(cell, period, line) if late and cell in late else period
        basis, day, state = cells[at_basis], cells[at_released], cells[at_status]
        covers = known_covers.get((period, basis, bool(raw_stage), heading_basis)) or intake.covers(
            period, basis, bool(raw_stage), heading_basis, line
        )
        if (
            (basis and own_basis)
            or (own_unit and unit is not own_unit)
            or (named_unit and unit is not named_unit)
        ):
            _agree(
                intake,
                line,
                raw_value,
                (units.get(raw_unit), named_unit, own_unit),
                (covers[1] if covers and basis.strip() else None, own_basis),
            )
        stage = intake.word(STAGES, raw_stage, "SZ209", line) if raw_stage else None
        if is_plain and unit:
            value: Quantity | None = new_quantity((Decimal(raw_value), unit))
        else:
            value = (
                intake.value(raw_value.strip(), unit, line) if unit or is_blank(raw_unit) else None
            )
        growth = intake.growth(raw_growth.strip(), line, growth_unit) if raw_growth else None
        states = known_states.get(state) or intake.states(state, line)
        released = days.get(day) or intake.released(day.strip(), line)
        if covers is None or intake.errors > before:
            continue
        beside = (cells[at_evidence].strip(), cells[at_source].strip(), cells[at_note].strip())
        yield intake.observation(
            line, name, *covers, value, growth, released, states, stage, *beside
        )
    intake.merged(merged, first)


def _agree(
    intake: Intake,
    line: int,
    value: str,
    units: tuple[Unit | None, Unit | None, Unit | None],
    bases: tuple[Basis | None, Basis | None],
) -> None:
    """What row, name and heading say of a level must be the same; but 累计 is also what a column of
    any levels is called, and then the row counts.
    """
    if not is_blank(value):
        one_unit(intake, line, *units)
        one_basis(intake, line, *bases)


def _left_blank(
    cells: list[str], places: tuple[int, ...], surplus: list[str] | None, intake: Intake, line: int
) -> tuple[str, None, str] | None:
    """A row without a figure: its name, which the rows below may go on with. `places` are those of
    name, period and note.
    """
    name, period, note = (cells[place] for place in places)
    is_stray = stray(intake, [*cells[:-1], *(surplus or ())], line)
    if not name.strip():
        return None
    if not is_stray and not is_remark(cells, ()):
        intake.left_blank(name, period, note, line)
    return name, None, period


def _places(intake: Intake) -> list[int]:
    """Where each of `_FIELDS` stands; beyond the table where it is not, or is repeated."""
    columns, width = intake.head.columns, len(intake.head.columns)
    repeated = {
        field
        for field, count in Counter(column.field for column in columns if column).items()
        if count > 1
    }
    intake.repeated(
        [place for place, column in enumerate(columns) if column and column.field in repeated]
    )
    unread = repeated | (
        {"growth"} if "growth" not in repeated and _is_ownerless(intake) else set()
    )
    return [width if field in unread else intake.head.place(field) for field in _FIELDS]


def _is_ownerless(intake: Intake) -> bool:
    """Whether the growth stands behind a column that is not known, and may be that one's and not
    that of the figures on its left; reported.
    """
    head = intake.head
    at_value, at_growth = head.place("value"), head.place("growth")
    if (
        head.has("basis")
        or not at_value < at_growth < len(head.columns)
        or any(column.basis for column in head.measures if column.field == "growth")
    ):
        return False
    unknown = any(
        column is None and cell.strip() and not owns_no_growth(cell)
        for cell, column in zip(
            head.cells[at_value + 1 : at_growth],
            head.columns[at_value + 1 : at_growth],
            strict=True,
        )
    )
    if unknown:
        ownerless(intake, at_growth)
    return unknown


def _fit(cells: list[str], width: int) -> list[str]:
    """Make a row as long as the headings; the cells that were too many."""
    surplus = cells[width:]
    cells[width:] = [""] * (width - len(cells))
    return surplus
