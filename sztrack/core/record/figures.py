"""What was read, tidy: one object per figure, with the targets of the plan that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.model import Basis, Bound, FileRead, Observation, Plan, Source, Stage
from sztrack.core.record.reconcile import name_key, targets_by_name
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, split_unit

BOUND_STATES = {
    Bound.AT_LEAST: "at-least",
    Bound.AT_MOST: "at-most",
    Bound.ABOUT: "about",
}
"""The words of a status column for what is not said exactly."""


class ReadFigure(NamedTuple):
    """One figure as its file prints it."""

    place: str
    """As printed; empty for the whole."""
    indicator: str
    """As printed; of an alias the name it stands for, so that one indicator has one name."""
    targets: tuple[str, ...]
    """Ids of the targets that the name stands for."""
    month: Month
    """The last month covered."""
    basis: Basis
    value: Quantity | None
    growth: Decimal | None
    stage: Stage | None
    status: str
    """The words of a status column, parted by `;`: `revised`, `second-hand`, and one of `at-least`,
    `at-most` and `about`.
    """
    released: date | None
    dialect: str
    """Of its file; several, parted by `+`, where the tables of the file differ."""
    sources: tuple[Source, ...]
    """The lines it was read from: two where level and growth stand apart."""


def read_figures(
    observations: Iterable[Observation], files: Iterable[FileRead], plan: Plan | None = None
) -> list[ReadFigure]:
    """Every figure, in the order of the rows; without a plan, about no target.

    A level and a growth of one figure that stand on two lines become one. Rows that repeat or
    contradict each other stay apart, side by side: which of them counts is not decided here.
    """
    dialects = {file.path: file.dialect for file in files}
    targets = targets_by_name(plan) if plan else {}
    names = _names_behind(plan) if plan else {}
    alike: dict[tuple[object, ...], list[Observation]] = {}
    for row in observations:
        alike.setdefault(_key(row), []).append(row)
    found = []
    for rows in alike.values():
        if _complete_each_other(rows):
            found.append(_figure(rows, dialects, targets, names))
        else:
            found += [_figure([row], dialects, targets, names) for row in rows]
    return found


def _names_behind(plan: Plan) -> dict[str, str]:
    """For each alias the name it stands for."""
    return {
        name_key(alias): split_unit(stands_for)[0] for alias, stands_for in plan.aliases.items()
    }


def _key(row: Observation) -> tuple[object, ...]:
    """What two rows about one figure, of one publication, have in common."""
    name = name_key(row.indicator)
    return (
        row.place,
        name,
        row.month,
        row.basis,
        row.released,
        row.revised,
        row.second_hand,
        row.bound,
    )


def _complete_each_other(rows: Sequence[Observation]) -> bool:
    """Whether they are a level and the growth that belongs to it, and nothing else."""
    if len(rows) != 2 or any(row.stage for row in rows):
        return False
    levels = [row for row in rows if row.value is not None]
    growths = [row for row in rows if row.growth is not None]
    return len(levels) == len(growths) == 1 and levels != growths


def _figure(
    rows: Sequence[Observation],
    dialects: Mapping[str, str],
    targets: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
) -> ReadFigure:
    """The figure of one row, or of the two that complete each other."""
    first = rows[0]
    key = name_key(first.indicator)
    states = {"revised": first.revised, "second-hand": first.second_hand} | {
        word: first.bound is bound for bound, word in BOUND_STATES.items()
    }
    return ReadFigure(
        place=first.place,
        indicator=names.get(key, first.indicator),
        targets=targets.get(key, ()),
        month=first.month,
        basis=first.basis,
        value=next((row.value for row in rows if row.value is not None), None),
        growth=next((row.growth for row in rows if row.growth is not None), None),
        stage=first.stage,
        status=";".join(word for word, holds in states.items() if holds),
        released=first.released,
        dialect=dialects.get(first.source.path, ""),
        sources=tuple(row.source for row in rows),
    )
