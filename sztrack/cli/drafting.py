"""The workspaces that `sztrack init` makes."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import Error as CopyError
from shutil import copytree, which
from typing import NamedTuple

import click

from sztrack.cli.files import save
from sztrack.cli.tongue import pick
from sztrack.core.draft.outline import Outline
from sztrack.core.draft.rollover import next_year
from sztrack.core.draft.start import new_plan
from sztrack.core.draft.usual import CHINESE, ENGLISH
from sztrack.core.draft.yaml import written
from sztrack.core.model import Finding, Text
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month
from sztrack.language import Lang, say
from sztrack.language.plan_file import SCHEMA_FILE, closing, made, next_steps, opening, rolled_over
from sztrack.load.drafts.table import read_table_of_targets
from sztrack.load.schema import schema
from sztrack.load.workspace import ACTUALS_FOLDER, PLAN_FILE, CannotStart, load_workspace


class Draft(NamedTuple):
    """A plan that is to be written, and what was doubtful about it."""

    outline: Outline
    year: int
    findings: Sequence[Finding] = ()
    old_figures: Path | None = None
    """The folder of last year's figures, which become history."""
    told: str = ""
    """What was made of last year's plan."""


def empty_plan(place: str, year: int, lang: Lang) -> Draft:
    """The usual goals of a Chinese city, or in English those of a council, still to be filled
    in.
    """
    return Draft(new_plan(place, year, CHINESE if lang == "zh" else ENGLISH), year)


def plan_from_table(path: Path, place: str, year: int | None, this_year: int) -> Draft:
    """The plan that a table of targets comes to. Raises CannotStart where the file holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
    read = read_table_of_targets(data, path.name, place, year, this_year)
    if read.outline is None:
        raise CannotStart(
            Text(f"{path} 中没有目标表", f"there is no table of targets in {path}"),
            Text("先改正以上各处", "correct the places above first"),
            tuple(read.findings),
        )
    return Draft(outline=read.outline, year=read.year, findings=read.findings)


def next_years_plan(old: Path, lang: Lang) -> Draft:
    """The plan after that of a workspace. Raises CannotStart where there is none."""
    workspace = load_workspace(old)
    plan = workspace.plan
    series, _ = reconcile(plan, workspace.observations, Month(plan.year, 12))
    following = next_year(plan, series)
    done = [say(target.name, lang) for target in following.done]
    return Draft(
        following.outline,
        following.year,
        old_figures=old / ACTUALS_FOLDER,
        told=rolled_over(plan.year, following.baselines, done, lang),
    )


def write_workspace(folder: Path, draft: Draft, lang: Lang) -> None:
    """Write the plan, its schema and the folder for figures, and say what to do next. A plan that
    is there already is a usage error.
    """
    path = folder / PLAN_FILE
    if path.exists():
        raise click.UsageError(
            pick(
                f"{path} 已存在，没有改写；换一个文件夹，或先把它移走",
                f"{path} exists and was not changed; name another folder, or move it away first",
            )
        )
    figures = folder / ACTUALS_FOLDER
    try:
        figures.mkdir(parents=True, exist_ok=True)
        if draft.old_figures and draft.old_figures.is_dir():
            copytree(draft.old_figures, figures, dirs_exist_ok=True)
    except (OSError, CopyError) as error:
        raise click.FileError(str(figures), str(error)) from None
    save(folder / SCHEMA_FILE, schema())
    save(path, plan_text(draft, lang))
    _tell(path, folder, draft, lang)


def plan_text(draft: Draft, lang: Lang) -> str:
    """The text of targets.yaml."""

    def in_language(text: Text) -> str:
        return say(text, lang)

    return written(draft.outline, in_language, opening(lang), closing(draft.year, lang))


def _tell(path: Path, folder: Path, draft: Draft, lang: Lang) -> None:
    goals = [entry.keys.get("goal") for entry in draft.outline.entries]
    click.echo(made(str(path), len(goals), goals.count("pending"), lang))
    if draft.told:
        click.echo(draft.told)
    where = "" if folder.resolve() == Path.cwd() else _quoted(str(folder))
    figures = folder / ACTUALS_FOLDER / f"{draft.year}-01.csv"
    click.echo(next_steps(str(path), _program(), where, str(figures), lang))


def _program() -> str:
    """How this program is called here: by its path, where no sztrack is on the PATH."""
    called = sys.argv[0]
    if which("sztrack") or Path(called).stem.casefold() != "sztrack":
        return "sztrack"
    return _quoted(called)


def _quoted(path: str) -> str:
    """A path as the shell takes it."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    return shlex.quote(path)
