"""Figures as people write them."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Goal, Kind, Op, Source
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, parse_quantity, parse_unit
from sztrack.language.numbers import (
    goal_text,
    growth_text,
    month_text,
    months_text,
    percent,
    points,
    published,
    round_off,
    rounded,
)


@pytest.mark.parametrize(
    ("text", "like", "zh", "en"),
    [
        ("25934.28亿元", None, "25934.28亿元", "2,593.428bn yuan"),
        ("1.5万亿元", None, "1.5万亿元", "1,500bn yuan"),
        ("3000亿元", None, "3000亿元", "300bn yuan"),
        ("300万元", None, "300万元", "3m yuan"),
        ("18万人", None, "18万人", "180,000"),
        ("5800万人次", None, "5800万人次", "58m passengers"),
        ("2.93万标箱", "3050", "2.93万标箱", "0.0293m TEU"),
        ("6.0%", None, "6.0%", "6.0%"),
        ("2个百分点", None, "2个百分点", "2 pp"),
        ("5‰", None, "5‰", "5‰"),
        ("15微克/立方米", None, "15微克/立方米", "15 μg/m³"),
        ("1400亿美元", None, "1400亿美元", "140bn US dollars"),
        ("0.80万辆", None, "0.8万辆", "8,000 vehicles"),
    ],
)
def test_published(text: str, like: str | None, zh: str, en: str) -> None:
    quantity = parse_quantity(text)
    assert quantity
    shown = [
        published(quantity.value, quantity.unit, lang, D(like) if like else None)
        for lang in ("zh", "en")
    ]
    assert shown == [zh, en]


@pytest.mark.parametrize(
    ("value", "unit", "goal", "expected"),
    [
        ("23.968", "%", "7", "24.0%"),
        ("5.46", "%", "5.5", "5.46%"),
        ("5.5000001", "%", "5.5", "5.5000001%"),
        ("5.5", "%", "5.5", "5.5%"),
        ("99.96", "%", None, "99.96%"),
        ("-0.04", "%", None, "-0.04%"),
        ("763.99", "座", "1000", "764座"),
        ("999.6", "座", "1000", "999.6座"),
        ("3319.2", "万标箱", "3050", "3319万标箱"),
        ("126.666", "亿元", "120", "126.7亿元"),
        ("6.6666", "亿元", None, "6.67亿元"),
        ("0.004321", "亿元", None, "0.004亿元"),
    ],
)
def test_rounded(value: str, unit: str, goal: str | None, expected: str) -> None:
    of = parse_unit(unit)
    assert of
    assert rounded(D(value), of, "zh", D(goal) if goal else None) == expected


@given(st.decimals(-1000, 1000, places=6), st.decimals(-1000, 1000, places=1))
def test_rounding_never_crosses_the_goal_zero_or_a_hundred(value: D, goal: D) -> None:
    short = round_off(value, PERCENT, goal)
    for mark in (goal, D(0), D(100)):
        assert (short > mark, short < mark) == (value > mark, value < mark)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("72.925", "72.9%"),
        ("100", "100%"),
        ("99.96", "99.9%"),
        ("100.02", "100.1%"),
        ("0", "0%"),
        ("0.01", "0.1%"),
        ("-0.01", "-0.1%"),
        ("33.333", "33.3%"),
    ],
)
def test_percent(value: str, expected: str) -> None:
    assert percent(D(value)) == expected


@pytest.mark.parametrize(
    ("op", "text", "zh", "en"),
    [
        (Op.AT_LEAST, "5.5%", ">=5.5%", ">= 5.5%"),
        (Op.ABOVE, "2.6万人", ">2.6万人", "> 26,000"),
        (Op.ABOUT, "95%", "95%左右", "about 95%"),
        (Op.AT_MOST_ABOUT, "3%", "控制在3%左右", "max about 3%"),
        (Op.AT_MOST, "-3%", "<=-3%", "<= -3%"),
    ],
)
def test_goal(op: Op, text: str, zh: str, en: str) -> None:
    quantity = parse_quantity(text)
    assert quantity
    goal = Goal(op=op, quantity=quantity, source=Source("targets.yaml", 1))
    assert (goal_text(goal, "zh"), goal_text(goal, "en")) == (zh, en)


def test_rates_grow_and_differences_are_points() -> None:
    assert [growth_text(D(text), "zh") for text in ("5.4", "-3.0", "0.0")] == [
        "增长5.4%",
        "下降3.0%",
        "持平",
    ]
    assert [growth_text(D(text), "en") for text in ("5.4", "-3.0", "0.0")] == [
        "up 5.4%",
        "down 3.0%",
        "unchanged",
    ]
    assert [points(D(text), "zh") for text in ("0.1", "6.30", "0.04", "0")] == [
        "0.1个百分点",
        "6.3个百分点",
        "0.04个百分点",
        "0个百分点",
    ]


def test_months() -> None:
    assert [
        months_text(Month(2024, m), k, "zh")
        for m, k in ((9, Kind.GROWTH), (2, Kind.FLOW), (1, Kind.FLOW), (6, Kind.STOCK))
    ] == [
        "1-9月",
        "1-2月",
        "1月",
        "6月末",
    ]
    assert [
        months_text(Month(2024, m), k, "en")
        for m, k in ((9, Kind.GROWTH), (1, Kind.FLOW), (6, Kind.STOCK))
    ] == ["Jan-Sep", "Jan", "end Jun"]
    assert (month_text(Month(2024, 9), "zh"), month_text(Month(2024, 9), "en")) == (
        "2024年9月",
        "Sep 2024",
    )
