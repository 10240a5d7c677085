"""What TAB offers, asked as bash, zsh and fish ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import ROOT


def offered(*words: str, shell: str = "bash", cwd: Path = ROOT) -> list[str]:
    """The words offered for the last of `words`."""
    line = {
        "COMP_WORDS": " ".join(("sztrack", *words)),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    environment = (
        os.environ
        | line
        | {
            "_SZTRACK_COMPLETE": f"{shell}_complete",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
    )
    done = subprocess.run(
        [sys.executable, "-m", "sztrack"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ch",), ["check"]),
        (
            ("show", "public-superc"),
            ["public-supercharging-stations-q1", "public-supercharging-stations"],
        ),
        (("status", "--chapter", "2."), ["2.1", "2.2"]),
        (("targets", "--task", "15"), ["15", "150", "151", "152", "153"]),
        (("check", "--since", "2024-1"), ["2024-10", "2024-11", "2024-12"]),
        (("check", "--fail-on", "o"), ["overdue"]),
        (("status", "--pace", "s"), ["seasonal", "smoothed", "stock"]),
        (("status", "--chapter", "nine"), []),
    ],
)
def test_bash(words: tuple[str, ...], expected: list[str]) -> None:
    assert [line.removeprefix("plain,") for line in offered(*words)] == expected


def test_zsh_and_fish_see_the_names() -> None:
    assert offered("show", "gdp-g", shell="zsh") == ["plain", "gdp-growth", "GDP growth"]
    assert offered("show", "gdp-g", shell="fish") == ["plain,gdp-growth\tGDP growth"]


def test_owners(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(
        "plan: {id: x, year: 2024, title: t}\nchapters: [{id: 1, title: a, targets: [{id: a, name:"
        " n, kind: narrative, wording: w, owner: 市发改委}]}]\n",
        encoding="utf-8",
    )
    assert offered("status", "--owner", "市", cwd=tmp_path) == ["plain,市发改委"]


def test_no_plan_no_offer_and_no_noise(tmp_path: Path) -> None:
    assert offered("show", "gdp", cwd=tmp_path) == []
