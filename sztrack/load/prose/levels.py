"""Levels: amounts, counts and rates, of the names in front of them or behind them."""

import re

from sztrack.core.collect.proposed import Doubt, Kind, Passed
from sztrack.core.model import Basis, Bound
from sztrack.load.prose import names
from sztrack.load.prose.growths import growth_of_before, unchanged
from sztrack.load.prose.lexicon import ADDED_HEADS, is_rate
from sztrack.load.prose.memory import Draft
from sztrack.load.prose.numbers import Scale
from sztrack.load.prose.standing import COUNTED, Standing

_CLOSES = re.compile(
    "$|[，。；、：()！？/]|同比|比|较|与|环比|增长|下降|增加|减少|上升|上涨|占|和|及|以上|左右|以内|的?目标|大关|分别|居|位居|位列"
    "|为|按|每|均|其中|由|再|创|是|高于|低于|快于|名义|实际|净|拉动|的$"
)
"""What may stand behind a number that closes its statement; anything else is the name of what was
counted.
"""
_DIRECTION = re.compile(
    "^(?:[^，。；0-9]{0,14}?)(?:实现)?(?:同比)?(?:正|负)?(?:增长|下降|上升|下跌|上涨|持平)(?:$|[，。；、])"
)
_ACTS = (
    "(?:新增|新登记|新注册|新签|新建|新开通|新开|新改建|新改扩建|新推出|新推广|新引进|新孵化|新认定|新组建|新设|建成|建设|完成|开工"
    "|引进|推出|组建|创建|举办|开通|培育|整治|实施|发布|推动|改造|打造|供应|落实|上线|提供|累计|布局|新开展|开展|淘汰|入选|获评|认定"
    "|有|共有|布设|投放|解决|受理|开工建设|建成投产|建成运营|恢复和新开|新入选|成功举办|组织|签约|获批|立项|转化|服务|启动|改扩建"
    "|处置|查处|化解|办理|取得|授予)(?:了|近|约|超过?|首批|第一批|两批|共计|共)*"
)
_ALONE = re.compile("[、，和及与]|首批|第一批")
"""What may stand in front of a number without saying what it is."""
_BECOMES = re.compile(
    "入选|获评|落户|开通|设立|获批|上榜|建成|开工|投产|竣工|启用|上市|落地|纳入|通过|挂牌|签约"
)
"""What those counted in front became: 4个村入选省典型县镇村."""
_ACT_AT_END = re.compile(f"{_ACTS}$")
_LISTED_ACT = re.compile(f"^[，、和及]*({_ACTS})[^，]*等$")
_ACT_ENDS = re.compile("(?:了|近|约|超过?)+$")
_NOUN_ENDS = re.compile("[，。；、()]|[和及与](?=[0-9])")
_TOTALS = re.compile("(?:累计|总数|总量|总计|共计|总额|总规模)(?:为|达到?|已|超过?|突破|约|近)*$")
NEWLY = re.compile("^(?:全年|新增|新认定|新设立?|新入选|新引进|新登记|新注册|净增)+")
"""Words for what is new in a period."""
_MOVED = re.compile("(?:增加|减少|净增|多增|少增)(?:了|约|近)*$")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_DIRECTION = 12


def level(here: Standing, own: names.Subject) -> list[Draft]:
    """What a group of numbers without a direction says."""
    group, memory = here.group, here.memory
    if group.scale is Scale.RATE:
        return _rate(here, own)
    if group.scale is Scale.BARE and not is_rate(own.name or memory.name):
        return here.passed(Passed.NOT_UNDERSTOOD)
    if _DIRECTION.match(group.behind) and COUNTED.match(here.number(0).unit):
        return _directions(here, own)
    if not _CLOSES.match(group.behind):
        return _counted(here)
    if not own.name or (own.name in ADDED_HEADS and memory.records):
        return _level_of_before(here)
    if moved := _MOVED.search(own.name):
        return _moved(here, own, moved)
    return _levels(here, own)


def _levels(here: Standing, own: names.Subject) -> list[Draft]:
    found = here.named(own)
    if found is None:
        return here.passed(Passed.LIST)
    return [here.level(place, name) for place, name in enumerate(found)]


def _rate(here: Standing, own: names.Subject) -> list[Draft]:
    """A percentage without a direction: the level of a rate."""
    group, memory = here.group, here.memory
    if _HAN.match(group.behind) and not _CLOSES.match(group.behind):
        return here.passed(Passed.RESTATED if here.number(0).in_words else Passed.UNIVERSE)
    if here.number(0).is_growth:
        return unchanged(here, own)
    if not own.name:
        return _rate_of_before(here)
    found = here.named(own)
    if found is None:
        return here.passed(Passed.LIST)
    drafts = [_percentage(here, place, name) for place, name in enumerate(found)]
    memory.share = drafts[-1]
    return drafts


