"""What a sent row says of one period, and what the record said of it before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from sztrack.core.collect.said import (
    Said,
    changed,
    has_evidence,
    has_remark,
    on_record,
    outlasted,
    said,
    scaled,
    slipped,
)
from sztrack.core.model import Observation, Series, Stage
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month
from tests.plans import plan, rows

HEAD = "指标,时期,口径,数值,单位,同比,发布日期,数据状态,备注\n"
REPORTS = "指标,时期,进度,依据,发布日期\n"


def row(line: str, head: str = HEAD) -> Observation:
    """The observation that one line is read as."""
    return rows(head + line)[0]


def record(*lines: str, kind: str = "kind: flow\ngoal: '>= 100亿元'", head: str = HEAD) -> Series:
    """The series that the accepted lines make."""
    accepted = rows(head + "\n".join(lines)) if lines else []
    return reconcile(plan(kind), accepted, Month(2024, 12))[0]["t0"]


def test_a_row_says_its_level_as_written_and_scaled_whatever_the_unit() -> None:
    sent = row("指标,2024-08,累计,80,亿元,5.2,,,")

    assert said(sent) == Said(value=D(80), growth=D("5.2"), stage=None, evidence=None)
    assert scaled(sent) == Said(value=D("80E8"), growth=D("5.2"), stage=None, evidence=None)
    assert scaled(row("指标,2024-08,累计,,,5.2,,,")) == said(row("指标,2024-08,累计,,,5.2,,,"))


@pytest.mark.parametrize(
    ("now", "before", "fields"),
    [
        (
            Said(value=D(1), growth=None, stage=None),
            Said(value=None, growth=None, stage=None),
            ("value",),
        ),
        (
            Said(value=D(1), growth=D(2), stage=None),
            Said(value=D(1), growth=D(3), stage=None),
            ("growth",),
        ),
        (
            Said(value=None, growth=None, stage=None),
            Said(value=D(1), growth=D(3), stage=Stage.AT_RISK, evidence="简报"),
            (),
        ),
        (
            Said(value=D(1), growth=None, stage=Stage.AT_RISK, evidence="简报"),
            Said(value=D(1), growth=None, stage=None),
            ("stage", "evidence"),
        ),
    ],
)
def test_what_a_row_leaves_open_it_does_not_change(
    now: Said, before: Said, fields: tuple[str, ...]
) -> None:
    assert changed(now, before) == fields


def test_what_is_on_record_is_of_the_rows_month_and_basis_in_its_unit() -> None:
    known = record(
        "指标,2024-08,累计,80,亿元,5.2,2024-09-20,,",
        "指标,2024-08,累计,78,亿元,,2024-09-10,,",
        "指标,2024-08,当月,12,亿元,4,2024-09-20,,",
        "指标,2024-07,累计,68,亿元,5,2024-08-20,,",
    )

    assert on_record(known, row("指标,2024-08,累计,1,万元,,,,")) == Said(
        value=D(800000), growth=D("5.2"), stage=None
    )
    assert on_record(known, row("指标,2024-08,累计,,,1,,,")) == Said(
        value=None, growth=D("5.2"), stage=None
    )
    assert on_record(known, row("指标,2024-08,当月,1,亿元,,,,")) == Said(
        value=D(12), growth=D(4), stage=None
    )
    assert on_record(known, row("指标,2024-06,累计,1,亿元,,,,")) == Said(
        value=None, growth=None, stage=None
    )


@pytest.mark.parametrize(
    ("lines", "evidence"),
    [
        (["指标,2024-08,进行中,甲,2024-09-10", "指标,2024-08,进行中,乙,2024-09-05"], "甲"),
        (["指标,2024-08,进行中,甲,2024-09-05", "指标,2024-08,进行中,乙,2024-09-10"], "乙"),
        (["指标,2024-08,进行中,甲,2024-09-05", "指标,2024-08,进行中,乙,"], "甲"),
        (["指标,2024-08,进行中,甲,2024-09-05", "指标,2024-08,进行中,,2024-09-10"], "甲"),
        # What an earlier stage rested on does not back this one.
        (["指标,2024-08,进行中,甲,2024-09-05", "指标,2024-08,有风险,,2024-09-10"], None),
    ],
)
def test_what_a_stage_on_record_rests_on(lines: list[str], evidence: str | None) -> None:
    known = record(*lines, kind="kind: milestone", head=REPORTS)

    assert on_record(known, row("指标,2024-08,自报完成,,", REPORTS)).evidence == evidence


@pytest.mark.parametrize(
    ("day", "fields", "expected"),
    [
        (date(2024, 9, 19), ("value",), True),
        (date(2024, 9, 20), ("value",), False),
        (date(2024, 9, 19), ("growth",), False),
        (date(2024, 9, 19), ("growth", "value"), True),
        (date(2024, 9, 19), (), False),
    ],
)
def test_a_figure_released_later_outlasts_what_is_taken_today(
    day: date, fields: tuple[str, ...], expected: bool
) -> None:
    known = record(
        "指标,2024-08,累计,78,亿元,5,,,",
        "指标,2024-08,累计,80,亿元,,2024-09-20,,",
        "指标,2024-07,累计,68,亿元,5,2024-10-20,,",
    )

    sent = row("指标,2024-08,累计,81,亿元,5.5,,,")

    assert outlasted(known, sent, fields, day) is expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("指标,2024-09,进行中,简报,", True),
        ("指标,2024-09,进行中,通报,", False),
        ("指标,2024-09,进行中,,", True),
        ("指标,2024-09,进行中,'简报,", True),
    ],
)
def test_evidence_is_on_record_with_any_report_of_the_deliverable(
    sent: str, expected: bool
) -> None:
    known = record("指标,2024-03,进行中,简报,", kind="kind: milestone", head=REPORTS)

    assert has_evidence(known, row(sent, REPORTS)) is expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("指标,2024-08,累计,80,亿元,,,,", True),
        ("指标,2024-08,累计,80,亿元,,,,—", True),
        ("指标,2024-08,累计,80,亿元,,,,口径有变", True),
        ("指标,2024-08,累计,80,亿元,,,,含下属单位", False),
        # Another month's remark is none on this one.
        ("指标,2024-07,累计,68,亿元,,,,口径有变", False),
    ],
)
def test_a_remark_is_on_record_with_its_period(sent: str, expected: bool) -> None:
    known = record("指标,2024-08,累计,80,亿元,,,,统计局：口径有变", "指标,2024-07,累计,68,亿元,,,,")

    assert has_remark(known, row(sent)) is expected


@pytest.mark.parametrize(
    ("accepted", "sent", "expected"),
    [
        # About 10^4 or 10^8 times the figure before, at least a third and below three times that.
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,80,万元", True),
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,80,元", True),
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,800000,万元", False),
        ("指标,2024-07,期末,60,亿元", "指标,2024-08,期末,179,万元", True),
        ("指标,2024-07,期末,60,亿元", "指标,2024-08,期末,180,万元", False),
        ("指标,2024-07,期末,60,亿元", "指标,2024-08,期末,20.1,万元", True),
        ("指标,2024-07,期末,60,亿元", "指标,2024-08,期末,20,万元", False),
        ("指标,2024-07,期末,60,亿元", "指标,2024-08,期末,19.9,万元", False),
        ("指标,2024-07,期末,80,万元", "指标,2024-08,期末,90,亿元", True),
        ("指标,2024-07,期末,80,万元", "指标,2024-08,期末,0.009,亿元", False),
        # A total counts by the month of its year.
        ("指标,2024-02,累计,20,亿元", "指标,2024-08,累计,200,万元", True),
        ("指标,2024-02,累计,20,亿元", "指标,2024-08,累计,20,万元", False),
        # A stock at one month's end does not grow with the months.
        ("指标,2024-02,期末,20,亿元", "指标,2024-08,期末,8,万元", True),
        # In the same unit it is no slip of the unit, nor in one that does not convert.
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,0.008,亿元", False),
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,80,万人", False),
        # There is nothing to hold it against.
        ("指标,2024-08,期末,80,亿元", "指标,2024-08,期末,80,万元", False),
        ("指标,2024-02,累计,80,亿元", "指标,2024-08,期末,40,万元", False),
        ("指标,2024-07,期末,0,亿元", "指标,2024-08,期末,80,万元", False),
        ("指标,2024-07,期末,-80,亿元", "指标,2024-08,期末,80,万元", False),
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,-80,万元", False),
        ("指标,2024-07,期末,80,亿元", "指标,2024-08,期末,0,万元", False),
        # The newest is what it is held against.
        ("指标,2024-06,期末,80,亿元\n指标,2024-07,期末,80,万元", "指标,2024-08,期末,80,元", True),
        ("指标,2024-06,期末,80,万元\n指标,2024-07,期末,8,亿元", "指标,2024-08,期末,8,万元", True),
        (
            "指标,2024-06,期末,80,亿元\n指标,2024-07,期末,80,万元",
            "指标,2024-08,期末,81,万元",
            False,
        ),
    ],
)
def test_a_level_that_slipped_to_another_unit(accepted: str, sent: str, expected: bool) -> None:
    head = "指标,时期,口径,数值,单位\n"
    known = record(accepted, kind="kind: stock\ngoal: '>= 100亿元'", head=head)

    assert slipped(known, row(sent, head)) is expected


def test_the_newest_level_is_the_latest_release_of_the_newest_month() -> None:
    known = record(
        "指标,2024-07,累计,70,万元,,2024-08-10,,",
        "指标,2024-07,累计,70,亿元,,2024-08-20,,",
        "指标,2024-07,累计,70,万元,,,,",
        kind="kind: flow\ngoal: '>= 100亿元'",
    )

    assert slipped(known, row("指标,2024-08,累计,80,万元,,,,")) is True
    assert slipped(known, row("指标,2024-08,累计,80,亿元,,,,")) is False
    assert slipped(known, row("指标,2024-08,累计,,,5,,,")) is False
