"""Figures that were read out of prose, and the plan's targets that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from sztrack.core.collect.proposed import Kind, Left, Proposal
from sztrack.core.kinds import traits
from sztrack.core.model import Bound, Finding, Observation, Plan, Source, Target
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.quantity import PERCENT, Quantity, Unit, parse_unit, split_unit

_SAME = (
    (re.compile("^(?:外贸|货物贸易|全市|我市|本市)(?=进出口|出口|进口)"), ""),
    (re.compile("规上|规模工业(?=增加值)"), "规模以上"),
    (re.compile("^规模以上增加值"), "规模以上工业增加值"),
    (re.compile("^(?:国内生产总值|生产总值|gdp)$|gdp"), "地区生产总值"),
    (re.compile(r"\((?:gdp|cpi|ppi|r&d)\)$"), ""),
    (re.compile(r"^growthof|growth$|\([^()]*\)$"), ""),
    (re.compile("(?:总额|总值|总量|人数|额|值|数)$"), ""),
)
"""Ways in which bulletins and plans write one name, and what both become."""
_PLACES = re.compile("(?<!全)[省市区县州]")
_NEAREST, _CLOSE = 2, 0.6
_SCALES = {"trillion": "万亿", "billion": "十亿", "million": "百万", "thousand": "千"}
_NOUNS = {
    "yuan": "元", "rmb": "元", "us dollars": "美元", "u.s. dollars": "美元", "people": "人",
    "persons": "人", "jobs": "人", "passengers": "人次", "trips": "人次", "visits": "人次",
    "teus": "标箱", "teu": "标箱", "tonnes": "吨", "tons": "吨", "vehicles": "辆",
    "households": "户", "companies": "家", "enterprises": "家", "km": "公里", "%": "%",
}  # fmt: skip


class Matched(NamedTuple):
    """A proposed figure, and what the plan makes of it."""

    figure: Proposal
    target: Target | None
    """The target that it is about; None where the plan has none, or the figure is of another
    place.
    """
    nearest: tuple[Target, ...]
    """The targets with names most like it, where none is meant."""
    unit: Unit | None
    """Its unit as the record knows it."""

    @property
    def is_sure(self) -> bool:
        """Whether it may be filed with all that is sure: read without doubt, and exact."""
        return self.figure.is_sure and self.figure.bound is Bound.EXACT


class Read(NamedTuple):
    """One bulletin: what it says, and what the plan makes of it."""

    path: str
    sha256: str
    publisher: str
    released: date | None
    figures: tuple[Matched, ...]
    left: tuple[Left, ...]
    findings: tuple[Finding, ...]


def matched(plan: Plan | None, figures: Iterable[Proposal], place: str = "") -> list[Matched]:
    """The figures with the targets they are about; without a plan, with none. `place` is what the
    bulletin is about, where it says so.
    """
    names = _names(plan) if plan else {}
    if plan and not is_own(plan, place):
        figures = [figure if figure.place else replace(figure, place=place) for figure in figures]
    return [_matched(plan, names, figure) for figure in figures]


def _names(plan: Plan) -> dict[str, list[Target]]:
    """Every name that the plan knows its targets by, folded."""
    found: dict[str, list[Target]] = {}
    for target in plan.targets:
        for name in (target.indicator, *target.name, target.id):
            targets = found.setdefault(folded(name), [])
            if target not in targets:
                targets.append(target)
    for alias, stands_for in plan.aliases.items():
        if targets := found.get(folded(stands_for), []):
            found.setdefault(folded(alias), targets)
    return found


@cache
def folded(name: str) -> str:
    """What the ways to write one indicator have in common."""
    key = name_key(split_unit(name)[0])
    for pattern, instead in _SAME:
        shorter = pattern.sub(instead, key)
        key = shorter if len(shorter) > 1 else key
    return key


def _matched(plan: Plan | None, names: Mapping[str, Sequence[Target]], figure: Proposal) -> Matched:
    unit = unit_of(figure.unit) if figure.value is not None else PERCENT
    if plan is None or figure.kind in (Kind.RANK, Kind.CHANGE_IN_POINTS):
        return Matched(figure=figure, target=None, nearest=(), unit=unit)
    key = folded(figure.indicator)
    meant = names.get(key, ())
    if meant and is_own(plan, figure.place):
        best = _best(meant, figure, unit)
        return Matched(figure=figure, target=best, nearest=(), unit=unit)
    return Matched(figure=figure, target=None, nearest=_nearest(key, names), unit=unit)


def is_own(plan: Plan, place: str) -> bool:
    """Whether a place is the plan's own: none is named, or the plan's title names it. A plan whose
    title names no place takes any city for its own, never the nation.
    """
    if not place:
        return True
    title = plan.title.zh
    if not _PLACES.search(title):
        return _PLACES.search(place) is not None
    return re.sub("[省市区县州]$", "", place) in title


def _best(meant: Sequence[Target], figure: Proposal, unit: Unit | None) -> Target:
    """Of several targets with one indicator the one that is measured by what the figure says."""
    row = observation(figure, unit, Source("", 1), figure.indicator)
    if row is None:
        return meant[0]
    serving = [
        target
        for target in meant
        if traits(target.kind).serves(row, target.goal.unit if target.goal else None)
    ]
    return (serving or list(meant))[0]


def _nearest(key: str, names: Mapping[str, Sequence[Target]]) -> tuple[Target, ...]:
    """The targets whose names are most like a figure's."""
    from difflib import get_close_matches

    close = get_close_matches(key, names, _NEAREST, _CLOSE)
    return tuple(dict.fromkeys(names[name][0] for name in close))[:_NEAREST]


def unit_of(written: str) -> Unit | None:
    """A unit as the record knows it; English ones are written as Chinese ones, power for power."""
    if unit := parse_unit(written):
        return unit
    scale, _, noun = written.casefold().partition(" ")
    if scale not in _SCALES:
        scale, noun = "", written.casefold()
    known = _NOUNS.get(noun) if noun else "个"
    return parse_unit(_SCALES.get(scale, "") + known) if known else None


def observation(
    figure: Proposal, unit: Unit | None, source: Source, indicator: str
) -> Observation | None:
    """A figure as a row of the record; None where its period or its unit is not known, or it is
    none that a target is measured by.
    """
    if figure.month is None or figure.basis is None:
        return None
    if figure.kind in (Kind.RANK, Kind.CHANGE_IN_POINTS):
        return None
    if figure.value is not None and unit is None:
        return None
    return Observation(
        indicator=indicator,
        month=figure.month,
        basis=figure.basis,
        value=Quantity(figure.value, unit) if figure.value is not None and unit else None,
        growth=figure.growth,
        released=None,
        revised=False,
        second_hand=False,
        stage=None,
        evidence="",
        cited="",
        source=source,
        note=_note(figure),
        bound=figure.bound,
    )


_BOUNDS = {Bound.AT_LEAST: "下限 ", Bound.AT_MOST: "上限 ", Bound.ABOUT: "约数 ", Bound.EXACT: ""}


def _note(figure: Proposal) -> str:
    """What the record keeps of where a figure stood, in its own words."""
    return f"{_BOUNDS[figure.bound]}第{figure.line}行“{figure.quote.strip()}”"
