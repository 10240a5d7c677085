"""sztrack validate: every finding in targets.yaml and actuals/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        列出 targets.yaml 和 actuals/ 中的全部问题，附文件和行号。有错误时退出码为 1。

        \b
        sztrack validate
        sztrack validate --format json
        """,
        """
        Everything in targets.yaml and actuals/ that does not fit, with file and line. Exits with 1 if there is an error.

        \b
        sztrack validate
        sztrack validate --format json
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@click.option("--select", metavar="CODES", default="", help=pick("只看这些代码，如 SZ2,SZ301", "only these codes, e.g. SZ2,SZ301"))
@click.option("--ignore", metavar="CODES", default="", help=pick("不看这些代码", "all but these codes"))
@click.option(
    "-v", "--verbose", is_flag=True, help=pick("另列读取的文件：表式、分隔、编码、行数", "also list the files read: dialect, container, encoding, rows")
)
@options.format_option("text", "json")
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
) -> int:
    """Load, audit, print the findings."""
    from sztrack.core.model import Severity

    workspace = options.workspace_at(directory)
    report = options.report_on(workspace, as_of, today, pace, vintage, suggest=True)
    wanted, unwanted = (tuple(filter(None, codes.replace(" ", "").upper().split(","))) for codes in (select, ignore))
    found = [f for f in report.findings if (not wanted or f.code.startswith(wanted)) and not f.code.startswith(unwanted)]
    if form == "json":
        from sztrack.formats.json import render_findings

        click.echo(render_findings(found, lang, workspace.files), nl=False)
    else:
        from sztrack.cli.terminal import print_page
        from sztrack.views.findings import files, listing

        print_page(listing(found, lang), form, color)
        if verbose:
            print_page(files(workspace.files, lang), form, color)
    return int(any(finding.severity is Severity.ERROR for finding in found))
