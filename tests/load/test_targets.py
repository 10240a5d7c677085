"""targets.yaml -> plan, every value with its line and every scalar as written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sztrack.core.model import (
    Baseline,
    Chapter,
    Document,
    Event,
    Frequency,
    Goal,
    Kind,
    Nature,
    Op,
    Plan,
    Rules,
    Source,
    Strength,
    Target,
    Task,
    Text,
)
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, Unit
from sztrack.load.targets import read_plan

HEAD = "plan: {id: p, year: 2024, title: 计划}\n"
CHAPTER = HEAD + 'chapters:\n  - id: "1"\n    title: 章\n'


def source(line: int) -> Source:
    return Source("targets.yaml", line)


def read(text: str) -> tuple[Plan | None, list[tuple[str, int]]]:
    """The plan, and code and line of each finding."""
    plan, findings = read_plan(text, "targets.yaml")
    return plan, [(finding.code, finding.source.line) for finding in findings]


def only(text: str) -> Target:
    """The one target of a chapter, written as a flow mapping; nothing else is found."""
    plan, faults = read(f"{CHAPTER}    targets:\n      - {{{text}}}\n")
    assert plan is not None
    assert not faults
    (target,) = plan.targets
    return target


FULL = """\
plan:
  id: city-2024
  year: 2024
  title: {zh: 二〇二四年计划, en: Plan of 2024}
  source: {title: 报告, publisher: 发改委, date: 2024-01-30, url: "https://example.org/#1"}
rules:
  outlook_share: 4
  outlook_points: 0.25
  pace_at_risk: 12.5
  pace_off_track: 40
  stale_after: 6
chapters:
  - id: "2.2"
    title: {zh: 约束性指标, en: Binding targets}
    nature: binding
    targets:
      - id: jobs
        name: {zh: 新增就业, en: New jobs}
        indicator: 城镇新增就业
        kind: flow
        goal: ">= 18万人"
        wording: 新增就业18万人
        baseline: {value: 19.7万人, year: 2023, wording: 城镇新增就业19.7万人, note: {zh: 注, en: note}}
        strength: strive
        by: 2024-09
        frequency: quarterly
        lag: 0
        pace: seasonal
        owner: 人社局
        note: 只计城镇
  - id: "3.1"
    title: 交通
    tasks:
      - task: 40
        title: {zh: 地铁, en: Metro}
        owner: 交通局
        with: [财政局, 住建局, 财政局]
        targets:
          - id: metro-4
            name: 地铁四期
            kind: milestone
            event: operate
            wording: 开通地铁四期
          - id: exports
            name: 出口
            kind: stock
            goal: pending
            wording: 以上级下达为准
            owner: 商务局
            with: []
