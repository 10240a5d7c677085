"""sztrack targets: the plan itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sztrack.cli import options
from sztrack.cli.completion import complete_chapter, complete_owner, complete_task
from sztrack.cli.filters import keeps
from sztrack.cli.tongue import pick
from sztrack.core.model import Kind
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        计划的全部目标：查找、筛选、导出。

        \b
        sztrack targets 超充               名称、id 或原文中含“超充”的目标
        sztrack targets --chapter 3.6      一章的目标
        sztrack targets --format csv > 目标.csv
        """,
        """
        The plan's targets: list, search, filter, export.

        \b
        sztrack targets airport            targets with "airport" in name, id or wording
        sztrack targets --chapter 3.6      one chapter
        sztrack targets --format csv > targets.csv
        """,
    )
)
@click.argument("words", nargs=-1)
@options.workspace_options
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    shell_complete=complete_chapter,
    help=pick("章，如 3.2 含 3.2.1 等", "chapter, 3.2 takes in 3.2.1 and so on"),
)
@click.option(
    "--task",
    "tasks",
    type=int,
    multiple=True,
    shell_complete=complete_task,
    help=pick("任务编号", "task number"),
)
@click.option(
    "--owner",
    shell_complete=complete_owner,
    help=pick("责任或配合单位（名称的一部分）", "lead or supporting unit (part of its name)"),
)
@click.option(
    "--nature",
    type=click.Choice(["binding", "expected", "task"]),
    help=pick("性质", "headline goals or tasks"),
)
@click.option(
    "--strength",
    type=click.Choice(["firm", "push", "strive"]),
    help=pick("约束力", "how firmly the plan commits"),
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help=pick("类型", "kind of target"),
)
@options.format_option("table", "md", "csv", "json")
@options.colour_option
def command(
    words: tuple[str, ...],
    directory: Path | None,
    lang: Lang,
    kind: str | None,
    form: str,
    color: str,
    **chosen: Any,
) -> int:
    """Load the plan, choose, print."""
    from sztrack.cli.terminal import MACHINE, print_findings, print_page, print_targets
    from sztrack.load.workspace import find_root, load_plan

    plan, findings = load_plan(directory or find_root(Path.cwd()))
    print_findings(findings, lang)
    targets = tuple(
        target
        for target in plan.targets
        if keeps(target, chosen)
        and (not kind or target.kind.value == kind)
        and all(
            word.casefold()
            in f"{target.id} {target.name.zh} {target.name.en} {target.wording} {target.task}".casefold()  # noqa: E501
            for word in words
        )
    )
    if form in MACHINE:
        print_targets(plan, targets, form, lang)
    else:
        from sztrack.views.targets import catalogue

        print_page(catalogue(plan, targets, lang), form, color)
    return 0
