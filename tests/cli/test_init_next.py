"""sztrack init --next: the year rolls over, and the old one can still be asked. Made-up figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from sztrack.load.workspace import load_plan
from tests.cli.run import sztrack

PLAN = """\
plan: {id: city-2024, year: 2024, title: {zh: 某市2024年计划, en: City plan for 2024}, source: {title: 报告}}
rules: {likely: 60}
aliases: {就业人数: 城镇新增就业, 公园: park-done}
chapters:
  - id: "1"
    title: {zh: 预期性指标, en: Expected}
    nature: expected
    targets:
      - id: jobs
        name: {zh: 城镇新增就业, en: Jobs}
        kind: flow
        goal: ">= 26万人"
        wording: 新增就业26万人
        baseline: {value: 25万人, year: 2023, wording: 25万人}
        strength: strive
        owner: 人社局
        amended: [{goal: ">= 24万人", on: 2024-08-20, wording: 调整, source: {title: 决定}}]
      - {id: jobs-h1, name: {zh: 上半年就业, en: Jobs H1}, indicator: 城镇新增就业, kind: flow, goal: ">= 13万人", by: 2024-06, wording: half of it}
      - {id: retail, name: {zh: 社零增速, en: Retail}, indicator: 社零, kind: growth, goal: ">= 5%", wording: 增长5%}
      - {id: rate, name: {zh: 失业率, en: Unemployment}, kind: rate, goal: "<= 5.5%", wording: 5.5%以内}
      - {id: unseen, name: {zh: 粮食产量, en: Grain}, kind: flow, goal: ">= 10万吨", wording: 10万吨, frequency: annual, lag: 2}
  - id: "2"
    title: 任务
    tasks:
      - task: 1
        title: 公园
        targets: [{id: park-done, name: 体育公园, kind: milestone, event: complete, wording: 建成体育公园}]
      - task: 2
        title: 车站
        owner: 交通局
        targets: [{id: station, name: 火车站, kind: milestone, event: start, wording: 开工火车站}]
