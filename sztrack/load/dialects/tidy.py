"""One row per indicator and period, columns in any order: docs/actuals.md."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

from sztrack.core.model import Basis, Observation
from sztrack.core.words.quantity import Quantity, Unit, is_blank
from sztrack.load.cells import new_quantity, plain_number
from sztrack.load.doubtful import (
    is_remark,
    merged,
    one_basis,
    one_unit,
    ownerless,
    repeated,
    stray,
    uneven,
)
from sztrack.load.headings import Head, Row, owns_no_growth
from sztrack.load.intake import Intake, new_beside
from sztrack.load.periods import NOT_LATE
from sztrack.load.vocabulary import STAGE_WORDS

_CUT = 8
"""Characters of a cell that may hold the first part of a number cut in two, blanks included."""


class Cells(NamedTuple):
    """One row by the names of its columns; empty where the table has no such column."""

    indicator: str
    period: str
    value: str
    growth: str
    unit: str
    basis: str
    released: str
    stage: str
    evidence: str
    status: str
    source: str
    note: str


_NOTHING = (None, None, None)
"""A level, a growth and a stage, none of which could be read."""
T = TypeVar("T")
_named: Callable[[tuple[str, ...]], Cells] = partial(tuple.__new__, Cells)
"""A row from its cells, without a call into Python: there are millions."""


def recognises(head: Head) -> bool:
    """Figures of one basis in one column, and no period in a heading; or a column that says the
    basis row by row.
    """
    if any(column.period for column in head.measures):
        return False
    return head.has("basis") or not head.covers_several


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row that holds a figure or a stage."""
    places = _places(intake)
    missing = {field for field, place in places.items() if place == len(intake.head.columns)}
    if "indicator" in missing or missing >= {"value", "growth", "stage"}:
        return
    yield from _Table(intake, places).observations(rows)


