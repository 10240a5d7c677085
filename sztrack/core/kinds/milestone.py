"""A deliverable: something is issued, opened or completed."""

from __future__ import annotations

from sztrack.core.model import Frequency, Observation, Text
from sztrack.core.traits import Traits
from sztrack.core.words.quantity import Unit


class Milestone(Traits):
    """Followed by the stages that the responsible unit reports."""

    label = Text("事项", "milestone")
    word = "事项"
    frequency = Frequency.EVENT
    asked = Text("进度、依据", "stage, evidence")
    is_deliverable = True

    def serves(self, row: Observation, unit: Unit | None) -> bool:
        """Whether it states a stage."""
        return row.stage is not None


TRAITS = Milestone()
