"""A group of numbers where it stands: in its clause, its sentence, and under the bulletin's
heading. Whatever becomes of it is drafted here.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from sztrack.core.collect.proposed import Doubt, Kind, Passed
from sztrack.core.model import Basis
from sztrack.load.prose import names
from sztrack.load.prose.clauses import Clause, Group
from sztrack.load.prose.lexicon import EITHER, OWN_PLACES, head, is_rate, is_stock
from sztrack.load.prose.memory import Draft, Memory
from sztrack.load.prose.numbers import Number, Scale
from sztrack.load.prose.periods import Heading, When

_MONEY = re.compile("元|美金|港币|镑")
COUNTED = re.compile(
    "^[万千百亿]*(?:人次|人|名|户|家|个|座|条|项|所|间|场|次|只|支|部|处|件|种|门|辆|台|头|岁|架次|批"
    "|起|款|类|篇|册)$"
)
"""Units that count things."""
_DIRECTED = re.compile("^(?:实现)?(?:增长|下降|上涨|上升|提高|降低|增加|减少)$")
_EACH = re.compile("[均都]")
_MOST_QUARTERS = 4


class Standing:
    """One group of numbers, and what is known where it stands."""

    def __init__(self, clause: Clause, group: Group, memory: Memory, heading: Heading) -> None:
        self.clause, self.group, self.memory, self._heading = clause, group, memory, heading
        self.place: str | None = None
        """The place that the words in front name; empty for the bulletin's own, None for none."""
        self.why: Passed | None = None
        """Why the group is passed over, once it is."""

    def passed(self, why: Passed) -> list[Draft]:
        """Nothing, since the group is no figure."""
        self.why = why
        return []

    def number(self, place: int) -> Number:
        """The number of the name at a place; one number may be for all names."""
        return self.group.numbers[min(place, len(self.group.numbers) - 1)]

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return len(self.group.numbers)

    @property
    def words(self) -> str:
        """The words in front of the group but for periods."""
        return self.words_until(self.group.start)

    def words_until(self, stop: int) -> str:
        """The words in front of a place of the clause but for periods."""
        return spoken(self.clause, self.group.offset, stop)

    @property
    def when(self) -> When:
        """The period that was named last in front of the group, else the bulletin's."""
        named = [one for one in self.clause.mentions if one.start < self.group.start]
        if named:
            return named[-1].when
        when = self.memory.when
        if when is None:
            return own_period(self._heading)
        if when.is_end and not self.memory.is_end_named:
            # A day holds for its own clause; what follows is told of the bulletin's period.
            is_own = when.month == self._heading.month
            return When(when.month, self._heading.basis if is_own else Basis.YTD)
        return when

    @property
    def periods(self) -> list[When]:
        """The periods in front of the group, where there is one for each of its numbers."""
        named = [
            one.when
            for one in self.clause.mentions
            if self.group.offset <= one.start < self.group.start
        ]
        return named if len(named) == self.count > 1 else []

    # -- names

    def named(self, own: names.Subject) -> list[str] | None:
        """The names that the numbers belong to; None where they do not line up."""
        memory = self.memory
        if memory.is_quarterly and 2 <= self.count <= _MOST_QUARTERS:
            return [own.name or memory.name] * self.count
        found = self._listed(own.name)
        if found is None:
            return None
        return [self._completed(name) for name in found]

    def _completed(self, name: str) -> str:
        """A name with what it leaves to the name before."""
        memory = self.memory
        is_whole = bool(head(name))
        if head(memory.parent) == names.OUTPUT and not is_whole:
            # 分产品看，钢材…；水泥…: products, whose output is told to the end of the sentence.
            return name + names.OUTPUT
        may_inherit = self._may_inherit()
        if memory.is_child:
            of = memory.parent or memory.name
            return names.child(name, of) if may_inherit or is_whole else name
        if memory.is_carried or not may_inherit:
            return name
        return names.inherited(name, memory.name)

    def _listed(self, name: str) -> list[str] | None:
        """The names in a list, one for each number, or several for one number that all have."""
        words = self.words
        if self.count == 1 and not _EACH.search(words[-8:]):
            return [name]
        found = self._members(name, words)
        if self.count in (1, len(found)):
            return found
        # 一季度、二季度GDP分别增长6.4%、5.4%: the periods are listed.
        return [name] * self.count if self.periods else None

    def _members(self, name: str, words: str) -> list[str]:
        """The names of a list; 分别进口 behind them belongs to each."""
        front, _, behind = words.rpartition("分别")
        tail = _DIRECTED.sub("", names.subject(behind).name)
        if not (front and tail):
            return names.members(name)
        listed = names.members(names.subject(front).name)
        return [one if one.endswith(tail) else one + tail for one in listed]

    def _may_inherit(self) -> bool:
        """Whether names may lack the head that the name before has: growths may, amounts only where
        they are measured alike, and counts of things never.
        """
        if self.group.scale is not Scale.AMOUNT:
            return True
        record, number = self.memory.record, self.number(0)
        is_alike = record is not None and record.number.base == number.base
        return is_alike and not COUNTED.match(number.unit)

    def name_place(self, own: names.Subject, stop: int) -> None:
        """Note the place that the words up to `stop` name, if they name one."""
        if own.place:
            self.place = own.place
        elif OWN_PLACES.search(self.words_until(stop)):
            self.place = ""

    @property
    def is_of_another_place(self) -> bool:
        """Whether a place is named that is not the one told of: 全国…上涨0.3%，全市上涨0.1%."""
        is_other = self.place is not None and self.place != self.memory.told_of
        return is_other and bool(self.memory.name)

    # -- drafts

    def growth(self, place: int, name: str, value: Decimal) -> Draft:
        """A growth without a level."""
        draft = self.draft(place, name, Kind.GROWTH)
        draft.growth = value
        return draft

    def level(self, place: int, name: str) -> Draft:
        """A level as it is printed."""
        draft = self.draft(place, name, kind_of(self.number(place).unit))
        draft.value = self.number(place).value
        return draft

    def draft(self, place: int, name: str, kind: Kind) -> Draft:
        """The figure of the name at a place; its name is from now on the subject."""
        memory, at = self.memory, self.clause.letters.at
        draft = self.aside(place, name, kind)
        draft.start = at[min(self.group.offset, len(at) - 1)]
        is_carried = Doubt.NAME_CARRIED in draft.doubts
        if place == 0:
            memory.records = []
            memory.speak_of(name, draft.place)
        memory.is_carried = is_carried
        memory.records.append(draft)
        memory.recent.append(draft)
        return draft

    def aside(self, place: int, name: str, kind: Kind) -> Draft:
        """The figure of the name at a place, which leaves the subject as it is."""
        memory, number = self.memory, self.number(place)
        draft = plain_draft(self.clause, number, name, self.when)
        draft.kind = kind
        if self.place is not None:
            memory.told_of = self.place
        draft.place = memory.told_of
        draft.doubts += self._doubts(place, name)
        self._set_period(draft, place)
        return draft

    def _doubts(self, place: int, name: str) -> list[Doubt]:
        memory = self.memory
        doubts = []
        if memory.is_carried and name == memory.name and name not in self.clause.letters.text:
            doubts.append(Doubt.NAME_CARRIED)
        if self.number(place).in_words:
            doubts.append(Doubt.WORDS_FOR_DIGITS)
        if place >= self.count:
            doubts.append(Doubt.ONE_FOR_ALL)
        return doubts

    def _set_period(self, draft: Draft, place: int) -> None:
        """The period of one number of several that tell periods one by one; and 累计."""
        if self.memory.is_quarterly and self.count > 1:
            draft.basis = Basis.QUARTER
            if month := draft.when.month:
                later = self.count - 1 - place
                draft.when = draft.when._replace(month=month.plus(-3 * later))
            draft.doubts.append(Doubt.SHIFTED_PERIOD)
        elif periods := self.periods:
            draft.when = periods[place]
            draft.basis = basis_of(draft.when, draft.name)
        if "累计" in self.group.before and draft.basis in (None, Basis.MONTH):
            draft.basis = Basis.YTD

    def of_pending(self, values: Sequence[Decimal] | None = None) -> list[Draft]:
        """Figures of the names that the clause before has listed, levels unless growths are given;
        nothing where they do not line up.
        """
        pending = self.memory.pending
        if len(pending) != self.count or self.count < 2:
            return []
        drafts = [
            self.level(place, name) if values is None else self.growth(place, name, values[place])
            for place, name in enumerate(pending)
        ]
        for draft in drafts:
            draft.doubts.append(Doubt.NAME_UNCLEAR)
        return drafts


