"""A row is read, is left blank, is a title or a note, or is a finding."""

from __future__ import annotations

import pytest

from sztrack.core.model import LeftBlank
from sztrack.load.actuals import read_actuals

PATH = "actuals/2024-09.csv"


def read(text: str, path: str = PATH) -> tuple[list[str], list[str]]:
    """The observations, and line, code and words of each finding."""
    observations, findings, *_ = read_actuals(text.encode(), path)
    rows = []
    for o in observations:
        said = [
            f"{o.value}" if o.value else "",
            "" if o.growth is None else f"{o.growth}%",
            o.stage.value if o.stage else "",
            o.evidence,
            o.note,
        ]
        marks = (
            ["revised"] * o.revised
            + ["second-hand"] * o.second_hand
            + [str(o.released)] * (o.released is not None)
        )
        rows.append(
            f"{o.source.line} {o.indicator} {o.month} {o.basis.value} "
            + " ".join(filter(None, [*said, *marks]))
        )
    return rows, [
        f"{finding.source.line} {finding.code} {finding.message.en}" for finding in findings
    ]


# Tables below tables


def test_a_heading_below_a_table_begins_another_one() -> None:
    text = (
        "指标,时期,累计(亿元)\n零售,2024-09,5\n二、"
        "工业\n指标,单位,本月,累计,同比\n工业,亿元,1,9,3\n指标,2024年9月,2024年8月\n外资_累计值(亿元),7,6\n"
    )
    assert read(text) == (
        [
            "2 零售 2024-09 ytd 5亿元",
            "5 工业 2024-09 month 1亿元",
            "5 工业 2024-09 ytd 9亿元 3%",
            "7 外资 2024-09 ytd 7亿元",
            "7 外资 2024-08 ytd 6亿元",
        ],
        [],
    )
    assert read_actuals(text.encode(), PATH).file.dialect == "tidy + bulletin + wide"


def test_a_table_takes_the_period_of_its_own_title_else_of_the_file() -> None:
    heading = "指标,单位,累计\n"
    text = (
        f"2024年9月主要指标\n{heading}零售,亿元,5\n2024年8月主要指标\n{heading}零售,亿元,4\n\n二、"
        "其他\n指标,累计,单位\n就业,3,万人\n"
    )
    assert read(text, "actuals/月报.csv") == (
        ["3 零售 2024-09 ytd 5亿元", "6 零售 2024-08 ytd 4亿元", "10 就业 2024-09 ytd 3万人"],
        [],
    )
    assert read(text)[1] == [
        "6 SZ221 file name and title state more than one period (2024-09, 2024-08);"
        " 1 row without a stated period not read"
    ]


def test_a_table_takes_no_unit_from_the_title_of_another_one() -> None:
    text = (
        "单位：亿元\n指标,累计\n零售,5\n单位：万人\n指标,累计\n就业,3\n二、"
        "其他\n指标,累计,同比\n外资,2,1\n"
    )
    assert read(text) == (
        ["3 零售 2024-09 ytd 5亿元", "6 就业 2024-09 ytd 3万人", "9 外资 2024-09 ytd 1%"],
        ["9 SZ208 '2' has no unit"],
    )


def test_a_heading_that_is_repeated_on_the_next_page_is_passed_over() -> None:
    heading = "指标,单位,本月,,累计,\n,,绝对值,同比,绝对值,同比\n"
    assert read(f"单位：亿元\n{heading}零售,,1,2,3,4\n续表\n{heading}工业,,5,6,7,8\n") == (
        [
            "4 零售 2024-09 month 1亿元 2%",
            "4 零售 2024-09 ytd 3亿元 4%",
            "8 工业 2024-09 month 5亿元 6%",
            "8 工业 2024-09 ytd 7亿元 8%",
        ],
        [],
    )


