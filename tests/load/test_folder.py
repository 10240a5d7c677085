"""Nothing in actuals/ is passed over because of how it is stored: links, pipes, folders that cannot
be listed and files that cannot be opened are findings.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sztrack.load.state import fingerprint
from sztrack.load.workspace import load_workspace
from tests.load.test_workspace import PLAN, TABLE, workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links and pipes")


def findings(root: Path) -> list[str]:
    return [f"{f.code} {f.source}: {f.message.en}" for f in load_workspace(root).findings]


def small(root: Path) -> Path:
    return workspace(root, {"targets.yaml": PLAN, "actuals/2024-02.csv": TABLE})


def test_a_linked_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    root = small(tmp_path / "city")
    workspace(tmp_path / "elsewhere", {"2024-03.csv": TABLE})
    before = fingerprint(root)

    (root / "actuals" / "old").symlink_to(tmp_path / "elsewhere")
    (root / "actuals" / ".hidden").symlink_to(tmp_path / "elsewhere")
    (root / "actuals" / "round").symlink_to(root / "actuals")

    assert findings(root) == [
        "SZ200 actuals/old:1: is a link to a folder; the files in it were not read",
        "SZ200 actuals/round:1: is a link to a folder; the files in it were not read",
    ]
    assert len(load_workspace(root).observations) == 1
    assert fingerprint(root) != before


def test_actuals_itself_may_be_a_link(tmp_path: Path) -> None:
    workspace(tmp_path / "elsewhere", {"2024-03.csv": TABLE})
    root = workspace(tmp_path / "city", {"targets.yaml": PLAN})
    (root / "actuals").symlink_to(tmp_path / "elsewhere")
    assert (findings(root), len(load_workspace(root).observations)) == ([], 1)


def test_a_pipe_is_told_and_waits_for_nobody(tmp_path: Path) -> None:
    root = small(tmp_path)
    os.mkfifo(root / "actuals" / "2024-03.csv")
    assert findings(root) == ["SZ200 actuals/2024-03.csv:1: is no ordinary file"]


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "actuals" / "2024-03.csv").symlink_to(root / "nowhere.csv")
    assert findings(root) == [
        "SZ200 actuals/2024-03.csv:1: cannot be read: No such file or directory"
    ]


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace(small(tmp_path), {"actuals/closed/2024-03.csv": TABLE})
    before, listed = fingerprint(root), Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        """As the system answers whoever may not list the folder; root may list every one."""
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)

    assert findings(root) == ["SZ200 actuals/closed:1: cannot be read: Permission denied"]
    assert fingerprint(root) != before


def test_a_folder_without_a_file_of_figures_is_told(tmp_path: Path) -> None:
    root = workspace(tmp_path, {"targets.yaml": PLAN, "actuals/README.md": "figures go here"})
    assert findings(root) == ["SZ219 actuals:1: the folder actuals holds no file of figures"]
