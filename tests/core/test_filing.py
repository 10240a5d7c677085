"""What becomes of a row that was sent, and which target it serves when several read it."""

from __future__ import annotations

from datetime import date

import pytest

from sztrack.core.collect.filing import Batch, Outcome, file
from sztrack.core.model import Finding, Severity, Source, Text
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


OWNED = "kind: flow\ngoal: '>= 120亿元'\nowner: 市统计局\nwith: [市发改委]"
HEAD = "指标,时期,口径,数值,单位,发布日期,备注\n"
AUGUST = "指标,2024-08,累计,80,亿元,,"
ON_RECORD = "指标,2024-07,累计,70,亿元,2024-08-20,\n指标,2024-08,累计,79,亿元,2024-09-05,"
DAY = date(2024, 9, 10)


@pytest.mark.parametrize(
    ("accepted", "sent", "outcome"),
    [
        ("", AUGUST, Outcome.NEW),
        (ON_RECORD, AUGUST, Outcome.REVISED),
        (ON_RECORD, "指标,2024-08,累计,79,亿元,,", Outcome.UNCHANGED),
        # The same figure in another unit is the same figure.
        (ON_RECORD, "指标,2024-08,累计,790000,万元,,", Outcome.UNCHANGED),
        (ON_RECORD, "指标,2024-08,累计,79,亿元,,口径有变", Outcome.NEW),
        ("", "别的,2024-08,累计,80,亿元,,", Outcome.UNKNOWN),
        ("", "指标,2024-08,累计,80,万人,,", Outcome.WRONG_UNIT),
        (ON_RECORD, "指标,2024-08,累计,79,万元,,", Outcome.SLIPPED),
        # The period is over once the next month has begun.
        ("", "指标,2024-09,累计,90,亿元,,", Outcome.FUTURE),
        ("", "指标,2024-10,累计,90,亿元,,", Outcome.FUTURE),
        # What is on record was released after the day of taking, and would go on counting.
        ("指标,2024-08,累计,79,亿元,2024-09-11,", AUGUST, Outcome.BACKDATED),
        ("指标,2024-08,累计,79,亿元,2024-09-10,", AUGUST, Outcome.REVISED),
    ],
)
def test_what_becomes_of_a_figure(accepted: str, sent: str, outcome: Outcome) -> None:
    known = rows(HEAD + accepted) if accepted else []

    (filing,), _ = file(plan(OWNED), known, rows(HEAD + sent), DAY, sender="市统计局")

    assert filing.outcome is outcome


def test_growth_alone_is_filed_for_an_amount_too() -> None:
    sent = rows("指标,时期,同比\n指标,1-8月,5.2")

    (filing,), _ = file(plan(OWNED), [], sent, DAY, sender="市统计局")

    assert filing.outcome is Outcome.NEW


@pytest.mark.parametrize(
    ("sent", "outcomes"),
    [
        ((AUGUST, AUGUST), [Outcome.NEW, Outcome.UNCHANGED]),
        ((AUGUST, "指标,2024-08,累计,800000,万元,,"), [Outcome.NEW, Outcome.UNCHANGED]),
        ((AUGUST, "指标,2024-08,累计,81,亿元,,"), [Outcome.CONTRADICTED] * 2),
        # Another month, or another basis, is another thing.
        ((AUGUST, "指标,2024-07,累计,70,亿元,,"), [Outcome.NEW, Outcome.NEW]),
        ((AUGUST, "指标,2024-08,当月,10,亿元,,"), [Outcome.NEW, Outcome.NEW]),
    ],
)
def test_two_rows_of_one_file_about_one_period(
    sent: tuple[str, ...], outcomes: list[Outcome]
) -> None:
    filings, _ = file(plan(OWNED), [], rows(HEAD + "\n".join(sent)), DAY, sender="市统计局")

    assert [filing.outcome for filing in filings] == outcomes


