"""A page on a terminal, drawn with rich. Words carry the meaning, colour stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text as RichText

from sztrack.page import Cell, Column, Heading, Page, Paragraph, Table, Tone

_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.MUTED: "dim",
    Tone.GOOD: "green",
    Tone.WARNING: "yellow",
    Tone.BAD: "bold red",
}
_HEADINGS = {1: "bold", 2: "bold cyan"}
_RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n")
"""One line of hyphens below the headings: nothing that GBK cannot hold, nothing of ambiguous width."""
_GAP = 2
_LEAST_FLEXIBLE = 16


def render(page: Page, *, width: int, colour: bool) -> str:
    """The page as text of at most `width` cells, hanzi counting two; with ANSI colours if `colour`."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    draw(page, console)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"  # type: ignore[attr-defined]


def draw(page: Page, console: Console) -> None:
    """The page on a rich console of any sort."""
    for place, block in enumerate(page.blocks):
        match block:
            case Heading(text, level):
                console.print(RichText(("\n" if place else "") + _safe(text), style=_HEADINGS.get(level, "bold")))
            case Paragraph(cells):
                console.print(RichText.assemble(*((_safe(cell.text), _STYLES[cell.tone]) for cell in cells)))
            case Table():
                console.print(_drawn(block, console.width))


def _drawn(table: Table, width: int) -> RichTable:
    kept = list(_fitting(table, width))
    drawn = RichTable(box=_RULED, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style="dim")
    for place in kept:
        column = table.columns[place]
        drawn.add_column(column.heading, justify="right" if column.numeric else "left", no_wrap=not column.flexible, overflow="fold")
    for row in table.rows:
        drawn.add_row(*(RichText(_safe(row[place].text), style=_STYLES[row[place].tone]) for place in kept))
    return drawn


def _fitting(table: Table, width: int) -> Iterator[int]:
    """The places of the columns that fit: the highest ranks go first, until the rest has room. Empty columns go at once."""
    natural = [_natural_width(column, [row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    kept = [place for place in range(len(table.columns)) if place == 0 or not table.columns[place].rank or _used(table, place)]
    while sum(natural[place] + _GAP for place in kept) - _GAP > width:
        last = max(kept, key=lambda place: (table.columns[place].rank, place))
        if table.columns[last].rank == 0:
            break
        kept.remove(last)
    yield from kept


def _used(table: Table, place: int) -> bool:
    return any(row[place].text.strip(" -") for row in table.rows)


def _natural_width(column: Column, cells: list[Cell]) -> int:
    """The width a column needs; a flexible one can do with less."""
    full = max((cell_len(line) for cell in cells for line in cell.text.split("\n")), default=0)
    return max(cell_len(column.heading), min(full, _LEAST_FLEXIBLE) if column.flexible else full)


def _safe(text: str) -> str:
    """Text from files without control characters, which could move the cursor or clear the screen."""
    return "".join(char if char == "\n" or char.isprintable() or char == "\u3000" else "\ufffd" for char in text)
