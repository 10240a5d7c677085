"""Every code has a folder in gallery/: the smallest workspace that causes it, and what `sztrack validate` says of it, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sztrack.cli.boundary import run
from tests.conftest import ROOT, Golden

GALLERY = ROOT / "tests" / "gallery"
FOLDERS = sorted(path.parent for path in GALLERY.glob("*/targets.yaml"))
CODE = re.compile(r"SZ\d{3}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path, lang: str, golden: Golden, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    for module in ("tongue", "boundary"):
        monkeypatch.setattr(f"sztrack.cli.{module}.LANG", lang)

    more = folder / "arguments"
    asked = more.read_text(encoding="utf-8").split() if more.exists() else []
    code = run(["validate", "-C", str(folder), "--lang", lang, "--today", "2024-11-15", "--select", folder.name[:5], *asked])

    shown = "".join(capsys.readouterr()).replace("Permission denied", "Is a directory")  # what Windows says of SZ200
    golden(folder / f"expected.{lang}.txt", shown)
    assert set(CODE.findall(shown)) == {folder.name[:5]}
    stopped, failed = "sztrack: " in shown, re.search("(error|错误) SZ", shown) is not None
    assert code == (2 if stopped else int(failed))


def test_every_code_has_a_folder() -> None:
    codes = {code for path in (ROOT / "sztrack").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert codes == {folder.name[:5] for folder in FOLDERS}


def test_every_folder_holds_a_workspace_and_both_texts() -> None:
    lacking = [
        f"{folder.name}/{name}"
        for folder in GALLERY.iterdir()
        for name in ("targets.yaml", "expected.zh.txt", "expected.en.txt")
        if not (folder / name).is_file()
    ]
    assert lacking == []
