"""What holds of every verdict, whatever the operator, the kind, the sign and the gaps in the data.

`SZTRACK_AUDITS=40000 pytest tests/core/test_verdict_laws.py` draws that many audits.
"""

from __future__ import annotations

import os
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Assessment,
    Baseline,
    Basis,
    Frequency,
    Goal,
    Kind,
    Nature,
    Observation,
    Op,
    Projection,
    Reason,
    Rules,
    Source,
    Status,
    Strength,
    Target,
    Text,
)
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import series_of
from sztrack.core.verdict.assess import assess
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, Quantity, Unit, parse_unit

AUDITS = int(os.environ.get("SZTRACK_AUDITS", "300"))
PLACE = Source("targets.yaml", 6)
RULES = Rules()
JUDGED = (Status.MET, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)
NUMBERS = st.sampled_from(
    [D(text) for text in ("-100", "-5", "-0.5", "0", "0.5", "3", "5", "5.5", "20", "100", "1000")]
)


def unit_of(kind: Kind) -> Unit:
    people = parse_unit("万人")
    assert people
    return people if traits(kind).is_amount else PERCENT


@st.composite
def targets(draw: st.DrawFn) -> Target:
    kind = draw(st.sampled_from([Kind.FLOW, Kind.STOCK, Kind.GROWTH, Kind.RATE]))
    unit, op, value = unit_of(kind), draw(st.sampled_from(Op)), draw(NUMBERS)
    upper = Quantity(value + draw(st.sampled_from([D("0.5"), D(10)])), unit)
    start = draw(st.none() | NUMBERS)
    return Target(
        id="one",
        name=Text(draw(st.sampled_from(["指标", "净流入"])), "Indicator"),
        indicator="指标",
        kind=kind,
        nature=Nature.EXPECTED,
        chapter="1",
        task=None,
        owner=None,
        goal=Goal(
            op=op,
            quantity=Quantity(value, unit),
            source=PLACE,
            upper=upper if op is Op.WITHIN else None,
        ),
        pending=False,
        wording="指标",
        baseline=None
        if start is None
        else Baseline(
            quantity=Quantity(start, unit), year=2023, wording="上年", note=None, source=PLACE
        ),
        strength=Strength.FIRM,
        by=draw(st.sampled_from([Month(2024, 6), Month(2024, 12)])),
        frequency=draw(st.sampled_from([Frequency.MONTHLY, Frequency.QUARTERLY])),
        lag=1,
        pace=draw(st.sampled_from(["linear", "auto"])),
        event=None,
        note=None,
        source=PLACE,
        may_fall=draw(st.none() | st.booleans()) if traits(kind).is_amount else None,
    )


@st.composite
def audits(draw: st.DrawFn) -> Assessment:
    target = draw(targets())
    as_of = Month(2024, draw(st.integers(1, 12)))
    months = draw(st.lists(st.integers(-11, as_of.month), unique=True, max_size=14))
    basis = Basis.POINT if target.kind is Kind.STOCK else Basis.YTD
    rows = [_row(draw, target, Month(2024, 1).plus(month - 1), basis) for month in sorted(months)]
    today = as_of.plus(draw(st.integers(0, 15)))
    clock = Clock(as_of=as_of, today=today, replay=draw(st.booleans()))
    return assess(target, series_of(target, rows, []), RULES, clock)


def _row(draw: st.DrawFn, target: Target, month: Month, basis: Basis) -> Observation:
    value, by_growth = draw(NUMBERS), traits(target.kind).by_growth
    return Observation(
        indicator="指标",
        month=month,
        basis=basis,
        value=None if by_growth else Quantity(value, unit_of(target.kind)),
        growth=value if by_growth else None,
        released=None,
        revised=False,
        second_hand=False,
        stage=None,
        evidence="",
        cited="",
        source=Source("actuals/2024.csv", month.month + 1),
    )


