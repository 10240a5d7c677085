"""A page as a Word file, laid out as official documents are (GB/T 9704-2012), through python-docx
(the optional extra `docx`).

A4, 37 mm above and 28 mm at the left, the title in 小标宋 of 二号 (22 pt), headings in 黑体, 楷体
and 仿宋 and numbered 一、（一）1. where they bear no number yet; the head of a brief in red, its
addressees between two lines at its end. Word takes the nearest face where one is not installed.
The standard's 三号 (16 pt) is for letters: a brief is set in 小四 (12 pt), as the standard allows
where a matter asks for it, so that it stays within four pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Drawn
from docx.text.paragraph import Paragraph as Line

from sztrack.core.model import Assessment, Nature
from sztrack.core.verdict.report import Report
from sztrack.core.words.characters import printable
from sztrack.formats.docx import chart
from sztrack.language import Lang
from sztrack.language.numbers import numeral
from sztrack.page import Block, Cell, Column, Heading, Masthead, Notes, Page, Paragraph, Table, Tone

_LATIN = "Times New Roman"
_FACES = {1: "方正小标宋简体", 2: "黑体", 3: "楷体", 4: "仿宋"}
_RED = "C00000"
_COLOURS = {Tone.GOOD: "1B6B33", Tone.WARNING: "8A4F00", Tone.BAD: "B3161B", Tone.MUTED: "595E66"}
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"[{_NUMERALS}]+、|（[{_NUMERALS}]+）|[0-9]+[.．、]|附")
_HALF, _MARGINS = 0.183, 2.6
"""In a table: the width of half a hanzi by point of its size, and a cell's margins of a millimetre
with some room, in mm.
"""
_LEFT_OUT = "every-target"
"""The anchor of what a printed brief has no room for: a line says where it stands."""
_DRAWN = "indicators"
"""The anchor of the section behind which its charts stand."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Layout(NamedTuple):
    """The sizes of a document: of its letters and lines in points, of its margins in mm."""

    title: float
    body: float
    leading: float
    table: float
    table_leading: float
    margins: tuple[int, int, int, int]
    """Above, right, below, left."""
    indent: int
    """By how many hanzi a paragraph and a heading are indented."""
    charts: tuple[int, int, int]
    """How many charts stand side by side, how wide and how high each is in mm."""
    is_sheet: bool = False
    """One page alone, which bears no number."""

    @property
    def width(self) -> int:
        """The width of the text on a page that stands, in mm."""
        return 210 - self.margins[1] - self.margins[3]

    @property
    def wide(self) -> int:
        """The width of the text on a page that lies, its margins turned with it."""
        return 297 - self.margins[0] - self.margins[2]


BRIEF = Layout(
    title=22,
    body=12,
    leading=20,
    table=9,
    table_leading=13,
    margins=(37, 26, 35, 28),
    indent=2,
    charts=(2, 76, 50),
)
SHEET = Layout(
    title=14,
    body=9,
    leading=12.6,
    table=8,
    table_leading=10.6,
    margins=(11, 12, 9, 12),
    indent=0,
    charts=(3, 61, 36),
    is_sheet=True,
)
"""On one A4: the sizes that the page was counted with."""


def render(page: Page, lang: Lang, layout: Layout, report: Report | None = None) -> bytes:
    """The page as the bytes of a .docx file, with the charts of the report's goals; the same page
    gives the same bytes.
    """
    return _Paper(page, lang, layout, report).bytes()


