"""Growth from growth alone: the rest of the year grows as the year did so far, moved towards the
latest quarter, towards earlier years and away from what made last year's rest a high base.

    G = w g + (1 - w) rest
    rest = g + w (q - g) + (1 - w) / 2 x (M - g) - (R - last year's g) / 10

w is what the known months made of last year: by its published levels where there are some, else
equal months. q is the growth that the latest quarter implies, from the earliest figure within it;
the more of the year is known, the more it counts. M is the median growth of up to three earlier
years; the pull towards it fades as the year fills, and moves the rest alone. R is what the same
months of last year grew, so that a strong end of last year is a high base for this one's.

How wide: the error of G is that of the rest times 1 - w, so that the errors of all months of the
last three years speak of this one (`scale`). How the constants were found, and what the model gave:
docs/projection.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import log, sqrt
from statistics import median
from typing import NamedTuple

from sztrack.core.kinds import implied_growth, traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import MOST_MISSES, replay
from sztrack.core.words.period import Month

MINIMUM_MONTHS = 2
REVERSION = 0.5
"""How far the rest of the year goes back to earlier years' growth where nothing of it is known."""
BASE_EFFECT = 0.1
"""What a point more of growth in last year's rest than before it takes from this year's."""
TYPICAL = 4.0
"""The mean error of the rest's growth in a series that nothing is known of, in points."""
TYPICAL_WEIGHT = 0.5
"""What that counts beside a year of own errors."""
FACTORS = (2.3, 1.9, 1.8, 1.8)
"""From mean error to scale, with none to three years of own errors."""
_SO_FAR = Text(
    "w × 累计增速 +（1-w）× 余期增速，余期增速 = 累计增速",
    "w x so far + (1-w) x rest, rest = so far",
)
_REVERTS = Text(
    " +（1-w）/2 ×（往年增速中位数 - 累计增速）",
    " + (1-w)/2 x (median of earlier years - so far)",
)
_HIGH_BASE = Text(
    " - 0.1 ×（上年余期增速 - 上年同期增速）",
    " - 0.1 x (last year's rest - last year so far)",
)


class _Known(NamedTuple):
    """What is known of a series, in plain numbers."""

    history: History
    growths: Mapping[int, Mapping[int, float]]
    """Of the year so far, in percent, by year and month."""

    def weight(self, year: int, month: int) -> float:
        """What the months up to this one make of the year."""
        return float(_weight(self.history, year, month))


class _Ended(NamedTuple):
    """A year's growth, what it was worked out by and from which years."""

    growth: float
    formula: Text
    base_years: tuple[int, ...]


def share(history: History) -> Share | Abstention:
    """The part of last year that the months up to this one made up."""
    year, month = history.through
    w = _weight(history, year, month)
    return Share("growth", w, () if _levels(history, year) is None else (year - 1,))


def project(history: History) -> Projection | Abstention:
    """Only for growth."""
    if not traits(history.kind).by_growth:
        return Abstention("growth", Text("只用于增速类指标", "for growth alone"))
    ended = _ended(_known(history), *history.through)
    return Projection(
        model="growth",
        value=Decimal(f"{ended.growth:.12g}"),
        base_years=ended.base_years,
        formula=ended.formula,
    )


def misses(history: History) -> tuple[Miss, ...]:
    """Replayed at this month of earlier years."""
    return replay(project, history)


def scale(history: History, _errors: Sequence[float]) -> float | None:
    """The typical error of the rest's growth, by the own errors in all months of earlier years,
    times the part of the year that is to come.

    Means of square roots: one absurd year does not become the whole scale.
    """
    if not traits(history.kind).by_growth:
        return None
    year, month = history.through
    known = _known(history)
    earlier = (_error(known, before) for before in range(year - MOST_MISSES, year))
    own = [error for error in earlier if error is not None]
    roots = TYPICAL_WEIGHT * sqrt(TYPICAL) + sum(map(sqrt, own))
    typical = (roots / (TYPICAL_WEIGHT + len(own))) ** 2
    return FACTORS[len(own)] * typical * (1 - known.weight(year, month)) / 100


def _known(history: History) -> _Known:
    growths: dict[int, dict[int, float]] = {}
    oldest = history.through.year - 2 * MOST_MISSES
    for (year, month), growth in history.actuals.items():
        if year >= oldest:
            growths.setdefault(year, {})[month] = float(growth)
    return _Known(history, growths)


def _ended(known: _Known, year: int, month: int) -> _Ended:
    """Where `year` ends by what was known in `month` of it."""
    this, end = known.growths[year], known.history.end.month
    now, w = this[month], known.weight(year, month)
    rest, formula = now, _SO_FAR
    quarter = next((gap for gap in (3, 2, 1) if month - gap in this), None)
    if quarter is not None:
        before = month - quarter
        latest = implied_growth(now, this[before], w, known.weight(year, before))
        rest += w * (latest - now)
        formula = _and(
            formula,
            Text(
                f" + w ×（最近{quarter}个月隐含增速 - 累计增速）",
                f" + w x (implied by the latest {quarter} months - so far)",
            ),
        )
    whole = {
        earlier: known.growths[earlier][end]
        for earlier in range(year - MOST_MISSES, year)
        if end in known.growths.get(earlier, ())
    }
    if whole:
        rest += REVERSION * (1 - w) * (median(whole.values()) - now)
        formula = _and(formula, _REVERTS)
    last = known.growths.get(year - 1, {})
    if end in last and month in last:
        last_rest = (last[end] - w * last[month]) / (1 - w)
        rest -= BASE_EFFECT * (last_rest - last[month])
        formula = _and(formula, _HIGH_BASE)
    return _Ended(w * now + (1 - w) * rest, formula, tuple(whole))


def _error(known: _Known, year: int) -> float | None:
    """The mean error of the rest's growth over the months of an earlier year, in points of
    ln(100 % + growth); None where its end is not known.
    """
    this, end = known.growths.get(year, {}), known.history.end.month
    if end not in this or this[end] <= -100:
        return None
    off, rests = 0.0, 0.0
    for month in range(MINIMUM_MONTHS, end):
        if month in this and (said := _ended(known, year, month).growth) > -100:
            off += abs(log((100 + this[end]) / (100 + said))) * 100
            rests += 1 - known.weight(year, month)
    return off / rests if rests else None


def _and(one: Text, more: Text) -> Text:
    return Text(one.zh + more.zh, one.en + more.en)


def _weight(history: History, year: int, month: int) -> Decimal:
    """What the months up to this one made of the year before: by its levels, else equal months."""
    levels = _levels(history, year)
    by_now, whole = (levels[month], levels[history.end.month]) if levels else (None, None)
    if by_now and whole and 0 < by_now < whole:
        return by_now / whole
    return Decimal(month) / history.end.month


def _levels(history: History, year: int) -> Sequence[Decimal | None] | None:
    last = history.years.base.get(year - 1)
    return last.amounts if last else None
