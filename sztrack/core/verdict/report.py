"""The one pipeline that every command calls: plan + observations -> `Report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sztrack.core import checks
from sztrack.core.model import (
    Assessment,
    Finding,
    Nature,
    Observation,
    Plan,
    Status,
    Text,
)
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import known_on, reconcile
from sztrack.core.record.rules import RULES
from sztrack.core.verdict.assess import assess
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month

if TYPE_CHECKING:
    from sztrack.core.verdict.revisions import Revision

YEAR_OVER = "SZ308"
"""The code of the finding that figures wait for the plan of a later year."""
FLAGGED = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.OVERDUE)
"""What a planner must look at, worst first."""


class Depth(Enum):
    """How far an audit goes; each step takes more time than the one before."""

    VERDICTS = "verdicts"
    """The goals alone."""
    FAULTS = "faults"
    """And the rules whose findings are errors or warnings."""
    WHOLE = "whole"
    """And every other rule, and what was revised and what that did to the verdict of the month
    before.
    """


@dataclass(frozen=True, kw_only=True)
class Report:
    """The audit of one plan as of one month."""

    plan: Plan
    clock: Clock
    """The month that is audited, and the month that lateness is judged by."""
    assessments: tuple[Assessment, ...]
    """Binding goals first, then expected ones, then the tasks in the plan's order."""
    findings: tuple[Finding, ...]
    revisions: tuple[Revision, ...] = ()
    """Figures of the year that were changed after they were published."""

    @property
    def as_of(self) -> Month:
        """The month that is audited."""
        return self.clock.as_of

    @property
    def is_empty(self) -> bool:
        """Whether no figure and no report of the plan's year is there, whatever the row."""
        return not any(a.through for a in self.assessments)

    @property
    def has_evidence(self) -> bool:
        """Whether the year's figures have come: one at least of a headline goal that should have
        some. What a single task reports says nothing of them; where none is due, any row counts.
        """
        headline = [
            a
            for a in self.assessments
            if a.target.nature is not Nature.TASK and (a.due or a.through)
        ]
        return any(a.through for a in headline or self.assessments)

    @property
    def is_due(self) -> bool:
        """Whether some figure of the year should be out by now; in January none is."""
        return any(a.due for a in self.assessments)

    @property
    def is_blind(self) -> bool:
        """Whether nothing has come although something was due: nothing could be checked, and
        silence would not be good news.
        """
        return self.is_due and not self.has_evidence

    @property
    def tally(self) -> Mapping[Status, int]:
        """How many rows have each status, worst first; statuses that nobody has are left out."""
        counts = Counter(assessment.status for assessment in self.assessments)
        return {status: counts[status] for status in Status if counts[status]}

    def only(self, keep: Callable[[Assessment], bool]) -> Report:
        """The same report with only the rows that `keep` accepts."""
        return replace(self, assessments=tuple(filter(keep, self.assessments)))


def build_report(
    plan: Plan,
    observations: Iterable[Observation],
    *,
    as_of: Month,
    today: Month,
    pace: str | None = None,
    found: Sequence[Finding] = (),
    replay: bool = True,
    suggest: bool = False,
    depth: Depth = Depth.WHOLE,
    vintage: date | None = None,
) -> Report:
    """Audit `plan` as of a month. `found` are the findings of loading, carried along; `pace`
    overrides every target's pace model.

    `replay` says that the month was asked for: nothing later is due then. Rows about months after
    `today` are reported and not used. Goals are those in force on the day of a `vintage`.
    `suggest` looks for the nearest names to those that match nothing.
    """
    rows = list(observations)
    early = [_too_early(row) for row in rows if row.month > today]
    series, unfit = reconcile(
        plan, (row for row in rows if row.month <= today), as_of, suggest=suggest
    )
    clock = Clock(as_of=as_of, today=today, replay=replay, vintage=vintage)
    assessments = [
        assess(target, series[target.id], plan.rules, clock, pace) for target in plan.targets
    ]
    assessments.sort(key=lambda a: _NATURES.index(a.target.nature))
    is_whole = depth is Depth.WHOLE
    revised: tuple[Revision, ...] = ()
    told: list[Finding] = []
    if is_whole:
        # Only a whole audit asks, and a process is to import no more than it needs.
        from sztrack.core.verdict.revisions import finding, revisions

        revised = revisions(plan, series, clock, pace)
        told = [finding(revision) for revision in revised]
    ruled = (
        checks.run(checks.Audit(plan, series, rows, clock), notes=is_whole)
        if depth is not Depth.VERDICTS
        else []
    )
    over = [] if replay else _year_over(plan, rows, today)
    findings = (*found, *early, *over, *unfit, *told, *ruled)
    return Report(
        plan=plan, clock=clock, assessments=tuple(assessments), findings=findings, revisions=revised
    )


