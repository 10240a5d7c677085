"""Year-end projections of real monthly series: how near, how wide, how long, beside other people's
methods in the same run.

    python benchmarks/projection.py [--data DIR] [--base-years 3|1] [--years 5] [--sample N]
    [--models auto,linear] [--peers autoets|none]

A forecast knows the base years and the first k months of a test year, and is held against that
year's total. Test years: the last 5 full years (`--years`) with three full years before them; of
the Chinese series, which are few, every such year. Error: |projected - actual| / actual. A forecast
that fails or abstains is counted, and scored as twelve months like the known ones. DIR holds
`KIND.csv` files: series_id, period, value of the month. Peers come with the extra `bench`; `ens4`
is the mean of the four in `ENSEMBLE`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import logging
import math
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate, cycle, islice
from pathlib import Path
from statistics import fmean, median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sztrack.core.model import Abstention, History, Kind
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import names
from sztrack.core.words.period import Month

KNOWN = (2, 3, 6, 9, 11)
ROUND = 20
PACKAGES = {
    "autoets": "AutoETS",
    "autoces": "AutoCES",
    "autotheta": "AutoTheta",
    "dot": "DynamicOptimizedTheta",
    "autoarima": "AutoARIMA",
}
ENSEMBLE = ("autoets", "autoarima", "autotheta", "autoces")


class Task(NamedTuple):
    """One forecast to make: the months of the base years and of the test year so far, and what the
    year came to.
    """

    kind: str
    name: str
    year: int
    known: int
    months: list[Decimal]
    so_far: float
    actual: float


class Answer(NamedTuple):
    """What a method says of a task."""

    value: float
    bounds: tuple[float, float] | None = None


Series = tuple[str, str, dict[int, list[Decimal]]]
Answers = dict[str, list[Answer | None]]
Method = Callable[[Task], Answer | None]


def read(folder: Path) -> list[Series]:
    """Every series of the folder: its kind, its name and the months of its full years."""
    found = []
    for path in sorted(
        path for path in folder.glob("*.csv") if path.stem not in ("series_meta", "china_ytd")
    ):
        months: dict[str, dict[int, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            months[row["series_id"]][int(row["period"][:4])].append(Decimal(row["value"]))
        found += [
            (path.stem, name, {y: of for y, of in years.items() if len(of) == 12})
            for name, years in sorted(months.items())
        ]
    return found


def tasks(data: Sequence[Series], base_years: int, newest: int) -> list[Task]:
    """Every forecast to make, in an order drawn by hash."""
    made = []
    for kind, name, years in data:
        tested = [year for year in years if {year - 1, year - 2, year - 3} <= years.keys()]
        for year in tested if kind == "china" else tested[-newest:]:
            base = [month for before in range(year - base_years, year) for month in years[before]]
            this = years[year]
            made += [
                Task(
                    kind,
                    name,
                    year,
                    known,
                    base + this[:known],
                    float(sum(this[:known])),
                    float(sum(this)),
                )
                for known in KNOWN
            ]
    return sorted(
        made,
        key=lambda task: hashlib.sha256(f"{task.name}{task.year}{task.known}".encode()).digest(),
    )


def history(task: Task) -> History:
    """The task as a pace model is told it: cumulative within each year."""
    first = task.year - len(task.months) // 12
    amounts = {
        Month(first + at // 12, 1 + month): amount
        for at in range(0, len(task.months), 12)
        for month, amount in enumerate(accumulate(task.months[at : at + 12]))
    }
    return lay_out(Kind.FLOW, Month(task.year, task.known), Month(task.year, 12), amounts)


def ours(pace: str, task: Task) -> Answer | None:
    """A pace model of this project, with its interval."""
    said = forecast(history(task), pace)
    if isinstance(said, Abstention):
        return None
    return Answer(
        float(said.value),
        None if said.low is None or said.high is None else (float(said.low), float(said.high)),
    )


def package(name: str, task: Task) -> Answer:
    """A model of statsforecast as it comes, with a season of twelve months."""
    asked = getattr(import_module("statsforecast.models"), PACKAGES[name])(season_length=12)
    months = import_module("numpy").array(task.months, dtype=float)
    return Answer(task.so_far + float(asked.forecast(y=months, h=12 - task.known)["mean"].sum()))


def prophet(task: Task) -> Answer:
    """Prophet with a multiplicative yearly season."""
    pandas = import_module("pandas")
    asked = import_module("prophet").Prophet(
        seasonality_mode="multiplicative", yearly_seasonality=5
    )
    months = pandas.DataFrame(
        {
            "ds": pandas.date_range(
                "2001-01-01", periods=len(task.months) + 12 - task.known, freq="MS"
            )
        }
    )
    asked.fit(months[: len(task.months)].assign(y=[float(month) for month in task.months]))
    return Answer(task.so_far + float(asked.predict(months[len(task.months) :]).yhat.sum()))


def unless_failed(peer: Callable[[Task], Answer], task: Task) -> Answer | None:
    """What the peer says; None where it fails or says no number."""
    try:
        answer = peer(task)
    except Exception:
        return None
    return answer if math.isfinite(answer.value) else None


def ask_peer(
    name: str, method: Method, todo: Sequence[Task], cache: Path | None
) -> list[Answer | None]:
    """The peer's answers, those of earlier runs from the folder `cache`; times are never kept."""
    path = cache and cache / f"{name}.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
    known: dict[str, Answer | None] = {key: value and Answer(*value) for key, value in kept.items()}
    keys = [f"{task.name}|{task.year}|{task.known}|{len(task.months) // 12}" for task in todo]
    known |= {key: method(task) for key, task in zip(keys, todo, strict=True) if key not in known}
    if path:
        path.write_text(json.dumps(known), encoding="utf-8")
    return [known[key] for key in keys]


