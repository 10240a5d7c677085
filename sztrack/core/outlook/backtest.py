"""Each pace model's past errors on the series at hand, by month of the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Abstention, Assessment, History, Projection, Text
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import replay
from sztrack.core.outlook.pace import names, project
from sztrack.core.words.period import Month

MONTHS = (2, 3, 6, 9, 11)
_YEARS = 20


class Error(NamedTuple):
    """One projection of an earlier year, and how far it was off."""

    id: str
    model: str
    month: int
    year: int
    size: Decimal
    """Without sign: percent of what came (flow, stock), or points of the figure (growth, rate)."""
    in_points: bool


class Choice(NamedTuple):
    """What `auto` uses for a series now, or why nothing."""

    id: str
    name: Text
    through: Month
    result: Projection | Abstention


def backtest(
    assessments: Iterable[Assessment], months: Sequence[int] = MONTHS
) -> tuple[list[Error], list[Choice]]:
    """Replay every earlier year of every series that has figures, with every model on the shelf."""
    errors: list[Error] = []
    choices: list[Choice] = []
    for a in assessments:
        if a.history is None:
            continue
        for name in names():
            errors += (
                error for month in months for error in _errors(a.target.id, name, a.history, month)
            )
        choices.append(
            Choice(
                id=a.target.id,
                name=a.target.name,
                through=a.history.through,
                result=forecast(a.history, "auto"),
            )
        )
    return errors, choices


def _errors(of: str, name: str, history: History, month: int) -> list[Error]:
    if month >= history.end.month:
        return []
    past = replay(
        partial(project, name), replace(history, through=Month(history.through.year, month)), _YEARS
    )
    in_points = traits(history.kind).is_ratio
    return [
        Error(
            id=of,
            model=name,
            month=month,
            year=miss.year,
            size=abs(miss.projected - miss.actual)
            if in_points
            else abs(miss.projected / miss.actual - 1) * 100,
            in_points=in_points,
        )
        for miss in past
        if in_points or miss.actual
    ]
