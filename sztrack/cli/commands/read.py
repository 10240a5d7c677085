"""sztrack read: figures proposed out of official prose, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.streams import tell
from sztrack.cli.tongue import pick
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.cli.reading import Account
    from sztrack.core.collect.matching import Read
    from sztrack.core.model import Plan
    from sztrack.load.prose.periods import Heading


@click.command(
    help=pick(
        """
        从公报、新闻稿的文字中读出数据，每个数附原文；须经同意才收入 actuals/。

        文本、网页、.docx、.pdf 均可，- 为标准输入。按固定规则读，不用模型，不联网。有把握的标明，存疑的说明原因；没有取的数计数，-v 列出。

        \b
        sztrack read 前三季度经济运行情况.html
        sztrack read --period 2024年1-9月 公报.docx
        sztrack read --take 公报.pdf                逐项确认后收入 actuals/
        sztrack read --take --yes sure 公报.txt     只收有把握的，不问
        """,  # noqa: E501
        """
        Figures out of the prose of bulletins, each with its sentence; filed in actuals/ after a
        yes.

        Text, web pages, .docx and .pdf; - is standard input. By fixed rules: no model, no network.
        What is not sure says why; every number that is not taken is counted, and listed with -v.

        \b
        sztrack read bulletin.html
        sztrack read --period 2024Q3 bulletin.docx
        sztrack read --take bulletin.pdf                file after a yes to each
        sztrack read --take --yes sure bulletin.txt     file what is sure, ask nothing
        """,
    )
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@options.workspace_options
@click.option(
    "--period",
    metavar="PERIOD",
    default="",
    help=pick(
        "公报所述时期，如 2024-09、2024年1-9月、2024Q3（默认按标题、文件名和日期）",
        "the period it is about, such as 2024-09, 2024Q3 (default: from title, file name and date)",
    ),
)
@click.option(
    "--take", is_flag=True, help=pick("经同意后收入 actuals/", "file in actuals/ after a yes")
)
@click.option(
    "--yes",
    type=click.Choice(["sure"]),
    default=None,
    help=pick("与 --take 同用：有把握的不必再问", "with --take: what is sure needs no yes"),
)
@click.option(
    "--from",
    "sender",
    metavar="UNIT",
    default="",
    help=pick("公布单位（默认按文中的来源）", "who published it (default: as the text says)"),
)
@click.option(
    "--today",
    type=options.DayType(),
    help=pick("收下的日期（默认今天）", "the day of filing (default: today)"),
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help=pick("列出没有取的数及原因", "list the numbers passed over, and why"),
)
@options.format_option("page", "reading")
@options.colour_option
def command(
    files: tuple[str, ...],
    directory: Path | None,
    lang: Lang,
    period: str,
    take: bool,
    yes: str | None,
    sender: str,
    today: date | None,
    verbose: bool,
    form: str,
    color: str,
) -> int:
    """Read, show; file what is agreed to."""
    from sztrack.cli.reading import file_papers, may_ask, read_papers
    from sztrack.core.model import Severity

    if yes and not take:
        raise click.UsageError(pick("--yes 与 --take 同用", "--yes goes with --take"))
    papers = read_papers(files, _plan(directory, needed=take), _heading(period))
    read = [paper.read for paper in papers]
    _show(read, lang, form, color, verbose=verbose)
    failed = any(found.severity is Severity.ERROR for one in read for found in one.findings)
    if not take:
        return int(failed)
    account = file_papers(
        options.root_of(directory),
        papers,
        sender.strip(),
        today or datetime.now().astimezone().date(),
        yes=yes or "",
        ask=may_ask(),
    )
    _tell(account, lang, color)
    return int(failed or account.unfiled > 0)


def _show(read: Sequence[Read], lang: Lang, form: str, color: str, *, verbose: bool) -> None:
    """What was read, on stdout, and what could not be, on stderr."""
    from sztrack.cli.terminal import print_document, print_findings, print_page
    from sztrack.formats import format_of

    if draw := format_of(form).reading:
        print_document(draw(read, lang))
        return
    from sztrack.views.reading import reading

    print_page(reading(read, lang, passed=verbose), form, color)
    for one in read:
        print_findings(one.findings, lang)


def _tell(account: Account, lang: Lang, color: str) -> None:
    """What was filed, on stderr, where it does not mix with what a program reads."""
    from sztrack.cli.terminal import print_notice
    from sztrack.views.filings import account as told

    for taken in account.taken:
        print_notice(told(taken.batches, taken.still, lang, trial=False), color)
    if account.unfiled:
        words = pick(f"未收 {account.unfiled} 个", f"not filed: {account.unfiled}")
        tell(f"{words}\n")


def _heading(period: str) -> Heading | None:
    """The period that somebody typed; one that is none is a usage error."""
    if not period.strip():
        return None
    from sztrack.load.prose.periods import asked

    heading = asked(period)
    if heading is None:
        raise click.BadParameter(
            pick(
                f"“{period}”不是时期，写成 2024-09、2024年1-9月 或 2024Q3",
                f"'{period}' is not a period; write it as 2024-09, 2024-1~9 or 2024Q3",
            ),
            param_hint="--period",
        )
    return heading


def _plan(directory: Path | None, *, needed: bool) -> Plan | None:
    """The plan of the workspace; without one, figures are read and matched to nothing."""
    from sztrack.load.workspace import CannotStart, load_plan

    try:
        root = options.root_of(directory)
    except CannotStart:
        if needed:
            raise
        return None
    return load_plan(root)[0]
