"""What changed since the month before: new, worse, better, met, overdue, reported again,
revised.
"""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Assessment, Text
from sztrack.core.verdict.course import Turn, turns
from sztrack.language import say, speaker
from sztrack.language.labels import STATUS
from sztrack.language.prose import seen_text
from sztrack.language.sentences import reason
from sztrack.page import Block, Cell, Paragraph, Tone, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import notes

PLACE = 10
TITLE = Text("较上月变化", "Changes since the previous month")
_WORDS = {
    Turn.NEW: Text("新增问题", "New"),
    Turn.WORSE: Text("加重", "Worse"),
    Turn.EASED: Text("有所好转", "Better"),
    Turn.RECOVERED: Text("恢复正常", "Recovered"),
    Turn.MET: Text("新完成", "Newly met"),
    Turn.OVERDUE: Text("新逾期未报", "Newly overdue"),
    Turn.REPORTED: Text("新报数据", "Newly reported"),
}


def blocks(brief: Brief) -> Iterator[Block]:
    """A paragraph per sort of change."""
    t = speaker(brief.lang)
    if brief.report.as_of.month == 1 or not brief.report.assessments:
        return
    found: dict[Turn, list[tuple[Assessment, Assessment]]] = {}
    for turn, then, now in turns(brief.report, brief.course):
        if not brief.is_withheld(now):
            found.setdefault(turn, []).append((then, now))
    for turn, words in _WORDS.items():
        rows = found.get(turn, [])
        for then, now in brief.first(rows):
            yield _change(f"{say(words, brief.lang)}{t('：', ': ')}", then, now, brief)
        yield from brief.rest(rows)
    if not found:
        yield paragraph(
            t("各项目标的判断与上月相同。", "No verdict has changed."),
            notes=(str(brief.report.plan.source),),
        )


def _change(head: str, then: Assessment, now: Assessment, brief: Brief) -> Paragraph:
    t, lang = speaker(brief.lang), brief.lang
    name, was, status = (
        say(now.target.name, lang),
        say(STATUS[then.status], lang),
        say(STATUS[now.status], lang),
    )
    turn = (
        t(f"由{was}转为{status}", f"from {was} to {status}")
        if was != status
        else t(f"仍为{status}", f"still {status}")
    )
    if was == status and not then.through:
        turn = t("首次有数据", "the first figure")
    if (
        now.required
        and now.required.out_of_reach
        and not (then.required and then.required.out_of_reach)
    ):
        turn += t(
            "，后续所需已高于往年同期的最高水平",
            "; what is required now exceeds the same months of every earlier year",
        )
    why = (seen_text(now, lang) or reason(now, lang)) + brief.in_doubt(now)
    places = [figure.sources[0] for figure in (now.actual, then.actual) if figure] or [
        now.target.source
    ]
    return Paragraph(
        (
            Cell(head),
            Cell(name, Tone.STRONG),
            Cell(t(f"，{turn}（{why}）。", f", {turn} ({why})."), notes=notes(now, places)),
        )
    )
