"""The verdict on an earlier month, worked out in one place: what a revision did to it, how a row
came to where it stands, and what was projected then all read it here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sztrack.core.model import Assessment, Observation, Rules, Target
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import series_of
from sztrack.core.verdict.assess import assess
from sztrack.core.words.period import Month


def at_month(
    target: Target,
    rows: Iterable[Observation],
    month: Month,
    *,
    rules: Rules,
    today: Month,
    pace: str | None,
) -> Assessment:
    """What `sztrack status --as-of MONTH` says of a target, from `rows` as they are known now.

    Rows about later months do not count, and nothing later than `month` is due: an earlier month
    is always one that was asked for. `pace` overrides the target's own pace model.
    """
    known = [row for row in rows if row.month <= month]
    clock = Clock(as_of=month, today=today)
    return assess(target, series_of(target, known, []), rules, clock, pace)
