"""Growth, alone or beside levels: the rest of the year grows as the year did so far, moved towards
the latest quarter, towards earlier years and away from what made last year's rest a high base.

    G = w g + (1 - w) rest
    rest = g + w (q - g) + (1 - w) / 2 x (M - g) - (R - last year's g) / 10

w is what the known months made of last year: by its published levels where there are some, else
equal months. q is the growth that the latest quarter implies, from the earliest figure within it;
the more of the year is known, the more it counts. M is the median growth of up to three earlier
years; the pull towards it fades as the year fills, and moves the rest alone. R is what the same
months of last year grew: a strong end of last year is a high base for this one's.

Beside levels that tell the same growth, `smoothed` over these has a say of its own: both are
averaged, by the inverse fourth power of their past errors. Levels that tell another growth (at
current prices, beside growth at constant ones) weigh the months and say no more.

How wide: the error of G is that of the rest times 1 - w, so the errors in all months of the last
three years speak of this one (`scale`). How the constants were found, and what the model gave:
docs/projection.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import log, sqrt
from statistics import fmean, median
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.history import MOST_MISSES
from sztrack.core.outlook.pace import model, weighed
from sztrack.core.outlook.pace import project as project_by
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
BESIDE = 1.1
"""How much wider where both views have a say: the errors that weigh them then look too small."""
NOISE = 0.01
"""What is off even where the whole year is known: rounding and small revisions, as a part of it."""
FACTORS = (2.3, 1.9, 1.8, 1.8)
"""From mean error to scale, with none to three years of own errors."""
APART = Decimal("0.5")
"""Levels tell another growth where the median difference of earlier years is more, in points."""
ROUNDING = 0.1
"""Points added to the past errors that weigh the two views: small ones say little."""
OUTSIDE = 1.2
"""What a past error of growth alone counts beside one of the levels'."""
STEEP = 4
"""How sharply the past errors weigh."""
CALM = 1.2
"""Below this mean past error of the rest's growth, in points, growth alone has all the weight:
levels know no steady growth and would slow it.
"""
FIRST_WEIGHT = 0.3
"""Of growth alone beside levels, where no past error is known."""
_SO_FAR = Text(
    "w × 累计增速 +（1-w）× 余期增速，余期增速 = 累计增速",
    "w x growth to date + (1-w) x rest, rest = to date",
)
_REVERTS = Text(
    " +（1-w）/2 ×（往年增速中位数 - 累计增速）",
    " + (1-w)/2 x (median of earlier years - to date)",
)
_HIGH_BASE = Text(
    " - 0.1 ×（上年余期增速 - 上年同期增速）",
    " - 0.1 x (last year's rest - last year's to date)",
)


class _Year(NamedTuple):
    """A year in plain numbers, and what earlier ones say of it."""

    growths: Mapping[int, float]
    """Of the year so far, in percent, by month."""
    weights: Sequence[float]
    """The part of the year that the months up to each one make."""
    middle: float | None
    """The median growth of up to three earlier years."""
    last: Mapping[int, float]
    """The growths of the year before; empty where there is none."""


class _Views(NamedTuple):
    """Growth alone, and what the levels beside it say, weighed by the past errors of both."""

    alone: float
    levels: Projection | None
    weight: float
    """Of growth alone."""
    misses: tuple[Miss, ...]
    """Of both together."""


def share(history: History) -> Share | Abstention:
    """The part of last year that the months up to this one made up."""
    (year, month), levels = history.through, _levels(history)
    by_now, whole = (levels[month], levels[history.end.month]) if levels else (None, None)
    if by_now and whole and 0 < by_now < whole:
        return Share("growth", by_now / whole, (year - 1,))
    return Share("growth", Decimal(month) / history.end.month, ())


