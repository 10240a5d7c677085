"""Whose figure it is: the whole's, or that of a place beside it or a part of it. A figure of
another place is never the whole's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sztrack.core.model import Finding, Observation, Place, Plan, Role, Series
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month

_WHOLE = ("合计", "总计", "总量", "全域", "全辖", "本市", "我市", "total", "all", "whole")
"""Words for the whole, of whatever place a plan is."""
_WHOLE_OF_ITS_SORT = {
    "市": "全市",
    "县": "全县",
    "区": "全区",
    "州": "全州",
    "盟": "全盟",
    "旗": "全旗",
    "省": "全省",
    "国": "全国",
}
"""What the whole is called in a place whose name ends so."""
_WHOLE_OF_ANY = ("全市", "全县", "全区", "全州", "全盟", "全旗")
"""What the whole may be called where the plan does not say its place. 全省 and 全国 are not among
them: in a city's table they are the figures beside its own.
"""
_ENDING = "(?:[省市区县州盟旗]|自治区|特别行政区| (?:city|district|county|province|municipality))$"
_NAMED_IN_A_TITLE = "^[\u4e00-\u9fff]{2,5}?[省市区县州盟旗](?=(?:19|20)[0-9]{2}年)"
_NO_PLACE = "^[全各我本分]|^主要|(?:地区|分区|园区|城市)$"
_OWN_PLACE = (
    "^(?:[0-9]{4}年)?(?:关于)?([\u4e00-\u9fff]+?[省市区县州盟旗])(?:[0-9]{4}年|国民经济|[“《])"
)


class Standing(NamedTuple):
    """Whose figures they are: of a place by its printed name, empty for the whole; not `known`
    where the plan does not name the place.
    """

    place: str
    known: bool


WHOLE = Standing("", known=True)


class Places:
    """The places that a plan names, and what its own place may be called."""

    def __init__(self, plan: Plan | None = None, *, tells_any: bool = False) -> None:
        """With `tells_any` every place is known: for files that no plan is held against."""
        self._tells_any = tells_any
        self._own: set[str] = set()
        self._others: dict[str, Place] = {}
        self._title = ""
        self._names: dict[str, str] = {}
        """What the plan calls the places that it names, by all their spellings."""
        self.has_own_name = plan is not None and plan.place is not None
        if plan is None:
            self._own |= set() if tells_any else set(_WHOLE_OF_ANY)
            return
        for place in plan.places:
            self._others |= dict.fromkeys(map(place_key, place.spellings), place)
        named = (*plan.places, *filter(None, (plan.place,)))
        for place in named:
            self._names |= dict.fromkeys(map(place_key, place.spellings), place.name.zh)
        if plan.place is None:
            self._own |= set(_WHOLE_OF_ANY)
            self._title = _own_place_in(plan.title.zh)
        else:
            self._own |= set(map(place_key, plan.place.spellings))
            sort = _WHOLE_OF_ITS_SORT.get(plan.place.name.zh[-1:])
            self._own |= {sort} if sort else set()

    def standing(self, cell: str) -> Standing:
        """Whose figures a cell of a column of places says that they are."""
        name = cell.strip()
        key = place_key(name)
        if not name or key in _WHOLE or key in self._own or self._is_in_the_title(key):
            return WHOLE
        return Standing(name, known=self._tells_any or key in self._others)

    def _is_in_the_title(self, key: str) -> bool:
        """Whether a name is the plan's own by its title, where the plan does not say its place."""
        return len(key) > 1 and key not in self._others and self._title.endswith(key)

    def mentioned(self, text: str) -> Standing | None:
        """Whose figures a title or a file's name says that the table holds; None where it names no
        place, or several and not one of them alone.

        Beside the plan's own place, a part is what the table is about and a place to compare with
        is not.
        """
        found = {place.id: place for key, place in self._others.items() if _names(text, key)}
        is_own = any(_names(text, key) for key in self._own)
        about = [place for place in found.values() if _narrows(place, is_own)]
        if len(about) == 1:
            return Standing(about[0].name.zh, known=True)
        if is_own:
            return WHOLE
        return None if about else self._stranger_in(text)

    def _stranger_in(self, text: str) -> Standing | None:
        """The place that begins a title and is none of the plan's: 荔湾区2026年8月主要指标. Only
        where the plan says its own place, which would be told apart from it.
        """
        m = re.match(_NAMED_IN_A_TITLE, text.strip())
        if m is None or re.search(_NO_PLACE, m[0]):
            return None
        if self._tells_any:
            return Standing(m[0], known=True)
        return Standing(m[0], known=False) if self.has_own_name else None

    def nearest(self, name: str) -> str | None:
        """The plan's place that a name was probably meant to be."""
        from difflib import get_close_matches

        near = get_close_matches(place_key(name), self._names, 1, 0.5)
        return self._names[near[0]] if near else None

    def id_of(self, name: str) -> str | None:
        """The id of the place that the plan calls so."""
        place = self._others.get(place_key(name))
        return place.id if place else None


TOLD = Places(tells_any=True)
"""Of files that no plan is held against: a place is told as it is printed."""


def _own_place_in(title: str) -> str:
    """The place that a plan's title begins with: 深圳 of 深圳市2024年国民经济和社会发展计划."""
    m = re.match(_OWN_PLACE, title.strip())
    return place_key(m[1]) if m else ""


def place_key(name: str) -> str:
    """What two spellings of a place have in common: width, case, blanks and its sort do not count,
    天河区 is 天河.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    short = re.sub(_ENDING, "", plain)
    return "".join((short if len(short) > 1 else plain).split())


def _narrows(place: Place, beside_own: bool) -> bool:
    """Whether a title that names a place is about it."""
    return not beside_own or place.role is Role.PART


def _names(text: str, key: str) -> bool:
    """Whether a text names a place; a word of Latin letters must stand alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if key.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])", plain) is not None
    return key in "".join(plain.split())


def series_by_place(
    plan: Plan, observations: Iterable[Observation], as_of: Month
) -> tuple[Mapping[tuple[str, str], Series], list[Finding]]:
    """The series of each target in each place that the plan names beside its own, by the ids of
    both; targets without a figure there are left out.
    """
    places = Places(plan)
    by_place: dict[str, list[Observation]] = {}
    for row in observations:
        if row.place and (ident := places.id_of(row.place)):
            by_place.setdefault(ident, []).append(row)
    found: dict[tuple[str, str], Series] = {}
    findings: list[Finding] = []
    for ident, rows in by_place.items():
        series, said = reconcile(plan, rows, as_of)
        findings += said
        found |= {(target, ident): one for target, one in series.items() if one.rows}
    return found, findings
