"""sztrack init --from: tables of targets as offices keep them. All figures are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.model import Severity
from sztrack.load.workspace import load_plan
from tests.cli.run import sztrack
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
CITY = """\
某市2026年国民经济和社会发展主要目标,,,,,,,
序号,指标,单位,2025年完成,2026年目标,性质,责任单位,备注
1,地区生产总值,%,4.5,5%左右,预期性,市发展改革委,
2,规模以上工业增加值增速,%,3.2,4.5%,预期性,市工业和信息化局,
3,固定资产投资,%,-2.1,持平,预期性,市发展改革委、市住房城乡建设局,
4,社会消费品零售总额,亿元,"1.1万亿元，增长4.8%","1.2万亿元左右，增长5%",预期性,市商务局,
5,城镇新增就业,万人,33.5,26万人以上，力争28万人,预期性,市人力资源社会保障局,
6,城镇调查失业率,%,5.2,5.5%左右,预期性,市人力资源社会保障局,
7,居民消费价格指数,%,0.2,涨幅2%左右,预期性,市发展改革委,
8,居民人均可支配收入,%,4.9,与经济增长同步,预期性,市发展改革委,
9,单位GDP能耗降低,%,3.1,3%左右,约束性,市发展改革委,完成省下达任务
10,PM2.5年均浓度,微克/立方米,22,控制在22以内,约束性,市生态环境局,
11,粮食产量,万吨,14.2,完成省下达任务,约束性,市农业农村局,
12,研发经费投入占GDP比重,%,3.44,提高0.1个百分点,预期性,市科技局,次年公布
13,森林覆盖率,%,41.2,不低于41.2%,约束性,市林业园林局,
14,地铁十二号线,,,6月底前开通,任务,市交通局,
15,一般公共预算收入,亿元,2010.5,5.0%-5.5%,预期性,市财政局,
16,高新技术企业,家,,1.35万家,预期性,市科技局,
17,发明专利授权量,件,,不低于全国平均水平,预期性,,
"""
COUNCIL = """\
Measure,Unit,2025 actual,2026 target,Type,Owner,Comments,RAG
Jobs created,persons,"2,410","at least 2,600",Headline,Economy,,G
Unemployment rate,%,4.9,below 5%,Headline,Economy,,A
Household waste recycled,%,38.2,40% to 42%,Headline,Environment,,A
New homes completed,个,812,about 900,,Housing,,A
Energy use,MWh,1200,reduce by 3%,,Estates,,A
Pupil attendance,%,93.1,up by 0.5 pp,,Schools,,A
Resident satisfaction,%,71,unchanged,,Customer services,,A
Library strategy,,,adopted by June,,Libraries,,A
Rough sleeping,,,in line with the national average,,Housing,,A
"""
SECTIONS = """\
指标,目标(万人),单位
一、约束性指标
新增就业,26,
二、其他
培训,3,
,5,
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("lang", "table", "place"), [("zh", CITY, "某市"), ("en", COUNCIL, "Leeds")]
)
def test_a_table_becomes_a_plan(
    lang: str, table: str, place: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    Path("goals.csv").write_text(table, encoding="utf-8")

    done = sztrack(
        monkeypatch, "init", "city", "--from", "goals.csv", "--place", place, "--lang", lang
    )  # fmt: skip

    made = Path("city/targets.yaml").read_text(encoding="utf-8")
    golden(GOLDEN / f"init-from-{lang}.txt", f"{done.out}--- stderr\n{done.err}--- plan\n{made}")
    assert done.code == 1
    assert sztrack(monkeypatch, "validate", "-C", "city").code == 0
    for command in ("status", "report"):
        assert sztrack(monkeypatch, command, "-C", "city").code == 0


def test_a_workbook_reads_like_its_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    import csv

    book = openpyxl.Workbook()
    for row in csv.reader(CITY.splitlines()):
        is_number = [cell.lstrip("-").replace(".", "", 1).isdecimal() for cell in row]
        book.active.append(
            [float(cell) if number else cell for cell, number in zip(row, is_number, strict=True)]
        )
    book.active.merge_cells("A1:H1")
    book.save("goals.xlsx")
    Path("goals.csv").write_text(CITY, encoding="gb18030")

    for kind in ("csv", "xlsx"):
        sztrack(monkeypatch, "init", kind, "--from", f"goals.{kind}", "--place", "某市")

    made = [Path(kind, "targets.yaml").read_text(encoding="utf-8") for kind in ("csv", "xlsx")]
    assert made[0] == made[1]


def test_sections_head_the_rows_below_them(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("goals.csv").write_text(SECTIONS, encoding="utf-8")

    done = sztrack(
        monkeypatch, "init", "city", "--from", "goals.csv", "--year", "2026", "--lang", "en"
    )

    plan, found = load_plan(Path("city"))
    assert found == ()
    assert [(one.id, one.title.zh) for one in plan.chapters] == [("1", "约束性指标"), ("2", "其他")]
    assert [(one.indicator, str(one.goal), one.nature.value) for one in plan.targets] == [
        ("新增就业", ">= 26万人", "binding"),
        ("培训", ">= 3万人", "expected"),
    ]
    assert "goals.csv:6: warning SZ607: a row without a name, not read: 5" in done.err


def test_an_id_is_never_used_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("goals.csv").write_text("name,target\nJobs,5 persons\njobs!,6 persons\n", encoding="utf-8")

    sztrack(monkeypatch, "init", "city", "--from", "goals.csv", "--year", "2026")

    plan, found = load_plan(Path("city"))
    assert [one.id for one in plan.targets] == ["jobs", "jobs-2"]
    assert Severity.ERROR not in {one.severity for one in found}


@pytest.mark.parametrize("table", ["", "区,电话\n天河,1\n", "\x00\x01"])
def test_a_file_without_such_a_table_makes_nothing(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("goals.csv").write_text(table, encoding="utf-8")

    done = sztrack(monkeypatch, "init", "city", "--from", "goals.csv", "--lang", "en")

    assert done.code == 2
    assert "there is no table of targets in goals.csv" in done.err
    assert not Path("city").exists()
