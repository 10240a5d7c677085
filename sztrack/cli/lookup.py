"""A target by its id or name, a unit by its name; where there is none, the nearest ones."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from sztrack.cli.tongue import pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sztrack.core.model import Plan, Target


def find_target(plan: Plan, asked: str) -> Target:
    """The target whose id, else name, else indicator is `asked`. Anything else is a usage error
    with suggestions.
    """
    for names in (lambda t: (t.id,), lambda t: t.name, lambda t: (t.indicator,)):
        found = [target for target in plan.targets if asked in names(target)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = "、".join(target.id for target in found)
            raise click.UsageError(
                pick(
                    f"“{asked}”有几个目标：{ids}",
                    f"'{asked}' is the name of several targets: {ids}",
                )
            )
    near = suggestions(plan.targets, asked)
    hint = (
        pick("是否为：", "did you mean: ") + pick("、", ", ").join(near)
        if near
        else pick("用 sztrack targets 查看全部", "sztrack targets lists them all")
    )
    raise click.UsageError(
        pick(f"没有目标“{asked}”；{hint}", f"there is no target '{asked}'; {hint}")
    )


def no_unit(asked: str, known: Iterable[str]) -> str:
    """That the plan names no such unit, and which one may have been meant."""
    from sztrack.core.collect.units import nearest_units

    near = nearest_units(asked, known)
    hint = (
        pick(f"；是否为 {'、'.join(near)}？", f"; did you mean {', '.join(near)}?") if near else ""
    )
    return pick(f"计划中没有单位“{asked}”{hint}", f"the plan names no unit '{asked}'{hint}")


def check_unit(asked: str | None, known: Iterable[str]) -> None:
    """A usage error where no unit's name holds what was asked for."""
    choices = list(known)
    if asked and not any(asked in unit for unit in choices):
        raise click.BadParameter(no_unit(asked, choices), param_hint="--owner")


def suggestions(targets: Sequence[Target], asked: str) -> list[str]:
    """The ids of the targets that were most probably meant, at most three."""
    containing = [
        target.id
        for target in targets
        if asked.casefold() in f"{target.id} {target.name.zh} {target.name.en}".casefold()
    ]
    names = {name: target.id for target in targets for name in (target.id, *target.name)}
    close = [names[name] for name in get_close_matches(asked, names, 3, 0.5)]
    return list(dict.fromkeys(containing[:3] + close))[:3]
