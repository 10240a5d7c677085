"""How this process prints: width, colour, stdout for results and stderr for messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.collect.owing import Debt
    from sztrack.core.model import Finding, Plan, Target
    from sztrack.core.outlook.backtest import Choice, Error
    from sztrack.core.outlook.projections import Projected
    from sztrack.core.record.coverage import Coverage
    from sztrack.core.verdict.report import Report
    from sztrack.core.words.period import Month
    from sztrack.page import Page

LEAST_WIDTH = 40
MACHINE = ("csv", "json")
"""Formats that are for programs; the others draw a page."""
PIPED_WIDTH = 120
"""Cells of a line where no terminal says how many it has."""


def print_page(page: Page, form: str, colour: str) -> None:
    """The page on stdout: as Markdown, or as wide as the terminal."""
    if form == "md":
        from sztrack.formats.markdown import render as render_markdown

        click.echo(render_markdown(page), nl=False)
        return
    from sztrack.formats.table import render

    coloured = wants_colour(
        colour, sys.stdout.isatty(), os.environ.get("NO_COLOR"), os.environ.get("TERM")
    )
    terminal = sys.stdout.isatty()
    click.echo(
        render(page, width=line_width(terminal), colour=coloured, fold=folds(terminal)),
        nl=False,
        color=coloured,
    )


def print_report(report: Report, form: str, lang: Lang) -> None:
    """The report on stdout in a format for machines, the file of that name; in UTF-8 whatever the
    console speaks.
    """
    click.echo(import_module(f"sztrack.formats.{form}").render(report, lang).encode(), nl=False)


def print_targets(plan: Plan, targets: tuple[Target, ...], form: str, lang: Lang) -> None:
    """Some of the plan's targets on stdout in a format for machines."""
    click.echo(
        import_module(f"sztrack.formats.{form}").render_targets(plan, targets, lang).encode(),
        nl=False,
    )


def print_coverage(report: Report, rows: Sequence[Coverage], form: str) -> None:
    """The grid on stdout in a format for machines."""
    click.echo(
        import_module(f"sztrack.formats.{form}").render_coverage(report, rows).encode(), nl=False
    )


def print_owing(report: Report, debts: Sequence[Debt], form: str) -> None:
    """What is owed on stdout in a format for machines."""
    click.echo(
        import_module(f"sztrack.formats.{form}").render_owing(report, debts).encode(), nl=False
    )


def print_projections(
    lines: Sequence[Projected], as_of: Month | None, form: str, lang: Lang
) -> None:
    """Projections on stdout in a format for machines."""
    click.echo(
        import_module(f"sztrack.formats.{form}").render_projections(lines, as_of, lang).encode(),
        nl=False,
    )


def print_backtest(errors: Sequence[Error], choices: Sequence[Choice]) -> None:
    """Past errors on stdout as JSON."""
    from sztrack.formats.json import render_backtest

    click.echo(render_backtest(errors, choices).encode(), nl=False)


def print_findings(findings: Sequence[Finding], lang: Lang) -> None:
    """Findings on stderr, plain."""
    if findings:
        from sztrack.formats.table import render
        from sztrack.views.findings import listing

        terminal = sys.stderr.isatty()
        click.echo(
            render(
                listing(findings, lang),
                width=line_width(terminal),
                colour=False,
                fold=folds(terminal),
            ),
            nl=False,
            err=True,
        )


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
