"""Characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Source, Text

RULE = Rule(
    code="SZ414",
    severity=Severity.WARNING,
    summary=Text("含有看不见的字符", "hidden characters"),
    why=Text(
        "零宽字符、文字方向控制符、文中的字节顺序标记和控制字符看不见，却使名称对不上，"
        "或使显示与内容不同",
        "zero-width and direction marks, byte order marks inside the text and control characters"
        " are not visible, but they keep names from matching, or make one text look like another",
    ),
    remedy=Text("删去该字符，或重新键入这一格", "delete the character, or retype the cell"),
)
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_HARMLESS = "\n\r\t"
"""Blanks of other widths (no-break, full-width) are harmless too: names are matched without
blanks.
"""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per text of the plan, and per cell of a row, that holds any; where it stands is
    shown as <U+200B>.
    """
    for source, text in _texts(audit):
        shown = "".join(f"<U+{ord(char):04X}>" if _is_hidden(char) else char for char in text)
        if shown != text:
            yield RULE.at(
                source,
                Text(f"“{shown}”含有看不见的字符", f"'{shown}' contains a hidden character"),
            )


def _texts(audit: Audit) -> Iterator[tuple[Source, str]]:
    """The texts that are worth a closer look, and where they stand."""
    for source, texts in _written(audit):
        yield from ((source, text) for text in texts if not text.isprintable())


def _written(audit: Audit) -> Iterator[tuple[Source, Iterable[str]]]:
    """All texts that are looked at, by where they stand."""
    for chapter in audit.plan.chapters:
        yield chapter.source, chapter.title
    for task in audit.plan.tasks:
        yield task.source, task.title
    for target in audit.plan.targets:
        texts = (
            *target.name,
            target.indicator,
            target.wording,
            target.owner or "",
            *target.supporting,
            *(target.note or ()),
        )
        yield target.source, dict.fromkeys(texts)
    for row in audit.rows:
        yield row.source, (row.indicator, row.evidence, row.cited, row.note)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN and char not in _HARMLESS
