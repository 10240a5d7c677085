"""SZ504: a share goal and an amount goal that do not come to the same amount."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sztrack.core.checks import share_against_amount
from sztrack.core.model import Finding, Goal, Op, Severity, Source, Text
from sztrack.core.words.quantity import parse_quantity
from tests.core.checks.rule import found
from tests.plans import plan

GDP = (
    "kind: growth\nname: {zh: 地区生产总值增速, en: GDP growth}\nindicator: 地区生产总值\ngoal: '>="
    " 5.5%'\nwording: GDP增长5.5%"
)
AMOUNT = "kind: flow\nname: {zh: 新兴产业增加值, en: Emerging industries}\ngoal: '> 1.5万亿元'"
SHARE = "kind: rate\nname: {zh: 新兴产业增加值占GDP比重, en: Share of GDP}\ngoal: '>= 42%'"
LEVEL = """
    指标,时期,累计,单位
    地区生产总值,2023-12,34606.40,亿元
    """


def test_the_amount_that_the_share_implies() -> None:
    assert found(share_against_amount, plan(GDP, AMOUNT, SHARE), LEVEL) == [
        Finding(
            code="SZ504",
            severity=Severity.WARNING,
            message=Text(
                "“新兴产业增加值”的总量目标 > 1.5万亿元 与比重目标 >= 42% 不一致：34606.40亿元 × (1"
                " + 5.5%) × 42% = 1.533万亿元；总量目标折合比重 41.1%",
                "'Emerging industries': the amount goal > 1,500bn yuan and the share goal >= 42%"
                " disagree: 3,460.64bn yuan × (1 + 5.5%) × 42% = 1,533bn yuan; the amount goal is a"
                " share of 41.1%",
            ),
            hint=share_against_amount.RULE.remedy,
            source=Source("targets.yaml", 17),
        )
    ]


@pytest.mark.parametrize(
    ("growth", "share"),
    [
        (
            GDP,
            (
                "kind: rate\nname: {zh: 新产业, en: New}\nindicator:"
                " 新兴产业增加值占地区生产总值的比重\ngoal: '>= 42%'"
            ),
        ),
        (
            "kind: growth\nname: {zh: GDP 增速, en: GDP}\nindicator: 地区生产总值\ngoal: '>= 5.5%'",
            SHARE,
        ),
        (
            (
                "kind: growth\nname: {zh: 经济增长, en: GDP}\nindicator: 地区生产总值\nwording:"
                " gdp同比增长5.5%\ngoal: '>= 5.5%'"
            ),
            SHARE,
        ),
        (GDP, SHARE.replace("42%", "420‰").replace("比重", "比例")),
    ],
)
def test_the_whole_is_found_by_indicator_name_or_wording(growth: str, share: str) -> None:
    (finding,) = found(share_against_amount, plan(growth, AMOUNT, share), LEVEL)
    assert "34606.40亿元 × (1 + 5.5%) × 42" in finding.message.zh


def test_a_fall_is_written_as_one() -> None:
    (finding,) = found(share_against_amount, plan(GDP.replace("5.5%", "-2%"), AMOUNT, SHARE), LEVEL)
    assert "3,460.64bn yuan × (1 - 2%) × 42% = 1,424bn yuan" in finding.message.en


@pytest.mark.parametrize(
    "targets",
    [
        (GDP, AMOUNT.replace("1.5", "1.53"), SHARE),
        (GDP, AMOUNT.replace("1.5", "1.52"), SHARE),
        (GDP, AMOUNT.replace("1.5万亿元", "1.5万人"), SHARE),
        (GDP.replace("GDP增长", "GDP能耗下降"), AMOUNT, SHARE),
        (GDP, AMOUNT.replace("新兴产业增加值", "未来产业增加值"), SHARE),
        (GDP, AMOUNT, SHARE.replace("占GDP比重", "占比")),
        (GDP, AMOUNT, SHARE.replace("42%", "2个百分点")),
        (GDP, SHARE),
        (AMOUNT, SHARE),
    ],
)
def test_what_agrees_or_cannot_be_worked_out_says_nothing(targets: tuple[str, ...]) -> None:
    assert found(share_against_amount, plan(*targets), LEVEL) == []


def test_without_last_decembers_level_nothing_is_known() -> None:
    assert (
        found(share_against_amount, plan(GDP, AMOUNT, SHARE), LEVEL.replace("2023-12", "2023-09"))
        == []
    )
    assert found(share_against_amount, plan(GDP, AMOUNT, SHARE)) == []


@pytest.mark.parametrize("growth", ["-100%", "-200%", "0%", "5个", "5百分点"])
@pytest.mark.parametrize("amount", ["0亿元", "1.5万亿元", "5个"])
@pytest.mark.parametrize("share", ["0%", "42%", "42个"])
def test_no_goals_make_it_raise(growth: str, amount: str, share: str) -> None:
    good = plan(GDP, AMOUNT, SHARE)
    goals = [
        Goal(op=Op.AT_LEAST, quantity=quantity, source=Source("targets.yaml", 1))
        for text in (growth, amount, share)
        if (quantity := parse_quantity(text))
    ]
    odd = replace(
        good,
        targets=tuple(
            replace(target, goal=goal) for target, goal in zip(good.targets, goals, strict=True)
        ),
    )
    assert len(found(share_against_amount, odd, LEVEL)) <= 1
