"""What changed since the month before: the new figures of the headline goals, then the rows that
are new, worse, better, met, overdue, reported again.
"""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Assessment, Nature, Text
from sztrack.core.verdict.alerts import HALF
from sztrack.core.verdict.course import Turn, turns
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import end
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


def blocks(brief: Brief) -> Iterator[Block]:
    """A paragraph per sort of change."""
    t = speaker(brief.lang)
    if brief.report.as_of.month == 1 or not brief.report.assessments:
        return
    came = _new_figures(brief)
    for then, now in brief.first(came):
        yield _figure(then, now, brief)
    yield from brief.rest(came)
    told = {now.target.id for _, now in came}
    found: dict[Turn, list[tuple[Assessment, Assessment]]] = {}
    for turn, then, now in turns(brief.report, brief.course):
        is_told = turn is Turn.REPORTED and now.target.id in told
        if not brief.is_withheld(now) and not is_told:
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


def _half(then: Assessment, now: Assessment, lang: Lang) -> str:
    """That the goal is no longer the likelier outcome, or is so again; empty where neither."""
    before, after = end(then, lang), end(now, lang)
    earlier, chance = before and before.probability, after and after.probability
    if earlier is None or chance is None or (earlier < HALF) is (chance < HALF):
        return ""
    if chance < HALF:
        return say(Text("，完成可能性已不足一半", ", now more likely missed than met"), lang)
    return say(Text("，完成可能性已过半", ", now more likely met than missed"), lang)


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
    if was == status:
        turn += _half(then, now, lang)
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
