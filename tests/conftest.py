"""What every test may use: golden files, and one flag that writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

for _name in ("LANG", "LC_ALL", "LC_MESSAGES", "SZTRACK_LANG"):
    os.environ.pop(_name, None)  # the language of a process is settled when it starts

settings.register_profile(
    "fixed", derandomize=True, deadline=None
)  # what passes here passes there: nobody's change fails by another's luck
settings.register_profile(
    "search", max_examples=1000, deadline=None
)  # pytest --hypothesis-profile search
settings.load_profile("fixed")

Golden = Callable[[Path, str], None]
ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected outputs anew instead of comparing",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a whole output with a file; with --update-golden write the file."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        assert path.exists(), (
            f"{path} is missing: run pytest --update-golden and read what it writes"
        )
        assert actual == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("SZTRACK_") or name in ("NO_COLOR", "COLUMNS", "LC_ALL", "LANG"):
            monkeypatch.delenv(name)
