"""A page as a Word file, laid out as official documents are (GB/T 9704-2012), through python-docx
(the optional extra `docx`).

A4, 37 mm above and 28 mm at the left, 22 lines of 28 characters: body in 仿宋 of size 三号 (16 pt),
the title in 小标宋 of 二号 (22 pt), headings in 黑体, 楷体 and 仿宋 and numbered 一、（一）1. where
they bear no number yet. Word takes the nearest face where one is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

from sztrack.core.words.characters import printable
from sztrack.language import Lang
from sztrack.language.numbers import numeral
from sztrack.page import Block, Cell, Heading, Notes, Page, Paragraph, Table, Tone

_BODY, _TABLE, _LEADING = Pt(16), Pt(9), Pt(28)
_LATIN = "Times New Roman"
_FACES = {1: ("方正小标宋简体", Pt(22)), 2: ("黑体", _BODY), 3: ("楷体", _BODY), 4: ("仿宋", _BODY)}
_COLOURS = {Tone.GOOD: "1B6B33", Tone.WARNING: "8A4F00", Tone.BAD: "B3161B", Tone.MUTED: "595E66"}
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"[{_NUMERALS}]+、|（[{_NUMERALS}]+）|[0-9]+[.．、]|附")
_TEXT, _WIDE = 156, 225
"""The width of the text on a page that stands and on one that lies, in mm."""
_HALF, _MARGINS = 1.65, 2.6
"""In a table: the width of half a hanzi of 9 pt, and a cell's margins of a millimetre with some
room, in mm.
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(page: Page, lang: Lang) -> bytes:
    """The page as the bytes of a .docx file; the same page gives the same bytes."""
    document = Document()
    _lay_out(document)
    counts = [0] * 10
    notes = Notes()
    room = _TEXT
    for block, wide in _with_width(page):
        if wide != (room == _WIDE):
            room = _WIDE if wide else _TEXT
            _turn(document.add_section(), wide)
        match block:
            case Heading(text, level):
                counts[level] += 1
                counts[level + 1 :] = [0] * (9 - level)
                bare = lang != "zh" or _NUMBERED.match(text)
                _heading(
                    document, text if bare else _number(level, counts[level]) + text, min(level, 4)
                )
            case Paragraph(cells):
                _write(document.add_paragraph(), cells, notes)
            case Table():
                _table(document, block, notes, room)
    _list(document, notes, lang)
    _describe(document, page)
    return _bytes(document)


def _with_width(page: Page) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether its section lies across the page because a table in it is far wider
    than the text.
    """
    section: list[Block] = []
    for block in (*page.blocks, None):
        if block is None or (isinstance(block, Heading) and block.level == 2):
            wide = any(isinstance(one, Table) and sum(_full(one)) > 1.5 * _TEXT for one in section)
            yield from ((one, wide) for one in section)
            section = []
        if block is not None:
            section.append(block)


def _turn(section: Section, wide: bool) -> None:
    """A page that lies across has its margins turned with it."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    top, right, bottom, left = map(Mm, (28, 37, 26, 35) if wide else (37, 26, 35, 28))
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        top,
        right,
        bottom,
        left,
    )


def _lay_out(document: Written) -> None:
    section = document.sections[0]
    _turn(section, wide=False)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _face(normal, "仿宋", _BODY)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = _LEADING, Pt(0)
    for level, (face, size) in _FACES.items():
        style = document.styles[f"Heading {level}"]
        assert isinstance(style, ParagraphStyle)
        _face(style, face, size)
        style.font.bold, style.font.italic, style.font.color.rgb = (
            level == 4,
            False,
            RGBColor(0, 0, 0),
        )
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(
            14 if level == 1 else 0
        )
        style.paragraph_format.line_spacing = Pt(34) if level == 1 else _LEADING
    _page_number(section.footer.paragraphs[0])


def _face(style: ParagraphStyle, face: str, size: Pt) -> None:
    style.font.name, style.font.size = _LATIN, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), face)


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


