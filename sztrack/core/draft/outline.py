"""What a targets.yaml holds, key by key, before it is written: the keys are those of
docs/targets.md, with values as a planner would type them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sztrack.core.model import Text

Value: TypeAlias = "str | int | bool | Mapping[str, Value] | Sequence[Value]"
Keys: TypeAlias = Mapping[str, Value]


class Entry(NamedTuple):
    """One target."""

    keys: Keys
    remarks: tuple[Text, ...] = ()
    """What a planner should look at; comments above the target."""


class TaskOutline(NamedTuple):
    """A numbered task and its targets."""

    keys: Keys
    """`task`, `title`, `owner`, `with`."""
    targets: tuple[Entry, ...] = ()


class ChapterOutline(NamedTuple):
    """A chapter, its own targets, and its tasks."""

    keys: Keys
    """`id`, `title`, `nature`."""
    targets: tuple[Entry, ...] = ()
    tasks: tuple[TaskOutline, ...] = ()


class Outline(NamedTuple):
    """A whole plan."""

    plan: Keys
    """`id`, `year`, `title`, `source`, `place`."""
    chapters: tuple[ChapterOutline, ...]
    settings: Keys = {}
    """`rules`, `brief`, `places`."""
    aliases: Keys = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All targets in the order of the file."""
        found: list[Entry] = []
        for chapter in self.chapters:
            found += chapter.targets
            for task in chapter.tasks:
                found += task.targets
        return tuple(found)
