"""Bytes -> text, in the encodings that Chinese spreadsheets save.

The order is: byte order mark, else strict UTF-8 over the whole file, else GB18030 (which holds GBK and GB2312). Never GB18030 first: it
accepts most UTF-8 and turns it into nonsense. A line that fits neither costs that line and no other.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from sztrack.core.model import Finding, Severity, Source, Text

_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


class Decoded(NamedTuple):
    """A file's text, the encoding it was read with, and the lines that could not be read."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, path: str) -> Decoded:
    """Text of `data`. Lines that cannot be decoded are left empty and reported, so that the others keep their numbers."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _line_by_line(data[len(mark) :], (encoding,), path)
    if found := _strict(data, "utf-8"):
        return found
    if _mostly_utf8(data):
        return _line_by_line(data, ("utf-8",), path)
    return _strict(data, "gb18030") or _line_by_line(data, ("utf-8", "gb18030"), path)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of the lines that are not plain ASCII are UTF-8: then a bad byte is damage, not another encoding."""
    good = bad = 0
    for line in data.split(b"\n"):
        if not line.isascii():
            readable = _strict(line, "utf-8") is not None
            good, bad = good + readable, bad + (not readable)
    return good > bad


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, ())
    except UnicodeDecodeError:
        return None


def _line_by_line(data: bytes, encodings: tuple[str, ...], path: str) -> Decoded:
    """The encoding that loses the fewest lines, and those lines; the earlier encoding where they lose the same."""
    tries = [(_decoded_lines(data, encoding), encoding) for encoding in encodings]
    lines, encoding = min(tries, key=lambda pair: pair[0].count(None))
    findings = tuple(_unreadable(path, number, encoding) for number, line in enumerate(lines, 1) if line is None)
    return Decoded("\n".join(line or "" for line in lines), encoding, findings)


def _decoded_lines(data: bytes, encoding: str) -> list[str | None]:
    lines: list[str | None] = []
    if encoding.startswith("utf-16"):
        return [None if "\ufffd" in line else line for line in data.decode(encoding, "replace").split("\n")]
    for raw in data.split(b"\n"):
        try:
            lines.append(raw.decode(encoding))
        except UnicodeDecodeError:
            lines.append(None)
    return lines


def _unreadable(path: str, line: int, encoding: str) -> Finding:
    return Finding(
        "SZ201",
        Severity.ERROR,
        Text(f"该行有无法按 {encoding} 解码的字节，已跳过", f"the line has bytes that are not {encoding}; it was skipped"),
        Text("另存为 UTF-8（Excel 中为“CSV UTF-8”）", "save the file as UTF-8 (in Excel: 'CSV UTF-8')"),
        Source(path, line),
    )
