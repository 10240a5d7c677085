"""Things to be delivered: done (verified or reported), late, at risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sztrack.core.kinds import traits
from sztrack.core.model import DONE, Assessment, Observation, Severity, Stage, Text
from sztrack.core.words.english import number_of
from sztrack.language import say, speaker
from sztrack.language.labels import STAGE
from sztrack.language.numbers import month_text
from sztrack.page import Block, Cell, Paragraph, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import counted, notes

PLACE = 8
TITLE = Text("事项类目标", "Deliverables")
_UNREPORTED = Text("没有进度报告", "no report")
_SILENT = 10
"""How many are named of those that nobody reported on: in December they may be hundreds."""


def blocks(brief: Brief) -> Iterator[Block]:
    """How many are at which stage; then those that are done, late or at risk by name."""
    rows = [a for a in brief.report.assessments if traits(a.target.kind).is_deliverable]
    if not rows:
        return
    yield _by_stage(rows, brief)
    yield from _done(rows, brief)
    yield from _open(rows, brief)


def _by_stage(rows: Sequence[Assessment], brief: Brief) -> Paragraph:
    """How many are at which stage."""
    t = speaker(brief.lang)
    stages = [row.stage for a in rows if (row := a.stage)]
    sorts = [
        *((STAGE[stage], stages.count(stage)) for stage in reversed(Stage)),
        (_UNREPORTED, len(rows) - len(stages)),
    ]
    words, place = counted(sorts, brief.lang), brief.listed(t("事项", "deliverables"))
    return paragraph(
        t(
            f"计划列有事项类目标{len(rows)}项：{words}。",
            f"The plan has {number_of(len(rows), 'deliverable')}: {words}.",
        ),
        notes=place,
    )


def _done(rows: Sequence[Assessment], brief: Brief) -> Iterator[Block]:
    """Those that are done, by name."""
    t = speaker(brief.lang)
    verified, reported = _at(Stage.VERIFIED_DONE, rows), _at(Stage.REPORTED_DONE, rows)
    yield from _named(t("核实完成", "Verified as done"), verified, brief)
    yield from _named(t("自报完成、尚待核实", "Reported done, to be verified"), reported, brief)


def _open(rows: Sequence[Assessment], brief: Brief) -> Iterator[Block]:
    """Those that are late or at risk, by name."""
    t, month = speaker(brief.lang), brief.report.as_of
    past = [a for a in rows if a.target.by <= month and _stage(a) not in DONE]
    late = [a for a in past if a.stage]
    silent = [a for a in past if not a.stage]
    ahead = [a for a in rows if a.target.by > month]
    yield from _named(t("已到期而未完成", "Past the due date and not done"), late, brief)
    yield from _named(
        t("已到期而没有进度报告", "Past the due date without a report"), silent, brief, _SILENT
    )
    yield from _named(t("未到期而有风险", "At risk, not yet due"), _at(Stage.AT_RISK, ahead), brief)


def _at(stage: Stage, rows: Sequence[Assessment]) -> list[Assessment]:
    """The rows whose newest report is of a stage."""
    return [a for a in rows if _stage(a) is stage]


def _named(
    words: str, rows: Sequence[Assessment], brief: Brief, most: int | None = None
) -> Iterator[Block]:
    t, lang = speaker(brief.lang), brief.lang
    shown = brief.first(rows)[:most]
    cells = [Cell(t(f"{words}的{len(rows)}项：", f"{words} ({len(rows)}): "))]
    for place, a in enumerate(shown):
        row = a.stage
        detail = _told(a, row, brief)
        cells.append(
            Cell(
                (t("；", "; ") if place else "") + say(a.target.name, lang) + detail,
                notes=notes(a, [row.source if row else a.target.source]),
            )
        )
    left = len(rows) - len(shown)
    cells.append(
        Cell(
            t(f"；其余{left}项见附表。", f"; for the other {left}, see the annex.")
            if left
            else t("。", ".")
        )
    )
    if rows:
        yield Paragraph(tuple(cells))


def _told(a: Assessment, row: Observation | None, brief: Brief) -> str:
    """When it is due, what was last reported, and the doubt where a check speaks against it."""
    t, lang = speaker(brief.lang), brief.lang
    parts = [t(f"期限{month_text(a.target.by, lang)}", f"due {month_text(a.target.by, lang)}")]
    if row and row.stage:
        parts.append(
            t(
                f"{month_text(row.month, lang)}报告{STAGE[row.stage].zh}",
                f"{STAGE[row.stage].en} in {month_text(row.month, lang)}",
            )
        )
    against = (
        [f for f in brief.doubts.get(row.source, ()) if f.severity is not Severity.INFO]
        if row
        else []
    )
    parts += [t(f"存疑：{f.message.zh}", f"in doubt: {f.message.en}") for f in against]
    return t("（", " (") + t("，", ", ").join(parts) + t("）", ")")


def _stage(a: Assessment) -> Stage | None:
    return a.stage.stage if a.stage else None
