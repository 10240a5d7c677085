"""A file of `actuals/` -> observations and findings. A row that cannot be read costs that row.

One row per indicator and period, headings in either language, columns in any order. The format is described in docs/actuals.md.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import NamedTuple, TypeVar

from sztrack.core.model import Basis, Finding, Observation, Severity, Source, Stage, Text
from sztrack.core.period import Span, parse_span
from sztrack.core.quantity import PERCENT, Quantity, Unit, is_blank, known_units, parse_quantity, parse_unit
from sztrack.load.encoding import decode

HEADINGS = {
    "indicator": "indicator", "指标": "indicator", "指标名称": "indicator",
    "period": "period", "时期": "period", "时间": "period",
    "value": "value", "累计": "value", "数值": "value", "本月累计": "value",
    "growth": "growth", "同比": "growth", "同比增长": "growth", "同比±": "growth",
    "unit": "unit", "单位": "unit", "计算单位": "unit",
    "basis": "basis", "口径": "basis",
    "released": "released", "发布日期": "released",
    "stage": "stage", "进度": "stage",
    "evidence": "evidence", "依据": "evidence",
    "status": "status", "数据状态": "status",
    "source": "source", "来源": "source",
    "note": "note", "备注": "note",
}  # fmt: skip
"""What a column is called, and what it holds. A bracket behind a heading, as in 累计(亿元), is a unit."""
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
_FILE_MONTH = r"([0-9]{4})(-[0-9]{2})?[^/]*$"
_BRACKET = r"\(([^()]*)\)$"
_CSV_FAULTS = {"unexpected end of data": "引号没有成对", "line contains NUL": "含有空字符", "',' expected after '\"'": "引号后应是逗号"}
_DATE = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"


class _Heading(NamedTuple):
    """What a table's columns hold."""

    at: Mapping[str, int]
    """Field -> place of its column."""
    unit: Unit | None
    """The unit in the value column's heading."""
    cumulative: bool
    """The value column is called 累计."""
    width: int
    """How many columns there are."""

    def cell(self, cells: Sequence[str], field: str) -> str:
        """A row's cell; empty where the table or the row has none."""
        place = self.at.get(field, len(cells))
        return cells[place] if place < len(cells) else ""


def read_actuals(data: bytes, path: str) -> tuple[list[Observation], list[Finding]]:
    """The observations in one file, and what could not be read. `path` is relative to the workspace; its month fills in missing periods."""
    decoded = decode(data, path)
    return _Table(path, list(decoded.findings)).read(decoded.text)


