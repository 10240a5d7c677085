"""An amount of the year so far: investment, new jobs."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.model import Basis, Goal, Text
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

    def is_broken(self, met: bool, goal: Goal) -> bool:
        """A ceiling is, once exceeded: an amount does not shrink."""
        return goal.op.is_ceiling and not met

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
