"""What changed since the month before: the headline goals then and now, then the rows that are
new, worse, better, met, overdue, reported again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from sztrack.core.model import Assessment, Text
from sztrack.core.verdict.alerts import Mark, mark
from sztrack.core.verdict.course import Turn, turns
from sztrack.language import facts, say, speaker
from sztrack.language.labels import OUTLOOK, STATUS
from sztrack.language.prose import movement, seen_text, subject
from sztrack.language.sentences import reason
from sztrack.page import TONES, Block, Cell, Column, Paragraph, Table, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import TURN, notes
from sztrack.views.judgement import headline_goals
from sztrack.views.rows import BLANK

PLACE = 2
TITLE = Text("较上月变化", "Changes since the previous month")
_DEGREES = {
    Mark.AT_RISK: Text("，程度减轻", ", less so than before"),
    Mark.UNDER_HALF: Text("，完成可能性不足一半", ", more likely missed than met"),
    Mark.BARELY_AT_RISK: Text("，接近滞后", ", close to off track"),
}
"""How much at risk a row is that was at risk already; on the lowest step it can only have eased."""
_Pair = tuple[Assessment, Assessment]
"""A row as it was the month before, and as it is."""


def blocks(brief: Brief) -> Iterator[Block]:
    """A table of the headline goals, then a paragraph per sort of change."""
    t = speaker(brief.lang)
    if brief.report.as_of.month == 1:
        words = t("年度首月，无上月可比。", "The first month of the year has none before it.")
        yield paragraph(words, notes=(str(brief.report.plan.source),))
        return
    pairs = _headline(brief)
    if pairs:
        yield _table(pairs, brief)
    yield from _turned(brief, {now.target.id for _, now in pairs})


def _headline(brief: Brief) -> list[_Pair]:
    """The headline goals that have a figure now."""
    before = brief.report.as_of.plus(-1)
    pairs = []
    for now in headline_goals(brief.report):
        then = brief.course.get(now.target.id, {}).get(before)
        if then and now.actual and not brief.is_withheld(now):
            pairs.append((then, now))
    return pairs


def _table(pairs: Sequence[_Pair], brief: Brief) -> Table:
    """Then and now: figure, difference, chance of meeting the goal, verdict."""
    t = speaker(brief.lang)
    columns = [
        Column(t("指标", "Goal"), flexible=True),
        Column(t("上月所见", "Known last month"), flexible=True),
        Column(t("本月所见", "Known now"), flexible=True),
        Column(t("变化", "Difference"), flexible=True),
        Column(t("完成可能性", "Chance"), numeric=True),
        Column(t("判断", "Verdict")),
    ]
    return Table(columns, [_line(then, now, brief) for then, now in pairs])


def _line(then: Assessment, now: Assessment, brief: Brief) -> list[Cell]:
    t, lang = speaker(brief.lang), brief.lang
    places = [figure.sources[0] for figure in (now.actual, then.actual) if figure]
    is_new = now.through != then.through
    return [
        Cell(subject(now, lang)),
        Cell(seen_text(then, lang)) if then.actual else BLANK,
        Cell(
            (seen_text(now, lang) if is_new else t("无新数据", "no new figure"))
            + brief.in_doubt(now),
            notes=notes(now, places),
        ),
        Cell(movement(now, then, lang)) if is_new and then.actual else BLANK,
        _moved(_chance(then, brief), _chance(now, brief)),
        _moved(_group(then, brief), _group(now, brief))._replace(tone=TONES[now.status]),
    ]


def _chance(a: Assessment, brief: Brief) -> str:
    """The chance of meeting the goal; a dash where none is known."""
    end = facts.end(a, brief.lang)
    if end is None or end.probability is None or a.outlook is None:
        return BLANK.text
    return f"{end.probability:f}%"


def _group(a: Assessment, brief: Brief) -> str:
    return say(OUTLOOK.get(a.status, STATUS[a.status]), brief.lang)


def _moved(then: str, now: str) -> Cell:
    """Both, where they differ."""
    if then == now:
        return BLANK if now == BLANK.text else Cell(now)
    return Cell(f"{then}→{now}")


def _turned(brief: Brief, told: Container[str]) -> Iterator[Block]:
    """A paragraph per sort of change; that figures came in is not said again of those `told`."""
    t = speaker(brief.lang)
    sorts: dict[Turn, list[_Pair]] = {}
    for turn, then, now in turns(brief.report, brief.course):
        is_told = turn is Turn.REPORTED and now.target.id in told
        if not is_told and not brief.is_withheld(now):
            sorts.setdefault(turn, []).append((then, now))
    if not sorts:
        yield paragraph(
            t("各项目标的判断与上月相同。", "No verdict has changed."),
            notes=(str(brief.report.plan.source),),
        )
    for turn, words in TURN.items():
        if turn in sorts:
            yield _change(words, sorts[turn], brief)
            yield from brief.rest(sorts[turn])


def _change(words: Text, rows: Sequence[_Pair], brief: Brief) -> Paragraph:
    """The rows that one thing became of."""
    t, lang = speaker(brief.lang), brief.lang
    head = say(words, lang)
    cells = [Cell(t(f"{head}{len(rows)}项：", f"{head[0].upper()}{head[1:]} ({len(rows)}): "))]
    for place, (then, now) in enumerate(brief.first(rows)):
        why = (seen_text(now, lang) or reason(now, lang)) + brief.in_doubt(now)
        turn = _turn_text(then, now, brief)
        seen = [figure.sources[0] for figure in (now.actual, then.actual) if figure]
        cells.append(
            Cell(
                t("；", "; ") * (place > 0)
                + say(now.target.name, lang)
                + t(f"，{turn}（{why}）", f", {turn} ({why})"),
                notes=notes(now, seen or [now.target.source]),
            )
        )
    return Paragraph((*cells, Cell(t("。", "."))))


def _turn_text(then: Assessment, now: Assessment, brief: Brief) -> str:
    """From which word to which; where the word stayed, what is different under it."""
    t, lang = speaker(brief.lang), brief.lang
    was, group = _group(then, brief), _group(now, brief)
    if was != group:
        said = t(f"由{was}转为{group}", f"from {was} to {group}")
    elif not then.through:
        return t("首次有数据", "the first figure")
    else:
        step = mark(now, brief.report.plan.rules)
        degree = say(_DEGREES[step], lang) if step in _DEGREES else ""
        said = t(f"仍为{group}", f"still {group}") + degree
    if _is_newly_out_of_reach(then, now):
        said += t(
            "，后续所需已高于往年同期的最高水平",
            "; what is required now exceeds the same months of every earlier year",
        )
    return said


def _is_newly_out_of_reach(then: Assessment, now: Assessment) -> bool:
    """Whether the goal takes more than ever came, and did not the month before."""
    was = then.required is not None and then.required.out_of_reach
    return now.required is not None and now.required.out_of_reach and not was
