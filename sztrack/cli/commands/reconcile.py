"""sztrack reconcile: which figures came in, which are due, which are late."""

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
        数据到位情况：逐项逐月，已报、修订、二手、未到期、应报、逾期；再按章、按责任单位汇总。

        \b
        sztrack reconcile                      本年有数据的各项
        sztrack reconcile --all                全部目标
        sztrack reconcile --owner 市教育局     一个单位的
        sztrack reconcile --format csv > 到位情况.csv
        """,
        """
        Data received: indicator by month, reported, revised, second-hand, not due, due, overdue;
        then totals by chapter and by owner.

        \b
        sztrack reconcile                      targets with figures this year
        sztrack reconcile --all                every target
        sztrack reconcile --owner 市教育局     one unit's
        sztrack reconcile --format csv > coverage.csv
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@filter_options
@options.format_option("page", "coverage")
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
) -> None:
    """Load, reconcile, print."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.core.record.coverage import coverage
    from sztrack.formats import format_of

    report, narrowed = filtered(
        options.report_on(
            options.workspace_at(directory), as_of, today, pace, vintage, depth="verdicts"
        ),
        chosen,
    )
    report = ordered(report, chosen)
    rows = coverage(report.assessments, report.clock)
    if draw := format_of(form).coverage:
        print_document(draw(report, rows))
    else:
        from sztrack.views.coverage import grid

        print_page(grid(report, rows, lang, every=narrowed), form, color)
