"""Target + series -> `Assessment`: two verdicts that are never mixed, and always a reason.

Pace asks whether the figure is where it should be by the month of the data; outlook asks whether
the projected end meets the goal. The row's status is the outlook where there is one, else the pace;
a goal that is reached or closed is met or missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sztrack.core.kinds import implied_growth, required_amount, required_growth, traits
from sztrack.core.model import (
    Abstention,
    Assessment,
    Best,
    Figure,
    Goal,
    History,
    Implied,
    Kind,
    Op,
    Projection,
    Reason,
    Required,
    Rules,
    Series,
    Share,
    Source,
    Stage,
    Status,
    Target,
    Text,
)
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import history_of
from sztrack.core.outlook.pace import model
from sztrack.core.record.due import Clock, due_for, is_final_due, is_over, months_late
from sztrack.core.record.reconcile import newest
from sztrack.core.record.stages import verified_in
from sztrack.core.traits import HUNDRED, meets, rounded
from sztrack.core.words.period import Month


def assess(
    target: Target, series: Series, rules: Rules, clock: Clock, pace: str | None = None
) -> Assessment:
    """The verdicts on one target. `pace` overrides the target's own pace model."""
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
    if target.goal is None:
        return blank
    if through is None or blank.actual is None:
        return _without_figure(blank)
    judged = _measured(blank, target.goal, through, blank.actual, rules, pace or target.pace)
    is_closed = judged.status in (Status.MET, Status.MISSED)
    if through < target.by and not is_closed and is_final_due(target, clock):
        # Events have no calendar, but what was measured for one is due with the goal's month.
        return replace(
            judged, status=Status.OVERDUE, reason=Reason.STALE, required=None, due=target.by
        )
    return judged


def _beforehand(target: Target) -> tuple[Status, Reason]:
    """What can be said of a target before anything that was published about it is looked at."""
    if target.pending:
        return Status.PENDING, Reason.NOT_ASSIGNED
    if traits(target.kind).is_deliverable:
        return Status.NO_DATA, Reason.NO_REPORT
    if target.goal is None:
        return Status.TRACKED, Reason.NO_GOAL
    return Status.NO_DATA, Reason.NO_FIGURE


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
        required=None if done else _required(target, goal, series, through, actual.value),
        implied=_implied(series, through) if traits(target.kind).by_growth else None,
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


def _closed(history: History, goal: Goal, rules: Rules) -> tuple[Status, Reason] | None:
    """Met or missed for good: by the figure of the goal's month, or earlier by what cannot
    shrink.
    """
    of = traits(history.kind)
    tolerance = of.margin(goal, rules)
    if history.through >= history.end:
        met = meets(history.actuals[history.through], goal, tolerance)
        return (Status.MET if met else Status.MISSED), Reason.FINAL
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


def _required(
    target: Target, goal: Goal, series: Series, through: Month, actual: Decimal
) -> Required | None:
    """What the remaining months must bring; not asked of rates, which need only be reached, nor of
    bands.
    """
    months = through.until(target.by)
    if goal.op in (Op.ABOUT, Op.WITHIN, Op.EQUAL):
        return None
    if traits(target.kind).by_growth:
        weight, sources = _weight(series, through, target.by)
        value = required_growth(goal.value, actual, weight)
        record = None if goal.op.is_ceiling else _best_growth(series.actuals, through)
        return Required(
            value=value,
            per_month=False,
            months=months,
            weight=weight,
            weight_from=sources,
            record=record,
        )
    is_there = meets(actual, goal, Decimal(0))
    if traits(target.kind).is_amount and goal.op.is_floor and not is_there:
        value = required_amount(goal.value, actual, months)
        record = _best_month(series.actuals, target.kind)
        return Required(
            value=value, per_month=True, months=months, weight=None, weight_from=(), record=record
        )
    return None


def _weight(series: Series, through: Month, by: Month) -> tuple[Decimal, tuple[Source, ...]]:
    """The share of last year that the known months made up, from last year's levels; equal months
    where they were not published.
    """
    now, end = (series.levels.get(month.plus(-12)) for month in (through, by))
    if now and end and 0 < now.value < end.value:
        return now.value / end.value, (now.sources[0], end.sources[0])
    return Decimal(through.month) / by.month, ()


def _implied(series: Series, through: Month) -> Implied | None:
    """The growth of the months since the figure before, where that is at most a quarter old;
    weighed by last year's levels, else by months.
    """
    earlier = [
        month
        for month in series.actuals
        if month.year == through.year and 0 < month.until(through) <= 3
    ]
    if not earlier:
        return None
    after = max(earlier)
    now, before = series.actuals[through], series.actuals[after]
    levels = [series.levels.get(month.plus(-12)) for month in (through, after)]
    pair = [level for level in levels if level]
    known = len(pair) == 2 and pair[0].value > pair[1].value > 0
    w, v = (
        (pair[0].value, pair[1].value) if known else (Decimal(through.month), Decimal(after.month))
    )
    weight_from = tuple(level.sources[0] for level in pair) if known else ()
    return Implied(
        value=implied_growth(now.value, before.value, w, v),
        after=after,
        sources=(now.sources[0], before.sources[0]),
        weight_from=weight_from,
    )


def _best_growth(growths: Mapping[Month, Figure], through: Month) -> Best | None:
    """The highest official year-to-date growth, from the first quarter on: January-February alone
    swings with the festival. One figure is no record.
    """
    eligible = [
        Best(month, figure)
        for month, figure in growths.items()
        if month.month >= 3 and not figure.derivation
    ]
    return (
        max(eligible, key=lambda best: best.figure.value)
        if any(best.month != through for best in eligible)
        else None
    )


def _best_month(actuals: Mapping[Month, Figure], kind: Kind) -> Best | None:
    """The largest addition per month between two figures that are at most a quarter apart; for
    amounts, within one year.
    """
    steps = (
        Best(month, _step(actuals[before], actuals[month], before.until(month)))
        for before, month in pairwise(sorted(actuals))
        if before.until(month) <= 3 and (traits(kind).has_start or before.year == month.year)
    )
    return max(steps, key=lambda best: best.figure.value, default=None)


def _step(before: Figure, after: Figure, months: int) -> Figure:
    return Figure(
        value=(after.value - before.value) / months,
        sources=(after.sources[0], before.sources[0]),
        second_hand=before.second_hand or after.second_hand,
        revised=before.revised or after.revised,
        disputed=before.disputed or after.disputed,
        derivation=Text("相邻两期之差的月均", "mean per month between two figures"),
    )
