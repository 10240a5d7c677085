"""sztrack report as a web page and as a Word file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.run import ROOT, sztrack

AT = ("-C", str(ROOT), "--as-of", "2024-09", "--today", "2024-11-05")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("图1　地区生产总值增速", "附表2 全部目标", "报送情况", "出处")),
        ("en", ("Figure 1. GDP growth", "Table 2: every target", "Sources by line")),
    ],
)
def test_html_to_the_screen_and_to_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:
    file = tmp_path / "brief.html"

    shown = sztrack(monkeypatch, "report", "--html", *AT, "--lang", lang)
    written = sztrack(monkeypatch, "report", "--html", *AT, "--lang", lang, "-o", str(file))

    assert (shown.code, shown.err) == (0, "")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert file.read_bytes().decode() == shown.out
    assert all(word in shown.out for word in words)


def test_docx_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    file = tmp_path / "brief.docx"

    ran = sztrack(monkeypatch, "report", "--docx", *AT, "--lang", "zh", "-o", str(file))

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert file.read_bytes()[:2] == b"PK"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.docx"]


def test_docx_needs_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sztrack(monkeypatch, "report", "--docx", *AT)
    assert ran.code == 2
    assert "--docx" in ran.err
    assert "-o" in ran.err


def test_docx_without_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "sztrack.formats.docx.paper", raising=False)

    ran = sztrack(monkeypatch, "report", "--docx", *AT, "-o", str(tmp_path / "brief.docx"))

    assert ran.code == 2
    assert "pip install python-docx" in ran.err
    assert list(tmp_path.iterdir()) == []
