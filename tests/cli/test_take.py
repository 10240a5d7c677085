"""What becomes of the rows that the units send: filed, known, or refused; nothing that was sent is
lost.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import FIGURES, HEAD, STAGES, Desk, metro


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_second_correction_on_one_day_keeps_what_the_first_said(desk: Desk) -> None:
    for line, outcome in (("14.2,万人,5", "new"), ("15,万人,", "revised"), (",,6", "revised")):
        assert desk.take(desk.form("市人社局", FIGURES, f"新增就业,2024-09,累计,{line}")) == (
            0,
            [outcome],
        )
    assert desk.filed("数值", "单位", "同比", "数据状态") == [
        ("14.2", "万人", "5", "初值"),
        ("15", "万人", "6", "修订"),
    ]
    [_, (note,)] = desk.filed("备注")
    assert note.startswith("市人社局-3.csv:2 sha256:")
    assert "；当日更正，原报 15万人（市人社局，2024-10-16；市人社局-2.csv:2 sha256:" in note
    assert desk.assessed("jobs")["actual"] == 15
    assert desk.take(str(desk.root / "市人社局-2.csv")) == (0, ["taken"])


def test_the_figure_and_its_growth_corrected_in_two_files_of_one_taking(desk: Desk) -> None:
    desk.take(desk.form("市人社局", FIGURES, "新增就业,2024-09,累计,14.2,万人,5"))
    level, growth = (
        desk.form("市人社局", FIGURES, f"新增就业,2024-09,累计,{line}")
        for line in ("15,万人,", ",,6")
    )
    assert desk.take(level, growth) == (0, ["revised", "revised"])
    assert desk.filed("数值", "同比")[1:] == [("15", "6")]


def test_evidence_that_comes_later_is_filed_and_so_is_a_change_of_it(desk: Desk) -> None:
    taken = [
        desk.take(
            desk.form("市交通局", STAGES, *metro(f"2024-08,自报完成,{evidence}")),
            today=f"2024-09-{day:02d}",
        )
        for day, evidence in (
            (5, ""),
            (6, "深交〔2024〕1号"),
            (7, "深交〔2024〕1号"),
            (8, ""),
            (9, "深交〔2024〕2号"),
        )
    ]
    assert [outcomes for _, outcomes in taken] == [
        ["new"],
        ["new"],
        ["unchanged"],
        ["unchanged"],
        ["revised"],
    ]
    assert desk.filed("发布日期", "进度", "依据", "数据状态") == [
        ("2024-09-05", "自报完成", "", "初值"),
        ("2024-09-06", "自报完成", "深交〔2024〕1号", "初值"),
        ("2024-09-09", "自报完成", "深交〔2024〕2号", "修订"),
    ]


def test_a_reason_that_comes_later_is_filed_with_the_same_figure(desk: Desk) -> None:
    head, row = f"{FIGURES},备注", "新增就业,2024-09,累计,14.2,万人,5"
    assert desk.take(desk.form("市人社局", head, f"{row},")) == (0, ["new"])
    assert desk.take(desk.form("市人社局", head, f"{row},上年同期基数低"), today="2024-10-20") == (
        0,
        ["new"],
    )
    assert desk.take(desk.form("市人社局", head, f"{row},上年同期基数低"), today="2024-10-21") == (
        0,
        ["unchanged"],
    )
    assert [words.partition("；")[2] for (words,) in desk.filed("备注")] == [
        "",
        "填报备注 上年同期基数低",
    ]


def test_evidence_of_the_same_day_joins_the_report(desk: Desk) -> None:
    for evidence in ("", "深交〔2024〕1号"):
        assert desk.take(desk.form("市交通局", STAGES, *metro(f"2024-08,自报完成,{evidence}"))) == (
            0,
            ["new"],
        )
    assert desk.filed("进度", "依据") == [("自报完成", "深交〔2024〕1号")]
    shown = desk.run(
        "take", desk.form("市交通局", STAGES, *metro("2024-08,自报完成,深交〔2024〕3号"))
    )
    assert "filed: evidence added or changed" in shown.out


SHARED = (
    HEAD
    + """\
      - task: 1
        owner: 市统计局
        title: {zh: 增速, en: Growth}
        targets:
          - {id: ind-growth, name: {zh: 工业增速, en: Industry growth}, indicator: 规模以上工业增加值, kind: growth, goal: ">= 7%", wording: 7%}
      - task: 2
        owner: 市工信局
        title: {zh: 总量, en: Level}
        targets:
          - {id: ind-level, name: {zh: 工业总量, en: Industry level}, indicator: 规模以上工业增加值, kind: flow, goal: ">= 12000亿元", wording: 12000亿元}
