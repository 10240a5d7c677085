"""sztrack collect take: file what the units sent back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        收回填好的表，逐行核对后存入 actuals/。

        CSV、TSV 或 .xlsx 均可；存入 actuals/collected.csv，记下单位、日期和文件的 sha256。改动已收的数记为修订，原数保留。
        各行的结果都会列出，有一行未收，退出码即为 1。

        \b
        sztrack collect take 9月报表/*.csv
        sztrack collect take -n 9月报表/*.csv           试收，不写入
        sztrack collect take --verified --from 市发改委 核查结果.csv    核查后登记“核实完成”
        """,  # noqa: E501
        """
        Check filled forms row by row and file them in actuals/.

        CSV, TSV or .xlsx; they go to actuals/collected.csv with the unit, the day and the file's
        sha256. A change to an accepted figure is a revision; the old one stays on record. The
        outcome of every row is listed; exits with 1 if one is refused.

        \b
        sztrack collect take forms/*.csv
        sztrack collect take -n forms/*.csv             trial run, write nothing
        sztrack collect take --verified --from 市发改委 inspected.csv    record what was verified
        """,
    )
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@options.workspace_options
@click.option(
    "--from",
    "sender",
    metavar="UNIT",
    default="",
    help=pick(
        "报送单位，计划中的或登记过的（默认为文件名中的单位，或表中指标唯一的责任单位）",
        "the unit that sent them, in the plan or on record (default: the one in the file's name,"
        " or the only owner of its rows)",
    ),
)
@click.option(
    "--verified",
    is_flag=True,
    help=pick("其中的“核实完成”已经核查", "accept their 'verified done' as inspected"),
)
@click.option(
    "-n",
    "--dry-run",
    "trial",
    is_flag=True,
    help=pick("只试收，不写入", "trial run, write nothing"),
)
@click.option(
    "--today",
    type=options.DayType(),
    help=pick("收表日期（默认今天）", "the day of receipt (default: today)"),
)
@options.format_option("page", "filings")
@options.colour_option
def command(
    files: tuple[Path, ...],
    directory: Path | None,
    lang: Lang,
    sender: str,
    verified: bool,
    trial: bool,
    today: date | None,
    form: str,
    color: str,
) -> int:
    """Take, tell."""
    from sztrack.cli.taking import take
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.formats import format_of

    if verified and not sender.strip():
        raise click.UsageError(
            pick(
                "--verified 须用 --from 指明核查单位",
                "--verified needs --from: the inspecting unit",
            )
        )
    taken = take(
        options.root_of(directory),
        files,
        sender,
        today or datetime.now().astimezone().date(),
        verified=verified,
        trial=trial,
    )
    if draw := format_of(form).filings:
        print_document(draw(taken.batches, lang))
    else:
        from sztrack.views.filings import account

        print_page(account(taken.batches, taken.still, lang, trial=trial), form, color)
    return int(any(batch.refused for batch in taken.batches))
