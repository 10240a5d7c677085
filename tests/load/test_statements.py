"""What a file says in two places: one reading, or a finding; never a guess."""

from __future__ import annotations

import pytest

from sztrack.load.actuals import read_actuals

HEAD = "指标,单位,累计,同比增长(%)\n零售,亿元,7731.62,0.7\n"
SEPTEMBER = ["2 零售 2024-09 ytd 7731.62亿元 0.7"]


def read(text: str, path: str = "actuals/2024-09.csv") -> tuple[list[str], list[str]]:
    """The observations, and line, code and words of each finding."""
    observations, findings, *_ = read_actuals(text.encode(), path)
    rows = [
        f"{o.source.line} {o.indicator} {o.month} {o.basis.value} {o.value or '-'}"
        f" {'-' if o.growth is None else o.growth}"
        for o in observations
    ]
    return rows, [
        f"{finding.source.line} {finding.code} {finding.message.en}" for finding in findings
    ]


# The period


@pytest.mark.parametrize(
    "name",
    [
        "2024年1—9月",
        "2024年1–9月",
        "2024年1月—9月",
        "2024年01-09月",
        "202401-09",
        "2024.1-9",
        "2024年9月数据-20241018",
        "2024.1-9/表",
    ],
)
def test_the_period_of_a_file_name(name: str) -> None:
    assert read(HEAD, f"actuals/{name}.csv") == (SEPTEMBER, [])


@pytest.mark.parametrize(
    "title",
    [
        "深圳市2024年1—9月主要经济指标",
        "2024年01-09月主要经济指标",
        "2024年1 - 9月主要经济指标",
        "2024年9月主要指标（与2023年9月比较）",
        "2024年9月主要指标（以2020年1月价格计）",
        "2024年9月主要指标,制表日期：2024年10月18日",
        "2024年9月主要指标,填报日期：2024-10-18",
        "2024年9月主要指标,表号：深统月报2024-01表",
    ],
)
def test_the_period_of_a_title(title: str) -> None:
    assert read(f"{title}\n{HEAD}", "actuals/月报.csv") == (["3" + SEPTEMBER[0][1:]], [])


def test_a_title_that_states_two_periods_fills_in_nothing() -> None:
    text = f"2024年9月与2024年8月主要指标\n{HEAD}工业,亿元,1,2\n"
    said = (
        "3 SZ221 file name and title state more than one period (2024-09, 2024-08);"
        " 2 rows without a stated period not read"
    )
    assert read(text, "actuals/月报.csv") == ([], [said])
    assert read(text)[1] == []


def test_a_file_name_and_a_title_that_contradict_each_other_fill_in_nothing() -> None:
    said = (
        "3 SZ221 file name and title state more than one period (2024-10, 2024-09);"
        " 1 row without a stated period not read"
    )
    assert read(f"2024年9月主要指标\n{HEAD}", "actuals/2024-10.csv") == ([], [said])


def test_rows_with_a_period_of_their_own_do_not_mind() -> None:
    assert read(
        "2024年9月主要指标\n指标,时期,累计(亿元)\n零售,2024-08,5\n", "actuals/2024-10.csv"
    ) == (["3 零售 2024-08 ytd 5亿元 -"], [])


def test_years_that_contradict_each_other_fill_in_no_year() -> None:
    said = (
        "3 SZ221 file name and title state more than one period (2023, 2024-09);"
        " 1 row without a stated period not read"
    )
    assert read("2024年9月主要指标\n指标,时期,累计(亿元)\n零售,8月,5\n", "actuals/2023.csv") == (
        [],
        [said],
    )


def test_the_day_of_a_release_does_not_contradict_a_title() -> None:
    assert read(f"2024年9月主要指标\n{HEAD}", "actuals/2024-10-18.csv") == (
        ["3" + SEPTEMBER[0][1:]],
        [],
    )


