"""sztrack figures: whole outputs, and what they promise."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from sztrack.load.actuals import read_actuals
from tests.cli.run import sztrack
from tests.conftest import Golden
from tests.plans import HEAD

GOLDEN = Path(__file__).parent / "golden"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
PLAN = """\
      - id: retail
        name: {zh: 社会消费品零售总额, en: Retail sales}
        kind: flow
        goal: ">= 1300亿元"
        wording: 社零1300亿元
      - id: retail-growth
        name: {zh: 社零增速, en: Retail growth}
        indicator: 社会消费品零售总额
        kind: growth
        goal: ">= 5%"
        wording: 社零增长5%
      - id: park
        name: {zh: 体育公园, en: Sports park}
        kind: milestone
        event: complete
        wording: 建成体育公园
"""
SEPTEMBER = """\
指标,时期,口径,数值,单位,同比,进度,数据状态,发布日期
社会消费品零售总额,2024-09,累计,861.20,亿元,,,,2024-10-22
社会消费品零售总额,2024-09,累计,,,3.6,,,2024-10-22
社零,2024-08,累计,762.8,亿元,3.4,,修订；二手,
体育公园,2024-09,,,,,进行中,,
出口,2024-09,当月,12345678901234567.89,元,-1.5,,,
出口,2024-09,当月,9.1,亿元,,,,
出口,2024-13,当月,9.2,亿元,,,,
"""
TIDY = """\
\ufeffplace,indicator,targets,period,basis,value,unit,growth,stage,status,released,dialect,path,line
,RETAIL,,2024-08,month,67,,,,,,tidy,{path},2
,RETAIL,,2024-09,month,68.50,,-3.6,,,,tidy,{path},3
"""


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """A level and its growth on two lines, an alias, a stage, rows that contradict each other, and
    one that cannot be read.
    """
    (tmp_path / "targets.yaml").write_text(
        HEAD + PLAN + "aliases: {社零: 社会消费品零售总额}\n", encoding="utf-8"
    )
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024-09.csv").write_text(SEPTEMBER, encoding="utf-8")
    return str(tmp_path)


@LANGS
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_the_figures_of_a_workspace(
    form: str, lang: str, workspace: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "figures", "-C", workspace, "--format", form, "--lang", lang)
    assert done.code == 1
    golden(GOLDEN / f"figures-{form}-{lang}.txt", f"{done.out}--- stderr\n{done.err}")


def test_any_file_becomes_a_tidy_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "indicator,period,value,growth\nRETAIL,2024-08,67,\nRETAIL,2024-09,68.50,-3.6\n",
        encoding="utf-8",
    )
    done = sztrack(monkeypatch, "figures", str(path), "--basis", "month", "--format", "csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == TIDY.format(path=path)


def test_the_tidy_table_is_read_back_the_same(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "figures", "-C", workspace, "--format", "csv")
    before = read_actuals(SEPTEMBER.encode(), "actuals/2024-09.csv").observations
    again = read_actuals(done.out.encode(), "actuals/tidy.csv").observations
    whole = before[0]._replace(growth=before[1].growth)
    known_as = {"社零": "社会消费品零售总额"}
    assert [row._replace(source=whole.source) for row in again] == [
        row._replace(source=whole.source, indicator=known_as.get(row.indicator, row.indicator))
        for row in [whole, *before[2:]]
    ]


@LANGS
def test_a_basis_that_nobody_stated_is_asked_for(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("export.csv").write_text("indicator,period,value\nRETAIL,2024-09,68\n", encoding="utf-8")
    done = sztrack(monkeypatch, "figures", "export.csv", "--lang", lang)
    assert done.code == 1
    golden(GOLDEN / f"figures-no-basis-{lang}.txt", f"{done.out}--- stderr\n{done.err}")


def test_only_the_name_of_a_file_states_its_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2023年" / "12"
    folder.mkdir(parents=True)
    for name, period in (("2024年9月.csv", "2024-09"), ("社零.csv", None)):
        path = folder / name
        path.write_text("指标,累计,单位\n社零,861.2,亿元\n", encoding="utf-8")
        done = sztrack(monkeypatch, "figures", str(path), "--format", "json")
        read = json.loads(done.out)
        assert [row["period"] for row in read["figures"]] == ([period] if period else [])
        assert (done.code, len(read["findings"])) == ((0, 0) if period else (1, 1))


def test_a_table_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "指标,时期,累计,单位\n社零,2024-09,861.2,亿元\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table)))
    done = sztrack(monkeypatch, "figures", "-", "--format", "json")
    assert (done.code, json.loads(done.out)["figures"]) == (
        0,
        [
            {
                "place": None, "indicator": "社零", "targets": [], "period": "2024-09",
                "basis": "ytd", "value": 861.2, "unit": "亿元", "growth": None, "stage": None,
                "status": None, "released": None, "dialect": "tidy", "path": "-", "line": 2,
            }
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "x.ods:1: 错误 SZ218：不能读取这种工作簿"),
        ("en", "x.ods:1: error SZ218: workbooks of this type cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_costs_itself(
    lang: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.ods").write_bytes(b"PK")
    Path("y.csv").write_text("指标,时期,累计,单位\n社零,2024-09,861.2,亿元\n", encoding="utf-8")
    done = sztrack(monkeypatch, "figures", "x.ods", "y.csv", "--format", "csv", "--lang", lang)
    assert (done.code, done.err.splitlines()[0]) == (1, words)
    assert done.out.splitlines()[1:] == [",社零,,2024-09,ytd,861.2,亿元,,,,,tidy,y.csv,2"]


def test_a_basis_is_said_of_files_alone(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(monkeypatch, "figures", "-C", workspace, "--basis", "month")
    told = "sztrack: --basis goes with a file"
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", told)
