"""Where do we stand: headline goals in full, a line per chapter, then what lags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sztrack.core.model import Nature, Severity
from sztrack.core.verdict.report import FLAGGED, YEAR_OVER, Report
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import STATUS
from sztrack.language.numbers import month_text
from sztrack.language.sentences import lacking
from sztrack.page import TONES, Block, Cell, Heading, Page, Paragraph, Tone, paragraph
from sztrack.views.rows import HEADLINE, LISTING, TASKS, assessment_table, remark_lines
from sztrack.views.tallies import by_chapter, by_commitment, tallies


def overview(report: Report, lang: Lang) -> Page:
    """The page a planner sees first."""
    t = speaker(lang)
    headline = [a for a in report.assessments if a.target.nature is not Nature.TASK]
    flagged = sorted(
        (a for a in report.assessments if a.status in FLAGGED and a.target.nature is Nature.TASK),
        key=lambda a: FLAGGED.index(a.status),
    )
    blocks: list[Block] = [*_top(report, lang)]
    if headline:
        blocks += [
            Heading(t("主要目标", "Headline goals")),
            assessment_table(headline, HEADLINE, lang),
            *remark_lines(headline, lang),
        ]
    if flagged:
        blocks += [
            Heading(t("需关注的任务指标", "Task targets to look at")),
            assessment_table(flagged, TASKS, lang),
            *remark_lines(flagged, lang),
        ]
    blocks += [
        Heading(t("各章进展", "By chapter")),
        tallies(by_chapter(report, lang), t("章", "Chapter"), lang),
    ]
    blocks += [
        Heading(t("按性质和力度", "By commitment")),
        tallies(by_commitment(report, lang), t("类别", "Commitment"), lang),
    ]
    return Page((*blocks, *_bottom(report, lang)))


def listing(report: Report, lang: Lang) -> Page:
    """Every row of the report, one after the other."""
    return Page(
        (
            *_top(report, lang),
            assessment_table(report.assessments, LISTING, lang),
            *_bottom(report, lang),
        )
    )


def _top(report: Report, lang: Lang) -> Iterable[Block]:
    t = speaker(lang)
    yield Heading(say(report.plan.title, lang), 1)
    month, rows = month_text(report.as_of, lang), len(report.assessments)
    yield paragraph(
        t(f"截至{month}，共 {rows} 项", f"As of {month}, {number_of(rows, 'target')}"),
        Tone.MUTED,
    )
    if report.is_blind:
        what = lacking(report, lang)
        words = t(
            f"无从判断：{what}；请查看 actuals/",
            f"Nothing can be judged: {what}; look into actuals/",
        )
        yield paragraph(words, Tone.BAD)
    for finding in report.findings:
        if finding.code == YEAR_OVER:
            yield paragraph(say(finding.message, lang), Tone.WARNING)


def _bottom(report: Report, lang: Lang) -> Iterable[Block]:
    t = speaker(lang)
    tally = [
        Cell(f"{say(STATUS[status], lang)} {count}", TONES[status])
        for status, count in report.tally.items()
    ]
    if tally:
        yield Heading(t("合计", "Total"))
        yield Paragraph(
            tuple(
                cell for pair in zip(tally, [Cell("  ")] * len(tally), strict=True) for cell in pair
            )[:-1]
        )
    counts = Counter(finding.severity for finding in report.findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if errors or warnings:
        text = t(
            f"数据有 {errors} 处错误、{warnings} 处警告，用 sztrack validate 查看",
            f"{number_of(errors, 'error')} and {number_of(warnings, 'warning')} in the data;"
            " sztrack validate lists them",
        )
        yield paragraph(text, Tone.BAD if errors else Tone.WARNING)
    hint = t("数字出处：sztrack show 指标id", "Source of a figure: sztrack show ID")
    yield paragraph(hint, Tone.MUTED)
