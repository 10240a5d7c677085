"""The project around the code: what ships, what is promised of versions, what the map names."""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

CORE = ROOT / "sztrack" / "core"
SHELVES = ("checks", "kinds", "pace")
"""Their members are not on the map: one more is one more file."""
SETUP = "import setuptools; setuptools.setup()"


def test_the_lowest_versions_are_those_that_setup_cfg_allows() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = config["options.extras_require"]
    optional = (extras["docx"], extras["pdf"], extras["excel"], extras["dask"])
    lines = [config["options"]["install_requires"], *optional]
    allowed = "\n".join(lines).replace(">=", "==").split()
    pinned = (ROOT / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in pinned if not line.startswith("#")] == allowed


def test_the_workflow_runs_every_python_that_setup_cfg_names() -> None:
    config = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    named = re.findall(r"Python :: (3\.\d+)", config)
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_what_github_reads_is_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_the_map_names_every_module_of_the_core() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = {
        path.stem
        for path in CORE.rglob("*.py")
        if path.parent.name not in SHELVES and path.stem != "__init__"
    }
    assert {name for name in modules if not re.search(rf"\b{name}\b", text)} == set()


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_a_document_links_what_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (ROOT / link).exists(), link


def test_the_sdist_holds_all_that_git_does(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    pytest.importorskip("setuptools")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-c", SETUP, "-q", "egg_info", "--egg-base", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    sources = (tmp_path / "sztrack.egg-info" / "SOURCES.txt").read_text(encoding="utf-8")
    # What was deleted and not committed yet is in git's list, but nowhere else.
    held = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    assert held - set(sources.splitlines()) == set()
