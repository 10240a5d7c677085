"""A line of a document parted into sentences, and each sentence into clauses with their numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sztrack.load.prose.letters import Letters
from sztrack.load.prose.numbers import Number, Scale, masked, numbers
from sztrack.load.prose.periods import Heading, Mention, mentions

_SENTENCE = re.compile("[^。！？]*[。！？]?")
_PARTS = re.compile(
    r"(?P<bracket>\((?P<inside>[^()]{1,300})\))|(?P<mark>[，；]|(?<![0-9])：|：(?![0-9]))"
)
_SAYS_A_FIGURE = re.compile(r"[0-9](?:%|[万亿]|元|个百分点)|(?:增长|下降|上涨|为|占)[0-9]")
_JOINS = re.compile(
    "(?:、|和|及|与|以及|，?和)?(?:、)?(?:(?:同比)?(?:增长|下降|上涨|上升|提高|降低|减少|增加))?$"
)
_MANY = 40
"""Numbers in a clause; more are a table that lost its lines."""


class Group(NamedTuple):
    """Numbers that stand side by side: 41.1%、17.2%和0.4%."""

    numbers: tuple[Number, ...]
    before: str
    """What stands between the numbers before and these."""
    behind: str
    joins: tuple[str, ...]
    """What stands in front of each number but the first; a direction may."""
    offset: int
    """Where in the clause `before` begins."""

    @property
    def start(self) -> int:
        """Where in the clause the first number begins."""
        return self.numbers[0].start

    @property
    def end(self) -> int:
        """Where in the clause the last number ends."""
        return self.numbers[-1].end

    @property
    def scale(self) -> Scale:
        """What the units make of the numbers."""
        return self.numbers[-1].scale


class Clause(NamedTuple):
    """A stretch without a comma."""

    letters: Letters
    mentions: Sequence[Mention]
    groups: Sequence[Group]
    named: Sequence[tuple[int, int]]
    """Where numbers are part of names."""
    is_aside: bool = False
    """Whether it stood in brackets."""
    begins_segment: bool = False
    """Whether a semicolon, or nothing, stands in front of it."""
    is_overfull: bool = False


def sentences(line: Letters) -> Iterator[Letters]:
    """The sentences of a line."""
    for match in _SENTENCE.finditer(line.text):
        if match[0]:
            yield line.part(match.start(), match.end())


def clauses(sentence: Letters, heading: Heading) -> Iterator[Clause]:
    """The clauses of a sentence, what stands in brackets behind the clause it belongs to."""
    for begins, pieces, asides in _pieces(sentence):
        if not asides and not any(stop > start for start, stop in pieces):
            continue
        yield _clause(_joined(sentence, pieces), heading, begins=begins, aside=False)
        for start, stop in asides:
            yield _clause(sentence.part(start, stop), heading, begins=False, aside=True)


_Stretch = tuple[int, int]


def _pieces(sentence: Letters) -> Iterator[tuple[bool, list[_Stretch], list[_Stretch]]]:
    """For each clause: whether it begins a segment, its stretches without brackets that say figures
    of their own, and those brackets.
    """
    text, begin, begins = sentence.text, 0, True
    pieces: list[_Stretch] = []
    asides: list[_Stretch] = []
    for match in _PARTS.finditer(text):
        if match["bracket"]:
            inside = match["inside"]
            is_of_the_name = "，" not in inside and "下同" not in inside
            if is_of_the_name and not _SAYS_A_FIGURE.search(inside):
                continue
            asides.append((match.start() + 1, match.end() - 1))
            pieces.append((begin, match.start()))
            begin = match.end()
            continue
        yield begins, [*pieces, (begin, match.start())], asides
        pieces, asides = [], []
        begin, begins = match.end(), match["mark"] == "；"
    yield begins, [*pieces, (begin, len(text))], asides


def _joined(sentence: Letters, pieces: Sequence[_Stretch]) -> Letters:
    parts = [sentence.part(start, stop) for start, stop in pieces]
    if len(parts) == 1:
        return parts[0]
    return Letters(
        "".join(part.text for part in parts), tuple(at for part in parts for at in part.at)
    )


def _clause(letters: Letters, heading: Heading, *, begins: bool, aside: bool) -> Clause:
    text = letters.text.rstrip("。！？")
    masks = masked(text)
    found = numbers(text, masks)
    overfull = len(found) > _MANY
    return Clause(
        letters=letters,
        mentions=mentions(text, heading) if len(text) < 400 else [],
        groups=[] if overfull else _grouped(text, _outside_periods(text, found)),
        named=[(mask.start, mask.end) for mask in masks],
        is_aside=aside,
        begins_segment=begins,
        is_overfull=overfull,
    )


def _outside_periods(text: str, found: list[Number]) -> list[Number]:
    """The numbers that are no part of a period: 9 of 9月份."""
    if not found or len(text) >= 400:
        return found
    named = _periods(text)
    return [
        number
        for number in found
        if not any(start <= _digits(number) < stop for start, stop in named)
    ]


_PERIOD = re.compile(
    "(?:[0-9]{4}年)?[0-9]{1,2}月?(?:份)?[-~至到][0-9]{1,2}月|[0-9]{1,4}(?:年|月份|月末|月底|月(?![0-9.]*(?:个|元|%))|季度|日)|前[0-9]{1,2}个月"
)


def _periods(text: str) -> list[_Stretch]:
    return [match.span() for match in _PERIOD.finditer(text)]


def _digits(number: Number) -> int:
    """A place inside the number, behind the words that bound it."""
    return (
        number.end - 1 if not number.unit else max(number.start, number.end - len(number.unit) - 1)
    )


def _grouped(text: str, found: Sequence[Number]) -> list[Group]:
    groups: list[Group] = []
    run: list[Number] = []
    joins: list[str] = []
    before = 0
    for number in found:
        if run:
            between = text[run[-1].end : number.start]
            if (
                _JOINS.match(between)
                and between
                and _alike(run[-1], number)
                and not number.is_growth
            ):
                run.append(number)
                joins.append(between)
                continue
            groups.append(_group(text, run, joins, before))
            before, joins = run[-1].end, []
        run = [number]
    if run:
        groups.append(_group(text, run, joins, before))
    return groups


def _alike(one: Number, other: Number) -> bool:
    """Whether two numbers may stand in one list."""
    return one.scale is other.scale or _is_short(one, other)


def _group(text: str, run: Sequence[Number], joins: Sequence[str], before: int) -> Group:
    words = text[before : run[0].start]
    if before and (noun := words.find("、")) > 0:
        # 37个重大科技专项、312个…: up to the mark it is the name of what was counted before.
        before += noun
    elif before and words.endswith(("和", "及", "与")):
        # 10个组合港和2个内陆港: likewise.
        before += len(words) - 1
    return Group(
        numbers=tuple(_with_units(run)),
        before=text[before : run[0].start],
        behind=text[run[-1].end : run[-1].end + 40],
        joins=tuple(joins),
        offset=before,
    )


def _is_short(number: Number, last: Number) -> bool:
    """Whether a number leaves its unit to the last of its list: 0.5个和3.8个百分点."""
    return not number.unit or (number.unit == "个" and last.scale is Scale.POINTS)


def _with_units(run: Sequence[Number]) -> list[Number]:
    """The numbers of a list, those without a unit with that of the last one."""
    last = run[-1]
    return [
        number._replace(unit=last.unit, scale=last.scale) if _is_short(number, last) else number
        for number in run
    ]
