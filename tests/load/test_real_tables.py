"""Tables in the shapes that offices and data services hand out: read as they are meant, or refused
with the reason; never read as something else.
"""

from __future__ import annotations

import pytest

from sztrack.load.actuals import read_actuals


def read(table: str, path: str = "actuals/a.csv") -> list[str]:
    """Each figure as `line [place] name month basis level growth%`, then the code and line of each
    finding.
    """
    observations, findings, *_ = read_actuals(table.encode(), path)
    shown = []
    for row in observations:
        said = [
            str(row.value) if row.value else "",
            "" if row.growth is None else f"{row.growth}%",
            row.stage.value if row.stage else "",
            "revised" if row.revised else "",
        ]
        words = [row.indicator, str(row.month), row.basis.value, *filter(None, said)]
        shown.append(f"{row.source.line} {' '.join(words)}")
    return shown + [f"{found.code}:{found.source.line}" for found in findings]


# What figures cover, where no row says so


@pytest.mark.parametrize(
    ("table", "path", "expected"),
    [
        pytest.param(
            "2024年地区生产总值（累计）\n指标,一季度,二季度,三季度\nGDP(亿元),8123,17050,26211\n",
            "actuals/gdp.csv",
            [
                "3 GDP 2024-03 ytd 8123亿元",
                "3 GDP 2024-06 ytd 17050亿元",
                "3 GDP 2024-09 ytd 26211亿元",
            ],
            id="the title says that quarters are totals",
        ),
        pytest.param(
            "指标,2024Q1,2024Q2\nGDP(亿元),8123,8927\n",
            "actuals/GDP当季值.csv",
            ["2 GDP 2024-03 ytd 8123亿元", "2 GDP 2024-06 quarter 8927亿元"],
            id="the file's name says that they are single quarters",
        ),
        pytest.param(
            "指标,2024Q1,2024Q2\nGDP(亿元),8123,17050\n",
            "actuals/gdp.csv",
            ["SZ211:2"],
            id="nothing says so: not guessed",
        ),
        pytest.param(
            "2024年社零（累计）\n指标,单位,3月\n社零,亿元,272.5\n",
            "actuals/a.csv",
            ["3 社零 2024-03 ytd 272.5亿元"],
            id="the only month of a table of totals",
        ),
        pytest.param(
            "2024年社零（累计）\n指标,单位,3月,1-3月\n社零,亿元,91.3,272.5\n",
            "actuals/a.csv",
            ["3 社零 2024-03 month 91.3亿元", "3 社零 2024-03 ytd 272.5亿元"],
            id="a month beside its total is the month",
        ),
    ],
)
def test_what_figures_cover(table: str, path: str, expected: list[str]) -> None:
    assert read(table, path) == expected


# Percentages as fractions


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "指标,时期,口径,同比\n社零,2024-08,累计,0.034\n社零,2024-09,累计,0.036\n",
            ["SZ230:2"],
            id="growth alone",
        ),
        pytest.param(
            "指标,时期,累计(亿元),同比\n社零,2024-08,762.8,0.034\n社零,2024-09,861.2,0.036\n",
            ["2 社零 2024-08 ytd 762.8亿元", "3 社零 2024-09 ytd 861.2亿元", "SZ230:2"],
            id="the levels beside it stand",
        ),
        pytest.param(
            "指标,时期,累计,单位\n失业率,2024-08,0.0525,%\n失业率,2024-09,0.051,%\n",
            ["SZ230:2"],
            id="a rate",
        ),
        pytest.param(
            "指标,时期,口径,同比\n社零,2024-08,累计,0.034\n社零,2024-09,累计,1.036\n",
            ["2 社零 2024-08 ytd 0.034%", "3 社零 2024-09 ytd 1.036%"],
            id="one that is not small",
        ),
        pytest.param(
            "指标,时期,口径,同比\nCPI,2024-08,累计,0.2\nCPI,2024-09,累计,0.3\n",
            ["2 CPI 2024-08 ytd 0.2%", "3 CPI 2024-09 ytd 0.3%"],
            id="small ones as they are printed",
        ),
        pytest.param(
            "指标,时期,口径,同比\n社零,2024-09,累计,0.036%\n",
            ["2 社零 2024-09 ytd 0.036%"],
            id="with its sign",
        ),
        pytest.param(
            "指标,时期,口径,同比(‰)\n人口,2024-09,累计,0.36\n",
            ["2 人口 2024-09 ytd 0.036%"],
            id="per mille",
        ),
    ],
)
def test_percentages_that_are_fractions(table: str, expected: list[str]) -> None:
    assert read(table) == expected


# One bad cell costs itself


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "指标,单位,1-9月,同比\n社零,亿元,861.2,约3\n",
            ["2 社零 2024-09 ytd 861.2亿元", "SZ212:2"],
        ),
        (
            "指标,时期,累计(亿元),同比\n社零,2024-09,约800,3.6\n",
            ["2 社零 2024-09 ytd 3.6%", "SZ212:2"],
        ),
    ],
)
def test_one_bad_cell_costs_itself(table: str, expected: list[str]) -> None:
    assert read(table, "actuals/2024-09.csv") == expected
