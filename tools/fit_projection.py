"""Fits the constants of the pace models to real series, and prints them as they stand in the
modules.

    python -m tools.fit_projection --data DIR            the constants
    python -m tools.fit_projection --data DIR --check    how well they do on series that had no part
    in them

DIR holds CSV files of monthly amounts, `series_id,period,value`, one file per kind of series; of
`china_ytd.csv` the column `ytd_yoy_pct` alone is read. A row is a series and a year with three
whole years before it. The coefficients of `smoothed` are fitted to all rows by weighted least
absolute errors, the scales and the quantiles to the newest five years of each series, projected
with coefficients that the series had no part in. The files `china*.csv`, few series that move
together, weigh 0.3 and are judged on all years.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from operator import mul
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import History, Kind, Projection
from sztrack.core.outlook import spread
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import model, project, smoothed
from sztrack.core.words.period import Month
from sztrack.core.words.years import of_flow

FOLDS, KNOWN, JUDGED = 10, range(1, 12), (2, 3, 6, 9, 11)
LEAST_YEARS, NEWEST, LEAST_ROWS, LEVEL = 3, 5, 300, 0.8
SIMPLE = {
    "linear": (0, 1, 2, 3),
    "seasonal": (0, 1, 2),
    "reference": (0, 1, 2),
}
"""The other models that have scales, and the numbers of own errors that their tables have rows
for.
"""
FROM_THE_FIRST_YEAR = ("linear",)
"""Models that need no year before, and so have as many own errors as there are base years."""
KINDS = {name: Kind.GROWTH if name == "growth" else Kind.FLOW for name in (*SIMPLE, "smoothed")}
Coefficients = tuple[float, float, float]


class Row(NamedTuple):
    """One series and year."""

    series: str
    kind: str
    fold: int
    year: int
    figures: Mapping[Month, Decimal]
    """Of the whole series, year to date."""
    growths: Mapping[Month, Decimal]
    """The same in percent on the year before."""
    whole: float
    is_judged: bool
    weight: float

    def history(self, base_years: int, month: int, kind: Kind = Kind.FLOW) -> History:
        """What was known in `month`, with so many years before: the amounts, or their growth
        alone.
        """
        known = {
            m: value
            for m, value in self.of(kind).items()
            if self.year - base_years <= m.year <= self.year
        }
        return lay_out(kind, Month(self.year, month), Month(self.year, 12), known)

    def of(self, kind: Kind) -> Mapping[Month, Decimal]:
        """The figures that a model of this kind is told."""
        return self.growths if traits(kind).by_growth else self.figures


def rows(folder: Path) -> list[Row]:
    """Every series and year with enough whole years before."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem in ("china_ytd", "series_meta"):
            continue
        series: dict[str, dict[int, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                series[line["series_id"]][int(line["period"][:4])][int(line["period"][5:7])] = (
                    Decimal(line["value"])
                )
        for name, years in series.items():
            whole = {year: months for year, months in years.items() if len(months) == 12}
            figures = {
                Month(year, month): sum((months[m] for m in range(1, month + 1)), Decimal(0))
                for year, months in whole.items()
                for month in months
            }
            growths = {
                month: (now / before - 1) * 100
                for month, now in figures.items()
                if (before := figures.get(month.plus(-12))) and before > 0
            }
            usable = [
                year
                for year in sorted(whole)
                if all(year - back in whole for back in range(1, LEAST_YEARS + 1))
            ]
            for year in usable:
                judged = path.stem == "china" or year in usable[-NEWEST:]
                weight = (0.3 if path.stem == "china" else 1) / _noise(
                    [whole[year - back] for back in range(LEAST_YEARS, 0, -1)]
                )
                fold = int(hashlib.sha256((name + "q").encode()).hexdigest()[:8], 16) % FOLDS
                found.append(
                    Row(
                        name,
                        path.stem,
                        fold,
                        year,
                        figures,
                        growths,
                        float(figures[Month(year, 12)]),
                        judged,
                        weight,
                    )
                )
    return found


def _noise(years: Sequence[Mapping[int, Decimal]]) -> float:
    """How much the year-on-year changes of a series' months differ within a year, in logs: calm
    series weigh more.
    """
    logs = [[math.log(max(float(year[month]), 1e-9)) for month in range(1, 13)] for year in years]
    changes = [
        [after - before for before, after in zip(*pair, strict=True)] for pair in pairwise(logs)
    ]
    off = [abs(change - sum(year) / 12) for year in changes for change in year]
    return math.hypot(min(max(sum(off) / len(off), 0.005), 0.5), 0.02)


class Seen(NamedTuple):
    """A row in one month, as the views of `smoothed` have it."""

    row: Row
    so_far: float
    views: smoothed.Views


class Bench:
    """The rows, and what the models make of them, worked out once."""

    def __init__(self, found: Sequence[Row]) -> None:
        self.rows = found
        self.judged = [row for row in found if row.is_judged]

    @cache  # noqa: B019
    def seen(self, base_years: int, month: int) -> list[Seen]:
        """The rows that have two views."""
        found = []
        for row in self.rows:
            first = row.year - base_years
            years = of_flow(
                {
                    m: value
                    for m, value in row.figures.items()
                    if first <= m.year <= row.year and m <= Month(row.year, month)
                }
            )
            known = smoothed.known_in(years, Month(row.year, month))
            if known and Month(first, 12) in row.figures and (views := smoothed.views(known, 12)):
                found.append(Seen(row, float(row.figures[Month(row.year, month)]), views))
        return found

    @cache  # noqa: B019
    def coefficients(
        self, base_years: int, month: int, left_out: int | None = None
    ) -> Coefficients:
        """c0, c1 and c2 of one month, from the series outside the fold left out."""
        chosen = [
            seen
            for seen in self.seen(base_years, month)
            if seen.row.fold != left_out and seen.row.whole > seen.so_far
        ]
        target = [
            math.log(min(max((s.row.whole - s.so_far) / s.views.base, 0.2), 5)) for s in chosen
        ]
        weights = [s.views.base / s.row.whole * s.row.weight for s in chosen]
        c0, c1, c2 = least_absolute(
            [
                [1.0] * len(chosen),
                [s.views.first for s in chosen],
                [s.views.second for s in chosen],
            ],
            target,
            weights,
        )
        return round(c0, 3), round(c1, 3), round(c2, 3)

    @cache  # noqa: B019
    def own_errors(
        self, name: str, base_years: int, month: int
    ) -> dict[tuple[str, int], list[float]]:
        """The model's own past errors in logs, by series and year."""
        found = {}
        for row in self.judged:
            past = model(name).misses(row.history(base_years, month, KINDS[name]))
            ratios = [log_ratio(miss.actual, miss.projected, KINDS[name]) for miss in past]
            if None not in ratios:
                found[row.series, row.year] = [ratio for ratio in ratios if ratio is not None]
        return found

    @cache  # noqa: B019
    def errors(self, base_years: int, month: int) -> list[tuple[Row, float, float, list[float]]]:
        """Judged rows with ln(came / projected), by coefficients the series had no part in; how far
        doubtful the views are; the own errors.
        """
        own = self.own_errors("smoothed", base_years, month)
        found = []
        for row, so_far, views in self.seen(min(base_years, 5), month):
            past = own.get((row.series, row.year))
            if not row.is_judged or past is None or len(past) != min(3, base_years - 1):
                continue
            c0, c1, c2 = self.coefficients(min(base_years, 3), month, row.fold)
            grown = c0 + c1 * views.first + c2 * views.second + (1 - c1 - c2) * views.beyond
            rest = views.base * math.exp(grown)
            if so_far + rest > 0 and row.whole > 0:
                found.append(
                    (
                        row,
                        math.log(row.whole / (so_far + rest)),
                        views.doubt * rest / (so_far + rest),
                        past,
                    )
                )
        return found

    @cache  # noqa: B019
    def interval(
        self, left_out: int | None = None
    ) -> tuple[dict[int, list[tuple[float, float]]], list[float]]:
        """The scales of `smoothed` by number of own errors, and the quantiles of the error in units
        of its scale.
        """
        scales: dict[int, list[tuple[float, float]]] = {}
        shapes = []
        for count in range(4):
            scales[count] = []
            for month in KNOWN:
                chosen = [
                    each for each in self.errors(count + 1, month) if each[0].fold != left_out
                ]
                typical = round(median(abs(error) for _, error, _, _ in chosen), 4)
                sizes = sorted(
                    error * (2 + count) / (typical + doubt + spread.summed(own))
                    for _, error, doubt, own in chosen
                )
                factor = round(
                    (quantile(sizes, (1 + LEVEL) / 2) - quantile(sizes, (1 - LEVEL) / 2)) / 2, 3
                )
                scales[count].append((typical, factor))
                shapes.append([quantile(sizes, chance) / factor for chance in spread.CHANCES])
        return scales, [round(sum(column) / len(column), 3) for column in zip(*shapes, strict=True)]

    def simple(self, name: str) -> dict[int, list[tuple[float, float]]]:
        """The scales of a model without coefficients, by number of own errors."""
        scales: dict[int, list[tuple[float, float]]] = {}
        for count in SIMPLE[name]:
            base_years = count + (name not in FROM_THE_FIRST_YEAR)
            scales[count] = []
            for month in KNOWN:
                past = self.own_errors(name, base_years, month)
                sizes = []
                for row in self.judged:
                    said = model(name).project(row.history(base_years, month, KINDS[name]))
                    came, own = (
                        row.of(KINDS[name]).get(Month(row.year, 12)),
                        past.get((row.series, row.year), []),
                    )
                    error = (
                        log_ratio(came, said.value, KINDS[name])
                        if came is not None and isinstance(said, Projection)
                        else None
                    )
                    if error is not None and len(own) == count:
                        sizes.append((abs(error), spread.summed(own)))
                typical = round(median(error for error, _ in sizes), 4)
                ratios = sorted(error * (1 + count) / (typical + own) for error, own in sizes)
                scales[count].append((typical, round(quantile(ratios, LEVEL), 3)))
        return scales


def log_ratio(came: Decimal, said: Decimal, kind: Kind) -> float | None:
    """ln(came / said), of growth as 100 % and more; None where either is nothing or less."""
    base = -traits(kind).origin(None)
    return math.log(float(came + base) / float(said + base)) if min(came, said) + base > 0 else None


def least_absolute(
    columns: Sequence[Sequence[float]], target: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Weighted least absolute errors by reweighted least squares, drawn a little to 0, 1/2, 1/2;
    views never count negatively.
    """
    prior = (0.0, 0.5, 0.5)
    active = list(range(len(columns)))
    total = sum(weights)
    pull = [0.01 * sum(map(mul, weights, map(mul, column, column))) for column in columns]
    while True:
        found = [prior[place] if place in active else 0.0 for place in range(len(columns))]
        for _ in range(60):
            off = [
                y - sum(map(mul, found, row))
                for y, row in zip(target, zip(*columns, strict=True), strict=True)
            ]
            mean = sum(map(mul, weights, map(abs, off))) / total
            now = [weight / max(abs(each), 1e-4) for weight, each in zip(weights, off, strict=True)]
            weighted = [list(map(mul, now, columns[place])) for place in active]
            left = [[sum(map(mul, row, columns[place])) for place in active] for row in weighted]
            right = [sum(map(mul, row, target)) for row in weighted]
            for i, place in enumerate(active):
                left[i][i] += pull[place] / mean
                right[i] += pull[place] * prior[place] / mean
            solved = solve(left, right)
            moved = max(
                abs(found[place] - value) for place, value in zip(active, solved, strict=True)
            )
            for place, value in zip(active, solved, strict=True):
                found[place] = value
            if moved < 1e-6:
                break
        negative = [place for place in active if place and found[place] < 0]
        if not negative:
            return found
        active.remove(min(negative, key=lambda place: found[place]))


def solve(left: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """A small symmetric positive system, by elimination."""
    rows = [[*row, value] for row, value in zip(left, right, strict=True)]
    for i, pivot in enumerate(rows):
        for other in rows[i + 1 :]:
            part = other[i] / pivot[i]
            other[:] = [b - part * a for a, b in zip(pivot, other, strict=True)]
    found: list[float] = []
    for i in range(len(rows) - 1, -1, -1):
        found.insert(0, (rows[i][-1] - sum(map(mul, rows[i][i + 1 : -1], found))) / rows[i][i])
    return found


def quantile(ordered: Sequence[float], chance: float) -> float:
    """Linear between the values of a sorted sample."""
    place = chance * (len(ordered) - 1)
    below = math.floor(place)
    return ordered[below] + (place - below) * (
        ordered[min(below + 1, len(ordered) - 1)] - ordered[below]
    )


def tables(bench: Bench) -> Iterator[str]:
    """Every table, as it stands in its module."""
    yield "smoothed.COEFFICIENTS"
    yield table(
        {years: [bench.coefficients(years, month) for month in KNOWN] for years in (1, 2, 3)}
    )
    scales, shape = bench.interval()
    yield "smoothed.SCALES"
    yield table(scales)
    yield f"spread.QUANTILES = {tuple(shape)}"
    for name in SIMPLE:
        yield f"{name}.SCALES"
        yield table(bench.simple(name))


def table(found: Mapping[int, Sequence[tuple[float, ...]]]) -> str:
    """As in the modules, six tuples a line."""
    lines = ["{"]
    for key, values in found.items():
        written = [str(value) for value in values]
        lines += [
            f"    {key}: (",
            f"        {', '.join(written[:6])},",
            f"        {', '.join(written[6:])},",
            "    ),",
        ]
    return "\n".join([*lines, "}"])


def check(bench: Bench) -> Iterator[str]:
    """Errors and coverage on series that had no part in the constants."""
    yield f"median / mean error in percent ({len(bench.judged)} series and years)"
    heading = "".join(f"{month:>13}" for month in JUDGED)
    yield f"{'known months':34}{heading}"
    for base_years in (3, 2, 1):
        yield _line(
            f"smoothed, {base_years} base years",
            (
                _percent(error for _, error, _, _ in bench.errors(base_years, month))
                for month in JUDGED
            ),
        )
    for kind in sorted({row.kind for row in bench.judged}):
        yield _line(
            f"  3, {kind}",
            (
                _percent(error for row, error, _, _ in bench.errors(3, month) if row.kind == kind)
                for month in JUDGED
            ),
        )
    for name in ("auto", *SIMPLE):
        yield _line(
            f"{name} as shipped, 3",
            (_percent(_shipped(bench.judged, name, month)) for month in JUDGED),
        )
    yield "80 % interval: covered in percent, median width in percent of the projection"
    for base_years in (1, 2, 3, 4, 6):
        yield _line(
            f"smoothed, {base_years} base years",
            (_covered(bench, base_years, month) for month in JUDGED),
        )
    for kind in sorted({row.kind for row in bench.judged}):
        yield _line(f"  3, {kind}", (_covered(bench, 3, month, kind) for month in JUDGED))


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:34}" + "".join(f"{cell:>13}" for cell in cells)


def _percent(errors: Iterable[float]) -> str:
    """Median and mean of |projected / came - 1|, from logs."""
    sizes = [abs(math.expm1(-error)) * 100 for error in errors]
    return f"{median(sizes):.2f} / {sum(sizes) / len(sizes):.2f}" if sizes else "-"


def _shipped(judged: Collection[Row], name: str, month: int) -> Iterator[float]:
    for row in judged:
        kind = KINDS.get(name, Kind.FLOW)
        said, came = (
            project(name, row.history(3, month, kind)),
            row.of(kind).get(Month(row.year, 12)),
        )
        error = (
            log_ratio(came, said.value, kind)
            if came is not None and isinstance(said, Projection)
            else None
        )
        if error is not None:
            yield error


def _covered(bench: Bench, base_years: int, month: int, kind: str | None = None) -> str:
    held, widths = [], []
    for row, error, doubt, own in bench.errors(base_years, month):
        if kind in (None, row.kind):
            scales, shape = bench.interval(row.fold)
            typical, factor = scales[len(own)][month - 1]
            scale = factor * (typical + doubt + spread.summed(own)) / (2 + len(own))
            low, high = (scale * shape[spread.CHANCES.index(chance)] for chance in (0.1, 0.9))
            held.append(low <= error <= high)
            widths.append(100 * (math.exp(high) - math.exp(low)))
    return f"{100 * sum(held) / len(held):.1f} / {median(widths):.2f}" if held else "-"


def growth(path: Path) -> Iterator[str]:
    """Errors of the models of growth in points, on growth alone; those of `growth` have no fitted
    constant but the half.
    """
    figures: dict[str, dict[Month, Decimal]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["ytd_yoy_pct"]:
                figures[line["series_id"]][
                    Month(int(line["period"][:4]), int(line["period"][5:7]))
                ] = Decimal(line["ytd_yoy_pct"])
    yield "year-to-date growth, median / mean error in points"
    for name in ("growth", "reference"):
        cells = []
        for month in JUDGED:
            off = []
            for known in figures.values():
                for year in {m.year for m in known}:
                    needed = (
                        Month(year, month),
                        Month(year, 12),
                        Month(year - 1, 12),
                        *([Month(year, month - 3)] if month > 4 else []),
                    )
                    if all(m in known for m in needed):
                        said = project(
                            name, lay_out(Kind.GROWTH, Month(year, month), Month(year, 12), known)
                        )
                        assert isinstance(said, Projection)
                        off.append(abs(float(said.value - known[Month(year, 12)])))
            cells.append(f"{median(off):.2f} / {sum(off) / len(off):.2f}")
        yield _line(name, cells)


def main() -> None:
    """Print the constants, or how well they do."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--check", action="store_true", help="errors and coverage, series left out")
    options = asked.parse_args()
    bench = Bench(rows(options.data))
    for text in check(bench) if options.check else tables(bench):
        print(text, flush=True)
    if options.check and (options.data / "china_ytd.csv").exists():
        for text in growth(options.data / "china_ytd.csv"):
            print(text)


if __name__ == "__main__":
    main()
