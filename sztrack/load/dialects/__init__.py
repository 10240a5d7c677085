"""A shelf of dialects, one file each: how a table arranges its figures.

Each file offers `recognises(head)`, by the headings alone, and `read(rows, intake)`. No two of them
recognise the same table. Whether cells are parted by commas, tabs or semicolons, or stand in a
workbook, is not their matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sztrack.core.model import Observation
from sztrack.load.headings import Head, Row
from sztrack.load.intake import Intake


class Dialect(Protocol):
    """What each file of this shelf offers."""

    def recognises(self, head: Head) -> bool:
        """Whether a table with these headings is written in this dialect."""

    def read(self, rows: Iterable[Row], intake: Intake) -> Iterator[Observation]:
        """The observations in the rows below the headings."""


@cache
def names() -> tuple[str, ...]:
    """The dialects on the shelf."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def dialect(name: str) -> Dialect:
    """The dialect called `name`. KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Dialect, import_module(f"{__name__}.{name}"))
