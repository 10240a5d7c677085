"""What came in month by month, and the path to a goal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sztrack.core.outlook.path import path
from sztrack.core.record.coverage import by_owner, coverage
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import reconcile
from sztrack.core.verdict.assess import assess
from sztrack.core.words.period import Month, parse_month
from tests.plans import audit, plan

ROWS = """
    指标,时期,累计,单位,数据状态
    指标,2024-02,10,亿元,
    指标,2024-03,20,亿元,修订
    指标,2024-06,60,亿元,二手
"""


def states(
    target: str, text: str, as_of: str = "2024-09", today: str = "2024-10"
) -> dict[int, str]:
    a, _ = audit(target, text, as_of=as_of, today=today)
    month, now = parse_month(as_of), parse_month(today)
    assert month
    assert now
    return {
        month.month: cover.value
        for month, cover in coverage([a], Clock(month, now, replay=False))[0].months.items()
    }


def test_every_state_month_by_month() -> None:
    assert states("kind: flow\ngoal: '>= 120亿元'\nlag: 1", ROWS) == {
        2: "reported", 3: "revised", 4: "skipped", 5: "skipped", 6: "second_hand", 7: "overdue",
        8: "overdue", 9: "due",
        10: "not_due", 11: "not_due", 12: "not_due",
    }  # fmt: skip


def test_where_the_month_was_asked_for_nothing_later_is_due() -> None:
    a, _ = audit("kind: flow\ngoal: '>= 120亿元'\nlag: 1", ROWS, as_of="2024-06", today="2024-10")
    months = coverage([a], Clock(Month(2024, 6), Month(2024, 10)))[0].months
    assert {cover.value for month, cover in months.items() if month > Month(2024, 6)} == {"not_due"}


def test_what_was_due_by_the_month_asked_for_stays_due_and_overdue() -> None:
    a, _ = audit("kind: flow\ngoal: '>= 120亿元'\nlag: 1", ROWS, as_of="2024-09", today="2024-10")
    months = coverage([a], Clock(Month(2024, 9), Month(2024, 10), replay=True))[0].months
    assert {month.month: cover.value for month, cover in months.items()} == {
        2: "reported", 3: "revised", 4: "skipped", 5: "skipped", 6: "second_hand", 7: "overdue",
        8: "overdue", 9: "due",
        10: "not_due", 11: "not_due", 12: "not_due",
    }  # fmt: skip


def test_quarters_are_due_by_quarter() -> None:
    assert states("kind: flow\ngoal: '>= 120亿元'\nfrequency: quarterly\nlag: 1", ROWS) == {
        2: "reported", 3: "revised", 6: "second_hand", 9: "due", 12: "not_due",
    }  # fmt: skip


def test_what_is_reported_at_events_owes_nothing() -> None:
    assert states("kind: flow\ngoal: '>= 120亿元'\nfrequency: event", ROWS) == {
        2: "reported",
        3: "revised",
        6: "second_hand",
    }


def test_a_milestone_owes_a_report_in_the_month_of_its_goal_until_it_is_done() -> None:
    milestone = "kind: milestone\nby: 2024-08\nlag: 1"
    going = "指标,时期,进度,依据\n指标,2024-03,进行中,简报\n"
    assert states(milestone, going) == {3: "reported", 8: "overdue"}
    assert states(milestone, going + "指标,2024-06,自报完成,简报\n") == {
        3: "reported",
        6: "reported",
    }


def test_the_path_of_an_amount_and_of_a_level() -> None:
    flow, _ = audit("kind: flow\ngoal: '>= 120亿元'", ROWS, pace="linear")
    stock, _ = audit(
        "kind: stock\ngoal: '>= 220个'\nbaseline: {value: 100个, year: 2023, wording: 原文}",
        "指标,时期,累计,单位,口径\n指标,2024-06,150,个,期末",
        pace="linear",
    )
    assert [path(flow)[Month(2024, m)] for m in (1, 6, 12)] == [
        Decimal(10),
        Decimal(60),
        Decimal(120),
    ]
    assert [path(stock)[Month(2024, m)] for m in (3, 12)] == [Decimal(130), Decimal(220)]
    assert path(flow)[flow.through or Month(2024, 1)] == flow.planned


def test_what_a_later_release_changed_is_revised_whether_it_says_so_or_not() -> None:
    rows = (
        "02,10,亿元,2024-03-20",
        "02,12,亿元,2024-04-20",
        "03,20,亿元,2024-04-20",
        "03,20,亿元,2024-05-20",
    )
    figures = "指标,时期,累计,单位,发布日期\n" + "".join(f"指标,2024-{row}\n" for row in rows)
    assert states("kind: flow\ngoal: '>= 120亿元'\nfrequency: event", figures) == {
        2: "revised",
        3: "reported",
    }
    head, first, second = (
        "指标,时期,进度,依据,发布日期\n",
        "指标,2024-03,{},简报,2024-04-05\n",
        "指标,2024-03,{},简报,2024-05-05\n",
    )
    milestone = "kind: milestone\nby: 2024-12"
    for before, after, expected in (
        ("进行中", "有风险", "revised"),
        ("自报完成", "核实完成", "reported"),
        ("进行中", "进行中", "reported"),
    ):
        assert states(milestone, head + first.format(before) + second.format(after))[3] == expected


MILESTONE = "kind: milestone\nby: 2024-12"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2024-03,进行中,简报,2024-04-05", "2024-03,有风险,简报,2024-05-05", "revised"),
        # Another month's report is no earlier word on this one.
        ("2024-02,进行中,简报,2024-04-05", "2024-03,有风险,简报,2024-05-05", "reported"),
        # Of one day both stand: the one further from done counts, and replaces nothing.
        ("2024-03,进行中,简报,2024-05-05", "2024-03,有风险,简报,2024-05-05", "reported"),
        # Without a day nobody knows which came first.
        ("2024-03,进行中,简报,", "2024-03,有风险,简报,2024-05-05", "reported"),
        ("2024-03,进行中,简报,", "2024-03,有风险,简报,", "reported"),
    ],
)
def test_a_report_is_revised_where_an_earlier_one_of_its_month_said_another_stage(
    earlier: str, later: str, expected: str
) -> None:
    text = f"指标,时期,进度,依据,发布日期\n指标,{earlier}\n指标,{later}\n"

    assert states(MILESTONE, text)[3] == expected


def test_an_amount_beside_a_report_is_no_earlier_report() -> None:
    text = """
        指标,时期,进度,数值,单位,口径,依据,发布日期
        指标,2024-03,,5,公里,期末,,2024-04-05
        指标,2024-03,进行中,,,,简报,2024-05-05
    """

    assert states(MILESTONE, text)[3] == "reported"


def test_a_row_tells_what_it_owes_and_what_came_last() -> None:
    a, _ = audit("kind: flow\ngoal: '>= 120亿元'\nlag: 1", ROWS)
    last_year = "指标,时期,累计,单位\n指标,2023-12,90,亿元"
    b, _ = audit("kind: flow\ngoal: '>= 120亿元'\nlag: 1", last_year)
    clock = Clock(Month(2024, 9), Month(2024, 10), replay=False)

    some, none = coverage([a, b], clock)

    assert (some.owed, some.came, some.newest) == (
        (Month(2024, 7), Month(2024, 8)),
        True,
        Month(2024, 6),
    )
    assert (none.owed, none.came, none.newest) == (
        tuple(Month(2024, month) for month in range(2, 9)),
        False,
        None,
    )


def test_units_stand_in_the_order_of_the_plan_and_rows_without_one_come_last() -> None:
    targets = [
        f"id: t{place}\nkind: flow\ngoal: '>= 1亿元'\n{owner}"
        for place, owner in enumerate(["owner: 乙局", "", "owner: 甲局", "owner: 乙局"])
    ]
    one, clock = plan(*targets), Clock(Month(2024, 9), Month(2024, 10))
    series, _ = reconcile(one, [], Month(2024, 9))
    assessed = [assess(target, series[target.id], one.rules, clock, None) for target in one.targets]

    units = by_owner(coverage(assessed, clock))

    assert [(owner, [row.target.id for row in rows]) for owner, rows in units.items()] == [
        ("乙局", ["t0", "t3"]),
        ("甲局", ["t2"]),
        (None, ["t1"]),
    ]
