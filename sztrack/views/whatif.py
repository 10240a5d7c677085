"""What if: the year end for a supposed rest of the year, and the rest that just meets the goal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.model import Assessment, Goal, Status, Text
from sztrack.core.verdict.whatif import WhatIf
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import figure_text
from sztrack.language.numbers import (
    goal_text,
    months_text,
    published,
    rounded,
    span_text,
)
from sztrack.language.sentences import remarks
from sztrack.page import TONES, Block, Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.rows import BLANK
from sztrack.views.workings import break_even_name, break_even_text, rest_formula, rest_text

_VERDICT = {Status.MET: Text("可完成", "met"), Status.MISSED: Text("不能完成", "missed")}


def what_if(a: Assessment, answer: WhatIf, lang: Lang) -> Page:
    """The page of one supposition."""
    return Page(tuple(_blocks(a, answer, lang)))


def _blocks(a: Assessment, answer: WhatIf, lang: Lang) -> Iterator[Block]:
    t, goal, line = speaker(lang), a.target.goal, answer.line
    yield Heading(t("余期假设：", "What if: ") + f"{say(a.target.name, lang)} ({a.target.id})", 1)
    if goal is None or a.actual is None or a.through is None:
        return
    months, known = months_text(a.through, a.target.kind, lang), figure_text(a, a.actual, lang)
    rest = span_text(line.first, line.last, lang)
    yield paragraph(
        t(
            f"{months}实际{known}，目标{goal_text(goal, lang)}；{rest}为假设",
            f"{known} for {months}, goal {goal_text(goal, lang)}; {rest} is supposed",
        )
    )
    yield _table(answer, goal, rest, a, lang)
    yield paragraph(rest_formula(line, goal, lang), Tone.MUTED)
    if marks := remarks(a, lang):
        so_far = t("现有数据：", "On the data so far: ")
        yield paragraph(so_far + t("、", ", ").join(marks), Tone.WARNING)


def _table(answer: WhatIf, goal: Goal, rest: str, a: Assessment, lang: Lang) -> Table:
    """What was supposed, and below it what would just meet the goal."""
    t = speaker(lang)
    columns = [
        Column(t("情形", "Case")),
        Column(rest, numeric=True),
        Column(
            t("年末", "Year end") if a.target.by.month == 12 else str(a.target.by), numeric=True
        ),
        Column(t("与目标之差", "Against the goal"), numeric=True),
        Column(t("结果", "Verdict")),
    ]
    supposed = [
        Cell(t("假设", "Supposed")),
        Cell(rest_text(answer.way, answer.rest, goal, lang)),
        Cell(rounded(answer.year_end, goal.unit, lang, goal.value)),
        Cell(_gap(a, goal, answer.year_end, lang)),
        Cell(say(_VERDICT[answer.status], lang), TONES[answer.status]),
    ]
    rows = [supposed]
    for needed, end in zip(answer.break_even, sorted(set(goal.ends)), strict=True):
        rows.append(
            [
                Cell(break_even_name(goal, lang)),
                Cell(break_even_text(answer.way, needed, goal, lang)),
                Cell(published(end, goal.unit, lang, goal.value)),
                BLANK,
                BLANK,
            ]
        )
    return Table(columns, rows)


def _gap(a: Assessment, goal: Goal, value: Decimal, lang: Lang) -> str:
    """How far above or below the goal a year end is."""
    t, gap = speaker(lang), facts.goal_gap(a.target.kind, goal, value, lang)
    if gap.side == 0:
        return t("持平", "on it")
    return t("高", "above by ") + gap.size if gap.side > 0 else t("低", "below by ") + gap.size