@pytest.mark.parametrize(
    ("period", "outcome"),
    [
        ("2024.1-9", (["2 零售 2024-09 ytd 5亿元 -"], [])),
        ("2024年1-6", (["2 零售 2024-06 ytd 5亿元 -"], [])),
        ("2024/1-6", (["2 零售 2024-06 ytd 5亿元 -"], [])),
        ("2024-1-6", ([], ["2 SZ211 no basis: is it year to date or the month alone?"])),
        ("1-2月", ([], ["2 SZ207 '1-2月' has no year"])),
    ],
)
def test_the_period_of_a_row(period: str, outcome: tuple[list[str], list[str]]) -> None:
    assert read(f"指标,时期,数值(亿元)\n零售,{period},5\n", "actuals/月报.csv") == outcome


@pytest.mark.parametrize(
    ("path", "heading", "basis"),
    [
        ("2024年1-9月", "本月", "2024-09 month"),
        ("2024年1-9月", "当月", "2024-09 month"),
        ("2024年1-9月", "当季", "2024-09 quarter"),
        ("2024年1-9月", "期末", "2024-09 point"),
        ("2024年1-9月", "累计", "2024-09 ytd"),
        ("2024年1-2月", "本月", "2024-02 ytd"),
        ("2024Q1", "当季", "2024-03 quarter"),
        ("2024Q1", "累计", "2024-03 ytd"),
        ("2024Q2", "累计", "2024-06 ytd"),
    ],
)
def test_the_heading_says_what_a_table_of_several_months_holds(
    path: str, heading: str, basis: str
) -> None:
    assert read(
        f"指标,单位,{heading},同比增长(%)\n零售,亿元,852.1,2.1\n", f"actuals/{path}.csv"
    ) == ([f"2 零售 {basis} 852.1亿元 2.1"], [])


def test_a_period_that_the_heading_contradicts_is_a_finding() -> None:
    said = "2 SZ211 the period 2024-01 - 2024-09 does not agree with the basis 'month'"
    assert read("指标,时期,本月(亿元)\n零售,1-9月,852.1\n") == ([], [said])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "指标,口径,本月(亿元)\n零售,累计,5\n",
            "the basis 'ytd' is not the 'month' stated in the heading or the name",
        ),
        (
            "指标,口径,期末(亿元)\n零售,当月,5\n",
            "the basis 'month' is not the 'point' stated in the heading or the name",
        ),
        (
            "指标,口径,2024年9月,2024年8月\n零售_累计值(亿元),当月,5,4\n",
            "the basis 'month' is not the 'ytd' stated in the heading or the name",
        ),
    ],
)
def test_a_basis_that_the_heading_contradicts_is_a_finding(text: str, said: str) -> None:
    assert read(text) == ([], [f"2 SZ211 {said}"])


def test_a_column_of_any_levels_may_be_called_after_the_totals() -> None:
    assert read("指标,口径,累计(亿元),同比\n零售,当月,5,\n工业,当月,,3\n") == (
        ["2 零售 2024-09 month 5亿元 -", "3 工业 2024-09 month - 3"],
        [],
    )


@pytest.mark.parametrize(
    "name",
    [
        "投资(1-上月)",
        "投资(1—上月)(亿元)",
        "投资(亿元)(1-上月)",
        "投资(1-8月)",
        "投资（1—8月累计）",
        "投资 (1-8月)(亿元)",
    ],
)
def test_a_row_that_is_late_stands_where_its_name_says(name: str) -> None:
    assert read(f"指标,单位,累计,同比±%\n{name},亿元,1800,-3\n") == (
        ["2 投资 2024-08 ytd 1800亿元 -3"],
        [],
    )
    assert read(f"指标,单位,本月,累计,同比±%\n{name},亿元,,1800,-3\n") == (
        ["2 投资 2024-08 ytd 1800亿元 -3"],
        [],
    )


def test_a_late_row_with_another_period_is_a_finding() -> None:
    text = (
        "指标,时期,单位,累计\n投资(1-8月),2024-09,亿元,5\n投资(1-上月),2024-09,亿元,5\n投"
        "资(1-8月),2024-08,亿元,5\n"
    )
    assert read(text) == (
        ["4 投资 2024-08 ytd 5亿元 -"],
        [
            "2 SZ221 the period '2024-09' is not the '1-8月' in the name",
            "3 SZ221 the period '2024-09' is not the '上月' in the name",
        ],
    )


