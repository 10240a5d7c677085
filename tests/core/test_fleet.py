"""What is kept of each workspace, and what many of them come to together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sztrack.core.fleet.members import Member, Unread, member
from sztrack.core.fleet.rollup import Fleet, rolled_up
from sztrack.core.model import Text
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.load.targets import read_plan
from tests.plans import rows

HEAD = """\
plan: {id: test, year: 2024, title: {zh: 计划, en: Plan}}
rules: {pace: linear}
chapters:
  - id: "1"
    title: {zh: 主要, en: Headline}
    nature: expected
    targets:
"""


def audited(
    where: str, goals: list[str], data: str, *, as_of: str = "2024-06", today: str = "2024-07"
) -> Member:
    """A workspace whose headline goals are written `{indicator: …, kind: …, goal: …}`."""
    targets = "".join(
        f"      - {goal.rstrip('}')}, id: t{place}, name: {{zh: 指标, en: Goal}}, wording: 原文}}\n"
        for place, goal in enumerate(goals)
    )
    plan, findings = read_plan(HEAD + targets, "targets.yaml")
    assert plan is not None
    assert not findings, findings
    year, month = map(int, as_of.split("-"))
    now = Month(*map(int, today.split("-")))
    report = build_report(
        plan,
        rows("指标,时期,累计,单位\n" + data),
        as_of=Month(year, month),
        today=now,
        replay=False,
    )
    return member(where, Text(where[-1:], where[-1:]), report)


REVENUE = "{indicator: 收入, kind: flow, goal: '>= 120亿元'}"


def monthly(*values: float, unit: str = "亿元", name: str = "收入") -> str:
    return "\n".join(
        f"{name},2024-{month:02},{value},{unit}" for month, value in enumerate(values, 1)
    )


def test_a_goal_lags_since_the_first_month_of_the_alarm_that_stands() -> None:
    well_until_march = monthly(10, 20, 30, 31, 32, 33)
    (line,) = audited("a", [REVENUE], well_until_march).lines
    assert (line.lags, line.since) == (True, Month(2024, 4))
    (line,) = audited("a", [REVENUE], monthly(1, 20, 30, 31, 32, 33)).lines
    assert line.since == Month(2024, 4)
    (line,) = audited("a", [REVENUE], monthly(15, 30, 45, 60, 75, 90)).lines
    assert (line.lags, line.since) == (False, None)


def test_a_goal_without_its_figures_is_late_since_the_first_that_is_missing() -> None:
    one = audited("a", [REVENUE], monthly(10, 20), as_of="2024-02", today="2024-09")
    (line,) = one.lines
    assert (line.status.value, line.is_late, line.since) == ("overdue", True, Month(2024, 3))
    assert (one.late, one.owing, one.owing_since, one.is_flagged) == (1, 1, Month(2024, 4), True)


def test_what_the_plan_only_strives_for_is_not_flagged() -> None:
    goal = REVENUE.rstrip("}") + ", strength: strive}"
    one = audited("a", [goal], monthly(1, 2, 3, 4, 5, 6))
    assert [line.status.value for line in one.lines] == ["off_track"]
    assert (one.lagging, one.lags_since, one.is_flagged) == (0, None, False)


def test_the_ranking_counts_lagging_goals_then_how_long() -> None:
    jobs = "{indicator: 就业, kind: flow, goal: '>= 12万人'}"
    bad, good = monthly(1, 2, 3, 4, 5, 6), monthly(10, 20, 30, 40, 50, 60)
    late = monthly(10, 20, 30, 31, 32, 33)
    no_jobs = monthly(0, 0, 0, 0, 0, 0, unit="万人", name="就业")
    jobs_well = monthly(1, 2, 3, 4, 5, 6, unit="万人", name="就业")
    both = [REVENUE, jobs]
    fleet = rolled_up(
        [
            audited("d", both, f"{good}\n{jobs_well}"),
            audited("c", both, f"{late}\n{jobs_well}"),
            Unread("e", Text("无", "none")),
            audited("b", both, f"{bad}\n{jobs_well}"),
            audited("a", both, f"{bad}\n{no_jobs}"),
        ]
    )
    assert [(rank, one.where, one.lagging) for rank, one in fleet.ranking] == [
        (1, "a", 2),
        (2, "b", 1),
        (2, "c", 1),
        (4, "d", 0),
    ]
    assert [one.where for one in fleet.unread] == ["e"]
    assert [[place.member.where for place in one.places] for one in fleet.comparisons] == [
        ["a", "b", "c", "d"],
        ["a", "b", "c", "d"],
    ]


def of(*members: Member) -> Fleet:
    return rolled_up(members)


def test_amounts_add_up_in_the_unit_of_the_first() -> None:
    fleet = of(
        audited("a", [REVENUE], monthly(10, 20)),
        audited("b", [REVENUE.replace("120亿元", "300000万元")], monthly(9000, 10000, unit="万元")),
    )
    (one,) = fleet.comparisons
    assert one.total is not None
    assert (one.total.month, one.total.places) == (Month(2024, 2), 2)
    assert (one.total.actual, one.total.goal) == (Decimal(21), Decimal(150))


def test_only_figures_of_the_same_month_add_up() -> None:
    fleet = of(
        audited("a", [REVENUE], monthly(10, 20)),
        audited("b", [REVENUE], monthly(10, 20)),
        audited("c", [REVENUE], monthly(10, 20, 30)),
    )
    (one,) = fleet.comparisons
    assert one.total is not None
    assert (one.total.month, one.total.places, one.total.actual) == (Month(2024, 2), 2, Decimal(40))


@pytest.mark.parametrize(
    "other",
    [
        "{indicator: 收入, kind: flow, goal: '>= 12万人'}",
        "{indicator: 收入, kind: flow, goal: '<= 120亿元'}",
        "{indicator: 收入, kind: flow, goal: '120亿元..130亿元'}",
    ],
)
def test_what_differs_in_unit_or_side_does_not_add_up(other: str) -> None:
    unit = "万人" if "人" in other else "亿元"
    fleet = of(
        audited("a", [REVENUE], monthly(10, 20)),
        audited("b", [other], monthly(1, 2, unit=unit)),
    )
    assert [(len(one.places), one.total) for one in fleet.comparisons] == [(2, None)]


def test_growth_and_rates_do_not_add_up() -> None:
    rate = "{indicator: 失业率, kind: rate, goal: '<= 5%'}"
    fleet = of(*(audited(where, [rate], monthly(4, unit="%", name="失业率")) for where in "ab"))
    assert [one.total for one in fleet.comparisons] == [None]


def test_an_indicator_is_one_however_it_is_spelled_but_not_across_kinds() -> None:
    fleet = of(
        audited("a", [REVENUE], monthly(10)),
        audited("b", ["{indicator: 收入（亿元）, kind: flow, goal: '>= 9亿元'}"], monthly(1)),
        audited("c", ["{indicator: 收入, kind: growth, goal: '>= 9%'}"], monthly(1)),
    )
    assert [len(one.places) for one in fleet.comparisons] == [2, 1]


def test_places_that_are_called_alike_are_told_apart_by_their_path() -> None:
    fleet = of(*(audited(where, [REVENUE], monthly(10)) for where in ("x/a", "y/a", "z/b")))
    assert [one.place.zh for one in fleet.members] == ["x/a", "y/a", "b"]
