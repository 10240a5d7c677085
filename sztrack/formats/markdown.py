"""A page as GitHub-flavoured Markdown, its tables laid out with tabulate."""

from __future__ import annotations

import re

from tabulate import tabulate

from sztrack.page import Heading, Page, Paragraph, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(page: Page) -> str:
    """The page as Markdown. Text from files is escaped: it is never markup."""
    return "\n".join(_block(block) for block in page.blocks)


def _block(block: Heading | Paragraph | Table) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_escaped(text)}\n"
        case Paragraph(cells):
            return "".join(_escaped(cell.text) for cell in cells).strip() + "\n"
        case Table(columns, rows):
            body = [[_escaped(cell.text) for cell in row] for row in rows]
            sides = ["right" if column.numeric else "left" for column in columns]
            return tabulate(body, [column.heading for column in columns], "pipe", colalign=sides if body else None, disable_numparse=True) + "\n"


def _escaped(text: str) -> str:
    plain = "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)
    return _SPECIAL.sub(r"\\\1", plain)
