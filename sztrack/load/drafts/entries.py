"""One row of a table of targets -> targets of a plan, each with what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sztrack.core.draft.carried import figure
from sztrack.core.draft.outline import Entry, Value
from sztrack.core.draft.start import slug
from sztrack.core.draft.usual import Usual, usual_goal
from sztrack.core.kinds import traits
from sztrack.core.model import Event, Kind, Op, Strength, Text
from sztrack.core.words.period import narrow
from sztrack.core.words.quantity import PERCENT, Quantity, Unit
from sztrack.load.drafts.goals import Sense, Wanted, Words, figures_in, goal_words
from sztrack.load.drafts.kinds import event_in, is_fall, kind_of, less_is_better, without_change

_SUFFIX = {Kind.GROWTH: "growth", Kind.RATE: "rate", Kind.STOCK: "level", Kind.FLOW: "amount"}
"""What tells the second target of a row from its first."""
Doubt = tuple[str, Text]
"""A code, and what it says."""
Figures = list[tuple[Quantity, Sense]]
"""Last year's figures."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a row says of one indicator."""

    name: str
    english: str
    ident: str
    """The id that the row states; empty where it states none."""
    number: int
    """The how manieth target of the table it is."""
    goal: str
    unit: Unit | None
    last: str
    last_year: int
    owner: str
    helpers: Sequence[str]
    note: str
    wording: str
    by: str
    """A month of the plan's year."""
    kind: Kind | None
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def usual(self) -> Usual | None:
        """The goal that most plans have, if this is one."""
        return usual_goal(self.name)

    def doubt(self, code: str, zh: str, en: str) -> None:
        """Note what a planner should look at."""
        self.doubts.append((code, Text(zh, en)))


def entries_of(asked: Asked) -> list[Entry]:
    """The targets of a row: one for each number of its goal, or one without a number."""
    words = _words(asked)
    for part in words.unread if words.wanted else ():
        asked.doubt(
            "SZ602",
            f"“{asked.name}”目标中的“{part}”没有读入",
            f"'{part}' in the goal of '{asked.name}' is not read",
        )
    if words.is_pending or (not asked.goal and asked.unit):
        return [_pending(asked)]
    found: list[Entry] = []
    for place, wanted in enumerate(_separate(asked, words)):
        if entry := _numbered(asked, wanted, place):
            found.append(entry)
    return found or [in_words(asked)]


def _words(asked: Asked) -> Words:
    return goal_words(
        asked.goal,
        asked.unit,
        less=less_is_better(asked.name, asked.usual),
        falls=is_fall(asked.name),
    )


def _separate(asked: Asked, words: Words) -> list[Wanted]:
    """The numbers that are goals of their own, at most one of each sort: an amount and its growth.
    What is striven for beyond a goal is none, nor is a second amount under the same name.
    """
    kept: list[Wanted] = []
    for wanted in words.wanted:
        rival = next((one for one in kept if one.sense is wanted.sense), None)
        if rival is None:
            kept.append(wanted)
            continue
        asked.doubt(
            "SZ602",
            f"“{asked.name}”目标中的“{wanted.goal}”没有读入，目标按“{rival.goal}”",
            f"'{wanted.goal}' in the goal of '{asked.name}' is not read; the goal is"
            f" '{rival.goal}'",
        )
    return kept


def _numbered(asked: Asked, wanted: Wanted, place: int) -> Entry | None:
    """A target whose goal is a number; None where it hangs on a figure that is not there."""
    last = figures_in(asked.last, asked.unit, falls=is_fall(asked.name))
    settled = _settled(asked, wanted, last)
    if settled is None:
        return None
    sense = wanted.sense if wanted.sense is Sense.STEP else settled.sense
    guess = kind_of(asked.name, settled.low.unit, sense, asked.usual)
    kind = asked.kind if asked.kind and traits(asked.kind).is_measured else guess.kind
    settled = _as_a_fall(asked, settled, kind)
    if guess.is_open and asked.kind is None:
        asked.doubt(
            "SZ603",
            f"“{asked.name}”（{settled.goal}）按“{traits(kind).label.zh}”处理",
            f"'{asked.name}' ({settled.goal}) is taken as a {kind.value}",
        )
    keys = _named(asked, kind, place, falls=settled.low.value < 0)
    keys |= {"kind": kind.value, "goal": settled.goal, "wording": _wording(asked)}
    note = asked.note
    base = _baseline(last, settled, kind)
    if base:
        keys["baseline"] = _baseline_keys(asked, base)
    elif asked.last:
        asked.doubt(
            "SZ604",
            f"“{asked.name}”的上年数“{asked.last}”没有作为基数",
            f"last year's figure of '{asked.name}', '{asked.last}', is not a baseline",
        )
        note = "；".join(filter(None, (note, f"{asked.last_year}: {asked.last}")))
    if settled.is_striven_for:
        keys["strength"] = Strength.STRIVE.value
    return _finished(asked, keys, kind, note)


