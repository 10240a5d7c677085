"""A plan to start from: the goals that most plans have, all of them still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sztrack.core.draft.outline import ChapterOutline, Entry, Outline, Value
from sztrack.core.draft.usual import Usual
from sztrack.core.kinds import traits
from sztrack.core.model import Nature, Text

TO_FILL_IN = Text("待填", "to be filled in")
"""In the place of the plan's wording."""
LESS = Text('越少越好：用 "<="、"<~"', 'less is better: use "<=" or "<~"')
HEADLINE = Text("主要预期目标", "Headline goals")


def new_plan(place: str, year: int, goals: Sequence[Usual]) -> Outline:
    """A plan whose headline goals are those of `goals`, pending."""
    return Outline(
        plan={"id": plan_id(place, year), "year": year, "title": plan_title(place, year)},
        aliases=aliases_of(goals),
        chapters=(
            ChapterOutline(
                keys={"id": "1", "title": both(HEADLINE), "nature": Nature.EXPECTED.value},
                targets=tuple(map(_pending, goals)),
            ),
        ),
    )


def plan_id(place: str, year: int) -> str:
    """A short name for a plan: guangzhou-2026; plan-2026 where the place has no Latin name."""
    return f"{slug(place) or 'plan'}-{year}"


def plan_title(place: str, year: int) -> Value:
    """A plan's title in both languages."""
    blank = " " if place.isascii() else ""
    return {"zh": f"{place}{blank}{year}年计划", "en": f"{place}: plan for {year}"}


def slug(name: str) -> str:
    """An id made of a name's Latin letters and digits; empty where there are no letters."""
    words = re.findall("[a-z0-9]+", name.casefold())
    found = "-".join(words)
    return found if re.search("[a-z]", found) else ""


def aliases_of(goals: Sequence[Usual]) -> dict[str, Value]:
    """Other names that the goals' figures are published under."""
    return {alias: one.indicator.zh for one in goals for alias in one.aliases}


def both(text: Text) -> Value:
    """A text in both languages, once where they are the same."""
    return text.zh if text.zh == text.en else {"zh": text.zh, "en": text.en}


def _pending(one: Usual) -> Entry:
    keys: dict[str, Value] = {"id": one.id, "name": both(one.name)}
    if one.indicator.zh != one.name.zh:
        keys["indicator"] = one.indicator.zh
    keys |= {"kind": one.kind.value, "goal": "pending", "wording": _to_fill_in(one)}
    if one.frequency is not traits(one.kind).frequency:
        keys["frequency"] = one.frequency.value
    if one.lag != 1:
        keys["lag"] = one.lag
    return Entry(keys, (LESS,) if one.less else ())


def _to_fill_in(one: Usual) -> str:
    return TO_FILL_IN.en if one.name.zh == one.name.en else TO_FILL_IN.zh
