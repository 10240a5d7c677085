"""Writing files: what stands beside them is left alone, and what is no file is not replaced."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from sztrack.cli.files import remove_leftovers, save, write_atomic
from tests.cli.run import Ran
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


def test_a_file_that_was_being_written_is_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends between writing and renaming."""

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(Killed):
        write_atomic(tmp_path / "check.json", "{}")
    assert len(list(tmp_path.iterdir())) == 1

    remove_leftovers(tmp_path / "check.json")

    assert list(tmp_path.iterdir()) == []


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


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    save(pipe, "数据")
    reader.join()
    assert (got, pipe.is_fifo()) == (["数据"], True)
