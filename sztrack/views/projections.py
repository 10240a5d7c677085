"""Where series end their year, and how far the models were off in earlier years."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Abstention, Projection
from sztrack.core.outlook.projections import Projected
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import month_text, percent, published, rounded
from sztrack.page import Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.rows import BLANK


def projections(lines: Sequence[Projected], lang: Lang) -> Page:
    """One row per series: what is known, where it ends, by which model; or why there is no
    projection.
    """
    t = speaker(lang)
    columns = [
        Column(t("指标", "Series"), flexible=True),
        Column(t("数据截至", "Data through"), rank=1),
        Column(t("实际", "Actual"), numeric=True, rank=1),
        Column(t("预计年末", "Projected"), numeric=True),
        Column(t("区间", "Interval"), numeric=True),
        Column(t("置信度", "Level"), numeric=True, rank=3),
        Column(t("模型", "Model"), rank=1),
        Column(t("基年", "Base years"), rank=2),
        Column(t("未作预计的原因", "Reason for none"), rank=2, flexible=True),
    ]
    if all(isinstance(line.result, Projection) for line in lines):
        columns.pop()
    count = sum(isinstance(line.result, Projection) for line in lines)
    return Page(
        (
            Heading(t("年末预计", "Year-end projections"), 1),
            paragraph(
                t(
                    f"{len(lines)} 个序列，{count} 个可作预计",
                    f"{len(lines)} series, {count} projected",
                ),
                Tone.MUTED,
            ),
            Table(columns, [_row(line, lang)[: len(columns)] for line in lines]),
        )
    )


def _row(line: Projected, lang: Lang) -> list[Cell]:
    known = (
        Cell(published(line.actual, line.unit, lang))
        if line.actual is not None and line.unit
        else BLANK
    )
    first = [
        Cell(say(line.name, lang)),
        Cell(month_text(line.through, lang)) if line.through else BLANK,
        known,
    ]
    if isinstance(line.result, Abstention) or line.unit is None:
        reason = say(line.result.reason, lang) if isinstance(line.result, Abstention) else ""
        return [
            *first,
            BLANK,
            BLANK,
            BLANK,
            Cell(line.asked, Tone.MUTED),
            BLANK,
            Cell(reason, Tone.MUTED),
        ]
    p = line.result
    bounds = (
        BLANK
        if p.low is None or p.high is None
        else Cell(f"{rounded(p.low, line.unit, lang)} ~ {rounded(p.high, line.unit, lang)}")
    )
    return [
        *first,
        Cell(rounded(p.value, line.unit, lang)),
        bounds,
        BLANK if p.level is None else Cell(percent(p.level)),
        Cell(p.model, Tone.MUTED),
        Cell(", ".join(map(str, p.base_years)) or "-", Tone.MUTED),
        Cell(""),
    ]
