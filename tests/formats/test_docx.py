"""The Word file: the layout of official documents, headings numbered once, text as it was written,
the same bytes for the same page.
"""

from __future__ import annotations

from io import BytesIO

import pytest

from sztrack.page import Cell, Column, Heading, Page, Paragraph, Table, Tone

library = pytest.importorskip("docx")

PAGE = Page(
    (
        Heading("简报", 1),
        Heading("一、总体情况"),
        Paragraph((Cell("增长", Tone.STRONG), Cell("5.4%，<b>|\x1b\n"))),
        Heading("主要指标"),
        Heading("工业", 3),
        Heading("制造业", 4),
        Heading("附：全表"),
        Table(
            [Column("指标", flexible=True), Column("实际", numeric=True)],
            [[Cell("地区生产总值"), Cell("5.4%", Tone.BAD)]],
        ),
    )
)


def test_a_page_becomes_an_official_document() -> None:
    from sztrack.formats.docx import render

    data = render(PAGE, "zh")

    assert data == render(PAGE, "zh")
    read = library.Document(BytesIO(data))
    section = read.sections[0]
    sides = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    assert [round(side.mm) for side in sides] == [210, 297, 37, 28, 26, 35]
    lines = [(line.style.name, line.text) for line in read.paragraphs if line.text]
    assert lines == [
        ("Heading 1", "简报"),
        ("Heading 2", "一、总体情况"),
        ("Normal", "增长5.4%，<b>|\ufffd\n"),
        ("Heading 2", "二、主要指标"),
        ("Heading 3", "（一）工业"),
        ("Heading 4", "1. 制造业"),
        ("Heading 2", "附：全表"),
    ]
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows] == [
        ["指标", "实际"],
        ["地区生产总值", "5.4%"],
    ]
    assert 'w:eastAsia="仿宋"' in read.styles["Normal"].element.xml


def test_notes_are_numbered_and_listed_at_the_end() -> None:
    from sztrack.formats.docx import render

    cells = (
        Cell("增长5.4%", notes=("actuals/3.csv:2",)),
        Cell("，预警", notes=("actuals/3.csv:2", "targets.yaml:5")),
    )
    read = library.Document(BytesIO(render(Page((Heading("简报", 1), Paragraph(cells))), "zh")))
    assert [line.text for line in read.paragraphs] == [
        "简报",
        "增长5.4%[1]，预警[1][2]",
        "出处",
        "[1] actuals/3.csv:2",
        "[2] targets.yaml:5",
    ]


def test_a_section_with_a_wide_table_lies_across_the_page() -> None:
    from sztrack.formats.docx import render

    wide = Table([Column(f"指标{place}") for place in range(5)], [[Cell("字" * 15)] * 5])
    read = library.Document(
        BytesIO(
            render(Page((Heading("一、总体"), Heading("二、附"), wide, Heading("三、完"))), "zh")
        )
    )
    assert [
        (round(section.page_width.mm), round(section.top_margin.mm), round(section.left_margin.mm))
        for section in read.sections
    ] == [
        (210, 37, 28),
        (297, 28, 35),
        (210, 37, 28),
    ]


def test_short_columns_stay_whole_where_there_is_little_room() -> None:
    from sztrack.formats.docx import render

    table = Table(
        [Column("状态"), *(Column("说明") for _ in range(3))],
        [[Cell("正常"), *[Cell("字" * 40)] * 3]],
    )
    drawn = library.Document(BytesIO(render(Page((table,)), "zh"))).tables[0]
    assert [round(column.width.mm) for column in drawn.columns] == [9, 72, 72, 72]


def test_english_headings_are_not_numbered() -> None:
    from sztrack.formats.docx import render

    read = library.Document(BytesIO(render(Page((Heading("Brief", 1), Heading("Overview"))), "en")))
    assert [line.text for line in read.paragraphs] == ["Brief", "Overview"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "一、"), (10, "十、"), (11, "十一、"), (20, "二十、"), (23, "二十三、")],
)
def test_numerals(count: int, words: str) -> None:
    from sztrack.formats.docx.paper import _number

    assert _number(2, count) == words
