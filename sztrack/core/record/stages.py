"""How the reports of one deliverable follow each other."""

from __future__ import annotations

from collections.abc import Mapping

from sztrack.core.model import Observation, Stage
from sztrack.core.words.period import Month


def verified_in(stages: Mapping[Month, Observation], until: Month) -> Month | None:
    """The month whose verification still holds in `until`: a later report that it is done changes
    nothing, any other one ends it.

    What was verified in an earlier year was that year's.
    """
    for month in sorted(
        (month for month in stages if month <= until and month.year == until.year), reverse=True
    ):
        if stages[month].stage is not Stage.REPORTED_DONE:
            return month if stages[month].stage is Stage.VERIFIED_DONE else None
    return None


def is_verification(before: object, after: object) -> bool:
    """Whether a stage only verifies what the one before reported: it is no change of it."""
    return before is Stage.REPORTED_DONE and after is Stage.VERIFIED_DONE
