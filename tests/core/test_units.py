"""The responsible units, and what they owe."""

from __future__ import annotations

import pytest

from sztrack.core.collect.owing import asked, owing
from sztrack.core.collect.units import (
    file_names,
    in_file_name,
    known_unit,
    nearest_units,
    same_unit,
    sender_of,
)
from sztrack.core.record.coverage import coverage
from sztrack.core.record.due import Clock
from sztrack.core.words.period import Month
from tests.plans import audit


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("交通局", "市交通局", True),
        ("深圳市交通局", "市交通局", True),
        ("市交通局", "市交通局", True),
        ("市 交通局", "ＳＺ市交通局", True),
        # The first name inside of the other: a part of the unit that is asked for.
        ("交通局", "市交通局规划处", True),
        ("市交通局规划处", "交通局", False),
        ("市交通局", "市商务局", False),
        ("", "市商务局", False),
        ("", "", False),
    ],
)
def test_two_names_that_may_stand_for_one_unit(one: str, other: str, expected: bool) -> None:
    assert same_unit(one, other) is expected


def test_two_units_never_share_a_files_name() -> None:
    assert in_file_name("市 A/B 局（规划）") == "市_A_B_局（规划）"
    assert in_file_name("局" * 61) == "局" * 60
    assert file_names(["A/B局", "a*b局", "A B局", "C局"]) == {
        "A/B局": "A_B局",
        "a*b局": "a_b局-2",
        "A B局": "A_B局-3",
        "C局": "C局",
    }


NAMES = file_names(["市交通局", "交通局", "A/B局", "A*B局"])


@pytest.mark.parametrize(
    ("path", "owners", "expected"),
    [
        ("来件/市交通局-2024-08.csv", [], "市交通局"),
        ("来件/交通局-2024-08.csv", [{"市交通局"}], "交通局"),
        ("市交通局\\8月.csv", [{"交通局"}], "交通局"),
        # Two that a file would be called alike: the one that owns every row.
        ("A_B局.csv", [{"A/B局"}, {"A/B局", "A*B局"}], "A/B局"),
        ("A_B局.csv", [{"A*B局"}], "A*B局"),
        ("A_B局.csv", [{"A/B局", "A*B局"}], "A/B局"),
        ("市交通局和交通局.csv", [{"交通局"}], "交通局"),
        ("市交通局和交通局.csv", [{"A/B局"}], ""),
        ("市交通局和交通局.csv", [], ""),
        # No name: the only owner of all that was sent.
        ("8月.csv", [{"交通局"}, {"交通局"}], "交通局"),
        ("8月.csv", [{"交通局"}, {"市交通局"}], ""),
        ("8月.csv", [{"交通局"}, set()], ""),
        ("8月.csv", [{"商务局"}], ""),
        ("8月.csv", [], ""),
    ],
)
def test_the_unit_that_a_file_comes_from(path: str, owners: list[set[str]], expected: str) -> None:
    assert sender_of(path, NAMES, owners) == expected


def test_a_unit_is_known_whatever_its_width_and_blanks_and_others_are_suggested() -> None:
    known = ["市交通局", "市商务局", "市发展改革委", "深圳海关", "市交通运输局"]

    assert known_unit("市 交通局", known) == "市交通局"
    assert known_unit("交通局", known) == ""
    assert nearest_units("交通局", [*known, "市交通局"]) == ["市交通局", "市交通运输局"]
    assert nearest_units("交通局", ["甲交通局", "乙交通局", "丙交通局", "丁交通局"]) == [
        "甲交通局",
        "乙交通局",
        "丙交通局",
    ]
    assert nearest_units("水务", known) == []


def test_the_longest_debt_comes_first_and_equal_ones_keep_the_plans_order() -> None:
    clock = Clock(Month(2024, 9), Month(2024, 10), replay=False)
    text = "指标,时期,累计,单位\n指标,{},80,亿元"
    goal = "id: {}\nkind: flow\ngoal: '>= 120亿元'\nlag: {}"
    assessed = [
        audit(goal.format(name, lag), text.format(through))[0]
        for name, lag, through in (
            ("late", 1, "2024-07"),
            ("a", 1, "2024-06"),
            ("b", 1, "2024-06"),
            ("slow", 2, "2024-05"),
            ("even", 1, "2024-09"),
        )
    ]

    debts = owing(coverage(assessed, clock))

    assert [
        (debt.target.id, str(debt.since), [str(m) for m in debt.periods]) for debt in debts
    ] == [
        ("a", "2024-08", ["2024-07", "2024-08"]),
        ("b", "2024-08", ["2024-07", "2024-08"]),
        ("slow", "2024-08", ["2024-06", "2024-07"]),
        ("late", "2024-09", ["2024-08"]),
    ]
    assert [debt.newest for debt in debts] == [
        Month(2024, 6),
        Month(2024, 6),
        Month(2024, 5),
        Month(2024, 7),
    ]


