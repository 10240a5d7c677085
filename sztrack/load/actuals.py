"""A file of `actuals/` -> observations and findings. A row that cannot be read costs that row.

A file is a container (delimited text in some encoding, or a workbook) that holds a table, and the
table is written in a dialect (`sztrack.load.dialects`). The formats are described in
docs/actuals.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import FileRead, Finding, LeftBlank, Observation, Severity, Source, Text
from sztrack.core.words.english import number_of
from sztrack.core.words.quantity import parse_number
from sztrack.load.body import Body
from sztrack.load.cells import PLAIN_MARKS, Marks
from sztrack.load.delimited import (
    DELIMITERS,
    delimiter_of,
    is_decimal_comma,
    may_hold_decimal_commas,
    rows,
    split_lines,
)
from sztrack.load.dialects import dialect, names
from sztrack.load.encoding import LOST, decode, unreadable
from sztrack.load.faults import Faults
from sztrack.load.fractions import without_fractions
from sztrack.load.headings import Head, Row, is_heading, strange_unit
from sztrack.load.intake import NOTHING, Assumed, Intake
from sztrack.load.places import place_above, placed

TABLES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
_TOP = 40
"""The headings stand among this many rows."""


class Actuals(NamedTuple):
    """What one file holds, what could not be read, and how it was read."""

    observations: list[Observation]
    findings: list[Finding]
    file: FileRead
    blank: Sequence[LeftBlank] = ()
    """Of tidy tables."""


class _Container(NamedTuple):
    """A table out of its file."""

    rows: Iterator[Row]
    name: str
    encoding: str
    damaged: bool = False
    marks: Marks = PLAIN_MARKS


class _Table(NamedTuple):
    """What stands under one heading, and the dialect it is written in."""

    observations: list[Observation]
    dialect: str
    blank: Sequence[LeftBlank]


def read_actuals(data: bytes, path: str, assumed: Assumed = NOTHING) -> Actuals:
    """The observations in one file. `path` is relative to the workspace; the month that it names
    fills in missing periods.
    """
    faults = Faults(path)
    findings = faults.findings
    container = _opened(data, path, findings)
    if container is None:
        return Actuals(
            observations=[],
            findings=findings,
            file=FileRead(path=path, dialect="", container="", encoding="", rows=0, observations=0),
        )
    count = [0]
    filled = _counted(container.rows, count)
    if container.damaged:
        filled = _undamaged(filled, path, container.encoding, findings)
    file = Body(filled)
    head = file.first(_TOP)
    if head is None:
        findings.append(_no_head(Source(path, file.begin)))
        return Actuals(
            observations=[],
            findings=findings,
            file=FileRead(
                path=path,
                dialect="",
                container=container.name,
                encoding=container.encoding,
                rows=count[0],
                observations=0,
            ),
        )
    above, tables, document = file.passed, list[_Table](), head.title
    first = head.line
    while head:
        tables.append(_table(head, file, Intake(head, faults, assumed, container.marks, document)))
        head = file.next()
    observations = [row for table in tables for row in table.observations]
    if not observations and not _has_error(findings):
        findings.append(_no_figures(Source(path, first), count[0] - above))
    name = " + ".join(dict.fromkeys(table.dialect for table in tables))
    blank = [line for table in tables for line in table.blank]
    return Actuals(
        observations=observations,
        findings=findings,
        file=FileRead(
            path=path,
            dialect=name,
            container=container.name,
            encoding=container.encoding,
            rows=count[0],
            observations=len(observations),
        ),
        blank=blank,
    )


def _opened(data: bytes, path: str, findings: list[Finding]) -> _Container | None:
    """The rows of a file, and what it is; None, with a finding, where there is no opening it."""
    if path.casefold().endswith(WORKBOOKS):
        return _workbook(data, path, findings)
    return _delimited(data, path, findings)


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _unknown_headings(head: Head) -> list[str]:
    """The headings of columns that are not read."""
    columns = zip(head.cells, head.columns, strict=True)
    return [cell for cell, column in columns if cell.strip() and column is None]


def _table(head: Head, file: Body, intake: Intake) -> _Table:
    """What stands under one heading."""
    path, findings = intake.faults.path, intake.faults.findings
    if unknown := _unknown_headings(head):
        findings.append(_unknown(unknown, Source(path, head.line)))
    for inside in filter(None, map(strange_unit, head.cells)):
        intake.cells.unit(inside, head.line)
    name = next(name for name in names() if dialect(name).recognises(head))
    nameless = [place for place, cell in enumerate(head.cells) if not cell.strip()]
    body = _watched(file.below(head), nameless, path, findings) if nameless else file.below(head)
    at = head.place("place") if head.has("place") else None
    above = place_above(head.title, intake.document, intake.named, intake.places)
    body = placed(body, at, intake, above)
    observations = without_fractions(list(dialect(name).read(body, intake)), intake)
    if intake.periods.unstated:
        findings.append(_contradiction(intake))
    return _Table(observations, name, intake.blank)


def _watched(
    rows: Iterable[Row], nameless: Sequence[int], path: str, findings: list[Finding]
) -> Iterator[Row]:
    """The rows; the first that holds a number in a column without a heading is reported."""
    left = set(nameless)
    for line, cells in rows:
        for place in sorted(left):
            if place < len(cells) and parse_number(cells[place]) is not None:
                left.discard(place)
                findings.append(_nameless(place + 1, cells[place].strip(), Source(path, line)))
        yield line, cells


def _counted(rows: Iterator[Row], count: list[int]) -> Iterator[Row]:
    """The rows that hold anything; `count` holds how many."""
    for row in rows:
        if any(row[1]):
            count[0] += 1
            yield row


def _delimited(data: bytes, path: str, findings: list[Finding]) -> _Container:
    text, encoding, damaged = decode(data)
    lines = split_lines(text)
    delimiter = delimiter_of(lines)

    def broken(line: int, message: Text) -> None:
        findings.append(RULES["SZ203"].at(Source(path, line), message))

    decimal_commas = may_hold_decimal_commas(text, delimiter) and _has_decimal_commas(
        rows(lines, delimiter, lambda _, __: None)
    )
    unclear = decimal_commas or (delimiter == ";" and "," in text)
    marks = Marks(
        commas_part_cells=delimiter in ",，", unclear_commas=unclear, unclear_points=decimal_commas
    )
    return _Container(
        rows=rows(lines, delimiter, broken),
        name=DELIMITERS[delimiter],
        encoding=encoding,
        damaged=damaged,
        marks=marks,
    )


def _has_decimal_commas(table: Iterable[Row]) -> bool:
    """Whether a figure of the table has a decimal comma."""
    file = Body(row for row in table if any(row[1]))
    head = file.first(_TOP)
    while head:
        figures = [
            place for place, column in enumerate(head.columns) if column and column.is_measure
        ]
        if any(
            place < len(cells) and is_decimal_comma(cells[place])
            for _, cells in file.below(head)
            for place in figures
        ):
            return True
        head = file.next()
    return False


def _workbook(data: bytes, path: str, findings: list[Finding]) -> _Container | None:
    from sztrack.load.workbook import read_sheet

    sheet = read_sheet(
        data,
        lambda message: findings.append(RULES["SZ218"].at(Source(path, 1), message)),
    )
    if sheet and sheet.unread:
        findings.append(_unread(sheet.name, sheet.unread, Source(path, 1)))
    return (
        _Container(rows=iter(sheet.rows), name=f"Excel {sheet.name}", encoding="xlsx")
        if sheet
        else None
    )


def _undamaged(
    body: Iterable[Row], path: str, encoding: str, findings: list[Finding]
) -> Iterator[Row]:
    """The rows that have all their bytes, and headings; what was lost is reported."""
    for row in body:
        lost = _lost([row], path, encoding)
        findings += lost
        if not lost or is_heading(row[1]):
            yield row


def _lost(body: Iterable[Row], path: str, encoding: str) -> list[Finding]:
    damaged = (
        (line, tuple(place for place, cell in enumerate(cells, 1) if LOST in cell))
        for line, cells in body
    )
    return [
        unreadable(Source(path, line), columns, encoding) for line, columns in damaged if columns
    ]


def _no_head(source: Source) -> Finding:
    return RULES["SZ202"].at(source, Text("没有可用的表头", "no usable heading row"))


def _unknown(cells: list[str], source: Source) -> Finding:
    named, more = "、".join(cells[:5]), len(cells) - 5
    rest = Text(f" 等 {len(cells)} 列", f" and {more} more") if more > 0 else Text("", "")
    return RULES["SZ205"].at(
        source,
        Text(f"不认识“{named}”列{rest.zh}，未读", f"unknown column '{named}'{rest.en}, not read"),
    )


def _no_figures(source: Source, count: int) -> Finding:
    return RULES["SZ217"].at(
        source,
        Text(
            f"表头以下有 {count} 行，没有一个数",
            f"no figure below the headings ({number_of(count, 'row')})",
        ),
    )


def _nameless(place: int, cell: str, source: Source) -> Finding:
    return RULES["SZ205"].at(
        source,
        Text(
            f"第 {place} 列没有列名，其中的“{cell}”等未读",
            f"column {place} has no heading; '{cell}' and the rest of it was not read",
        ),
    )


def _contradiction(intake: Intake) -> Finding:
    lines = intake.periods.unstated
    stated = intake.periods.contradiction or Text("", "")
    return RULES["SZ221"].at(
        Source(intake.faults.path, lines[0]),
        Text(
            f"文件名和标题说的不止一个时期（{stated.zh}），没有写明时期的 {len(lines)} 行未读",
            f"file name and title state more than one period ({stated.en});"
            f" {number_of(len(lines), 'row')} without a stated period not read",
        ),
    )


def _unread(name: str, others: Sequence[str], source: Source) -> Finding:
    return RULES["SZ224"].at(
        source,
        Text(
            f"只读了工作表“{name}”，未读：{'、'.join(others)}",
            f"only the sheet '{name}' was read, not: {', '.join(others)}",
        ),
    )
