"""An indicator's name out of the words in front of a number: what is said about it is taken off,
lists of names are parted, and heads that several names share are given to each.
"""

# ruff: noqa: E501  # a pattern is read whole

import re
from functools import lru_cache
from typing import NamedTuple

from sztrack.load.prose.lexicon import (
    BARE_HEADS,
    CORE,
    NAMED_PLACE,
    OTHER_PLACES,
    OWN_PLACES,
    OWNERLESS,
    WHOLE_NAMES,
    head,
)

_LINKS = (
    "转为|转|达到了?|达|为|是|完成|实现|有|至|增至|增加[到至]|升至|上升[到至]|提升[到至]|提高[到至]|扩大[到至]|增长[到至]|降至|下降[到至]|回落[到至]|"
    "降低[到至]|收窄[到至]|缩小[到至]|减少[到至]|突破|超过?|仅|只|计|的|了|约|近|逾|共|共计|合计|总计|总共|再|又|已经?|也|均|都|各|分别|平均值|平均数|首次|首度|双双|同步|"
    "依次|平均|累计|同比|环比|名义|实际|可比|大幅|快速|迅速|小幅|略有?|稳步|持续|继续|明显|显著|强劲|较快|平稳|由[降负减]转[增正]、?|"
    "由[增正升]转[降负]、?|实现|继续保持|保持|创|录得|稳定在|控制在|维持在|高达|多达|大约|就|规模"
)
_YEAR_ON_YEAR = "(?:[比较与同](?:上年|去年)(?:同期|同月|全年)?(?:相比)?(?:\\(下同\\))?|同比|按年|按(?:可比|不变)(?:价格?|口径)(?:计算)?|扣除(?:物价|价格)因素(?:影响)?)"
_TAIL = re.compile(f"(?:{_YEAR_ON_YEAR}|{_LINKS}|[，、:： ])$")
_LONGEST_TAIL = 16
_LEAD = re.compile(
    "(?:[，、。；：:)(\\-•①-⑳ ]+|其中|同时|此外|另外|而且|并且|且|但是?|经?初步核算|初步统计|据[^，]{0,12}(?:统计|核算|测算|显示)|"
    "按[^，]{0,24}折算|按?自然口径(?:计算)?|其他|主要是|特别是|尤其是|(?:从)?分[^，]{1,8}看|按[^，]{1,8}分|从[^，]{1,10}看|累计|共|共计|合计|已|实现|完成|达到?|为|实际|全部完成|"
    f"{_YEAR_ON_YEAR}|[和及与])"
)
_BRACKET = re.compile("\\((?:下同|不含农户|以下简称[^()]*|含[^()]*|不含[^()]*)\\)")
_DOES = re.compile(
    "([\u4e00-\u9fff]{2})(?:共|累计)?(?:实现|完成)(?=[\u4e00-\u9fff]{2})(?!率|额|情况)"
)
"""What those named do with what is counted: 工业企业实现利润总额."""
_OWNERS = re.compile("(?:企业|单位|公司|机构|银行)$")
"""Who may own what is named behind without an owner."""
_SPEED = re.compile("(?:增速|增幅|涨幅|降幅)$")
_WITHIN = re.compile("^[^、]{2,24}?(?:(?:单位|企业|行业|商品|领域|产品)(?:之)?中|中的)")
_SEPARATORS = re.compile("、|，|以及|(?<=[\u4e00-\u9fff])(?:和|及|(?<!参)与)(?=[\u4e00-\u9fff])")
_ORDINALS = re.compile("第?([一二三])、(?:第?([一二三])、)?第?([一二三])(?:次)?产业")
_RUNS_IN = re.compile("(?:向好|恢复|回升|增强|改善|提升|加快|优化|提质|成效|趋稳)$")
_TRADE = re.compile("^(.{0,16}?)(?:进出口|出口|进口)(总值|总额|额|值|)$")
_PREDICATE = re.compile(
    "(?:规模)?(?:逐季|逐月|稳步|持续|继续|保持|实现|总体|较快|平稳|快速|加快|明显|大幅|恢复|稳定|小幅|由[降负]转[增正])*"
    "(?:增长|提升|下降|回升|恢复|回落|运行|发展|向好|走高|上涨|扩大|增加)(?:较快|平稳|明显|态势|良好|稳定|加快|有力)*$"
)
"""What a clause without numbers says about its subject: 增长较快."""
OUTPUT = "产量"
"""The head of all names behind 分产品看."""
_LIKE_KINDS = re.compile("(?:业|类|部门|部分|经济|企业|店|地区|乡村|农村|城镇|居民|市场|单位|品)$")
"""Names of parts, to which the head of the name before may be given."""
_SHARED_LEAD = re.compile("^(?:对|自|从|向|全市|全省)")
LONGEST = 40
"""Characters of a name; longer ones are sentences."""


class Subject(NamedTuple):
    """Whom a figure is about."""

    name: str
    place: str
    """A place that is not the bulletin's own; empty where none is named."""


@lru_cache(4096)
def subject(words: str) -> Subject:
    """The name and the place in the words in front of a number."""
    name, place = _without_tail(words), ""
    for _ in range(12):
        shorter, found = _without_lead(name)
        place = place or found
        if shorter == name:
            break
        name = shorter
    plain = _DOES.sub(r"\1", _BRACKET.sub("", name))
    return Subject(_without_heading(_without_tail(plain)).strip(), place)


