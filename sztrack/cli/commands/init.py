"""sztrack init: a plan to start from."""

from __future__ import annotations

from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        建立工作区：一份可以马上填写的计划、它的 schema 和 actuals 文件夹。已有的计划不改写。

        \b
        sztrack init 广州 --place 广州市 --year 2026     常见的主要目标，均待填
        sztrack init 广州 --from 目标.xlsx               从目标表（指标、单位、上年完成、本年目标、责任单位……）
        sztrack init 深圳2025 --next 深圳2024            滚动到下一年：目标待填，去年的数作基数和历史
        """,  # noqa: E501
        """
        Make a workspace: a plan to fill in, its schema, and the folder actuals. A plan that exists
        is not overwritten.

        \b
        sztrack init leeds --place Leeds --year 2026     the usual headline goals, to be filled in
        sztrack init leeds --from targets.xlsx           from a table: indicator, unit, goal, owner
        sztrack init leeds-2027 --next leeds-2026        the next year: goals to be filled in, last
                                                         year's figures as baselines and history
        """,
    )
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option(
    "--from",
    "table",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=pick(
        "目标表（.csv、.xlsx，或 sztrack targets --format csv 的输出）",
        "a table of targets (.csv, .xlsx, or what sztrack targets --format csv writes)",
    ),
)
@click.option(
    "--next",
    "previous",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=pick("上一年的工作区", "the workspace of the year before"),
)
@click.option(
    "--place",
    default="",
    help=pick("地名（默认用文件夹名）", "whose plan it is (default: the folder's name)"),
)
@click.option(
    "--year",
    type=click.IntRange(1900, 2199),
    help=pick(
        "计划年度（默认照表头，否则今年）",
        "the plan's year (default: as the table says, else this year)",
    ),
)
@options.language_option
def command(
    folder: Path,
    table: Path | None,
    previous: Path | None,
    place: str,
    year: int | None,
    lang: Lang,
) -> int:
    """Draft, write, say what is doubtful and what to do next."""
    from sztrack.cli.drafting import (
        empty_plan,
        next_years_plan,
        plan_from_table,
        write_workspace,
    )
    from sztrack.cli.terminal import print_findings
    from sztrack.core.model import Severity

    if table and previous:
        raise click.UsageError(pick("--from 与 --next 只用一个", "use --from or --next, not both"))
    named, this_year = place or folder.resolve().name, options.clock_day().year
    if previous:
        if year or place:
            raise click.UsageError(
                pick(
                    "--next 的地名和年度照上一年的计划，不用 --place、--year",
                    "--next takes place and year from the old plan: leave out --place and --year",
                )
            )
        draft = next_years_plan(previous, lang)
    elif table:
        draft = plan_from_table(table, named, year, this_year)
    else:
        draft = empty_plan(named, year or this_year, lang)
    write_workspace(folder, draft, lang)
    print_findings(draft.findings, lang)
    return int(any(found.severity is not Severity.INFO for found in draft.findings))
