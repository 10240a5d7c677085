"""Bytes -> text, in the encodings that Chinese spreadsheets save.

The order is: byte order mark, else strict UTF-8 over the whole file, else GB18030 (which holds GBK
and GB2312). Never GB18030 first: it accepts most UTF-8 and turns it into nonsense. A file that is
neither is damaged UTF-8 where most of its Chinese is that: three bytes that fit together, which
bytes of GB18030 hardly ever do, while two often do. What cannot be decoded, and NUL, become U+FFFD,
so that every line keeps its number.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text

LOST = "\ufffd"
"""What stands where bytes were lost."""
_TWO_BYTES = "\u07ff"
"""The last character that UTF-8 writes in two bytes."""
_EVIDENT = 4
"""How many good characters of UTF-8 to a bad byte speak for it where the file is whole as
GB18030.
"""
_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


class Decoded(NamedTuple):
    """A file's text, the encoding it was read with, and whether bytes were lost."""

    text: str
    encoding: str
    damaged: bool


def decode(data: bytes) -> Decoded:
    """Text of `data`; where bytes are lost, the encoding that loses fewest."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            while data.startswith(mark):
                data = data[len(mark) :]
            return _strict(data, encoding) or _damaged(data, encoding)
    if found := _strict(data, "utf-8"):
        return found
    lenient = _damaged(data, "utf-8")
    whole = _strict(data, "gb18030")
    if sum(char > _TWO_BYTES and char != LOST for char in lenient.text) > lenient.text.count(
        LOST
    ) * (_EVIDENT if whole else 1):
        return lenient
    return whole or min(
        lenient, _damaged(data, "gb18030"), key=lambda decoded: decoded.text.count(LOST)
    )


def undamaged_lines(decoded: Decoded, path: str) -> tuple[str, list[Finding]]:
    """The text with damaged lines left empty, and a finding for each of them."""
    if not decoded.damaged:
        return decoded.text, []
    lines = decoded.text.split("\n")
    lost = [number for number, line in enumerate(lines, 1) if LOST in line]
    return "\n".join("" if LOST in line else line for line in lines), [
        unreadable(Source(path, number), (), decoded.encoding) for number in lost
    ]


def unreadable(source: Source, columns: tuple[int, ...], encoding: str) -> Finding:
    """A row whose bytes are lost, with the columns of the table they stood in, counted from 1."""
    where = ", ".join(map(str, columns))
    place = Text(f"第 {where} 列", f"column {where}") if columns else Text("该行", "the line")
    return RULES["SZ201"].at(
        source,
        Text(
            f"{place.zh}有无法按 {encoding} 解码的字节，该行已跳过",
            f"{place.en} has bytes that are not {encoding}; the row was skipped",
        ),
    )


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (
        Decoded(text.replace("\0", LOST), encoding, damaged=True)
        if "\0" in text
        else Decoded(text, encoding, damaged=False)
    )


def _damaged(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace").replace("\0", LOST), encoding, damaged=True)
