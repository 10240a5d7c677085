"""A file of `actuals/` -> observations and findings. A row that cannot be read costs that row.

A file is a container (delimited text in some encoding, or a workbook) that holds a table, and the table is written in a dialect
(`sztrack.load.dialects`). The formats are described in docs/actuals.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from sztrack.core.model import FileRead, Finding, Observation, Severity, Source, Text
from sztrack.load.delimited import DELIMITERS, commas_are_unclear, delimiter_of, points_are_unclear, rows, split_lines
from sztrack.load.dialects import dialect, names
from sztrack.load.encoding import LOST, decode, unreadable
from sztrack.load.headings import Row, find_head, strange_unit
from sztrack.load.intake import NOTHING, Assumed, Intake

TABLES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
_TOP = 40
"""The headings stand among this many rows."""


class Actuals(NamedTuple):
    """What one file holds, what could not be read, and how it was read."""

    observations: list[Observation]
    findings: list[Finding]
    file: FileRead
    blank: Sequence[tuple[int, str]] = ()
    """Lines of a tidy table that name an indicator and a period and say nothing about them."""
    notes: Mapping[int, str] = {}
    """The remarks by line, where they were asked for."""


class _Container(NamedTuple):
    """A table out of its file."""

    rows: Iterator[Row]
    name: str
    encoding: str
    damaged: bool = False
    unclear_commas: bool = False
    unclear_points: bool = False


def read_actuals(data: bytes, path: str, assumed: Assumed = NOTHING, *, with_notes: bool = False) -> Actuals:
    """The observations in one file. `path` is relative to the workspace; the month that it names fills in missing periods.

    Nothing is worked out from remarks; `with_notes` keeps them.
    """
    findings: list[Finding] = []
    container = _workbook(data, path, findings) if path.casefold().endswith(WORKBOOKS) else _delimited(data, path, findings)
    if container is None:
        return Actuals([], findings, FileRead(path, "", "", "", 0, 0))
    count = [0]
    filled = _counted(container.rows, count)
    top = list(islice(filled, _TOP))
    head = find_head(top)
    if head is None:
        if container.damaged:
            findings += _lost(top, path, container.encoding)
        findings.append(_no_head(Source(path, top[0][0] if top else 1)))
        return Actuals([], findings, FileRead(path, "", container.name, container.encoding, count[0], 0))
    begin = next(place for place, (line, _) in enumerate(top) if line == head.line) + head.height
    body: Iterable[Row] = chain(top[begin:], filled)
    if container.damaged:
        findings += _lost(top[:begin], path, container.encoding)
        body = _undamaged(body, path, container.encoding, findings)
    notes: dict[int, str] = {}
    if with_notes:
        body = _noted(body, head.place("note"), notes)
    intake = Intake(path, head, findings, assumed, unclear_commas=container.unclear_commas, unclear_points=container.unclear_points)
    if unknown := [cell for cell, column in zip(head.cells, head.columns, strict=True) if cell.strip() and column is None]:
        findings.append(_unknown(unknown, Source(path, head.line)))
    for inside in filter(None, map(strange_unit, head.cells)):
        intake.unit(inside, head.line)
    name = next(name for name in names() if dialect(name).recognises(head))
    observations = list(dialect(name).read(body, intake))
    if not observations and not any(finding.severity is Severity.ERROR for finding in findings):
        findings.append(_no_figures(Source(path, head.line), count[0] - begin))
    return Actuals(observations, findings, FileRead(path, name, container.name, container.encoding, count[0], len(observations)), intake.blank, notes)


def _counted(rows: Iterator[Row], count: list[int]) -> Iterator[Row]:
    """The rows that hold anything; `count` holds how many."""
    for row in rows:
        if any(row[1]):
            count[0] += 1
            yield row


def _noted(body: Iterable[Row], place: int, notes: dict[int, str]) -> Iterator[Row]:
    """The rows; `notes` holds what stands in them at `place`, by line."""
    for line, cells in body:
        if len(cells) > place and cells[place].strip():
            notes[line] = cells[place].strip()
        yield line, cells


def _delimited(data: bytes, path: str, findings: list[Finding]) -> _Container:
    text, encoding, damaged = decode(data)
    lines = split_lines(text)
    delimiter = delimiter_of(lines)

    def broken(line: int, message: Text) -> None:
        hint = Text("检查引号是否成对；该行已跳过", "check that quotes come in pairs; the line was skipped")
        findings.append(Finding("SZ203", Severity.ERROR, message, hint, Source(path, line)))

    unclear = commas_are_unclear(text, delimiter), points_are_unclear(text, delimiter)
    return _Container(rows(lines, delimiter, broken), DELIMITERS[delimiter], encoding, damaged, *unclear)


def _workbook(data: bytes, path: str, findings: list[Finding]) -> _Container | None:
    from sztrack.load.workbook import read_sheet

    sheet = read_sheet(data, lambda message, hint: findings.append(Finding("SZ218", Severity.ERROR, message, hint, Source(path, 1))))
    return _Container(iter(sheet.rows), f"Excel {sheet.name}", "xlsx") if sheet else None


def _undamaged(body: Iterable[Row], path: str, encoding: str, findings: list[Finding]) -> Iterator[Row]:
    """The rows that have all their bytes; the others are reported."""
    for row in body:
        if lost := _lost([row], path, encoding):
            findings += lost
        else:
            yield row


def _lost(body: Iterable[Row], path: str, encoding: str) -> list[Finding]:
    damaged = ((line, tuple(place for place, cell in enumerate(cells, 1) if LOST in cell)) for line, cells in body)
    return [unreadable(Source(path, line), columns, encoding) for line, columns in damaged if columns]


def _no_head(source: Source) -> Finding:
    return Finding(
        "SZ202",
        Severity.ERROR,
        Text("没有可用的表头", "no usable heading row"),
        Text("须有一行写明 指标 和 累计、同比 或 进度", "a row must name `indicator` and one of `value`, `growth`, `stage`"),
        source,
    )


def _unknown(cells: list[str], source: Source) -> Finding:
    named, more = "、".join(cells[:5]), len(cells) - 5
    rest = Text(f" 等 {len(cells)} 列", f" and {more} more") if more > 0 else Text("", "")
    return Finding(
        "SZ205",
        Severity.WARNING,
        Text(f"不认识“{named}”列{rest.zh}，未读", f"unknown column '{named}'{rest.en}, not read"),
        Text("可用的列名见 docs/actuals.md；不需要的可以不管", "docs/actuals.md lists the columns; one that is not needed does no harm"),
        source,
    )


def _no_figures(source: Source, count: int) -> Finding:
    return Finding(
        "SZ217",
        Severity.WARNING,
        Text(f"表头以下有 {count} 行，没有一个数", f"no figure below the headings (rows: {count})"),
        Text("填写数据，或移走该文件", "fill it in, or move the file away"),
        source,
    )
