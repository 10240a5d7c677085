"""Every code has a folder in gallery/: the smallest workspace that causes it, and what
`sztrack validate` says of it, word for word; of a folder with a bulletin, what `sztrack read` says,
and of one with a table of targets, what `sztrack init` makes of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sztrack.cli.boundary import run
from sztrack.core.catalogue import RULES
from sztrack.load.examples import FILE
from tests.conftest import ROOT, Golden
from tools import codes

GALLERY = ROOT / "tests" / "gallery"
FOLDERS = sorted(path.parent for path in GALLERY.glob("*/targets.yaml"))
CODE = re.compile(r"SZ\d{3}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(
    folder: Path,
    lang: str,
    golden: Golden,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("sztrack.cli.tongue.LANG", lang)

    bulletin = folder / "bulletin.docx"
    if bulletin.exists():
        pytest.importorskip("docx")
        monkeypatch.chdir(folder)
    more = folder / "arguments"
    asked = more.read_text(encoding="utf-8").split() if more.exists() else []
    common = ["-C", str(folder), "--lang", lang, "--today", "2024-11-15"]
    asks = ["validate", "--select", folder.name[:5], *asked]
    if bulletin.exists():
        asks = ["read", bulletin.name]
    if (folder / "table.csv").exists():
        monkeypatch.chdir(folder)
        asks = ["init", str(tmp_path / "new"), "--from", "table.csv"]
        common = ["--place", "Test", "--lang", lang]
    code = run([*asks, *common])

    out, err = capsys.readouterr()
    # What init made is compared as a file; it lies in another folder every time.
    shown = err if asks[0] == "init" else out + err
    shown = shown.replace("Permission denied", "Is a directory")  # what Windows says of SZ200
    made = tmp_path / "new" / "targets.yaml"
    if made.exists() and lang == "zh":
        golden(folder / "targets.yaml", made.read_text(encoding="utf-8"))
    golden(folder / f"expected.{lang}.txt", shown)
    assert set(CODE.findall(shown)) == {folder.name[:5]}
    worst = "(error|错误|warning|警告) SZ" if asks[0] == "init" else "(error|错误) SZ"
    stopped, failed = "sztrack: " in shown, re.search(worst, shown) is not None
    assert code == (2 if stopped else int(failed))


def test_every_code_has_a_folder_and_an_explanation() -> None:
    """What the source emits, what the catalogue explains and what the gallery shows are one set."""
    explaining = ("catalogue.py", "rules.py")
    sources = [path for path in (ROOT / "sztrack").rglob("*.py") if path.name not in explaining]
    emitted = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert emitted == set(RULES) == {folder.name[:5] for folder in FOLDERS}


def test_a_finding_is_made_by_its_rule_alone() -> None:
    """Severity and hint stand with the rule, never at the site."""
    making = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sztrack").rglob("*.py")
        if re.search(r"\bFinding\([^)]", path.read_text(encoding="utf-8"))
    }
    assert making == {"sztrack/core/model.py"}


def test_every_explanation_is_in_both_languages() -> None:
    assert all(
        words.strip()
        for rule in RULES.values()
        for text in (rule.summary, rule.why, rule.remedy)
        for words in text
    )


def test_a_finding_has_the_severity_of_its_rule() -> None:
    for folder in FOLDERS:
        shown = (folder / "expected.en.txt").read_text(encoding="utf-8")
        assert set(re.findall(r"(error|warning|info) SZ", shown)) == {
            RULES[folder.name[:5]].severity.value
        }, folder.name


def test_the_examples_and_the_page_of_checks_are_those_of_the_gallery() -> None:
    pytest.importorskip("docx")
    assert FILE.read_text(encoding="utf-8") == codes.gallery(), "run python tools/codes.py"
    assert codes.PAGE.read_text(encoding="utf-8") == codes.page(), "run python tools/codes.py"


def test_every_folder_holds_a_workspace_and_both_texts() -> None:
    lacking = [
        f"{folder.name}/{name}"
        for folder in GALLERY.iterdir()
        for name in ("targets.yaml", "expected.zh.txt", "expected.en.txt")
        if not (folder / name).is_file()
    ]
    assert lacking == []