"""  # noqa: E501
)


@pytest.mark.parametrize(
    ("unit", "column", "value", "target"),
    [("市工信局", "value", "8700", "ind-level"), ("市统计局", "growth", "6.8", "ind-growth")],
)
def test_each_of_two_owners_of_one_indicator_reports_its_own(
    unit: str, column: str, value: str, target: str, desk: Desk
) -> None:
    desk.plan(SHARED)
    desk.run("forms", "--month", "2024-02", "-o", str(desk.root / "out"))
    form = desk.root / "out" / f"2024-02-{unit}.csv"
    head, asked = form.read_text(encoding="utf-8-sig").splitlines()
    cells = dict(zip(head.split(","), asked.split(","), strict=True)) | {column: value}
    form.write_text("\n".join([head, ",".join(cells.values())]), encoding="utf-8")
    ran = desk.run("take", "--format", "json", str(form))
    assert [(row["id"], row["outcome"], row["sender"]) for row in desk.rows(ran)] == [
        (target, "new", unit)
    ]
    assert desk.filed("指标", "来源") == [("规模以上工业增加值", f"{unit}，2024-10-16")]


def _verified(desk: Desk, month: str = "2024-08") -> None:
    assert desk.take(
        "--verified",
        "--from",
        "市发改委",
        desk.form("核查", STAGES, *metro(f"{month},核实完成,验收书〔2024〕9号")),
    ) == (0, ["new"])
    assert desk.assessed("metro")["status"] == "met"


@pytest.mark.parametrize(
    ("report", "outcome", "status"),
    [
        ("2024-08,进行中,", "verified", "met"),
        ("2024-08,自报完成,", "unchanged", "met"),
        ("2024-08,自报完成,深交〔2024〕7号", "verified", "met"),
        ("2024-09,自报完成,", "unchanged", "met"),
        ("2024-09,自报完成,深交〔2024〕7号", "new", "met"),
        ("2024-09,进行中,", "new", "tracked"),
        ("2024-09,有风险,", "new", "at_risk"),
        ("2024-07,进行中,", "new", "met"),
        ("2024-08,核实完成,", "unverified", "met"),
    ],
)
def test_what_a_unit_says_of_what_was_verified(
    report: str, outcome: str, status: str, desk: Desk
) -> None:
    _verified(desk)
    code, outcomes = desk.take(desk.form("市交通局", STAGES, *metro(report)), today="2024-10-17")
    assert (outcomes, desk.assessed("metro")["status"]) == ([outcome], status)
    assert code == (outcome in ("verified", "unverified"))


def test_a_step_back_behind_a_verification_is_told(desk: Desk) -> None:
    _verified(desk)
    ran = desk.run("take", desk.form("市交通局", STAGES, *metro("2024-09,进行中,")), width=300)
    assert (
        "'Metro phase four' goes back from 'verified done' (2024-08) to 'in progress' (2024-09)"
        in ran.out
    )


def test_what_was_verified_last_year_was_last_years(desk: Desk) -> None:
    assert desk.take(
        "--verified",
        "--from",
        "市发改委",
        desk.form("核查", STAGES, *metro("2023-08,核实完成,验收书〔2023〕9号")),
    ) == (0, ["new"])
    assert desk.take(desk.form("市交通局", STAGES, *metro("2024-08,自报完成,"))) == (0, ["new"])


def test_whoever_inspects_may_take_a_verification_back(desk: Desk) -> None:
    _verified(desk)
    assert desk.take(
        "--verified", "--from", "市发改委", desk.form("核查", STAGES, *metro("2024-08,进行中,"))
    ) == (0, ["revised"])
    assert desk.assessed("metro")["status"] == "tracked"


def test_a_verification_follows_a_report(desk: Desk) -> None:
    assert desk.take(
        desk.form("市交通局", STAGES, *metro("2024-08,自报完成,深交〔2024〕1号")),
        today="2024-09-05",
    ) == (0, ["new"])
    form = desk.form("核查", STAGES, *metro("2024-08,核实完成,验收书〔2024〕9号"))
    assert desk.take("--from", "市交通局", form) == (1, ["unverified"])
    assert desk.take("--verified", "--from", "市发改委", form) == (0, ["revised"])
    assert desk.filed("进度", "依据", "来源") == [
        ("自报完成", "深交〔2024〕1号", "市交通局，2024-09-05"),
        ("核实完成", "验收书〔2024〕9号", "市发改委，2024-10-16"),
    ]
    assert desk.assessed("metro")["status"] == "met"


@pytest.mark.parametrize(
    "name", ["市交通局", " 市交通局", "市 交通局", "交通局", "深圳市交通局", "市轨道办", "轨道办"]
)
def test_nobody_who_answers_for_it_verifies_it(name: str, desk: Desk) -> None:
    form = desk.form("核查", STAGES, *metro("2024-08,核实完成,验收书〔2024〕9号"))
    assert desk.take("--verified", "--from", name, form) == (1, ["unverified"])
    assert desk.filed() == []


def test_another_unit_of_the_plan_may_verify_however_much_its_name_is_like_the_owners(
    desk: Desk,
) -> None:
    desk.plan(
        (desk.root / "targets.yaml").read_text(encoding="utf-8").replace("市人社局", "龙岗市交通局")
    )
    form = desk.form("核查", STAGES, *metro("2024-08,核实完成,验收书〔2024〕9号"))
    assert desk.take("--verified", "--from", "龙岗市交通局", form) == (0, ["new"])


@pytest.mark.parametrize("blank", ["", "  "])
def test_whoever_verifies_is_named(blank: str, desk: Desk) -> None:
    ran = desk.run(
        "take",
        "--verified",
        "--from",
        blank,
        desk.form("核查", STAGES, *metro("2024-08,核实完成,")),
    )
    assert (ran.code, "--verified needs --from" in ran.err) == (2, True)


def test_a_sender_is_one_of_the_plan_or_on_record_or_an_inspector(desk: Desk) -> None:
    form = desk.form("九月", FIGURES, "新增就业,2024-09,累计,14.2,万人,5")
    ran = desk.run("take", "--from", "人社局", form)
    assert (ran.code, ran.out, desk.filed()) == (2, "", [])
    assert "the plan names no unit '人社局'; did you mean 市人社局?" in ran.err
    assert desk.take("--from", "市人社局 ", form) == (0, ["new"])
    inspected = desk.form("核查", STAGES, *metro("2024-08,核实完成,验收书〔2024〕9号"))
    first, second = (
        desk.run("take", *more, "--from", "市发改委", inspected) for more in (["--verified"], [])
    )
    assert (first.code, "the plan names no unit '市发改委'" in first.err) == (0, True)
    assert (second.code, second.err) == (0, "")


def test_where_the_plan_names_no_units_anybody_sends(desk: Desk) -> None:
    desk.plan(
        (desk.root / "targets.yaml")
        .read_text(encoding="utf-8")
        .replace("        owner: 市人社局\n", "")
        .replace("        owner: 市交通局\n        with: [市轨道办]\n", "")
    )
    assert desk.take(
        "--from", "某局", desk.form("九月", FIGURES, "新增就业,2024-09,累计,14.2,万人,5")
    ) == (0, ["new"])
    assert desk.filed("来源") == [("某局，2024-10-16",)]


@pytest.mark.parametrize(
    ("form", "line", "today", "outcome"),
    [
        (FIGURES, "新增就业,2024-10,累计,14.2,万人,", "2024-10-03", "future"),
        (FIGURES, "新增就业,2024-10,累计,14.2,万人,", "2024-10-31", "future"),
        (FIGURES, "新增就业,2024-10,累计,14.2,万人,", "2024-11-01", "new"),
        (STAGES, "地铁四期,2024-10,进行中,", "2024-10-03", "new"),
        (STAGES, "地铁四期,2024-11,进行中,", "2024-10-03", "future"),
    ],
)
def test_a_period_is_over_when_its_last_day_has_passed(
    form: str, line: str, today: str, outcome: str, desk: Desk
) -> None:
    unit = "市人社局" if form is FIGURES else "市交通局"
    assert desk.take(desk.form(unit, form, line), today=today) == (
        int(outcome == "future"),
        [outcome],
    )


def test_evidence_of_another_year_is_told_and_the_month_in_a_forms_name_is_not(desk: Desk) -> None:
    form = desk.form("2024-10-市交通局", STAGES, *metro("2024-09,自报完成,深交〔2022〕1号"))
    ran = desk.run("take", form)
    assert "is reported done on evidence from 2022, not from 2024" in ran.out
    assert "the file is named" not in ran.out


def test_remarks_sources_and_lines_are_kept(desk: Desk) -> None:
    form = desk.form(
        "市人社局",
        f"{FIGURES},发布日期,数据状态,来源,备注",
        '新增就业,2024-09,累计,14.2,万人,5,2024-10-12,二手,就业月报,"口径有调整\n以月报为准 :2'
        ' sha256:00"',
        "新增就业,2024-08,累计,,,,,,,尚未统计",
    )
    ran = desk.run("take", form)
    assert ran.code == 0
    assert "Left blank (1): line 4 新增就业 (尚未统计)" in ran.out
    [(source, note)] = desk.filed("来源", "备注")
    assert source == "市人社局，2024-10-16"
    assert (
        note.partition("；")[2]
        == "填报发布日期 2024-10-12；填报数据状态 二手；填报来源 就业月报；填报备注"
        " 口径有调整；以月报为准 :2 sha256 00"
    )
    stages = desk.form(
        "市交通局", STAGES, *metro('2024-08,自报完成,"深交〔2024〕1号\r\n深交〔2024〕2号\n"')
    )
    assert desk.take(stages) == (0, ["new"])
    assert desk.filed("依据")[1:] == [("深交〔2024〕1号；深交〔2024〕2号",)]
    assert desk.take(
        desk.form("市交通局", STAGES, *metro("2024-08,自报完成,深交〔2024〕1号；深交〔2024〕2号"))
    ) == (0, ["unchanged"])


@pytest.mark.parametrize("evidence", ["=SUM(A1)", "@备案", "-"])
def test_evidence_that_looks_like_a_formula_is_the_same_when_it_comes_again(
    evidence: str, desk: Desk
) -> None:
    outcomes = [
        desk.take(desk.form("市交通局", STAGES, *metro(f"2024-08,自报完成,{evidence}")))
        for _ in range(3)
    ]
    assert outcomes == [(0, ["new"]), (0, ["unchanged"]), (0, ["unchanged"])]


TWO_OWNERS = (
    (
        HEAD
        + """\
      - task: 1
        owner: {one}
        title: {{zh: 就业, en: Jobs}}
        targets:
          - {{id: jobs, name: {{zh: 新增就业, en: New jobs}}, kind: flow, goal: ">= 15万人", wording: 15万人}}
      - task: 2
        owner: {two}
        title: {{zh: 学位, en: Places}}
        targets:
          - {{id: places, name: {{zh: 新增学位, en: New places}}, kind: flow, goal: ">= 20万座", wording: 20万座}}
