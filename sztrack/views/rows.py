"""The audit's rows as table cells, as every screen shows them."""

from __future__ import annotations

from collections.abc import Iterable

from sztrack.core.kinds import in_points
from sztrack.core.model import Assessment, Kind, Projection, Status
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NATURE, STATUS, STRENGTH
from sztrack.language.numbers import goal_text, growth_text, months_text, points, rounded
from sztrack.language.prose import goal_words, interval
from sztrack.language.sentences import figure_text, remarks
from sztrack.page import TONES, Cell, Column, Paragraph, Table, Tone, paragraph

BLANK = Cell("-", Tone.MUTED)
_GOAL, _ACTUAL, _DATA, _, _PROJECTED, _REQUIRED = range(2, 8)
_INTERVAL = _REQUIRED
"""The interval is put in before what is required."""


def assessment_table(assessments: Iterable[Assessment], lang: Lang, *, with_nature: bool = False, with_remarks: bool = False, formal: bool = False) -> Table:
    """One row per assessment: goal, actual, both verdicts, what is required, status; `formal` in the words of a
    document, with the interval and where the figures stand."""
    t = speaker(lang)
    columns = [
        Column(t("性质", "Nature"), rank=2) if with_nature else Column(t("任务", "Task"), numeric=True, rank=4),
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("目标", "Goal"), numeric=True),
        Column(t("实际", "Actual"), numeric=True),
        Column(t("数据", "Data"), rank=1),
        Column(t("较序时", "Against pace"), numeric=True, rank=3),
        Column(t("预计全年", "Projected"), numeric=True, rank=1),
        Column(t("后续需", "Required"), numeric=True, rank=2),
        Column(t("状态", "Status")),
    ]
    columns += [Column(t("备注", "Remarks"), rank=5, flexible=True)] * with_remarks
    rows = [(a, _row(a, lang, with_nature, with_remarks)) for a in assessments]
    if formal:
        columns.insert(_INTERVAL, Column(t("预测区间", "Interval"), numeric=True, rank=3))
        for a, cells in rows:
            cells[_GOAL:_REQUIRED] = [_goal(a, lang), _sourced(a, cells[_ACTUAL], lang), cells[_DATA], _pace(a, lang, formal), cells[_PROJECTED]]
            cells.insert(_INTERVAL, _interval(a, lang))
    return Table(columns, [cells for _, cells in rows])


def remark_lines(assessments: Iterable[Assessment], lang: Lang) -> list[Paragraph]:
    """What a reader must know about the figures of a table, one line per row that has something."""
    t = speaker(lang)
    return [
        paragraph(t("注：", "Note: ") + say(a.target.name, lang) + t("：", ": ") + t("、", ", ").join(marks), Tone.MUTED)
        for a in assessments
        if (marks := _marks(a, lang))
    ]


def _row(a: Assessment, lang: Lang, with_nature: bool, with_remarks: bool) -> list[Cell]:
    target = a.target
    first = say(NATURE[target.nature], lang) if with_nature else "" if target.task is None else str(target.task)
    cells = [
        Cell(first, Tone.MUTED),
        Cell(say(target.name, lang)),
        Cell(goal_text(target.goal, lang)) if target.goal else BLANK,
        _actual(a, lang),
        Cell(months_text(a.through, target.kind, lang), Tone.WARNING if a.late else Tone.PLAIN) if a.through else BLANK,
        _pace(a, lang),
        _projected(a, lang),
        _required(a, lang),
        status_cell(a.status, lang),
    ]
    return cells + [Cell(speaker(lang)("、", ", ").join(_marks(a, lang)), Tone.MUTED)] * with_remarks


def status_cell(status: Status, lang: Lang) -> Cell:
    """A verdict, in its word and tone."""
    return Cell(say(STATUS[status], lang), TONES[status])


def _actual(a: Assessment, lang: Lang) -> Cell:
    if a.actual is None:
        return BLANK
    text = figure_text(a, a.actual, lang)
    if a.target.kind is Kind.NARRATIVE and a.through and (growth := a.series.growths.get(a.through)):
        return Cell(f"{text}\n{growth_text(growth.value, lang)}")
    return Cell(text)


def _pace(a: Assessment, lang: Lang, formal: bool = False) -> Cell:
    goal = a.target.goal
    if a.pace is None or a.behind is None or goal is None:
        return BLANK
    if a.target.kind is Kind.RATE and not in_points(a.target.kind, goal):
        gap = rounded(abs(a.behind), goal.unit, lang)
    else:
        gap = points(abs(a.behind), lang)
        gap = gap if formal else gap.replace("个百分点", "点").replace(" pp", " pts")
    t = speaker(lang)
    word = t("落后", "behind ") if a.behind > 0 else t("超前", "ahead ")
    text = t("持平", "even") if a.behind == 0 else f"{word}{gap}"
    return Cell(text, TONES[a.pace])


def _projected(a: Assessment, lang: Lang) -> Cell:
    goal = a.target.goal
    if not isinstance(a.projection, Projection) or a.outlook is None or goal is None:
        return BLANK
    p, t = a.projection, speaker(lang)
    text = rounded(p.value, goal.unit, lang, goal.value)
    if p.low is not None and p.high is not None:
        text += f"\n{rounded(p.low, goal.unit, lang)}~{rounded(p.high, goal.unit, lang)}"
    return Cell(text + t("\n难料", "\ntoo close to call") * p.is_close, TONES[a.outlook])


def _interval(a: Assessment, lang: Lang) -> Cell:
    goal = a.target.goal
    text = interval(a.projection, goal, lang) if isinstance(a.projection, Projection) and a.outlook and goal else ""
    return Cell(text) if text else BLANK


def _goal(a: Assessment, lang: Lang) -> Cell:
    return Cell(goal_words(a.target.goal, a.target.kind, lang)) if a.target.goal else BLANK


def _sourced(a: Assessment, cell: Cell, lang: Lang) -> Cell:
    """The figure on one line, with the places it stands in."""
    cited = {row.source: row.cited for row in a.series.rows}
    sources = a.actual.sources[:2] if a.actual else ()
    text = cell.text.replace("\n", speaker(lang)("，", ", "))
    return Cell(text, cell.tone, tuple(f"{source} {cited.get(source, '')}".strip() for source in sources))


def _required(a: Assessment, lang: Lang) -> Cell:
    required, goal = a.required, a.target.goal
    if required is None or goal is None:
        return BLANK
    text = rounded(required.value, goal.unit, lang)
    t = speaker(lang)
    text += t("/月", "/month") if required.per_month else ""
    return Cell(text, Tone.BAD if required.out_of_reach else Tone.PLAIN)


def _marks(a: Assessment, lang: Lang) -> tuple[str, ...]:
    strength = (say(STRENGTH[a.target.strength], lang),) if a.target.strength.value != "firm" else ()
    return strength + remarks(a, lang)
