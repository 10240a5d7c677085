"""A shelf of the kinds of target, one file each, found by the name of the `Kind`.

A formula that fits one kind is wrong for the next: everything that differs by kind stands in its
file, as an instance of `Traits` called `TRAITS`. Nobody else asks which kind a target is; they ask
its traits.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.traits import HUNDRED, Traits


def names() -> tuple[str, ...]:
    """The kinds on the shelf."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def traits(kind: Kind) -> Traits:
    """What the file of `kind` states about it."""
    return cast(Traits, import_module(f"{__name__}.{kind.value}").TRAITS)


def measured() -> tuple[Kind, ...]:
    """The kinds whose goal is a number."""
    return tuple(kind for kind in Kind if traits(kind).is_measured)


def by_share(
    model: str, history: History, share: Callable[[History], Share | Abstention]
) -> Projection | Abstention:
    """The projection of a pace model that is its expected share: amounts over the share, growth and
    rates carried to the year end.
    """
    of = traits(history.kind)
    expected = Share(model, Decimal(1), ()) if of.is_ratio else share(history)
    if isinstance(expected, Abstention):
        return expected
    value = of.year_end(history, expected.value)
    if isinstance(value, Text):
        return Abstention(model, value)
    return Projection(
        model=model, value=value, base_years=expected.base_years, formula=of.year_end_formula
    )


def required_amount(goal: Decimal, actual: Decimal, months: int) -> Decimal:
    """Flow and stock: the amount each of the remaining `months` (at least 1) must bring."""
    return (goal - actual) / months


def implied_growth(now: Decimal, before: Decimal, w: Decimal, v: Decimal) -> Decimal:
    """The growth in percent of the months between two year-to-date figures, whose months made `w`
    and `v` of last year: (w g - v g') / (w - v).
    """
    return (w * now - v * before) / (w - v) if w > v else now


def required_growth(goal: Decimal, seen: Decimal, weight: Decimal) -> Decimal:
    """The growth in percent that the remaining months need for the year to reach `goal`.

    ((1 + G) - w (1 + g)) / (1 - w) - 1, with w (0 < w < 1) the share of last year that the known
    months made up. The national bureau's own use: first three quarters of 2023 at +5.2 % and a goal
    of about 5 % leave +4.4 % for the fourth (press conference, 2023-10-18).
    """
    needed = (HUNDRED + goal - weight * (HUNDRED + seen)) / (1 - weight)
    return needed - HUNDRED
