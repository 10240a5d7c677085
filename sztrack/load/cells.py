"""What one cell says: a number, a unit, a day, a state.

A reader answers None for an empty cell, and for one that it cannot read, with a finding.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from sztrack.core.model import Bound, Text
from sztrack.core.words.quantity import (
    PERCENT,
    Quantity,
    Unit,
    ascii_number,
    is_blank,
    open_unit,
    parse_growth,
    parse_quantity,
    rescale,
)
from sztrack.load.faults import Faults
from sztrack.load.memo import Memo
from sztrack.load.vocabulary import STATE_WORDS

new_quantity: Callable[[tuple[object, ...]], Quantity] = partial(tuple.__new__, Quantity)
"""A quantity from a tuple, without a call into Python: there are millions."""
_DATE = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
plain_number = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,8})?").fullmatch
_GROUPED = r"(?<![0-9,.])[0-9]{1,3},[0-9]{3}(?![0-9,.])"
_POINTED = r"(?<![0-9,.])[0-9]{1,3}\.[0-9]{3}(?![0-9,.])"


class Marks(NamedTuple):
    """What the marks in a file's numbers may mean."""

    commas_part_cells: bool = False
    """A thousands mark without quotes cuts a number in two."""
    unclear_commas: bool = False
    """`1,234` may be a decimal number."""
    unclear_points: bool = False
    """`1.234` may be a whole number."""


PLAIN_MARKS = Marks()


class States(NamedTuple):
    """The states of a row's figures."""

    revised: bool = False
    second_hand: bool = False
    bound: Bound = Bound.EXACT


_BOUNDS = {"at-least": Bound.AT_LEAST, "at-most": Bound.AT_MOST, "about": Bound.ABOUT}


class Cells:
    """Reads single cells of one table. A figure that cannot be read costs itself, and leaves the
    growth or the level beside it standing; a word that cannot be read costs its row.
    """

    def __init__(self, faults: Faults, marks: Marks) -> None:
        self._faults, self._marks = faults, marks
        self.states_percent = False
        """Whether a cell bears a sign that says what its percentage is, % or ‰."""
        self.unit = Memo(self._unit)
        """Of a cell with a unit and nothing else."""
        self.day = Memo(self._day)
        """Of a cell with the day a figure was published."""
        self.states = Memo(self._states)
        """Of a cell with words parted by ; or 、 or a blank."""

    def value(self, cell: str, unit: Unit | None, line: int) -> Quantity | None:
        """A level with its unit."""
        if unit and plain_number(cell) and not self._marks.unclear_points:
            return new_quantity((Decimal(cell), unit))
        if is_blank(cell) or self._unclear(cell, line):
            return None
        quantity = parse_quantity(cell, unit)
        if quantity is not None:
            self._note_sign(cell)
            return quantity
        if parse_quantity(cell, PERCENT) is not None:
            no_unit = Text(f"“{cell}”没有单位", f"'{cell}' has no unit")
            self._faults.tell("SZ208", line, no_unit)
        else:
            self._no_number(cell, line, Text(f"“{cell}”不是数", f"'{cell}' is not a number"))
        return None

    def growth(self, cell: str, line: int, unit: Unit | None = None) -> Decimal | None:
        """An official year-on-year change, in percent; `unit` is the heading's where it is another
        one.
        """
        self.states_percent = self.states_percent or unit is not None
        if plain_number(cell) and not self._marks.unclear_points:
            return rescale(Decimal(cell), unit.exponent) if unit else Decimal(cell)
        if is_blank(cell) or self._unclear(cell, line):
            return None
        self._note_sign(cell)
        found = parse_growth(cell, unit or PERCENT)
        if found is None:
            no_percentage = Text(f"同比“{cell}”不是百分数", f"growth '{cell}' is not a percentage")
            self._no_number(cell, line, no_percentage)
        return found

    def state_of(self, cell: str, line: int) -> States:
        """The states of a row's figures; none of them where a word is not known, which costs the
        row.
        """
        return self.states(cell, line) or States()

    def _unit(self, cell: str, line: int) -> Unit | None:
        if is_blank(cell):
            return None
        found = open_unit(cell)
        if found is None:
            self._faults.file("SZ208", line, Text(f"“{cell}”不是单位", f"'{cell}' is no unit"))
        return found

    def _day(self, cell: str, line: int) -> date | None:
        if is_blank(cell):
            return None
        parts = re.fullmatch(_DATE, unicodedata.normalize("NFKC", cell).replace(" ", ""))
        try:
            if parts:
                return date(*map(int, parts.groups()))
        except ValueError:
            pass  # such as 30 February: no day, as what is not written as one
        no_day = Text(f"发布日期“{cell}”不是日期", f"'{cell}' is not a date")
        self._faults.file("SZ213", line, no_day)
        return None

    def _states(self, cell: str, line: int) -> States | None:
        words = filter(None, re.split(r"[;；、,\s]+", cell))
        states = [STATE_WORDS.meaning(word, line, self._faults) for word in words]
        if None in states:
            return None
        bounds = {_BOUNDS[state] for state in states if state in _BOUNDS}
        if len(bounds) > 1:
            several = Text(
                f"“{cell}”写明了两种界限，只能有一种", f"'{cell}' says two bounds; there can be one"
            )
            self._faults.file("SZ210", line, several)
            return None
        bound = bounds.pop() if bounds else Bound.EXACT
        return States("revised" in states, "second-hand" in states, bound)

    def _note_sign(self, cell: str) -> None:
        if not self.states_percent:
            self.states_percent = any(sign in cell for sign in "%％‰")

    def _no_number(self, cell: str, line: int, message: Text) -> None:
        """Report a cell that should hold a number; of a formula, that its result is missing."""
        if cell.startswith("="):
            message = Text(
                f"“{cell}”是公式，没有算出的结果", f"'{cell}' is a formula without a result"
            )
        self._faults.tell("SZ212", line, message)

    def _unclear(self, cell: str, line: int) -> bool:
        """Whether a comma or a point may part thousands or decimals; reported, not guessed."""
        plain, marks = ascii_number(cell), self._marks
        is_comma = marks.unclear_commas and re.search(_GROUPED, plain)
        is_point = marks.unclear_points and re.search(_POINTED, plain)
        if not (is_comma or is_point):
            return False
        self._faults.tell(
            "SZ215",
            line,
            Text(
                f"“{cell}”里的逗号或点可能是千分位，也可能是小数点",
                f"the mark in '{cell}' may separate thousands or decimals",
            ),
        )
        return True
