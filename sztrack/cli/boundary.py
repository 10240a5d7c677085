"""The door: the only place where exceptions become words and an exit code.

0 nothing to flag, 1 something is flagged, 2 could not start, 3 a bug, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NoReturn

import click

from sztrack.cli.app import cli
from sztrack.cli.tongue import LANG, pick
from sztrack.cli.usage import usage_words
from sztrack.core.words.characters import unbroken

USAGE, BUG, INTERRUPTED = 2, 3, 130


def main() -> NoReturn:
    """The console script. A process that ends in a moment needs no garbage collector: loading takes
    half the time without it.
    """
    gc.disable()
    code = run(sys.argv[1:])
    # What could not be written has had its words and its code from `run`.
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Ends at once: the system frees all memory faster than Python frees object by object. No
    # function registered with `atexit` runs; what must be tidied up stands in a `with`.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the process's exit code. A monitoring plug-in that could not look answers
    UNKNOWN, which is 3.
    """
    for stream in (sys.stdout, sys.stderr):
        if "utf" not in (stream.encoding or "").lower() and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(list(arguments), prog_name="sztrack", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:
        code, words = _stopped(error)
        if words:
            click.echo(f"sztrack: {words}", err=True)
        return _unknown(words) if _is_plugin(arguments, os.environ) else code


def _stopped(error: BaseException) -> tuple[int, str]:
    """The exit code of what went wrong, and the words for it."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return INTERRUPTED, ""
    if isinstance(error, click.ClickException):
        return USAGE, usage_words(error)
    from sztrack.load.workspace import CannotStart

    if not isinstance(error, CannotStart):
        return BUG, _bug(error)
    from sztrack.cli.terminal import print_findings

    print_findings(error.findings, LANG)
    return (
        USAGE,
        (
            f"{unbroken(pick(error.message.zh, error.message.en))}\n "
            f" {unbroken(pick(error.hint.zh, error.hint.en))}"
        ),
    )


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
    from sztrack.formats.nagios import UNKNOWN, unknown

    click.echo(unknown(words.partition("\n")[0] or "interrupted"), nl=False)
    return UNKNOWN


def _bug(error: BaseException) -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="sztrack-", suffix=".log", delete=False
    ) as log:
        traceback.print_exception(error, file=log)
    words = pick(
        "程序出错，这不是你的问题。详情在",
        "this is a bug in sztrack, not a mistake of yours. The details are in",
    )
    return f"{words} {log.name}"
