"""Where the plan stands, in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sztrack.core.model import Assessment, Nature, Status, Text
from sztrack.core.verdict.course import Turn, turns
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import COUNTED, NATURE, OUTLOOK
from sztrack.language.numbers import month_text
from sztrack.language.prose import seen_text, subject
from sztrack.page import Block, Cell, Paragraph, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import TURN, counted, notes
from sztrack.views.judgement import groups, headline_goals, judgement, share_of

PLACE = 1
TITLE = Text("总体情况", "Overview")
_SILENT = (Status.OVERDUE, Status.INSUFFICIENT, Status.NO_DATA, Status.PENDING, Status.TRACKED)


def blocks(brief: Brief) -> Iterator[Block]:
    """How many rows have which verdict, what the headline goals say, what changed."""
    report, t = brief.report, speaker(brief.lang)
    total = len(report.assessments)
    if not total:
        none = t("没有符合条件的目标。", "No targets match the selection.")
        yield paragraph(
            none
            if brief.scope
            else t("计划中没有可读的目标。", "The plan has no readable targets.")
        )
        return
    headline = [a for a in headline_goals(report) if not brief.is_withheld(a)]
    if headline:
        sentence = judgement(headline, brief.lang)
        place = Cell("", notes=brief.listed(t("主要指标", "headline goals")))
        yield Paragraph((*sentence.cells, place))
    yield _of_all(brief)
    for nature in (Nature.BINDING, Nature.EXPECTED):
        if rows := [a for a in report.assessments if a.target.nature is nature]:
            yield _headline(nature, rows, brief)
    yield from _changes(brief)


def _of_all(brief: Brief) -> Paragraph:
    """How many of all goals are in which group, and why the others are in none."""
    t, lang, rows = speaker(brief.lang), brief.lang, brief.report.assessments
    month, total = month_text(brief.report.as_of, lang), len(rows)
    judged = [a for a in rows if a.status in OUTLOOK]
    silent = _by_status(brief.report.tally, _SILENT, lang)
    if not judged:
        said = t(f"{total}项目标均无法判断：{silent}", f"none of {total} can be judged: {silent}")
    else:
        said = t(
            f"全部{total}项目标中可判断的{len(judged)}项，占{share_of(len(judged), total)}：",
            f"of all {number_of(total, 'target')} {len(judged)}"
            f" ({share_of(len(judged), total)}) can be judged: ",
        ) + groups(judged, lang)
    if judged and silent:
        left = total - len(judged)
        said += t(f"；无法判断的{left}项：{silent}", f"; {left} cannot be judged yet: {silent}")
    place = brief.listed(t("目标", "targets"))
    return paragraph(t(f"截至{month}，{said}。", f"As of {month}, {said}."), notes=place)


def _headline(nature: Nature, rows: Sequence[Assessment], brief: Brief) -> Paragraph:
    """The headline goals of one nature: what those with a figure show, then how many have none."""
    t, lang = speaker(brief.lang), brief.lang
    name = say(NATURE[nature], lang)
    cells = [Cell(t(f"{name}指标{len(rows)}项：", f"{name.capitalize()} goals ({len(rows)}): "))]
    shown = [a for a in rows if a.actual and not brief.is_withheld(a)]
    for place, a in enumerate(shown):
        group = OUTLOOK.get(a.status, COUNTED[a.status])
        status = say(group, lang) + brief.in_doubt(a)
        text = t(
            f"{subject(a, lang)}{seen_text(a, lang)}（{status}）",
            f"{subject(a, lang)}, {seen_text(a, lang)} ({status})",
        )
        cells.append(
            Cell(
                (t("；", "; ") if place else "") + text,
                notes=notes(a, a.actual.sources[:1] if a.actual else ()),
            )
        )
    if words := _without_a_figure(rows, brief):
        cells.append(Cell((t("；", "; ") if shown else "") + words))
    return Paragraph((*cells, Cell(t("。", "."))))


def _without_a_figure(rows: Sequence[Assessment], brief: Brief) -> str:
    """How many rows show no figure, and why; empty where there is none."""
    t, lang = speaker(brief.lang), brief.lang
    withheld = sum(brief.is_withheld(a) for a in rows)
    silent = Counter(a.status for a in rows if not a.actual and not brief.is_withheld(a))
    parts = []
    if withheld:
        parts.append(t(f"数据未通过校验{withheld}项", f"failed a data check {withheld}"))
    if words := _by_status(silent, tuple(Status), lang):
        parts.append(words)
    return t("、", ", ").join(parts)


def _changes(brief: Brief) -> Iterator[Block]:
    """Which goals are in another group than the month before, by name."""
    t, lang = speaker(brief.lang), brief.lang
    if brief.report.as_of.month == 1:
        return
    sorts: dict[Turn, list[str]] = {}
    for turn, _, now in turns(brief.report, brief.course):
        if not brief.is_withheld(now):
            sorts.setdefault(turn, []).append(say(now.target.name, lang))
    parts = []
    for turn in Turn:
        if names := sorts.get(turn):
            listed = t("、", ", ").join(brief.first(names))
            if len(names) > len(brief.first(names)):
                listed += t("等", " and others")
            words = TURN[turn]
            parts.append(
                t(f"{words.zh}{len(names)}项（{listed}）", f"{len(names)} {words.en} ({listed})")
            )
    text = t("，", "; ").join(parts) or t("各项目标的判断没有变化", "no verdict has changed")
    where = t(
        f"逐月重算，依据同各项所注；{brief.report.as_of.plus(-1)} 与 {brief.report.as_of} 相比",
        f"recalculated for both months from the same files: {brief.report.as_of.plus(-1)} against"
        f" {brief.report.as_of}",
    )
    yield paragraph(
        t(f"与上月相比，{text}。", f"Compared with the previous month: {text}."), notes=(where,)
    )


def _by_status(counts: Mapping[Status, int], order: Sequence[Status], lang: Lang) -> str:
    return counted(((COUNTED[status], counts.get(status, 0)) for status in order), lang)
