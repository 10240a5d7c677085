"""Chooses among the other models: what suits the kind of figure, then what did far better in the
series' own earlier years.

Flows: `smoothed`, unless its past errors at this month were large and another model's less than a
third of them (choosing by past errors alone costs a seventh of the accuracy and of the interval:
docs/projection.md). Growth, rates and stocks: the model of that name. Where the first choice has
too little to go on, the next one that has enough; works without an earlier year have no projection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text
from sztrack.core.outlook.pace import model
from sztrack.core.outlook.pace import project as project_by

MINIMUM_MONTHS = 2
_BETTER = Decimal("0.3")
"""A later model is taken when its mean past error is below this part of the first one's."""
_LARGE = Decimal("0.1")
"""The mean past error, as a part of what came, from which other models are tried at all."""
_LEAST_YEARS = 2
_WORKS = Abstention(
    "auto",
    Text(
        "建设类任务多在年底集中完成，没有往年数据，不作预计",
        "works are mostly delivered at the end of a year: no projection without an earlier one",
    ),
)


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
        return _next(history, others) or chosen
    chosen = replace(chosen, misses=chosen.misses or model(first).misses(history))
    if bound := _bound(chosen.misses):
        for name in others:
            past = model(name).misses(history)
            if (
                len(past) >= _LEAST_YEARS
                and (error := _mean(past)) < bound
                and isinstance(rival := project_by(name, history), Projection)
            ):
                chosen, bound = replace(rival, misses=past), error
    return chosen


def _next(history: History, names: Sequence[str]) -> Projection | Abstention | None:
    """The first that has enough to go on; none of works that only their first year's pace speaks
    of.
    """
    for name in names:
        if isinstance(said := project_by(name, history), Projection):
            return _WORKS if history.is_works and not said.base_years else said
    return None


def misses(history: History) -> tuple[Miss, ...]:
    """Those of the model that it chooses now."""
    chosen = project(history)
    return model(chosen.model).misses(history) if isinstance(chosen, Projection) else ()


def scale(history: History, errors: Sequence[float]) -> float | None:
    """That of the model that it chooses now."""
    chosen = project(history)
    return model(chosen.model).scale(history, errors) if isinstance(chosen, Projection) else None


def _bound(past: Sequence[Miss]) -> Decimal | None:
    """The mean error that another model must stay below; None where there is no reason to look for
    one.
    """
    if len(past) < _LEAST_YEARS:
        return None
    error = _mean(past)
    came = sum((abs(miss.actual) for miss in past), Decimal(0)) / len(past)
    if error < _LARGE * came:
        return None
    return error * _BETTER


def _mean(past: Sequence[Miss]) -> Decimal:
    return sum((abs(miss.actual - miss.projected) for miss in past), Decimal(0)) / len(past)
