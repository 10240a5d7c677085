"""The sheets of an .xls file, the format before 2007, through xlrd (the optional extra `excel`)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from io import StringIO
from typing import Any

from sztrack.core.model import Text
from sztrack.load.headings import Row
from sztrack.load.sheet import TOO_LARGE, Area, Budget, Sheet, Unreadable, put, spread
from sztrack.load.shown import shown

_LARGEST = 30_000_000
"""Bytes; a sheet of this format has at most 65,536 rows."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_EXTRA = Text(
    "读取 .xls 工作簿需要可选组件 sztrack[excel]",
    "reading .xls workbooks needs the optional extra sztrack[excel]",
)
_LOCKED = Text("工作簿有打开密码", "the workbook is protected by a password")


def read_xls(data: bytes) -> list[Sheet] | Text:
    """The sheets of a workbook, or why there is no opening it."""
    if _ENCRYPTED in data:
        return _LOCKED
    if len(data) > _LARGEST:
        return TOO_LARGE
    try:
        xlrd = import_module("xlrd")
    except ModuleNotFoundError:
        return _NO_EXTRA
    budget = Budget()
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=StringIO(),
        )
        return [
            _sheet(book, number, name, budget) for number, name in enumerate(book.sheet_names())
        ]
    except Exception as error:  # whatever xlrd stumbles over in a file is the file's fault
        return _trouble(error)


def _trouble(error: Exception) -> Text:
    if "encrypted" in str(error):
        return _LOCKED
    said = str(error) or type(error).__name__
    return Text(f"工作簿无法读取（{said}）", f"the workbook cannot be read ({said})")


def _sheet(book: Any, number: int, name: str, budget: Budget) -> Sheet:
    """One sheet; one that cannot be read costs itself."""
    try:
        sheet = book.sheet_by_index(number)
        rows = [(line, cells) for line, cells in _rows(book, sheet, budget) if any(cells)]
        merged = [
            Area(top=top + 1, left=left + 1, bottom=bottom, right=right)
            for top, bottom, left, right in sheet.merged_cells
        ]
        spread(rows, merged, budget)
    except Unreadable as error:
        return Sheet(name=name, rows=[], hidden_rows=[], trouble=error.message)
    except Exception as error:  # as above: of one sheet
        return Sheet(name=name, rows=[], hidden_rows=[], trouble=_trouble(error))
    finally:
        book.unload_sheet(number)
    hidden = {place + 1 for place, info in sheet.rowinfo_map.items() if info.hidden}
    return Sheet(
        name=name,
        rows=[row for row in rows if row[0] not in hidden],
        hidden_rows=[row for row in rows if row[0] in hidden],
        is_hidden=sheet.visibility != 0,
    )


def _rows(book: Any, sheet: Any, budget: Budget) -> Iterator[Row]:
    """The rows of a sheet up to their last cell."""
    for line in range(sheet.nrows):
        cells: list[str] = []
        for place, cell in enumerate(sheet.row(line)):
            if text := _text(book, cell):
                put(cells, place + 1, text, budget)
        yield line + 1, cells


def _text(book: Any, cell: Any) -> str:
    """A cell as a CSV would hold it."""
    xlrd = import_module("xlrd")
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            return shown(Decimal(repr(float(cell.value))), form, book.datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
        case _:
            return str(cell.value)
