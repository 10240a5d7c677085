"""The tasks by chapter; what is stated, pushed for and striven for is tallied apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sztrack.core.model import Nature, Status, Strength, Text
from sztrack.core.words.english import number_of
from sztrack.language import say, speaker
from sztrack.language.labels import COUNTED, STRENGTH
from sztrack.page import Block, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import counted
from sztrack.views.tallies import by_chapter, tallies

PLACE = 7
TITLE = Text("重点任务", "Tasks")


def blocks(brief: Brief) -> Iterator[Block]:
    """A sentence per strength, then a line per chapter."""
    t, lang = speaker(brief.lang), brief.lang
    report = brief.report.only(lambda a: a.target.nature is Nature.TASK)
    if not report.assessments:
        return
    numbers = {a.target.task for a in report.assessments}
    total = len(report.assessments)
    yield paragraph(
        t(
            f"{len(numbers)}项任务共列目标{total}项。",
            f"{number_of(len(numbers), 'task')}, {number_of(total, 'target')}.",
        )
        + _by_strength(brief),
        notes=brief.listed(t("任务", "tasks")),
    )
    yield tallies(by_chapter(report, lang), t("章", "Chapter"), lang)


def _by_strength(brief: Brief) -> str:
    t, said = speaker(brief.lang), []
    for strength in Strength:
        rows = [
            a
            for a in brief.report.assessments
            if a.target.nature is Nature.TASK and a.target.strength is strength
        ]
        counts = Counter(a.status for a in rows)
        words = counted(
            ((COUNTED[status], counts[status]) for status in reversed(Status)), brief.lang
        )
        if rows:
            said.append(
                t(
                    f"{STRENGTH[strength].zh}类{len(rows)}项：{words}。",
                    f" {say(STRENGTH[strength], 'en').capitalize()} ({len(rows)}): {words}.",
                )
            )
    return "".join(said)
