"""The form that a responsible unit fills in: a row per figure or stage it owes, all but the answer
written already.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.collect.owing import Ask
from sztrack.core.kinds import traits
from sztrack.core.model import Text
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import BASIS, STAGE
from sztrack.language.numbers import goal_text, growth_text, month_text, published
from sztrack.page import Cell, Column, Table

_HEADINGS = (
    Text("指标", "indicator"),
    Text("时期", "period"),
    Text("口径", "basis"),
    Text("数值", "value"),
    Text("单位", "unit"),
    Text("同比", "growth"),
    Text("进度", "stage"),
    Text("依据", "evidence"),
    Text("应填", "asked"),
    Text("目标", "goal"),
    Text("最新数据", "latest"),
    Text("备注", "note"),
)
"""As sztrack.load.headings reads them."""


def form(asks: Sequence[Ask], lang: Lang) -> Table:
    """The rows of one form. Goal and last level stand in the unit that the answer is to be written
    in, whatever the language.
    """
    return Table(
        [Column(say(heading, lang)) for heading in _HEADINGS],
        [[Cell(text) for text in _row(ask, lang)] for ask in asks],
    )


def _row(ask: Ask, lang: Lang) -> list[str]:
    target = ask.target
    given = [
        target.indicator,
        str(ask.period),
        speaker(lang)(BASIS[ask.basis].zh, ask.basis.value) if ask.basis else "",
    ]
    answer = ["", ask.unit.written if ask.unit else "", "", "", ""]
    goal = goal_text(target.goal, "zh") if target.goal else target.wording
    return [
        *given,
        *answer,
        say(traits(target.kind).asked, lang),
        goal,
        latest(ask, lang),
        "",
    ]


def latest(ask: Ask, lang: Lang) -> str:
    """The newest level, growth or stage on record, with its month; empty if there is none."""
    series = ask.assessment.series
    months = [month for of in (series.levels, series.growths, series.stages) for month in of]
    if not months:
        return ""
    month = max(months)
    level, growth, report = (
        series.levels.get(month),
        series.growths.get(month),
        series.stages.get(month),
    )
    parts = [published(level.value, series.level_unit, "zh")] if level and series.level_unit else []
    parts += [growth_text(growth.value, lang)] if growth else []
    parts += [say(STAGE[report.stage], lang)] if report and report.stage else []
    return f"{month_text(month, lang)} {speaker(lang)('，', ', ').join(parts)}"
