"""Where do we stand: headline goals in full, a line per chapter, then what lags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sztrack.core.model import Assessment, Chapter, Nature, Severity, Status, Strength
from sztrack.core.report import FLAGGED, Report
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NATURE, STATUS, STRENGTH
from sztrack.language.numbers import month_text
from sztrack.page import TONES, Block, Cell, Column, Heading, Page, Paragraph, Table, Tone, paragraph
from sztrack.views.rows import assessment_table, remark_lines


def overview(report: Report, lang: Lang) -> Page:
    """The page a planner sees first."""
    t = speaker(lang)
    headline = [a for a in report.assessments if a.target.nature is not Nature.TASK]
    flagged = sorted((a for a in report.assessments if a.status in FLAGGED and a.target.nature is Nature.TASK), key=lambda a: FLAGGED.index(a.status))
    blocks: list[Block] = [*_top(report, lang)]
    if headline:
        blocks += [Heading(t("主要目标", "Headline goals")), assessment_table(headline, lang, with_nature=True), *remark_lines(headline, lang)]
    if flagged:
        blocks += [Heading(t("需关注的任务指标", "Task targets to look at")), assessment_table(flagged, lang), *remark_lines(flagged, lang)]
    blocks += [Heading(t("各章进展", "By chapter")), _tallies(_by_chapter(report, lang), t("章", "Chapter"), lang)]
    blocks += [Heading(t("按性质和力度", "By commitment")), _tallies(_by_commitment(report, lang), t("类别", "Commitment"), lang)]
    return Page((*blocks, *_bottom(report, lang)))


def listing(report: Report, lang: Lang) -> Page:
    """Every row of the report, one after the other."""
    return Page((*_top(report, lang), assessment_table(report.assessments, lang, with_remarks=True), *_bottom(report, lang)))


def _top(report: Report, lang: Lang) -> Iterable[Block]:
    t = speaker(lang)
    yield Heading(say(report.plan.title, lang), 1)
    month, rows = month_text(report.as_of, lang), len(report.assessments)
    yield paragraph(t(f"截至{month}，共 {rows} 项", f"As of {month}, {rows} targets"), Tone.MUTED)


def _bottom(report: Report, lang: Lang) -> Iterable[Block]:
    t = speaker(lang)
    tally = [Cell(f"{say(STATUS[status], lang)} {count}", TONES[status]) for status, count in report.tally.items()]
    if tally:
        yield Heading(t("合计", "In all"))
        yield Paragraph(tuple(cell for pair in zip(tally, [Cell("  ")] * len(tally), strict=True) for cell in pair)[:-1])
    counts = Counter(finding.severity for finding in report.findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if errors or warnings:
        text = t(
            f"数据有 {errors} 处错误、{warnings} 处警告，用 sztrack validate 查看",
            f"Errors in the data: {errors}, warnings: {warnings}; sztrack validate lists them",
        )
        yield paragraph(text, Tone.BAD if errors else Tone.WARNING)
    hint = t("数字出处：sztrack show 指标id", "Where a number comes from: sztrack show ID")
    yield paragraph(hint, Tone.MUTED)


def _tallies(groups: Sequence[tuple[str, Sequence[Assessment]]], heading: str, lang: Lang) -> Table:
    """One line per group: how many of its rows have each status. A status that nobody has gets no column."""
    counts = [(name, Counter(a.status for a in rows)) for name, rows in groups]
    used = [status for status in _TALLY_ORDER if any(count[status] for _, count in counts)]
    columns = [Column(heading, flexible=True), Column(speaker(lang)("共", "All"), numeric=True)]
    columns += [Column(say(STATUS[status], lang), numeric=True, rank=_TALLY_RANKS.get(status, 0)) for status in used]
    rows = [
        [Cell(name), Cell(str(count.total())), *(Cell(str(count[status]), TONES[status]) if count[status] else Cell("") for status in used)]
        for name, count in counts
    ]
    return Table(columns, rows)


def _by_chapter(report: Report, lang: Lang) -> list[tuple[str, list[Assessment]]]:
    parts = {chapter.id: chapter for chapter in report.plan.chapters}
    groups: dict[str, list[Assessment]] = {}
    for a in report.assessments:
        groups.setdefault(_part(a.target.chapter, parts), []).append(a)
    return [(f"{part} {say(parts[part].title, lang)}", groups[part]) for part in parts if part in groups]


def _part(chapter: str, parts: dict[str, Chapter]) -> str:
    """The highest chapter above `chapter` that the plan names: 3.1 for 3.1.1."""
    ids = chapter.split(".")
    above = (".".join(ids[:depth]) for depth in range(1, len(ids)))
    return next((part for part in above if part in parts), chapter)


def _by_commitment(report: Report, lang: Lang) -> list[tuple[str, list[Assessment]]]:
    groups = []
    for nature in (Nature.BINDING, Nature.EXPECTED):
        groups.append((say(NATURE[nature], lang), [a for a in report.assessments if a.target.nature is nature]))
    task = say(NATURE[Nature.TASK], lang)
    for strength in Strength:
        rows = [a for a in report.assessments if a.target.nature is Nature.TASK and a.target.strength is strength]
        groups.append((speaker(lang)(f"{task} · {say(STRENGTH[strength], lang)}", f"{task}, {say(STRENGTH[strength], lang)}"), rows))
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
_TALLY_RANKS = {Status.PENDING: 5, Status.TRACKED: 4, Status.INSUFFICIENT: 3, Status.NO_DATA: 2, Status.OVERDUE: 1}
"""On a narrow page these columns go first; the line "in all" counts them still."""
