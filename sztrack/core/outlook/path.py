"""The path to a goal: where the figure should be by every month, as the pace verdict has it by
one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Share
from sztrack.core.outlook.pace import model
from sztrack.core.words.period import Month


def path(a: Assessment) -> Mapping[Month, Decimal]:
    """What was planned by each month of the window, in the goal's unit; empty where the pace is not
    known.
    """
    goal, history, share = a.target.goal, a.history, a.share
    if goal is None or history is None or share is None:
        return {}
    learn, found = model(share.model).share, {}
    for number in range(1, history.end.month + 1):
        month = Month(history.end.year, number)
        one = learn(replace(history, through=month))
        value = traits(a.target.kind).planned(
            goal.value, history.start, one.value if isinstance(one, Share) else None
        )
        if value is not None:
            found[month] = value
    return found
