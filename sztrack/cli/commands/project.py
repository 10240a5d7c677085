"""sztrack project: the projection alone, for the plan's targets or for any monthly series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.kinds import measured
from sztrack.core.words.period import Month
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        年末预计：计划的各项目标，或任意月度序列。

        \b
        sztrack project                                  计划各项
        sztrack project 社零.csv --as-of 2024-08         文件中的每个序列（indicator,period,value，当月值）
        sztrack project 社零.csv --pace seasonal --format json
        """,  # noqa: E501
        """
        Where the year ends: for the plan's targets, or for any monthly series.

        \b
        sztrack project                                 the plan's targets
        sztrack project retail.csv --as-of 2024-08      every series of a file (indicator,period,value; month values)
        sztrack project retail.csv --pace seasonal --format json
        """,  # noqa: E501
    )
)
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
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
@options.format_option("page", "projections")
@options.colour_option
def command(
    file: Path | None,
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    level: Decimal | None,
    kind: str | None,
    form: str,
    color: str,
) -> int:
    """Read, project, print."""
    from sztrack.cli.terminal import print_document, print_findings, print_page
    from sztrack.core.model import Kind
    from sztrack.core.outlook.projections import of_assessment, project_all
    from sztrack.formats import format_of

    if file:
        from sztrack.core.model import Basis
        from sztrack.core.words.quantity import PLAIN
        from sztrack.load.actuals import read_actuals
        from sztrack.load.intake import Assumed

        pace = options.known_pace(pace or "auto")
        read = read_actuals(
            file.read_bytes(), file.name, Assumed(PLAIN, Basis.MONTH, named=f"/{file.name}")
        )
        lines, unfit = project_all(
            read.observations,
            as_of=as_of,
            pace=pace,
            level=level or Decimal(80),
            kind=Kind(kind) if kind else None,
        )
        print_findings((*read.findings, *unfit), lang)
        if not lines:
            return 2
    else:
        report = options.report_on(
            options.workspace_at(directory), as_of, today, pace, level=level, depth="verdicts"
        )
        as_of = report.as_of
        lines = [
            of_assessment(a, pace or a.target.pace)
            for a in report.assessments
            if a.target.goal and a.actual
        ]
    if draw := format_of(form).projections:
        print_document(draw(lines, as_of, lang))
    else:
        from sztrack.views.projections import projections

        print_page(projections(lines, lang), form, color)
    return 0
