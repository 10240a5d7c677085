"""sztrack collect forms: a form for every responsible unit, holding just what it owes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.completion import complete_month, complete_owner
from sztrack.cli.lookup import check_unit
from sztrack.cli.streams import put, tell, warn
from sztrack.cli.tongue import pick
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.language import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sztrack.core.collect.owing import Ask
    from sztrack.page import Table


@click.command(
    help=pick(
        """
        每个责任单位一张预填的表，只列它该报而未报的：指标、时期、口径、单位已填，附最新数据。已有的文件不改写。

        \b
        sztrack collect forms --month 2024-09 -o 9月报表
        sztrack collect forms --month 2024-09 -o 9月报表 --format xlsx
        """,
        """
        A pre-filled form for every responsible unit, listing just what it has to report: indicator,
        period, basis and unit are filled in, the latest figure is shown. An existing file is not
        overwritten.

        \b
        sztrack collect forms --month 2024-09 -o forms
        sztrack collect forms --month 2024-09 -o forms --format xlsx
        """,
    )
)
@options.workspace_options
@click.option(
    "--month",
    required=True,
    type=options.MonthType(),
    shell_complete=complete_month,
    help=pick("报表月份", "the month to be reported"),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=pick("存放表格的文件夹", "the folder for the forms"),
)
@click.option(
    "--owner",
    shell_complete=complete_owner,
    help=pick("只给该单位（名称的一部分）", "for this unit only (part of its name)"),
)
@click.option(
    "--today",
    type=options.DayType(),
    help=pick(
        "判断哪些该报所用的日期（默认今天）",
        "the day on which what is due is judged (default: today)",
    ),
)
@options.format_option("form", first="csv")
def command(
    directory: Path | None,
    lang: Lang,
    month: Month,
    output: Path,
    owner: str | None,
    today: date | None,
    form: str,
) -> int:
    """Load, ask, write."""
    from sztrack.core.collect.owing import asked
    from sztrack.core.collect.units import file_names, units
    from sztrack.core.record.coverage import by_owner, coverage
    from sztrack.language.labels import NO_OWNER

    report = options.report_on(options.workspace_at(directory), None, today, None, depth="verdicts")
    if month.year != report.plan.year:
        raise click.BadParameter(
            pick(
                f"{month} 不在计划年度 {report.plan.year} 内",
                f"{month} is not in the plan's year {report.plan.year}",
            ),
            param_hint="--month",
        )
    names = file_names((*units(report.plan), say(NO_OWNER, lang)))
    check_unit(owner, names)
    clock = report.clock._replace(today=max(report.clock.today, month.plus(1)))
    rows = coverage(report.assessments, clock)
    wanted = {
        unit or say(NO_OWNER, lang): asks
        for unit, group in by_owner(rows).items()
        if (asks := asked(group, month))
    }
    chosen = {unit: asks for unit, asks in wanted.items() if not owner or owner in unit}
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from sztrack.cli.files import unwritable

        raise unwritable(output, error) from None
    code = 0
    for unit, asks in chosen.items():
        path = output / f"{month}-{names[unit]}.{form}"
        # What happens to the form of one unit is no reason to leave the next without one.
        code = max(code, _write_new(path, asks, lang, form))
    if not chosen:
        put(pick(f"{month} 没有要报的数\n", f"nothing is outstanding for {month}\n"))
    return code


def _write_new(path: Path, asks: Sequence[Ask], lang: Lang, form: str) -> int:
    """Write a form, unless there is one already; the exit code of what became of it."""
    from sztrack.load.workspace import CannotStart
    from sztrack.views.forms import form as table

    if path.exists():
        words = pick(f"{path} 已存在，未改写", f"{path} exists and was not changed")
        tell(f"{words}\n")
        return 1
    try:
        _write(path, table(asks, lang), form)
    except CannotStart as stopped:
        warn(pick(*stopped.message))
        return 2
    put(pick(f"{path}  {len(asks)} 行\n", f"{path}  {number_of(len(asks), 'row')}\n"))
    return 0


def _write(path: Path, table: Table, form: str) -> None:
    from sztrack.cli.files import save
    from sztrack.formats import format_of

    draw = format_of(form).form
    assert draw is not None, f"{form} draws no form"
    try:
        save(path, draw(table))
    except ModuleNotFoundError:
        raise click.UsageError(
            pick(
                "写 .xlsx 需要组件：pip install openpyxl",
                "workbooks need a library: pip install openpyxl",
            )
        ) from None
