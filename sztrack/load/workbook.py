"""A workbook -> the rows of a table, through openpyxl (the optional extra `excel`). Cells become the text that a CSV would hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from sztrack.core.model import Text
from sztrack.load.headings import Row

SHEETS = ("actuals", "数据")
"""A sheet with one of these names is read; otherwise the first."""
_LARGEST = 500_000_000
"""Bytes; a workbook that unpacks to more is no table of figures."""
_NO_EXTRA = (
    Text("读取 Excel 工作簿需要可选组件", "workbooks need an optional extra"),
    Text("pip install 'sztrack[excel]'，或另存为 CSV", "pip install 'sztrack[excel]', or save the sheet as CSV"),
)
_SAVE_ANEW = Text("用 Excel 打开后另存为 .xlsx 或 CSV", "open it in Excel and save it as .xlsx or CSV")


class Sheet(NamedTuple):
    """One sheet's rows and its name."""

    name: str
    rows: list[Row]


def read_sheet(data: bytes, refused: Callable[[Text, Text], None]) -> Sheet | None:
    """The rows of the sheet that holds the figures; None, and `refused` is told why and what to do, if there is no reading it."""
    try:
        openpyxl = import_module("openpyxl")
    except ModuleNotFoundError:
        refused(*_NO_EXTRA)
        return None
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _LARGEST:
                refused(Text("工作簿过大", "the workbook is too large"), _SAVE_ANEW)
                return None
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except BadZipFile:
        refused(Text("不是 .xlsx 工作簿", "not an .xlsx workbook"), _SAVE_ANEW)
        return None
    except Exception as error:  # whatever openpyxl stumbles over in a file is the file's fault
        refused(Text(f"工作簿无法读取（{error}）", f"the workbook cannot be read ({error})"), _SAVE_ANEW)
        return None
    if not book.worksheets:
        refused(Text("工作簿没有工作表", "the workbook has no sheet"), _SAVE_ANEW)
        return None
    sheet = next((sheet for sheet in book.worksheets if sheet.title in SHEETS), book.worksheets[0])
    rows = [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(sheet.iter_rows(), 1)]
    for area in sheet.merged_cells.ranges:
        _spread(rows, area)
    return Sheet(sheet.title, rows)


def _text(cell: Any) -> str:
    """A cell as a CSV would hold it: plain digits, percent as shown, a day as 2024-06-01."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(repr(value))  # the shortest digits that stand for what the file holds
        percent = "%" in (cell.number_format or "")
        return f"{number.scaleb(2).normalize():f}%" if percent else f"{number.normalize():f}" if number == number.to_integral_value() else f"{number:f}"
    return str(value)


def _spread(rows: list[Row], area: Any) -> None:
    """Words of merged cells stand in each of them; a figure stays where it is."""
    words = rows[area.min_row - 1][1][area.min_col - 1]
    if any(char.isalpha() for char in words):
        for _, cells in rows[area.min_row - 1 : area.max_row]:
            cells[area.min_col - 1 : area.max_col] = [words] * (area.max_col - area.min_col + 1)
