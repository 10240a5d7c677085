"""Sentences -> proposed figures, from left to right; each clause leaves something to the next."""

import re
from collections.abc import Iterable
from itertools import islice

from sztrack.core.collect.proposed import Doubt, Kind, Left, Passed, Proposal, Reading
from sztrack.load.prose import names
from sztrack.load.prose.clauses import Clause, Group, clauses, sentences
from sztrack.load.prose.growths import REAL, growth
from sztrack.load.prose.letters import letters
from sztrack.load.prose.levels import NEWLY, level
from sztrack.load.prose.memory import Draft, Memory
from sztrack.load.prose.numbers import TOO_LONG, Scale
from sztrack.load.prose.patterns import BEHIND_GOAL, Figure, Match, meaning
from sztrack.load.prose.periods import Heading, When
from sztrack.load.prose.ranks import RANK, ranks, ratios
from sztrack.load.prose.shares import points, share
from sztrack.load.prose.standing import Standing, own_period, spoken

_GOALS_FOLLOW = re.compile(
    "(?:预期目标|主要目标|目标)(?:是|为|：)?$|目标(?:是|为)|力争|争取|确保|预计|预期|^下一年|^明年"
    "|建成后|计划(?:总投资|投资|到)|[^接].{0,8}将(?:达|突破|实现|超|增长|完成)"
    "|(?<![虚模])拟(?:新|建|投|于)"
)
_CHILD = re.compile("^(?:其中|包括)")
_DIMENSION = re.compile("^(?:从)?分(?:主要)?产品(?:产量)?看?$")
_PARTS_OF_BEFORE = re.compile("(?:其中|(?:从|按|分)[^，]{1,10}(?:看|分)|主要[^，]{1,12}中)，?")
"""How a sentence begins that tells the parts of what the one before told."""
_TOPIC = re.compile("(?:其中，?)?([^，为是]{2,16})(?:为|是)")
_LISTS = re.compile("(?:是|为|有)([^，]*[、和][^，]*)$")
_BY_QUARTER = re.compile("分季度|各季度|前三季度[^，]*分别")
_RANGE = ("~", "-")
_SPEED = re.compile(".*?(?:增速|增幅|涨幅|降幅|跌幅)")
_TOO_LONG = re.compile(TOO_LONG)
_GOES_ON = re.compile("[、和及]的")
_REAL = re.compile("扣除(?:物价|价格)")
_WITHOUT = re.compile("(?:剔除|扣除)(?!价格|物价)")
_YEAR_ON_YEAR = re.compile("同比|上年|去年")
_LAST_END = re.compile("(上年|去年)[末底]")
_OF_THE_SUBJECT = frozenset(
    (
        Passed.EARLIER,
        Passed.MONTH_ON_MONTH,
        Passed.OTHER_BASE,
        Passed.SEVERAL_YEARS,
        Passed.REVISED_BASE,
        Passed.CHANGE,
    )
)
"""What is passed over and leaves its subject to the figure behind: 价格环比持平，同比上涨0.4%."""
_A_PERIOD = re.compile(
    "[0-9]{4}年?(?:代|度)?|[0-9]{1,2}[日时]|[0-9]{1,2}年|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    "|[0-9]{1,2}：[0-9]{2}"
)
_RANKED = re.compile(f"{RANK}$")
_LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")
_MARK = re.compile("[,，。;；]")
_ANY_NUMBER = re.compile("[0-9０-９][0-9０-９.,．]*[%％]?")
_LONG, _SHORTEST_PIECES, _MOST_NAMED, _LONGEST_SHOWN = 1000, 8, 100, 40
_LONGEST_TOPIC = 24


