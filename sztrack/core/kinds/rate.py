"""A rate, share or concentration, as it was last read."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.model import Basis, Goal, History, Text
from sztrack.core.traits import Figures, Ratio
from sztrack.core.words.period import Month
from sztrack.core.words.years import Years, of_flow


class Rate(Ratio):
    """The latest figure is expected to stay."""

    label = Text("比率", "rate")
    word = "比率"
    bases = (Basis.YTD, Basis.POINT, Basis.MONTH, Basis.QUARTER)
    models = ("rate",)
    year_end_formula = Text("最新水平延续至年底", "the latest figure carried to the year end")
    is_level = True
    is_reading = True

    def in_points(self, goal: Goal) -> bool:
        """For percentages; other rates miss by percent of the goal."""
        return goal.unit.dimension in ("percent", "point") and goal.unit.exponent == 0

    def years(
        self,
        actuals: Figures,
        levels: Figures,
        through: Month,
        start: Decimal | None,
        is_mean: bool,
    ) -> Years:
        """The sums of a mean's months; nothing adds up to any other rate."""
        if not is_mean:
            return Years({}, {})
        return of_flow({month: mean * month.month for month, mean in actuals.items()})

    def restored(self, history: History, total: Decimal) -> Decimal | None:
        """The mean of the window's months."""
        return total / history.end.month


TRAITS = Rate()
