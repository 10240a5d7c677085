"""Which months a row's figures cover, and whether they are a total, a month's, a quarter's or a
level at a day: as the row says, else as its heading, its file's name and title do. No guess.
"""

from typing import NamedTuple

from sztrack.core.model import Basis, Text
from sztrack.core.words.period import Month, Span, parse_span
from sztrack.load.faults import Faults
from sztrack.load.memo import Memo
from sztrack.load.titles import Stated
from sztrack.load.vocabulary import BASIS_WORDS

_NO_PERIOD = Text(
    "行里、文件名和标题都没有写明时期",
    "neither the row nor the file's name nor a title states a period",
)
_NO_BASIS = Text("没有口径，不知是累计还是当月", "no basis: is it year to date or the month alone?")
_NO_BASIS_OF_A_QUARTER = Text(
    "没有口径，不知是累计还是当季", "no basis: is it year to date or the quarter alone?"
)


class Late(NamedTuple):
    """That a row covers another period than its table, as its name says: 1-8月, 1-上月."""

    period: str
    """The period that the name states; empty where it only says how late the row is."""
    months: int
    """By how many months the row is late."""


NOT_LATE = Late("", 0)
Covered = tuple[Month, Basis]
"""The last month that figures cover, and their basis."""
Statement = tuple[str, str, bool, Basis | None]
"""What says which months a row covers: its period and its basis as written, whether it reports a
stage, and the basis in the heading of its figures.
"""


class Periods:
    """Reads the periods of one table's rows."""

    def __init__(self, faults: Faults, stated: Stated, above: Basis | None) -> None:
        """`stated` is what file name and title say of the period; `above` is the basis where
        neither a row nor a heading says one.
        """
        self._faults, self.above = faults, above
        self.year, self.default, self.contradiction = stated
        self.unstated: list[int] = []
        """Lines without a period of their own, where file name and title contradict each other."""
        self.covered = Memo(self._covered)
        """Of the cells of a tidy row: None, with a finding, where they leave it open."""

    def _covered(self, statement: Statement, line: int) -> Covered | None:
        period, basis_cell, staged, heading = statement
        span = self.span(period, line)
        said = BASIS_WORDS.meaning(basis_cell, line, self._faults)
        is_unknown_word = bool(basis_cell.strip()) and said is None
        if span is None or is_unknown_word:
            return None
        if not period.strip():
            span = _narrowed(span, said or heading)
        basis = self.basis(span, said, line, heading, staged)
        return None if basis is None else (span.last, basis)

    def span(self, cell: str, line: int) -> Span | None:
        """The period in a cell; in an empty one that of the file's name or title."""
        plain = cell.strip()
        span = parse_span(plain, self.year) if plain else self.default
        if span is None:
            self._no_span(plain, line)
        return span

    def _no_span(self, plain: str, line: int) -> None:
        """Report a cell without a period."""
        lacks_year = self.year is None and parse_span(plain, 2000) is not None
        if self.contradiction and (lacks_year or not plain):
            # Name and title contradict each other: all such rows are one finding of the table.
            self._faults.lose(line)
            if line not in self.unstated[-1:]:
                self.unstated.append(line)
            return
        message = _NO_PERIOD
        if lacks_year:
            message = Text(f"“{plain}”没有年份", f"'{plain}' has no year")
        elif plain:
            message = Text(f"“{plain}”不是时期", f"'{plain}' is not a period")
        self._faults.file("SZ207", line, message)

    def basis(
        self,
        span: Span,
        said: Basis | None,
        line: int,
        heading: Basis | None = None,
        staged: bool = False,
    ) -> Basis | None:
        """As the row says; a stage stands at its day; else as the column's heading says, else as
        the period itself implies.
        """
        if said:
            return self._agreed(said, span, line)
        if staged:
            return Basis.POINT
        if heading:
            return self._agreed(heading, span, line)
        return self._implied(span, line)

    def _agreed(self, basis: Basis, span: Span, line: int) -> Basis | None:
        """The basis that is stated; None, with a finding, where the period cannot be one."""
        if basis is Basis.MONTH and _is_joint(span):
            return Basis.YTD
        if _agree(basis, span):
            return basis
        period = f"{span.first} - {span.last}"
        disagree = Text(
            f"时期 {period} 与口径“{basis.value}”不符",
            f"the period {period} does not agree with the basis '{basis.value}'",
        )
        self._faults.file("SZ211", line, disagree)
        return None

    def _implied(self, span: Span, line: int) -> Basis | None:
        """The basis where neither the row nor its heading states it: months from January on are a
        total. A later quarter may be the quarter alone or the total up to it, which is not guessed.
        """
        if span.is_year_to_date and span.length > 1:
            return Basis.YTD
        if self.above and _agree(self.above, span):
            return self.above
        self.no_basis(line, _NO_BASIS_OF_A_QUARTER if span.length == 3 else _NO_BASIS)
        return None

    def no_basis(self, line: int, message: Text = _NO_BASIS) -> None:
        """Report a row that does not say what it covers."""
        self._faults.file("SZ211", line, message)

    def of_late(self, late: Late, period: str, line: int) -> str:
        """The period of a row whose name states one, or says that it is late."""
        if not self.agrees(late, period, line):
            return period
        if late.period:
            return period if period.strip() else late.period
        if self.default is None:
            return ""
        month = self.default.last.plus(-late.months)
        return f"{month.year}年1-{month.month}月"

    def agrees(self, late: Late, period: str, line: int) -> bool:
        """Whether a row's name and its period say the same, reported where not; a row that is late
        by a month has no period beside that.
        """
        plain = period.strip()
        if late == NOT_LATE or not plain:
            return True
        span = parse_span(plain, self.year)
        named = parse_span(late.period, span.last.year if span else self.year)
        if span and named and span.last == named.last:
            return True
        said = late.period or "上月"
        differ = Text(
            f"时期“{plain}”与名称中的“{said}”不一致",
            f"the period '{plain}' is not the '{said}' in the name",
        )
        self._faults.file("SZ221", line, differ)
        return False


def _is_joint(span: Span) -> bool:
    """Whether it is January and February, which are published as one month and are a total."""
    return span.length == 2 and span.is_year_to_date


def _is_quarter(span: Span) -> bool:
    """Whether it is a whole calendar quarter."""
    return span.length == 3 and span.last.month % 3 == 0


def _agree(basis: Basis, span: Span) -> bool:
    """Whether a period can be what its basis says: a quarter is a whole one, a month is one, a
    total begins in January, or is named by the month or the quarter that it ends with.
    """
    match basis:
        case Basis.MONTH:
            return span.length == 1
        case Basis.QUARTER:
            return _is_quarter(span) or (span.length == 1 and span.last.month % 3 == 0)
        case Basis.YTD:
            return span.length == 1 or span.is_year_to_date or _is_quarter(span)
        case Basis.POINT:
            return True


def _narrowed(span: Span, basis: Basis | None) -> Span:
    """A period that is not the row's own, as the basis has it: of January to September 本月 is
    September. The joint January and February stay one.
    """
    match basis:
        case None:
            is_whole = True
        case Basis.YTD:
            is_whole = span.is_year_to_date
        case Basis.MONTH:
            is_whole = _is_joint(span)
        case Basis.QUARTER:
            is_whole = span.length == 3
        case Basis.POINT:
            is_whole = False
    return span if is_whole else Span(span.last, span.stop)
