"""What lies below a folder of figures: its files, and whatever keeps something in it from being
read. Nothing is passed over because of how it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sztrack.core.model import Text

_LINKED = Text(
    "是链接的文件夹，其中的文件没有读取", "is a link to a folder; the files in it were not read"
)
_NO_FILE = Text("不是普通文件", "is no ordinary file")


class Entry(NamedTuple):
    """A path below the folder."""

    path: Path
    trouble: Text | None
    """Why it cannot be read; None where that is still to be tried."""
    is_folder: bool


def entries(folder: Path) -> list[Entry]:
    """Everything below `folder`, in the order of names. Links to folders are not followed, since
    they may lead anywhere, and round in a circle.
    """
    return sorted(_below(folder), key=lambda entry: entry.path)


def unreadable(error: OSError) -> Text:
    """Why a file or a folder cannot be read."""
    return Text(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}")


def _below(folder: Path) -> Iterator[Entry]:
    try:
        paths = list(folder.iterdir())
    except OSError as error:
        yield Entry(folder, trouble=unreadable(error), is_folder=True)
        return
    for path in paths:
        try:
            entry = _entry(path)
        except OSError as error:
            entry = Entry(path, trouble=unreadable(error), is_folder=False)
        yield entry
        if entry.is_folder and not entry.trouble:
            yield from _below(path)


def _entry(path: Path) -> Entry:
    if path.is_dir():
        return Entry(path, trouble=_LINKED if path.is_symlink() else None, is_folder=True)
    # Reading a pipe would wait for somebody to write into it. A link to nowhere is left to whoever
    # opens it: the system says what is wrong.
    is_pipe_or_device = path.exists() and not path.is_file()
    return Entry(path, trouble=_NO_FILE if is_pipe_or_device else None, is_folder=False)
