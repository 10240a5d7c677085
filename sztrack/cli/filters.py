"""The options that narrow a report to some of its rows, and the order of those rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from sztrack.cli.completion import complete_chapter, complete_owner, complete_task
from sztrack.cli.tongue import pick
from sztrack.core.model import Nature, Strength

if TYPE_CHECKING:
    from sztrack.core.model import Assessment, Status, Target
    from sztrack.core.verdict.report import Report

F = TypeVar("F", bound=Callable[..., Any])
_LAGGING = ("off_track", "missed")
_SORTS = ("plan", "status", "behind")


class Filter(NamedTuple):
    """Which rows are asked for, and in which order; what is not asked about lets every row pass."""

    every: bool = False
    """Every target, also those that a screen leaves out by itself."""
    chapters: tuple[str, ...] = ()
    """`3.2` takes in 3.2.1 and so on."""
    tasks: tuple[int, ...] = ()
    owner: str | None = None
    """A part of the name of the unit that leads or supports."""
    nature: str | None = None
    strength: str | None = None
    statuses: str | None = None
    """Words with commas between them, as typed."""
    sort: str = "plan"

    @property
    def names_targets(self) -> bool:
        """Whether it asks for certain targets, whatever their status."""
        return any((self.chapters, self.tasks, self.owner, self.nature, self.strength))

    def keeps(self, target: Target) -> bool:
        """Whether `target` is one that is asked for."""
        units = (target.owner or "", *target.supporting)
        return all(
            (
                not self.chapters or _is_in(target.chapter, self.chapters),
                not self.tasks or target.task in self.tasks,
                not self.owner or any(self.owner in unit for unit in units),
                self.nature in (None, target.nature.value),
                self.strength in (None, target.strength.value),
            )
        )


def _is_in(chapter: str, chapters: tuple[str, ...]) -> bool:
    return any(f"{chapter}.".startswith(f"{asked.rstrip('.')}.") for asked in chapters)


_MAY_REPEAT = pick("可多次使用", "may be repeated")
_TARGET_OPTIONS = (
    click.option(
        "--strength",
        type=click.Choice([strength.value for strength in Strength]),
        help=pick("约束力", "how firmly the plan commits"),
    ),
    click.option(
        "--nature",
        type=click.Choice([nature.value for nature in Nature]),
        help=pick("性质", "headline goals or tasks"),
    ),
    click.option(
        "--owner",
        shell_complete=complete_owner,
        help=pick("责任或配合单位（名称的一部分）", "lead or supporting unit (part of its name)"),
    ),
    click.option(
        "--task",
        "tasks",
        type=int,
        multiple=True,
        shell_complete=complete_task,
        help=pick(f"任务编号，{_MAY_REPEAT}", f"task number, {_MAY_REPEAT}"),
    ),
    click.option(
        "--chapter",
        "chapters",
        multiple=True,
        shell_complete=complete_chapter,
        help=pick(
            f"章，如 3.2 含 3.2.1 等，{_MAY_REPEAT}",
            f"chapter, 3.2 takes in 3.2.1 and so on, {_MAY_REPEAT}",
        ),
    ),
)
_ROW_OPTIONS = (
    click.option(
        "--sort",
        type=click.Choice(_SORTS),
        default="plan",
        help=pick("排序：按计划、按状态、按落后程度", "order of the rows"),
    ),
    click.option(
        "--status",
        "statuses",
        metavar="WORDS",
        help=pick(
            "状态，逗号分隔，如 lagging,at-risk", "statuses separated by commas: lagging,at-risk"
        ),
    ),
    *_TARGET_OPTIONS,
    click.option("--all", "every", is_flag=True, help=pick("列出每一项", "list every target")),
)


def target_options(command: F) -> F:
    """--chapter, --task, --owner, --nature and --strength, handed over as one `chosen: Filter`."""
    return _with_filter(command, _TARGET_OPTIONS)


def filter_options(command: F) -> F:
    """The same with --all, --status and --sort."""
    return _with_filter(command, _ROW_OPTIONS)


def _with_filter(command: F, asked: tuple[Callable[[F], F], ...]) -> F:
    @wraps(command)
    def handed_over(**values: Any) -> Any:
        chosen = {name: values.pop(name) for name in Filter._fields if name in values}
        return command(**values, chosen=Filter(**chosen))

    wrapped = cast(F, handed_over)
    for option in asked:
        wrapped = option(wrapped)
    return wrapped


def filtered(report: Report, chosen: Filter) -> tuple[Report, bool]:
    """The rows asked for, and whether any were asked for."""
    statuses = statuses_of(chosen.statuses)
    narrowed = chosen.every or bool(statuses) or chosen.names_targets
    kept = report.only(lambda a: chosen.keeps(a.target) and (not statuses or a.status in statuses))
    return kept, narrowed


def statuses_of(words: str | None) -> set[Status]:
    """`lagging,at-risk` -> statuses. A word that is none is a usage error."""
    from sztrack.core.model import Status

    known = {status.value: status for status in Status}
    found: set[Status] = set()
    for word in filter(None, (part.strip().replace("-", "_") for part in (words or "").split(","))):
        if word != "lagging" and word not in known:
            choices = " ".join(["lagging", *(name.replace("_", "-") for name in known)])
            raise click.BadParameter(
                pick(
                    f"没有状态“{word}”，可选：{choices}",
                    f"there is no status '{word}'; choose from {choices}",
                ),
                param_hint="--status",
            )
        found |= {known[name] for name in (_LAGGING if word == "lagging" else (word,))}
    return found


def ordered(report: Report, chosen: Filter) -> Report:
    """The rows in the order asked for."""
    match chosen.sort:
        case "status":
            return replace(report, assessments=tuple(sorted(report.assessments, key=_by_status)))
        case "behind":
            return replace(report, assessments=tuple(sorted(report.assessments, key=_by_behind)))
        case _:
            return report


def _by_status(a: Assessment) -> int:
    return list(type(a.status)).index(a.status)


def _by_behind(a: Assessment) -> tuple[bool, float]:
    return (a.behind is None, -float(a.behind or 0))
