"""A page as GitHub-flavoured Markdown that pandoc reads alike, its tables laid out with
tabulate.
"""

from __future__ import annotations

import re

from sztrack.core.verdict.report import Report
from sztrack.core.words.characters import printable
from sztrack.formats import Format, Screen
from sztrack.language import Lang
from sztrack.page import Cell, Heading, Masthead, Notes, Page, Paragraph, Table, Tone

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^$@&]|:(?=//)|(?<=www)\.")
_LEADING = re.compile(r"^(?:[-+:=%(]|\d+(?=[.)]))")
"""What would begin a list, a rule, a definition or a title block where a line begins with it."""


def render(page: Page) -> str:
    """The page as Markdown, with the footnotes at its end. Text from files is escaped: it is never
    markup.
    """
    notes = Notes()
    blocks = [_block(block, notes) for block in page.blocks]
    listed = (f"[^{number}]: {_escaped(words)}\n" for words, number in notes.items())
    head, foot = _letterhead(page.masthead) if page.masthead else ("", "")
    return "\n".join(filter(None, (head, *blocks, foot, *listed)))


def _letterhead(masthead: Masthead) -> tuple[str, str]:
    """A line above the document, and one below it; empty where nothing stands there."""
    head = "\u3000".join(f"**{_escaped(words)}**" for words in masthead.line)
    foot = "  \n".join(_escaped(line) for line in masthead.foot)
    return head and f"{head}\n", foot and f"{foot}\n"


def _block(block: Heading | Paragraph | Table, notes: Notes) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_escaped(text)}\n"
        case Paragraph(cells):
            return _begun("".join(_strong(cell, notes) for cell in cells).strip()) + "\n"
        case Table(columns, rows):
            from tabulate import tabulate

            body = [[_cell(cell, notes) for cell in row] for row in rows]
            sides = ["right" if column.numeric else "left" for column in columns]
            return (
                tabulate(
                    body,
                    [_escaped(column.heading) for column in columns],
                    "pipe",
                    colalign=sides if body else None,
                    disable_numparse=True,
                )
                + "\n"
            )


def _strong(cell: Cell, notes: Notes) -> str:
    text = _cell(cell, notes)
    return f"**{text}**" if cell.tone is Tone.STRONG and text and text == text.strip() else text


def _cell(cell: Cell, notes: Notes) -> str:
    return _escaped(cell.text) + "".join(f"[^{notes.number(note)}]" for note in cell.notes)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", printable(text, " "))


def _begun(line: str) -> str:
    """The line with a backslash where its beginning would be markup."""
    found = _LEADING.match(line)
    if not found:
        return line
    return f"{found[0]}\\{line[found.end() :]}" if found[0][0].isdigit() else f"\\{line}"


def _page(page: Page, _screen: Screen) -> str:
    return render(page)


def _brief(page: Page, _report: Report, _lang: Lang) -> str:
    return render(page)


FORMAT = Format(page=_page, brief=_brief, one_page=_brief)
