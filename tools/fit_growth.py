"""Fits the constants of growth, rates and stocks to real series, and prints them row by row.

    python -m tools.fit_growth --data DIR            every constant, beside its neighbours
    python -m tools.fit_growth --data DIR --check    how well the shipped ones do

DIR holds `growth.csv` (kind, family, series_id, period, growth, level) and `rates_stocks.csv`
(kind, family, series_id, period, value). A case is a series in a month of a year whose December and
whose last December are known, with four earlier years. The loss of a point is its mean error as a
part of that of carrying the newest figure forward, the loss of an interval its width and ten times
what it misses by, as a part of the mean error; kinds and months count alike. A row says what each
value of a constant would lose, the others being as shipped, and which values would be chosen with
one family of series left out: where they differ, or the losses hardly do, the constant is not known
better. The loss of an interval is least where fewer than 80 of 100 hold: factors are set by what
`--check` says is held.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import fmean, median
from types import ModuleType
from typing import NamedTuple

from sztrack.core.model import History, Kind, Projection
from sztrack.core.outlook import spread
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import growth, rate
from sztrack.core.words.period import Month

EARLIER, MONTHS, MISSED = 4, (3, 6, 9, 11), 10
GROWTH = ("q", "m", "ml")


class Case(NamedTuple):
    """One projection to make, and what came."""

    kind: str
    family: str
    month: int
    known: History
    newest: float
    came: float

    @property
    def size(self) -> float:
        """What an error is a part of: percent of a stock, points of all else."""
        return abs(self.came) / 100 if self.kind == "stock" and self.came else 1.0


class Constant(NamedTuple):
    """A constant, the values to try and the kinds of series that it is for."""

    module: ModuleType
    name: str
    values: Sequence[object]
    kinds: tuple[str, ...]
    is_interval: bool


CONSTANTS = (
    Constant(growth, "REVERSION", (0.3, 0.4, 0.5, 0.6, 0.7), GROWTH, False),
    Constant(growth, "BASE_EFFECT", (0.0, 0.05, 0.1, 0.15, 0.2), GROWTH, False),
    Constant(growth, "OUTSIDE", (1.0, 1.2, 1.5), ("q", "ml"), False),
    Constant(growth, "ROUNDING", (0.05, 0.1, 0.3), ("q", "ml"), False),
    Constant(growth, "STEEP", (2, 4, 6), ("q", "ml"), False),
    Constant(growth, "CALM", (0.0, 0.6, 1.2, 2.4), ("q", "ml"), False),
    Constant(growth, "FIRST_WEIGHT", (0.0, 0.3, 0.6), ("q", "ml"), False),
    Constant(growth, "TYPICAL", (2.0, 3.0, 4.0, 6.0), GROWTH, True),
    Constant(growth, "TYPICAL_WEIGHT", (0.25, 0.5, 1.0), GROWTH, True),
    Constant(
        growth,
        "FACTORS",
        ((2.1, 1.7, 1.6, 1.6), (2.3, 1.9, 1.8, 1.8), (2.5, 2.1, 2.0, 2.0)),
        GROWTH,
        True,
    ),
    Constant(growth, "NOISE", (0.0, 0.01, 0.02), GROWTH, True),
    Constant(growth, "BESIDE", (1.0, 1.1, 1.2), ("q", "ml"), True),
    Constant(rate, "OUTSIDE", (1.0, 1.5, 2.0), ("point", "ytd_mean"), False),
    Constant(rate, "STEEP", (2, 4, 8), ("point", "ytd_mean"), False),
    Constant(rate, "FIRST_YEARS", (1, 2, 3, 5), ("ytd_mean",), False),
    Constant(spread, "FIGURES_MOVED", (0.7, 1.0, 1.4), ("point",), True),
    Constant(spread, "MONTHS_MOVED", (0.4, 0.6, 0.9), ("ytd_mean", "stock"), True),
    Constant(spread, "MOVED_WEIGHT", (0.5, 1.0, 2.0), ("point", "ytd_mean", "stock"), True),
    Constant(spread, "DIFFERENCE", (1.7, 1.95, 2.2), ("point", "ytd_mean", "stock"), True),
)


def cases(folder: Path) -> list[Case]:
    """Every case of both files."""
    found: list[Case] = []
    for name, value in (("growth.csv", "growth"), ("rates_stocks.csv", "value")):
        figures: dict[str, dict[Month, Decimal]] = defaultdict(dict)
        levels: dict[str, dict[Month, Decimal]] = defaultdict(dict)
        of: dict[str, tuple[str, str]] = {}
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                month = Month(int(row["period"][:4]), int(row["period"][5:7]))
                if not row[value] or (value == "growth" and Decimal(row[value]) <= -95):
                    continue
                of[row["series_id"]] = (row["kind"], row["family"])
                figures[row["series_id"]][month] = Decimal(row[value])
                if row.get("level"):
                    levels[row["series_id"]][month] = Decimal(row["level"])
        for series, (kind, family) in sorted(of.items()):
            found += _of_series(kind, family, figures[series], levels[series])
    return found


def _of_series(
    kind: str, family: str, figures: Mapping[Month, Decimal], levels: Mapping[Month, Decimal]
) -> Iterator[Case]:
    kinds = {"stock": Kind.STOCK, "point": Kind.RATE, "ytd_mean": Kind.RATE}
    for year in sorted({month.year for month in figures}):
        start, came = figures.get(Month(year - 1, 12)), figures.get(Month(year, 12))
        for number in MONTHS:
            now = Month(year, number)
            if start is None or came is None or now not in figures:
                continue
            first = Month(year - EARLIER, 1)
            known = lay_out(
                kinds.get(kind, Kind.GROWTH),
                now,
                Month(year, 12),
                {month: figure for month, figure in figures.items() if first <= month <= now},
                {month: level for month, level in levels.items() if first <= month <= now},
                start if kind == "stock" else None,
                is_mean=kind == "ytd_mean",
            )
            yield Case(
                kind=kind,
                family=family,
                month=number,
                known=known,
                newest=float(figures[now]),
                came=float(came),
            )


class Answer(NamedTuple):
    """What `auto` said of a case."""

    error: float
    carried: float
    width: float
    missed: float
    """By how much the interval missed what came."""


def answers(found: Sequence[Case]) -> list[Answer]:
    """Of every case; without an interval, one of no width."""
    told = []
    for case in found:
        said = forecast(case.known, "auto")
        assert isinstance(said, Projection)
        value = float(said.value)
        low, high = (value if bound is None else float(bound) for bound in (said.low, said.high))
        told.append(
            Answer(
                error=abs(value - case.came) / case.size,
                carried=abs(case.newest - case.came) / case.size,
                width=(high - low) / case.size,
                missed=max(low - case.came, case.came - high, 0.0) / case.size,
            )
        )
    return told


def losses(found: Sequence[Case], told: Sequence[Answer], is_interval: bool) -> dict[str, float]:
    """The loss with each family left out, and with none (``)."""
    lost = {}
    for left_out in ("", *sorted({case.family for case in found})):
        groups: dict[tuple[str, int], list[Answer]] = defaultdict(list)
        for case, answer in zip(found, told, strict=True):
            if case.family != left_out:
                groups[case.kind, case.month].append(answer)
        lost[left_out] = fmean(
            fmean(each.width + MISSED * each.missed for each in of) / fmean(e.error for e in of)
            if is_interval
            else fmean(each.error for each in of) / fmean(each.carried for each in of)
            for of in groups.values()
        )
    return lost


def fitted(found: Sequence[Case]) -> Iterator[str]:
    """A row for each constant."""
    for constant in CONSTANTS:
        chosen = [case for case in found if case.kind in constant.kinds]
        shipped = getattr(constant.module, constant.name)
        lost = {}
        for value in constant.values:
            setattr(constant.module, constant.name, value)
            lost[value] = losses(chosen, answers(chosen), constant.is_interval)
        setattr(constant.module, constant.name, shipped)
        cells = "  ".join(f"{value}: {of['']:.4f}" for value, of in lost.items())
        families = sorted({case.family for case in chosen})
        best = sorted({str(min(lost, key=lambda value: lost[value][name])) for name in families})
        name = f"{constant.module.__name__.rsplit('.', 1)[-1]}.{constant.name}"
        yield f"{name:24} {shipped!s:6} {cells}  one family left out: {', '.join(best)}"


def checked(found: Sequence[Case]) -> Iterator[str]:
    """Errors and coverage of what ships, by kind and month."""
    told = answers(found)
    yield f"{'kind, month':16}{'cases':>6}{'median / mean':>18}{'of carrying':>13}{'held':>6}"
    groups: dict[tuple[str, int], list[Answer]] = defaultdict(list)
    for case, answer in zip(found, told, strict=True):
        groups[case.kind, case.month].append(answer)
    for (kind, month), of in sorted(groups.items()):
        errors = [each.error for each in of]
        part = fmean(errors) / fmean(each.carried for each in of)
        held = 100 * fmean(each.missed == 0 and each.width > 0 for each in of)
        both = f"{median(errors):.2f} / {fmean(errors):.2f}"
        yield f"{kind + ' @' + str(month):16}{len(of):>6}{both:>18}{part:>13.2f}{held:>6.0f}"


def main() -> None:
    """Print the constants, or how well they do."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--check", action="store_true", help="errors and coverage of what ships")
    options = asked.parse_args()
    found = cases(options.data)
    for text in checked(found) if options.check else fitted(found):
        print(text, flush=True)


if __name__ == "__main__":
    main()
