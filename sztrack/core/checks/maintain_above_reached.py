"""A level to be kept that has not been reached."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, apart
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Rule, Severity, Text, amount
from sztrack.core.traits import miss

RULE = Rule(
    code="SZ503",
    severity=Severity.WARNING,
    summary=Text("要求保持的水平尚未达到", "a level to be maintained has not been reached"),
    why=Text(
        "“保持”“维持”“稳定”以已达到该水平为前提；基数未达到的，实际上是要求提高",
        "to maintain (保持, 维持, 稳定) a level implies that it was reached; where it was not, the"
        " goal in fact asks for a change",
    ),
    remedy=Text(
        "按尚未达到的水平安排工作，或核对基数",
        "plan it as a level still to be reached, or check the baseline",
    ),
)

_KEEP = ("保持", "维持", "稳定")
_STOPS = "、，,；;。"


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per goal to be kept that the baseline does not meet; inside "about" it does."""
    for target in audit.plan.targets:
        goal, baseline = target.goal, target.baseline
        if goal is None or baseline is None or not baseline.quantity.unit.converts_to(goal.unit):
            continue
        verb = next(
            (
                word
                for word in _KEEP
                if word in target.wording and _governs(word, f"{abs(goal.value)}", target.wording)
            ),
            None,
        )
        reached = baseline.quantity.to(goal.unit)
        margin = traits(target.kind).margin(goal, audit.plan.rules)
        if verb is None or miss(reached, goal, margin) <= 0:
            continue
        change = Text("提高", "rise") if reached < goal.value else Text("降低", "fall")
        was, gap = amount(*baseline.quantity), apart(abs(goal.value - reached), goal.unit)
        yield RULE.at(
            baseline.source,
            Text(
                f"“{target.name.zh}”要求“{verb}” {goal.text.zh}，而{baseline.year}年为"
                f" {was.zh}，须先{change.zh} {gap.zh}",
                f"'{target.name.en}' is to be maintained ({verb}) at {goal.text.en}, but was"
                f" {was.en} in {baseline.year}: it must first {change.en} by {gap.en}",
            ),
        )


def _governs(verb: str, number: str, wording: str) -> bool:
    """Whether `number` is the first one behind `verb` in its clause: 增速保持在10%以上、占比达6%
    keeps the 10 and not the 6.
    """
    before, at, after = wording.partition(verb)[2].partition(number)
    whole = at and not after[:1].isdigit() and after[:1] != "."
    return bool(whole) and not any(
        character.isdigit() or character in _STOPS for character in before
    )
