"""The rules about figures and stages: what each one names, and where it keeps silent. Whole
messages stand in the gallery.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from sztrack.core.checks import (
    Check,
    baseline_against_december,
    decimal_slip,
    done_without_evidence,
    evidence_of_another_year,
    falling_total,
    file_of_another_month,
    formula_text,
    growth_outlier,
    hidden_characters,
    impossible_value,
    month_against_totals,
    overdue_figure,
    past_its_date,
    release_date,
    stage_backwards,
    stale_series,
    unit_slip,
    unreported,
)
from tests.core.checks.rule import found
from tests.plans import plan

FLOW = "kind: flow\ngoal: '>= 18万人'\nindicator: 就业"
TRADE = "kind: narrative\nindicator: 进出口"
SHARE = "kind: rate\ngoal: '>= 85%'\nindicator: 收集率"
GROWTH = "kind: growth\ngoal: '>= 5%'\nindicator: 零售"
STOCK = (
    "kind: stock\ngoal: '> 2.6万人'\nindicator: 人才\nbaseline: {value: 2.4万人, year: 2023,"
    " wording: 超2.4万人}"
)
AIR = "kind: rate\ngoal: '<= 20微克/立方米'\nindicator: 人才"
STAGE = "kind: milestone\nindicator: 通车"
BASED, DATED, TALLIED = "指标,时期,累计,单位,口径", "指标,时期,累计,单位", "指标,时期,进度,依据"


def places(
    rule: Check, target: str, data: str, today: str = "2025-01", path: str = "actuals/2024.csv"
) -> list[int]:
    """The lines that the rule names."""
    return [finding.source.line for finding in found(rule, plan(target), data, today, path)]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            "进出口,2024-06,2.20,万亿元,ytd\n进出口,2024-07,2.59,万亿元,ytd\n进出"
            "口,2024-07,3927.3,亿元,month",
            [],
        ),
        (
            "进出口,2024-06,22000.0,亿元,ytd\n进出口,2024-07,25900.0,亿元,ytd\n进出"
            "口,2024-07,3927.3,亿元,month",
            [],
        ),
        (
            "进出口,2024-06,22000.0,亿元,ytd\n进出口,2024-07,25900.0,亿元,ytd\n进出"
            "口,2024-07,3972.3,亿元,month",
            [4],
        ),
        ("进出口,2024-07,25900.0,亿元,ytd\n进出口,2024-07,3297.3,亿元,month", []),
        ("进出口,2024-03,10202.9,亿元,ytd\n进出口,2024-03,9202.9,亿元,quarter", [3]),
        (
            "进出口,2024-06,22000.0,亿元,point\n进出口,2024-07,25900.0,亿元,point\n进出"
            "口,2024-07,3297.3,亿元,month",
            [],
        ),
    ],
)
def test_a_month_against_its_totals(rows: str, lines: list[int]) -> None:
    assert places(month_against_totals, TRADE, f"{BASED}\n{rows}") == lines


@pytest.mark.parametrize("target", [SHARE, "kind: rate\ngoal: '<= 3%'\nindicator: 收集率"])
def test_rates_are_no_sums(target: str) -> None:
    assert (
        places(
            month_against_totals,
            target,
            f"{BASED}\n收集率,2024-04,84.1,%,month\n收集率,2024-05,84.6,%,month\n收集"
            f"率,2024-05,84.2,%,ytd",
        )
        == []
    )


@pytest.mark.parametrize(
    ("target", "rows", "lines"),
    [
        (FLOW, "就业,2024-06,9.5,万人,ytd\n就业,2024-07,9.3,万人,ytd", [3]),
        (FLOW, "就业,2024-06,9.5,万人,ytd\n就业,2024-07,9.4,万人,ytd", []),
        (GROWTH, "零售,2024-06,4169.82,亿元,ytd\n零售,2024-07,773.162,亿元,ytd", [3]),
        (GROWTH, "零售,2024-06,41.7,%,ytd\n零售,2024-07,41.5,%,ytd", []),
        (GROWTH, "零售,2024-06,4169.82,亿元,point\n零售,2024-07,773.162,亿元,point", []),
        (
            FLOW.replace("就业", "利润总额"),
            "利润总额,2024-06,10,万人,ytd\n利润总额,2024-07,4,万人,ytd",
            [],
        ),
        (FLOW, "就业,2024-06,10,万人,ytd\n就业,2024-07,-6,万人,month\n就业,2024-07,4,万人,ytd", []),
        (
            GROWTH.replace("零售", "日均客流量"),
            "日均客流量,2024-06,700,万人次,ytd\n日均客流量,2024-07,690,万人次,ytd",
            [],
        ),
        (GROWTH, "零售,2024-06,1.41,万亿元,ytd\n零售,2024-07,14090,亿元,ytd", []),
        (STOCK, "人才,2024-06,2.5,万人,point\n人才,2024-07,2.4,万人,point", []),
    ],
)
def test_a_total_that_falls(target: str, rows: str, lines: list[int]) -> None:
    assert places(falling_total, target, f"{BASED}\n{rows}") == lines


@pytest.mark.parametrize(
    ("totals", "lines"),
    [
        ([8, 9, 19, 11, 12], [4]),  # 19 is too high
        ([8, 9, 10, 1, 12], [5]),  # 1 is too low
        ([8, 9, 19, 11], [5]),  # nothing after it: either
        ([8, 9, 10, 5, 6], [5]),  # below what came before: a new basis
    ],
)
def test_a_fall_stands_at_the_total_that_is_out_of_line(
    totals: list[int], lines: list[int]
) -> None:
    rows = [f"就业,2023-{month:02d},{total}万人" for month, total in enumerate(totals, 8)]
    assert places(falling_total, FLOW, "\n".join(["指标,时期,累计", *rows])) == lines


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (["4.6", "6.2", "7.9", "95", "11.4"], [5]),
        (["4.6", "6.2", "7.9", "9.5", "114"], [6]),
        (["46", "6.2", "7.9", "9.5", "11.4"], []),
        (["4.6", "6.2", "0.079", "9.5", "11.4"], [4]),
        (["4.6", "6.2", "20", "24", "28"], []),
        (["0.6", "6.2", "79"], []),
        (["0.4", "0.6", "7.9", "9.5", "11.4"], []),
    ],
)
def test_a_slip_of_the_decimal_point(values: list[str], lines: list[int]) -> None:
    rows = [f"就业,2024-{month:02d},{value}万人" for month, value in enumerate(values, 3)]
    assert places(decimal_slip, FLOW, "\n".join(["指标,时期,累计", *rows])) == lines


@pytest.mark.parametrize(
    ("target", "rows", "lines"),
    [
        (STOCK, ["01,3,个,point", "02,3,个,point", "03,3,个,point", "04,30,个,point"], []),
        (STOCK, ["01,3,个,point", "02,3,个,point", "03,30,个,point", "04,3,个,point"], [4]),
        (STOCK, ["01,3,个,point", "02,30,个,point", "03,31,个,point", "04,32,个,point"], []),
        (
            "kind: rate\ngoal: '<= 20微克/立方米'\nindicator: 人才",
            [
                "01,18,微克/立方米,ytd",
                "02,17,微克/立方米,ytd",
                "03,170,微克/立方米,ytd",
                "04,17,微克/立方米,ytd",
            ],
            [4],
        ),
        (
            "kind: rate\ngoal: '<= 20微克/立方米'\nindicator: 人才",
            [
                "01,18,微克/立方米,ytd",
                "10,17,微克/立方米,ytd",
                "11,18,微克/立方米,ytd",
                "12,18,微克/立方米,ytd",
            ],
            [],
        ),
    ],
)
def test_a_slip_of_the_decimal_point_of_what_does_not_add_up(
    target: str, rows: list[str], lines: list[int]
) -> None:
    target = target.replace("2.6万人", "50个").replace(
        "baseline: {value: 2.4万人, year: 2023, wording: 超2.4万人}", ""
    )
    assert (
        places(decimal_slip, target, "\n".join([BASED, *(f"人才,2024-{row}" for row in rows)]))
        == lines
    )


def test_a_slip_that_a_remark_or_last_year_explains_is_none() -> None:
    months = ["03,4.6", "04,6.2", "05,7.9", "06,95"]
    rows = [f"就业,2024-{row}万人," for row in months]
    assert places(decimal_slip, FLOW, "\n".join(["指标,时期,累计,备注", *rows])) == [5]
    assert (
        places(
            decimal_slip, FLOW, "\n".join(["指标,时期,累计,备注", *rows[:3], rows[3] + "并入两区"])
        )
        == []
    )
    assert (
        places(
            decimal_slip, FLOW, "\n".join(["指标,时期,累计,备注", *rows, "就业,2023-06,90万人,"])
        )
        == []
    )


def test_a_slip_in_an_earlier_year_but_not_a_month_that_is_as_large_every_year() -> None:
    twelve = [*range(1, 12), 120]
    slipped, plain = (
        [f"就业,{year}-{month:02d},{total}万人" for month, total in enumerate(totals, 1)]
        for year, totals in ((2022, twelve), (2023, [*range(1, 13)]))
    )
    every_year = [row.replace("2022-", "2023-") for row in slipped]
    head = "指标,时期,累计"
    assert places(decimal_slip, FLOW, "\n".join([head, *slipped, *plain])) == [13]
    assert places(decimal_slip, FLOW, "\n".join([head, *slipped, *every_year])) == []


@pytest.mark.parametrize(
    ("period", "day", "lines"),
    [
        ("2024-09", "2024-10-18", []),
        ("2024-09", "2024-09-30", []),
        ("2024-09", "2024-09-29", []),
        ("2024-09", "2024-09-19", [2]),
        ("2024-09", "2024-08-31", [2]),
        ("2024-09", "2025-01-31", []),
        ("2024-09", "2025-02-01", [2]),
    ],
)
def test_a_release_date_that_cannot_be(period: str, day: str, lines: list[int]) -> None:
    assert (
        places(release_date, FLOW, f"指标,时期,累计,单位,发布日期\n就业,{period},9,万人,{day}")
        == lines
    )


def test_a_stage_may_be_reported_within_its_month() -> None:
    assert places(
        release_date,
        STAGE,
        "指标,时期,进度,发布日期\n通车,2024-09,进行中,2024-09-10\n通车,2024-09,进行中,2026-09-10",
    ) == [3]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (["4.6万人", "6.2万人", "7.9人", "9.5万人"], [4]),
        (["46000人", "62000人", "79000人", "9.5亿人"], [5]),
        (["4.6万人", "6.2万人", "7.9人"], []),
        (["1万人", "6.2万人", "15万人", "30万人", "0人"], []),
    ],
)
def test_a_slip_of_units(values: list[str], lines: list[int]) -> None:
    rows = [f"就业,2024-{month:02d},{value}" for month, value in enumerate(values, 3)]
    assert places(unit_slip, FLOW, "\n".join(["指标,时期,累计", *rows])) == lines


@pytest.mark.parametrize(
    ("past", "now", "lines"),
    [
        ("6.1 6.8 7.4 7.0 6.9 6.5 6.2 6.6", "6.3 61", [11]),
        ("6.1 6.8 7.4 7.0 6.9 6.5 6.2 6.6", "6.3 7.9", []),
        ("6.1 6.8 7.4 7.0 6.9 6.5 6.2", "61", []),
        ("6.1 6.1 6.1 6.1 6.1 6.1 6.1 6.1", "61", []),
        ("30 25 -5 2.2 7.8 13.1 10.9 9", "0.7", []),
        ("6.1 6.8 7.4 7.0 6.9 6.5 6.2 6.6", "45 44 6.3 44", [10, 13]),
    ],
)
def test_a_change_far_from_the_past(past: str, now: str, lines: list[int]) -> None:
    rows = [
        f"零售,{year}-{month:02d},{change},ytd"
        for year, text in ((2023, past), (2024, now))
        for month, change in enumerate(text.split(), 2)
    ]
    assert places(growth_outlier, GROWTH, "\n".join(["指标,时期,同比,口径", *rows])) == lines


def test_a_change_far_from_the_past_that_a_note_explains() -> None:
    rows = [
        f"零售,2023-{month:02d},{change},ytd,"
        for month, change in enumerate(["6.1", "6.8", "7.4", "7.0", "6.9", "6.5", "6.2", "6.6"], 2)
    ]
    head = ["指标,时期,同比,口径,备注", *rows]
    assert places(growth_outlier, GROWTH, "\n".join([*head, "零售,2024-02,61,ytd,"])) == [10]
    assert (
        places(growth_outlier, GROWTH, "\n".join([*head, "零售,2024-02,61,ytd,上年同期基数低"]))
        == []
    )
    record = f"2024-02.csv:3 sha256:{'0' * 64}"
    assert places(growth_outlier, GROWTH, "\n".join([*head, f"零售,2024-02,61,ytd,{record}"])) == [
        10
    ]
    assert (
        places(
            growth_outlier,
            GROWTH,
            "\n".join([*head, f"零售,2024-02,61,ytd,{record}；填报备注 基数低"]),
        )
        == []
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2.42万人", 0),
        ("2.44万人", 0),
        ("24300人", 0),
        ("2.474万人", 0),  # half of the last digit, 0.05, and one percent of 2.4
        ("2.4741万人", 1),
        ("2.48万人", 1),
        ("2.14万人", 1),
    ],
)
def test_a_baseline_and_its_december(value: str, expected: int) -> None:
    assert (
        len(
            found(
                baseline_against_december,
                plan(STOCK),
                f"指标,时期,数值,口径\n人才,2023-12,{value},point",
            )
        )
        == expected
    )
    assert (
        found(
            baseline_against_december,
            plan(STOCK),
            f"指标,时期,数值,口径\n人才,2022-12,{value},point",
        )
        == []
    )
    noted = plan(STOCK.replace("year:", "note: 口径不同, year:"))
    told = found(
        baseline_against_december, noted, f"指标,时期,数值,口径\n人才,2023-12,{value},point"
    )
    assert [finding.message.zh.endswith("；基数说明：口径不同") for finding in told] == (
        [True] * expected
    )


@pytest.mark.parametrize(
    ("value", "lines"), [("84.05", []), ("84.06", [9]), ("83.95", []), ("83.94", [9])]
)
def test_a_share_agrees_with_its_december_to_the_last_digit(value: str, lines: list[int]) -> None:
    share = f"{SHARE}\nbaseline: {{value: 84.0%, year: 2023, wording: 84.0%}}"
    data = f"指标,时期,数值,单位,口径\n收集率,2023-12,{value},%,point"
    assert places(baseline_against_december, share, data) == lines


@pytest.mark.parametrize(
    ("target", "row", "expected"),
    [
        (SHARE, "收集率,2024-09,100.1%", 1),
        (SHARE, "收集率,2024-09,100%", 0),
        (SHARE, "收集率,2024-09,0%", 0),
        (SHARE, "收集率,2024-09,-0.1%", 1),
        (SHARE.replace("85%", "105%"), "收集率,2024-09,110%", 0),
        (SHARE.replace("85%", "-3%"), "收集率,2024-09,-5%", 0),
        (SHARE.replace("收集率", "高等教育毛入学率"), "高等教育毛入学率,2024-09,104%", 0),
        (FLOW, "就业,2024-09,-1万人", 1),
        (FLOW.replace("就业", "户籍人口净增"), "户籍人口净增,2024-09,-1万人", 0),
        (TRADE, "进出口,2024-09,-1亿元", 0),
    ],
)
def test_a_value_that_cannot_be(target: str, row: str, expected: int) -> None:
    assert len(places(impossible_value, target, f"指标,时期,累计\n{row}")) == expected


def test_nothing_falls_by_more_than_all_of_it() -> None:
    assert places(
        impossible_value,
        GROWTH,
        "指标,时期,同比,口径\n零售,2024-08,-100,ytd\n零售,2024-09,-120,ytd",
    ) == [3]
    assert (
        places(
            impossible_value,
            GROWTH.replace("零售", "利润"),
            "指标,时期,同比,口径\n利润,2024-09,-120,ytd",
        )
        == []
    )


@pytest.mark.parametrize(
    ("newest", "today", "codes"),
    [
        ("2024-09", "2024-10", []),
        ("2024-09", "2024-11", []),
        ("2024-09", "2024-12", ["SZ408"]),
        ("2024-09", "2025-02", ["SZ408"]),
        ("2024-08", "2025-02", ["SZ409"]),
        ("2023-12", "2025-02", ["SZ410"]),
    ],
)
def test_what_is_due(newest: str, today: str, codes: list[str]) -> None:
    rules = (overdue_figure, stale_series, unreported)
    assert [
        f.code
        for rule in rules
        for f in found(rule, plan(FLOW), f"{DATED}\n就业,{newest},9,万人", today)
    ] == codes


STAGES = ["未启动", "进行中", "自报完成", "核实完成"]


@pytest.mark.parametrize(("first", "second"), list(pairwise([*STAGES, "核实完成"])))
def test_a_stage_goes_one_way(first: str, second: str) -> None:
    def back(one: str, other: str) -> int:
        return len(
            places(stage_backwards, STAGE, f"{TALLIED}\n通车,2024-06,{one},\n通车,2024-07,{other},")
        )

    both_done = {first, second} <= {"自报完成", "核实完成"}
    assert (back(first, second), back(second, first)) == (0, int(not both_done))


@pytest.mark.parametrize("evidence", ["深交〔2024〕9号，核查后退回", "sent back after inspection"])
def test_what_was_sent_back_says_so(evidence: str) -> None:
    assert (
        places(
            stage_backwards,
            STAGE,
            f"{TALLIED}\n通车,2024-06,自报完成,深交〔2024〕8号\n通车,2024-07,进行中,{evidence}",
        )
        == []
    )


def test_in_progress_and_at_risk_stand_level() -> None:
    assert (
        places(
            stage_backwards,
            STAGE,
            f"{TALLIED}\n通车,2024-05,进行中,\n通车,2024-06,有风险,\n通车,2024-07,进行中,",
        )
        == []
    )


@pytest.mark.parametrize(
    ("stage", "evidence", "codes"),
    [
        ("自报完成", "", ["SZ412"]),
        ("自报完成", "\n通车,2024-07,核实完成,深交〔2024〕12号", []),
        ("核实完成", "", ["SZ412"]),
        ("进行中", "", []),
        ("核实完成", "深交〔2024〕12号", []),
        ("核实完成", "深交〔2023〕12号", ["SZ413"]),
        ("核实完成", "2023年立项，2024年6月30日通车", []),
        ("核实完成", "验收报告 2023-11-05", ["SZ413"]),
        ("进行中", "深交〔2023〕12号", []),
        ("核实完成", "验收报告，全长2023米", []),
    ],
)
def test_evidence(stage: str, evidence: str, codes: list[str]) -> None:
    rules = (done_without_evidence, evidence_of_another_year)
    assert [
        f.code
        for rule in rules
        for f in found(rule, plan(STAGE), f"{TALLIED}\n通车,2024-06,{stage},{evidence}")
    ] == codes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("新\u200b增", "新<U+200B>增"),
        ("\u202e增新", "<U+202E>增新"),
        ("新\ufeff增", "新<U+FEFF>增"),
        ("新\x07增", "新<U+0007>增"),
        ("新\u00a0增", None),
        ("新\u3000增", None),
    ],
)
def test_characters_that_nobody_sees(text: str, shown: str | None) -> None:
    expected = [f"'{shown}' contains a hidden character"] if shown else []
    assert [
        f.message.en
        for f in found(
            hidden_characters, plan(FLOW), f"指标,时期,累计,单位,来源\n就业,2024-09,1,万人,{text}"
        )
    ] == expected


def test_characters_that_nobody_sees_in_the_plan() -> None:
    assert [
        str(f.source)
        for f in found(hidden_characters, plan(FLOW, TRADE.replace("进出口", "进\u200b出口")))
    ] == ["targets.yaml:12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", 1),
        ("@SUM(A1)", 1),
        ("+cmd|' /C calc'!A0", 1),
        ("-2+3", 1),
        ("-5%", 0),
        ("-", 0),
        ("--", 0),
        ("+86", 0),
        ("公报", 0),
    ],
)
def test_text_like_a_formula(text: str, expected: int) -> None:
    for column in ("来源", "备注"):
        assert (
            len(
                found(
                    formula_text,
                    plan(FLOW),
                    f"指标,时期,累计,单位,{column}\n就业,2024-09,1,万人,{text}",
                )
            )
            == expected
        )


@pytest.mark.parametrize(
    ("path", "months", "lines"),
    [
        ("actuals/2024-09.csv", ["2024-09", "2024-08"], []),
        ("actuals/2024-09.csv", ["2024-08", "2024-07"], [2]),
        ("actuals/2024-09.csv", ["2024-09", "2024-10"], [3]),
        ("actuals/2024.csv", ["2024-08", "2024-10"], []),
        ("actuals/2024-09-30.csv", ["2024-09"], []),
        ("actuals/2024年8月.csv", ["2024-09"], [2]),
        ("actuals/202405.csv", ["2024-09"], [2]),
        ("actuals/2024/02.csv", ["2024-03"], [2]),
        ("actuals/2024Q1.csv", ["2024-06"], [2]),
        ("2024-01/jobs.csv", ["2024-09"], []),
        ("actuals/2024-09.csv", ["2024-09", "2025-03"], []),
    ],
)
def test_the_month_of_a_files_name(path: str, months: list[str], lines: list[int]) -> None:
    assert (
        places(
            file_of_another_month,
            FLOW,
            "\n".join([DATED, *(f"就业,{month},9,万人" for month in months)]),
            path=path,
        )
        == lines
    )


@pytest.mark.parametrize(
    ("reports", "today", "lines"),
    [
        ("通车,2024-11,进行中,", "2025-01", [2]),
        ("通车,2024-11,有风险,\n通车,2024-12,自报完成,深交〔2024〕9号", "2025-01", []),
        ("通车,2024-11,核实完成,深交〔2024〕9号", "2025-01", []),
        ("别的,2024-11,进行中,", "2025-01", [6]),
    ],
)
def test_a_deliverable_past_its_date(reports: str, today: str, lines: list[int]) -> None:
    assert places(past_its_date, STAGE, f"{TALLIED}\n{reports}", today) == lines
