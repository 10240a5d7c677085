"""The Spring Festival, which moves between 21 January and 21 February and carries work and trade
between the two months with it.

Official releases join January and February for that reason. A series that keeps them apart is told
from others by its own past: where the split between the two months went with the festival, it says
nothing of the year, and the two are read as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log

FIRST_YEAR = 1980
DAYS = (
    47, 36, 25, 44, 33, 51, 40, 29, 48, 37, 27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32,
    22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50,
    39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46, 35, 24,
    43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23,
)  # fmt: skip
"""Its day of the year, from 1980 on: Hong Kong Observatory, Gregorian-Lunar Calendar Conversion
Table; the rules are in GB/T 33661-2017.
"""
BEFORE, AFTER = 7, 14
"""Days around it on which work and trade differ from other days: from the week before to the
lantern festival. Our choice.
"""
LEAST_YEARS = 3
_LEAST_EFFECT, _LEAST_FIT = 0.05, 0.5
"""Logs of February over January when the days around the festival all lie in January; the part of
the splits' variance that goes with it. Our choice.
"""


def in_january(year: int) -> float | None:
    """The part of the days around the festival that lies in January; None for years that the table
    does not hold.
    """
    if not 0 <= year - FIRST_YEAR < len(DAYS):
        return None
    return min(max(31 + BEFORE - DAYS[year - FIRST_YEAR], 0) / (BEFORE + AFTER), 1.0)


def splits(years: Sequence[Sequence[float]], last: int) -> bool:
    """Whether the festival decides how much of January and February falls to which; `years` are the
    months of the years up to `last`, the oldest first.

    A straight line through ln(February / January) against `in_january`, over at least three years.
    """
    xs = _parts(last, len(years))
    ratios = [of[1] / of[0] if min(of[:2]) > 0 else 0.0 for of in years if len(of) > 1]
    if xs is None or len(ratios) < len(years) or len(ratios) < LEAST_YEARS or min(ratios) <= 0:
        return False
    ys = list(map(log, ratios))
    middle = sum(ys) / len(ys)
    along = sum(x * y for x, y in zip(xs, ys, strict=True))
    spread, size = sum(x * x for x in xs), sum((y - middle) ** 2 for y in ys)
    return (
        spread > 0 and along / spread > _LEAST_EFFECT and along * along > _LEAST_FIT * spread * size
    )


@lru_cache(maxsize=512)
def _parts(last: int, count: int) -> list[float] | None:
    """`in_january` of `count` years, less their mean."""
    parts = [
        part for year in range(last - count + 1, last + 1) if (part := in_january(year)) is not None
    ]
    return [part - sum(parts) / count for part in parts] if len(parts) == count else None
