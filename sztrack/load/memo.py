"""Readers that remember: a million rows hold few different names, periods and units."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """A reader of cells that works out once what the same cells say. What it cannot read is not
    remembered, so that every row with it has its finding.
    """

    def __init__(self, read: Callable[[K, int], V | None]) -> None:
        """`read` takes what the cells hold and the line of their row."""
        self._read = read
        self._known: dict[K, V] = {}
        self.known = self._known.get
        """What was read before; None for what was not. Asked first where millions of rows are read,
        it saves a call into Python.
        """

    def __call__(self, key: K, line: int) -> V | None:
        """What the cells say; None, with a finding where they are not empty, if nothing."""
        found = self._known.get(key)
        if found is None:
            found = self._read(key, line)
            if found is not None:
                self._known[key] = found
        return found
