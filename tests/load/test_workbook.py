"""A workbook reads as the table that it shows; without openpyxl it is a finding that says what to
install.
"""

from __future__ import annotations

import time
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from sztrack.load import workbook
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


def test_merged_names_days_and_a_sheet_by_name() -> None:
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
        ["SZ224 only the sheet '数据' was read, not: Sheet"],
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


def test_a_merged_area_of_the_whole_sheet_is_refused() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "累计(亿元)"], ["零售", 5]):
        book.active.append(row)
    book.active.merged_cells.add("A5:XFD1048576")

    assert read(saved(book)) == ([], ["SZ218 the workbook is too large"])


def test_the_sheets_that_were_not_read_are_named() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "九月"
    for row in (["指标", "累计(亿元)"], ["零售", 5]):
        book.active.append(row)
    for title in ("八月", "七月"):
        book.create_sheet(title).append(["零售", 4])
    book.create_sheet("空")

    assert read(saved(book)) == (
        ["零售 2024-09 ytd 5 None :2"],
        ["SZ224 only the sheet '九月' was read, not: 八月, 七月"],
    )


def test_what_is_no_workbook_is_a_finding() -> None:
    pytest.importorskip("openpyxl")
    assert read(b"x") == ([], ["SZ218 not an .xlsx workbook"])


def test_without_openpyxl_the_finding_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(workbook, "import_module", missing)
    findings = read_actuals(b"x", PATH).findings

    assert [(finding.code, finding.message.en) for finding in findings] == [
        ("SZ218", "reading workbooks needs the optional extra sztrack[excel]")
    ]