class _Table:
    """The rows of one table, with what its headings say of every row and what a row goes on with
    from the one above.
    """

    def __init__(self, intake: Intake, places: Mapping[str, int]) -> None:
        levels, growths = intake.head.measures_of("value"), intake.head.measures_of("growth")
        self.intake, self.periods = intake, intake.periods
        self.width = len(intake.head.columns)
        self.pick = itemgetter(*(places[field] for field in Cells._fields))
        self.level_basis = _first(c.basis for c in levels if c.basis is not Basis.YTD)
        self.level_unit = _first(column.unit for column in levels)
        self.growth_unit = _first(column.unit for column in growths)
        self.any_basis = _first(filter(None, (column.basis for column in intake.head.measures)))
        # A point that may mark thousands makes no number plain.
        self.is_plain = _never if intake.marks.unclear_points else plain_number
        self.watches_cuts = intake.marks.commas_part_cells and bool(intake.texts)
        self.above, self.above_unit = ("", ""), cast(Unit | None, None)
        self.subjects: dict[tuple[str, str], tuple[str, Unit | None]] = {}
        self.merged, self.first_merged = 0, 0

    def observations(self, rows: Iterable[Row]) -> Iterator[Observation]:
        """Every row with a figure that can be read."""
        width, pick, is_plain = self.width, self.pick, self.is_plain
        for line, cells in rows:
            surplus = _fit(cells, width) if len(cells) != width else None
            cells.append("")
            row = _named(pick(cells))
            number = Decimal(row.value) if is_plain(row.value) else None
            if number is None and self._has_no_figure(row, cells):
                self._leave_blank(row, cells, surplus, line)
            elif observation := self._observation(row, number, cells, surplus, line):
                yield observation
        merged(self.intake, self.merged, self.first_merged)

    def _has_no_figure(self, row: Cells, cells: Sequence[str]) -> bool:
        figures = (row.value, row.growth, row.stage.strip())
        return all(map(is_blank, figures)) or is_remark(cells, figures)

    def _leave_blank(
        self, row: Cells, cells: list[str], surplus: list[str] | None, line: int
    ) -> None:
        """A row without a figure: its name, which the rows below may go on with."""
        is_stray = stray(self.intake, [*cells[:-1], *(surplus or ())], line)
        if not row.indicator.strip():
            return
        if not is_stray and not is_remark(cells, ()):
            self.intake.left_blank(row.indicator, row.period, row.note, line)
        self.above, self.above_unit = (row.indicator, row.period), None

    def _observation(
        self,
        row: Cells,
        number: Decimal | None,
        cells: Sequence[str],
        surplus: list[str] | None,
        line: int,
    ) -> Observation | None:
        """A row's figures; None, with findings, where a cell cannot be read. `number` is that of
        the level, where it is a plain one.
        """
        intake, read = self.intake, self.intake.cells
        if surplus is not None or (self.watches_cuts and len(row.value) < _CUT):
            uneven(intake, cells, surplus, line)
        indicator, period = row.indicator, row.period
        # Most rows repeat a name and a unit that were read before.
        if subject := self.subjects.get((indicator, row.unit)):
            name, unit = subject
            self.above, self.above_unit = (indicator, period), unit
        else:
            name, unit, period = self._subject(row, line)
        key = (period, row.basis, bool(row.stage.strip()), self.any_basis)
        covered = self.periods.covered.known(key) or self.periods.covered(key, line)
        if self.level_basis and covered:
            self._agree_on_basis(row, covered[1], line)
        stage_word = row.stage.strip()
        stage = STAGE_WORDS.meaning(stage_word, line, intake.faults) if stage_word else None
        if number is not None and unit:
            value: Quantity | None = new_quantity((number, unit))
        else:
            value = self._value(row, unit, line)
        growth = None
        if row.growth:
            growth = read.growth(row.growth.strip(), line, self.growth_unit)
        states = read.states.known(row.status) or read.state_of(row.status, line)
        day = row.released
        released = read.day.known(day) or read.day(day.strip(), line)
        if covered is None or self._is_lost(line, (value, growth, stage)):
            return None
        evidence, source, note = row.evidence.strip(), row.source.strip(), row.note.strip()
        beside = new_beside((released, states, evidence, source, note))
        return intake.observation(line, name, covered, value, growth, stage, beside)

    def _is_lost(self, line: int, said: tuple[object, object, object]) -> bool:
        """Whether nothing that a row says can be read, or an error costs the row."""
        return said == _NOTHING or line in self.intake.faults.lost

    def _subject(self, row: Cells, line: int) -> tuple[str, Unit | None, str]:
        """The name, the unit and the period of a row; an empty name goes on from the row above."""
        intake, cell, above = self.intake, row.indicator, None
        in_cell = intake.cells.unit(row.unit, line)
        if not cell.strip():
            cell, above = self._from_above(row, line)
        name, in_name, late = intake.subject(cell, line)
        said = (in_cell, in_name, above, self.level_unit, intake.unit_above)
        unit = _first(filter(None, said))
        if cell:
            self.above, self.above_unit = (cell, row.period), unit
        if late != NOT_LATE:
            return name, unit, self.periods.of_late(late, row.period, line)
        if self._may_disagree(unit, in_name):
            if not is_blank(row.value):
                one_unit(intake, line, in_cell, in_name, self.level_unit)
        elif cell is row.indicator and name and (in_cell or is_blank(row.unit)):
            self.subjects[cell, row.unit] = name, unit
        return name, unit, row.period

    def _may_disagree(self, unit: Unit | None, in_name: Unit | None) -> bool:
        """Whether name or heading state another unit than the one that counts."""
        in_heading = self.level_unit
        return bool((in_heading and unit is not in_heading) or (in_name and unit is not in_name))

    def _from_above(self, row: Cells, line: int) -> tuple[str, Unit | None]:
        """The name and the unit that an empty name goes on with, as merged cells come out of a
        spreadsheet: the row must be of another period.
        """
        name, period = self.above
        if not name or row.period.strip() in ("", period.strip()):
            return row.indicator, None
        self.merged, self.first_merged = self.merged + 1, self.first_merged or line
        return name, self.above_unit

    def _agree_on_basis(self, row: Cells, basis: Basis, line: int) -> None:
        """What cell and heading say that a level covers must be the same; but 累计 is also what a
        column of any levels is called, and then the row counts.
        """
        if row.basis.strip() and not is_blank(row.value):
            one_basis(self.intake, line, basis, self.level_basis)

    def _value(self, row: Cells, unit: Unit | None, line: int) -> Quantity | None:
        # Without a unit, an unreadable unit has its finding; the number has none of its own.
        if unit or is_blank(row.unit):
            return self.intake.cells.value(row.value.strip(), unit, line)
        return None


def _first(items: Iterable[T | None]) -> T | None:
    """The first of them; None where there is none."""
    return next(iter(items), None)


def _never(_: str) -> None:
    """No number is plain."""


def _places(intake: Intake) -> dict[str, int]:
    """Where each of the fields stands; beyond the table where it is not, or is repeated."""
    columns, width = intake.head.columns, len(intake.head.columns)
    counts = Counter(column.field for column in columns if column)
    several = {field for field, count in counts.items() if count > 1}
    unread = set(several)
    repeated(
        intake, [at for at, column in enumerate(columns) if column and column.field in several]
    )
    if "growth" not in several and _is_ownerless(intake):
        unread.add("growth")
    return {
        field: width if field in unread else intake.head.place(field) for field in Cells._fields
    }


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
