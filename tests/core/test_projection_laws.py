"""Laws of projections that hold whatever the figures are, tried on drawn histories."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.kinds import measured, traits
from sztrack.core.model import Abstention, History, Kind, Op, Projection
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.history import lay_out
from sztrack.core.outlook.pace import names
from sztrack.core.words.period import Month
from tests.core.series import YEAR, cumulated, goal

every_model = pytest.mark.parametrize("name", names())
every_kind = pytest.mark.parametrize("kind", measured())
CLOSE = D("1e-6")


@st.composite
def histories(draw: st.DrawFn, kind: Kind) -> History:
    """Up to three earlier years and two to eleven months of this one."""
    through, base_years = draw(st.integers(2, 11)), draw(st.integers(0, 3))
    amounts = st.integers(20, 400)
    years = {
        year: draw(st.lists(amounts, min_size=12, max_size=12))
        for year in range(YEAR - base_years, YEAR)
    }
    years[YEAR] = draw(st.lists(amounts, min_size=through, max_size=through))
    figures, levels, start = cumulated(years), None, None
    if traits(kind).has_start:
        began, at = {}, D(1000)
        for year, added in years.items():
            began[year], at = at, at + sum(added)
        figures = {month: began[month.year] + total for month, total in figures.items()}
        start = began[YEAR]
    elif traits(kind).by_growth:
        levels = figures if draw(st.booleans()) else None
        figures = {month: D(draw(st.integers(-30, 60))) / 2 for month in figures}
    elif traits(kind).is_reading:
        figures = {month: round(total / month.month, 2) for month, total in figures.items()}
    return lay_out(
        kind,
        Month(YEAR, through),
        Month(YEAR, 12),
        figures,
        levels,
        start,
        traits(kind).is_reading and draw(st.booleans()),
    )


def lowered(history: History, by: D) -> History:
    """The same with the newest figure alone a little lower; growth without its levels, which would
    be lower as well.
    """
    figures = dict(history.actuals)
    figures[history.through] -= by
    is_mean = traits(history.kind).is_reading and bool(history.years.seen)
    return lay_out(
        history.kind, history.through, history.end, figures, None, history.start, is_mean
    )


def scaled(history: History) -> History:
    """The same figures in ten thousandths, in another order."""
    figures = {
        month: figure.scaleb(4) for month, figure in sorted(history.actuals.items(), reverse=True)
    }
    start = None if history.start is None else history.start.scaleb(4)
    is_mean = traits(history.kind).is_reading and bool(history.years.seen)
    return lay_out(history.kind, history.through, history.end, figures, None, start, is_mean)


@every_model
@every_kind
@given(data=st.data())
def test_a_lower_newest_figure_raises_neither_the_projection_nor_the_chance(
    name: str, kind: Kind, data: st.DataObject
) -> None:
    known = lowered(data.draw(histories(kind)), D(0))
    less = lowered(known, D(data.draw(st.integers(1, 15))))
    plain = forecast(known, name)
    if isinstance(plain, Abstention):
        return
    percent: int = data.draw(st.integers(90, 110))
    aim = goal(Op.AT_LEAST, plain.value * D(percent) / 100)

    said, then = (forecast(each, name, goal=aim) for each in (known, less))

    assert isinstance(said, Projection)
    assert isinstance(then, Projection)
    assert then.value <= said.value + CLOSE
    if said.probability is not None and then.probability is not None:
        assert then.probability <= said.probability


@every_model
@pytest.mark.parametrize("kind", [kind for kind in measured() if kind is not Kind.GROWTH])
@given(data=st.data())
def test_unit_and_order_change_nothing(name: str, kind: Kind, data: st.DataObject) -> None:
    known = lowered(data.draw(histories(kind)), D(0))
    said, then = forecast(known, name), forecast(scaled(known), name)
    if isinstance(said, Abstention) or isinstance(then, Abstention):
        assert said == then
        return
    for one, other in ((said.value, then.value), (said.low, then.low), (said.high, then.high)):
        if one is None or other is None:
            assert one == other
        else:
            assert abs(one * 10000 - other) <= CLOSE * max(abs(other), D(1))


@every_model
@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.STOCK])
@given(data=st.data())
def test_nothing_ends_below_what_is_there_and_cannot_be_lost(
    name: str, kind: Kind, data: st.DataObject
) -> None:
    known = data.draw(histories(kind))
    said, there = forecast(known, name), known.actuals[known.through]
    if isinstance(said, Projection):
        assert said.value >= there
        assert said.low is None or said.low >= there
