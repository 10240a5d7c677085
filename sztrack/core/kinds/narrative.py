"""A sentence without a number, which can only be followed in words."""

from __future__ import annotations

from sztrack.core.model import Basis, Frequency, Observation, Text
from sztrack.core.traits import Traits
from sztrack.core.words.quantity import Unit


class Narrative(Traits):
    """Whatever is published about it stands beside it."""

    label = Text("定性", "narrative")
    word = "定性"
    bases = (Basis.YTD, Basis.POINT)
    frequency = Frequency.EVENT
    asked = Text("数值或同比", "value or growth")
    is_total = True
    is_followed = True

    def serves(self, row: Observation, unit: Unit | None) -> bool:
        """Whatever it says."""
        return True


TRAITS = Narrative()
