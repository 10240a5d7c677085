"""sztrack show: one target on one screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.completion import complete_id
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        一个目标：计划原文、逐月数据、判断如何得出、每个数字在哪个文件哪一行。

        \b
        sztrack show gdp-growth
        sztrack show 社会消费品零售总额增速 --as-of 2024-05
        """,
        """
        One target: the plan's wording, its months, how the verdicts were reached, and file and line
        of every number.

        \b
        sztrack show gdp-growth
        sztrack show retail-sales-growth --as-of 2024-05
        """,
    )
)
@click.argument("target", metavar="ID", shell_complete=complete_id)
@options.workspace_options
@options.audit_options
@options.vintage_option
@options.format_option("page", "detail")
@options.colour_option
def command(
    target: str,
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None,
    form: str,
    color: str,
) -> int:
    """Load, audit, pick the row, print."""
    from sztrack.cli.lookup import find_target
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.formats import format_of

    workspace = options.workspace_at(directory)
    wanted = find_target(workspace.plan, target)
    report = options.report_on(workspace, as_of, today, pace, vintage).only(
        lambda a: a.target.id == wanted.id
    )
    if draw := format_of(form).detail:
        print_document(draw(report, lang))
    else:
        from sztrack.views.show import detail

        print_page(detail(report, report.assessments[0], lang), form, color)
    return 0
