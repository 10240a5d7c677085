"""sztrack report: the monthly brief."""

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
        月度简报（Markdown）：总体情况、主要指标、滞后指标、各章进展、目标合理性、数据质量。

        \b
        sztrack report --md --as-of 2024-09 -o 简报.md
        """,
        """
        The monthly brief in Markdown: overview, headline goals, what lags, chapters, the plan's audit of itself, quality of the data.

        \b
        sztrack report --md --as-of 2024-09 -o brief.md
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@click.option("--md", "form", flag_value="md", default="md", help=pick("Markdown（默认）", "Markdown (the default)"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=pick("写入文件，而不是屏幕", "write to a file instead of the screen"))
def command(
    directory: Path | None, lang: Lang, as_of: Month | None, today: date | None, pace: str | None, vintage: date | None, form: str, output: Path | None
) -> int:
    """Load, audit, write."""
    from sztrack.formats.markdown import render
    from sztrack.views.brief import brief

    assert form == "md"  # the only one so far
    text = render(brief(options.report_on(options.workspace_at(directory), as_of, today, pace, vintage), lang))
    if output is None:
        click.echo(text, nl=False)
        return 0
    from sztrack.cli.files import write_atomic

    try:
        write_atomic(output, text)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from None
    return 0
