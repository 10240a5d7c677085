"""The command line: streams, colours, encodings, languages, exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sztrack.cli.terminal import wants_colour
from sztrack.cli.tongue import chosen
from tests.cli.run import ROOT, sztrack

STATUS = ("status", "-C", str(ROOT), "--as-of", "2024-09", "--today", "2024-12-20")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m sztrack ARGUMENTS` with nothing but the given environment beside what Python
    needs.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "TEMP", "TMP")
    }
    return subprocess.run(
        [sys.executable, "-m", "sztrack", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_gbk_stdout_gets_everything_it_can_hold(lang: str) -> None:
    done = process(*STATUS, "--lang", lang, PYTHONIOENCODING="gbk", COLUMNS="120")
    utf8 = process(*STATUS, "--lang", lang, PYTHONIOENCODING="utf-8", COLUMNS="120")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("gbk") == utf8.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("targets",),
        ("show", "gdp-growth"),
        ("validate",),
        ("rule",),
        ("rule", "SZ402"),
        ("status", "--all"),
    ],
)
def test_every_screen_fits_gbk(command: tuple[str, ...]) -> None:
    done, utf8 = (
        process(*command, "--lang", "zh", PYTHONIOENCODING=encoding, COLUMNS="100")
        for encoding in ("gbk", "utf-8")
    )
    assert done.stderr == b""
    assert done.stdout.decode("gbk") == utf8.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("asked", "is_terminal", "no_color", "term", "expected"),
    [
        ("auto", True, None, "xterm", True),
        ("auto", True, "", "xterm", True),
        ("auto", True, "1", "xterm", False),
        ("auto", True, None, "dumb", False),
        ("auto", False, None, "xterm", False),
        ("always", False, "1", "dumb", True),
        ("never", True, None, "xterm", False),
    ],
)
def test_colour(
    asked: str, is_terminal: bool, no_color: str | None, term: str, expected: bool
) -> None:
    assert wants_colour(asked, is_terminal, no_color, term) is expected


def test_colour_adds_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    plain = sztrack(monkeypatch, *STATUS, "--lang", "zh").out
    coloured = sztrack(monkeypatch, *STATUS, "--lang", "zh", "--color", "always").out
    assert "\x1b[" not in plain
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(
    width: int, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    out = sztrack(monkeypatch, *STATUS, "--lang", lang, width=width).out
    assert max(cell_len(line) for line in out.splitlines()) <= width


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "SZTRACK_LANG": "en"}, "en"),
        (["status", "--lang", "zh"], {"SZTRACK_LANG": "en"}, "zh"),
        (["--lang=zh", "status"], {}, "zh"),
        (["status", "--lang"], {}, "en"),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert chosen(arguments, environment, "linux") == expected


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ("statsu",),
            2,
            "sztrack: there is no command 'statsu'; try status targets\n  see sztrack --help",
        ),
        (
            ("status", "--as-off", "2024-09"),
            2,
            # The rest of the line is click's own, and differs by its version.
            "sztrack: No such option",
        ),
        (
            ("status", "--as-of", "2024-13"),
            2,
            (
                "sztrack: Invalid value for '--as-of': '2024-13' is not a month; write it as"
                " 2024-09\n  see sztrack status --help\n"
            ),
        ),
        (
            ("status", "--as-of", "2023-09"),
            2,
            (
                "sztrack: Invalid value for --as-of: 2023-09 is not in the plan's year 2024\n  see"
                " sztrack status --help\n"
            ),
        ),
        (
            ("status", "--today", "soon"),
            2,
            (
                "sztrack: Invalid value for '--today': 'soon' is not a date; write it as"
                " 2024-10-28\n  see sztrack status --help\n"
            ),
        ),
        (
            ("status", "--pace", "magic"),
            2,
            (
                "sztrack: Invalid value for --pace: there is no 'magic'; choose from auto growth"
                " linear rate reference seasonal smoothed stock\n  see sztrack status --help\n"
            ),
        ),
        (("show", "gdp"), 2, "sztrack: there is no target 'gdp'; did you mean: gdp-growth"),
    ],
)
def test_a_wrong_command_line_says_what_to_do(
    arguments: tuple[str, ...], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SZTRACK_HOME", str(ROOT))
    ran = sztrack(monkeypatch, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(words)
    assert "--help" in ran.err


def test_a_wrong_command_line_in_chinese() -> None:
    done = process("status", "--as-of", "2024-13", "--lang", "zh", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "sztrack: --as-of：“2024-13”不是年月，写成 2024-09",
        "  用法见 sztrack status --help",
    ]


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ("status",),
        ("status", "-C", str(tmp_path)),
        ("status", "-C", str(tmp_path / "none")),
    ):
        ran = sztrack(monkeypatch, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("sztrack: ")


def test_a_workspace_is_found_from_a_folder_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "actuals")
    assert sztrack(monkeypatch, "status", "--nature", "binding").code == 0


def test_a_broken_plan_names_every_fault_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "targets.yaml").write_text(
        "plan: {id: x, title: t}\nchapters: []\nmore: 1\n", encoding="utf-8"
    )
    ran = sztrack(monkeypatch, "status", "-C", str(tmp_path), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "targets.yaml:3: error SZ102: unknown key 'more'" in ran.err
    assert "targets.yaml:1: error SZ103: plan: 'year' is missing" in ran.err


def test_a_faulty_row_is_named_by_validate_and_flagged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "targets.yaml").write_text(
        (ROOT / "targets.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024-09.csv").write_bytes(
        "指标,累计,同比,单位\n地区生产总值,25934.28,5.4,亿元\n固定资产投资,,四点七,\n".encode("gbk")
    )
    validated = sztrack(monkeypatch, "validate", "-C", str(tmp_path), "--lang", "zh")
    assert validated.code == 1
    assert "actuals/2024-09.csv:3: 错误 SZ212：同比“四点七”不是百分数" in validated.out
    status = json.loads(sztrack(monkeypatch, "status", "-C", str(tmp_path), "--format", "json").out)
    rows = {row["id"]: row for row in status["assessments"]}
    assert (rows["gdp-growth"]["actual"], rows["fixed-asset-investment-growth"]["status"]) == (
        5.4,
        "no_data",
    )


def test_a_reader_who_leaves_early_is_no_error() -> None:
    shell = subprocess.run(
        f'"{sys.executable}" -m sztrack status --all | head -1',
        shell=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert shell.stderr == b""


def test_a_bug_is_three_and_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("sztrack.load.workspace.load_workspace", broken)
    ran = sztrack(monkeypatch, "status", "-C", str(ROOT))
    log = Path(ran.err.split()[-1])
    assert (ran.code, ran.out) == (3, "")
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")
    log.unlink()


@pytest.mark.parametrize(
    "command", [(), ("status",), ("show",), ("targets",), ("validate",), ("rule",)]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(command: tuple[str, ...], lang: str) -> None:
    done = process(*command, "--help", SZTRACK_LANG=lang, PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    assert any(
        word in done.stdout.decode() for word in ("计划", "目标", "actuals/ 中的", "说明一个代码")
    ) is (lang == "zh")


def test_filters_and_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def ids(*more: str) -> list[str]:
        return [
            row["id"]
            for row in json.loads(sztrack(monkeypatch, *STATUS, "--format", "json", *more).out)[
                "assessments"
            ]
        ]

    assert ids("--status", "lagging") == [
        "fixed-asset-investment-growth",
        "retail-sales-growth",
    ]
    assert ids("--status", "lagging,at-risk", "--sort", "behind") == [
        "retail-sales-growth",
        "fixed-asset-investment-growth",
        "gdp-growth",
        "airport-passenger-throughput",
    ]
    assert ids("--nature", "binding") == [
        "new-urban-jobs",
        "water-use-per-gdp",
        "energy-saving-emissions",
    ]
    assert ids("--task", "12") == ["logistics-value-added-growth", "logistics-value-added"]
    assert len(ids("--chapter", "3.6")) == 60
    assert ids("--chapter", "3") == [name for name in ids() if name in set(ids("--nature", "task"))]
    assert ids("--sort", "status")[:3] == [
        "fixed-asset-investment-growth",
        "retail-sales-growth",
        "gdp-growth",
    ]


def test_targets_are_found_by_any_of_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*words: str) -> list[str]:
        out = sztrack(monkeypatch, "targets", "-C", str(ROOT), "--format", "json", *words).out
        return [row["id"] for row in json.loads(out)["targets"]]

    assert found("超充") == ["public-supercharging-stations-q1", "public-supercharging-stations"]
    assert found("SUPERCHARGING") == found("超充")
    assert found("airport", "cargo") == ["airport-cargo-throughput"]
    assert found("--kind", "stock", "--chapter", "3.6") == found("超充")
    assert found("no such thing") == []


def test_a_rule_without_an_example_is_explained_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sztrack.load.examples.examples", dict)
    code, out, _ = sztrack(monkeypatch, "rule", "SZ509", "--lang", "en")
    assert code == 0
    assert out.splitlines()[0] == "SZ509  tasks without an owner"
    assert "example" not in out
