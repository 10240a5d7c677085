"""The sheets of an .xlsx or .xlsm file. It is read here and not through a library, since a file of
a few kilobytes can unpack to anything: what is read is counted while it is read.

The format is that of ECMA-376 Part 1 (SpreadsheetML), in its transitional and its strict form.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from sztrack.core.model import Text
from sztrack.load.headings import Row
from sztrack.load.markup import Excess, Markup
from sztrack.load.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LARGE,
    Area,
    Budget,
    Sheet,
    Unreadable,
    area,
    column_number,
    put,
    spread,
)
from sztrack.load.shown import BUILT_IN, shown

_LARGEST = 200_000_000
"""Bytes; a part of a workbook that unpacks to more is no table of figures."""
_LETTERS = re.compile("[A-Za-z]{1,3}").match
_TRUE = ("1", "true", "on")


class _Part(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    path: str
    is_hidden: bool


class _Book(NamedTuple):
    """What the sheets of a workbook share."""

    parts: list[_Part]
    strings: list[str]
    forms: list[str]
    """The number formats, as cells count them."""
    since_1904: bool


def read_xlsx(data: bytes) -> list[Sheet] | Text:
    """The sheets of a workbook, or why there is no opening it."""
    budget = Budget()
    try:
        with ZipFile(BytesIO(data)) as packed:
            package = _Package(packed)
            book = _book(package)
            return [_sheet(package, part, book, budget) for part in book.parts]
    except Unreadable as error:
        return error.message
    except BadZipFile:
        return Text("不是 .xlsx 工作簿", "not an .xlsx workbook")
    except Exception as error:  # whatever zipfile stumbles over in a file is the file's fault
        return _damaged(error)


def _damaged(error: Exception) -> Text:
    said = str(error) or type(error).__name__
    return Text(f"工作簿无法读取（{said}）", f"the workbook cannot be read ({said})")


class _Package:
    """The files that a workbook is packed from."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        self._names = {name.casefold().lstrip("/"): name for name in packed.namelist()}

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path.casefold() in self._names

    def read(self, path: str, markup: Markup) -> None:
        """Read one of the files. Raises Unreadable, and whatever zipfile does."""
        name = self._names.get(path.casefold())
        if name is None:
            raise Unreadable(Text(f"工作簿中缺少 {path}", f"the workbook lacks its part {path}"))
        if self._packed.getinfo(name).file_size > _LARGEST:
            raise Unreadable(TOO_LARGE)
        try:
            with self._packed.open(name) as file:
                markup.read(file)
        except Excess:
            raise Unreadable(TOO_LARGE) from None


def _ignore(_: str, __: str | Mapping[str, str]) -> None:
    """An element that says nothing by its end, or by its beginning."""


def _book(package: _Package) -> _Book:
    main = _main(package)
    folder = posixpath.dirname(main)
    listed: list[Mapping[str, str]] = []
    properties: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            listed.append(attributes)
        elif name == "workbookPr":
            properties.update(attributes)

    package.read(main, Markup(start, _ignore))
    targets = _targets(package, main)
    parts: list[_Part] = []
    for attributes in listed:
        number = next((text for key, text in attributes.items() if key.endswith("}id")), "")
        kind, path = targets.get(number, ("", ""))
        # A sheet that is one chart holds no cells.
        if kind.endswith("/worksheet"):
            is_hidden = attributes.get("state", "visible") != "visible"
            parts.append(_Part(attributes.get("name", ""), path, is_hidden))
    if not parts:
        raise Unreadable(Text("工作簿没有工作表", "the workbook has no sheet"))
    by_kind = {kind.rpartition("/")[2]: path for kind, path in targets.values()}
    return _Book(
        parts=parts,
        strings=_strings(package, by_kind.get("sharedStrings", f"{folder}/sharedStrings.xml")),
        forms=_forms(package, by_kind.get("styles", f"{folder}/styles.xml")),
        since_1904=properties.get("date1904", "0") in _TRUE,
    )


def _main(package: _Package) -> str:
    """The path of the file that lists the sheets."""
    for kind, path in _targets(package, "").values():
        if kind.endswith("/officeDocument"):
            return path
    return "xl/workbook.xml"


