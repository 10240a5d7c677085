"""The cells of one table -> observations and findings. A row that cannot be read costs that row.

What a cell says is worked out once and remembered: a million rows hold few different names, periods
and units.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple, TypeVar

from sztrack.core.catalogue import RULES
from sztrack.core.model import Basis, Finding, LeftBlank, Observation, Severity, Source, Stage, Text
from sztrack.core.words.period import Month, Span, parse_span
from sztrack.core.words.quantity import (
    PERCENT,
    Quantity,
    Unit,
    ascii_number,
    is_blank,
    parse_growth,
    parse_quantity,
    parse_unit,
    rescale,
    split_unit,
)
from sztrack.load.headings import Head
from sztrack.load.titles import stated_period, units_above

BASES = {
    "ytd": Basis.YTD, "累计": Basis.YTD, "month": Basis.MONTH, "当月": Basis.MONTH,
    "本月": Basis.MONTH,
    "quarter": Basis.QUARTER, "当季": Basis.QUARTER, "本季": Basis.QUARTER, "point": Basis.POINT,
    "期末": Basis.POINT, "时点": Basis.POINT,
}  # fmt: skip
STAGES = {
    "未启动": Stage.NOT_STARTED, "not started": Stage.NOT_STARTED, "进行中": Stage.IN_PROGRESS,
    "in progress": Stage.IN_PROGRESS,
    "有风险": Stage.AT_RISK, "at risk": Stage.AT_RISK, "自报完成": Stage.REPORTED_DONE,
    "reported done": Stage.REPORTED_DONE,
    "核实完成": Stage.VERIFIED_DONE, "verified done": Stage.VERIFIED_DONE,
}  # fmt: skip
STATES = {
    "first": "first",
    "初值": "first",
    "revised": "revised",
    "修订": "revised",
    "second-hand": "second-hand",
    "二手": "second-hand",
}
T = TypeVar("T")
_WORDED = {
    "SZ209": Text("进度", "stage"),
    "SZ210": Text("数据状态", "status"),
    "SZ211": Text("口径", "basis"),
}
_observation: Callable[[tuple[object, ...]], Observation] = partial(tuple.__new__, Observation)
new_quantity: Callable[[tuple[object, ...]], Quantity] = partial(tuple.__new__, Quantity)
_source: Callable[[tuple[object, ...]], Source] = partial(tuple.__new__, Source)
"""Named tuples from tuples, without a call into Python: there are millions."""
_DATE = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
plain_number = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,8})?").fullmatch
_GROUPED = r"(?<![0-9,.])[0-9]{1,3},[0-9]{3}(?![0-9,.])"
_POINTED = r"(?<![0-9,.])[0-9]{1,3}\.[0-9]{3}(?![0-9,.])"
_LATE = r"(.+?)\s*\((?:(?:1-)?上月(?:累计)?|(1-[0-9]{1,2}月|[0-9]{1,2}月)(?:累计)?)\)"


_NO_PERIOD = Text(
    "行里、文件名和标题都没有写明时期",
    "neither the row nor the file's name nor a title states a period",
)


class Assumed(NamedTuple):
    """What figures are where neither their row nor a heading says so; nothing is assumed of
    published figures.
    """

    unit: Unit | None = None
    basis: Basis | None = None


NOTHING = Assumed()


class Marks(NamedTuple):
    """What the marks in a file's numbers may mean."""

    commas_part_cells: bool = False
    """A thousands mark without quotes cuts a number in two."""
    unclear_commas: bool = False
    """`1,234` may be a decimal number."""
    unclear_points: bool = False
    """`1.234` may be a whole number."""


PLAIN_MARKS = Marks()


