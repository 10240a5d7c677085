"""sztrack report: the monthly brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.period import Month
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.report import Report
    from sztrack.page import Page


@click.command(
    help=pick(
        """
        月度简报：总体情况、主要指标、滞后指标、各章进展、目标合理性、数据质量。Markdown、带图的网页或 Word 文件。

        \b
        sztrack report --md --as-of 2024-09 -o 简报.md
        sztrack report --html --as-of 2024-09 -o 简报.html
        """,
        """
        The monthly brief: overview, headline goals, what lags, chapters, the plan's audit of itself, quality of the data. As Markdown, as a
        page with charts, or as a Word file.

        \b
        sztrack report --md --as-of 2024-09 -o brief.md
        sztrack report --html --as-of 2024-09 -o brief.html
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@click.option("--md", "form", flag_value="md", default="md", help=pick("Markdown（默认）", "Markdown (the default)"))
@click.option("--html", "form", flag_value="html", help=pick("带图表的网页，一个文件", "a page with charts, in one file"))
@click.option("--docx", "form", flag_value="docx", help=pick("Word 文件，公文版式（需 -o）", "a Word file, laid out as an official document (needs -o)"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=pick("写入文件，而不是屏幕", "write to a file instead of the screen"))
def command(
    directory: Path | None, lang: Lang, as_of: Month | None, today: date | None, pace: str | None, vintage: date | None, form: str, output: Path | None
) -> int:
    """Load, audit, write."""
    from sztrack.views.brief import brief

    if form == "docx" and output is None:
        raise click.UsageError(pick("--docx 需要 -o 文件.docx", "--docx needs -o FILE.docx"))
    report = options.report_on(options.workspace_at(directory), as_of, today, pace, vintage)
    content = _drawn(form, brief(report, lang), report, lang)
    if output is None:
        click.echo(content, nl=False)
        return 0
    from sztrack.cli.files import write_atomic

    try:
        write_atomic(output, content)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from None
    return 0


def _drawn(form: str, page: Page, report: Report, lang: Lang) -> str | bytes:
    """The brief in the form asked for."""
    if form == "html":
        from sztrack.formats import html

        return html.render(page, report, lang)
    if form == "docx":
        try:
            from sztrack.formats.docx import render
        except ModuleNotFoundError:
            raise click.UsageError(
                pick("--docx 需要 python-docx：pip install 'sztrack[docx]'", "--docx needs python-docx: pip install 'sztrack[docx]'")
            ) from None
        return render(page, lang)
    from sztrack.formats import markdown

    return markdown.render(page)
