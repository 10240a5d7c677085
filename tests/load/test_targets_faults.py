"""What does not fit in targets.yaml is named, all of it at once, and costs no more than itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Plan
from sztrack.load.targets import read_plan

HEAD = "plan: {id: p, year: 2024, title: 计划}\n"
CHAPTER = HEAD + 'chapters:\n  - id: "1"\n    title: 章\n'
GOOD = "{id: good, name: 稳就业, kind: narrative, wording: 原文}"
JOBS = 'id: jobs, name: 就业, kind: flow, goal: ">= 18万人", wording: 原文'
PLAN = """\
plan:
  id: city-2024
  year: 2024
  title: {zh: 计划, en: "Plan"}
rules:
  outlook_points: 0.25
chapters:
  - id: "2.2"
    title: 约束性指标
    nature: binding
    targets:
      - id: jobs
        name: {zh: 新增就业, en: New jobs}
        kind: flow
        goal: ">= 18万人"
        wording: 新增就业18万人
        baseline: {value: 19.7万人, year: 2023, wording: 19.7万人}
        by: 2024-09
    tasks:
      - task: 40
        title: 地铁
        targets:
          - {id: metro-4, name: 地铁, kind: milestone, event: operate, wording: 开通地铁}
"""


def read(text: str) -> tuple[Plan | None, list[tuple[str, int]]]:
    """The plan, and code and line of each finding."""
    plan, findings = read_plan(text, "targets.yaml")
    return plan, [(finding.code, finding.source.line) for finding in findings]


def ids(plan: Plan | None) -> list[str] | None:
    return [target.id for target in plan.targets] if plan else None


def test_everything_that_does_not_fit_is_named_at_once() -> None:
    plan, faults = read("""\
plan:
  id: p
  year: 2024
  year: 2025
  titel: 计划
  title: 计划
rules:
  outlook_share: 5%
  stale_after: -1
  limit: 3
chapters:
  - id: "1"
    title: 章
    nature: bindin
    target: []
    targets:
      - {id: Jobs, name: 就业, kind: flow, goal: ">= 18万人", wording: 原文}
      - {id: a, name: 名, kind: flow, goal: 18万人, wording: 原文}
      - {id: b, name: 名, kind: flow, goal: ">= 很多人", wording: 原文}
      - {id: c, name: 名, kind: flow, goal: ">= 18劳动力", wording: 原文}
      - {id: d, name: 名, kind: flow, goal: ">= 18", wording: 原文}
      - {id: e, name: 名, kind: milestone, by: 2024-13, wording: 原文}
      - {id: f, name: 名, kind: milestone, by: 2024-02-30, wording: 原文}
      - {id: g, name: 名, kind: milestone, by: 2023-12, wording: 原文}
      - {id: h, name: 名, kind: flows, wording: 原文}
      - {id: i, name: 名, kind: stock, wording: 原文}
      - {id: j, name: 名, kind: narrative}
      - {id: k, name: 名, kind: flow, goal: ">= 1人", baseline: {value: 1元, year: 2024, wording: 原文}, wording: 原文}
      - {id: l, name: 名, kind: growth, goal: ">= 1人", event: hold, lag: 99, strength: hard, wording: 原文}
      - {id: good, name: 名, kind: narrative, wording: 原文}
      - {id: good, name: 名, kind: narrative, wording: 原文}
    tasks:
      - {task: 四十, title: 题, targets: []}
      - {task: 40, title: 题, targets: []}
      - {task: 40, title: 题, targets: []}
