"""SZ420: an indicator that may have been renamed."""

from __future__ import annotations

import pytest

from sztrack.core.checks import renamed_indicator
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan

FOREIGN_CAPITAL = """
    kind: flow
    name: {zh: 实际使用外资, en: Foreign capital used}
    goal: ">= 100亿元"
    """
HEAD = "指标,时期,口径,数值,单位\n"


def test_a_new_name_begins_where_the_old_one_stopped() -> None:
    rows = "实际使用外资,2024-06,累计,52,亿元\n实际到位外资,2024-07,累计,61,亿元"
    assert found(renamed_indicator, plan(FOREIGN_CAPITAL), HEAD + rows) == [
        Finding(
            code="SZ420",
            severity=Severity.WARNING,
            message=Text(
                "“实际到位外资”从2024-07起公布，“实际使用外资”止于2024-06，可能是同一指标改了名",
                "'实际到位外资' begins with 2024-07, where '实际使用外资' stopped after 2024-06: it"
                " may be the same under a new name",
            ),
            hint=renamed_indicator.RULE.remedy,
            source=Source("actuals/2024.csv", 3),
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # Both are published: two indicators.
        "实际使用外资,2024-06,累计,52,亿元\n实际使用外资,2024-07,累计,60,亿元\n"
        "实际到位外资,2024-07,累计,61,亿元",
        # Published before: not new.
        "实际使用外资,2024-06,累计,52,亿元\n实际到位外资,2024-05,累计,50,亿元\n"
        "实际到位外资,2024-07,累计,61,亿元",
        # A name that is nothing like it, another size, another unit.
        "实际使用外资,2024-06,累计,52,亿元\n存款余额,2024-07,累计,61,亿元",
        "实际使用外资,2024-06,累计,52,亿元\n实际到位外资,2024-07,累计,6100,亿元",
        "实际使用外资,2024-06,累计,52,亿元\n实际到位外资,2024-07,累计,61,万人",
        # Last year's.
        "实际使用外资,2023-06,累计,52,亿元\n实际到位外资,2023-07,累计,61,亿元",
        # Half a year later.
        "实际使用外资,2024-02,累计,12,亿元\n实际到位外资,2024-07,累计,30,亿元",
    ],
)
def test_another_indicator_is_none(rows: str) -> None:
    assert found(renamed_indicator, plan(FOREIGN_CAPITAL), HEAD + rows) == []