def test_a_title_that_is_repeated_on_the_next_page_begins_no_table() -> None:
    page = "2024年9月主要指标\n指标,单位,累计\n"
    assert read(f"单位：亿元\n{page}零售,,5\n{page}工业,,6\n", "actuals/月报.csv") == (
        ["4 零售 2024-09 ytd 5亿元", "7 工业 2024-09 ytd 6亿元"],
        [],
    )


def test_a_row_that_was_left_blank_is_no_title_of_the_next_table() -> None:
    text = "指标,时期,累计(亿元)\n零售,2024-08,\n指标,单位,累计\n工业,亿元,6\n"
    assert read(text) == (["4 工业 2024-09 ytd 6亿元"], [])


def test_an_indicator_may_be_called_like_a_heading() -> None:
    assert read("指标,时期,累计(亿元)\n指标,2024-09,5\n指标,2024-08,\n") == (
        ["2 指标 2024-09 ytd 5亿元"],
        [],
    )
    assert read("指标,时期,进度,依据,发布日期\n指标,2024-09,进行中,简报,2024-10-18\n") == (
        ["2 指标 2024-09 point in_progress 简报 2024-10-18"],
        [],
    )


# Columns beside the figures


def test_every_dialect_reads_what_stands_beside_the_figures() -> None:
    beside = "进度,依据,数据状态,发布日期,备注"
    cells = "修订、二手,2024-10-28,初步"
    assert read(
        f"指标,单位,本月,累计,{beside}\n零售,亿元,1,2,,,{cells}\n地铁四期开工,,,,自报完成,深交〔2024〕1号,{cells}\n"
    ) == (
        [
            "2 零售 2024-09 month 1亿元 初步 revised second-hand 2024-10-28",
            "2 零售 2024-09 ytd 2亿元 初步 revised second-hand 2024-10-28",
            (
                "3 地铁四期开工 2024-09 point reported_done 深交〔2024〕1号 初步 revised"
                " second-hand 2024-10-28"
            ),
        ],
        [],
    )
    assert read(
        f"指标,2024年9月,2024年8月,{beside}\n零售_累计值(亿元),2,1,,,{cells}\n地铁四期开工,,,自报完成,深交〔2024〕1号,{cells}\n"
    ) == (
        [
            "2 零售 2024-09 ytd 2亿元 初步 revised second-hand 2024-10-28",
            "2 零售 2024-08 ytd 1亿元 初步 revised second-hand 2024-10-28",
            (
                "3 地铁四期开工 2024-09 point reported_done 深交〔2024〕1号 初步 revised"
                " second-hand 2024-10-28"
            ),
        ],
        [],
    )
    assert read("指标,累计(亿元),备注\n零售,2, 初步 \n") == (["2 零售 2024-09 ytd 2亿元 初步"], [])


@pytest.mark.parametrize(
    "heading",
    [
        "指标,单位,本月,累计,进度,数据状态,发布日期",
        "指标,单位,2024年9月,2024年8月,进度,数据状态,发布日期",
    ],
)
def test_what_stands_beside_the_figures_is_read_strictly(heading: str) -> None:
    rows, faults = read(f"{heading}\n零售_累计值,亿元,1,2,完工,快报,昨天\n")
    assert (rows, sorted(fault.split()[1] for fault in faults)) == ([], ["SZ209", "SZ210", "SZ213"])


def test_a_figure_under_no_heading_is_a_finding() -> None:
    text = "指标,累计(亿元),,备注\n零售,5,,\n工业,6,7,\n外资,8,9,\n"
    assert read(text) == (
        ["2 零售 2024-09 ytd 5亿元", "3 工业 2024-09 ytd 6亿元", "4 外资 2024-09 ytd 8亿元"],
        ["3 SZ205 column 3 has no heading; '7' and the rest of it was not read"],
    )


