"""A page with its charts as one HTML file: no network, no markup from files, readable without script, on paper and on a telephone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pkgutil import get_data
from xml.etree.ElementTree import Element

from sztrack.core.report import Report
from sztrack.formats.html.sections import coverage_section, goals_section, headline_charts
from sztrack.formats.html.tree import Node, document, tag
from sztrack.language import Lang, speaker
from sztrack.page import Block, Cell, Heading, Page, Paragraph, Table, Tone


def render(page: Page, report: Report, lang: Lang) -> str:
    """The page, with charts of the report's headline goals behind its first section, and behind its last one every goal and what was reported."""
    t, style, script = speaker(lang), _asset("style.css"), _asset("script.js")
    before, sections = _sections(page)
    body = [tag("section", *drawn, id=f"s{place}") for place, (_, drawn) in enumerate(sections, 1)]
    body.insert(1, headline_charts(report, lang))
    extra = [goals_section(report, lang), coverage_section(report, lang)]
    names = [(f"s{place}", name) for place, (name, _) in enumerate(sections, 1)] + [(e.get("id", ""), e[0].text or "") for e in extra]
    contents = tag("nav", tag("ol", *(tag("li", tag("a", name, href=f"#{key}")) for key, name in names)), aria_label=t("目录", "Contents"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", next((block.text for block in page.blocks if isinstance(block, Heading)), "sztrack")),
        _raw("style", style),
    )
    words = {"filter": t("筛选", "Filter"), "all": t("全部", "all"), "sort": t("点击排序", "sort"), "shown": t("行", "rows")}
    main = tag("main", *before, contents, *body, *extra, id="main")
    skip = tag("a", t("跳到正文", "Skip to the text"), href="#main", class_="skip")
    lang_code = t("zh-CN", "en")
    return document(tag("html", head, tag("body", skip, main, _raw("script", script), **{f"data_{key}": word for key, word in words.items()}), lang=lang_code))


def _sections(page: Page) -> tuple[list[Element], list[tuple[str, list[Element]]]]:
    """What stands before the first heading of level 2, and the sections under those headings."""
    before: list[Element] = []
    sections: list[tuple[str, list[Element]]] = []
    title = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            title = block.text
            if block.level == 2:
                sections.append((block.text, []))
        (sections[-1][1] if sections else before).append(_block(block, title))
    return before, sections


def _block(block: Block, title: str) -> Element:
    match block:
        case Heading(text, level):
            return tag(f"h{min(level, 6)}", text)
        case Paragraph(cells):
            return tag("p", *_spans(cells))
        case Table():
            return _table(block, title)


def _table(table: Table, title: str) -> Element:
    """A table that scrolls by itself where it is too wide; the first flexible column names the row."""
    named = next((place for place, column in enumerate(table.columns) if column.flexible), 0)
    headings = [tag("th", column.heading, scope="col", class_="number" if column.numeric else None) for column in table.columns]
    rows = [
        tag(
            "tr",
            *(
                tag(
                    "th" if place == named else "td",
                    *_spans([cell]),
                    scope="row" if place == named else None,
                    class_=" ".join(["number"] * column.numeric + ["blank"] * (cell.text == "-")) or None,
                    data_label=None if place == named else column.heading,
                )
                for place, (column, cell) in enumerate(zip(table.columns, row, strict=True))
            ),
        )
        for row in table.rows
    ]
    drawn = tag("table", tag("caption", title, class_="hidden"), tag("thead", tag("tr", *headings)), tag("tbody", *rows), class_="cards")
    return tag("div", drawn, class_="wide", role="region", aria_label=title, tabindex="0")


def _spans(cells: Iterable[Cell]) -> Iterator[Node]:
    for cell in cells:
        lines: list[Node] = []
        for place, line in enumerate(cell.text.split("\n")):
            lines += [tag("br"), line] if place else [line]
        if cell.tone is Tone.PLAIN:
            yield from lines
        else:
            yield tag("strong" if cell.tone is Tone.STRONG else "span", *lines, class_=None if cell.tone is Tone.STRONG else cell.tone.value)


def _asset(name: str) -> str:
    return (get_data(__name__, name) or b"").decode()


def _raw(name: str, text: str) -> Element:
    """The page's own style or script, which HTML does not escape."""
    element = Element(name)
    element.text = text
    return element


def _hash(text: str) -> str:
    """What the page's policy knows its own style and script by; nothing else runs."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
