"""What the terminal shows of a month's collection, in both languages, at 80 columns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.desk import FIGURES, STAGES, Desk, metro
from tests.cli.run import ROOT, sztrack
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_month_of_collection(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    desk = Desk(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "actuals" / "2024-07.csv").write_text(
        "指标,时期,口径,数值,单位,发布日期\n新增就业,2024-07,累计,9,万人,2024-08-20\n",
        encoding="utf-8",
    )
    desk.form(
        "市人社局",
        f"{FIGURES},备注",
        "新增就业,2024-07,累计,9.1,万人,5,年报口径",
        "新增就业,2024-08,累计,11,亿元,",
        "新增就业,2024-09,累计,,,,尚未统计",
    )
    desk.form(
        "市交通局",
        STAGES,
        *metro("2024-08,自报完成,"),
        *metro("2024-09,核实完成,"),
        "地铁五期,2024-08,进行中,",
    )
    desk.form("核查", STAGES, *metro("2024-08,核实完成,验收书〔2024〕9号"))
    desk.form("市交通局", STAGES, *metro("2024-08,进行中,"), *metro("2024-10,有风险,"))
    parts = []
    for command in (
        ("forms", "--month", "2024-09", "-o", "out"),
        ("take", "市人社局-1.csv", "市交通局-2.csv"),
        ("take", "--verified", "--from", "市发改委", "核查-3.csv"),
        ("take", "-n", "市交通局-4.csv"),
        ("owing",),
    ):
        ran = desk.run(*command, lang=lang, width=80)
        parts.append(
            f"$ sztrack collect {' '.join(command)}\n{ran.out}{ran.err}".replace(os.sep, "/")
        )
        parts[-1] += f"[{ran.code}]\n"
    ran = sztrack(monkeypatch, "reconcile", "--lang", lang, "--today", "2024-10-16", width=80)
    parts.append(f"$ sztrack reconcile\n{ran.out}{ran.err}[{ran.code}]\n")
    golden(GOLDEN / f"collect-{lang}.txt", "\n".join(parts))


def test_what_was_owed_by_an_earlier_month(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sztrack(
        monkeypatch, "collect", "owing", "-C", str(ROOT), "--as-of", "2024-06",
        "--today", "2024-09-05", "--lang", "en", width=200,
    )  # fmt: skip
    assert "As of Sep 2024 (periods up to Jun 2024 only)" in ran.out
    assert "2024-02 - 2024-06" in ran.out
    assert " - 2024-07" not in ran.out
