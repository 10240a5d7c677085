"""sztrack figures: every figure as it was read, tidy, for a workspace or for any file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.core.model import Basis
from sztrack.language import Lang

if TYPE_CHECKING:
    from sztrack.core.model import Finding
    from sztrack.core.record.figures import ReadFigure


@click.command(
    help=pick(
        """
        读到的全部数据，整理成一行一个数：工作区的，或任意文件的。

        给出文件就不需要计划，- 为标准输入（表格文本）。数和单位照原样，不换算、不取舍；互相矛盾的数各占一行。读不出的另行说明。

        \b
        sztrack figures                                             工作区 actuals/ 的全部数据
        sztrack figures 导出.xlsx                                   任意文件，不需要计划
        sztrack figures 导出*.csv --basis month --format csv > 整理.csv
        """,  # noqa: E501
        """
        Every figure as it was read, tidy: those of a workspace, or of any file.

        Files need no plan; - is standard input (a table as text). Numbers and units are as printed,
        nothing is converted or chosen; figures that contradict each other have a row each. What
        could not be read is told beside them.

        \b
        sztrack figures                                             all of the workspace's actuals/
        sztrack figures export.xlsx                                 any file, without a plan
        sztrack figures export*.csv --basis month --format csv > tidy.csv
        """,
    )
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@options.workspace_options
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    help=pick(
        "文件没有写明口径的数按什么口径读（默认不猜，列为错误）",
        "what figures cover where their file does not say so (default: an error, not a guess)",
    ),
)
@options.format_option("page", "figures")
@options.colour_option
def command(
    files: tuple[str, ...],
    directory: Path | None,
    lang: Lang,
    basis: str | None,
    form: str,
    color: str,
) -> int:
    """Read, show."""
    from sztrack.core.model import Severity

    if basis and not files:
        raise click.UsageError(pick("--basis 与文件同用", "--basis goes with a file"))
    read, findings = _of_files(files, basis) if files else _of_workspace(directory)
    _show(read, findings, lang, form, color)
    return int(not read or any(found.severity is Severity.ERROR for found in findings))


def _of_workspace(directory: Path | None) -> tuple[list[ReadFigure], Sequence[Finding]]:
    """The figures of actuals/, and what could not be read of the workspace."""
    from sztrack.core.record.figures import read_figures

    workspace = options.workspace_at(directory)
    rows = [*workspace.observations, *workspace.elsewhere]
    read = read_figures(rows, workspace.files, workspace.plan)
    return read, workspace.findings


def _of_files(paths: Sequence[str], basis: str | None) -> tuple[list[ReadFigure], list[Finding]]:
    """The figures of any files; `-` is standard input."""
    from sztrack.core.model import Finding
    from sztrack.core.record.figures import read_figures
    from sztrack.core.record.places import TOLD
    from sztrack.core.words.quantity import PLAIN
    from sztrack.load.actuals import read_actuals
    from sztrack.load.intake import Assumed
    from sztrack.load.workspace import read_table

    read: list[ReadFigure] = []
    findings: list[Finding] = []
    for path in dict.fromkeys(paths):
        # Of a path somebody typed only the file's name states a period, not the folders above it.
        assumed = Assumed(
            PLAIN, Basis(basis) if basis else None, named=f"/{Path(path).name}", places=TOLD
        )
        table = (
            read_actuals(sys.stdin.buffer.read(), path, assumed)
            if path == "-"
            else read_table(Path(path), path, assumed)
        )
        if isinstance(table, Finding):
            findings.append(table)
            continue
        read += read_figures(table.observations, [table.file])
        findings += table.findings
    return read, findings


def _show(
    read: Sequence[ReadFigure], findings: Sequence[Finding], lang: Lang, form: str, color: str
) -> None:
    """The figures on stdout; what could not be read on stderr, unless the format tells it."""
    from sztrack.cli.terminal import print_document, print_findings, print_page
    from sztrack.formats import format_of

    drawn_by = format_of(form)
    if drawn_by.figures:
        print_document(drawn_by.figures(read, findings, lang))
    else:
        from sztrack.views.figures import figures

        print_page(figures(read, lang), form, color)
    if not drawn_by.tells_findings:
        print_findings(findings, lang)
