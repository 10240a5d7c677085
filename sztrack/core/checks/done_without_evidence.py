"""Done, with nothing to show for it."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import DONE, Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ412",
    severity=Severity.WARNING,
    summary=Text("报完成而无依据", "done without evidence"),
    why=Text(
        "没有文号、公告、验收材料的“完成”无从核对",
        "'done' without a document, a notice or an acceptance report cannot be checked",
    ),
    remedy=Text(
        "在 依据 一列写明文号、公告网址或验收材料",
        "name the document, notice or acceptance report in the evidence column",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per row of the plan's year that says done and names nothing, unless a row of that
    month or a later one does.
    """
    for one in audit.series.values():
        done = [row for row in one.rows if row.stage in DONE]
        backed = max((row.month for row in done if row.evidence), default=None)
        for row in done:
            if (
                row.month.year == audit.plan.year
                and not row.evidence
                and (backed is None or row.month > backed)
            ):
                yield RULE.at(
                    row.source,
                    Text(
                        f"“{one.target.name.zh}”{row.month} 报完成，但没有依据",
                        f"'{one.target.name.en}' is reported done in {row.month} without evidence",
                    ),
                )