"""  # noqa: E501


def test_every_field_is_read_with_its_line() -> None:
    people = Unit(4, "人", "万人")
    inherited = {
        "chapter": "3.1",
        "nature": Nature.TASK,
        "task": 40,
        "goal": None,
        "baseline": None,
        "strength": Strength.FIRM,
        "by": Month(2024, 12),
    }
    assert read(FULL) == (
        Plan(
            id="city-2024",
            year=2024,
            title=Text("二〇二四年计划", "Plan of 2024"),
            document=Document(
                title=Text("报告", "报告"),
                publisher=Text("发改委", "发改委"),
                date="2024-01-30",
                url="https://example.org/#1",
            ),
            rules=Rules(
                outlook_share=D(4),
                outlook_points=D("0.25"),
                pace_at_risk=D("12.5"),
                pace_off_track=D(40),
                stale_after=6,
            ),
            chapters=(
                Chapter(id="2.2", title=Text("约束性指标", "Binding targets"), source=source(13)),
                Chapter(id="3.1", title=Text("交通", "交通"), source=source(31)),
            ),
            tasks=(
                Task(
                    number=40,
                    title=Text("地铁", "Metro"),
                    owner="交通局",
                    chapter="3.1",
                    source=source(34),
                    supporting=("财政局", "住建局"),
                ),
            ),
            targets=(
                Target(
                    id="jobs",
                    name=Text("新增就业", "New jobs"),
                    indicator="城镇新增就业",
                    kind=Kind.FLOW,
                    nature=Nature.BINDING,
                    chapter="2.2",
                    task=None,
                    owner="人社局",
                    goal=Goal(op=Op.AT_LEAST, quantity=Quantity(D(18), people), source=source(21)),
                    pending=False,
                    wording="新增就业18万人",
                    baseline=Baseline(
                        quantity=Quantity(D("19.7"), people),
                        year=2023,
                        wording="城镇新增就业19.7万人",
                        note=Text("注", "note"),
                        source=source(23),
                    ),
                    strength=Strength.STRIVE,
                    by=Month(2024, 9),
                    frequency=Frequency.QUARTERLY,
                    lag=0,
                    pace="seasonal",
                    event=None,
                    note=Text("只计城镇", "只计城镇"),
                    source=source(17),
                ),
                Target(
                    id="metro-4",
                    name=Text("地铁四期", "地铁四期"),
                    indicator="地铁四期",
                    kind=Kind.MILESTONE,
                    owner="交通局",
                    pending=False,
                    wording="开通地铁四期",
                    frequency=Frequency.EVENT,
                    lag=1,
                    pace="auto",
                    event=Event.OPERATE,
                    note=None,
                    source=source(39),
                    supporting=("财政局", "住建局"),
                    **inherited,  # type: ignore[arg-type]
                ),
                Target(
                    id="exports",
                    name=Text("出口", "出口"),
                    indicator="出口",
                    kind=Kind.STOCK,
                    owner="商务局",
                    pending=True,
                    wording="以上级下达为准",
                    frequency=Frequency.MONTHLY,
                    lag=1,
                    pace="auto",
                    event=None,
                    note=None,
                    source=source(44),
                    **inherited,  # type: ignore[arg-type]
                ),
            ),
            source=source(1),
        ),
        [],
    )


def test_the_smallest_plan() -> None:
    plan = Plan(
        id="p",
        year=2024,
        title=Text("计划", "计划"),
        document=None,
        rules=Rules(),
        chapters=(),
        tasks=(),
        targets=(),
        source=source(1),
    )
    assert read(HEAD + "chapters: []\n") == (plan, [])
    assert read(HEAD + "rules:\nchapters: []\n") == (plan, [])
    assert read("---\n" + HEAD + "chapters: []\n...\n") == (replace(plan, source=source(2)), [])


@pytest.mark.parametrize(
    ("written", "op", "value", "unit"),
    [
        (">= 18万人", Op.AT_LEAST, "18", Unit(4, "人", "万人")),
        (">=18万人", Op.AT_LEAST, "18", Unit(4, "人", "万人")),
        ("> 1.5万亿元", Op.ABOVE, "1.5", Unit(12, "元", "万亿元")),
        ("<= -3%", Op.AT_MOST, "-3", Unit(0, "%", "%")),
        ("< 20微克/立方米", Op.BELOW, "20", Unit(0, "微克/立方米", "微克/立方米")),
        ("~ 5%", Op.ABOUT, "5", Unit(0, "%", "%")),
        ("<~ 3％", Op.AT_MOST_ABOUT, "3", Unit(0, "%", "%")),
        ("= 100%", Op.EQUAL, "100", Unit(0, "%", "%")),
        (">= 1,000座", Op.AT_LEAST, "1000", Unit(0, "座", "座")),
        (">= １０００ 座", Op.AT_LEAST, "1000", Unit(0, "座", "座")),
    ],
)
def test_goals(written: str, op: Op, value: str, unit: Unit) -> None:
    target = only(f'id: t, name: 名, kind: rate, wording: 原文, goal: "{written}"')
    assert target.goal == Goal(op=op, quantity=Quantity(D(value), unit), source=source(6))


@pytest.mark.parametrize(
    "scalar",
    [
        "012",
        "12:30",
        "yes",
        "no",
        "1e3",
        "0x10",
        "1_000",
        "2024-01-30",
        ".5",
        "+1",
        "1.0",
        "true",
        "<<",
        "=",
        "Null",
    ],
)
def test_scalars_are_kept_as_written(scalar: str) -> None:
    target = only(
        f"id: t, name: {scalar}, kind: narrative, wording: {scalar}, owner: {scalar}, indicator:"
        f" {scalar}, note: {scalar}"
    )
    assert (*target.name, target.wording, target.owner, target.indicator, *(target.note or ())) == (
        scalar,
    ) * 7


@pytest.mark.parametrize("scalar", ["012", "40", '"40"'])
def test_whole_numbers_are_decimal(scalar: str) -> None:
    plan, faults = read(
        f"{CHAPTER}    tasks:\n      - {{task: {scalar}, title: 题, targets: []}}\n"
    )
    assert plan is not None
    assert ([task.number for task in plan.tasks], faults) == ([int(scalar.strip('"'))], [])


def test_an_alias_to_a_text_is_read() -> None:
    plan, faults = read(
        "plan: {id: p, year: 2024, title: &t 计划}\nchapters:\n  - {id: 1, title: *t}\n"
    )
    assert plan is not None
    assert (plan.chapters[0].title, faults) == (Text("计划", "计划"), [])


@pytest.mark.parametrize("title", ["计划", "{zh: 计划, en: }", "{en: 计划, zh: ~}"])
def test_a_title_in_one_language_stands_for_both(title: str) -> None:
    plan, faults = read(f"plan: {{id: p, year: 2024, title: {title}}}\nchapters: []\n")
    assert plan is not None
    assert (plan.title, faults) == (Text("计划", "计划"), [])
