"""What a brief says of a row: growth grows or falls, differences of rates are points, amounts have
a share of the goal.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sztrack.core.model import Projection, Status, Text
from sztrack.core.words.period import Month
from sztrack.language import Lang
from sztrack.language.prose import (
    chance_moved,
    goal_words,
    lasting,
    momentum,
    movement,
    needed,
    outlook,
    seen_text,
    standing,
)
from tests.plans import audit, plan

GROWTH = "kind: growth\ngoal: '>= 7%'\nindicator: 零售额\npace: linear"
FLOW = "kind: flow\ngoal: '>= 300万人'\nindicator: 旅客\npace: linear"


@pytest.mark.parametrize(
    ("goal", "kind", "zh", "en"),
    [
        (">= 5.5%", "growth", "5.5%以上", "at least 5.5%"),
        ("> 180条", "flow", "超过180条", "over 180"),
        ("<= 15微克/立方米", "rate", "15微克/立方米以内", "at most 15 μg/m³"),
        ("< 5%", "rate", "低于5%", "below 5%"),
        ("~ 95%", "rate", "95%左右", "about 95%"),
        ("<~ 3%", "growth", "控制在3%左右", "kept to about 3%"),
        ("= 40个", "flow", "40个", "40"),
        ("<= -3%", "growth", "下降3%以上", "down at least 3%"),
    ],
)
def test_a_goal(goal: str, kind: str, zh: str, en: str) -> None:
    target = plan(f"kind: {kind}\ngoal: '{goal}'").targets[0]
    assert target.goal
    assert [goal_words(target.goal, target.kind, lang) for lang in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("august", "september", "zh", "en"),
    [
        (
            "1.8",
            "0.7",
            "前三季度增长0.7%，低于目标6.3个百分点，增速比1-8月回落1.1个百分点",
            "Jan-Sep: up 0.7%, 6.3 pp below the goal, 1.1 pp slower than in Jan-Aug",
        ),
        (
            "6.8",
            "7.0",
            "前三季度增长7.0%，与目标持平，增速比1-8月提高0.2个百分点",
            "Jan-Sep: up 7.0%, equal to the goal, 0.2 pp faster than in Jan-Aug",
        ),
        (
            "-2",
            "-2.0",
            "前三季度下降2.0%，低于目标9个百分点，降幅与1-8月持平",
            "Jan-Sep: down 2.0%, 9 pp below the goal, the same as in Jan-Aug",
        ),
        (
            "-2",
            "-2.3",
            "前三季度下降2.3%，低于目标9.3个百分点，降幅比1-8月扩大0.3个百分点",
            "Jan-Sep: down 2.3%, 9.3 pp below the goal, a fall 0.3 pp larger than in Jan-Aug",
        ),
        (
            "-2",
            "1",
            "前三季度增长1%，低于目标6个百分点，增速比1-8月提高3个百分点",
            "Jan-Sep: up 1%, 6 pp below the goal, 3 pp faster than in Jan-Aug",
        ),
        (
            "6.9",
            "6.95",
            "前三季度增长6.95%，低于目标0.05个百分点，增速比1-8月提高0.05个百分点",
            "Jan-Sep: up 6.95%, 0.05 pp below the goal, 0.05 pp faster than in Jan-Aug",
        ),
        (
            "8",
            "0",
            "前三季度同比持平，低于目标7个百分点，增速比1-8月回落8个百分点",
            "Jan-Sep: unchanged on last year, 7 pp below the goal, 8 pp slower than in Jan-Aug",
        ),
    ],
)
def test_growth(august: str, september: str, zh: str, en: str) -> None:
    a, _ = audit(
        GROWTH,
        f"指标,时期,同比,口径\n零售额,2024-08,{august},累计\n零售额,2024-09,{september},累计",
    )
    assert f"{standing(a, 'zh')}，{momentum(a, 'zh')}" == zh
    assert f"{standing(a, 'en')}, {momentum(a, 'en')}" == en


def test_prices_rise() -> None:
    a, _ = audit(
        "kind: growth\ngoal: '<~ 3%'\nindicator: 居民消费价格",
        "指标,时期,同比,口径\n居民消费价格,2024-09,0.2,累计",
    )
    assert standing(a, "zh") == "前三季度上涨0.2%，低于目标2.8个百分点"


def test_prices_rise_more_or_less() -> None:
    a, _ = audit(
        "kind: growth\ngoal: '<~ 3%'\nindicator: 居民消费价格",
        "指标,时期,同比,口径\n居民消费价格,2024-08,0.4,累计\n居民消费价格,2024-09,0.2,累计",
    )
    assert momentum(a, "zh") == "涨幅比1-8月回落0.2个百分点"
    assert momentum(a, "en") == "0.2 pp less than in Jan-Aug"


@pytest.mark.parametrize(
    ("value", "zh", "en", "asked"),
    [
        (
            "-2.1",
            "前三季度下降2.1%，降幅比目标小0.9个百分点",
            "Jan-Sep: down 2.1%, a fall 0.9 pp smaller than the goal",
            "四季度须同比下降5.7%以上方可完成目标",
        ),
        (
            "-3.5",
            "前三季度下降3.5%，降幅比目标大0.5个百分点",
            "Jan-Sep: down 3.5%, a fall 0.5 pp larger than the goal",
            "四季度须同比下降1.5%以上方可完成目标",
        ),
        (
            "1",
            "前三季度增长1%，高于目标4个百分点",
            "Jan-Sep: up 1%, 4 pp above the goal",
            "四季度须同比下降15.0%以上方可完成目标",
        ),
        (
            "-4.5",
            "前三季度下降4.5%，降幅比目标大1.5个百分点",
            "Jan-Sep: down 4.5%, a fall 1.5 pp larger than the goal",
            "四季度同比涨幅须控制在1.5%以内",
        ),
    ],
)
def test_a_goal_to_fall(value: str, zh: str, en: str, asked: str) -> None:
    a, _ = audit(
        "kind: growth\ngoal: '<= -3%'\nindicator: 能耗",
        f"指标,时期,同比,口径\n能耗,2024-09,{value},累计",
    )
    assert [standing(a, "zh"), standing(a, "en"), needed(a, "zh")] == [zh, en, asked]


@pytest.mark.parametrize(
    ("kind", "goal", "value", "zh"),
    [
        ("flow", ">= 300座", "200", "全年累计200座，占全年目标的66.7%，低于目标100座"),
        ("flow", "<= 300座", "306", "全年累计306座，占全年目标的102%，高于目标6座"),
        ("stock", ">= 300座", "200", "年末为200座，为目标的66.7%，低于目标100座"),
        ("rate", ">= 97%", "96.5", "全年为96.5%，低于目标0.5个百分点"),
    ],
)
def test_the_year_is_over(kind: str, goal: str, value: str, zh: str) -> None:
    unit = goal.lstrip("<>= 0123456789")
    basis = "期末" if kind == "stock" else "累计"
    a, _ = audit(
        f"kind: {kind}\ngoal: '{goal}'\nindicator: 数",
        f"指标,时期,数值,单位,口径\n数,2024-12,{value},{unit},{basis}",
        "2024-12",
    )
    assert (a.status, standing(a, "zh")) == (Status.MISSED, zh)


def test_a_level_is_projected_to_the_end_of_the_year() -> None:
    a, _ = audit(
        "kind: stock\ngoal: '>= 100座'\nindicator: 站\nbaseline: {value: 0座, year: 2023,"
        " wording: 0座}",
        "指标,时期,数值,单位,口径\n站,2023-06,0,座,期末\n站,2023-12,0,座,期末\n站,2024-06,40,座,期末",
        "2024-06",
        "linear",
    )
    assert outlook(a, "zh").startswith("预计年末80座（80%预测区间为")
    assert outlook(a, "en").startswith("projected for the end of the year: 80 (80% interval")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (
            "200",
            "前三季度累计200万人，占全年目标的66.7%，落后序时进度8.3个百分点",
            "Jan-Sep: 2m, 66.7% of the year's goal, 8.3 pp behind pace",
        ),
        (
            "225",
            "前三季度累计225万人，占全年目标的75%，与序时进度持平",
            "Jan-Sep: 2.25m, 75% of the year's goal, exactly on pace",
        ),
        (
            "299.99",
            "前三季度累计299.99万人，占全年目标的99.9%，超前序时进度25个百分点",
            "Jan-Sep: 2.9999m, 99.9% of the year's goal, 25 pp ahead of pace",
        ),
        ("300", "前三季度累计300万人，占全年目标的100%", "Jan-Sep: 3m, 100% of the year's goal"),
    ],
)
def test_an_amount(value: str, zh: str, en: str) -> None:
    a, _ = audit(FLOW, f"指标,时期,累计,单位\n旅客,2024-09,{value},万人")
    assert [standing(a, lang).replace(" people", "") for lang in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("low", "high", "probability", "zh"),
    [
        (None, None, None, "预计全年增长4.0%，低于目标3个百分点"),
        (
            "3",
            "8",
            "44",
            (
                "预计全年增长4.0%（80%预测区间为3.0%至8.0%），低于目标3个百分点，"
                "完成目标的可能性为44%"
            ),
        ),
        (
            "3",
            "5",
            "0",
            "预计全年增长4.0%（80%预测区间为3.0%至5.0%），低于目标3个百分点，"
            "完成目标的可能性不足1%",
        ),
        (
            "3",
            "5",
            "100",
            "预计全年增长4.0%（80%预测区间为3.0%至5.0%），低于目标3个百分点，"
            "完成目标的可能性在99%以上",
        ),
    ],
)
def test_an_outlook(low: str | None, high: str | None, probability: str | None, zh: str) -> None:
    a, _ = audit(GROWTH, "指标,时期,同比,口径\n零售额,2024-09,4,累计")
    low_, high_, chance = (Decimal(text) if text else None for text in (low, high, probability))
    projection = Projection(
        model="linear",
        value=Decimal(4),
        base_years=(),
        formula=Text("", ""),
        low=low_,
        high=high_,
        level=Decimal(80),
        probability=chance,
    )
    assert outlook(replace(a, projection=projection), "zh") == zh


@pytest.mark.parametrize(
    ("target", "data", "zh", "en"),
    [
        (
            FLOW,
            "旅客,2024-09,200,万人,",
            "四季度须月均完成33.34万人方可完成目标，尚无往年同期可比",
            "October to December must bring 333,400 a month to reach the goal",
        ),
        (
            FLOW,
            "旅客,2024-11,290,万人,\n旅客,2023-11,280,万人,\n旅客,2023-12,296,万人,",
            "12月须完成10万人方可完成目标，2023年同期为16万人",
            "December must bring 100,000 to reach the goal, against 160,000 in the same months"
            " of 2023",
        ),
        (
            GROWTH,
            "零售额,2024-09,,,2\n零售额,2023-09,,,3\n零售额,2023-12,,,4\n零售额,2022-09,,,3\n"
            "零售额,2022-12,,,3\n零售额,2021-09,,,3\n零售额,2021-12,,,2",
            "四季度须同比增长22.0%方可完成目标，往年同期从未达到，近3年同期最高为7.0%（2023年）",
            "October to December must grow by 22.0% on last year to reach the goal, which the same"
            " months never reached, the most in the same months of 3 earlier years being 7.0%"
            " (2023)",
        ),
        (
            GROWTH,
            "零售额,2024-09,,,12\n零售额,2024-06,,,3",
            "四季度同比降幅不超过8.0%即可完成目标",
            "October to December may fall by up to 8.0% on last year",
        ),
    ],
)
def test_what_is_needed(target: str, data: str, zh: str, en: str) -> None:
    as_of = data.splitlines()[0].split(",")[1]
    a, _ = audit(target, f"指标,时期,累计,单位,同比\n{data}", as_of)
    assert needed(a, "zh") == zh
    assert needed(a, "en").startswith(en)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["自1-4月数据起持续滞后", "自前三季度数据起转为滞后", ""]),
        (
            "en",
            ["off track since the data for Jan-Apr", "off track since the data for Jan-Sep", ""],
        ),
    ],
)
def test_since_when(lang: Lang, words: list[str]) -> None:
    a, _ = audit(GROWTH, "指标,时期,同比,口径\n零售额,2024-09,4,累计")
    assert a.status is Status.OFF_TRACK
    assert [lasting(a, began, lang) for began in (Month(2024, 4), Month(2024, 9), None)] == words


@pytest.mark.parametrize(
    ("period", "basis", "zh", "en"),
    [
        ("2024-08", "当月", "8月为4.2%", "Aug: 4.2%"),
        ("2024-08", "时点", "8月为4.2%", "Aug: 4.2%"),
        ("2024-08", "累计", "1-8月为4.2%", "Jan-Aug: 4.2%"),
        ("2024-12", "当月", "12月为4.2%", "Dec: 4.2%"),
        ("2024-12", "累计", "全年为4.2%", "Jan-Dec: 4.2%"),
    ],
)
def test_a_rate_is_told_as_the_months_that_it_covers(
    period: str, basis: str, zh: str, en: str
) -> None:
    data = f"指标,时期,口径,数值,单位\n失业率,{period},{basis},4.2,%"
    row, _ = audit("kind: rate\ngoal: '<= 5.5%'\nindicator: 失业率", data, period)
    assert [seen_text(row, lang) for lang in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("august", "zh", "en"),
    [
        ("4.5", "比7月增加0.3个百分点", "0.3 pp more than in Jul"),
        ("4", "比7月减少0.2个百分点", "0.2 pp less than in Jul"),
        ("4.2", "与7月持平", "the same as in Jul"),
    ],
)
def test_a_figure_against_that_of_the_month_before(august: str, zh: str, en: str) -> None:
    data = f"指标,时期,口径,数值,单位\n失业率,2024-07,当月,4.2,%\n失业率,2024-08,当月,{august},%"
    target = "kind: rate\ngoal: '<= 5.5%'\nindicator: 失业率"
    now, _ = audit(target, data, "2024-08")
    then, _ = audit(target, data, "2024-07")
    assert [movement(now, then, lang) for lang in ("zh", "en")] == [zh, en]
    assert chance_moved(now, then, "zh") == ""