def _settled(asked: Asked, wanted: Wanted, last: Figures) -> Wanted | None:
    """A goal that says where it ends: 持平 and 提高2个百分点 are worked out of last year's
    figure.
    """
    if wanted.sense not in (Sense.SAME, Sense.STEP):
        return wanted
    level = next((quantity for quantity, sense in last if sense is Sense.LEVEL), None)
    if wanted.sense is Sense.SAME and (level is None or _is_set_by_growth(asked)):
        return wanted  # no growth, the year on the year before
    ended = _ended(wanted, level) if level else None
    if ended is None:
        return None
    asked.doubt(
        "SZ605",
        f"“{asked.name}”的目标“{asked.goal}”按上年数“{asked.last}”推算为“{ended.goal}”",
        f"the goal of '{asked.name}', '{asked.goal}', is worked out of last year's '{asked.last}':"
        f" '{ended.goal}'",
    )
    return ended


def _is_set_by_growth(asked: Asked) -> bool:
    """Whether plans set this indicator's goal by its growth, so that 持平 means no growth."""
    return asked.usual is not None and asked.usual.kind is Kind.GROWTH


def _ended(wanted: Wanted, level: Quantity) -> Wanted | None:
    """Where a step from a level ends; None where the two are not of one sort."""
    if wanted.sense is Sense.SAME:
        return wanted._replace(low=level, sense=Sense.LEVEL)
    step = wanted.low
    if step.unit.dimension == "point" and level.unit.equals(PERCENT):
        step = Quantity(step.value, PERCENT)
    if not step.unit.converts_to(level.unit) or wanted.upper:
        return None
    end = Quantity(level.value + step.to(level.unit), level.unit)
    return wanted._replace(low=end, sense=Sense.LEVEL)


def _as_a_fall(asked: Asked, wanted: Wanted, kind: Kind) -> Wanted:
    """A goal for a growth that is written without its sign: 单位GDP能耗 3% cannot mean that it may
    rise.
    """
    intensity = asked.usual is not None and asked.usual.id == "energy-intensity"
    if not intensity or kind is not Kind.GROWTH or wanted.low.value <= 0:
        return wanted
    if wanted.sense is Sense.GROWTH or wanted.upper:
        return wanted
    op = Op.AT_MOST_ABOUT if wanted.op.has_room else Op.AT_MOST
    asked.doubt(
        "SZ603",
        f"“{asked.name}”的目标“{asked.goal}”按下降处理",
        f"the goal of '{asked.name}', '{asked.goal}', is taken as a fall",
    )
    return wanted._replace(op=op, low=wanted.low._replace(value=-wanted.low.value))


def _baseline(last: Figures, wanted: Wanted, kind: Kind) -> Quantity | None:
    """The one of last year's figures that is comparable with the goal."""
    for quantity, sense in last:
        is_growth = sense is Sense.GROWTH
        if kind is Kind.GROWTH:
            # Last year's growth beside a goal that falls was written without its sign.
            is_alike = quantity.value < 0 or wanted.low.value >= 0
            if is_alike and (is_growth or quantity.unit.equals(PERCENT)):
                return quantity
        elif not is_growth and quantity.unit.converts_to(wanted.low.unit):
            return quantity
    return None


def _baseline_keys(asked: Asked, quantity: Quantity) -> Value:
    bare = re.fullmatch(r"[-+0-9.,]+", narrow(asked.last))
    unit = quantity.unit.written if bare else ""
    return {
        "value": figure(quantity),
        "year": asked.last_year,
        "wording": _joined(asked.name, asked.last, unit),
    }


