"""Growths: of the names in front of them, else of the levels just named."""

import re
from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.collect.proposed import Doubt, Kind, Passed
from sztrack.core.model import Bound
from sztrack.load.prose.clauses import Group
from sztrack.load.prose.memory import Draft
from sztrack.load.prose.names import Subject
from sztrack.load.prose.standing import Standing, basis_of

_FALLS = re.compile("下降|减少|降低|下跌|负增长")
_RISES = re.compile("增长|上涨|上升|提高|增加")
_OF_RATES = re.compile("上月|增速|降幅|涨幅")
_ON_THE_YEAR = re.compile("同比|[上去]年(?!末)")
REAL = "(实际)"
"""What is behind the name of a growth in real terms that stands beside a nominal one."""


def growth(here: Standing, own: Subject, *, falls: bool) -> list[Draft]:
    """What a group of growths says."""
    values = _signed(here.group, falls=falls)
    if not own.name and here.is_of_another_place:
        if here.count > 1:
            return here.passed(Passed.LIST)
        return [here.growth(0, here.memory.name, values[0])]
    if not own.name:
        if here.number(0).is_growth and not here.memory.records:
            return here.passed(Passed.SPEED)
        return growth_of_before(here, values)
    found = here.named(own)
    if found is None:
        return here.passed(Passed.LIST)
    return [
        here.growth(place, name, values[min(place, len(values) - 1)])
        for place, name in enumerate(found)
    ]


def unchanged(here: Standing, own: Subject) -> list[Draft]:
    """持平: a growth of nought, where it is said of an amount against the year before."""
    words, record = here.group.before, here.memory.record
    if _OF_RATES.search(words):
        return here.passed(Passed.SPEED)
    of_amount = record is not None and record.takes_growth
    if not own.name and not (of_amount and _ON_THE_YEAR.search(words)):
        return here.passed(Passed.EARLIER)
    return growth(here, own, falls=False)


def growth_of_before(here: Standing, values: Sequence[Decimal]) -> list[Draft]:
    """Growths without a name: of the levels just named, of names that are open, of the subject."""
    records = here.memory.records
    if records and len(records) == len(values):
        if all(draft.takes_growth for draft in records):
            return _grown(here, values)
        if len(values) > 1:
            return here.passed(Passed.NOT_UNDERSTOOD)
    recent = here.memory.recent
    if len(values) == len(recent) > 1 and all(draft.takes_growth for draft in recent):
        here.memory.records = recent
        return _grown(here, values)
    if len(values) > 1:
        return here.of_pending(values) or here.passed(Passed.LIST)
    if not here.memory.name:
        return here.passed(Passed.NOT_UNDERSTOOD)
    return _of_the_subject(here, values[0])


def _grown(here: Standing, values: Sequence[Decimal]) -> list[Draft]:
    """The levels just named, with their growth: one figure each."""
    at = here.clause.letters.at
    for draft, number, value in zip(here.memory.records, here.group.numbers, values, strict=True):
        draft.growth, draft.end = value, at[number.end - 1] + 1
        if number.in_words or number.bound is not Bound.EXACT:
            draft.doubts.append(Doubt.GROWTH_ROUNDED)
    return []


def _of_the_subject(here: Standing, value: Decimal) -> list[Draft]:
    memory, record = here.memory, here.memory.record
    if record and record.growth is not None and _is_of_one_period(here, record):
        return _second(here, record, value)
    return [here.growth(0, memory.name, value)]


def _is_of_one_period(here: Standing, record: Draft) -> bool:
    """Whether a growth speaks of the same subject and period as the record does."""
    when = here.when
    is_one = (record.when.month, record.basis) == (when.month, basis_of(when, record.name))
    return is_one and record.name == here.memory.name


def _second(here: Standing, first: Draft, value: Decimal) -> list[Draft]:
    """A second growth of one subject: in real terms beside the nominal one, else not clear."""
    memory, words = here.memory, here.group.before
    if "名义" in words and first.kind is Kind.GROWTH:
        name = first.name
        first.name += REAL
        return [here.growth(0, name, value)]
    if memory.is_real or "实际" in words or "价格因素" in words:
        draft = here.growth(0, f"{first.name}{REAL}", value)
        draft.doubts.append(Doubt.REAL_TERMS)
        memory.name = first.name
        return [draft]
    return here.passed(Passed.NOT_UNDERSTOOD)


def _signed(group: Group, *, falls: bool) -> list[Decimal]:
    """The growths of a group in percent, each with the sign of the word in front of it."""
    found = []
    for place, number in enumerate(group.numbers):
        join = group.joins[place - 1] if place else ""
        if _FALLS.search(join):
            falls = True
        elif _RISES.search(join):
            falls = False
        times = 100 if number.unit == "倍" else 1
        found.append(number.value * (-times if falls else times))
    return found
