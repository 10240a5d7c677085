"""The recent level, read off through the season: the most accurate single rule on real series.

Each month of the last two years, divided by its usual share of a year, is one reading of the year's level. Three weighted means of the
readings, in which a month counts 0.5, 0.7 or 0.85 times the next one, times the share of the months to come, give three views of what
is still to come. They are mixed as growth over last year's remaining months:

    remaining = last year's x exp(c0 + c1 ln v1 + c2 ln v2 + c3 ln v3)

The weights c depend on the month and on the number of base years; they sum to less than one early in the year, so that early growth is only
partly believed. They were fitted by least absolute deviations over several hundred public monthly series (tools/fit_projection.py;
docs/projection.md says which, and what it gave on series left out). Where months differ by their working days and Sundays, the series' own
effect of these, shrunk towards none, is taken out first and put back into the months to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import exp, log
from operator import mul

from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.weekdays import contrasts, effect
from sztrack.core.years import Years, lay_out, months, reached, restore

SUMMARY = Text("近期水平：近两年各月按季节折算为全年水平，近重远轻", "the recent level: the last two years' months read as a year through the season, recent ones counting most")
MINIMUM_MONTHS = 2
_MOST_YEARS = 5
_WINDOW = 24
_WEIGHTS = tuple([fade ** (_WINDOW - 1 - place) for place in range(_WINDOW)] for fade in (0.5, 0.7, 0.85))
_FORMULA = Text("累计 + 上年余下各月 × 近期水平所示增长", "year to date + last year's remaining months x the growth that the recent level shows")
_NO_LAST_YEAR = Text("上年各月数据不全", "last year's months are not complete")

COEFFICIENTS = {
    1: ((0.017, 0.534, 0.442, 0.225), (0.015, 0.268, 0.335, 0.426), (0.013, 0.192, 0.288, 0.39), (0.013, 0.264, 0.261, 0.236), (0.014, 0.287, 0.232, 0.139), (0.012, 0.405, 0.209, 0.018), (0.011, 0.601, 0.056, 0.0), (0.008, 0.65, 0.05, 0.0), (0.008, 0.631, 0.1, 0.0), (0.005, 0.714, 0.105, 0.0), (0.002, 0.704, 0.129, 0.0)),
    2: ((0.017, 0.597, 0.521, 0.0), (0.014, 0.311, 0.543, 0.269), (0.01, 0.247, 0.366, 0.488), (0.01, 0.223, 0.309, 0.471), (0.009, 0.293, 0.285, 0.283), (0.007, 0.405, 0.237, 0.164), (0.006, 0.593, 0.183, 0.0), (0.006, 0.647, 0.123, 0.0), (0.004, 0.692, 0.117, 0.0), (0.003, 0.76, 0.097, 0.0), (-0.0, 0.758, 0.104, 0.0)),
    3: ((0.017, 0.701, 0.351, 0.0), (0.012, 0.423, 0.575, 0.0), (0.007, 0.313, 0.486, 0.251), (0.008, 0.22, 0.454, 0.345), (0.007, 0.298, 0.379, 0.224), (0.004, 0.396, 0.357, 0.109), (0.004, 0.568, 0.25, 0.0), (0.004, 0.622, 0.192, 0.0), (0.003, 0.674, 0.167, 0.0), (0.003, 0.706, 0.155, 0.0), (-0.001, 0.728, 0.125, 0.0)),
    4: ((0.017, 0.715, 0.332, 0.0), (0.011, 0.439, 0.593, 0.0), (0.006, 0.314, 0.528, 0.254), (0.007, 0.23, 0.454, 0.377), (0.005, 0.26, 0.432, 0.259), (0.003, 0.342, 0.475, 0.072), (0.003, 0.549, 0.284, 0.0), (0.003, 0.607, 0.23, 0.0), (0.002, 0.627, 0.228, 0.0), (0.002, 0.653, 0.212, 0.0), (-0.001, 0.764, 0.092, 0.0)),
    5: ((0.016, 0.736, 0.3, 0.0), (0.01, 0.435, 0.595, 0.0), (0.005, 0.369, 0.511, 0.16), (0.006, 0.26, 0.428, 0.372), (0.004, 0.288, 0.447, 0.237), (0.003, 0.359, 0.49, 0.033), (0.002, 0.514, 0.348, 0.0), (0.003, 0.582, 0.281, 0.0), (0.002, 0.618, 0.242, 0.0), (0.002, 0.666, 0.192, 0.0), (-0.003, 0.798, 0.056, 0.0)),
}  # fmt: skip
"""Base years (5 stands for more), then for 1 to 11 known months: c0 and the weights of the three views."""


def share(history: History) -> Share | Abstention:
    """The mean share of the base years by this month, as in earlier years."""
    shares = reached(history)
    if not shares:
        return Abstention("smoothed", _NO_LAST_YEAR)
    return Share("smoothed", sum(shares.values(), Decimal(0)) / len(shares), tuple(shares))


def project(history: History) -> Projection | Abstention:
    """Amounts, net additions and growth; needs all months of last year, or figures no more than a quarter apart. Not for rates."""
    years = lay_out(history)
    now = months(years.now, history.through.month) if years else None
    if history.kind is Kind.RATE or years is None or now is None:
        return Abstention("smoothed", Text("比率不能按月累加", "rates do not add up") if history.kind is Kind.RATE else _NO_LAST_YEAR)
    past = _complete(years, history.through.year - 1)
    if not past:
        return Abstention("smoothed", _NO_LAST_YEAR)
    known = years.now[history.through.month]
    assert known is not None  # `months` found it
    rest = _remaining(past, now, history.through.year, history.end.month)
    base_years = tuple(range(history.through.year - len(past), history.through.year))
    return Projection("smoothed", restore(history, years, known + Decimal(f"{rest:.12g}")), base_years, _FORMULA)


def _complete(years: Years, last: int) -> list[list[float]]:
    """The months of the newest unbroken run of complete years, oldest first."""
    past: list[list[float]] = []
    while len(past) < _MOST_YEARS and last in years.past and (year := months(years.past[last])):
        past.insert(0, year)
        last -= 1
    return past


def _remaining(past: Sequence[Sequence[float]], now: Sequence[float], year: int, end: int) -> float:
    """What the months after `now`, up to month `end`, will bring."""
    k, count = len(now), len(past)
    plain = sum(past[-1][k:end])
    strength = effect([*past, now], year) if count > 1 else 0.0
    lift = [exp(strength * contrast) for contrast in contrasts(year)] if strength else [1.0] * 12
    if strength:
        past = [[amount * exp(-strength * c) for amount, c in zip(row, contrasts(year - count + place), strict=True)] for place, row in enumerate(past)]
        now = [amount / factor for amount, factor in zip(now, lift, strict=False)]
    views = _views(past, now, end)
    if views is None:
        return plain + (end - k) * (sum(now) - sum(past[-1][:k])) / (k + 3)
    usual, base, logs = views
    moved = sum(map(mul, usual, lift[k:end])) / sum(usual)
    c = COEFFICIENTS[count][k - 1]
    return base * moved * exp(c[0] + sum(map(mul, c[1:], logs)))


def _views(past: Sequence[Sequence[float]], now: Sequence[float], end: int) -> tuple[list[float], float, list[float]] | None:
    """The usual shares of the months to come, last year's amount in them, and the three views as log growth over it.

    None where a year or a view is not positive, so that there is no growth to speak of.
    """
    k, totals = len(now), [sum(row) for row in past]
    if min(totals) <= 0:
        return None
    shares = list(zip(*([amount / total for amount in row] for row, total in zip(past, totals, strict=True)), strict=True))
    mean = [sum(column) / len(past) for column in shares]
    middle = [_median(column) for column in shares]
    base, seen = sum(past[-1][k:end]), [*(past[-2] if len(past) > 1 else ()), *past[-1], *now][-_WINDOW:]
    logs = []
    for weights, usual in zip(_WEIGHTS, (mean, middle, mean), strict=True):
        faded, season = weights[-len(seen) :], (usual + usual + usual[:k])[-len(seen) :]
        level, known, rest = sum(map(mul, faded, seen)), sum(map(mul, faded, season)), sum(usual[k:end])
        if base <= 0 or level <= 0 or known <= 0 or rest <= 0:
            return None
        logs.append(log(min(max(level / known * rest / base, 0.2), 5.0)))
    return mean[k:end], base, logs


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
