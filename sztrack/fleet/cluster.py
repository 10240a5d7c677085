"""Many workspaces on a Dask cluster. Its workers need sztrack, and must reach the workspaces by the
same paths or addresses.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any
from uuid import uuid4

from sztrack import __version__
from sztrack.core.fleet.members import Audited, Unread
from sztrack.core.model import Text
from sztrack.core.verdict.report import Question
from sztrack.fleet.audit import audit
from sztrack.load.workspace import CannotStart

AHEAD = 4
"""How many workspaces per thread of the cluster are handed out ahead of the answers."""
_FEWEST = 16
"""How many threads are reckoned with at least: a cluster may still grow."""
_PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""


def audited(
    wheres: Sequence[str], question: Question, address: str
) -> Generator[Audited, None, None]:
    """The answers, in the order in which they are there. What a lost worker had in hand is asked of
    another; a workspace that several workers were lost over is named. CannotStart where there is no
    cluster, ModuleNotFoundError without the extra `dask`.
    """
    distributed = import_module("distributed")
    with _connected(distributed, address) as client:
        ahead = AHEAD * max(_FEWEST, sum(client.nthreads().values()))
        run = uuid4().hex
        asked: dict[str, str] = {}
        coming = distributed.as_completed()
        waiting = enumerate(wheres)

        def ask(count: int) -> None:
            for number, where in islice(waiting, count):
                future = client.submit(
                    audit, where, question, key=f"sztrack-{run}-{number}", pure=False
                )
                asked[future.key] = where
                coming.add(future)

        ask(ahead)
        for future in coming:
            yield _answer(future, asked.pop(future.key))
            # What the cluster still holds of the answer is not needed any more.
            future.release()
            ask(1)


def _connected(distributed: Any, address: str) -> Any:
    """A client of the cluster, once it has a worker and they all run this version."""
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise CannotStart(
            Text(f"无法连接 Dask 集群 {address}：{error}", f"cannot reach {address}: {error}"),
            Text("检查 --dask 的地址，如 tcp://主机:8786", "check the address: tcp://HOST:8786"),
        ) from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        versions = set(client.run(_version).values())
    except TimeoutError:
        client.close()
        raise CannotStart(
            Text(f"Dask 集群 {address} 没有工作节点", f"{address} has no workers"),
            Text("启动 dask worker", "start some: dask worker ADDRESS"),
        ) from None
    except ModuleNotFoundError:
        versions = {"-"}
    if versions != {__version__}:
        client.close()
        found = ", ".join(sorted(versions))
        raise CannotStart(
            Text(
                f"工作节点上的 sztrack 是 {found}，这里是 {__version__}",
                f"the workers have sztrack {found}, here it is {__version__}",
            ),
            Text("在各节点安装同一版本", "install the same version on every worker"),
        )
    return client


def _version() -> str:
    """The version that a worker runs."""
    return __version__


def _answer(future: Any, where: str) -> Audited:
    """The answer, or why there is none."""
    if future.status == "finished":
        found: Audited = future.result()
        return found
    error = future.exception()
    name = type(error).__name__
    if name == "KilledWorker":
        return Unread(
            where,
            Text(
                "审计它的工作节点一再丢失（内存不足？）",
                "the workers that audited it were lost again and again (out of memory?)",
            ),
        )
    return Unread(where, Text(f"{name}：{error}", f"{name}: {error}"))
