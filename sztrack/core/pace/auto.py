"""Chooses among the other models: what suits the kind of figure, then what did better in the series' own earlier years."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from sztrack.core.hindcast import misses
from sztrack.core.model import Abstention, History, Kind, Projection, Share, Text
from sztrack.core.pace import model
from sztrack.core.pace import project as project_by

SUMMARY = Text("自动：逐项按类型和往年误差选用模型", "chooses for each series, by its kind and by the models' past errors")
MINIMUM_MONTHS = 2
_RIVALS = ("seasonal", "reference", "linear")
_MUCH_BETTER = Decimal("0.5")
"""A rival is taken when its mean past error is below this part of the first choice's."""
_LEAST_YEARS = 2


def share(history: History) -> Share | Abstention:
    """As in earlier years where there is one to go by, else the elapsed share."""
    learnt = model("seasonal").share(history)
    return learnt if isinstance(learnt, Share) else model("linear").share(history)


def project(history: History) -> Projection | Abstention:
    """By the model chosen, whose name the projection bears; the first choice's abstention where none has enough to go on."""
    first = "rate" if history.kind is Kind.RATE else "smoothed"
    chosen = project_by(first, history)
    if isinstance(chosen, Abstention):
        return next((p for name in _RIVALS if isinstance(p := project_by(name, history), Projection)), chosen)
    if history.kind is Kind.RATE:
        return chosen
    least = _error(first, history)
    for name in _RIVALS if least else ():
        error = _error(name, history)
        if least is not None and error is not None and error < _MUCH_BETTER * least and isinstance(rival := project_by(name, history), Projection):
            chosen, least = rival, error / _MUCH_BETTER
    return chosen


def _error(name: str, history: History) -> Decimal | None:
    """Mean past error at this month, in the figure's unit; None with fewer than two years to go by."""
    past = misses(partial(project_by, name), history, 3)
    return sum((abs(miss.actual - miss.projected) for miss in past), Decimal(0)) / len(past) if len(past) >= _LEAST_YEARS else None
