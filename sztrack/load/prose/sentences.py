"""Sentences -> proposed figures. Left to right, with what the clauses before leave to those behind:
the subject, the period, the list of names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from sztrack.core.collect.proposed import Bound, Doubt, Kind, Left, Passed, Proposal, Reading
from sztrack.core.model import Basis
from sztrack.load.prose import names
from sztrack.load.prose.clauses import Clause, Group, clauses, sentences
from sztrack.load.prose.letters import Letters, letters
from sztrack.load.prose.lexicon import ADDED_HEADS, is_rate, is_stock
from sztrack.load.prose.numbers import Number, Scale
from sztrack.load.prose.patterns import BEHIND_GOAL, Figure, Match, meaning
from sztrack.load.prose.periods import Heading, When

_MONEY = re.compile("元|美金|港币|镑")
_COUNTED = re.compile(
    "^[万千百亿]*(?:人次|人|名|户|家|个|座|条|项|所|间|场|次|只|支|部|处|件|种|门|辆|台|头|岁|架次|批|起|款|类|篇|册)$"
)
_CLOSES = re.compile(
    "$|[，。；、：()！？/]|同比|比|较|与|环比|增长|下降|增加|减少|上升|上涨|占|和|及|以上|左右|以内|的?目标|大关|分别|居|位居|位列|为|按|每|均|其中|"
    "由|再|创|是|高于|低于|快于|名义|实际|净|拉动|的$"
)
_DIRECTION_COUNT = re.compile(
    "^(?:个|种|行业|产品)*(?:实现)?(?:同比)?(?:正|负)?(?:增长|下降|上升|下跌|上涨|持平)"
)
_ACTS = re.compile(
    "(?:新增|新登记|新注册|新签|新建|新开通|新开|新改建|新改扩建|新推出|新推广|新引进|新孵化|新认定|新组建|新设|建成|建设|完成|开工|引进|推出|组建|创建|举办|开通|培育|整治|"
    "实施|发布|推动|改造|打造|供应|落实|上线|提供|累计|布局|新开展|开展|淘汰|入选|获评|认定|有|共有|布设|投放|解决|受理|开工建设|建成投产|"
    "建成运营|恢复和新开|新入选|成功举办|组织|签约|获批|立项|转化|服务|启动|改扩建|处置|查处|化解|办理|取得|授予)(?:了|近|约|超过?|首批|第一批)*"
)
_ACTS_AT_END = re.compile(f"{_ACTS.pattern}$")
_LISTED_ACT = re.compile(f"^[，、和及]*({_ACTS.pattern})[^，]*等$")
_TOTALS = re.compile("(?:累计|总数|总量|总计|共计|总额|总规模)(?:为|达到?|已|超过?|突破|约|近)*$")
_NEWLY = re.compile("^(?:全年|新增|新认定|新设立?|新入选|新引进|新登记|新注册|净增)+")
_MOVED = re.compile("(?:增加|减少|净增|多增|少增)(?:了|约|近)*$")
_DIRECTED = re.compile("^(?:实现)?(?:增长|下降|上涨|上升|提高|降低|增加|减少)$")
_SIGNED = re.compile("下降|减少|降低|下跌|负增长")
_RANK = re.compile(
    "(?:位居|位列|稳居|居|列|排名?|跃居|跃升至?|上升[至到]|升至|保持)[^，、]{0,14}?(?:第(?P<digits>[0-9]+)(?:位|名)?|第(?P<numeral>[一二三四五六七八九十])(?:位|名)?|(?P<first>首位|榜首|之首))"
)
_RATIO = re.compile(
    "(?P<which>三次|[一二]?[、]?二、?三次?|三次产业)产业[^，0-9]{0,14}?(?P<shares>[0-9]+(?:\\.[0-9]+)?(?:：[0-9]+(?:\\.[0-9]+)?){1,2})"
)
_GOALS_FOLLOW = re.compile(
    "(?:预期目标|主要目标|目标)(?:是|为|：)?$|目标(?:是|为)|力争|^预计|^下一年|^明年"
)
_CHILD = re.compile("^(?:其中|包括)")
_DIMENSIONS = re.compile("^(?:从)?分(?:主要)?产品(?:产量)?看?$")
_YEAR_ON_YEAR = re.compile("同比|上年|去年")
_LAST_END = re.compile("(上年|去年)[末底]")
_WITHOUT = re.compile("(?:剔除|扣除)(?!价格|物价)")
_OF_THE_SUBJECT = (
    Passed.EARLIER, Passed.MONTH_ON_MONTH, Passed.OTHER_BASE, Passed.SEVERAL_YEARS,
    Passed.REVISED_BASE,
)  # fmt: skip
_PARTS_BEFORE = re.compile("(?:其中|(?:从|按|分)[^，]{1,10}(?:看|分)|主要[^，]{1,12}中)，?")
_TOPIC = re.compile("(?:其中，?)?([^，为是]{2,16})(?:为|是)")
_LISTS = re.compile("(?:是|为|有)([^，]*[、和][^，]*)$")
_BY_QUARTER = re.compile("分季度|各季度|前三季度[^，]*分别")
_A_PERIOD = re.compile("[0-9]{4}年?(?:代|度)?|[0-9]{1,2}[日时]|[0-9]{1,2}年")
_RANKED = re.compile(f"{_RANK.pattern}$")
_LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")
_MARK = re.compile("[，。；]")
_ANY_NUMBER = re.compile("[0-9][0-9.,]*%?")
_LONG, _SHORTEST_PIECES = 1000, 8
_MOST_NAMED = 100
_NUMERALS = "一二三四五六七八九十"


@dataclass
class Draft:
    """A figure while its sentence is read."""

    name: str
    place: str
    when: When
    number: Number
    value: Decimal | None
    growth: Decimal | None
    kind: Kind
    points: Decimal | None
    basis: Basis | None
    start: int
    """Characters of the document."""
    end: int
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def takes_growth(self) -> bool:
        """Whether a growth without a name of its own belongs to it."""
        return self.growth is None and self.kind in (Kind.MONEY, Kind.COUNT, Kind.LEVEL)


@dataclass
class State:
    """What the clauses read so far leave to those behind."""

    when: When | None = None
    """The period that the sentence has named."""
    is_end_named: bool = False
    """Whether it stood in a clause of its own just in front: 6月末，…"""
    name: str = ""
    """The last subject."""
    place: str = ""
    is_carried: bool = False
    """Whether the subject stands in an earlier sentence."""
    parent: str = ""
    """The subject that 其中 parts."""
    is_child: bool = False
    is_goal: bool = False
    records: list[Draft] = field(default_factory=list)
    """The last levels or growths: what a growth or a share without a name belongs to."""
    share: Draft | None = None
    """The last share or rate of the sentence, whose change in points may follow."""
    comparison: Passed | None = None
    """What 环比 and the like leave to the clauses behind, until a new comparison."""
    pending: list[str] = field(default_factory=list)
    """Names that a clause lists for the numbers of the next one."""
    is_quarterly: bool = False
    """Whether the clause tells the quarters one by one."""
    act: str = ""
    """The word for doing in front of the last thing counted."""


class Reader:
    """Reads the lines of one document in their order."""

    def __init__(self, document: str, heading: Heading) -> None:
        self._document, self._heading = document, heading
        self._figures: list[Proposal] = []
        self._left: list[Left] = []
        self._line = 1
        self._state = State()

    def reading(self) -> Reading:
        """What was found in all lines read."""
        return Reading(tuple(self._figures), tuple(self._left))

    def read(self, start: int, stop: int, line: int, *, goals: bool = False) -> None:
        """Read a paragraph; with `goals` all of its numbers are goals."""
        self._line = line
        plain = letters(self._document, start, stop)
        if not _is_prose(plain.text):
            self._pass_all(plain)
            return
        for sentence in sentences(plain):
            before = self._state
            self._state = State(
                name=before.name, place=before.place, is_carried=True, is_goal=goals
            )
            if _PARTS_BEFORE.match(sentence.text) and before.when and not before.when.is_end:
                # The parts of what the sentence before told are of its period.
                self._state.when = before.when
            drafts: list[Draft] = []
            for clause in clauses(sentence, self._heading):
                self._clause(clause, drafts)
            self._figures += [self._proposal(draft) for draft in drafts]

    # -- one clause

    def _clause(self, clause: Clause, drafts: list[Draft]) -> None:
        state, text = self._state, clause.letters.text
        ratios = self._ratios(clause)
        for start, stop in clause.named:
            # A year or a day is a period; ratios and ranks are figures.
            is_read = _A_PERIOD.fullmatch(text[start:stop]) or (ratios and "：" in text[start:stop])
            if not is_read and not _RANKED.search(text[:stop]):
                self._pass(clause, start, stop, Passed.NAME)
        if clause.begins_segment:
            state.is_child, state.comparison = False, None
        if _CHILD.match(text):
            state.is_child = True
            state.parent = state.name
        if clause.is_overfull:
            self._pass(clause, 0, min(len(text), 40), Passed.NOT_UNDERSTOOD)
            return
        drafts += self._ranks(clause) + ratios
        if not clause.groups:
            self._wordless(clause)
            return
        before = ""
        for group in clause.groups:
            state.is_quarterly = bool(_BY_QUARTER.search(text[: group.start]))
            drafts += self._group(clause, _of_the_budget(group, before))
            before = group.before
        state.pending = []
        self._list_names(text[clause.groups[-1].end :])
        state.is_end_named = False
        if clause.mentions and not clause.is_aside and not clause.mentions[-1].when.is_earlier:
            state.when = clause.mentions[-1].when

    def _wordless(self, clause: Clause) -> None:
        """A clause without numbers: it may name the subject of the next one, or say that goals
        follow.
        """
        state, text = self._state, clause.letters.text.rstrip("。！？")
        if clause.mentions and _tells_period(clause):
            state.when, state.is_end_named = clause.mentions[-1].when, True
        if _WITHOUT.match(text):
            state.comparison = Passed.REVISED_BASE
        if _GOALS_FOLLOW.search(text):
            state.is_goal = True
        if _DIMENSIONS.match(text):
            state.name, state.is_carried = "产量", False
            return
        said = names.topic(self._words(clause, 0, len(text)))
        listed = names.members(said.name)
        if len(listed) > 1:
            state.pending = listed
        if names.is_complete(said.name) and len(said.name) <= 24:
            self._speak_of(said.name, said.place)
        elif state.is_child and (topic := _TOPIC.match(text)):
            self._speak_of(names.subject(topic[1]).name, "")
            state.is_carried = True
        self._list_names(text)

    def _list_names(self, words: str) -> None:
        """Keep the names that a clause lists for the numbers of the next: 依次是北京、廊坊和长治."""
        if (match := _LISTS.search(words)) and not self._state.pending:
            self._state.pending = names.members(match[1])

    # -- one group of numbers

    def _group(self, clause: Clause, group: Group) -> list[Draft]:
        match = meaning(self._comparable(group.before), group.scale)
        why = self._objection(clause, group, match)
        if why:
            return self._passed(clause, group, why)
        match_means = match.means
        own = names.subject(self._words(clause, group.offset, group.offset + match.start))
        if isinstance(match_means, Passed):
            if own.name and (match_means is Passed.EARLIER or names.is_complete(own.name)):
                # 由18类扩大到22类, 环比持平: the name stands in front of what is passed over.
                self._name_passed(own, match_means)
            return self._passed(clause, group, match_means)
        match match_means:
            case Figure.RISE | Figure.FALL:
                return self._growth(clause, group, own, match)
            case Figure.SHARE | Figure.DONE:
                return self._share(clause, group, own, match)
            case Figure.POINTS_UP | Figure.POINTS_DOWN:
                return self._points(clause, group, own, match)
            case Figure.LEVEL:
                return self._level(clause, group, own)

    def _comparable(self, words: str) -> str:
        """The words in which the end of last year is the year before, as it is in December."""
        month = self._heading.month
        if month and month.month == 12:
            return _LAST_END.sub(r"\1同", words)
        return words

    def _name_passed(self, own: names.Subject, why: Passed) -> None:
        """Speak of the subject of a number that is passed over, where what follows may be its
        figure.
        """
        if why in _OF_THE_SUBJECT:
            self._speak_of(own.name, own.place)
            self._state.records = []

    def _objection(self, clause: Clause, group: Group, match: Match) -> Passed | None:
        """Why a group is no figure, whatever stands in front of it."""
        state, text = self._state, clause.letters.text
        when = self._when(clause, group)
        if when and when.is_earlier:
            return Passed.EARLIER
        if match.means is not Figure.DONE:
            if BEHIND_GOAL.match(group.behind):
                return Passed.GOAL
            if state.is_goal or _GOALS_FOLLOW.search(text[: group.start]):
                return Passed.GOAL
        if isinstance(match.means, Passed):
            if match.means in (Passed.MONTH_ON_MONTH, Passed.OTHER_BASE):
                state.comparison = match.means
            return None
        return self._carried_comparison(group, match)

    def _carried_comparison(self, group: Group, match: Match) -> Passed | None:
        """环比上涨0.3%，其中农村持平: the second is month on month as well."""
        state = self._state
        if (
            match.means not in (Figure.RISE, Figure.FALL, Figure.LEVEL)
            or group.scale is not Scale.RATE
        ):
            return None
        if state.comparison is not Passed.REVISED_BASE and _YEAR_ON_YEAR.search(group.before):
            state.comparison = None
        return state.comparison

    # -- growth

    def _growth(
        self, clause: Clause, group: Group, own: names.Subject, match: Match
    ) -> list[Draft]:
        values = _growths(group, match)
        if not own.name:
            if any(number.is_growth for number in group.numbers) and not self._state.records:
                return self._passed(clause, group, Passed.SPEED)
            return self._growth_of_before(clause, group, values, match)
        found = self._named(clause, group, own)
        if found is None:
            return self._passed(clause, group, Passed.LIST)
        return [
            self._draft(
                clause, group, place, name, None, values[min(place, len(values) - 1)], Kind.GROWTH
            )
            for place, name in enumerate(found)
        ]

    def _growth_of_before(
        self, clause: Clause, group: Group, values: Sequence[Decimal], match: Match
    ) -> list[Draft]:
        """A growth without a name: of the levels just named, else of the subject."""
        state = self._state
        records = state.records
        if records and len(records) == len(values) and all(draft.takes_growth for draft in records):
            for draft, number, value in zip(records, group.numbers, values, strict=True):
                draft.growth, draft.end = value, clause.letters.at[number.end - 1] + 1
                if number.in_words:
                    draft.doubts.append(Doubt.WORDS_FOR_DIGITS)
            return []
        if records and len(records) == len(values) > 1:
            return self._passed(clause, group, Passed.NOT_UNDERSTOOD)
        if not state.name or len(values) != 1:
            return self._of_pending(clause, group, values) or self._passed(
                clause, group, Passed.LIST if len(values) > 1 else Passed.NOT_UNDERSTOOD
            )
        if records and records[-1].growth is not None and records[-1].name == state.name:
            return self._second_growth(clause, group, values[0], match)
        return [self._draft(clause, group, 0, state.name, None, values[0], Kind.GROWTH)]

    def _second_growth(
        self, clause: Clause, group: Group, value: Decimal, match: Match
    ) -> list[Draft]:
        """A second growth of one subject: in real terms beside the nominal one, else not clear."""
        state, first = self._state, self._state.records[-1]
        words = group.before
        if "名义" in words and first.kind is Kind.GROWTH:
            first.name, state.records = f"{first.name}(实际)", []
            return [self._draft(clause, group, 0, state.name, None, value, Kind.GROWTH)]
        if "实际" in words or "价格因素" in words:
            draft = self._draft(clause, group, 0, f"{state.name}(实际)", None, value, Kind.GROWTH)
            draft.doubts.append(Doubt.REAL_TERMS)
            state.name = first.name
            return [draft]
        return self._passed(clause, group, Passed.NOT_UNDERSTOOD)

    def _of_pending(self, clause: Clause, group: Group, values: Sequence[Decimal]) -> list[Draft]:
        pending = self._state.pending
        if len(pending) != len(values) or len(values) < 2:
            return []
        drafts = [
            self._draft(clause, group, place, name, None, values[place], Kind.GROWTH)
            for place, name in enumerate(pending)
        ]
        for draft in drafts:
            draft.doubts.append(Doubt.NAME_UNCLEAR)
        return drafts

    # -- levels

    def _level(self, clause: Clause, group: Group, own: names.Subject) -> list[Draft]:
        if group.scale is Scale.RATE:
            return self._rate(clause, group, own)
        if group.scale is Scale.BARE and not is_rate(own.name or self._state.name):
            return self._passed(clause, group, Passed.NOT_UNDERSTOOD)
        if _DIRECTION_COUNT.match(group.behind) and _COUNTED.match(group.numbers[-1].unit):
            return self._counted_directions(clause, group, own)
        if not _CLOSES.match(group.behind):
            return self._counted(clause, group)
        if not own.name or (own.name in ADDED_HEADS and self._state.records):
            return self._level_of_before(clause, group)
        if moved := _MOVED.search(own.name):
            return self._moved(clause, group, own, moved)
        return self._levels(clause, group, own)

    def _levels(self, clause: Clause, group: Group, own: names.Subject) -> list[Draft]:
        found = self._named(clause, group, own)
        if found is None:
            return self._passed(clause, group, Passed.LIST)
        return [
            self._draft(
                clause, group, place, name, _number(group, place).value, None,
                _kind(_number(group, place)),
            )
            for place, name in enumerate(found)
        ]  # fmt: skip

    def _level_of_before(self, clause: Clause, group: Group) -> list[Draft]:
        """A level without a name: the total of what is new, the exact figure behind a bound, or one
        of names that are still open.
        """
        state, number = self._state, group.numbers[0]
        if len(group.numbers) > 1:
            if state.is_quarterly and state.name:
                return self._levels(clause, group, names.Subject(state.name, state.place))
            return self._levels_of_pending(clause, group)
        if not state.name:
            return self._passed(clause, group, Passed.NOT_UNDERSTOOD)
        before = state.records[-1] if state.records else None
        if before and before.takes_growth and _base(before.number) == _base(number):
            if before.number.bound is Bound.AT_LEAST and not _TOTALS.search(group.before):
                before.value, before.number = number.value, number
                before.end = clause.letters.at[group.end - 1] + 1
                return []
            if _TOTALS.search(group.before):
                return [self._total(clause, group)]
        added = names.subject(group.before).name
        if before and before.kind is Kind.GROWTH and added in ADDED_HEADS:
            return [self._draft(clause, group, 0, state.name, number.value, None, _kind(number))]
        draft = self._draft(clause, group, 0, state.name, number.value, None, _kind(number))
        if before:
            draft.doubts.append(Doubt.NAME_UNCLEAR)
        return [draft]

    def _total(self, clause: Clause, group: Group) -> Draft:
        """新增…309家，累计742家: the second is how many there are."""
        number, name = group.numbers[0], _NEWLY.sub("", self._state.name)
        draft = self._draft(clause, group, 0, f"{name}总数", number.value, None, _kind(number))
        draft.basis = Basis.POINT
        return draft

    def _levels_of_pending(self, clause: Clause, group: Group) -> list[Draft]:
        pending = self._state.pending
        if len(pending) != len(group.numbers):
            return self._passed(clause, group, Passed.LIST)
        drafts = [
            self._draft(
                clause, group, place, name, _number(group, place).value, None,
                _kind(_number(group, place)),
            )
            for place, name in enumerate(pending)
        ]  # fmt: skip
        for draft in drafts:
            draft.doubts.append(Doubt.NAME_UNCLEAR)
        return drafts

    def _moved(
        self, clause: Clause, group: Group, own: names.Subject, moved: re.Match[str]
    ) -> list[Draft]:
        """短期贷款减少246亿元: an increase or a decrease as a figure of its own."""
        if not own.name[: moved.start()] or len(group.numbers) > 1:
            return self._passed(clause, group, Passed.CHANGE)
        number = group.numbers[0]
        value = -number.value if _SIGNED.search(moved[0]) else number.value
        draft = self._draft(clause, group, 0, own.name, value, None, _kind(number))
        draft.doubts.append(Doubt.CHANGE_OF_LEVEL)
        return [draft]

    def _counted(self, clause: Clause, group: Group) -> list[Draft]:
        """A number in front of its name: a figure behind a word for doing, else what was counted."""
        words = self._words(clause, group.offset, group.start)
        act = self._act(words)
        if not act or len(group.numbers) > 1:
            return self._passed(clause, group, Passed.UNIVERSE)
        self._state.act = act
        noun = re.split("[，。；、()]", group.behind)[0]
        said = re.sub("(?:了|近|约|超过?)+$", "", act)
        number = group.numbers[0]
        draft = self._draft(clause, group, 0, f"{said}{noun}", number.value, None, _kind(number))
        draft.end = clause.letters.at[min(group.end + len(noun), len(clause.letters.at)) - 1] + 1
        draft.doubts = [Doubt.COUNTED]
        return [draft]

    def _act(self, words: str) -> str:
        """The word for doing in front of a number that stands before its name; empty if there is
        none. Of a list it stands once: 新开展37个重大科技专项、312个科技攻关项目.
        """
        if not words.strip("、，和及"):
            counted = any(Doubt.COUNTED in draft.doubts for draft in self._state.records)
            return self._state.act if counted else ""
        if listed := _LISTED_ACT.match(words):
            return listed[1]
        act = _ACTS_AT_END.search(words)
        return words[act.start() :] if act else ""

    def _counted_directions(self, clause: Clause, group: Group, own: names.Subject) -> list[Draft]:
        """13种增长，10种下降: how many of those counted grew."""
        if len(group.numbers) > 1:
            return self._passed(clause, group, Passed.UNIVERSE)
        number = group.numbers[0]
        direction = re.split("[，。；、()]", group.behind)[0][:12]
        name = f"{own.name}{direction}的{number.unit}数"
        draft = self._draft(clause, group, 0, name, number.value, None, Kind.COUNT)
        draft.doubts.append(Doubt.COUNTED)
        return [draft]

    # -- rates, shares, points

    def _rate(self, clause: Clause, group: Group, own: names.Subject) -> list[Draft]:
        """A percentage without a direction: the level of a rate, or a growth where the name says
        so.
        """
        state = self._state
        if re.match("[\u4e00-\u9fff]", group.behind) and not _CLOSES.match(group.behind):
            why = Passed.RESTATED if group.numbers[0].in_words else Passed.UNIVERSE
            return self._passed(clause, group, why)
        if group.numbers[0].is_growth:
            return self._unchanged(clause, group, own)
        if not own.name:
            if state.records and state.records[-1].kind is Kind.GROWTH:
                return self._growth_of_before(clause, group, _growths(group, None), _RISE)
            return self._passed(clause, group, Passed.NOT_UNDERSTOOD)
        found = self._named(clause, group, own)
        if found is None:
            return self._passed(clause, group, Passed.LIST)
        drafts = [
            self._draft(clause, group, place, name, _number(group, place).value, None, Kind.SHARE)
            for place, name in enumerate(found)
        ]
        for draft in drafts:
            if not is_rate(draft.name):
                draft.doubts.append(Doubt.NAME_UNCLEAR)
        state.share = drafts[-1]
        return drafts

    def _unchanged(self, clause: Clause, group: Group, own: names.Subject) -> list[Draft]:
        """持平: a growth of nought, where it is said of an amount against the year before."""
        words, records = group.before, self._state.records
        if re.search("上月|增速|降幅|涨幅", words):
            return self._passed(clause, group, Passed.SPEED)
        of_amount = bool(records) and records[-1].takes_growth
        if not own.name and not (of_amount and re.search("同比|[上去]年(?!末)", words)):
            return self._passed(clause, group, Passed.EARLIER)
        return self._growth(clause, group, own, _RISE)

    def _share(self, clause: Clause, group: Group, own: names.Subject, match: Match) -> list[Draft]:
        state = self._state
        name = own.name or (state.records[-1].name if len(state.records) == 1 else state.name)
        if len(state.records) > 1 and not own.name:
            name = "、".join(draft.name for draft in state.records)
        owners = names.members(own.name) if len(group.numbers) > 1 else [name]
        if not name or len(group.numbers) != len(owners):
            return self._passed(clause, group, Passed.LIST if name else Passed.NOT_UNDERSTOOD)
        doubts = [] if own.name or not state.is_carried else [Doubt.NAME_CARRIED]
        if match.means is Figure.DONE:
            whole, ending = _whole(match.words, "完成"), "比例"
            middle = "完成"
        else:
            whole, middle, ending = _whole(match.words, "占"), "占", "比重"
            if not whole and re.search("占比", match.words):
                ending = "比"
            elif not whole:
                doubts.append(Doubt.WHOLE_UNCLEAR)
                whole = state.parent
        before = list(state.records), state.name, state.place, state.is_carried
        basis = state.records[-1].basis if state.records and not own.name else None
        drafts = [
            self._draft(
                clause, group, place, f"{owner}{middle}{whole}{ending}",
                _number(group, place).value, None, Kind.SHARE,
            )
            for place, owner in enumerate(owners)
        ]  # fmt: skip
        for draft, owner in zip(drafts, owners, strict=True):
            draft.doubts += doubts
            draft.basis = basis or _basis(draft.when, owner)
        state.share = drafts[-1]
        # A growth behind the share is that of the level in front of it.
        state.records, state.name, state.place, state.is_carried = before
        if own.name:
            self._speak_of(own.name, own.place)
        return drafts

    def _points(
        self, clause: Clause, group: Group, own: names.Subject, match: Match
    ) -> list[Draft]:
        """A change in percentage points: of a share or rate a figure, of a growth rate none."""
        state, number = self._state, group.numbers[0]
        of_share = state.share if not is_rate(own.name) or own.name in ("比重", "占比") else None
        name = own.name if of_share is None else of_share.name
        if len(group.numbers) > 1 or not name or (of_share is None and not is_rate(name)):
            return self._passed(clause, group, Passed.SPEED)
        value = -number.value if match.means is Figure.POINTS_DOWN else number.value
        before = list(state.records), state.name, state.place, state.is_carried
        draft = self._draft(clause, group, 0, name, number.value, None, Kind.CHANGE_IN_POINTS)
        draft.points = value
        state.records, state.name, state.place, state.is_carried = before
        if of_share is not None:
            draft.doubts = list(of_share.doubts)
        return [draft]

    # -- ranks and ratios

    def _ranks(self, clause: Clause) -> list[Draft]:
        state, drafts = self._state, []
        for match in _RANK.finditer(clause.letters.text):
            if not state.records or any(match.start() < group.start for group in clause.groups):
                continue
            place = 1
            if match["digits"]:
                place = int(match["digits"][:4])
            elif match["numeral"]:
                place = _NUMERALS.index(match["numeral"]) + 1
            number = Number(
                start=match.start(), end=match.end(), value=Decimal(place), unit="位",
                scale=Scale.AMOUNT, bound=Bound.EXACT,
            )  # fmt: skip
            draft = self._raw(clause, number, state.name, state.when or self._own_period())
            draft.value, draft.kind = number.value, Kind.RANK
            draft.doubts.append(Doubt.RANK_OF_WHAT)
            drafts.append(draft)
        return drafts

    def _ratios(self, clause: Clause) -> list[Draft]:
        """三次产业比重为8.1：41.9：50.0."""
        drafts = []
        for match in _RATIO.finditer(clause.letters.text):
            shares = match["shares"].split("：")
            start = match.start("shares")
            for place, share in zip(range(3 - len(shares), 3), shares, strict=True):
                number = Number(
                    start=start, end=start + len(share), value=Decimal(share), unit="",
                    scale=Scale.RATE, bound=Bound.EXACT,
                )  # fmt: skip
                start += len(share) + 1
                name = f"第{_NUMERALS[place]}产业增加值占地区生产总值比重"
                draft = self._raw(clause, number, name, self._state.when or self._own_period())
                draft.value = number.value
                draft.doubts.append(Doubt.NO_UNIT)
                drafts.append(draft)
        return drafts

    # -- names and drafts

    def _named(self, clause: Clause, group: Group, own: names.Subject) -> list[str] | None:
        """The names that a group's numbers belong to; None where they do not line up."""
        state, count = self._state, len(group.numbers)
        words = self._words(clause, group.offset, group.start)
        found = [own.name]
        if state.is_quarterly and 2 <= count <= 4:
            return [own.name or state.name] * count
        if count > 1 or re.search("[均都]", words[-8:]):
            found = self._listed(own.name, words)
            if count > 1 and len(found) != count:
                # 一季度、二季度GDP分别增长6.4%、5.4%: the periods are listed.
                return [own.name] * count if self._periods_of(clause, group) else None
        of = state.parent if state.is_child and state.parent else state.name
        if state.is_child:
            return [names.child(name, of) for name in found]
        if state.is_carried or not self._may_inherit(group):
            return found
        return [names.inherited(name, of) for name in found]

    def _may_inherit(self, group: Group) -> bool:
        """Whether names may lack the head that the name before has: growths may, amounts only where
        they are measured alike, and counts of things never.
        """
        unit = group.numbers[-1].unit
        if group.scale is not Scale.AMOUNT or self._state.name == "产量":
            return True
        records = self._state.records
        alike = bool(records) and records[-1].number.unit == unit
        return alike and not _COUNTED.match(unit)

    def _listed(self, name: str, words: str) -> list[str]:
        """The names of a list; 分别进口 behind them belongs to each."""
        front, _, behind = words.rpartition("分别")
        tail = _DIRECTED.sub("", names.subject(behind).name)
        if front and tail:
            return [
                one if one.endswith(tail) else one + tail
                for one in names.members(names.subject(front).name)
            ]
        return names.members(name)

    def _draft(
        self, clause: Clause, group: Group, place: int, name: str, value: Decimal | None,
        growth: Decimal | None, kind: Kind,
    ) -> Draft:  # fmt: skip
        """One figure of a group; the subject is from now on its own."""
        state, number = self._state, _number(group, place)
        place_named = names.subject(self._words(clause, group.offset, group.start)).place
        draft = self._raw(clause, number, name, self._when(clause, group) or self._own_period())
        draft.value, draft.growth, draft.kind = value, growth, kind
        draft.place = place_named or (state.place if name == state.name else "")
        draft.start = clause.letters.at[min(group.offset, len(clause.letters.at) - 1)]
        carried = state.is_carried and name == state.name and name not in clause.letters.text
        if carried:
            draft.doubts.append(Doubt.NAME_CARRIED)
        if number.in_words:
            draft.doubts.append(Doubt.WORDS_FOR_DIGITS)
        if place >= len(group.numbers):
            draft.doubts.append(Doubt.ONE_FOR_ALL)
        if (periods := self._periods_of(clause, group)) and not state.is_quarterly:
            draft.when = periods[place]
            draft.basis = _basis(draft.when, name)
        if state.is_quarterly and len(group.numbers) > 1:
            draft.basis = Basis.QUARTER
            quarters_after = len(group.numbers) - 1 - place
            if month := draft.when.month:
                draft.when = draft.when._replace(month=month.plus(-3 * quarters_after))
            draft.doubts.append(Doubt.SHIFTED_PERIOD)
        if "累计" in group.before and draft.basis in (None, Basis.MONTH):
            draft.basis = Basis.YTD
        if place == 0:
            state.records = []
            self._speak_of(name, draft.place)
        state.is_carried = carried
        state.records.append(draft)
        return draft

    def _raw(self, clause: Clause, number: Number, name: str, when: When) -> Draft:
        at = clause.letters.at
        return Draft(
            name=name, place="", when=when, number=number, value=None, growth=None, points=None,
            kind=Kind.SHARE, basis=_basis(when, name), start=at[0], end=at[number.end - 1] + 1,
        )  # fmt: skip

    def _speak_of(self, name: str, place: str) -> None:
        state = self._state
        state.name, state.place, state.is_carried = name, place, False

    def _own_period(self) -> When:
        return When(self._heading.month, self._heading.basis)

    def _when(self, clause: Clause, group: Group) -> When | None:
        """The period that was named last in front of a group."""
        named = [one for one in clause.mentions if one.start < group.start]
        if named:
            return named[-1].when
        when = self._state.when
        if when and when.is_end and not self._state.is_end_named:
            # A day holds for its own clause; what follows is told of the bulletin's period.
            basis = self._heading.basis if when.month == self._heading.month else Basis.YTD
            return When(when.month, basis)
        return when

    def _periods_of(self, clause: Clause, group: Group) -> list[When]:
        """The periods in front of a group, where there is one for each of its numbers."""
        named = [one.when for one in clause.mentions if group.offset <= one.start < group.start]
        return named if len(named) == len(group.numbers) > 1 else []

    def _words(self, clause: Clause, start: int, stop: int) -> str:
        """The words of a stretch of a clause but for the periods that it names."""
        text = clause.letters.text
        words, begin = "", start
        for mention in clause.mentions:
            if start <= mention.start < stop:
                words += text[begin : mention.start]
                begin = min(mention.end, stop)
        return words + text[begin:stop]

    # -- what is passed over

    def _passed(self, clause: Clause, group: Group, why: Passed) -> list[Draft]:
        for number in group.numbers:
            self._pass(clause, number.start, number.end, why)
        return []

    def _pass(self, clause: Clause, start: int, stop: int, why: Passed) -> None:
        first, last = clause.letters.at[start], clause.letters.at[stop - 1] + 1
        self._left.append(Left(self._document[first:last], first, self._line, why))

    def _pass_all(self, plain: Letters) -> None:
        """Pass over the numbers of a line that is no prose, the first of them alone where there
        are many.
        """
        for match in islice(_ANY_NUMBER.finditer(plain.text), _MOST_NAMED):
            first, last = plain.at[match.start()], plain.at[match.end() - 1] + 1
            self._left.append(
                Left(self._document[first:last][:40], first, self._line, Passed.NOT_UNDERSTOOD)
            )

    def _proposal(self, draft: Draft) -> Proposal:
        doubts = [*draft.doubts]
        if draft.when.month is None:
            doubts.append(Doubt.NO_PERIOD)
        elif draft.basis is None:
            doubts.append(Doubt.NO_BASIS)
        if not _is_clear(draft):
            doubts.append(Doubt.NAME_UNCLEAR)
        if draft.kind in (Kind.MONEY, Kind.COUNT, Kind.LEVEL) and draft.number.unit in (
            "",
            "万",
            "亿",
        ):
            doubts.append(Doubt.NO_UNIT)
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
            doubts=tuple(dict.fromkeys(doubts)),
        )