""")  # noqa: E501

    assert ids(plan) == ["c", "good"]
    assert sorted(faults, key=lambda fault: fault[1]) == [
        *[
            ("SZ101", 4),
            ("SZ102", 5),
            ("SZ108", 8),
            ("SZ106", 9),
            ("SZ102", 10),
            ("SZ107", 14),
            ("SZ102", 15),
        ],
        *[
            ("SZ110", 17),
            ("SZ112", 18),
            ("SZ113", 19),
            ("SZ114", 20),
            ("SZ113", 21),
            ("SZ116", 22),
            ("SZ116", 23),
            ("SZ116", 24),
        ],
        *[("SZ107", 25), ("SZ117", 26), ("SZ103", 27), ("SZ106", 28), ("SZ115", 28)],
        *[
            ("SZ117", 29),
            ("SZ117", 29),
            ("SZ107", 29),
            ("SZ106", 29),
            ("SZ111", 31),
            ("SZ106", 33),
            ("SZ109", 35),
        ],
    ]


@pytest.mark.parametrize(
    ("bad", "codes"),
    [
        ("{id: bad, name: 名, kind: narrative, wording: 原文, wording: 原文}", ["SZ101"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, gaol: 5%}", ["SZ102"]),
        ("{id: bad, name: 名, wording: 原文}", ["SZ103"]),
        ("{}", ["SZ103"] * 4),
        ("bad", ["SZ104"]),
        ("[bad]", ["SZ104"]),
        ("{id: bad, name: [名], kind: narrative, wording: 原文}", ["SZ104"]),
        ("{id: bad, name: 名, kind: narrative, wording: {zh: 原文}}", ["SZ104"]),
        ("{id: bad, name: 名, kind: Flow, wording: 原文}", ["SZ107"]),
        ("{id: [bad], name: 名, kind: narrative, wording: 原文}", ["SZ104"]),
        ('{id: "", name: 名, kind: narrative, wording: 原文}', ["SZ103"]),
        ("{id: 名, name: 名, kind: narrative, wording: 原文}", ["SZ110"]),
        ("{id: good, name: 名, kind: narrative, wording: 原文}", ["SZ111"]),
        ('{id: bad, name: 名, kind: rate, goal: "≥ 5%", wording: 原文}', ["SZ112"]),
        ('{id: bad, name: 名, kind: rate, goal: "> 1e5%", wording: 原文}', ["SZ113"]),
        ('{id: bad, name: 名, kind: rate, goal: "> 1_000%", wording: 原文}', ["SZ113"]),
        ('{id: bad, name: 名, kind: rate, goal: "> nan%", wording: 原文}', ["SZ113"]),
        ('{id: bad, name: 名, kind: rate, goal: "> 1,23%", wording: 原文}', ["SZ113"]),
        ('{id: bad, name: 名, kind: rate, goal: "> -", wording: 原文}', ["SZ113"]),
        (
            (
                "{id: bad, name: 名, kind: flow, goal: '>= 1人', baseline: {value: 1人, year:"
                " 2023}, wording: 原文}"
            ),
            ["SZ103"],
        ),
        (
            "{id: bad, name: 名, kind: flow, goal: '>= 1人', baseline: 1人, wording: 原文}",
            ["SZ104"],
        ),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, by: 12月}", ["SZ116"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, by: 2024Q4}", ["SZ116"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, pace: liner}", ["SZ107"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, frequency: weekly}", ["SZ107"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, lag: 1.5}", ["SZ106"]),
        ("{id: bad, name: 名, kind: narrative, wording: 原文, goal: '> 5%'}", ["SZ117"]),
        ("{id: bad, name: 名, kind: milestone, wording: 原文, event: party}", ["SZ107"]),
    ],
)
def test_a_bad_target_costs_only_that_target(bad: str, codes: list[str]) -> None:
    plan, faults = read(
        f"{CHAPTER}    targets:\n      - {GOOD}\n      - {bad}\n      - {{{JOBS}}}\n"
    )

    assert ids(plan) == ["good", "jobs"]
    assert faults == [(code, 7) for code in codes]


@pytest.mark.parametrize("goal", ["[5%]", "{value: 5%}"])
def test_a_goal_of_the_wrong_shape(goal: str) -> None:
    plan, faults = read(
        f"{CHAPTER}    targets:\n      - {{id: bad, name: 名, kind: rate, wording: 原文, goal:"
        f" {goal}}}\n      - {GOOD}\n"
    )
    assert (ids(plan), set(faults)) == (["good"], {("SZ104", 6)})


def test_a_chapter_or_task_that_cannot_be_read_costs_no_other() -> None:
    plan, faults = read(
        f"{HEAD}chapters:\n  - {{title: 无编号}}\n  - {{id: 2}}\n  - 3\n  - id: 4\n    title: "
        f"章\n "
        "   tasks:\n      - {title: 无编号, targets: []}\n      - {task: 1, title: 题, targets:"
        f" [{GOOD}]}}\n      - {{task: 2, title: 题}}\n"
    )
    assert plan is not None
    assert (
        [chapter.id for chapter in plan.chapters],
        [task.number for task in plan.tasks],
        ids(plan),
    ) == (["4"], [1, 2], ["good"])
    assert faults == [("SZ103", 3), ("SZ103", 4), ("SZ104", 5), ("SZ103", 9), ("SZ103", 11)]


@pytest.mark.parametrize(
    ("text", "low", "high", "code"),
    [
        ("plan: {id: p, year: ###, title: 计划}\nchapters: []\n", 1900, 2199, "SZ106"),
        (HEAD + "rules: {stale_after: ###}\nchapters: []\n", 0, 120, "SZ106"),
        (HEAD + "rules: {outlook_share: ###}\nchapters: []\n", 1, 999, "SZ108"),
        (CHAPTER + "    tasks: [{task: ###, title: 题, targets: []}]\n", 1, 9999, "SZ106"),
        (
            CHAPTER
            + "    targets: [{id: t, name: 名, kind: narrative, wording: 原文, lag: ###}]\n",
            0,
            24,
            "SZ106",
        ),
        (
            CHAPTER
            + "    targets: [{"
            + JOBS
            + ", baseline: {value: 1人, year: ###, wording: 原文}}]\n",
            1900,
            2023,
            "SZ106",
        ),
    ],
)
def test_bounds(text: str, low: int, high: int, code: str) -> None:
    for number, codes in (
        (low - 1, [code]),
        (low, []),
        (high, []),
        (high + 1, [] if code == "SZ108" else [code]),
    ):
        assert [found for found, _ in read(text.replace("###", str(number)))[1]] == codes, number


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("golas", "did you mean 'goal'?"),
        ("frequncy", "did you mean 'frequency'?"),
        (
            "zzz",
            (
                "known here: id, name, indicator, kind, event, goal, amended, wording, baseline,"
                " strength, by, frequency, lag, may_fall, pace, owner, with, note"
            ),
        ),
    ],
)
def test_an_unknown_key_suggests_the_nearest(key: str, advice: str) -> None:
    _, findings = read_plan(
        f"{CHAPTER}    targets:\n      - {{{JOBS}, {key}: 1}}\n", "targets.yaml"
    )
    assert [(finding.code, finding.message.en) for finding in findings] == [
        ("SZ102", f"unknown key '{key}'; {advice}")
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("SZ100", 1)]),
        ("# 只有注释\n", [("SZ100", 1)]),
        ("\ufeff", [("SZ100", 1)]),
        ("a: [\n", [("SZ100", 2)]),
        ("a: b: c\n", [("SZ100", 1)]),
        ("a:\n\t- b\n", [("SZ100", 2)]),
        ("*nowhere\n", [("SZ100", 1)]),
        ("--- a\n--- b\n", [("SZ100", 2)]),
        ("\0\x07\x1b[2J", [("SZ100", 1)]),
        ("PK\x03\x04\x14\0\x06", [("SZ100", 1)]),
        ("plan\n", [("SZ104", 1)]),
        ("- a\n- b\n", [("SZ104", 1)]),
        ("\n\n[]\n", [("SZ104", 3)]),
        ("&a [*a]\n", [("SZ104", 1)]),
        ("&a {plan: *a, chapters: []}\n", [("SZ105", 1)]),
        ("? [a]\n: b\n", [("SZ102", 1), ("SZ103", 1), ("SZ103", 1)]),
        ("<<: {plan: 1}\n", [("SZ102", 1), ("SZ103", 1), ("SZ103", 1)]),
        ("{}\n", [("SZ103", 1), ("SZ103", 1)]),
        ("plan: {id: p, year: 24, title: 计划}\nchapters: []\n", [("SZ106", 1)]),
        ("plan: {id: p, year: 二〇二四, title: 计划}\nchapters: []\n", [("SZ106", 1)]),
        ("plan: {id: p, year: ２０２４, title: 计划}\nchapters: []\n", [("SZ106", 1)]),
        ("plan: {id: p, year: 2024.0, title: 计划}\nchapters: []\n", [("SZ106", 1)]),
        ("plan: {id: p, year: [2024], title: 计划}\nchapters: []\n", [("SZ104", 1)]),
        ("plan: !!python/object/apply:os.getcwd []\nchapters: []\n", [("SZ104", 1)]),
    ],
)
def test_what_is_no_plan(text: str, faults: list[tuple[str, int]]) -> None:
    assert read(text) == (None, faults)


@pytest.mark.parametrize(
    "deep",
    [
        "[" * 5000,
        "[" * 5000 + "]" * 5000,
        "{a: " * 5000 + "}" * 5000,
        "- " * 5000 + "a",
        "? " * 5000 + "a",
    ],
)
def test_deep_nesting_is_a_finding(deep: str) -> None:
    plan, faults = read(deep)
    assert plan is None
    assert faults


def test_aliases_cannot_grow_a_plan() -> None:
    a_target_twice = f"{CHAPTER}    targets:\n      - &t {GOOD}\n      - *t\n"
    a_list_twice = (
        f"{CHAPTER}    targets: &t\n      - {GOOD}\n      - {{{JOBS}}}\n  - id: 2\n    title: "
        f"章\n "
        "   targets: *t\n"
    )
    in_itself = HEAD + "chapters: &c\n  - {id: 1, title: 章, tasks: *c}\n"

    assert [
        (ids(plan), faults) for plan, faults in map(read, (a_target_twice, a_list_twice, in_itself))
    ] == [
        (["good"], [("SZ105", 6)]),
        (["good", "jobs"], [("SZ105", 6), ("SZ105", 7)]),
        ([], [("SZ105", 3)]),
    ]


@given(st.text())
def test_any_text_is_a_plan_or_findings(text: str) -> None:
    plan, findings = read_plan(text, "targets.yaml")
    assert plan is not None or findings


@given(
    st.integers(0, len(PLAN)),
    st.integers(0, 40),
    st.text(max_size=5)
    | st.sampled_from(["\n", "  ", ": ", "- ", "[", "{", "&a ", "*a", '"', "'", "|\n", "#"]),
)
def test_a_plan_with_a_slip_is_read_or_found_out(place: int, lost: int, slip: str) -> None:
    text = PLAN[:place] + slip + PLAN[place + lost :]
    plan, findings = read_plan(text, "targets.yaml")
    assert plan is None or len(plan.targets) <= 2
    assert all(1 <= finding.source.line <= text.count("\n") + 5 for finding in findings)


@pytest.mark.parametrize("name", ["''", "{zh: ''}", "{zh: ' ', en: \"\"}"])
def test_a_quoted_nothing_is_nothing(name: str) -> None:
    plan, faults = read(
        f"{CHAPTER}    targets:\n      - {GOOD}\n      - {{id: bad, name: {name}, kind: narrative,"
        " wording: 原文}\n"
    )

    assert ids(plan) == ["good"]
    assert faults == [("SZ103", 7)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plan:\n\tid: p\n", "Tab"),
        ("plan:\n  id: p\n   year: 2024\n", "缩进不对"),
        ("plan:\n  id: p\n year: 2024\n", "缩进与上下各行不齐"),
        ("plan:\n  id p\n  year: 2024\n", "漏了冒号"),
        ("plan: {id: 'p}\n", "引号没有成对"),
        ("plan: {id: p\nchapters: []\n", "花括号没有成对"),
        ("plan:\n  goal: > 5%\n", "以 > 或 | 打头的内容须加引号"),
    ],
)
def test_what_is_wrong_with_the_yaml_is_said_in_chinese(text: str, words: str) -> None:
    _, (finding,) = read_plan(text, "targets.yaml")

    assert finding.message.zh.startswith("不是有效的 YAML：")
    assert words in finding.message.zh
