"""No figures is not green: what never came, what cannot be read and what a task alone reports are
no all-clear for anybody who listens to sztrack check.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.run import Ran
from tests.cli.test_check import PLAN, check, small
from tests.cli.test_check_memory import SILENT, state

__all__ = ["small"]  # a fixture

WITH_A_TASK = (
    PLAN
    + """\
  - id: "2"
    title: {zh: 任务, en: Tasks}
    tasks:
      - task: 1
        title: {zh: 地铁, en: Metro}
        targets:
          - {id: metro, name: {zh: 地铁四期, en: Metro phase four}, kind: milestone, event: complete, wording: 地铁四期}
"""  # noqa: E501
)
REPORT = "指标,时期,进度,依据\n地铁四期,2024-05,进行中,市交通局月报\n"
NOTHING_CAME = (
    "sztrack: no figures received for 2024 for any headline goal, so none was checked; are files"
    " missing in actuals/?\n"
)


@pytest.fixture
def one_report(small: Path) -> Path:
    """A plan of two headline goals of which nothing came, and a task that reports."""
    (small / "targets.yaml").write_text(WITH_A_TASK, encoding="utf-8")
    shutil.rmtree(small / "actuals")
    (small / "actuals").mkdir()
    (small / "actuals" / "2024-05.csv").write_text(REPORT, encoding="utf-8")
    return small


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            "计划，截至2024年5月\n数据新逾期：新增就业（jobs）\n"
            "    本年还没有任何数据；自2024年2月起的数据应已报出，逾期5个月\n",
        ),
        (
            "en",
            "Plan, as of May 2024\nNew jobs (jobs): data newly overdue\n"
            "    no figure of the year has come; those from Feb 2024 on are due, 5 months late\n",
        ),
    ],
)
def test_a_headline_goal_that_never_came_is_overdue_once_its_first_figure_was_due(
    lang: str, told: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (small / "actuals").iterdir():
        path.write_text("指标,口径,同比\n生产总值,累计,5.9\n", encoding="utf-8")

    assert check(monkeypatch, small, "-q", "--lang", lang, clock="2024-03-31") == SILENT
    assert check(monkeypatch, small, "-q", "--lang", lang) == Ran(1, told, "")
    assert check(monkeypatch, small, "-q") == SILENT

    (small / "actuals" / "2024-06.csv").write_text(
        "指标,口径,累计,同比,单位\n生产总值,累计,,5.9,\n新增就业,累计,9,,万人\n", encoding="utf-8"
    )
    assert check(monkeypatch, small, "-q").out.splitlines()[1] == "数据已补报：新增就业（jobs）"


def test_a_tasks_report_alone_is_no_evidence(
    one_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat = one_report / "beat"
    first, second = (
        check(monkeypatch, one_report, "-q", "--heartbeat", str(beat), "--lang", "en")
        for _ in range(2)
    )
    assert first == Ran(
        1,
        "Plan, as of May 2024\n"
        "GDP growth (gdp): data newly overdue\n"
        "    no figure of the year has come; those from Feb 2024 on are due, 5 months late\n"
        "New jobs (jobs): data newly overdue\n"
        "    no figure of the year has come; those from Feb 2024 on are due, 5 months late\n",
        NOTHING_CAME,
    )
    assert second == Ran(1, "", NOTHING_CAME)
    assert not beat.exists()
    plugin = check(monkeypatch, one_report, "--format", "nagios", "--lang", "en")
    assert (plugin.code, plugin.out.partition(" | ")[0], plugin.err) == (
        3,
        "SZTRACK UNKNOWN - as of May 2024: no figure of the year has come for any headline goal;"
        " 2 overdue data",
        NOTHING_CAME,
    )


@pytest.mark.parametrize(
    ("fail_on", "code"), [("lagging,overdue,errors", 1), ("errors", 1), ("never", 0)]
)
def test_no_figures_fail_whatever_class_is_asked_for(
    fail_on: str, code: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small / "actuals")
    ran = check(monkeypatch, small, "-q", "--fail-on", fail_on)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("sztrack: no figures received for 2024, so nothing was checked;")


def test_nothing_is_amiss_before_the_first_figure_is_due(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small / "actuals")
    assert check(monkeypatch, small, "-q", clock="2024-03-31") == SILENT


@pytest.mark.parametrize(
    ("files", "due", "known"), [("as they are", 1, 1), ("emptied", 1, 0), ("in March", 0, 0)]
)
def test_the_metrics_say_whether_there_was_anything_to_judge_by(
    files: str, due: int, known: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if files != "as they are":
        for path in (small / "actuals").iterdir():
            path.unlink()
    clock = "2024-03-15" if files == "in March" else "2024-07-15"
    shown = check(monkeypatch, small, "--format", "openmetrics", clock=clock).out.splitlines()
    assert f"sztrack_figures_due {due}" in shown
    assert f"sztrack_figures_known {known}" in shown
    labels = 'id="gdp",chapter="1",nature="expected"'
    assert f"sztrack_target_figures_known{{{labels}}} {known}" in shown
    assert (f"sztrack_target_overdue{{{labels}}} 1" in shown) is (due > known)


def test_json_says_it_too(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(small / "actuals")
    document = json.loads(check(monkeypatch, small, "--format", "json").out)
    assert (document["figures_known"], document["changes"]) == (False, [])
    assert [alarm["key"] for alarm in document["standing"]] == ["gdp", "jobs"]


def test_an_error_in_a_folder_that_cannot_be_read_any_more_is_not_corrected(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = small / "actuals" / "sub" / "2024-06.csv"
    wrong.parent.mkdir()
    wrong.write_text("指标,口径,同比\n生产总值,累计,四点七\n", encoding="utf-8")
    assert "SZ212 actuals/sub/2024-06.csv:2" in check(monkeypatch, small, "-q").out

    wrong.parent.rename(small / "aside")
    wrong.parent.symlink_to(small / "aside")

    assert check(monkeypatch, small, "-q") == Ran(
        1,
        "计划，截至2024年5月\n新增数据错误：SZ200 actuals/sub:1\n"
        "    是链接的文件夹，其中的文件没有读取；处理：应是可读的文件或文件夹：检查权限，"
        "或关闭占用它的程序；链接的文件夹，把其中的文件放进来\n",
        "",
    )
    assert b"SZ212 actuals/sub/2024-06.csv" in state(small)


@pytest.mark.parametrize(
    ("lang", "line"),
    [("zh", "SZTRACK UNKNOWN - 截至2024年2月，没有任何数据"), ("en", "as of Feb 2024: no figure")],
)
def test_a_replay_of_a_month_before_the_first_figure_says_up_to_when(
    lang: str, line: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "actuals" / "2024-02.csv").unlink()
    asked = ("-q", "--as-of", "2024-02", "--lang", lang)

    ran = check(monkeypatch, small, *asked)

    assert (ran.code, ran.err) == (1, "sztrack: no figure up to 2024-02: nothing to check\n")
    assert "数据仍逾期：新增就业（jobs）" in ran.out or "New jobs (jobs): data still" in ran.out
    plugin = check(monkeypatch, small, *asked, "--format", "nagios")
    assert plugin.code == 3
    assert line in plugin.out