def plain_draft(clause: Clause, number: Number, name: str, when: When) -> Draft:
    """A figure of which only name, number and period are known."""
    at = clause.letters.at
    return Draft(
        name=name,
        place="",
        when=when,
        number=number,
        value=None,
        growth=None,
        points=None,
        kind=Kind.SHARE,
        basis=basis_of(when, name),
        start=at[0],
        end=at[number.end - 1] + 1,
    )


def own_period(heading: Heading) -> When:
    """The bulletin's own period."""
    return When(heading.month, heading.basis)


def spoken(clause: Clause, start: int, stop: int) -> str:
    """The words of a stretch of a clause but for the periods that it names."""
    text = clause.letters.text
    words, begin = "", start
    for mention in clause.mentions:
        if start <= mention.start < stop:
            words += text[begin : mention.start]
            begin = min(mention.end, stop)
    return words + text[begin:stop]


def kind_of(unit: str) -> Kind:
    """What a level in a unit is: money, a count of things, or something measured."""
    if _MONEY.search(unit):
        return Kind.MONEY
    return Kind.COUNT if COUNTED.match(unit) else Kind.LEVEL


def basis_of(when: When, name: str) -> Basis | None:
    """What a figure covers: a level at a day by its name, else as the period says. The end of a
    month ends a total where the name is no stock's.
    """
    if is_stock(name):
        return Basis.POINT
    if EITHER.search(name):
        return Basis.POINT if when.is_end else None
    if when.is_end:
        return Basis.POINT if not head(name) or is_rate(name) else Basis.YTD
    return when.basis
