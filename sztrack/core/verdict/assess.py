"""Target + series -> `Assessment`: two verdicts that are never mixed, and always a reason.

Pace asks whether the figure is where it should be by the month of the data; outlook asks whether
the projected end meets the goal. The row's status is the outlook where there is one, else the pace;
a goal that is reached or closed is met or missed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Abstention,
    Assessment,
    Figure,
    Goal,
    History,
    Kind,
    Projection,
    Reason,
    Rules,
    Series,
    Share,
    Stage,
    Status,
    Target,
)
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import history_of
from sztrack.core.outlook.pace import model
from sztrack.core.record.due import Clock, due_for, is_final_due, is_over, months_late
from sztrack.core.record.reconcile import newest
from sztrack.core.record.stages import verified_in
from sztrack.core.traits import HUNDRED, certain, meets, rounded
from sztrack.core.verdict.required import implied, required
from sztrack.core.words.period import Month


def assess(
    target: Target, series: Series, rules: Rules, clock: Clock, pace: str | None = None
) -> Assessment:
    """The verdicts on one target. `pace` overrides the target's own pace model."""
    target = target.in_force(clock.day)
    until = min(clock.as_of, target.by)
    through = newest(series.actuals, target.by.year, until)
    status, reason = _beforehand(target)
    blank = Assessment(
        target=target, series=series, through=through,
        actual=series.actuals[through] if through else None,
        history=None, share=None, planned=None, behind=None, pace=None, projection=None,
        outlook=None, required=None, implied=None,
        due=due_for(target, clock), late=months_late(target, through, clock), status=status,
        reason=reason,
    )  # fmt: skip
    if target.pending:
        return blank
    if traits(target.kind).is_deliverable:
        return _milestone(blank, clock)
    roughly = _roughly(blank, until, clock)
    if target.goal is None:
        return roughly or blank
    judged = _judged(blank, roughly, target.goal, rules, pace or target.pace)
    through = judged.through
    is_closed = judged.status in (Status.MET, Status.MISSED)
    if through and through < target.by and not is_closed and is_final_due(target, clock):
        # Events have no calendar, but what was measured for one is due with the goal's month.
        return replace(
            judged, status=Status.OVERDUE, reason=Reason.STALE, required=None, due=target.by
        )
    return judged


def _judged(
    blank: Assessment, roughly: Assessment | None, goal: Goal, rules: Rules, pace: str
) -> Assessment:
    """The verdict on what is known: what a bound proves, else by the newest exact figure, else that
    a bound is all there is.
    """
    closed = _closed_roughly(roughly, goal, rules) if roughly else None
    if closed:
        return closed
    if blank.through and blank.actual:
        return _measured(blank, goal, blank.through, blank.actual, rules, pace)
    return _only_roughly(roughly, rules) if roughly else _without_figure(blank)


def _beforehand(target: Target) -> tuple[Status, Reason]:
    """What can be said of a target before anything that was published about it is looked at."""
    if target.pending:
        return Status.PENDING, Reason.NOT_ASSIGNED
    if traits(target.kind).is_deliverable:
        return Status.NO_DATA, Reason.NO_REPORT
    if target.goal is None:
        return Status.TRACKED, Reason.NO_GOAL
    return Status.NO_DATA, Reason.NO_FIGURE


def _roughly(blank: Assessment, until: Month, clock: Clock) -> Assessment | None:
    """The row with a newer figure than `blank` has, of which only a bound or a round number was
    said; None where there is none. That alone decides nothing.
    """
    target, inexact = blank.target, blank.series.inexact
    month = newest(inexact, target.by.year, until)
    if month is None or (blank.through and month < blank.through):
        return None
    status, reason = Status.INSUFFICIENT, Reason.INEXACT
    if target.goal is None:
        status, reason = blank.status, blank.reason
    return replace(
        blank,
        through=month,
        actual=inexact[month],
        late=months_late(target, month, clock),
        status=status,
        reason=reason,
    )