# Rows without a figure


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (
                f"指标,时期,累计(亿元)\n零售{mark}2024-09{mark}7731.62\n",
                f"'零售{mark}2024-09{mark}7731.62' is not separated into cells",
            )
            for mark in "，;\t|"
        ),
        ("指标;单位;累计\n零售,亿元,5\n", "'零售,亿元,5' is not separated into cells"),
        (
            "指标,时期,进度\n地铁；2024-09；自报完成\n",
            "'地铁；2024-09；自报完成' is not separated into cells",
        ),
        ("指标,单位,累计\n零售,7731.62\n", "no figure, but '7731.62' is under '单位'"),
        ("指标,时期,累计(亿元)\n零售,7731.62,\n", "no figure, but '7731.62' is under '时期'"),
        ("指标,累计(亿元),备注\n零售,,7731.62\n", "no figure, but '7731.62' is under '备注'"),
        (
            "指标,时期,进度,依据\n地铁,2024-09,,自报完成\n",
            "no figure, but '自报完成' is under '依据'",
        ),
        (
            "指标,时期,进度,备注\n地铁,2024-09,,自报完成\n",
            "no figure, but '自报完成' is under '备注'",
        ),
        ("指标,单位,本月,累计\n零售,852.1\n", "no figure, but '852.1' is under '单位'"),
        (
            "指标,单位,2024年9月,2024年8月\n零售_累计值,852.1\n",
            "no figure, but '852.1' is under '单位'",
        ),
    ],
)
def test_a_row_that_says_something_and_has_no_figure_is_a_finding(text: str, said: str) -> None:
    assert read(text) == ([], [f"2 SZ223 {said}; the row was not read"])


def test_a_figure_behind_the_last_heading_is_a_finding() -> None:
    assert read("指标,单位,累计\n零售,亿元,,7731.62\n") == (
        [],
        ["2 SZ214 1 cell more than there are headings: '7731.62'"],
    )


@pytest.mark.parametrize(
    "row",
    [
        "零售,2024-09,,",
        "零售,1-9月,—,",
        "零售,,,未公布",
        "一、工业,,,",
        "零售",
        "注：按2020年价格,2024,,",
        "数据来源：国家统计局；2024",
        "制表人：张三,审核：李四",
        "续表,单位：亿元",
        "* 初步数，5",
        "注：a,b,c,d,e,f",
        "编制单位：深圳市统计局,,编制日期：2024年10月18日,",
        ",,,",
    ],
)
def test_what_is_left_blank_and_what_is_a_note_does_no_harm(row: str) -> None:
    assert read(f"指标,时期,累计(亿元),备注\n外资,2024-09,5,\n{row}\n") == (
        ["2 外资 2024-09 ytd 5亿元"],
        [],
    )


def test_a_row_that_is_a_finding_is_not_left_blank() -> None:
    read_as = read_actuals(
        "指标,时期,进度,依据\n地铁,2024-09,,自报完成\n机场,2024-09,,\n".encode(), PATH
    )
    assert read_as.blank == [LeftBlank(3, "机场", "")]


# Quotes and lengths


def test_a_quote_that_another_row_closes_costs_its_line_however_wide_a_note_is() -> None:
    rows, faults = read(
        '指标,时期,累计(亿元),备注\n甲,2024-09,5,"初步\n乙,2024-09,6,确认"\n丙,2024-09,7,\n注：a\n说明,,,"a,b,c,d,e,f,g"\n'
    )
    assert rows == ['3 乙 2024-09 ytd 6亿元 确认"', "4 丙 2024-09 ytd 7亿元"]
    assert faults == ["2 SZ203 not valid CSV (a quote is closed on another row)"]


@pytest.mark.parametrize(
    "long", ["甲" * 131_073 + ",5", "甲," + "9" * 131_073, '"' + "甲" * 131_073 + '",5']
)
def test_a_cell_without_end_costs_its_line(long: str) -> None:
    assert read(f"指标,累计(亿元)\n{long}\n乙,6\n") == (
        ["3 乙 2024-09 ytd 6亿元"],
        ["2 SZ203 not valid CSV (field larger than field limit (131072))"],
    )
