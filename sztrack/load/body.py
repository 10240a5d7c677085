"""The rows of a file as tables: what stands under each heading, up to the next one.

A heading that is repeated, as on every page of a print, begins no new table unless what stands
above it says another period or unit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from sztrack.core.words.period import parse_span
from sztrack.core.words.quantity import parse_number
from sztrack.core.words.titles import titled_period
from sztrack.load.headings import HEADINGS, Head, Row, find_head, is_heading
from sztrack.load.titles import units_above

_NAMES = frozenset(
    word
    for name, field in HEADINGS.items()
    if field == "indicator"
    for word in (name, name.capitalize(), name.upper())
)
_TITLE_ROWS = 6
"""A table's title takes at most so many rows."""
_HEAD_ROWS = 3


class Body:
    """Rows that are read once, from heading to heading."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._above: deque[Row] = deque(maxlen=_TITLE_ROWS)
        self._heading: Row | None = None
        self._titles: list[Row] = []
        self.begin = 1
        """The line of the first row."""
        self.passed = 0
        """How many rows stand above the first table's body."""
        self.top: list[Row] = []
        """The first rows, among which a heading was looked for."""

    def first(self, within: int) -> Head | None:
        """The first heading, if it stands within so many rows."""
        self.top = list(islice(self._rows, within))
        self.begin = self.top[0][0] if self.top else 1
        return self._take(self.top)

    def finish(self) -> None:
        """Pass over what is left, so that every row is counted."""
        deque(self._rows, maxlen=0)

    def below(self, head: Head) -> Iterator[Row]:
        """The rows of a table; they end at the next heading or with the file."""
        above = self._above
        above.clear()
        for row in self._rows:
            cells = row[1]
            if not _NAMES.isdisjoint(cells) and _is_heading_below(cells, head):
                titles = _titles(above, head)
                if not _is_again(head, row, titles):
                    self._heading, self._titles = row, titles
                    return
                above.clear()
                for again in islice(self._rows, head.height - 1):
                    if [cell.strip() for cell in again[1]] not in _stripped(head):
                        yield again
                continue
            above.append(row)
            yield row

    def next(self) -> Head | None:
        """The heading that ended the table before."""
        if self._heading is None:
            return None
        rows = [*self._titles, self._heading, *islice(self._rows, _HEAD_ROWS - 1)]
        self._heading = None
        return self._take(rows)

    def _take(self, rows: list[Row]) -> Head | None:
        """The heading among these rows; what stands below it is read next."""
        head = find_head(rows)
        if head:
            self.passed = (
                next(place for place, (line, _) in enumerate(rows) if line == head.line)
                + head.height
            )
            self._rows = chain(rows[self.passed :], self._rows)
        return head


def _is_heading_below(cells: list[str], head: Head) -> bool:
    """Whether a row below a heading is one itself, and not a row of an indicator that is called 指
    标: it holds no number, and more than a row's dates.
    """
    dates = (head.place("period"), head.place("released"))
    others = [cell for place, cell in enumerate(cells) if place not in dates]
    return is_heading(others) and not any(
        parse_number(cell) is not None and parse_span(cell) is None for cell in others
    )


def _is_again(head: Head, row: Row, titles: Iterable[Row]) -> bool:
    """Whether a heading only repeats that of the table it stands in."""
    if [cell.strip() for cell in row[1] if cell.strip()] != [
        cell.strip() for cell in head.written[0] if cell.strip()
    ]:
        return False
    title = "\n".join("\t".join(cell for cell in cells if cell) for _, cells in titles)
    months, units = [span.last for span in titled_period(title).spans], units_above(title)
    return months in ([], [span.last for span in titled_period(head.title).spans]) and units in (
        [],
        units_above(head.title),
    )


def _titles(above: Iterable[Row], head: Head) -> list[Row]:
    """The rows at the end that hold one or two texts and no more; a name with a number or with a
    period of its own is a row that was left blank.
    """
    titles: list[Row] = []
    for row in reversed(list(above)):
        filled = [cell for cell in row[1] if cell.strip()]
        own = next(
            (
                parse_span(cell.strip(), 2000)
                for place, cell in enumerate(row[1])
                if place == head.place("period")
            ),
            None,
        )
        if len(filled) > 2 or (
            len(filled) == 2 and (own or any(parse_number(cell) is not None for cell in filled))
        ):
            break
        titles.insert(0, row)
    return titles


def _stripped(head: Head) -> list[list[str]]:
    return [[cell.strip() for cell in cells] for cells in head.written[1:]]
