"""Bounds and round numbers (超, 不足, 约): what they prove, and that nothing is worked out from
them.
"""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import Bound, Figure, Goal, Source
from sztrack.core.traits import certain
from sztrack.language.sentences import reason, remarks
from sztrack.load.targets import read_plan
from tests.plans import HEAD, audit, rows

FLOW = "kind: flow\ngoal: '{}'"
STOCK = "kind: stock\ngoal: '{}'"
GROWTH = "kind: growth\ngoal: '{}'"
DATA = "指标,时期,口径,数值,单位,同比,数据状态\n"


def goal(text: str) -> Goal:
    """A goal as the plan writes it."""
    target = f"      - {{id: a, name: {{zh: 指标, en: a}}, kind: rate, goal: '{text}',"
    found, _ = read_plan(f"{HEAD}{target} wording: x}}\n", "targets.yaml")
    assert found is not None
    assert found.targets[0].goal is not None
    return found.targets[0].goal


@pytest.mark.parametrize(
    ("value", "bound", "op", "expected"),
    [
        # 超 proves a floor, a strict one too, and breaks a ceiling at or below it.
        ("90", Bound.AT_LEAST, ">= 90%", True),
        ("90", Bound.AT_LEAST, "> 90%", True),
        ("90", Bound.AT_LEAST, ">= 90.1%", None),
        ("90", Bound.AT_LEAST, "<= 90%", False),
        ("90", Bound.AT_LEAST, "< 90%", False),
        ("90", Bound.AT_LEAST, "<= 90.1%", None),
        ("90", Bound.AT_LEAST, "= 90%", False),
        ("90", Bound.AT_LEAST, "= 91%", None),
        ("3", Bound.AT_LEAST, "<~ 3%", None),
        ("3.5", Bound.AT_LEAST, "<~ 3%", False),
        ("4.5", Bound.AT_LEAST, ">~ 5%", True),
        # 不足 the other way round.
        ("90", Bound.AT_MOST, "<= 90%", True),
        ("90", Bound.AT_MOST, "< 90%", True),
        ("90", Bound.AT_MOST, "<= 89.9%", None),
        ("90", Bound.AT_MOST, ">= 90%", False),
        ("90", Bound.AT_MOST, ">= 89.9%", None),
        ("90", Bound.AT_MOST, "= 90%", False),
        ("90", Bound.AT_MOST, "= 89%", None),
        # 约90 is 85 to 95: its zero is no digit that anybody counted.
        ("90", Bound.ABOUT, ">= 85%", True),
        ("90", Bound.ABOUT, "> 85%", None),
        ("90", Bound.ABOUT, ">= 95.1%", False),
        ("90", Bound.ABOUT, ">= 90%", None),
        ("90", Bound.ABOUT, "= 90%", None),
        ("90", Bound.ABOUT, "= 80%", False),
        ("90.5", Bound.ABOUT, ">= 90.4%", True),
        ("90", Bound.EXACT, ">= 90%", True),
        ("90", Bound.EXACT, "> 90%", False),
    ],
)
def test_what_is_certain(value: str, bound: Bound, op: str, expected: bool | None) -> None:
    figure = Figure(D(value), (Source("a.csv", 2),), bound=bound)
    assert certain(figure, goal(op), D("0.5")) is expected


@pytest.mark.parametrize(
    ("target", "row", "as_of", "status", "zh", "en"),
    [
        (FLOW.format(">= 900亿元"), "指标,2024-12,累计,900,亿元,,下限", "2024-12", "met",
         "1-12月为超900亿元，已完成", "Jan-Dec: over 90bn yuan: met"),
        (FLOW.format("> 900亿元"), "指标,2024-12,累计,900,亿元,,at-least", "2024-12", "met",
         "1-12月为超900亿元，已完成", "Jan-Dec: over 90bn yuan: met"),
        (FLOW.format(">= 1000亿元"), "指标,2024-12,累计,900,亿元,,下限", "2024-12", "insufficient",
         "1-12月为超900亿元，只公布了下限，不足以判定是否完成目标",
         "Jan-Dec: over 90bn yuan; only a lower bound was published, which does not tell whether"
         " the goal is met"),
        (FLOW.format("<= 900亿元"), "指标,2024-12,累计,900,亿元,,下限", "2024-12", "missed",
         "1-12月为超900亿元，未完成", "Jan-Dec: over 90bn yuan: missed"),
        # What cannot shrink is met, or missed, before the year is over; a level is not.
        (FLOW.format(">= 900亿元"), "指标,2024-06,累计,900,亿元,,下限", "2024-06", "met",
         "1-6月为超900亿元，提前完成", "Jan-Jun: over 90bn yuan: reached early"),
        (FLOW.format("<= 900亿元"), "指标,2024-06,累计,900,亿元,,下限", "2024-06", "missed",
         "1-6月为超900亿元，已突破上限", "Jan-Jun: over 90bn yuan: the ceiling is exceeded"),
        (STOCK.format(">= 900亿元"), "指标,2024-06,期末,900,亿元,,下限", "2024-06", "insufficient",
         "6月末为超900亿元，只公布了下限，不足以判定是否完成目标",
         "end Jun: over 90bn yuan; only a lower bound was published, which does not tell whether"
         " the goal is met"),
        (FLOW.format(">= 18万人"), "指标,2024-12,累计,18,万人,,约数", "2024-12", "insufficient",
         "1-12月为约18万人，只公布了约数，不足以判定是否完成目标",
         "Jan-Dec: about 180,000; only a round number was published, which does not tell whether"
         " the goal is met"),
        (GROWTH.format(">= 10%"), "指标,2024-12,累计,,,14,下限", "2024-12", "met",
         "1-12月增长超14%，已完成", "Jan-Dec up over 14%: met"),
        (GROWTH.format(">= 10%"), "指标,2024-12,累计,,,9,上限", "2024-12", "missed",
         "1-12月增长不足9%，未完成", "Jan-Dec up under 9%: missed"),
    ],
)  # fmt: skip
def test_the_verdict_on_a_bound(
    target: str, row: str, as_of: str, status: str, zh: str, en: str
) -> None:
    a, findings = audit(target, DATA + row, as_of)
    assert (a.status.value, reason(a, "zh"), reason(a, "en"), findings) == (status, zh, en, [])
    assert a.projection is None
    assert a.required is None


