"""Rows -> series: what counts, what is worked out, and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Figure, Observation, Text
from sztrack.core.record.reconcile import known_on, reconcile
from sztrack.core.words.period import Month
from tests.plans import plan, rows

GROWING = "kind: growth\ngoal: '>= 10%'"
JOBS = "kind: flow\ngoal: '>= 18万人'\nname: {zh: 新增就业, en: Jobs}"


def values(figures: dict[Month, Figure] | object) -> dict[str, D]:
    assert isinstance(figures, dict)
    return {str(month): figure.value for month, figure in figures.items()}


def growing(lines: Sequence[str], states: Sequence[str]) -> list[Observation]:
    """Levels with their growth, each line with a state of the data."""
    told = [line.format(state) for line, state in zip(lines, states, strict=True)]
    return rows("\n".join(["指标,时期,口径,数值,单位,同比,数据状态", *told]))


def test_months_after_a_joint_release_add_up() -> None:
    series, findings = reconcile(
        plan(JOBS),
        rows("""
            指标,时期,数值,单位,口径
            新增就业,1-2月,2.5,万人,累计
            新增就业,2024-03,1.5,万人,当月
            新增就业,2024-04,2,万人,当月
            新增就业,2024-06,2,万人,当月
            """),
        Month(2024, 12),
    )
    assert values(series["t0"].actuals) == {
        "2024-02": D("2.5"),
        "2024-03": D("4.0"),
        "2024-04": D("6.0"),
    }
    assert [str(source) for source in series["t0"].actuals[Month(2024, 4)].sources] == [
        "actuals/2024.csv:4",
        "actuals/2024.csv:3",
        "actuals/2024.csv:2",
    ]
    assert series["t0"].actuals[Month(2024, 4)].derivation is not None
    assert [(finding.code, str(finding.source), finding.message.zh) for finding in findings] == [
        (
            "SZ305",
            "actuals/2024.csv:5",
            "“新增就业”的当月数未计入（2024-06）：之前缺月份，不能累加，须有累计数",
        ),
    ]


def test_quarters_add_up_and_a_published_total_outranks_the_sum() -> None:
    series, _ = reconcile(
        plan(JOBS),
        rows("""
            指标,时期,数值,单位,口径
            新增就业,2024Q1,5,万人,当季
            新增就业,2024Q2,6,万人,当季
            新增就业,2024H1,11.2,万人,累计
            新增就业,2024Q3,4,万人,当季
            """),
        Month(2024, 12),
    )
    assert values(series["t0"].actuals) == {
        "2024-03": D(5),
        "2024-06": D("11.2"),
        "2024-09": D("15.2"),
    }


def test_units_convert_exactly() -> None:
    series, _ = reconcile(
        plan(JOBS), rows("指标,时期,累计,单位\n新增就业,2024-06,90123,人"), Month(2024, 12)
    )
    assert values(series["t0"].actuals) == {"2024-06": D("9.0123")}


def test_official_growth_is_read_and_never_worked_out_beside_it() -> None:
    series, _ = reconcile(
        plan("kind: growth\ngoal: '>= 7%'\nname: {zh: 零售, en: Retail}"),
        rows("""
            指标,时期,累计,同比,单位
            零售,2023-09,7646.98,7.9,亿元
            零售,2024-09,7731.62,0.7,亿元
            零售,2023-10,8500,8.0,亿元
            零售,2024-10,8600,,亿元
            """),
        Month(2024, 12),
    )
    actuals = series["t0"].actuals
    assert values(actuals)["2024-09"] == D("0.7")
    assert actuals[Month(2024, 9)].derivation is None
    assert round(actuals[Month(2024, 10)].value, 2) == D("1.18")
    assert actuals[Month(2024, 10)].derivation is not None


def test_nothing_after_the_month_of_the_audit_is_seen() -> None:
    series, _ = reconcile(
        plan(JOBS),
        rows("指标,时期,累计,单位\n新增就业,2024-06,9,万人\n新增就业,2024-07,10,万人"),
        Month(2024, 6),
    )
    assert values(series["t0"].actuals) == {"2024-06": D(9)}


def test_names_match_whatever_their_width_and_blanks() -> None:
    series, findings = reconcile(
        plan("kind: stock\ngoal: '>= 8000个'\nname: {zh: 5G基站, en: 5G base stations}"),
        rows(
            "指标,时期,数值,单位,口径\n５Ｇ 基站,2024-06,1,个,期末\n5g base"
            " stations,2024-07,2,个,期末\nt0,2024-08,3,个,期末"
        ),
        Month(2024, 12),
    )
    assert values(series["t0"].actuals) == {"2024-06": D(1), "2024-07": D(2), "2024-08": D(3)}
    assert not findings


def test_what_is_not_in_the_plan_is_named_once() -> None:
    _, findings = reconcile(
        plan(JOBS),
        rows("指标,时期,累计,单位\n存款,2024-06,9,亿元\n存款,2024-07,9,亿元"),
        Month(2024, 12),
    )
    assert [(finding.code, finding.message.zh, str(finding.source)) for finding in findings] == [
        ("SZ303", "“存款”不在计划中（2 行）", "actuals/2024.csv:2"),
    ]


def test_a_unit_that_does_not_convert_costs_the_row() -> None:
    series, findings = reconcile(
        plan(JOBS),
        rows("指标,时期,累计,单位\n新增就业,2024-06,9,亿元\n新增就业,2024-07,10,万人"),
        Month(2024, 12),
    )
    assert values(series["t0"].actuals) == {"2024-07": D(10)}
    assert [(finding.code, str(finding.source)) for finding in findings] == [
        ("SZ302", "actuals/2024.csv:2")
    ]


@given(st.permutations(range(6)), st.lists(st.integers(0, 10**6), min_size=6, max_size=6))
def test_months_and_totals_are_the_same_series_in_any_order(
    order: list[int], amounts: list[int]
) -> None:
    """ytd -> month -> ytd is the identity, and shuffled rows give the same series."""
    months = [
        f"新增就业,2024-{place + 1:02d},{amount},人,当月" for place, amount in enumerate(amounts)
    ]
    totals = [
        f"新增就业,2024-{place + 1:02d},{sum(amounts[: place + 1])},人,累计" for place in range(6)
    ]
    head = "指标,时期,数值,单位,口径\n"
    shuffled, _ = reconcile(
        plan(JOBS), rows(head + "\n".join(months[place] for place in order)), Month(2024, 12)
    )
    cumulative, _ = reconcile(plan(JOBS), rows(head + "\n".join(totals)), Month(2024, 12))
    assert values(shuffled["t0"].actuals) == values(cumulative["t0"].actuals)


def test_growth_of_the_first_quarter_is_growth_to_date_and_later_quarters_are_weighed() -> None:
    series, findings = reconcile(
        plan("kind: growth\ngoal: '>= 5%'\nname: {zh: 产值, en: Output}"),
        rows("""
            指标,时期,数值,同比,单位,口径
            产值,2024Q1,110,10,亿元,当季
            产值,2024Q2,100,0,亿元,当季
            产值,2024-07,,3,,当月
            """),
        Month(2024, 12),
    )
    assert values(series["t0"].actuals) == {"2024-03": D(10), "2024-06": D(5)}
    assert series["t0"].actuals[Month(2024, 6)].derivation is not None
    assert [(finding.code, str(finding.source)) for finding in findings] == [
        ("SZ305", "actuals/2024.csv:4")
    ]


def test_a_unit_in_brackets_behind_the_name_of_a_target_is_no_part_of_it() -> None:
    series, findings = reconcile(
        plan("kind: flow\ngoal: '>= 18万人'\nname: {zh: 新增就业(万人), en: Jobs}"),
        rows("指标,时期,累计\n新增就业(万人),2024-06,9"),
        Month(2024, 12),
    )
    assert (values(series["t0"].actuals), findings) == ({"2024-06": D(9)}, [])


def test_a_stranger_is_named_with_its_nearest_and_an_alias_settles_it() -> None:
    one, data = plan(JOBS), rows("指标,时期,累计,单位\n城镇新增就业,2024-06,9,万人")

    (stranger,) = reconcile(one, data, Month(2024, 12), suggest=True)[1]
    assert stranger.message.zh == "“城镇新增就业”不在计划中（1 行）；是否为 新增就业？"
    series, findings = reconcile(
        replace(one, aliases={"城镇 新增就业": "t0"}), data, Month(2024, 12)
    )
    assert (values(series["t0"].actuals), findings) == ({"2024-06": D(9)}, [])


@pytest.mark.parametrize(
    ("day", "value", "codes"),
    [
        (date(2024, 6, 30), None, []),
        (date(2024, 7, 1), None, []),
        (date(2024, 7, 18), "9", []),
        (date(2024, 8, 17), "9", []),
        (date(2024, 8, 18), "8", []),
    ],
)
def test_what_was_known_on_a_day(day: date, value: str | None, codes: list[str]) -> None:
    known, findings = known_on(
        rows(
            "指标,时期,累计,单位,发布日期\n新增就业,2024-06,9,万人,2024-07-18\n新增就业,2024-06,8,万人,2024-08-18"
        ),
        day,
    )
    series, _ = reconcile(plan(JOBS), known, Month(2024, 12))

    assert values(series["t0"].actuals) == ({"2024-06": D(value)} if value else {})
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(
    ("first", "revised"),
    [("社零总额", "新增就业"), ("Jobs", "社零总额"), ("新增 就业", "t0"), ("社零总额", "社零总额")],
)
def test_a_figure_is_the_same_under_every_name_that_the_plan_has_for_it(
    first: str, revised: str
) -> None:
    one = replace(plan(JOBS), aliases={"社零总额": "新增就业"})
    observed = rows(
        f"指标,时期,口径,数值,单位,发布日期,数据状态\n{first},2024-08,累计,6,万人,2024-09-20,\n{revised},2024-08,累计,5,万人,,修订"
    )

    known, findings = known_on(observed, date(2024, 9, 25), one)
    assert values(reconcile(one, known, Month(2024, 12))[0]["t0"].actuals) == {"2024-08": D(6)}
    assert findings == []


def test_rows_without_a_day_are_known_from_the_next_month_on_and_their_revisions_not_yet() -> None:
    observed = rows(
        "指标,时期,累计,单位,数据状态\n新增就业,2024-06,9,万人,初值\n新增就业,2024-06,8,万人,修订\n新增就业,2024-03,4,万人,修订"
    )

    assert known_on(observed, date(2024, 3, 31)) == ([], [])
    known, findings = known_on(observed, date(2024, 7, 1))
    assert [row.source.line for row in known] == [2, 4]
    assert [(finding.code, finding.source.line) for finding in findings] == [("SZ306", 4)]


TWO_MONTHS = (
    "指标,1-2月,累计,20,亿元,10,{}",
    "指标,2024-03,当月,12,亿元,20,{}",
)
HALVES = ("指标,2023-06,累计,50,亿元,,{}", "指标,2024-06,累计,55,亿元,,{}")


@pytest.mark.parametrize(
    ("lines", "states", "marks"),
    [
        (lines, states, marks)
        for lines in (TWO_MONTHS, HALVES)
        for states, marks in (
            (("", ""), (False, False)),
            (("修订", ""), (False, True)),
            (("", "修订"), (False, True)),
            (("二手", ""), (True, False)),
            (("", "二手"), (True, False)),
        )
    ],
)
def test_worked_out_growth_is_as_revised_and_second_hand_as_what_it_was_worked_out_from(
    lines: tuple[str, str], states: tuple[str, str], marks: tuple[bool, bool]
) -> None:
    series, _ = reconcile(plan(GROWING), growing(lines, states), Month(2024, 12))

    growth = series["t0"].actuals[max(series["t0"].actuals)]
    assert growth.derivation is not None
    assert (growth.second_hand, growth.revised, growth.disputed) == (*marks, False)


@pytest.mark.parametrize("lines", [TWO_MONTHS, HALVES])
@pytest.mark.parametrize("disputed", [0, 1])
def test_worked_out_growth_is_disputed_where_a_level_is(
    lines: tuple[str, str], disputed: int
) -> None:
    rival = lines[disputed].replace("20,亿元", "21,亿元").replace("12,亿元", "13,亿元")
    rival = rival.replace("50,亿元", "51,亿元").replace("55,亿元", "56,亿元")

    series, findings = reconcile(
        plan(GROWING), growing((*lines, rival), ("", "", "")), Month(2024, 12)
    )

    growth = series["t0"].actuals[max(series["t0"].actuals)]
    assert growth.derivation is not None
    assert (growth.second_hand, growth.revised, growth.disputed) == (False, False, True)
    assert "SZ301" in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("100", "0"), ("50", "25"), D(150) / D(140) * 100 - 100),
        # Against nothing, or less than nothing, there is no growth.
        (("0", "-100"), ("50", "25"), None),
        (("100", "0"), ("0", "-100"), None),
        (("100", "0"), ("50", "-120"), None),
        (("0", "5"), ("0", "5"), None),
    ],
)
def test_growth_of_two_quarters_together_needs_a_base_of_each(
    first: tuple[str, str], second: tuple[str, str], expected: D | None
) -> None:
    text = "指标,时期,数值,同比,单位,口径\n" + "".join(
        f"指标,2024Q{quarter},{level},{growth},亿元,当季\n"
        for quarter, (level, growth) in enumerate((first, second), 1)
    )

    series, _ = reconcile(plan(GROWING), rows(text), Month(2024, 12))

    assert values(series["t0"].actuals).get("2024-06") == expected


def test_the_growth_of_a_level_a_year_before_of_zero_or_less_is_not_worked_out() -> None:
    text = """
        指标,时期,累计,单位
        指标,2023-06,0,亿元
        指标,2024-06,5,亿元
        指标,2023-07,-2,亿元
        指标,2024-07,5,亿元
        指标,2023-08,4,亿元
        指标,2024-08,5,亿元
    """

    series, _ = reconcile(plan(GROWING), rows(text), Month(2024, 12))

    assert values(series["t0"].actuals) == {"2024-08": D(25)}


SKIPPED = "指标,时期,数值,单位,口径\n指标,2024-02,5,{unit},{basis}\n指标,2024-06,9,{unit},{basis}"


@pytest.mark.parametrize(
    ("target", "unit", "basis", "told"),
    [
        (
            "kind: flow\ngoal: '>= 18亿元'",
            "亿元",
            "当月",
            Text(
                "“指标”的当月数未计入（2024-02、2024-06）：之前缺月份，不能累加，须有累计数",
                "the month figures of '指标' are not used (2024-02、2024-06): an earlier month is"
                " missing, so they do not add up; the basis needed is ytd",
            ),
        ),
        (
            "kind: stock\ngoal: '>= 18个'",
            "个",
            "当月",
            Text(
                "“指标”的当月数未计入（2024-02、2024-06）：存量目标不按这个口径衡量，须有期末或累计数",
                "the month figures of '指标' are not used (2024-02、2024-06): a stock is not"
                " measured on that basis; the basis needed is point / ytd",
            ),
        ),
        (
            "kind: flow\ngoal: '>= 18亿元'",
            "亿元",
            "期末",
            Text(
                "“指标”的期末数未计入（2024-02、2024-06）：总量目标不按这个口径衡量，须有累计数",
                "the point figures of '指标' are not used (2024-02、2024-06): a flow is not"
                " measured on that basis; the basis needed is ytd",
            ),
        ),
    ],
)
def test_what_is_not_measured_says_why_and_what_is_needed(
    target: str, unit: str, basis: str, told: Text
) -> None:
    text = SKIPPED.format(unit=unit, basis=basis)

    series, findings = reconcile(plan(target), rows(text), Month(2024, 12))

    assert values(series["t0"].actuals) == {}
    assert [(finding.code, finding.message, str(finding.source)) for finding in findings] == [
        ("SZ305", told, "actuals/2024.csv:2")
    ]


def test_growth_beside_a_narrative_or_without_a_level_of_an_amount_is_no_loss() -> None:
    growth = rows("指标,时期,口径,同比\n指标,2024-06,当月,5")

    for target in ("kind: narrative", "kind: flow\ngoal: pending"):
        assert reconcile(plan(target), growth, Month(2024, 12))[1] == []
    level = rows("指标,时期,口径,数值,单位\n指标,2024-06,当月,5,亿元")
    assert reconcile(plan("kind: narrative"), level, Month(2024, 12))[1] == []


def test_a_stranger_is_named_by_its_oldest_row_wherever_that_stands() -> None:
    text = """
        指标,时期,累计,单位
        存 款,2024-07,9,亿元
        存款,2024-06,9,亿元
        存款,2024-08,9,亿元
    """

    _, findings = reconcile(plan(JOBS), rows(text), Month(2024, 12))

    assert [(finding.code, str(finding.source)) for finding in findings] == [
        ("SZ303", "actuals/2024.csv:3")
    ]
