"""When an alarm starts, gets worse and ends; what of it is news."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Nature, Reason, Rules
from sztrack.core.verdict.alerts import (
    Alarm,
    Change,
    Flag,
    Group,
    Mark,
    Notice,
    episode,
    mark,
    standing,
)
from sztrack.core.verdict.memory import Memory, Said, compare, remembered
from sztrack.core.verdict.report import Report, build_report
from sztrack.core.words.period import Month
from tests.plans import audit, plan, rows

LETTERS = {
    "+": Mark.ON_TRACK,
    "b": Mark.BARELY_ON_TRACK,
    "r": Mark.AT_RISK,
    "h": Mark.UNDER_HALF,
    "B": Mark.BARELY_AT_RISK,
    "o": Mark.OFF_TRACK,
    "x": Mark.OUT_OF_REACH,
    "M": Mark.MISSED,
}


def months(letters: str) -> list[tuple[Month, Mark]]:
    return [(Month(2024, number + 1), LETTERS[letter]) for number, letter in enumerate(letters)]


@pytest.mark.parametrize(
    ("letters", "periods", "expected"),
    [
        ("", 2, None),
        ("o", 2, None),
        ("o", 1, (1, "o")),
        ("oo", 2, (1, "o")),
        ("o+o", 2, None),
        ("oBo", 2, None),
        ("+oo", 2, (2, "o")),
        ("ox", 2, (1, "o")),
        ("oxx", 2, (1, "x")),
        ("oxo", 2, (1, "o")),
        ("xxoo", 2, (1, "x")),
        ("ooB", 2, (1, "o")),
        ("ooBo", 2, (1, "o")),
        ("oor", 2, None),
        ("oo+", 2, None),
        ("oo+o", 2, None),
        ("oo+oo", 2, (4, "o")),
        ("M", 2, (1, "M")),
        ("ooM", 2, (1, "M")),
        ("ooo", 3, (1, "o")),
        ("ooBoo", 3, None),
    ],
)
def test_an_alarm_for_what_lags(
    letters: str, periods: int, expected: tuple[int, str] | None
) -> None:
    wanted = (Month(2024, expected[0]), LETTERS[expected[1]]) if expected else None
    assert episode(months(letters), Mark.OFF_TRACK, periods) == wanted


@pytest.mark.parametrize(
    ("letters", "stands"),
    [
        ("rr", True),
        ("rb", False),
        ("rrb", True),
        ("rr+", False),
        ("ro", True),
        ("BB", True),
        ("bb", False),
    ],
)
def test_an_alarm_for_what_is_at_risk(letters: str, stands: bool) -> None:
    assert (episode(months(letters), Mark.AT_RISK, 2) is not None) is stands


MARKS = st.lists(st.sampled_from(Mark), max_size=12)


@given(MARKS, st.integers(1, 4))
def test_an_alarm_begins_with_a_bad_month_and_is_no_worse_than_the_worst(
    marks: list[Mark], periods: int
) -> None:
    given_months = [(Month(2024, number + 1), one) for number, one in enumerate(marks)]
    found = episode(given_months, Mark.OFF_TRACK, periods)
    if found:
        since, worst = found
        assert dict(given_months)[since] >= Mark.OFF_TRACK
        assert Mark.OFF_TRACK <= worst <= max(marks)
        assert all(one >= Mark.BARELY_AT_RISK for month, one in given_months if month >= since)
    else:
        assert all(
            min(marks[start : start + periods]) < Mark.OFF_TRACK
            for start in range(len(marks) - periods, len(marks) - periods + 1)
            if start >= 0
        )


@given(MARKS)
def test_more_patience_never_raises_more(marks: list[Mark]) -> None:
    given_months = [(Month(2024, number + 1), one) for number, one in enumerate(marks)]
    assert episode(given_months, Mark.OFF_TRACK, 1) or not episode(given_months, Mark.OFF_TRACK, 2)


@pytest.mark.parametrize(
    ("growth", "expected"),
    [
        ("5.7", Mark.ON_TRACK),
        ("5.6", Mark.ON_TRACK),
        ("5.5", Mark.BARELY_ON_TRACK),
        ("5.2", Mark.AT_RISK),
        ("5.05", Mark.BARELY_AT_RISK),
        ("4.9", Mark.OFF_TRACK),
    ],
)
def test_the_mark_of_a_growth_goal(growth: str, expected: Mark) -> None:
    row, _ = audit(
        'kind: growth\ngoal: ">= 5.5%"',
        f"指标,时期,口径,同比\n指标,2024-06,累计,{growth}",
        "2024-06",
    )
    assert mark(row, Rules()) is expected


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        ("52.4", Mark.ON_TRACK),
        ("51.8", Mark.BARELY_ON_TRACK),
        ("49", Mark.UNDER_HALF),
        ("47.8", Mark.BARELY_AT_RISK),
        ("47", Mark.OFF_TRACK),
    ],
)
def test_the_mark_of_an_amount(half: str, expected: Mark) -> None:
    row, _ = audit(
        'kind: flow\ngoal: ">= 100万人"',
        f"指标,时期,累计,单位\n指标,2024-06,{half},万人",
        "2024-06",
    )
    assert mark(row, Rules()) is expected


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        ("46", Mark.ON_TRACK),
        ("48", Mark.BARELY_ON_TRACK),
        ("50", Mark.AT_RISK),
        ("52.5", Mark.BARELY_AT_RISK),
        ("53", Mark.OFF_TRACK),
    ],
)
def test_the_mark_of_a_ceiling_on_an_amount(half: str, expected: Mark) -> None:
    row, _ = audit(
        'kind: flow\ngoal: "<= 100万人"',
        f"指标,时期,累计,单位\n指标,2024-06,{half},万人",
        "2024-06",
    )
    assert mark(row, Rules()) is expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("16", Mark.ON_TRACK),
        # Ten points behind are at risk, and one point less is clear of it.
        ("8.7", Mark.ON_TRACK),
        ("7.6", Mark.BARELY_ON_TRACK),
        ("6", Mark.AT_RISK),
    ],
)
def test_the_mark_of_an_amount_that_is_judged_by_its_pace(total: str, expected: Mark) -> None:
    row, _ = audit(
        'kind: flow\ngoal: ">= 100万人"',
        f"指标,时期,累计,单位\n指标,1-2月,{total},万人",
        "2024-02",
    )
    assert row.reason is Reason.PACE
    assert mark(row, Rules()) is expected


def test_what_stands_and_is_no_news() -> None:
    report = year(GROWTH, series(m02="6"), 2)[-1]
    told, kept = (
        Alarm(group=Group.TARGETS, key=key, since=Month(2024, 3), mark=Mark.OFF_TRACK)
        for key in ("a", "b")
    )
    late = Alarm(group=Group.OVERDUE, key="a", since=Month(2024, 3))
    said = {
        Group.TARGETS: {"b": Said(Month(2024, 3), Mark.OFF_TRACK)},
        Group.OVERDUE: {"a": Said(Month(2024, 3)), "gone": Said(Month(2024, 3))},
    }

    notice = compare(Memory(said), report, [told, kept, late])

    assert [(news.change, news.alarm) for news in notice.news] == [(Change.NEW, told)]
    assert notice.rest == (kept, late)


def test_news_without_figures_keeps_errors_alone() -> None:
    report = year(GROWTH, series(m02="6", m03="6"), 3)[-1]
    alarm = Alarm(group=Group.ERRORS, key="SZ212", since=Month(2024, 3))
    said = {Group.TARGETS: {"g": Said(Month(2024, 2), Mark.OFF_TRACK)}}

    notice = compare(Memory(said), report, [alarm])

    assert [news.change for news in notice.news] == [Change.NEW, Change.RECOVERED]
    quiet = notice.without_figures()
    assert (quiet.report, quiet.standing) == (report, (alarm,))
    assert [news.change for news in quiet.news] == [Change.NEW]


@pytest.mark.parametrize(
    ("group", "mark_of", "flag"),
    [
        (Group.TARGETS, None, Flag.LAGGING),
        (Group.TARGETS, Mark.MISSED, Flag.LAGGING),
        (Group.TARGETS, Mark.OFF_TRACK, Flag.LAGGING),
        (Group.TARGETS, Mark.BARELY_AT_RISK, Flag.AT_RISK),
        (Group.OVERDUE, None, Flag.OVERDUE),
        (Group.ERRORS, None, Flag.ERRORS),
    ],
)
def test_the_class_of_an_alarm(group: Group, mark_of: Mark | None, flag: Flag) -> None:
    assert Alarm(group=group, key="g", since=Month(2024, 3), mark=mark_of).flag is flag


@pytest.mark.parametrize(
    ("nature", "frequency", "months", "stands"),
    [
        (Nature.EXPECTED, "monthly", 1, False),
        (Nature.EXPECTED, "monthly", 2, True),
        (Nature.BINDING, "monthly", 1, True),
        (Nature.EXPECTED, "event", 1, True),
    ],
)
def test_how_many_months_an_alarm_waits_for(
    nature: Nature, frequency: str, months: int, stands: bool
) -> None:
    one = plan(f"{GROWTH}\nfrequency: {frequency}")
    one = replace(one, targets=tuple(replace(target, nature=nature) for target in one.targets))
    data = series(m02="4.0", m03="4.0")

    reports = [
        build_report(one, rows(data), as_of=Month(2024, month), today=Month(2024, 12))
        for month in range(1, 2 + months)
    ]

    alarms = standing(reports, at_risk=False)
    assert [(alarm.key, alarm.since) for alarm in alarms] == [("g", Month(2024, 2))] * stands


def test_a_wider_margin_for_clearing() -> None:
    row, _ = audit(
        'kind: growth\ngoal: ">= 5.5%"', "指标,时期,口径,同比\n指标,2024-06,累计,5.7", "2024-06"
    )
    assert mark(row, Rules(clear_points=Decimal("0.3"))) is Mark.BARELY_ON_TRACK


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("进行中", Mark.ON_TRACK), ("有风险", Mark.AT_RISK), ("核实完成", Mark.ON_TRACK)],
)
def test_the_mark_of_a_milestone(stage: str, expected: Mark) -> None:
    row, _ = audit("kind: milestone", f"指标,时期,进度\n指标,2024-06,{stage}", "2024-06")
    assert mark(row, Rules()) is expected


GROWTH = 'kind: growth\ngoal: ">= 5.5%"\nid: g'


def year(target: str, data: str, through: int) -> list[Report]:
    return [
        build_report(plan(target), rows(data), as_of=Month(2024, month), today=Month(2024, 12))
        for month in range(1, through + 1)
    ]


def retold(target: str, data: str, *, at_risk: bool = False) -> list[tuple[int, str, str]]:
    """Month by month, each looked at twice: what is told."""
    memory, told = remembered(Memory(), Notice(year(target, data, 1)[0], (), ())), []
    for month in range(1, 12):
        for _ in range(2):
            reports = year(target, data, month)
            notice = compare(memory, reports[-1], standing(reports, at_risk=at_risk))
            told += [(month, news.change.value, news.alarm.flag.value) for news in notice.news]
            memory = remembered(memory, notice)
    return told


def series(**growths: str) -> str:
    return "指标,时期,口径,同比\n" + "\n".join(
        f"指标,2024-{month[1:]},累计,{growth}" for month, growth in growths.items()
    )


def test_a_year_of_one_goal() -> None:
    data = series(
        m02="4.0",
        m03="4.2",
        m04="4.3",
        m05="5.05",
        m06="5.2",
        m07="5.6",
        m08="4.0",
        m09="5.0",
        m10="4.0",
        m11="4.0",
    )
    assert retold(GROWTH, data) == [
        (3, "new", "lagging"),
        (6, "recovered", "lagging"),
        (11, "new", "lagging"),
    ]
    assert retold(GROWTH, data, at_risk=True) == [
        (3, "new", "lagging"),
        (7, "recovered", "lagging"),
        (9, "new", "at-risk"),
        (11, "worse", "lagging"),
    ]


def test_a_month_without_a_figure_is_no_period() -> None:
    data = series(m02="4.0", m07="4.0")
    assert retold(GROWTH, data) == [
        (6, "new", "overdue"),
        (7, "new", "lagging"),
        (7, "recovered", "overdue"),
    ]


def test_a_target_that_is_gone_from_the_plan_has_not_recovered() -> None:
    reports = year(GROWTH, series(m02="4.0", m03="4.0"), 3)
    memory = remembered(Memory(), compare(Memory(), reports[-1], standing(reports, at_risk=False)))
    gone = replace(reports[-1], assessments=())

    notice = compare(memory, gone, ())

    assert (notice.news, remembered(memory, notice)) == ((), memory)


def test_figures_that_are_gone_are_an_alarm_until_they_are_back() -> None:
    there = year(GROWTH, series(m02="4.0", m03="4.0"), 3)
    gone = year(GROWTH, "指标,时期,口径,同比\n别的,2024-03,累计,1", 3)
    memory, told = Memory(), []
    for reports in (there, gone, gone, there):
        notice = compare(memory, reports[-1], standing(reports, at_risk=False))
        told.append([(news.change, news.alarm.group) for news in notice.news])
        memory = remembered(memory, notice)
    assert told == [
        [(Change.NEW, Group.TARGETS)],
        [(Change.NEW, Group.GONE)],
        [],
        [(Change.RECOVERED, Group.GONE)],
    ]


def test_an_error_is_told_once_wherever_its_line_moves_and_again_when_mended() -> None:
    def found(*lines: int) -> tuple[Alarm, ...]:
        from sztrack.core.model import Finding, Severity, Source, Text

        faults = [
            Finding(
                code="SZ212",
                severity=Severity.ERROR,
                message=Text("坏", "bad"),
                hint=Text("改", "mend"),
                source=Source("actuals/a.csv", line),
            )
            for line in lines
        ]
        report = replace(year(GROWTH, series(m02="6"), 2)[-1], findings=tuple(faults))
        return standing([report], at_risk=False)

    report = year(GROWTH, series(m02="6"), 2)[-1]
    memory = Memory()
    told = []
    for alarms in (found(3), found(4), found(4, 9), found(9), ()):
        notice = compare(memory, report, alarms)
        told.append([news.change for news in notice.news])
        memory = remembered(memory, notice)
    assert told == [[Change.NEW], [], [Change.NEW], [Change.RECOVERED], [Change.RECOVERED]]


def test_what_was_said_keeps_the_worst() -> None:
    alarm = Alarm(group=Group.TARGETS, key="g", since=Month(2024, 3), mark=Mark.OFF_TRACK)
    report = year(GROWTH, series(m02="6"), 2)[-1]
    memory = Memory({Group.TARGETS: {"g": Said(Month(2024, 3), Mark.OUT_OF_REACH)}})
    notice = compare(memory, report, [alarm])
    assert notice.news == ()
    assert remembered(memory, notice).said[Group.TARGETS]["g"] == Said(
        Month(2024, 3), Mark.OUT_OF_REACH
    )
    assert alarm.flag is Flag.LAGGING


def test_an_alarm_is_remembered_from_the_month_that_it_was_first_told_for() -> None:
    """A revision may move the first bad month; what was said keeps its own."""
    report = year(GROWTH, series(m02="6"), 2)[-1]
    memory = Memory(
        {
            Group.TARGETS: {"g": Said(Month(2024, 3), Mark.OFF_TRACK)},
            Group.ERRORS: {"SZ212": Said(Month(2024, 3), None)},
        }
    )
    alarms = (
        Alarm(group=Group.TARGETS, key="g", since=Month(2024, 6), mark=Mark.OFF_TRACK),
        Alarm(group=Group.ERRORS, key="SZ212", since=Month(2024, 6), mark=None),
    )

    notice = compare(memory, report, alarms)

    assert notice.news == ()
    assert remembered(memory, notice).said == {
        Group.TARGETS: {"g": Said(Month(2024, 3), Mark.OFF_TRACK)},
        Group.OVERDUE: {},
        Group.GONE: {},
        Group.ERRORS: {"SZ212": Said(Month(2024, 3), None)},
        Group.PLAN: {},
    }
