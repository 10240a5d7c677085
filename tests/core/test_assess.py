"""Verdicts: one case per way a row can come by its status."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sztrack.core.model import Abstention, Projection, Status
from sztrack.core.words.period import Month
from sztrack.language.sentences import reason, requirement
from tests.plans import audit

FLOW = "kind: flow\ngoal: '>= 120亿元'"
STOCK = "kind: stock\ngoal: '>= 1000座'\nbaseline: {value: 160座, year: 2023, wording: 160座}"
GROWTH = "kind: growth\ngoal: '>= 10%'"
RATE = "kind: rate\ngoal: '>= 97%'"
CPI = "kind: growth\ngoal: '<~ 3%'"


@pytest.mark.parametrize(
    ("target", "data", "pace", "outlook", "status", "words"),
    [
        (FLOW, "指标,时期,累计,单位\n指标,2024-09,95,亿元", "on_track", "on_track", "on_track",
         "1-9月为95亿元；预计全年126.7亿元（80%区间118亿元至136.1亿元，达标可能性84%），"
         "高于目标6.67亿元"),
        (FLOW, "指标,时期,累计,单位\n指标,2024-09,86,亿元", "on_track", "off_track", "off_track",
         "1-9月为86亿元；预计全年114.7亿元（80%区间106.8亿元至123.2亿元，达标可能性19%），"
         "低于目标5.33亿元"),
        (FLOW, "指标,时期,累计,单位\n指标,2024-09,60,亿元", "at_risk", "off_track", "off_track",
         "1-9月为60亿元；预计全年80亿元（80%区间74.52亿元至85.95亿元，达标可能性1%），"
         "低于目标40亿元"),
        (FLOW, "指标,时期,累计,单位\n指标,2024-09,50,亿元", "off_track", "off_track", "off_track",
         "1-9月为50亿元；预计全年66.67亿元（80%区间62.1亿元至71.62亿元，达标可能性1%），"
         "低于目标53.33亿元"),
        (FLOW, "指标,时期,累计,单位\n指标,2024-09,120,亿元", "on_track", "met", "met", "1-9月"
                                                                           "为120亿元，"
                                                                           "与目标持平，"
                                                                           "提前完成"),
        (FLOW, "指标,时期,同比,单位\n指标,1-9月,3,", None, None, "insufficient", "只有1-9月增"
                                                                      "长3%，"
                                                                      "没有总量，不能与目标比较"),
        (FLOW, "指标,时期,累计,单位\n别的,2024-09,1,亿元", None, None, "no_data", "没有收到任何数"
                                                                      "据"),
        (FLOW, "指标,时期,累计,单位\n指标,2023-09,1,亿元", None, None, "no_data", "本年没有数据，"
                                                                      "只有往年数据"),
        (STOCK, "指标,时期,数值,单位,口径\n指标,2024-09,770,座,期末", "on_track", "at_risk", "at_risk",  # noqa: E501
         "9月末为770座；预计全年973座，低于目标27座"),
        # A level is judged at its date, however high it stands before.
        (STOCK, "指标,时期,数值,单位,口径\n指标,2024-09,1001,座,期末", "on_track", "on_track",
         "on_track",
         "9月末为1001座；预计全年1281座，高于目标281座"),
        (GROWTH, "指标,时期,同比\n指标,1-9月,4.7", "off_track", "off_track", "off_track", "1-9月增"
                                                                                 "长4.7%；"
                                                                                 "预计全年4.7%，"
                                                                                 "低于目标5.3个百"
                                                                                 "分"
                                                                                 "点"),
        (GROWTH, "指标,时期,同比\n指标,1-9月,9.5", "at_risk", "at_risk", "at_risk", "1-9月增"
                                                                           "长9.5%；预计全年9.5%，"
                                                                           "低于目标0.5个百分点"),
        (GROWTH, "指标,时期,同比\n指标,1-9月,-1.0", "off_track", "off_track", "off_track", "1-9月"
                                                                                  "下"
                                                                                  "降1.0%；"
                                                                                  "预计全年-1.0%，"
                                                                                  "低于目标11个百"
                                                                                  "分"
                                                                                  "点"),
        (CPI, "指标,时期,同比\n指标,1-9月,0.2", "on_track", "on_track", "on_track", "1-9月增"
                                                                           "长0.2%；预计全年0.2%，"
                                                                           "低于目标2.8个百分点"),
        (RATE, "指标,时期,累计,单位\n指标,1-9月,97.2,%", "on_track", "on_track", "on_track", "1-9月"
                                                                                  "为97.2%；"
                                                                                  "预计全年97.2%，"
                                                                                  "高于目标0.2个百"
                                                                                  "分点"),
    ],
)  # fmt: skip
def test_verdicts(
    target: str, data: str, pace: str | None, outlook: str | None, status: str, words: str
) -> None:
    a, _ = audit(target, data)
    assert (
        a.pace and a.pace.value,
        a.outlook and a.outlook.value,
        a.status.value,
        reason(a, "zh"),
    ) == (pace, outlook, status, words)


@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        (FLOW, "指标,时期,累计,单位\n指标,2024-12,120,亿元", Status.MET),
        (FLOW, "指标,时期,累计,单位\n指标,2024-12,119.9,亿元", Status.MISSED),
        (STOCK, "指标,时期,数值,单位,口径\n指标,2024-12,999,座,期末", Status.MISSED),
        (GROWTH, "指标,时期,同比\n指标,1-12月,10.0", Status.MET),
        (GROWTH, "指标,时期,同比\n指标,1-12月,9.9", Status.MISSED),
        (CPI, "指标,时期,同比\n指标,1-12月,3.4", Status.MET),
        (CPI, "指标,时期,同比\n指标,1-12月,3.6", Status.MISSED),
        (
            FLOW.replace("'>= 120", "'<= 120"),
            "指标,时期,累计,单位\n指标,2024-06,121,亿元",
            Status.MISSED,
        ),
        (
            FLOW + "\nby: 2024-03",
            "指标,时期,累计,单位\n指标,2024-03,119,亿元\n指标,2024-06,130,亿元",
            Status.MISSED,
        ),
    ],
)
def test_what_is_over_is_met_or_missed(target: str, value: str, status: Status) -> None:
    a, _ = audit(target, value, as_of="2024-12", today="2025-02")
    assert (a.status, a.required) == (status, None)


def test_a_level_without_a_start_has_no_pace() -> None:
    a, _ = audit(
        "kind: stock\ngoal: '>= 1000座'", "指标,时期,数值,单位,口径\n指标,2024-09,750,座,期末"
    )
    assert (a.pace, a.outlook, a.status) == (None, None, Status.INSUFFICIENT)
    assert reason(a, "zh") == "9月末为750座；没有年初水平"


def test_last_december_is_the_start_where_the_plan_states_none() -> None:
    data = "指标,时期,数值,单位,口径\n指标,2023-12,160,座,期末\n指标,2024-09,750,座,期末"
    a, _ = audit("kind: stock\ngoal: '>= 1000座'", data)
    assert isinstance(a.projection, Projection)
    assert round(a.projection.value) == 947


def test_an_interim_goal_has_its_own_window() -> None:
    a, _ = audit(
        FLOW + "\nby: 2024-06", "指标,时期,累计,单位\n指标,2024-03,60,亿元", as_of="2024-03"
    )
    assert a.share is not None
    assert (a.share.value, a.planned, a.behind) == (D("0.5"), D(60), D(0))


def test_old_figures_do_not_stay_green() -> None:
    data = "指标,时期,累计,单位\n指标,2024-04,50,亿元"
    fresh, _ = audit(FLOW, data, as_of="2024-07", today="2024-09")
    stale, _ = audit(FLOW, data, as_of="2024-08", today="2024-10")
    assert (fresh.status, fresh.late) == (Status.ON_TRACK, 3)
    assert (stale.status, stale.late, stale.outlook) == (Status.OVERDUE, 4, Status.ON_TRACK)


@pytest.mark.parametrize(
    ("earlier", "zh", "en"),
    [
        ("", "四季度须增长28.7%，方可完成目标",
         "October to December must be up 28.7% on last year to reach the goal"),
        # 11 % in the year and 12 % in the months before, which made 69.4 %: the rest grew by 8.7 %.
        ("指标,2023-09,,12,\n指标,2023-12,,11,\n",
         "四季度须增长28.7%，方可完成目标；2023年同期为8.7%",
         "October to December must be up 28.7% on last year to reach the goal;"
         " the same months of 2023 brought"
         " 8.7%"),
        ("指标,2023-09,,12,\n指标,2023-12,,11,\n指标,2022-09,,5,\n指标,2022-12,,6,\n",
         "四季度须增长28.7%，方可完成目标；近2年同期最高为9.0%（2022年）",
         "October to December must be up 28.7% on last year to reach the goal;"
         " the most in the same months of 2"
         " earlier years was 9.0% (2022)"),
        ("指标,2023-09,,12,\n指标,2023-12,,11,\n指标,2022-09,,5,\n指标,2022-12,,6,\n"
         "指标,2021-09,,2,\n指标,2021-12,,2,\n",
         "四季度须增长28.7%，方可完成目标；高于近3年同期最高的9.0%（2022年）",
         "October to December must be up 28.7% on last year to reach the goal;"
         " out of reach: the most in the"
         " same months of 3 earlier years was 9.0% (2022)"),
    ],
)  # fmt: skip
def test_required_growth_is_held_against_the_same_months(earlier: str, zh: str, en: str) -> None:
    levels = "指标,2023-09,70,,亿元\n指标,2023-12,100,,亿元\n"
    data = f"指标,时期,累计,同比,单位\n{earlier}{levels}指标,2024-09,71,2,亿元"
    a, _ = audit(GROWTH, data)
    assert a.required is not None
    assert (round(a.required.value, 1), a.required.weight) == (D("28.7"), D("0.7"))
    assert a.required.out_of_reach is ("高于近3年" in zh)
    assert (requirement(a, "zh"), requirement(a, "en")) == (zh, en)


def test_the_weight_is_inferred_where_last_years_level_is_not_known() -> None:
    """4169.82 after +1.8 % in five months were 4096.09 before, 39.1 % of 10486.19."""
    data = "指标,时期,累计,同比,单位\n指标,2023-12,10486.19,,亿元\n指标,2024-05,4169.82,1.8,亿元"
    a, _ = audit(GROWTH, data, as_of="2024-05")
    assert a.required is not None
    assert a.required.weight is not None
    assert round(a.required.weight * 100, 1) == D("39.1")


def test_the_pace_model_can_be_overridden() -> None:
    data = "指标,时期,累计,单位\n指标,2023-09,60,亿元\n指标,2023-12,100,亿元\n指标,2024-09,66,亿元"
    linear, _ = audit(FLOW, data)
    seasonal, _ = audit(FLOW, data, pace="seasonal")
    assert isinstance(linear.projection, Projection)
    assert isinstance(seasonal.projection, Projection)
    assert (
        round(linear.projection.value),
        seasonal.projection.value,
        seasonal.projection.base_years,
    ) == (88, D(110), (2023,))


def test_two_months_are_judged_by_their_pace_alone() -> None:
    a, _ = audit(FLOW, "指标,时期,累计,单位\n指标,1-2月,25,亿元", as_of="2024-02")
    assert isinstance(a.projection, Abstention)
    assert (a.pace, a.outlook, a.status) == (Status.ON_TRACK, None, Status.ON_TRACK)
    assert reason(a, "zh") == "1-2月为25亿元；超前序时进度4.2个百分点"


def test_no_grounds_no_projection() -> None:
    a, _ = audit(FLOW, "指标,时期,累计,单位\n指标,2024-09,95,亿元", pace="seasonal")
    assert isinstance(a.projection, Abstention)
    assert (a.pace, a.outlook, a.status) == (None, None, Status.INSUFFICIENT)
    assert reason(a, "zh") == "1-9月为95亿元；没有同月与全年数据齐全的基年"


@pytest.mark.parametrize(
    ("stage", "as_of", "status"),
    [
        ("核实完成", "2024-09", Status.MET),
        ("自报完成", "2024-09", Status.TRACKED),
        ("有风险", "2024-09", Status.AT_RISK),
        ("进行中", "2024-09", Status.TRACKED),
        ("未启动", "2024-09", Status.TRACKED),
    ],
)
def test_only_a_verified_milestone_is_done(stage: str, as_of: str, status: Status) -> None:
    a, _ = audit(
        "kind: milestone\nevent: complete", f"指标,时期,进度\n指标,2024-09,{stage}", as_of=as_of
    )
    assert (a.status, reason(a, "zh")) == (status, f"2024年9月报告：{stage}")


@pytest.mark.parametrize(
    ("stage", "status"),
    [("核实完成", Status.MET), ("自报完成", Status.TRACKED), ("进行中", Status.MISSED)],
)
def test_at_its_date_a_milestone_is_done_or_missed(stage: str, status: Status) -> None:
    a, _ = audit(
        "kind: milestone\nevent: complete", f"指标,时期,进度\n指标,2024-12,{stage}", as_of="2024-12"
    )
    assert a.status is status


@pytest.mark.parametrize(
    ("october", "november", "status", "told"),
    [
        ("自报完成", "自报完成", Status.MET, "2024年9月报告：核实完成"),
        ("核实完成", "自报完成", Status.MET, "2024年10月报告：核实完成"),
        ("自报完成", "有风险", Status.AT_RISK, "2024年11月报告：有风险"),
        ("进行中", "自报完成", Status.TRACKED, "2024年11月报告：自报完成"),
    ],
)
def test_what_is_verified_stays_met_until_less_than_done_is_reported(
    october: str, november: str, status: Status, told: str
) -> None:
    data = f"指标,时期,进度\n指标,2024-09,核实完成\n指标,2024-10,{october}\n指标,2024-11,{november}"
    a, _ = audit("kind: milestone\nevent: complete", data, as_of="2024-11")
    assert (a.status, reason(a, "zh")) == (status, told)


def test_words_and_what_is_to_be_assigned() -> None:
    tracked, _ = audit(
        "kind: narrative", "指标,时期,累计,同比,单位\n指标,2024-09,33720.85,20.9,亿元"
    )
    pending, _ = audit("kind: narrative\ngoal: pending", "指标,时期,累计,单位\n别的,2024-09,1,亿元")
    assert (tracked.status, reason(tracked, "zh")) == (
        Status.TRACKED,
        "1-9月33720.85亿元，增长20.9%",
    )
    assert (pending.status, reason(pending, "zh")) == (Status.PENDING, "目标待上级下达")


CEILING = "kind: flow\ngoal: '<= 120亿元'"


@pytest.mark.parametrize(
    ("value", "status", "outlook", "words"),
    [
        (
            "60",
            "on_track",
            "on_track",
            "1-9月为60亿元；预计全年80亿元（80%区间74.52亿元至85.95亿元，达标可能性99%），低于目标40亿元",
        ),
        (
            "93",
            "at_risk",
            "at_risk",
            "1-9月为93亿元；预计全年124亿元（80%区间115.5亿元至133.2亿元，达标可能性25%），高于目标4亿元，尚难判定",
        ),
        (
            "120",
            "off_track",
            "off_track",
            "1-9月为120亿元；预计全年160亿元（80%区间149亿元至171.9亿元，达标可能性1%），高于目标40亿元",
        ),
        ("121", "missed", "missed", "1-9月为121亿元，高于目标1亿元，已突破上限"),
    ],
)
def test_a_ceiling_on_an_amount_holds_until_it_is_broken(
    value: str, status: str, outlook: str, words: str
) -> None:
    a, _ = audit(CEILING, f"指标,时期,累计,单位\n指标,2024-09,{value},亿元")
    assert (a.status.value, a.outlook and a.outlook.value, reason(a, "zh"), a.required) == (
        status,
        outlook,
        words,
        None,
    )


@pytest.mark.parametrize(
    ("target", "figures", "words"),
    [
        (FLOW, ("2024-08,80", "2024-09,95"), "四季度须月均完成8.34亿元"),
        (FLOW, ("2023-09,84", "2023-12,120", "2024-09,95"),
         "四季度须月均完成8.34亿元；2023年同期为12亿元"),
        (FLOW, ("2022-09,84", "2022-12,99", "2023-09,84", "2023-12,90", "2024-09,95"),
         "四季度须月均完成8.34亿元；近2年同期最高为5亿元（2022年）"),
        (FLOW, ("2021-09,84", "2021-12,90", "2022-09,84", "2022-12,99", "2023-09,84",
                "2023-12,90", "2024-09,95"),
         "四季度须月均完成8.34亿元；高于近3年同期最高的5亿元（2022年）"),
        # A single month is no span, and other months are not the same ones.
        (FLOW, ("2023-06,30", "2023-07,70", "2023-12,120", "2024-09,95"),
         "四季度须月均完成8.34亿元"),
        (STOCK, ("2022-03,100", "2022-12,190", "2023-03,110", "2023-12,200", "2024-03,370"),
         "4-12月须月均新增70座；近2年同期最高为10座（2023年）"),
        (FLOW, ("2024-11,110",), "12月须完成10亿元"),
        (FLOW, ("2024-09,125",), ""),
    ],
)  # fmt: skip
def test_a_required_amount_is_held_against_the_same_months(
    target: str, figures: tuple[str, ...], words: str
) -> None:
    basis, unit = ("期末", "座") if target is STOCK else ("累计", "亿元")
    lines = "\n".join(f"指标,{row},{unit},{basis}" for row in figures)
    as_of = figures[-1].split(",")[0]
    a, _ = audit(target, f"指标,时期,数值,单位,口径\n{lines}", as_of=as_of)
    assert requirement(a, "zh") == words


@pytest.mark.parametrize("frequency", ["monthly", "quarterly", "annual", "event"])
def test_a_goal_without_its_last_figure_names_the_month_that_is_due(frequency: str) -> None:
    interim = (
        f'kind: flow\ngoal: ">= 18万人"\nid: jobs\nindicator: 就业\nfrequency: {frequency}\n'
        "by: 2024-08"
    )
    row, _ = audit(
        interim, "指标,时期,口径,累计,单位\n就业,2024-03,累计,9.2,万人", "2024-09", today="2025-03"
    )
    assert (row.status, row.due) == (Status.OVERDUE, Month(2024, 8))