def _rate_of_before(here: Standing) -> list[Draft]:
    """A percentage without a name: the share that was only bounded, or one more growth."""
    memory = here.memory
    if memory.share and memory.share.number.bound is Bound.AT_LEAST:
        return _made_exact(here, memory.share)
    if memory.record and memory.record.kind is Kind.GROWTH:
        return growth_of_before(here, [number.value for number in here.group.numbers])
    return here.passed(Passed.NOT_UNDERSTOOD)


def _percentage(here: Standing, place: int, name: str) -> Draft:
    draft = here.draft(place, name, Kind.SHARE)
    draft.value = here.number(place).value
    if not is_rate(name):
        draft.doubts.append(Doubt.NAME_UNCLEAR)
    return draft


def _level_of_before(here: Standing) -> list[Draft]:
    """A level without a name: the total of what is new, the exact figure behind a bound, or one of
    names that are still open.
    """
    memory = here.memory
    if here.count > 1:
        if memory.is_quarterly and memory.name:
            return _levels(here, names.Subject(memory.name, memory.place))
        return here.of_pending() or here.passed(Passed.LIST)
    if not memory.name:
        return here.passed(Passed.NOT_UNDERSTOOD)
    return _second_level(here)


def _second_level(here: Standing) -> list[Draft]:
    """A level of the subject, which may have one already."""
    memory, before = here.memory, here.memory.record
    if before and before.takes_growth and before.number.base == here.number(0).base:
        if _TOTALS.search(here.group.before):
            return [_total(here)]
        if before.number.bound is Bound.AT_LEAST:
            return _made_exact(here, before)
    draft = here.level(0, memory.name)
    if before and not _adds_the_level(here, before):
        draft.doubts.append(Doubt.NAME_UNCLEAR)
    return [draft]


def _adds_the_level(here: Standing, before: Draft) -> bool:
    """跨境电商进出口增长75.2%、总额超3000亿元: the level behind the growth."""
    return before.kind is Kind.GROWTH and names.subject(here.group.before).name in ADDED_HEADS


def _made_exact(here: Standing, before: Draft) -> list[Draft]:
    """突破1万亿元、达1.05万亿元: the second is what the first only bounds."""
    number = here.number(0)
    before.value, before.number = number.value, number
    before.end = here.clause.letters.at[here.group.end - 1] + 1
    before.doubts = [doubt for doubt in before.doubts if doubt is not Doubt.WORDS_FOR_DIGITS]
    return []


def _total(here: Standing) -> Draft:
    """新增…309家，累计742家: the second is how many there are."""
    draft = here.level(0, NEWLY.sub("", here.memory.name) + "总数")
    draft.basis = Basis.POINT
    return draft


def _moved(here: Standing, own: names.Subject, moved: re.Match[str]) -> list[Draft]:
    """短期贷款减少246亿元: an increase or a decrease as a figure of its own."""
    if not own.name[: moved.start()] or here.count > 1:
        return here.passed(Passed.CHANGE)
    draft = here.level(0, own.name)
    if "减少" in moved[0] and draft.value is not None:
        draft.value = -draft.value
    draft.doubts.append(Doubt.CHANGE_OF_LEVEL)
    return [draft]


def _counted(here: Standing) -> list[Draft]:
    """A number in front of its name: a figure behind a word for doing, else what was counted."""
    act = _act(here)
    noun, at = _NOUN_ENDS.split(here.group.behind)[0], here.clause.letters.at
    becomes = not _ALONE.sub("", here.words) and _BECOMES.search(noun)
    if here.count > 1 or not (act or becomes):
        return here.passed(Passed.UNIVERSE)
    here.memory.act = act
    draft = here.level(0, _ACT_ENDS.sub("", act) + noun)
    draft.end = at[min(here.group.end + len(noun), len(at)) - 1] + 1
    draft.doubts = [Doubt.COUNTED]
    return [draft]


def _act(here: Standing) -> str:
    """The word for doing in front of a number that stands before its name; empty if there is none.
    Of a list it stands once: 新开展37个重大科技专项、312个科技攻关项目.
    """
    words = here.words
    if not _ALONE.sub("", words):
        counted = any(Doubt.COUNTED in draft.doubts for draft in here.memory.records)
        return here.memory.act if counted and here.group.offset else ""
    if listed := _LISTED_ACT.match(words):
        return listed[1]
    act = _ACT_AT_END.search(words)
    return words[act.start() :] if act else ""


def _directions(here: Standing, own: names.Subject) -> list[Draft]:
    """13种增长，10种下降: how many of those counted grew."""
    if here.count > 1:
        return here.passed(Passed.UNIVERSE)
    number = here.number(0)
    direction = _NOUN_ENDS.split(here.group.behind)[0][:_LONGEST_DIRECTION]
    name = f"{own.name}{direction}的{number.unit}数"
    draft = here.aside(0, name, Kind.COUNT)
    draft.value = number.value
    draft.doubts.append(Doubt.COUNTED)
    # 33个行业增加值同比增长。其中，…: the parts behind are of what grew.
    here.memory.speak_of(names.topic(direction.rstrip("，。；、")).name, own.place)
    return [draft]
