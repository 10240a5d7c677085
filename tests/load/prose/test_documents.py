"""What a file's paragraphs are, what its head says of it, and which of its sections hold goals."""

from __future__ import annotations

import pytest

from sztrack.core.model import Basis
from sztrack.core.words.period import Month
from sztrack.load.prose.bulletin import read_bulletin
from sztrack.load.prose.documents import read_document
from sztrack.load.prose.periods import Heading
from tests.load.prose.told import line

WRAPPED = """\
2024年前三季度全市经济运行情况

    前三季度，全市规模以上工业增加值同比
增长9.6%，其中制造业增长10.2%。城镇新
增就业15.2万人。
    社会消费品零售总额7920.73亿元，同比增
长1.2%。
"""


def paragraphs(text: str, name: str = "a.txt") -> list[str]:
    document, _ = read_document(text.encode("utf-8"), name)
    return [document.text[one.start : one.stop].strip() for one in document.paragraphs]


def test_lines_that_a_printer_broke_are_one_paragraph() -> None:
    figures = read_bulletin(WRAPPED.encode("utf-8"), "a.txt").figures
    assert [line(figure) for figure in figures] == [
        "规模以上工业增加值 2024-09/ytd +9.6%",
        "制造业增加值 2024-09/ytd +10.2%",
        "城镇新增就业 2024-09/ytd 15.2万人",
        "社会消费品零售总额 2024-09/ytd 7920.73亿元 +1.2%",
    ]
    assert [figure.line for figure in figures] == [3, 3, 3, 6]


def test_short_paragraphs_stay_apart() -> None:
    assert paragraphs("前三季度经济运行情况\n社会消费品零售总额增长1%\n出口增长2%") == [
        "前三季度经济运行情况", "社会消费品零售总额增长1%", "出口增长2%",
    ]  # fmt: skip


def test_a_page_that_lays_out_its_text_in_tables_is_read_as_text() -> None:
    page = (
        "<html><table><tr><td>导航</td><td><p>前三季度，出口增长1.5%。</p>"
        f"<p>{'进口增长。' * 30}</p></td></tr></table>"
        "<!-- 出口9亿元 --><script>var a = '7亿元'</script>"
    )
    figures = read_bulletin(page.encode("utf-8"), "2024-09.html").figures
    assert [line(figure) for figure in figures] == ["出口 2024-09/ytd +1.5%"]


def test_a_page_that_nobody_closed_is_read_to_its_end() -> None:
    page = "<html><body><table><tr><td>一<table><tr><td>前三季度，出口增长1.5%"
    figures = read_bulletin(page.encode("utf-8"), "2024-09.html").figures
    assert [line(figure) for figure in figures] == ["出口 2024-09/ytd +1.5%"]


@pytest.mark.parametrize(
    ("name", "head", "heading"),
    [
        ("a.txt", "2024年前三季度经济运行情况", Heading(Month(2024, 9), Basis.YTD)),
        ("2024-09.txt", "经济运行情况", Heading(Month(2024, 9), None)),
        ("a.txt", "2024年9月份工业生产情况\n发布时间：2024-10-18", Heading(Month(2024, 9), None)),
        ("a.txt", "前三季度经济运行情况\n发布时间：2024-10-18", Heading(Month(2024, 9), Basis.YTD)),
        ("a.txt", "2023年国民经济和社会发展统计公报", Heading(Month(2023, 12), Basis.YTD)),
        ("2024-10-18.txt", "简讯", Heading(None, None)),
        ("a.txt", "2023年计划执行情况与2024年计划草案", Heading(Month(2023, 12), Basis.YTD)),
        ("a.txt", "Economy in the first half of 2024", Heading(Month(2024, 6), Basis.YTD)),
    ],
)  # fmt: skip
def test_the_head_says_the_period(name: str, head: str, heading: Heading) -> None:
    text = f"{head}\n规模以上工业增加值增长9.6%。"
    assert read_bulletin(text.encode("utf-8"), name).heading == heading


def test_sections_of_goals_hold_no_figures() -> None:
    text = (
        "一、2023年国民经济和社会发展计划执行情况\n2023年，地区生产总值增长6.0%。\n"
        "二、2024年主要目标\n地区生产总值增长5.5%。\n（一）工业\n规模以上工业增加值增长5%。\n"
        "三、存在的问题\n2023年，出口下降1.0%。\n"
    )
    read = read_bulletin(text.encode("utf-8"), "a.txt")
    assert [line(figure) for figure in read.figures] == [
        "地区生产总值 2023-12/ytd +6.0%",
        "出口 2023-12/ytd -1.0%",
    ]


def test_the_publisher_and_the_day_are_those_the_bulletin_names() -> None:
    text = "前三季度经济运行情况\n来源：深圳市统计局 发布时间：2024年10月18日\n出口增长1%。"
    read = read_bulletin(text.encode("gb18030"), "a.txt")
    assert (read.publisher, str(read.released)) == ("深圳市统计局", "2024-10-18")


def test_a_pdf_without_text_says_so() -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    out, writer = BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    read = read_bulletin(out.getvalue(), "scan.pdf")
    assert [(found.code, found.message.en) for found in read.findings] == [
        ("SZ240", "it holds no text; it may be a scan")
    ]
