"""The monthly bulletin table: 指标, 单位, 本月, 同比, 1-本月, 同比. Its columns say what the
figures cover, its rows name the indicators.

A growth column without months of its own belongs to the figures on its left. A row may be late by a
month: 房地产开发投资(1-上月).
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from sztrack.core.model import Basis, Observation, Stage
from sztrack.core.words.period import Month, Span, parse_span
from sztrack.core.words.quantity import Quantity, Unit, is_blank
from sztrack.load.doubtful import (
    cut_in_two,
    is_remark,
    one_unit,
    ownerless,
    repeated,
    stray,
    surplus,
)
from sztrack.load.headings import Column, Head, Row, owns_no_growth
from sztrack.load.intake import Beside, Intake, Subject
from sztrack.load.periods import Covered
from sztrack.load.vocabulary import STAGE_WORDS

_LAST_YEAR = 2199
"""A period without a year is newer than one with it."""


class _Key(NamedTuple):
    """What figures cover, as their heading says."""

    basis: Basis | None
    period: str


class _Figures(NamedTuple):
    """The columns that hold one figure and its growth."""

    key: _Key
    value: int | None
    growth: int | None

    def is_filled(self, cells: Sequence[str]) -> bool:
        """Whether a row says anything in them."""
        return any(place is not None and cells[place] for place in (self.value, self.growth))


_STAGE = _Key(Basis.POINT, "")


class _Numbers(NamedTuple):
    """A level and its growth, one of them or both."""

    value: Quantity | None
    growth: Decimal | None


class _Words(NamedTuple):
    """The cells of a row that hold no figures; empty where the table has no such column."""

    indicator: str
    unit: str
    period: str
    released: str
    stage: str
    evidence: str
    status: str
    source: str
    note: str


class _Row(NamedTuple):
    """What a row says of all its figures."""

    line: int
    cells: Sequence[str]
    subject: Subject
    unit: Unit | None
    """Of its unit's cell."""
    period: str
    stage: Stage | None
    beside: Beside

    def holds(self, place: int | None) -> bool:
        """Whether a cell says anything."""
        return place is not None and not is_blank(self.cells[place])