def _without_heading(name: str) -> str:
    """The name without a heading that runs into it: 经济持续恢复向好地区生产总值."""
    for core in CORE:
        place = name.find(core)
        if place > 3 and _RUNS_IN.search(name[:place]):
            return name[place:]
    return name


def _without_tail(words: str) -> str:
    """The words without what links a name to its number."""
    for _ in range(12):
        match = _TAIL.search(words, max(0, len(words) - _LONGEST_TAIL))
        if not match or _is_of_the_name(words, match):
            return words
        words = words[: match.start()]
    return words


def _is_of_the_name(words: str, match: re.Match[str]) -> bool:
    """Whether what looks like a link is the end of a name: 务工规模, 一般贸易平均."""
    return match[0] in ("规模", "平均", "总计", "合计") and bool(head(words))


def _without_lead(name: str) -> tuple[str, str]:
    """The name without what stands in front of it, and the place that was taken off."""
    if match := _LEAD.match(name):
        return name[match.end() :], ""
    if match := OWN_PLACES.match(name):
        return name[match.end() :], ""
    if match := OTHER_PLACES.match(name):
        return name[match.end() :], match[0].rstrip("的")
    if match := NAMED_PLACE.match(name):
        return name[match.end() :], match[0]
    return name, ""


def topic(words: str) -> Subject:
    """The subject of a clause without numbers: 电子信息产业 of 电子信息产业增长较快."""
    said = subject(_PREDICATE.sub("", words))
    return said._replace(name=_SPEED.sub("", said.name))


def members(name: str) -> list[str]:
    """The names in a list, each whole: what they share is given to each. One name is a list of one.

    电力、热力、燃气及水生产和供应业 is one name; 猪、牛、羊、禽肉产量 are four.
    """
    if ordinals := _ORDINALS.match(name):
        tail = "产业" + name[ordinals.end() :]
        return [f"第{which}{tail}" for which in ordinals.groups() if which]
    if name.endswith("产销"):
        return [name.removesuffix("产销") + one for one in ("产量", "销量")]
    plain, kept = _protected(_WITHIN.sub("", name))
    parts = [part for part in _SEPARATORS.split(plain) if part]
    if len(parts) < 2:
        return [name]
    return [_restored(part, kept) for part in _completed(parts)]


def _protected(name: str) -> tuple[str, list[str]]:
    """The name with a placeholder for each known name that holds separators."""
    kept: list[str] = []
    for whole in WHOLE_NAMES:
        if whole in name:
            kept.append(whole)
            name = name.replace(whole, chr(0xE000 + len(kept) - 1))
    return name, kept


def _restored(name: str, kept: list[str]) -> str:
    for place, whole in enumerate(kept):
        name = name.replace(chr(0xE000 + place), whole)
    return name


def _completed(parts: list[str]) -> list[str]:
    """The parts with the head of the last one, and the lead of the first one, given to each."""
    tail = _shared_tail(parts)
    lead = _SHARED_LEAD.match(parts[0])
    first = lead[0] if lead else ""
    completed = [part if head(part) or not tail else part + tail for part in parts]
    return [part if not first or part.startswith(first) else first + part for part in completed]


def _shared_tail(parts: list[str]) -> str:
    """What the last of several names has and the others lack: 产业增加值, or 肉产量 of 禽肉产量."""
    last, others = parts[-1], parts[:-1]
    lengths = {len(part) for part in others}
    if lengths == {1} and len(last) > 2:
        return last[1:]
    of_last = head(last)
    if not of_last:
        return ""
    before = last.removesuffix(of_last)
    for word in ("行业", "产业", "业"):
        if before.endswith(word) and not any(part.endswith(word) for part in others):
            return word + of_last
    return of_last


def inherited(name: str, of: str) -> str:
    """A name without a head of its own, with that of the name before: 制造业 after 采矿业增加值."""
    if not name or head(name):
        return _with_owner(_as_trade(name, of), of)
    return _with_head(name, of) if _LIKE_KINDS.search(name) else name


def _with_head(name: str, of: str) -> str:
    """A name with the head of another, which may begin with its last word: 跨境交易 and 交易额."""
    parent = head(of)
    if parent == "价格":
        # 其中北京、广州分别下降: of which prices, the head alone does not say.
        return name
    shared = next((end for end in (3, 2) if len(parent) > end and name.endswith(parent[:end])), 0)
    return name + parent[shared:]


def _with_owner(name: str, of: str) -> str:
    """A head that needs an owner, with the owner of the name before: 利润总额 after 规上工业企业营业收入."""
    if name not in OWNERLESS or not of:
        return name
    owner = of.removesuffix(head(of))
    return owner + name if _OWNERS.search(owner) and owner != of else name


def child(name: str, of: str) -> str:
    """A part named behind 其中: 出口 of 进出口总值 is 出口总值."""
    if not name or head(name):
        return _with_owner(_as_trade(name, of), of)
    return _with_head(name, of)


def _as_trade(name: str, of: str) -> str:
    """出口 or 进口 as the trade that was named before: 出口总值 of 进出口总值."""
    trade = _TRADE.search(of)
    return trade[1] + name + trade[2] if trade and name in ("出口", "进口") else name


def is_complete(name: str) -> bool:
    """Whether a name ends as an indicator's does."""
    is_bare = name in BARE_HEADS or (len(name) <= 2 and name not in ("出口", "进口"))
    return not is_bare and len(name) <= LONGEST and bool(head(name))
