"""Ranks, and shares that are written as one ratio."""

import re
from decimal import Decimal

from sztrack.core.collect.proposed import Doubt, Kind
from sztrack.core.model import Bound
from sztrack.load.prose.clauses import Clause
from sztrack.load.prose.memory import Draft, Memory
from sztrack.load.prose.numbers import Number, Scale
from sztrack.load.prose.periods import When
from sztrack.load.prose.standing import plain_draft

RANK = (
    "(?:位居|位列|稳居|居|列|排名?|跃居|跃升至?|上升[到至]|升至|保持)[^，、]{0,14}?"
    "(?:第(?P<digits>[0-9]{1,4})(?:位|名)?|第(?P<numeral>[一二三四五六七八九十])(?:位|名)?|(?P<first>首位|榜首|之首))"
)
"""How a rank is said: 居全省第2位, 位居全国城市首位."""
_RANK = re.compile(RANK)
_RATIO = re.compile(
    "(?:三次|二、?三次?|一、二、三)产业[^，0-9]{0,14}?(?P<shares>[0-9]{1,3}(?:\\.[0-9]{1,4})?(?:：[0-9]{1,3}(?:\\.[0-9]{1,4})?){1,2})"
)
_NUMERALS = "一二三四五六七八九十"


def ranks(clause: Clause, memory: Memory, when: When) -> list[Draft]:
    """The ranks of the figure that was named in front."""
    first = clause.groups[0].start if clause.groups else len(clause.letters.text)
    record = memory.record
    if record is None:
        return []
    return [
        _rank(clause, match, record, when)
        for match in _RANK.finditer(clause.letters.text)
        if match.start() >= first or not clause.groups
    ]


def _rank(clause: Clause, match: re.Match[str], record: Draft, when: When) -> Draft:
    place = 1
    if match["digits"]:
        place = int(match["digits"])
    elif match["numeral"]:
        place = _NUMERALS.index(match["numeral"]) + 1
    number = Number(
        start=match.start(),
        end=match.end(),
        value=Decimal(place),
        unit="位",
        scale=Scale.AMOUNT,
        bound=Bound.EXACT,
    )
    draft = plain_draft(clause, number, record.name, when)
    draft.value, draft.kind, draft.place = number.value, Kind.RANK, record.place
    draft.doubts.append(Doubt.RANK_OF_WHAT)
    if Doubt.NAME_CARRIED in record.doubts:
        draft.doubts.append(Doubt.NAME_CARRIED)
    return draft


def ratios(clause: Clause, when: When) -> list[Draft]:
    """三次产业比重为8.1：41.9：50.0: three shares of gross domestic product."""
    return [
        draft
        for match in _RATIO.finditer(clause.letters.text)
        for draft in _shares(clause, match, when)
    ]


def _shares(clause: Clause, match: re.Match[str], when: When) -> list[Draft]:
    shares, start = match["shares"].split("："), match.start("shares")
    drafts = []
    for place, share in zip(range(3 - len(shares), 3), shares, strict=True):
        number = Number(
            start=start,
            end=start + len(share),
            value=Decimal(share),
            unit="",
            scale=Scale.RATE,
            bound=Bound.EXACT,
        )
        name = f"第{_NUMERALS[place]}产业增加值占地区生产总值比重"
        draft = plain_draft(clause, number, name, when)
        draft.value = number.value
        draft.doubts.append(Doubt.NO_UNIT)
        drafts.append(draft)
        start += len(share) + 1
    return drafts
