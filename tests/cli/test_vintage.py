"""What was known on a day, what was changed since, and how each file was read."""

from __future__ import annotations

import json

import pytest

from tests.cli.run import ROOT, sztrack

WORKSPACE = str(ROOT / "tests" / "gallery" / "SZ307")


def test_a_day_before_the_revision_shows_the_first_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sztrack(
        monkeypatch,
        "show",
        "new-urban-jobs",
        "-C",
        WORKSPACE,
        "--lang",
        "en",
        "--vintage",
        "2024-09-30",
    )

    assert (ran.code, ran.err) == (0, "")
    assert "Jan-Aug: 122,000" in ran.out
    assert "Revisions" not in ran.out


def test_a_revision_says_what_changed_when_and_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sztrack(
        monkeypatch,
        "show",
        "new-urban-jobs",
        "-C",
        WORKSPACE,
        "--lang",
        "zh",
        "--as-of",
        "2024-09",
        "--today",
        "2024-11-15",
    )

    assert (
        "2024年8月由12.2万人修订为10.1万人（2024-10-18）；2024年8月的判断由预警变为滞后" in ran.out
    )
    assert "2024-09-18" in ran.out


def test_how_each_file_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, table, machine = (
        sztrack(
            monkeypatch, "validate", "-C", WORKSPACE, "--lang", "en", "--today", "2024-11-15", *more
        )
        for more in ((), ("-v",), ("--format", "json"))
    )

    assert table.out.removeprefix(plain.out).splitlines()[-1].split() == [
        "actuals/2024.csv",
        "tidy",
        "CSV",
        "utf-8",
        "4",
        "3",
    ]
    assert json.loads(machine.out)["files"] == [
        {
            "path": "actuals/2024.csv",
            "dialect": "tidy",
            "container": "CSV",
            "encoding": "utf-8",
            "rows": 4,
            "observations": 3,
        }
    ]