def print_row(label: str, cells: Iterable[str], last: object = "") -> None:
    """One line of a table: a cell for each number of known months."""
    print(f"{label:26}" + "".join(f"{cell:>15}" for cell in cells) + f"{last:>8}")


def print_errors(todo: Sequence[Task], answers: Answers) -> None:
    """Median and mean error by months known."""
    print_row("\nmedian / mean error, %    ", (f"k={known}" for known in KNOWN), "failed")
    for name, said in answers.items():
        values = [
            answer.value if answer else task.so_far * 12 / task.known
            for task, answer in zip(todo, said, strict=True)
        ]
        errors = [
            (task.known, abs(value / task.actual - 1) * 100)
            for task, value in zip(todo, values, strict=True)
        ]
        by_known = [[error for at, error in errors if at == known] for known in KNOWN]
        print_row(
            name,
            (f"{median(of):.2f} / {fmean(of):.2f}" if of else "-" for of in by_known),
            said.count(None),
        )


def print_intervals(todo: Sequence[Task], answers: Answers) -> None:
    """How often the intervals hold the total and their median width; below each, the quantiles of
    this run's pooled errors instead.
    """
    print_row("\n80 %: held / width, %     ", (f"k={known}" for known in KNOWN), "given")
    for name, said in answers.items():
        given = [
            (task, answer.value, answer.bounds)
            for task, answer in zip(todo, said, strict=True)
            if answer and answer.bounds
        ]
        ratios = {
            known: [
                task.actual / value for task, value, _ in given if task.known == known and value > 0
            ]
            for known in KNOWN
        }
        tenths = {known: quantiles(of, n=10) for known, of in ratios.items() if len(of) > 1}
        for kind in ("all", *sorted({task.kind for task, _, _ in given})) if given else ():
            these = [
                row for row in given if kind in ("all", row[0].kind) and row[0].known in tenths
            ]
            print_row(
                f"{name}, {kind}", held([(task, *bounds) for task, _, bounds in these]), len(these)
            )
            print_row(
                "    pooled",
                held(
                    [
                        (task, value * tenths[task.known][0], value * tenths[task.known][-1])
                        for task, value, _ in these
                    ]
                ),
            )


def held(bounds: Sequence[tuple[Task, float, float]]) -> Iterator[str]:
    """Share of the actual totals between the bounds, and the bounds' median distance, by months
    known.
    """
    for known in KNOWN:
        inside = [low <= task.actual <= high for task, low, high in bounds if task.known == known]
        widths = [(high - low) / task.actual for task, low, high in bounds if task.known == known]
        yield f"{fmean(inside) * 100:.0f} / {median(widths) * 100:.1f}" if widths else "-"


