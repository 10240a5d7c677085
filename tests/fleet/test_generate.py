"""The made-up country: the same for everybody, and one that reads without an error."""

from __future__ import annotations

from pathlib import Path

from sztrack.core.model import Severity
from sztrack.load.workspace import load_workspace
from tools.generate_fleet import generate


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_seed_gives_the_same_bytes_however_many_are_written(tmp_path: Path) -> None:
    for folder, workspaces, seed in (("a", 2, 1), ("b", 1, 1), ("c", 1, 2)):
        list(generate(tmp_path / folder, workspaces, targets=20, months=36, seed=seed))
    two, one, other = (files(tmp_path / folder) for folder in "abc")
    assert {name: data for name, data in two.items() if "0001" in name} == one
    assert one != other


def test_every_target_has_a_figure_of_each_month(tmp_path: Path) -> None:
    (folder,) = generate(tmp_path, 1, targets=300, months=36, seed=1)
    found = load_workspace(folder)
    assert len(found.plan.targets) == 300
    assert len(found.observations) == 300 * 36
    assert not [one for one in found.findings if one.severity is Severity.ERROR]
