"""The table of patterns: what stands in front of a number, and what the number then is.

Each pattern is matched against the words between the number before (or the beginning of the clause)
and the number, and must reach up to the number. They are tried in their order; the first that
matches counts. The number that the example is about stands in ⟨⟩; every example is a test.
"""

# ruff: noqa: E501  # a pattern is read whole

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from sztrack.core.collect.proposed import Passed
from sztrack.load.prose.numbers import Scale


class Figure(Enum):
    """What a number is that is a figure."""

    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    SHARE = "share"
    DONE = "done"
    """The part of a budget or a goal that is done."""
    POINTS_UP = "points_up"
    POINTS_DOWN = "points_down"


Meaning = Figure | Passed


class Pattern(NamedTuple):
    """Words in front of a number, and what they make of it."""

    means: Meaning
    words: str
    scales: frozenset[Scale]
    example: str


RATE = frozenset({Scale.RATE, Scale.BARE})
POINTS = frozenset({Scale.POINTS})
AMOUNT = frozenset({Scale.AMOUNT, Scale.BARE})
ANY = RATE | POINTS | AMOUNT

_UP = "大增|微增|略增|猛增|激增|劲增|净增|增长|上升|上涨|提高|提升|增加|扩大|加快|回升|攀升|多增|涨|升|增"
_DOWN = "大降|微降|略降|锐减|负增长|下降|下滑|下跌|减少|降低|回落|收窄|放缓|减缓|缩小|改善|萎缩|缩减|下浮|少增|减|降|跌"
_ADVERB = (
    "(?:了|约|近|超过?|逾|达到?|为|均|也|仅|高达|分别|同比|各|大幅|小幅|还是|实际|名义|[:：])*"
)
_THAN = "[比较与同]"
_MORE = "(?:(?<!提)高|(?<!降)低|(?<!加)快|(?<!放)慢|多|(?<!减)少)"
_PLACES = "全国|全省|全市|全区|全球|世界|平均|国内|周边|同类|GDP|经济|(?:规上|规模以上|规模)工业"
_EARLIER = "(?:去年|上年|上月|上季度|前年|上一?年)(?:同期|同月|同季|全年|末|底)?"
_BASE = "(?:“[^”]{1,8}”|(?:19|20)[0-9]{2}年|年初|上年[末底]|去年[年]?[末底]|年底|五年前|十年前|疫情前|改革开放初)"
_LATELY = (
    "(?:上月|上个月|上季度?|前[一两]个?月|[一二三四1-4]季度|(?:[1-9]|1[0-2])月?(?:份)?(?:[-~至到](?:[1-9]|1[0-2])月?(?:份)?)?月?(?:份|末|底)?"
    "|上半年|前[两三二]季度|上期)"
)

