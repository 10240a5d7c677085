"""What is said of a row, with the file and line behind every sentence, and with its doubt where a
figure failed a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sztrack.core.model import (
    Assessment,
    Document,
    Finding,
    Severity,
    Source,
    Status,
    Text,
)
from sztrack.core.verdict.course import Turn
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import parse_day
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import day_text, month_text, numeral
from sztrack.language.prose import goal_words, momentum, needed, outlook, previous, standing
from sztrack.language.sentences import reason, remarks
from sztrack.page import Block, Cell, Heading, Paragraph, Tone, paragraph

Claim = tuple[str, Iterable[Source]]
"""A sentence, and where its numbers stand."""


TURN = {
    Turn.NEW: Text("新增预警或滞后", "newly at risk or off track"),
    Turn.WORSE: Text("降级", "downgraded"),
    Turn.EASED: Text("有所好转", "improved"),
    Turn.RECOVERED: Text("恢复正常", "back on track"),
    Turn.MET: Text("新完成", "newly met"),
    Turn.OVERDUE: Text("新逾期未报", "newly overdue"),
    Turn.REPORTED: Text("新报数据", "newly reported"),
}
"""What became of a row since the month before."""


def notes(a: Assessment, sources: Iterable[Source]) -> tuple[str, ...]:
    """File, line and publication of each place, for footnotes."""
    cited = {row.source: row.cited for row in a.series.rows}
    return tuple(dict.fromkeys(f"{source} {cited.get(source, '')}".strip() for source in sources))


def cut_off(report: Report, lang: Lang, *more: str) -> str:
    """Up to which month the data go, which figure is the newest, and when it came out; then
    `more`.
    """
    t, month = speaker(lang), month_text(report.as_of, lang)
    rows = [
        row
        for a in report.assessments
        for row in a.series.rows
        if row.month.year == report.plan.year
    ]
    newest = max((row.month for row in rows), default=None)
    days = [row.released for row in rows if row.released]
    parts = [t(f"数据截至{month}", f"Data up to {month}")]
    if newest is None:
        parts = [t(f"截至{month}没有任何数据", f"No figure up to {month}")]
    if newest and newest != report.as_of:
        parts.append(
            t(
                f"最新一期为{month_text(newest, lang)}",
                f"the latest figure is for {month_text(newest, lang)}",
            )
        )
    if days:
        last = day_text(max(days), lang)
        parts.append(t(f"最近发布于{last}", f"last released on {last}"))
    return t("；", "; ").join(filter(None, (*parts, *more))) + t("。", ".")


def opening(title: str, report: Report, lang: Lang, *more: str) -> Iterator[Block]:
    """The title of a document about the plan, how far its data go, and the plan's text."""
    t = speaker(lang)
    yield Heading(title, 1)
    yield paragraph(cut_off(report, lang, *more), Tone.MUTED)
    if report.plan.document:
        cited = document_words(report.plan.document, lang)
        yield paragraph(
            t(f"计划文本：{cited}。", f"The plan: {cited}."), Tone.MUTED, (str(report.plan.source),)
        )


def document_words(document: Document, lang: Lang) -> str:
    """A document as it is cited in running text: 《报告》（市发展改革委，2024年1月30日）."""
    t, day = speaker(lang), parse_day(document.date)
    about = [
        say(document.publisher, lang) if document.publisher else "",
        day_text(day, lang) if day else document.date,
        document.url,
    ]
    title = say(document.title, lang)
    named = t(title if title.startswith("《") else f"《{title}》", title)
    if not any(about):
        return named
    said = t("，", ", ").join(filter(None, about))
    return named + t(f"（{said}）", f" ({said})")


def section(place: int | None, title: str, anchor: str, lang: Lang) -> Heading:
    """The heading of a section, numbered unless it is an annex: 一、总体情况."""
    if place is None:
        return Heading(title, 2, anchor)
    return Heading(speaker(lang)(f"{numeral(place)}、{title}", f"{place}. {title}"), 2, anchor)


