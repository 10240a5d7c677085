"""sztrack validate and sztrack rule: formats for machines, choosing codes, exits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sztrack.cli.app import cli
from sztrack.core.model import Finding, Severity, Source, Text
from sztrack.formats import github, sarif
from tests.cli.run import ROOT, sztrack
from tests.conftest import Golden

GALLERY = ROOT / "tests" / "gallery"
GOLDEN = Path(__file__).parent / "golden"
ODD = [
    Finding(
        code="SZ212",
        severity=Severity.ERROR,
        message=Text("“100%, 约”不是数\n::error::", "'100%'"),
        hint=Text("改", "mend"),
        source=Source("数据/2024:9,a b.csv", 3),
    ),
    Finding(
        code="SZ408",
        severity=Severity.INFO,
        message=Text("到期\x1b[2J", "due"),
        hint=Text("补报", "add"),
        source=Source("actuals/2024.csv", 12),
    ),
]


@pytest.mark.parametrize(
    ("folder", "code"), [("SZ402", 0), ("SZ212-value", 1), ("SZ508", 0), ("SZ100-quote", 2)]
)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_exit(folder: str, code: int, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 without an error, 1 with one, 2 without a plan: from the door and from click alike."""
    arguments = ("validate", "-C", str(GALLERY / folder), "--format", form, "--lang", "en")
    ran = sztrack(monkeypatch, *arguments)
    assert ran.code == code
    assert (folder[:5] in ran.out) is (form != "text" or code < 2)
    if code < 2:
        assert CliRunner().invoke(cli, arguments).exit_code == code


def test_an_unknown_code_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    for option in ("--select", "--ignore"):
        ran = sztrack(monkeypatch, "validate", "-C", str(GALLERY / "SZ402"), option, "SZ4,SZ9")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(
            f"sztrack: Invalid value for {option}: there is no code 'SZ9'; sztrack rule lists them"
        )


def test_paths_for_programs_begin_at_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY)
    for form in ("github", "sarif"):
        assert (
            "SZ402/actuals/2024-09.csv"
            in sztrack(monkeypatch, "validate", "-C", "SZ402", "--format", form).out
        )
    assert "SZ402/" not in sztrack(monkeypatch, "validate", "-C", "SZ402", "--format", "json").out


def test_annotations_are_escaped() -> None:
    assert github.render_findings(ODD, "zh").splitlines() == [
        "::notice file=actuals/2024.csv,line=12,title=SZ408::到期\ufffd[2J%0A补报",
        "::error file=数据/2024%3A9%2Ca b.csv,line=3,title=SZ212::“100%25, 约”"
        "不是数⏎::error::%0A改",
    ]


def test_a_line_break_in_a_cell_makes_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "actuals").mkdir()
    (tmp_path / "targets.yaml").write_text(
        "plan: {id: p, year: 2024, title: 计划}\nchapters: []\n", encoding="utf-8"
    )
    forged = '"=a\nactuals/2024-08.csv:9: error SZ999: forged\r\n\u2028x"'
    (tmp_path / "actuals" / "2024-09.csv").write_text(
        f"指标,累计(亿元),来源\n甲,{forged},\n", encoding="utf-8", newline=""
    )
    shown = "=a⏎actuals/2024-08.csv:9: error SZ999: forged⏎⏎x"

    for form, begin in (("text", "actuals/2024-09.csv:2: "), ("github", "::error ")):
        ran = sztrack(
            monkeypatch,
            "validate",
            "-C",
            str(tmp_path),
            "--select",
            "SZ212",
            "--lang",
            "en",
            "--format",
            form,
        )
        assert [line for line in ran.out.splitlines() if "forged" in line] == [
            line for line in ran.out.splitlines() if line.startswith(begin)
        ]
        assert shown in ran.out

    (tmp_path / "targets.yaml").write_text(
        'plan: {id: p, year: "x\\nactuals/2024-08.csv:9: error SZ999: forged", title:'
        " 计划}\nchapters: []\n",
        encoding="utf-8",
    )
    ran = sztrack(monkeypatch, "validate", "-C", str(tmp_path), "--lang", "en")
    assert (ran.code, [line[:12] for line in ran.err.splitlines() if "forged" in line]) == (
        2,
        ["targets.yaml"],
    )


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0: sections 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result), 3.29 (location),
    3.49 (rule).
    """
    document: dict[str, Any] = json.loads(sarif.render_findings(ODD, "en"))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-2.1.0.json")
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "sztrack"
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        ("SZ212", "error"),
        ("SZ408", "note"),
    ]
    assert all(
        rule[part]["text"]
        for rule in rules
        for part in ("shortDescription", "fullDescription", "help")
    )
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    ]
    assert uris == ["actuals/2024.csv", "%E6%95%B0%E6%8D%AE/2024%3A9%2Ca%20b.csv"]


@pytest.mark.parametrize("render", [github.render_findings, sarif.render_findings])
def test_nothing_found(render: Any) -> None:
    assert "SZ" not in render([], "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", ["", "SZ402"])
def test_rule(code: str, lang: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    ran = sztrack(monkeypatch, "rule", *filter(None, [code]), "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"rule-{code or 'all'}-{lang}.txt", ran.out)


def test_a_rule_without_an_example_is_shown_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sztrack(monkeypatch, "rule", "SZ402", "--lang", "en").out
    monkeypatch.setattr("sztrack.load.examples.examples", dict)
    ran = sztrack(monkeypatch, "rule", "SZ402", "--lang", "en")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.strip() == whole.partition("example: ")[0].strip()


def test_rule_takes_any_case_and_a_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sztrack(monkeypatch, "rule", "sz402").out == sztrack(monkeypatch, "rule", "SZ402").out
    assert sztrack(monkeypatch, "rule", "SZ30").out.count("SZ30") == 8
    ran = sztrack(monkeypatch, "rule", "SZ999")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "sztrack: Invalid value for CODE: there is no code 'SZ999'; sztrack rule lists them"
    )
