"""What the newest months alone must have grown by."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.words.period import Month
from tests.plans import audit

HEAD = "指标,时期,口径,数值,单位,同比\n"
LAST_YEAR = "指标,2023-06,累计,60,亿元,\n指标,2023-09,累计,80,亿元,\n"


@pytest.mark.parametrize(
    ("lines", "implied", "after", "weighed_by"),
    [
        # (9 x 5 - 6 x 4) / 3: months are taken as equal.
        ("指标,2024-06,累计,,,4\n指标,2024-09,累计,,,5\n", "7", 6, []),
        # (80 x 5 - 60 x 4) / 20: by what last year's months made.
        (LAST_YEAR + "指标,2024-06,累计,,,4\n指标,2024-09,累计,,,5\n", "8", 6, [3, 2]),
        # Both of last year's levels, or neither.
        (
            "指标,2023-09,累计,80,亿元,\n指标,2024-06,累计,,,4\n指标,2024-09,累计,,,5\n",
            "7",
            6,
            [],
        ),
        # The nearest figure before, at most a quarter old and of the same year.
        (
            "指标,2024-06,累计,,,4\n指标,2024-08,累计,,,5\n指标,2024-09,累计,,,5\n",
            "5",
            8,
            [],
        ),
        ("指标,2024-05,累计,,,4\n指标,2024-09,累计,,,5\n", None, None, None),
        ("指标,2024-09,累计,,,5\n", None, None, None),
        ("指标,2023-12,累计,,,4\n指标,2024-02,累计,,,5\n", None, None, None),
    ],
)
def test_growth_of_the_months_since_the_figure_before(
    lines: str, implied: str | None, after: int | None, weighed_by: list[int] | None
) -> None:
    a, _ = audit("kind: growth\ngoal: '>= 5%'", HEAD + lines)

    if implied is None:
        assert a.implied is None
        return
    assert a.implied is not None
    assert (a.implied.value, a.implied.after) == (D(implied), Month(2024, after or 0))
    assert [source.line for source in a.implied.weight_from] == weighed_by


def test_nothing_is_implied_of_what_is_no_growth() -> None:
    a, _ = audit(
        "kind: rate\ngoal: '>= 97%'",
        "指标,时期,累计,单位\n指标,2024-06,96,%\n指标,2024-09,97,%",
    )

    assert a.implied is None
