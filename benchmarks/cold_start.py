"""Whole-process time of a command against what it cannot do without.

    python benchmarks/cold_start.py [RUNS]

`sztrack status` on the shipped data is held against one Python process that imports click,
rich.console, rich.table and yaml and composes targets.yaml with the C loader; `sztrack report`, the
monthly brief, against `sztrack status`; `sztrack check -q` with nothing new against one that
imports click and yaml and composes it; `sztrack --version` against one that imports click. The
commands take turns, so that a slow moment of the machine hits all of them; medians and the ratio of
medians are printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SZTRACK = str(Path(sys.executable).with_name("sztrack"))
COMPOSE = (
    "import click, rich.console, rich.table, yaml; yaml.compose(open('targets.yaml',"
    " encoding='utf-8').read(), yaml.CSafeLoader)"
)
COMPOSE_ALONE = (
    "import click, yaml; yaml.compose(open('targets.yaml', encoding='utf-8').read(),"
    " yaml.CSafeLoader)"
)
STATE = str(Path(tempfile.gettempdir()) / f"sztrack-benchmark-{os.getpid()}.json")
COMMANDS = {
    "floor of status": [sys.executable, "-c", COMPOSE],
    "sztrack status": [SZTRACK, "status", "--lang", "zh"],
    "sztrack report": [SZTRACK, "report", "--lang", "zh"],
    "floor of check": [sys.executable, "-c", COMPOSE_ALONE],
    "sztrack check -q": [SZTRACK, "check", "-q", "--fail-on", "never", "--state", STATE],
    "floor of --version": [sys.executable, "-c", "import click"],
    "sztrack --version": [SZTRACK, "--version"],
}
RATIOS = (
    ("sztrack status", "floor of status", 1.6),
    ("sztrack report", "sztrack status", 2.0),
    ("sztrack check -q", "floor of check", 1.5),
    ("sztrack --version", "floor of --version", 1.5),
)


def measured(runs: int) -> dict[str, list[float]]:
    """Wall seconds of each command's runs, after one run that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for run in range(runs + 1):
        for name, command in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run(
                command,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                check=True,
                env=os.environ | {"PYTHONUTF8": "1"},
            )
            if run:
                seconds[name].append(time.perf_counter() - begin)
    return seconds


def main() -> None:
    """Measure and print."""
    try:
        seconds = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
    finally:
        for left in (STATE, f"{STATE}.lock"):
            Path(left).unlink(missing_ok=True)
    for name, times in seconds.items():
        print(
            f"{name:20} {median(times) * 1000:7.0f} ms   ({min(times) * 1000:.0f} to"
            f" {max(times) * 1000:.0f})"
        )
    for name, floor, allowed in RATIOS:
        print(
            f"{name:20} {median(seconds[name]) / median(seconds[floor]):7.2f} x {floor}   (at most"
            f" {allowed})"
        )


if __name__ == "__main__":
    main()
