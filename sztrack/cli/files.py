"""Writing a file so that a failed run leaves the old one: written beside it, then renamed; and
keeping a second run waiting meanwhile.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile

import click


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content`, text in UTF-8, all of it or nothing. OSError if the folder
    cannot be written to.
    """
    with NamedTemporaryFile("wb", dir=path.parent, prefix=_prefix(path), delete=False) as file:
        try:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink()
            raise
    mask = os.umask(0)
    os.umask(mask)
    Path(file.name).chmod(0o666 & ~mask)
    Path(file.name).replace(path)


def remove_leftovers(path: Path) -> None:
    """What runs that were killed between writing and renaming left beside `path`, and nothing else
    that is named alike; only for whoever holds its lock.
    """
    for left in path.parent.glob(f"{escape(_prefix(path))}????????"):  # as tempfile names them
        left.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    """How the names begin of the files that become `path`: `.check.json.20240101` or an editor's
    `.check.json.swp` is somebody else's.
    """
    return f".{path.name}.sztrack-"


def save(path: Path, content: str | bytes) -> None:
    """What the option -o asks for; a message instead of a traceback where the file cannot be
    written. A pipe or a device is written into: renaming a file over /dev/null would replace it.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        else:
            write_atomic(path, content)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None


@contextmanager
def locked(path: Path, patience: float = 60) -> Iterator[None]:
    """Hold `path` against other processes; the system lets go of it when this one ends, however
    that happens.

    Waits for up to `patience` seconds, then raises TimeoutError; OSError if the file cannot be
    opened. The file stays: removing it would let two processes hold one name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + patience
        while not _seize(handle):
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _seize(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
