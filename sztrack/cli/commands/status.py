"""sztrack status: where do we stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.filters import Filter, filter_options, filtered, ordered
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        各项目标现在如何：主要目标、需关注的任务指标、各章进展。

        \b
        sztrack status                              最新月份
        sztrack status --as-of 2024-06              回放 6 月
        sztrack status --status lagging,at-risk     只看滞后和预警
        sztrack status --chapter 3.6 --all          一章的全部目标
        """,
        """
        Where every goal stands: headline goals, task targets to look at, progress by chapter.

        \b
        sztrack status                              the newest month
        sztrack status --as-of 2024-06              replay June
        sztrack status --status lagging,at-risk     only what lags
        sztrack status --chapter 3.6 --all          everything in one chapter
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@filter_options
@options.format_option("page", "report")
@options.colour_option
def command(
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None,
    form: str,
    color: str,
    chosen: Filter,
) -> int:
    """Load, audit, print."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.formats import format_of

    drawn_by = format_of(form)
    audit = options.report_on(
        options.workspace_at(directory),
        as_of,
        today,
        pace,
        vintage,
        depth="whole" if drawn_by.tells_findings else "faults",
    )
    report, narrowed = filtered(audit, chosen)
    report = ordered(report, chosen)
    if draw := drawn_by.report:
        print_document(draw(report, lang))
    else:
        from sztrack.views.status import listing, overview

        print_page(listing(report, lang) if narrowed else overview(report, lang), form, color)
    return 0
