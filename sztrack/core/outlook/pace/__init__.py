"""A shelf of pace models, one file each.

A model knows two things, both from a `History`:

- `share(history)`: the part of the window expected to be done by the data's month, 0 to 1, or an
  `Abstention`;
- `project(history)`: the `Projection` of the goal's month, or an `Abstention`;
- `misses(history)` and `scale(history, errors)`: how far it was off in earlier years, and what that
  says of this one.

Models never see the goal, do not look beyond the data's month, and do not know each other. They are
found by name; only the one asked for is imported. Every model keeps the laws of
`tests/core/test_pace_laws.py`: a complete year projects to itself, a change of unit scales the
answer, too little gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sztrack.core.model import Abstention, History, Miss, Projection, Share, Text


class Model(Protocol):
    """What each file of this shelf offers."""

    MINIMUM_MONTHS: int
    """No projection before this month of the window."""

    def share(self, history: History) -> Share | Abstention:
        """The part of the window expected to be done by now."""

    def project(self, history: History) -> Projection | Abstention:
        """The figure of the goal's month, at a month before it."""

    def misses(self, history: History) -> tuple[Miss, ...]:
        """What it would have said at the same month of earlier years, the newest first."""

    def scale(self, history: History, errors: Sequence[float]) -> float | None:
        """The scale of ln(came / projected), given the own past `errors` in those logs; None where
        too little is known.
        """


@cache
def names() -> tuple[str, ...]:
    """The models on the shelf. The folder is listed once: every target of a plan asks."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def model(name: str) -> Model:
    """The model called `name`. KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Model, import_module(f"{__name__}.{name}"))


def project(name: str, history: History) -> Projection | Abstention:
    """The figure of the goal's month by the model called `name`; the figure itself once the month
    is there.
    """
    if history.through >= history.end:
        return Projection(
            model=name,
            value=history.actuals[history.through],
            base_years=(),
            formula=Text("全期数据已齐", "the whole window is known"),
        )
    chosen = model(name)
    least = min(chosen.MINIMUM_MONTHS, history.end.month)
    if history.through.month < least:
        return Abstention(
            name, Text(f"不足{least}个月，不作预计", f"fewer than {least} months: no projection")
        )
    return chosen.project(history)


def weighed(weight: float, one: Text, other: Text) -> Text:
    """The formula of two views of which the first has `weight`, the other the rest; a view without
    weight is not named.
    """
    part = round(100 * weight)
    if part in (0, 100):
        return one if part else other
    return Text(
        f"{part}% × [{one.zh}] + {100 - part}% × [{other.zh}]",
        f"{part}% x [{one.en}] + {100 - part}% x [{other.en}]",
    )
