"""A page with its charts as one HTML file: no network, no markup from files, readable without
script, on paper and on a telephone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pkgutil import get_data
from xml.etree.ElementTree import Element

from sztrack.core.fleet.rollup import Fleet
from sztrack.core.verdict.report import Report
from sztrack.formats.html.panels import goal_panels
from sztrack.formats.html.sections import coverage_grid, goals_table, headline_charts
from sztrack.formats.html.tree import Node, document, tag
from sztrack.language import Lang, speaker
from sztrack.page import Block, Cell, Column, Heading, Notes, Page, Paragraph, Table, Tone

Drawing = Callable[[Report, Lang], Iterable[Element]]
Drawn = Callable[[], Iterable[Element]]
BEHIND: Mapping[str, Drawing] = {
    "indicators": headline_charts,
    "headline": headline_charts,
    "quality": coverage_grid,
    "silent": coverage_grid,
}
"""What is drawn behind the words of a section, by its anchor."""
INSTEAD: Mapping[str, Drawing] = {"every-target": goals_table}
"""What is drawn in the place of a table, by the anchor of its heading."""


def render(page: Page, report: Report, lang: Lang) -> str:
    """The page with the report's charts, its every goal with a bullet, and what was reported, each
    where the page speaks of it.
    """
    behind = {anchor: partial(drawing, report, lang) for anchor, drawing in BEHIND.items()}
    instead = {anchor: partial(drawing, report, lang) for anchor, drawing in INSTEAD.items()}
    return _laid_out(page, lang, behind, instead)


def render_fleet(page: Page, fleet: Fleet, lang: Lang) -> str:
    """The page with a panel for each headline goal."""
    return _laid_out(page, lang, {"goals": partial(goal_panels, fleet, lang)}, {})


def _laid_out(
    page: Page, lang: Lang, behind: Mapping[str, Drawn], instead: Mapping[str, Drawn]
) -> str:
    """The page with what is drawn behind the words of a section, and in the place of its tables, by
    the anchor of the heading.
    """
    t, style, script = speaker(lang), _asset("style.css"), _asset("script.js")
    notes = Notes()
    before, sections = _sections(page, behind, instead, notes)
    if notes:
        sections.append(("notes", t("出处", "Sources by line"), _listed(notes, lang)))
    contents = tag(
        "nav",
        tag("ol", *(tag("li", tag("a", name, href=f"#{key}")) for key, name, _ in sections)),
        aria_label=t("目录", "Contents"),
    )
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag(
            "title",
            next((block.text for block in page.blocks if isinstance(block, Heading)), "sztrack"),
        ),
        _raw("style", style),
    )
    words = {
        "filter": t("筛选", "Filter"),
        "all": t("全部", "all"),
        "sort": t("点击排序", "sort"),
        "shown": t("行", "rows"),
    }
    main = tag(
        "main",
        *before,
        contents,
        *(tag("section", *drawn, id=key) for key, _, drawn in sections),
        id="main",
    )
    skip = tag("a", t("跳到正文", "Skip to the text"), href="#main", class_="skip")
    lang_code = t("zh-CN", "en")
    return document(
        tag(
            "html",
            head,
            tag(
                "body",
                skip,
                main,
                _raw("script", script),
                **{f"data_{key}": word for key, word in words.items()},
            ),
            lang=lang_code,
        )
    )


def _sections(
    page: Page, behind: Mapping[str, Drawn], instead: Mapping[str, Drawn], notes: Notes
) -> tuple[list[Element], list[tuple[str, str, list[Element]]]]:
    """What stands before the first heading of level 2, and the sections under those headings: key,
    title, content.
    """
    before: list[Element] = []
    sections: list[tuple[str, str, list[Element]]] = []
    heading = Heading("")
    for block in page.blocks:
        if isinstance(block, Heading):
            heading = block
            if block.level == 2:
                sections.append((block.anchor or f"s{len(sections) + 1}", block.text, []))
        drawn = (
            instead[heading.anchor]()
            if isinstance(block, Table) and heading.anchor in instead
            else [_block(block, heading.text, notes)]
        )
        (sections[-1][2] if sections else before).extend(drawn)
    for key, _, content in sections:
        if key in behind:
            content.extend(behind[key]())
    return before, sections


def _listed(notes: Notes, lang: Lang) -> list[Element]:
    t = speaker(lang)
    back = t("回到正文", "back to the text")
    lines = [
        tag("li", words, " ", tag("a", "↑", href=f"#r{number}", aria_label=back), id=f"n{number}")
        for words, number in notes.items()
    ]
    return [tag("h2", t("出处", "Sources by line")), tag("ol", *lines, class_="notes")]


def _block(block: Block, title: str, notes: Notes) -> Element:
    match block:
        case Heading(text, level):
            return tag(f"h{min(level, 6)}", text)
        case Paragraph(cells):
            return tag("p", *_spans(cells, notes))
        case Table():
            return _table(block, title, notes)


def _table(table: Table, title: str, notes: Notes) -> Element:
    """A table that scrolls by itself where it is too wide; the first flexible column names the
    row.
    """
    named = next((place for place, column in enumerate(table.columns) if column.flexible), 0)
    headings = [
        tag("th", column.heading, scope="col", class_="number" if column.numeric else None)
        for column in table.columns
    ]
    rows = [
        tag(
            "tr",
            *(
                tag(
                    "th" if place == named else "td",
                    *_spans([cell], notes),
                    scope="row" if place == named else None,
                    class_=" ".join(_classes(column, cell)) or None,
                    data_label=None if place == named else column.heading,
                )
                for place, (column, cell) in enumerate(zip(table.columns, row, strict=True))
            ),
        )
        for row in table.rows
    ]
    drawn = tag(
        "table",
        tag("caption", title, class_="hidden"),
        tag("thead", tag("tr", *headings)),
        tag("tbody", *rows),
        class_="cards",
    )
    return tag("div", drawn, class_="wide", role="region", aria_label=title, tabindex="0")


def _classes(column: Column, cell: Cell) -> Iterator[str]:
    if column.numeric or not column.flexible:
        yield "number" if column.numeric else "short"
    if cell.text == "-":
        yield "blank"


def _spans(cells: Iterable[Cell], notes: Notes) -> Iterator[Node]:
    for cell in cells:
        lines: list[Node] = []
        for place, line in enumerate(cell.text.split("\n")):
            lines += [tag("br"), line] if place else [line]
        if cell.tone is Tone.PLAIN:
            yield from lines
        elif cell.text:
            yield tag(
                "strong" if cell.tone is Tone.STRONG else "span",
                *lines,
                class_=None if cell.tone is Tone.STRONG else cell.tone.value,
            )
        for words in cell.notes:
            yield _mark(words, notes)


def _mark(words: str, notes: Notes) -> Element:
    """A number that leads to the place a figure stands in; the first one is where the note leads
    back to.
    """
    is_first, number = words not in notes, notes.number(words)
    return tag(
        "sup",
        tag(
            "a", str(number), href=f"#n{number}", title=words, id=f"r{number}" if is_first else None
        ),
    )


def _asset(name: str) -> str:
    return (get_data(__package__, name) or b"").decode()


def _raw(name: str, text: str) -> Element:
    """The page's own style or script, which HTML does not escape."""
    element = Element(name)
    element.text = text
    return element


def _hash(text: str) -> str:
    """What the page's policy knows its own style and script by; nothing else runs."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
