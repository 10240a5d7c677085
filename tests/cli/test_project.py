"""sztrack project and sztrack backtest: whole outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sztrack.core.outlook.pace import names
from tests.cli.run import sztrack
from tests.conftest import Golden
from tests.core.series import months
from tests.plans import HEAD

GOLDEN = Path(__file__).parent / "golden"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
UNUSED = (
    "series.csv:87: warning SZ305: the month figures of 'holes' are not used (2024-05): an earlier"
    " month is missing, so they"
)
PLAN = """\
      - id: jobs
        name: {zh: 城镇新增就业, en: New urban jobs}
        kind: flow
        goal: ">= 2400人"
        wording: 新增就业2400人
        pace: auto
      - id: stations
        name: {zh: 充电站, en: Charging stations}
        kind: stock
        goal: ">= 9000座"
        wording: 充电站9000座
        pace: auto
      - id: retail
        name: {zh: 社零增速, en: Retail growth}
        kind: growth
        goal: "~ 6%"
        wording: 社零增长6%左右
        pace: auto
      - id: air
        name: {zh: 优良天数比例, en: Clean-air days}
        kind: rate
        goal: ">= 95%"
        wording: 优良天数比例95%
        pace: auto
"""


def monthly(series: dict[str, int], *, first: int = 2021, known: int = 6) -> str:
    """A tidy file: months of amounts, each series a multiple of one season."""
    rows = [
        f"{name},{year}-{month:02d},{amount * factor}"
        for name, factor in series.items()
        for year in range(first, 2025)
        for month, amount in enumerate(months(year, known if year == 2024 else 12), 1)
    ]
    return "\n".join(["indicator,period,value", *rows]) + "\n"


@pytest.fixture
def tidy(tmp_path: Path) -> str:
    path = tmp_path / "series.csv"
    path.write_text(
        monthly({"港口吞吐量": 1000, "retail": 1})
        + "ended,2023-12,5\nholes,2024-05,7\nJanuary,2024-01,9\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Four years of a plan of four goals, one of each kind."""
    rows = ["indicator,period,value,growth,unit,basis"]
    level, air = 1000, ("93.1", "94.2", "96.0", "95.1", "93.7", "94.9", "92.8", "95.5")
    for year in range(2021, 2025):
        total = 0
        for month, amount in enumerate(months(year, 6 if year == 2024 else 12), 1):
            total += int(amount)
            level += int(amount)
            rows.append(f"城镇新增就业,{year}-{month:02d},{total},,人,ytd")
            rows.append(f"充电站,{year}-{month:02d},{level},,座,point")
            rows.append(f"社零增速,{year}-{month:02d},,{4 + (3 * year + month) % 7 / 5},,ytd")
            rows.append(f"优良天数比例,{year}-{month:02d},{air[(year + month) % 8]},,%,month")
    (tmp_path / "targets.yaml").write_text(HEAD + PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(tmp_path)


@LANGS
def test_the_series_of_a_file(
    lang: str, tidy: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "project", tidy, "--lang", lang)
    assert done.code == 0
    golden(GOLDEN / f"project-file-{lang}.txt", done.out + done.err)


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_a_file_in_other_formats(
    form: str, tidy: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(
        monkeypatch, "project", tidy, "--format", form, "--lang", "en", "--as-of", "2024-05"
    )
    assert (done.code, done.err.splitlines()[0]) == (0, UNUSED)
    golden(GOLDEN / f"project-file.{form}", done.out)


def test_every_series_of_the_file_is_answered_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "series.csv"
    path.write_text("indicator,period,value\nold,2022-01,1\nnew,2024-01,1\n", encoding="utf-8")
    done = sztrack(
        monkeypatch, "project", str(path), "--as-of", "2022-06", "--format", "json", "--lang", "en"
    )
    assert [
        (row["id"], row["value"], row["reason"]) for row in json.loads(done.out)["projections"]
    ] == [
        ("old", None, "fewer than 2 months: no projection"),
        ("new", None, "no figure of this year"),
    ]


def test_the_unit_is_the_newest_figures_whatever_the_order_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rows = (
        tmp_path / "series.csv",
        ["x,2024-01,1,亿元", "x,2024-03,1,亿元", "x,2024-02,10000,万元"],
    )
    for order in (rows, rows[::-1]):
        path.write_text("\n".join(["indicator,period,value,unit", *order]), encoding="utf-8")
        row = json.loads(sztrack(monkeypatch, "project", str(path), "--format", "json").out)[
            "projections"
        ][0]
        assert (row["ytd"], row["value"], row["unit"]) == (3, 12, "亿元")


@pytest.mark.parametrize("level", ["nan", "sNaN", "x", "49", "-inf"])
def test_a_level_is_a_number_from_50_to_99(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(monkeypatch, "project", "--level", level, "--lang", "en")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        f"sztrack: Invalid value for '--level': '{level}' is not a number from 50 to 99",
    )


def test_a_file_without_a_series_cannot_be_projected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    done = sztrack(monkeypatch, "project", str(path), "--lang", "en", "--format", "json")
    assert (done.code, done.out, done.err.splitlines()[0]) == (
        2,
        "",
        "empty.csv:1: error SZ202: there is nothing in it to read",
    )


@LANGS
def test_a_file_as_asked(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    path = tmp_path / "series.csv"
    path.write_text(monthly({"retail": 1}), encoding="utf-8")
    parts = []
    for asked in (
        ["--as-of", "2024-03"],
        ["--pace", "linear"],
        ["--level", "95"],
        ["--level", "99%"],
        ["--kind", "rate"],
        ["--as-of", "2023-12"],
    ):
        done = sztrack(monkeypatch, "project", str(path), "--lang", lang, *asked)
        assert (done.code, done.err) == (0, "")
        parts.append(f"$ sztrack project series.csv {' '.join(asked)}\n{done.out}")
    golden(GOLDEN / f"project-asked-{lang}.txt", "\n".join(parts))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "series.csv:2: 错误 SZ207：“2024-13”不是时期\n"),
        ("en", "series.csv:2: error SZ207: '2024-13' is not a period\n"),
    ],
)
def test_a_fault_costs_its_row_and_the_rest_goes_on(
    lang: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "series.csv"
    path.write_text(
        monthly({"retail": 1}).replace("value\n", "value\nretail,2024-13,1\nretail,2024-07,x\n"),
        encoding="utf-8",
    )
    done = sztrack(monkeypatch, "project", str(path), "--lang", lang, "--format", "json")
    assert done.err.startswith(words)
    assert "series.csv:3: " in done.err
    assert [(row["id"], row["months_known"]) for row in json.loads(done.out)["projections"]] == [
        ("retail", 6)
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--pace", "crystal-ball"),
            "--pace: there is no 'crystal-ball'; choose from " + " ".join(names()),
        ),
        (("--level", "100"), "'100' is not a number from 50 to 99"),
        (("--level", "49.9"), "'49.9' is not a number from 50 to 99"),
        (("--kind", "milestone"), "'milestone' is not one of"),
    ],
)
def test_what_cannot_be_asked(
    arguments: tuple[str, ...], words: str, tidy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "project", tidy, "--lang", "en", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_levels_at_a_periods_end_are_a_stock_and_growth_alone_is_growth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "series.csv"
    stock = "\n".join(f"stations,2023-{month:02d},{100 + month},,point" for month in range(1, 13))
    path.write_text(
        f"indicator,period,value,growth,basis\n{stock}\nstations,2024-06,130,,point\nretail,2024-06,,5.5,ytd\n",
        encoding="utf-8",
    )
    done = sztrack(monkeypatch, "project", str(path), "--format", "json")
    found = [
        (row["id"], row["kind"], row["model"], row["value"])
        for row in json.loads(done.out)["projections"]
    ]
    assert found == [
        ("stations", "stock", "stock", 136),
        ("retail", "growth", "growth", 5.5),
    ]  # 130 and the 6 of the second half of 2023


@LANGS
def test_the_goals_of_a_plan(
    lang: str, workspace: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "project", "-C", workspace, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / f"project-plan-{lang}.txt", done.out)


def test_a_plan_has_the_chance_of_each_goal_in_json(
    workspace: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "project", "-C", workspace, "--format", "json")
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / "project-plan.json", done.out)


@LANGS
def test_past_errors(
    lang: str, workspace: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "backtest", "-C", workspace, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / f"backtest-{lang}.txt", done.out)


def test_past_errors_of_one_goal_in_json(
    workspace: str, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    done = sztrack(monkeypatch, "backtest", "jobs", "-C", workspace, "--format", "json")
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / "backtest-jobs.json", done.out)


def test_past_errors_of_a_goal_that_is_not_there(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sztrack(monkeypatch, "backtest", "job", "-C", workspace, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "jobs" in done.err


def test_the_year_may_stand_in_the_files_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2024年零售.csv"
    path.write_text("indicator,period,value\nretail,1月,5\nretail,2月,6\n", encoding="utf-8")
    done = sztrack(monkeypatch, "project", str(path), "--format", "json")
    row = json.loads(done.out)["projections"][0]
    assert (done.code, row["data_through"], row["ytd"]) == (0, "2024-02", 11)
