"""The headline goals in a table, binding ones first."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Assessment, Nature, Text
from sztrack.language import speaker
from sztrack.page import Block, Tone, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import notes
from sztrack.views.rows import BRIEF, assessment_table, remark_lines

PLACE = 2
TITLE = Text("主要指标完成情况", "Headline goals")


def blocks(brief: Brief) -> Iterator[Block]:
    """The table, and what must be known of its figures."""
    rows = [a for a in brief.report.assessments if a.target.nature is not Nature.TASK]
    if rows:
        yield assessment_table(rows, BRIEF, brief.lang)
        yield from remark_lines(rows, brief.lang)
        for a in rows:
            yield from _doubts(a, brief)


def _doubts(a: Assessment, brief: Brief) -> Iterator[Block]:
    """The errors and warnings that touch a row's figures, one line each."""
    t = speaker(brief.lang)
    for finding in brief.doubts_about(a):
        words = t(
            f"存疑：{a.target.name.zh}：{finding.message.zh}。",
            f"In doubt: {a.target.name.en}: {finding.message.en}.",
        )
        yield paragraph(words, Tone.WARNING, notes(a, [finding.source]))
