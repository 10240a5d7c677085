"""sztrack backtest: how far each pace model was off on the workspace's own earlier years."""

from __future__ import annotations

from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        用往年数据检验各进度模型：在同一月份预计，与实际结果相比；并列出 auto 的选择。

        \b
        sztrack backtest                     全部指标
        sztrack backtest foreign-trade       一个指标
        sztrack backtest --format json
        """,
        """
        Test each pace model on earlier years: its projection in the same month against the actual
        result, and the model that auto chose.

        \b
        sztrack backtest                     every indicator
        sztrack backtest foreign-trade       one of them
        sztrack backtest --format json
        """,
    )
)
@click.argument("target", required=False)
@options.workspace_options
@click.option(
    "--as-of",
    type=options.MonthType(),
    envvar="SZTRACK_AS_OF",
    help=pick("审计到哪个月", "the month to audit (default: the newest with data)"),
)
@options.format_option("page", "backtest")
@options.colour_option
def command(
    target: str | None,
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    form: str,
    color: str,
) -> int:
    """Load, replay, print."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.core.outlook.backtest import MONTHS, backtest
    from sztrack.formats import format_of

    workspace = options.workspace_at(directory)
    report = options.report_on(workspace, as_of, None, None, depth="verdicts")
    if target:
        from sztrack.cli.lookup import find_target

        asked = find_target(workspace.plan, target).id
        report = report.only(lambda a: a.target.id == asked)
    errors, choices = backtest(report.assessments)
    if draw := format_of(form).backtest:
        print_document(draw(errors, choices))
    else:
        from sztrack.views.backtest import backtested

        print_page(backtested(errors, choices, MONTHS, lang), form, color)
    return 0
