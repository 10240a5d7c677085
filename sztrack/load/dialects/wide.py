"""Periods side by side, one row per indicator: the export of the national statistics site
(data.stats.gov.cn), newest month first.

There the indicator's name says what a row holds: 社会消费品零售总额_累计值(亿元), …_累计增长(%), …_
当期值; 居民消费价格指数(上年同月=100).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from sztrack.core.model import Basis, Observation, Stage
from sztrack.core.words.period import Span
from sztrack.core.words.quantity import Quantity, Unit, is_blank
from sztrack.load.doubtful import (
    cut_in_two,
    is_remark,
    one_basis,
    one_unit,
    repeated,
    stray,
    surplus,
)
from sztrack.load.headings import Head, Row
from sztrack.load.intake import Beside, Intake
from sztrack.load.periods import Covered
from sztrack.load.vocabulary import BASIS_WORDS, STAGE_WORDS

_SUFFIX = (
    r"(.+?)[_ :]?(累计|当期|当月|本月|本期|当季|期末)?"
    r"(?:(值|数)|(同比增长|增长|同比|(?<=累计)(?:同比)?增速))(\([^()]*\))?"
)
_BASIS_ALONE = r".+[_:](累计|当期|当月|本月|本期|当季|期末)(?:\([^()]*\))?"
"""GDP_累计: says what the figures cover, and is the name that an alias may stand for."""
_INDEX = r"(.+?)\(上年(同月|同期)?=100\)"
_COVERS = {
    "累计": Basis.YTD,
    "当期": Basis.MONTH,
    "当月": Basis.MONTH,
    "本月": Basis.MONTH,
    "本期": Basis.MONTH,
    "当季": Basis.QUARTER,
    "期末": Basis.POINT,
}


class _Series(NamedTuple):
    """What a row's name says of it."""

    name: str
    basis: Basis | None
    is_growth: bool
    less: Decimal
    """What is taken off: an index with last year as 100 is a growth."""


def recognises(head: Head) -> bool:
    """Every column of figures is a month, or every one a quarter or a year; each with its year, or
    at least three of them.
    """
    return head.lists_periods and bool(head.measures)