def test_what_was_taken_before_neither_counts_nor_contradicts() -> None:
    sent = rows(HEAD + f"{AUGUST}\n指标,2024-08,累计,81,亿元,,")

    filings, _ = file(plan(OWNED), [], sent, DAY, sender="市统计局", taken={sent[0].source})

    assert [filing.outcome for filing in filings] == [Outcome.TAKEN, Outcome.NEW]


EXPORTS = """
id: t1
kind: flow
goal: '>= 9亿元'
name: {zh: 出口, en: Exports}
owner: 市商务局
"""


@pytest.mark.parametrize(
    ("path", "owner", "vouched", "outcome", "who"),
    [
        ("市统计局.csv", "owner: 市统计局", "", Outcome.NEW, "市统计局"),
        ("市发改委.csv", "owner: 市统计局\nwith: [市发改委]", "", Outcome.NEW, "市发改委"),
        ("8月.csv", "owner: 市统计局", "", Outcome.NEW, "市统计局"),
        ("市商务局.csv", "owner: 市统计局", "", Outcome.FOREIGN, "市商务局"),
        # On the word of whoever takes it, any unit may send it.
        ("8月.csv", "owner: 市统计局", "市商务局", Outcome.NEW, "市商务局"),
        # What has no owner anyone may send.
        ("8月.csv", "", "", Outcome.NEW, ""),
        ("市商务局.csv", "", "", Outcome.NEW, "市商务局"),
    ],
)
def test_who_may_send_a_figure(
    path: str, owner: str, vouched: str, outcome: Outcome, who: str
) -> None:
    two = plan(
        f"id: t0\nkind: flow\ngoal: '>= 120亿元'\nindicator: 指标\n{owner}",
        EXPORTS,
    )

    (filing,), _ = file(two, [], rows(HEAD + AUGUST, path), DAY, sender=vouched)

    assert (filing.outcome, filing.sender) == (outcome, who)


def test_nobody_knows_who_sent_rows_of_two_owners_under_no_name() -> None:
    two = plan(
        "id: t0\nkind: flow\ngoal: '>= 120亿元'\nindicator: 指标\nowner: 市统计局",
        EXPORTS,
    )
    sent = rows(f"{HEAD}{AUGUST}\n出口,2024-08,累计,8,亿元,,", "8月.csv")

    filings, _ = file(two, [], sent, DAY)

    assert [(filing.outcome, filing.sender) for filing in filings] == [(Outcome.UNCLEAR, "")] * 2


MILESTONE = "kind: milestone\nowner: 市交通局"
REPORTS = "指标,时期,进度,依据\n"


@pytest.mark.parametrize(
    ("accepted", "sent", "sender", "verified", "outcome"),
    [
        # A stage may be reported within its month.
        ("", "2024-09,进行中,简报", "市交通局", False, Outcome.NEW),
        ("", "2024-10,进行中,简报", "市交通局", False, Outcome.FUTURE),
        ("2024-08,进行中,简报", "2024-08,自报完成,简报", "市交通局", False, Outcome.REVISED),
        ("2024-08,进行中,简报", "2024-08,进行中,通报", "市交通局", False, Outcome.REVISED),
        ("2024-08,进行中,", "2024-08,进行中,通报", "市交通局", False, Outcome.NEW),
        # A unit cannot verify its own report, not even under a longer name.
        ("", "2024-08,核实完成,简报", "市交通局", True, Outcome.UNVERIFIED),
        ("", "2024-08,核实完成,简报", "深圳市交通局", True, Outcome.UNVERIFIED),
        ("", "2024-08,核实完成,简报", "市督查室", False, Outcome.UNVERIFIED),
        ("", "2024-08,核实完成,简报", "市督查室", True, Outcome.NEW),
        # What is verified only an inspection changes; that it is done adds nothing to it.
        ("2024-08,核实完成,简报", "2024-08,有风险,简报", "市交通局", False, Outcome.VERIFIED),
        ("2024-08,核实完成,简报", "2024-08,有风险,简报", "市督查室", True, Outcome.REVISED),
        ("2024-08,核实完成,简报", "2024-08,自报完成,简报", "市交通局", False, Outcome.UNCHANGED),
        ("2024-08,核实完成,简报", "2024-08,自报完成,通报", "市交通局", False, Outcome.VERIFIED),
        ("2024-07,核实完成,简报", "2024-08,自报完成,简报", "市交通局", False, Outcome.UNCHANGED),
        ("2024-07,核实完成,简报", "2024-08,自报完成,通报", "市交通局", False, Outcome.NEW),
        ("2024-07,核实完成,简报", "2024-08,有风险,简报", "市交通局", False, Outcome.NEW),
    ],
)
def test_what_becomes_of_a_report(
    accepted: str, sent: str, sender: str, verified: bool, outcome: Outcome
) -> None:
    known = rows(f"{REPORTS}指标,{accepted}") if accepted else []

    (filing,), _ = file(
        plan(MILESTONE),
        known,
        rows(f"{REPORTS}指标,{sent}"),
        DAY,
        sender=sender,
        verified=verified,
    )

    assert filing.outcome is outcome


