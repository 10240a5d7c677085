"""A day of publication that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit, remark
from sztrack.core.model import Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ417",
    severity=Severity.WARNING,
    summary=Text("发布日期不可能", "an impossible release date"),
    why=Text(
        "期间还没有过完，数就不会公布；还没有到的日子也不会有数。日期决定哪个数算修订、"
        "回放时看得见什么",
        "no figure is released before its period is over, nor on a future date; the date decides"
        " which figure revises which, and what a replay sees",
    ),
    remedy=Text("核对发布日期和时期", "check the release date and the period"),
)


EARLIEST = 20
"""Flash figures come out in the last days of their month, from this one on: our choice. Earlier
ones want a remark.
"""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per row of figures that was released before its period was over, and per row of a
    month to come; stages may be reported at any time.
    """
    for row in audit.rows:
        day = row.released
        if day is None or row.month < (month := (day.year, day.month)) <= audit.clock.today:
            continue
        if month > audit.clock.today:
            words = Text("在今天之后", "is in the future")
        elif row.stage is None and (month < row.month or (day.day < EARLIEST and not remark(row))):
            words = Text(f"早于 {row.month} 结束", f"is before the end of {row.month}")
        else:
            continue
        yield RULE.at(
            row.source,
            Text(
                f"“{row.indicator}”的发布日期 {day} {words.zh}",
                f"the release date {day} of '{row.indicator}' {words.en}",
            ),
        )
