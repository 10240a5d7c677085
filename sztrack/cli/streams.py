"""What this process prints on: whatever the console speaks, whoever stops reading, however full the
disk behind it is.

What a program reads is UTF-8. What people read is written as the terminal shows it; redirected, in
an encoding that holds everything.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

from sztrack.cli.tongue import pick

_LOSSES = "sztrack-losses"
_GB = ("gbk", "gb2312", "cp936", "hz")
"""The consoles whose encoding GB18030 contains, with every character there is."""
_lost: list[str] = []
"""What was printed and could not be shown."""


class ReaderGone(Exception):
    """Whoever read the standard output has stopped."""


def _hold_closed_streams() -> None:
    """Give a stream that is closed a place of its own, where writing fails. Else the next file that
    is opened would stand there, and take what is printed.
    """
    for place, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(place)
        except OSError:
            is_stderr = name == "stderr"  # what cannot be said to anybody is no failure
            # The system gives the lowest place that is free, which is this one.
            os.open(os.devnull, os.O_WRONLY if is_stderr else os.O_RDONLY)
            stream = open(place, "w" if place else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def prepare_streams() -> None:
    """Let both streams hold whatever is printed, or mark what they cannot show."""
    _hold_closed_streams()
    _lost.clear()
    codecs.register_error(_LOSSES, _marked)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=_fitting(stream), errors=_LOSSES)


def _fitting(stream: TextIO) -> str:
    """The encoding to print in: the console's own on a terminal; else one with all characters."""
    own = (stream.encoding or "utf-8").lower()
    if "utf" in own or own == "gb18030" or stream.isatty():
        return own
    return "gb18030" if own in _GB else "utf-8"


def _marked(error: UnicodeError) -> tuple[str, int]:
    """A mark for what cannot be shown; half a character, as in a file name that is not UTF-8, is
    nobody's loss.
    """
    assert isinstance(error, UnicodeEncodeError)
    part = error.object[error.start : error.end]
    if not all("\ud800" <= char <= "\udfff" for char in part):
        _lost.append(part)
    return "?" * len(part), error.end


def put(text: str) -> None:
    """What people read, on stdout."""
    try:
        click.echo(text, nl=False, color=True)  # colours were left out where none are wanted
    except OSError as error:
        raise _failed(error) from None


def put_document(content: str | bytes) -> None:
    """What a program reads, on stdout: UTF-8 whatever the console speaks, but on a terminal, which
    is to show it.
    """
    if isinstance(content, str) and sys.stdout.isatty():
        put(content)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(utf8(content) if isinstance(content, str) else content)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise _failed(error) from None


def finish() -> None:
    """All that was printed is out, and what the terminal could not show has its word."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _failed(error) from None
    if _lost:
        encoding = sys.stdout.encoding
        warn(
            pick(
                f"终端的编码 {encoding} 显示不了的字符写作 ?；设置 PYTHONUTF8=1，或改写入文件",
                f"characters that the terminal's encoding, {encoding}, cannot show are printed as"
                " ?; set PYTHONUTF8=1, or write to a file",
            )
        )


def warn(words: str) -> None:
    """A message on stderr, after the program's name."""
    tell(f"sztrack: {words}\n")


def tell(text: str) -> None:
    """Text on stderr. Nobody is left to be told where that fails."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def utf8(text: str) -> bytes:
    """`text` as a file holds it. Half a character, as in a file name that is not UTF-8, is written
    as its number, which JSON reads as what it was.
    """
    return text.encode("utf-8", "backslashreplace")


def _failed(error: OSError) -> Exception:
    """What to raise where stdout takes nothing more."""
    if isinstance(error, BrokenPipeError):
        return ReaderGone()
    from sztrack.core.model import Text
    from sztrack.load.refusals import why
    from sztrack.load.workspace import CannotStart

    reason = why(error)
    return CannotStart(
        Text(f"无法写到标准输出：{reason.zh}", f"cannot write to the standard output: {reason.en}"),
        Text("检查输出去向的磁盘或设备", "check the disk or the device that it goes to"),
    )
