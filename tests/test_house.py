"""The house holds: floors are declared, pages match what they describe, nothing heavy is imported
for nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from sztrack.load.workspace import load_plan
from tools.catalogue_counts import PAGE, rewritten

ROOT = Path(__file__).resolve().parent.parent
LINT = Path(sys.executable).with_name("lint-imports")


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("path", "text", "broken"),
    [
        (
            "core/weather.py",
            '"""An undeclared room."""\n',
            "Wings of the core",
        ),
        ("weather.py", '"""An undeclared room."""\n', "Floors: a room imports only rooms below it"),
        ("core/words/weather.py", '"""An undeclared room."""\n', "Floors inside words"),
        ("core/record/due.py", "import sztrack.core.record.coverage\n", "Floors inside record"),
        ("core/kinds/__init__.py", "import os\n", "The core is pure"),
        (
            "core/words/period.py",
            "import sztrack.core.model\n",
            "Wings of the core",
        ),
        (
            "core/outlook/pace/linear.py",
            "import sztrack.core.outlook.pace.seasonal\n",
            "Shelf: pace models do not know each other",
        ),
        (
            "formats/md.py",
            "import sztrack.formats.json\n",
            "Shelf: formats do not know each other",
        ),
        (
            "load/actuals.py",
            "import sztrack.cli.tongue\n",
            "Floors: a room imports only rooms below it",
        ),
    ],
)
def test_a_room_that_breaks_the_floors_fails_the_build(
    path: str, text: str, broken: str, tmp_path: Path
) -> None:
    shutil.copytree(
        ROOT / "sztrack", tmp_path / "sztrack", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    file = tmp_path / "sztrack" / path
    file.write_text(
        (file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8"
    )
    result = lint(tmp_path)
    assert result.returncode == 1
    assert re.search(rf"{re.escape(broken)}[^\n]*(\n[^\n]*)?BROKEN", result.stdout), result.stdout


def imported(*arguments: str) -> set[str]:
    """The modules that a command has imported when it is done."""
    code = (
        f"import sys; from sztrack.cli.boundary import run; run({list(arguments)!r});"
        " sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"rich", "yaml", "tabulate", "dateutil", "json"}),
        (["status"], {"tabulate", "dateutil", "json", "difflib", "tempfile"}),
        (["status"], {"rich.style", "sztrack.core.verdict.revisions"}),
        (["status", "--color", "always"], {"rich.console"}),
        (["status", "--format", "json"], {"rich", "tabulate", "dateutil"}),
        (["check", "-q", "--all"], {"rich", "tabulate", "dateutil"}),
        (["targets", "--format", "csv"], {"rich", "tabulate", "dateutil", "json"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], unwanted: set[str]) -> None:
    assert not imported(*arguments) & unwanted


def test_the_counts_in_the_catalogues_page_are_those_of_the_plan() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rewritten(page, load_plan(ROOT)[0]), "run python tools/catalogue_counts.py"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_names_what_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
    for link in (one or other for one, other in links):
        assert (ROOT / link).exists(), link
    commands = {path.stem for path in (ROOT / "sztrack" / "cli" / "commands").glob("[a-z]*")}
    assert set(re.findall(r"`sztrack ([a-z]+)", text)) <= commands
    assert set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE)) == {"status", "test"}


def test_runtime_dependencies_are_the_five() -> None:
    # Parsed, not searched: building an sdist writes setup.cfg anew, with tabs.
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = config["options"]["install_requires"].split()
    assert {re.split(r"[>=<]", line)[0] for line in needed} == {
        "click",
        "rich",
        "PyYAML",
        "tabulate",
        "python-dateutil",
    }
