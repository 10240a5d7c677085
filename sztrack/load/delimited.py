"""Text -> the rows of a table: commas, tabs or semicolons. A quote that never closes costs its
line, not what follows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from io import StringIO
from itertools import islice

from sztrack.core.model import Text
from sztrack.core.words.quantity import ascii_number
from sztrack.load.headings import Row, column, is_heading

DELIMITERS = {",": "CSV", "\t": "TSV", ";": "CSV ;", "，": "CSV ，"}
"""What parts the cells, and what such a file is called."""
_LONGEST_LINE = 1_000_000
"""Characters; a longer line is no row of a table, and parting it could fill the memory."""
_MOST_LINES = 100
"""A cell in quotes that runs over more lines than these was never closed."""
_LONGEST_CELL = 131_072
"""Characters; the csv module reads no longer cell."""
_decimal_comma = re.compile(r"[+-]?[0-9]+(?:\.[0-9]{3})*,(?:[0-9]{1,2}|[0-9]{4,})").fullmatch
_TAIL = "(?:[0-9]{1,2}|[0-9]{4,})(?![0-9,，.])"
_MAYBE_DECIMAL = {
    ",": rf'"[^",\n]*[0-9],{_TAIL}\s*"|[0-9]，{_TAIL}',
    "，": f"[0-9],{_TAIL}",
    ";": f"[0-9][,，]{_TAIL}",
    "\t": f"[0-9][,，]{_TAIL}",
}
_FAULTS = {
    "unexpected end of data": "引号没有成对",
    "line contains NUL": "含有空字符",
    "',' expected after '\"'": "引号后应是逗号",
    "a quote is closed on another row": "引号在另一行才成对",
    "a line is too long": "一行过长",
    f"field larger than field limit ({_LONGEST_CELL})": "一格过长",
}
"""What the csv module says, in Chinese."""


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends, as csv counts them."""
    return list(StringIO(text, newline=""))


def delimiter_of(lines: Sequence[str]) -> str:
    """What parts the cells: what makes the first row with headings readable, on one line or on
    several; where there is none, what is most frequent.
    """
    top = [line[:4096] for line in islice(lines, 60) if line.strip()]
    for line in top:
        marks = [mark for mark in DELIMITERS if mark in line]
        best = max(marks, key=lambda mark: _known_headings(line, mark), default="")
        if best and _known_headings(line, best) >= 2:
            return best
    for mark in DELIMITERS:
        if any(map(_is_heading, csv.reader(top, delimiter=mark))):
            return mark
    return max(DELIMITERS, key="".join(top[:1]).count)


def _known_headings(line: str, mark: str) -> int:
    """How many cells of a line are headings that we know, if this mark parts them."""
    return sum(column(cell.strip().strip('"')) is not None for cell in line.split(mark))


def _is_heading(cells: Sequence[str]) -> bool:
    return is_heading([" ".join(cell.split()) for cell in cells])


def may_hold_decimal_commas(text: str, delimiter: str) -> bool:
    """Whether `8,5` may stand in a cell; in a file parted by commas only between quotes, or with a
    comma of full width.
    """
    plain = delimiter == "," and '"' not in text and "，" not in text
    return not plain and re.search(_MAYBE_DECIMAL[delimiter], text) is not None


def is_decimal_comma(cell: str) -> bool:
    """Whether a cell is a number that only a decimal comma makes one: `8,5`."""
    return _decimal_comma(ascii_number(cell)) is not None


def rows(
    lines: Sequence[str], delimiter: str, broken: Callable[[int, Text], None]
) -> Iterator[Row]:
    """Each row with the line it begins on. `broken` is told of lines that are no row."""
    if not any('"' in line or len(line) > _LONGEST_CELL for line in lines):
        yield from enumerate(csv.reader(lines, delimiter=delimiter), 1)
        return
    full = cache(partial(_marks_in_a_row, lines, delimiter))
    begin = 0
    while begin < len(lines):
        mark = [begin]
        reader = csv.reader(_feed(lines, begin, mark), delimiter=delimiter, strict=True)
        row = begin
        try:
            for cells in reader:
                after = begin + reader.line_num
                if after - row > 1 and full() and _swallowed(cells, delimiter, full()):
                    raise csv.Error("a quote is closed on another row")
                yield row + 1, cells
                mark[0] = row = after
            return
        except csv.Error as error:
            broken(
                row + 1,
                Text(
                    f"不是有效的 CSV：{_FAULTS.get(str(error), error)}", f"not valid CSV ({error})"
                ),
            )
            begin = row + 1


def _marks_in_a_row(lines: Sequence[str], delimiter: str) -> int:
    """How many marks part a row: as many as the headings, whose cells may hold line breaks; where
    there are none, the most that a line has.
    """
    top = [line[:4096] for line in islice(lines, 60)]
    parted = (
        cells
        for cells in csv.reader(top, delimiter=delimiter)
        if is_heading([" ".join(cell.split()) for cell in cells])
    )
    return len(next(parted, ())) - 1 or max((line.count(delimiter) for line in top), default=0)


def _swallowed(cells: Sequence[str], delimiter: str, full: int) -> bool:
    """Whether a row of several lines is really several rows: an open quote that another row's quote
    closed. `full` is how many marks part a row.

    Then a line inside a cell is a row itself, with as many marks and a number behind one of them;
    or the row has too many cells, and marks inside one.
    """
    inside = [line.split(delimiter) for cell in cells for line in cell.split("\n")[1:]]
    rows = [parts for parts in inside if any(part.strip()[:1].isdigit() for part in parts[1:])]
    return any(len(parts) > full for parts in rows) or (len(cells) > full + 1 and bool(rows))


def _feed(lines: Sequence[str], begin: int, mark: list[int]) -> Iterator[str]:
    """Lines from `begin` on; stops a row, which began at `mark`, that runs on and on."""
    for place in range(begin, len(lines)):
        line = lines[place]
        if len(line) > _LONGEST_LINE:
            raise csv.Error("a line is too long")
        if place - mark[0] > _MOST_LINES:
            raise csv.Error("unexpected end of data")
        yield line
