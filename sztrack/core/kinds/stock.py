"""A level that is to be reached: stations built, hospital beds."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.model import Basis, Goal, History, Target, Text
from sztrack.core.traits import Amount, Figures
from sztrack.core.words.period import Month
from sztrack.core.words.years import Years, of_stock


class Stock(Amount):
    """The distance from the level at the start of the year is worked off month by month."""

    label = Text("时点量", "stock")
    word = "存量"
    bases = (Basis.POINT, Basis.YTD)
    models = ("stock", "linear")
    planned_formula = Text(
        "年初 +（目标 - 年初）× 应完成占比", "start + (goal - start) x expected share"
    )
    year_end_formula = Text(
        "年初水平 + 年内净增 ÷ 应完成占比", "start + net change so far / expected share"
    )
    is_level = True
    has_start = True

    def planned(
        self, goal: Decimal, start: Decimal | None, share: Decimal | None
    ) -> Decimal | None:
        """Start + (goal - start) x share."""
        return None if share is None or start is None else start + (goal - start) * share

    def distance(self, goal: Goal, start: Decimal | None) -> Decimal:
        """From the start to the goal."""
        return goal.value if start is None else goal.value - start

    def carried(self, history: History, share: Decimal) -> Decimal | Text:
        """Start + (level - start) / share."""
        start = history.start
        if start is None:
            return Text("没有年初水平", "the level at the start of the year is not known")
        return start + (history.actuals[history.through] - start) / share

    def may_fall(self, target: Target, actuals: Figures) -> bool:
        """A level is judged at its date, unless the plan says that it cannot fall."""
        return target.may_fall is not False

    def origin(self, start: Decimal | None) -> Decimal:
        """The level at the start of the year."""
        return start or Decimal(0)

    def years(
        self,
        actuals: Figures,
        levels: Figures,
        through: Month,
        start: Decimal | None,
        is_mean: bool,
    ) -> Years:
        """The net changes since the start of each year."""
        return of_stock(actuals, through.year, start)

    def restored(self, history: History, total: Decimal) -> Decimal | None:
        """The start and what the window brings."""
        return (history.start or Decimal(0)) + total


TRAITS = Stock()
