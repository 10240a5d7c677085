"""A projection with its interval and the probability of meeting the goal: what a planner is
shown.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sztrack.core.model import Abstention, Goal, History, Projection
from sztrack.core.outlook.movement import least
from sztrack.core.outlook.pace import model, project
from sztrack.core.outlook.spread import spread

LEVEL = Decimal(80)
"""Percent of the results that the interval is to hold, unless another level is asked for."""


def forecast(
    history: History,
    pace: str,
    level: Decimal = LEVEL,
    goal: Goal | None = None,
    tolerance: Decimal = Decimal(0),
) -> Projection | Abstention:
    """Where the window ends by the pace model, with an interval at `level` percent where there is
    something to draw one from; never below what is there and cannot be lost.

    `tolerance` is the width of an "about" goal, in the goal's unit. KeyError for an unknown model.
    """
    point = project(pace, history)
    if isinstance(point, Abstention) or history.through >= history.end:
        return point
    lowest = least(history)
    if point.value < lowest:
        point = replace(point, value=history.actuals[history.through])
    chosen = model(point.model)
    past = point.misses or chosen.misses(history)
    around = spread(history, point, past, chosen.scale, lowest)
    if around is None:
        return replace(point, misses=past)
    tail = float(100 - level) / 200
    return replace(
        point,
        low=around.at(tail),
        high=around.at(1 - tail),
        level=level,
        probability=Decimal(round(100 * around.meets(goal, tolerance))) if goal else None,
        misses=past,
    )