class _Paper:
    """A document that is being written, with the notes that its text refers to."""

    def __init__(self, page: Page, lang: Lang, layout: Layout, report: Report | None) -> None:
        self.page, self.lang, self.layout = page, lang, layout
        self.rows = {a.target.id: a for a in report.assessments} if report else {}
        self.document, self.notes = Document(), Notes()
        self.counts = [0] * 10
        self._lay_out()

    def bytes(self) -> bytes:
        """The whole document."""
        if self.page.masthead:
            self._head(self.page.masthead)
        is_wide, section = False, ""
        for block, wide in self._with_width():
            if wide != is_wide:
                _turn(self.document.add_section(), self.layout, wide)
                is_wide = wide
            if isinstance(block, Heading) and block.level == 2:
                self._charts_behind(section)
                section = block.anchor
            self._block(block, self.layout.wide if is_wide else self.layout.width)
        self._charts_behind(section)
        if self.page.masthead:
            self._foot(self.page.masthead)
        self._list()
        _describe(self.document, self.page)
        return _packed(self.document)

    def _with_width(self) -> Iterator[tuple[Block, bool]]:
        """Each block, and whether its section lies across the page because a table in it is far
        wider than the text.
        """
        section: list[Block] = []
        for block in (*_printed(self.page.blocks, self.lang), None):
            if block is None or (isinstance(block, Heading) and block.level == 2):
                tables = [one for one in section if isinstance(one, Table)]
                wide = not self.layout.is_sheet and any(map(self._is_wide, tables))
                yield from ((one, wide) for one in section)
                section = []
            if block is not None:
                section.append(block)

    def _is_wide(self, table: Table) -> bool:
        return sum(_full(table, self.layout)) > 1.5 * self.layout.width

    def _block(self, block: Block, room: int) -> None:
        match block:
            case Heading(text, level):
                self._numbered(text, level)
            case Paragraph(cells):
                self._write(self.document.add_paragraph(), cells)
            case Table() if block.charts and self.rows:
                self._charts([self.rows[one] for one in block.charts])
            case Table():
                self._table(block, room)

    def _lay_out(self) -> None:
        layout, section = self.layout, self.document.sections[0]
        _turn(section, layout, wide=False)
        section.footer_distance = Mm(25)
        normal = self.document.styles["Normal"]
        assert isinstance(normal, ParagraphStyle)
        _face(normal, "仿宋", layout.body)
        normal.paragraph_format.line_spacing = Pt(layout.leading)
        normal.paragraph_format.space_after = Pt(0)
        for level, face in _FACES.items():
            style = self.document.styles[f"Heading {level}"]
            assert isinstance(style, ParagraphStyle)
            _face(style, face, layout.title if level == 1 else layout.body)
            style.font.bold, style.font.italic = level == 4, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            form = style.paragraph_format
            form.space_before = form.space_after = Pt(layout.body - 2 if level == 1 else 0)
            form.line_spacing = Pt(layout.title * 1.5 if level == 1 else layout.leading)
            if layout.is_sheet:
                form.space_before, form.space_after = Pt(4), Pt(2)
        _speak(self.document, self.lang)
        if not layout.is_sheet:
            _page_number(section.footer.paragraphs[0])

    def _head(self, masthead: Masthead) -> None:
        """The letterhead in red: the unit, below it the number of the issue and the day, and a line
        across the page.
        """
        unit = self.document.add_paragraph()
        unit.alignment = WD_ALIGN_PARAGRAPH.CENTER
        unit.paragraph_format.line_spacing = Pt(self.layout.title * 1.5)
        run = unit.add_run(_plain(masthead.unit))
        run.font.size, run.font.color.rgb = Pt(self.layout.title), RGBColor.from_string(_RED)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACES[1])
        below = self.document.add_paragraph("\t".join((masthead.issue, masthead.day)))
        below.paragraph_format.tab_stops.add_tab_stop(Mm(self.layout.width), WD_TAB_ALIGNMENT.RIGHT)
        _ruled(below, "w:bottom", colour=_RED, eighths=12)

    def _foot(self, masthead: Masthead) -> None:
        """Whom the document goes to, between two lines."""
        last = len(masthead.foot) - 1
        for place, words in enumerate(masthead.foot):
            line = self.document.add_paragraph(_plain(words))
            sides = ["w:top"] * (place == 0) + ["w:bottom"] * (place == last)
            if sides:
                _ruled(line, *sides, colour="000000", eighths=6)

    def _numbered(self, text: str, level: int) -> None:
        """A heading, with a number where it needs one and has none."""
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (9 - level)
        has_number = self.lang != "zh" or self.layout.is_sheet or _NUMBERED.match(text)
        number = "" if has_number else _number(level, self.counts[level])
        self._heading(number + text, min(level, 4))

    def _heading(self, text: str, level: int) -> None:
        line = self.document.add_heading(_plain(text), level)
        if level == 1:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            line.paragraph_format.first_line_indent = self._indent

    @property
    def _indent(self) -> Pt:
        return Pt(self.layout.indent * self.layout.body)

    def _list(self) -> None:
        """The notes behind the text; python-docx writes no footnotes."""
        if self.notes:
            self._heading("出处" if self.lang == "zh" else "Sources by line", 2)
        for words, number in self.notes.items():
            line = self.document.add_paragraph()
            line.paragraph_format.line_spacing = Pt(self.layout.table_leading)
            self._run(line, Cell(f"[{number}] {words}"), self.layout.table)

    def _write(self, line: Line, cells: tuple[Cell, ...]) -> None:
        """Running text, indented by two characters."""
        line.paragraph_format.first_line_indent = self._indent
        if not self.layout.is_sheet:
            line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for cell in cells:
            self._run(line, cell)
            self._refer(line, cell)

    def _run(self, line: Line, cell: Cell, size: float | None = None) -> None:
        run = line.add_run(_plain(cell.text))
        run.bold = cell.tone is Tone.STRONG or None
        if size:
            run.font.size = Pt(size)
        if colour := _COLOURS.get(cell.tone):
            run.font.color.rgb = RGBColor.from_string(colour)

    def _refer(self, line: Line, cell: Cell, size: float | None = None) -> None:
        """The numbers of a cell's notes, raised."""
        for words in cell.notes:
            run = line.add_run(f"[{self.notes.number(words)}]")
            run.font.superscript = True
            if size:
                run.font.size = Pt(size)

    def _charts_behind(self, section: str) -> None:
        """The charts of the headline goals behind the section that tells of them."""
        headline = [a for a in self.rows.values() if a.target.nature is not Nature.TASK]
        if section == _DRAWN:
            self._charts([a for a in headline if a.target.goal and a.actual])

    def _charts(self, rows: Sequence[Assessment]) -> None:
        """Charts side by side, line by line."""
        beside, width, height = self.layout.charts
        for first in range(0, len(rows), beside):
            line = self.document.add_paragraph()
            line.paragraph_format.line_spacing = 1.0
            for a in rows[first : first + beside]:
                if a.target.goal:
                    chart.add(self.document, line, a, a.target.goal, self.lang, (width, height))
        if rows:
            self._write(self.document.add_paragraph(), (Cell(chart.key(self.lang), Tone.MUTED),))

    def _table(self, table: Table, room: int) -> None:
        """A table over the width of the text, its headings repeated on every page."""
        drawn = self.document.add_table(1, len(table.columns), style="Table Grid")
        drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
        drawn.autofit = False
        _narrow_margins(drawn)
        widths = _widths(table, room, self.layout)
        for drawn_column, width in zip(drawn.columns, widths, strict=True):
            drawn_column.width = width
        lines = [[Cell(column.heading, Tone.STRONG) for column in table.columns], *table.rows]
        for place, cells in enumerate(lines):
            row = drawn.rows[0] if place == 0 else drawn.add_row()
            for column, width, cell, box in zip(
                table.columns, widths, cells, row.cells, strict=True
            ):
                box.width = width
                self._fill(box.paragraphs[0], column, cell)
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit", *["w:tblHeader"] * (place == 0))
        behind = self.document.add_paragraph()
        behind.paragraph_format.line_spacing = Pt(self.layout.table_leading / 2)

    def _fill(self, line: Line, column: Column, cell: Cell) -> None:
        line.paragraph_format.line_spacing = Pt(self.layout.table_leading)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.numeric else WD_ALIGN_PARAGRAPH.LEFT
        self._run(line, cell, self.layout.table)
        self._refer(line, cell, self.layout.table)


