"""What the clauses of a sentence leave to those behind: the subject, the period, the list of
names, and the figures found so far.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from sztrack.core.collect.proposed import Doubt, Kind, Passed
from sztrack.core.model import Basis
from sztrack.load.prose.numbers import Number
from sztrack.load.prose.periods import When


@dataclass(kw_only=True)
class Draft:
    """A figure while its sentence is read."""

    name: str
    place: str
    when: When
    number: Number
    value: Decimal | None
    growth: Decimal | None
    points: Decimal | None
    kind: Kind
    basis: Basis | None
    start: int
    """Characters of the document."""
    end: int
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def takes_growth(self) -> bool:
        """Whether a growth without a name of its own belongs to it."""
        return self.growth is None and self.kind in (Kind.MONEY, Kind.COUNT, Kind.LEVEL)


@dataclass(kw_only=True)
class Memory:
    """What is known when a clause begins."""

    when: When | None = None
    """The period that the sentence has named."""
    is_end_named: bool = False
    """Whether it stood in a clause of its own just in front: 6月末，…"""
    name: str = ""
    """The last subject."""
    place: str = ""
    told_of: str = ""
    """The place that the sentence is about, where it is not the bulletin's own."""
    is_carried: bool = False
    """Whether the subject stands in an earlier sentence."""
    parent: str = ""
    """The subject that 其中 parts."""
    is_child: bool = False
    is_goal: bool = False
    """Whether the sentence stands among goals."""
    plans: bool = False
    """Whether the clauses since the last semicolon, or since the last period, tell of plans."""
    records: list[Draft] = field(default_factory=list)
    """The last levels or growths: what a growth or a share without a name belongs to."""
    recent: list[Draft] = field(default_factory=list)
    """The levels and growths since the last semicolon: what a list of growths or shares without
    names belongs to, one each.
    """
    share: Draft | None = None
    """The last share or rate of the sentence, whose change in points may follow."""
    comparison: Passed | None = None
    """What 环比 and the like leave to the clauses behind, until a new comparison."""
    pending: list[str] = field(default_factory=list)
    """Names that a clause lists for the numbers of the next one."""
    is_quarterly: bool = False
    """Whether the clause tells the quarters one by one."""
    is_real: bool = False
    """Whether the effect of prices has been taken off what follows: 扣除价格因素，…"""
    act: str = ""
    """The word for doing in front of the last thing counted."""

    @property
    def record(self) -> Draft | None:
        """The last level or growth."""
        return self.records[-1] if self.records else None

    def speak_of(self, name: str, place: str) -> None:
        """Take a name as the subject from now on."""
        self.name, self.place, self.is_carried = name, place, False
        self.told_of = place or self.told_of
