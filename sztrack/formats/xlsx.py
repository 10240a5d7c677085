"""A table as a workbook, through openpyxl (the optional extra `excel`). Every cell is text, so none
of them can be a formula.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO

from sztrack.core.words.characters import printable
from sztrack.formats import Format
from sztrack.page import Table

SHEET = "数据"
"""The sheet that the reader of workbooks looks for first."""
_WIDEST = 40


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
    return out.getvalue()


FORMAT = Format(form=render_table)
