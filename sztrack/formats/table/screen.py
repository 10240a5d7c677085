"""A page on a terminal. Words carry the meaning, colour stands beside them.

Rich measures, folds and colours; the columns are laid out here, since rich's own table takes 0.1 ms
per cell, a third of what the whole command may cost, and its console as long to import as the whole
plan to read (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from sztrack.core.words.characters import printable
from sztrack.page import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone

_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.MUTED: "dim",
    Tone.GOOD: "green",
    Tone.WARNING: "yellow",
    Tone.BAD: "bold red",
}
_HEADINGS = {1: "bold", 2: "bold cyan"}
_GAP = 2
_LEAST_FLEXIBLE = 16
_UNFOLDED = 10**9


class Piece(NamedTuple):
    """A piece of a line, and how it looks in the words of rich; plain where there are none."""

    text: str
    style: str = ""


_NEWLINE = Piece("\n")


def render(page: Page, *, width: int, colour: bool, fold: bool = True) -> str:
    """The page as text of at most `width` cells, hanzi counting two; with ANSI colours if `colour`.

    Without `fold` running text stays on one line, for grep and for programs that read path:line.
    """
    pieces = pieces_of(page, width=width, fold=fold)
    if not colour:
        return "".join(piece.text for piece in pieces)
    return "".join(_coloured(piece.text, piece.style) for piece in pieces)


def pieces_of(page: Page, *, width: int, fold: bool = True) -> Iterator[Piece]:
    """The page as pieces of text, line breaks among them."""
    for place, block in enumerate(page.blocks):
        if place and isinstance(block, Heading):
            yield _NEWLINE
        yield from _block(block, width, width if fold else _UNFOLDED)


def _coloured(text: str, style: str) -> str:
    """The text between the codes of its style."""
    # What knows the colours takes long to import, and only a terminal shows any.
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _block(block: Block, width: int, text_width: int) -> Iterator[Piece]:
    match block:
        case Heading(text, level):
            yield from _folded([Piece(_safe(text), _HEADINGS.get(level, "bold"))], text_width)
        case Paragraph(cells):
            yield from _folded(
                [Piece(_safe(cell.text), _STYLES[cell.tone]) for cell in cells], text_width
            )
        case Table():
            yield from _table(block, width)


def _folded(parts: Sequence[Piece], width: int) -> Iterator[Piece]:
    """Running text, folded at blanks where there are any; a wide character may end any line."""
    if sum(cell_len(text) for text, _ in parts) <= width:
        yield from parts
        yield _NEWLINE
        return
    used = blanks = 0
    for text, style in parts:
        for word in _words(text):
            body = word.rstrip(" ")
            for piece in chop_cells(body, width) if cell_len(body) > width else [body]:
                size = cell_len(piece)
                if used and used + blanks + size > width:
                    yield _NEWLINE
                    used = blanks = 0
                yield Piece(" " * blanks + piece, style)
                used, blanks = used + blanks + size, 0
            blanks += len(word) - len(body)
    yield _NEWLINE


def _words(text: str) -> Iterator[str]:
    """Pieces that belong together: a run of narrow characters with the blanks behind it, or one
    wide character.
    """
    start = 0
    for place in range(1, len(text)):
        before, char = text[place - 1], text[place]
        if (before == " " and char != " ") or (
            char not in _CLOSING and (not before.isascii() or not char.isascii()) and char != " "
        ):
            yield text[start:place]
            start = place
    yield text[start:]


_CLOSING = frozenset("，。；：、）”》%)],.;:")


def _table(table: Table, width: int) -> Iterator[Piece]:
    kept, widths = _layout(table, width)
    columns = [table.columns[place] for place in kept]
    muted = _STYLES[Tone.MUTED]
    yield from _row([Cell(column.heading) for column in columns], columns, widths, muted)
    yield Piece("-" * (sum(widths) + _GAP * (len(widths) - 1)), muted)
    yield _NEWLINE
    for row in table.rows:
        yield from _row([row[place] for place in kept], columns, widths, style="")


def _row(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], style: str
) -> Iterator[Piece]:
    """One row, as many lines high as its tallest cell; nothing but the text itself carries a style,
    and no line ends in blanks.
    """
    stacks = [_lines(cell.text, size) for cell, size in zip(cells, widths, strict=True)]
    for line in range(max(map(len, stacks))):
        blanks = 0
        for stack, cell, column, size in zip(stacks, cells, columns, widths, strict=True):
            text = stack[line] if line < len(stack) else ""
            room = size - cell_len(text)
            if not text:
                blanks += size + _GAP
                continue
            yield Piece(" " * (blanks + room * column.numeric))
            yield Piece(text, style or _STYLES[cell.tone])
            blanks = _GAP + room * (not column.numeric)
        yield _NEWLINE


def _lines(text: str, size: int) -> list[str]:
    """A cell's text in lines of at most `size` cells."""
    plain = _safe(text)
    if "\n" not in plain and cell_len(plain) <= size:
        return [plain]
    lines: list[str] = []
    for paragraph in plain.split("\n"):
        folded = "".join(piece.text for piece in _folded([Piece(paragraph)], size)).rstrip("\n")
        lines += [line.rstrip() for line in folded.split("\n")]
    return lines