"""  # noqa: E501
    )
    .replace(
        "plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}",
        "plan: {{id: test, year: 2024, title: {{zh: 测试计划, en: Test plan}}}}",
    )
    .replace("title: {zh: 测试, en: Test}", "title: {{zh: 测试, en: Test}}")
)
JOBS, PLACES = "新增就业,2024-09,累计,14.2,万人,", "新增学位,2024-09,累计,12,万座,"


@pytest.mark.parametrize(
    ("name", "lines", "sender"),
    [
        ("市人社局报市发改委", [JOBS], "市人社局"),
        ("市人社局报市发改委", [PLACES], "市发改委"),
        ("市人社局报市发改委", [JOBS, PLACES], None),
        ("九月", [JOBS], "市人社局"),
        ("九月", [JOBS, PLACES], None),
    ],
)
def test_two_units_in_a_files_name(
    name: str, lines: list[str], sender: str | None, desk: Desk
) -> None:
    desk.plan(TWO_OWNERS.format(one="市人社局", two="市发改委"))
    ran = desk.run("take", "--format", "json", desk.form(name, FIGURES, *lines))
    assert {(row["sender"], row["outcome"]) for row in desk.rows(ran)} == {
        (sender, "new" if sender else "unclear")
    }
    assert ran.code == int(sender is None)


@pytest.mark.parametrize(
    ("one", "two"),
    [("a/b", "a:b"), ("局" * 60 + "一", "局" * 60 + "二"), ('"%%"', '"///"'), ("人社", "人社局")],
)
def test_units_that_are_written_alike_get_their_own_forms_back(
    one: str, two: str, desk: Desk
) -> None:
    desk.plan(TWO_OWNERS.format(one=one, two=two))
    desk.run("forms", "--month", "2024-02", "-o", str(desk.root / "out"))
    forms = sorted((desk.root / "out").iterdir())
    assert len(forms) == 2
    for form in forms:
        form.write_text(
            form.read_text(encoding="utf-8-sig").replace("ytd,,", "ytd,3,"), encoding="utf-8"
        )
    ran = desk.run("take", "--format", "json", *map(str, forms))
    assert sorted((row["id"], row["outcome"], row["sender"]) for row in desk.rows(ran)) == [
        ("jobs", "new", one.strip('"')),
        ("places", "new", two.strip('"')),
    ]


def test_a_figure_has_one_name_on_record_however_it_was_sent(desk: Desk) -> None:
    desk.take(desk.form("市人社局", FIGURES, "新增就业,2024-09,累计,14.2,万人,5"))
    for name, value in (("新增就业", 15), ("jobs", 16)):
        ran = desk.run("take", desk.form("市人社局", FIGURES, f"{name},2024-09,累计,{value},万人,"))
        assert (ran.code, "SZ301" in ran.out) == (0, False)
    assert desk.filed("指标", "数值") == [("新增就业", "14.2"), ("新增就业", "16")]
    assert "；原报名称 jobs；当日更正，原报 15万人" in desk.filed("备注")[1][0]
    assert desk.assessed("jobs")["actual"] == 16


def test_a_day_before_the_release_of_what_is_on_record(desk: Desk) -> None:
    (desk.root / "actuals" / "2024-08.csv").write_text(
        "指标,时期,口径,数值,单位,发布日期\n新增就业,2024-08,累计,11,万人,2024-09-20\n",
        encoding="utf-8",
    )
    form = desk.form("市人社局", FIGURES, "新增就业,2024-08,累计,12,万人,5")
    assert desk.take(form, today="2024-09-10") == (1, ["backdated"])
    assert desk.take(form, today="2024-09-20") == (0, ["revised"])


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("2024-09,累计,14.2,人,", "slipped"),
        ("2024-09,累计,14.2,亿人,", "slipped"),
        ("2024-09,累计,142000,人,", "new"),
        ("2024-09,累计,14.2,万人,", "new"),
        ("2024-08,累计,12.5,人,", "revised"),
    ],
)
def test_a_unit_that_slipped(line: str, outcome: str, desk: Desk) -> None:
    desk.take(
        desk.form("市人社局", FIGURES, "新增就业,2024-08,累计,12.5,万人,"), today="2024-09-10"
    )
    assert desk.take(desk.form("市人社局", FIGURES, f"新增就业,{line}")) == (
        int(outcome == "slipped"),
        [outcome],
    )


def test_one_file_named_twice_is_taken_once(desk: Desk) -> None:
    form = desk.form("市人社局", FIGURES, "新增就业,2024-09,累计,14.2,万人,5")
    assert desk.take(form, form) == (0, ["new"])


def test_findings_stand_in_the_order_of_lines(desk: Desk) -> None:
    form = desk.form(
        "市交通局",
        STAGES,
        *metro("2024-07,自报完成,"),
        *metro("2024-08,已通车,"),
        *metro("2024-09,自报完成,"),
    )
    out = desk.run("take", form).out
    places = [out.index(f"{form}:{line}") for line in (2, 3, 4)]
    assert places == sorted(places)


def test_a_trial_leaves_no_trace_and_a_folder_that_cannot_be_made_is_named(desk: Desk) -> None:
    form = desk.form("市人社局", FIGURES, "新增就业,2024-09,累计,14.2,万人,5")
    before = sorted(desk.root.iterdir())
    assert desk.take("-n", form) == (0, ["new"])
    assert sorted(desk.root.iterdir()) == before
    (desk.root / ".sztrack").write_text("", encoding="utf-8")
    assert desk.take("-n", form) == (0, ["new"])
    ran = desk.run("take", form)
    assert (ran.code, f"cannot use {desk.root / '.sztrack'}" in ran.err) == (2, True)


def test_where_there_is_no_plan_nothing_is_made(desk: Desk) -> None:
    form, empty = (
        desk.form("市人社局", FIGURES, "新增就业,2024-09,累计,14.2,万人,5"),
        desk.root / "empty",
    )
    empty.mkdir()
    ran = desk.run("take", form, "-C", str(empty))
    assert (ran.code, list(empty.iterdir())) == (2, [])
    assert f"there is no targets.yaml in {empty}" in ran.err


@pytest.mark.parametrize(
    ("reports", "asked"),
    [
        ([], True),
        (["2024-07,进行中,"], True),
        (["2024-07,自报完成,"], False),
        (["2023-12,自报完成,"], True),
        (["2024-07,自报完成,", "2024-08,有风险,"], True),
        (["2024-09,进行中,"], False),
    ],
)
def test_a_deliverable_is_asked_about_until_its_newest_report_of_the_year_says_done(
    reports: list[str], asked: bool, desk: Desk
) -> None:
    if reports:
        desk.take(desk.form("市交通局", STAGES, *metro(*reports)))
    ran = desk.run(
        "forms", "--month", "2024-09", "-o", str(desk.root / "out"), "--owner", "市交通局"
    )
    assert ran.out == (
        f"{desk.root / 'out' / '2024-09-市交通局.csv'}  1 row\n"
        if asked
        else "nothing is outstanding for 2024-09\n"
    )
