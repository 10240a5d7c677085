"""Every figure as it was read, tidy."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import STAGE_WORDS, Text
from sztrack.core.record.figures import ReadFigure
from sztrack.core.words.characters import one_line
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import BASIS
from sztrack.language.numbers import month_text
from sztrack.page import Cell, Column, Heading, Page, Table, Tone, paragraph

_STATUS = {
    "revised": Text("修订", "revised"),
    "second-hand": Text("二手", "second-hand"),
    "at-least": Text("下限", "at least"),
    "at-most": Text("上限", "at most"),
    "about": Text("约数", "about"),
}


def figures(read: Sequence[ReadFigure], lang: Lang) -> Page:
    """One row per figure; a column that no figure fills is left out."""
    t = speaker(lang)
    columns = [
        Column(t("地区", "Place")),
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("目标", "Target"), rank=2, flexible=True),
        Column(t("时期", "Period")),
        Column(t("口径", "Basis")),
        Column(t("数值", "Value"), numeric=True),
        Column(t("同比", "Growth"), numeric=True),
        Column(t("进度", "Stage")),
        Column(t("数据状态", "Status"), rank=1),
        Column(t("发布日期", "Released"), rank=3),
        Column(t("出处", "Source"), rank=4),
    ]
    rows = [_row(figure, lang) for figure in read]
    filled = [place for place in range(len(columns)) if any(row[place].text for row in rows)]
    count = len({source.path for figure in read for source in figure.sources})
    told = t(
        f"读出 {len(read)} 条，出自 {count} 个文件",
        f"{number_of(len(read), 'figure')} from {number_of(count, 'file')}",
    )
    heading = Heading(t("读到的数据", "Figures as read"), 1)
    if not rows:
        return Page((heading, paragraph(told, Tone.MUTED)))
    table = Table(
        [columns[place] for place in filled], [[row[place] for place in filled] for row in rows]
    )
    return Page((heading, paragraph(told, Tone.MUTED), table))


def _row(figure: ReadFigure, lang: Lang) -> list[Cell]:
    return [
        Cell(one_line(figure.place)),
        Cell(one_line(figure.indicator)),
        Cell(", ".join(figure.targets), Tone.MUTED),
        Cell(month_text(figure.month, lang)),
        Cell(say(BASIS[figure.basis], lang)),
        Cell(_value(figure)),
        Cell("" if figure.growth is None else f"{figure.growth:f}%"),
        Cell(say(STAGE_WORDS[figure.stage], lang)) if figure.stage else Cell(""),
        Cell(_status(figure, lang)),
        Cell(str(figure.released or ""), Tone.MUTED),
        Cell("; ".join(map(str, figure.sources)), Tone.MUTED),
    ]


def _status(figure: ReadFigure, lang: Lang) -> str:
    """The words of its status."""
    words = [_STATUS[word] for word in figure.status.split(";") if word]
    return speaker(lang)("、", ", ").join(say(word, lang) for word in words)


def _value(figure: ReadFigure) -> str:
    """The number with its unit, both as printed."""
    if figure.value is None:
        return ""
    unit = figure.value.unit.written
    is_word = unit[:1].isascii() and unit[:1].isalpha()
    return f"{figure.value.value:f}{' ' if is_word else ''}{unit}"
