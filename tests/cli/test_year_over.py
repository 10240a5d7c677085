"""A plan whose year is over: figures of the next year are told, and every page gives one number of
months late.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.run import Ran, sztrack
from tests.cli.test_check import check, small
from tests.cli.test_check_memory import SILENT

__all__ = ["small"]  # a fixture


@pytest.fixture
def over(small: Path) -> Path:
    """The plan of 2024 is done, and figures of 2025 came in."""
    for month, rows in (
        ("2024-12", "生产总值,累计,,5.8,\n新增就业,累计,19,,万人\n"),
        ("2025-02", "生产总值,累计,,5.1,\n新增就业,累计,3,,万人\n"),
        ("2025-03", "生产总值,累计,,5.0,\n"),
    ):
        (small / "actuals" / f"{month}.csv").write_text(
            f"指标,口径,累计,同比,单位\n{rows}", encoding="utf-8"
        )
    return small


@pytest.mark.parametrize(
    ("lang", "told", "line"),
    [
        (
            "zh",
            "计划，截至2024年12月\n计划年度已过：SZ308 actuals/2025-02.csv:2\n"
            "    计划年度（2024年）已过；2025年的数据3行尚无对应的计划；处理：为新的年度建立计划，"
            "另用一个工作区，把这些数据移过去\n",
            "计划年度（2024年）已过；2025年的数据3行尚无对应的计划",
        ),
        (
            "en",
            "Plan, as of Dec 2024\nSZ308 actuals/2025-02.csv:2: the plan's year is over\n"
            "    the plan's year, 2024, is over; 3 rows of 2025 wait for their plan; to do: write"
            " the plan of the new year in a workspace of its own, and move the figures there\n",
            "the plan's year, 2024, is over; 3 rows of 2025 wait for their plan",
        ),
    ],
)
def test_figures_after_the_plans_year_are_told_once_and_stand_in_status_and_validate(
    lang: str, told: str, line: str, over: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(monkeypatch, over, "-q", "--lang", lang, clock="2025-05-01")
    assert first == Ran(0, told, "")
    (over / "actuals" / "2025-04.csv").write_text(
        "指标,口径,同比\n生产总值,累计,5.0\n", encoding="utf-8"
    )
    assert check(monkeypatch, over, "-q", clock="2025-06-01") == SILENT
    assert check(monkeypatch, over, "-n", "--fail-on", "plan", clock="2025-06-01").code == 1
    (over / "actuals" / "2025-04.csv").unlink()

    where = ("-C", str(over), "--lang", lang, "--today", "2025-05-01")
    assert sztrack(monkeypatch, "status", *where).out.splitlines()[2] == line
    assert f"SZ308{'：' if lang == 'zh' else ': '}{line}" in sztrack(
        monkeypatch, "validate", *where
    ).out.replace("\n", " " if lang == "en" else "")


def test_a_replay_of_a_month_of_the_plan_knows_no_later_year(
    over: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("-C", str(over), "--lang", "en", "--today", "2025-05-01", "--as-of", "2024-05")
    assert "is over" not in sztrack(monkeypatch, "status", *where).out


@pytest.mark.parametrize(("frequency", "late"), [("monthly", 15), ("quarterly", 15)])
def test_every_page_gives_one_number_of_months_late(
    frequency: str, late: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small / "targets.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        'goal: ">= 18万人"', f'goal: ">= 18万人", frequency: {frequency}'
    )
    plan.write_text(text, encoding="utf-8")
    for month in ("04", "05"):
        path = small / "actuals" / f"2024-{month}.csv"
        path.write_text("指标,口径,同比\n生产总值,累计,5.9\n", encoding="utf-8")
    where = ("-C", str(small), "--lang", "zh", "--today", "2025-08-01")

    owing = sztrack(monkeypatch, "collect", "owing", *where, "--format", "json").out
    debts = {debt["id"]: debt["months_late"] for debt in json.loads(owing)["owing"]}
    status = sztrack(monkeypatch, "status", *where, "--format", "json").out
    rows = {row["id"]: row["late"] for row in json.loads(status)["assessments"]}
    told = check(monkeypatch, small, "-n", clock="2025-08-01").out
    jobs = told[told.index("数据仍逾期：新增就业") :]
    brief = sztrack(monkeypatch, "report", *where).out

    assert debts["jobs"] == rows["jobs"] == late
    assert re.findall(r"逾期(\d+)个月", jobs) == [str(late)]
    assert re.search(rf"新增就业\s*\|[^\n]*\|\s*{late}\s*\|", brief) or f"逾期{late}个月" in brief
