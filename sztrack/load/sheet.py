"""What every workbook is read into, whatever file it comes from: sheets of rows, and what of them
nobody sees.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from sztrack.core.model import Text
from sztrack.load.headings import Row

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
"""Of a sheet in Excel."""
_MOST_CELLS = 3_000_000
"""Of a workbook, the empty ones before the last of a row included."""
_MERGED_COST = 50
"""Cells that one merged area counts as, for the work that it makes."""

TOO_LARGE = Text(
    "工作簿过大，不像数据表：删去表外的空行、空列和格式后另存",
    "the workbook is too large for a table of figures: delete the empty rows, columns and formats"
    " around the table, and save it again",
)


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    name: str
    rows: list[Row]
    """Those that hold anything and are shown."""
    hidden_rows: list[Row]
    is_hidden: bool = False
    trouble: Text | None = None
    """Why it cannot be read."""


class Area(NamedTuple):
    """Merged cells; rows and columns are counted from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Unreadable(Exception):
    """A workbook or a sheet that cannot be read; carries the words."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class Budget:
    """How many cells a workbook may still take, over all its sheets: a few bytes can ask for
    millions.
    """

    def __init__(self) -> None:
        self._left = _MOST_CELLS

    def spend_on_merging(self) -> None:
        """Take one merged area; some tens of thousands are as much as Excel itself can bear."""
        self.spend(_MERGED_COST)

    def spend(self, cells: int) -> None:
        """Take so many cells. Raises Unreadable when there are too many."""
        self._left -= cells
        if self._left < 0:
            raise Unreadable(TOO_LARGE)


def put(cells: list[str], column: int, text: str, budget: Budget) -> None:
    """A text in a row's column, counted from 1; the cells before it are empty."""
    missing = column - len(cells)
    if missing > 0:
        budget.spend(missing)
        cells.extend([""] * missing)
    cells[column - 1] = text


def spread(rows: list[Row], areas: Iterable[Area], budget: Budget) -> None:
    """Words of merged cells stand in each of them; a figure stays where it is, and so does a title,
    which has its row to itself. The rows stand in the order of their numbers.
    """
    numbers = [number for number, _ in rows]
    widest = max((len(cells) for _, cells in rows), default=0)
    for area in areas:
        first, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        if first == end or numbers[first] != area.top:
            continue
        right = min(area.right, widest)
        top = rows[first][1]
        words = top[area.left - 1] if len(top) >= area.left else ""
        beside = [*top[: area.left - 1], *top[right:]]
        is_title = area.right > area.left and not any(beside)
        if is_title or not any(map(str.isalpha, words)):
            continue
        width = right - area.left + 1
        budget.spend(width * (end - first))
        for _, cells in rows[first:end]:
            cells.extend([""] * (right - len(cells)))
            cells[area.left - 1 : right] = [words] * width


def area(text: str) -> Area | None:
    """Merged cells as a workbook writes them: A1:C2, in whatever spelling; None where there is no
    reading them.
    """
    m = re.fullmatch(
        r"[\s']*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*:\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})[\s']*",
        text,
    )
    if not m:
        return None
    columns = sorted((column_number(m[1]), column_number(m[3])))
    lines = sorted((int(m[2]), int(m[4])))
    return Area(top=lines[0], left=columns[0], bottom=lines[1], right=columns[1])


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
