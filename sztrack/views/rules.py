"""What the codes stand for: all of them in a list, or one in full."""

from __future__ import annotations

from collections.abc import Iterable

from sztrack.core.model import Rule, Severity, Text
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import SEVERITY
from sztrack.page import Cell, Column, Heading, Page, Paragraph, Table, Tone

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.MUTED}


def listing(rules: Iterable[Rule], lang: Lang) -> Page:
    """One line per code."""
    t = speaker(lang)
    columns = [
        Column(t("代码", "Code")),
        Column(t("级别", "Severity")),
        Column(t("含义", "Meaning"), flexible=True),
    ]
    rows = [
        [
            Cell(rule.code, Tone.STRONG),
            Cell(say(SEVERITY[rule.severity], lang), _TONES[rule.severity]),
            Cell(say(rule.summary, lang)),
        ]
        for rule in rules
    ]
    return Page((Table(columns, rows),))


def detail(rule: Rule, example: tuple[str, str, Text] | None, lang: Lang) -> Page:
    """One code in full, with its example where there is one: a place, what stands there, and what
    is said of it.
    """
    t = speaker(lang)
    severity, colon = say(SEVERITY[rule.severity], lang), t("：", ": ")

    def part(name: str, text: str) -> Paragraph:
        return Paragraph((Cell(name + colon, Tone.MUTED), Cell(text)))

    shown = []
    if example:
        place, line, message = example
        said = Paragraph((Cell(f"    {severity} {rule.code}{colon}{say(message, lang)}"),))
        shown = [part(t("示例", "example"), f"{place}{colon}{line}"), said]
    return Page(
        (
            Heading(f"{rule.code}  {say(rule.summary, lang)}", 1),
            part(t("级别", "severity"), severity),
            part(t("为何", "why"), say(rule.why, lang)),
            part(t("处理", "remedy"), say(rule.remedy, lang)),
            *shown,
        )
    )
