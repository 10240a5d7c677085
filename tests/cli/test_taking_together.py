"""Takings at one time, and takings that die: the record is the old or the new one, and nothing lies
beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import FIGURES, Desk
from tests.cli.run import ROOT


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def _form(desk: Desk, month: int) -> str:
    return desk.form("市人社局", FIGURES, f"新增就业,2024-{month:02d},累计,{month},万人,5")


def test_six_takings_at_once_file_what_each_was_given(desk: Desk) -> None:
    months = range(2, 8)
    command = [
        sys.executable,
        "-m",
        "sztrack",
        "collect",
        "take",
        "-C",
        str(desk.root),
        "--today",
        "2024-10-16",
        "--lang",
        "en",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    runs = [
        subprocess.Popen(
            [*command, _form(desk, month)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for month in months
    ]
    told = [(*run.communicate(), run.returncode) for run in runs]
    assert [(err, code) for _, err, code in told] == [(b"", 0)] * 6
    assert sorted(desk.filed("时期", "数值")) == [
        (f"2024-{month:02d}", str(month)) for month in months
    ]


def test_a_failure_between_writing_and_renaming_leaves_the_old_record(desk: Desk) -> None:
    assert desk.take(_form(desk, 7)) == (0, ["new"])
    old, second = desk.filed("时期", "数值"), _form(desk, 8)

    def die(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error", str(target))

    with desk.monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        ran = desk.run("take", second)
    assert (ran.code, ran.out, desk.filed("时期", "数值")) == (2, "", old)
    assert (
        f"cannot use {desk.root / 'actuals' / 'collected.csv'}: an error of the disk or the network"
        in ran.err
    )
    assert [path.name for path in (desk.root / "actuals").iterdir()] == ["collected.csv"]
    # What a killed run leaves is cleared away, what an editor leaves is not.
    for name in (".collected.csv.sztrack-0a1b2c3d", ".collected.csv.swp"):
        (desk.root / "actuals" / name).write_text("", encoding="utf-8")
    assert desk.take(second) == (0, ["new"])
    assert desk.filed("时期", "数值") == [*old, ("2024-08", "8")]
    assert sorted(path.name for path in (desk.root / "actuals").iterdir()) == [
        ".collected.csv.swp",
        "collected.csv",
    ]