def recognises(head: Head) -> bool:
    """Several columns of figures that differ in what they cover, or one that names its months; not
    the months side by side of one figure.
    """
    if any(column.period for column in head.measures):
        return not head.lists_periods
    return head.covers_several and not head.has("basis")


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row and set of months that holds a figure, and one per stage."""
    return _Table(intake).observations(rows)


class _Table:
    """The rows of one table, with the sets of its columns and the month that they are of."""

    def __init__(self, intake: Intake) -> None:
        head = intake.head
        self.intake, self.width = intake, len(head.columns)
        self.pick = itemgetter(*map(head.place, _Words._fields))
        self.sets = _figures(intake)
        self.month = _month(self.sets, intake)
        self.covers_alike = _covers_alike(figures.key for figures in self.sets)
        self.at_figures = [
            place
            for place, column in enumerate(head.columns)
            if column and (column.is_measure or column.field == "stage")
        ]

    def observations(self, rows: Iterable[Row]) -> Iterator[Observation]:
        """Every figure and every stage that can be read."""
        for line, written in rows:
            cells = self._fitted(written)
            sets = [figures for figures in self.sets if figures.is_filled(cells)]
            words = _Words(*self.pick(cells))
            is_empty = not sets and not words.stage
            if is_empty or is_remark(cells, [cells[place] for place in self.at_figures]):
                stray(self.intake, written, line)
                continue
            row = self._row(words, cells, line)
            surplus(self.intake, written[self.width :], line)
            cut_in_two(self.intake, cells, line, is_uneven=len(written) != self.width)
            self.intake.periods.agrees(row.subject.late, row.period, line)
            if line not in self.intake.faults.lost:
                yield from self._of_row(row, sets)

    def _fitted(self, written: Sequence[str]) -> list[str]:
        """A row as long as the headings and one empty cell more, which stands for every column
        that is not there.
        """
        cells = [cell.strip() for cell in written[: self.width]]
        return cells + [""] * (self.width + 1 - len(cells))

    def _row(self, words: _Words, cells: Sequence[str], line: int) -> _Row:
        """A row without its figures; where a word of it cannot be read, it is lost."""
        read, faults = self.intake.cells, self.intake.faults
        subject = self.intake.subject(words.indicator, line)
        unit = read.unit(words.unit, line)
        beside = Beside(
            released=read.day(words.released, line),
            states=read.state_of(words.status, line),
            evidence=words.evidence,
            cited=words.source,
            note=words.note,
        )
        stage = STAGE_WORDS.meaning(words.stage, line, faults)
        return _Row(
            line=line,
            cells=cells,
            subject=subject,
            unit=unit,
            period=words.period,
            stage=stage,
            beside=beside,
        )

    def _of_row(self, row: _Row, sets: Iterable[_Figures]) -> Iterator[Observation]:
        """The figures of one row, and its stage. A figure that cannot be read costs itself."""
        name = row.subject.name
        for figures in sets:
            numbers = self._numbers(figures, row)
            covered = self._covered(figures.key, row) if numbers else None
            if numbers and covered:
                yield self.intake.observation(
                    row.line, name, covered, numbers.value, numbers.growth, None, row.beside
                )
        if row.stage and (covered := self._covered(_STAGE, row)):
            yield self.intake.observation(
                row.line, name, covered, None, None, row.stage, row.beside
            )

    def _numbers(self, figures: _Figures, row: _Row) -> _Numbers | None:
        """A level and its growth; None where neither can be read. One that cannot be read leaves
        the other standing.
        """
        value = self._value(figures.value, row)
        growth = self._growth(figures.growth, row)
        return None if value is None and growth is None else _Numbers(value, growth)

    def _value(self, place: int | None, row: _Row) -> Quantity | None:
        """The level in a column; none that its unit leaves in doubt."""
        if place is None or not row.holds(place):
            return None
        in_heading, in_name = self._unit_of(place), row.subject.unit
        is_one = one_unit(self.intake, row.line, row.unit, in_name, in_heading)
        unit = in_heading or row.unit or in_name or self.intake.unit_above
        value = self.intake.cells.value(row.cells[place], unit, row.line)
        return value if is_one else None

    def _growth(self, place: int | None, row: _Row) -> Decimal | None:
        """The growth in a column."""
        if place is None:
            return None
        return self.intake.cells.growth(row.cells[place], row.line, self._unit_of(place))

    def _unit_of(self, place: int) -> Unit | None:
        """The unit that the heading of a column states."""
        column = self.intake.head.columns[place]
        return column.unit if column else None

    def _covered(self, key: _Key, row: _Row) -> Covered | None:
        """The last month that figures cover, and their basis: as the row states, else as the
        heading does, else by the bulletin's month.
        """
        late, periods = row.subject.late, self.intake.periods
        stated = late.period or row.period or key.period
        if stated:
            span = periods.span(stated, row.line)
            basis = self._basis(key.basis, span, row.line) if span else None
            return (span.last.plus(-late.months), basis) if span and basis else None
        if self.month is None:
            periods.span("", row.line)  # files why there is none
            return None
        if key.basis is None:
            periods.no_basis(row.line)
            return None
        return self.month.plus(-late.months), key.basis

    def _basis(self, basis: Basis | None, span: Span, line: int) -> Basis | None:
        """The basis of the heading; else a month is the month alone, and months what they imply.
        Where all columns cover alike, the title may say that the month is the last of a total.
        """
        if basis:
            return basis
        if span.length > 1 or (self.covers_alike and self.intake.periods.above):
            return self.intake.periods.basis(span, None, line)
        return Basis.MONTH


def _figures(intake: Intake) -> list[_Figures]:
    """The columns in sets; a set whose columns are repeated, and a growth that may belong to a
    column not read, are reported and left out.
    """
    sets = _Sets(intake)
    for place, column in enumerate(intake.head.columns):
        if column is None:
            sets.pass_over(intake.head.cells[place])
        elif column.field == "value":
            sets.add_level(place, column)
        elif column.field == "growth":
            sets.add_growth(place, column)
    return sets.figures()


class _Sets:
    """The columns of figures, sorted from left to right into sets of a level and its growth."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.places: dict[_Key, dict[str, list[int]]] = {}
        """Of each set, where its levels and its growths stand."""
        self.left: list[_Key] = []
        """The levels that the next growth may belong to: those side by side on its left."""
        self.has_growth = False
        """Whether a growth stands behind these levels already."""
        self.has_unknown = False
        """Whether a column that is not read, and may have a growth, stands behind them."""
        self.periods: dict[Basis | None, str] = {
            column.basis: column.period
            for column in intake.head.measures_of("value")
            if column.period
        }

    def pass_over(self, heading: str) -> None:
        """A column that is not read."""
        if heading.strip() and not owns_no_growth(heading):
            self.has_unknown = True

    def add_level(self, place: int, column: Column) -> None:
        """A level: the next growth may be its own."""
        if self.has_growth:
            self.left = []
        key = _Key(column.basis, column.period)
        self.left.append(key)
        self.has_growth = self.has_unknown = False
        self._add(key, column.field, place)

    def add_growth(self, place: int, column: Column) -> None:
        """A growth, in the set of its level."""
        says_no_more = column.basis is None and not column.period
        if says_no_more and self.left and self.has_unknown:
            # It may be that column's growth, or the level's.
            ownerless(self.intake, place)
            return
        self._add(self._owner(column), column.field, place)
        self.has_growth = True

    def _owner(self, column: Column) -> _Key:
        """The set of a growth: of the months it names, of the level on its left, or of the level
        with the same basis.
        """
        if column.period:
            return _Key(column.basis, column.period)
        if not self._is_of_the_left(column):
            return _Key(column.basis, self.periods.get(column.basis, ""))
        return _newest(self.left, self.intake) if self.left else _Key(column.basis, "")

    def _is_of_the_left(self, column: Column) -> bool:
        """Whether a growth says nothing else than the level on its left."""
        basis = self.left[-1].basis if self.left else None
        return not column.period and column.basis in (None, basis)

    def _add(self, key: _Key, field: str, place: int) -> None:
        self.places.setdefault(key, {}).setdefault(field, []).append(place)

    def figures(self) -> list[_Figures]:
        """The sets; columns that say the same are reported, and none of them is read."""
        found, several = list[_Figures](), list[int]()
        for key, by_field in self.places.items():
            single: dict[str, int] = {}
            for field, places in by_field.items():
                if len(places) == 1:
                    single[field] = places[0]
                else:
                    several += places
            if single:
                found.append(_Figures(key, single.get("value"), single.get("growth")))
        repeated(self.intake, several)
        return found