def project(history: History) -> Projection | Abstention:
    """Only for growth."""
    if not traits(history.kind).by_growth:
        return Abstention("growth", Text("只用于增速类指标", "for growth alone"))
    year, month = history.through
    known = _years(history)
    views = _views(history, known)
    value, formula = views.alone, _formula(known[year], month, history.end.month)
    base_years = tuple(sorted(before for before in _whole(history) if before >= year - MOST_MISSES))
    if views.levels is not None:
        value = _mixed(views.weight, value, float(views.levels.value))
        formula = weighed(views.weight, formula, views.levels.formula)
        base_years = tuple(sorted({*base_years, *views.levels.base_years}))
    return Projection(
        model="growth",
        value=_decimal(value),
        base_years=base_years,
        formula=formula,
        misses=views.misses,
    )


def misses(history: History) -> tuple[Miss, ...]:
    """What it would have said in this month of earlier years, the newest first."""
    if not traits(history.kind).by_growth:
        return ()
    return _views(history, _years(history)).misses


def scale(history: History, errors: Sequence[float]) -> float | None:
    """The typical error of the rest's growth times the part of the year that is to come.

    The own errors in all months of earlier years and those of this month count half each. Means of
    square roots: one absurd year does not become the whole scale.
    """
    if not traits(history.kind).by_growth:
        return None
    year, month = history.through
    known, end = _years(history), history.end.month
    factor = BESIDE if 0 < _views(history, known).weight < 1 else 1.0
    to_come = 1 - known[year].weights[month] + NOISE
    in_all = (_error(known[before], end) for before in known if before < year)
    own = [error for error in in_all if error is not None]
    here = [100 * abs(error) / to_come for error in errors]
    roots = TYPICAL_WEIGHT * sqrt(TYPICAL) + sum(map(sqrt, [*own, *here])) / 2
    typical = (roots / (TYPICAL_WEIGHT + (len(own) + len(here)) / 2)) ** 2
    return factor * FACTORS[len(own)] * typical * to_come / 100


def _whole(history: History) -> dict[int, float]:
    """The growth of every earlier year that a past error may need."""
    year, end = history.through.year, history.end.month
    found = {}
    for before in range(year - 2 * MOST_MISSES, year):
        if (growth := history.actuals.get(Month(before, end))) is not None:
            found[before] = float(growth)
    return found


def _years(history: History) -> dict[int, _Year]:
    """The year at hand and those whose past errors count, the newest first, but for those without
    a figure.
    """
    newest = history.through.year
    rows: dict[int, dict[int, float]] = {}
    for (year, month), growth in history.actuals.items():
        if newest - MOST_MISSES - 1 <= year <= newest:
            rows.setdefault(year, {})[month] = float(growth)
    whole = _whole(history)
    known = {}
    for year in range(newest, newest - MOST_MISSES - 1, -1):
        if year in rows:
            before = [whole[past] for past in range(year - MOST_MISSES, year) if past in whole]
            known[year] = _Year(
                growths=rows[year],
                weights=_weights(history, year),
                middle=median(before) if before else None,
                last=rows.get(year - 1, {}),
            )
    return known


def _weights(history: History, year: int) -> list[float]:
    """What the months up to each one made of the year before: by its levels, else equal months."""
    end, last = history.end.month, history.years.base.get(year - 1)
    weights = [month / end for month in range(end + 1)]
    whole = last.amounts[end] if last else None
    if last and whole:
        for month, amount in enumerate(last.amounts[:end]):
            if amount is not None and 0 < amount / whole < 1:
                weights[month] = float(amount / whole)
    return weights


def _ended(this: _Year, month: int, end: int) -> float:
    """Where a year ends by what was known in `month` of it."""
    now, w = this.growths[month], this.weights[month]
    rest = now
    if gap := _quarter(this, month):
        before, v = this.growths[month - gap], this.weights[month - gap]
        latest = (w * now - v * before) / (w - v) if w > v else now
        rest += w * (latest - now)
    if this.middle is not None:
        rest += REVERSION * (1 - w) * (this.middle - now)
    if month in this.last and end in this.last:
        last_rest = (this.last[end] - w * this.last[month]) / (1 - w)
        rest -= BASE_EFFECT * (last_rest - this.last[month])
    return w * now + (1 - w) * rest


