"""One event under two tasks."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Event, Finding, Rule, Severity, Target, Text
from sztrack.core.record.reconcile import name_key

RULE = Rule(
    code="SZ507",
    severity=Severity.WARNING,
    summary=Text("同一事项列入两项任务", "the same event is listed under two tasks"),
    why=Text(
        "同一事项在两项任务中各列一次，办成一件会计作两件，责任单位也可能互相等待",
        "one event listed under two tasks is counted twice, and each responsible unit may wait"
        " for the other",
    ),
    remedy=Text(
        "保留一处，或明确由哪项任务的责任单位报送",
        "keep one of them, or agree which unit reports it",
    ),
)

_END_STATES = (
    "举办", "举行", "召开", "出台", "印发", "发布", "制定", "建成", "完成", "完工", "竣工", "贯通",
    "通车", "开工", "启动", "建设", "投产", "投用",
    "运营", "开放", "设立", "成立", "建立", "开设", "落地", "获批", "获评", "核准",
)  # fmt: skip
"""Verbs of two characters each; joined ones (建成通车) go one after the other."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per milestone whose name, but for the plan's year, an ordinal and the verb,
    another task's milestone has.
    """
    first: dict[tuple[Event | None, str], Target] = {}
    for target in audit.plan.targets:
        if not traits(target.kind).is_deliverable or not (
            bare := _bare(target.name.zh, str(audit.plan.year))
        ):
            continue
        other = first.setdefault((target.event, bare), target)
        if (other.chapter, other.task) == (target.chapter, target.task):
            continue
        here, there = _place(target), _place(other)
        yield RULE.at(
            target.source,
            Text(
                f"{here.zh}的“{target.name.zh}”与{there.zh}的“{other.name.zh}”（{other.source}）"
                f"是同一事项",
                f"'{target.name.en}' ({here.en}) and '{other.name.en}' ({there.en}, "
                f"{other.source})"
                " are the same event",
            ),
        )


def _bare(name: str, year: str) -> str:
    """第21届中国国际半导体博览会举办 -> 中国国际半导体博览会, 2024海博会举办 -> 海博会."""
    bare = name_key(name).replace(f"{year}年", "").replace(year, "")
    while bare.endswith(_END_STATES):
        bare = bare[:-2]
    ordinal, at, rest = bare.partition("届")
    return rest if at and ordinal.startswith("第") else bare


def _place(target: Target) -> Text:
    return (
        Text(f"{target.chapter} ", target.chapter)
        if target.task is None
        else Text(f"任务 {target.task} ", f"task {target.task}")
    )