def _layout(table: Table, width: int) -> tuple[list[int], list[int]]:
    """The columns that fit, and how wide each is.

    The columns of the highest rank go first, until what is left has room; a ranked column without
    content goes at once. What room is left over goes to the flexible columns.
    """
    columns = table.columns
    sizes = [_widest_cell(table, place) for place in range(len(columns))]
    full = [max(_widest(column.heading), size) for column, size in zip(columns, sizes, strict=True)]
    least = [_least(column, size) for column, size in zip(columns, sizes, strict=True)]
    kept = _kept(table, least, width)
    if _total(least[place] for place in kept) > width:
        # The last resort: figures, too, are folded at the blank before their unit.
        least = [_longest_word(table, place) for place in range(len(columns))]
    spare = width - _total(least[place] for place in kept)
    widths = []
    for place in kept:
        more = max(0, min(spare, full[place] - least[place]))
        widths.append(least[place] + more)
        spare -= more
    return kept, widths


def _kept(table: Table, least: Sequence[int], width: int) -> list[int]:
    """The columns that have room at their least; those without a rank stay in any case."""
    columns = table.columns
    kept = [
        place for place, column in enumerate(columns) if not column.rank or _has_text(table, place)
    ]
    while _total(least[place] for place in kept) > width:
        last = max(kept, key=lambda place: (columns[place].rank, place))
        if columns[last].rank == 0:
            break
        kept.remove(last)
    return kept


def _widest_cell(table: Table, place: int) -> int:
    return max((_widest(row[place].text) for row in table.rows), default=0)


def _longest_word(table: Table, place: int) -> int:
    texts = [table.columns[place].heading, *(row[place].text for row in table.rows)]
    return max((cell_len(word) for text in texts for word in text.split()), default=0)


def _has_text(table: Table, place: int) -> bool:
    return any(row[place].text.strip(" -") for row in table.rows)


def _least(column: Column, size: int) -> int:
    """The least room a column can do with: a flexible one folds its cells, any of them its heading,
    at the blanks.
    """
    word = max(map(cell_len, column.heading.split()), default=0)
    return max(word, min(size, _LEAST_FLEXIBLE) if column.flexible else size)


def _total(widths: Iterable[int]) -> int:
    sizes = list(widths)
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _widest(text: str) -> int:
    return max(map(cell_len, text.split("\n"))) if "\n" in text else cell_len(text)


def _safe(text: str) -> str:
    """Text from files without control characters, which could move the cursor or clear the
    screen.
    """
    return printable(text, keep="\n")
