"""Findings as SARIF 2.1.0 (OASIS, 27 March 2020): what code scanners and editors read."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from sztrack import __version__
from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Rule, Severity
from sztrack.formats import Format
from sztrack.language import Lang, say

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_findings(found: Sequence[Finding], lang: Lang) -> str:
    """One run, with the rules that speak in it."""
    ordered = sorted(found, key=lambda f: (f.source, f.code))
    codes = sorted({finding.code for finding in ordered})
    driver = {
        "name": "sztrack",
        "version": __version__,
        "rules": [_rule(RULES[code], lang) for code in codes],
    }
    results = [_result(finding, codes.index(finding.code), lang) for finding in ordered]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    import json

    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, lang: Lang) -> dict[str, object]:
    return {
        "id": rule.code,
        "shortDescription": {"text": say(rule.summary, lang)},
        "fullDescription": {"text": say(rule.why, lang)},
        "help": {"text": say(rule.remedy, lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule_index: int, lang: Lang) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": quote(finding.source.path)},
        "region": {"startLine": finding.source.line},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{say(finding.message, lang)}\n{say(finding.hint, lang)}"},
        "locations": [{"physicalLocation": place}],
    }


FORMAT = Format(annotations=render_findings)