# Whose growth it is


def test_growth_belongs_to_the_newest_of_the_years_side_by_side() -> None:
    for columns in ("2024年1-9月,2023年1-9月", "2023年1-9月,2024年1-9月"):
        cells = "7731.62,7677.9" if columns.startswith("2024") else "7677.9,7731.62"
        rows, faults = read(
            f"指标,单位,{columns},同比增长(%)\n零售,亿元,{cells},0.7\n", "actuals/月报.csv"
        )
        assert (sorted(rows), faults) == (
            ["2 零售 2023-09 ytd 7677.9亿元 -", "2 零售 2024-09 ytd 7731.62亿元 0.7"],
            [],
        )


def test_each_of_two_years_may_have_its_growth() -> None:
    text = "指标,单位,2024年1-9月,同比(%),2023年1-9月,同比(%)\n零售,亿元,7731.62,0.7,7677.9,3.5\n"
    assert read(text) == (
        ["2 零售 2024-09 ytd 7731.62亿元 0.7", "2 零售 2023-09 ytd 7677.9亿元 3.5"],
        [],
    )


@pytest.mark.parametrize("heading", ["1—本月", "1—本月累计", "1–本月", "1-本月", "累计,上年同期"])
def test_growth_belongs_to_the_figures_on_its_left(heading: str) -> None:
    last = ",7677.9" if "上年" in heading else ""
    rows, _ = read(f"指标,单位,本月,{heading},同比±%\n零售,亿元,852.1,7731.62{last},0.7\n")
    assert rows == ["2 零售 2024-09 month 852.1亿元 -", "2 零售 2024-09 ytd 7731.62亿元 0.7"]


@pytest.mark.parametrize(
    ("known", "rows"), [("本月,累计", ["month 5亿元", "ytd 45亿元"]), ("累计", ["ytd 5亿元"])]
)
def test_growth_behind_an_unknown_column_is_given_to_nobody(known: str, rows: list[str]) -> None:
    cells = "5,45" if "," in known else "5"
    assert read(f"指标,单位,{known},年度数,同比\n零售,亿元,{cells},60,0.7\n") == (
        [f"2 零售 2024-09 {row} -" for row in rows],
        [
            "1 SZ205 unknown column '年度数', not read",
            (
                "1 SZ222 column '同比' follows an unknown column, so it is not known whose growth"
                " it is; it was not read"
            ),
        ],
    )


def test_growth_that_says_whose_it_is_minds_no_unknown_column() -> None:
    rows, faults = read("指标,单位,本月,累计,年度数,累计同比\n零售,亿元,5,45,60,0.7\n")
    assert (rows, faults) == (
        ["2 零售 2024-09 month 5亿元 -", "2 零售 2024-09 ytd 45亿元 0.7"],
        ["1 SZ205 unknown column '年度数', not read"],
    )


def test_a_month_above_what_its_columns_cover() -> None:
    text = "指标,单位,2024年9月,,\n,,本月,累计,同比增长(%)\n零售,亿元,852.1,7731.62,0.7\n"
    assert read(text, "actuals/月报.csv") == (
        ["3 零售 2024-09 month 852.1亿元 -", "3 零售 2024-09 ytd 7731.62亿元 0.7"],
        [],
    )


@pytest.mark.parametrize(
    ("heading", "cell", "growth"),
    [
        ("增长率(‰)", "52", "5.2"),
        ("同比‰", "52", "5.2"),
        ("增长率(‰)", "5.2%", "5.2"),
        ("增长率(%)", "52‰", "5.2"),
    ],
)
def test_growth_per_mille(heading: str, cell: str, growth: str) -> None:
    assert read(f"指标,口径,{heading}\n零售,累计,{cell}\n") == (
        [f"2 零售 2024-09 ytd - {growth}"],
        [],
    )
    rows, faults = read(f"指标,单位,本月,累计,{heading}\n零售,亿元,,5,{cell}\n")
    assert (rows, faults) == ([f"2 零售 2024-09 ytd 5亿元 {growth}"], [])


