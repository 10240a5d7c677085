"""sztrack check: silent when nothing changed, exact when something did, never the same twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sztrack.cli import options
from tests.cli.run import ROOT, Ran, sztrack
from tests.conftest import Golden

GOLDEN = ROOT / "tests" / "cli" / "golden"
MONTHS = [f"2024-{month:02d}" for month in range(2, 12)]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped workspace."""
    shutil.copy(ROOT / "targets.yaml", tmp_path)
    shutil.copytree(ROOT / "actuals", tmp_path / "actuals")
    return tmp_path


PLAN = """\
plan: {id: city, year: 2024, title: {zh: 计划, en: Plan}}
rules: {pace: linear}
chapters:
  - id: "1"
    title: {zh: 主要指标, en: Headline goals}
    nature: expected
    targets:
      - {id: gdp, name: {zh: 生产总值增速, en: GDP growth}, indicator: 生产总值, kind: growth, goal: ">= 5.5%", wording: 增长5.5%}
      - {id: jobs, name: {zh: 新增就业, en: New jobs}, indicator: 新增就业, kind: flow, goal: ">= 18万人", wording: 18万人}
"""  # noqa: E501


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plan of two goals: growth lags from March on, jobs do not."""
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    for month, growth, jobs in (
        ("02", "5.8", "3.2"),
        ("03", "4.1", "4.9"),
        ("04", "4.0", "6.5"),
        ("05", "4.2", "8.1"),
    ):
        (tmp_path / "actuals" / f"2024-{month}.csv").write_text(
            f"指标,口径,累计,同比,单位\n生产总值,累计,,{growth},\n新增就业,累计,{jobs},,万人\n",
            encoding="utf-8",
        )
    return tmp_path


def check(
    monkeypatch: pytest.MonkeyPatch, root: Path, *more: str, clock: str = "2024-07-15"
) -> Ran:
    """A run on the day that the clock shows."""
    with monkeypatch.context() as patch:
        patch.setattr(options, "clock_day", lambda: date.fromisoformat(clock))
        return sztrack(patch, "check", "-C", str(root), "--lang", "zh", *more)


@contextmanager
def up_to(root: Path, month: str) -> Iterator[None]:
    """The workspace as it stands while the files of later months have not come."""
    later = [path for path in (root / "actuals").glob("*.csv") if path.stem > month]
    for path in later:
        path.rename(root / path.name)
    yield
    for path in later:
        (root / path.name).rename(path)


def next_month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02d}-28"


def process(root: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "sztrack", "check", "-q", "-C", str(root), "--lang", "zh", *more]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_mails_of_2024(
    lang: str, shipped: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    """One mail per month with a change, one entry per change, and none at all when the same run is
    repeated.
    """
    mails = []
    for month in MONTHS:
        with up_to(shipped, month):
            ran, *repeated = [
                check(monkeypatch, shipped, "--lang", lang, clock=next_month(month))
                for _ in range(3)
            ]
        mails.append(f"== {month}: exit {ran.code}\n{ran.out}")
        assert repeated == [Ran(0, "", "")] * 2
    golden(GOLDEN / f"check-2024-{lang}.txt", "\n".join(mails))


def test_the_first_run_says_that_a_state_is_begun_and_what_stands(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "actuals" / "2024-05.csv").unlink()
    first = check(monkeypatch, small)
    assert first == Ran(
        1,
        "计划，截至2024年4月\n新增滞后：生产总值增速（gdp）\n"
        "    1-4月增长4.0%；预计全年4.0%，低于目标1.5个百分点；"
        "5-12月（含逾期未报的月份）须增长6.3%，方可完成目标；自2024年3月起\n",
        f"sztrack: there is no state file {small / '.sztrack' / 'check.json'} yet; a new"
        " one is started\n",
    )
    assert check(monkeypatch, small) == Ran(0, "", "")


def test_one_bad_month_is_no_alarm_unless_the_goal_is_binding(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with up_to(small, "2024-03"):
        assert check(monkeypatch, small, "-q") == Ran(0, "", "")
        (small / "targets.yaml").write_text(
            PLAN.replace("nature: expected", "nature: binding"), encoding="utf-8"
        )
        told = check(monkeypatch, small, "-q").out
    assert told.splitlines()[1] == "新增滞后：生产总值增速（gdp）"


def test_rules_say_how_many_months_make_an_alarm(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "targets.yaml").write_text(
        PLAN.replace("rules: {pace: linear}", "rules: {pace: linear, alert_after: 3}"),
        encoding="utf-8",
    )
    codes = []
    for month in MONTHS[:4]:
        with up_to(small, month):
            codes.append(check(monkeypatch, small, "-q").code)
    assert codes == [0, 0, 0, 1]


def test_recovered_is_told_and_is_no_failure(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(monkeypatch, small, "-q").code == 1
    (small / "actuals" / "2024-06.csv").write_text(
        "指标,口径,同比\n生产总值,累计,5.9\n", encoding="utf-8"
    )
    assert check(monkeypatch, small, "-q") == Ran(
        0,
        "计划，截至2024年6月\n解除滞后：生产总值增速（gdp）\n    1-6月增长5.9%；预计全年5.9%，"
        "高于目标0.4个百分点；曾自2024年3月起\n",
        "",
    )
    assert check(monkeypatch, small, "-q") == Ran(0, "", "")


def test_a_figure_that_was_wrong_takes_its_alarm_back(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "actuals" / "2024-05.csv").unlink()
    check(monkeypatch, small, "-q")
    (small / "actuals" / "2024-04.csv").write_text(
        "指标,口径,累计,同比,单位\n生产总值,累计,,6.0,\n新增就业,累计,6.5,,万人\n",
        encoding="utf-8",
    )
    assert check(monkeypatch, small, "-q") == Ran(
        0,
        "计划，截至2024年4月\n解除滞后：生产总值增速（gdp）\n    1-4月增长6.0%；预计全年6.0%，"
        "高于目标0.5个百分点；曾自2024年3月起\n",
        "",
    )


def test_an_error_in_a_file_is_told_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(monkeypatch, small, "-q")
    path = small / "actuals" / "2024-06.csv"
    path.write_text("指标,口径,同比\n生产总值,累计,四点七\n", encoding="utf-8")
    told = check(monkeypatch, small, "-q")
    assert (told.code, told.out.splitlines()[1]) == (1, "新增数据错误：SZ212 actuals/2024-06.csv:2")
    path.write_text("指标,口径,同比\n\n生产总值,累计,四点七\n", encoding="utf-8")
    assert check(monkeypatch, small, "-q") == Ran(0, "", "")
    path.unlink()
    assert (
        check(monkeypatch, small, "-q").out.splitlines()[1]
        == "数据错误已改正：SZ212 actuals/2024-06.csv"
    )


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        ("lagging", 1),
        ("at-risk", 1),
        ("lagging,errors", 1),
        ("overdue", 0),
        ("errors", 0),
        ("never", 0),
        ("overdue, errors", 0),
    ],
)
def test_fail_on_chooses_what_is_a_failure_not_what_is_told(
    fail_on: str, code: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = check(monkeypatch, small, "--fail-on", fail_on)
    assert (ran.code, "新增" in ran.out) == (code, True)


def test_since_and_all_need_no_state_and_leave_none(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(monkeypatch, small, "--since", "2024-02", "--as-of", "2024-03").out == ""
    assert check(monkeypatch, small, "--since", "2024-04") == Ran(0, "", "")
    assert (
        check(monkeypatch, small, "--since", "2024-03").out.splitlines()[1]
        == "新增滞后：生产总值增速（gdp）"
    )
    assert check(monkeypatch, small, "--all").out.splitlines()[1] == "仍滞后：生产总值增速（gdp）"
    assert [
        check(monkeypatch, small, *how).code for how in (("--since", "2024-04"), ("--all",))
    ] == [0, 1]
    assert not (small / ".sztrack").exists()


def test_a_goal_that_became_likelier_missed_than_met_is_news(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = check(
        monkeypatch, shipped, "--since", "2024-08", "--as-of", "2024-09", clock="2024-11-05"
    )
    assert (
        ran.out.splitlines()[1]
        == "加重，预警（完成可能性不足一半）：地区生产总值增速（gdp-growth）"
    )
    assert ran.code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "2024-06"), "2024-06 must be a month of the plan's year before 2024-05"),
        (("--since", "2023-12"), "2023-12 must be a month of the plan's year before 2024-05"),
        (("--since", "2024-03", "--all"), "--since and --all cannot be combined"),
        (
            ("--fail-on", "late"),
            "there is no 'late'; choose from lagging at-risk strive overdue errors plan never",
        ),
        (("--format", "xml"), "'xml' is not one of"),
        (("--as-of", "2023-05"), "2023-05 is not in the plan's year 2024"),
    ],
)
def test_a_wrong_command_line(
    arguments: tuple[str, ...], words: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = check(monkeypatch, small, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    plugin = check(monkeypatch, small, *arguments, "--format", "nagios")
    if "xml" not in arguments:
        assert plugin.code == 3
        assert plugin.out.startswith("SZTRACK UNKNOWN - ")
        assert plugin.out.count("\n") == 1


def test_a_plug_in_that_cannot_look_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(monkeypatch, tmp_path).code == 2
    plugin = check(monkeypatch, tmp_path, "--format=nagios")
    assert (plugin.code, plugin.out) == (
        3,
        f"SZTRACK UNKNOWN - there is no targets.yaml in {tmp_path}\n",
    )


@pytest.mark.parametrize(
    ("fail_on", "code"), [("lagging", 2), ("at-risk", 2), ("overdue", 0), ("never", 0)]
)
def test_a_plug_in_tells_what_stands_however_often_it_is_asked(
    fail_on: str, code: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [check(monkeypatch, small, "--format", "nagios", "--fail-on", fail_on) for _ in range(2)]
    assert (runs[0], runs[0].code) == (runs[1], code)
    assert not (small / ".sztrack").exists()


def test_json(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def document() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(check(monkeypatch, small, "--format", "json").out)
        return found

    first, second = document(), document()
    change = first["changes"][0]
    assert {key: change[key] for key in ("change", "class", "key", "since", "worst")} == {
        "change": "new", "class": "lagging", "key": "gdp", "since": "2024-03",
        "worst": "off_track",
    }  # fmt: skip
    assert change["assessment"]["status"] == "off_track"
    assert (first["schema"], first["as_of"], first["tally"]) == (
        "sztrack/2",
        "2024-05",
        {"lagging": 1, "at_risk": 0, "strive": 0, "overdue": 0, "errors": 0, "plan": 0},
    )
    assert (second["changes"], second["standing"]) == ([], first["standing"])
    assert check(monkeypatch, small, "--format", "json", "-q") == Ran(0, "", "")


def test_the_output_goes_to_a_file_whole(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sztrack.prom"
    shown = check(monkeypatch, small, "--format", "openmetrics").out
    assert check(monkeypatch, small, "--format", "openmetrics", "-o", str(target)) == Ran(1, "", "")
    assert target.read_text(encoding="utf-8") == shown
    assert (
        check(
            monkeypatch, small, "--format", "openmetrics", "-o", str(tmp_path / "none" / "x.prom")
        ).code
        == 2
    )


def test_the_heartbeat_is_touched_when_the_check_was_made_and_not_otherwise(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat = small / "beat"
    for _ in range(2):
        check(monkeypatch, small, "-q", "--heartbeat", str(beat))
        assert beat.stat().st_mtime > 1_000_000_000
        os.utime(beat, (1, 1))
    check(monkeypatch, small, "--heartbeat", str(beat), "--fail-on", "late")
    (small / "targets.yaml").write_text("plan: [", encoding="utf-8")
    check(monkeypatch, small, "--heartbeat", str(beat))
    assert beat.stat().st_mtime == 1


def test_no_figures_are_no_all_clear_however_often_it_is_asked(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = check(monkeypatch, small)
    assert told.code == 1
    state, beat = small / ".sztrack" / "check.json", small / "beat"
    before = state.read_bytes()
    (small / "actuals").rename(small / "not mounted")
    for _ in range(2):
        ran = check(monkeypatch, small, "-q", "--heartbeat", str(beat))
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            "sztrack: no figures received for 2024, so nothing was checked; is actuals/"
            " empty, not mounted or unreadable?\n"
        )
    assert not beat.exists()
    assert state.read_bytes() == before
    plugin = check(monkeypatch, small, "--format", "nagios", "--fail-on", "never")
    assert plugin.code == 3
    assert plugin.out.startswith("SZTRACK UNKNOWN - 截至2024年6月，本年没有任何数据；数据逾期2 | ")


def test_no_state_is_begun_where_there_are_no_figures(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "actuals").rename(small / "not mounted")
    for _ in range(2):
        ran = check(monkeypatch, small)
        assert ran.err.startswith("sztrack: no figures received for 2024")
    assert not (small / ".sztrack" / "check.json").exists()


def test_a_damaged_state_is_built_anew_with_a_word(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = small / ".sztrack" / "check.json"
    first = check(monkeypatch, small, "-q")
    good = state.read_bytes()
    state.write_bytes(good[:40])
    again = check(monkeypatch, small, "-q")
    assert (again.code, again.out, again.err) == (
        1,
        first.out,
        (
            f"sztrack: the state file {state} is damaged and is rebuilt; open findings are"
            " reported again\n"
        ),
    )
    assert state.read_bytes() == good


def test_the_state_of_another_plan_is_no_guide(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    (small / "targets.yaml").write_text(PLAN.replace("id: city", "id: town"), encoding="utf-8")
    again = check(monkeypatch, small, "-q")
    assert (again.code, "is of another plan, city" in again.err) == (1, True)


def test_a_state_that_cannot_be_kept_is_said(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = check(monkeypatch, small, "--state", str(small / "targets.yaml" / "state.json"))
    assert (ran.code, ran.out) == (2, "")
    assert "cannot use the state file" in ran.err


def test_a_clock_that_moves_on_makes_data_overdue(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(day: str) -> Ran:
        return check(monkeypatch, small, "-q", "--lang", "en", clock=day)

    assert on("2024-06-15").code == 1
    assert [on(day) for day in ("2024-06-20", "2024-07-01", "2024-09-30")] == [Ran(0, "", "")] * 3
    late = on("2024-11-01")
    assert (late.code, late.out.splitlines()[1]) == (1, "GDP growth (gdp): data newly overdue")
    assert on("2024-11-30") == Ran(0, "", "")


def test_twenty_runs_at_once_tell_it_once_and_leave_one_valid_state(shipped: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    runs = [
        subprocess.Popen(
            process(shipped),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(20)
    ]
    told = [run.communicate() for run in runs]
    assert sorted(run.returncode for run in runs) == [0] * 19 + [1]
    assert sorted(bool(out) for out, _ in told) == [False] * 19 + [True]
    assert {err for _, err in told} == {b""}
    state = json.loads((shipped / ".sztrack" / "check.json").read_text(encoding="utf-8"))
    assert list(state["answers"][0]["said"]["overdue"]) != []
    assert sorted(path.name for path in (shipped / ".sztrack").iterdir()) == [
        "check.json",
        "check.json.lock",
    ]


def test_a_run_that_is_told_nothing_new_imports_neither_rich_nor_tabulate(small: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run(process(small), env=environment, check=False, capture_output=True)
    code = (
        f"import sys; from sztrack.cli.boundary import run; run({process(small)[3:]!r});"
        " print(*sorted(name.partition('.')[0] for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert not {"rich", "tabulate", "dateutil"} & set(done.stdout.split())