def _heading(document: Written, text: str, level: int) -> None:
    line = document.add_heading(_plain(text), level)
    if level == 1:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        line.paragraph_format.first_line_indent = 2 * _BODY


def _list(document: Written, notes: Notes, lang: Lang) -> None:
    """The notes behind the text; python-docx writes no footnotes."""
    if notes:
        _heading(document, "出处" if lang == "zh" else "Sources by line", 2)
    for words, number in notes.items():
        line = document.add_paragraph()
        line.paragraph_format.line_spacing = Pt(13)
        _run(line, Cell(f"[{number}] {words}"), size=_TABLE)


def _write(line: Line, cells: tuple[Cell, ...], notes: Notes) -> None:
    """Running text, indented by two characters."""
    line.paragraph_format.first_line_indent = 2 * _BODY
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for cell in cells:
        _run(line, cell)
        _refer(line, cell, notes)


def _run(line: Line, cell: Cell, *, size: Pt | None = None) -> None:
    run = line.add_run(_plain(cell.text))
    run.bold = cell.tone is Tone.STRONG or None
    if size:
        run.font.size = size
    if colour := _COLOURS.get(cell.tone):
        run.font.color.rgb = RGBColor.from_string(colour)


def _refer(line: Line, cell: Cell, notes: Notes, *, size: Pt | None = None) -> None:
    """The numbers of a cell's notes, raised."""
    for words in cell.notes:
        run = line.add_run(f"[{notes.number(words)}]")
        run.font.superscript = True
        if size:
            run.font.size = size


def _table(document: Written, table: Table, notes: Notes, room: int) -> None:
    """A table over the width of the text, its headings repeated on every page."""
    drawn = document.add_table(1, len(table.columns), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    drawn._tbl.tblPr.append(margins)
    widths = _widths(table, room)
    for drawn_column, width in zip(drawn.columns, widths, strict=True):
        drawn_column.width = width
    lines = [[Cell(column.heading, Tone.STRONG) for column in table.columns], *table.rows]
    for place, cells in enumerate(lines):
        row = drawn.rows[0] if place == 0 else drawn.add_row()
        for column, width, cell, box in zip(table.columns, widths, cells, row.cells, strict=True):
            box.width = width
            line = box.paragraphs[0]
            line.paragraph_format.line_spacing = Pt(13)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.numeric else WD_ALIGN_PARAGRAPH.LEFT
            _run(line, cell, size=_TABLE)
            _refer(line, cell, notes, size=_TABLE)
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit", *["w:tblHeader"] * (place == 0))
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)


def _full(table: Table) -> list[float]:
    """How wide each column is on single lines, in mm."""
    texts = [
        [column.heading, *(row[place].text for row in table.rows)]
        for place, column in enumerate(table.columns)
    ]
    return [_MARGINS + _HALF * max(map(_size, column)) for column in texts]


def _widths(table: Table, room: int) -> list[Mm]:
    """Every column as wide as its longest line, the flexible ones share the rest; where there is
    none, the widest give way first.
    """
    wanted = _full(table)
    rest = room - sum(
        size for size, column in zip(wanted, table.columns, strict=True) if not column.flexible
    )
    flexible = sum(
        size for size, column in zip(wanted, table.columns, strict=True) if column.flexible
    )
    if flexible:
        wanted = [
            max(28, rest * size / flexible) if column.flexible else size
            for size, column in zip(wanted, table.columns, strict=True)
        ]
    given = dict.fromkeys(range(len(wanted)), 0.0)
    for done, place in enumerate(sorted(given, key=wanted.__getitem__)):
        given[place] = min(wanted[place], (room - sum(given.values())) / (len(wanted) - done))
    return [Mm(room * size / sum(given.values())) for size in given.values()]


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


def _bytes(document: Written) -> bytes:
    """The file, its parts without the time they were packed at."""
    packed, out = BytesIO(), BytesIO()
    document.save(packed)
    with ZipFile(packed) as parts, ZipFile(out, "w") as written:
        for name in parts.namelist():
            written.writestr(ZipInfo(name, _EPOCH), parts.read(name), ZIP_DEFLATED)
    return out.getvalue()