def test_nothing_is_inspected_unless_it_is_said_to_be() -> None:
    sent = rows(f"{REPORTS}指标,2024-08,核实完成,简报")

    (filing,), _ = file(plan(MILESTONE), [], sent, DAY, sender="市督查室")

    assert filing.outcome is Outcome.UNVERIFIED


@pytest.mark.parametrize(
    ("first", "second", "filed"),
    [("指标", "指标", "指标"), ("指标", "指 标", "指标"), ("指 标", "指标", "指 标")],
)
def test_a_row_is_filed_under_the_name_that_the_first_target_has_for_it(
    first: str, second: str, filed: str
) -> None:
    two = plan(
        f"id: level\nkind: flow\ngoal: '>= 120亿元'\nindicator: {first}",
        f"id: growth\nkind: growth\ngoal: '>= 5%'\nindicator: {second}",
    )
    sent = rows(HEAD + AUGUST.replace("指标", "指  标"))

    (filing,), _ = file(two, [], sent, DAY, sender="市统计局")

    assert filing.indicator == filed


def test_a_row_that_two_indicators_read_keeps_its_own_name() -> None:
    two = plan(
        "id: level\nkind: flow\ngoal: '>= 120亿元'\nindicator: 产值",
        "id: growth\nkind: growth\ngoal: '>= 5%'\nindicator: 增速\nname: {zh: 产值, en: Output}",
    )

    (filing,), _ = file(
        two, [], rows(HEAD + AUGUST.replace("指标", "产 值")), DAY, sender="市统计局"
    )

    assert (filing.target and filing.target.id, filing.indicator) == ("level", "产 值")


@pytest.mark.parametrize(
    ("sent", "severity", "refused"),
    [
        (AUGUST, None, False),
        (AUGUST, Severity.WARNING, False),
        (AUGUST, Severity.ERROR, True),
        ("指标,2024-08,累计,80,万人,,", None, True),
        (f"{AUGUST}\n指标,2024-07,累计,80,万人,,", None, True),
    ],
)
def test_a_batch_is_refused_where_anything_in_it_was_not_accepted(
    sent: str, severity: Severity | None, refused: bool
) -> None:
    filings, _ = file(plan(OWNED), [], rows(HEAD + sent), DAY, sender="市统计局")
    fault = Finding(
        code="SZ212",
        severity=severity or Severity.INFO,
        message=Text("坏", "bad"),
        hint=Text("改", "mend"),
        source=Source("actuals/2024.csv", 2),
    )

    batch = Batch(
        path="sent/8月.csv",
        sha256="0" * 64,
        taken_before="",
        filings=tuple(filings),
        blank=(),
        findings=(fault,) if severity else (),
    )

    assert batch.refused is refused
