"""What the headings of a table say its columns hold."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sztrack.core.model import Basis
from sztrack.core.words.period import parse_span
from sztrack.core.words.quantity import PERCENT, Unit, parse_unit

Row = tuple[int, list[str]]
"""A row of a table: the line it begins on, and its cells."""

HEADINGS = {
    "indicator": "indicator", "指标": "indicator", "指标名称": "indicator", "项目": "indicator",
    "项目名称": "indicator",
    "主要指标": "indicator", "名称": "indicator",
    "period": "period", "时期": "period", "时间": "period",
    "value": "value", "数值": "value",
    "growth": "growth",
    "unit": "unit", "单位": "unit", "计算单位": "unit", "计量单位": "unit",
    "basis": "basis", "口径": "basis",
    "released": "released", "发布日期": "released",
    "stage": "stage", "进度": "stage",
    "evidence": "evidence", "依据": "evidence",
    "status": "status", "数据状态": "status",
    "source": "source", "来源": "source", "数据来源": "source",
    "note": "note", "备注": "note",
    "place": "place", "地区": "place", "区域": "place", "辖区": "place", "区县": "place",
    "各区": "place", "行政区": "place", "行政区划": "place", "行政区域": "place", "地市": "place",
    "城市": "place", "省市": "place", "省份": "place", "市县": "place", "县区": "place",
    "市州": "place", "地区名称": "place", "区域名称": "place", "城市名称": "place",
    "所属地区": "place", "所在地区": "place",
    "district": "place", "region": "place", "area": "place", "city": "place",
    "province": "place", "county": "place", "country": "place", "location": "place",
    "asked": "asked", "应填": "asked", "goal": "goal", "目标": "goal", "latest": "latest",
    "最新数据": "latest",
}  # fmt: skip
"""What a column is called, and what it holds. Measures may also name the months they cover: 本月,
1-9月累计, 累计同比, 2024年9月.
"""
_COVERS = {
    Basis.YTD: (
        r"1[-~至到]本月(?:止?累计)?|(?:本月止|本月|年初至本月|年初至今|自年初|年初|本年止|本年|今年|全年|年)?累计|年初至今|yeartodate"
    ),
    Basis.MONTH: "本月|当月|当期|本期|thismonth",
    Basis.QUARTER: "本季度?|当季",
    Basis.POINT: "本?期末|本?月末|本?季末|时点",
}
_LEVEL = "(?:值|数|数值|绝对[值数额量]|总量|总额|余额|金额|完成[值数额量]?|实绩|实际)"
_RATES = "增长速度|增长率|增减率|增长|增速|增幅|增减"
_GROWTH = (
    rf"(?:(?:同比|[比较][上去]年(?:同期|同月|同季)?)(?:{_RATES}|升降|变化)?|{_RATES}|yoy)?[±%‰+/-]*"
)
_BRACKET = r"\(([^()]*)\)$"
_LONGEST = 200
"""Characters of a heading."""
_WITHOUT_GROWTH = (
    "[上去]年|同期|基期|环比|[比较]上[月季期]|占|比重|位次|名次|排[名位]|增减[额"
    "量]|增[加长][额量]|完成[率进比程]|目标|计划|任务"
)
_DASHES = str.maketrans({"—": "-", "–": "-", "−": "-", "―": "-"})
_COVERED = (
    f"(?P<covers>{'|'.join(f'(?P<{basis.name}>{words})' for basis, words in _COVERS.items())})"
)
_HOLDS = f"(?:(?P<level>{_LEVEL})|(?P<growth>{_GROWTH}))"
_MEASURES = (
    rf"(?:{_COVERED}|(?P<period>.*?)(?P<total>止?累计)?){_HOLDS}",
    rf"(?P<period>.+?){_COVERED}(?P<total>){_HOLDS}",
)
"""本月, 1-9月累计同比; 2024年9月本月."""


PER_MILLE = Unit(0, "‰", "‰")


class Column(NamedTuple):
    """What a column holds."""

    field: str
    unit: Unit | None = None
    """The unit in brackets behind the heading."""
    basis: Basis | None = None
    """What the heading says its figures cover: 累计, 本月."""
    period: str = ""
    """The period the heading states: 9月, 2024年1-9月."""

    @property
    def is_measure(self) -> bool:
        """Whether it holds figures."""
        return self.field in ("value", "growth")

    @property
    def states_cover(self) -> bool:
        """Whether it holds levels and says what they cover."""
        return self.field == "value" and bool(self.basis or self.period)

    @property
    def is_plain_period(self) -> bool:
        """Whether its heading is a period and nothing else."""
        return bool(self.period) and self.basis is None and self.field == "value"


class Head(NamedTuple):
    """The heading of a table."""

    line: int
    cells: Sequence[str]
    columns: Sequence[Column | None]
    height: int
    """How many rows it takes."""
    title: str
    """What stands above it: cells parted by tabs, rows by line feeds."""
    written: Sequence[Sequence[str]] = ()
    """Its rows as the file has them."""

    @property
    def measures(self) -> list[Column]:
        """The columns with figures."""
        return [column for column in self.columns if column and column.is_measure]

    def measures_of(self, field: str) -> list[Column]:
        """The columns with levels (`value`), or those with growth."""
        return [column for column in self.measures if column.field == field]

    @property
    def lists_periods(self) -> bool:
        """Whether its figures are the periods of one series side by side: all months, or all
        quarters; with their years, or three or more. Three or more of unlike length, 1-2月 before
        3月, end in a month of their own each; 9月 beside 1-9月 are two figures of one month.
        """
        measures = self.measures
        spans = [parse_span(column.period, 2000) for column in measures]
        if not all(column.is_plain_period for column in measures):
            return False
        dated = all(parse_span(column.period) for column in measures)
        if len({span.length if span else 0 for span in spans}) == 1:
            return len(measures) > 2 or dated
        last = {span.last for span in spans if span}
        return len(measures) > 2 and len(last) == len(measures)

    @property
    def covers_several(self) -> bool:
        """Whether its columns of figures differ in what they cover: 本月 beside 累计."""
        bases, growths = (
            {column.basis for column in self.measures if column.field == field}
            for field in ("value", "growth")
        )
        return len(bases) > 1 or len(growths) > 1 or len(bases | growths - {None}) > 1

    def has(self, field: str) -> bool:
        """Whether there is a column of this field."""
        return self.place(field) < len(self.columns)

    def place(self, field: str) -> int:
        """Where the first column of a field is; beyond the table if there is none."""
        return next(
            (
                place
                for place, column in enumerate(self.columns)
                if column and column.field == field
            ),
            len(self.columns),
        )


@cache
def column(cell: str) -> Column | None:
    """What a column with this heading holds; None if it is none we know."""
    if len(cell) > _LONGEST:
        return None
    plain = "".join(unicodedata.normalize("NFKC", cell).split()).casefold().translate(_DASHES)
    if field := HEADINGS.get(plain):
        return Column(field)
    bracket = re.search(_BRACKET, plain)
    if not bracket:
        return _measure(plain, PER_MILLE if plain.endswith("‰") else None)
    name, inside = plain[: bracket.start()], bracket[1].strip("±")
    unit = parse_unit(inside)
    if unit is None and (found := _measure(name + inside, None)):
        return found
    return Column(HEADINGS[name], unit) if name in HEADINGS else _measure(name, unit)


@cache
def strange_unit(cell: str) -> str:
    """What stands in brackets behind a heading for figures and is no unit; empty where there is
    nothing of the sort.
    """
    plain = "".join(unicodedata.normalize("NFKC", cell).split()).translate(_DASHES)
    bracket, found = re.search(_BRACKET, plain), column(cell)
    if not bracket or found is None or found.field != "value" or found.unit:
        return ""
    return "" if _measure((plain[: bracket.start()] + bracket[1]).casefold(), None) else bracket[1]


def _measure(name: str, unit: Unit | None) -> Column | None:
    if not name.strip("%‰+/-"):
        return None
    return next(
        filter(
            None, (_found(m, unit) for pattern in _MEASURES if (m := re.fullmatch(pattern, name)))
        ),
        None,
    )


def _found(m: re.Match[str], unit: Unit | None) -> Column | None:
    """The column of figures that a heading means; None where its period is none."""
    period = m["period"] or ""
    if period and parse_span(period, 2000) is None:
        return None
    basis = _basis_of(m, period)
    if m["growth"]:
        return _growth_column(unit, basis, period)
    if period or basis or m["level"]:
        return Column("value", unit=unit, basis=basis, period=period)
    return None


def _basis_of(m: re.Match[str], period: str) -> Basis | None:
    if period.endswith(("末", "底")):
        return Basis.POINT
    for basis in Basis:
        if m[basis.name]:
            return basis
    return Basis.YTD if m["total"] else None


def _growth_column(unit: Unit | None, basis: Basis | None, period: str) -> Column | None:
    """A column of growth, in percent or per mille; None where its unit is neither."""
    if unit is None or unit.equals(PERCENT):
        return Column("growth", basis=basis, period=period)
    if unit == PER_MILLE:
        return Column("growth", unit=unit, basis=basis, period=period)
    return None


def find_head(rows: Sequence[Row]) -> Head | None:
    """The first row that names an indicator column and figures or stages; a second row under merged
    headings, and a row of units, belong to it.
    """
    for place, (line, cells) in enumerate(rows):
        if not is_heading(cells):
            continue
        title = as_title(rows[:place])
        whole, height = list(cells), 1
        for join in (_merged, _with_units):
            below = rows[place + height][1] if place + height < len(rows) else []
            if both := join(whole, below):
                whole, height = both, height + 1
        written = [list(row) for _, row in rows[place : place + height]]
        return Head(
            line=line,
            cells=whole,
            columns=[column(cell) for cell in whole],
            height=height,
            title=title,
            written=written,
        )
    return None


def as_title(rows: Sequence[Row]) -> str:
    """Rows as text: cells parted by tabs, rows by line feeds."""
    return "\n".join("\t".join(cell for cell in cells if cell) for _, cells in rows)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names an indicator column and at least one of figures or stages."""
    fields = {found.field for cell in cells if (found := column(cell))}
    return "indicator" in fields and bool(fields & {"value", "growth", "stage"})


