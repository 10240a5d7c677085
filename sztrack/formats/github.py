"""Findings as annotations of a GitHub workflow: one command a line,
`::error file=…,line=…,title=…::message`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Finding, Severity
from sztrack.core.words.characters import printable, unbroken
from sztrack.language import Lang, say

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""As the workflow toolkit escapes them (actions/toolkit, packages/core/src/command.ts)."""


def render_findings(found: Sequence[Finding], lang: Lang) -> str:
    """One annotation per finding, in the order of files and lines."""
    return "".join(
        _annotation(finding, lang) for finding in sorted(found, key=lambda f: (f.source, f.code))
    )


def _annotation(finding: Finding, lang: Lang) -> str:
    path, words = (
        finding.source.path.translate(_PROPERTY),
        f"{unbroken(say(finding.message, lang))}\n{unbroken(say(finding.hint, lang))}".translate(
            _DATA
        ),
    )
    return (
        f"::{_COMMANDS[finding.severity]}"
        f" file={path},line={finding.source.line},title={finding.code}::{printable(words)}\n"
    )
