"""The monthly brief: what a planner writes for the director, every number of it computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sztrack.core.checks import summaries
from sztrack.core.model import Assessment, Finding, Nature, Severity, Status
from sztrack.core.report import FLAGGED, Report
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NATURE, STATUS
from sztrack.language.numbers import month_text
from sztrack.language.sentences import reason, requirement
from sztrack.page import Block, Cell, Heading, Page, Paragraph, Tone, paragraph
from sztrack.views.rows import assessment_table, remark_lines
from sztrack.views.tallies import by_chapter, by_commitment, tallies

_SILENT = (Status.INSUFFICIENT, Status.NO_DATA, Status.PENDING, Status.TRACKED)
_PLAN_RULES = "SZ5"


def brief(report: Report, lang: Lang) -> Page:
    """The brief of one month."""
    t, month = speaker(lang), month_text(report.as_of, lang)
    title = say(report.plan.title, lang)
    headline = [a for a in report.assessments if a.target.nature is not Nature.TASK]
    flagged = sorted((a for a in report.assessments if a.status in FLAGGED), key=lambda a: FLAGGED.index(a.status))
    sections: list[tuple[str, Sequence[Block]]] = [
        (t("总体情况", "Overview"), list(_overview(report, headline, lang))),
        (t("主要指标完成情况", "Headline goals"), [assessment_table(headline, lang, with_nature=True), *remark_lines(headline, lang)]),
        (t("滞后、预警和逾期指标", "What lags, is at risk or overdue"), [_case(a, lang) for a in flagged]),
        (t("各章进展", "By chapter"), [tallies(by_chapter(report, lang), t("章", "Chapter"), lang)]),
        (t("按性质和力度", "By commitment"), [tallies(by_commitment(report, lang), t("类别", "Commitment"), lang)]),
        (t("目标合理性", "The plan's audit of itself"), list(_plan_rules(report, lang))),
        (t("数据质量与报送情况", "Quality of the data"), list(_quality(report, lang))),
    ]
    blocks: list[Block] = [Heading(t(f"{title}执行情况简报（{month}）", f"{title}: brief for {month}"), 1)]
    numerals = "一二三四五六七八九十"
    written = [(name, body) for name, body in sections if body]
    for place, (name, body) in enumerate(written):
        blocks += [Heading(t(f"{numerals[place]}、{name}", name)), *body]
    return Page(tuple(blocks))


def _overview(report: Report, headline: Sequence[Assessment], lang: Lang) -> Iterator[Block]:
    t, month = speaker(lang), month_text(report.as_of, lang)
    counts = report.tally
    silent = sum(counts.get(status, 0) for status in _SILENT)
    judged = _counted({status: count for status, count in counts.items() if status not in _SILENT}, lang)
    total = len(report.assessments)
    yield paragraph(
        t(
            f"截至{month}，{total}项目标中，{judged or '尚无可判断的目标'}；另有{silent}项无数据、数据不足、待下达或仅作跟踪。",
            f"As of {month}, of {total} targets: {judged or 'none can be judged'}; "
            f"{silent} more have no or too little data, are still to be assigned, or are only tracked.",
        )
    )
    for nature in (Nature.BINDING, Nature.EXPECTED):
        rows = [a for a in headline if a.target.nature is nature]
        if rows:
            words = _counted(Counter(a.status for a in rows), lang)
            name = say(NATURE[nature], lang)
            yield paragraph(t(f"{name}指标{len(rows)}项：{words}。", f"{len(rows)} {name} goals: {words}."))


def _counted(counts: Mapping[Status, int], lang: Lang) -> str:
    t = speaker(lang)
    return t("，", ", ").join(t(f"{say(STATUS[s], lang)}{counts[s]}项", f"{say(STATUS[s], lang)} {counts[s]}") for s in Status if counts.get(s))


def _case(a: Assessment, lang: Lang) -> Paragraph:
    """One indicator in sentences, with the line its figure stands in."""
    t = speaker(lang)
    words = t("。", ". ").join(filter(None, (reason(a, lang), requirement(a, lang)))) + t("。", ".")
    place = f" [{a.actual.sources[0]}]" if a.actual else ""
    name = f"{say(a.target.name, lang)}{t('（', ' (')}{say(STATUS[a.status], lang)}{t('）：', '): ')}"
    return Paragraph((Cell(name, Tone.STRONG), Cell(words), Cell(place, Tone.MUTED)))


def _plan_rules(report: Report, lang: Lang) -> Iterator[Block]:
    """What the rules about the plan itself found: a rule that found one thing says it, others say how many."""
    t, words = speaker(lang), summaries()
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.code.startswith(_PLAN_RULES):
            found.setdefault(finding.code, []).append(finding)
    for code in sorted(found):
        several = t(f"{say(words[code], lang)}：{len(found[code])}处", f"{say(words[code], lang)}: {len(found[code])}")
        said = say(found[code][0].message, lang) if len(found[code]) == 1 else several
        yield paragraph(t(f"{said}（{code}）。", f"{said} ({code})."))


def _quality(report: Report, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    shown = [a for a in report.assessments if a.actual]
    second, disputed = sum(a.actual.second_hand for a in shown if a.actual), sum(a.actual.disputed for a in shown if a.actual)
    late = [a for a in report.assessments if a.late and a.through]
    yield paragraph(
        t(
            f"有本年数据的目标{len(shown)}项，其中二手数据{second}项、有争议{disputed}项、逾期{len(late)}项。",
            f"{len(shown)} targets have a figure of this year: {second} second-hand, {disputed} disputed, {len(late)} late.",
        )
    )
    counts = Counter(f.severity for f in report.findings if not f.code.startswith(_PLAN_RULES))
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    yield paragraph(
        t(f"数据错误{errors}处、警告{warnings}处，见 sztrack validate。", f"Errors in the data: {errors}, warnings: {warnings}; see sztrack validate.")
    )
