"""Write sztrack/examples.json from the tests' gallery, and docs/checks.md from the catalogue of
codes.

python tools/codes.py
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding
from sztrack.core.record.reconcile import known_on
from sztrack.core.verdict.report import build_report, newest_month
from sztrack.core.words.period import Month
from sztrack.load.container import WORKBOOKS
from sztrack.load.drafts.table import read_table_of_targets
from sztrack.load.encoding import decode
from sztrack.load.examples import FILE, Example, examples
from sztrack.load.prose.bulletin import read_bulletin
from sztrack.load.workspace import CannotStart, load_workspace

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "checks.md"
GALLERY = ROOT / "tests" / "gallery"
TODAY = Month(2024, 11)
HEAD = """\
# Checks: what every code stands for

Written by `python tools/codes.py` from the catalogue that `sztrack rule CODE` reads; the examples are those of `tests/gallery/`.
SZ1xx: reading targets.yaml. SZ2xx: reading actuals/ and bulletins. SZ3xx: reconciling the two. SZ4xx: the figures themselves. SZ5xx: the plan itself.
SZ6xx: tables of targets that `sztrack init --from` reads.
An error lost a value, a warning casts doubt on one, info is worth knowing. Only errors make `sztrack validate` exit with 1.
"""  # noqa: E501


def gallery() -> str:
    """The text of examples.json: the first finding of each code's first folder."""
    found: dict[str, dict[str, str]] = {}
    for folder in sorted(path.parent for path in GALLERY.glob("*/targets.yaml")):
        code = folder.name[:5]
        if code not in found:
            finding = next(finding for finding in _findings(folder) if finding.code == code)
            line = _line(folder / finding.source.path, finding.source.line)
            found[code] = {
                "place": str(finding.source),
                "line": line,
                "zh": finding.message.zh,
                "en": finding.message.en,
            }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def page() -> str:
    """The text of docs/checks.md."""
    shown = examples()
    return HEAD + "".join(
        f"\n## {rule.code} {rule.summary.zh} / {rule.summary.en}\n\n*{rule.severity.value}*."
        f" {rule.why.en[0].upper()}{rule.why.en[1:]}.\n**Do**: "
        f"{rule.remedy.en}.\n\n{rule.why.zh}。"
        f"**处理**：{rule.remedy.zh}。\n\n{_example(shown[rule.code])}"
        for rule in RULES.values()
    )


def _example(example: Example) -> str:
    return (
        f"```\n{example.place}: {example.line}\n{example.message.zh}\n{example.message.en}\n```\n"
    )


def _findings(folder: Path) -> tuple[Finding, ...]:
    if (bulletin := folder / "bulletin.docx").is_file():
        return read_bulletin(bulletin.read_bytes(), bulletin.name).findings
    if (table := folder / "table.csv").is_file():
        return tuple(read_table_of_targets(table.read_bytes(), table.name, "", None, 0).findings)
    try:
        read = load_workspace(folder)
    except CannotStart as stopped:
        return stopped.findings
    observations, found = read.observations, read.findings
    if (arguments := folder / "arguments").is_file():
        known, assumed = known_on(
            observations,
            date.fromisoformat(arguments.read_text(encoding="utf-8").split()[-1]),
            read.plan,
        )
        observations, found = tuple(known), (*found, *assumed)
    as_of = newest_month(read.plan, observations, TODAY)
    return build_report(
        read.plan, observations, as_of=as_of, today=TODAY, found=found, replay=False
    ).findings


def _line(path: Path, number: int) -> str:
    """A line of a file as it can be shown."""
    if not path.is_file() or path.suffix in WORKBOOKS:
        return ""
    lines = decode(path.read_bytes()).text.splitlines()
    text = lines[number - 1].strip() if number <= len(lines) else ""
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def main() -> None:
    """Write both."""
    FILE.write_text(gallery(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