class Question(NamedTuple):
    """What is asked of a workspace."""

    now: Month
    """The month that lateness is judged by."""
    as_of: Month | None = None
    """The month to audit; None for the newest with figures."""
    vintage: date | None = None
    """Only what was known on this day counts."""
    pace: str | None = None
    """The pace model of every target, whatever the plan says."""


def answer(
    question: Question,
    plan: Plan,
    observations: Sequence[Observation],
    found: Sequence[Finding],
    *,
    suggest: bool = False,
    depth: Depth = Depth.WHOLE,
) -> Report:
    """The audit that a question asks for. `found` are the findings of loading."""
    if question.vintage:
        known, assumed = known_on(observations, question.vintage, plan)
        observations, found = tuple(known), (*found, *assumed)
    return build_report(
        plan,
        observations,
        as_of=question.as_of or newest_month(plan, observations, question.now),
        today=question.now,
        pace=question.pace,
        found=found,
        replay=question.as_of is not None,
        suggest=suggest,
        depth=depth,
        vintage=question.vintage,
    )


def outside_the_year(plan: Plan, as_of: Month) -> Text | None:
    """Why a month cannot be audited; None where it is in the plan's year."""
    if as_of.year == plan.year:
        return None
    return Text(
        f"{as_of} 不在计划年度 {plan.year} 内", f"{as_of} is not in the plan's year {plan.year}"
    )


def newest_month(plan: Plan, observations: Iterable[Observation], today: Month) -> Month:
    """The newest month of the plan's year, up to `today`, that any row speaks of. Where nothing has
    come it is the month that was over last: January would be a month that nobody asks about.
    """
    over = min(max(Month(plan.year, 1), today.plus(-1)), Month(plan.year, 12))
    return max(
        (o.month for o in observations if o.month.year == plan.year and o.month <= today),
        default=over,
    )


def _year_over(plan: Plan, rows: Sequence[Observation], today: Month) -> list[Finding]:
    """That figures of later years came in: one finding for all, where the first of them stands."""
    waiting = [row for row in rows if plan.year < row.month.year <= today.year]
    if not waiting:
        return []
    counts = sorted(Counter(row.month.year for row in waiting).items())
    zh = "、".join(f"{year}年的数据{count}行" for year, count in counts)
    en = ", ".join(f"{number_of(count, 'row')} of {year}" for year, count in counts)
    wait = "waits for its plan" if len(waiting) == 1 else "wait for their plan"
    words = Text(
        f"计划年度（{plan.year}年）已过；{zh}尚无对应的计划",
        f"the plan's year, {plan.year}, is over; {en} {wait}",
    )
    return [RULES[YEAR_OVER].at(min(row.source for row in waiting), words)]


def _too_early(row: Observation) -> Finding:
    return RULES["SZ304"].at(
        row.source,
        Text(
            f"“{row.indicator}”的时期 {row.month} 还没有到，未计入",
            f"'{row.indicator}' {row.month} is in the future and was not used",
        ),
    )


_NATURES = tuple(Nature)
