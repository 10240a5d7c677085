"""Which target a sent row serves when several read one indicator."""

from __future__ import annotations

from datetime import date

import pytest

from sztrack.core.collect.filing import Outcome, file
from tests.plans import plan, rows

LEVEL = "id: level\nkind: flow\ngoal: '>= 120亿元'\nindicator: 指标"
GROWTH = "id: growth\nkind: growth\ngoal: '>= 5%'\nindicator: 指标"
RATE = "id: rate\nkind: rate\ngoal: '>= 97%'\nindicator: 指标"
WORDS = "id: words\nkind: narrative\nindicator: 指标"
DONE = "id: done\nkind: milestone\nindicator: 指标"
FIGURE, CHANGE, PERCENT, STAGE = (
    "指标,时期,累计,单位\n指标,2024-08,80,亿元",
    "指标,时期,同比\n指标,1-8月,5.2",
    "指标,时期,累计,单位\n指标,2024-08,97,%",
    "指标,时期,进度\n指标,2024-08,进行中",
)


@pytest.mark.parametrize(
    ("targets", "sent", "served"),
    [
        ((GROWTH, LEVEL), FIGURE, "level"),
        ((LEVEL, GROWTH), CHANGE, "growth"),
        ((RATE, LEVEL), FIGURE, "level"),
        ((LEVEL, RATE), PERCENT, "rate"),
        ((LEVEL, DONE), STAGE, "done"),
        ((DONE, LEVEL), FIGURE, "level"),
        ((GROWTH, WORDS), FIGURE, "words"),
        ((WORDS, LEVEL), FIGURE, "words"),
        ((LEVEL, WORDS), FIGURE, "level"),
    ],
)
def test_a_row_goes_to_the_first_target_that_is_measured_by_what_it_says(
    targets: tuple[str, ...], sent: str, served: str
) -> None:
    filings, _ = file(plan(*targets), [], rows(sent), date(2024, 9, 10), sender="市统计局")

    assert [(filing.target and filing.target.id, filing.outcome) for filing in filings] == [
        (served, Outcome.NEW)
    ]


@pytest.mark.parametrize(("sender", "served"), [("市统计局", "level"), ("市发改委", "growth")])
def test_the_senders_own_target_comes_before_one_that_the_row_would_serve(
    sender: str, served: str
) -> None:
    owned = (f"{GROWTH}\nowner: 市发改委", f"{LEVEL}\nowner: 市统计局")

    filings, _ = file(plan(*owned), [], rows(FIGURE), date(2024, 9, 10), sender=sender)

    assert [filing.target and filing.target.id for filing in filings] == [served]