def counted(counts: Iterable[tuple[Text, int]], lang: Lang) -> str:
    """How many there are of each sort: 正常5项、预警1项; sorts of which there are none are left
    out.
    """
    t = speaker(lang)
    return t("、", ", ").join(
        t(f"{words.zh}{count}项", f"{count} {words.en}") for words, count in counts if count
    )


def claim(
    a: Assessment,
    claims: Iterable[Claim],
    doubts: Sequence[Finding],
    lang: Lang,
    number: int | None = None,
) -> Paragraph:
    """A row's name and goal, then the sentences about it. Where an error touches its figures they
    are not written, and the error is named.
    """
    t, goal = speaker(lang), a.target.goal
    asked = goal_words(goal, a.target.kind, lang) if goal else ""
    name = (t(f"{number}．", f"{number}. ") if number else "") + say(a.target.name, lang)
    cells = [
        Cell(name, Tone.STRONG),
        Cell(t(f"（目标{asked}）：", f" (goal {asked}): ") if asked else t("：", ": ")),
    ]
    errors = [finding for finding in doubts if finding.severity is Severity.ERROR]
    if errors:
        codes = t("、", ", ").join(dict.fromkeys(finding.code for finding in errors))
        withheld = t(
            f"数据未通过校验（{codes}），暂不作判断。",
            f"the figures failed a check ({codes}) and are not assessed.",
        )
        return Paragraph(
            (*cells, Cell(withheld, Tone.BAD, notes(a, (finding.source for finding in errors))))
        )
    for words, sources in claims:
        if words:
            cells += [Cell(_sentence(words, lang), notes=notes(a, sources)), Cell(t("", " "))]
    for finding in doubts:
        words = t(
            f"（存疑：{say(finding.message, lang)}。）",
            f"(In doubt: {say(finding.message, lang)}.)",
        )
        cells.append(Cell(words, Tone.WARNING, notes(a, [finding.source])))
    return Paragraph(tuple(cells))


def course_claims(a: Assessment, lasting: str, lang: Lang) -> list[Claim]:
    """Where a row stands and since when, where it will end, and what the goal takes."""
    if a.actual is None:
        row = a.stage
        return [(stood(a, lang), [row.source if row else a.target.source])]
    before = previous(a)
    seen = [
        a.actual.sources[0],
        *([a.series.actuals[before].sources[0]] if before and momentum(a, lang) else []),
    ]
    sep = speaker(lang)("，", ", ")
    return [
        (
            sep.join(filter(None, (standing(a, lang), momentum(a, lang), lasting)))
            + figure_marks(a, lang),
            seen,
        ),
        (outlook(a, lang), a.actual.sources),
        (needed(a, lang), _behind_needed(a)),
    ]


def stood(a: Assessment, lang: Lang) -> str:
    """How far a deliverable has come, and whether its date has passed."""
    by = month_text(a.target.by, lang)
    past = (
        speaker(lang)(f"期限{by}，到期未完成；", f"due {by} and not done; ")
        if a.status is Status.MISSED
        else ""
    )
    return past + reason(a, lang)


def figure_marks(a: Assessment, lang: Lang) -> str:
    """What must be said with a figure, in brackets: second-hand, disputed, worked out, late."""
    t, marks = speaker(lang), remarks(replace(a, required=None, pace=None, projection=None), lang)
    return t("（", " (") + t("、", ", ").join(marks) + t("）", ")") if marks else ""


def _behind_needed(a: Assessment) -> list[Source]:
    required = a.required
    if required is None or a.actual is None:
        return []
    record = required.best.figure.sources[:1] if required.best and required.value > 0 else ()
    return [*(required.weight_from or a.actual.sources[:1]), *record]


def _sentence(words: str, lang: Lang) -> str:
    """The words with a capital where the language has one, and a full stop."""
    return f"{words}。" if lang == "zh" else f"{words[0].upper()}{words[1:]}."
