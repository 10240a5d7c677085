"""What a reader of prose says: figures, the doubts about them, and what every other number was
passed over for.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.model import Basis, Bound, Text
from sztrack.core.words.period import Month


class Kind(Enum):
    """What a proposed figure is."""

    GROWTH = "growth"
    MONEY = "money"
    LEVEL = "level"
    COUNT = "count"
    SHARE = "share"
    RANK = "rank"
    CHANGE_IN_POINTS = "change_in_points"


class Passed(Enum):
    """Why a number is no figure; the last member is the honest one."""

    NAME = "name"
    UNIVERSE = "universe"
    GOAL = "goal"
    EARLIER = "earlier_period"
    MONTH_ON_MONTH = "month_on_month"
    OTHER_BASE = "other_base"
    REVISED_BASE = "revised_base"
    SEVERAL_YEARS = "several_years"
    CONTRIBUTION = "contribution"
    GAP = "gap"
    SPEED = "speed"
    CHANGE = "absolute_change"
    RESTATED = "restated"
    LIST = "list"
    NOT_UNDERSTOOD = "not_understood"


class Doubt(Enum):
    """Why a proposal is not sure."""

    NAME_CARRIED = "name_carried"
    NAME_UNCLEAR = "name_unclear"
    NO_PERIOD = "no_period"
    NO_BASIS = "no_basis"
    NO_UNIT = "no_unit"
    WHOLE_UNCLEAR = "whole_unclear"
    WORDS_FOR_DIGITS = "words_for_digits"
    RANK_OF_WHAT = "rank_of_what"
    COUNTED = "counted"
    ONE_FOR_ALL = "one_for_all"
    REAL_TERMS = "real_terms"
    CHANGE_OF_LEVEL = "change_of_level"
    SHIFTED_PERIOD = "shifted_period"
    GROWTH_ROUNDED = "growth_rounded"


DOUBT_WORDS = {
    Doubt.NAME_CARRIED: Text("名称承自前一句", "its name stands in an earlier sentence"),
    Doubt.NAME_UNCLEAR: Text("指标名称不清楚", "the indicator's name is not clear"),
    Doubt.NO_PERIOD: Text("没有写明时期", "no period is stated"),
    Doubt.NO_BASIS: Text(
        "没有写明是累计还是当月", "it does not say whether it is the year to date or a month"
    ),
    Doubt.NO_UNIT: Text("没有单位", "it has no unit"),
    Doubt.WHOLE_UNCLEAR: Text("没有写明占什么的比重", "it does not say of what it is a share"),
    Doubt.WORDS_FOR_DIGITS: Text("是约数，用字不用数字", "a round number in words, not in digits"),
    Doubt.RANK_OF_WHAT: Text("不知是总量还是增速的位次", "a rank of the level, or of its growth?"),
    Doubt.COUNTED: Text(
        "数在名称之前，不知是否完整", "the number stands before its name, which may be incomplete"
    ),
    Doubt.ONE_FOR_ALL: Text("几项共用一个数", "several names share one number"),
    Doubt.REAL_TERMS: Text("扣除价格因素的实际增速", "growth in real terms, beside the nominal"),
    Doubt.CHANGE_OF_LEVEL: Text("是增减量，不是水平", "an increase, not a level"),
    Doubt.SHIFTED_PERIOD: Text("分季度的数，时期由次序推定", "quarters, told by their order"),
    Doubt.GROWTH_ROUNDED: Text("增速是约数或界限", "its growth is a bound or a round number"),
}
PASSED_WORDS = {
    Passed.NAME: Text("名称或序号中的数", "part of a name or an ordinal"),
    Passed.UNIVERSE: Text("统计范围", "how many were counted"),
    Passed.GOAL: Text("目标、预算或预测", "a goal, a budget or a forecast"),
    Passed.EARLIER: Text("以前时期的数", "of an earlier period"),
    Passed.MONTH_ON_MONTH: Text("环比", "against the month before"),
    Passed.OTHER_BASE: Text("与其他时点相比", "against another base"),
    Passed.REVISED_BASE: Text("另一口径", "on another footing"),
    Passed.SEVERAL_YEARS: Text("多年平均", "a mean of several years"),
    Passed.CONTRIBUTION: Text("拉动或贡献", "a contribution"),
    Passed.GAP: Text("与其他地区或其他组之差", "a distance to another place or group"),
    Passed.SPEED: Text("增速的变化", "a change of a growth rate"),
    Passed.CHANGE: Text("增减的数额", "an amount of change"),
    Passed.RESTATED: Text("重复上文", "said again"),
    Passed.LIST: Text("名称与数的个数不一致", "names and numbers do not line up"),
    Passed.NOT_UNDERSTOOD: Text("未读懂", "not understood"),
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A figure that a sentence states, each part of which can be walked back to its characters."""

    indicator: str
    """The name as the text says it, with what it leaves to an earlier clause."""
    place: str
    """Whose figure it is, where that is named; empty for the bulletin's own place."""
    month: Month | None
    """The last month that it covers."""
    basis: Basis | None
    value: Decimal | None
    unit: str
    growth: Decimal | None
    """The change on the year in percent."""
    points: Decimal | None
    """The change of a share or rate in percentage points, with its sign; `value` is as printed."""
    bound: Bound
    kind: Kind
    quote: str
    start: int
    """Characters of the document's text; `end` is the first one behind the quote."""
    end: int
    line: int
    doubts: tuple[Doubt, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.doubts

    @property
    def doubt_words(self) -> tuple[Text, ...]:
        """Its doubts in words."""
        return tuple(DOUBT_WORDS[doubt] for doubt in self.doubts)


class Left(NamedTuple):
    """A number that is no figure, and why."""

    text: str
    start: int
    line: int
    why: Passed


class Reading(NamedTuple):
    """What one document holds: figures, and every number that was passed over."""

    figures: tuple[Proposal, ...]
    left: tuple[Left, ...]
