"""A stage that goes backwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sztrack.core.checks import Audit, remark
from sztrack.core.model import STAGE_WORDS, Finding, Observation, Rule, Severity, Stage, Text

RULE = Rule(
    code="SZ411",
    severity=Severity.WARNING,
    summary=Text("进度倒退", "a stage goes backwards"),
    why=Text(
        "事项的进度只进不退；倒退说明前一次报早了，或这一次报错了",
        "progress does not go backwards: the earlier report was premature, or this one is wrong",
    ),
    remedy=Text(
        "核对两次报告；核查后退回的，在依据或备注中写明“退回”",
        'check both reports; if it was sent back, say "sent back" in the evidence or the note',
    ),
)
_RANK = {
    Stage.NOT_STARTED: 0,
    Stage.IN_PROGRESS: 1,
    Stage.AT_RISK: 1,
    Stage.REPORTED_DONE: 2,
    Stage.VERIFIED_DONE: 2,
}
"""A report that something is done, after its verification, takes nothing back."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per step back within the plan's year; in progress and at risk stand level."""
    for one in audit.series.values():
        reports = [
            (month, row) for month, row in one.stages.items() if month.year == audit.plan.year
        ]
        for (before, earlier), (month, later) in pairwise(reports):
            if (
                earlier.stage
                and later.stage
                and _RANK[later.stage] < _RANK[earlier.stage]
                and not _is_explained(later)
            ):
                was, now = STAGE_WORDS[earlier.stage], STAGE_WORDS[later.stage]
                yield RULE.at(
                    later.source,
                    Text(
                        f"“{one.target.name.zh}”由 {before} 的“{was.zh}”退为 {month} 的“{now.zh}”",
                        f"'{one.target.name.en}' goes back from '{was.en}' ({before}) to '{now.en}'"
                        f" ({month})",
                    ),
                )


def _is_explained(row: Observation) -> bool:
    return any(
        word in text.casefold()
        for word in ("退回", "sent back")
        for text in (row.evidence, remark(row))
    )
