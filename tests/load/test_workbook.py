"""A workbook reads as the tables that it shows, and what nobody sees is not read; an .xls without
xlrd is a finding that says what to install.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from sztrack.load import xls
from sztrack.load.actuals import read_actuals

PATH = "actuals/2024-09.xlsx"


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> tuple[list[str], list[str]]:
    observations, findings, *_ = read_actuals(data, PATH)
    rows = [
        f"{o.indicator} {o.month} {o.basis.value} {o.value.value if o.value else '-'} {o.growth}"
        f" :{o.source.line}"
        for o in observations
    ]
    return rows, [f"{finding.code} {finding.message.en}" for finding in findings]


def test_a_bulletin_with_merged_headings_and_percent_cells() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["深圳市2024年9月月报"],
        ["指标", "单位", "本月", "", "1-9月累计", ""],
        ["", "", "绝对值", "同比", "绝对值", "同比"],
        ["零售", "亿元", 852.1, 0.021, 7731.62, 0.007],
    ):
        sheet.append(row)
    for area in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(area)
    for place in ("D4", "F4"):
        sheet[place].number_format = "0.0%"

    assert read(saved(book)) == (
        ["零售 2024-09 month 852.1 2.1 :4", "零售 2024-09 ytd 7731.62 0.7 :4"],
        [],
    )


def test_titles_in_merged_cells_below_the_first_table() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    heading = ["指标", "单位", "本月", "1-本月"]
    for row in (
        ["2024年9月月报"],
        heading,
        ["一、贸易"],
        ["零售", "亿元", 1, 9],
        ["2024年8月月报（单位：亿元）"],
        heading,
        ["外资", "", 2, 8],
    ):
        book.active.append(row)
    for area in ("A1:D1", "A3:D3", "A5:D5"):
        book.active.merge_cells(area)
    observations, findings, *_ = read_actuals(saved(book), "actuals/月报.xlsx")

    assert [(o.indicator, str(o.month), o.basis.value, str(o.value)) for o in observations] == [
        ("零售", "2024-09", "month", "1亿元"),
        ("零售", "2024-09", "ytd", "9亿元"),
        ("外资", "2024-08", "month", "2亿元"),
        ("外资", "2024-08", "ytd", "8亿元"),
    ]
    assert findings == []


def test_merged_names_and_days_behind_a_cover() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet("数据")
    for row in (
        ["指标", "时期", "累计(万人)"],
        ["就业", datetime(2024, 6, 1), 9],  # noqa: DTZ001  # a cell has no zone
        [None, datetime(2024, 7, 1), 10.5],  # noqa: DTZ001
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")

    assert read(saved(book)) == (
        ["就业 2024-06 ytd 9 None :2", "就业 2024-07 ytd 10.5 None :3"],
        ["SZ224 sheets without headings, not read: Sheet"],
    )


@pytest.mark.parametrize(
    ("form", "value", "growth"),
    [
        ('0.0"%"', 5.4, "5.4"),
        ("0.0\\%", 5.4, "5.4"),
        ("0.0%;[Red]-0.0%", -0.054, "-5.4"),
        ("[Red]0.0%", 0.054, "5.4"),
        ("0.0", 5.4, "5.4"),
    ],
)
def test_a_percent_sign_that_is_only_shown_does_not_scale(
    form: str, value: float, growth: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "口径", "同比"], ["零售", "累计", value]):
        book.active.append(row)
    book.active["C2"].number_format = form

    assert read(saved(book)) == ([f"零售 2024-09 ytd - {growth} :2"], [])


def test_a_formula_without_a_result_is_named() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "累计(亿元)"], ["零售", "=3000+4731.62"], ["外资", 5]):
        book.active.append(row)

    assert read(saved(book)) == (
        ["外资 2024-09 ytd 5 None :3"],
        ["SZ212 '=3000+4731.62' is a formula without a result"],
    )


def test_cells_that_are_only_formatted_cost_nothing() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "累计(亿元)"], ["零售", 5]):
        book.active.append(row)
    for place in ("F1048576", "XFD1", "XFD1048576"):
        book.active[place].number_format = "0.0"
    data = saved(book)

    begin = time.process_time()
    assert read(data) == (["零售 2024-09 ytd 5 None :2"], [])
    assert time.process_time() - begin < 2


def test_a_merged_area_of_the_whole_sheet_costs_nothing() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "累计(亿元)"], ["零售", 5]):
        book.active.append(row)
    book.active.merged_cells.add("A5:XFD1048576")

    assert read(saved(book)) == (["零售 2024-09 ytd 5 None :2"], [])


def sheets(tables: Mapping[str, Sequence[Sequence[object]]]) -> Any:
    """A workbook with these rows on sheets of these names."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


HEAD = ["指标", "累计(亿元)"]


def test_every_visible_sheet_is_read() -> None:
    book = sheets(
        {
            "封面": [["2024年9月主要经济指标"], ["编制：统计局"]],
            "总量": [HEAD, ["零售", 5]],
            "增速": [["指标", "累计同比(%)"], ["零售", 3.6], ["外资", "很多"]],
            "空": [],
        }
    )
    found = read_actuals(saved(book), "actuals/月报.xlsx")

    assert [f"{o.month} {o.value} {o.growth} {o.source}" for o in found.observations] == [
        "2024-09 5亿元 None actuals/月报.xlsx[总量]:2",
        "2024-09 None 3.6 actuals/月报.xlsx[增速]:2",
    ]
    assert [f"{f.code} {f.source} {f.message.en}" for f in found.findings] == [
        "SZ212 actuals/月报.xlsx[增速]:3 growth '很多' is not a percentage",
        "SZ224 actuals/月报.xlsx:1 sheets without headings, not read: 封面",
    ]
    assert found.file._replace(path="") == (
        "",
        "tidy",
        "Excel 总量 + Excel 增速",
        "xlsx",
        7,
        2,
    )


