"""sztrack fleet: many workspaces audited and rolled up."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.fleet.members import Audited
    from sztrack.core.fleet.rollup import Fleet
    from sztrack.core.verdict.report import Question
    from sztrack.formats import Format

NOTHING_READ = 2


@click.command(
    help=pick(
        """
        许多工作区一并审计：谁在哪项滞后、始于何月，主要目标逐地对比并排名，谁的数据逾期，单位一致的作合计。

        每个工作区各自审计，读不了的只影响自己，并注明原因。DIR 是文件夹，或 fsspec 能识别的地址（s3://…）。
        退出码：0 没有需要标记的；1 有滞后、缺数据，或有读不了的；2 一个也读不了。

        \b
        sztrack fleet 各市/*                       表格
        sztrack fleet --list 各市.txt --as-of 2024-06
        sztrack fleet 各市/* --format html -o 各市.html
        sztrack fleet --list 全国.txt --dask tcp://10.0.0.5:8786
        """,
        """
        Many workspaces audited and rolled up: who lags where and since when, the headline goals
        side by side and ranked, whose data are overdue, and totals where units agree.

        Each workspace is audited by itself; one that cannot be read costs itself alone and is
        named. A DIR is a folder, or an address that fsspec knows (s3://...). Exit codes: 0 nothing
        to flag, 1 something lags, lacks figures or could not be read, 2 none could be read.

        \b
        sztrack fleet cities/*                     a table
        sztrack fleet --list cities.txt --as-of 2024-06
        sztrack fleet cities/* --format html -o cities.html
        sztrack fleet --list country.txt --dask tcp://10.0.0.5:8786
        """,
    )
)
@click.argument("dirs", metavar="DIR...", nargs=-1)
@click.option(
    "--list",
    "listed",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help=pick(
        "一行一个工作区的文件，路径从该文件所在的文件夹算起；- 为标准输入",
        "a file with a workspace a line, paths from the file's own folder; - is standard input",
    ),
)
@options.language_option
@options.audit_options
@options.vintage_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help=pick("同时用几个进程（默认每核一个）", "how many processes (default: one per core)"),
)
@click.option(
    "--dask",
    "address",
    metavar="ADDRESS",
    help=pick(
        "在这个 Dask 集群上运行（需 sztrack[dask]）",
        "run on this Dask cluster (needs sztrack[dask])",
    ),
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=20,
    help=pick("每个表最多几行（默认 20）", "the most rows of a table (default: 20)"),
)
@options.format_option("page", "fleet", "fleet_page")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=pick("写入文件，而不是屏幕", "write to a file instead of the screen"),
)
@click.option(
    "-q", "--quiet", is_flag=True, help=pick("不显示进度", "do not tell how far it has come")
)
@options.colour_option
def command(
    dirs: tuple[str, ...],
    listed: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None,
    jobs: int | None,
    address: str | None,
    top: int,
    form: str,
    output: Path | None,
    quiet: bool,
    color: str,
) -> int:
    """Audit each, roll up, print."""
    from sztrack.core.fleet.rollup import rolled_up
    from sztrack.core.verdict.report import Question

    wheres = _workspaces(dirs, listed)
    question = Question(
        now=options.month_of(today, vintage),
        as_of=as_of,
        vintage=vintage,
        pace=options.known_pace(pace) if pace else None,
    )
    with closing(_answers(wheres, question, jobs, address)) as answers:
        try:
            fleet = rolled_up(answers if quiet else _told(answers, len(wheres)))
        except ModuleNotFoundError as error:
            if error.name != "distributed":
                raise
            raise click.UsageError(
                pick(
                    "--dask 需要 dask：pip install 'sztrack[dask]'",
                    "--dask needs dask: pip install 'sztrack[dask]'",
                )
            ) from None
    _show(fleet, lang, top, form, output, color)
    return NOTHING_READ if not fleet.ranking else int(fleet.is_flagged)


def _workspaces(dirs: tuple[str, ...], listed: Path | None) -> list[str]:
    """Every workspace that was named, once; a usage error where none was."""
    wheres = [*dirs, *(_lines(listed) if listed else ())]
    if not wheres:
        raise click.UsageError(
            pick("请给出工作区文件夹，或 --list 文件", "name some workspaces, or a --list")
        )
    return list({_identity(where): where for where in wheres}.values())


def _identity(where: str) -> str:
    """What is the same for one workspace, by whatever path it is named."""
    from sztrack.fleet.fetched import is_address

    return where if is_address(where) else str(Path(where).resolve())


def _lines(listed: Path) -> Iterator[str]:
    """The workspaces of a list; blank lines and those that begin with # are none."""
    from sztrack.fleet.fetched import is_address
    from sztrack.load.encoding import decode

    is_piped = str(listed) == "-"
    data = sys.stdin.buffer.read() if is_piped else listed.read_bytes()
    folder = Path() if is_piped else listed.parent
    for line in decode(data).text.splitlines():
        where = line.strip()
        if where and not where.startswith("#"):
            yield where if is_address(where) else str(folder / where)


def _absolute(where: str) -> str:
    from sztrack.fleet.fetched import is_address

    return where if is_address(where) else str(Path(where).absolute())


def _answers(
    wheres: list[str], question: Question, jobs: int | None, address: str | None
) -> Generator[Audited, None, None]:
    """The answers as they come, from this machine or from a cluster."""
    if address:
        from sztrack.fleet import cluster

        # The workers have a current folder of their own.
        return cluster.audited([_absolute(where) for where in wheres], question, address)
    from sztrack.fleet import here

    return here.audited(wheres, question, min(jobs or _cores(), len(wheres)))


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told(answers: Iterable[Audited], total: int) -> Iterator[Audited]:
    """The answers; how many are there is told on stderr: on a terminal in one line that changes,
    elsewhere after every tenth of them.
    """
    terminal = sys.stderr.isatty()
    for done, one in enumerate(answers, 1):
        words = pick(f"已审计 {done}/{total}", f"{done} of {total} audited")
        if terminal:
            click.echo(f"\r{words}", err=True, nl=done == total)
        elif done * 10 // total > (done - 1) * 10 // total:
            click.echo(words, err=True)
        yield one


def _show(fleet: Fleet, lang: Lang, top: int, form: str, output: Path | None, color: str) -> None:
    """The roll-up in the format asked for, on stdout or in a file."""
    from sztrack.cli.terminal import print_document, print_page
    from sztrack.formats import format_of
    from sztrack.views.fleet import overview

    drawn_by = format_of(form)
    if drawn_by.page and output is None:
        print_page(overview(fleet, lang, top), form, color)
        return
    text = _drawn(drawn_by, fleet, lang, top)
    if output is None:
        print_document(text)
    else:
        from sztrack.cli.files import save

        save(output, text)


def _drawn(drawn_by: Format, fleet: Fleet, lang: Lang, top: int) -> str:
    """The roll-up as a document of its own."""
    from sztrack.cli.terminal import PIPED_WIDTH
    from sztrack.formats import Screen
    from sztrack.views.fleet import overview

    if drawn_by.fleet:
        return drawn_by.fleet(fleet, lang)
    page = overview(fleet, lang, top)
    if drawn_by.fleet_page:
        return drawn_by.fleet_page(page, fleet, lang)
    assert drawn_by.page is not None
    return drawn_by.page(page, Screen(width=PIPED_WIDTH, colour=False, fold=False))