_RISE = Match(Figure.RISE, 0, "")


def _is_clear(draft: Draft) -> bool:
    """Whether a draft's name says what it is a figure of."""
    if draft.kind in (Kind.SHARE, Kind.CHANGE_IN_POINTS, Kind.RANK):
        return 2 <= len(draft.name) <= 2 * names.LONGEST
    if draft.kind is Kind.COUNT and _NEWLY.match(draft.name):
        return len(draft.name) <= names.LONGEST
    return names.is_complete(draft.name.removesuffix("(实际)"))


def _of_the_budget(group: Group, before: str) -> Group:
    """A share behind the amount it is a share of, with the words in front of that amount:
    占年初预算6265万元的41.7%.
    """
    if group.before == "的" and group.scale is Scale.RATE:
        return group._replace(before=f"{before}的")
    return group


def _base(number: Number) -> str:
    """A unit without its power of ten."""
    return number.unit.lstrip("十百千万亿")


def _is_prose(text: str) -> bool:
    """Whether a line is made of words: not a column of figures, nor a table that lost its lines,
    whose pieces between commas are far shorter than any sentence's.
    """
    if not _LETTER.search(text):
        return False
    return len(text) <= _LONG or len(text) >= _SHORTEST_PIECES * (1 + len(_MARK.findall(text)))


