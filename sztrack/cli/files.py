"""Writing a file so that a failed run leaves the old one: written beside it, then renamed; and
keeping a second run waiting meanwhile.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from glob import escape
from hashlib import sha256
from pathlib import Path
from shutil import copystat

from sztrack.cli.streams import put_document, utf8
from sztrack.core.model import Text
from sztrack.load.refusals import why
from sztrack.load.workspace import CannotStart

_LONGEST = 220
"""Bytes of a name that leave room for what is put around it; most file systems bear 255."""


def save(path: Path, content: str | bytes) -> None:
    """What the option -o asks for; `-` is the standard output. CannotStart where the file cannot be
    written.
    """
    if str(path) == "-":
        put_document(content)
        return
    try:
        refuse_no_file(path)
        write_atomic(path, content)
    except OSError as error:
        raise unwritable(path, error) from None


def touch(path: Path) -> None:
    """Set the time of a file that others watch, or make it. CannotStart where that is refused."""
    try:
        refuse_no_file(path)
        path.touch()
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> CannotStart:
    """A file or folder cannot be written."""
    reason = why(error)
    return CannotStart(
        Text(f"无法写入 {path}：{reason.zh}", f"cannot write {path}: {reason.en}"),
        Text(
            "检查路径、权限和磁盘空间", "check the path, its permissions and the space on the disk"
        ),
    )


def refuse_no_file(path: Path) -> None:
    """CannotStart where something stands at `path`, or where it leads, that is no file: a pipe
    would be waited for, a device replaced. OSError where that cannot be seen.
    """
    if not path.exists() or path.is_file():
        return
    zh, en = ("文件夹", "a folder") if path.is_dir() else ("管道或设备", "a pipe or a device")
    raise CannotStart(
        Text(f"{path} 是{zh}，不是文件", f"{path} is {en}, not a file"),
        Text("写一个文件名；- 为标准输出", "name a file; - is the standard output"),
    )


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace what the file at `path` holds, text in UTF-8: all of it or nothing. OSError if that
    is refused.

    A link leads to the file that is replaced; mode, owner and whatever else hangs on a file stay.
    """
    target = behind(path)
    data = utf8(content) if isinstance(content, str) else content
    is_new = not target.exists()
    if not is_new:
        os.close(os.open(target, os.O_WRONLY))  # renaming would replace also a write-protected file
    # Named before it is there: a signal between the two would leave it behind.
    beside = target.with_name(f"{_prefix(target)}{os.urandom(4).hex()}")
    # What may be secret is seen by nobody before it has the mode of the file that it replaces.
    opener = partial(os.open, mode=0o666 if is_new else 0o600)
    try:
        with open(beside, "xb", opener=opener) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if is_new or _could_be_made_like(beside, target):
            beside.replace(target)
        else:
            _overwrite(target, data)
    finally:
        beside.unlink(missing_ok=True)


def behind(path: Path) -> Path:
    """The file that `path` leads to, where it is a link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _could_be_made_like(new: Path, old: Path) -> bool:
    """Give `new` the owner, mode and access list of `old`; False where that is refused, or where
    `old` has a second name, which would go on naming the old content.
    """
    status = old.stat()
    if status.st_nlink > 1:
        return False
    try:
        _give(new, status)
        copystat(old, new)
        os.utime(new)  # all but the time
    except OSError:
        return False
    return True


def _overwrite(path: Path, data: bytes) -> None:
    """Write into a file that cannot be replaced; what it held is put back where that fails."""
    old = path.read_bytes()
    try:
        _pour(path, data)
    except BaseException:
        _pour(path, old)
        raise


def _pour(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(path: Path) -> None:
    """What runs that were killed between writing and renaming left beside `path`, and nothing else
    that is named alike; only for whoever holds its lock.
    """
    target = behind(path)
    for left in target.parent.glob(f"{escape(_prefix(target))}????????"):
        left.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    """How the names begin of the files that become `path`: `.check.json.20240101` or an editor's
    `.check.json.swp` is somebody else's. A name that would become too long has a short one.
    """
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        name = sha256(os.fsencode(name)).hexdigest()[:16]
    return f".{name}.sztrack-"


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

    def _give(path: Path, status: os.stat_result) -> None:
        """Windows has the access list of the folder for owner and mode."""

else:
    import fcntl

    def _seize(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(path: Path, status: os.stat_result) -> None:
        """Give a file the owner and group of another."""
        new = path.stat()
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            os.chown(path, status.st_uid, status.st_gid)