def print_times(methods: dict[str, Method], todo: Sequence[Task]) -> None:
    """Wall time of one forecast. The methods take turns at rounds of forecasts, as a file of series
    is gone through; the first of a round is not counted.
    """
    seconds: dict[str, list[float]] = {name: [] for name in methods}
    for start in range(0, len(todo), ROUND):
        tasks = todo[start : start + ROUND]
        for name, method in methods.items():
            for place, task in enumerate([tasks[0], *tasks]):
                begin = time.perf_counter()
                method(task)
                if place:
                    seconds[name].append(time.perf_counter() - begin)
    medians, means = (
        {name: middle(taken) for name, taken in seconds.items()} for middle in (median, fmean)
    )
    print_row(
        "\ntime of one forecast      ",
        ("median, ms", "AutoETS / this", "mean, ms", "AutoETS / this"),
    )
    for name in methods:
        cells = (
            (
                f"{of[name] * 1000:.3f}",
                f"{of['autoets'] / of[name]:.0f}" if "autoets" in of else "-",
            )
            for of in (medians, means)
        )
        print_row(name, (cell for pair in cells for cell in pair))


def print_whole_process(data: Sequence[Series]) -> None:
    """Wall time of `sztrack project` on a file of many series: the real ones in turn, their years
    repeated, larger in each round.
    """
    command = [sys.executable, "-m", "sztrack", "project"]
    rows = ["indicator,period,value"]
    for number, (_, name, years) in enumerate(islice(cycle(data), 1000)):
        months = islice(cycle(month for year in years.values() for month in year), 11 * 12 + 9)
        rows += [
            f"{name} {number},{Month(2001, 1).plus(at)},{month * (1 + number // len(data))}"
            for at, month in enumerate(months)
        ]
    taken = []
    with TemporaryDirectory() as folder:
        (Path(folder) / "series.csv").write_text("\n".join(rows), encoding="utf-8")
        for _ in range(3):
            begin = time.perf_counter()
            done = subprocess.run(
                [*command, "series.csv", "--format", "json"],
                cwd=folder,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            taken.append(time.perf_counter() - begin)
    print(
        f"\nsztrack project, 1000 series x 12 years: {median(taken):.2f} s, exit {done.returncode}"
        f" {done.stderr.strip()[:200]}"
    )


def main() -> int:
    """Measure and print; 2 if there is nothing to measure with."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(__file__).resolve().parents[2] / "shared" / "bench" / "data",
    )
    parser.add_argument("--base-years", type=int, choices=(3, 1), default=3)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--sample", type=int, help="at most this many forecasts, drawn by hash")
    parser.add_argument(
        "--models", default=",".join(name for name in names() if name not in ("growth", "rate"))
    )
    parser.add_argument(
        "--peers",
        default="autoets,autoces,autotheta",
        help=f"none, or of {','.join(PACKAGES)},prophet",
    )
    parser.add_argument("--cache", type=Path, help="a folder that keeps the peers' forecasts")
    chosen = parser.parse_args()
    data = read(chosen.data)
    if not data:
        print(
            f"No series in {chosen.data}: they are not part of the project; say with --data where"
            " they are.",
            file=sys.stderr,
        )
        return 2
    wanted = [name for name in chosen.peers.split(",") if name != "none"]
    peers = [
        name for name in wanted if find_spec("prophet" if name == "prophet" else "statsforecast")
    ]
    if missing := [name for name in wanted if name not in peers]:
        print(
            f"Not installed: {', '.join(missing)}. The extra brings them: pip install -e .[bench]"
        )
    logging.disable()
    todo = tasks(data, chosen.base_years, chosen.years)[: chosen.sample]
    print(
        f"{len(todo)} forecasts of {len({task.name for task in todo})} series, base years:"
        f" {chosen.base_years}"
    )
    models: dict[str, Method] = {name: partial(ours, name) for name in chosen.models.split(",")}
    others: dict[str, Method] = {
        name: partial(unless_failed, prophet if name == "prophet" else partial(package, name))
        for name in peers
    }
    answers: Answers = {name: [method(task) for task in todo] for name, method in models.items()}
    answers |= {name: ask_peer(name, method, todo, chosen.cache) for name, method in others.items()}
    if set(ENSEMBLE) <= set(peers):
        given = [
            [said.value for said in row if said]
            for row in zip(*(answers[name] for name in ENSEMBLE), strict=True)
        ]
        answers["ens4"] = [Answer(fmean(values)) if values else None for values in given]
    print_errors(todo, answers)
    print_intervals(todo, answers)
    print_times(models | others, todo[: 3 * ROUND])
    print_whole_process(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
