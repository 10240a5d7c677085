"""XML from strangers, element by element: no more of it is held than the element at hand, and what
no program that writes tables would write ends the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

_PIECE = 65_536
"""Bytes that are handed to the parser at a time."""
_LONGEST = 1_000_000
"""Bytes of one tag, or characters of one element's text; a cell of Excel holds 32,767."""
_MOST = 1_000_000
"""Elements of one file: nearly half a million cells with their values."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class Excess(Exception):
    """A file with more in it than any table holds."""


class Markup:
    """Reads the elements of a file; `start` is told name and attributes of each, `end` its name and
    its text. Names are without their namespace.
    """

    def __init__(self, start: Start, end: End) -> None:
        self._start, self._end = start, end
        self._text: list[str] = []
        self._length = 0
        self._count = 0

    def read(self, file: IO[bytes]) -> None:
        """Read the file to its end. Raises Excess, and ValueError where it is no XML."""
        parser = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = _refuse
        given = 0
        try:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
                given += len(piece)
                # Where a tag begins and never ends, the parser keeps all that follows.
                if given - max(parser.CurrentByteIndex, 0) > _LONGEST:
                    raise Excess
            parser.Parse(b"", True)
        except ExpatError as error:
            raise ValueError(str(error)) from None

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST:
            raise Excess
        self._text.clear()
        self._length = 0
        self._start(name.rpartition("}")[2], attributes)

    def _closed(self, name: str) -> None:
        self._end(name.rpartition("}")[2], "".join(self._text))
        self._text.clear()
        self._length = 0

    def _said(self, text: str) -> None:
        self._length += len(text)
        if self._length > _LONGEST:
            raise Excess
        self._text.append(text)


def _refuse(*_: object) -> None:
    """Entities of a file's own multiply without end, and no table needs them."""
    raise Excess
