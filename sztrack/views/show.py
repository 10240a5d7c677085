"""One target on one screen: what the plan says, what was published, both verdicts, how they were
worked out, and where every number stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Amendment,
    Assessment,
    Baseline,
    Figure,
    Observation,
    Source,
    Status,
    Text,
)
from sztrack.core.verdict.report import Report
from sztrack.core.verdict.revisions import Revision
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import covered_text
from sztrack.language.labels import (
    BASIS,
    EVENT,
    FREQUENCY,
    KIND,
    NATURE,
    OUTLOOK,
    STAGE,
    STATUS,
    STRENGTH,
)
from sztrack.language.numbers import (
    bounded_text,
    goal_text,
    growth_text,
    month_text,
    published,
)
from sztrack.language.sentences import reason, remarks, requirement, stood_text
from sztrack.page import (
    TONES,
    Block,
    Cell,
    Column,
    Heading,
    Page,
    Paragraph,
    Table,
    Tone,
    paragraph,
)
from sztrack.views.rows import BLANK
from sztrack.views.workings import workings

_BAR = 20


def detail(report: Report, a: Assessment, lang: Lang) -> Page:
    """The page of one assessment."""
    t = speaker(lang)
    blocks: list[Block] = [
        Heading(f"{say(a.target.name, lang)} ({a.target.id})", 1),
        *_plan(report, a, lang),
    ]
    blocks += [Heading(t("判断", "Verdict")), *_verdict(a, lang)]
    if a.actual and a.target.goal:
        blocks += [
            Heading(t("怎样得出", "Calculation")),
            workings(a, a.actual, a.target.goal, report.plan.rules, lang),
        ]
    if revised := [
        _revised(revision, lang)
        for revision in report.revisions
        if revision.target.id == a.target.id
    ]:
        blocks += [Heading(t("修订", "Revisions")), *revised]
    if months := _months(a, lang):
        blocks += [Heading(t("逐月数据", "Month by month")), months]
    if a.series.rows:
        blocks += [Heading(t("数据出处", "Sources of the figures")), _sources(a, lang)]
    return Page(tuple(blocks))


def _plan(report: Report, a: Assessment, lang: Lang) -> Iterator[Block]:
    """What the plan says, and where in it."""
    t, target = speaker(lang), a.target
    yield paragraph(_place(report, a, lang), Tone.MUTED)
    yield paragraph(_nouns(a, lang), Tone.MUTED)
    if target.goal or target.pending:
        goal = goal_text(target.goal, lang) if target.goal else say(STATUS[Status.PENDING], lang)
        yield Paragraph((Cell(t("目标：", "Goal: ")), Cell(goal, Tone.STRONG)))
    yield paragraph(t("原文：", "Wording: ") + f"“{target.wording}”  [{target.source}]")
    for change in target.amended:
        yield paragraph(_amendment(change, lang))
    if target.baseline:
        yield from _baseline(target.baseline, lang)
    if target.note:
        yield paragraph(t("说明：", "Note: ") + say(target.note, lang), Tone.MUTED)
    if target.owner:
        yield paragraph(t("责任单位：", "Owner: ") + target.owner)
    if target.supporting:
        yield paragraph(t("配合单位：", "With: ") + t("、", ", ").join(target.supporting))


def _amendment(change: Amendment, lang: Lang) -> str:
    """A decision that changed the goal: both values, since when, and where it stands."""
    before, now = goal_text(change.before, lang), goal_text(change.goal, lang)
    said = f"“{change.wording}”  {change.cited}  [{change.source}]"
    return speaker(lang)(
        f"目标调整：{change.on}起由{before}调整为{now}，{said}",
        f"Goal changed: from {before} to {now} from {change.on} on, {said}",
    )


def _place(report: Report, a: Assessment, lang: Lang) -> str:
    """The chapter and the task of the plan that the target belongs to."""
    t, target = speaker(lang), a.target
    titles = {chapter.id: say(chapter.title, lang) for chapter in report.plan.chapters}
    place = f"{target.chapter} {titles.get(target.chapter, '')}"
    if target.task is not None:
        title = next(
            (say(task.title, lang) for task in report.plan.tasks if task.number == target.task), ""
        )
        place += f" / {t('任务', 'task ')}{target.task} {title}"
    return place


def _nouns(a: Assessment, lang: Lang) -> str:
    """What sort of target it is, how often it is reported on and until when it runs."""
    t, target = speaker(lang), a.target
    facts = [
        say(NATURE[target.nature], lang),
        say(STRENGTH[target.strength], lang),
        say(KIND[target.kind], lang),
    ]
    facts += [say(EVENT[target.event], lang)] if target.event else []
    facts += [
        say(FREQUENCY[target.frequency], lang),
        t("期限", "by ") + month_text(target.by, lang),
    ]
    return t("，", ", ").join(facts)


def _baseline(base: Baseline, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    value = published(base.quantity.value, base.quantity.unit, lang)
    yield paragraph(
        t(f"{base.year}年基数：", f"{base.year} baseline: ")
        + f"{value}  “{base.wording}”  [{base.source}]"
    )
    if base.note:
        yield paragraph(t("基数说明：", "On the baseline: ") + say(base.note, lang), Tone.MUTED)


def _verdict(a: Assessment, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    yield Paragraph(
        (
            Cell(t("状态：", "Status: ")),
            _word(a.status, lang),
            Cell(t("。", ". ") + reason(a, lang)),
        )
    )
    if a.pace or a.outlook:
        yield Paragraph(
            (
                Cell(t("序时：", "Pace: ")),
                _word(a.pace, lang),
                Cell(t("    预计：", "    Outlook: ")),
                _word(a.outlook, lang, OUTLOOK),
            )
        )
    if needed := requirement(a, lang):
        yield paragraph(t("后续：", "Required: ") + needed)
    if marks := remarks(a, lang):
        yield paragraph(t("备注：", "Remarks: ") + t("、", ", ").join(marks), Tone.WARNING)


def _word(status: Status | None, lang: Lang, words: Mapping[Status, Text] = STATUS) -> Cell:
    return Cell(say(words[status], lang), TONES[status]) if status else BLANK


def _revised(revision: Revision, lang: Lang) -> Paragraph:
    """What changed, when, and what it did to the verdict on the month before."""
    t, goal, month = speaker(lang), revision.target.goal, month_text(revision.month, lang)
    first, *later = [
        stood_text(vintage.value, goal.unit if goal else PERCENT, lang)
        for vintage in revision.vintages
    ]
    days = [
        str(vintage.since) if vintage.since else t("日期不详", "date not known")
        for vintage in revision.vintages[1:]
    ]
    steps = [
        t(f"{value}（{day}）", f"{value} ({day})") for value, day in zip(later, days, strict=True)
    ]
    text = t(
        f"{month}由{first}修订为{'、'.join(steps)}",
        f"{month}: from {first} to {', then '.join(steps)}",
    )
    if revision.last and revision.verdict and revision.verdict_before:
        last = month_text(revision.last, lang)
        was, now = say(STATUS[revision.verdict_before], lang), say(STATUS[revision.verdict], lang)
        stands = t(f"；{last}的判断不变：{now}", f"; the verdict for {last} stands: {now}")
        text += (
            stands
            if was == now
            else t(
                f"；{last}的判断由{was}变为{now}",
                f"; the verdict for {last} changes from {was} to {now}",
            )
        )
    return paragraph(text)


def _months(a: Assessment, lang: Lang) -> Table | None:
    """The plan's year month by month, each figure with a bar (full at the goal) and the place it
    stands in.
    """
    t, series = speaker(lang), a.series
    months = sorted(
        {
            m
            for of in (series.reported, series.levels, series.growths)
            for m in of
            if m.year == a.target.by.year
        }
    )
    columns = [
        Column(t("时期", "Period")),
        Column(t("总量", "Level"), numeric=True),
        Column(t("同比", "Growth"), numeric=True),
        Column(t("与目标之比", "Against the goal"), rank=2),
        Column(t("出处", "Source"), rank=1),
    ]
    return Table(columns, [_month(a, month, lang) for month in months]) if months else None


def _month(a: Assessment, month: Month, lang: Lang) -> list[Cell]:
    series, goal = a.series, a.target.goal
    level, growth, figure = (
        series.levels.get(month),
        series.growths.get(month),
        series.actuals.get(month),
    )
    rough = series.inexact.get(month)
    if rough and traits(a.target.kind).by_growth:
        growth = rough
    elif rough:
        level = rough
    return [
        Cell(covered_text(a, month, lang)),
        (
            Cell(bounded_text(level.bound, published(level.value, series.level_unit, lang), lang))
            if level and series.level_unit
            else BLANK
        ),
        Cell(growth_text(growth.value, lang, bound=growth.bound)) if growth else BLANK,
        Cell(_bar(figure, goal.value)) if figure and goal else Cell(""),
        Cell(", ".join(dict.fromkeys(str(f.sources[0]) for f in (level, growth) if f)), Tone.MUTED),
    ]


def _bar(figure: Figure, goal: Decimal) -> str:
    """`#####     |`: the bar ends at the mark when the goal is reached, and runs a little past it
    beyond.
    """
    reached = int(figure.value / goal * _BAR) if goal else 0
    length = max(0, min(_BAR + 4, reached))
    return "#" * length + " " * (_BAR - length) + ("|" if length <= _BAR else "")


def _sources(a: Assessment, lang: Lang) -> Table:
    """Every row of the series, with the publication it was read in; the ones that decided stand
    out.
    """
    t = speaker(lang)
    columns = [
        Column(t("文件:行", "File:line")),
        Column(t("时期", "Period")),
        Column(t("口径", "Basis")),
        Column(t("所载", "As written"), numeric=True),
        Column(t("发布", "Released"), rank=1),
        Column(t("状态", "State"), rank=1),
        Column(t("来源", "Publication"), rank=2, flexible=True),
    ]
    used = {source for figure in (a.actual,) if figure for source in figure.sources} | set(
        a.required.weight_from if a.required else ()
    )
    return Table(columns, [_source(row, used, lang) for row in a.series.rows])


def _source(row: Observation, used: set[Source], lang: Lang) -> list[Cell]:
    t = speaker(lang)
    parts = []
    if row.value:
        parts.append(bounded_text(row.bound, f"{row.value.value}{row.value.unit.written}", lang))
    if row.growth is not None:
        parts.append(growth_text(row.growth, lang, bound=row.growth_bound))
    parts += [say(STAGE[row.stage], lang)] if row.stage else []
    state = [t("修订", "revised")] * row.revised + [t("二手", "second-hand")] * row.second_hand
    return [
        Cell(str(row.source), Tone.STRONG if row.source in used else Tone.PLAIN),
        Cell(str(row.month)),
        Cell(say(BASIS[row.basis], lang)),
        Cell(" ".join(parts)),
        Cell(str(row.released or ""), Tone.MUTED),
        Cell(" ".join(state), Tone.MUTED),
        Cell(row.cited, Tone.MUTED),
    ]
