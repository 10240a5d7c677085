"""A plan that was read and written again is the same plan."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.draft.carried import outlined
from sztrack.core.draft.outline import Outline
from sztrack.core.draft.yaml import flow, scalar, written
from sztrack.core.model import Goal, Plan, Source
from sztrack.core.words.quantity import Quantity
from sztrack.load.nodes import Reader, compose
from sztrack.load.targets import read_plan
from tests.conftest import ROOT

PLANS = sorted([ROOT / "targets.yaml", *(ROOT / "tests" / "gallery").glob("*/targets.yaml")])
FULL = """\
plan:
  {id: city, year: 2024, title: {zh: 计划, en: Plan}, place: {zh: 某市, en: City, aliases: [某]},
   source: {title: {zh: 报告, en: Report}, publisher: 市发改委, date: 2024-01-30, url: "https://x"}}
rules: {pace: linear, outlook_share: 4.5, stale_after: 0}
brief:
  unit: {zh: 市发改委, en: Commission}
  issues: {2024-08: {number: 8, date: 2024-09-25}, 2024-09: {number: 9}, 2024-10: {date: 2024-11-01}}
  to: [市委, {zh: 市政府, en: Council}]
  copies: 各区
  contact: 综合处
places:
  - {id: east, name: {zh: 东区, en: East}, role: part, aliases: [东]}
  - {id: nation, name: 全国, role: compare}
aliases: {社零: retail, "no: 1": retail}
chapters:
  - {id: "2.10", title: 章}
  - id: "3"
    title: {zh: 任务, en: Tasks}
    nature: binding
    targets:
      - id: jobs
        name: {zh: 城镇新增就业, en: Jobs}
        kind: flow
        goal: 26万人..28万人
        wording: 'as "the plan" says: yes'
        note: {zh: 注, en: Note}
        owner: 人社局
        with: [发改委, 财政局]
        may_fall: false
        by: 2024-06
        strength: strive
        frequency: quarterly
        lag: 0
        pace: seasonal
        baseline: {value: 25.5万人, year: 2023, wording: 25.5万人, note: 注}
    tasks:
      - task: 1
        title: 零售
        owner: 商务局
        with: [发改委]
        targets:
          - id: retail
            name: 社会消费品零售总额
            indicator: 零售额
            kind: growth
            goal: ">~ -5%"
            wording: "no"
            amended:
              - {goal: ">= 4%", on: 2024-08-20, by: 2024-11, wording: 调整, source: {title: 决定}}
          - {id: open, name: 开业, kind: milestone, event: hold, wording: 举办, owner: 文旅局, with: [商务局]}
          - {id: later, name: 节能, kind: growth, goal: pending, wording: 待下达}
      - {task: 2, title: 空, targets: []}
"""  # noqa: E501


def without_places(value: Any) -> Any:
    """A value with all that says where it was read taken out, and ranges by their ends."""
    if isinstance(value, Source):
        return None
    if isinstance(value, Goal):
        return value.op, value.ends, value.unit
    if isinstance(value, Quantity):
        return value
    if dataclasses.is_dataclass(value):
        return {
            field.name: without_places(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [without_places(one) for one in value]
    return value


def text_of(outline: Outline) -> str:
    return written(outline, lambda text: text.zh)


def read(text: str) -> Plan | None:
    return read_plan(text, "targets.yaml")[0]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_every_plan_comes_back_as_it_was(path: Any) -> None:
    plan = read(path.read_bytes().decode("utf-8", errors="replace"))
    if plan is None:
        return
    assert without_places(read(text_of(outlined(plan)))) == without_places(plan)


def test_a_plan_with_every_key_comes_back_without_a_finding() -> None:
    plan, found = read_plan(FULL, "targets.yaml")
    assert plan is not None
    assert found == []

    again, faults = read_plan(text_of(outlined(plan)), "targets.yaml")

    assert faults == []
    assert without_places(again) == without_places(plan)


@given(st.text(st.characters(exclude_categories=["Cs"])).map(str.strip))
def test_every_text_comes_back(text: str) -> None:
    for value in (scalar(text), flow({"key": [text], "other": text})):
        root, found = compose(f"a: {value}\n", "x")
        assert found == []
        assert root is not None
        read_back = Reader("x").fields(root, ("a",)).get("a")
        if read_back is not None and not hasattr(read_back.value, "append"):
            assert read_back.value == text


def test_what_needs_quotes_has_them_and_nothing_else() -> None:
    texts = [
        "城镇新增就业",
        "GDP growth",
        "5%",
        "no",
        "2.10",
        "2024-06",
        "a: b",
        "a, b",
        "",
        "-",
        "~",
    ]

    assert [scalar(text) for text in texts] == [
        "城镇新增就业",
        "GDP growth",
        '"5%"',
        '"no"',
        '"2.10"',
        "2024-06",
        '"a: b"',
        '"a, b"',
        '""',
        '"-"',
        '"~"',
    ]
