"""Indicator by month as a picture: what came, what is due, what is late; then the same counted by
chapter and by owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sztrack.core.record.coverage import CAME, Cover, Coverage, by_owner, tally
from sztrack.core.verdict.report import Report
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import COVER, NO_OWNER
from sztrack.language.numbers import month_text
from sztrack.page import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone, paragraph
from sztrack.views.tallies import part_titles

_SIGNS = {
    Cover.REPORTED: Cell("#", Tone.GOOD),
    Cover.REVISED: Cell("R", Tone.GOOD),
    Cover.SECOND_HAND: Cell("~", Tone.WARNING),
    Cover.SKIPPED: Cell("-", Tone.MUTED),
    Cover.NOT_DUE: Cell(".", Tone.MUTED),
    Cover.DUE: Cell("?", Tone.WARNING),
    Cover.OVERDUE: Cell("!", Tone.BAD),
}
_CAME, _AWAITED = (*CAME, Cover.SKIPPED), (Cover.NOT_DUE, Cover.DUE, Cover.OVERDUE)
_TONES = {Cover.OVERDUE: Tone.BAD, Cover.DUE: Tone.WARNING}
_NOTHING = Cell("")


def grid(report: Report, rows: Sequence[Coverage], lang: Lang, *, every: bool) -> Page:
    """The picture of `rows`, those without any figure counted instead of shown unless `every`; then
    the totals of all of them.
    """
    t = speaker(lang)
    shown = [row for row in rows if every or row.came]
    today = month_text(report.clock.today, lang)
    blocks: list[Block] = [
        Heading(t("数据到位情况", "Data received"), 1),
        paragraph(
            t(
                f"{say(report.plan.title, lang)}，"
                f"截至{month_text(report.as_of, lang)}；是否逾期按{today}判断",
                f"{say(report.plan.title, lang)}, as of {month_text(report.as_of, lang)};"
                f" lateness judged as of {today}",
            ),
            Tone.MUTED,
        ),
        *_legend(lang),
    ]
    if shown:
        blocks.append(_picture(report.plan.year, shown, lang))
    if hidden := len(rows) - len(shown):
        blocks.append(
            paragraph(
                t(
                    f"另有 {hidden} 项本年没有任何数据，用 --all 列出",
                    f"{number_of(hidden, 'more target')} without any figure this year; --all"
                    " lists them",
                ),
                Tone.MUTED,
            )
        )
    if rows:
        blocks += [
            Heading(t("按章", "By chapter")),
            _totals(_chapters(report, rows, lang), t("章", "Chapter"), lang),
        ]
        owners = ((owner or say(NO_OWNER, lang), group) for owner, group in by_owner(rows).items())
        blocks += [
            Heading(t("按责任单位", "By owner")),
            _totals(owners, t("责任单位", "Owner"), lang),
        ]
    return Page((*blocks, *_unfit(report, lang)))


def _legend(lang: Lang) -> tuple[Paragraph, Paragraph]:
    came, awaited = (
        [
            cell
            for cover in covers
            for cell in (_SIGNS[cover], Cell(f" {say(COVER[cover], lang)}   "))
        ]
        for covers in (_CAME, _AWAITED)
    )
    return Paragraph(tuple(came)), Paragraph(
        (*awaited, Cell(speaker(lang)("空白 无须报送", "blank: nothing expected")))
    )


def _picture(year: int, rows: Iterable[Coverage], lang: Lang) -> Table:
    t = speaker(lang)
    months = [Month(year, month) for month in range(1, 13)]
    columns = [
        Column(t("章", "Chapter"), rank=2),
        Column(t("指标", "Indicator"), flexible=True),
        *(Column(str(month.month), numeric=True) for month in months),
        Column(t("责任单位", "Owner"), rank=1, flexible=True),
    ]
    return Table(
        columns,
        [
            [
                Cell(row.target.chapter, Tone.MUTED),
                Cell(say(row.target.name, lang)),
                *(
                    _SIGNS[cover] if (cover := row.months.get(month)) else _NOTHING
                    for month in months
                ),
                Cell(row.target.owner or "", Tone.MUTED),
            ]
            for row in rows
        ],
    )


def _totals(groups: Iterable[tuple[str, Sequence[Coverage]]], heading: str, lang: Lang) -> Table:
    """One line per group: how many of its periods are in each state."""
    t = speaker(lang)
    columns = [Column(heading, flexible=True), Column(t("目标", "Targets"), numeric=True)]
    columns += [
        Column(say(COVER[cover], lang), numeric=True, rank=cover in (Cover.SKIPPED, Cover.NOT_DUE))
        for cover in Cover
    ]
    lines = []
    for name, rows in groups:
        counts = tally(rows)
        numbers = [
            Cell(str(counts[cover]), _TONES.get(cover, Tone.PLAIN)) if counts[cover] else _NOTHING
            for cover in Cover
        ]
        lines.append([Cell(name), Cell(str(len(rows))), *numbers])
    return Table(columns, lines)


def _chapters(
    report: Report, rows: Iterable[Coverage], lang: Lang
) -> list[tuple[str, list[Coverage]]]:
    titles = part_titles(report.plan, lang)
    groups: dict[str, list[Coverage]] = {title: [] for title in titles.values()}
    for row in rows:
        groups[titles[row.target.chapter]].append(row)
    return [(title, group) for title, group in groups.items() if group]


def _unfit(report: Report, lang: Lang) -> Iterator[Block]:
    """How much of what came does not fit, and where to read it."""
    if count := sum(finding.code.startswith(("SZ2", "SZ3")) for finding in report.findings):
        words = speaker(lang)(
            f"另有 {count} 处对不上，见 sztrack validate --select SZ2,SZ3",
            f"{number_of(count, 'finding')} on data that do not fit, see sztrack validate"
            " --select SZ2,SZ3",
        )
        yield paragraph(words, Tone.MUTED)
