"""An amount of the year so far: investment, new jobs."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from sztrack.core.model import Basis, Text
from sztrack.core.traits import Amount, Figures
from sztrack.core.words.period import Month
from sztrack.core.words.years import Years, of_flow


class Flow(Amount):
    """The goal is worked off month by month."""

    label = Text("累计量", "flow")
    word = "总量"
    bases = (Basis.YTD,)
    planned_formula = Text("目标 × 应完成占比", "goal x expected share")
    year_end_formula = Text("累计 ÷ 应完成占比", "year to date / expected share")
    is_total = True
    is_cumulative = True
    adds_up = True

    def planned(
        self, goal: Decimal, start: Decimal | None, share: Decimal | None
    ) -> Decimal | None:
        """Goal x share."""
        return None if share is None else goal * share

    def has_fallen(self, actuals: Figures) -> bool:
        """Whether a month took something away: a total below the one before of its year, or below
        nothing.
        """
        months = sorted(actuals)
        return any(amount < 0 for amount in actuals.values()) or any(
            month.year == later.year and actuals[later] < actuals[month]
            for month, later in pairwise(months)
        )

    def years(
        self,
        actuals: Figures,
        levels: Figures,
        through: Month,
        start: Decimal | None,
        is_mean: bool,
    ) -> Years:
        """The figures themselves."""
        return of_flow(actuals)


TRAITS = Flow()
