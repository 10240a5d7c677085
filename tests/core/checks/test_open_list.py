"""SZ506: a list that ends in 等."""

from __future__ import annotations

import pytest

from sztrack.core.checks import open_list
from sztrack.core.model import Finding, Severity, Source, Text
from tests.core.checks.rule import found
from tests.plans import plan


def test_one_finding_per_wording_and_none_where_a_total_closes_the_list() -> None:
    wording = "wording: 推动税收优惠、数据跨境流动等政策落地"
    tax, data = (
        f"kind: milestone\nname: 税收优惠落地\n{wording}",
        f"kind: milestone\nname: 数据跨境流动落地\n{wording}",
    )
    scenarios = (
        "kind: flow\nname: 应用场景\ngoal: '>= 30个'\nwording: 新增电梯监管、幕墙安全等30个应用场景"
    )
    assert found(open_list, plan(tax, data, scenarios)) == [
        Finding(
            code="SZ506",
            severity=Severity.INFO,
            message=Text(
                "“推动税收优惠、数据跨境流动等政策落地”用“等”列举，未点名的部分无从核对",
                "the list in “推动税收优惠、数据跨境流动等政策落地” is open-ended (等, etc.): what"
                " it does not name cannot be checked",
            ),
            hint=open_list.RULE.remedy,
            source=Source("targets.yaml", 6),
        ),
    ]


@pytest.mark.parametrize(
    ("wording", "fires"),
    [
        ("办好艺术深圳等艺术品博览会", True),
        ("争取免税额度和通关模式等政策支持", True),
        ("支持小学、初中等学校扩建", True),
        ("建成高等教育园区", False),
        ("促进平等就业的条例出台", False),
        ("引进中等职业学校", False),
        ("建成一等粮库", False),
        ("提高安全等级的规范出台", False),
        ("等待批复的规划获批", False),
        ("建成科技馆、美术馆", False),
    ],
)
def test_which_words_open_a_list(wording: str, fires: bool) -> None:
    assert bool(found(open_list, plan(f"kind: milestone\nwording: {wording}"))) is fires


def test_narratives_and_shares_name_no_list_to_check() -> None:
    narrative = "kind: narrative\nwording: 深入推进援藏援疆、对口合作等工作"
    share = "kind: rate\ngoal: '>= 5%'\nwording: 餐饮、住宿等行业占比达5%"
    assert found(open_list, plan(narrative, share)) == []
