"""The plan itself: its targets as a list."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Plan, Strength, Target
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import EVENT, KIND, NATURE, STRENGTH
from sztrack.language.numbers import goal_text
from sztrack.page import Cell, Column, Heading, Page, Table, Tone, paragraph


def catalogue(plan: Plan, targets: Sequence[Target], lang: Lang) -> Page:
    """One line per target, in the plan's order."""
    t = speaker(lang)
    columns = [
        Column(t("章", "Chapter")),
        Column(t("任务", "Task"), numeric=True),
        Column(t("指标", "Target"), flexible=True),
        Column(t("目标", "Goal"), numeric=True),
        Column(t("性质", "Nature"), rank=1),
        Column(t("类型", "Kind"), rank=3),
        Column(t("责任单位", "Owner"), rank=2, flexible=True),
        Column("id", rank=2, flexible=True),
    ]
    count = t(f"共 {len(targets)} 项", f"{number_of(len(targets), 'target')}")
    return Page(
        (
            Heading(say(plan.title, lang), 1),
            paragraph(count, Tone.MUTED),
            Table(columns, [_row(target, lang) for target in targets]),
        )
    )


def _row(target: Target, lang: Lang) -> list[Cell]:
    nature = (
        say(NATURE[target.nature], lang)
        if target.task is None
        else say(STRENGTH[target.strength], lang)
    )
    kind = say(EVENT[target.event], lang) if target.event else say(KIND[target.kind], lang)
    return [
        Cell(target.chapter),
        Cell("" if target.task is None else str(target.task)),
        Cell(say(target.name, lang)),
        Cell(goal_text(target.goal, lang)) if target.goal else Cell("-", Tone.MUTED),
        Cell(nature, Tone.PLAIN if target.strength is Strength.FIRM else Tone.MUTED),
        Cell(kind, Tone.MUTED),
        Cell(target.owner or ""),
        Cell(target.id, Tone.MUTED),
    ]
