"""Periods side by side, one row per indicator: the export of the national statistics site
(data.stats.gov.cn), newest month first.

There the indicator's name says what a row holds: 社会消费品零售总额_累计值(亿元), …_累计增长(%), …_
当期值; 居民消费价格指数(上年同月=100).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.model import Basis, Observation
from sztrack.core.words.period import Span
from sztrack.core.words.quantity import is_blank
from sztrack.load.doubtful import cut_in_two, is_remark, one_basis, one_unit, stray
from sztrack.load.headings import Head, Row
from sztrack.load.intake import BASES, STAGES, Intake

_SUFFIX = (
    r"(.+?)[_ ]?(累计|当期|当月|本月|本期|当季|期末)?(?:(值|数)|(同比增长|增长|同比))(\([^()]*\))?"
)
_INDEX = r"(.+?)\(上年(同月|同期)?=100\)"
_FIELDS = (
    "indicator",
    "unit",
    "basis",
    "released",
    "stage",
    "evidence",
    "status",
    "source",
    "note",
)
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
    head, width = intake.head, len(intake.head.columns)
    (
        at_name,
        at_unit,
        at_basis,
        at_released,
        at_stage,
        at_evidence,
        at_status,
        at_source,
        at_note,
    ) = map(head.place, _FIELDS)
    periods, national = _periods(head, intake), "数据库" in head.title
    for line, cells in rows:
        found = [
            (place, span)
            for place, span in periods
            if place < len(cells) and not is_blank(cells[place])
        ]
        before, more = intake.errors, len(cells) - width
        stage_cell = cells[at_stage] if at_stage < len(cells) else ""
        if not (found or stage_cell.strip()) or is_remark(
            cells, [*(cells[place] for place, _ in found), stage_cell]
        ):
            stray(intake, cells, line)
            continue
        intake.surplus(cells[width:], line)
        cells = [cell.strip() for cell in cells] + [""] * (width + 1 - len(cells))  # noqa: PLW2901
        series = _series(cells[at_name], national)
        name, named_unit = intake.name(series.name, line)
        unit = intake.unit(cells[at_unit], line) or named_unit or intake.unit_above
        one_unit(intake, line, intake.known_units.get(cells[at_unit]), named_unit, None)
        released, states = (
            intake.released(cells[at_released], line),
            intake.states(cells[at_status], line),
        )
        stage = intake.word(STAGES, stage_cell, "SZ209", line)
        if intake.marks.commas_part_cells:
            cut_in_two(intake, cells, line, more)
        stated = intake.word(BASES, cells[at_basis], "SZ211", line)
        one_basis(intake, line, stated, series.basis)
        said = series.basis or stated
        bases = (
            [_said(said, span, intake, line) for _, span in found]
            if said
            else _unsaid(found, intake, line)
        )
        if intake.errors > before:
            continue
        beside = (cells[at_evidence], cells[at_source], cells[at_note])
        for (place, span), basis in zip(found, bases, strict=True):
            before, value, growth = intake.errors, None, None
            if series.is_growth:
                growth = intake.growth(cells[place], line)
                growth = growth - series.less if growth is not None else None
            else:
                value = intake.value(cells[place], unit, line)
            if basis and intake.errors == before:
                yield intake.observation(
                    line, name, span.last, basis, value, growth, released, states, None, *beside
                )
        if stage and (table := intake.span("", line)):
            yield intake.observation(
                line, name, table.last, Basis.POINT, None, None, released, states, stage, *beside
            )


def _periods(head: Head, intake: Intake) -> list[tuple[int, Span]]:
    """Where each period stands; one that stands twice is reported and left out."""
    spans = [
        (place, intake.span(column.period, head.line))
        for place, column in enumerate(head.columns)
        if column and column.is_measure
    ]
    known = [(place, span) for place, span in spans if span]
    places: dict[Span, list[int]] = {}
    for place, span in known:
        places.setdefault(span, []).append(place)
    intake.repeated([place for several in places.values() if len(several) > 1 for place in several])
    return [(place, span) for place, span in known if len(places[span]) == 1]


def _said(basis: Basis, span: Span, intake: Intake, line: int) -> Basis | None:
    """The basis as the row says; a total or a level in a column of quarters stands at the quarter's
    end.
    """
    return (
        basis if basis in (Basis.YTD, Basis.POINT) else intake.basis(span, basis, False, None, line)
    )


def _unsaid(found: list[tuple[int, Span]], intake: Intake, line: int) -> list[Basis | None]:
    """The bases that follow from the periods alone; one finding for a row that leaves them open."""
    first = intake.basis(found[0][1], None, False, None, line) if found else None
    return [intake.basis(span, None, False, None, line) if first else None for _, span in found]


def _series(cell: str, national: bool) -> _Series:
    """What a row's name says; on the national site 同比增长 alone is the month's."""
    plain = unicodedata.normalize("NFKC", cell)
    if m := re.fullmatch(_INDEX, plain):
        return _Series(m[1], Basis.MONTH if m[2] == "同月" else Basis.YTD, True, Decimal(100))
    m = re.fullmatch(_SUFFIX, plain)
    if not m or not (m[2] or m[4]):
        return _Series(plain, None, False, Decimal(0))
    basis = _COVERS[m[2]] if m[2] else Basis.MONTH if m[4] and national else None
    return _Series(m[1] if m[4] else m[1] + (m[5] or ""), basis, m[4] is not None, Decimal(0))
