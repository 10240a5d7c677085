"""How many rows have each status, by chapter and by commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sztrack.core.model import Assessment, Chapter, Nature, Plan, Status, Strength
from sztrack.core.verdict.report import Report
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NATURE, STATUS, STRENGTH
from sztrack.page import TONES, Cell, Column, Table


def tallies(groups: Sequence[tuple[str, Sequence[Assessment]]], heading: str, lang: Lang) -> Table:
    """One line per group: how many of its rows have each status. A status that nobody has gets no
    column.
    """
    counts = [(name, Counter(a.status for a in rows)) for name, rows in groups]
    used = [status for status in _TALLY_ORDER if any(count[status] for _, count in counts)]
    columns = [Column(heading, flexible=True), Column(speaker(lang)("共", "All"), numeric=True)]
    columns += [
        Column(say(STATUS[status], lang), numeric=True, rank=_TALLY_RANKS.get(status, 0))
        for status in used
    ]
    rows = [
        [
            Cell(name),
            Cell(str(count.total())),
            *(
                Cell(str(count[status]), TONES[status]) if count[status] else Cell("")
                for status in used
            ),
        ]
        for name, count in counts
    ]
    return Table(columns, rows)


def by_chapter(report: Report, lang: Lang) -> list[tuple[str, list[Assessment]]]:
    """The report's rows by the highest chapter above them, in the plan's order."""
    titles = part_titles(report.plan, lang)
    groups: dict[str, list[Assessment]] = {title: [] for title in titles.values()}
    for a in report.assessments:
        groups[titles[a.target.chapter]].append(a)
    return [(title, rows) for title, rows in groups.items() if rows]


def part_titles(plan: Plan, lang: Lang) -> dict[str, str]:
    """Number and title of the highest chapter above each chapter, in the plan's order."""
    chapters = {chapter.id: chapter for chapter in plan.chapters}
    parts = {chapter: _part(chapter, chapters) for chapter in chapters}
    return {chapter: f"{part} {say(chapters[part].title, lang)}" for chapter, part in parts.items()}


def _part(chapter: str, parts: dict[str, Chapter]) -> str:
    """The highest chapter above `chapter` that the plan names: 3.1 for 3.1.1."""
    ids = chapter.split(".")
    above = (".".join(ids[:depth]) for depth in range(1, len(ids)))
    return next((part for part in above if part in parts), chapter)


def by_commitment(report: Report, lang: Lang) -> list[tuple[str, list[Assessment]]]:
    """The report's rows by nature, the tasks by strength."""
    groups = []
    for nature in (Nature.BINDING, Nature.EXPECTED):
        groups.append(
            (
                say(NATURE[nature], lang),
                [a for a in report.assessments if a.target.nature is nature],
            )
        )
    task = say(NATURE[Nature.TASK], lang)
    for strength in Strength:
        rows = [
            a
            for a in report.assessments
            if a.target.nature is Nature.TASK and a.target.strength is strength
        ]
        groups.append(
            (
                speaker(lang)(
                    f"{task} · {say(STRENGTH[strength], lang)}",
                    f"{task}, {say(STRENGTH[strength], lang)}",
                ),
                rows,
            )
        )
    return [(name, rows) for name, rows in groups if rows]


_TALLY_ORDER = (
    Status.MET,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.MISSED,
    Status.OVERDUE,
    Status.INSUFFICIENT,
    Status.NO_DATA,
    Status.PENDING,
    Status.TRACKED,
)
_TALLY_RANKS = {
    Status.PENDING: 5,
    Status.TRACKED: 4,
    Status.INSUFFICIENT: 3,
    Status.NO_DATA: 2,
    Status.OVERDUE: 1,
}
"""On a narrow page these columns go first; the line "in all" counts them still."""
