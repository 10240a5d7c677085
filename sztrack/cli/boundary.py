"""The door: the only place where exceptions become words and an exit code.

0 nothing to flag, 1 something is flagged, 2 could not start, read or write, 3 a bug; 128 and the
signal's number when stopped: 129 hung up, 130 interrupted, 141 nobody reads on, 143 terminated.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sztrack.load.workspace import CannotStart

# Nothing of the program is imported up here: who presses Ctrl-C in the first tenth of a second
# meets the door, not the traceback of an import.

USAGE, BUG = 2, 3
INTERRUPTED, READER_GONE = 130, 141


class Stopped(BaseException):
    """A signal asks the process to end. Carries the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main() -> NoReturn:
    """The console script. A process that ends in a moment needs no garbage collector: loading takes
    half the time without it.
    """
    gc.disable()
    _let_signals_tidy_up()
    code = run(sys.argv[1:])
    # What could not be written has had its words and its code from `run`.
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Ends at once: the system frees all memory faster than Python frees object by object. No
    # function registered with `atexit` runs; what must be tidied up stands in a `with`.
    os._exit(code)


def _let_signals_tidy_up() -> None:
    """A signal that ends the process goes through every `finally` on its way. One that whoever
    started the process has switched off, as nohup does, stays off.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one would cut the tidying up short
    raise Stopped(number)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the process's exit code. A monitoring plug-in that could not look answers
    UNKNOWN, which is 3.
    """
    try:
        from sztrack.cli.streams import ReaderGone, finish, prepare_streams

        prepare_streams()
        code = _ran(arguments)
        try:
            finish()
        except ReaderGone:
            return READER_GONE
        return code
    except (Exception, KeyboardInterrupt, Stopped) as error:
        code, words = _stopped(error)
        if words:
            from sztrack.cli.streams import warn

            warn(words)
        return _unknown(words) if _is_plugin(arguments, os.environ) else code


def _ran(arguments: Sequence[str]) -> int:
    """The exit code of a command that came to its end."""
    import click

    from sztrack.cli.app import cli
    from sztrack.cli.streams import ReaderGone

    try:
        code = cli.main(list(arguments), prog_name="sztrack", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    # click makes an exit of a pipe that is closed while it prints help.
    except (ReaderGone, SystemExit):
        return READER_GONE
    return code if isinstance(code, int) else 0


def _stopped(error: BaseException) -> tuple[int, str]:
    """The exit code of what went wrong, and the words for it."""
    # Asked first, since it may have come while all the rest was being imported.
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, ""
    if isinstance(error, Stopped):
        return 128 + error.number, ""
    import click

    from sztrack.cli.usage import usage_words
    from sztrack.load.workspace import CannotStart

    match error:
        case click.Abort():
            return INTERRUPTED, ""
        case click.ClickException():
            return USAGE, usage_words(error)
        case CannotStart():
            return USAGE, _cannot_start(error)
        case OSError():
            return USAGE, _refused(error)
        case _:
            return BUG, _bug(error)


def _cannot_start(error: CannotStart) -> str:
    from sztrack.cli.terminal import print_findings
    from sztrack.cli.tongue import LANG, pick
    from sztrack.core.words.characters import unbroken

    print_findings(error.findings, LANG)
    return f"{unbroken(pick(*error.message))}\n  {unbroken(pick(*error.hint))}"


def _refused(error: OSError) -> str:
    """What the system refused, where nobody else had words for it: the disk's fault, not ours."""
    from sztrack.cli.tongue import pick
    from sztrack.load.refusals import why

    name = f" {error.filename}" if error.filename else ""
    reason = why(error)
    return pick(f"无法读写{name}：{reason.zh}", f"cannot read or write{name}: {reason.en}")


def _is_plugin(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether the answer goes to a monitoring system."""
    asked = [second for first, second in pairwise(arguments) if first == "--format"]
    asked += [
        argument.removeprefix("--format=")
        for argument in arguments
        if argument.startswith("--format=")
    ]
    return (
        "check" in arguments and (asked or [environment.get("SZTRACK_FORMAT", "")])[-1] == "nagios"
    )


def _unknown(words: str) -> int:
    """Tell the monitoring system what is on stderr, too, if it still reads."""
    from sztrack.cli.streams import ReaderGone, put_document
    from sztrack.formats.nagios import UNKNOWN, unknown
    from sztrack.load.workspace import CannotStart

    with suppress(CannotStart, ReaderGone):
        put_document(unknown(words.partition("\n")[0] or "interrupted"))
    return UNKNOWN


def _bug(error: BaseException) -> str:
    import tempfile
    import traceback

    from sztrack.cli.tongue import pick

    words = pick(
        "程序出错，这不是你的问题。详情",
        "this is a bug in sztrack, not a mistake of yours. The details are",
    )
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace",
            prefix="sztrack-", suffix=".log", delete=False,
        ) as log:  # fmt: skip
            traceback.print_exception(error, file=log)
    except OSError:
        return f"{words}{pick('如下', ' below')}\n{''.join(traceback.format_exception(error))}"
    return f"{words}{pick('在', ' in')} {log.name}"
