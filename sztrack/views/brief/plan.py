"""The plan's audit of itself: goals that contradict, repeat or ask for less than was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sztrack.core.checks import summaries
from sztrack.core.model import Finding, Text
from sztrack.language import say, speaker
from sztrack.page import Block, paragraph
from sztrack.views.brief import Brief

PLACE = 10
TITLE = Text("目标合理性", "Soundness of the goals")
_RULES = "SZ5"


def blocks(brief: Brief) -> Iterator[Block]:
    """A rule that found one thing says it, others say how many."""
    t, lang = speaker(brief.lang), brief.lang
    found: dict[str, list[Finding]] = {}
    for finding in brief.findings:
        if finding.code.startswith(_RULES):
            found.setdefault(finding.code, []).append(finding)
    words = summaries() if found else {}
    for code in sorted(found, key=lambda code: (_severity(found[code]), code)):
        several = t(
            f"{words[code].zh}的有{len(found[code])}处", f"{words[code].en}: {len(found[code])}"
        )
        said = say(found[code][0].message, lang) if len(found[code]) == 1 else several
        yield paragraph(
            t(f"{said}（{code}）。", f"{said[0].upper()}{said[1:]} ({code})."),
            notes=(_places(found[code]),),
        )


def _severity(found: Sequence[Finding]) -> int:
    return list(type(found[0].severity)).index(found[0].severity)


def _places(found: Sequence[Finding]) -> str:
    """`targets.yaml:12, 45`: every line, by file."""
    lines: dict[str, list[str]] = {}
    for finding in found:
        lines.setdefault(finding.source.path, []).append(str(finding.source.line))
    return "; ".join(f"{path}:{', '.join(numbers)}" for path, numbers in lines.items())
