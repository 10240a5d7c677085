"""A saved web page -> its paragraphs and tables."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
        "header", "footer", "ul", "ol", "dl", "dt", "dd", "blockquote", "td", "th", "title", "hr",
        "table",
    )
)  # fmt: skip
_UNREAD = frozenset(
    ("script", "style", "noscript", "nav", "form", "select", "button", "svg", "template")
)
_LONGEST_CELL = 80
"""Characters of a table's cell; a table with longer ones lays out prose."""
_DEEPEST = 200
"""Tables in tables; more are not read as tables."""


class _Table:
    """A table while it is read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.holds_tables = False

    def is_layout(self) -> bool:
        """Whether its cells hold paragraphs: the page's frame, not a table of figures."""
        cells = [cell for row in self.rows for cell in row]
        return (
            self.holds_tables or len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells)
        )


class Webpage(HTMLParser):
    """Collects the text of a page, block by block, and the tables that hold figures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.tables: list[list[list[str]]] = []
        self._words: list[str] = []
        self._unread = 0
        self._open: list[_Table] = []
        self._title: list[str] = []
        self._in_title = False

    @property
    def title(self) -> str:
        """What stands in the page's <title>."""
        return _one_line("".join(self._title))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A tag begins: a block ends what stood in front of it."""
        if tag in _UNREAD:
            self._unread += 1
            return
        if tag == "title":
            self._in_title = True
        if tag in _BLOCKS:
            self._end_block()
        if tag == "table" and len(self._open) < _DEEPEST:
            if self._open:
                self._open[-1].holds_tables = True
            self._open.append(_Table())
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
            return
        if tag == "title":
            self._in_title = False
        if tag in ("td", "th") and self._open and self._open[-1].rows:
            self._open[-1].rows[-1].append(_one_line("".join(self._words)))
            self._words = []
        if tag in _BLOCKS:
            self._end_block()
        if tag == "table" and self._open:
            self._end_table(self._open.pop())

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._in_title:
            self._title.append(data)
        elif not self._unread:
            self._words.append(data)

    def close(self) -> None:
        """The page ends; tables that nobody closed end with it."""
        super().close()
        self._end_block()
        while self._open:
            self._end_table(self._open.pop())

    def _end_block(self) -> None:
        words = _one_line("".join(self._words))
        self._words = []
        if words:
            self.blocks.append(words)

    def _end_table(self, table: _Table) -> None:
        if table.is_layout():
            self.blocks += [cell for row in table.rows for cell in row if cell]
        elif rows := [row for row in table.rows if any(row)]:
            self.tables.append(rows)


def _one_line(words: str) -> str:
    return re.sub(r"[ \t\r\n\xa0\u3000]+", " ", words).strip()


def read_webpage(text: str) -> Webpage:
    """The paragraphs and tables of a page."""
    page = Webpage()
    page.feed(text)
    page.close()
    return page
