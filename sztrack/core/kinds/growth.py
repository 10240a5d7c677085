"""The official year-on-year growth of the year so far, in percent."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.model import Basis, Goal, History, Observation, Text
from sztrack.core.traits import HUNDRED, Figures, Ratio
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit
from sztrack.core.words.years import Years, of_growth


class Growth(Ratio):
    """The growth so far is expected to go on: w x g + (1 - w) x g is g whatever the weight w."""

    label = Text("增速", "growth")
    word = "增速"
    bases = (Basis.YTD, Basis.POINT)
    asked = Text("同比(%)", "growth (%)")
    models = ("growth",)
    year_end_formula = Text("累计增速延续至年底", "the year-to-date growth carried to the year end")
    is_cumulative = True
    by_growth = True

    def in_points(self, goal: Goal) -> bool:
        """Always."""
        return True

    def origin(self, start: Decimal | None) -> Decimal:
        """Ratios of growths are those of the levels: 100 + g."""
        return -HUNDRED

    def years(
        self,
        actuals: Figures,
        levels: Figures,
        through: Month,
        start: Decimal | None,
        is_mean: bool,
    ) -> Years:
        """The levels behind the growth."""
        return of_growth(actuals, levels)

    def restored(self, history: History, total: Decimal) -> Decimal | None:
        """The growth of `total` over last year's window, in percent."""
        last = history.years.base.get(history.through.year - 1)
        before = last.amounts[history.end.month] if last else None
        return (total / before - 1) * 100 if before else None

    def serves(self, row: Observation, unit: Unit | None) -> bool:
        """Whether it states a growth."""
        return row.growth is not None


TRAITS = Growth()
