"""The tutorials, line by line: each file is saved, each edit made, each command run, and what it
prints compared with the page. `--update-golden` writes the outputs into the pages anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.run import sztrack
from tests.conftest import ROOT, Golden

COPY = re.compile(r"<!-- copy of the shipped plan: (?P<folder>.+?) -->")
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>.+?) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)```\n", re.DOTALL
)
WIDTH = 100


@pytest.mark.parametrize("name", ["start.md", "start.zh.md", "new-year.md", "new-year.zh.md"])
def test_every_line_does_what_the_page_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    page = ROOT / "docs" / name
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    codes: list[int] = []

    def acted(block: re.Match[str]) -> str:
        if block["kind"] == "console":
            return _ran(block["body"], monkeypatch, codes)
        if block["kind"] == "diff":
            _edit(Path(block["file"]), block["body"])
        elif block["file"]:
            _save(Path(block["file"]), block["body"])
        return block[0]

    for copy in COPY.finditer(text):
        _copy_of_the_shipped_plan(Path(copy["folder"]))
    golden(page, BLOCK.sub(acted, text))
    assert codes
    assert max(codes) <= 1


def _ran(session: str, monkeypatch: pytest.MonkeyPatch, codes: list[int]) -> str:
    """The session again, with what its commands print now."""
    told = ""
    for command in re.findall(r"(?m)^\$ (.+)$", session):
        words = shlex.split(command)
        assert words[0] == "sztrack"
        done = sztrack(monkeypatch, *words[1:], width=WIDTH)
        codes.append(done.code)
        told += f"$ {command}\n{done.out}{done.err}"
    return f"```console\n{told.rstrip()}\n```\n"


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _edit(path: Path, change: str) -> None:
    """Make the change that a block of `diff` shows, at the one place that it fits."""
    text = path.read_text(encoding="utf-8")
    for hunk in re.split(r"(?m)^@@.*\n", change):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] != "+")
        after = "".join(line[1:] for line in lines if line[0] != "-")
        if lines:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def _copy_of_the_shipped_plan(folder: Path) -> None:
    shutil.copytree(ROOT / "actuals", folder / "actuals")
    shutil.copy(ROOT / "targets.yaml", folder)
