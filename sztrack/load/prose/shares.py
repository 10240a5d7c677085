"""Shares of a whole, the part of a budget or goal that is done, changes in percentage points."""

import re
from typing import NamedTuple

from sztrack.core.collect.proposed import Doubt, Kind, Passed
from sztrack.load.prose import names
from sztrack.load.prose.lexicon import is_rate
from sztrack.load.prose.memory import Draft, Memory
from sztrack.load.prose.patterns import Figure, Match
from sztrack.load.prose.standing import Standing, basis_of

_BEHIND_THE_WHOLE = re.compile(
    "(?:的)?(?:比重|比例|份额|比|完成率|进度)?(?:的)?(?:同比)?"
    "(?:为|达到?|[提上]升至|提高[到至]|升至|下降[到至]|降至|超过?|近|约|已|接近|的|分别|均|高达|合计|首次|首度|突破)*$"
)
_DONE = re.compile("^.*?完成(?:了)?|^[占为达]")
_BARE = ("比重", "占比")
"""What stands for the share just named: 比重同比上升1.7个百分点."""


class _Whole(NamedTuple):
    """What a share is a share of, as its name says it."""

    words: str
    is_clear: bool


def share(here: Standing, own: names.Subject, match: Match) -> list[Draft]:
    """占进出口总额比重提升至33.6%, 完成全年目标的59.3%."""
    memory = here.memory
    owners = _owners(here, own)
    if not owners:
        return here.passed(Passed.LIST if own.name else Passed.NOT_UNDERSTOOD)
    whole = _whole(match, memory)
    of_record = memory.record.basis if memory.record and not own.name else None
    drafts = []
    for place, owner in enumerate(owners):
        draft = here.aside(place, f"{owner}{whole.words}", Kind.SHARE)
        draft.value = here.number(place).value
        draft.basis = of_record or basis_of(draft.when, owner)
        if not own.name and memory.is_carried:
            draft.doubts.append(Doubt.NAME_CARRIED)
        if not whole.is_clear:
            draft.doubts.append(Doubt.WHOLE_UNCLEAR)
        drafts.append(draft)
    memory.share = drafts[-1]
    if own.name:
        memory.speak_of(own.name, own.place)
        memory.records = []
    return drafts


def _owners(here: Standing, own: names.Subject) -> list[str]:
    """Whose shares they are; empty where that is not known or does not line up."""
    records = here.memory.records
    if not own.name and here.count == len(here.memory.recent) > 1:
        # 新增就业1.8万人，再就业0.9万人，分别完成年度任务的72.1%和81.5%.
        return [draft.name for draft in here.memory.recent]
    if own.name:
        owners = names.members(own.name) if here.count > 1 else [own.name]
    elif len(records) > 1:
        owners = ["、".join(draft.name for draft in records)]
    else:
        owners = [records[0].name if records else here.memory.name]
    return owners if len(owners) == here.count and all(owners) else []


def _whole(match: Match, memory: Memory) -> _Whole:
    """What the words of a pattern say of the whole."""
    if match.means is Figure.DONE:
        whole = names.subject(_BEHIND_THE_WHOLE.sub("", _DONE.sub("", match.words))).name
        return _Whole(f"完成{whole}比例", is_clear=True)
    whole = _BEHIND_THE_WHOLE.sub("", re.sub("^所?占", "", match.words))
    if whole:
        return _Whole(f"占{whole}比重", is_clear=True)
    if "占比" in match.words:
        return _Whole("占比", is_clear=True)
    return _Whole(f"占{memory.parent}比重", is_clear=False)


def points(here: Standing, own: names.Subject, *, falls: bool) -> list[Draft]:
    """A change in percentage points: of a share or rate a figure, of a growth rate none."""
    before = here.memory.share
    if own.name and own.name not in _BARE:
        before = None if is_rate(own.name) else before
    name = before.name if before else own.name
    if here.count > 1 or not (before or is_rate(name)):
        return here.passed(Passed.SPEED)
    number = here.number(0)
    draft = here.aside(0, name, Kind.CHANGE_IN_POINTS)
    draft.value = number.value
    draft.points = -number.value if falls else number.value
    if before:
        draft.basis, draft.doubts = before.basis, list(before.doubts)
    return [draft]
