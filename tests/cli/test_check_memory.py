"""sztrack check remembers one answer per question: a replay, another question and a clock that went
back neither say that something recovered nor wipe what was said; an edited plan is told as edited.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Ran, sztrack
from tests.cli.test_check import PLAN, check, small, up_to

__all__ = ["small"]  # a fixture

TITLE = "计划，截至2024年5月\n"
LAGS = (
    "生产总值增速（gdp）\n    1-5月增长4.2%；预计全年4.2%，低于目标1.3个百分点；6-12月须增长6.5%，"
    "方可完成目标；自2024年3月起\n"
)
SILENT = Ran(0, "", "")


def edit(root: Path, before: str, after: str) -> None:
    """Change the plan as a planner does who gives no date."""
    text = (root / "targets.yaml").read_text(encoding="utf-8")
    assert before in text
    (root / "targets.yaml").write_text(text.replace(before, after), encoding="utf-8")


def state(root: Path) -> bytes:
    return (root / ".sztrack" / "check.json").read_bytes()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--as-of", "2024-02"), 0),
        (("--as-of", "2024-04"), 1),
        (("--today", "2024-12-01"), 1),
        (("--today", "2024-04-01"), 1),
        (("--today", "2024-03-15"), 0),
        (("--today", "2024-03-01", "--as-of", "2024-02"), 0),
        (("-n",), 1),
        (("--no-state",), 1),
    ],
)
def test_a_replay_by_hand_says_what_stood_and_leaves_the_memory_alone(
    asked: tuple[str, ...], code: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(monkeypatch, small, "-q").out.startswith(f"{TITLE}新增滞后：")
    before = state(small)

    ran = check(monkeypatch, small, "-q", *asked)

    assert (ran.code, ran.err) == (code, "")
    assert "解除" not in ran.out
    assert ("仍" in ran.out) is bool(code)
    assert state(small) == before
    assert check(monkeypatch, small, "-q") == SILENT


def test_the_month_of_the_environment_is_a_replay_too(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    before = state(small)
    with monkeypatch.context() as patch:
        patch.setenv("SZTRACK_AS_OF", "2024-02")
        assert check(monkeypatch, small, "-q") == SILENT
    assert state(small) == before


def test_a_day_of_the_clocks_own_month_is_no_replay(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(monkeypatch, small, "-q", "--today", "2024-07-01").code == 1
    assert check(monkeypatch, small, "-q") == SILENT


def test_no_state_is_begun_by_a_replay(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in (("--as-of", "2024-04"), ("-n",)):
        assert check(monkeypatch, small, *asked).code == 1
    assert not (small / ".sztrack").exists()


def test_a_clock_that_went_back_is_told_and_changes_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q", clock="2024-07-15")
    before = state(small)

    back = check(monkeypatch, small, "-q", clock="2024-04-01")

    assert back == Ran(
        1,
        "计划，截至2024年4月\n仍滞后：生产总值增速（gdp）\n    1-4月增长4.0%；预计全年4.0%，"
        "低于目标1.5个百分点；5-12月须增长6.3%，方可完成目标；"
        "自2024年3月起\n",
        "sztrack: the clock says 2024-04, but the last check was made in 2024-07: what stands is"
        " told, and nothing is remembered; set the clock right\n",
    )
    assert state(small) == before
    assert check(monkeypatch, small, "-q", clock="2024-07-31") == SILENT


@pytest.mark.parametrize("other", [("--fail-on", "at-risk"), ("--pace", "growth")])
def test_another_question_has_a_memory_of_its_own(
    other: tuple[str, ...], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(monkeypatch, small, "-q").code == 1

    asked = check(monkeypatch, small, "-q", *other)

    assert "解除" not in asked.out
    assert check(monkeypatch, small, "-q", *other) == SILENT
    assert check(monkeypatch, small, "-q") == SILENT
    answers = json.loads(state(small))["answers"]
    assert [answer["question"]["pace"] for answer in answers] == [
        None,
        other[1] if other[0] == "--pace" else None,
    ]


def test_a_state_of_the_first_version_goes_on(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / ".sztrack").mkdir()
    first = {
        "schema": "sztrack-state/1", "plan": "city", "as_of": "2024-05", "inputs": "",
        "said": {
            "targets": {
                "gdp": {"since": "2024-03", "mark": "off_track"},
                "jobs": {"since": "2024-03", "mark": "off_track"},
            },
            "overdue": {},
            "errors": {},
        },
    }  # fmt: skip
    (small / ".sztrack" / "check.json").write_text(json.dumps(first), encoding="utf-8")

    ran = check(monkeypatch, small, "-q")

    assert ran == Ran(
        0,
        f"{TITLE}解除滞后：新增就业（jobs）\n    1-5月为8.1万人；预计全年19.44万人（80%区间"
        "17.38万人至21.76万人，达标可能性82%），高于目标1.44万人；曾自2024年3月起\n",
        "",
    )
    assert json.loads(state(small))["schema"] == "sztrack-state/2"
    assert check(monkeypatch, small, "-q") == SILENT


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            f"{TITLE}计划有改动：生产总值增速（gdp）\n    目标由>=5.5%改为>=4%；不再标记为滞后\n",
        ),
        (
            "en",
            "Plan, as of May 2024\nGDP growth (gdp): the plan was edited\n"
            "    the goal was changed from >= 5.5% to >= 4%; it no longer counts as off"
            " track\n",
        ),
    ],
)
def test_a_lowered_goal_is_no_recovery(
    lang: str, told: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, ">= 5.5%", ">= 4%")
    assert check(monkeypatch, small, "-q", "--lang", lang) == Ran(0, told, "")
    assert check(monkeypatch, small, "-q") == SILENT


def test_the_same_goal_in_another_unit_is_no_change(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, '">= 18万人"', '">= 180000人"')
    assert check(monkeypatch, small, "-q") == SILENT


def test_a_wider_threshold_is_no_recovery(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(monkeypatch, small, "-q")
    edit(small, "rules: {pace: linear}", "rules: {pace: linear, outlook_points: 2}")
    assert check(monkeypatch, small, "-q") == Ran(
        0,
        f"{TITLE}计划有改动：阈值\n    阈值 outlook_points 由0.5改为2\n",
        "",
    )
    assert check(monkeypatch, small, "-q") == SILENT


def test_a_renamed_id_is_told_once_and_its_alarm_goes_on(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, "id: gdp,", "id: gdp-growth,")
    assert check(monkeypatch, small, "-q") == Ran(
        0,
        f"{TITLE}计划有改动：生产总值增速（gdp-growth）\n    编号由gdp改为gdp-growth\n",
        "",
    )
    assert check(monkeypatch, small, "-q") == SILENT
    answer = json.loads(state(small))["answers"][0]
    assert list(answer["said"]["targets"]) == ["gdp-growth"]
    assert list(answer["targets"]) == ["gdp-growth", "jobs"]


def test_an_indicator_that_is_renamed_with_an_alias_is_the_same_target(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, "id: gdp,", "id: output,")
    edit(small, "indicator: 生产总值,", "indicator: 地区生产总值,")
    edit(small, "chapters:", "aliases: {生产总值: 地区生产总值}\nchapters:")
    assert check(monkeypatch, small, "-q") == Ran(
        0, f"{TITLE}计划有改动：生产总值增速（output）\n    编号由gdp改为output\n", ""
    )


def test_kind_and_date_are_told_with_both_values(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, "kind: flow,", "kind: stock, by: 2024-11,")
    ran = check(monkeypatch, small, "-q")
    assert ran.out.splitlines()[1:3] == [
        "计划有改动：新增就业（jobs）",
        "    类型由累计量改为时点量；完成期限由2024年12月改为2024年11月",
    ]


def test_json_has_both_values_as_the_plan_writes_them(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    edit(small, ">= 5.5%", "~ 4%")
    (change,) = json.loads(check(monkeypatch, small, "--format", "json").out)["changes"]
    assert (change["change"], change["class"], change["key"]) == ("changed", "plan", "gdp")
    assert change["edits"] == [{"what": "goal", "before": ">= 5.5%", "now": "~ 4%"}]
    assert change["ended"] == ["gdp"]


def test_an_edited_plan_is_a_failure_where_that_is_asked(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--format", "github", "--lang", "en", "--fail-on", "plan")
    check(monkeypatch, small, *asked)
    edit(small, ">= 5.5%", ">= 4%")
    assert check(monkeypatch, small, *asked) == Ran(
        1,
        "::notice file=actuals/2024-05.csv,line=2,title=GDP growth (gdp)%3A the plan was"
        " edited::the goal was changed from >= 5.5%25 to >= 4%25; it no longer counts as off"
        " track\n",
        "",
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            "计划，截至2024年5月\n数据缺失：生产总值增速（gdp）\n"
            "    上次检查时有2024年2月至2024年5月的4期数据，现在本年没有任何数据；"
            "请核对 actuals/ 中的文件\n",
        ),
        (
            "en",
            "Plan, as of May 2024\nGDP growth (gdp): figures are gone\n"
            "    an earlier check saw figures for 4 periods, Feb 2024 to May 2024; now there is"
            " none of the year; look at the files in actuals/\n",
        ),
    ],
)
def test_one_goals_figures_that_are_deleted_are_an_alarm(
    lang: str, told: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    whole = {path: path.read_text(encoding="utf-8") for path in (small / "actuals").iterdir()}
    for path, text in whole.items():
        kept = [line for line in text.splitlines() if not line.startswith("生产总值")]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")

    assert check(monkeypatch, small, "-q", "--lang", lang) == Ran(1, told, "")
    assert check(monkeypatch, small, "-q") == SILENT

    for path, text in whole.items():
        path.write_text(text, encoding="utf-8")
    assert check(monkeypatch, small, "-q") == Ran(
        0, f"{TITLE}数据缺失已解除：生产总值增速（gdp）\n", ""
    )


def test_the_newest_file_that_is_deleted_is_an_alarm_of_every_row_in_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(monkeypatch, small, "-q")
    with up_to(small, "2024-04"):
        gone = check(monkeypatch, small, "-q", "--lang", "en")
    assert gone == Ran(
        1,
        "Plan, as of Apr 2024\n"
        "GDP growth (gdp): figures are gone\n"
        "    an earlier check saw figures for May 2024; now the newest is for Apr 2024; look at"
        " the files in actuals/\n"
        "New jobs (jobs): figures are gone\n"
        "    an earlier check saw figures for May 2024; now the newest is for Apr 2024; look at"
        " the files in actuals/\n",
        "",
    )


def test_a_month_in_the_middle_that_is_deleted_ends_no_alarm(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two bad months in a row made the alarm; without April there are none."""
    (small / "actuals" / "2024-03.csv").rename(small / "2024-03.csv")
    check(monkeypatch, small, "-q", "--lang", "en")
    (small / "actuals" / "2024-04.csv").unlink()

    assert check(monkeypatch, small, "-q", "--lang", "en") == Ran(
        1,
        "Plan, as of May 2024\n"
        "GDP growth (gdp): figures are gone\n"
        "    an earlier check saw figures for Apr 2024; now the newest is for May 2024; look at the"
        " files in actuals/\n"
        "New jobs (jobs): figures are gone\n"
        "    an earlier check saw figures for Apr 2024; now the newest is for May 2024; look at the"
        " files in actuals/\n",
        "",
    )
    assert check(monkeypatch, small, "-q") == SILENT

    (small / "actuals" / "2024-06.csv").write_text(
        "指标,口径,累计,同比,单位\n生产总值,累计,,5.9,\n新增就业,累计,9.8,,万人\n", encoding="utf-8"
    )
    titles = check(monkeypatch, small, "-q").out.splitlines()[1::2]
    assert titles == [
        "解除滞后：生产总值增速（gdp）", "数据缺失已解除：生产总值增速（gdp）",
    ]  # fmt: skip


def test_the_clock_of_a_trial_may_be_set_by_hand(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one day that is said to a later one the memory goes on as by the clock."""
    for day, code in (("2024-06-15", 1), ("2024-06-30", 0), ("2024-07-01", 0), ("2024-05-31", 1)):
        ran = check(monkeypatch, small, "-q", "--today", day, clock="2026-11-30")
        assert (ran.code, ran.err) == (code, "")


def test_the_plan_of_another_year_begins_anew(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(monkeypatch, small, "-q")
    (small / "targets.yaml").write_text(PLAN.replace("2024", "2023"), encoding="utf-8")
    for path in (small / "actuals").iterdir():
        path.rename(path.with_name(path.name.replace("2024", "2023")))
    ran = check(monkeypatch, small, "-q")
    assert "is of another plan, city (2024); a new one is started" in ran.err
    assert "缺失" not in ran.out


def test_help_names_the_way_to_look_without_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = sztrack(monkeypatch, "check", "--help").out
    assert "-n, --no-state, --all" in shown
