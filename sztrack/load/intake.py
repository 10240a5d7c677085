"""One table: its headings, and what reads its rows into observations and findings.

A row that cannot be read costs that row.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from sztrack.core.model import Basis, LeftBlank, Observation, Source, Stage, Text
from sztrack.core.record.places import Places
from sztrack.core.words.quantity import PERCENT, Quantity, Unit, split_unit
from sztrack.load.cells import PLAIN_MARKS, Cells, Marks, States
from sztrack.load.faults import Faults
from sztrack.load.headings import Head
from sztrack.load.periods import NOT_LATE, Covered, Late, Periods
from sztrack.load.titles import stated_basis, stated_period, units_above

_observation: Callable[[tuple[object, ...]], Observation] = partial(tuple.__new__, Observation)
_source: Callable[[tuple[object, ...]], Source] = partial(tuple.__new__, Source)
"""Named tuples from tuples, without a call into Python: there are millions."""
_LATE = r"(.+?)\s*\((?:(?:1-)?上月(?:累计)?|(1-[0-9]{1,2}月|[0-9]{1,2}月)(?:累计)?)\)"
_DASHES = str.maketrans({"—": "-", "–": "-"})
_TEXTS = ("note", "source", "evidence")


UNNAMED = Places()
"""Where nothing is known of the plan's places: only 全市, 合计 and their like are the whole."""


class Assumed(NamedTuple):
    """What figures are where neither their row nor a heading says so; nothing is assumed of
    published figures.
    """

    unit: Unit | None = None
    basis: Basis | None = None
    named: str = ""
    """Whose name may state the months, where it is not the path in the workspace."""
    places: Places = UNNAMED
    """The places that the plan names."""


NOTHING = Assumed()


class Subject(NamedTuple):
    """What an indicator's cell says: its name, the unit in brackets behind it, and whether the row
    is late.
    """

    name: str
    unit: Unit | None
    late: Late


class Beside(NamedTuple):
    """What a row says beside its figures."""

    released: date | None
    states: States
    evidence: str
    cited: str
    note: str


new_beside: Callable[[tuple[object, ...]], Beside] = partial(tuple.__new__, Beside)


class Intake:
    """The readers of one table, which leave their findings with the file's."""

    def __init__(
        self,
        head: Head,
        faults: Faults,
        assumed: Assumed,
        marks: Marks = PLAIN_MARKS,
        document: str = "",
    ) -> None:
        """`document` is the title at the head of the file, where the table's own says no period."""
        self.head, self.faults, self.marks = head, faults, marks
        self.cells = Cells(faults, marks)
        self.named, self.document = assumed.named or faults.path, document
        stated = stated_period(self.named, head.title, document)
        basis = stated_basis(self.named, head.title, document) or assumed.basis
        self.periods = Periods(faults, stated, basis)
        self.unit_above = _unit_above(head) or assumed.unit
        self.places = assumed.places
        self.elsewhere: dict[int, str] = {}
        """The lines about another place than the whole, and its printed name."""
        self.blank: list[LeftBlank] = []
        """Lines that name an indicator and a period and say nothing about them."""
        self.levels = _places(head, ("value",))
        self.texts = _places(head, _TEXTS)
        self._subject = cache(_subject)

    def subject(self, cell: str, line: int) -> Subject:
        """What an indicator's cell says; one without a name costs its row."""
        subject = self._subject(cell)
        if not subject.name:
            self.faults.file("SZ206", line, Text("没有指标名称", "no indicator name"))
        return subject

    def left_blank(self, name: str, period: str, note: str, line: int) -> None:
        """A row that names an indicator and says nothing about it; it counts as left blank where it
        names a period too.
        """
        if period.strip():
            self.blank.append(LeftBlank(line, name.strip(), note.strip()))

    def observation(
        self,
        line: int,
        name: str,
        covered: Covered,
        value: Quantity | None,
        growth: Decimal | None,
        stage: Stage | None,
        beside: Beside,
    ) -> Observation:
        """One row of figures, or a stage."""
        month, basis = covered
        released, (revised, second_hand, bound), evidence, cited, note = beside
        return _observation(
            (
                name,
                month,
                basis,
                value,
                growth,
                released,
                revised,
                second_hand,
                stage,
                evidence,
                cited,
                _source((self.faults.path, line, self.faults.sheet)),
                note,
                self.elsewhere.get(line, ""),
                bound,
            )
        )


def _subject(cell: str) -> Subject:
    """Name, unit and lateness: `(1-上月)` or `(1-8月)`."""
    name, unit = split_unit(cell)
    late = NOT_LATE
    if m := re.fullmatch(_LATE, name.translate(_DASHES)):
        late = Late(m[2], 0) if m[2] else Late("", 1)
        name, inner = split_unit(m[1])
        unit = unit or inner
    return Subject(name, unit, late)


def _unit_above(head: Head) -> Unit | None:
    """The unit of the levels, as the title says; none where it names several. `%` is that of the
    growth beside them.
    """
    units = units_above(head.title)
    if len(units) > 1 and head.measures_of("growth"):
        units = [unit for unit in units if not unit.converts_to(PERCENT)]
    return units[0] if len(units) == 1 else None


def _places(head: Head, fields: tuple[str, ...]) -> tuple[int, ...]:
    """Where the columns of these fields stand."""
    return tuple(
        place for place, column in enumerate(head.columns) if column and column.field in fields
    )