def _formula(this: _Year, month: int, end: int) -> Text:
    """What `_ended` works out, without what was not known."""
    found = _SO_FAR
    if gap := _quarter(this, month):
        found = _and(
            found,
            Text(
                f" + w ×（最近{gap}个月隐含增速 - 累计增速）",
                f" + w x (implied by the latest {gap} months - to date)",
            ),
        )
    if this.middle is not None:
        found = _and(found, _REVERTS)
    if month in this.last and end in this.last:
        found = _and(found, _HIGH_BASE)
    return found


def _quarter(this: _Year, month: int) -> int | None:
    """How many months ago the earliest figure within a quarter was; None without one."""
    return next((gap for gap in (3, 2, 1) if month - gap in this.growths), None)


def _views(history: History, known: Mapping[int, _Year]) -> _Views:
    """Without levels that tell the same growth, growth alone has all the weight."""
    (year, month), end = history.through, history.end.month
    alone, past = _ended(known[year], month, end), _past(known, year, month, end)
    levels = project_by("smoothed", history) if _same_growth(history) else None
    if not isinstance(levels, Projection):
        return _Views(alone=alone, levels=None, weight=1.0, misses=_misses(history, past))
    theirs = {miss.year: miss for miss in model("smoothed").misses(history)}
    both = {
        before: (said, float(theirs[before].projected), float(theirs[before].actual))
        for before, said in past.items()
        if before in theirs
    }
    weight = FIRST_WEIGHT
    if both:
        off = fmean(abs(said - came) for said, _, came in both.values())
        their = fmean(abs(said - came) for _, said, came in both.values())
        weight = _weight(off, their, 1 - known[year].weights[month])
    mixed = {before: _mixed(weight, mine, other) for before, (mine, other, _) in both.items()}
    return _Views(alone=alone, levels=levels, weight=weight, misses=_misses(history, mixed))


def _past(known: Mapping[int, _Year], year: int, month: int, end: int) -> dict[int, float]:
    """What growth alone would have said in this month of earlier years."""
    return {
        before: _ended(this, month, end)
        for before, this in known.items()
        if before < year and month in this.growths and end in this.growths
    }


def _weight(alone: float, levels: float, to_come: float) -> float:
    """Of growth alone, by the mean past errors of both and the part of the year to come."""
    if alone < CALM * to_come:
        return 1.0
    off, their = OUTSIDE * (alone + ROUNDING), levels + ROUNDING
    return their**STEEP / (off**STEEP + their**STEEP)


def _same_growth(history: History) -> bool:
    """Whether the levels of earlier years tell the growth that was published."""
    newest = sorted(history.years.apart.items())[-MOST_MISSES:]
    return not newest or median(abs(points) for _, points in newest) <= APART


def _mixed(weight: float, alone: float, levels: float) -> float:
    return weight * alone + (1 - weight) * levels


def _misses(history: History, said: Mapping[int, float]) -> tuple[Miss, ...]:
    end = history.end.month
    return tuple(
        Miss(year, _decimal(value), history.actuals[Month(year, end)])
        for year, value in said.items()
    )


def _error(this: _Year, end: int) -> float | None:
    """The mean error of the rest's growth over the months of an earlier year, in points of
    ln(100 % + growth); None where its end is not known.
    """
    if end not in this.growths or this.growths[end] <= -100:
        return None
    came = log(100 + this.growths[end])
    off, rests = 0.0, 0.0
    for month in range(MINIMUM_MONTHS, end):
        if month in this.growths and (said := _ended(this, month, end)) > -100:
            off += abs(came - log(100 + said)) * 100
            rests += 1 - this.weights[month] + NOISE
    return off / rests if rests else None


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")


def _and(one: Text, more: Text) -> Text:
    return Text(one.zh + more.zh, one.en + more.en)


def _levels(history: History) -> Sequence[Decimal | None] | None:
    last = history.years.base.get(history.through.year - 1)
    return last.amounts if last else None