def meets(goal: Goal, actual: D, tolerance: D) -> bool:
    """Said once more, operator by operator."""
    low, high = goal.ends
    return {
        Op.AT_LEAST: actual >= low,
        Op.ABOVE: actual > low,
        Op.AT_LEAST_ABOUT: actual >= low - tolerance,
        Op.AT_MOST: actual <= low,
        Op.BELOW: actual < low,
        Op.AT_MOST_ABOUT: actual <= low + tolerance,
        Op.ABOUT: low - tolerance <= actual <= low + tolerance,
        Op.WITHIN: low <= actual <= high,
        Op.EQUAL: actual == low,
    }[goal.op]


@settings(max_examples=AUDITS, deadline=None)
@given(audits())
def test_the_laws_of_a_verdict(a: Assessment) -> None:
    goal = a.target.goal
    assert goal is not None
    if a.actual is None or a.through is None:
        # Nothing is judged without a figure.
        assert a.status not in JUDGED
        assert (a.pace, a.outlook, a.projection, a.required) == (None,) * 4
        return
    met = meets(goal, a.actual.value, traits(a.target.kind).margin(goal, RULES))
    if a.through >= a.target.by:
        assert a.status is (Status.MET if met else Status.MISSED)
        assert a.reason is Reason.FINAL
    elif a.status is Status.MET:
        # Early, and for good: an amount that cannot shrink has reached its floor.
        assert met
        assert goal.op.is_floor
        assert a.history is not None
        assert not a.history.may_fall
    elif a.status is Status.MISSED:
        # Early, and for good: an amount that cannot shrink exceeds what it was to keep to.
        assert not met
        assert not goal.op.is_floor
        assert a.actual.value > goal.ends[1]
        assert a.history is not None
        assert not a.history.may_fall
    if a.status in (Status.MET, Status.MISSED):
        assert a.required is None
    if not traits(a.target.kind).is_amount:
        assert a.through >= a.target.by or a.status not in (Status.MET, Status.MISSED)
    if a.behind is not None and a.behind <= 0 and traits(a.target.kind).is_amount:
        assert a.pace is Status.ON_TRACK
    if a.planned is not None:
        assert len(a.planned.as_tuple().digits) <= 14


@settings(max_examples=AUDITS, deadline=None)
@given(audits())
def test_a_row_under_way_is_judged_by_what_its_reason_names(a: Assessment) -> None:
    if a.status not in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK):
        return
    assert a.late <= RULES.stale_after
    if a.reason is Reason.OUTLOOK:
        assert isinstance(a.projection, Projection)
        assert a.status is a.outlook
        chance = a.projection.probability
        if chance is not None:
            assert a.status is (
                Status.ON_TRACK
                if chance >= RULES.likely
                else Status.AT_RISK
                if chance >= RULES.unlikely
                else Status.OFF_TRACK
            )
    else:
        assert a.reason is Reason.PACE
        assert a.outlook is None
        assert a.status is a.pace


@settings(max_examples=AUDITS, deadline=None)
@given(targets(), st.integers(2, 15), st.booleans())
def test_a_year_that_is_over_is_never_on_its_way(target: Target, later: int, replay: bool) -> None:
    """Two months after its own a goal without its figure is overdue, or closed for good."""
    rows = [
        Observation(
            indicator="指标",
            month=target.by.plus(-2),
            basis=Basis.POINT if target.kind is Kind.STOCK else Basis.YTD,
            value=None if traits(target.kind).by_growth else Quantity(D(5), unit_of(target.kind)),
            growth=D(5) if traits(target.kind).by_growth else None,
            released=None,
            revised=False,
            second_hand=False,
            stage=None,
            evidence="",
            cited="",
            source=PLACE,
        )
    ]
    today = target.by.plus(later)
    clock = Clock(as_of=target.by.plus(-2), today=today, replay=False)
    a = assess(target, series_of(target, rows, []), RULES, clock)
    assert a.status in (Status.OVERDUE, Status.MET, Status.MISSED)
    assert a.status is not Status.OVERDUE or a.late > 0 or replay
