"""An indicator that stopped where another one, named much like it, began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Observation, Rule, Series, Severity, Text
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.period import Month

RULE = Rule(
    code="SZ420",
    severity=Severity.WARNING,
    summary=Text("指标可能改了名", "an indicator that may have been renamed"),
    why=Text(
        "旧名称的数据停了，名称相近的新指标从次月起公布；新数据没有归入任何目标，"
        "原目标仍按旧数据判断",
        "figures under the old name stopped where those under a name much like it began; no target"
        " takes the new ones, and the row is still judged by the old",
    ),
    remedy=Text(
        "确属同一指标的，把新名称写入 targets.yaml 的 aliases:；"
        "不是的，向责任单位核实旧指标为何停报",
        "if they are one, say so under `aliases:` in targets.yaml; if not, ask the owner why the"
        " old one stopped",
    ),
)

LIKE = 0.6
"""Similarity of two names, from 0 to 1, from which on one may be the other: our choice."""
GAP = 3
"""Months that may lie between the last figure under the old name and the first under the new."""
SCALE = 3
"""A level that is more than so many times the last one is of something else."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per target whose figures of the plan's year stopped where another name began."""
    strangers = _strangers(audit)
    for one in audit.series.values() if strangers else ():
        last = max((row.month for row in one.rows), default=None)
        if last is None or last.year != audit.plan.year:
            continue
        for name, first in strangers.items():
            if 0 < last.until(first.month) <= GAP and _is_like(one, name, first, last):
                yield RULE.at(
                    first.source,
                    Text(
                        f"“{name}”从{first.month}起公布，“{one.target.indicator}”止于{last}，"
                        "可能是同一指标改了名",
                        f"'{name}' begins with {first.month}, where '{one.target.indicator}'"
                        f" stopped after {last}: it may be the same under a new name",
                    ),
                )


def _strangers(audit: Audit) -> Mapping[str, Observation]:
    """The first row of each name that no target takes."""
    taken = {row.source for one in audit.series.values() for row in one.rows}
    first: dict[str, Observation] = {}
    for row in audit.rows:
        if row.source in taken or row.month > audit.clock.as_of:
            continue
        before = first.get(row.indicator)
        if before is None or (row.month, row.source) < (before.month, before.source):
            first[row.indicator] = row
    return first


def _likeness(one: str, other: str) -> float:
    """Twice the characters that two names share, over all characters of both (Dice's
    coefficient).
    """
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / max(len(one) + len(other), 1)


def _is_like(one: Series, name: str, first: Observation, last: Month) -> bool:
    """Whether name, unit and size of a stranger's first row are those of the series."""
    names = {name_key(known) for known in (one.target.indicator, one.target.name.zh)}
    if max(_likeness(name_key(name), known) for known in names) < LIKE:
        return False
    level = one.levels.get(last)
    if first.value is None or level is None or one.level_unit is None:
        return first.growth is not None and last in one.growths
    if not first.value.unit.converts_to(one.level_unit):
        return False
    size = first.value.to(one.level_unit)
    return level.value / SCALE <= size <= level.value * SCALE
