"""A workbook -> the rows of a table, through openpyxl (the optional extra `excel`). Cells become
the text that a CSV would hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    "reading workbooks needs the optional extra sztrack[excel]",
)
_TOO_LARGE = Text("工作簿过大", "the workbook is too large")


class Sheet(NamedTuple):
    """One sheet's rows and its name."""

    name: str
    rows: list[Row]
    unread: tuple[str, ...] = ()
    """The other sheets that hold anything."""


class _Book(NamedTuple):
    """A workbook as it was last worked out, and beside it, where it has formulas, as written."""

    results: Any
    formulas: Any


def read_sheet(data: bytes, refused: Callable[[Text], None]) -> Sheet | None:
    """The rows of the sheet that holds the figures; None, and `refused` is told why, if
    there is no reading it.
    """
    book = _opened(data)
    if isinstance(book, Text):
        refused(book)
        return None
    sheet = _chosen(book.results.worksheets)
    rows = _rows(sheet, book.formulas[sheet.title] if book.formulas else None)
    for area in sheet.merged_cells.ranges:
        _spread(rows, area)
    return Sheet(sheet.title, list(rows.items()), _unread(sheet, book.results.worksheets))


def _opened(data: bytes) -> _Book | Text:
    """The workbook in a file's bytes, or why there is no opening it."""
    try:
        openpyxl = import_module("openpyxl")
    except ModuleNotFoundError:
        return _NO_EXTRA
    try:
        with ZipFile(BytesIO(data)) as packed:
            if _is_too_large(packed):
                return _TOO_LARGE
            has_formulas = any(_FORMULA(packed.read(name)) for name in _sheets(packed))
        results = openpyxl.load_workbook(BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(data)) if has_formulas else None
    except BadZipFile:
        return Text("不是 .xlsx 工作簿", "not an .xlsx workbook")
    except Exception as error:  # whatever openpyxl stumbles over in a file is the file's fault
        return Text(f"工作簿无法读取（{error}）", f"the workbook cannot be read ({error})")
    if not results.worksheets:
        return Text("工作簿没有工作表", "the workbook has no sheet")
    return _Book(results, formulas)


def _is_too_large(packed: ZipFile) -> bool:
    """Whether a workbook would fill the memory; asked before openpyxl unpacks it."""
    if sum(item.file_size for item in packed.infolist()) > _LARGEST:
        return True
    return any(_merges_too_much(packed.read(name)) for name in _sheets(packed))


def _sheets(packed: ZipFile) -> list[str]:
    """The names of the files that hold a workbook's sheets."""
    return list(filter(_SHEET, packed.namelist()))


def _chosen(sheets: Sequence[Any]) -> Any:
    """The sheet that holds the figures by its name; else the first."""
    for sheet in sheets:
        if sheet.title in SHEETS:
            return sheet
    return sheets[0]


def _unread(chosen: Any, sheets: Sequence[Any]) -> tuple[str, ...]:
    """The names of the other sheets that hold anything."""
    others = (sheet for sheet in sheets if sheet is not chosen)
    return tuple(sheet.title for sheet in others if _rows(sheet, None))


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
    # `_cells` are those that exist; a formatted one may be the millionth of its column.
    for (row, column), cell in sorted(sheet._cells.items()):
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
    top = rows.get(area.min_row, [])
    words = top[area.min_col - 1] if len(top) >= area.min_col else ""
    is_wide = area.max_col > area.min_col
    beside = [*top[: area.min_col - 1], *top[area.max_col :]]
    is_title = is_wide and not any(beside)
    if is_title or not any(map(str.isalpha, words)):
        return
    for number in range(area.min_row, area.max_row + 1):
        if cells := rows.get(number):
            cells.extend([""] * (area.max_col - len(cells)))
            cells[area.min_col - 1 : area.max_col] = [words] * (area.max_col - area.min_col + 1)
