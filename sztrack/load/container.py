"""A file -> the rows in it, sheet by sheet. What a file is, is asked of its bytes: names lie, and
many an export that is called .xls is text.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text
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
from sztrack.load.encoding import LOST, decode, unreadable
from sztrack.load.headings import Row, is_heading
from sztrack.load.sheet import Sheet

TABLES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TOP = 40
"""The headings stand among this many rows."""
_ZIP = b"PK\x03\x04"
_XLS = (b"\xd0\xcf\x11\xe0", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How .xls begins: a container of files, or what it was before there was one."""
_WEB = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")
_IS_A_PAGE = Text("名为 .xls，实为网页或 XML", "it is called .xls, and is a web page or XML")
_LOOK = 100
"""Bytes at the beginning of a file that say whether it is markup."""
_MOST_EVEN = 2_000_000
"""Cells."""
_NAMED = 5
"""So many sheets or rows are named in a finding."""


class Container(NamedTuple):
    """The rows of a text, or of one sheet of a workbook."""

    rows: Iterator[Row]
    name: str
    encoding: str
    damaged: bool = False
    marks: Marks = PLAIN_MARKS
    sheet: str = ""
    """The sheet's name, where several were read."""


def opened(data: bytes, path: str, findings: list[Finding]) -> list[Container]:
    """What a file holds; nothing, with a finding, where there is no opening it."""
    name = path.casefold()
    if data.startswith(_XLS):
        from sztrack.load.xls import read_xls

        return _workbook(read_xls(data), "xls", path, findings)
    if data.startswith(_ZIP) or name.endswith((".xlsx", ".xlsm")):
        from sztrack.load.xlsx import read_xlsx

        return _workbook(read_xlsx(data), "xlsx", path, findings)
    if name.endswith(WORKBOOKS) and _begins(data).startswith(_WEB):
        findings.append(_refused(_IS_A_PAGE, Source(path, 1)))
        return []
    return [_delimited(data, path, findings)]


def _begins(data: bytes) -> bytes:
    """The beginning of a file, behind its byte order mark and blanks."""
    return data[:_LOOK].removeprefix(BOM_UTF8).lstrip().lower()


def _workbook(
    sheets: Sequence[Sheet] | Text, kind: str, path: str, findings: list[Finding]
) -> list[Container]:
    """The sheets of a workbook that are shown and hold anything."""
    if isinstance(sheets, Text):
        findings.append(_refused(sheets, Source(path, 1)))
        return []
    findings += _hidden(sheets, path)
    shown = [sheet for sheet in sheets if not sheet.is_hidden and (sheet.rows or sheet.trouble)]
    if not shown:
        return [Container(rows=iter(()), name="Excel", encoding=kind)]
    is_one_of_several = len(shown) > 1
    found: list[Container] = []
    for sheet in shown:
        label = sheet.name if is_one_of_several else ""
        if sheet.trouble:
            findings.append(_refused(sheet.trouble, Source(path, 1, label)))
        else:
            found.append(
                Container(
                    rows=_even(sheet.rows), name=f"Excel {sheet.name}", encoding=kind, sheet=label
                )
            )
    return found


def _even(table: Sequence[Row]) -> Iterator[Row]:
    """The rows of a sheet, all of one length: a figure to the right of the last heading stands in a
    column without a name, and is no part of a number that was cut in two.
    """
    width = max(len(cells) for _, cells in table)
    # One cell at the far end of a long sheet is not worth the empty ones before it.
    is_worth_it = width * len(table) <= _MOST_EVEN
    for line, cells in table:
        yield line, [*cells, *[""] * (width - len(cells))] if is_worth_it else cells


def _delimited(data: bytes, path: str, findings: list[Finding]) -> Container:
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
    return Container(
        rows=rows(lines, delimiter, broken),
        name=DELIMITERS[delimiter],
        encoding=encoding,
        damaged=damaged,
        marks=marks,
    )


def _has_decimal_commas(table: Iterable[Row]) -> bool:
    """Whether a figure of the table has a decimal comma."""
    file = Body(row for row in table if any(row[1]))
    head = file.first(TOP)
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


def undamaged(
    table: Iterable[Row], path: str, encoding: str, findings: list[Finding]
) -> Iterator[Row]:
    """The rows that have all their bytes, and headings; what was lost is reported."""
    for line, cells in table:
        lost = tuple(place for place, cell in enumerate(cells, 1) if LOST in cell)
        if lost:
            findings.append(unreadable(Source(path, line), lost, encoding))
        if not lost or is_heading(cells):
            yield line, cells


def holds_figures(table: Iterable[Row]) -> bool:
    """Whether rows look like a table of figures: numbers in two columns or more, in two rows or
    more; a cover and a list of contents do not.
    """
    rows_with_numbers, columns = 0, set[int]()
    for _, cells in table:
        numbers = {place for place, cell in enumerate(cells) if parse_number(cell) is not None}
        rows_with_numbers += bool(numbers)
        columns |= numbers
        if rows_with_numbers > 1 and len(columns) > 1:
            return True
    return False


def _hidden(sheets: Sequence[Sheet], path: str) -> Iterator[Finding]:
    """What of a workbook nobody sees, where there are figures in it."""
    named = [sheet.name for sheet in sheets if sheet.is_hidden and _has_number(sheet.rows)]
    if named:
        yield RULES["SZ231"].at(
            Source(path, 1),
            Text(
                f"隐藏的工作表未读：{_some(named, '、')}",
                f"hidden sheets, not read: {_some(named, ', ')}",
            ),
        )
    for sheet in sheets:
        lines = [str(line) for line, cells in sheet.hidden_rows if _has_number([(line, cells)])]
        if lines and not sheet.is_hidden:
            yield RULES["SZ231"].at(
                Source(path, int(lines[0])),
                Text(
                    f"工作表“{sheet.name}”隐藏的行未读：第 {_some(lines, '、')} 行",
                    f"hidden rows of the sheet '{sheet.name}', not read: {_some(lines, ', ')}",
                ),
            )


def _has_number(table: Iterable[Row]) -> bool:
    return any(parse_number(cell) is not None for _, cells in table for cell in cells)


def _some(names: Sequence[str], between: str) -> str:
    rest = " …" if len(names) > _NAMED else ""
    return between.join(names[:_NAMED]) + rest


def _refused(message: Text, source: Source) -> Finding:
    return RULES["SZ218"].at(source, message)
