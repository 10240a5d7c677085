"""The words of a goal, each with the sign, number and unit that it comes to."""

from __future__ import annotations

import pytest

from sztrack.core.words.quantity import parse_unit
from sztrack.load.drafts.goals import Sense, Words, goal_words

LEVEL, GROWTH, STEP, SAME = Sense.LEVEL, Sense.GROWTH, Sense.STEP, Sense.SAME


def words(text: str, unit: str = "", *, less: bool = False, falls: bool = False) -> Words:
    return goal_words(text, parse_unit(unit) if unit else None, less=less, falls=falls)


def goals(text: str, unit: str = "", *, less: bool = False) -> list[tuple[str, Sense]]:
    found = words(text, unit, less=less)
    assert not found.unread
    return [(one.goal, one.sense) for one in found.wanted]


@pytest.mark.parametrize(
    ("text", "unit", "goal", "sense"),
    [
        ("26", "万人", ">= 26万人", LEVEL),
        ("26万人", "", ">= 26万人", LEVEL),
        ("26万人以上", "", ">= 26万人", LEVEL),
        ("达到26万人以上", "", ">= 26万人", LEVEL),
        ("不低于26万人", "", ">= 26万人", LEVEL),
        ("不少于 26 万人", "", ">= 26万人", LEVEL),
        ("≥26", "万人", ">= 26万人", LEVEL),
        (">= 26万人", "", ">= 26万人", LEVEL),
        ("突破1万亿元", "", "> 1万亿元", LEVEL),
        ("超180条", "", "> 180条", LEVEL),
        ("100万人左右", "", ">~ 100万人", LEVEL),
        ("约100万人", "", ">~ 100万人", LEVEL),
        ("5%左右", "", ">~ 5%", LEVEL),
        ("增长5%", "", ">= 5%", GROWTH),
        ("增长5%左右", "", ">~ 5%", GROWTH),
        ("增长5%以上", "", ">= 5%", GROWTH),
        ("增速达到5%", "", ">= 5%", LEVEL),
        ("提高到42%", "", ">= 42%", LEVEL),
        ("提高0.5个百分点", "", ">= 0.5个百分点", STEP),
        ("增加3个", "", ">= 3个", STEP),
        ("持平", "%", ">= 0%", SAME),
        ("5%-5.5%", "", "5%..5.5%", LEVEL),
        ("5.0%～5.5%", "", "5.0%..5.5%", LEVEL),
        ("5—5.5", "%", "5%..5.5%", LEVEL),
        ("5%至5.5%之间", "", "5%..5.5%", LEVEL),
        ("5%..5.5%", "", "5%..5.5%", LEVEL),
        ("增长5-6%", "", "5%..6%", GROWTH),
        ("11,000persons", "", ">= 11000 persons", LEVEL),
        ("at least 26,000 persons", "", ">= 26000 persons", LEVEL),
        ("about 5%", "", ">~ 5%", LEVEL),
        ("5% growth", "", ">= 5%", GROWTH),
        ("between 5% and 6%", "", "5%..6%", LEVEL),
        ("40% to 42%", "", "40%..42%", LEVEL),
        ("more than 900", "个", "> 900个", LEVEL),
    ],
)
def test_where_more_is_better(text: str, unit: str, goal: str, sense: Sense) -> None:
    assert goals(text, unit) == [(goal, sense)]


@pytest.mark.parametrize(
    ("text", "unit", "goal", "sense"),
    [
        ("5.5%左右", "", "<~ 5.5%", LEVEL),
        ("控制在5.5%以内", "", "<= 5.5%", LEVEL),
        ("控制在3%左右", "", "<~ 3%", LEVEL),
        ("涨幅3%左右", "", "<~ 3%", GROWTH),
        ("不超过3%", "", "<= 3%", LEVEL),
        ("低于5%", "", "< 5%", LEVEL),
        ("below 5%", "", "< 5%", LEVEL),
        ("22", "微克/立方米", "<= 22微克/立方米", LEVEL),
        ("降至20以下", "微克/立方米", "<= 20微克/立方米", LEVEL),
        ("下降3%", "", "<= -3%", GROWTH),
        ("下降3%左右", "", "<~ -3%", GROWTH),
        ("下降3%以上", "", "<= -3%", GROWTH),
        ("下降超过3%", "", "< -3%", GROWTH),
        ("降幅不超过3%", "", ">= -3%", GROWTH),
        ("下降3%-3.5%", "", "-3.5%..-3%", GROWTH),
        ("reduce by 3%", "", "<= -3%", GROWTH),
        ("持平", "%", "<= 0%", SAME),
    ],
)
def test_where_less_is_better(text: str, unit: str, goal: str, sense: Sense) -> None:
    assert goals(text, unit, less=True) == [(goal, sense)]


def test_a_name_that_is_a_fall_gives_the_number_its_sign() -> None:
    (one,) = words("3%左右", falls=True).wanted
    assert (one.goal, one.sense) == ("<~ -3%", GROWTH)


@pytest.mark.parametrize(
    "text",
    [
        "完成省下达任务",
        "按国家下达目标",
        "以省下达为准",
        "待下达",
        "pending",
        "to be confirmed",
        "TBC",
    ],
)
def test_what_somebody_else_sets_is_pending(text: str) -> None:
    assert words(text) == Words(is_pending=True)


@pytest.mark.parametrize(
    "text",
    [
        "不低于全国平均水平",
        "高于全国平均水平0.5个百分点",
        "与经济增长同步",
        "in line with the national average",
        "稳规模、优结构",
        "100",
        "380亿某物",
    ],
)
def test_what_is_no_number_of_its_own_is_not_read(text: str) -> None:
    found = words(text)
    assert not found.wanted
    assert found.unread


def test_two_numbers_in_a_cell() -> None:
    assert goals("1.2万亿元左右，增长5%") == [(">~ 1.2万亿元", LEVEL), (">= 5%", GROWTH)]
    found = words("增长6.5%左右，力争7%；不低于全省平均")
    assert [(one.goal, one.sense, one.is_striven_for) for one in found.wanted] == [
        (">~ 6.5%", GROWTH, False),
        (">= 7%", GROWTH, True),
    ]
    assert found.unread == ("不低于全省平均",)


@pytest.mark.parametrize(
    ("text", "goal", "unread"),
    [
        ("1000个以上（其中国家级10个）", ">= 1000个", ("其中国家级10个",)),
        ("2026年6月底前完成30个", ">= 30个", ()),
        ("30个(完成省下达任务)", ">= 30个", ()),
        ("5万套(间)", ">= 5万套(间)", ()),
        ("30 persons by June 2026", ">= 30 persons", ()),
    ],
)
def test_dates_and_remarks_are_no_goals(text: str, goal: str, unread: tuple[str, ...]) -> None:
    found = words(text)
    assert ([one.goal for one in found.wanted], found.unread) == ([goal], unread)
