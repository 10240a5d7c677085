"""A real Dask cluster on this machine: the same answers as without, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sztrack.core.fleet.rollup import rolled_up
from sztrack.core.verdict.report import Question
from sztrack.core.words.period import Month
from sztrack.fleet import cluster, here
from sztrack.load.workspace import CannotStart
from tools.generate_fleet import generate

distributed = pytest.importorskip("distributed")
QUESTION = Question(now=Month(2024, 10))


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as one:
        yield one


@pytest.fixture(scope="module")
def wheres(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("country")
    made = list(generate(folder, workspaces=16, targets=40, months=24, seed=7))
    (made[3] / "targets.yaml").unlink()
    return [str(path) for path in made]


def workers(local: Any) -> dict[str, int]:
    """The processes of the workers by their address."""
    with distributed.Client(local.scheduler_address) as client:
        found: dict[str, int] = client.run(os.getpid)
        return found


def test_a_worker_that_is_killed_half_way_loses_nothing(local: Any, wheres: list[str]) -> None:
    before = workers(local)
    answers = cluster.audited(wheres, QUESTION, local.scheduler_address)

    came = [next(answers), next(answers)]
    with distributed.Client(local.scheduler_address) as client:
        busy = [address for address, keys in client.processing().items() if keys]
    os.kill(before[busy[0]], signal.SIGKILL)
    came += answers

    assert rolled_up(came) == rolled_up(here.audited(wheres, QUESTION, 2))
    assert [one.where for one in rolled_up(came).unread] == [wheres[3]]
    assert len(came) == len(wheres)
    until = time.monotonic() + 30
    while (now := workers(local)).values() == before.values() and time.monotonic() < until:
        time.sleep(0.1)
    assert set(now.values()) != set(before.values())


def test_a_workspace_may_be_an_address(local: Any, wheres: list[str]) -> None:
    addresses = [Path(where).as_uri() for where in wheres[2:4]]

    found = rolled_up(cluster.audited(addresses, QUESTION, local.scheduler_address))

    by_path = rolled_up(here.audited(wheres[2:4], QUESTION, 1))
    assert [member._replace(where="") for member in found.members] == [
        member._replace(where="") for member in by_path.members
    ]
    assert [(one.where, one.reason.en) for one in found.unread] == [
        (addresses[1], f"cannot read {addresses[1]}: there is no targets.yaml")
    ]


def test_no_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(CannotStart, match=r"cannot reach tcp://127\.0\.0\.1:1"):
        list(cluster.audited(["x"], QUESTION, "tcp://127.0.0.1:1"))


def test_no_address_is_told() -> None:
    with pytest.raises(CannotStart, match="cannot reach nonsense://x"):
        list(cluster.audited(["x"], QUESTION, "nonsense://x"))


def test_workers_with_another_version_are_refused(
    local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "99.0")
    with pytest.raises(CannotStart, match=r"the workers have sztrack .*, here it is 99\.0"):
        list(cluster.audited(["x"], QUESTION, local.scheduler_address))