class _Table:
    """Reads one tidy table."""

    def __init__(self, path: str, findings: list[Finding]) -> None:
        self.path, self.findings = path, findings
        named = re.search(_FILE_MONTH, path)
        self.year = int(named[1]) if named else None
        self.default = parse_span(named[1] + named[2]) if named and named[2] else None

    def read(self, text: str) -> tuple[list[Observation], list[Finding]]:
        rows = self._rows(text)
        line, header = next(((line, cells) for line, cells in rows if any(cells)), (1, []))
        heading = self._heading(header, line)
        if "indicator" not in heading.at or not heading.at.keys() & {"value", "growth", "stage"}:
            self._fault(
                "SZ202",
                line,
                Text("没有可用的表头", "no usable heading row"),
                Text("第一行须有 指标 和 累计、同比 或 进度", "the first row must name `indicator` and one of `value`, `growth`, `stage`"),
            )
            return [], self.findings
        observations = (self._observation(line, cells, heading) for line, cells in rows if any(cells))
        return [o for o in observations if o], self.findings

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins on, its cells trimmed. A quote that never closes costs its line, not what follows."""
        lines = list(StringIO(text, newline=""))
        head = next((line for line in lines if line.strip()), "")[:4096]
        delimiter, begin = max(",\t;，", key=head.count), 0
        while begin < len(lines):
            reader = csv.reader(lines[begin:], delimiter=delimiter, strict=True)
            row = begin
            try:
                for cells in reader:
                    yield row + 1, [cell.strip() for cell in cells]
                    row = begin + reader.line_num
                return
            except csv.Error as error:
                self._fault(
                    "SZ203",
                    row + 1,
                    Text(f"不是有效的 CSV：{_CSV_FAULTS.get(str(error), error)}", f"not valid CSV ({error})"),
                    Text("检查引号是否成对；该行已跳过", "check that quotes come in pairs; the line was skipped"),
                )
                begin = row + 1

    def _heading(self, header: list[str], line: int) -> _Heading:
        at: dict[str, int] = {}
        repeated: set[str] = set()
        unit, cumulative = None, False
        for place, cell in enumerate(header):
            plain = unicodedata.normalize("NFKC", cell).replace(" ", "").casefold()
            bracket = re.search(_BRACKET, plain)
            name = plain[: bracket.start()] if bracket else plain.rstrip("%")
            field = HEADINGS.get(name)
            if field in at:
                repeated.add(field)
                self._fault(
                    "SZ204",
                    line,
                    Text(f"“{cell}”列重复", f"column '{cell}' is repeated"),
                    Text("每种列只留一个；重复的列都未读", "keep one column of each sort; none of the repeated ones was read"),
                )
            elif field:
                at[field] = place
                if field == "value":
                    self._unit(bracket[1] if bracket else "", line)
                    unit, cumulative = parse_unit(bracket[1]) if bracket else None, name in ("累计", "本月累计")
            elif cell:
                self._fault(
                    "SZ205",
                    line,
                    Text(f"不认识“{cell}”列，未读", f"unknown column '{cell}', not read"),
                    Text(f"可用：{' '.join(HEADINGS)}", f"known: {' '.join(HEADINGS)}"),
                    Severity.WARNING,
                )
        return _Heading({field: place for field, place in at.items() if field not in repeated}, unit, cumulative, len(header))

    def _observation(self, line: int, cells: list[str], heading: _Heading) -> Observation | None:
        def cell(field: str) -> str:
            return heading.cell(cells, field)

        if all(is_blank(cell(field)) for field in ("value", "growth", "stage")):
            return None
        before = len(self.findings)
        if any(cells[heading.width :]):
            self._surplus(cells[heading.width :], line)
        indicator, named_unit = self._indicator(cell("indicator"), line)
        unit = self._unit(cell("unit"), line) or named_unit or heading.unit
        span = self._span(cell("period"), line)
        stage = self._word(STAGES, cell("stage"), "SZ209", line)
        basis = self._basis(cell("basis"), span, bool(cell("stage")), heading.cumulative, line)
        value = self._value(cell("value"), unit, line) if unit or not cell("unit") else None
        growth = self._growth(cell("growth"), line)
        states = self._states(cell("status"), line)
        released = self._released(cell("released"), line)
        if len(self.findings) > before or span is None or basis is None:
            return None
        return Observation(
            indicator=indicator,
            month=span.last,
            basis=basis,
            value=value,
            growth=growth,
            released=released,
            revised="revised" in states,
            second_hand="second-hand" in states,
            stage=stage,
            evidence=cell("evidence"),
            cited=cell("source"),
            source=Source(self.path, line),
        )

    def _indicator(self, cell: str, line: int) -> tuple[str, Unit | None]:
        """The name without a unit in brackets behind it, and that unit; a bracket that is no unit belongs to the name."""
        plain = unicodedata.normalize("NFKC", cell)
        bracket = re.search(_BRACKET, plain) if plain.endswith(")") else None
        unit = parse_unit(bracket[1]) if bracket else None
        if not plain:
            self._fault("SZ206", line, Text("没有指标名称", "no indicator name"), Text("填写 指标 一列", "fill in the indicator column"))
        return (plain[: bracket.start()].strip(), unit) if bracket and unit else (plain, None)

    def _unit(self, cell: str, line: int) -> Unit | None:
        unit = parse_unit(cell) if cell else None
        if cell and unit is None:
            self._fault(
                "SZ208",
                line,
                Text(f"不认识单位“{cell}”", f"unknown unit '{cell}'"),
                Text(f"可用：{' '.join(known_units())}，前面可加 万、亿、万亿", f"known: {' '.join(known_units())}, with 万, 亿 or 万亿 before any of them"),
            )
        return unit

    def _span(self, cell: str, line: int) -> Span | None:
        span = parse_span(cell, self.year) if cell else self.default
        if span is None:
            self._fault(
                "SZ207",
                line,
                Text(f"“{cell}”不是时期", f"'{cell}' is not a period"),
                Text("写成 2024-06、2024Q2、1-6月；或让文件名带月份", "write 2024-06, 2024Q2 or 1-6月, or name the file after its month"),
            )
        return span

    def _basis(self, cell: str, span: Span | None, staged: bool, cumulative: bool, line: int) -> Basis | None:
        """As the row says; else year-to-date for a span that begins in January or a column called 累计. Anything else is not guessed."""
        basis = self._word(BASES, cell, "SZ211", line)
        if span is None or (cell and basis is None):
            return basis
        if basis is Basis.MONTH and span.length == 2 and span.is_year_to_date:
            return Basis.YTD
        if basis:
            return basis if _agree(basis, span) else self._no_basis(f"{span.first} - {span.last}", basis, line)
        if staged:
            return Basis.POINT
        if span.is_year_to_date and (cumulative or span.length > 1):
            return Basis.YTD
        if cumulative:
            return Basis.YTD if span.length == 1 else self._no_basis(f"{span.first} - {span.last}", Basis.YTD, line)
        if _agree(Basis.QUARTER, span) and span.length == 3:
            return Basis.QUARTER
        return self._no_basis("", None, line)

    def _no_basis(self, period: str, basis: Basis | None, line: int) -> Basis | None:
        hint = Text("填写 口径：累计、当月、当季 或 期末", "fill in `basis`: ytd, month, quarter or point")
        if basis is None:
            message = Text("没有口径，不知是累计还是当月", "no basis: year to date or the month alone?")
        else:
            message = Text(f"时期 {period} 与口径“{basis.value}”不符", f"the period {period} does not agree with the basis '{basis.value}'")
            hint = Text("改正时期或口径", "correct the period or the basis")
        self._fault("SZ211", line, message, hint)
        return None

    def _surplus(self, cells: list[str], line: int) -> None:
        self._fault(
            "SZ214",
            line,
            Text(f"比表头多出 {len(cells)} 格：“{cells[0]}”", f"{len(cells)} more cells than headings: '{cells[0]}'"),
            Text('数字里的逗号须加引号（"1,234"）或去掉', 'a comma inside a number needs quotes ("1,234"), or goes'),
        )

    def _value(self, cell: str, unit: Unit | None, line: int) -> Quantity | None:
        if is_blank(cell):
            return None
        quantity = parse_quantity(cell, unit)
        if quantity is None:
            bare = parse_quantity(cell, PERCENT) is not None
            hint = (
                Text("填写 单位 一列", "fill in the unit column")
                if bare
                else Text("只写数字，如 7731.62；没有数据写“—”", "write the number alone, as in 7731.62; write '-' for no figure")
            )
            self._fault(
                "SZ208" if bare else "SZ212",
                line,
                Text(f"“{cell}”没有单位", f"'{cell}' has no unit") if bare else Text(f"“{cell}”不是数", f"'{cell}' is not a number"),
                hint,
            )
        return quantity

    def _growth(self, cell: str, line: int) -> Decimal | None:
        if is_blank(cell):
            return None
        quantity = parse_quantity(cell, PERCENT)
        if quantity is None or quantity.unit.power or not quantity.unit.converts_to(PERCENT):
            self._fault(
                "SZ212", line, Text(f"同比“{cell}”不是百分数", f"growth '{cell}' is not a percentage"), Text("写成 5.4 或 5.4%", "write it as 5.4 or 5.4%")
            )
            return None
        return quantity.to(PERCENT)

    def _released(self, cell: str, line: int) -> date | None:
        if is_blank(cell):
            return None
        from dateutil.parser import isoparse

        parts = re.fullmatch(_DATE, unicodedata.normalize("NFKC", cell).replace(" ", ""))
        try:
            if parts:
                return isoparse("{:0>4}-{:0>2}-{:0>2}".format(*parts.groups())).date()
        except ValueError:
            pass
        self._fault("SZ213", line, Text(f"发布日期“{cell}”不是日期", f"'{cell}' is not a date"), Text("写成 2024-10-28", "write it as 2024-10-28"))
        return None

    def _states(self, cell: str, line: int) -> set[str | None]:
        """The words about a figure's standing, parted by ; or 、 or a blank."""
        if cell in STATES:
            return {STATES[cell]}
        return {self._word(STATES, word, "SZ210", line) for word in re.split(r"[;；、,\s]+", cell) if word}

    def _word(self, words: Mapping[str, T], cell: str, code: str, line: int) -> T | None:
        """One of a closed set of words, in either language; None for an empty cell."""
        if not cell or cell in words:
            return words.get(cell)
        plain = unicodedata.normalize("NFKC", cell).casefold().replace("_", " ")
        plain = plain if plain in words else plain.replace(" ", "-")
        if plain and plain not in words:
            self._fault(
                code,
                line,
                Text(f"{_WORDED[code].zh}“{cell}”不在可选范围内", f"{_WORDED[code].en} '{cell}' is not one of the choices"),
                Text(f"可选：{' | '.join(words)}", f"choose from: {' | '.join(words)}"),
            )
        return words.get(plain)

    def _fault(self, code: str, line: int, message: Text, hint: Text, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(code, severity, message, hint, Source(self.path, line)))


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
