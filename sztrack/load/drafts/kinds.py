"""What an indicator's name and unit say of a target before anybody states it: its kind, whether
less is better, and which deliverable it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sztrack.core.draft.usual import Usual
from sztrack.core.model import Event, Kind
from sztrack.core.words.quantity import PERCENT, Unit
from sztrack.load.drafts.goals import Sense
from sztrack.load.prose.lexicon import head, is_rate, is_stock

_GROWTH = re.compile(
    "增速|增长率|增长速度|增长|增幅|涨幅|降幅|变动|growth|inflation|change", re.IGNORECASE
)
_FALL = re.compile(
    "(?:下降|降低|减少|降幅|压减|reduction)(?:率|幅度)?(?:\\([^()]*\\))?$", re.IGNORECASE
)
_CHANGE_BEHIND = re.compile(
    "(?:的)?(?:同比)?(?:增长率|增长速度|增速|增长|增幅|涨幅|变动)(?:\\([^()]*\\))?$"
)
_SHARE = re.compile(
    "率|比重|占比|比例|覆盖|满意度|强度|浓度|指数|达标|优良|rate|ratio|share|percent|proportion|index"
    "|coverage|satisfaction|level|time|score",
    re.IGNORECASE,
)
_LESS = re.compile(
    "失业|价格|能耗|水耗|排放|PM2|PM10|浓度|负债率|债务率|死亡|事故|发案|投诉|时限|用时|逾期|超标"
    "|unemploy|inflation|price|emission|crime|casualt|killed|waiting|response time|debt|death"
    "|accident|complaint|spending|expenditure|homeless|overdue|vacanc|absence",
    re.IGNORECASE,
)
_STOCK = re.compile("stock|population|members|capacity|length|total number|in force", re.IGNORECASE)
_DONE = re.compile(
    "^新|新增|新建|新开|新设|建设|改造|完成|培育|引进|举办|发放|开工|筹集|整治|治理|培训|\\bnew\\b|created|completed|built|issued",
    re.IGNORECASE,
)
"""What is done in the course of a year, and adds up."""
_READINGS = ("microgram-per-cubic-metre", "millisecond", "year-of-age", "minute")
"""Dimensions of what is read off, and never adds up."""
_DAYS = "天数"
_EVENTS = (
    (Event.COMPLETE, "建成|竣工|完工|交付|通车|complet|built|finish"),
    (Event.OPERATE, "投用|投产|运营|启用|开通|投入使用|open|in operation|go live"),
    (Event.START, "开工|启动|动工|start|begin"),
    (Event.ISSUE, "出台|印发|制定|issue|adopt"),
    (Event.PUBLISH, "发布|公布|publish"),
    (Event.HOLD, "举办|召开|承办|\\bhold\\b|\\bheld\\b|\\bhost"),
    (Event.ESTABLISH, "设立|成立|挂牌|组建|establish|set up"),
    (Event.APPROVE, "获批|批复|获准|approv"),
)


class Guess(NamedTuple):
    """A kind, and whether another one is possible."""

    kind: Kind
    is_open: bool = False


def kind_of(name: str, unit: Unit, sense: Sense, usual: Usual | None) -> Guess:
    """The kind of a target whose goal is a number."""
    if sense in (Sense.GROWTH, Sense.SAME):
        return Guess(Kind.GROWTH)
    if usual:
        of_change = usual.kind is Kind.GROWTH and not unit.equals(PERCENT)
        return Guess(usual.level if of_change else usual.kind)
    if unit.dimension in ("percent", "point"):
        return _of_a_percentage(name, sense)
    return _of_an_amount(name, unit)


def _of_a_percentage(name: str, sense: Sense) -> Guess:
    if sense is Sense.STEP:
        return Guess(Kind.RATE)
    if _GROWTH.search(name) or _FALL.search(name):
        return Guess(Kind.GROWTH)
    if _SHARE.search(name) or is_rate(name):
        return Guess(Kind.RATE)
    # 地区生产总值 5%: Chinese plans set amounts by their growth, and name the amount.
    return Guess(Kind.RATE if name.isascii() else Kind.GROWTH, is_open=True)


def _of_an_amount(name: str, unit: Unit) -> Guess:
    if unit.dimension in _READINGS:
        return Guess(Kind.RATE)
    if name.endswith(_DAYS):
        return Guess(Kind.FLOW)
    if is_stock(name) or _STOCK.search(name):
        return Guess(Kind.STOCK)
    if is_rate(name):
        return Guess(Kind.RATE)
    if head(name) or _DONE.search(name):
        return Guess(Kind.FLOW)
    # 高新技术企业 1.35万家: as a rule so many exist; money and the like are spent or earned.
    is_count = unit.dimension in ("count", "person", "household", "kilometre")
    return Guess(Kind.STOCK if is_count else Kind.FLOW, is_open=True)


def less_is_better(name: str, usual: Usual | None) -> bool:
    """Whether a smaller figure is the better one."""
    return usual.less if usual else _LESS.search(name) is not None


def is_fall(name: str) -> bool:
    """Whether an indicator's name is itself a fall: 单位GDP能耗下降率."""
    return _FALL.search(name) is not None


def without_change(name: str) -> str:
    """A name without the word for its change: 地区生产总值 of 地区生产总值增速, 单位GDP能耗 of
    单位GDP能耗下降率.
    """
    return _CHANGE_BEHIND.sub("", _FALL.sub("", name)) or name


def event_in(text: str) -> Event | None:
    """What must have happened, where a text speaks of a deliverable."""
    for event, words in _EVENTS:
        if re.search(words, text, re.IGNORECASE):
            return event
    return None
