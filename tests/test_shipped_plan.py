"""The plan and the figures that the project ships."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from sztrack.core.model import Kind, Nature, Severity, Strength
from sztrack.load.workspace import load_workspace
from tools.compile_actuals import compiled, write

ROOT = Path(__file__).resolve().parent.parent


def test_the_plan_reads_without_a_finding_and_holds_all_its_tasks() -> None:
    workspace = load_workspace(ROOT)
    plan = workspace.plan
    assert [finding for finding in workspace.findings if finding.severity is Severity.ERROR] == []
    assert [task.number for task in plan.tasks] == list(range(1, 154))
    assert {target.task for target in plan.targets if target.task} == set(range(1, 154))
    assert Counter(target.nature for target in plan.targets)[Nature.EXPECTED] == 7
    assert Counter(target.nature for target in plan.targets)[Nature.BINDING] == 3
    assert all(task.owner is None for task in plan.tasks)


def test_the_ten_headline_goals() -> None:
    headline = [
        target for target in load_workspace(ROOT).plan.targets if target.nature is not Nature.TASK
    ]
    assert [
        (t.name.zh, t.kind.value, str(t.goal) if t.goal else "pending" if t.pending else "-")
        for t in headline
    ] == [
        ("地区生产总值增速", "growth", ">= 5.5%"),
        ("规模以上工业增加值增速", "growth", ">= 5.5%"),
        ("固定资产投资增速", "growth", ">= 10%"),
        ("社会消费品零售总额增速", "growth", ">= 7%"),
        ("外贸进出口", "narrative", "-"),
        ("地方一般公共预算收入增速", "growth", ">= 1%"),
        ("居民消费价格涨幅", "growth", "<~ 3%"),
        ("新增就业", "flow", ">= 18万人"),
        ("万元GDP水耗变动", "growth", "<= -3%"),
        ("节能减排指标", "narrative", "pending"),
    ]


def test_every_goal_and_baseline_stands_in_its_wording() -> None:
    for target in load_workspace(ROOT).plan.targets:
        if target.goal and not (target.goal.value == 100 and "全覆盖" in target.wording):
            assert f"{abs(target.goal.value)}" in target.wording, target.id
        if target.baseline and target.baseline.note is None:
            assert f"{abs(target.baseline.quantity.value)}" in target.baseline.wording, target.id


def test_words_of_strength_and_strength_agree() -> None:
    for target in load_workspace(ROOT).plan.targets:
        if "力争" in target.wording or "争创" in target.wording:
            assert target.strength is Strength.STRIVE, target.id
        if target.kind is Kind.MILESTONE and target.wording.startswith("推动"):
            assert target.strength is Strength.PUSH, target.id


def test_every_figure_has_a_source_and_its_month() -> None:
    for path in sorted((ROOT / "actuals").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                assert row["source"], path
                assert row["period"] == path.stem
                assert row["status"].split("; ")[0] in ("first", "revised")
                assert row["value"] or row["growth"]
        assert path.stem[5:] != "01"


def test_both_values_of_a_real_conflict_are_kept() -> None:
    text = (ROOT / "actuals" / "2024-06.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[2] for line in text.splitlines() if line.startswith("无人机航线,")] == [
        "207",
        "203",
    ]


TABLE = """\
indicator,measure,basis,period,value,unit,vintage,grade,copies,source
零售,level,ytd,2024-09,7731.62,亿元,first,A,2,https://a
零售,growth,ytd,2024-09,0.7,%,first,A,2,https://a
零售,growth,month,2024-09,1.0,%,first,B,1,secondary copy
航线,count,point,2024-06,207,条,first,B,1,secondary copy
航线,count,point,2024-06,203,条,first,B,1,secondary copy
研发,level,year,2023-12,2236.61,亿元,revised,A,2,https://b
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    write(compiled(tmp_path / "table.csv"), tmp_path / "actuals")
    return tmp_path / "actuals"


def test_compiling_a_table_of_figures(folder: Path) -> None:
    assert {
        path.name: path.read_text(encoding="utf-8-sig").splitlines()[1:]
        for path in sorted(folder.iterdir())
    } == {
        "2023-12.csv": ["研发,2023-12,2236.61,,亿元,ytd,revised,https://b"],
        "2024-06.csv": [
            "航线,2024-06,207,,条,point,first; second-hand,secondary copy",
            "航线,2024-06,203,,条,point,first; second-hand,secondary copy",
        ],
        "2024-09.csv": [
            "零售,2024-09,,1.0,,month,first; second-hand,secondary copy",
            "零售,2024-09,7731.62,0.7,亿元,ytd,first,https://a",
        ],
    }


def test_compiling_again_changes_nothing_and_removes_what_is_gone(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "2020-01.csv").write_text("gone", encoding="utf-8")
    write(compiled(folder.parent / "table.csv"), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
