"""Every target with its place in the plan and its figure's place in the files; how the numbers were
made; where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sztrack.core.model import Assessment, Projection, Text
from sztrack.core.words.english import number_of
from sztrack.language import facts, say, speaker
from sztrack.language.prose import goal_words, seen_text
from sztrack.page import Block, Cell, Column, Heading, Table, Tone, paragraph
from sztrack.views.brief import Brief
from sztrack.views.rows import ANNEX, BLANK, assessment_table, status_cell

PLACE = 90
TITLE = Text("附件", "Annex")


def blocks(brief: Brief) -> Iterator[Block]:
    """Tables, method, thresholds, sources."""
    t, rows = speaker(brief.lang), brief.report.assessments
    measured = [a for a in rows if a.actual]
    if measured:
        yield Heading(t("附表1 有数据的目标", "Table 1: targets with figures"), 3)
        yield assessment_table(measured, ANNEX, brief.lang)
    if rows:
        yield Heading(t("附表2 全部目标", "Table 2: every target"), 3, "every-target")
        yield _every(rows, brief)
    yield Heading(t("计算方法", "Method"), 3)
    yield from _method(brief)
    yield Heading(t("判断标准", "Thresholds"), 3)
    yield from _thresholds(brief)
    if measured:
        yield Heading(t("数据来源", "Sources"), 3)
        yield _sources(measured, brief)


def _every(rows: Sequence[Assessment], brief: Brief) -> Table:
    t, lang = speaker(brief.lang), brief.lang
    columns = [
        Column(t("章", "Chapter")),
        Column(t("任务", "Task"), numeric=True),
        Column(t("目标", "Target"), flexible=True),
        Column(t("要求", "Goal")),
        Column(t("最新数据", "Latest figure"), flexible=True),
        Column(t("状态", "Status")),
        Column(t("计划出处", "Source")),
    ]
    table = [
        [
            Cell(a.target.chapter),
            Cell("" if a.target.task is None else str(a.target.task)),
            Cell(say(a.target.name, lang)),
            Cell(goal_words(a.target.goal, a.target.kind, lang)) if a.target.goal else BLANK,
            Cell(seen_text(a, lang)) if a.actual else BLANK,
            status_cell(a.status, lang),
            Cell(str(a.target.source), Tone.MUTED),
        ]
        for a in rows
    ]
    return Table(columns, table)


def _method(brief: Brief) -> Iterator[Block]:
    t, lang, rules = speaker(brief.lang), brief.lang, brief.report.plan.rules
    yield paragraph(
        t(
            "进度（较序时）按数据所属月份判断，累计量和时点量比较完成比例与应完成比例，"
            "增速和比率直接与目标比较；预计全年按预测模型推算。"
            "状态以预计为准，没有预计的以进度为准。",
            "Pace is judged at the month of the data: amounts and levels by the share of the"
            " goal achieved against the share expected, growth and rates against the goal"
            " itself. The status is the outlook where there is a projection, otherwise the pace.",
        )
    )
    used: dict[str, dict[str, None]] = {}
    for a in brief.report.assessments:
        if isinstance(a.projection, Projection):
            used.setdefault(a.projection.model, {})[say(a.projection.formula, lang)] = None
    for name in sorted(used):
        words = t("；", "; ").join(used[name])
        yield paragraph(t(f"预测模型 {name}：{words}。", f"Projection by {name}: {words}."))
    yield paragraph(
        t(
            "预测区间由模型自身的历史误差得出，"
            f"以{rules.level}%的可能性包含结果；历史不足的不给区间。"
            "后续需：实现目标所余月份须达到的同比增速或月均增量。",
            "Intervals come from the model's own past errors and cover the result with a"
            f" probability of {rules.level}%; with too short a history there is none. Required:"
            " the growth or the monthly amount needed in the remaining months.",
        )
    )


def _thresholds(brief: Brief) -> Iterator[Block]:
    t, rules = speaker(brief.lang), brief.report.plan.rules
    margins = facts.thresholds(rules, brief.lang)
    yield paragraph(
        t(
            f"完成目标的可能性在{margins.likely}以上的为正常，{margins.unlikely}至{margins.likely}"
            f"的为预警（经努力可完成），不足{margins.unlikely}的为滞后（难以完成）。"
            f"无法估计可能性时，预计结果未达目标，累计量和时点量差距在目标的{margins.share}以内、"
            f"增速和比率在{margins.points}以内的为预警，超过的为滞后。"
            "没有预计的，"
            f"落后应完成比例{margins.pace_at_risk}起为预警，"
            f"{margins.pace_off_track}起为滞后。"
            f"数据逾期超过{rules.stale_after}个月的不再判断，列为逾期未报。",
            f"A row is on track from a chance of {margins.likely} of meeting its goal, at risk"
            f" (within reach) from {margins.unlikely}, off track below."
            f" Where no chance is known, a projection that misses the goal by up to"
            f" {margins.share} of it (amounts, levels) or {margins.points} (growth, rates) is at"
            f" risk, beyond that off track."
            f" Without a projection: at risk from {margins.pace_at_risk} behind the expected share,"
            f" off track from {margins.pace_off_track}. Figures more than"
            f" {number_of(rules.stale_after, 'month')} late are no longer judged, but overdue.",
        ),
        notes=(str(brief.report.plan.source),),
    )


def _sources(rows: Sequence[Assessment], brief: Brief) -> Table:
    """The publications that the figures were read in, and the lines they stand on."""
    t = speaker(brief.lang)
    found: dict[str, list[str]] = {}
    for a in rows:
        cited = {row.source: row.cited for row in a.series.rows}
        for source in a.actual.sources if a.actual else ():
            found.setdefault(cited.get(source, "") or t("未注明", "not stated"), []).append(
                str(source)
            )
    columns = [
        Column(t("来源", "Publication"), flexible=True),
        Column(t("文件与行", "Source"), flexible=True),
    ]
    return Table(
        columns,
        [
            [Cell(words), Cell(", ".join(dict.fromkeys(places)))]
            for words, places in sorted(found.items())
        ],
    )
