"""The monthly brief and the closing account: whole documents on the shipped data, the choices, and
what is not said.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from sztrack.core.model import Finding, Severity, Source, Text
from sztrack.core.verdict.course import course
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.formats.md import render
from sztrack.language import Lang
from sztrack.load.targets import read_plan
from sztrack.views.brief import brief as page
from tests.cli.run import ROOT, sztrack
from tests.conftest import Golden
from tests.plans import HEAD, plan, rows

GOLDEN = Path(__file__).parent / "golden"
HERE = ("-C", str(ROOT), "--today", "2024-12-20")
MONTHS = [f"2024-{month:02d}" for month in range(3, 12)]
SECTIONS = [
    "overview",
    "changes",
    "indicators",
    "lagging",
    "warnings",
    "done",
    "tasks",
    "deliverables",
    "quality",
    "plan",
    "annex",
]

SOLE = """\
      - {id: t0, name: {zh: 指标, en: Indicator}, indicator: 零售额, kind: growth, goal: ">= 7%", wording: 原文}
"""  # noqa: E501
PLAN = """\
plan: {id: small, year: 2024, title: {zh: 小计划, en: Small plan}, source: {title: 原文, date: 2024-01-30}}
rules: {pace: linear}
chapters:
  - id: "2.2"
    title: {zh: 约束性指标, en: Binding}
    nature: binding
    targets:
      - {id: jobs, name: {zh: 新增就业, en: New jobs}, indicator: 新增就业, kind: flow, goal: ">= 12万人", wording: 新增就业12万人}
  - id: "3.1"
    title: {zh: 产业, en: Industry}
    tasks:
      - task: 1
        title: {zh: 零售, en: Retail}
        owner: 商务局
        targets:
          - {id: retail, name: {zh: 零售额增速, en: Retail growth}, indicator: 零售额, kind: growth, goal: ">= 7%", wording: 零售额增长7%}
          - {id: mall, name: {zh: 商场开业, en: Mall opened}, indicator: 商场, kind: milestone, by: 2024-06, event: operate, wording: 商场开业}
      - task: 2
        title: {zh: 道路, en: Roads}
        owner: 交通局
        targets:
          - {id: road, name: {zh: 道路通车, en: Road opened}, indicator: 道路, kind: milestone, event: operate, wording: 道路通车}
          - {id: bus, name: {zh: 公交线路, en: Bus lines}, indicator: 公交线路, kind: stock, goal: ">= 40条", strength: strive, wording: 力争公交线路40条}
"""  # noqa: E501
ACTUALS = """\
指标,时期,口径,累计,同比,单位,进度,依据,发布日期,来源
新增就业,2024-06,累计,5,,万人,,,2024-07-20,人社局
新增就业,2024-09,累计,9.5,,万人,,,2024-10-20,人社局
新增就业,2024-12,累计,12.4,,万人,,,2025-01-20,人社局
零售额,2024-06,累计,,6.8,,,,2024-07-20,统计局
零售额,2024-09,累计,,3,,,,2024-10-20,统计局
零售额,2024-12,累计,,3.5,,,,2025-01-20,统计局
商场,2024-05,,,,,自报完成,,2024-06-01,商务局
道路,2024-08,,,,,核实完成,验收单,2024-09-01,交通局
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace with a row of every sort and the year's last figures."""
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024.csv").write_text(ACTUALS, encoding="utf-8")
    return tmp_path


