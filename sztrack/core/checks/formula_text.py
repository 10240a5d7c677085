"""Text that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.words.characters import FORMULA_SIGNS
from sztrack.core.words.quantity import PERCENT, is_blank, parse_quantity

RULE = Rule(
    code="SZ415",
    severity=Severity.WARNING,
    summary=Text("文字像公式", "text that looks like a formula"),
    why=Text(
        "以 =、+、-、@ 开头的文字，Excel 打开时会当作公式执行；收来的表里出现，"
        "不是填错就是有人试探",
        "Excel runs text that begins with =, +, - or @ as a formula when it opens the file; in a"
        " submitted table it is a mistake or an attempted attack",
    ),
    remedy=Text(
        "改写这一格，不以这些符号开头",
        "reword the cell so that it does not begin with any of these",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per text cell of a row; a dash for "none" and a signed number are no formula.
    What sztrack writes is made safe in any case.
    """
    for row in audit.rows:
        for text in (row.indicator, row.evidence, row.cited, row.note):
            if (
                text.startswith(FORMULA_SIGNS)
                and not is_blank(text)
                and parse_quantity(text, PERCENT) is None
            ):
                yield RULE.at(
                    row.source, Text(f"“{text}”以公式符号开头", f"'{text}' begins like a formula")
                )