"""  # noqa: E501
FIGURES = """\
指标,时期,口径,数值,单位,同比,进度,数据状态,依据
城镇新增就业,2024-12,累计,25.5,万人,,,,
社零,2024-12,累计,1000,亿元,4.5,,二手,
失业率,2024-11,当月,5.1,%,,,,
体育公园,2024-10,,,,,核实完成,,验收报告
火车站,2024-10,,,,,进行中,,
"""
JANUARY = "指标,时期,口径,数值,单位\n城镇新增就业,2025-02,累计,4.1,万人\n"


@pytest.fixture(autouse=True)
def _last_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2024/actuals").mkdir(parents=True)
    Path("2024/targets.yaml").write_text(PLAN, encoding="utf-8")
    Path("2024/actuals/2024.csv").write_text(FIGURES, encoding="utf-8")


def test_the_targets_go_on_and_their_goals_are_to_be_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = sztrack(monkeypatch, "init", "2025", "--next", "2024", "--lang", "en")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:3] == [
        f"{Path('2025/targets.yaml')}: 6 targets, 6 of them to be filled in",
        "the figures of 2024 were copied as history; 2 targets with the figure published for"
        " December 2024 as baseline",
        "reported done and left out: 1 deliverable: 体育公园",
    ]
    text = Path("2025/targets.yaml").read_text(encoding="utf-8")
    made = yaml.load(text, yaml.BaseLoader)
    assert made["plan"] == {
        "id": "city-2025",
        "year": "2025",
        "title": {"zh": "某市2025年计划", "en": "City plan for 2025"},
    }
    assert (made["rules"], made["aliases"]) == ({"likely": "60"}, {"就业人数": "城镇新增就业"})
    headline, tasks = made["chapters"]
    assert headline["nature"] == "expected"
    assert headline["targets"][:3] == [
        {
            "id": "jobs",
            "name": {"zh": "城镇新增就业", "en": "Jobs"},
            "kind": "flow",
            "goal": "pending",
            "wording": "待填",
            "baseline": {"value": "25.5万人", "year": "2024", "wording": "actuals/2024.csv:2"},
            "owner": "人社局",
        },
        {
            "id": "jobs-h1",
            "name": {"zh": "上半年就业", "en": "Jobs H1"},
            "indicator": "城镇新增就业",
            "kind": "flow",
            "goal": "pending",
            "wording": "to be filled in",
            "by": "2025-06",
        },
        {
            "id": "retail",
            "name": {"zh": "社零增速", "en": "Retail"},
            "indicator": "社零",
            "kind": "growth",
            "goal": "pending",
            "wording": "待填",
            "baseline": {
                "value": "4.5%",
                "year": "2024",
                "wording": "actuals/2024.csv:3",
                "note": {"zh": "据二手资料", "en": "read in a secondary copy"},
            },
        },
    ]
    # A rate of November is not December's, and nothing was published of grain.
    assert all("baseline" not in one for one in headline["targets"][3:])
    assert [task["task"] for task in tasks["tasks"]] == ["2"]
    assert "# 2024: 新增就业26万人\n" in text


def test_what_is_made_is_good_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sztrack(monkeypatch, "init", "2025", "--next", "2024")

    plan, found = load_plan(Path("2025"))
    assert (found, plan.year, len(plan.targets)) == ((), 2025, 6)
    schema = json.loads(Path("2025/targets.schema.json").read_text(encoding="utf-8"))
    text = Path("2025/targets.yaml").read_text(encoding="utf-8")
    assert not list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text)))
    checked = sztrack(monkeypatch, "validate", "-C", "2025", "--today", "2025-03-20")
    assert checked.code == 0


def test_both_years_are_asked_in_the_same_week(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sztrack(monkeypatch, "report", "--annual", "-C", "2024", "--today", "2025-03-20")
    sztrack(monkeypatch, "init", "2025", "--next", "2024")
    Path("2025/actuals/2025-02.csv").write_text(JANUARY, encoding="utf-8")
    text = Path("2025/targets.yaml").read_text(encoding="utf-8")
    text = text.replace("goal: pending", 'goal: ">= 26万人"', 1)
    Path("2025/targets.yaml").write_text(text, encoding="utf-8")

    old = sztrack(monkeypatch, "report", "--annual", "-C", "2024", "--today", "2025-03-20")
    new = sztrack(
        monkeypatch, "show", "jobs", "-C", "2025", "--format", "json", "--today", "2025-03-20"
    )

    assert (old.code, old.out) == (before.code, before.out)
    (shown,) = json.loads(new.out)["assessments"]
    assert (shown["actual"], shown["data_through"]) == (4.1, "2025-02")


def test_check_begins_anew_without_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    sztrack(monkeypatch, "check", "-C", "2024", "--today", "2025-01-20", "--lang", "en")
    sztrack(monkeypatch, "init", "2025", "--next", "2024")

    done = sztrack(monkeypatch, "check", "-C", "2025", "--today", "2025-01-20", "--lang", "en")

    assert (done.code, done.out) == (0, "")
    assert "another plan" not in done.err


def test_the_old_folder_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in Path("2024").rglob("*") if path.is_file()}

    sztrack(monkeypatch, "init", "2025", "--next", "2024")
    again = sztrack(monkeypatch, "init", "2024", "--next", "2024", "--lang", "en")

    assert again.code == 2
    assert "exists and was not changed" in again.err
    assert before == {path: path.read_bytes() for path in Path("2024").rglob("*") if path.is_file()}


def test_place_and_year_are_those_of_the_old_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    for option in (["--year", "2030"], ["--place", "X"]):
        done = sztrack(monkeypatch, "init", "new", "--next", "2024", *option, "--lang", "en")
        assert (done.code, Path("new").exists()) == (2, False)
        assert "leave out --place and --year" in done.err


def test_without_an_old_plan_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("empty").mkdir()

    done = sztrack(monkeypatch, "init", "new", "--next", "empty", "--lang", "en")

    assert (done.code, Path("new").exists()) == (2, False)
    assert "there is no targets.yaml in empty" in done.err