def questions(target: str, data: str, as_of: int, month: int) -> list[tuple[str, str, str]]:
    """What a form for the end of a month asks for, in the month after `as_of`: period, basis and
    unit.
    """
    a, _ = audit(target, data, as_of=f"2024-{as_of:02}", today=f"2024-{as_of + 1:02}")
    clock = Clock(Month(2024, as_of), Month(2024, as_of + 1), replay=False)
    return [
        (
            str(ask.period),
            ask.basis.value if ask.basis else "-",
            ask.unit.written if ask.unit else "-",
        )
        for ask in asked(coverage([a], clock), Month(2024, month))
    ]


@pytest.mark.parametrize(
    ("target", "data", "month", "expected"),
    [
        (
            "kind: flow\ngoal: '>= 120亿元'\nlag: 1",
            "指标,时期,累计,单位\n指标,2024-07,70,亿元",
            9,
            [("2024-08", "ytd", "亿元"), ("2024-09", "ytd", "亿元")],
        ),
        # Nothing is asked for beyond the month of the form.
        (
            "kind: flow\ngoal: '>= 120亿元'\nlag: 1",
            "指标,时期,累计,单位\n指标,2024-07,70,亿元",
            8,
            [("2024-08", "ytd", "亿元")],
        ),
        (
            "kind: flow\ngoal: '>= 120亿元'\nlag: 1",
            "指标,时期,累计,单位\n指标,2024-09,70,亿元",
            9,
            [],
        ),
        (
            "kind: stock\ngoal: '>= 120个'\nlag: 1",
            "指标,时期,数值,单位,口径\n指标,2024-08,70,个,期末",
            9,
            [("2024-09", "point", "个")],
        ),
        # A rate is asked for as it was last reported, growth without a level in no unit.
        (
            "kind: rate\ngoal: '>= 97%'\nlag: 1",
            "指标,时期,数值,单位,口径\n指标,2023-12,97,%,累计\n指标,2024-08,96,%,当月",
            9,
            [("2024-09", "month", "%")],
        ),
        # A month's rate beside the year's does not count, and is not asked for.
        (
            "kind: rate\ngoal: '>= 97%'\nlag: 1",
            "指标,时期,数值,单位,口径\n指标,2024-07,97,%,累计\n指标,2024-08,96,%,当月",
            9,
            [("2024-08", "ytd", "%"), ("2024-09", "ytd", "%")],
        ),
        (
            "kind: rate\ngoal: '>= 97%'\nlag: 1",
            "指标,时期,数值,单位,口径\n指标,2024-08,97,%,期末\n指标,2024-08,96,%,当月",
            9,
            [("2024-09", "point", "%")],
        ),
        (
            "kind: rate\ngoal: '>= 97%'\nfrequency: quarterly\nlag: 1",
            "指标,时期,同比\n指标,1-8月,1",
            9,
            [("2024-03", "ytd", "%"), ("2024-06", "ytd", "%"), ("2024-09", "ytd", "%")],
        ),
        (
            "kind: rate\ngoal: '>= 97%'\nfrequency: quarterly\nlag: 1",
            "指标,时期,数值,单位,口径\n指标,2023-09,97,%,期末",
            9,
            [
                ("2024-03", "point", "%"),
                ("2024-06", "point", "%"),
                ("2024-09", "point", "%"),
            ],
        ),
        (
            "kind: growth\ngoal: '>= 5%'\nlag: 1",
            "指标,时期,同比\n指标,1-8月,5.2",
            9,
            [("2024-09", "ytd", "-")],
        ),
    ],
)
def test_what_a_form_asks_of_a_figure(
    target: str, data: str, month: int, expected: list[tuple[str, str, str]]
) -> None:
    assert questions(target, data, 9, month) == expected


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ("2024-03,进行中", True),
        ("2024-08,有风险", True),
        ("2024-03,核实完成", False),
        ("2024-03,自报完成", False),
        ("2024-03,自报完成\n指标,2024-06,进行中", True),
        ("2024-03,进行中\n指标,2024-06,自报完成", False),
        # The form's own month has come; what was done in another year was that year's.
        ("2024-09,进行中", False),
        ("2023-12,核实完成", True),
    ],
)
def test_a_milestone_is_asked_about_until_it_is_done(reports: str, expected: bool) -> None:
    data = f"指标,时期,进度\n指标,{reports}"

    asks = questions("kind: milestone\nby: 2024-12", data, 9, 9)

    assert asks == [("2024-09", "-", "-")] * expected


def test_a_figure_that_two_targets_are_measured_by_is_asked_for_once() -> None:
    clock = Clock(Month(2024, 9), Month(2024, 10), replay=False)
    data = "指标,时期,累计,单位,同比\n指标,2024-08,70,亿元,5"
    assessed = [
        audit(target, data)[0]
        for target in (
            "id: a\nkind: flow\ngoal: '>= 120亿元'\nindicator: 指标\nlag: 1",
            "id: b\nkind: flow\ngoal: '>= 60亿元'\nindicator: 指 标\nby: 2024-09\nlag: 1",
            "id: c\nkind: growth\ngoal: '>= 5%'\nindicator: 指标\nlag: 1",
        )
    ]

    asks = asked(coverage(assessed, clock), Month(2024, 9))

    assert [(ask.target.id, str(ask.period)) for ask in asks] == [
        ("a", "2024-09"),
        ("c", "2024-09"),
    ]
