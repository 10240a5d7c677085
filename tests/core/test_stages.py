"""How the reports of one deliverable follow each other."""

from __future__ import annotations

import pytest

from sztrack.core.model import Stage
from sztrack.core.record.stages import is_verification, verified_in
from sztrack.core.words.period import Month
from tests.plans import rows


@pytest.mark.parametrize(
    ("reports", "until", "expected"),
    [
        ({"2024-06": "核实完成"}, "2024-05", None),
        ({"2024-06": "核实完成"}, "2024-06", "2024-06"),
        ({"2024-06": "核实完成"}, "2024-12", "2024-06"),
        ({"2024-06": "自报完成"}, "2024-12", None),
        # Said to be done once more: the verification stands, and with it its month.
        ({"2024-06": "核实完成", "2024-09": "自报完成"}, "2024-12", "2024-06"),
        ({"2024-06": "核实完成", "2024-09": "核实完成"}, "2024-12", "2024-09"),
        ({"2024-06": "核实完成", "2024-09": "进行中"}, "2024-12", None),
        ({"2024-06": "核实完成", "2024-09": "进行中"}, "2024-08", "2024-06"),
        ({"2024-06": "进行中", "2024-09": "核实完成"}, "2024-12", "2024-09"),
        # Of another year, even where its month is the later one in the year.
        ({"2023-11": "核实完成"}, "2024-06", None),
        ({"2023-11": "核实完成"}, "2024-12", None),
        ({"2023-11": "核实完成", "2024-02": "自报完成"}, "2024-12", None),
        ({}, "2024-12", None),
    ],
)
def test_a_verification_holds_in_its_year_until_another_report_but_done_follows(
    reports: dict[str, str], until: str, expected: str | None
) -> None:
    text = "".join(f"地铁,{month},{stage},简报\n" for month, stage in reports.items())
    stages = {row.month: row for row in rows(f"指标,时期,进度,依据\n{text}")} if reports else {}
    year, month = map(int, until.split("-"))

    found = verified_in(stages, Month(year, month))

    assert (str(found) if found else None) == expected


@pytest.mark.parametrize("before", [None, *Stage])
@pytest.mark.parametrize("after", Stage)
def test_only_verified_after_reported_done_is_a_verification(
    before: Stage | None, after: Stage
) -> None:
    expected = (before, after) == (Stage.REPORTED_DONE, Stage.VERIFIED_DONE)

    assert is_verification(before, after) is expected
