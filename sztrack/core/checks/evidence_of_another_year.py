"""Evidence whose every date lies outside the plan's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import DONE, Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ413",
    severity=Severity.WARNING,
    summary=Text("完成依据不在计划年度", "the evidence is from another year"),
    why=Text(
        "年度计划的事项应在本年办成；依据的日期或文号全是别的年份，可能是往年的成果，"
        "也可能是日期写错",
        "what a year's plan promises is done in that year; evidence dated only in other years"
        " shows an earlier result, or a wrong date",
    ),
    remedy=Text("补充本年的依据，或改正日期", "add evidence from the year, or correct the date"),
)
_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[-/.][01]?[0-9](?![0-9])|[〕\]］】)）])"
"""2023年…, 2023-05 and 2023/5/1, and the year of a document number, 〔2023〕12号."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per row of the plan's year that says done on evidence of other years; evidence
    without a date is no matter.
    """
    for one in audit.series.values():
        for row in one.rows:
            if row.month.year != audit.plan.year or row.stage not in DONE:
                continue
            years = sorted(set(re.findall(_YEAR, row.evidence)))
            if years and str(audit.plan.year) not in years:
                yield RULE.at(
                    row.source,
                    Text(
                        f"“{one.target.name.zh}”报完成，依据“{row.evidence}”的年份是"
                        f" {'、'.join(years)}，不是 {audit.plan.year}",
                        f"'{one.target.name.en}' is reported done on evidence from"
                        f" {', '.join(years)}, not from {audit.plan.year}: '{row.evidence}'",
                    ),
                )