PATTERNS: Sequence[Pattern] = (
    Pattern(
        means=Passed.CONTRIBUTION,
        words="贡献率[^，]{0,12}$|贡献[^，]{0,10}$",
        scales=ANY,
        example="对经济增长贡献率达⟨45%⟩",
    ),
    Pattern(
        means=Passed.CONTRIBUTION,
        words="(?:拉动|拉低|拉升|下拉|上拉|拖累|带动|影响|推动|推高)[^，]{0,30}$",
        scales=POINTS | RATE,
        example="拉动全市规上工业增长⟨8.1个百分点⟩",
    ),
    Pattern(
        means=Passed.GAP,
        words="(?:高于|低于|高出|高过|快于|慢于|优于|好于|领先|落后|超出|超过|领跑)[^，]{0,24}$",
        scales=POINTS,
        example="高于全国⟨0.6个百分点⟩",
    ),
    Pattern(
        means=Passed.GAP,
        words=f"{_THAN}[^，]{{1,24}}{_MORE}(?:出|了)?$",
        scales=POINTS,
        example="增速比全国高⟨0.2个百分点⟩",
    ),
    Pattern(
        means=Passed.GAP,
        words=f"(?:{_MORE}(?:出|了)?|差距?)$",
        scales=POINTS,
        example="比规上工业增速高⟨0.5个百分点⟩",
    ),
    Pattern(
        means=Passed.OTHER_BASE,
        words=f"{_THAN}{_BASE}[^，]{{0,10}}$",
        scales=ANY,
        example="较“十三五”末提高⟨2.7个百分点⟩",
    ),
    Pattern(
        means=Passed.MONTH_ON_MONTH,
        words=f"环比[^，]{{0,10}}$|{_THAN}{_LATELY}[^，]{{0,12}}$",
        scales=ANY,
        example="比6月份上升⟨0.1个百分点⟩",
    ),
    Pattern(
        means=Passed.SPEED,
        words="(?:增速|增幅|降幅|涨幅|跌幅|升幅)[^，]{0,24}$",
        scales=POINTS,
        example="降幅收窄⟨1.3个百分点⟩",
    ),
    Pattern(
        means=Figure.POINTS_UP,
        words=f"(?:{_UP}){_ADVERB}$",
        scales=POINTS,
        example="失业率同比提高⟨0.3个百分点⟩",
    ),
    Pattern(
        means=Figure.POINTS_DOWN,
        words=f"(?:{_DOWN}){_ADVERB}$",
        scales=POINTS,
        example="失业率同比降低⟨0.3个百分点⟩",
    ),
    Pattern(means=Passed.SPEED, words="$", scales=POINTS, example="外贸⟨0.3个百分点⟩"),
    Pattern(
        means=Passed.SEVERAL_YEARS,
        words="(?:[两三四五二]年|[2-9]年)?(?:年?平均|年均)(?:增长|增速|下降|递增|复合)[^，]{0,8}$",
        scales=RATE,
        example="两年平均增长⟨5.9%⟩",
    ),
    Pattern(
        means=Passed.SEVERAL_YEARS,
        words="[两三四五六七八九十2-9]年(?:间|来|累计|共)[^，]{0,12}$",
        scales=ANY,
        example="五年累计增加⟨68万亿元⟩",
    ),
    Pattern(
        means=Passed.REVISED_BASE,
        words="(?:原基数|原口径|同口径|可比口径|(?<!按)(?<!不变)可比|(?:剔除|扣除)(?!价格|物价)[^，]{0,30}(?:后|影响|因素))[^，价]{0,8}$",
        scales=ANY,
        example="按原基数增长⟨1.8%⟩",
    ),
    Pattern(
        means=Figure.DONE,
        words="完成(?:了)?(?:[^，]{0,12}(?:目标|任务|预算|计划)[^，]{0,8}?)(?:的|比例为|进度)?$"
        "|[占为达](?:年初|年度|全年|调整|本年|年)[^，]{0,6}(?:预算|计划|目标|任务)[^，]{0,8}的?$|[占为]预算数?的$|(?:目标|任务|预算)完成率[为达]?$",
        scales=RATE,
        example="完成全年目标任务的⟨59.3%⟩",
    ),
    Pattern(
        means=Passed.GOAL,
        words="(?:目标|预期|预计|力争|(?<!公共)(?<!基金)(?<!经营)预算数?|计划数?|指标值|任务)[^，]{0,8}$",
        scales=ANY,
        example="增长目标为⟨5.5%⟩",
    ),
    Pattern(
        means=Passed.EARLIER,
        words=f"(?<![比较与同])(?:{_EARLIER})(?:增长|下降|增速)?(?:是|为|的|仅)+(?:增长|下降|上涨)?$|由(?:{_EARLIER})?(?:的)?(?:增长|下降|上涨)?$",
        scales=ANY,
        example="由上年的⟨168.2亿元⟩",
    ),
    Pattern(
        means=Figure.SHARE,
        words="(?<!独)(?:所)?占(?!地面积|地[0-9])(?:[^，占]{0,36}?)(?:的)?(?:比重|比例|份额|比)?(?:的)?(?:同比)?(?:为|达到?|至|提升至|提高[到至]|上升[到至]|升至|下降[到至]|降至|"
        "超过?|近|约|已|接近|的|分别|均|高达|首次|首度|突破)*$",
        scales=RATE,
        example="占进出口总额比重提升至⟨33.6%⟩",
    ),
    Pattern(
        means=Passed.GAP,
        words=f"(?:高于|低于|快于|慢于|优于|相当于|(?:{_PLACES})平均(?:水平|增速)?)[^，]{{0,16}}$",
        scales=RATE,
        example="增速高于5月份的⟨4.0%⟩",
    ),
    Pattern(
        means=Figure.FALL,
        words="(?:降幅|跌幅)(?:收窄[到至]|扩大[到至]|为|达)?$",
        scales=RATE,
        example="降幅为⟨3.2%⟩",
    ),
    Pattern(
        means=Figure.FALL, words=f"(?:{_DOWN}){_ADVERB}$", scales=RATE, example="同比下降⟨3.2%⟩"
    ),
    Pattern(means=Figure.RISE, words=f"(?:{_UP}){_ADVERB}$", scales=RATE, example="同比增长⟨5.4%⟩"),
    Pattern(
        means=Figure.RISE,
        words="(?:增速|增幅|涨幅|升幅)(?:分别|均|都|也|同比)*(?:为|达到?|是|在|超过?|近|[提回]升[到至]|加快[到至]|回落[到至])*$",
        scales=RATE,
        example="用电量增速均超过⟨10%⟩",
    ),
    Pattern(
        means=Passed.CHANGE,
        words="(?:[比较与](?:上年|去年)[^，]{0,8}|同比)(?:净|多|少)?(?:增收|减收|增支|增产|减产|增加|减少|净增|新增|多增|少增|增长|下降|上升|提高|降低|增|减|多|少)(?:了|约|近|超过?)*$"
        "|(?:增收|减收|增支|减支|增产|减产|净增加?|多增|少增|多收|少收)(?:了|约|近|超过?)*$",
        scales=AMOUNT,
        example="较上年同期增收⟨1581万元⟩",
    ),
    Pattern(
        means=Figure.LEVEL, words="$", scales=AMOUNT | RATE, example="地区生产总值⟨25934.28亿元⟩"
    ),
)

BEHIND_GOAL = re.compile(
    "(?:左右|以上|以内)?的?(?:预期|年度|全年|增长|预算|既定|控制|规划|约束性|底线)*(?:目标|任务|计划|预期)"
)
"""What makes a number a goal from behind: 5%左右的预期目标."""
WINDOW = 60
"""Characters in front of a number that patterns see."""


class Match(NamedTuple):
    """What a number is, and where the words begin that say so."""

    means: Meaning
    start: int
    words: str


@cache
def _compiled(scale: Scale) -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    """The patterns for one sort of number."""
    return tuple((row, re.compile(row.words)) for row in PATTERNS if scale in row.scales)


@lru_cache(4096)
def meaning(before: str, scale: Scale) -> Match:
    """What the words in front of a number make of it."""
    window = before[-WINDOW:]
    skipped = len(before) - len(window)
    for row, pattern in _compiled(scale):
        if match := pattern.search(window):
            return Match(row.means, match.start() + skipped, match[0])
    return Match(Passed.NOT_UNDERSTOOD, len(before), "")