def _printed(blocks: Sequence[Block], lang: Lang) -> Iterator[Block]:
    """The blocks without the table of every target, hundreds of lines most of which say nothing: a
    line says where they are to be found.
    """
    left_out = False
    for block in blocks:
        if isinstance(block, Heading):
            left_out = block.anchor == _LEFT_OUT
            yield block
            if left_out:
                words = (
                    "全部目标逐项列于工作簿（sztrack report --xlsx）和网页（--html）。"
                    if lang == "zh"
                    else "Every target is listed in the workbook (--xlsx) and the page (--html)."
                )
                yield Paragraph((Cell(words),))
        elif not left_out:
            yield block


def _turn(section: Section, layout: Layout, wide: bool) -> None:
    """A page that lies across has its margins turned with it."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    above, right, below, left = layout.margins
    sides = (left, above, right, below) if wide else (above, right, below, left)
    top, right_side, bottom, left_side = map(Mm, sides)
    section.top_margin, section.right_margin = top, right_side
    section.bottom_margin, section.left_margin = bottom, left_side


def _face(style: ParagraphStyle, face: str, size: float) -> None:
    style.font.name, style.font.size = _LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), face)


def _speak(document: Written, lang: Lang) -> None:
    """The languages of the text: the template's own are American and Japanese."""
    western = "en-US" if lang == "zh" else "en-GB"
    spoken = [
        *document.styles.element.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ]
    for languages in spoken:
        languages.set(qn("w:val"), western)
        languages.set(qn("w:eastAsia"), "zh-CN")


