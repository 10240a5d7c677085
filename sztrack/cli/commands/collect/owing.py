"""sztrack collect owing: who owes what since when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.filters import Filter, filter_options, filtered
from sztrack.cli.lookup import check_unit
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        谁欠报什么、从何时起：已过应报月份仍没有数据的时期。有欠报时退出码为 1。

        \b
        sztrack collect owing
        sztrack collect owing --owner 市教育局
        """,
        """
        Outstanding figures by unit, and since when: periods whose month of publication has passed
        without a figure. Exits with 1 if anything is outstanding.

        \b
        sztrack collect owing
        sztrack collect owing --owner 市教育局
        """,
    )
)
@options.workspace_options
@options.month_option
@options.day_option
@filter_options
@options.format_option("page", "owing")
@options.colour_option
def command(
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    form: str,
    color: str,
    chosen: Filter,
) -> int:
    """Load, look what is late, print."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.core.collect.owing import owing
    from sztrack.core.collect.units import units
    from sztrack.core.record.coverage import coverage
    from sztrack.formats import format_of

    workspace = options.workspace_at(directory)
    whole = options.report_on(workspace, as_of, today, None, depth="verdicts")
    check_unit(chosen.owner, units(whole.plan))
    report, _ = filtered(whole, chosen)
    debts = owing(coverage(report.assessments, report.clock))
    if draw := format_of(form).owing:
        print_document(draw(report, debts))
    else:
        from sztrack.views.owing import listing

        print_page(listing(report, debts, lang), form, color)
    return int(bool(debts))
