"""Files as offices send them, without a fault: read whole, and no finding but for columns that
nobody needs.
"""

from __future__ import annotations

import pytest

from tests.load.test_nothing_is_lost import read

SEPTEMBER = ["甲 2024-09 ytd 5亿元 3%"]


def rows(text: str, path: str = "actuals/2024-09.csv") -> tuple[list[str], list[str]]:
    """The observations without their lines, and the codes of the findings."""
    found, findings = read(text, path)
    return [row.partition(" ")[2] for row in found], [finding.split()[1] for finding in findings]


@pytest.mark.parametrize("mark", [",", "\t"])
@pytest.mark.parametrize(
    "heading",
    [
        ["指标", "单位", '"累计\n（亿元）"', "同比"],
        ['"指标\n名称"', '"计量\n单位"', '"累\n计"', "同比"],
        ['"指标"', '"单位"', '"累计\n"', '"同比\n(%)"'],
    ],
)
def test_headings_that_a_spreadsheet_wrapped(heading: list[str], mark: str) -> None:
    assert rows(mark.join(heading) + "\n" + mark.join(["甲", "亿元", "5", "3"]) + "\n") == (
        SEPTEMBER,
        [],
    )


@pytest.mark.parametrize(
    "note", ["其中,A,B,C\n另见D", "快报,初步,\n可修订,见附件,第几页", "一\n二\n三"]
)
def test_a_note_of_several_lines(note: str) -> None:
    assert rows(f'指标,时期,累计(亿元),同比,备注\n甲,2024-09,5,3,"{note}"\n乙,2024-09,6,,\n') == (
        [f"甲 2024-09 ytd 5亿元 3% {note}", "乙 2024-09 ytd 6亿元"],
        [],
    )


def test_a_name_of_two_lines() -> None:
    assert (
        rows('指标,时期,累计(亿元),同比\n"甲",2024-09,5,3\n"固定资产\n投资",2024-09,6,1\n')[1] == []
    )


@pytest.mark.parametrize(
    "between",
    [
        "环比(%)",
        "比上月增长(%)",
        "环比增长(%)",
        "占比(%)",
        "位次",
        "排名",
        "增减额",
        "完成率(%)",
        "年度目标",
        "上年同期",
        "占年度计划(%)",
    ],
)
def test_what_has_no_growth_takes_none(between: str) -> None:
    text = f"指标,单位,本月,{between},同比(%),累计,同比(%)\n甲,亿元,1,9.9,2.1,5,3\n"
    assert rows(text) == (["甲 2024-09 month 1亿元 2.1%", "甲 2024-09 ytd 5亿元 3%"], ["SZ205"])


@pytest.mark.parametrize(
    "title",
    [
        "有效期至：2025年1月\n2024年9月",
        "2024年9月\n上年同期为2023年1-9月数",
        "2024年9月\n2024年8月起口径调整",
        "2024年9月\n数据更新至2024年8月",
        "深圳市统计局\n2024年10月",
        "深圳市2024年9月主要经济指标\n深圳市统计局\n2024年10月",
    ],
)
def test_other_months_above_a_table(title: str) -> None:
    assert rows(f"{title}\n指标,单位,累计,同比(%)\n甲,亿元,5,3\n", "actuals/2024-09.csv") == (
        SEPTEMBER,
        [],
    )


@pytest.mark.parametrize(
    "heading",
    [
        "主要指标,单位,累计,同比(%)",
        "名称,单位,自年初累计,比去年同期增长(%)",
        "指标,单位,年累计,yoy(%)",
        "Indicator,Unit,Year to date,yoy",
        "指标,单位,本年止累计,同比增长(%)",
    ],
)
def test_headings_in_other_words(heading: str) -> None:
    assert rows(f"{heading}\n甲,亿元,5,3\n") == (SEPTEMBER, [])


def test_two_rows_of_headings_either_way_round() -> None:
    expected = ["甲 2024-09 month 1亿元 2%", "甲 2024-09 ytd 5亿元 3%"]
    assert rows(
        "指标,单位,绝对值,绝对值,同比增长(%),同比增长(%)\n,,本月,累计,本月,累计\n甲,亿元,1,5,2,3\n"
    ) == (expected, [])
    assert rows("指标,单位,本月,,累计,\n,,绝对值,同比,绝对值,同比\n甲,亿元,1,2,5,3\n") == (
        expected,
        [],
    )


def test_a_year_in_a_note_is_no_end_of_a_number() -> None:
    assert rows("指标,单位,本月,累计,同比,备注\n甲,个,12,135,5.4,2024\n") == (
        ["甲 2024-09 month 12个 2024", "甲 2024-09 ytd 135个 5.4% 2024"],
        [],
    )


@pytest.mark.parametrize("name", ["甲①", "①甲", "甲²", "甲⑴"])
def test_a_footnote_mark_is_no_part_of_a_name(name: str) -> None:
    assert rows(f"指标,单位,累计,同比\n{name},亿元,5,3\n") == (SEPTEMBER, [])


def test_no_period_anywhere_says_so() -> None:
    assert read("指标,单位,累计,同比\n甲,亿元,5,3\n", "actuals/月报.csv") == (
        [],
        ["2 SZ207 neither the row nor the file's name nor a title states a period"],
    )


@pytest.mark.parametrize(
    ("places", "kept", "codes"),
    [
        (["全市", "南山区", "福田区"], ["5"], ["SZ225"]),
        (["合计", "南山区", "福田区"], ["5"], ["SZ225"]),
        (["全市", "南山区", ""], ["5", "7"], ["SZ225"]),
        (["南山区", "福田区", "罗湖区"], [], ["SZ225"]),
        (["深圳市", "深圳市", "深圳市"], [], ["SZ225"]),
        (["", "", ""], ["5", "6", "7"], []),
    ],
)
def test_a_districts_figure_is_not_the_citys(
    places: list[str], kept: list[str], codes: list[str]
) -> None:
    lines = [
        f"{name},{place},亿元,{value}"
        for name, place, value in zip("甲乙丙", places, "567", strict=True)
    ]
    found, said = rows("\n".join(["指标,地区,单位,累计", *lines]))
    assert [row.split()[3].removesuffix("亿元") for row in found] == kept
    assert said == codes
