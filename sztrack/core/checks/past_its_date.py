"""A deliverable whose date has passed and that nobody reports as done."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import DONE, STAGE_WORDS, Finding, Observation, Rule, Series, Severity, Text
from sztrack.core.record.due import is_over
from sztrack.core.words.english import number_of

RULE = Rule(
    code="SZ419",
    severity=Severity.WARNING,
    summary=Text("事项过期未完成", "a deliverable is past its due date and not done"),
    why=Text(
        "计划定了完成时间；时间已过而最后一次报告仍不是完成，或从未报告，都应当问责任单位",
        "the plan sets a due date; where it has passed and the last report says less than done,"
        " or there is no report, the responsible unit should be asked",
    ),
    remedy=Text("请责任单位补报进度和依据", "ask the responsible unit for the stage and evidence"),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per deliverable whose last report is not of its being done, at that report; one
    for all of those that nobody ever reported about.
    """
    silent = []
    over = [
        one
        for one in audit.series.values()
        if traits(one.target.kind).is_deliverable and is_over(one.target, audit.clock)
    ]
    for one in over:
        last = _last_report(one)
        if last is None:
            silent.append(one.target)
        elif last.stage and last.stage not in DONE:
            word = STAGE_WORDS[last.stage]
            yield RULE.at(
                last.source,
                Text(
                    f"“{one.target.name.zh}”应于 {one.target.by} 完成，"
                    f"最后一次报告（{last.month}）为“{word.zh}”",
                    f"'{one.target.name.en}' was due by {one.target.by}; the last report, for"
                    f" {last.month}, is '{word.en}'",
                ),
            )
    if silent:
        yield RULE.at(
            min(target.source for target in silent),
            Text(
                f"{len(over)} 项过期事项中有 {len(silent)} 项从未报告进度",
                f"never reported: {len(silent)} of {number_of(len(over), 'deliverable')} past the"
                " due date",
            ),
        )


def _last_report(one: Series) -> Observation | None:
    """The newest report of a stage, from the goal's year on."""
    year = one.target.by.year
    reports = [row for month, row in one.stages.items() if month.year >= year and row.stage]
    return reports[-1] if reports else None
