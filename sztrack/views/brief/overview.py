"""Where the plan stands, in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sztrack.core.model import Assessment, Nature, Status, Text
from sztrack.core.verdict.course import Turn, turns
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NATURE, STATUS
from sztrack.language.numbers import month_text
from sztrack.language.prose import seen_text, subject
from sztrack.page import Block, Cell, Paragraph, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import counted, notes

PLACE = 1
TITLE = Text("总体情况", "Overview")
_JUDGED = (Status.MET, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)
_SILENT = (Status.OVERDUE, Status.INSUFFICIENT, Status.NO_DATA, Status.PENDING, Status.TRACKED)
_TURNS = (
    ((Turn.NEW,), Text("新出现预警或滞后", "newly at risk or off track")),
    ((Turn.WORSE,), Text("加重", "worse")),
    ((Turn.EASED, Turn.RECOVERED), Text("好转", "better")),
    ((Turn.MET,), Text("新完成", "newly met")),
    ((Turn.OVERDUE,), Text("新逾期未报", "newly overdue")),
    ((Turn.REPORTED,), Text("新报数据", "newly reported")),
)


def blocks(brief: Brief) -> Iterator[Block]:
    """How many rows have which verdict, what the headline goals say, what changed."""
    report, t = brief.report, speaker(brief.lang)
    total, counts, month = (
        len(report.assessments),
        report.tally,
        month_text(report.as_of, brief.lang),
    )
    judged = sum(counts.get(status, 0) for status in _JUDGED)
    good, bad = _by_status(counts, _JUDGED, brief.lang), _by_status(counts, _SILENT, brief.lang)
    if not total:
        none = t("没有符合条件的目标。", "No targets match the selection.")
        yield paragraph(
            none
            if brief.scope
            else t("计划中没有可读的目标。", "The plan has no readable targets.")
        )
        return
    can = t(f"中能够判断的{judged}项：{good}", f"{judged} can be judged: {good}")
    rest = (
        t(
            f"；其余{total - judged}项尚不能判断：{bad}",
            f"; the other {total - judged} cannot yet: {bad}",
        )
        if total > judged
        else ""
    )
    if not judged:
        can, rest = t(f"尚不能判断：{bad}", f"none can be judged yet: {bad}"), ""
    place = brief.listed(t("目标", "targets"))
    yield paragraph(
        t(
            f"截至{month}，{total}项目标{can}{rest}。",
            f"As of {month}, of {number_of(total, 'target')} {can}{rest}.",
        ),
        notes=place,
    )
    for nature in (Nature.BINDING, Nature.EXPECTED):
        if rows := [a for a in report.assessments if a.target.nature is nature]:
            yield _headline(nature, rows, brief)
    yield from _changes(brief)


def _headline(nature: Nature, rows: Sequence[Assessment], brief: Brief) -> Paragraph:
    """The headline goals of one nature: what those with a figure show, then how many have none."""
    t, lang = speaker(brief.lang), brief.lang
    name = say(NATURE[nature], lang)
    cells = [Cell(t(f"{name}指标{len(rows)}项：", f"{name.capitalize()} goals ({len(rows)}): "))]
    shown = [a for a in rows if a.actual and not brief.is_withheld(a)]
    for place, a in enumerate(shown):
        status = say(STATUS[a.status], lang) + brief.in_doubt(a)
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
    t = speaker(brief.lang)
    if brief.report.as_of.month == 1:
        return
    found = Counter(turn for turn, _, _ in turns(brief.report, brief.course))
    parts = []
    for kinds, words in _TURNS:
        if count := sum(found[turn] for turn in kinds):
            parts.append(t(f"{words.zh}{count}项", f"{count} {words.en}"))
    text = t("，", ", ").join(parts) or t("各项目标的判断没有变化", "no verdict has changed")
    where = t(
        f"逐月重算，依据同各项所注；{brief.report.as_of.plus(-1)} 与 {brief.report.as_of} 相比",
        f"recalculated for both months from the same files: {brief.report.as_of.plus(-1)} against"
        f" {brief.report.as_of}",
    )
    yield paragraph(
        t(f"与上月相比，{text}。", f"Compared with the previous month: {text}."), notes=(where,)
    )


def _by_status(counts: Mapping[Status, int], order: Sequence[Status], lang: Lang) -> str:
    return counted(((STATUS[status], counts.get(status, 0)) for status in order), lang)
