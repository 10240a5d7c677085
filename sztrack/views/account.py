"""The closing account of the year: what came of every target, how good the projections were, and
what was never reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Nature, Stage, Status, Text
from sztrack.core.verdict.course import Course, Review, review
from sztrack.core.verdict.doubts import Doubts, about, doubts
from sztrack.core.verdict.report import Report
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import goal_gap
from sztrack.language.labels import NATURE, STAGE, STATUS, STRENGTH
from sztrack.language.numbers import month_text, percent, points, rounded, span_text
from sztrack.language.prose import goal_words, seen_text, standing
from sztrack.page import Block, Cell, Column, Page, Table, Tone, paragraph
from sztrack.views.claims import claim, counted, figure_marks, notes, opening, section, stood
from sztrack.views.rows import BLANK, status_cell


def account(
    report: Report, course: Course, lang: Lang, *, top: int | None = None, scope: str = ""
) -> Page:
    """The account of the plan's year as of the report's month. `top` bounds what is missed by name;
    `scope` says which part is spoken of.
    """
    t, found = speaker(lang), doubts(report.findings)
    sections: list[tuple[str, str, Sequence[Block]]] = [
        ("results", t("总体结果", "Overall"), list(_overall(report, lang))),
        (
            "commitments",
            t("按性质和力度", "By nature and strength"),
            [_by_commitment(report, lang)] if report.assessments else [],
        ),
        (
            "headline",
            t("主要指标最终结果", "Headline goals"),
            list(_results(_headline(report), found, lang)),
        ),
        ("missed", t("未完成的目标", "Goals missed"), list(_missed(report, found, lang, top))),
        (
            "tasks",
            t("任务目标最终结果", "Task targets"),
            list(_results(_task_rows(report), found, lang)),
        ),
        (
            "projections",
            t("逐月预测与结果", "Projections against results"),
            list(_projections(report, course, lang)),
        ),
        ("silent", t("从未报送的目标", "Never reported"), list(_silent(report, lang))),
    ]
    title = say(report.plan.title, lang)
    early = [t("年度未终，为阶段性结果", "the year is not over")] if report.as_of.month < 12 else []
    blocks = [
        *opening(
            t(f"{title}全年执行结果", f"{title}: closing account of the year"),
            report,
            lang,
            *early,
            scope,
        )
    ]
    for place, (anchor, words, body) in enumerate([one for one in sections if one[2]], 1):
        blocks += [section(place, words, anchor, lang), *body]
    return Page(tuple(blocks))


def _overall(report: Report, lang: Lang) -> Iterator[Block]:
    t, rows = speaker(lang), report.assessments
    if not rows:
        yield paragraph(t("没有目标可以结账。", "There are no targets to account for."))
        return
    counts = [(words, sum(map(is_one, rows))) for words, is_one in _OUTCOMES]
    parts = counted(counts, lang)
    place, met, missed = (str(report.plan.source),), counts[0][1], counts[1][1]
    yield paragraph(
        t(
            f"计划共列目标{len(rows)}项：{parts}。",
            f"The plan has {number_of(len(rows), 'target')}: {parts}.",
        ),
        notes=place,
    )
    if not met + missed:
        yield paragraph(
            t("尚没有一项有最终结果。", "None of them has a final result yet."), notes=place
        )
        return
    share = percent(Decimal(met + missed) / len(rows) * 100)
    yield paragraph(
        t(
            f"已有最终结果的{met + missed}项，占全部目标的{share}，其中完成{met}项、"
            f"未完成{missed}项。",
            f"Final results: {met + missed} ({share}), of which {met} met and {missed} missed.",
        ),
        notes=place,
    )


def _by_commitment(report: Report, lang: Lang) -> Table:
    """Met and missed apart by nature and strength."""
    t = speaker(lang)
    used = [(words, is_one) for words, is_one in _OUTCOMES if any(map(is_one, report.assessments))]
    columns = [
        Column(t("类别", "Commitment")),
        Column(t("共", "All"), numeric=True),
        *(Column(say(words, lang), numeric=True) for words, _ in used),
    ]
    body = [
        [
            Cell(name),
            Cell(str(len(rows))),
            *(Cell(str(sum(map(is_one, rows)) or "")) for _, is_one in used),
        ]
        for name, rows in _commitments(report, lang).items()
    ]
    return Table(columns, body)


def _commitments(report: Report, lang: Lang) -> dict[str, list[Assessment]]:
    """The rows of each nature and strength that there is, by the words for both."""
    dot = speaker(lang)(" · ", ", ")
    groups: dict[str, list[Assessment]] = {}
    for nature, strength in product(Nature, STRENGTH):
        name = f"{say(NATURE[nature], lang)}{dot}{say(STRENGTH[strength], lang)}"
        rows = [
            a
            for a in report.assessments
            if a.target.nature is nature and a.target.strength is strength
        ]
        if rows:
            groups[name] = rows
    return groups


def _results(rows: Sequence[Assessment], found: Doubts, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    columns = [
        Column(t("性质", "Nature")),
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("目标", "Goal"), numeric=True),
        Column(t("结果", "Result"), numeric=True),
        Column(t("与目标之差", "Against the goal"), numeric=True),
        Column(t("结论", "Outcome")),
        Column(t("备注", "Remarks"), flexible=True),
    ]
    if rows:
        yield Table(columns, [_result(a, found, lang) for a in rows])


def _result(a: Assessment, found: Doubts, lang: Lang) -> list[Cell]:
    t, goal = speaker(lang), a.target.goal
    outcome = next(words for words, is_one in _OUTCOMES if is_one(a))
    marks = [f"{finding.code}" for finding in about(a, found)]
    remarks = figure_marks(a, lang).strip(" （）()") + (
        t("；存疑：", "; in doubt: ") + ", ".join(marks) if marks else ""
    )
    row = a.stage
    result = BLANK
    if row and row.stage:
        when = t(f"（{month_text(row.month, lang)}）", f" ({month_text(row.month, lang)})")
        result = Cell(say(STAGE[row.stage], lang) + when, notes=notes(a, [row.source]))
    if a.actual:
        result = Cell(seen_text(a, lang), notes=notes(a, a.actual.sources[:2]))
    return [
        Cell(say(NATURE[a.target.nature], lang), Tone.MUTED),
        Cell(say(a.target.name, lang)),
        Cell(goal_words(goal, a.target.kind, lang)) if goal else BLANK,
        result,
        _distance(a, lang),
        status_cell(a.status, lang) if _is_final(a) else Cell(say(outcome, lang), Tone.MUTED),
        Cell(remarks.lstrip("；; "), Tone.MUTED),
    ]


def _distance(a: Assessment, lang: Lang) -> Cell:
    """The final figure less the goal; nothing before the end."""
    goal, t = a.target.goal, speaker(lang)
    if not _is_final(a) or goal is None or a.exact is None:
        return BLANK
    gap = goal_gap(a.target.kind, goal, a.exact.value, lang)
    if gap.side == 0:
        return Cell(t("持平", "level"))
    if gap.side > 0:
        return Cell(t(f"高{gap.size}", f"{gap.size} above"))
    return Cell(t(f"低{gap.size}", f"{gap.size} below"))


def _missed(report: Report, found: Doubts, lang: Lang, top: int | None) -> Iterator[Block]:
    t = speaker(lang)
    rows = [a for a in report.assessments if a.status is Status.MISSED]
    for number, a in enumerate(rows[:top], 1):
        row = a.stage
        sources = a.actual.sources if a.actual else [row.source if row else a.target.source]
        words = standing(a, lang) if a.actual else stood(a, lang)
        yield claim(a, [(words + figure_marks(a, lang), sources)], about(a, found), lang, number)
    if left := len(rows) - len(rows[:top]):
        yield paragraph(
            t(f"其余{left}项见各表。", f"For the other {left}, see the tables."), Tone.MUTED
        )


def _projections(report: Report, course: Course, lang: Lang) -> Iterator[Block]:
    """A row per target that was projected: month by month, then what came, the mean error and how
    often the interval held it.
    """
    t = speaker(lang)
    looked = list(_reviewed(report, course))
    if not looked:
        return
    months = sorted({month for _, one in looked for month in one.projections})
    columns = [
        Column(t("指标", "Indicator"), flexible=True),
        *(Column(_month_name(month, lang), numeric=True) for month in months),
        Column(t("实际", "Actual"), numeric=True),
        Column(t("平均误差", "Mean error"), numeric=True),
        Column(t("区间命中", "Coverage"), numeric=True),
    ]
    yield Table(columns, [_looked_back(a, one, months, lang) for a, one in looked])
    yield from _accuracy([one for _, one in looked], lang)
    yield paragraph(
        t(
            "各月预测按现有数据重算，只用当月及以前各期的数据；列为数据所属月份。",
            "Each projection is recalculated from the figures up to its month, as known now.",
        ),
        Tone.MUTED,
    )


def _reviewed(report: Report, course: Course) -> Iterator[tuple[Assessment, Review]]:
    """The targets with a goal that were projected in the course of the year."""
    for a in report.assessments:
        if a.target.goal and a.target.id in course:
            one = review(a, course[a.target.id])
            if one.projections:
                yield a, one


def _month_name(month: Month, lang: Lang) -> str:
    """A month in the head of a column: 9月, `Sep`."""
    english = span_text(Month(month.year, 1), month, "en").rpartition("-")[2]
    return speaker(lang)(f"{month.month}月", english)


def _looked_back(a: Assessment, one: Review, months: Sequence[Month], lang: Lang) -> list[Cell]:
    goal = a.target.goal
    if goal is None:
        return []
    held, of = one.held
    error = BLANK
    if one.errors:
        mean = _mean(one.errors)
        error = Cell(
            points(mean, lang)
            if one.in_points and goal.unit.dimension == PERCENT.dimension
            else percent(mean)
        )
    made = {
        month: Cell(rounded(found.value, goal.unit, lang, goal.value))
        for month, found in one.projections.items()
    }
    final = (
        Cell(rounded(one.final, goal.unit, lang, goal.value), notes=notes(a, a.actual.sources[:1]))
        if one.final is not None and a.actual
        else BLANK
    )
    return [
        Cell(say(a.target.name, lang)),
        *(made.get(month, BLANK) for month in months),
        final,
        error,
        Cell(f"{held}/{of}") if of else BLANK,
    ]


def _accuracy(looked: Sequence[Review], lang: Lang) -> Iterator[Block]:
    """How good all projections were; nothing before a final figure has come."""
    t = speaker(lang)
    parts = [*_mean_errors(looked, lang), *_held(looked, lang)]
    missing = sum(one.final is None for one in looked)
    if missing:
        parts.append(
            t(
                f"{missing}项全年数据未到，无从比较",
                f"{missing} with no final figure to compare",
            )
        )
    if parts:
        text = t("；", "; ").join(parts)
        yield paragraph(f"{text[0].upper()}{text[1:]}{t('。', '.')}")


def _mean_errors(looked: Sequence[Review], lang: Lang) -> Iterator[str]:
    """How far the projections were off: those in points and those in percent apart."""
    t = speaker(lang)
    rates = [error for one in looked if one.in_points for error in one.errors]
    amounts = [error for one in looked if not one.in_points for error in one.errors]
    if rates:
        size = points(_mean(rates), lang)
        yield t(
            f"增速和比率的{len(rates)}次预测平均误差{size}",
            f"mean error of {number_of(len(rates), 'projection')} of growth and rates: {size}",
        )
    if amounts:
        size = percent(_mean(amounts))
        yield t(
            f"总量的{len(amounts)}次预测平均误差{size}",
            f"mean error of {number_of(len(amounts), 'projection')} of amounts: {size}",
        )


def _held(looked: Sequence[Review], lang: Lang) -> Iterator[str]:
    """How many of the intervals held what came."""
    held = sum(one.held[0] for one in looked)
    of = sum(one.held[1] for one in looked)
    if of:
        yield speaker(lang)(
            f"{of}个预测区间有{held}个包含了结果",
            f"{held} of {number_of(of, 'interval')} covered the result",
        )


def _mean(errors: Sequence[Decimal]) -> Decimal:
    return sum(errors, Decimal(0)) / len(errors)


def _silent(report: Report, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    rows = [a for a in report.assessments if not a.through and not _has_no_goal(a)]
    if not rows:
        return
    yield paragraph(
        t(
            f"截至{month_text(report.as_of, lang)}，"
            f"{len(rows)}项目标没有本年可与目标比较的数据或进度报告。",
            f"As of {month_text(report.as_of, lang)}, targets with no figure to compare with the"
            f" goal and no report: {len(rows)}.",
        ),
        notes=(str(report.plan.source),),
    )
    columns = [
        Column(t("章", "Chapter")),
        Column(t("任务", "Task"), numeric=True),
        Column(t("目标", "Target"), flexible=True),
        Column(t("状态", "Status")),
        Column(t("责任单位", "Owner"), flexible=True),
        Column(t("计划出处", "Source")),
    ]
    body = [
        [
            Cell(a.target.chapter),
            Cell("" if a.target.task is None else str(a.target.task)),
            Cell(say(a.target.name, lang)),
            Cell(say(STATUS[a.status], lang), Tone.MUTED),
            Cell(a.target.owner or t("未明确", "not named")),
            Cell(str(a.target.source), Tone.MUTED),
        ]
        for a in rows
    ]
    yield Table(columns, body)


def _headline(report: Report) -> list[Assessment]:
    return [a for a in report.assessments if a.target.nature is not Nature.TASK]


def _task_rows(report: Report) -> list[Assessment]:
    return [
        a
        for a in report.assessments
        if a.target.nature is Nature.TASK and a.through and not _has_no_goal(a)
    ]


def _is_final(a: Assessment) -> bool:
    return a.status in (Status.MET, Status.MISSED)


def _reported(a: Assessment) -> bool:
    row = a.stage
    return not _is_final(a) and row is not None and row.stage is Stage.REPORTED_DONE


def _has_no_goal(a: Assessment) -> bool:
    return a.target.pending or (a.target.goal is None and not traits(a.target.kind).is_deliverable)


_OUTCOMES: tuple[tuple[Text, Callable[[Assessment], bool]], ...] = (
    (Text("已完成", "met"), lambda a: a.status is Status.MET),
    (Text("未完成", "missed"), lambda a: a.status is Status.MISSED),
    (Text("自报完成待核实", "reported done"), _reported),
    (
        Text("尚无最终结果", "no final result"),
        lambda a: bool(a.through) and not (_is_final(a) or _reported(a) or _has_no_goal(a)),
    ),
    (Text("从未报送", "never reported"), lambda a: not a.through and not _has_no_goal(a)),
    (Text("待下达", "pending"), lambda a: a.target.pending),
    (Text("仅跟踪", "only tracked"), lambda a: _has_no_goal(a) and not a.target.pending),
)
"""Every row has exactly one outcome."""
