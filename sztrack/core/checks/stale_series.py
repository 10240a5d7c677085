"""A series that has stopped."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.model import Finding, Rule, Severity, Text
from sztrack.core.record.due import due_for, months_late
from sztrack.core.record.reconcile import newest
from sztrack.core.words.english import number_of

RULE = Rule(
    code="SZ409",
    severity=Severity.WARNING,
    summary=Text("数据中断", "a series has been discontinued"),
    why=Text(
        "年内报过数，后来停报超过 rules 中 stale_after 所定的月数；旧数的判断不再作数，"
        "停报本身也值得一问：走弱的指标常常先从公报里消失",
        "figures were reported this year and then stopped for more months than `stale_after`"
        " allows: the old verdict no longer counts, and the gap itself is worth a question,"
        " since a weakening indicator is often the first to disappear from the bulletin",
    ),
    remedy=Text(
        "向责任单位催报；不再公布的，换用其他指标",
        "ask the responsible unit; if it is no longer published, choose another indicator",
    ),
)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per target whose newest figure of the year is more than `stale_after` months
    behind what is due.
    """
    for one in audit.series.values():
        through = newest(one.reported, audit.plan.year, audit.clock.as_of)
        if through is None:
            continue
        due_month = due_for(one.target, audit.clock)
        months = months_late(one.target, through, audit.clock)
        if due_month and months > audit.plan.rules.stale_after:
            yield RULE.at(
                one.reported[through].sources[0],
                Text(
                    f"“{one.target.name.zh}”自 {through} 后没有可与目标比较的数据，比应报的"
                    f" {due_month} 晚 {months} 个月",
                    f"'{one.target.name.en}' has no figure to compare with its goal after"
                    f" {through}, {number_of(months, 'month')} behind {due_month}, which is due",
                ),
            )
