"""What came in month by month, and the path to a goal."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.coverage import coverage
from sztrack.core.path import path
from sztrack.core.period import Month
from tests.plans import audit

ROWS = """
    指标,时期,累计,单位,数据状态
    指标,2024-02,10,亿元,
    指标,2024-03,20,亿元,修订
    指标,2024-06,60,亿元,二手
"""


def test_coverage_month_by_month() -> None:
    a, _ = audit("kind: flow\ngoal: '>= 120亿元'\nlag: 1", ROWS, as_of="2024-09", today="2024-10")

    found = {month.month: state.value for month, state in coverage(a, Month(2024, 9)).items()}

    assert found == {
        2: "reported", 3: "revised", 4: "overdue", 5: "overdue", 6: "second_hand", 7: "overdue", 8: "overdue", 9: "due",
    }  # fmt: skip


def test_events_owe_nothing() -> None:
    a, _ = audit("kind: flow\ngoal: '>= 120亿元'\nfrequency: event", ROWS)
    assert [month.month for month in coverage(a, Month(2024, 9))] == [2, 3, 6]


def test_the_path_of_an_amount_and_of_a_level() -> None:
    flow, _ = audit("kind: flow\ngoal: '>= 120亿元'", ROWS, pace="linear")
    stock, _ = audit(
        "kind: stock\ngoal: '>= 220个'\nbaseline: {value: 100个, year: 2023, wording: 原文}",
        "指标,时期,累计,单位,口径\n指标,2024-06,150,个,期末",
        pace="linear",
    )
    assert [path(flow)[Month(2024, m)] for m in (1, 6, 12)] == [Decimal(10), Decimal(60), Decimal(120)]
    assert [path(stock)[Month(2024, m)] for m in (3, 12)] == [Decimal(130), Decimal(220)]
    assert path(flow)[flow.through or Month(2024, 1)] == flow.planned
