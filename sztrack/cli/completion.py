"""What the shell offers behind TAB: ids, chapters, tasks and owners of the plan at hand, and the
months that can be audited.

Nothing is ever printed or raised here: where there is no plan to read, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from sztrack.core.model import Plan

Offer = tuple[str, str]
Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _completer(offers: Callable[[Plan, str], Iterable[Offer]]) -> Completer:
    """A completer that offers what `offers` finds in the plan, in a language, and what was begun
    fits.
    """

    def complete(
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG001  # click hands it over
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        plan = _plan(ctx.params.get("directory"))
        if plan is None:
            return []
        found = offers(plan, ctx.params.get("lang") or "en")
        return [
            CompletionItem(value, help=words)
            for value, words in dict(found).items()
            if value.startswith(incomplete)
        ]

    return complete


def _plan(directory: Path | None) -> Plan | None:
    from pathlib import Path

    from sztrack.load.workspace import CannotStart, find_root, load_plan

    try:
        return load_plan(Path(directory) if directory else find_root(Path.cwd()))[0]
    except (CannotStart, OSError):
        return None


def _ids(plan: Plan, lang: str) -> Iterator[Offer]:
    return ((target.id, getattr(target.name, lang)) for target in plan.targets)


def _chapters(plan: Plan, lang: str) -> Iterator[Offer]:
    return ((chapter.id, getattr(chapter.title, lang)) for chapter in plan.chapters)


def _tasks(plan: Plan, lang: str) -> Iterator[Offer]:
    return ((str(task.number), getattr(task.title, lang)) for task in plan.tasks)


def _owners(plan: Plan, lang: str) -> Iterator[Offer]:  # noqa: ARG001  # owners have one name
    return (
        (unit, "") for target in plan.targets for unit in (target.owner, *target.supporting) if unit
    )


def _months(plan: Plan, lang: str) -> Iterator[Offer]:  # noqa: ARG001
    return ((f"{plan.year}-{month:02d}", "") for month in range(1, 13))


def complete_pace(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[CompletionItem]:
    """The pace models."""
    from click.shell_completion import CompletionItem

    from sztrack.core.outlook.pace import names

    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


complete_id, complete_chapter, complete_task = (
    _completer(_ids),
    _completer(_chapters),
    _completer(_tasks),
)
complete_owner, complete_month = _completer(_owners), _completer(_months)
