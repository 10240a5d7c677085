"""SZ505: one number that counts several sorts of thing."""

from __future__ import annotations

import pytest

from sztrack.core.checks import lumped_count
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan


def test_sorts_joined_in_one_count() -> None:
    target = (
        "kind: flow\nname: {zh: 新增首店、旗舰店数, en: New debut and flagship stores}\ngoal: '>="
        " 1000家'"
    )
    assert found(lumped_count, plan(target)) == [
        Finding(
            code="SZ505",
            severity=Severity.INFO,
            message=Text(
                "“新增首店、旗舰店数”把几类事项合为一个数（>= 1000家），各类完成多少无从得知",
                "'New debut and flagship stores' counts several kinds of thing in one number (>="
                " 1,000): there is no telling how many of each",
            ),
            hint=lumped_count.RULE.remedy,
            source=Source("targets.yaml", 6),
        )
    ]


@pytest.mark.parametrize(
    ("name", "goal", "fires"),
    [
        ("引进领军人才和团队骨干", ">= 6000人", True),
        ("新增组合港及内陆港", ">= 3个", True),
        ("新增示范企业(平台)", ">= 5家", True),
        ("新增示范企业（平台）", ">= 5家", True),
        ("建设筹集公寓、宿舍", ">= 10万套(间)", True),
        ("公用超充站数(一季度)", ">= 300座", False),
        ("粮食储备库(二期)数", ">= 2座", False),
        ("不动产投资信托基金(REITs)发行数", ">= 3只", False),
        ("电子元器件和集成电路交易额", ">= 800亿元", False),
        ("绿道、碧道长度", ">= 300公里", False),
        ("新增和平公园", ">= 3个", False),
        ("新增普及型学校", ">= 3所", False),
        ("新增公园", ">= 3个", False),
    ],
)
def test_what_joins_sorts(name: str, goal: str, fires: bool) -> None:
    assert bool(found(lumped_count, plan(f"kind: flow\nname: {name}\ngoal: '{goal}'"))) is fires


def test_only_counts_are_lumped() -> None:
    rate = "kind: rate\nname: 国控、省控断面优良比例\ngoal: '>= 100%'"
    milestone = "kind: milestone\nname: 科技馆和美术馆建成"
    assert (
        found(lumped_count, plan(rate, milestone, "kind: flow\nname: 道路、桥梁\ngoal: pending"))
        == []
    )
