"""What the process prints on: closed, full, cut off, or speaking another encoding; and signals."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sztrack.cli.boundary import run
from tests.cli.run import ROOT, sztrack
from tests.cli.test_check import small

__all__ = ["small"]  # a fixture

RULE = "-m sztrack rule SZ303 --lang en"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")


def shell(line: str, workspace: Path) -> subprocess.CompletedProcess[str]:
    """`$S` is the program; stdout and stderr as the line leaves them."""
    return subprocess.run(
        ["sh", "-c", line],
        cwd=workspace,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "S": f"{sys.executable} -m sztrack",
            "LC_ALL": "C.UTF-8",
            "TMPDIR": str(workspace),
        },
        capture_output=True,
        text=True,
        check=False,
    )


FULL = "cannot write to the standard output: no space left on the disk"
CLOSED = "cannot write to the standard output: it is closed"


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("$S targets >&-", 2, CLOSED),
        ("$S targets >/dev/full", 2, FULL),
        ("$S --version >/dev/full", 2, "cannot read or write: no space left on the disk"),
        ("$S report -o - >/dev/full", 2, FULL),
        ("$S check --format nagios >/dev/full", 3, FULL),
        ("$S check --format nagios >&-", 3, CLOSED),
        ("$S nothing 2>&-", 2, ""),
        ("$S nothing 2>/dev/full", 2, ""),
        ("$S check --all <&- 2>&- >found.txt", 1, ""),
        ("($S targets; echo $? >code) | true; exit $(cat code)", 141, ""),
        ("($S --help; echo $? >code) | true; exit $(cat code)", 141, ""),
    ],
)
def test_what_cannot_be_printed(line: str, code: int, words: str, small: Path) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    done = shell(line, small)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert "Traceback" not in done.stderr
    assert list(small.glob("sztrack-*.log")) == []


def test_news_that_could_not_be_told_are_told_again(small: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    assert shell("$S check >/dev/full", small).returncode == 2
    assert not (small / ".sztrack" / "check.json").exists()
    told = shell("$S check", small)
    assert told.stdout
    assert (small / ".sztrack" / "check.json").exists()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "cp936"])
@pytest.mark.parametrize(
    "command",
    [
        ("report",),
        ("status", "--format", "md"),
        ("status", "--format", "csv"),
        ("status", "--format", "json"),
        ("report", "--html"),
    ],
    ids=" ".join,
)
def test_documents_are_utf_8_whatever_the_console_speaks(
    command: tuple[str, ...], encoding: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (*command, "-C", str(small), "--lang", "zh")
    plain = sztrack(monkeypatch, *arguments)
    assert printed(monkeypatch, arguments, encoding) == (plain.out, plain.err)


@pytest.mark.parametrize(
    ("encoding", "read_as"), [("cp1252", "utf-8"), ("ascii", "utf-8"), ("gbk", "gb18030")]
)
@pytest.mark.parametrize("command", ["check", "status"])
def test_a_redirected_screen_loses_nothing(
    command: str, encoding: str, read_as: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (command, "-C", str(small), "--lang", "zh", "--as-of", "2024-09")
    plain = sztrack(monkeypatch, *arguments)
    assert printed(monkeypatch, arguments, encoding, read_as) == (plain.out, plain.err)


def test_a_terminal_gets_what_it_can_show_and_a_word(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("status", "-C", str(small), "--lang", "zh")
    out, err = printed(monkeypatch, arguments, "cp1252", "cp1252", terminal=True)
    assert "????" in out
    assert err == (
        "sztrack: characters that the terminal's encoding, cp1252, cannot show are printed as ?;"
        " set PYTHONUTF8=1, or write to a file\n"
    )
    assert "?" not in printed(monkeypatch, arguments, "gbk", "gbk", terminal=True)[0]


class Terminal(io.TextIOWrapper):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def printed(
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    encoding: str,
    read_as: str = "utf-8",
    *,
    terminal: bool = False,
) -> tuple[str, str]:
    """What a run prints on streams of an encoding, read as another one."""
    kind = Terminal if terminal else io.TextIOWrapper
    raw_out, raw_err = io.BytesIO(), io.BytesIO()
    out = kind(raw_out, encoding=encoding, newline="")
    err = io.TextIOWrapper(raw_err, encoding="utf-8", newline="")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setenv("COLUMNS", "120")
        patch.setenv("NO_COLOR", "1")
        run(arguments)
    return raw_out.getvalue().decode(read_as), raw_err.getvalue().decode()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_who_is_stopped_while_waiting_says_so_in_the_exit_code(
    number: signal.Signals, code: int, small: Path
) -> None:
    from sztrack.cli.files import locked

    state = small / "state.json"
    with locked(small / "state.json.lock"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "sztrack", "check", "-C", str(small), "--state", str(state)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(1.5)
        waiting.send_signal(number)
        out, err = waiting.communicate(timeout=60)
    assert (waiting.returncode, out, err.strip()) == (code, b"", b"")


def test_ctrl_c_during_the_imports_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sztrack.cli.streams.prepare_streams", interrupted)
    assert run(["status"]) == 130
