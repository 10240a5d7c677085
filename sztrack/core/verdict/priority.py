"""Which rows are told first, and which are drawn where there is room for a few."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sztrack.core.model import Assessment, Nature, Status

CHARTED = 3
"""How many rows are drawn on a page of one sheet."""
_NATURES, _STATUSES = tuple(Nature), tuple(Status)


def urgency(a: Assessment) -> tuple[int, int, bool, Decimal]:
    """What rows are sorted by in a section of their own: binding ones first, then the worst, then
    by how far behind they are.
    """
    behind = -(a.behind or Decimal(0))
    return _NATURES.index(a.target.nature), _STATUSES.index(a.status), a.behind is None, behind


def charted(assessments: Iterable[Assessment], most: int) -> list[Assessment]:
    """The rows to draw where there is room for `most`: what has a goal in numbers and a figure of
    the year; headline goals before tasks, the worst verdict before others, then binding ones.
    """
    drawn = [a for a in assessments if a.target.goal and a.actual]
    return sorted(drawn, key=_told_first)[:most]


def _told_first(a: Assessment) -> tuple[bool, int, tuple[int, int, bool, Decimal]]:
    is_task = a.target.nature is Nature.TASK
    return is_task, _STATUSES.index(a.status), urgency(a)
