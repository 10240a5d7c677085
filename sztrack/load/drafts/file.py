"""A file that holds a table of targets -> its rows."""

from __future__ import annotations

from itertools import islice

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text
from sztrack.core.words.characters import FORMULA_SIGNS
from sztrack.load.container import WORKBOOKS, opened
from sztrack.load.delimited import rows as delimited_rows
from sztrack.load.delimited import split_lines
from sztrack.load.encoding import decode, undamaged_lines
from sztrack.load.headings import Row

_MARKS = (",", "\t", ";", "，")
_TOP = 60
"""Lines that tell what parts the cells."""


def read_rows(data: bytes, path: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a CSV or workbook that hold anything, with their lines; and what of the file
    could not be read.
    """
    findings: list[Finding] = []
    table = (_workbook if path.casefold().endswith(WORKBOOKS) else _delimited)(data, path, findings)
    tidy = [(line, [_plain(cell) for cell in cells]) for line, cells in table]
    return [(line, cells) for line, cells in tidy if any(cells)], findings


def _delimited(data: bytes, path: str, findings: list[Finding]) -> list[Row]:
    text, lost = undamaged_lines(decode(data), path)
    findings += lost
    lines = split_lines(text)
    top = "".join(islice(lines, _TOP))

    def broken(line: int, message: Text) -> None:
        findings.append(RULES["SZ203"].at(Source(path, line), message))

    return list(delimited_rows(lines, max(_MARKS, key=top.count), broken))


def _workbook(data: bytes, path: str, findings: list[Finding]) -> list[Row]:
    """The rows of the longest sheet; the others are named."""
    sheets = [(sheet.name, list(sheet.rows)) for sheet in opened(data, path, findings)]
    if not sheets:
        return []
    chosen = max(sheets, key=lambda sheet: len(sheet[1]))
    unread = [name for name, rows in sheets if rows and rows is not chosen[1]]
    if unread:
        message = Text(
            f"只读“{chosen[0]}”，未读：{'、'.join(unread)}",
            f"only '{chosen[0]}' is read, not {', '.join(unread)}",
        )
        findings.append(RULES["SZ224"].at(Source(path, 1), message))
    return chosen[1]


def _plain(cell: str) -> str:
    """A cell without blanks around it, and without the quote that keeps a spreadsheet from running
    it.
    """
    text = cell.strip()
    is_guarded = text.startswith("'") and text[1:].startswith(FORMULA_SIGNS)
    return text[1:] if is_guarded else text
