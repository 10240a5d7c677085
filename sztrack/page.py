"""A page: headings, lines and tables as plain text with a tone. Views write it, formats draw it;
neither knows the other.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from sztrack.core.model import Status


class Tone(Enum):
    """What a text means; a format may give it a colour, never without the words."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


TONES = {
    Status.MET: Tone.GOOD,
    Status.ON_TRACK: Tone.GOOD,
    Status.AT_RISK: Tone.WARNING,
    Status.OVERDUE: Tone.WARNING,
    Status.OFF_TRACK: Tone.BAD,
    Status.MISSED: Tone.BAD,
    Status.INSUFFICIENT: Tone.MUTED,
    Status.NO_DATA: Tone.MUTED,
    Status.PENDING: Tone.MUTED,
    Status.TRACKED: Tone.MUTED,
}


class Cell(NamedTuple):
    """A piece of text; in a table it may have several lines."""

    text: str
    tone: Tone = Tone.PLAIN
    notes: tuple[str, ...] = ()
    """Where it stands, to be shown as footnotes; the same words are one footnote."""


class Notes(dict[str, int]):
    """The footnotes of a page by their words, numbered from 1 in the order in which they are
    met.
    """

    def number(self, words: str) -> int:
        """The number of this footnote; the same words are one."""
        return self.setdefault(words, len(self) + 1)


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    numeric: bool = False
    rank: int = 0
    """Where the page is too narrow, the columns with the highest rank go first; rank 0 always
    stays.
    """
    flexible: bool = False
    """Its text may be folded onto several lines."""
    share: int = 0
    """Its part of a page that must not grow, against the other columns'; 0 where its width follows
    from what it holds.
    """


class Heading(NamedTuple):
    """A title; level 1 is the page's own."""

    text: str
    level: int = 2
    anchor: str = ""
    """The name of what begins here, for links and for formats that draw more than words; empty
    where it has none.
    """


class Paragraph(NamedTuple):
    """Running text."""

    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """Rows under headings; every row has a cell for each column."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    charts: tuple[str, ...] = ()
    """The ids of the targets whose charts say the same: formats that draw show them instead."""


Block = Heading | Paragraph | Table


class Masthead(NamedTuple):
    """The letterhead of a document: who issues it, and whom it goes to. Empty is what is not
    stated.
    """

    unit: str
    issue: str
    """第9期."""
    day: str
    foot: tuple[str, ...]
    """The lines at the very end: 报送, 抄送, 联系人."""

    @property
    def line(self) -> tuple[str, ...]:
        """What stands at the head, from left to right."""
        return tuple(filter(None, (self.unit, self.issue, self.day)))


class Page(NamedTuple):
    """What is shown, from top to bottom."""

    blocks: tuple[Block, ...]
    masthead: Masthead | None = None
    """Of a document that goes out; screens have none."""


def paragraph(text: str, tone: Tone = Tone.PLAIN, notes: tuple[str, ...] = ()) -> Paragraph:
    """A paragraph of one tone."""
    return Paragraph((Cell(text, tone, notes),))
