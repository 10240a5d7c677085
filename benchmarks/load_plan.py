"""Reading targets.yaml into a plan, against composing it with PyYAML's C loader in the same run.

python benchmarks/load_plan.py [RUNS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

from sztrack.load.workspace import load_plan

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "targets.yaml").read_text(encoding="utf-8")
ALLOWED = 1.6


def timed(act: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    begin = time.process_time()
    act()
    return time.process_time() - begin


def main() -> None:
    """Measure in turns and print the ratio of medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    composing, loading = [], []
    for _ in range(runs):
        composing.append(timed(lambda: yaml.compose(TEXT, yaml.CSafeLoader)))
        loading.append(timed(lambda: load_plan(ROOT)))
    print(f"composing with the C loader {median(composing) * 1000:7.1f} ms")
    print(f"loading the whole plan      {median(loading) * 1000:7.1f} ms")
    print(
        f"ratio                       {median(loading) / median(composing):7.2f}      (at most"
        f" {ALLOWED})"
    )


if __name__ == "__main__":
    main()
