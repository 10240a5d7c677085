"""Findings and checks as annotations of a GitHub workflow: one command a line,
`::error file=…,line=…,title=…::message`.

Format and escapes: docs.github.com, "Workflow commands for GitHub Actions", and actions/toolkit,
packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Finding, Severity, Source
from sztrack.core.verdict.alerts import Change, Flag, News, Notice
from sztrack.core.words.characters import printable, unbroken
from sztrack.formats import Format
from sztrack.language import Lang, say
from sztrack.language.notices import Item, items

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_FLAGS = {
    Flag.LAGGING: "error",
    Flag.AT_RISK: "warning",
    Flag.STRIVE: "warning",
    Flag.OVERDUE: "warning",
    Flag.ERRORS: "error",
    Flag.PLAN: "notice",
}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_findings(found: Sequence[Finding], lang: Lang) -> str:
    """One annotation per finding, in the order of files and lines."""
    ordered = sorted(found, key=lambda f: (f.source, f.code))
    return "".join(_of_finding(finding, lang) for finding in ordered)


def render_notice(notice: Notice, lang: Lang) -> str:
    """One annotation per change, where its figure, its target or its fault stands."""
    return "".join(_of_item(item) for item in items(notice, lang))


def _of_finding(finding: Finding, lang: Lang) -> str:
    message = f"{unbroken(say(finding.message, lang))}\n{unbroken(say(finding.hint, lang))}"
    level = _SEVERITIES[finding.severity]
    return _annotation(level, finding.source, finding.code, message)


def _of_item(item: Item) -> str:
    news = item.news[0]
    level = "notice" if news.change is Change.RECOVERED else _FLAGS[news.alarm.flag]
    return _annotation(level, _place(news), item.title, item.body or item.title)


def _place(news: News) -> Source | None:
    finding, a = news.alarm.finding, news.alarm.assessment
    if finding:
        return finding.source
    if a is None:
        return None
    return a.actual.sources[0] if a.actual and a.actual.sources else a.target.source


def _annotation(level: str, source: Source | None, heading: str, message: str) -> str:
    place = f"file={source.path.translate(_PROPERTY)},line={source.line}," if source else ""
    name, words = heading.translate(_PROPERTY), message.translate(_MESSAGE)
    return f"::{level} {place}title={printable(name)}::{printable(words)}\n"


FORMAT = Format(annotations=render_findings, notice=render_notice)
