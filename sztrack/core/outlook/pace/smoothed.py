"""The recent level, read through the season: the most accurate single rule on real series, and the
first choice of `auto`.

A month divided by its usual share of a year is a reading of the year's level. Two fading means of
the last twelve readings, one in which each month counts half of the next (shares averaged 1:2:3…),
one in which it counts 0.7 of it (median shares), times the share of the months to come, give two
views of what is still to come. They are mixed as growth over last year's remaining months:

    remaining = last year's x exp(c0 + c1 ln(view 1 / last year's) + c2 ln(view 2 / last year's))

The weights depend on the month and on the number of base years; early in the year they sum to less
than one, so that early growth is only partly believed. Working days and Sundays are taken out first
and put back into the months to come (`weekdays`). How the constants were found, and what the model
gave on series that had no part in finding them: docs/projection.md.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import exp, log
from operator import mul, truediv
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.festival import splits
from sztrack.core.outlook.history import MOST_MISSES, at, reached, restored
from sztrack.core.outlook.spread import summed
from sztrack.core.outlook.weekdays import factors, kinds
from sztrack.core.words.period import Month
from sztrack.core.words.years import Years

MINIMUM_MONTHS = 2
COEFFICIENTS = {
    1: (
        (0.017, 0.603, 0.462), (0.015, 0.338, 0.476), (0.013, 0.26, 0.436), (0.014, 0.283, 0.38),
        (0.014, 0.321, 0.286), (0.012, 0.418, 0.209),
        (0.011, 0.613, 0.047), (0.009, 0.643, 0.05), (0.008, 0.63, 0.1), (0.005, 0.718, 0.106),
        (0.002, 0.702, 0.129),
    ),
    2: (
        (0.017, 0.621, 0.539), (0.013, 0.363, 0.598), (0.01, 0.261, 0.597), (0.01, 0.283, 0.494),
        (0.008, 0.336, 0.401), (0.008, 0.4, 0.344),
        (0.007, 0.58, 0.191), (0.006, 0.624, 0.142), (0.004, 0.637, 0.175), (0.002, 0.697, 0.175),
        (-0.001, 0.73, 0.159),
    ),
    3: (
        (0.017, 0.751, 0.346), (0.012, 0.416, 0.573), (0.007, 0.321, 0.604), (0.009, 0.314, 0.532),
        (0.006, 0.363, 0.446), (0.005, 0.393, 0.414),
        (0.004, 0.541, 0.288), (0.004, 0.572, 0.242), (0.003, 0.627, 0.218), (0.001, 0.695, 0.192),
        (-0.001, 0.735, 0.155),
    ),
}  # fmt: skip
"""Base years (3 stands for more), then for 1 to 11 known months: c0, c1, c2."""
SCALES = {
    0: (
        (0.0391, 2.639), (0.0349, 2.278), (0.0319, 2.128), (0.0273, 1.943), (0.0242, 1.953),
        (0.0208, 2.067),
        (0.016, 2.029), (0.014, 1.874), (0.0103, 2.0), (0.0075, 2.276), (0.0043, 2.448),
    ),
    1: (
        (0.0381, 2.214), (0.0321, 2.043), (0.0287, 1.929), (0.0252, 1.829), (0.0224, 1.764),
        (0.02, 1.803),
        (0.0158, 1.792), (0.0128, 1.779), (0.0095, 1.769), (0.0067, 1.8), (0.0038, 1.974),
    ),
    2: (
        (0.0376, 2.071), (0.0306, 1.969), (0.0263, 1.923), (0.0238, 1.736), (0.0222, 1.737),
        (0.0185, 1.802),
        (0.0147, 1.702), (0.0118, 1.71), (0.009, 1.678), (0.0064, 1.725), (0.0038, 1.801),
    ),
    3: (
        (0.0379, 2.05), (0.0313, 1.925), (0.0268, 1.841), (0.0227, 1.75), (0.0211, 1.745),
        (0.018, 1.771),
        (0.014, 1.658), (0.0114, 1.664), (0.0087, 1.654), (0.0063, 1.709), (0.0038, 1.747),
    ),
}  # fmt: skip
"""Own past errors (at most 3), then for 1 to 11 known months: s0, the typical absolute log error,
and the factor from mean error to scale.
"""
COMMON = 1.0
"""The growth, in logs, up to which there were series to fit the weights to: times or by 2.7."""
UNLIKE = 0.4
"""How doubtful growth over last year is in itself: a part of it, in logs."""
_MOST_YEARS = 5
_FADES = tuple([fade ** (11 - place) for place in range(12)] for fade in (0.5, 0.7))
_FORMULA = Text(
    "累计 + 上年余下各月 × 近期水平所示增长",
    "year to date + last year's remaining months x the growth that the recent level shows",
)
_NO_LAST_YEAR = Text(
    "上年各月数据不全，或不能按月累加",
    "last year's months are not complete, or the figures do not add up",
)


class Known(NamedTuple):
    """A series cleared of its weekdays: complete years before `year`, their shares, its known
    months, and the weekdays' factors by kind of month.
    """

    year: int
    rows: list[Sequence[float]]
    shares: list[list[float]]
    now: Sequence[float]
    by_kind: Sequence[float] | None


class Views(NamedTuple):
    """The months to come as the two views have them."""

    base: float
    """What they brought last year, on this year's weekdays."""
    first: float
    """Growth over the base, in logs."""
    second: float

    @property
    def beyond(self) -> float:
        """What of the growth lies beyond `COMMON`: a new scope is there to stay, so that all of it
        is expected of the months to come.
        """
        growth = (self.first + self.second) / 2
        return growth - min(max(growth, -COMMON), COMMON)

    @property
    def doubt(self) -> float:
        """How far the views are apart, and how unlike last year both are, in logs."""
        return abs(self.first - self.second) + UNLIKE * abs(self.first + self.second) / 2


