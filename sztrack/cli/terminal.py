"""How this process prints: width, colour, stdout for results and stderr for messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sztrack.cli.streams import put, put_document, tell
from sztrack.formats import Screen, format_of
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.model import Finding
    from sztrack.page import Page

LEAST_WIDTH = 40
PIPED_WIDTH = 120
"""Cells of a line where no terminal says how many it has."""


def print_page(page: Page, form: str, colour: str) -> None:
    """The page on stdout, as wide and as coloured as the terminal can show it."""
    coloured = wants_colour(
        colour, sys.stdout.isatty(), os.environ.get("NO_COLOR"), os.environ.get("TERM")
    )
    terminal = sys.stdout.isatty()
    screen = Screen(width=line_width(terminal), colour=coloured, fold=folds(terminal))
    drawn = _drawn(page, form, screen)
    if form == "table":
        put(drawn)
    else:
        put_document(drawn)


def print_document(content: str | bytes) -> None:
    """What a program reads, on stdout."""
    put_document(content)


def print_notice(page: Page, colour: str) -> None:
    """The page on stderr, beside what a program reads on stdout."""
    terminal = sys.stderr.isatty()
    coloured = wants_colour(colour, terminal, os.environ.get("NO_COLOR"), os.environ.get("TERM"))
    screen = Screen(width=line_width(terminal), colour=coloured, fold=folds(terminal))
    tell(_drawn(page, "table", screen))


def print_findings(findings: Sequence[Finding], lang: Lang) -> None:
    """Findings on stderr, plain."""
    if findings:
        from sztrack.views.findings import listing

        terminal = sys.stderr.isatty()
        screen = Screen(width=line_width(terminal), colour=False, fold=folds(terminal))
        tell(_drawn(listing(findings, lang), "table", screen))


def _drawn(page: Page, form: str, screen: Screen) -> str:
    draw = format_of(form).page
    assert draw is not None, f"{form} draws no page"
    return draw(page, screen)


def wants_colour(asked: str, is_terminal: bool, no_color: str | None, term: str | None) -> bool:
    """Colour as the flag says; else on a terminal, unless NO_COLOR is set or the terminal is dumb
    (no-color.org).
    """
    if asked != "auto":
        return asked == "always"
    return is_terminal and not no_color and term != "dumb"


def folds(is_terminal: bool) -> bool:
    """Whether running text is folded: where somebody looks, not where a program reads."""
    return is_terminal or "COLUMNS" in os.environ


def line_width(is_terminal: bool) -> int:
    """COLUMNS if it is set, else the terminal's width, else `PIPED_WIDTH`."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(LEAST_WIDTH, int(asked))
    try:
        return (
            max(LEAST_WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns)
            if is_terminal
            else PIPED_WIDTH
        )
    except (OSError, ValueError):
        return PIPED_WIDTH
