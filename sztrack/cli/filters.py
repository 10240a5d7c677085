"""The options that narrow a report to some of its rows, and the order of those rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sztrack.cli.completion import complete_chapter, complete_owner, complete_task
from sztrack.cli.tongue import pick

if TYPE_CHECKING:
    from sztrack.core.model import Assessment, Status, Target
    from sztrack.core.verdict.report import Report

F = TypeVar("F", bound=Callable[..., Any])
_LAGGING = ("off_track", "missed")
_SORTS = ("plan", "status", "behind")


def filter_options(command: F) -> F:
    """--all, --chapter, --task, --owner, --nature, --strength, --status and --sort."""
    texts = pick("可多次使用", "may be repeated")
    for option in (
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
                "状态，逗号分隔，如 lagging,at-risk", "statuses, with commas: lagging,at-risk"
            ),
        ),
        click.option(
            "--strength",
            type=click.Choice(["firm", "push", "strive"]),
            help=pick("约束力", "how firmly the plan commits"),
        ),
        click.option(
            "--nature",
            type=click.Choice(["binding", "expected", "task"]),
            help=pick("性质", "headline goals or tasks"),
        ),
        click.option(
            "--owner",
            shell_complete=complete_owner,
            help=pick(
                "责任或配合单位（名称的一部分）", "lead or supporting unit (part of its name)"
            ),
        ),
        click.option(
            "--task",
            "tasks",
            type=int,
            multiple=True,
            shell_complete=complete_task,
            help=pick(f"任务编号，{texts}", f"task number, {texts}"),
        ),
        click.option(
            "--chapter",
            "chapters",
            multiple=True,
            shell_complete=complete_chapter,
            help=pick(
                f"章，如 3.2 含 3.2.1 等，{texts}",
                f"chapter, 3.2 takes in 3.2.1 and so on, {texts}",
            ),
        ),
        click.option("--all", "every", is_flag=True, help=pick("列出每一项", "list every target")),
    ):
        command = option(command)
    return command


def filtered(report: Report, chosen: Mapping[str, Any]) -> tuple[Report, bool]:
    """The rows asked for, and whether any were asked for."""
    statuses = statuses_of(chosen["statuses"])
    narrowed = bool(
        chosen["every"]
        or statuses
        or any(chosen[name] for name in ("chapters", "tasks", "owner", "nature", "strength"))
    )
    return report.only(
        lambda a: keeps(a.target, chosen) and (not statuses or a.status in statuses)
    ), narrowed


def keeps(target: Target, chosen: Mapping[str, Any]) -> bool:
    """Whether `target` is one that the options ask for."""
    chapters, tasks, owner = chosen["chapters"], chosen["tasks"], chosen["owner"]
    return (
        (
            not chapters
            or any(
                f"{target.chapter}.".startswith(f"{chapter.rstrip('.')}.") for chapter in chapters
            )
        )
        and (not tasks or target.task in tasks)
        and (not owner or any(owner in unit for unit in (target.owner or "", *target.supporting)))
        and (not chosen["nature"] or target.nature.value == chosen["nature"])
        and (not chosen["strength"] or target.strength.value == chosen["strength"])
    )


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


def ordered(report: Report, chosen: Mapping[str, Any]) -> Report:
    """The rows in the order asked for."""
    match chosen["sort"]:
        case "status":
            return report._replace(assessments=tuple(sorted(report.assessments, key=_by_status)))
        case "behind":
            return report._replace(assessments=tuple(sorted(report.assessments, key=_by_behind)))
        case _:
            return report


def _by_status(a: Assessment) -> int:
    return list(type(a.status)).index(a.status)


def _by_behind(a: Assessment) -> tuple[bool, float]:
    return (a.behind is None, -float(a.behind or 0))
