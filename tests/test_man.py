"""The manual pages are those of the commands as they are."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import Golden
from tools.man import PAGES, page


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_current(lang: str, golden: Golden) -> None:
    golden(PAGES[lang], page(lang))


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_good_roff(lang: str) -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "error", str(PAGES[lang])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
