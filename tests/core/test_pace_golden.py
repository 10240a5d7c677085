"""What every pace model says of fixed histories: projections and the widths of their intervals.

The models' tables of constants have no other test: a figure that moves here moves on every screen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.model import Abstention, Kind, Projection, Share
from sztrack.core.outlook.forecast import forecast
from sztrack.core.outlook.pace import model, names
from tests.conftest import Golden
from tests.core.series import history

GOLDEN = Path(__file__).parent / "projections"
HEAD = (
    "kind    years month        share learnt from   projection          low         high"
    " misses base years"
)


@pytest.mark.parametrize("name", names())
def test_fixed_histories_are_projected_as_ever(name: str, golden: Golden) -> None:
    lines = [
        line(name, kind, base_years, through)
        for kind in (Kind.FLOW, Kind.STOCK, Kind.GROWTH, Kind.RATE)
        for base_years in range(5)
        for through in range(1, 12)
    ]
    golden(GOLDEN / f"{name}.txt", "\n".join([HEAD, *lines]) + "\n")


def line(name: str, kind: Kind, base_years: int, through: int) -> str:
    """What a model says in one month of one history, to seven digits."""
    known = history(kind, through, base_years=base_years)
    share, said = model(name).share(known), forecast(known, name)
    return f"{kind.value:7} {base_years:5} {through:5} {part(share)} {answer(said)}"


def part(share: Share | Abstention) -> str:
    if isinstance(share, Abstention):
        return f"{'-':>12} {'-':>11}"
    return f"{number(share.value):>12} {span(share.base_years):>11}"


def answer(said: Projection | Abstention) -> str:
    if isinstance(said, Abstention):
        return f"{'-':>12} {said.reason.en}"
    bounds = (number(said.value), number(said.low), number(said.high))
    figures = " ".join(f"{bound:>12}" for bound in bounds)
    return f"{figures} {len(said.misses):6} {span(said.base_years):>10}"


def span(years: tuple[int, ...]) -> str:
    return f"{years[0]}-{years[-1]}" if years else "-"


def number(value: object) -> str:
    return "-" if value is None else f"{value:.7g}"
