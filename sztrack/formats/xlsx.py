"""A table as a workbook, through openpyxl (the optional extra `excel`). Every cell is text, so none
of them can be a formula.
"""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sztrack.core.words.characters import printable
from sztrack.formats import Format
from sztrack.page import Table

SHEET = "数据"
"""The name of the one sheet."""
_WIDEST = 40
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def render_table(table: Table) -> bytes:
    """The table on one sheet, headings in bold and always in sight. ModuleNotFoundError without the
    extra.
    """
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    lines = [
        [column.heading for column in table.columns],
        *([cell.text for cell in row] for row in table.rows),
    ]
    for number, line in enumerate(lines, 1):
        for place, text in enumerate(line, 1):
            if plain := printable(text, ""):
                cell = sheet.cell(number, place, plain)
                cell.data_type = "s"
                cell.font = openpyxl.styles.Font(bold=number == 1)
    for place, column in enumerate(zip(*lines, strict=True), 1):
        width = max(sum(1 if char.isascii() else 2 for char in text) for text in column)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = min(
            _WIDEST, width + 2
        )
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(book: bytes) -> bytes:
    """The workbook without the moment it was written at, which openpyxl notes in every file of the
    archive and in its properties: the same table gives the same bytes.
    """
    out = BytesIO()
    with ZipFile(BytesIO(book)) as written, ZipFile(out, "w") as kept:
        for name in written.namelist():
            content = written.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(b"1980-01-01T00:00:00Z", content)
            kept.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()


FORMAT = Format(form=render_table)
