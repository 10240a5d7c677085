"""The goals that most plans have, with what is known of each before a plan is read: its kind, how
often and how late its figures come, which direction is good, and the names it is published under.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sztrack.core.model import Frequency, Kind, Text


class Usual(NamedTuple):
    """A goal that most plans have."""

    id: str
    name: Text
    indicator: Text
    """The name that its figures are published under."""
    kind: Kind
    """Of the goal as plans set it."""
    level: Kind
    """Of a goal for the figure itself, where plans set it by its growth."""
    frequency: Frequency = Frequency.MONTHLY
    lag: int = 1
    less: bool = False
    """Whether less is better."""
    aliases: tuple[str, ...] = ()


_GROWTH, _FLOW, _RATE = Kind.GROWTH, Kind.FLOW, Kind.RATE
_QUARTERLY, _ANNUAL = Frequency.QUARTERLY, Frequency.ANNUAL

CHINESE = (
    Usual(
        id="gdp-growth",
        name=Text("地区生产总值增速", "GDP growth"),
        indicator=Text("地区生产总值", "GDP"),
        kind=_GROWTH,
        level=_FLOW,
        frequency=_QUARTERLY,
        aliases=("GDP", "生产总值"),
    ),
    Usual(
        id="industrial-value-added-growth",
        name=Text("规模以上工业增加值增速", "Growth of industrial value added"),
        indicator=Text("规模以上工业增加值", "Industrial value added"),
        kind=_GROWTH,
        level=_FLOW,
        aliases=("规上工业增加值",),
    ),
    Usual(
        id="fixed-asset-investment-growth",
        name=Text("固定资产投资增速", "Growth of fixed-asset investment"),
        indicator=Text("固定资产投资", "Fixed-asset investment"),
        kind=_GROWTH,
        level=_FLOW,
        aliases=("全社会固定资产投资", "固定资产投资额"),
    ),
    Usual(
        id="retail-sales-growth",
        name=Text("社会消费品零售总额增速", "Growth of retail sales"),
        indicator=Text("社会消费品零售总额", "Retail sales"),
        kind=_GROWTH,
        level=_FLOW,
        aliases=("社零总额",),
    ),
    Usual(
        id="foreign-trade-growth",
        name=Text("外贸进出口增速", "Growth of foreign trade"),
        indicator=Text("进出口总额", "Foreign trade"),
        kind=_GROWTH,
        level=_FLOW,
        aliases=("外贸进出口总额", "外贸进出口", "货物进出口总额", "进出口总值"),
    ),
    Usual(
        id="fiscal-revenue-growth",
        name=Text("地方一般公共预算收入增速", "Growth of general public budget revenue"),
        indicator=Text("地方一般公共预算收入", "General public budget revenue"),
        kind=_GROWTH,
        level=_FLOW,
        aliases=("一般公共预算收入",),
    ),
    Usual(
        id="consumer-price-growth",
        name=Text("居民消费价格涨幅", "Consumer price inflation"),
        indicator=Text("居民消费价格", "Consumer prices"),
        kind=_GROWTH,
        level=_GROWTH,
        less=True,
        aliases=("居民消费价格指数", "居民消费价格指数(CPI)", "居民消费价格总水平", "CPI"),
    ),
    Usual(
        id="new-urban-jobs",
        name=Text("城镇新增就业", "New urban jobs"),
        indicator=Text("城镇新增就业", "New urban jobs"),
        kind=_FLOW,
        level=_FLOW,
        aliases=("城镇新增就业人数", "新增就业"),
    ),
    Usual(
        id="surveyed-unemployment",
        name=Text("城镇调查失业率", "Surveyed urban unemployment rate"),
        indicator=Text("城镇调查失业率", "Surveyed urban unemployment rate"),
        kind=_RATE,
        level=_RATE,
        less=True,
        aliases=("调查失业率",),
    ),
    Usual(
        id="resident-income-growth",
        name=Text("居民人均可支配收入增速", "Growth of disposable income per resident"),
        indicator=Text("居民人均可支配收入", "Disposable income per resident"),
        kind=_GROWTH,
        level=_FLOW,
        frequency=_QUARTERLY,
        aliases=("全体居民人均可支配收入",),
    ),
    Usual(
        id="energy-intensity",
        name=Text("单位地区生产总值能耗变动", "Change in energy use per unit of GDP"),
        indicator=Text("单位地区生产总值能耗", "Energy use per unit of GDP"),
        kind=_GROWTH,
        level=_RATE,
        frequency=_ANNUAL,
        lag=6,
        less=True,
        aliases=("单位GDP能耗", "万元地区生产总值能耗", "单位地区生产总值能源消耗"),
    ),
    Usual(
        id="pm25",
        name=Text("PM2.5年均浓度", "PM2.5 concentration"),
        indicator=Text("PM2.5年均浓度", "PM2.5 concentration"),
        kind=_RATE,
        level=_RATE,
        less=True,
        aliases=("PM2.5平均浓度", "细颗粒物(PM2.5)年均浓度", "PM2.5浓度"),
    ),
    Usual(
        id="grain-output",
        name=Text("粮食产量", "Grain output"),
        indicator=Text("粮食产量", "Grain output"),
        kind=_FLOW,
        level=_FLOW,
        frequency=_ANNUAL,
        lag=2,
        aliases=("粮食总产量",),
    ),
)
"""What a Chinese city's plan is led by."""


def _english(
    ident: str,
    name: str,
    kind: Kind,
    frequency: Frequency = Frequency.MONTHLY,
    *,
    lag: int = 1,
    less: bool = False,
) -> Usual:
    both = Text(name, name)
    return Usual(
        id=ident,
        name=both,
        indicator=both,
        kind=kind,
        level=kind,
        frequency=frequency,
        lag=lag,
        less=less,
    )


ENGLISH = (
    _english("receipts", "General fund receipts", _FLOW),
    _english("spending", "General fund spending", _FLOW, less=True),
    _english("local-tax-collected", "Local tax collected", _RATE),
    _english("jobs-created", "Jobs created", _FLOW),
    _english("unemployment-rate", "Unemployment rate", _RATE, less=True),
    _english("homes-completed", "New homes completed", _FLOW, _QUARTERLY, lag=2),
    _english("waste-recycled", "Household waste recycled", _RATE, _QUARTERLY, lag=3),
    _english(
        "road-casualties",
        "People killed or seriously injured on the roads",
        _FLOW,
        _QUARTERLY,
        lag=3,
        less=True,
    ),
    _english("calls-answered", "Calls answered in time", _RATE),
    _english("library-visits", "Library visits", _FLOW),
)
"""What the plan of a council or a state is often led by."""

_BRACKETED = re.compile(r"\([^()]*\)")
_CHANGE = re.compile("(?:的)?(?:同比)?(?:增长率|增长速度|增速|增长|增幅|涨幅|降幅|变动|降低|下降)$")


def usual_goal(name: str) -> Usual | None:
    """The usual goal that a name stands for; a bracket behind it and the word for its change count
    for nothing. None for all others.
    """
    asked = {_key(name), _key(_CHANGE.sub("", _BRACKETED.sub("", name.strip())))}
    for one in (*CHINESE, *ENGLISH):
        names = (*one.name, *one.indicator, *one.aliases)
        if not asked.isdisjoint(map(_key, names)):
            return one
    return None


def _key(name: str) -> str:
    return "".join(name.split()).casefold()
