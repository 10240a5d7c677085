"""The figures themselves: which came in, which are overdue and who owes them, what was revised,
second-hand, disputed or refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sztrack.core.model import Assessment, Finding, Nature, Severity, Status, Text
from sztrack.core.record.coverage import Cover, coverage
from sztrack.core.words.english import number_of
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import covered_text
from sztrack.language.labels import SEVERITY
from sztrack.language.numbers import month_text, months_text, span_text
from sztrack.language.sentences import stood_text
from sztrack.page import Block, Cell, Column, Paragraph, Table, Tone, paragraph
from sztrack.views.brief import Brief
from sztrack.views.claims import notes

PLACE = 9
TITLE = Text("数据质量与报送情况", "Data quality and reporting")
_ELSEWHERE = ("SZ5", "SZ408", "SZ409", "SZ419")
"""Findings that other lines tell of: about the plan itself, and about late figures."""
_SAME = 3
"""How many findings of one code are told in full: a file of next month's figures is one matter, not
thirty.
"""


def blocks(brief: Brief) -> Iterator[Block]:
    """Counts, the overdue rows with their units, then what was revised, second-hand, disputed or in
    doubt.
    """
    t, rows = speaker(brief.lang), brief.report.assessments
    if not rows:
        if brief.findings:
            yield from _doubtful(brief)
        return
    yield from _reported(brief)
    yield from _revised(brief)
    second_hand = [a for a in rows if a.actual and a.actual.second_hand]
    yield from _marked(t("二手数据", "Second-hand"), second_hand, brief)
    derived = [a for a in rows if a.actual and a.actual.derivation]
    yield from _marked(t("推算数据", "Calculated, not published"), derived, brief)
    yield from _doubtful(brief)


def _reported(brief: Brief) -> Iterator[Block]:
    """How many figures came in, which are overdue, and who owes them."""
    rows = brief.report.assessments
    late = [a for a in rows if a.late and a.through]
    missing = [a for a in rows if a.status is Status.NO_DATA]
    yield from _never_came([a for a in missing if a.due], brief)
    yield _counts(rows, late, missing, brief)
    yield from _skipped(brief)
    if late:
        yield _overdue(late, brief)
    yield from _owing(brief, [*late, *(a for a in missing if a.due)])


def _never_came(awaited: Sequence[Assessment], brief: Brief) -> Iterator[Block]:
    """The headline goals of which no figure of the year has come though some are due, by name."""
    t, lang = speaker(brief.lang), brief.lang
    rows = [a for a in awaited if a.target.nature is not Nature.TASK]
    if not rows:
        return
    names = t("、", ", ").join(say(a.target.name, lang) for a in rows)
    words = t(
        f"主要指标中应有数据而本年尚无任何数据的{len(rows)}项：{names}。",
        f"Headline goals with no figure this year although some are due ({len(rows)}): {names}.",
    )
    places = tuple(dict.fromkeys(str(a.target.source) for a in rows))
    yield paragraph(words, Tone.WARNING, places)


def _skipped(brief: Brief) -> Iterator[Block]:
    """The headline goals with a newer figure of which earlier months are missing, and which."""
    t, lang = speaker(brief.lang), brief.lang
    headline = [a for a in brief.report.assessments if a.target.nature is not Nature.TASK]
    named, places = [], []
    for row in coverage(headline, brief.report.clock):
        months = [
            span_text(month, month, lang)
            for month, cover in row.months.items()
            if cover is Cover.SKIPPED
        ]
        if months:
            name, lacks = say(row.target.name, lang), t("、", ", ").join(months)
            named.append(t(f"{name}（{lacks}）", f"{name} ({lacks})"))
            places.append(str(row.target.source))
    if named:
        listed = t("、", "; ").join(named)
        words = t(
            f"已有较新数据而缺以往月份的主要指标{len(named)}项：{listed}。",
            f"Headline goals whose earlier months are missing ({len(named)}): {listed}.",
        )
        yield paragraph(words, notes=tuple(places))


def _counts(
    rows: Sequence[Assessment],
    late: Sequence[Assessment],
    missing: Sequence[Assessment],
    brief: Brief,
) -> Paragraph:
    """How many targets have a figure, how many of these are late, and how many have none."""
    t = speaker(brief.lang)
    shown = sum(a.through is not None for a in rows)
    place = brief.listed(t("目标", "targets"))
    should = _should_have(sum(a.due is not None for a in missing), brief.lang)
    if not shown:
        words = t(
            f"{len(rows)}项目标均没有可比数据或进度报告",
            f"No figure or report this year for any of {number_of(len(rows), 'target')}",
        )
        return paragraph(words + should + t("。", "."), notes=place)
    words = t(
        f"{len(rows)}项目标中，有可比数据或进度报告的{shown}项",
        f"{shown} of {number_of(len(rows), 'target')} with a figure or report this year",
    )
    if late:
        words += t(f"，其中报送逾期{len(late)}项", f", {len(late)} of them late")
    else:
        words += t("，均未逾期", ", none of them late")
    if missing:
        words += t(f"；无数据{len(missing)}项", f"; {len(missing)} without")
    return paragraph(words + should + t("。", "."), notes=place)


def _should_have(due: int, lang: Lang) -> str:
    """Of those without a figure, how many should have one by their calendar."""
    if not due:
        return ""
    return speaker(lang)(
        f"，其中按发布周期应有数据{due}项",
        f", of which {due} should have one by their release calendar",
    )


def _overdue(late: Sequence[Assessment], brief: Brief) -> Table:
    t, lang = speaker(brief.lang), brief.lang
    columns = [
        Column(t("逾期指标", "Overdue")),
        Column(t("最新数据", "Latest")),
        Column(t("应报至", "Due")),
        Column(t("逾期（月）", "Months late"), numeric=True),
        Column(t("责任单位", "Owner"), flexible=True),
    ]
    table = []
    for a in sorted(late, key=lambda a: -a.late):
        newest = Cell(
            covered_text(a, a.through, lang) if a.through else "",
            notes=notes(a, a.actual.sources[:1] if a.actual else ()),
        )
        due = month_text(a.due, lang) if a.due else "-"
        table.append(
            [
                Cell(say(a.target.name, lang)),
                newest,
                Cell(due),
                Cell(str(a.late), Tone.WARNING),
                Cell(a.target.owner or t("未明确", "not named")),
            ]
        )
    return Table(columns, brief.first(table))


def _owing(brief: Brief, owed: Sequence[Assessment]) -> Iterator[Block]:
    """Who owes figures: the units by how many."""
    t = speaker(brief.lang)
    if not owed:
        return
    units = Counter(a.target.owner for a in owed)
    nobody = units.pop(None, 0)
    named: list[str] = [
        t(f"{unit}{count}项", f"{unit} {count}")
        for unit, count in sorted(units.items(), key=lambda one: (-one[1], one[0] or ""))
    ]
    left = len(named) - len(brief.first(named))
    parts = [
        *brief.first(named),
        *(
            [t(f"其余{left}个单位见附表", f"{number_of(left, 'more unit')} in the annex")]
            if left
            else []
        ),
    ]
    if named:
        parts += [t(f"未明确责任单位{nobody}项", f"no responsible unit {nobody}")] if nobody else []
        words = t("，其中", ", of which ") + t("、", ", ").join(parts)
    else:
        words = t("，均未明确责任单位", ", none with a responsible unit")
    place = (
        t(
            f"{brief.report.plan.source}：各目标的 owner",
            f"{brief.report.plan.source}: the owner of each target",
        ),
    )
    yield paragraph(
        t(f"应报未报{len(owed)}项{words}。", f"Outstanding: {len(owed)}{words}."), notes=place
    )


def _revised(brief: Brief) -> Iterator[Block]:
    t, lang = speaker(brief.lang), brief.lang
    for revision in brief.report.revisions:
        target = revision.target
        mine = next((a for a in brief.report.assessments if a.target.id == target.id), None)
        if mine is None:
            continue
        first, *later = [
            stood_text(vintage.value, target.goal.unit if target.goal else PERCENT, lang)
            for vintage in revision.vintages
        ]
        days = [vintage.since for vintage in revision.vintages[1:]]
        steps = [
            value + (t(f"（{day}修订）", f" (on {day})") if day else "")
            for value, day in zip(later, days, strict=True)
        ]
        became, months = (
            t("、", ", then ").join(steps),
            months_text(revision.month, target.kind, lang),
        )
        text = t(
            f"修订：{target.name.zh}{months}由{first}修订为{became}。",
            f"Revised: {target.name.en}, {months}, from {first} to {became}.",
        )
        yield paragraph(text, notes=notes(mine, (revision.source,)))


def _marked(words: str, rows: Sequence[Assessment], brief: Brief) -> Iterator[Block]:
    """Rows whose figure has something in common, by name."""
    t, lang = speaker(brief.lang), brief.lang
    cells = [Cell(t(f"{words}{len(rows)}项：", f"{words} ({len(rows)}): "))]
    for place, a in enumerate(brief.first(rows)):
        months = covered_text(a, a.through, lang) if a.through else ""
        name = (
            (t("、", ", ") if place else "")
            + say(a.target.name, lang)
            + t(f"（{months}）", f" ({months})")
        )
        cells.append(Cell(name, notes=notes(a, a.actual.sources[:1] if a.actual else ())))
    left = len(rows) - len(brief.first(rows))
    cells.append(Cell(t(f"等{len(rows)}项。", f" and {left} more.") if left else t("。", ".")))
    if rows:
        yield Paragraph(tuple(cells))


def _doubtful(brief: Brief) -> Iterator[Block]:
    """What the checks found in the data: errors and warnings with their words, the worst first."""
    t = speaker(brief.lang)
    found = [finding for finding in brief.findings if _is_told_here(finding)]
    if not found:
        yield paragraph(
            t(
                "除逾期外，数据校验未发现错误和警告。",
                "Apart from overdue data, the checks found no errors or warnings.",
            )
        )
        return
    counts = Counter(finding.severity for finding in found)
    sorts = [
        t(f"{SEVERITY[s].zh}{counts[s]}处", f"{number_of(counts[s], SEVERITY[s].en)}")
        for s in Severity
        if counts[s]
    ]
    words = t("、", ", ").join(sorts)
    yield paragraph(
        t(
            f"除逾期外，数据校验发现{words}：",
            f"Apart from overdue data, the checks found {words}.",
        )
    )
    by_code: dict[str, list[Finding]] = {}
    for finding in sorted(found, key=_rank):
        by_code.setdefault(finding.code, []).append(finding)
    told = brief.first([finding for same in by_code.values() for finding in same[:_SAME]])
    yield from (_doubt(finding, brief.lang) for finding in told)
    yield from _more(len(found) - len(told), brief.lang == "zh")


def _is_told_here(finding: Finding) -> bool:
    return not finding.code.startswith(_ELSEWHERE) and finding.severity is not Severity.INFO


def _doubt(finding: Finding, lang: Lang) -> Paragraph:
    t = speaker(lang)
    tone = Tone.BAD if finding.severity is Severity.ERROR else Tone.WARNING
    words = (
        f"{say(SEVERITY[finding.severity], lang)} {finding.code}"
        f"{t('：', ': ')}{say(finding.message, lang)}{t('。', '.')}"
    )
    return paragraph(words, tone, (str(finding.source),))


def _more(left: int, chinese: bool) -> Iterator[Block]:
    if left:
        yield paragraph(
            (
                f"其余{left}处见 sztrack validate。"
                if chinese
                else f"sztrack validate lists the other {left}."
            ),
            Tone.MUTED,
        )


def _rank(finding: Finding) -> tuple[int, str, int, str]:
    return (
        list(Severity).index(finding.severity),
        finding.source.path,
        finding.source.line,
        finding.code,
    )
