"""sztrack targets: the plan itself."""

from __future__ import annotations

from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.filters import Filter, target_options
from sztrack.cli.tongue import pick
from sztrack.core.model import Kind, Target
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
@target_options
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help=pick("类型", "kind of target"),
)
@options.format_option("page", "targets")
@options.colour_option
def command(
    words: tuple[str, ...],
    directory: Path | None,
    lang: Lang,
    kind: str | None,
    form: str,
    color: str,
    chosen: Filter,
) -> int:
    """Load the plan, choose, print."""
    from sztrack.cli.terminal import print_document, print_findings, print_page
    from sztrack.formats import format_of
    from sztrack.load.workspace import find_root, load_plan

    plan, findings = load_plan(directory or find_root(Path.cwd()))
    print_findings(findings, lang)
    targets = tuple(
        target
        for target in plan.targets
        if chosen.keeps(target)
        and (not kind or target.kind.value == kind)
        and all(word.casefold() in _searched(target) for word in words)
    )
    if draw := format_of(form).targets:
        print_document(draw(plan, targets, lang))
    else:
        from sztrack.views.targets import catalogue

        print_page(catalogue(plan, targets, lang), form, color)
    return 0


def _searched(target: Target) -> str:
    """What the words are looked for in."""
    texts = (target.id, target.name.zh, target.name.en, target.wording, str(target.task))
    return " ".join(texts).casefold()
