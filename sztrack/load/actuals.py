"""A file of `actuals/` -> observations and findings. A row that cannot be read costs that row.

A file is a container (delimited text in some encoding, or a workbook) that holds a table, and the
table is written in a dialect (`sztrack.load.dialects`). The formats are described in
docs/actuals.md.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import FileRead, Finding, LeftBlank, Observation, Severity, Source, Text
from sztrack.core.words.english import number_of
from sztrack.core.words.quantity import parse_number
from sztrack.load.body import Body
from sztrack.load.container import TOP, Container, holds_figures, opened, undamaged
from sztrack.load.dialects import dialect, names
from sztrack.load.faults import Faults
from sztrack.load.fractions import without_fractions
from sztrack.load.headings import Head, Row, as_title, strange_unit
from sztrack.load.intake import NOTHING, Assumed, Intake
from sztrack.load.places import place_above, placed
from sztrack.load.titles import document_title
from sztrack.load.unheaded import no_head


class Actuals(NamedTuple):
    """What one file holds, what could not be read, and how it was read."""

    observations: list[Observation]
    findings: list[Finding]
    file: FileRead
    blank: Sequence[LeftBlank] = ()
    """Of tidy tables."""


class _Table(NamedTuple):
    """What stands under one heading, and the dialect it is written in."""

    observations: list[Observation]
    dialect: str
    blank: Sequence[LeftBlank]


class _Part(NamedTuple):
    """What a text, or one sheet of a workbook, holds."""

    tables: list[_Table]
    findings: list[Finding]
    rows: int
    top: list[Row]
    """The first rows."""
    begin: Source


def read_actuals(data: bytes, path: str, assumed: Assumed = NOTHING) -> Actuals:
    """The observations in one file. `path` is relative to the workspace; the month that it names
    fills in missing periods.
    """
    findings: list[Finding] = []
    containers = opened(data, path, findings)
    parts = _parts(containers, path, assumed)
    for part in parts:
        findings += part.findings
    findings += _without_tables(parts)
    tables = [table for part in parts for table in part.tables]
    observations = [row for table in tables for row in table.observations]
    return Actuals(
        observations=observations,
        findings=findings,
        file=FileRead(
            path=path,
            dialect=_joined(table.dialect for table in tables),
            container=_joined(_names(containers, parts)),
            encoding=_joined(container.encoding for container in containers),
            rows=sum(part.rows for part in parts),
            observations=len(observations),
        ),
        blank=[line for table in tables for line in table.blank],
    )


def _parts(containers: Iterable[Container], path: str, assumed: Assumed) -> list[_Part]:
    """What the text, or each sheet, holds; a sheet without a table may be the cover of the next."""
    parts: list[_Part] = []
    cover = ""
    for container in containers:
        parts.append(_part(container, path, assumed, cover))
        if not parts[-1].tables:
            cover = as_title(parts[-1].top)
    return parts


def _names(containers: Sequence[Container], parts: Sequence[_Part]) -> list[str]:
    """The names of what tables were read from; of everything, where there was none."""
    pairs = zip(containers, parts, strict=True)
    read = [container.name for container, part in pairs if part.tables]
    return read or [container.name for container in containers]


def _joined(names: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(names))


def _part(container: Container, path: str, assumed: Assumed, cover: str) -> _Part:
    """The tables of a text or of a sheet; no table, where it has no heading. `cover` is what stands
    on a sheet without a table before it.
    """
    faults = Faults(path, container.sheet)
    findings = faults.findings
    count = [0]
    rows = _counted(container.rows, count)
    if container.damaged:
        rows = undamaged(rows, path, container.encoding, findings)
    file = Body(rows)
    head = file.first(TOP)
    tables = list[_Table]()
    top, begin, above = file.top, faults.at(file.begin), file.passed
    first = head.line if head else file.begin
    named, title = assumed.named or path, head.title if head else ""
    document = document_title(named, title, container.sheet, cover)
    while head:
        tables.append(_table(head, file, Intake(head, faults, assumed, container.marks, document)))
        head = file.next()
    file.finish()
    is_empty = not any(table.observations for table in tables)
    if tables and is_empty and not _has_error(findings):
        findings.append(_no_figures(faults.at(first), count[0] - above))
    return _Part(tables=tables, findings=findings, rows=count[0], top=top, begin=begin)


def _without_tables(parts: Sequence[_Part]) -> Iterator[Finding]:
    """Texts and sheets without a heading. A cover beside sheets with tables is nothing amiss, but
    figures that stand under no heading are lost.
    """
    unheaded = [part for part in parts if not part.tables]
    lost = [part for part in unheaded if holds_figures(part.top)]
    covers = [part for part in unheaded if part not in lost]
    if covers and len(covers) == len(parts):
        lost, covers = covers[:1], covers[1:]
    for part in lost:
        yield no_head(part.top, part.begin)
    if covers:
        yield _unread([part.begin.sheet for part in covers], covers[0].begin)


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _unknown_headings(head: Head) -> list[str]:
    """The headings of columns that are not read."""
    columns = zip(head.cells, head.columns, strict=True)
    return [cell for cell, column in columns if cell.strip() and column is None]


def _table(head: Head, file: Body, intake: Intake) -> _Table:
    """What stands under one heading."""
    at, findings = intake.faults.at, intake.faults.findings
    if unknown := _unknown_headings(head):
        findings.append(_unknown(unknown, at(head.line)))
    for inside in filter(None, map(strange_unit, head.cells)):
        intake.cells.unit(inside, head.line)
    name = next(name for name in names() if dialect(name).recognises(head))
    nameless = [place for place, cell in enumerate(head.cells) if not cell.strip()]
    body = _watched(file.below(head), nameless, intake.faults) if nameless else file.below(head)
    place = head.place("place") if head.has("place") else None
    above = place_above(head.title, intake.document, intake.named, intake.places)
    body = placed(body, place, intake, above)
    observations = without_fractions(list(dialect(name).read(body, intake)), intake)
    deque(body, maxlen=0)  # a dialect that finds nothing to read leaves the rows to the next table
    if intake.periods.unstated:
        findings.append(_contradiction(intake))
    return _Table(observations, name, intake.blank)


def _watched(rows: Iterable[Row], nameless: Sequence[int], faults: Faults) -> Iterator[Row]:
    """The rows; the first that holds a number in a column without a heading is reported."""
    left = set(nameless)
    for line, cells in rows:
        for place in sorted(left):
            if place < len(cells) and parse_number(cells[place]) is not None:
                left.discard(place)
                found = _nameless(place + 1, cells[place].strip(), faults.at(line))
                faults.findings.append(found)
        yield line, cells


def _counted(rows: Iterator[Row], count: list[int]) -> Iterator[Row]:
    """The rows that hold anything; `count` holds how many."""
    for row in rows:
        if any(row[1]):
            count[0] += 1
            yield row


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
        intake.faults.at(lines[0]),
        Text(
            f"文件名和标题说的不止一个时期（{stated.zh}），没有写明时期的 {len(lines)} 行未读",
            f"file name and title state more than one period ({stated.en});"
            f" {number_of(len(lines), 'row')} without a stated period not read",
        ),
    )


def _unread(sheets: Sequence[str], source: Source) -> Finding:
    return RULES["SZ224"].at(
        source._replace(line=1, sheet=""),
        Text(
            f"工作表“{'”“'.join(sheets)}”没有表头，未读",
            f"sheets without headings, not read: {', '.join(sheets)}",
        ),
    )
