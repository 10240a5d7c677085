"""A shelf of pace models, one file each.

A model knows two things, both from a `History`:

- `share(history)`: the part of the window expected to be done by the data's month, 0 to 1, or an `Abstention`;
- `project(history)`: the `Projection` of the goal's month, or an `Abstention`.

Models never see the goal, and do not know each other. They are found by name; only the one asked for is imported. Every model keeps the
laws of `tests/core/test_pace_laws.py`: a complete year projects to itself, a change of unit scales the answer, too little gives none.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sztrack.core.model import Abstention, History, Projection, Share, Text


class Model(Protocol):
    """What each file of this shelf offers."""

    SUMMARY: Text
    MINIMUM_MONTHS: int
    """No projection before this month of the window."""

    def share(self, history: History) -> Share | Abstention:
        """The part of the window expected to be done by now."""

    def project(self, history: History) -> Projection | Abstention:
        """The figure of the goal's month."""


def names() -> tuple[str, ...]:
    """The models on the shelf."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def model(name: str) -> Model:
    """The model called `name`. KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Model, import_module(f"{__name__}.{name}"))