def test_an_exact_figure_outranks_a_bound_that_was_said_later() -> None:
    a, findings = audit(
        FLOW.format(">= 900亿元"),
        "指标,时期,口径,数值,单位,发布日期,数据状态\n"
        "指标,2024-12,累计,896,亿元,2025-01-20,\n指标,2024-12,累计,890,亿元,2025-02-01,下限",
        "2024-12",
    )
    assert (a.status.value, a.actual and a.actual.value, findings) == ("missed", D(896), [])


def test_an_exact_figure_below_the_bound_contradicts_it() -> None:
    a, findings = audit(
        FLOW.format(">= 900亿元"),
        DATA + "指标,2024-12,累计,896,亿元,,\n指标,2024-12,累计,900,亿元,,下限",
        "2024-12",
    )
    assert a.status.value == "missed"
    assert [(f.code, f.message.zh) for f in findings] == [
        (
            "SZ301",
            "“指标”2024-12 的数据互相矛盾：896亿元 (actuals/2024.csv:2) / "
            "超900亿元 (actuals/2024.csv:3)；按较确切的计",
        )
    ]


def test_of_several_bounds_the_closest_counts() -> None:
    a, findings = audit(
        FLOW.format(">= 900亿元"),
        DATA + "指标,2024-12,累计,800,亿元,,下限\n指标,2024-12,累计,900,亿元,,下限",
        "2024-12",
    )
    assert (a.status.value, findings) == ("met", [])


def test_nothing_is_worked_out_from_a_bound() -> None:
    """Neither growth from two levels, nor a total from its months, nor a projection."""
    growth, _ = audit(
        GROWTH.format(">= 10%"),
        DATA + "指标,2023-12,累计,800,亿元,,下限\n指标,2024-12,累计,900,亿元,,",
        "2024-12",
    )
    total, _ = audit(
        FLOW.format(">= 900亿元"),
        DATA + "指标,2024-02,累计,100,亿元,,\n指标,2024-03,当月,60,亿元,,下限",
        "2024-03",
    )
    assert growth.status.value == "insufficient"
    assert (total.through and str(total.through), total.actual and total.actual.value) == (
        "2024-02",
        D(100),
    )


def test_a_row_is_judged_by_its_exact_figure_and_tells_the_bound_that_came_since() -> None:
    a, _ = audit(
        FLOW.format(">= 900亿元"),
        DATA + "指标,2024-06,累计,400,亿元,,\n指标,2024-09,累计,600,亿元,,下限",
    )
    assert a.through is not None
    assert str(a.through) == "2024-06"
    assert "1-9月另有超600亿元" in remarks(a, "zh")
    assert "Jan-Sep was said to be over 60bn yuan" in remarks(a, "en")


def test_old_bounds_are_overdue() -> None:
    a, _ = audit(
        FLOW.format(">= 900亿元"),
        DATA + "指标,2024-03,累计,300,亿元,,下限",
        "2024-12",
        None,
        "2025-03",
    )
    assert (a.status.value, reason(a, "zh")) == (
        "overdue",
        "1-3月为超300亿元，而2024年12月的数据早应报送",
    )


def test_the_bound_is_of_the_level_and_of_the_growth_where_it_stands_alone() -> None:
    level, growth = rows(DATA + "指标,2024-12,累计,900,亿元,20,下限\n指标,2024-11,累计,,,20,下限")
    assert (level.bound, level.growth_bound) == (Bound.AT_LEAST, Bound.EXACT)
    assert (growth.bound, growth.growth_bound) == (Bound.AT_LEAST, Bound.AT_LEAST)
