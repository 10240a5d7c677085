"""What changed since the month before: the new figures of the headline goals, then the rows that
are new, worse, better, met, overdue, reported again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from sztrack.core.model import Assessment, Nature, Text
from sztrack.core.verdict.alerts import Mark, mark
from sztrack.core.verdict.course import Turn, turns
from sztrack.language import say, speaker
from sztrack.language.labels import STATUS
from sztrack.language.prose import chance_moved, movement, seen_text
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

_DEGREES = {
    Mark.AT_RISK: Text("，程度减轻", ", less so than before"),
    Mark.UNDER_HALF: Text("，完成可能性不足一半", ", more likely missed than met"),
    Mark.BARELY_AT_RISK: Text("，接近滞后", ", close to off track"),
}
"""How much at risk a row is that was at risk already; on the lowest step it can only have eased."""


def blocks(brief: Brief) -> Iterator[Block]:
    """A paragraph per new figure, then one per row whose standing changed."""
    if brief.report.as_of.month == 1 or not brief.report.assessments:
        return
    came = _new_figures(brief)
    for then, now in brief.first(came):
        yield _figure(then, now, brief)
    yield from brief.rest(came)
    yield from _turned(brief, {now.target.id for _, now in came})


def _turned(brief: Brief, told: Container[str]) -> Iterator[Block]:
    """A paragraph per sort of change; that figures came in is not said again of those `told`."""
    t = speaker(brief.lang)
    turned = [one for one in turns(brief.report, brief.course) if not brief.is_withheld(one[2])]
    if not turned:
        yield paragraph(
            t("各项目标的判断与上月相同。", "No verdict has changed."),
            notes=(str(brief.report.plan.source),),
        )
    for turn, words in _WORDS.items():
        rows = [(then, now) for which, then, now in turned if which is turn]
        if turn is Turn.REPORTED:
            rows = [(then, now) for then, now in rows if now.target.id not in told]
        for then, now in brief.first(rows):
            yield _change(f"{say(words, brief.lang)}{t('：', ': ')}", then, now, brief)
        yield from brief.rest(rows)


def _new_figures(brief: Brief) -> list[tuple[Assessment, Assessment]]:
    """The headline goals with a newer figure than the month before, as they were and as they
    are.
    """
    before, rows = brief.report.as_of.plus(-1), []
    for now in brief.report.assessments:
        then = brief.course.get(now.target.id, {}).get(before)
        is_headline = now.target.nature is not Nature.TASK
        if then is None or not is_headline or brief.is_withheld(now):
            continue
        if now.actual and now.through != then.through:
            rows.append((then, now))
    return rows


def _figure(then: Assessment, now: Assessment, brief: Brief) -> Paragraph:
    """The new figure and the chance of meeting the goal, each beside what it was."""
    t, lang = speaker(brief.lang), brief.lang
    earlier = seen_text(then, lang)
    if earlier:
        moved = t(f"（此前{earlier}）", f" ({earlier})")
    else:
        moved = t("（本年首次有数据）", " (the first figure of the year)")
    parts = [
        seen_text(now, lang) + moved + brief.in_doubt(now),
        movement(now, then, lang),
        chance_moved(now, then, lang),
    ]
    places = [figure.sources[0] for figure in (now.actual, then.actual) if figure]
    return Paragraph(
        (
            Cell(t("新数据：", "New figure: ")),
            Cell(say(now.target.name, lang), Tone.STRONG),
            Cell(
                t("，", ", ") + t("，", ", ").join(filter(None, parts)) + t("。", "."),
                notes=notes(now, places),
            ),
        )
    )


def _change(head: str, then: Assessment, now: Assessment, brief: Brief) -> Paragraph:
    t, lang = speaker(brief.lang), brief.lang
    name, turn = say(now.target.name, lang), _turn_text(then, now, brief)
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


def _turn_text(then: Assessment, now: Assessment, brief: Brief) -> str:
    """From which word to which; where the word stayed, what is different under it."""
    t, lang = speaker(brief.lang), brief.lang
    was, status = say(STATUS[then.status], lang), say(STATUS[now.status], lang)
    if was != status:
        return t(f"由{was}转为{status}", f"from {was} to {status}")
    if not then.through:
        return t("首次有数据", "the first figure")
    still = t(f"仍为{status}", f"still {status}")
    step = mark(now, brief.report.plan.rules)
    return still + (say(_DEGREES[step], lang) if step in _DEGREES else "")
