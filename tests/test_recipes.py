"""The recipes in docs/ are well formed, and accepted by the programs they are for where those are
installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "docs" / "recipes"


def commands(text: str) -> list[str]:
    """Every `sztrack check …` in a text, options only."""
    return re.findall(
        r"(?:sztrack|sztrack\.exe</Command>\s*<Arguments>)\s*(?<!-)\bcheck((?: +-[-\w]+)*)", text
    )


def test_every_option_exists() -> None:
    from sztrack.cli.commands.check import command

    known = {name for param in command.params for name in param.opts}
    pages = [*RECIPES.iterdir(), ROOT / "docs" / "cron.md", ROOT / "docs" / "cron.zh.md"]
    used = {
        option
        for page in pages
        for options in commands(page.read_text(encoding="utf-8"))
        for option in options.split()
    }
    assert {"-q", "--all", "--since", "--format"} <= used <= known


def test_the_pages_link_to_every_recipe() -> None:
    for page in ("cron.md", "cron.zh.md"):
        linked = re.findall(
            r"\]\(recipes/([^)]+)\)", (ROOT / "docs" / page).read_text(encoding="utf-8")
        )
        assert sorted(linked) == sorted(path.name for path in RECIPES.iterdir())


def test_they_are_well_formed() -> None:
    ElementTree.parse(RECIPES / "sztrack-task.xml")
    assert {"name", "jobs"} <= set(
        yaml.safe_load((RECIPES / "github-action.yml").read_text(encoding="utf-8"))
    )


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_promtool_accepts_the_rules() -> None:
    subprocess.run(
        ["promtool", "check", "rules", str(RECIPES / "alert-rules.yml")],
        check=True,
        capture_output=True,
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for name in ("sztrack.service", "sztrack.timer"):
        shutil.copy(RECIPES / name, tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
