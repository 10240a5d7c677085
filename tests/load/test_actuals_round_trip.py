"""Observations written as a table, in either language and in any dress, read back the same."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal as D
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Basis, Observation, Source, Stage
from sztrack.core.period import Month
from sztrack.core.quantity import Quantity, parse_unit
from sztrack.load.actuals import read_actuals

PATH = "actuals/2024-09.csv"
COLUMNS = {
    "indicator": "指标", "period": "时期", "value": "数值", "growth": "同比", "unit": "单位", "basis": "口径", "released": "发布日期",
    "stage": "进度", "evidence": "依据", "status": "数据状态", "source": "来源", "note": "备注",
}  # fmt: skip
BASES = {Basis.YTD: ("ytd", "累计"), Basis.MONTH: ("month", "当月"), Basis.QUARTER: ("quarter", "当季"), Basis.POINT: ("point", "期末")}
STAGES = {
    Stage.NOT_STARTED: ("not started", "未启动"),
    Stage.IN_PROGRESS: ("in progress", "进行中"),
    Stage.AT_RISK: ("at risk", "有风险"),
    Stage.REPORTED_DONE: ("reported done", "自报完成"),
    Stage.VERIFIED_DONE: ("verified done", "核实完成"),
}

UNITS = [unit for unit in map(parse_unit, ("万人", "亿元", "%", "座", "万元")) if unit]
names = st.text('新增就地铁区GDPa5,;\t"%=- ', max_size=8).map(str.strip)
notes = st.text('新增就地铁区GDPa5,;\t"\n%=- ', max_size=8).map(str.strip)
numbers = st.builds(lambda digits, places: D(digits).scaleb(-places), st.integers(-(10**12), 10**12), st.integers(0, 4))
observations = st.builds(
    Observation,
    indicator=names.filter(bool),
    month=st.builds(Month, st.integers(2000, 2100), st.sampled_from([3, 6, 9, 12])),
    basis=st.sampled_from(Basis),
    value=st.none() | st.builds(Quantity, numbers, st.sampled_from(UNITS)),
    growth=st.none() | numbers,
    released=st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    revised=st.booleans(),
    second_hand=st.booleans(),
    stage=st.none() | st.sampled_from(Stage),
    evidence=notes,
    cited=notes,
    source=st.just(Source(PATH, 0)),
).filter(lambda row: (row.value, row.growth, row.stage) != (None, None, None))


def cells(row: Observation, chinese: bool) -> dict[str, str]:
    """What each column says of a row."""
    standing = [("revised", "修订")] * row.revised + [("second-hand", "二手")] * row.second_hand
    return {
        "indicator": row.indicator,
        "period": f"{row.month.year}年{row.month.month}月" if chinese else str(row.month),
        "value": f"{row.value.value:,f}" if row.value else "—",
        "growth": "" if row.growth is None else f"{row.growth:f}",
        "unit": row.value.unit.written if row.value else "",
        "basis": BASES[row.basis][chinese],
        "released": row.released.isoformat() if row.released else "",
        "stage": STAGES[row.stage][chinese] if row.stage else "",
        "evidence": row.evidence,
        "status": ("、" if chinese else "; ").join(words[chinese] for words in standing),
        "source": row.cited,
        "note": "",
    }


@given(
    rows=st.lists(observations, max_size=3),
    columns=st.permutations(list(COLUMNS)),
    chinese=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    delimiter=st.sampled_from(",;\t，"),
)
def test_what_is_written_reads_back(rows: list[Observation], columns: list[str], chinese: bool, encoding: str, delimiter: str) -> None:
    out, expected = StringIO(), []
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow([COLUMNS[column] if chinese else column for column in columns])
    for row in rows:
        expected.append(row._replace(source=Source(PATH, out.getvalue().count("\n") + 1)))
        table.writerow([cells(row, chinese)[column] for column in columns])

    assert read_actuals(out.getvalue().encode(encoding), PATH) == (expected, [])
