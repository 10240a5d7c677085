"""sztrack project: the projection alone, for the plan's targets or for any monthly series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.kinds import measured
from sztrack.core.words.period import Month
from sztrack.language import Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sztrack.core.model import Finding, Observation
    from sztrack.core.outlook.projections import Projected
    from sztrack.core.verdict.report import Report


@click.command(
    help=pick(
        """
        年末预计：计划的各项目标，或任意月度序列。

        \b
        sztrack project                                  计划各项
        sztrack project 社零.csv --as-of 2024-08         文件中的每个序列（indicator,period,value，当月值）
        sztrack project 社零.csv --pace seasonal --format json
        sztrack project gdp-growth --rest 7%             余下各月同比增长7%，全年多少
        sztrack project 新增就业 --rest 5.2 --per month     余下各月每月5.2（目标的单位）
        """,  # noqa: E501
        """
        Where the year ends: for the plan's targets, or for any monthly series.

        \b
        sztrack project                                 the plan's targets
        sztrack project retail.csv --as-of 2024-08      every series of a file (indicator,period,value; month values)
        sztrack project retail.csv --pace seasonal --format json
        sztrack project gdp-growth --rest 7%            the year end, if the rest of the year grows by 7%
        sztrack project new-urban-jobs --rest 5.2 --per month   if each month brings 5.2, in the goal's unit
        """,  # noqa: E501
    )
)
@click.argument("series", metavar="[FILE|ID]", required=False, type=options.FileOrIdType())
@options.workspace_options
@options.audit_options
@click.option(
    "--level",
    type=options.LevelType(),
    help=pick(
        "区间的置信度，50 至 99（默认 80）",
        "coverage of the interval in percent, 50 to 99 (default 80)",
    ),
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in measured()]),
    help=pick(
        "文件中数值的类型（默认按口径判断）",
        "what the file's figures are (default: by their basis)",
    ),
)
@click.option(
    "--rest",
    metavar="AMOUNT|PERCENT",
    help=pick(
        "假设余下各月的同比增速（7%）或数额（12万人），得出年末和是否达标",
        "suppose what the months to come bring: a growth (7%) or an amount (12万人);"
        " prints the year end and whether it meets the goal",
    ),
)
@click.option(
    "--per",
    type=click.Choice(["month"]),
    help=pick("--rest 为余下每月的数额", "--rest is the amount of each of the months"),
)
@options.format_option("page", "projections")
@options.colour_option
def command(
    series: Path | str | None,
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    level: Decimal | None,
    kind: str | None,
    rest: str | None,
    per: str | None,
    form: str,
    color: str,
) -> int:
    """Read, project, print."""
    from sztrack.cli.terminal import print_document, print_findings, print_page
    from sztrack.core.model import Kind
    from sztrack.core.outlook.projections import project_all
    from sztrack.formats import format_of

    wanted = _target_of(series, rest, per)
    if rest is not None:
        report = _report_of(wanted, directory, as_of, today, pace, level)
        return _what_if(report, rest, per_month=per == "month", lang=lang, form=form, color=color)
    if isinstance(series, Path):
        measured_as = Kind(kind) if kind else None
        pace = options.known_pace(pace or "auto")
        observations, found = _rows_of(series)
        lines, unfit = project_all(
            observations, as_of=as_of, pace=pace, level=level or Decimal(80), kind=measured_as
        )
        print_findings((*found, *unfit), lang)
        if not lines:
            return 2
    else:
        report = _report_of(wanted, directory, as_of, today, pace, level)
        as_of = report.as_of
        lines = _lines_of(report, pace, wanted)
    if draw := format_of(form).projections:
        print_document(draw(lines, as_of, lang))
    else:
        from sztrack.views.projections import projections

        print_page(projections(lines, lang), form, color)
    return 0


def _target_of(series: Path | str | None, rest: str | None, per: str | None) -> str | None:
    """The target that is asked about, None for a file or all of them; a usage error where a rest is
    supposed of no target, or a month's part of no rest.
    """
    if rest is None and per:
        raise click.UsageError(pick("--per 须与 --rest 同用", "--per goes with --rest"))
    wanted = series if isinstance(series, str) else None
    if rest is not None and wanted is None:
        raise click.UsageError(
            pick(
                "--rest 须指明一个目标，如 sztrack project gdp-growth --rest 7%",
                "--rest needs a target, such as: sztrack project gdp-growth --rest 7%",
            )
        )
    return wanted


def _rows_of(file: Path) -> tuple[Sequence[Observation], Sequence[Finding]]:
    """The rows of a file of any series: bare numbers of single months, unless it says otherwise.
    A series of one place among several bears its name.
    """
    from sztrack.core.model import Basis, Finding
    from sztrack.core.record.places import TOLD
    from sztrack.core.words.quantity import PLAIN
    from sztrack.load.intake import Assumed
    from sztrack.load.workspace import read_table

    assumed = Assumed(PLAIN, Basis.MONTH, named=f"/{file.name}", places=TOLD)
    read = read_table(file, file.name, assumed)
    if isinstance(read, Finding):
        return [], [read]
    if len({row.place for row in read.observations}) < 2:
        return read.observations, read.findings
    named = [
        row._replace(indicator=f"{row.place} {row.indicator}".strip()) for row in read.observations
    ]
    return named, read.findings


def _lines_of(report: Report, pace: str | None, wanted: str | None) -> list[Projected]:
    """The rows that have a figure to go on; the one that was asked for says why it has none."""
    from sztrack.core.outlook.projections import of_assessment

    lines = [
        of_assessment(a, pace or a.target.pace)
        for a in report.assessments
        if a.target.goal and (a.actual or wanted)
    ]
    if wanted and not lines:
        raise click.UsageError(
            pick("该目标没有数值，无从预计", "the target has no number that could be projected")
        )
    return lines


def _report_of(
    wanted: str | None,
    directory: Path | None,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    level: Decimal | None,
) -> Report:
    """The audit of the workspace, or of the one target that is wanted."""
    from sztrack.cli.lookup import find_target

    workspace = options.workspace_at(directory)
    one = find_target(workspace.plan, wanted) if wanted else None
    report = options.report_on(workspace, as_of, today, pace, level=level, depth="verdicts")
    return report.only(lambda a: a.target.id == one.id) if one else report


def _what_if(
    report: Report, rest: str, *, per_month: bool, lang: Lang, form: str, color: str
) -> int:
    """The year end of the one target of a report, if the rest of the year brings `rest`."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.core.model import Text
    from sztrack.core.verdict.whatif import suppose
    from sztrack.formats import format_of
    from sztrack.language import say

    drawn_by = format_of(form)
    if drawn_by.projections and not drawn_by.what_if:
        raise click.UsageError(
            pick(f"--rest 不能输出为 {form}", f"--rest cannot be written as {form}")
        )
    a = report.assessments[0]
    answer = suppose(a, rest, report.plan.rules, per_month=per_month)
    if isinstance(answer, Text):
        raise click.BadParameter(say(answer, lang), param_hint="--rest")
    if drawn_by.what_if:
        print_document(drawn_by.what_if(report, answer))
    else:
        from sztrack.views.whatif import what_if

        print_page(what_if(a, answer, lang), form, color)
    return 0