def _closed_roughly(roughly: Assessment, goal: Goal, rules: Rules) -> Assessment | None:
    """Met or missed, where every number that the figure leaves open says so; not to be told, where
    it is the last figure of the goal and leaves both open. None while the matter is open.
    """
    target, figure, of = roughly.target, roughly.actual, traits(roughly.target.kind)
    if figure is None or roughly.through is None:
        return None
    tolerance = of.margin(goal, rules)
    if roughly.through >= target.by:
        is_met = certain(figure, goal, tolerance)
        if is_met is None:
            return roughly
        status = Status.MET if is_met else Status.MISSED
        return replace(roughly, status=status, reason=Reason.FINAL)
    levels = {month: known.value for month, known in roughly.series.actuals.items()}
    may_fall = of.may_fall(target, levels)
    early = of.closed_by(figure, goal, tolerance, may_fall=may_fall)
    if early is None:
        return None
    reason = Reason.REACHED if early is Status.MET else Reason.EXCEEDED
    return replace(roughly, status=early, reason=reason)


def _only_roughly(roughly: Assessment, rules: Rules) -> Assessment:
    """A row of which nothing else is known this year; overdue, where even that is too old."""
    if roughly.late > rules.stale_after:
        return replace(roughly, status=Status.OVERDUE, reason=Reason.STALE)
    return roughly


def _without_figure(blank: Assessment) -> Assessment:
    """No figure for the goal this year: insufficient where something else was published about it,
    no data where nothing was.
    """
    year = blank.target.by.year
    beside = any(m.year == year for of in (blank.series.levels, blank.series.growths) for m in of)
    if beside:
        return replace(blank, status=Status.INSUFFICIENT, reason=Reason.NO_LEVEL)
    if blank.series.actuals or blank.series.growths:
        return replace(blank, reason=Reason.NO_FIGURE_THIS_YEAR)
    return blank


def _milestone(blank: Assessment, clock: Clock) -> Assessment:
    stages = {
        month: row
        for month, row in blank.series.stages.items()
        if month.year == blank.target.by.year
    }
    if not stages:
        return blank
    newest_report = max(stages)
    month = verified_in(stages, newest_report) or newest_report
    closed = is_over(blank.target, clock)
    match stages[month].stage:
        case Stage.VERIFIED_DONE:
            status = Status.MET
        case _ if (
            closed and month >= blank.target.by and stages[month].stage is not Stage.REPORTED_DONE
        ):
            status = Status.MISSED
        case _ if closed and month < blank.target.by:
            status = Status.OVERDUE
        case Stage.AT_RISK:
            status = Status.AT_RISK
        case _:
            status = Status.TRACKED
    return replace(blank, through=month, status=status, reason=Reason.STAGE)


def _measured(
    blank: Assessment, goal: Goal, through: Month, actual: Figure, rules: Rules, pace: str
) -> Assessment:
    target, series = blank.target, blank.series
    start = _start(target, series)
    history = history_of(target, series, through, start.value if start else None)
    share = model(pace).share(history)
    of = traits(target.kind)
    planned = _planned(goal, history, share)
    done = _closed(history, goal, rules)
    # What broke its goal for good is nowhere on the way to it, neither behind nor ahead.
    is_on_its_way = done is None or done[1] is not Reason.EXCEEDED
    behind, verdict = _pace(history, planned, goal, rules) if is_on_its_way else (None, None)
    projection = outlook = None
    if through < target.by:
        projection = forecast(history, pace, rules.level, goal, of.margin(goal, rules))
    if isinstance(projection, Projection):
        outlook = judged_by(projection, target.kind, goal, rules)
    status, reason = done or _status(outlook, verdict, blank.late, rules)
    return replace(
        blank,
        history=history,
        share=share if isinstance(share, Share) else None,
        planned=planned,
        behind=behind,
        pace=verdict,
        projection=projection,
        outlook=done[0] if done else outlook,
        required=None if done else required(target, goal, series, through, actual.value),
        implied=implied(series, through) if traits(target.kind).by_growth else None,
        status=status,
        reason=reason,
    )


