"""A method's own past errors: what it would have said in earlier years at the same month, against what came."""

from __future__ import annotations

from collections.abc import Callable

from sztrack.core.model import Abstention, History, Kind, Miss, Projection
from sztrack.core.period import Month


def misses(project: Callable[[History], Projection | Abstention], history: History, most: int = 6) -> tuple[Miss, ...]:
    """The newest earlier years, at most `most`, in which `project` had enough to go on and whose end is known; the newest first."""
    found = []
    this = history.through.year
    for year in sorted({month.year for month in history.actuals if month.year < this}, reverse=True):
        end = history.actuals.get(Month(year, history.end.month))
        then = at(history, year)
        if end is None or then is None or history.through.month >= history.end.month:
            continue
        projection = project(then)
        if isinstance(projection, Projection):
            found.append(Miss(year, projection.value, end))
        if len(found) == most:
            break
    return tuple(found)


def at(history: History, year: int) -> History | None:
    """What was known in the same month of `year`; None where that month has no figure. Models do not look beyond `through`."""
    through = Month(year, history.through.month)
    start = history.actuals.get(Month(year - 1, 12)) if history.kind is Kind.STOCK else None
    if through not in history.actuals:
        return None
    return history._replace(through=through, end=Month(year, history.end.month), start=start)
