"""Looking at a workspace again and again: what stands, what is news after what was said, and the
file that remembers it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import click

from sztrack import __version__
from sztrack.cli import options
from sztrack.cli.files import locked, write_atomic
from sztrack.cli.tongue import pick
from sztrack.core.model import Text
from sztrack.core.verdict.alerts import (
    Change,
    Flag,
    Group,
    Memory,
    News,
    Notice,
    compare,
    remembered,
    standing,
)
from sztrack.core.verdict.course import earlier_reports
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month
from sztrack.load.state import State, fingerprint, read_state, state_text, unusable
from sztrack.load.workspace import PLAN_FILE, CannotStart, load_plan, load_workspace

Tell = Callable[[Notice], None]


def flags_of(words: str) -> frozenset[Flag]:
    """`lagging,overdue` -> classes; `at-risk` takes in what lags, `never` is none. A word that is
    none is a usage error.
    """
    known = {flag.value: flag for flag in Flag}
    asked = [word.strip() for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in known and word != "never":
            choices = " ".join((*known, "never"))
            raise click.BadParameter(
                pick(
                    f"没有“{word}”，可选：{choices}", f"there is no '{word}'; choose from {choices}"
                ),
                param_hint="--fail-on",
            )
    flags = {known[word] for word in asked if word in known}
    return frozenset(flags | {Flag.LAGGING} if Flag.AT_RISK in flags else flags)


def fails(notice: Notice, flags: Collection[Flag]) -> bool:
    """Whether something that stands is told and counts as a failure."""
    return any(
        news.change is not Change.RECOVERED and news.alarm.flag in flags for news in notice.news
    )


class Watch(NamedTuple):
    """What to look at, and how."""

    root: Path
    as_of: Month | None
    today: date | None
    pace: str | None
    at_risk: bool
    """Whether goals at risk are told of, too."""

    @property
    def state_file(self) -> Path:
        """Where the state is kept unless it is said otherwise."""
        return self.root / ".sztrack" / "check.json"

    def present(self) -> Notice:
        """Everything that stands."""
        reports = self._reports()
        alarms = standing(reports, at_risk=self.at_risk)
        return Notice(reports[-1], tuple(News(Change.STILL, alarm) for alarm in alarms), alarms)

    def since(self, month: Month) -> Notice:
        """What is news compared with `month` of the same year; every error, since nobody knows when
        it came.
        """
        reports = self._reports()
        if not (month.year == reports[-1].as_of.year and month < reports[-1].as_of):
            problem = pick(
                f"{month} 须是计划年度内、{reports[-1].as_of} 之前的月份",
                f"{month} must be a month of the plan's year before {reports[-1].as_of}",
            )
            raise click.BadParameter(problem, param_hint="--since")
        before = reports[: month.month]
        then = remembered({}, compare({}, before[-1], standing(before, at_risk=self.at_risk)))
        return compare(
            {**then, Group.ERRORS: {}}, reports[-1], standing(reports, at_risk=self.at_risk)
        )

    def news(self, path: Path, tell: Tell, *, always: bool, quiet: bool) -> Notice | None:
        """Tell what is news after what the state at `path` says was told, then remember it; one run
        at a time.

        None, without a word, where nothing has changed that the answer depends on, unless it is
        wanted `always`. The state is written after the telling: who is killed in between is told
        twice rather than never.
        """
        if not (self.root / PLAN_FILE).is_file():
            load_plan(self.root)
        with ExitStack() as held:
            try:
                path.parent.mkdir(exist_ok=True)
                held.enter_context(locked(path.with_name(f"{path.name}.lock")))
            except TimeoutError:
                raise CannotStart(
                    Text(
                        f"另一次运行占用着状态文件 {path}",
                        f"another run is using the state file {path}",
                    ),
                    Text(
                        "等它结束，或用 --state 另指一个文件",
                        "wait until it has finished, or name another file with --state",
                    ),
                ) from None
            except OSError as error:
                raise unusable(path, error) from None
            return self._news(path, tell, always, quiet)

    def _news(self, path: Path, tell: Tell, always: bool, quiet: bool) -> Notice | None:
        state, word = read_state(path)
        inputs = self._inputs()
        if state and state.inputs == inputs and not always:
            return None
        reports = self._reports()
        plan = reports[-1].plan.id
        if state and state.plan != plan:
            word = Text(
                f"状态文件 {path} 属于另一份计划 {state.plan}，重新建立",
                f"the state file {path} belongs to another plan, {state.plan}; a new one is"
                " started",
            )
            state = None
        said: Memory = state.said if state else {}
        notice = compare(said, reports[-1], standing(reports, at_risk=self.at_risk))
        if not notice.report.has_evidence:
            # Figures that are gone prove no recovery: what was said stays said, the state stays as
            # it is (so there is no word about it either), and the next run looks again.
            notice = notice.without_recoveries()
            tell(notice)
            return notice
        # Under -q a cron job that runs for the first time has nothing to say about its new state.
        if word and not (quiet and not path.exists()):
            click.echo(f"sztrack: {pick(*word)}", err=True)
        tell(notice)
        sys.stdout.flush()
        _keep(
            path,
            State(plan=plan, as_of=reports[-1].as_of, inputs=inputs, said=remembered(said, notice)),
        )
        return notice

    def _inputs(self) -> str:
        """What the answer depends on, in one word: files, version, months and what was asked."""
        day = self.today or datetime.now().astimezone().date()
        return fingerprint(
            self.root,
            __version__,
            self.as_of and str(self.as_of),
            f"{day:%Y-%m}",
            self.pace,
            self.at_risk,
        )

    def _reports(self) -> list[Report]:
        """One report for each month of the year up to the audited one."""
        workspace = load_workspace(self.root)
        last = options.report_on(workspace, self.as_of, self.today, self.pace, depth="faults")
        return [*earlier_reports(last, self.pace), last]


def _keep(path: Path, state: State) -> None:
    """Write the state, and clear away what a run that was killed has left beside it."""
    text = state_text(state)
    try:
        for left_by_a_killed_run in path.parent.glob(f".{path.name}.*"):
            left_by_a_killed_run.unlink()
        write_atomic(path, text)
    except OSError as error:
        raise unusable(path, error) from None
