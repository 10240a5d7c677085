"""sztrack project ID --rest: the year end for a supposed rest of the year, whole outputs."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cli.run import sztrack
from tests.plans import HEAD

PLAN = """\
      - id: gdp
        name: {zh: 生产总值增速, en: GDP growth}
        kind: growth
        goal: ">= 5%"
        wording: 增长5%
      - id: jobs
        name: {zh: 新增就业, en: New jobs}
        kind: flow
        goal: "> 20万人"
        wording: 新增就业20万人以上
      - id: air
        name: {zh: 优良率, en: Clean air}
        kind: rate
        goal: ">= 95%"
        wording: 优良率95%
"""
ROWS = """\
indicator,period,value,growth,unit,basis
生产总值增速,2023-09,75,,亿元,ytd
生产总值增速,2023-12,100,,亿元,ytd
生产总值增速,2024-09,,5.2,,ytd
新增就业,2023-09,12,,万人,ytd
新增就业,2023-12,16,,万人,ytd
新增就业,2024-09,15,,万人,ytd
优良率,2024-09,96,,%,month
"""


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    (tmp_path / "targets.yaml").write_text(HEAD + PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024.csv").write_text(ROWS, encoding="utf-8")
    return str(tmp_path)


# Nine months made three quarters of last year: 0.75 x 5.2 + 0.25 x 4 = 4.9 for GDP.
@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (
            ("gdp", "--rest", "4%", "--lang", "zh"),
            """\
            余期假设：生产总值增速 (gdp)
            1-9月实际5.2%，目标>=5%；10-12月为假设
            情形         10-12月  年末     与目标之差  结果
            ---------------------------------------------------
            假设          增长4%  4.9%  低0.1个百分点  不能完成
            恰为目标值  增长4.4%    5%              -  -
            年末 = w × 累计增速 +（1-w）× 余期增速，w = 75%，上年同期占上年全年之比  [actuals/2024.csv:2, actuals/2024.csv:3]
            现有数据：尚难判定，达标可能性55%
            """,  # noqa: E501
        ),
        (
            ("新增就业", "--rest", "6万人", "--lang", "zh"),
            """\
            余期假设：新增就业 (jobs)
            1-9月实际15万人，目标>20万人；10-12月为假设
            情形                  10-12月    年末  与目标之差  结果
            ---------------------------------------------------------
            假设                    6万人  21万人     高1万人  可完成
            恰为目标值（须高于）    5万人  20万人           -  -
            年末 = 实际 + 余期
            现有数据：尚难判定，达标可能性50%
            """,
        ),
        (
            ("jobs", "--rest", "1.5", "--per", "month", "--lang", "en"),
            """\
            What if: New jobs (jobs)
            150,000 for Jan-Sep, goal > 200,000; Oct-Dec is supposed
            Case                              Oct-Dec  Year end  Against the goal  Verdict
            ------------------------------------------------------------------------------
            Supposed                     15,000/month   195,000    below by 5,000  missed
            Break-even (to be exceeded)  16,700/month   200,000                 -  -
            year end = actual + rest
            On the data so far: too close to call: 50% likely to meet the goal
            """,
        ),
        (
            ("jobs", "--rest", "25%", "--lang", "en"),
            """\
            What if: New jobs (jobs)
            150,000 for Jan-Sep, goal > 200,000; Oct-Dec is supposed
            Case                          Oct-Dec  Year end  Against the goal  Verdict
            --------------------------------------------------------------------------
            Supposed                       up 25%   200,000             on it  missed
            Break-even (to be exceeded)  up 25.0%   200,000                 -  -
            year end = actual + 40,000 of last year's same months x (1 + growth)  [actuals/2024.csv:5, actuals/2024.csv:6]
            On the data so far: too close to call: 50% likely to meet the goal
            """,  # noqa: E501
        ),
    ],
)
def test_a_supposed_rest(
    arguments: tuple[str, ...], printed: str, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "project", *arguments, "-C", workspace, "--today", "2024-10-20")

    assert (done.code, done.out, done.err) == (0, dedent(printed), "")


def test_as_json(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(
        monkeypatch, "project", "jobs", "--rest", "25%", "--format", "json", "-C", workspace
    )

    assert json.loads(done.out) == {
        "schema": "sztrack/2",
        "as_of": "2024-09",
        "what_if": {
            "id": "jobs",
            "kind": "flow",
            "unit": "万人",
            "data_through": "2024-09",
            "ytd": 15,
            "way": "growth",
            "rest": 25,
            "rest_unit": "%",
            "from": "2024-10",
            "to": "2024-12",
            "months": 3,
            "weight": None,
            "last_year": 4,
            "inferred": False,
            "value": 20,
            "status": "missed",
            "break_even": [25],
        },
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("gdp --rest 12万人", "the goal is a growth: give the rest as a growth, such as 7%"),
        ("gdp --rest -101%", "nothing can fall by more than 100%"),
        ("jobs --rest 7% --per month", "only an amount is told per month, not a growth"),
        ("jobs --rest -1", "this figure cannot shrink: the rest is not negative"),
        (
            "jobs --rest 5亿元",
            "'5亿元' is neither a growth nor an amount in the goal's unit; write 7% or 12万人",
        ),
        (
            "air --rest 95%",
            "a rate is read anew each time: months to come do not add up to its year end",
        ),
    ],
)
def test_a_rest_that_says_nothing_is_a_usage_error(
    arguments: str, said: str, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "project", *arguments.split(), "-C", workspace, "--lang", "en")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"sztrack: Invalid value for --rest: {said}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("jobs --rest 7% --format csv", "--rest cannot be written as csv"),
        ("jobs --per month", "--per goes with --rest"),
        ("--rest 7%", "--rest needs a target, such as: sztrack project gdp-growth --rest 7%"),
        ("jbs --rest 7%", "there is no target 'jbs'; did you mean: jobs"),
        ("nowhere.csv", "Invalid value for '[FILE|ID]': File 'nowhere.csv' does not exist."),
    ],
)
def test_what_cannot_be_answered_is_a_usage_error(
    arguments: str, said: str, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "project", *arguments.split(), "-C", workspace, "--lang", "en")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"sztrack: {said}"


def test_one_target_alone(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(monkeypatch, "project", "jobs", "--format", "json", "-C", workspace)

    assert [row["id"] for row in json.loads(done.out)["projections"]] == ["jobs"]


def test_show_tells_the_break_even(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(monkeypatch, "show", "jobs", "-C", workspace, "--today", "2024-10-20")

    steps = [line.split() for line in done.out.splitlines() if line.startswith("Break-even")]
    assert [" ".join(words) for words in steps] == [
        "Break-even (to be exceeded) 50,000 Oct-Dec year end = actual + rest",
        "Break-even (to be exceeded) up 25.0% Oct-Dec year end = actual + 40,000 of last year's"
        " same months x (1 +",
    ]


def test_a_target_without_a_figure_says_so(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    month = ("--as-of", "2024-01", "-C", workspace, "--lang", "en")

    early = sztrack(monkeypatch, "project", "jobs", *month, "--format", "json")
    unsaid = sztrack(monkeypatch, "project", "jobs", *month, "--rest", "7%")

    assert json.loads(early.out)["projections"][0]["reason"] == "no figure of this year"
    assert (unsaid.code, unsaid.err.splitlines()[0]) == (
        2,
        "sztrack: Invalid value for --rest: there is no figure of this year yet",
    )
