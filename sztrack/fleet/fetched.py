"""A workspace by its path, or by an address that fsspec knows (s3://…, hdfs://…, zip://…::…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from sztrack.core.model import Text
from sztrack.load.workspace import ACTUALS_FOLDER, PLAN_FILE, CannotStart

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(where: str) -> bool:
    """Whether it is no path of this machine."""
    return _ADDRESS.match(where) is not None


def name_of(where: str) -> str:
    """The last part of a path or an address; of a link its own name."""
    if is_address(where):
        return PurePosixPath(where).name
    path = Path(where)
    return path.resolve().name if path.name in ("", "..") else path.name


@contextmanager
def fetched(where: str) -> Iterator[Path]:
    """The workspace's folder; of an address, a copy of the plan and of the figures that is gone
    afterwards. CannotStart where it cannot be reached.
    """
    if not is_address(where):
        yield Path(where)
        return
    with TemporaryDirectory(prefix="sztrack-") as folder:
        root = Path(folder)
        _copy(where, root)
        yield root


def _copy(where: str, root: Path) -> None:
    try:
        fsspec = import_module("fsspec")
    except ModuleNotFoundError:
        raise CannotStart(
            Text(f"读取 {where} 需要 fsspec", f"{where} needs fsspec"),
            Text("pip install 'sztrack[dask]'", "pip install 'sztrack[dask]'"),
        ) from None
    # Whatever speaks to the store has errors of its own, and one store that cannot be reached must
    # not end the others.
    try:
        store, path = fsspec.core.url_to_fs(where)
        path = path.rstrip("/")
        store.get(f"{path}/{PLAN_FILE}", str(root / PLAN_FILE))
        if store.isdir(f"{path}/{ACTUALS_FOLDER}"):
            store.get(f"{path}/{ACTUALS_FOLDER}", str(root / ACTUALS_FOLDER), recursive=True)
    except FileNotFoundError:
        raise _unreachable(where, Text(f"没有 {PLAN_FILE}", f"there is no {PLAN_FILE}")) from None
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        raise _unreachable(where, Text(words, words)) from None


def _unreachable(where: str, why: Text) -> CannotStart:
    return CannotStart(
        Text(f"无法读取 {where}：{why.zh}", f"cannot read {where}: {why.en}"),
        Text("检查地址和权限", "check the address and its permissions"),
    )
