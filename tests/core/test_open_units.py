"""Units are open: one that the table does not know is taken as written, and money is read as it is
written in English.
"""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import Severity
from sztrack.core.words.english import in_english
from sztrack.core.words.quantity import nearest_unit, open_unit, quantity_as_written
from sztrack.load.targets import read_plan
from tests.plans import HEAD, audit


@pytest.mark.parametrize(
    ("text", "power", "base", "zh", "en"),
    [
        ("300亿斤", 8, "斤", "300亿斤", "30bn 斤"),
        ("0.42吨标准煤/万元", 0, "吨标准煤/万元", "0.42吨标准煤/万元", "0.42 吨标准煤/万元"),
        ("6万元/人", 4, "元/人", "6万元/人", "60,000 元/人"),
        ("3位次", 0, "位次", "3位次", "3 位次"),
        ("45 NPS", 0, "NPS", "45NPS", "45 NPS"),
        ("$11,000 million", 6, "$", "11000百万美元", "$11bn"),
        ("-$5m", 6, "$", "-5百万美元", "-$5m"),
        ("US$ 3.2bn", 9, "$", "3.2十亿美元", "$3.2bn"),
        ("£550k", 3, "英镑", "550千英镑", "£550,000"),
        ("550 million pounds", 6, "英镑", "550百万英镑", "£550m"),
        ("€1.2bn", 9, "欧元", "1.2十亿欧元", "€1.2bn"),
        ("5亿港元", 8, "港元", "5亿港元", "HK$500m"),
        ("3725亿元", 8, "元", "3725亿元", "372.5bn yuan"),
        ("1.2 million people", 6, "人", "1.2百万人", "1.2m"),
        ("32 days", 0, "天", "32天", "32 days"),
    ],
)
def test_quantities_as_a_plan_writes_them(
    text: str, power: int, base: str, zh: str, en: str
) -> None:
    found = quantity_as_written(text)

    assert found is not None
    assert found.unit[:2] == (power, base)
    assert (str(found), in_english(*found)) == (zh, en)


@pytest.mark.parametrize(
    "text", ["5%左右", "26万人以上", "5 or more", "about 5 days", "$5人", "18", "5万万元", "5亿万"]
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantity_as_written(text) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [("平方公厘", "平方公里"), ("person-days", "persons"), ("斤", "公斤"), ("NPS", "")],
)
def test_the_nearest_known_unit(text: str, near: str) -> None:
    unit = open_unit(text.replace("-", ""))
    assert unit is not None
    assert nearest_unit(unit) == near


def test_an_unknown_unit_is_a_note_and_the_target_stands() -> None:
    text = HEAD + "      - {id: a, name: 粮食, kind: flow, goal: '>= 560亿斤', wording: 文}\n"
    plan, findings = read_plan(text, "targets.yaml")

    assert plan is not None
    assert [target.id for target in plan.targets] == ["a"]
    assert [(one.code, one.severity) for one in findings] == [("SZ114", Severity.INFO)]


@pytest.mark.parametrize(
    ("cells", "actual"),
    [
        ("420,亿斤", "420"),
        # 万斤 is 亿斤 under another power of ten.
        ("4200000,万斤", "420"),
        ("420亿斤,", "420"),
        # Nothing says what 吨 is in 斤, the plan apart: it does not convert.
        ("210.5,万吨", None),
    ],
)
def test_a_figure_counts_where_it_has_the_unit_of_its_goal(cells: str, actual: str | None) -> None:
    a, findings = audit(
        "kind: flow\ngoal: '>= 560亿斤'", f"指标,时期,累计,单位\n指标,2024-09,{cells}"
    )

    assert (a.actual.value if a.actual else None) == (D(actual) if actual else None)
    assert [one.code for one in findings] == ([] if actual else ["SZ302"])


def test_receipts_in_dollars() -> None:
    """$8,250 million by September of $11,000 million: 75 % of the goal after 9 of 12 months."""
    a, findings = audit(
        "kind: flow\ngoal: '>= $11,000 million'", '指标,时期,累计\n指标,2024-09,"$8,250 million"'
    )

    assert findings == []
    assert a.actual is not None
    assert (a.actual.value, a.planned, a.behind) == (D(8250), D(8250), D(0))