def _ruled(line: Line, *sides: str, colour: str, eighths: int) -> None:
    """Lines along the sides of a paragraph, so many eighths of a point thick."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(side)
        for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "4")):
            border.set(qn(f"w:{key}"), value)
        border.set(qn("w:color"), colour)
        borders.append(border)
    # The schema asks for the borders before the tab stops and the spacing.
    properties = line._p.get_or_add_pPr()
    following = ("w:tabs", "w:spacing", "w:ind", "w:jc")
    properties.insert_element_before(borders, *following)


def _narrow_margins(drawn: Drawn) -> None:
    """A millimetre at both sides of every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    drawn._tbl.tblPr.append(margins)


def _page_number(line: Line) -> None:
    """— 1 — in the middle of the footer, 四号."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("— ").font.size = Pt(14)
    field, run = OxmlElement("w:fldSimple"), line.add_run("1")
    field.set(qn("w:instr"), "PAGE")
    run.font.size = Pt(14)
    field.append(run._r)
    line._p.append(field)
    line.add_run(" —").font.size = Pt(14)


def _number(level: int, count: int) -> str:
    """一、（一）1. for levels 2, 3 and 4."""
    return {2: f"{numeral(count)}、", 3: f"（{numeral(count)}）", 4: f"{count}. "}.get(level, "")


def _full(table: Table, layout: Layout) -> list[float]:
    """How wide each column is on single lines, in mm."""
    texts = [
        [column.heading, *(row[place].text for row in table.rows)]
        for place, column in enumerate(table.columns)
    ]
    return [_MARGINS + _HALF * layout.table * max(map(_size, column)) for column in texts]


def _widths(table: Table, room: int, layout: Layout) -> list[Mm]:
    """The columns' own shares of the room; else every column as wide as its longest line, where
    the flexible ones share the rest, or without any the widest give way first.
    """
    whole = sum(column.share for column in table.columns)
    if whole:
        return [Mm(room * column.share / whole) for column in table.columns]
    wanted = _shared(table.columns, _full(table, layout), room)
    given = dict.fromkeys(range(len(wanted)), 0.0)
    for done, place in enumerate(sorted(given, key=wanted.__getitem__)):
        given[place] = min(wanted[place], (room - sum(given.values())) / (len(wanted) - done))
    return [Mm(room * size / sum(given.values())) for size in given.values()]


def _shared(columns: Sequence[Column], wanted: list[float], room: int) -> list[float]:
    """The widths wanted, the flexible columns sharing what the others leave of the room."""
    flexible = sum(size for size, column in zip(wanted, columns, strict=True) if column.flexible)
    if not flexible:
        return wanted
    rest = room - (sum(wanted) - flexible)
    return [
        max(28, rest * size / flexible) if column.flexible else size
        for size, column in zip(wanted, columns, strict=True)
    ]


def _size(text: str) -> int:
    return max(sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n"))


def _mark(properties: BaseOxmlElement, *names: str) -> None:
    for name in names:
        properties.append(OxmlElement(name))


def _plain(text: str) -> str:
    """Text from files without control characters; line ends stay."""
    return printable(text, keep="\n")


def _describe(document: Written, page: Page) -> None:
    """The title; neither an author nor a day, which would differ from run to run."""
    about = document.core_properties
    about.title = next(
        (_plain(block.text) for block in page.blocks if isinstance(block, Heading)), ""
    )
    about.author = about.comments = ""
    about.created = about.modified = datetime(*_EPOCH, tzinfo=UTC)


def _packed(document: Written) -> bytes:
    """The file, its parts without the time they were packed at."""
    packed, out = BytesIO(), BytesIO()
    document.save(packed)
    with ZipFile(packed) as parts, ZipFile(out, "w") as written:
        for name in parts.namelist():
            written.writestr(ZipInfo(name, _EPOCH), parts.read(name), ZIP_DEFLATED)
    return out.getvalue()