def owns_no_growth(cell: str) -> bool:
    """Whether a heading that is not read names something that has no growth on the year: 上年同期,
    环比, 占比, 位次, 年度目标.
    """
    return re.search(_WITHOUT_GROWTH, cell) is not None


def _merged(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Two rows of headings as one: 本月 above 绝对值 and 同比 becomes 本月绝对值 and 本月同比. None
    where the second row holds no headings.

    A month above 本月, 累计 and 同比 says nothing of 同比, which belongs to the figures on its
    left.
    """
    below = _own_words(upper, lower)
    if not _may_stand_under(below):
        return None
    whole, above, covered = [], "", False
    for cell, under in zip(upper, below, strict=True):
        if cell:
            above, covered = _reach(cell), False
        found = column(under)
        covered = covered or (found is not None and found.states_cover)
        is_growth = found is not None and found.field == "growth"
        if not under:
            whole.append(cell)
        elif covered and is_growth:
            whole.append(_joined("", under))
        else:
            whole.append(_joined(cell or above, under))
    return whole


def _own_words(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """What the lower of two rows says under each cell of the upper one; blank where it repeats it,
    as a cell merged downwards does.
    """
    padded = [*lower, *[""] * len(upper)]
    return ["" if under == cell else under for cell, under in zip(upper, padded, strict=False)]


def _may_stand_under(below: Sequence[str]) -> bool:
    """Whether cells are headings of figures under merged ones, some of them blank."""
    # Figures are looked for first, since every table's first row is asked, and finding out what a
    # heading means takes long patterns.
    if not any(below) or any(map(_is_figure, below)):
        return False
    headings = map(column, filter(None, below))
    return all(heading is not None and heading.is_measure for heading in headings)


def _reach(cell: str) -> str:
    """What a merged heading gives to the columns on its right: nothing, where it is no measure."""
    found = column(cell)
    return cell if found is None or found.is_measure else ""


def _joined(upper: str, lower: str) -> str:
    """Two headings as one: 本月 over 绝对值, or 绝对值 over 本月."""
    if column(upper + lower) is None and column(lower + upper):
        return lower + upper
    return upper + lower


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number that is no year."""
    return cell.lstrip("-").replace(".", "", 1).isdecimal() and not (
        len(cell) == 4 and cell.isdecimal() and cell.startswith(("19", "20"))
    )


def _with_units(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Headings with the units that stand in a row of their own under them; None where the row is no
    such row.
    """
    if any(map(_is_figure, lower)):
        return None
    units = {
        place: cell.strip().strip("()（）").strip()
        for place, cell in enumerate(lower)
        if cell.strip() and not _is_unit_heading(upper, place, cell)
    }
    if not units or max(units) >= len(upper):
        return None
    if not all(_may_bear(upper[place], unit) for place, unit in units.items()):
        return None
    whole = list(upper)
    for place, unit in units.items():
        if not upper[place].rstrip().endswith((f"({unit})", f"（{unit}）")):
            whole[place] = f"{upper[place]}({unit})"
    return whole


def _is_unit_heading(upper: Sequence[str], place: int, cell: str) -> bool:
    """Whether a cell only names the row of units: 单位 under 指标."""
    under_names = place < len(upper) and column(upper[place]) == Column("indicator")
    return under_names and column(cell) == Column("unit")


def _may_bear(heading: str, unit: str) -> bool:
    """Whether a heading is one of figures, and the cell under it a unit."""
    found = column(heading)
    return parse_unit(unit) is not None and found is not None and found.is_measure