def _planned(goal: Goal, history: History, share: Share | Abstention) -> Decimal | None:
    """The figure that is expected by the month of the data."""
    expected = share.value if isinstance(share, Share) else None
    planned = traits(history.kind).planned(goal.value, history.start, expected)
    return None if planned is None else rounded(planned)


def _pace(
    history: History, planned: Decimal | None, goal: Goal, rules: Rules
) -> tuple[Decimal | None, Status | None]:
    """How far the newest figure is behind what is expected by its month, and what that means."""
    of, actual = traits(history.kind), history.actuals[history.through]
    if planned is not None:
        behind = of.behind(actual, planned, goal, history.start)
        return behind, of.pace(actual, behind, goal, rules)
    return None, Status.ON_TRACK if _is_there(history, goal, rules) else None


def _is_there(history: History, goal: Goal, rules: Rules) -> bool:
    """Whether a level has reached its goal already and has not fallen this year. It is asked where
    the start is not known, and so neither the way from there.
    """
    of = traits(history.kind)
    this_year = {
        month: value for month, value in history.actuals.items() if month.year == history.end.year
    }
    return (
        of.has_start
        and history.start is None
        and meets(history.actuals[history.through], goal, of.margin(goal, rules))
        and not of.has_fallen(this_year)
    )


def _start(target: Target, series: Series) -> Figure | None:
    """A stock's level at the end of the year before: as the plan states it, else as it was
    published.
    """
    if not traits(target.kind).has_start or target.goal is None:
        return None
    stated, before = target.baseline, Month(target.by.year - 1, 12)
    if stated and stated.year == before.year and stated.quantity.unit.converts_to(target.goal.unit):
        return Figure(stated.quantity.to(target.goal.unit), (stated.source,))
    return series.actuals.get(before)


def judged_by(
    projection: Projection, kind: Kind, goal: Goal, rules: Rules, *, barely: bool = False
) -> Status:
    """The outlook: by the chance of meeting the goal where it is known, else by how far the
    projection misses it. With `barely`, as if the row fared worse by the margin for clearing.
    """
    if projection.probability is not None:
        chance = projection.probability - (rules.clear_chance if barely else 0)
        if chance >= rules.likely:
            return Status.ON_TRACK
        return Status.AT_RISK if chance >= rules.unlikely else Status.OFF_TRACK
    return traits(kind).judge(
        projection.value, goal, rules, clearing(kind, goal, rules) if barely else Decimal(0)
    )


def clearing(kind: Kind, goal: Goal, rules: Rules) -> Decimal:
    """The margin for clearing, in the goal's unit."""
    if traits(kind).in_points(goal):
        return rules.clear_points
    return abs(goal.value) * rules.clear_share / HUNDRED


def at_the_end(kind: Kind, value: Decimal, goal: Goal, rules: Rules) -> Status:
    """Met or missed: what `value` as the figure of the goal's month says."""
    is_met = meets(value, goal, traits(kind).margin(goal, rules))
    return Status.MET if is_met else Status.MISSED


def _closed(history: History, goal: Goal, rules: Rules) -> tuple[Status, Reason] | None:
    """Met or missed for good: by the figure of the goal's month, or earlier by what cannot
    shrink.
    """
    of = traits(history.kind)
    tolerance = of.margin(goal, rules)
    if history.through >= history.end:
        final = history.actuals[history.through]
        return at_the_end(history.kind, final, goal, rules), Reason.FINAL
    status = of.closed(history, goal, tolerance)
    if status is None:
        return None
    return status, Reason.REACHED if status is Status.MET else Reason.EXCEEDED


def _status(
    outlook: Status | None, pace: Status | None, months_late: int, rules: Rules
) -> tuple[Status, Reason]:
    if months_late > rules.stale_after:
        return Status.OVERDUE, Reason.STALE
    if outlook:
        return outlook, Reason.OUTLOOK
    if pace:
        return pace, Reason.PACE
    return Status.INSUFFICIENT, Reason.NO_PROJECTION