# The unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("指标,单位,本月(亿元),累计(亿元)\n零售,万元,8521000,77316200\n", "'万元', '亿元'"),
        ("指标,单位,累计(亿元)\n零售,万元,77316200\n", "'万元', '亿元'"),
        ("指标,单位,累计\n外资(万元),亿元,5\n", "'亿元', '万元'"),
        ("指标,累计(亿元)\n外资(万元),5\n", "'万元', '亿元'"),
        ("指标,单位,本月,累计\n外资(万元),亿元,5,6\n", "'亿元', '万元'"),
        ("指标,单位,2024年9月,2024年8月\n外资_累计值(万元),亿元,5,6\n", "'亿元', '万元'"),
    ],
)
def test_units_that_contradict_each_other_cost_the_row(text: str, units: str) -> None:
    assert read(text) == ([], [f"2 SZ220 the units contradict each other: {units}"])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("指标,单位,累计(亿元),同比\n零售,亿元,5,1\n", ["2 零售 2024-09 ytd 5亿元 1"]),
        ("指标,单位,累计(亿元),同比\n工业,%,,1\n", ["2 工业 2024-09 ytd - 1"]),
        ("指标,单位,累计\n外资(美元),亿美元,5\n", ["2 外资 2024-09 ytd 5亿美元 -"]),
        ("单位：亿元\n指标,单位,累计\n就业,万人,5\n", ["3 就业 2024-09 ytd 5万人 -"]),
        ("指标,累计(亿元)\n外资,5万元\n", ["2 外资 2024-09 ytd 5万元 -"]),
        ("填报单位：市统计局,单位：亿元\n指标,累计\n零售,5\n", ["3 零售 2024-09 ytd 5亿元 -"]),
        (
            "填报单位：市统计局 计量单位：亿元、%\n指标,累计,同比\n零售,5,1\n",
            ["3 零售 2024-09 ytd 5亿元 1"],
        ),
        (
            "指标,累计,本月,备注\n,(亿元),(亿元),\n零售,5,1,\n",
            ["3 零售 2024-09 ytd 5亿元 -", "3 零售 2024-09 month 1亿元 -"],
        ),
        ("指标,累计,同比\n计量单位,亿元,%\n零售,5,10\n", ["3 零售 2024-09 ytd 5亿元 10"]),
        ("指标,累计,同比\n,亿元,‰\n零售,5,10\n", ["3 零售 2024-09 ytd 5亿元 1.0"]),
        ("单位：亿元（增长%）\n指标,累计,同比\n零售,5,1\n", ["3 零售 2024-09 ytd 5亿元 1"]),
    ],
)
def test_which_unit_counts(text: str, rows: list[str]) -> None:
    assert read(text) == (rows, [])


@pytest.mark.parametrize(
    "above",
    [
        "单位：亿元，万人",
        "单位：亿元、万人",
        "单位：亿元,万人",
        "单位：亿元\n单位：万人",
        "单位：亿元、%",
    ],
)
def test_several_units_above_a_table_are_none(above: str) -> None:
    line = above.count("\n") + 3
    assert read(f"{above}\n指标,累计\n零售,5\n外资(亿元),5\n") == (
        [f"{line + 1} 外资 2024-09 ytd 5亿元 -"],
        [f"{line} SZ208 '5' has no unit"],
    )


# Commas and points


CUT = "2 SZ215 '7' and '731' may be one number, 7,731, split in two"