def read(rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
    """One observation per row and period that holds a figure, and one per stage."""
    return _Table(intake).observations(rows)


class _Words(NamedTuple):
    """The cells of a row that hold no figures; empty where the table has no such column."""

    indicator: str
    unit: str
    basis: str
    released: str
    stage: str
    evidence: str
    status: str
    source: str
    note: str


class _Row(NamedTuple):
    """What a row says of all its figures."""

    line: int
    series: _Series
    name: str
    unit: Unit | None
    basis: Basis | None
    """As its name or its cell says; None where neither does."""
    stage: Stage | None
    beside: Beside


class _Table:
    """The rows of one table, with the periods of its columns."""

    def __init__(self, intake: Intake) -> None:
        head = intake.head
        self.intake, self.width = intake, len(head.columns)
        self.pick = itemgetter(*map(head.place, _Words._fields))
        self.periods = _periods(head, intake)
        self.is_national = "数据库" in head.title

    def observations(self, rows: Iterable[Row]) -> Iterator[Observation]:
        """Every figure and every stage that can be read."""
        for line, written in rows:
            # One empty cell more than headings stands for every column that is not there.
            cells = [*map(str.strip, written), *[""] * (self.width + 1 - len(written))]
            words = _Words(*self.pick(cells))
            found = [(cells[at], span) for at, span in self.periods if not is_blank(cells[at])]
            figures = [*(cell for cell, _ in found), words.stage]
            if not any(figures) or is_remark(written, figures):
                stray(self.intake, written, line)
                continue
            surplus(self.intake, written[self.width :], line)
            row = self._row(words, cells, len(written) != self.width, line)
            bases = self._bases(row, [span for _, span in found])
            if line not in self.intake.faults.lost:
                yield from self._of_row(row, found, bases)

    def _of_row(
        self, row: _Row, found: Sequence[tuple[str, Span]], bases: Sequence[Basis | None]
    ) -> Iterator[Observation]:
        """The figures of one row, and its stage. A figure that cannot be read costs itself."""
        for (cell, span), basis in zip(found, bases, strict=True):
            if observation := self._observation(row, cell, span, basis):
                yield observation
        if row.stage and (span_above := self.intake.periods.span("", row.line)):
            yield self._observed(row, (span_above.last, Basis.POINT), None, None, row.stage)

    def _row(self, words: _Words, cells: Sequence[str], is_uneven: bool, line: int) -> _Row:
        """A row without its figures; where a word of it cannot be read, it is lost."""
        intake, read = self.intake, self.intake.cells
        series = _series(words.indicator, self.is_national)
        subject = intake.subject(series.name, line)
        in_cell = read.unit(words.unit, line)
        one_unit(intake, line, in_cell, subject.unit, None)
        beside = Beside(
            released=read.day(words.released, line),
            states=read.state_of(words.status, line),
            evidence=words.evidence,
            cited=words.source,
            note=words.note,
        )
        stage = STAGE_WORDS.meaning(words.stage, line, intake.faults)
        cut_in_two(intake, cells, line, is_uneven=is_uneven)
        stated = BASIS_WORDS.meaning(words.basis, line, intake.faults)
        one_basis(intake, line, stated, series.basis)
        unit = in_cell or subject.unit or intake.unit_above
        return _Row(
            line=line,
            series=series,
            name=subject.name,
            unit=unit,
            basis=series.basis or stated,
            stage=stage,
            beside=beside,
        )

    def _bases(self, row: _Row, spans: Sequence[Span]) -> list[Basis | None]:
        """What each figure covers: as the row says, or as the periods alone imply; one finding for
        a row that leaves it open.
        """
        periods, basis = self.intake.periods, row.basis
        if basis in (Basis.YTD, Basis.POINT):
            # A total or a level in a column of quarters stands at the quarter's end.
            return [basis] * len(spans)
        found: list[Basis | None] = []
        for span in spans:
            covered = periods.basis(span, basis, row.line)
            if basis is None and covered is None:
                return [None] * len(spans)
            found.append(covered)
        return found

    def _observation(
        self, row: _Row, cell: str, span: Span, basis: Basis | None
    ) -> Observation | None:
        """One figure of a row; None where it cannot be read."""
        value = growth = None
        if row.series.is_growth:
            growth = self.intake.cells.growth(cell, row.line)
        else:
            value = self.intake.cells.value(cell, row.unit, row.line)
        if basis is None or (value is None and growth is None):
            return None
        if growth is not None:
            growth -= row.series.less
        return self._observed(row, (span.last, basis), value, growth, None)

    def _observed(
        self,
        row: _Row,
        covered: Covered,
        value: Quantity | None,
        growth: Decimal | None,
        stage: Stage | None,
    ) -> Observation:
        return self.intake.observation(
            row.line, row.name, covered, value, growth, stage, row.beside
        )


def _periods(head: Head, intake: Intake) -> list[tuple[int, Span]]:
    """Where each period stands; one that stands twice is reported and left out."""
    places: dict[Span, list[int]] = {}
    for place, column in enumerate(head.columns):
        if column is None or not column.is_measure:
            continue
        if span := intake.periods.span(column.period, head.line):
            places.setdefault(span, []).append(place)
    for several in places.values():
        if len(several) > 1:
            repeated(intake, several)
    return [(several[0], span) for span, several in places.items() if len(several) == 1]


def _series(cell: str, national: bool) -> _Series:
    """What a row's name says; on the national site 同比增长 alone is the month's."""
    plain = unicodedata.normalize("NFKC", cell)
    if m := re.fullmatch(_INDEX, plain):
        return _Series(
            name=m[1],
            basis=Basis.MONTH if m[2] == "同月" else Basis.YTD,
            is_growth=True,
            less=Decimal(100),
        )
    if m := re.fullmatch(_BASIS_ALONE, plain):
        return _Series(name=plain, basis=_COVERS[m[1]], is_growth=False, less=Decimal(0))
    m = re.fullmatch(_SUFFIX, plain)
    if not m or not (m[2] or m[4]):
        return _Series(name=plain, basis=None, is_growth=False, less=Decimal(0))
    is_growth = m[4] is not None
    basis = None
    if m[2]:
        basis = _COVERS[m[2]]
    elif is_growth and national:
        basis = Basis.MONTH
    # The unit in brackets is that of a level; a growth is in percent.
    name = m[1] if is_growth else m[1] + (m[5] or "")
    return _Series(name=name, basis=basis, is_growth=is_growth, less=Decimal(0))
