"""A report or a plan as a spreadsheet table: UTF-8 with a byte order mark, plain digits, unknown
left empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from sztrack.core.collect.owing import Debt
from sztrack.core.draft.carried import STATED, skeleton, target_keys, task_keys, words
from sztrack.core.draft.outline import Keys
from sztrack.core.draft.yaml import flow
from sztrack.core.model import (
    Abstention,
    Assessment,
    Finding,
    Goal,
    Plan,
    Projection,
    Target,
    Text,
)
from sztrack.core.outlook.projections import Projected
from sztrack.core.record.coverage import Coverage
from sztrack.core.record.figures import BOUND_STATES, ReadFigure
from sztrack.core.verdict.report import Report
from sztrack.core.words.characters import FORMULA_SIGNS, printable
from sztrack.core.words.period import Month
from sztrack.formats import Format
from sztrack.language import Lang, say
from sztrack.language.sentences import reason
from sztrack.page import Table

if TYPE_CHECKING:
    from sztrack.core.collect.matching import Matched, Read
    from sztrack.core.fleet.members import Line, Member
    from sztrack.core.fleet.rollup import Fleet

_TARGET = (
    "id",
    "task",
    "chapter",
    "name_zh",
    "name_en",
    "kind",
    "nature",
    "strength",
    "owner",
    "with",
    "goal_op",
    "goal_value",
    "goal_upper",
    "goal_unit",
    "by",
    "wording",
)
_PLACE = ("chapter_titles", "task_title", "task_owner", "task_with")
_FIGURES = (
    "data_through",
    "actual",
    "actual_is",
    "planned",
    "pace",
    "projected",
    "outlook",
    "required",
    "status",
    "reason",
    "source",
)
_FIGURE_READ = (
    "place",
    "indicator",
    "targets",
    "period",
    "basis",
    "value",
    "unit",
    "growth",
    "stage",
    "status",
    "released",
    "dialect",
    "path",
    "line",
)
_PROJECTION = (
    "id",
    "kind",
    "data_through",
    "ytd",
    "unit",
    "model",
    "projected",
    "low",
    "high",
    "level",
    "base_years",
    "reason",
)
_READING = (
    "indicator",
    "target",
    "nearest",
    "place",
    "period",
    "basis",
    "value",
    "unit",
    "growth",
    "change_points",
    "bound",
    "kind",
    "sure",
    "doubts",
    "quote",
    "path",
    "line",
    "start",
    "end",
)
_FLEET = (
    "rank",
    "where",
    "place",
    "year",
    "as_of",
    "id",
    "name_zh",
    "name_en",
    "kind",
    "nature",
    "strength",
    "owner",
    "goal_op",
    "goal_value",
    "goal_upper",
    "goal_unit",
    "data_through",
    "actual",
    "planned",
    "behind",
    "pace",
    "projected",
    "probability",
    "status",
    "since",
    "late",
    "unread",
)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?").fullmatch


def render(report: Report, lang: Lang) -> str:
    """One line per assessment."""
    return render_rows(
        (*_TARGET, *_FIGURES), (_line(a.target) + _figures(a, lang) for a in report.assessments)
    )


def render_targets(plan: Plan, targets: tuple[Target, ...], lang: Lang) -> str:
    """One line per target, without figures, and with all that `sztrack init --from` needs to write
    the plan anew: what targets.yaml states in one value or in several, as it states it; on the
    first line what belongs to no target.
    """
    titles = {chapter.id: chapter.title for chapter in plan.chapters}
    tasks = {task.number: task_keys(task) for task in plan.tasks}
    lines: list[list[object]] = []
    for target in targets:
        keys, task = target_keys(target, plan), tasks.get(target.task or 0, {})
        title = titles.get(target.chapter, Text("", ""))
        lines.append(
            [
                *_line(target),
                say(title, lang),
                *(_stated(keys, name) for name in STATED),
                flow(words(title)),
                *(_stated(task, name) for name in ("title", "owner", "with")),
                flow(skeleton(plan)) if not lines else None,
            ]
        )
    return render_rows((*_TARGET, "chapter_title", *STATED, *_PLACE, "plan"), lines)


def _stated(keys: Keys, name: str) -> str | None:
    """A value as targets.yaml states it: a text as it is, all else on one line of YAML."""
    value = keys.get(name)
    return value if value is None or isinstance(value, str) else flow(value)


def render_coverage(report: Report, rows: Sequence[Coverage]) -> str:
    """One line per target, a column per month of the year; nothing where no figure is expected."""
    months = [Month(report.plan.year, month) for month in range(1, 13)]
    lines = (
        [
            *_line(row.target),
            *(cover.value if (cover := row.months.get(month)) else None for month in months),
        ]
        for row in rows
    )
    return render_rows((*_TARGET, *map(str, months)), lines)


def render_projections(lines: Sequence[Projected], _as_of: Month | None, lang: Lang) -> str:
    """One line per series."""
    return render_rows(_PROJECTION, (_projected(line, lang) for line in lines))


def _projected(line: Projected, lang: Lang) -> list[object]:
    known = [
        line.id,
        line.kind.value,
        line.through,
        line.actual,
        line.unit.written if line.unit else None,
    ]
    if isinstance(line.result, Abstention):
        return [*known, line.asked, *[None] * 5, say(line.result.reason, lang)]
    p = line.result
    return [
        *known,
        p.model,
        p.value,
        p.low,
        p.high,
        p.level,
        " ".join(map(str, p.base_years)),
        None,
    ]


def render_reading(read: Sequence[Read], lang: Lang) -> str:
    """One line per figure that bulletins propose."""
    return render_rows(
        _READING, (_proposed(one, file.path, lang) for file in read for one in file.figures)
    )


def _proposed(one: Matched, path: str, lang: Lang) -> list[object]:
    figure = one.figure
    return [
        figure.indicator, one.target.id if one.target else None,
        " ".join(target.id for target in one.nearest), figure.place, figure.month,
        figure.basis.value if figure.basis else None, figure.value, figure.unit, figure.growth,
        figure.points, figure.bound.value, figure.kind.value, "high" if figure.is_sure else "low",
        "; ".join(say(words, lang) for words in figure.doubt_words), figure.quote, path,
        figure.line, figure.start, figure.end,
    ]  # fmt: skip


def render_figures(read: Sequence[ReadFigure], _found: Sequence[Finding], _lang: Lang) -> str:
    """One line per figure, a tidy table that actuals/ takes; the numbers of two lines are joined
    by a blank.
    """
    return render_rows(_FIGURE_READ, map(_as_read, read))


def _as_read(figure: ReadFigure) -> list[object]:
    paths = dict.fromkeys(source.path for source in figure.sources)
    return [
        figure.place, figure.indicator, " ".join(figure.targets), figure.month, figure.basis.value,
        figure.value.value if figure.value else None,
        figure.value.unit.written if figure.value else None, figure.growth,
        figure.stage.value if figure.stage else None, figure.status, figure.released,
        figure.dialect, " ".join(paths), " ".join(str(source.line) for source in figure.sources),
    ]  # fmt: skip


def render_fleet(fleet: Fleet, lang: Lang) -> str:
    """One line per workspace and headline goal; one with the reason for a workspace that could not
    be read.
    """
    lines = [
        _goal_line(rank, member, line, lang)
        for rank, member in fleet.ranking
        for line in member.lines
    ]
    blanks = [None] * (len(_FLEET) - 3)
    unread = [[None, one.where, *blanks, say(one.reason, lang)] for one in fleet.unread]
    return render_rows(_FLEET, [*lines, *unread])


def _goal_line(rank: int, member: Member, line: Line, lang: Lang) -> list[object]:
    return [
        rank, member.where, say(member.place, lang), member.year, member.as_of, line.id,
        line.name.zh, line.name.en, line.kind.value, line.nature.value, line.strength.value,
        line.owner, *_goal(line.goal), line.through, line.actual, line.planned, line.behind,
        line.pace.value if line.pace else None, line.projected, line.chance, line.status.value,
        line.since, line.late, None,
    ]  # fmt: skip


def _goal(goal: Goal | None) -> list[object]:
    """Its sign, its number, the upper end of a range, and its unit."""
    if goal is None:
        return [None] * 4
    upper = goal.ends[1] if goal.upper else None
    return [goal.op.value, goal.value, upper, goal.unit.written]


def render_table(table: Table) -> str:
    """A table as it stands."""
    return render_rows(
        [column.heading for column in table.columns],
        ([cell.text for cell in row] for row in table.rows),
    )


def render_owing(report: Report, debts: Sequence[Debt]) -> str:
    """One line per target that owes figures."""
    lines = (
        [
            *_line(d.target),
            " ".join(map(str, d.periods)),
            d.since,
            d.months_late(report.clock.today),
            d.newest,
        ]
        for d in debts
    )
    return render_rows((*_TARGET, "periods", "since", "months_late", "data_through"), lines)


def _line(target: Target) -> list[object]:
    return [
        target.id, target.task, target.chapter, target.name.zh, target.name.en, target.kind.value,
        target.nature.value, target.strength.value,
        target.owner, "、".join(target.supporting), *_goal(target.goal), target.by,
        target.wording,
    ]  # fmt: skip


def _figures(a: Assessment, lang: Lang) -> list[object]:
    projected = a.projection.value if isinstance(a.projection, Projection) else None
    return [
        a.through, a.actual.value if a.actual else None,
        BOUND_STATES.get(a.actual.bound, "exact") if a.actual else None, a.planned,
        a.pace.value if a.pace else None, projected,
        a.outlook.value if a.outlook else None, a.required.value if a.required else None,
        a.status.value, reason(a, lang),
        a.actual.sources[0] if a.actual else None,
    ]  # fmt: skip


def render_rows(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Headings and rows."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    """A cell that a spreadsheet takes for text or a number, never for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = printable(str(value), "")
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not _NUMBER(text) else text


FORMAT = Format(
    report=render,
    targets=render_targets,
    coverage=render_coverage,
    owing=render_owing,
    projections=render_projections,
    reading=render_reading,
    figures=render_figures,
    fleet=render_fleet,
    form=render_table,
)
