"""CSV -> observations, however the table is dressed; a bad row costs that row."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal as D
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Basis, Observation, Source, Stage
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, parse_unit
from sztrack.load.actuals import read_actuals
from sztrack.load.vocabulary import STAGES

PATH = "actuals/2024-09.csv"


def quantity(value: str, unit: str) -> Quantity:
    found = parse_unit(unit)
    assert found is not None
    return Quantity(D(value), found)


JOBS = Observation(
    indicator="新增就业",
    month=Month(2024, 9),
    basis=Basis.YTD,
    value=quantity("14.2", "万人"),
    growth=None,
    released=None,
    revised=False,
    second_hand=False,
    stage=None,
    evidence="",
    cited="",
    source=Source(PATH, 2),
)


def read(text: str, path: str = PATH) -> tuple[list[Observation], list[tuple[str, int]]]:
    """The observations, and code and line of each finding."""
    observations, findings, *_ = read_actuals(text.encode(), path)
    assert {finding.source.path for finding in findings} <= {path}
    return observations, [(finding.code, finding.source.line) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "指标,累计,单位\n新增就业,14.2,万人\n",
        "指标,累计,单位\r\n新增就业,14.2,万人\r\n",
        "指标,累计,单位\n新增就业,14.2,万人",
        "指标名称,本月累计,计算单位,口径\n新增就业,14.2,万人,累计\n",
        "指标,时期,数值,单位,口径\n新增就业,2024-09,14.2,万人,累计\n",
        "indicator,period,value,unit,basis\n新增就业,2024-09,14.2,万人,ytd\n",
        "Indicator, PERIOD ,Value,Unit,Basis\n新增就业,2024-09,14.2,万人,YTD\n",
        "单位,口径,数值,时间,指标\n万人,累计,14.2,2024年9月,新增就业\n",
        "指标\t累计\t单位\n新增就业\t14.2\t万人\n",
        "指标;累计;单位\n新增就业;14.2;万人\n",
        "指标，累计，单位\n新增就业，14.2，万人\n",
        "指标,累计(万人)\n新增就业,14.2\n",
        "指标,累计（万人）\n新增就业,14.2\n",
        "指标,累计 (万人)\n新增就业,14.2\n",
        "指标,累计(万人),单位\n新增就业,14.2,万人\n",
        "指标,累计\n新增就业(万人),14.2\n",
        "指标,累计\n新增就业 （万人）,14.2\n",
        "指标,累计\n新增就业,14.2万人\n",
        "指标,累计(亿元)\n新增就业,14.2万人\n",
        "指标,累计,单位\n新增就业,14.2万,人\n",
        "指标,累计,单位\n新增就业,１４．２,万人\n",
        '"指标","累计","单位"\n"新增就业","14.2","万人"\n',
        "指标,累计,单位\n 新增就业 , 14.2 , 万人 \n",
        "指标,累计,单位,备注\n新增就业,14.2,万人,\n",
        "指标,累计,单位,同比\n新增就业,14.2,万人,—\n",
        "指标,累计,单位,备注\n新增就业,14.2,万人\n",
        "指标,时期,累计,单位\n新增就业,1-9月,14.2,万人\n",
        "指标,时期,数值,单位\n新增就业,1-9月,14.2,万人\n",
        "指标,时期,数值,单位\n新增就业,2024年1—9月,14.2,万人\n",
        "指标,时期,累计,单位\n新增就业,9月,14.2,万人\n",
        "指标,累计,单位\n新增就业,14.2,万人\n\n,,\n",
    ],
)
def test_one_row_in_many_dresses(text: str) -> None:
    assert read(text) == ([JOBS], [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n指标,累计(万人)\n\n,,\n新增就业,14.2\n", 5),
        ('指标,累计(万人),备注\n存款,—,"两\n行"\n新增就业,14.2,\n', 4),
        ('指标,累计(万人),应填\n新增就业,14.2,"两\n行"\n', 2),
    ],
)
def test_a_row_remembers_the_line_it_begins_on(text: str, line: int) -> None:
    assert read(text) == ([JOBS._replace(source=Source(PATH, line))], [])


@pytest.mark.parametrize(
    ("period", "basis", "month", "covers"),
    [
        ("", "累计", 9, Basis.YTD),
        ("2024-06", "ytd", 6, Basis.YTD),
        ("2024-06", "month", 6, Basis.MONTH),
        ("6月", "当月", 6, Basis.MONTH),
        ("6月", "本月", 6, Basis.MONTH),
        ("1-6月", "", 6, Basis.YTD),
        ("1-6月", "累计", 6, Basis.YTD),
        ("1-2月", "", 2, Basis.YTD),
        ("1-2月", "当月", 2, Basis.YTD),
        ("1-2月", "累计", 2, Basis.YTD),
        ("2024H1", "", 6, Basis.YTD),
        ("上半年", "", 6, Basis.YTD),
        ("2024", "", 12, Basis.YTD),
        ("2024Q1", "", 3, Basis.YTD),
        ("2024Q1", "quarter", 3, Basis.QUARTER),
        ("2024Q2", "累计", 6, Basis.YTD),
        ("2024Q2", "quarter", 6, Basis.QUARTER),
        ("二季度", "当季", 6, Basis.QUARTER),
        ("二季度", "本季", 6, Basis.QUARTER),
        ("6月", "期末", 6, Basis.POINT),
        ("2024-06", "point", 6, Basis.POINT),
        ("2024-06", "时点", 6, Basis.POINT),
        ("2024-06", " Ｐｏｉｎｔ ", 6, Basis.POINT),
    ],
)
def test_what_a_row_covers(period: str, basis: str, month: int, covers: Basis) -> None:
    expected = JOBS._replace(month=Month(2024, month), basis=covers)
    assert read(f"指标,时期,口径,数值(万人)\n新增就业,{period},{basis},14.2\n") == ([expected], [])


@pytest.mark.parametrize(
    "text",
    [
        "指标,同比\n新增就业,5.4",
        "指标,数值(万人)\n新增就业,14.2",
        "指标,时期,数值(万人)\n新增就业,3-6月,14.2",
        "指标,时期,数值(万人)\n新增就业,1月,14.2",
        "指标,数值(万人),同比\n新增就业,,5.4",
    ],
)
def test_whether_a_figure_is_cumulative_is_never_guessed(text: str) -> None:
    assert read(text) == ([], [("SZ211", 2)])


@pytest.mark.parametrize(
    ("path", "period", "month"),
    [
        ("actuals/2024-09.csv", "", Month(2024, 9)),
        ("actuals/2024-09-就业.csv", "", Month(2024, 9)),
        ("actuals/统计局/月报2024-09.csv", "", Month(2024, 9)),
        ("actuals/2024-09.csv", "2023-12", Month(2023, 12)),
        ("actuals/2024-09.csv", "3月", Month(2024, 3)),
        ("actuals/2023.csv", "3月", Month(2023, 3)),
        ("actuals/就业.csv", "2024-03", Month(2024, 3)),
        ("actuals/就业.csv", "3月", None),
        ("actuals/就业.csv", "", None),
        ("actuals/2024.csv", "", None),
        ("actuals/2024-13.csv", "", None),
        ("actuals/2024-09/就业.csv", "", Month(2024, 9)),
        ("actuals/2024/09.csv", "", Month(2024, 9)),
        ("actuals/2024/9.csv", "", Month(2024, 9)),
        ("actuals/2024/就业.csv", "9月", Month(2024, 9)),
        ("actuals/202409.csv", "", Month(2024, 9)),
        ("actuals/2024年9月.csv", "", Month(2024, 9)),
        ("actuals/深圳2024年9月月报.csv", "", Month(2024, 9)),
        ("actuals/2024Q3.csv", "", Month(2024, 9)),
        ("actuals/2024年三季度.csv", "", Month(2024, 9)),
        ("actuals/2024年1-9月.csv", "", Month(2024, 9)),
        ("actuals/2024年前三季度.csv", "", Month(2024, 9)),
        ("actuals/2024-09-28-快报.csv", "", Month(2024, 9)),
        ("actuals/20240928.csv", "", Month(2024, 9)),
        ("actuals/2024.09.csv", "", Month(2024, 9)),
        ("actuals/2023/2024-09.csv", "", Month(2024, 9)),
        ("actuals/12345678.csv", "", None),
        ("actuals/2024-123.csv", "", None),
        ("actuals/2024-09.csv", "九月", None),
    ],
)
def test_the_file_name_fills_in_what_a_period_leaves_out(
    path: str, period: str, month: Month | None
) -> None:
    expected = (
        ([JOBS._replace(month=month, source=Source(path, 2))], [])
        if month
        else ([], [("SZ207", 2)])
    )
    assert read(f"指标,时期,累计(万人)\n新增就业,{period},14.2\n", path) == expected


@pytest.mark.parametrize(
    "heading",
    ["同比", "同比(%)", "同比（％）", "同比%", "同比±%", "同比增长", "growth", "Growth (%)"],
)
@pytest.mark.parametrize(
    ("cell", "growth"),
    [
        ("5.4", "5.4"),
        ("5.4%", "5.4"),
        ("－５．４％", "-5.4"),
        ("−0.3", "-0.3"),
        ("54‰", "5.4"),
        ("0", "0"),
        ("+5.40", "5.40"),
        ("1,204.5", "1204.5"),
    ],
)
def test_official_growth(heading: str, cell: str, growth: str) -> None:
    observations, faults = read(f'指标,{heading},口径\n新增就业,"{cell}",累计\n')

    assert (observations, faults) == ([JOBS._replace(value=None, growth=D(growth))], [])
    assert str(observations[0].growth) == growth


@pytest.mark.parametrize(
    ("cell", "revised", "second_hand"),
    [
        ("", False, False),
        ("first", False, False),
        ("初值", False, False),
        ("revised", True, False),
        ("修订", True, False),
        ("second-hand", False, True),
        ("二手", False, True),
        ("first; second-hand", False, True),
        ("修订、二手", True, True),
        ("修订；二手", True, True),
        ("Revised Second-Hand", True, True),
    ],
)
def test_how_a_figure_stands(cell: str, revised: bool, second_hand: bool) -> None:
    assert read(f"指标,累计(万人),数据状态\n新增就业,14.2,{cell}\n") == (
        [JOBS._replace(revised=revised, second_hand=second_hand)],
        [],
    )


@pytest.mark.parametrize(
    ("cell", "released"),
    [
        ("", None),
        ("—", None),
        ("2024-10-28", date(2024, 10, 28)),
        ("2024/10/8", date(2024, 10, 8)),
        ("2024.1.8", date(2024, 1, 8)),
        ("2024年10月28日", date(2024, 10, 28)),
        ("２０２４年１月８日", date(2024, 1, 8)),
        ("2024 年 10 月 28 日", date(2024, 10, 28)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_when_a_figure_was_published(cell: str, released: date | None) -> None:
    assert read(f"指标,累计(万人),发布日期\n新增就业,14.2,{cell}\n") == (
        [JOBS._replace(released=released)],
        [],
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2023-02-29",
        "2024-13-01",
        "0000-01-01",
        "2024-10",
        "10-28",
        "28.10.2024",
        "October 28",
        "2024-10-28 10:00",
        "昨天",
    ],
)
def test_an_impossible_date_costs_its_row(cell: str) -> None:
    assert read(f"指标,累计(万人),发布日期\n存款,5,{cell}\n新增就业,14.2,\n") == (
        [JOBS._replace(source=Source(PATH, 3))],
        [("SZ213", 2)],
    )


@pytest.mark.parametrize(
    ("cell", "stage"),
    [*STAGES.items(), ("Verified_Done", Stage.VERIFIED_DONE), ("AT RISK", Stage.AT_RISK)],
)
def test_milestones(cell: str, stage: Stage) -> None:
    expected = JOBS._replace(
        indicator="地铁四期",
        basis=Basis.POINT,
        value=None,
        stage=stage,
        evidence="验收表",
        cited="建设局",
    )
    assert read(f"指标,进度,依据,来源\n地铁四期,{cell},验收表,建设局\n") == ([expected], [])


@pytest.mark.parametrize("cell", ["", "-", "—", "——", "…", "无", "N/A", "　"])
def test_a_row_without_a_figure_is_no_observation(cell: str) -> None:
    assert read(
        f"指标,累计(万人),同比,备注\n存款,{cell},{cell},未公布\n新增就业,14.2,{cell},\n"
    ) == ([JOBS._replace(source=Source(PATH, 3))], [])


@pytest.mark.parametrize(
    "name",
    [
        "居民消费价格指数(CPI)",
        "PM2.5",
        "5G基站",
        "(试行)",
        "用电量(全社会)(不含厂用)",
        "就业, 含见习",
        'a"b',
        "=1+1",
    ],
)
def test_a_bracket_that_is_no_unit_belongs_to_the_name(name: str) -> None:
    out = StringIO()
    csv.writer(out).writerows([["指标", "累计(万人)"], [name, "14.2"]])
    assert read(out.getvalue()) == ([JOBS._replace(indicator=name)], [])


def test_a_bad_row_costs_only_that_row() -> None:
    observations, faults = read(
        "指标,时期,数值,同比,单位,口径,发布日期,数据状态,进度\n"
        "新增就业,9月,14.2,,万人,累计,,,\n"
        ",9月,1,,万人,累计,,,\n"
        "甲,九月,1,,万人,累计,,,\n"
        "乙,9月,1e5,,万人,累计,,,\n"
        "丙,9月,1_000,,万人,累计,,,\n"
        "丁,9月,nan,,万人,累计,,,\n"
        "戊,9月,١٢,,万人,累计,,,\n"
        "己,9月,约5,,万人,累计,,,\n"
        "庚,9月,5,,,累计,,,\n"
        "辛,9月,,5.4,5.4,累计,,,\n"
        "壬,9月,,5.4,,全年,,,\n"
        "癸,9月,,5.4,,,,,\n"
        "子,9月,,约增5.4,,累计,,,\n"
        "丑,9月,,0.5个百分点,,累计,,,\n"
        "寅,9月,5,,万人,累计,10月28日,,\n"
        "卯,9月,5,,万人,累计,,快报,\n"
        "辰,9月,,,,期末,,,已完成\n"
        "新增就业,9月,14.2,,万人,累计,,,\n"
    )

    assert observations == [JOBS, JOBS._replace(source=Source(PATH, 19))]
    assert faults == [
        *[
            ("SZ206", 3),
            ("SZ207", 4),
            ("SZ212", 5),
            ("SZ212", 6),
            ("SZ212", 7),
            ("SZ212", 8),
            ("SZ212", 9),
            ("SZ208", 10),
            ("SZ208", 11),
        ],
        *[
            ("SZ211", 12),
            ("SZ211", 13),
            ("SZ212", 14),
            ("SZ212", 15),
            ("SZ213", 16),
            ("SZ210", 17),
            ("SZ209", 18),
        ],
    ]


def test_every_fault_of_a_row_is_named() -> None:
    assert read("指标,时期,累计,发布日期,数据状态\n,九月,x,昨天,快报\n") == (
        [],
        [(f"SZ{code}", 2) for code in (206, 207, 212, 210, 213)],
    )


def test_a_line_that_cannot_be_decoded_costs_that_line() -> None:
    observations, findings, *_ = read_actuals(
        "指标,累计(万人)\n新增就业,14.2\n".encode() + b"\xff,1\n" + "新增就业,14.2\n".encode(), PATH
    )

    assert observations == [JOBS, JOBS._replace(source=Source(PATH, 4))]
    assert [(finding.code, finding.source) for finding in findings] == [("SZ201", Source(PATH, 3))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("SZ202", 1)]),
        ("\n\n", [("SZ202", 1)]),
        ("指标\n新增就业\n", [("SZ202", 1)]),
        ("累计(万人)\n14.2\n", [("SZ202", 1)]),
        ("2024年9月统计月报\n", [("SZ202", 1)]),
    ],
)
def test_no_usable_heading(text: str, faults: list[tuple[str, int]]) -> None:
    assert read(text) == ([], faults)


def test_an_unknown_column_is_not_read_and_neither_is_a_repeated_one() -> None:
    assert read("指标,审核人,累计(万人)\n新增就业,张三,14.2\n") == ([JOBS], [("SZ205", 1)])
    assert read("指标,累计(万人),累计(亿元)\n新增就业,14.2,99\n") == (
        [],
        [("SZ204", 1), ("SZ204", 1)],
    )


@given(
    st.binary()
    | st.text('指标累计同比单位口径进度\n\n,,,"(万人)5.4-月季', min_size=5).map(
        lambda text: f"指标,累计,同比\n{text}".encode()
    )
)
def test_any_bytes_are_observations_and_findings(data: bytes) -> None:
    observations, findings, *_ = read_actuals(data, PATH)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    sources = [row.source for row in observations] + [finding.source for finding in findings]
    assert all(1 <= source.line <= lines for source in sources)
