"""The cells of one table -> observations and findings. A row that cannot be read costs that row.

What a cell says is worked out once and remembered: a million rows hold few different names, periods and units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple, TypeVar

from sztrack.core.model import Basis, Finding, Observation, Severity, Source, Stage, Text
from sztrack.core.period import Month, Span, named_span, parse_span
from sztrack.core.quantity import PERCENT, Quantity, Unit, is_blank, known_units, parse_growth, parse_quantity, parse_unit, split_unit
from sztrack.load.headings import Head

BASES = {
    "ytd": Basis.YTD, "累计": Basis.YTD, "month": Basis.MONTH, "当月": Basis.MONTH, "本月": Basis.MONTH,
    "quarter": Basis.QUARTER, "当季": Basis.QUARTER, "本季": Basis.QUARTER, "point": Basis.POINT, "期末": Basis.POINT, "时点": Basis.POINT,
}  # fmt: skip
STAGES = {
    "未启动": Stage.NOT_STARTED, "not started": Stage.NOT_STARTED, "进行中": Stage.IN_PROGRESS, "in progress": Stage.IN_PROGRESS,
    "有风险": Stage.AT_RISK, "at risk": Stage.AT_RISK, "自报完成": Stage.REPORTED_DONE, "reported done": Stage.REPORTED_DONE,
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
_WORDED = {"SZ209": Text("进度", "stage"), "SZ210": Text("数据状态", "status"), "SZ211": Text("口径", "basis")}
_observation: Callable[[tuple[object, ...]], Observation] = partial(tuple.__new__, Observation)
new_quantity: Callable[[tuple[object, ...]], Quantity] = partial(tuple.__new__, Quantity)
_source: Callable[[tuple[object, ...]], Source] = partial(tuple.__new__, Source)
"""Named tuples from tuples, without a call into Python: there are millions."""
_DATE = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
plain_number = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,8})?").fullmatch
_GROUPED = r"[+-]?[0-9]{1,3},[0-9]{3}(?![0-9,.])"
_POINTED = r"[+-]?[0-9]{1,3}\.[0-9]{3}(?![0-9,.])"
_TITLE_UNIT = r"单位[:：]\s*([^\s,，;；)）]+)"


class Assumed(NamedTuple):
    """What figures are where neither their row nor a heading says so; nothing is assumed of published figures."""

    unit: Unit | None = None
    basis: Basis | None = None


NOTHING = Assumed()


class Intake:
    """Reads the cells of one table and keeps the findings. Every reader answers None and files a finding where a cell cannot be read."""

    def __init__(self, path: str, head: Head, findings: list[Finding], assumed: Assumed, *, unclear_commas: bool = False, unclear_points: bool = False) -> None:
        self.path, self.head, self.findings = path, head, findings
        self.unclear_commas, self.unclear_points = unclear_commas, unclear_points
        self.errors = 0
        """How many faults cost a row so far. What was read before is in the `known_…` tables below."""
        self.blank: list[tuple[int, str]] = []
        """Lines that name an indicator and a period and say nothing about them."""
        stem = path.partition("/")[2].rpartition(".")[0]
        named, title = named_span(stem), named_span(head.title)
        self.year = named[0] or title[0]
        self.default = named[1] or (title[1] if named[0] in (None, title[0]) else None)
        unit = re.search(_TITLE_UNIT, head.title)
        self.unit_above = (parse_unit(unit[1]) if unit else None) or assumed.unit
        self.assumed_basis = assumed.basis
        self.known_names: dict[str, tuple[str, Unit | None]] = {}
        self.known_units: dict[str, Unit] = {}
        self.known_covers: dict[tuple[str, str, bool, Basis | None], tuple[Month, Basis]] = {}
        self.known_days: dict[str, date] = {}
        self.known_states: dict[str, tuple[bool, bool]] = {}

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
    ) -> Observation:
        """One row of figures; `states` says whether they are revised and second-hand."""
        source = _source((self.path, line))
        return _observation((name, month, basis, value, growth, released, states[0], states[1], stage, evidence, cited, source))

    def name(self, cell: str, line: int) -> tuple[str, Unit | None]:
        """The indicator's name without a unit in brackets behind it, and that unit."""
        found = self.known_names.get(cell)
        if found is None:
            found = self.known_names[cell] = split_unit(cell)
        if not found[0]:
            self.fault("SZ206", line, Text("没有指标名称", "no indicator name"), Text("填写 指标 一列", "fill in the indicator column"))
        return found

    def unit(self, cell: str, line: int) -> Unit | None:
        """The unit in a cell; None without a finding for an empty one."""
        found = self.known_units.get(cell)
        if found or is_blank(cell):
            return found
        found = parse_unit(cell.strip())
        if found is None:
            self.fault(
                "SZ208",
                line,
                Text(f"不认识单位“{cell}”", f"unknown unit '{cell}'"),
                Text(f"可用：{' '.join(known_units())}，前面可加 万、亿、万亿", f"known: {' '.join(known_units())}, with 万, 亿 or 万亿 before any of them"),
            )
        else:
            self.known_units[cell] = found
        return found

    def covers(self, period: str, basis: str, staged: bool, heading: Basis | None, line: int) -> tuple[Month, Basis] | None:
        """The last month that a row's figures cover, and their basis, from its cells; `heading` is what the column's heading says of it."""
        key = (period, basis, staged, heading)
        found = self.known_covers.get(key)
        if found is None:
            span = self.span(period, line)
            said = self.word(BASES, basis, "SZ211", line)
            if span is None or (basis.strip() and said is None):
                return None
            if not period.strip() and span.length > 1 and (said or heading) not in (None, Basis.QUARTER) and not span.is_year_to_date:
                span = Span(span.last, span.stop)
            settled = self.basis(span, said, staged, heading, line)
            if settled is None:
                return None
            found = self.known_covers[key] = (span.last, settled)
        return found

    def span(self, cell: str, line: int) -> Span | None:
        """The period in a cell; in an empty one that of the file's name or title."""
        plain = cell.strip()
        span = parse_span(plain, self.year) if plain else self.default
        if span is None:
            self.fault(
                "SZ207",
                line,
                Text(f"“{plain}”不是时期", f"'{plain}' is not a period"),
                Text("写成 2024-06、2024Q2、1-6月；或让文件名带月份", "write 2024-06, 2024Q2 or 1-6月, or name the file after its month"),
            )
        return span

    def basis(self, span: Span, said: Basis | None, staged: bool, heading: Basis | None, line: int) -> Basis | None:
        """As the row says, else as the column's heading says, else year-to-date for a span of months that begins in January. No guess."""
        if said is Basis.MONTH and span.length == 2 and span.is_year_to_date:
            return Basis.YTD
        if said:
            return said if _agree(said, span) else self._no_basis(f"{span.first} - {span.last}", said, line)
        if staged:
            return Basis.POINT
        if span.is_year_to_date and (heading is Basis.YTD or span.length > 1):
            return Basis.YTD
        if heading:
            fits = _agree(heading, span) and (heading is not Basis.YTD or span.length == 1)
            return heading if fits else self._no_basis(f"{span.first} - {span.last}", heading, line)
        if _agree(Basis.QUARTER, span) and span.length == 3:
            return Basis.QUARTER
        if self.assumed_basis and _agree(self.assumed_basis, span):
            return self.assumed_basis
        return self._no_basis("", None, line)

    def value(self, cell: str, unit: Unit | None, line: int) -> Quantity | None:
        """A level with its unit."""
        if unit and plain_number(cell) and not self.unclear_points:
            return new_quantity((Decimal(cell), unit))
        if is_blank(cell) or self._unclear(cell, line):
            return None
        quantity = parse_quantity(cell, unit)
        if quantity is None and parse_quantity(cell, PERCENT) is not None:
            self.fault("SZ208", line, Text(f"“{cell}”没有单位", f"'{cell}' has no unit"), Text("填写 单位 一列", "fill in the unit column"))
        elif quantity is None:
            self.fault(
                "SZ212",
                line,
                Text(f"“{cell}”不是数", f"'{cell}' is not a number"),
                Text("只写数字，如 7731.62；没有数据写“—”", "write the number alone, as in 7731.62; write '-' for no figure"),
            )
        return quantity

    def growth(self, cell: str, line: int) -> Decimal | None:
        """An official year-on-year change, in percent."""
        if plain_number(cell) and not self.unclear_points:
            return Decimal(cell)
        if is_blank(cell) or self._unclear(cell, line):
            return None
        found = parse_growth(cell)
        if found is None:
            self.fault(
                "SZ212", line, Text(f"同比“{cell}”不是百分数", f"growth '{cell}' is not a percentage"), Text("写成 5.4 或 5.4%", "write it as 5.4 or 5.4%")
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
        self.fault("SZ213", line, Text(f"发布日期“{cell}”不是日期", f"'{cell}' is not a date"), Text("写成 2024-10-28", "write it as 2024-10-28"))
        return None

    def states(self, cell: str, line: int) -> tuple[bool, bool]:
        """Whether a figure is revised and whether it is second-hand, from words parted by ; or 、 or a blank."""
        found = self.known_states.get(cell)
        if found is None:
            before = self.errors
            words = [STATES[cell]] if cell in STATES else [self.word(STATES, word, "SZ210", line) for word in re.split(r"[;；、,\s]+", cell) if word]
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
                Text(f"{_WORDED[code].zh}“{cell}”不在可选范围内", f"{_WORDED[code].en} '{cell}' is not one of the choices"),
                Text(f"可选：{' | '.join(words)}", f"choose from: {' | '.join(words)}"),
            )
        return words.get(plain)

    def repeated(self, places: list[int]) -> None:
        """Columns that hold the same; none of them is read."""
        for place in places:
            cell = self.head.cells[place]
            self.fault(
                "SZ204",
                self.head.line,
                Text(f"“{cell}”列重复", f"column '{cell}' is repeated"),
                Text("每种列只留一个；重复的列都未读", "keep one column of each sort; none of the repeated ones was read"),
            )

    def left_blank(self, name: str, period: str, line: int) -> None:
        """A row that names an indicator and says nothing about it; it counts as left blank where it names a period too."""
        if period.strip():
            self.blank.append((line, name.strip()))

    def surplus(self, cells: list[str], line: int) -> None:
        """Cells beyond the heading; blank ones do no harm."""
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            return
        self.fault(
            "SZ214",
            line,
            Text(f"比表头多出 {len(cells)} 格：“{cells[0]}”", f"{len(cells)} more cells than headings: '{cells[0]}'"),
            Text('数字里的逗号须加引号（"1,234"）或去掉', 'a comma inside a number needs quotes ("1,234"), or goes'),
        )

    def merged(self, count: int, line: int) -> None:
        """Rows that took their name from above; `line` is the first of them."""
        if count:
            self.fault(
                "SZ216",
                line,
                Text(f"指标名称空白的 {count} 行按合并单元格处理，沿用上一行的名称", f"{count} rows without a name take the one above, as in merged cells"),
                Text("如非合并单元格，请填写指标名称", "if these were no merged cells, fill in the names"),
                Severity.INFO,
            )

    def fault(self, code: str, line: int, message: Text, hint: Text, severity: Severity = Severity.ERROR) -> None:
        """File a finding."""
        self.errors += severity is Severity.ERROR
        self.findings.append(Finding(code, severity, message, hint, Source(self.path, line)))

    def _unclear(self, cell: str, line: int) -> bool:
        """Whether a comma or a point may part thousands or decimals; reported, not guessed."""
        plain = unicodedata.normalize("NFKC", cell).strip()
        if (self.unclear_commas and re.match(_GROUPED, plain)) or (self.unclear_points and re.match(_POINTED, plain)):
            self.fault(
                "SZ215",
                line,
                Text(f"“{cell}”里的逗号或点可能是千分位，也可能是小数点", f"the mark in '{cell}' may part thousands or decimals"),
                Text("去掉千分位，小数点用“.”", "leave out thousands marks and write the decimal point as '.'"),
            )
            return True
        return False

    def _no_basis(self, period: str, basis: Basis | None, line: int) -> Basis | None:
        hint = Text("填写 口径：累计、当月、当季 或 期末", "fill in `basis`: ytd, month, quarter or point")
        if basis is None:
            message = Text("没有口径，不知是累计还是当月", "no basis: year to date or the month alone?")
        else:
            message = Text(f"时期 {period} 与口径“{basis.value}”不符", f"the period {period} does not agree with the basis '{basis.value}'")
            hint = Text("改正时期或口径", "correct the period or the basis")
        self.fault("SZ211", line, message, hint)
        return None


def _agree(basis: Basis, span: Span) -> bool:
    """Whether a period can be what its basis says: a quarter is a whole one, a month is one, a total begins in January."""
    match basis:
        case Basis.MONTH:
            return span.length == 1
        case Basis.QUARTER:
            return span.last.month % 3 == 0 and span.length in (1, 3)
        case Basis.YTD:
            return span.length == 1 or span.is_year_to_date
        case Basis.POINT:
            return True