def _pending(asked: Asked) -> Entry:
    """A target whose goal is not set yet."""
    unit = asked.unit or PERCENT
    guess = kind_of(asked.name, unit, Sense.LEVEL, asked.usual)
    kind = asked.kind or guess.kind
    if (guess.is_open or not asked.unit) and asked.kind is None and asked.usual is None:
        asked.doubt(
            "SZ603",
            f"“{asked.name}”按“{traits(kind).label.zh}”处理",
            f"'{asked.name}' is taken as a {kind.value}",
        )
    keys = _named(asked, kind, 0)
    keys |= {"kind": kind.value, "goal": "pending", "wording": _wording(asked)}
    return _finished(asked, keys, kind, asked.note)


def in_words(asked: Asked) -> Entry:
    """A deliverable, or a target that can only be followed in words."""
    event = event_in(asked.goal or asked.name)
    kind = Kind.MILESTONE if event else Kind.NARRATIVE
    if asked.kind and not traits(asked.kind).is_measured:
        kind = asked.kind
    keys = _named(asked, kind, 0) | {"kind": kind.value}
    if event and event is not Event.OTHER and traits(kind).is_deliverable:
        keys["event"] = event.value
    elif asked.goal:
        asked.doubt(
            "SZ602",
            f"“{asked.name}”的目标“{asked.goal}”读不成数，按定性表述写入",
            f"the goal of '{asked.name}', '{asked.goal}', is not read as a number: kept as a"
            " narrative",
        )
    keys["wording"] = _wording(asked)
    return _finished(asked, keys, kind, asked.note)


def _named(asked: Asked, kind: Kind, place: int, *, falls: bool = False) -> dict[str, Value]:
    """The id, the name in both languages, and the name that figures are published under."""
    usual, base = asked.usual, without_change(asked.name)
    zh, en, indicator = asked.name, asked.english, asked.name
    if usual and not en:
        en = usual.name.en if kind is usual.kind else usual.indicator.en
    if kind is Kind.GROWTH and not asked.name.isascii():
        indicator = base
        if base == asked.name or is_fall(asked.name):
            zh = f"{base}{_change_word(usual, falls=falls)}"
    keys: dict[str, Value] = {
        "id": _id(asked, kind, place),
        "name": zh if en in ("", zh) else {"zh": zh, "en": en},
    }
    if indicator != zh:
        keys["indicator"] = indicator
    return keys


def _change_word(usual: Usual | None, *, falls: bool) -> str:
    """The word that turns an amount's name into that of its growth: 增速, 涨幅, 变动."""
    if usual and usual.kind is Kind.GROWTH:
        return usual.name.zh.removeprefix(without_change(usual.name.zh))
    return "变动" if falls else "增速"


def _id(asked: Asked, kind: Kind, place: int) -> str:
    """An id of the row's own, of its English name, of the usual goal, or of its number."""
    ident = asked.ident or slug(asked.english) or _usual_id(asked.usual, kind)
    ident = ident or slug(asked.name if asked.name.isascii() else "") or f"target-{asked.number}"
    suffix = f"-{_SUFFIX[kind]}" if place else ""
    return ident if ident.endswith(suffix) else f"{ident}{suffix}"


def _usual_id(usual: Usual | None, kind: Kind) -> str:
    if usual is None:
        return ""
    return usual.id if kind is usual.kind else usual.id.removesuffix("-growth")


def _wording(asked: Asked) -> str:
    """The plan's words: as the table quotes them, else name and goal as they stand in it."""
    if asked.wording:
        return asked.wording
    bare = re.fullmatch(r"[-+<>=~≥≤0-9., ]+", narrow(asked.goal))
    unit = asked.unit.written if asked.unit and bare else ""
    return _joined(asked.name, asked.goal, unit)


def _joined(name: str, said: str, unit: str) -> str:
    """A name and what is said of it, as Chinese or English puts them together."""
    if not name.isascii():
        return f"{name}{said}{unit}"
    blank = " " if unit[:1].isalpha() else ""
    return f"{name}: {said}{blank}{unit}" if said else name


def _finished(asked: Asked, keys: dict[str, Value], kind: Kind, note: str) -> Entry:
    """The keys that every target has."""
    usual = asked.usual
    if asked.by:
        keys["by"] = asked.by
    if usual and usual.frequency is not traits(kind).frequency and traits(kind).is_measured:
        keys["frequency"] = usual.frequency.value
    if usual and usual.lag != 1 and traits(kind).is_measured:
        keys["lag"] = usual.lag
    if asked.owner:
        keys["owner"] = asked.owner
    if asked.helpers:
        keys["with"] = list(asked.helpers)
    if note:
        keys["note"] = note
    return Entry(keys)
