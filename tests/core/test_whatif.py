"""The year end for a supposed rest of the year, and the rest that just meets the goal."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import Status, Text
from sztrack.core.verdict.whatif import Way, WhatIf, suppose, what_if
from tests.plans import audit, plan

HEAD = "指标,时期,口径,数值,单位,同比\n"
LAST_YEAR = "指标,2023-09,累计,12,万人,\n指标,2023-12,累计,16,万人,\n"
NOW = "指标,2024-09,累计,15,万人,\n"
JOBS = "kind: flow\ngoal: '>= 20万人'"
ROUTES = "kind: stock\ngoal: '>= 20座'"


@pytest.mark.parametrize(
    ("target", "lines", "rest", "answer"),
    [
        # Equal months where last year is not known: 0.75 x 5.2 + 0.25 x 4.
        (
            "kind: growth\ngoal: '>= 5%'",
            "指标,2024-09,累计,,,5.2\n",
            "4%",
            (Way.GROWTH, D("4.9"), Status.MISSED, (D("4.4"),)),
        ),
        # Both ends of a range.
        (
            "kind: growth\ngoal: '5%..6%'",
            "指标,2024-09,累计,,,5.2\n",
            "增长6%",
            (Way.GROWTH, D("5.4"), Status.MET, (D("4.4"), D("8.4"))),
        ),
        (JOBS, NOW, "5万", (Way.AMOUNT, D(20), Status.MET, (D(5),))),
        (JOBS, NOW, "40000人", (Way.AMOUNT, D(19), Status.MISSED, (D(5),))),
        (JOBS, LAST_YEAR + NOW, "下降25%", (Way.GROWTH, D(18), Status.MISSED, (D(25),))),
        # Last September as this one's level and growth say: 15 / 1.25 = 12.
        (
            JOBS,
            "指标,2023-12,累计,16,万人,\n指标,2024-09,累计,15,万人,25\n",
            "25%",
            (Way.GROWTH, D(20), Status.MET, (D(25),)),
        ),
        # There already, whatever comes.
        (JOBS, "指标,2024-09,累计,21,万人,\n", "1", (Way.AMOUNT, D(22), Status.MET, (None,))),
        (
            "kind: flow\ngoal: '<= 20万人'",
            "指标,2024-09,累计,21,万人,\n",
            "1",
            (Way.AMOUNT, D(22), Status.MISSED, (None,)),
        ),
        # A level is what it stands at and what is added.
        (ROUTES, "指标,2024-09,期末,15,座,\n", "3", (Way.AMOUNT, D(18), Status.MISSED, (D(5),))),
        (JOBS, NOW, "7%", "上年同期余下各月的数额未知，余期须写成数额"),
        (JOBS, "指标,2024-12,累计,21,万人,\n", "1", "目标期限的数据已有，没有余期"),
        (JOBS, "指标,2023-12,累计,21,万人,\n", "1", "本年还没有数据"),
        ("kind: narrative", NOW, "1", "该目标没有数值，无从假设"),
    ],
)
def test_the_year_end_of_a_supposed_rest(
    target: str, lines: str, rest: str, answer: tuple[object, ...] | str
) -> None:
    as_of = "2024-12" if "2024-12" in lines else "2024-09"
    a, _ = audit(target, HEAD + lines, as_of=as_of)

    found = suppose(a, rest, plan(target).rules, per_month=False)

    if isinstance(found, Text):
        assert found.zh == answer
    else:
        assert (found.way, found.year_end, found.status, found.break_even) == answer


@pytest.mark.parametrize("way", Way)
def test_the_break_even_leads_exactly_to_the_goal(way: Way) -> None:
    a, _ = audit(JOBS, HEAD + LAST_YEAR + NOW)
    rules = plan(JOBS).rules
    first = what_if(a, way, D(1), rules)
    assert isinstance(first, WhatIf)
    (needed,) = first.break_even
    assert needed is not None

    again = what_if(a, way, needed, rules)

    assert isinstance(again, WhatIf)
    assert again.status is Status.MET
    assert abs(again.year_end - 20) < D("1e-20")