@pytest.mark.parametrize(
    "text",
    [
        "指标,时期,累计(亿元),同比,备注\n零售,2024-09,7,731,0.7\n",
        "指标,时期,累计(亿元),同比,备注\n零售,2024-09,7,731\n",
        "指标,时期,累计(亿元),同比\n零售,2024-09,7,731,\n",
        "指标,时期,同比,累计(亿元),备注\n零售,2024-09,0.7,7,731\n",
        "指标，时期，累计(亿元)，同比，备注\n零售，2024-09，7，731，0.7\n",
        "指标,单位,本月,累计,同比,备注\n零售,亿元,7,731,852,0.7\n",
        "指标,2024年9月,2024年8月,备注\n零售_累计值(亿元),7,731,6\n",
    ],
)
def test_a_number_that_its_thousands_mark_cut_in_two(text: str) -> None:
    assert read(text) == ([], [CUT])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("指标,时期,累计(亿元),同比,备注\n地铁,2024-09,12,105,\n", "ytd 12亿元 105"),
        ("指标,时期,累计(亿元),同比,备注\n地铁,2024-09,12,105,初步\n", "ytd 12亿元 105"),
        ("指标,时期,累计(亿元),同比\n地铁,2024-09,12,10.5,\n", "ytd 12亿元 10.5"),
        ("指标,时期,累计(亿元),同比,备注\n地铁,2024-09,1234,105\n", "ytd 1234亿元 105"),
        ("指标\t时期\t累计(亿元)\t同比\n地铁\t2024-09\t12\t105\t\n", "ytd 12亿元 105"),
        ('指标,时期,累计(亿元),同比,备注\n地铁,2024-09,"1,234",105,5\n', "ytd 1234亿元 105"),
    ],
)
def test_two_numbers_side_by_side_are_two(text: str, row: str) -> None:
    assert read(text) == ([f"2 地铁 2024-09 {row}"], [])


@pytest.mark.parametrize("end", ["", ",", ",,", ",,,"])
def test_the_month_and_the_total_of_a_bulletin_are_two_numbers(end: str) -> None:
    assert read(f"指标,单位,本月,累计,同比\n地铁,亿元,12,105{end}\n") == (
        ["2 地铁 2024-09 month 12亿元 -", "2 地铁 2024-09 ytd 105亿元 -"],
        [],
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("指标;时期;累计(亿元)\n甲;2024-06;1,234\n", "1,234"),
        ("指标;时期;累计(亿元)\n甲;2024-06;−1,234\n", "−1,234"),
        ("指标;时期;累计(亿元)\n甲;2024-06;–1,234\n", "–1,234"),
        ("指标;时期;口径;同比\n甲;2024-06;累计;增长1,234%\n", "增长1,234%"),
        ("指标;时期;累计(亿元)\n甲;2024-06;−1.234\n乙;2024-06;8,5\n", "−1.234"),
        ("指标\t时期\t累计(亿元)\n甲\t2024-06\t1,234\n乙\t2024-06\t8,5\n", "1,234"),
        ('指标,时期,累计(亿元)\n甲,2024-06,"1.234"\n乙,2024-06,"8,5"\n', "1.234"),
        ('指标,时期,累计(亿元)\n甲,2024-06,"1,234"\n乙,2024-06,"8,5"\n', "1,234"),
        ("指标,时期,累计(亿元)\n甲,2024-06,1.234\n乙,2024-06,8，5\n", "1.234"),
        ("指标，时期，累计(亿元)\n甲，2024-06，1,234\n乙，2024-06，8,5\n", "1,234"),
    ],
)
def test_a_mark_that_may_part_thousands_or_decimals(text: str, cell: str) -> None:
    rows, faults = read(text)
    assert (rows, faults[:1]) == (
        [],
        [f"2 SZ215 the mark in '{cell}' may separate thousands or decimals"],
    )
    assert faults[1:] == [fault for fault in faults if "is not a number" in fault]


@pytest.mark.parametrize(
    "text",
    [
        "指标\t时期\t累计(亿元)\n甲\t2024-06\t1,234\n",
        '指标,时期,累计(亿元)\n甲,2024-06,"1,234"\n',
        '指标,时期,累计(亿元),备注\n甲,2024-06,"1,234","8,5"\n',
    ],
)
def test_a_mark_that_nothing_makes_doubtful_parts_thousands(text: str) -> None:
    assert read(text) == (["2 甲 2024-06 ytd 1234亿元 -"], [])