def _newest(left: Sequence[_Key], intake: Intake) -> _Key:
    """Which level a growth belongs to: the one on its left; where the same months of several years
    stand side by side, the newest year's.
    """
    nearest = left[-1]
    spans: dict[_Key, Span] = {}
    for key in left:
        span = parse_span(key.period, intake.periods.year or _LAST_YEAR)
        if span and key.basis is nearest.basis:
            spans[key] = span
    own = spans.get(nearest)
    if own is None:
        return nearest
    same = [key for key, span in spans.items() if _months(span) == _months(own)]
    return max(same, key=lambda key: spans[key].last)


def _covers_alike(keys: Iterable[_Key]) -> bool:
    """Whether no heading sets single months apart from totals: 9月 beside 1-9月 or 累计."""
    sorts = set()
    for key in keys:
        span = parse_span(key.period, _LAST_YEAR)
        sorts.add((key.basis, span.length if span else 0))
    return len(sorts) == 1


def _months(span: Span) -> tuple[int, int]:
    """A span's months without their years."""
    return span.first.month, span.last.month


def _month(sets: Sequence[_Figures], intake: Intake) -> Month | None:
    """The month of the bulletin: of the file's name or title, else the newest that a heading
    states.
    """
    periods = intake.periods
    if periods.default:
        return periods.default.last
    stated = [figures.key.period for figures in sets if figures.key.period]
    spans = [parse_span(period, periods.year) for period in stated]
    return max((span.last for span in spans if span), default=None)
