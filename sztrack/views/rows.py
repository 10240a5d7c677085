"""The audit's rows as table cells, as every screen shows them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Goal, Kind, Status, Text
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import bounds_text, covered_text, figure_text, pace_gap
from sztrack.language.labels import NATURE, STATUS, STRENGTH
from sztrack.language.numbers import (
    enough,
    goal_text,
    growth_text,
    published,
)
from sztrack.language.prose import goal_words
from sztrack.language.sentences import remarks
from sztrack.page import TONES, Cell, Column, Paragraph, Table, Tone, paragraph

BLANK = Cell("-", Tone.MUTED)


class Shown(NamedTuple):
    """A column of a table of assessments: its heading, and what stands in its cells."""

    heading: Text
    cell: Callable[[Assessment, Lang], Cell]
    rank: int = 0
    numeric: bool = False
    flexible: bool = False


def assessment_table(
    assessments: Iterable[Assessment], columns: Iterable[Shown], lang: Lang
) -> Table:
    """One row per assessment, with the columns of a set: `HEADLINE`, `TASKS`, `LISTING`,
    `BRIEF` or `ANNEX`.
    """
    shown = tuple(columns)
    heads = [
        Column(
            say(column.heading, lang),
            numeric=column.numeric,
            rank=column.rank,
            flexible=column.flexible,
        )
        for column in shown
    ]
    return Table(heads, [[column.cell(a, lang) for column in shown] for a in assessments])


def remark_lines(assessments: Iterable[Assessment], lang: Lang) -> list[Paragraph]:
    """What a reader must know about the figures of a table, one line per row that has something."""
    t = speaker(lang)
    return [
        paragraph(
            t("注：", "Note: ")
            + say(a.target.name, lang)
            + t("：", ": ")
            + t("、", ", ").join(marks),
            Tone.MUTED,
        )
        for a in assessments
        if (marks := _marks(a, lang))
    ]


def _nature(a: Assessment, lang: Lang) -> Cell:
    return Cell(say(NATURE[a.target.nature], lang), Tone.MUTED)


def _task(a: Assessment, _: Lang) -> Cell:
    return Cell("" if a.target.task is None else str(a.target.task), Tone.MUTED)


def _name(a: Assessment, lang: Lang) -> Cell:
    return Cell(say(a.target.name, lang))


def _goal(a: Assessment, lang: Lang) -> Cell:
    return Cell(goal_text(a.target.goal, lang)) if a.target.goal else BLANK


def _goal_in_words(a: Assessment, lang: Lang) -> Cell:
    return Cell(goal_words(a.target.goal, a.target.kind, lang)) if a.target.goal else BLANK


def _data(a: Assessment, lang: Lang) -> Cell:
    return (
        Cell(covered_text(a, a.through, lang), Tone.WARNING if a.late else Tone.PLAIN)
        if a.through
        else BLANK
    )


def _status(a: Assessment, lang: Lang) -> Cell:
    return status_cell(a.status, lang)


def _remarks(a: Assessment, lang: Lang) -> Cell:
    return Cell(speaker(lang)("、", ", ").join(_marks(a, lang)), Tone.MUTED)


def status_cell(status: Status, lang: Lang) -> Cell:
    """A verdict, in its word and tone."""
    return Cell(say(STATUS[status], lang), TONES[status])


def _actual(a: Assessment, lang: Lang) -> Cell:
    if a.actual is None:
        return BLANK
    text = figure_text(a, a.actual, lang)
    if (
        traits(a.target.kind).is_followed
        and a.through
        and (growth := a.series.growths.get(a.through))
    ):
        return Cell(f"{text}\n{growth_text(growth.value, lang)}")
    return Cell(text)


def _pace(a: Assessment, lang: Lang) -> Cell:
    return pace_cell(a.target.kind, a.target.goal, a.behind, a.pace, lang)


def pace_cell(
    kind: Kind, goal: Goal | None, behind: Decimal | None, pace: Status | None, lang: Lang
) -> Cell:
    """How far a figure is behind where it should be, or ahead of it."""
    if pace is None or behind is None or goal is None:
        return BLANK
    gap, t = pace_gap(kind, goal, behind, lang), speaker(lang)
    if gap.side == 0:
        return Cell(t("持平", "level"), TONES[pace])
    word = t("落后", "behind ") if gap.side < 0 else t("超前", "ahead ")
    return Cell(f"{word}{gap.size}", TONES[pace])


def _point(a: Assessment, lang: Lang) -> Cell:
    end = facts.end(a, lang)
    if end is None or a.outlook is None:
        return BLANK
    return Cell(end.text, Tone.MUTED if a.status is Status.OVERDUE else TONES[a.outlook])


def _projected(a: Assessment, lang: Lang) -> Cell:
    """The point, and below it the interval."""
    cell, end = _point(a, lang), facts.end(a, lang)
    if cell is BLANK or end is None or end.interval is None:
        return cell
    low, high, _ = end.interval
    unit = high.lstrip("-0123456789.,")
    return cell._replace(text=f"{cell.text}\n{low.removesuffix(unit)}~{high}")


def _interval(a: Assessment, lang: Lang) -> Cell:
    end = facts.end(a, lang)
    if end is None or end.interval is None or a.outlook is None:
        return BLANK
    return Cell(bounds_text(end.interval, lang))


def _sourced(a: Assessment, lang: Lang) -> Cell:
    """The figure on one line, with the places it stands in."""
    cell = _actual(a, lang)
    cited = {row.source: row.cited for row in a.series.rows}
    sources = a.actual.sources[:2] if a.actual else ()
    text = cell.text.replace("\n", speaker(lang)("，", ", "))
    return Cell(
        text, cell.tone, tuple(f"{source} {cited.get(source, '')}".strip() for source in sources)
    )


def _required(a: Assessment, lang: Lang) -> Cell:
    required, goal = a.required, a.target.goal
    if required is None or goal is None:
        return BLANK
    least, t = enough(required, goal), speaker(lang)
    text = published(least, goal.unit, lang)
    if required.per_month:
        text += t("/月", "/month")
    elif least < 0 and goal.op.is_floor:
        # A bare -8.6% would read as a fall that is asked for.
        size = published(-least, goal.unit, lang)
        text = t(f"可降{size}", f"may fall {size}")
    return Cell(text, Tone.BAD if required.out_of_reach else Tone.PLAIN)


def _required_in_words(a: Assessment, lang: Lang) -> Cell:
    """Under a ceiling what is required is a limit: 11.1%以内, 下降5.7%以上."""
    cell, required, goal = _required(a, lang), a.required, a.target.goal
    if required is None or goal is None or not goal.op.is_ceiling:
        return cell
    t, size = speaker(lang), published(abs(enough(required, goal)), goal.unit, lang)
    limit = (
        t(f"下降{size}以上", f"down at least {size}")
        if required.value < 0
        else t(f"{size}以内", f"at most {size}")
    )
    return cell._replace(text=limit)


def _marks(a: Assessment, lang: Lang) -> tuple[str, ...]:
    strength = (
        (say(STRENGTH[a.target.strength], lang),) if a.target.strength.value != "firm" else ()
    )
    return strength + remarks(a, lang)


_NATURE = Shown(Text("性质", "Nature"), _nature, rank=2)
_TASK = Shown(Text("任务", "Task"), _task, rank=4, numeric=True)
_NAME = Shown(Text("指标", "Indicator"), _name, flexible=True)
_DATA = Shown(Text("数据", "Data"), _data, rank=1)
_PACE = Shown(Text("较序时", "Against pace"), _pace, rank=3, numeric=True)
_STATUS = Shown(Text("状态", "Status"), _status)
_REMARKS = Shown(Text("备注", "Remarks"), _remarks, rank=5, flexible=True)
_ON_A_SCREEN = (
    _NAME,
    Shown(Text("目标", "Goal"), _goal, numeric=True),
    Shown(Text("实际", "Actual"), _actual, numeric=True),
    _DATA,
    _PACE,
    Shown(Text("预计全年", "Projected"), _projected, rank=1, numeric=True),
    Shown(Text("后续需", "Required"), _required, rank=2, numeric=True),
    _STATUS,
)
_IN_A_DOCUMENT = (
    _NAME,
    Shown(Text("目标", "Goal"), _goal_in_words, numeric=True),
    Shown(Text("实际", "Actual"), _sourced, numeric=True),
    _DATA,
    _PACE,
    Shown(Text("预计全年", "Projected"), _point, rank=1, numeric=True),
    Shown(Text("预测区间", "Interval"), _interval, rank=3, numeric=True),
    Shown(Text("后续需", "Required"), _required_in_words, rank=2, numeric=True),
    _STATUS,
)
"""In the words of a document: the interval in a column of its own, and where the figures stand."""
HEADLINE = (_NATURE, *_ON_A_SCREEN)
TASKS = (_TASK, *_ON_A_SCREEN)
LISTING = (_TASK, *_ON_A_SCREEN, _REMARKS)
BRIEF = (_NATURE, *_IN_A_DOCUMENT)
ANNEX = (_TASK, *_IN_A_DOCUMENT, _REMARKS)
