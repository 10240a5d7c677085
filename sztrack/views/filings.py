"""What became of every row that was sent in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sztrack.core.collect.filing import FILED, Batch, Filing, Outcome
from sztrack.core.collect.said import Said, changed, said
from sztrack.core.model import LeftBlank, Target, Text
from sztrack.core.words.characters import one_line
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import STAGE
from sztrack.language.numbers import bounded_text, growth_text, published
from sztrack.page import Block, Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.findings import lines

_OUTCOMES = {
    Outcome.NEW: Text("收下", "filed"),
    Outcome.REVISED: Text("收下，修订", "filed as a revision"),
    Outcome.UNCHANGED: Text("与已收的相同", "already on record"),
    Outcome.TAKEN: Text("以前已收", "filed before"),
    Outcome.UNKNOWN: Text("未收：计划中没有这一指标", "refused: not in the plan"),
    Outcome.FUTURE: Text("未收：时期还没有结束", "refused: the period has not ended"),
    Outcome.WRONG_UNIT: Text("未收：单位不能换算", "refused: the unit does not convert"),
    Outcome.SLIPPED: Text(
        "未收：单位与上期不同，数相差约一万倍或一亿倍",
        "refused: in a different unit from before, and out by a factor of about 10,000 or 100"
        " million",
    ),
    Outcome.CONTRADICTED: Text(
        "未收：同时报来的数互相矛盾", "refused: the rows sent contradict each other"
    ),
    Outcome.UNCLEAR: Text(
        "未收：分不清由谁报送，用 --from 指明",
        "refused: the sender is unclear; name it with --from",
    ),
    Outcome.FOREIGN: Text(
        "未收：不是报送单位的指标，用 --from 指明由谁报送",
        "refused: not the sender's target; name the sender with --from",
    ),
    Outcome.UNVERIFIED: Text(
        "未收：核实不能由报送单位作出，核查后用 --verified --from 核查单位",
        "refused: a unit cannot verify itself; after the inspection use --verified --from"
        " INSPECTOR",
    ),
    Outcome.VERIFIED: Text(
        "未收：该时期已经核实，自报不能更改",
        "refused: this period is verified; a unit's own report does not change it",
    ),
    Outcome.BACKDATED: Text(
        "未收：已收的数发布日期更晚，仍以其为准",
        "refused: the figure on record was released later and still counts",
    ),
}
_BACKED = Text("收下，依据有补充或改动", "filed: evidence added or changed")
_NAMED = 5
"""So many of the targets still owed, or of the rows left blank, are named."""
_TONES = {
    Outcome.NEW: Tone.GOOD,
    Outcome.REVISED: Tone.WARNING,
    Outcome.UNCHANGED: Tone.MUTED,
    Outcome.TAKEN: Tone.MUTED,
}


def account(batches: Sequence[Batch], still: Sequence[Target], lang: Lang, *, trial: bool) -> Page:
    """File by file: the rows and what the reader says of them; then the count, and what the same
    units still owe.
    """
    t = speaker(lang)
    blocks = [block for batch in batches for block in _batch(batch, lang)]
    counts = Counter(filing.outcome in FILED for batch in batches for filing in batch.filings)
    done = t("试收，未写入：", "Trial run, nothing written: ") if trial else ""
    blocks.append(
        paragraph(
            done
            + t(
                f"收下 {counts[True]} 行，其余 {counts[False]} 行",
                f"{number_of(counts[True], 'row')} filed, {counts[False]} not filed",
            )
        )
    )
    if still:
        names = t("、", ", ").join(say(target.name, lang) for target in still[:_NAMED])
        more = (
            t("等，见 sztrack collect owing", " and others, see sztrack collect owing")
            if len(still) > _NAMED
            else ""
        )
        blocks.append(
            paragraph(
                t(
                    f"仍欠报 {len(still)} 项：{names}{more}",
                    f"Still outstanding ({len(still)}): {names}{more}",
                ),
                Tone.WARNING,
            )
        )
    return Page(tuple(blocks))


def _batch(batch: Batch, lang: Lang) -> Iterator[Block]:
    t = speaker(lang)
    yield Heading(batch.path)
    if batch.taken_before:
        yield paragraph(
            t(
                f"同一文件已经收过（{batch.taken_before}）",
                f"this same file was filed before ({batch.taken_before})",
            ),
            Tone.WARNING,
        )
    if batch.filings:
        columns = [
            Column(t("行", "Line"), numeric=True, rank=1),
            Column(t("指标", "Indicator"), flexible=True),
            Column(t("时期", "Period")),
            Column(t("报送", "Sent"), numeric=True),
            Column(t("原有", "Before"), numeric=True),
            Column(t("结果", "Outcome"), flexible=True),
        ]
        yield Table(columns, [_row(filing, lang) for filing in batch.filings])
    if batch.blank:
        named = t("、", ", ").join(_left_blank(row, lang) for row in batch.blank[:_NAMED])
        more = t("等", " and others") if len(batch.blank) > _NAMED else ""
        yield paragraph(
            t(
                f"未填 {len(batch.blank)} 行：{named}{more}",
                f"Left blank ({len(batch.blank)}): {named}{more}",
            ),
            Tone.WARNING,
        )
    for finding in batch.findings:
        yield from lines(finding, lang)


def _left_blank(row: LeftBlank, lang: Lang) -> str:
    t, note = speaker(lang), one_line(row.note)
    return t(f"第{row.line}行 {row.indicator}", f"line {row.line} {row.indicator}") + (
        t(f"（{note}）", f" ({note})") if note else ""
    )


def _row(filing: Filing, lang: Lang) -> list[Cell]:
    row = filing.row
    backed = filing.outcome in FILED and changed(said(row), filing.before) == ("evidence",)
    return [
        Cell(str(row.source.line), Tone.MUTED),
        Cell(say(filing.target.name, lang) if filing.target else row.indicator),
        Cell(str(row.month)),
        Cell(_said(filing, said(row), lang)),
        Cell(_said(filing, filing.before, lang) or "-", Tone.MUTED),
        Cell(
            say(_BACKED if backed else _OUTCOMES[filing.outcome], lang),
            _TONES.get(filing.outcome, Tone.BAD),
        ),
    ]


def _said(filing: Filing, words: Said, lang: Lang) -> str:
    value, growth, stage, _ = words
    unit = filing.row.value.unit if filing.row.value else None
    parts = []
    if value is not None and unit:
        parts.append(bounded_text(filing.row.bound, published(value, unit, lang), lang))
    if growth is not None:
        parts.append(growth_text(growth, lang, bound=filing.row.growth_bound))
    parts += [say(STAGE[stage], lang)] if stage else []
    return "\n".join(parts)