def test_a_sheet_per_month_is_of_the_year_that_the_file_names() -> None:
    book = sheets({"8月": [HEAD, ["零售", 4]], "1-9月": [HEAD, ["零售", 5]]})
    found = read_actuals(saved(book), "actuals/2024年.xlsx")

    assert [f"{o.month} {o.basis.value} {o.value}" for o in found.observations] == [
        "2024-08 ytd 4亿元",
        "2024-09 ytd 5亿元",
    ]
    assert found.findings == []


def test_figures_on_a_sheet_without_headings_are_an_error() -> None:
    table = [["零售", 8, 1], ["外资", 7, 2]]
    assert read(saved(sheets({"九月": [HEAD, ["零售", 5]], "八月": table}))) == (
        ["零售 2024-09 ytd 5 None :2"],
        [
            "SZ202 no usable heading row; the first column looks like names: call it `indicator`,"
            " and the columns of figures value or growth"
        ],
    )


def test_what_is_hidden_is_not_read_and_named() -> None:
    book = sheets(
        {
            "模板": [HEAD, ["零售", 1.1]],
            "选项": [["是", "否"]],
            "数据": [HEAD, ["零售", 5], ["外资", 6], ["出口", 7], ["旧数"]],
        }
    )
    book["模板"].sheet_state = "hidden"
    book["选项"].sheet_state = "veryHidden"
    for line in (3, 5):
        book["数据"].row_dimensions[line].hidden = True

    assert read(saved(book)) == (
        ["零售 2024-09 ytd 5 None :2", "出口 2024-09 ytd 7 None :4"],
        [
            "SZ231 hidden sheets, not read: 模板",
            "SZ231 hidden rows of the sheet '数据', not read: 3",
        ],
    )


def test_figures_behind_the_last_heading_cost_their_column() -> None:
    book = sheets({"数据": [["指标", "2024年9月", "2024年8月"], ["零售_累计值(亿元)", 9, 8, 7, 6]]})
    assert read(saved(book)) == (
        ["零售 2024-09 ytd 9 None :2", "零售 2024-08 ytd 8 None :2"],
        [
            "SZ205 column 4 has no heading; '7' and the rest of it was not read",
            "SZ205 column 5 has no heading; '6' and the rest of it was not read",
        ],
    )


@pytest.mark.parametrize("name", ["2024-09.csv", "2024-09.xls", "2024-09.xlsx"])
def test_a_workbook_is_one_by_its_bytes(name: str) -> None:
    data = saved(sheets({"数据": [HEAD, ["零售", 5]]}))
    found = read_actuals(data, f"actuals/{name}")
    assert [str(o.value) for o in found.observations] == ["5亿元"]


def test_a_text_called_xls_is_a_text_and_a_page_is_none() -> None:
    text = "指标\t累计(亿元)\n零售\t5\n".encode("gbk")
    assert read_actuals(text, "actuals/2024-09.xls").file.container == "TSV"
    page = read_actuals(b"\xef\xbb\xbf <HTML><table>", "actuals/2024-09.xls")
    assert [finding.message.en for finding in page.findings] == [
        "it is called .xls, and is a web page or XML"
    ]


def test_what_is_no_workbook_is_a_finding() -> None:
    assert read(b"x") == ([], ["SZ218 not an .xlsx workbook"])


def test_an_old_workbook_reads_as_a_new_one() -> None:
    pytest.importorskip("xlrd")
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("月报")
    percent, day = xlwt.XFStyle(), xlwt.XFStyle()
    percent.num_format_str, day.num_format_str = "0.0%", "yyyy-mm-dd"
    tens = xlwt.XFStyle()
    tens.num_format_str = '0!.0,"万"'
    for place, heading in enumerate(["指标", "时期", "累计", "同比", "单位"]):
        sheet.write(0, place, heading)
    sheet.write_merge(1, 2, 0, 0, "就业")
    sheet.write(1, 1, datetime(2024, 6, 1), day)  # noqa: DTZ001  # a cell has no zone
    sheet.write(2, 1, datetime(2024, 7, 1), day)  # noqa: DTZ001
    for line, value in ((1, 91000), (2, 101234)):
        sheet.write(line, 2, value, tens)
        sheet.write(line, 3, 0.054, percent)
        sheet.write(line, 4, "万人")
    sheet.write(3, 0, "藏")
    sheet.write(3, 2, 1)
    sheet.row(3).hidden = True
    book.add_sheet("缓存").write(0, 0, 7)
    book.get_sheet(1).visibility = 1

    assert read(saved(book)) == (
        ["就业 2024-06 ytd 9.1 5.4 :2", "就业 2024-07 ytd 10.1234 5.4 :3"],
        [
            "SZ231 hidden sheets, not read: 缓存",
            "SZ231 hidden rows of the sheet '月报', not read: 4",
        ],
    )


def test_without_xlrd_the_finding_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(xls, "import_module", missing)
    findings = read_actuals(b"\xd0\xcf\x11\xe0", "actuals/2024-09.xls").findings

    assert [(finding.code, finding.message.en) for finding in findings] == [
        ("SZ218", "reading .xls workbooks needs the optional extra sztrack[excel]")
    ]


def test_a_workbook_with_a_password_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert read(data) == ([], ["SZ218 the workbook is protected by a password"])
