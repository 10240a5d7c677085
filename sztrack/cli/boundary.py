"""The door: the only place where exceptions become words and an exit code.

0 nothing to flag, 1 something is flagged, 2 could not start, 3 a bug, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from sztrack.cli.app import cli
from sztrack.cli.tongue import LANG, pick
from sztrack.cli.usage import usage_words

USAGE, BUG, INTERRUPTED = 2, 3, 130


def main() -> None:
    """The console script. A process that ends in a moment needs no garbage collector: loading takes half the time without it."""
    gc.disable()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the process's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if "utf" not in (stream.encoding or "").lower() and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(list(arguments), prog_name="sztrack", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        click.echo(f"sztrack: {usage_words(error)}", err=True)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _stopped(error)


def _stopped(error: Exception) -> int:
    from sztrack.load.workspace import CannotStart

    if not isinstance(error, CannotStart):
        return _bug(error)
    from sztrack.cli.terminal import print_findings

    print_findings(error.findings, LANG)
    click.echo(f"sztrack: {pick(error.message.zh, error.message.en)}\n  {pick(error.hint.zh, error.hint.en)}", err=True)
    return USAGE


def _bug(error: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="sztrack-", suffix=".log", delete=False) as log:
        traceback.print_exception(error, file=log)
    words = pick("程序出错，这不是你的问题。详情在", "this is a bug in sztrack, not your fault. The details are in")
    click.echo(f"sztrack: {words} {log.name}", err=True)
    return BUG
