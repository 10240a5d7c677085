"""How far each pace model was off in earlier years, and what `auto` chose for each series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from sztrack.core.model import Abstention
from sztrack.core.outlook.backtest import Choice, Error
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import month_text, percent, round_off, span_text
from sztrack.page import Block, Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.rows import BLANK


def backtested(
    errors: Sequence[Error], choices: Sequence[Choice], months: Sequence[int], lang: Lang
) -> Page:
    """Median and mean error by model and month, amounts apart from growth and rates; then a line
    per series.
    """
    t = speaker(lang)
    blocks: list[Block] = [
        Heading(t("各模型的历史误差", "Past errors of each pace model"), 1),
        paragraph(
            t(
                "用每个往年当时已有的数据，在同一月份预计该年年末，"
                "与实际结果之差的中位数 / 平均数（次数）。",
                "Each earlier year projected from what was known in the same month, against the"
                " actual result: median / mean (number of projections).",
            ),
            Tone.MUTED,
        ),
    ]
    for in_points, heading in (
        (False, t("总量与存量，占实际结果的%", "Amounts and levels, percent of the actual result")),
        (
            True,
            t(
                "增速与比率，百分点或指标单位",
                "Growth and rates, in percentage points or the unit of the indicator",
            ),
        ),
    ):
        chosen = [error for error in errors if error.in_points is in_points]
        if chosen:
            blocks += [Heading(heading), _by_month(chosen, months, lang)]
    if not errors:
        blocks.append(
            paragraph(
                t(
                    "没有数据齐全的往年，无从检验。",
                    "No earlier year is complete enough for a test.",
                )
            )
        )
    if choices:
        blocks += [
            Heading(t("auto 目前的选择", "Current choice of auto")),
            _choices(choices, errors, lang),
        ]
    return Page(tuple(blocks))


def _by_month(errors: Sequence[Error], months: Sequence[int], lang: Lang) -> Table:
    t = speaker(lang)
    sizes: Mapping[tuple[str, int], list[Decimal]] = defaultdict(list)
    for error in errors:
        sizes[error.model, error.month].append(error.size)
    columns = [
        Column(t("模型", "Model")),
        *(Column(span_text(Month(1, 1), Month(1, month), lang), numeric=True) for month in months),
    ]
    rows = [
        [
            Cell(name),
            *(_sizes(sizes.get((name, month), []), errors[0].in_points) for month in months),
        ]
        for name in sorted({e.model for e in errors})
    ]
    return Table(columns, rows)


def _sizes(sizes: Sequence[Decimal], in_points: bool) -> Cell:
    if not sizes:
        return BLANK
    middle, mean = median(sizes), sum(sizes, Decimal(0)) / len(sizes)
    written = [
        round_off(size, PERCENT) if in_points else percent(size).rstrip("%")
        for size in (middle, mean)
    ]
    return Cell(f"{written[0]} / {written[1]} ({len(sizes)})")


def _choices(choices: Sequence[Choice], errors: Sequence[Error], lang: Lang) -> Table:
    t = speaker(lang)
    columns = [
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("数据截至", "Data through"), rank=1),
        Column(t("选用", "Chosen")),
        Column(t("依据", "Basis"), rank=1, flexible=True),
    ]
    tested = {error.id for error in errors}
    rows = []
    for choice in choices:
        result = choice.result
        grounds = (
            say(result.reason, lang)
            if isinstance(result, Abstention)
            else say(result.formula, lang)
        )
        chosen = BLANK if isinstance(result, Abstention) else Cell(result.model)
        untested = (
            ""
            if choice.id in tested
            else t("（往年不全，未检验）", " (no complete earlier year to test on)")
        )
        rows.append(
            [
                Cell(say(choice.name, lang)),
                Cell(month_text(choice.through, lang)),
                chosen,
                Cell(grounds + untested, Tone.MUTED),
            ]
        )
    return Table(columns, rows)
