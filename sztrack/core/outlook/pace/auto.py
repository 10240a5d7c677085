"""Chooses among the other models: what suits the kind of figure, then what did far better in the
series' own earlier years.

Amounts, growth over published levels, and rates that are means of the year so far: `smoothed`,
unless its past errors at this month were large and another model's less than a third of them
(choosing by past errors alone costs a seventh of the accuracy and of the interval:
docs/projection.md). Growth alone: `growth`. Other rates: `rate`. Where the first choice has too
little to go on, the next one that has enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Kind, Miss, Projection, Share
from sztrack.core.outlook.pace import model
from sztrack.core.outlook.pace import project as project_by

MINIMUM_MONTHS = 2
_BETTER = Decimal("0.3")
"""A later model is taken when its mean past error is below this part of the first one's."""
_LARGE = Decimal("0.1")
"""All but growth: the mean past error, as a part of what came, from which other models are tried at
all.
"""
_LEAST_YEARS = 2


def share(history: History) -> Share | Abstention:
    """As in earlier years where there is one to go by, else the elapsed share."""
    learnt = model("seasonal").share(history)
    return learnt if isinstance(learnt, Share) else model("linear").share(history)


def project(history: History) -> Projection | Abstention:
    """By the model chosen, whose name the projection bears; the first one's abstention where none
    has enough to go on.
    """
    first, *others = traits(history.kind).models
    chosen = project_by(first, history)
    if isinstance(chosen, Abstention):
        return next(
            (p for name in others if isinstance(p := project_by(name, history), Projection)), chosen
        )
    chosen = replace(chosen, misses=chosen.misses or model(first).misses(history))
    if bound := _bound(chosen.misses, history.kind):
        for name in others:
            past = model(name).misses(history)
            if (
                len(past) >= _LEAST_YEARS
                and (error := _mean(past)) < bound
                and isinstance(rival := project_by(name, history), Projection)
            ):
                chosen, bound = replace(rival, misses=past), error
    return chosen


def misses(history: History) -> tuple[Miss, ...]:
    """Those of the model that it chooses now."""
    chosen = project(history)
    return model(chosen.model).misses(history) if isinstance(chosen, Projection) else ()


def scale(history: History, errors: Sequence[float]) -> float | None:
    """That of the model that it chooses now."""
    chosen = project(history)
    return model(chosen.model).scale(history, errors) if isinstance(chosen, Projection) else None


def _bound(past: Sequence[Miss], kind: Kind) -> Decimal | None:
    """The mean error that another model must stay below; None where there is no reason to look for
    one.
    """
    if len(past) < _LEAST_YEARS:
        return None
    error = _mean(past)
    if not traits(kind).by_growth and error < _LARGE * sum(
        (abs(miss.actual) for miss in past), Decimal(0)
    ) / len(past):
        return None
    return error * _BETTER


def _mean(past: Sequence[Miss]) -> Decimal:
    return sum((abs(miss.actual - miss.projected) for miss in past), Decimal(0)) / len(past)