def _tells_period(clause: Clause) -> bool:
    """Whether a clause without numbers tells the period of those behind it; an earlier one only
    where it says nothing else.
    """
    last = clause.mentions[-1]
    return not last.when.is_earlier or len(clause.letters.text) <= last.end + 2


def _number(group: Group, place: int) -> Number:
    """The number of a group that the name at a place has; one number may be for all."""
    return group.numbers[min(place, len(group.numbers) - 1)]


def _growths(group: Group, match: Match | None) -> list[Decimal]:
    """The growths of a group in percent, each with the sign of the word in front of it."""
    falls = match is not None and match.means is Figure.FALL
    found = []
    for place, number in enumerate(group.numbers):
        join = group.joins[place - 1] if place else ""
        if _SIGNED.search(join):
            falls = True
        elif re.search("增长|上涨|上升|提高|增加", join):
            falls = False
        times = 100 if number.unit == "倍" else 1
        found.append(number.value * (-times if falls else times))
    return found


def _whole(words: str, verb: str) -> str:
    """What a share is a share of: 占进出口总额比重提升至 -> 进出口总额."""
    of = re.sub(f"^.*?{verb}(?:了)?|^占", "", words)
    of = re.sub(
        "(?:的)?(?:比重|比例|份额|比|完成率|进度)?(?:的)?(?:同比)?(?:为|达到?|[提上]升至|提高[到至]|升至|下降[到至]|降至|超过?|近|约|已|接近|的|分别|均|高达|合计)*$",
        "",
        of,
    )
    return names.subject(of).name if verb == "完成" else of


def _kind(number: Number) -> Kind:
    return kind_of(number.unit)


def kind_of(unit: str) -> Kind:
    """What a level in a unit is: money, a count of things, or something measured."""
    if _MONEY.search(unit):
        return Kind.MONEY
    return Kind.COUNT if _COUNTED.match(unit) else Kind.LEVEL


def _basis(when: When, name: str) -> Basis | None:
    """What a figure covers: a level at a day by its name, else as the period says. The end of a
    month ends a total where the name is no stock's.
    """
    if is_stock(name):
        return Basis.POINT
    if when.is_end:
        return Basis.POINT if not names.head(name) or is_rate(name) else Basis.YTD
    return when.basis


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
