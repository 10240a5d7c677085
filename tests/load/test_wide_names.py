"""Periods side by side whose columns differ in length, and names that say the basis: a total is
never taken for a month or a quarter alone.
"""

from __future__ import annotations

import pytest

from sztrack.load.actuals import read_actuals

Line = tuple[str, str, str, str, str | None]


def read(table: str) -> list[Line]:
    """Indicator, month, basis, level and growth of each figure, and the codes of what is wrong."""
    actuals = read_actuals(table.encode(), "actuals/x.csv")
    figures: list[Line] = []
    for row in actuals.observations:
        growth = None if row.growth is None else str(row.growth)
        figures.append((row.indicator, str(row.month), row.basis.value, str(row.value), growth))
    return figures + [(one.code, "", "", "", None) for one in actuals.findings]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "指标,2024年1-2月,2024年3月,2024年4月\n社零_累计值(亿元),181.2,272.5,364.9\n",
            [
                ("社零", "2024-02", "ytd", "181.2亿元", None),
                ("社零", "2024-03", "ytd", "272.5亿元", None),
                ("社零", "2024-04", "ytd", "364.9亿元", None),
            ],
        ),
        (
            "指标,2024年2月,2024年1月,2023年\n社零_累计值(亿元),181.2,90.1,1105.4\n",
            [
                ("社零", "2024-02", "ytd", "181.2亿元", None),
                ("社零", "2024-01", "ytd", "90.1亿元", None),
                ("社零", "2023-12", "ytd", "1105.4亿元", None),
            ],
        ),
        (
            "指标,2024Q1,2024Q2,2024Q3\nGDP_累计(亿元),8123,17050,26211\n",
            [
                ("GDP_累计", "2024-03", "ytd", "8123亿元", None),
                ("GDP_累计", "2024-06", "ytd", "17050亿元", None),
                ("GDP_累计", "2024-09", "ytd", "26211亿元", None),
            ],
        ),
        (
            "指标,2024年9月\n社零_累计增速(%),3.6\n投资累计同比增速(%),4.4\n工业:累计同比(%),5.5\n",
            [
                ("社零", "2024-09", "ytd", "None", "3.6"),
                ("投资", "2024-09", "ytd", "None", "4.4"),
                ("工业", "2024-09", "ytd", "None", "5.5"),
            ],
        ),
        (
            "指标,2024年1-2月,2024年3月,2024年4月\n社零(亿元),181.2,272.5,364.9\n",
            [("SZ211", "", "", "", None)],
        ),
        (
            "指标,2024年9月,2024年1-9月\n社零(亿元),98.4,861.2\n",
            [
                ("社零", "2024-09", "month", "98.4亿元", None),
                ("社零", "2024-09", "ytd", "861.2亿元", None),
            ],
        ),
    ],
)
def test_what_a_column_covers_is_as_the_name_says(table: str, expected: list[Line]) -> None:
    assert read(table) == expected
