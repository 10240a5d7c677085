"""`sztrack fleet` on a generated country, against one `sztrack status` per workspace in the same
run.

    python -m benchmarks.fleet [--workspaces 3000] [--processes 2]

A tenth of the workspaces are audited by a `status` process each, so many at a time as the fleet has
processes: half of them before the fleet, half after it, so that a slow moment of the machine hits
both. Then the fleet runs on this machine with one process, a tenth of the workspaces, and with all;
and on a Dask cluster of as many workers, if dask is installed. Memory is that of all the fleet's
processes together, looked at five times a second (Linux alone).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.generate_fleet import generate

SZTRACK = str(Path(sys.executable).with_name("sztrack"))
TODAY = ("--today", "2024-10-20")
MIB = 1024 * 1024
ALLOWED = {"time": 0.7, "dask": 1.3, "memory": 1024}


class Measured(NamedTuple):
    """One run of the fleet."""

    seconds: float
    """For each workspace."""
    mebibytes: float | None
    """The peak of all its processes; None where the system does not tell."""


def by_status(folders: Sequence[Path], processes: int) -> float:
    """Wall seconds that each workspace takes with a process of its own."""

    def audit(folder: Path) -> None:
        command = [SZTRACK, "status", "-C", str(folder), *TODAY]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    begin = time.perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(audit, folders))
    return (time.perf_counter() - begin) / len(folders)


def by_fleet(folders: Sequence[Path], *options: str) -> Measured:
    """One run of the fleet over all folders."""
    listed = folders[0].parent / "list.txt"
    listed.write_text("\n".join(folder.name for folder in folders), encoding="utf-8")
    command = [SZTRACK, "fleet", "--list", str(listed), *TODAY, "-q", "--format", "json", *options]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        peak = None
        while process.poll() is None:
            peak = max(filter(None, (peak, memory(process.pid))), default=None)
            time.sleep(0.2)
    if process.returncode not in (0, 1):
        sys.exit(f"sztrack fleet ended with {process.returncode}")
    return Measured((time.perf_counter() - begin) / len(folders), peak and peak / MIB)


def memory(pid: int) -> int | None:
    """Resident bytes of a process and of those that it started."""
    try:
        statm = Path(f"/proc/{pid}/statm").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return None
    page: int = import_module("resource").getpagesize()
    return int(statm.split()[1]) * page + sum(memory(int(child)) or 0 for child in children)


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask cluster on this machine."""
    distributed = import_module("distributed")
    with distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local.scheduler_address


def measure(folders: Sequence[Path], processes: int) -> Iterable[str]:
    """The lines of the result."""
    sample = folders[:: max(1, len(folders) // max(2, len(folders) // 10))]
    half = len(sample) // 2
    jobs = ("--jobs", str(processes))
    before = by_status(sample[:half], processes)
    fleet = by_fleet(folders, *jobs)
    after = by_status(sample[half:], processes)
    status = (before + after) / 2
    alone = by_fleet(sample, "--jobs", "1")
    yield f"sztrack status, {processes} at a time  {status * 1000:7.0f} ms a workspace"
    yield f"sztrack fleet, {processes} processes    {fleet.seconds * 1000:7.0f} ms a workspace"
    yield (f"fleet {fleet.seconds / status:31.2f} x status   (at most {ALLOWED['time']})")
    yield f"speed-up of {processes} processes {alone.seconds / fleet.seconds:17.2f} x one"
    if fleet.mebibytes is not None:
        yield (
            f"peak memory {fleet.mebibytes:25.0f} MiB for {len(folders)} workspaces   (at most"
            f" {ALLOWED['memory']}); {alone.mebibytes or 0:.0f} MiB with one process for"
            f" {len(sample)}"
        )
    if find_spec("distributed"):
        with cluster(processes) as address:
            dask = by_fleet(folders, "--dask", address)
        yield (
            f"fleet on Dask, {processes} workers {dask.seconds / fleet.seconds:17.2f} x fleet   (at"
            f" most {ALLOWED['dask']})"
        )


def main() -> None:
    """Generate, measure and print."""
    parser = argparse.ArgumentParser(description="sztrack fleet against sztrack status.")
    parser.add_argument("--workspaces", type=int, default=3000)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="sztrack-fleet-") as folder:
        folders = list(generate(Path(folder), asked.workspaces, targets=300, months=36, seed=1))
        for line in measure(folders, asked.processes):
            print(line, flush=True)


if __name__ == "__main__":
    main()
