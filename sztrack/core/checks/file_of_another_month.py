"""A file named after one month whose rows speak of others."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Observation, Rule, Severity, Text
from sztrack.core.words.titles import named_period

RULE = Rule(
    code="SZ416",
    severity=Severity.WARNING,
    summary=Text("文件名的月份与数据不符", "the month in the file's name is not that of its rows"),
    why=Text(
        "文件名带月份，行里写的却是更晚的月份，或没有一行是该月的：时期或文件名有一处写错。"
        "文件中有更早月份的修订数属正常",
        "rows for a later month than the file's name states, or no row for that month at all:"
        " the period or the name is wrong. Revisions of earlier months are in place there",
    ),
    remedy=Text("改正时期，或给文件改名", "correct the period, or rename the file"),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per row of a later month, and one per file without a row of its own month."""
    files: dict[str, list[Observation]] = {}
    for row in audit.rows:
        files.setdefault(row.source.path, []).append(row)
    for path, rows in files.items():
        named = named_period(path.partition("/")[2].rpartition(".")[0])
        if named.span is None or named.is_day:
            continue
        month = named.span.last
        for row in rows:
            if month < row.month <= audit.clock.today:
                yield RULE.at(
                    row.source,
                    Text(
                        f"文件名为 {month}，而“{row.indicator}”的时期是更晚的 {row.month}",
                        f"the file is named {month}, but '{row.indicator}' is for {row.month},"
                        " which is later",
                    ),
                )
        if all(row.month < month for row in rows):
            newest = max(row.month for row in rows)
            yield RULE.at(
                rows[0].source,
                Text(
                    f"文件名为 {month}，最新的一行却是 {newest}",
                    f"the file is named {month}, but its latest row is for {newest}",
                ),
            )
