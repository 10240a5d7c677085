"""Reading and reconciling many rows, against csv.reader grouping the same file by indicator in the
same run.

    python benchmarks/reconcile_rows.py [ROWS]

A million rows may take at most eight times the floor; the smaller sizes show that time grows no
faster than the rows.

Rows are a thousand targets' months over ten years, each first published and revised nine times.
Each size is measured in a process of its own, without the garbage collector, as `sztrack` itself
runs; then `sztrack reconcile` as a whole, which also audits every figure and draws the grid.
Seconds are processor time; memory is the most the process ever held.
"""

from __future__ import annotations

import csv
import gc
import os
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from sztrack.core.model import Plan
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month
from sztrack.load.actuals import read_actuals
from sztrack.load.targets import read_plan

ALLOWED_RATIO, ALLOWED_MEGABYTES = 8, 1500
SIZES = (10_000, 100_000, 1_000_000)
INDICATORS, VINTAGES, FIRST_YEAR = 1000, 10, 2015


def rows(count: int) -> str:
    """A tidy table of `count` rows."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["指标", "时期", "累计", "同比", "单位", "发布日期", "数据状态"])
    for row in range(count):
        indicator, rest = row % INDICATORS, row // INDICATORS
        vintage, ordinal = rest % VINTAGES, rest // VINTAGES
        month = Month(FIRST_YEAR + 9 - ordinal // 12, 12 - ordinal % 12)
        day = f"{month.year + 1}-{vintage + 1:02d}-{month.month:02d}"
        table.writerow(
            [
                f"指标{indicator}",
                month,
                f"{month.month * 100 + row % 977}.{row % 10}",
                f"{row % 90 / 10}",
                "亿元",
                day,
                "修订" if vintage else "初值",
            ]
        )
    return out.getvalue()


def plan_text() -> str:
    """A plan whose targets are those indicators."""
    targets = "".join(
        f'      - {{id: t{n}, name: 指标{n}, kind: flow, goal: ">= 9000亿元", wording: 文}}\n'
        for n in range(INDICATORS)
    )
    return (
        "plan: {id: p, year: 2024, title: 计划}\nchapters:\n  - id: '1'\n    title: 章\n   "
        f" targets:\n{targets}"
    )


def plan() -> Plan:
    """The same, read."""
    found, _ = read_plan(plan_text(), "targets.yaml")
    assert found
    return found


def group(path: Path) -> int:
    """What nobody can do without: csv.reader, rows grouped by indicator."""
    groups: dict[str, list[list[str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            groups.setdefault(row[0], []).append(row)
    return len(groups)


def measure(path: Path) -> None:
    """One size, in this process: seconds of the floor, seconds of ours, megabytes."""
    gc.disable()
    wanted = plan()
    begin = time.process_time()
    group(path)
    floor = time.process_time() - begin
    begin = time.process_time()
    read = read_actuals(path.read_bytes(), "actuals/2024.csv")
    series, findings = reconcile(wanted, read.observations, Month(2024, 12))
    ours = time.process_time() - begin
    assert not read.findings
    assert not findings
    assert len(series) == INDICATORS
    print(len(read.observations), floor, ours, most_memory())


def most_memory() -> float:
    """Megabytes that this process held at most; not a number where the system does not tell
    (Windows).
    """
    try:
        import resource
    except ImportError:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * 1024 if sys.platform == "darwin" else 1024
    )


def whole(folder: Path) -> float:
    """Processor seconds of `sztrack reconcile` on the workspace."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "sztrack", "reconcile", "-C", str(folder)],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def main() -> None:
    """Measure every size and print the ratios."""
    if len(sys.argv) > 2:
        measure(Path(sys.argv[2]))
        return
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "targets.yaml").write_text(plan_text(), encoding="utf-8")
        path = Path(folder) / "actuals" / "2024.csv"
        path.parent.mkdir()
        for size in (size for size in SIZES if size <= most):
            path.write_text(rows(size), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, __file__, "one", str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            count, floor, ours, megabytes = map(float, done.stdout.split())
            ratio, bound = ours / floor, f" (at most {ALLOWED_RATIO})" if size == SIZES[-1] else ""
            print(
                f"{count:9.0f} rows  floor {floor:6.2f} s  ours {ours:6.2f} s "
                f" {ours / count * 1e6:5.2f} us a row  {ratio:5.1f} x{bound}  {megabytes:5.0f} MB"
                f" (at most {ALLOWED_MEGABYTES})  sztrack reconcile"
                f" {whole(Path(folder)) / floor:5.1f} x"
            )


if __name__ == "__main__":
    main()
