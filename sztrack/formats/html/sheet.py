"""A page on one sheet of A4 as an HTML file: what is on the screen is what the printer prints."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pkgutil import get_data
from xml.etree.ElementTree import Element

from sztrack.core.verdict.report import Report
from sztrack.formats.html.charts import trajectory
from sztrack.formats.html.tree import Node, document, tag
from sztrack.language import Lang, say, speaker
from sztrack.page import Block, Cell, Heading, Page, Paragraph, Table, Tone


def render(page: Page, report: Report, lang: Lang) -> str:
    """The page, its table of three goals drawn as charts."""
    style = "".join((get_data(__package__, name) or b"").decode() for name in _STYLES)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    title = next((block.text for block in page.blocks if isinstance(block, Heading)), "sztrack")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"default-src 'none'; style-src 'sha256-{digest}'",
        ),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", style),
    )
    main = tag("main", *_letterhead(page), *_body(page, report, lang), *_foot(page))
    return document(tag("html", head, tag("body", main), lang=speaker(lang)("zh-CN", "en")))


_STYLES = ("style.css", "sheet.css")


def _letterhead(page: Page) -> Iterator[Element]:
    if page.masthead and page.masthead.line:
        yield tag("p", *(tag("span", words) for words in page.masthead.line), class_="masthead")


def _foot(page: Page) -> Iterator[Element]:
    if page.masthead and page.masthead.foot:
        yield tag("footer", *(tag("p", line) for line in page.masthead.foot))


def _body(page: Page, report: Report, lang: Lang) -> Iterator[Element]:
    title = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            title = block.text
        if isinstance(block, Table) and block.charts:
            yield _charts(block.charts, report, lang)
        else:
            yield _block(block, title)


def _charts(ids: Sequence[str], report: Report, lang: Lang) -> Element:
    """The goals that are drawn, side by side."""
    rows = {a.target.id: a for a in report.assessments}
    figures = [
        tag(
            "figure",
            tag("figcaption", tag("strong", say(a.target.name, lang))),
            trajectory(a, a.target.goal, lang),
        )
        for a in map(rows.__getitem__, ids)
        if a.target.goal
    ]
    return tag("div", *figures, class_="charts")


def _block(block: Block, title: str) -> Element:
    match block:
        case Heading(text, level):
            return tag(f"h{min(level, 6)}", text)
        case Paragraph(cells):
            return tag("p", *map(_span, cells))
        case Table():
            return _table(block, title)


def _table(table: Table, title: str) -> Element:
    heads = [
        tag("th", column.heading, scope="col", class_="number" if column.numeric else None)
        for column in table.columns
    ]
    rows = [
        tag(
            "tr",
            *(
                _cell(cell, is_name=column.flexible, is_number=column.numeric)
                for column, cell in zip(table.columns, row, strict=True)
            ),
        )
        for row in table.rows
    ]
    return tag(
        "table",
        tag("caption", title, class_="hidden"),
        tag("colgroup", *(tag("col", width=width) for width in _widths(table))),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
    )


def _widths(table: Table) -> list[str | None]:
    """The widths of the columns, where they share the page out."""
    whole = sum(column.share for column in table.columns)
    return [f"{column.share / whole:.2%}" if whole else None for column in table.columns]


def _cell(cell: Cell, *, is_name: bool, is_number: bool) -> Element:
    """A cell of a table; the one with the name is the head of its row."""
    if is_name:
        return tag("th", _span(cell), scope="row")
    return tag("td", _span(cell), class_="number" if is_number else None)


def _span(cell: Cell) -> Node:
    """A cell's text in its tone, each of its lines on one of its own."""
    lines: list[Node] = []
    for place, line in enumerate(cell.text.split("\n")):
        lines += [tag("br"), line] if place else [line]
    if cell.tone is Tone.STRONG:
        return tag("strong", *lines)
    return tag("span", *lines, class_=None if cell.tone is Tone.PLAIN else cell.tone.value)
