"""Findings as a good linter prints them: path:line: severity code: message, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sztrack.core.model import FileRead, Finding, Severity
from sztrack.core.words.characters import unbroken
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import SEVERITY
from sztrack.page import Block, Cell, Column, Page, Paragraph, Table, Tone, paragraph

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.MUTED}


def listing(findings: Sequence[Finding], lang: Lang) -> Page:
    """Every finding in the order of files and lines, then how many there are."""
    blocks: list[Block] = []
    for finding in sorted(findings, key=lambda f: (f.source, f.code)):
        blocks += lines(finding, lang)
    counts = Counter(finding.severity for finding in findings)
    total = speaker(lang)("，", ", ").join(
        f"{say(SEVERITY[severity], lang)} {counts[severity]}" for severity in Severity
    )
    return Page((*blocks, paragraph(total)))


def files(read: Sequence[FileRead], lang: Lang) -> Page:
    """Which files were read, and how."""
    t = speaker(lang)
    columns = [
        Column(t("读取的文件", "File read")),
        Column(t("表式", "Dialect")),
        Column(t("分隔", "Container"), rank=1),
        Column(t("编码", "Encoding")),
        Column(t("行", "Rows"), numeric=True, rank=2),
        Column(t("数据", "Figures"), numeric=True),
    ]
    rows = [
        [
            Cell(unbroken(f.path)),
            Cell(f.dialect or "-"),
            Cell(f.container),
            Cell(f.encoding),
            Cell(str(f.rows)),
            Cell(str(f.observations)),
        ]
        for f in read
    ]
    return Page((Table(columns, rows),) if rows else ())


def lines(finding: Finding, lang: Lang) -> tuple[Paragraph, Paragraph]:
    """One finding on two lines."""
    t = speaker(lang)
    colon = t("：", ": ")
    head = f"{unbroken(str(finding.source))}: "
    return (
        Paragraph(
            (
                Cell(head, Tone.STRONG),
                Cell(
                    f"{say(SEVERITY[finding.severity], lang)} {finding.code}",
                    _TONES[finding.severity],
                ),
                Cell(colon + unbroken(say(finding.message, lang))),
            )
        ),
        Paragraph(
            (
                Cell("    "),
                Cell(t("处理", "do") + colon, Tone.MUTED),
                Cell(unbroken(say(finding.hint, lang))),
            )
        ),
    )
