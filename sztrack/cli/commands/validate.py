"""sztrack validate: every finding in targets.yaml and actuals/."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.model import FileRead, Finding


@click.command(
    help=pick(
        """
        列出 targets.yaml 和 actuals/ 中的全部问题，附文件和行号。有错误时退出码为 1。代码的含义见 sztrack rule。

        \b
        sztrack validate
        sztrack validate --ignore SZ5
        sztrack validate --format github    在 GitHub 的提交页上标出（sarif 同理）
        """,  # noqa: E501
        """
        Everything in targets.yaml and actuals/ that does not fit, with file and line. Exits with 1
        if there is an error. `sztrack rule` explains the codes.

        \b
        sztrack validate
        sztrack validate --ignore SZ5
        sztrack validate --format github    as annotations of a commit; sarif for code scanning
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help=pick("只看这些代码，如 SZ2,SZ301", "only these codes, e.g. SZ2,SZ301"),
)
@click.option(
    "--ignore", metavar="CODES", default="", help=pick("不看这些代码", "all but these codes")
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help=pick(
        "另列读取的文件：表式、分隔、编码、行数",
        "also list the files read: dialect, container, encoding, rows",
    ),
)
@options.format_option("findings", "annotations", first="text")
@options.colour_option
def command(
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None,
    select: str,
    ignore: str,
    form: str,
    color: str,
    verbose: bool,
) -> None:
    """Load, audit, print the findings."""
    from sztrack.core.catalogue import catalogue
    from sztrack.core.model import Severity
    from sztrack.load.workspace import CannotStart

    rules = catalogue()
    wanted, unwanted = (
        options.known_codes(select, rules, "--select"),
        options.known_codes(ignore, rules, "--ignore"),
    )

    def show(found: Sequence[Finding], root: Path, read: Sequence[FileRead] = ()) -> bool:
        kept = [
            f
            for f in found
            if (not wanted or f.code.startswith(wanted)) and not f.code.startswith(unwanted)
        ]
        print_listing(kept, read, root, form, lang, color)
        return any(finding.severity is Severity.ERROR for finding in kept)

    root = options.root_of(directory)
    try:
        workspace = options.workspace_at(root)
        report = options.report_on(workspace, as_of, today, pace, vintage, suggest=True)
        failed = show(report.findings, root, workspace.files if verbose or form == "json" else ())
    except CannotStart as stopped:
        if form != "text" and stopped.findings:
            show(stopped.findings, root)
        raise
    if failed:
        raise click.exceptions.Exit(1)


def print_listing(
    found: Sequence[Finding],
    read: Sequence[FileRead],
    root: Path,
    form: str,
    lang: Lang,
    color: str,
) -> None:
    """The findings on stdout. What a program opens is named from the current folder, the rest from
    the workspace.
    """
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.formats import format_of

    drawn_by = format_of(form)
    if drawn_by.findings:
        print_document(drawn_by.findings(found, lang, read))
    elif drawn_by.annotations:
        opened = [_from_here(finding, root) for finding in found]
        print_document(drawn_by.annotations(opened, lang))
    else:  # `text`: for people, a page on the terminal
        from sztrack.views.findings import files, listing

        print_page(listing(found, lang), "table", color)
        if read:
            print_page(files(read, lang), "table", color)


def _from_here(finding: Finding, root: Path) -> Finding:
    """The finding with its path from the current folder."""
    path = Path(os.path.relpath(root / finding.source.path)).as_posix()
    return finding._replace(source=finding.source._replace(path=path))
