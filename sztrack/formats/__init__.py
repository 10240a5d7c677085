"""A shelf of formats, one file each; the file's name is the format's name.

A member ends with `FORMAT = Format(...)`: what it can draw, each with the function that draws it.
`--format` of a command offers the members that can draw what the command shows. Members are cheap
to import: an optional component is imported where it draws. They do not know each other. Every
member keeps the laws of `tests/formats/test_laws.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.collect.filing import Batch
    from sztrack.core.collect.matching import Read
    from sztrack.core.collect.owing import Debt
    from sztrack.core.fleet.rollup import Fleet
    from sztrack.core.model import FileRead, Finding, Plan, Target
    from sztrack.core.outlook.backtest import Choice, Error
    from sztrack.core.outlook.projections import Projected
    from sztrack.core.record.coverage import Coverage
    from sztrack.core.record.figures import ReadFigure
    from sztrack.core.verdict.alerts import Flag, Notice
    from sztrack.core.verdict.report import Report
    from sztrack.core.verdict.whatif import WhatIf
    from sztrack.core.words.period import Month
    from sztrack.page import Page, Table


class Screen(NamedTuple):
    """Where a page is read: cells of a line, colours, and whether running text is folded."""

    width: int
    colour: bool
    fold: bool = True


class Format(NamedTuple):
    """What a format can draw. None: it cannot."""

    page: Callable[[Page, Screen], str] | None = None
    """Any page, for people."""
    brief: Callable[[Page, Report, Lang], str | bytes] | None = None
    """A page and the audit that it tells of, as a file."""
    one_page: Callable[[Page, Report, Lang], str | bytes] | None = None
    """The same on one sheet of A4."""
    report: Callable[[Report, Lang], str] | None = None
    """Every assessment."""
    tells_findings: bool = False
    """Whether a report names every finding; else an audit for it may leave out mere notes."""
    detail: Callable[[Report, Lang], str] | None = None
    """The one assessment of a report, with all that is known of it."""
    targets: Callable[[Plan, tuple[Target, ...], Lang], str] | None = None
    """Targets of a plan, without figures."""
    coverage: Callable[[Report, Sequence[Coverage]], str] | None = None
    """What is known of each period of each target."""
    owing: Callable[[Report, Sequence[Debt]], str] | None = None
    """The targets that owe figures, and since when."""
    projections: Callable[[Sequence[Projected], Month | None, Lang], str] | None = None
    """Year-end projections, as of a month or of the newest of each series."""
    what_if: Callable[[Report, WhatIf], str] | None = None
    """The year end of the one assessment of a report, for a supposed rest of the year."""
    backtest: Callable[[Sequence[Error], Sequence[Choice]], str] | None = None
    """The pace models' past errors, and what `auto` uses now."""
    filings: Callable[[Sequence[Batch], Lang], str] | None = None
    """What became of every row that was sent in."""
    reading: Callable[[Sequence[Read], Lang], str] | None = None
    """Figures proposed out of bulletins."""
    figures: Callable[[Sequence[ReadFigure], Sequence[Finding], Lang], str] | None = None
    """Every figure as it was read, and what could not be."""
    fleet: Callable[[Fleet, Lang], str] | None = None
    """Many workspaces rolled up."""
    fleet_page: Callable[[Page, Fleet, Lang], str] | None = None
    """A page and the roll-up that it tells of, as a file."""
    form: Callable[[Table], str | bytes] | None = None
    """A form to fill in. ModuleNotFoundError without the optional component."""
    findings: Callable[[Sequence[Finding], Lang, Sequence[FileRead]], str] | None = None
    """Findings, with paths from the workspace, and the files that were read."""
    annotations: Callable[[Sequence[Finding], Lang], str] | None = None
    """Findings for a program that opens the files: with paths from the current folder."""
    mail: Callable[[Notice, Lang, bool, bool], str] | None = None
    """A check for people; leaving out the rest, and saying that there is no news."""
    notice: Callable[[Notice, Lang], str] | None = None
    """What is news, for programs."""
    present: Callable[[Notice, Lang, Collection[Flag]], str] | None = None
    """What stands, for a poller, where only some classes fail; it never uses up the news."""
    exit_code: Callable[[Notice, Collection[Flag]], int] | None = None
    """The exit code of a check where the reader has rules of its own for it."""


def names() -> tuple[str, ...]:
    """The formats on the shelf."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def format_of(name: str) -> Format:
    """The format called `name`. KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    found = import_module(f"{__name__}.{name}").FORMAT
    assert isinstance(found, Format)
    return found


def can_draw(name: str, document: str) -> bool:
    """Whether the format called `name` draws that field of `Format`."""
    return getattr(format_of(name), document) is not None


def drawing(*documents: str) -> tuple[str, ...]:
    """The formats that draw one of the documents: those of the first document first."""
    found = [name for document in documents for name in names() if can_draw(name, document)]
    return tuple(dict.fromkeys(found))