class _Rest(NamedTuple):
    """What the months to come bring, and how doubtful that is, in logs."""

    value: float
    doubt: float


def share(history: History) -> Share | Abstention:
    """The mean share of the base years by this month."""
    shares = reached(history)
    if not shares:
        return Abstention("smoothed", _NO_LAST_YEAR)
    return Share("smoothed", sum(shares.values(), Decimal(0)) / len(shares), tuple(shares))


def project(history: History) -> Projection | Abstention:
    """Amounts, net additions and growth over published levels; needs last year's months, or figures
    no more than a quarter apart.
    """
    year, k = history.through
    now = _now(history.years, history.through, history.end.month)
    seen = history.years.seen[year].amounts[k] if now else None
    value = restored(history, seen + _decimal(now[1].value)) if now and seen is not None else None
    if now is None or value is None:
        return Abstention("smoothed", _NO_LAST_YEAR)
    used = min(len(now[0].rows), _MOST_YEARS)
    return Projection(
        model="smoothed", value=value, base_years=tuple(range(year - used, year)), formula=_FORMULA
    )


def misses(history: History) -> tuple[Miss, ...]:
    """What it would have said at this month of the newest earlier years that have a year before
    them, weekdays cleared as they are now.
    """
    year, k = history.through
    now = _now(history.years, history.through, history.end.month)
    if now is None:
        return ()
    known, found = now[0], []
    for back in range(1, min(MOST_MISSES, len(known.rows) - 1) + 1):
        then, seen = at(history, year - back), history.years.seen.get(year - back)
        by_then, came = (
            seen.amounts[k] if seen else None,
            history.actuals.get(Month(year - back, history.end.month)),
        )
        if then is None or by_then is None or came is None:
            continue
        place = len(known.rows) - back
        base = slice(max(0, place - _MOST_YEARS), place)
        rest = _rest(
            Known(
                year=year - back,
                rows=known.rows[base],
                shares=known.shares[base],
                now=known.rows[place][:k],
                by_kind=known.by_kind,
            ),
            then.end.month,
        )
        said = restored(then, by_then + _decimal(rest.value))
        if said is not None:
            found.append(Miss(year - back, said, came))
    return tuple(found)


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The scale of ln(came / projected): the mean of the typical error, the views' disagreement and
    the own errors, times its factor.
    """
    now = _now(history.years, history.through, history.end.month)
    if now is None or traits(history.kind).is_reading:
        return None
    known, rest = now
    whole = sum(known.now) + rest.value
    typical, factor = SCALES[len(errors)][history.through.month - 1]
    doubt = rest.doubt * rest.value / whole if whole > 0 else typical
    return factor * (typical + doubt + summed(errors)) / (2 + len(errors))


def known_in(years: Years, through: Month) -> Known | None:
    """What is known in the month `through`; None without it or without the year before."""
    year, k = through
    rows = years.run(year - 1, _MOST_YEARS + MOST_MISSES)
    seen = years.seen.get(year)
    if not rows or seen is None or len(seen.months) < k or seen.amounts[k] is None:
        return None
    now: Sequence[float] = seen.months[:k]
    if splits([*rows[-_MOST_YEARS:], now], year):
        rows, now = [_joined(row) for row in rows], _joined(now)
    used = rows[-_MOST_YEARS:]
    by_kind = factors(used, now, year)
    if by_kind:
        used = [
            [amount / by_kind[kind] for amount, kind in zip(row, kinds(year - back), strict=True)]
            for back, row in zip(range(len(used), 0, -1), used, strict=True)
        ]
        now = list(map(truediv, now, (by_kind[kind] for kind in kinds(year))))
    rows = [*rows[:-_MOST_YEARS], *used]
    return Known(
        year=year, rows=rows, shares=[_shares(row) for row in rows], now=now, by_kind=by_kind
    )


def _shares(row: Sequence[float]) -> list[float]:
    """Each month's part of its year; empty where the year does not add up to anything."""
    total = sum(row)
    return [amount / total for amount in row] if total > 0 else []


