"""Write actuals/ from a table of published figures.

    python tools/compile_actuals.py published.csv [actuals]

The table has one figure per line: indicator, measure (level | growth | rate | count), basis (ytd |
month | point | year), period, value, unit, vintage (first | revised), grade (A | B) and source.
Each file of actuals/ holds the figures whose period ends in its month. Level and growth stand on
one row where they come from one publication; everything else keeps a row of its own, conflicts
included. Nothing is computed, converted or rounded. Files of months that have no figure are
removed.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

COLUMNS = ("indicator", "period", "value", "growth", "unit", "basis", "status", "source")
Key = tuple[str, str, str, str, str]


def compiled(table: Path) -> dict[str, list[dict[str, str]]]:
    """Month -> its rows, in a stable order."""
    groups: dict[Key, list[dict[str, str]]] = defaultdict(list)
    with table.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            basis = "ytd" if line["basis"] == "year" else line["basis"]
            status = line["vintage"] + ("" if line["grade"] == "A" else "; second-hand")
            groups[line["period"], line["indicator"], basis, status, line["source"]].append(line)
    months: dict[str, list[dict[str, str]]] = defaultdict(list)
    for (period, indicator, basis, status, source), lines in sorted(groups.items()):
        growths = [line["value"] for line in lines if line["measure"] == "growth"]
        others = [(line["value"], line["unit"]) for line in lines if line["measure"] != "growth"]
        for place in range(max(len(growths), len(others))):
            value, unit = others[place] if place < len(others) else ("", "")
            growth = growths[place] if place < len(growths) else ""
            row = (indicator, period, value, growth, unit, basis, status, source)
            months[period].append(dict(zip(COLUMNS, row, strict=True)))
    return months


def write(months: dict[str, list[dict[str, str]]], folder: Path) -> None:
    """One CSV per month: UTF-8 with a byte order mark, so that Excel opens it as it is."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("[0-9]*.csv"):
        if old.stem not in months:
            old.unlink()
    for month, rows in months.items():
        with (folder / f"{month}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    write(compiled(Path(sys.argv[1])), Path(sys.argv[2] if len(sys.argv) > 2 else "actuals"))