def _targets(package: _Package, source: str) -> dict[str, tuple[str, str]]:
    """What a file of the package refers to: kind and path by number."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = attributes.get("Type", ""), path

    if package.has(relations):
        package.read(relations, Markup(start, _ignore))
    return found


def _strings(package: _Package, path: str) -> list[str]:
    """The texts that cells refer to by number."""
    texts: list[str] = []
    pieces: list[str] = []
    reading = [0]
    """How deep we are in what is read aloud and not shown: phonetic signs above characters."""

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == "rPh":
            reading[0] += 1

    def end(name: str, text: str) -> None:
        if name == "rPh":
            reading[0] -= 1
        elif name == "t" and not reading[0]:
            pieces.append(text)
        elif name == "si":
            texts.append("".join(pieces))
            pieces.clear()

    if package.has(path):
        package.read(path, Markup(start, end))
    return texts


def _forms(package: _Package, path: str) -> list[str]:
    """The number formats of the cells."""
    own: dict[str, str] = {}
    used: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        within.append(name)
        if name == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and within[-2:-1] == ["cellXfs"]:
            used.append(attributes.get("numFmtId", "0"))

    def end(_: str, __: str) -> None:
        within.pop()

    if package.has(path):
        package.read(path, Markup(start, end))
    built_in = {str(number): form for number, form in BUILT_IN.items()}
    known = built_in | own
    return [known.get(number, "") for number in used]


def _sheet(package: _Package, part: _Part, book: _Book, budget: Budget) -> Sheet:
    """One sheet; one that cannot be read costs itself."""
    reader = _Cells(book, budget)
    try:
        package.read(part.path, Markup(reader.start, reader.end))
        rows = sorted(reader.rows, key=lambda row: row[0])
        spread(rows, reader.merged, budget)
    except Unreadable as error:
        return Sheet(
            name=part.name, rows=[], hidden_rows=[], is_hidden=part.is_hidden, trouble=error.message
        )
    except Exception as error:  # as above: of one sheet
        return Sheet(
            name=part.name,
            rows=[],
            hidden_rows=[],
            is_hidden=part.is_hidden,
            trouble=_damaged(error),
        )
    return Sheet(
        name=part.name,
        rows=[row for row in rows if row[0] not in reader.hidden],
        hidden_rows=[row for row in rows if row[0] in reader.hidden],
        is_hidden=part.is_hidden,
    )


class _Cells:
    """The cells of one sheet, in the order in which its file has them."""

    def __init__(self, book: _Book, budget: Budget) -> None:
        self._book, self._budget = book, budget
        self.rows: list[Row] = []
        self.hidden: set[int] = set()
        self.merged: list[Area] = []
        self._line, self._column = 0, 0
        self._cells: list[str] = []
        self._cell: Mapping[str, str] = {}
        self._value, self._formula, self._text = "", "", list[str]()
        self._is_reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "rPh":
            self._is_reading = True

    def end(self, name: str, text: str) -> None:
        """An element ends."""
        if name == "v":
            self._value = text
        elif name == "c":
            if shown_as := self._shown():
                put(self._cells, self._column, shown_as, self._budget)
        elif name == "f":
            self._formula = f"={text}"
        elif name == "t" and not self._is_reading:
            self._text.append(text)
        elif name == "rPh":
            self._is_reading = False
        elif name == "row" and any(self._cells):
            self.rows.append((self._line, self._cells))

    def _merge(self, place: str) -> None:
        self._budget.spend_on_merging()
        if merged := area(place):
            self.merged.append(merged)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._line = int(attributes.get("r", self._line + 1))
        if not 1 <= self._line <= MOST_ROWS:
            raise Unreadable(Text(f"没有第 {self._line} 行", f"a sheet has no row {self._line}"))
        self._cells, self._column = [], 0
        if attributes.get("hidden", "0") in _TRUE:
            self.hidden.add(self._line)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        """The column of a cell; its line is that of the row, whatever it says itself."""
        place = attributes.get("r", "")
        letters = _LETTERS(place)
        self._column = column_number(letters[0]) if letters else self._column + 1
        if self._column > MOST_COLUMNS:
            raise Unreadable(Text(f"没有单元格 {place}", f"a sheet has no cell {place}"))
        self._cell = attributes
        self._value, self._formula, self._text = "", "", []

    def _shown(self) -> str:
        """The cell as a CSV would hold it; a formula without a result as it is written."""
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(self._text)
        if not self._value:
            return self._formula
        match kind:
            case "s":
                return self._book.strings[int(self._value)]
            case "n":
                return self._number()
            case "b":
                return "TRUE" if self._value in _TRUE else "FALSE"
            case "d":
                return self._value.partition("T")[0]
            case _:
                return self._value

    def _number(self) -> str:
        """A number, with the shortest digits that stand for what the file holds."""
        style = int(self._cell.get("s", 0))
        form = self._book.forms[style] if style < len(self._book.forms) else ""
        try:
            number = Decimal(repr(float(self._value)))
            return shown(number, form, self._book.since_1904)
        except (ValueError, InvalidOperation):
            return self._value