class Reader:
    """Reads the paragraphs of one document in their order."""

    def __init__(self, document: str, heading: Heading) -> None:
        self._document, self._heading = document, heading
        self._figures: list[Proposal] = []
        self._left: list[Left] = []
        self._line = 1
        self._memory = Memory()

    def reading(self) -> Reading:
        """What was found in all paragraphs read."""
        left = sorted(self._left, key=lambda number: number.start)
        return Reading(tuple(self._figures), tuple(left))

    def read(self, start: int, stop: int, line: int, *, goals: bool = False) -> None:
        """Read a paragraph; with `goals` all of its numbers are goals."""
        self._line = line
        if not _is_prose(self._document, start, stop):
            self._pass_all(start, stop)
            return
        for sentence in sentences(letters(self._document, start, stop)):
            self._memory = _remembered(self._memory, sentence.text, goals=goals)
            drafts: list[Draft] = []
            for clause in clauses(sentence, self._heading):
                drafts += self._clause(clause)
            self._figures += [self._proposal(draft) for draft in drafts]

    def _clause(self, clause: Clause) -> list[Draft]:
        memory, text = self._memory, clause.letters.text
        if clause.begins_segment:
            memory.is_child, memory.comparison, memory.recent = False, None, []
            memory.plans = False
        if clause.mentions and not self._is_to_come(clause.mentions[0].when):
            memory.plans = False
        if _CHILD.match(text):
            memory.is_child, memory.parent = True, memory.name
        if clause.is_overfull:
            self._pass(clause, 0, min(len(text), 40), Passed.NOT_UNDERSTOOD)
            return []
        when = memory.when or own_period(self._heading)
        shares, drafts = ratios(clause, when), self._groups(clause)
        places = ranks(clause, memory, when)
        self._pass_names(clause, has_ratio=bool(shares), has_rank=bool(places))
        if clause.groups:
            self._after_figures(clause)
        elif not clause.is_aside:
            self._wordless(clause)
        return [*drafts, *shares, *places]

    def _after_figures(self, clause: Clause) -> None:
        """What a clause with numbers leaves to the next one."""
        memory = self._memory
        memory.pending, memory.is_end_named = [], False
        self._list_names(clause.letters.text[clause.groups[-1].end :])
        if clause.mentions and not clause.is_aside and not clause.mentions[-1].when.is_earlier:
            memory.when = clause.mentions[-1].when

    def _groups(self, clause: Clause) -> list[Draft]:
        """What the groups of a clause say, in their order."""
        drafts: list[Draft] = []
        before: Group | None = None
        why: Passed | None = None
        for group in clause.groups:
            in_front = clause.letters.text[: group.start]
            self._memory.is_quarterly = bool(_BY_QUARTER.search(in_front))
            here = Standing(clause, _continued(group, before), self._memory, self._heading)
            if why and _GOES_ON.fullmatch(here.words):
                # 高于5月份的4.0%、6月份的2.2%: one more of what was passed over.
                here.passed(why)
            else:
                drafts += self._group(here)
            before, why = group, here.why
            if why:
                for number in group.numbers:
                    self._pass(clause, number.start, number.end, why)
        return drafts

    def _group(self, here: Standing) -> list[Draft]:
        """What one group says."""
        match = meaning(self._comparable(here.group.before), here.group.scale)
        if why := self._objection(here, match):
            return here.passed(why)
        stop = here.group.offset + match.start
        own = names.subject(here.words_until(stop))
        here.name_place(own, stop)
        match match.means:
            case Figure.RISE | Figure.FALL:
                return growth(here, own, falls=match.means is Figure.FALL)
            case Figure.SHARE | Figure.DONE:
                return share(here, own, match)
            case Figure.POINTS_UP | Figure.POINTS_DOWN:
                return points(here, own, falls=match.means is Figure.POINTS_DOWN)
            case Figure.LEVEL:
                return level(here, own)
            case _:
                self._name_passed(own, match.means)
                return here.passed(match.means)

    def _comparable(self, words: str) -> str:
        """The words in which the end of last year is the year before, as it is in December."""
        month = self._heading.month
        is_year = month is not None and month.month == 12
        return _LAST_END.sub(r"\1同", words) if is_year else words

    def _name_passed(self, own: names.Subject, why: Passed) -> None:
        """Speak of the subject of a number that is passed over, where what follows may be its
        figure: 范围由18类扩大到22类.
        """
        is_named = names.is_complete(own.name) or (own.name and why is Passed.EARLIER)
        if is_named and why in _OF_THE_SUBJECT:
            self._memory.speak_of(own.name, own.place)
            self._memory.records = []

    def _objection(self, here: Standing, match: Match) -> Passed | None:
        """Why a group is no figure, whatever stands in front of it."""
        if here.when.is_earlier:
            return Passed.EARLIER
        if self._is_to_come(here.when):
            return Passed.GOAL
        if here.group.behind.startswith(_RANGE) or here.group.before.endswith(_RANGE):
            return Passed.NOT_UNDERSTOOD
        if match.means is not Figure.DONE and self._is_goal(here):
            return Passed.GOAL
        if isinstance(match.means, Passed):
            is_carried = match.means in (Passed.MONTH_ON_MONTH, Passed.OTHER_BASE)
            if is_carried and here.group.scale is not Scale.POINTS:
                self._memory.comparison = match.means
            return None
        return self._carried_comparison(here.group, match)

    def _is_to_come(self, when: When) -> bool:
        """Whether a period ends after the bulletin's own: what it tells is planned."""
        own = self._heading.month
        return when.month is not None and own is not None and when.month > own

    def _is_goal(self, here: Standing) -> bool:
        """Whether the words around a group, or its section, call it a goal. What follows one in its
        segment is one as well: 预计全年增长5%，工业增长6%.
        """
        if BEHIND_GOAL.match(here.group.behind):
            return True
        if _GOALS_FOLLOW.search(here.clause.letters.text[: here.group.start]):
            self._memory.plans = True
        return self._memory.is_goal or self._memory.plans

    def _carried_comparison(self, group: Group, match: Match) -> Passed | None:
        """环比上涨0.3%，其中农村持平: the second is month on month as well."""
        memory = self._memory
        may_grow = match.means in (Figure.RISE, Figure.FALL, Figure.LEVEL)
        if not may_grow or group.scale is not Scale.RATE:
            return None
        if memory.comparison is not Passed.REVISED_BASE and _YEAR_ON_YEAR.search(group.before):
            memory.comparison = None
        return memory.comparison

    # -- clauses without numbers

    def _wordless(self, clause: Clause) -> None:
        """A clause without numbers: it may name the subject of the next one, or its period, or say
        that goals follow.
        """
        memory, text = self._memory, clause.letters.text.rstrip("。！？")
        if clause.mentions and _tells_period(clause):
            memory.when, memory.is_end_named = clause.mentions[-1].when, True
        if "环比" in text:
            memory.comparison = Passed.MONTH_ON_MONTH
        memory.is_real = _REAL.search(text) is not None
        if _WITHOUT.match(text):
            memory.comparison = Passed.REVISED_BASE
        if _GOALS_FOLLOW.search(text):
            memory.is_goal = True
        if _DIMENSION.match(text):
            memory.speak_of(names.OUTPUT, "")
            memory.parent = names.OUTPUT
            return
        self._name_topic(names.topic(spoken(clause, 0, len(text))), text)
        self._list_names(text)

    def _name_topic(self, said: names.Subject, text: str) -> None:
        """Take what a clause is about as the subject of the next one."""
        memory = self._memory
        listed = names.members(said.name)
        if len(listed) > 1:
            memory.pending = listed
        if names.is_complete(said.name) and len(said.name) <= _LONGEST_TOPIC:
            memory.speak_of(said.name, said.place)
        elif memory.is_child and (topic := _TOPIC.match(text)):
            memory.speak_of(names.subject(topic[1]).name, "")
            memory.is_carried = True

    def _list_names(self, words: str) -> None:
        """Keep the names that a clause lists for the numbers of the next: 依次是北京、廊坊."""
        if (match := _LISTS.search(words)) and not self._memory.pending:
            self._memory.pending = names.members(match[1])

    # -- what is passed over, and what is proposed

    def _pass_names(self, clause: Clause, *, has_ratio: bool, has_rank: bool) -> None:
        """Pass over the numbers that are parts of names; a year or a day is a period, and ratios
        and ranks are figures.
        """
        text = clause.letters.text
        for start, stop in clause.named:
            words = text[start:stop]
            is_ratio = has_ratio and "：" in words
            is_rank = has_rank and _RANKED.search(text[:stop])
            if not (_A_PERIOD.fullmatch(words) or is_ratio or is_rank):
                why = Passed.NOT_UNDERSTOOD if _TOO_LONG.match(words) else Passed.NAME
                self._pass(clause, start, stop, why)

    def _pass(self, clause: Clause, start: int, stop: int, why: Passed) -> None:
        first, last = clause.letters.at[start], clause.letters.at[stop - 1] + 1
        words = self._document[first:last]
        self._left.append(Left(text=words, start=first, line=self._line, why=why))

    def _pass_all(self, start: int, stop: int) -> None:
        """Pass over the numbers of a line that is no prose, the first of them alone where there are
        many.
        """
        for match in islice(_ANY_NUMBER.finditer(self._document, start, stop), _MOST_NAMED):
            words = match[0][:_LONGEST_SHOWN]
            self._left.append(
                Left(text=words, start=match.start(), line=self._line, why=Passed.NOT_UNDERSTOOD)
            )

    def _proposal(self, draft: Draft) -> Proposal:
        return Proposal(
            indicator=draft.name,
            place=draft.place,
            month=draft.when.month,
            basis=draft.basis,
            value=draft.value,
            unit=draft.number.unit if draft.value is not None else "%",
            growth=draft.growth,
            points=draft.points,
            bound=draft.number.bound,
            kind=draft.kind,
            quote=self._document[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            line=self._line,
            doubts=tuple(dict.fromkeys(_doubts(draft))),
        )


def _remembered(before: Memory, sentence: str, *, goals: bool) -> Memory:
    """What a sentence knows of the one before: its subject; and where it tells the parts of that,
    its period.
    """
    memory = Memory(name=before.name, place=before.place, is_carried=True, is_goal=goals)
    if _PARTS_OF_BEFORE.match(sentence):
        memory.told_of = before.told_of
        if before.when and not before.when.is_end:
            memory.when = before.when
    return memory


def _continued(group: Group, before: Group | None) -> Group:
    """A percentage that goes on with what the group before began: 占年初预算6265万元的41.7%,
    增速回落0.5个百分点至5.4%.
    """
    if before is None or group.scale is not Scale.RATE:
        return group
    if group.before == "的":
        return group._replace(before=f"{before.before}的")
    if group.before in ("至", "到") and (speed := _SPEED.match(before.before)):
        return group._replace(before=f"{speed[0]}为", offset=before.offset)
    return group


def _is_prose(document: str, start: int, stop: int) -> bool:
    """Whether a line is made of words: not a column of figures, nor a table that lost its lines,
    whose pieces between commas are far shorter than any sentence's.
    """
    if not _LETTER.search(document, start, stop):
        return False
    length = stop - start
    if length <= _LONG:
        return True
    pieces = 1 + sum(1 for _ in _MARK.finditer(document, start, stop))
    return length >= _SHORTEST_PIECES * pieces


def _tells_period(clause: Clause) -> bool:
    """Whether a clause without numbers tells the period of those behind it; an earlier one only
    where it says nothing else.
    """
    last = clause.mentions[-1]
    return not last.when.is_earlier or len(clause.letters.text) <= last.end + 2


def _doubts(draft: Draft) -> list[Doubt]:
    """All that speaks against a figure."""
    doubts = [*draft.doubts]
    if draft.when.month is None:
        doubts.append(Doubt.NO_PERIOD)
    elif draft.basis is None:
        doubts.append(Doubt.NO_BASIS)
    if not _is_clear(draft):
        doubts.append(Doubt.NAME_UNCLEAR)
    is_amount = draft.kind in (Kind.MONEY, Kind.COUNT, Kind.LEVEL)
    if is_amount and draft.number.unit in ("", "万", "亿"):
        doubts.append(Doubt.NO_UNIT)
    return doubts


def _is_clear(draft: Draft) -> bool:
    """Whether a draft's name says what it is a figure of."""
    if draft.kind in (Kind.SHARE, Kind.CHANGE_IN_POINTS, Kind.RANK):
        return 2 <= len(draft.name) <= 2 * names.LONGEST
    if draft.kind is Kind.COUNT and (newly := NEWLY.match(draft.name)):
        return newly.end() + 2 <= len(draft.name) <= names.LONGEST
    return names.is_complete(draft.name.removesuffix(REAL))


def read_lines(
    document: str, heading: Heading, lines: Iterable[tuple[int, int, int, bool]]
) -> Reading:
    """What the paragraphs of a document say: where each begins and ends, its line, and whether it
    stands among goals.
    """
    reader = Reader(document, heading)
    for start, stop, line, goals in lines:
        reader.read(start, stop, line, goals=goals)
    return reader.reading()
