"""Writing files: what stands beside them is left alone, and what is no file is not replaced."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from sztrack.cli.boundary import Stopped
from sztrack.cli.files import remove_leftovers, save, write_atomic
from sztrack.core.model import Text
from sztrack.load.workspace import CannotStart
from tests.cli.run import Ran, sztrack
from tests.cli.test_check import check, small

__all__ = ["small"]  # a fixture


def test_only_its_own_leftovers_are_removed(tmp_path: Path) -> None:
    state = tmp_path / "plan[1].json"
    strangers = {
        ".plan[1].json.swp", ".plan[1].json.20240101", ".plan[1].json.sztrack-old", ".plan1.json.x",
        ".plan1.json.sztrack-abcdefgh", "plan[1].json.lock",
    }  # fmt: skip
    for name in (*strangers, ".plan[1].json.sztrack-a1_b2c3d"):
        (tmp_path / name).write_text("", encoding="utf-8")

    remove_leftovers(state)

    assert {path.name for path in tmp_path.iterdir()} == strangers


def test_who_is_stopped_while_writing_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "check.json").write_text("old", encoding="utf-8")

    def stopped(*_: object) -> None:
        raise Stopped(15)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(Stopped):
        write_atomic(tmp_path / "check.json", "{}")

    assert _content(tmp_path) == {"check.json": "old"}


def test_what_hangs_on_a_file_stays(tmp_path: Path) -> None:
    """A link goes on leading to the file, a second name goes on naming it, the mode is kept."""
    (tmp_path / "share").mkdir()
    shared = tmp_path / "share" / "brief.md"
    shared.write_text("old", encoding="utf-8")
    shared.chmod(0o640)
    (tmp_path / "link").symlink_to(shared)
    (tmp_path / "link to the link").symlink_to("link")

    save(tmp_path / "link to the link", "new")

    assert _content(tmp_path / "share") == {"brief.md": "new"}
    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
    assert (tmp_path / "link").readlink() == shared

    (tmp_path / "second name").hardlink_to(shared)
    save(shared, "newer")

    assert (tmp_path / "second name").read_text(encoding="utf-8") == "newer"
    assert _content(tmp_path / "share") == {"brief.md": "newer"}


def test_a_link_to_nowhere_makes_the_file_there(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share" / "new.md")
    save(tmp_path / "link", "new")
    assert _content(tmp_path / "share") == {"new.md": "new"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root may give away")
def test_the_owner_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "collected.csv"
    file.write_text("old", encoding="utf-8")
    os.chown(file, 1000, 1001)

    save(file, "new")
    assert (file.stat().st_uid, file.stat().st_gid) == (1000, 1001)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)  # whoever is not root; then it is written into
    save(file, "newer, and longer")
    assert (file.stat().st_uid, file.stat().st_gid) == (1000, 1001)
    assert _content(tmp_path) == {"collected.csv": "newer, and longer"}


def test_a_full_disk_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a file that is replaced, and in one that is written into since it has two names."""
    (tmp_path / "one").write_text("old", encoding="utf-8")
    (tmp_path / "two").write_text("old", encoding="utf-8")
    (tmp_path / "two again").hardlink_to(tmp_path / "two")
    real = os.fsync
    asked: list[int] = []

    def full(handle: int) -> None:
        asked.append(handle)
        if len(asked) in (1, 3):  # of `one` the new file, of `two` the old one
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    for name in ("one", "two"):
        with pytest.raises(CannotStart) as stopped:
            save(tmp_path / name, "a much longer new text")
        assert stopped.value.message == Text(
            f"无法写入 {tmp_path / name}：磁盘已满",
            f"cannot write {tmp_path / name}: no space left on the disk",
        )
    assert _content(tmp_path) == {"one": "old", "two": "old", "two again": "old"}


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    name = "报" * 80 + ".md"  # 243 bytes
    save(tmp_path / name, "数据")
    assert _content(tmp_path) == {name: "数据"}


def test_what_is_no_file_is_refused_with_a_word(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {small: "a folder"}
    if sys.platform != "win32":
        os.mkfifo(small / "pipe")
        kinds |= {small / "pipe": "a pipe or a device", Path("/dev/null"): "a pipe or a device"}
    for path, kind in kinds.items():
        for option in ("-o", "--heartbeat"):
            ran = check(monkeypatch, small, option, str(path))
            assert (ran.code, ran.err.splitlines()[-2:]) == (
                2,
                [
                    f"sztrack: {path} is {kind}, not a file",
                    "  name a file; - is the standard output",
                ],
            )
    assert Path(os.devnull).exists()
    assert not Path(os.devnull).is_file()


def test_a_dash_is_the_standard_output(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    arguments = ("report", "-C", ".", "--lang", "zh")
    plain = sztrack(monkeypatch, *arguments)
    assert plain.out
    assert sztrack(monkeypatch, *arguments, "-o", "-") == plain
    assert not (small / "-").exists()


def _content(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.is_file() and not path.is_symlink()
    }


def test_check_leaves_strangers_beside_its_state(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {".plan.json.swp", ".plan.json.20240101", ".plan.json.bak"}
    for name in kept:
        (small / name).write_text("precious", encoding="utf-8")
    check(monkeypatch, small, "-q", "--state", str(small / "plan.json"))
    assert {path.name for path in small.glob(".plan.json*")} == kept


def test_a_folder_as_state_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = check(monkeypatch, small, "-q", "--state", str(small))
    assert ran == Ran(
        2,
        "",
        f"sztrack: the state file {small} is a folder, not a file\n"
        f"  name a file with --state, {small}/check.json for one; to look without a state, use"
        " -n\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_pipe_as_state_is_told_and_waits_for_nobody(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = small / "pipe"
    os.mkfifo(pipe)
    for state in (pipe, Path("/dev/null")):
        ran = check(monkeypatch, small, "-q", "--state", str(state))
        assert (ran.code, ran.out) == (2, "")
        assert f"the state file {state} is a pipe or a device, not a file" in ran.err
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()