def views(known: Known, end: int) -> Views | None:
    """The months after the known ones, up to month `end`; None where there is no growth to speak
    of.
    """
    rows, shares, k = known.rows[-_MOST_YEARS:], known.shares[-_MOST_YEARS:], len(known.now)
    last = rows[-1]
    base = sum(last[k:end])
    if base <= 0 or not all(shares):
        return None
    mean, middle = _usual(shares)
    logs = []
    for fade, usual in zip(_FADES, (mean, middle), strict=True):
        seen, expected, rest = (
            sum(map(mul, fade, [*last[k:], *known.now])),
            sum(map(mul, fade, usual[k:] + usual[:k])),
            sum(usual[k:end]),
        )
        if seen <= 0 or expected <= 0 or rest <= 0:
            return None
        logs.append(log(seen / expected * rest / base))
    if known.by_kind:
        coming = mean[k:end]
        base *= sum(
            map(mul, coming, (known.by_kind[kind] for kind in kinds(known.year)[k:end]))
        ) / sum(coming)
    return Views(base, logs[0], logs[1])


@lru_cache(maxsize=2)
def _now(years: Years, through: Month, end: int) -> tuple[Known, _Rest] | None:
    known = known_in(years, through)
    return (known, _rest(known, end)) if known else None


def _rest(known: Known, end: int) -> _Rest:
    """Last year's months to come and the growth of the views; without views, the mean change per
    month so far, partly believed; never less than nothing for amounts that do not shrink.
    """
    seen, k = views(known, end), len(known.now)
    if seen is None:
        last = known.rows[-1]
        rest = sum(last[k:end]) + (end - k) * (sum(known.now) - sum(last[:k])) / (k + 3)
        return _Rest(max(rest, 0.0) if min(*last, *known.now) >= 0 else rest, 0.0)
    c0, c1, c2 = COEFFICIENTS[min(len(known.rows), 3)][k - 1]
    growth = c0 + c1 * seen.first + c2 * seen.second + (1 - c1 - c2) * seen.beyond
    return _Rest(seen.base * exp(growth), seen.doubt)


def _joined(months: Sequence[float]) -> Sequence[float]:
    """January and February as one release would have them."""
    half = (months[0] + months[1]) / 2
    return [half, half, *months[2:]]


def _usual(shares: Sequence[list[float]]) -> tuple[list[float], list[float]]:
    """The mean shares, the newest year counting most, and the median shares."""
    count = len(shares)
    if count == 1:
        return shares[0], shares[0]
    columns, weights, whole = (
        list(zip(*shares, strict=True)),
        range(1, count + 1),
        count * (count + 1) / 2,
    )
    ordered, half = map(sorted, columns), count // 2
    middle = [
        column[half] if count % 2 else (column[half - 1] + column[half]) / 2 for column in ordered
    ]
    return [sum(map(mul, weights, column)) / whole for column in columns], middle


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")
