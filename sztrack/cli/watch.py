"""Looking at a workspace again and again: what stands, what is news after what was said, and the
file that remembers it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from sztrack import __version__
from sztrack.cli import options
from sztrack.cli.files import locked, remove_leftovers, write_atomic
from sztrack.cli.streams import warn
from sztrack.cli.tongue import pick
from sztrack.core.model import Plan, Text
from sztrack.core.verdict.alerts import Change, Flag, Group, News, Notice, standing
from sztrack.core.verdict.course import earlier_reports
from sztrack.core.verdict.memory import Memory, compare, remembered
from sztrack.core.verdict.report import Report
from sztrack.core.words.period import Month
from sztrack.load.state import (
    Answer,
    Question,
    State,
    fingerprint,
    no_file,
    read_state,
    state_text,
    unusable,
)
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
    flags: frozenset[Flag]
    """The classes that are a failure. Goals at risk are told only where they are among them."""

    @property
    def at_risk(self) -> bool:
        """Whether goals at risk are told of, too."""
        return Flag.AT_RISK in self.flags

    @property
    def is_replay(self) -> bool:
        """Whether the run looks at a month that the clock would not choose: one that was asked for,
        or one that has not come.
        """
        return self.as_of is not None or options.month_of(self.today) > options.month_of(None)

    @property
    def question(self) -> Question:
        """What is asked, apart from the workspace and the clock."""
        return Question(tuple(sorted(flag.value for flag in self.flags)), self.pace)

    @property
    def state_file(self) -> Path:
        """Where the state is kept unless it is said otherwise."""
        return self.root / ".sztrack" / "check.json"

    def present(self) -> Notice:
        """Everything that stands."""
        return self._standing(self._reports())

    def _standing(self, reports: Sequence[Report]) -> Notice:
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
        nothing = Memory()
        told_then = compare(nothing, before[-1], standing(before, at_risk=self.at_risk))
        said = remembered(nothing, told_then).said
        return compare(
            Memory({**said, Group.ERRORS: {}}),
            reports[-1],
            standing(reports, at_risk=self.at_risk),
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
                if path.exists() and not path.is_file():
                    raise no_file(path)
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
        kept, word = read_state(path)
        today, inputs = options.month_of(self.today), self._inputs()
        if kept and not always and self._has_answered(kept, inputs):
            return None
        reports = self._reports()
        state, word = _of_this_plan(path, kept, word, reports[-1].plan)
        answer = state.answer_to(self.question)
        if answer and answer.today > today:
            return self._after_the_clock_went_back(answer, today, reports, tell)
        memory = answer.memory if answer else Memory()
        notice = compare(memory, reports[-1], standing(reports, at_risk=self.at_risk))
        if notice.report.is_empty:
            # Figures that are gone prove no recovery: what was said stays said, the state stays as
            # it is (so there is no word about it either), and the next run looks again.
            notice = notice.without_figures()
            tell(notice)
            return notice
        # Under -q a cron job that runs for the first time has nothing to say about its new state.
        is_first_and_quiet = quiet and not path.exists()
        if word and not is_first_and_quiet:
            _warn(word)
        tell(notice)
        sys.stdout.flush()
        _keep(path, state.with_answer(self._answer(today, inputs, memory, notice)))
        return notice

    def _has_answered(self, state: State, inputs: str) -> bool:
        """Whether nothing has changed since the last answer to the same question."""
        answer = state.answer_to(self.question)
        return answer is not None and answer.inputs == inputs

    def _answer(self, today: Month, inputs: str, memory: Memory, notice: Notice) -> Answer:
        """What is known once the notice is told. Who had nothing to judge by looks again, and says
        so again, though no file changed.
        """
        inputs = "" if notice.report.is_blind else inputs
        known = remembered(memory, notice)
        return Answer(question=self.question, today=today, inputs=inputs, memory=known)

    def _after_the_clock_went_back(
        self, answer: Answer, today: Month, reports: list[Report], tell: Tell
    ) -> Notice:
        """What stands; nothing is remembered of a month before that of the last check."""
        if self.today is None:
            _warn(_clock_went_back(answer.today, today))
        notice = self._standing(reports)
        tell(notice)
        return notice

    def _inputs(self) -> str:
        """What the answer depends on beside the question, in one word: files, version, month."""
        return fingerprint(self.root, __version__, str(options.month_of(self.today)))

    def _reports(self) -> list[Report]:
        """One report for each month of the year up to the audited one."""
        workspace = load_workspace(self.root)
        last = options.report_on(workspace, self.as_of, self.today, self.pace, depth="faults")
        return [*earlier_reports(last, self.pace), last]


def _of_this_plan(
    path: Path, state: State | None, word: Text | None, plan: Plan
) -> tuple[State, Text | None]:
    """The state, or a new one where there is none or it belongs to another plan; and what is to be
    said of it.
    """
    new = State(plan=plan.id, year=plan.year, answers=())
    if state is None:
        return new, word
    if (state.plan, state.year) == (plan.id, plan.year):
        return state, word
    return new, Text(
        f"状态文件 {path} 属于另一份计划 {state.plan}（{state.year}年），重新建立",
        f"the state file {path} is of another plan, {state.plan} ({state.year}); a new one is"
        " started",
    )


def _clock_went_back(then: Month, now: Month) -> Text:
    return Text(
        f"时钟停在{now}，早于上次检查的{then}：只报现状，不读也不写状态文件；请校正时钟",
        f"the clock says {now}, but the last check was made in {then}: what stands is told, and"
        " nothing is remembered; set the clock right",
    )


def _warn(word: Text) -> None:
    warn(pick(*word))


def _keep(path: Path, state: State) -> None:
    """Write the state, and clear away what a run that was killed has left beside it."""
    text = state_text(state)
    try:
        remove_leftovers(path)
        write_atomic(path, text)
    except OSError as error:
        raise unusable(path, error) from None