def brief(
    monkeypatch: pytest.MonkeyPatch, *more: str, lang: str = "zh", where: tuple[str, ...] = HERE
) -> str:
    ran = sztrack(monkeypatch, "report", *where, "--lang", lang, *more)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def headings(text: str) -> list[str]:
    return re.findall(r"^## (?:[一二三四五六七八九十]+、|\d+\. )?(.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("month", ["2024-06", "2024-09"])
def test_the_brief(month: str, lang: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    golden(
        GOLDEN / f"brief-{month}-{lang}.md", brief(monkeypatch, "--md", "--as-of", month, lang=lang)
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_small_brief_with_a_row_of_every_sort(
    lang: str, small: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    golden(
        GOLDEN / f"brief-small-{lang}.md",
        brief(
            monkeypatch,
            "--as-of",
            "2024-09",
            lang=lang,
            where=("-C", str(small), "--today", "2024-11-05"),
        ),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_closing_account(
    lang: str, small: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    golden(
        GOLDEN / f"annual-small-{lang}.md",
        brief(
            monkeypatch, "--annual", lang=lang, where=("-C", str(small), "--today", "2025-02-05")
        ),
    )


def test_the_closing_account_before_the_year_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    out = brief(monkeypatch, "--annual", where=("-C", str(ROOT), "--today", "2024-10-20"))
    assert "数据截至2024年10月；年度未终，为阶段性结果。" in out
    assert "已有最终结果的1项，占全部目标的0.3%，其中完成1项、未完成0项。" in out


@pytest.mark.parametrize("month", MONTHS)
def test_every_count_is_that_of_status(month: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {
        "met": "已完成",
        "on_track": "预计可完成",
        "at_risk": "经努力可完成",
        "off_track": "难以完成",
        "overdue": "逾期未报",
        "no_data": "无数据",
        "tracked": "跟踪",
    }
    tally = json.loads(
        sztrack(monkeypatch, "status", *HERE, "--as-of", month, "--format", "json").out
    )["tally"]
    said = brief(monkeypatch, "--as-of", month, "--section", "overview").split("\n")[8 + 2]
    assert said.startswith(f"截至2024年{int(month[5:])}月，全部{sum(tally.values())}项目标中")
    for status, word in words.items():
        assert (
            f"{word}{tally[status]}项" if status in tally else word
        ) in said or status not in tally, (status, said)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("month", MONTHS)
def test_every_claim_leads_to_lines_that_exist(
    month: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = brief(
        monkeypatch,
        "--as-of",
        month,
        "--section",
        "overview,lagging,warnings,done,changes",
        lang=lang,
    )
    body, _, notes = out.partition("\n[^1]: ")
    for line in body.splitlines()[6:]:
        if line and not line.startswith(
            (
                "#",
                "|",
                "本月无。",
                "None this month.",
                "约束性指标3项：无数据2项、待下达1项。",
                "Binding goals (3): 2 without figures, 1 still to be assigned.",
            )
        ):
            assert "[^" in line, line
    used = {int(number) for number in re.findall(r"\[\^(\d+)\]", body)}
    listed = re.findall(r"^\[\^(\d+)\]: (\S+?):(\d+)", f"[^1]: {notes}", re.MULTILINE)
    assert {int(number) for number, _, _ in listed} | {
        number for number in used if f"[^{number}]: " in out
    } == used
    for _, path, line in listed:
        assert int(line) <= len((ROOT / path).read_text(encoding="utf-8-sig").splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_input_gives_the_same_bytes(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert brief(monkeypatch, "--as-of", "2024-09", lang=lang) == brief(
        monkeypatch, "--as-of", "2024-09", lang=lang
    )


def test_sections_are_chosen_and_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert headings(brief(monkeypatch, "--section", "lagging", "--section", "overview, plan")) == [
        "总体情况",
        "滞后指标",
        "目标合理性",
    ]
    assert len(headings(brief(monkeypatch, "--as-of", "2024-09", lang="en"))) == len(SECTIONS)
    ran = sztrack(monkeypatch, "report", *HERE, "--section", "laging", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert all(name in ran.err for name in SECTIONS)


def test_the_annual_account_has_no_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sztrack(monkeypatch, "report", *HERE, "--annual", "--section", "lagging").code == 2


def test_a_chapter_and_a_unit_have_their_own_brief(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("-C", str(small), "--today", "2024-11-05", "--as-of", "2024-09")
    chapter = brief(monkeypatch, "--chapter", "3", where=where)
    assert "数据截至2024年9月；最近发布于2025-01-20；第3章。" not in chapter
    assert "；第3章。" in chapter
    assert "新增就业" not in chapter
    unit = brief(monkeypatch, "--owner", "交通局", where=where)
    assert "；责任单位：交通局。" in unit
    assert (
        "截至2024年9月，全部2项目标中可判断的1项，占50%：已完成1项；无法判断的1项：无数据1项。"
        in unit
    )
    assert "零售" not in unit


def test_a_unit_that_nobody_is(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = brief(
        monkeypatch,
        "--owner",
        "无此单位",
        "--as-of",
        "2024-09",
        "--section",
        "overview,lagging",
        where=("-C", str(small), "--today", "2024-11-05"),
    )
    assert "没有符合条件的目标。" in out
    assert headings(out) == ["总体情况", "滞后指标"]
    assert "## 四、滞后指标\n\n本月无。" in out


def test_top_names_the_first_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    out = brief(monkeypatch, "--as-of", "2024-09", "--section", "lagging", "--top", "1")
    assert "**1．社会消费品零售总额增速**" in out
    assert "**2．固定资产投资增速**" not in out
    assert "其余1项见附表。" in out


def test_a_disputed_figure_is_told_with_its_doubt(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small / "actuals" / "2024.csv"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}零售额,2024-09,累计,,4,,,,2024-10-20,统计局\n",
        encoding="utf-8",
    )
    out = brief(
        monkeypatch,
        "--as-of",
        "2024-09",
        where=("-C", str(small), "--today", "2024-11-05"),
    )
    assert "（数据有争议）" in out
    assert (
        "（存疑：“零售额”2024-09 的数据互相矛盾：3% (actuals/2024.csv:6) / 4%"
        " (actuals/2024.csv:10)；按离目标较远的计。）" in out
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_said_of_a_figure_that_an_error_touches(lang: Lang) -> None:
    one = plan("kind: growth\ngoal: '>= 7%'\nindicator: 零售额\npace: linear")
    found = Finding(
        code="SZ999",
        severity=Severity.ERROR,
        message=Text("坏", "broken"),
        hint=Text("", ""),
        source=Source("actuals/2024.csv", 3),
    )
    data = rows("指标,时期,同比,口径\n零售额,2024-08,8,累计\n零售额,2024-09,4.44,累计")
    report = build_report(one, data, as_of=Month(2024, 9), today=Month(2024, 11), found=[found])
    year = course(report, Month(2024, 11))
    sections = ("overview", "lagging", "warnings", "done", "changes")
    text = render(page(report, year, lang, sections=sections))
    assert "SZ999" in text
    assert "4.44" not in text
    assert "4.44" in render(page(replace(report, findings=()), year, lang, sections=sections))


def test_a_headline_goal_that_failed_a_check_is_counted_as_that() -> None:
    one = read_plan(
        HEAD.replace('"1"', '"2.2"').replace("    targets:", "    nature: binding\n    targets:")
        + SOLE,
        "targets.yaml",
    )[0]
    assert one
    found = Finding(
        code="SZ999",
        severity=Severity.ERROR,
        message=Text("坏", "broken"),
        hint=Text("", ""),
        source=Source("actuals/2024.csv", 2),
    )
    report = build_report(
        one,
        rows("指标,时期,同比,口径\n零售额,2024-09,4.44,累计"),
        as_of=Month(2024, 9),
        today=Month(2024, 11),
        found=[found],
    )
    text = render(page(report, course(report, Month(2024, 11)), "zh", sections=("overview",)))
    assert "约束性指标1项：数据未通过校验1项。" in text


STAGES = """\
指标,时期,进度,依据
甲,2024-05,核实完成,文号
乙,2024-06,核实完成,文号
丙,2024-08,核实完成,文号
丁,2024-05,自报完成,文号
戊,2024-08,有风险,
己,2024-06,有风险,
"""
STAGED = """\
      - {id: a, name: {zh: 甲, en: A}, indicator: 甲, kind: milestone, by: 2024-12, wording: 甲}
      - {id: b, name: {zh: 乙, en: B}, indicator: 乙, kind: milestone, by: 2024-06, wording: 乙}
      - {id: c, name: {zh: 丙, en: C}, indicator: 丙, kind: milestone, by: 2024-06, wording: 丙}
      - {id: d, name: {zh: 丁, en: D}, indicator: 丁, kind: milestone, by: 2024-06, wording: 丁}
      - {id: e, name: {zh: 戊, en: E}, indicator: 戊, kind: milestone, by: 2024-12, wording: 戊}
      - {id: f, name: {zh: 己, en: F}, indicator: 己, kind: milestone, by: 2024-06, wording: 己}
      - {id: g, name: {zh: 庚, en: G}, indicator: 庚, kind: milestone, by: 2024-06, wording: 庚}
"""


def test_every_deliverable_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "targets.yaml").write_text(HEAD + STAGED, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024.csv").write_text(STAGES, encoding="utf-8")
    where = ("-C", str(tmp_path), "--today", "2024-11-05", "--as-of", "2024-09")
    said = re.sub(
        r"\[\^\d+\]", "", brief(monkeypatch, "--section", "lagging,done,deliverables", where=where)
    )
    assert [line for line in said.splitlines() if line and not line.startswith(("#", ": "))][
        1:
    ] == [
        "**1．己**：期限2024年6月，到期未完成；2024年6月报告：有风险。",
        "**1．甲**：2024年5月核实完成，早于2024年12月的期限提前完成，依据：文号。",
        "**2．乙**：2024年6月核实完成，如期完成，依据：文号。",
        "**3．丙**：2024年8月核实完成，晚于2024年6月的期限，依据：文号。",
        "计划列有事项类目标7项：核实完成3项、自报完成1项、有风险2项、没有进度报告1项。",
        (
            "核实完成的3项：甲（期限2024年12月，2024年5月报告核实完成）；乙（期限2024年6月，"
            "2024年6月报告核实完成）；丙（期限2024年6月，2024年8月报告核实完成）。"
        ),
        "自报完成、尚待核实的1项：丁（期限2024年6月，2024年5月报告自报完成）。",
        "已到期而未完成的1项：己（期限2024年6月，2024年6月报告有风险）。",
        "已到期而没有进度报告的1项：庚（期限2024年6月）。",
        "未到期而有风险的1项：戊（期限2024年12月，2024年8月报告有风险）。",
    ]


def test_deliverables_nobody_reported_on_do_not_fill_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = brief(
        monkeypatch,
        "--as-of",
        "2024-12",
        "--section",
        "deliverables",
        where=("-C", str(ROOT), "--today", "2025-02-05"),
    )
    assert "已到期而没有进度报告的131项：" in out
    assert "；其余121项见附表。" in out


def test_one_matter_is_not_told_thirty_times(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(
        f"新增就业,2024-{month},累计,{month},,万人,,,,\n" for month in ("07", "08", "10", "11")
    )
    (small / "actuals" / "2024b.csv").write_text(
        "指标,时期,口径,累计,同比,单位,进度,依据,发布日期,来源\n" + more, encoding="utf-8"
    )
    out = brief(
        monkeypatch,
        "--as-of",
        "2024-05",
        "--section",
        "quality",
        where=("-C", str(small), "--today", "2024-06-05"),
    )
    assert out.count("警告 SZ304：") == 3
    assert re.search(r"其余\d+处见 sztrack validate。", out)


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.md"
    target.write_text("old", encoding="utf-8")
    shown = brief(monkeypatch, "--as-of", "2024-09")
    ran = sztrack(
        monkeypatch, "report", *HERE, "--as-of", "2024-09", "--lang", "zh", "-o", str(target)
    )
    assert (ran.code, ran.out, target.read_text(encoding="utf-8")) == (0, "", shown)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]
    assert (
        sztrack(monkeypatch, "report", *HERE, "-o", str(tmp_path / "none" / "brief.md")).code == 2
    )


def test_the_sections_that_documents_name_are_those_that_exist() -> None:
    table = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == SECTIONS


def test_a_plan_of_which_nothing_was_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "targets.yaml").write_text(HEAD + SOLE, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    said = brief(
        monkeypatch,
        "--section",
        "quality",
        "--as-of",
        "2024-04",
        where=("-C", str(tmp_path), "--today", "2024-06-05"),
    )
    assert "1项目标均没有可比数据或进度报告，其中按发布周期应有数据1项。" in said
    year = brief(monkeypatch, "--annual", where=("-C", str(tmp_path), "--today", "2025-02-05"))
    assert "计划共列目标1项：从未报送1项。" in year
    assert "尚没有一项有最终结果。" in year


def test_a_plan_without_a_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "targets.yaml").write_text(HEAD.rstrip() + " []\n", encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    where = ("-C", str(tmp_path), "--today", "2024-06-05", "--as-of", "2024-04")
    out = brief(monkeypatch, where=where)
    assert "计划中没有可读的目标。" in out
    assert out.count("本月无。") == 7
    assert headings(out)[-1] == "附件"  # no file of figures
    assert "没有目标可以结账。" in brief(monkeypatch, "--annual", where=where)


@pytest.mark.parametrize(
    ("today", "lang", "title", "line"),
    [
        ("2024-07-15", "zh", "# 小计划执行情况简报（2024年6月）", "截至2024年6月没有任何数据。"),
        ("2024-07-15", "en", None, "No figure up to Jun 2024."),
        ("2026-11-30", "zh", "# 小计划执行情况简报（2024年12月）", "截至2024年12月没有任何数据。"),
        ("2023-11-30", "zh", "# 小计划执行情况简报（2024年1月）", "截至2024年1月没有任何数据。"),
    ],
)
def test_a_brief_is_not_headed_january_because_nothing_came(
    today: str,
    lang: str,
    title: str | None,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    where = ("-C", str(tmp_path), "--today", today)
    lines = brief(monkeypatch, "--section", "overview", lang=lang, where=where).splitlines()
    assert line in lines
    assert title is None or lines[0] == title


def test_a_plan_without_figures_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    out = brief(
        monkeypatch, "--section", "overview", where=("-C", str(tmp_path), "--today", "2024-02-05")
    )
    assert out == dedent("""\
        # 小计划执行情况简报（2024年1月）

        截至2024年1月没有任何数据。

        计划文本：《原文》（2024年1月30日）。[^1]

        ## 一、总体情况

        **1项主要指标均无法判断：无数据1项（含约束性1项）。**[^2]

        截至2024年1月，5项目标均无法判断：无数据5项。[^3]

        约束性指标1项：无数据1项。

        [^1]: targets.yaml:1

        [^2]: targets.yaml:1 所列主要指标，逐项见附表

        [^3]: targets.yaml:1 所列目标，逐项见附表
        """)
