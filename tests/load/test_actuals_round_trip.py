"""Observations written as a table, in either language and in any dress, read back the same."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from io import StringIO
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Basis, Bound, Observation, Source, Stage
from sztrack.core.words.period import Month, parse_span
from sztrack.core.words.quantity import Quantity, Unit, parse_unit
from sztrack.load.actuals import read_actuals
from sztrack.load.dialects import dialect
from sztrack.load.dialects import names as dialects
from sztrack.load.headings import column, find_head

PATH = "actuals/2024-09.csv"
COLUMNS = {
    "indicator": "指标", "period": "时期", "value": "数值", "growth": "同比", "unit": "单位",
    "basis": "口径", "released": "发布日期",
    "stage": "进度", "evidence": "依据", "status": "数据状态", "source": "来源", "note": "备注",
}  # fmt: skip
BASES = {
    Basis.YTD: ("ytd", "累计"),
    Basis.MONTH: ("month", "当月"),
    Basis.QUARTER: ("quarter", "当季"),
    Basis.POINT: ("point", "期末"),
}
STAGES = {
    Stage.NOT_STARTED: ("not started", "未启动"),
    Stage.IN_PROGRESS: ("in progress", "进行中"),
    Stage.AT_RISK: ("at risk", "有风险"),
    Stage.REPORTED_DONE: ("reported done", "自报完成"),
    Stage.VERIFIED_DONE: ("verified done", "核实完成"),
}
BOUNDS = {
    Bound.EXACT: [],
    Bound.AT_LEAST: [("at-least", "下限")],
    Bound.AT_MOST: [("at-most", "上限")],
    Bound.ABOUT: [("about", "约数")],
}

UNITS = [unit for unit in map(parse_unit, ("万人", "亿元", "%", "座", "万元")) if unit]
names = st.text('新增就地铁区GDPa5,;\t"%=- ', max_size=8).map(str.strip)
notes = (
    st.text('新增就地铁区GDPa5,;\t"\n%=- ', max_size=8)
    .map(str.strip)
    .filter(lambda text: not text.isdigit())
)
numbers = st.builds(
    lambda digits, places: D(digits).scaleb(-places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 4),
)
percentages = st.builds(
    lambda digits, places: D(digits).scaleb(-places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 2),
)
"""As published: 0.036 in a whole table of such would be taken for a fraction, and refused."""
quantities = st.builds(Quantity, numbers, st.sampled_from(UNITS)).filter(
    lambda quantity: quantity.unit.base != "%" or quantity.value == round(quantity.value, 2)
)
observations = st.builds(
    Observation,
    indicator=names.filter(bool),
    month=st.builds(Month, st.integers(2000, 2100), st.sampled_from([3, 6, 9, 12])),
    basis=st.sampled_from(Basis),
    value=st.none() | quantities,
    growth=st.none() | percentages,
    released=st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    revised=st.booleans(),
    second_hand=st.booleans(),
    stage=st.none() | st.sampled_from(Stage),
    evidence=notes,
    cited=notes,
    note=notes,
    source=st.just(Source(PATH, 0)),
    place=st.just(""),
    bound=st.sampled_from(Bound),
).filter(lambda row: (row.value, row.growth, row.stage) != (None, None, None))


def cells(row: Observation, chinese: bool, delimiter: str) -> dict[str, str]:
    """What each column says of a row."""
    standing = [("revised", "修订")] * row.revised + [("second-hand", "二手")] * row.second_hand
    standing += BOUNDS[row.bound]
    return {
        "indicator": row.indicator,
        "period": f"{row.month.year}年{row.month.month}月" if chinese else str(row.month),
        "value": f"{row.value.value:{'f' if delimiter == ';' else ',f'}}" if row.value else "—",
        "growth": "" if row.growth is None else f"{row.growth:f}",
        "unit": row.value.unit.written if row.value else "",
        "basis": BASES[row.basis][chinese],
        "released": row.released.isoformat() if row.released else "",
        "stage": STAGES[row.stage][chinese] if row.stage else "",
        "evidence": row.evidence,
        "status": ("、" if chinese else "; ").join(words[chinese] for words in standing),
        "source": row.cited,
        "note": row.note,
    }


@given(
    rows=st.lists(observations, min_size=1, max_size=3),
    columns=st.permutations(list(COLUMNS)),
    chinese=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    delimiter=st.sampled_from(",;\t，"),
)
def test_what_is_written_reads_back(
    rows: list[Observation], columns: list[str], chinese: bool, encoding: str, delimiter: str
) -> None:
    out, expected = StringIO(), []
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow([COLUMNS[column] if chinese else column for column in columns])
    for row in rows:
        expected.append(row._replace(source=Source(PATH, out.getvalue().count("\n") + 1)))
        table.writerow([cells(row, chinese, delimiter)[column] for column in columns])

    assert read_actuals(out.getvalue().encode(encoding), PATH)[:2] == (expected, [])


# One table in every dialect


class Line(NamedTuple):
    """An indicator in September: the month's figure and the year's, each with its growth, and a
    stage; None where nothing was published.
    """

    name: str
    unit: Unit
    month: D | None
    month_growth: D | None
    total: D | None
    total_growth: D | None
    stage: Stage | None
    revised: bool
    note: str

    @property
    def beside(self) -> list[str]:
        return ["修订" if self.revised else "初值", self.note]

    @property
    def reached(self) -> str:
        return STAGES[self.stage][1] if self.stage else ""


lines = st.builds(
    Line,
    st.text("新增就地铁区GDPa5,;%", min_size=1, max_size=6).map(lambda name: f"甲{name}乙"),
    st.sampled_from(UNITS),
    *[st.none() | percentages] * 4,
    st.none() | st.sampled_from(Stage),
    st.booleans(),
    notes,
).filter(lambda line: line[2:7] != (None,) * 5)
BESIDE = ["进度", "数据状态", "备注"]


def text(value: D | None) -> str:
    return "…" if value is None else f"{value:f}"


def tidy(table: list[Line], dash: str) -> list[list[str]]:
    wanted = [["指标", "时期", "口径", "数值", "同比", "单位", *BESIDE]]
    for line in table:
        wanted.append(
            [
                line.name,
                "2024-09",
                "当月",
                text(line.month),
                text(line.month_growth),
                line.unit.written,
                "",
                *line.beside,
            ]
        )
        wanted.append(
            [
                line.name,
                f"2024年1{dash}9月",
                "累计",
                text(line.total),
                text(line.total_growth),
                line.unit.written,
                "",
                *line.beside,
            ]
        )
        wanted.append([line.name, "2024.09", "", "", "", "", line.reached, *line.beside])
    return wanted


def row(line: Line, *figures: D | None) -> list[str]:
    return [line.name, line.unit.written, *map(text, figures), line.reached, *line.beside]


def bulletin(table: list[Line], dash: str) -> list[list[str]]:
    wanted = [
        [f"2024年01 {dash} 09月统计月报"],
        ["制表日期：2024-10-18", "单位：亿元、%"],
        ["指标", "单位", "本月", "同比增长(%)", f"1{dash}本月", "同比增长(%)", *BESIDE],
    ]
    return wanted + [row(line, *line[2:6]) for line in table]


def months(table: list[Line], dash: str) -> list[list[str]]:
    wanted = [
        [
            "项目名称",
            "计算单位",
            "9月",
            f"1{dash}9月累计",
            "9月同比±%",
            "累计比上年同期增长(%)",
            *BESIDE,
        ]
    ]
    return wanted + [
        row(line, line.month, line.total, line.month_growth, line.total_growth) for line in table
    ]


def merged(table: list[Line], dash: str) -> list[list[str]]:
    wanted = [
        ["指标", "单位", "本月", "", f"1{dash}9月累计", "", *BESIDE],
        ["", "", "绝对值", "同比(%)", "绝对值", "同比(%)", "", "", ""],
    ]
    return wanted + [row(line, *line[2:6]) for line in table]


def pages(table: list[Line], dash: str) -> list[list[str]]:
    heading = ["指标", "单位", "本月", "同比增长(%)", f"1{dash}本月", "同比增长(%)", *BESIDE]
    return [cells for line in table for cells in (["续表"], heading, row(line, *line[2:6]))]


def wide(table: list[Line], dash: str) -> list[list[str]]:
    wanted = [["数据库：月度数据"], ["指标", "2024年9月", "2023年9月", *BESIDE]]
    for line in table:
        wanted.append(
            [f"{line.name}_当期值({line.unit.written})", text(line.month), "", "", *line.beside]
        )
        wanted.append([f"{line.name}_同比增长(%)", text(line.month_growth), "", "", *line.beside])
        wanted.append(
            [f"{line.name}_累计值({line.unit.written})", text(line.total), "", "", *line.beside]
        )
        wanted.append([f"{line.name}_累计增长(%)", text(line.total_growth), "", "", *line.beside])
        wanted.append([line.name, "", "", line.reached, *line.beside])
    return [*wanted, ["数据来源：国家统计局"]]


Fact = tuple[str, Month, Basis, Quantity | D | Stage, bool, str]
WRITTEN = {"tidy": (tidy,), "bulletin": (bulletin, months, merged, pages), "wide": (wide,)}


def facts(observed: list[Observation]) -> list[Fact]:
    each = ((row, said) for row in observed for said in (row.value, row.growth, row.stage))
    return [
        (row.indicator, row.month, row.basis, said, row.revised, row.note)
        for row, said in each
        if said is not None
    ]


@given(
    table=st.lists(lines, min_size=1, max_size=3),
    written=st.sampled_from(
        [(name, write) for name, writers in WRITTEN.items() for write in writers]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from(",;\t，"),
    dash=st.sampled_from("-—–－至到"),
)
def test_a_table_reads_the_same_in_every_dialect(
    table: list[Line],
    written: tuple[str, Callable[[list[Line], str], list[list[str]]]],
    encoding: str,
    delimiter: str,
    dash: str,
) -> None:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(written[1](table, dash))

    observed, findings, file, *_ = read_actuals(out.getvalue().encode(encoding), PATH)

    september, read = (
        Month(2024, 9),
        list[tuple[str, Month, Basis, Quantity | D | Stage | None, bool, str]](),
    )
    for line in table:
        said = (
            (Basis.MONTH, line.month, line.month_growth),
            (Basis.YTD, line.total, line.total_growth),
        )
        for basis, value, growth in said:
            level = Quantity(value, line.unit) if value is not None else None
            read += [
                (line.name, september, basis, each, line.revised, line.note)
                for each in (level, growth)
            ]
        read.append((line.name, september, Basis.POINT, line.stage, line.revised, line.note))
    assert sorted(facts(observed), key=str) == sorted(
        (fact for fact in read if fact[3] is not None), key=str
    )
    assert findings == []
    assert file.dialect == written[0]
    assert file.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)


HEADS = [
    "指标",
    "累计",
    "本月",
    "同比",
    "累计同比",
    "9月",
    "1-9月",
    "2024年9月",
    "2024年8月",
    "2024",
    "三季度",
    "口径",
    "时期",
    "单位",
    "备注",
    "1-本月",
    "本年累计",
    "进度",
    "期末",
]


@given(st.lists(st.sampled_from(HEADS), max_size=6))
def test_no_two_dialects_recognise_the_same_headings(cells: list[str]) -> None:
    head = find_head([(1, ["指标", *cells])])
    if head:
        assert len([name for name in dialects() if dialect(name).recognises(head)]) == 1


@given(st.text() | st.text("指标累计本年月季度同比增长±%()0123456789-至止"))
def test_any_heading_is_a_column_or_none(cell: str) -> None:
    found = column(cell)
    assert found is None or not found.period or parse_span(found.period, 2000)
