"""What is at risk, and what may go either way."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Assessment, Projection, Status, Text
from sztrack.core.verdict.course import since
from sztrack.language import facts, say, speaker
from sztrack.language.facts import bounds_text
from sztrack.language.prose import lasting
from sztrack.page import Block, Cell, Paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import claim, course_claims, notes

PLACE = 5
TITLE = Text("预警", "At risk")


def blocks(brief: Brief) -> Iterator[Block]:
    """One paragraph per row at risk, then the rows on track that may still miss."""
    lang = brief.lang
    rows = brief.with_status(Status.AT_RISK)
    for number, a in enumerate(brief.first(rows), 1):
        began = lasting(a, since(brief.course.get(a.target.id, {}), (Status.AT_RISK,)), lang)
        yield claim(a, course_claims(a, began, lang), brief.doubts_about(a), lang, number)
    yield from brief.rest(rows)
    yield from _close(brief)


def _may_still_miss(a: Assessment, brief: Brief) -> bool:
    """Whether the goal lies inside the interval; doubtful figures are told elsewhere."""
    is_close = isinstance(a.projection, Projection) and a.projection.is_close
    return is_close and not brief.doubts_about(a)


def _close(brief: Brief) -> Iterator[Block]:
    """Rows on track whose goal lies inside the interval."""
    t, lang = speaker(brief.lang), brief.lang
    cells: list[Cell] = []
    for a in brief.with_status(Status.ON_TRACK):
        end = facts.end(a, lang)
        if end and end.interval and a.actual and _may_still_miss(a, brief):
            separator = t("；", "; ") if cells else ""
            words = t(
                "{}（预测区间{}，完成目标的可能性为{}%）",
                "{} (interval {}, chance of meeting the goal {}%)",
            )
            text = words.format(
                say(a.target.name, lang), bounds_text(end.interval, lang), end.probability
            )
            cells.append(Cell(separator + text, notes=notes(a, a.actual.sources[:1])))
    if cells:
        head = Cell(
            t(
                "预计能够完成、但目标落在预测区间之内的：",
                "Expected to be met, with the goal inside the interval: ",
            )
        )
        yield Paragraph((head, *cells, Cell(t("。", "."))))
