"""One row per indicator and period, columns in any order: docs/actuals.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sztrack.core.model import Observation
from sztrack.core.quantity import Quantity, is_blank
from sztrack.load.headings import Head, Row
from sztrack.load.intake import STAGES, Intake, new_quantity, plain_number

_FIELDS = ("indicator", "period", "value", "growth", "unit", "basis", "released", "stage", "evidence", "status", "source")


def recognises(head: Head) -> bool:
    """Figures of one basis in one column, and no period in a heading; or a column that says the basis row by row."""
    if any(column.period for column in head.measures):
        return False
    return head.has("basis") or not head.covers_several


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row that holds a figure or a stage."""
    head, width = intake.head, len(intake.head.columns)
    is_plain_number = (lambda _: None) if intake.unclear_points else plain_number
    at_name, at_period, at_value, at_growth, at_unit, at_basis, at_released, at_stage, at_evidence, at_status, at_source = _places(intake)
    if at_name == width or at_value == at_growth == at_stage == width:
        return
    measure = next((column for column in head.columns if column and column.field == "value"), None)
    heading_unit = (measure.unit if measure else None) or intake.unit_above
    heading_basis = next((column.basis for column in head.measures if column.basis), None)
    names, units, days, known_covers, known_states = intake.known_names, intake.known_units, intake.known_days, intake.known_covers, intake.known_states
    above, above_unit, above_period, first, merged = "", None, "", 0, 0
    for line, cells in rows:
        surplus = _fit(cells, width) if len(cells) != width else None
        cells.append("")
        raw_value, raw_growth, raw_stage, period = cells[at_value], cells[at_growth], cells[at_stage].strip(), cells[at_period]
        is_plain = is_plain_number(raw_value)
        if not is_plain and is_blank(raw_value) and is_blank(raw_growth) and is_blank(raw_stage):
            if cells[at_name].strip():
                above, above_unit, above_period = cells[at_name], None, period
                intake.left_blank(above, period, line)
            continue
        before = intake.errors
        if surplus:
            intake.surplus(surplus, line)
        cell, raw_unit = cells[at_name], cells[at_unit]
        is_merged = not cell.strip() and bool(above) and period.strip() not in ("", above_period.strip())
        if is_merged:
            cell, merged, first = above, merged + 1, first or line
        name, named_unit = names.get(cell) or intake.name(cell, line)
        unit = units.get(raw_unit) or intake.unit(raw_unit, line) or named_unit or (above_unit if is_merged else None) or heading_unit
        if cell:
            above, above_unit, above_period = cell, unit, period
        basis, day, state = cells[at_basis], cells[at_released], cells[at_status]
        covers = known_covers.get((period, basis, bool(raw_stage), heading_basis)) or intake.covers(period, basis, bool(raw_stage), heading_basis, line)
        stage = intake.word(STAGES, raw_stage, "SZ209", line) if raw_stage else None
        if is_plain and unit:
            value: Quantity | None = new_quantity((Decimal(raw_value), unit))
        else:
            value = intake.value(raw_value.strip(), unit, line) if unit or is_blank(raw_unit) else None
        growth = intake.growth(raw_growth.strip(), line) if raw_growth else None
        states = known_states.get(state) or intake.states(state, line)
        released = days.get(day) or intake.released(day.strip(), line)
        if covers is None or intake.errors > before:
            continue
        yield intake.observation(line, name, *covers, value, growth, released, states, stage, cells[at_evidence].strip(), cells[at_source].strip())
    intake.merged(merged, first)


def _places(intake: Intake) -> list[int]:
    """Where each of `_FIELDS` stands; beyond the table where it is not, or is repeated."""
    columns, width = intake.head.columns, len(intake.head.columns)
    repeated = {field for field, count in Counter(column.field for column in columns if column).items() if count > 1}
    intake.repeated([place for place, column in enumerate(columns) if column and column.field in repeated])
    return [width if field in repeated else intake.head.place(field) for field in _FIELDS]


def _fit(cells: list[str], width: int) -> list[str]:
    """Make a row as long as the headings; the cells that were too many."""
    surplus = cells[width:]
    cells[width:] = [""] * (width - len(cells))
    return surplus
