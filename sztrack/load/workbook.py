"""A workbook -> the rows of a table, through openpyxl (the optional extra `excel`). Cells become
the text that a CSV would hold.
"""

from __future__ import annotations

import re
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
_MOST_MERGED = 1_000_000
"""Cells."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml").fullmatch
_FORMULA = re.compile(rb"<f[ >/]").search
_LITERAL = r'"[^"]*"|\\.|\[[^\]]*\]'
"""What a number format shows as it stands: words in quotes, a character behind a backslash; and
colours in brackets.
"""
_NO_EXTRA = Text(
    "读取 Excel 工作簿需要可选组件 sztrack[excel]",
    "workbooks need the optional extra sztrack[excel]",
)


class Sheet(NamedTuple):
    """One sheet's rows and its name."""

    name: str
    rows: list[Row]
    unread: tuple[str, ...] = ()
    """The other sheets that hold anything."""


def read_sheet(data: bytes, refused: Callable[[Text], None]) -> Sheet | None:
    """The rows of the sheet that holds the figures; None, and `refused` is told why, if
    there is no reading it.
    """
    try:
        openpyxl = import_module("openpyxl")
    except ModuleNotFoundError:
        refused(_NO_EXTRA)
        return None
    try:
        with ZipFile(BytesIO(data)) as packed:
            sheets = [item.filename for item in packed.infolist() if _SHEET(item.filename)]
            if sum(item.file_size for item in packed.infolist()) > _LARGEST or any(
                _merges_too_much(packed.read(name)) for name in sheets
            ):
                refused(Text("工作簿过大", "the workbook is too large"))
                return None
            has_formulas = any(_FORMULA(packed.read(name)) for name in sheets)
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(data)) if has_formulas else None
    except BadZipFile:
        refused(Text("不是 .xlsx 工作簿", "not an .xlsx workbook"))
        return None
    except Exception as error:  # whatever openpyxl stumbles over in a file is the file's fault
        refused(Text(f"工作簿无法读取（{error}）", f"the workbook cannot be read ({error})"))
        return None
    if not book.worksheets:
        refused(Text("工作簿没有工作表", "the workbook has no sheet"))
        return None
    sheet = next((sheet for sheet in book.worksheets if sheet.title in SHEETS), book.worksheets[0])
    rows = _rows(sheet, formulas[sheet.title] if formulas else None)
    for area in sheet.merged_cells.ranges:
        _spread(rows, area)
    unread = tuple(
        other.title for other in book.worksheets if other is not sheet and _rows(other, None)
    )
    return Sheet(sheet.title, list(rows.items()), unread)


def _merges_too_much(sheet: bytes) -> bool:
    """Whether merged cells cover more than any table does; openpyxl makes a cell of each of
    them.
    """
    return any(
        _columns(m[2]) * int(m[3]) > _MOST_MERGED
        for m in re.finditer(rb'<mergeCell ref="([A-Z]+)[0-9]+:([A-Z]+)([0-9]+)"', sheet)
    )


def _columns(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(sheet: Any, formulas: Any) -> dict[int, list[str]]:
    """The rows that hold anything by their numbers, up to their last cell. What is only formatted
    is no cell; a formula without a result stays one.
    """
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(
        sheet._cells.items()
    ):  # the cells that exist; a formatted one may be the millionth of its column
        text = _text(cell, cell.value)
        if not text and formulas and (formula := formulas.cell(row, column)).data_type == "f":
            text = str(getattr(formula.value, "text", formula.value))
        if text:
            found.setdefault(row, {})[column] = text
    return {
        row: [cells.get(column, "") for column in range(1, max(cells) + 1)]
        for row, cells in found.items()
    }


def _text(cell: Any, value: Any) -> str:
    """A cell as a CSV would hold it: plain digits, percent as shown, a day as 2024-06-01."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(repr(value))  # the shortest digits that stand for what the file holds
        form = cell.number_format or ""
        if "%" in re.sub(_LITERAL, "", form):
            return f"{number.scaleb(2).normalize():f}%"
        plain = f"{number.normalize():f}" if number == number.to_integral_value() else f"{number:f}"
        return f"{plain}%" if "%" in form else plain
    return str(value)


def _spread(rows: dict[int, list[str]], area: Any) -> None:
    """Words of merged cells stand in each of them; a figure stays where it is, and so does a title,
    which has its row to itself.
    """
    above = rows.get(area.min_row, [])
    words = above[area.min_col - 1] if len(above) >= area.min_col else ""
    if area.max_col > area.min_col and not any(
        cell for place, cell in enumerate(above, 1) if not area.min_col <= place <= area.max_col
    ):
        return
    if any(char.isalpha() for char in words):
        for number in range(area.min_row, area.max_row + 1):
            if cells := rows.get(number):
                cells.extend([""] * (area.max_col - len(cells)))
                cells[area.min_col - 1 : area.max_col] = [words] * (area.max_col - area.min_col + 1)