class Intake:
    """Reads the cells of one table and keeps the findings. Every reader answers None and files a
    finding where a cell cannot be read.
    """

    def __init__(
        self,
        path: str,
        head: Head,
        findings: list[Finding],
        assumed: Assumed,
        marks: Marks = PLAIN_MARKS,
        document: str = "",
    ) -> None:
        """`document` is the title at the head of the file, where the table's own says no period."""
        self.path, self.head, self.findings, self.marks = path, head, findings, marks
        self.errors = 0
        """How many faults cost a row so far. What was read before is in the `known_…` tables
        below.
        """
        self.blank: list[LeftBlank] = []
        """Lines that name an indicator and a period and say nothing about them."""
        self.unstated: list[int] = []
        """Lines without a period of their own, where file name and title contradict each other."""
        self.stated = stated_period(path, head.title, document)
        self.year, self.default = self.stated.year, self.stated.span
        self.unit_above = self._unit_above() or assumed.unit
        self.assumed_basis = assumed.basis
        self.levels = [
            place for place, column in enumerate(head.columns) if column and column.field == "value"
        ]
        self.texts = [
            place
            for place, column in enumerate(head.columns)
            if column and column.field in ("note", "source", "evidence")
        ]
        self.known_names: dict[str, tuple[str, Unit | None]] = {}
        self.known_units: dict[str, Unit] = {}
        self.known_covers: dict[tuple[str, str, bool, Basis | None], tuple[Month, Basis]] = {}
        self.known_days: dict[str, date] = {}
        self.known_states: dict[str, tuple[bool, bool]] = {}
        self.late: dict[str, tuple[str, int]] = {}
        """Names whose row covers another period than the table: which one it says, or by how many
        months it is late.
        """

    def _unit_above(self) -> Unit | None:
        """The unit of the levels, as the title says; none where it names several. `%` is that of
        the growth beside them.
        """
        units = units_above(self.head.title)
        if len(units) > 1 and any(column.field == "growth" for column in self.head.measures):
            units = [unit for unit in units if not unit.converts_to(PERCENT)]
        return units[0] if len(units) == 1 else None

    def observation(
        self,
        line: int,
        name: str,
        month: Month,
        basis: Basis,
        value: Quantity | None,
        growth: Decimal | None,
        released: date | None = None,
        states: tuple[bool, bool] = (False, False),
        stage: Stage | None = None,
        evidence: str = "",
        cited: str = "",
        note: str = "",
    ) -> Observation:
        """One row of figures; `states` says whether they are revised and second-hand."""
        source = _source((self.path, line))
        return _observation(
            (
                name,
                month,
                basis,
                value,
                growth,
                released,
                states[0],
                states[1],
                stage,
                evidence,
                cited,
                source,
                note,
            )
        )

    def name(self, cell: str, line: int) -> tuple[str, Unit | None]:
        """The indicator's name without a unit and a mark of lateness in brackets behind it, and
        that unit.
        """
        found = self.known_names.get(cell)
        if found is None:
            found = self.known_names[cell] = self._split(cell)
        if not found[0]:
            self.fault("SZ206", line, Text("没有指标名称", "no indicator name"))
        return found

    def _split(self, cell: str) -> tuple[str, Unit | None]:
        """Name and unit; a name with `(1-上月)` or `(1-8月)` is noted down as late."""
        name, unit = split_unit(cell)
        m = re.fullmatch(_LATE, name.translate({0x2014: "-", 0x2013: "-"}))
        if not m:
            return name, unit
        self.late[cell] = (m[2], 0) if m[2] else ("", 1)
        name, inner = split_unit(m[1])
        return name, unit or inner

    def unit(self, cell: str, line: int) -> Unit | None:
        """The unit in a cell; None without a finding for an empty one."""
        found = self.known_units.get(cell)
        if found or is_blank(cell):
            return found
        found = parse_unit(cell.strip())
        if found is None:
            self.fault("SZ208", line, Text(f"不认识单位“{cell}”", f"unknown unit '{cell}'"))
        else:
            self.known_units[cell] = found
        return found

    def covers(
        self, period: str, basis: str, staged: bool, heading: Basis | None, line: int
    ) -> tuple[Month, Basis] | None:
        """The last month that a row's figures cover, and their basis, from its cells; `heading` is
        what the column's heading says of it.
        """
        key = (period, basis, staged, heading)
        found = self.known_covers.get(key)
        if found is None:
            span = self.span(period, line)
            said = self.word(BASES, basis, "SZ211", line)
            if span is None or (basis.strip() and said is None):
                return None
            if not period.strip():
                span = _narrowed(span, said or heading)
            settled = self.basis(span, said, staged, heading, line)
            if settled is None:
                return None
            found = self.known_covers[key] = (span.last, settled)
        return found

    def late_period(self, cell: str, period: str, line: int) -> str:
        """The period of a row whose name states one, or says that it is late by a month."""
        named, months_late = self.late[cell]
        if not self.one_period((named, months_late), period, line) or named:
            return period if period.strip() else named
        if self.default is None:
            return ""
        month = self.default.last.plus(-months_late)
        return f"{month.year}年1-{month.month}月"

    def one_period(self, late: tuple[str, int], period: str, line: int) -> bool:
        """Whether a row's name and its period say the same; a row that is late by a month has no
        period beside that.
        """
        if not period.strip():
            return True
        span = parse_span(period.strip(), self.year)
        named = parse_span(late[0], span.last.year if span else self.year)
        if span and named and span.last == named.last:
            return True
        said = late[0] or "上月"
        self.fault(
            "SZ221",
            line,
            Text(
                f"时期“{period.strip()}”与名称中的“{said}”不一致",
                f"the period '{period.strip()}' is not the '{said}' of the name",
            ),
        )
        return False

    def span(self, cell: str, line: int) -> Span | None:
        """The period in a cell; in an empty one that of the file's name or title."""
        plain = cell.strip()
        span = parse_span(plain, self.year) if plain else self.default
        if span is None and self.year is None and parse_span(plain, 2000):
            if self.stated.contradiction:
                self._unstated(line)
                return None
            self.fault("SZ207", line, Text(f"“{plain}”没有年份", f"'{plain}' has no year"))
        elif span is None and not plain and self.stated.contradiction:
            self._unstated(line)
        elif span is None:
            self.fault(
                "SZ207",
                line,
                Text(f"“{plain}”不是时期", f"'{plain}' is not a period") if plain else _NO_PERIOD,
            )
        return span

    def basis(
        self, span: Span, said: Basis | None, staged: bool, heading: Basis | None, line: int
    ) -> Basis | None:
        """As the row says, else as the column's heading says, else year-to-date for a span of
        months that begins in January. No guess.
        """
        if said is Basis.MONTH and span.length == 2 and span.is_year_to_date:
            return Basis.YTD
        if said:
            return (
                said
                if _agree(said, span)
                else self._no_basis(f"{span.first} - {span.last}", said, line)
            )
        if staged:
            return Basis.POINT
        if heading is Basis.MONTH and span.length == 2 and span.is_year_to_date:
            return Basis.YTD
        if heading:
            return (
                heading
                if _agree(heading, span)
                else self._no_basis(f"{span.first} - {span.last}", heading, line)
            )
        if span.is_year_to_date and span.length > 1:
            return Basis.YTD
        if _agree(Basis.QUARTER, span) and span.length == 3:
            return Basis.QUARTER
        if self.assumed_basis and _agree(self.assumed_basis, span):
            return self.assumed_basis
        return self._no_basis("", None, line)

    def value(self, cell: str, unit: Unit | None, line: int) -> Quantity | None:
        """A level with its unit."""
        if unit and plain_number(cell) and not self.marks.unclear_points:
            return new_quantity((Decimal(cell), unit))
        if is_blank(cell) or self._unclear(cell, line):
            return None
        quantity = parse_quantity(cell, unit)
        if quantity is None and parse_quantity(cell, PERCENT) is not None:
            self.fault("SZ208", line, Text(f"“{cell}”没有单位", f"'{cell}' has no unit"))
        elif quantity is None and not self._formula(cell, line):
            self.fault("SZ212", line, Text(f"“{cell}”不是数", f"'{cell}' is not a number"))
        return quantity

    def growth(self, cell: str, line: int, unit: Unit | None = None) -> Decimal | None:
        """An official year-on-year change, in percent; `unit` is the heading's where it is another
        one.
        """
        if plain_number(cell) and not self.marks.unclear_points:
            return rescale(Decimal(cell), unit.exponent) if unit else Decimal(cell)
        if is_blank(cell) or self._unclear(cell, line):
            return None
        found = parse_growth(cell, unit or PERCENT)
        if found is None and not self._formula(cell, line):
            self.fault(
                "SZ212",
                line,
                Text(f"同比“{cell}”不是百分数", f"growth '{cell}' is not a percentage"),
            )
        return found

    def released(self, cell: str, line: int) -> date | None:
        """The day a figure was published."""
        found = self.known_days.get(cell)
        if found or is_blank(cell):
            return found
        parts = re.fullmatch(_DATE, unicodedata.normalize("NFKC", cell).replace(" ", ""))
        try:
            if parts:
                found = self.known_days[cell] = date(*map(int, parts.groups()))
                return found
        except ValueError:
            pass
        self.fault("SZ213", line, Text(f"发布日期“{cell}”不是日期", f"'{cell}' is not a date"))
        return None

    def states(self, cell: str, line: int) -> tuple[bool, bool]:
        """Whether a figure is revised and whether it is second-hand, from words parted by ; or 、
        or a blank.
        """
        found = self.known_states.get(cell)
        if found is None:
            before = self.errors
            words = (
                [STATES[cell]]
                if cell in STATES
                else [
                    self.word(STATES, word, "SZ210", line)
                    for word in re.split(r"[;；、,\s]+", cell)
                    if word
                ]
            )
            found = ("revised" in words, "second-hand" in words)
            if self.errors == before:
                self.known_states[cell] = found
        return found

    def word(self, words: Mapping[str, T], cell: str, code: str, line: int) -> T | None:
        """One of a closed set of words, in either language; None for an empty cell."""
        cell = cell.strip()
        if not cell or cell in words:
            return words.get(cell)
        plain = unicodedata.normalize("NFKC", cell).casefold().replace("_", " ")
        plain = plain if plain in words else plain.replace(" ", "-")
        if plain and plain not in words:
            self.fault(
                code,
                line,
                Text(
                    f"{_WORDED[code].zh}“{cell}”不在可选范围内",
                    f"{_WORDED[code].en} '{cell}' is not one of the choices",
                ),
            )
        return words.get(plain)

    def repeated(self, places: list[int]) -> None:
        """Columns that hold the same; none of them is read."""
        for place in places:
            cell = self.head.cells[place]
            self.fault(
                "SZ204", self.head.line, Text(f"“{cell}”列重复", f"column '{cell}' is repeated")
            )

    def left_blank(self, name: str, period: str, note: str, line: int) -> None:
        """A row that names an indicator and says nothing about it; it counts as left blank where it
        names a period too.
        """
        if period.strip():
            self.blank.append(LeftBlank(line, name.strip(), note.strip()))

    def surplus(self, cells: list[str], line: int) -> None:
        """Cells beyond the heading; blank ones do no harm."""
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            return
        self.fault(
            "SZ214",
            line,
            Text(
                f"比表头多出 {len(cells)} 格：“{cells[0]}”",
                f"{len(cells)} more cells than headings: '{cells[0]}'",
            ),
        )

    def merged(self, count: int, line: int) -> None:
        """Rows that took their name from above; `line` is the first of them."""
        if count:
            self.fault(
                "SZ216",
                line,
                Text(
                    f"指标名称空白的 {count} 行按合并单元格处理，沿用上一行的名称",
                    f"{count} rows without a name take the one above, as in merged cells",
                ),
            )

    def fault(self, code: str, line: int, message: Text) -> None:
        """File a finding."""
        finding = RULES[code].at(Source(self.path, line), message)
        self.errors += finding.severity is Severity.ERROR
        self.findings.append(finding)

    def _unstated(self, line: int) -> None:
        """A row without a period of its own, where the file's name and its title contradict each
        other; they are reported together.
        """
        self.errors += 1
        if line not in self.unstated[-1:]:
            self.unstated.append(line)

    def _formula(self, cell: str, line: int) -> bool:
        """Whether a cell holds a formula instead of its result; reported."""
        if not cell.startswith("="):
            return False
        self.fault(
            "SZ212",
            line,
            Text(f"“{cell}”是公式，没有算出的结果", f"'{cell}' is a formula without a result"),
        )
        return True

    def _unclear(self, cell: str, line: int) -> bool:
        """Whether a comma or a point may part thousands or decimals; reported, not guessed."""
        plain = ascii_number(cell)
        if (self.marks.unclear_commas and re.search(_GROUPED, plain)) or (
            self.marks.unclear_points and re.search(_POINTED, plain)
        ):
            self.fault(
                "SZ215",
                line,
                Text(
                    f"“{cell}”里的逗号或点可能是千分位，也可能是小数点",
                    f"the mark in '{cell}' may part thousands or decimals",
                ),
            )
            return True
        return False

    def _no_basis(self, period: str, basis: Basis | None, line: int) -> Basis | None:
        if basis is None:
            message = Text(
                "没有口径，不知是累计还是当月", "no basis: year to date or the month alone?"
            )
        else:
            message = Text(
                f"时期 {period} 与口径“{basis.value}”不符",
                f"the period {period} does not agree with the basis '{basis.value}'",
            )
        self.fault("SZ211", line, message)
        return None


def _agree(basis: Basis, span: Span) -> bool:
    """Whether a period can be what its basis says: a quarter is a whole one, a month is one, a
    total begins in January.
    """
    match basis:
        case Basis.MONTH:
            return span.length == 1
        case Basis.QUARTER:
            return span.last.month % 3 == 0 and span.length in (1, 3)
        case Basis.YTD:
            return span.length == 1 or span.is_year_to_date
        case Basis.POINT:
            return True


def _narrowed(span: Span, basis: Basis | None) -> Span:
    """A period that is not the row's own, as the basis has it: of January to September 本月 is
    September. The joint January and February stay one.
    """
    joint = span.length == 2 and span.is_year_to_date
    if (
        basis is None
        or span.length == 1
        or (basis is Basis.YTD and span.is_year_to_date)
        or (basis is Basis.MONTH and joint)
    ):
        return span
    return span if basis is Basis.QUARTER and span.length == 3 else Span(span.last, span.stop)
