"""The headline goals in a table, binding ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sztrack.core.model import Assessment, Text
from sztrack.language import say, speaker
from sztrack.language.labels import NATURE, STATUS
from sztrack.language.prose import goal_words
from sztrack.page import Block, Cell, Paragraph, Tone, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import notes
from sztrack.views.judgement import headline_goals
from sztrack.views.rows import BRIEF, assessment_table, remark_lines

PLACE = 3
TITLE = Text("主要指标完成情况", "Headline goals")


def blocks(brief: Brief) -> Iterator[Block]:
    """The table, and what must be known of its figures."""
    headline = headline_goals(brief.report)
    rows = [a for a in headline if a.actual]
    if rows:
        yield assessment_table(rows, BRIEF, brief.lang)
        yield from remark_lines(rows, brief.lang)
    yield from _without_figures([a for a in headline if not a.actual], brief)
    for a in headline:
        yield from _doubts(a, brief)


def _without_figures(rows: Sequence[Assessment], brief: Brief) -> Iterator[Block]:
    """The goals that a table would show as lines of dashes: their names, goals and reasons."""
    if not rows:
        return
    t, lang = speaker(brief.lang), brief.lang
    cells = [Cell(t(f"没有数据的{len(rows)}项：", f"Without figures ({len(rows)}): "))]
    for place, a in enumerate(rows):
        about = [say(NATURE[a.target.nature], lang)]
        if a.target.goal:
            about.append(t("目标", "goal ") + goal_words(a.target.goal, a.target.kind, lang))
        about.append(say(STATUS[a.status], lang))
        said = t("，", ", ").join(about)
        name = say(a.target.name, lang) + t(f"（{said}）", f" ({said})")
        cells.append(Cell(t("、", "; ") * (place > 0) + name, notes=notes(a, [a.target.source])))
    yield Paragraph((*cells, Cell(t("。", "."))))


def _doubts(a: Assessment, brief: Brief) -> Iterator[Block]:
    """The errors and warnings that touch a row's figures, one line each."""
    t = speaker(brief.lang)
    for finding in brief.doubts_about(a):
        words = t(
            f"存疑：{a.target.name.zh}：{finding.message.zh}。",
            f"In doubt: {a.target.name.en}: {finding.message.en}.",
        )
        yield paragraph(words, Tone.WARNING, notes(a, [finding.source]))
