"""The schema that editors read and the loader that the program reads with hold the same plans to be
good.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sztrack.core.kinds import measured, names
from sztrack.core.model import (
    Event,
    Finding,
    Frequency,
    Nature,
    Op,
    Rules,
    Severity,
    Strength,
)
from sztrack.core.outlook.pace import names as pace_names
from sztrack.core.words import quantity
from sztrack.load.nodes import compose
from sztrack.load.targets import read_plan

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | float | bool | None"
ROOT = Path(__file__).resolve().parents[2]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "sztrack" / "schema" / "targets.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
DEFS = SCHEMA["$defs"]

HEADLINE = """\
plan: {id: city, year: 2024, title: {zh: 计划, en: Plan}, source: {title: 报告, publisher: 发改委, date: 2024-01-30, url: https://example.org}}
brief: {unit: {zh: 发改委, en: DRC}, issues: {2024-09: {number: 9, date: 2024-10-25}}, to: 市政府, copies: [{zh: 财政局, en: Finance}, 各区], contact: 综合处}
rules: {outlook_share: 5, outlook_points: 0.5, stale_after: 3}
aliases: {就业人数: 城镇新增就业}
chapters:
  - id: "2.2"
    title: 约束性指标
    nature: binding
    targets:
      - id: jobs
        name: {zh: 新增就业, en: New jobs}
        indicator: 城镇新增就业
        kind: flow
        goal: ">= 18万人"
        wording: 新增就业18万人
        baseline: {value: 19.7万人, year: 2023, wording: 19.7万人, note: {zh: 口径, en: scope}}
        strength: firm
        by: 2024-09
        frequency: monthly
        lag: 1
        pace: linear
        owner:
        with:
        note: 说明
      - {id: gdp, name: 生产总值, kind: growth, goal: ">= 5.5%", wording: 增长5.5%}
      - {id: energy, name: 节能, kind: narrative, goal: pending, wording: 以国家下达为准}
"""  # noqa: E501
PLAN = f"""{HEADLINE}\
  - id: 3.1
    title: {{zh: 城市, en: City}}
    tasks:
      - task: 40
        title: {{zh: 地铁, en: Metro}}
        owner: 交通局
        with: [财政局, 1]
        targets:
          - {{id: metro-4, name: 地铁, kind: milestone, event: operate, wording: 开通地铁}}
"""
"""A small good plan in which every key of the format stands once."""

CHAPTER = "plan: {id: p, year: 2024, title: 计划}\nchapters:\n  - id: '1'\n    title: 章\n"
TARGET = CHAPTER + "    targets:\n      - {id: a, name: 名, wording: 文, "


# What the loader and what an editor makes of a text


def faults(text: str) -> list[Finding]:
    """The loader's errors."""
    return [
        finding
        for finding in read_plan(text, "targets.yaml")[1]
        if finding.severity is Severity.ERROR
    ]


def refused(document: Value) -> list[str]:
    """The schema's errors."""
    return [error.message for error in VALIDATOR.iter_errors(document)]


def as_written(text: str) -> Value:
    """The document as the loader sees it: every scalar a text, nothing where nothing stands."""
    return _value(text, typed=False)


def as_typed(text: str) -> Value:
    """The document as an editor sees it, with the types of YAML 1.2's core schema."""
    return _value(text, typed=True)


def _value(text: str, *, typed: bool) -> Value:
    root, findings = compose(text, "targets.yaml")
    assert root is not None
    assert not findings
    return _of(root, typed)


def _of(node: Any, typed: bool) -> Value:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _of(value, typed) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_of(item, typed) for item in node.value]
    text = str(node.value)
    if node.style:
        return text
    if text in ("", "~", "null"):
        return None
    return _plain(text) if typed else text


def _plain(text: str) -> Value:
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


# Good plans


@pytest.mark.parametrize("seen", [as_written, as_typed])
@pytest.mark.parametrize(
    "text", [(ROOT / "targets.yaml").read_text(encoding="utf-8"), PLAN], ids=["shipped", "small"]
)
def test_a_good_plan_is_good_under_both(text: str, seen: Any) -> None:
    assert faults(text) == []
    assert refused(seen(text)) == []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    loose = [
        place
        for place, part in parts(SCHEMA)
        if "properties" in part and "type" in part and part.get("additionalProperties") is not False
    ]
    assert loose == []


def test_an_editor_has_words_for_every_key() -> None:
    silent = [
        f"{place}.{key}"
        for place, part in parts(SCHEMA)
        if part.get("additionalProperties") is False
        for key, of in part["properties"].items()
        if "description" not in of
        and "description" not in DEFS.get(of.get("$ref", "").removeprefix("#/$defs/"), {})
    ]
    assert silent == []


def parts(part: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping inside the schema, with its place."""
    if isinstance(part, dict):
        yield place, part
    for key, of in (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    ):
        yield from parts(of, f"{place}/{key}")


# Keys and words


PLACES: dict[str, tuple[dict[str, Any], str]] = {
    "root": (SCHEMA, "%s"),
    "plan": (DEFS["plan"], "plan: %s"),
    "source": (DEFS["source"], "plan: {source: %s, year: 2024}"),
    "brief": (DEFS["brief"], "plan: {year: 2024}\nbrief: %s"),
    "issue": (DEFS["issue"], "plan: {year: 2024}\nbrief: {issues: {2024-09: %s}}"),
    "rules": (DEFS["rules"], "plan: {year: 2024}\nrules: %s"),
    "chapter": (DEFS["chapter"], "plan: {year: 2024}\nchapters: [%s]"),
    "task": (DEFS["task"], "plan: {year: 2024}\nchapters: [{id: 1, title: 章, tasks: [%s]}]"),
    "target": (DEFS["target"], "plan: {year: 2024}\nchapters: [{id: 1, title: 章, targets: [%s]}]"),
    "baseline": (
        DEFS["baseline"],
        (
            "plan: {year: 2024}\nchapters: [{id: 1, title: 章, targets: [{id: a, name: 名, kind:"
            " narrative, wording: 文, baseline: %s}]}]"
        ),
    ),
    "text": (DEFS["text"], "plan: {year: 2024, title: %s}"),
}
"""Each mapping of the format: its part of the schema, and a document in which %s stands for it."""


@pytest.mark.parametrize("place", PLACES)
def test_keys_are_those_of_the_loader(place: str) -> None:
    part, document = PLACES[place]
    (unknown,) = (
        finding for finding in faults(document % "{qqqqqqqqqqqq: 1}") if finding.code == "SZ102"
    )
    _, _, known = unknown.message.en.partition("known here: ")
    assert set(part["properties"]) == set(known.split(", "))


@pytest.mark.parametrize("place", sorted(PLACES.keys() - {"text"}))
def test_required_keys_are_those_of_the_loader(place: str) -> None:
    part, document = PLACES[place]
    empty, around = (
        Counter(
            re.findall("'([a-z]+)' is missing", finding.message.en)[0]
            for finding in lacks(document % of)
        )
        for of in ("{}", "0")
    )
    assert Counter(part.get("required", [])) == empty - around


def lacks(text: str) -> list[Finding]:
    return [finding for finding in faults(text) if finding.code == "SZ103"]


@pytest.mark.parametrize(
    "words", ["{zh: 计划, en: Plan}", "{zh: 计划}", "{en: Plan, zh: }", "计划", "2024"]
)
def test_words_in_one_language_do(words: str) -> None:
    text = f"plan: {{id: p, year: 2024, title: {words}}}\nchapters: []"
    assert faults(text) == []
    assert refused(as_typed(text)) == []


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("chapter", "nature", {nature.value for nature in Nature}),
        ("target", "kind", set(names())),
        ("target", "event", {event.value for event in Event}),
        ("target", "strength", {strength.value for strength in Strength}),
        ("target", "frequency", {frequency.value for frequency in Frequency}),
    ],
)
def test_closed_sets_are_those_of_the_model(part: str, key: str, words: set[str]) -> None:
    assert set(DEFS[part]["properties"][key]["enum"]) - {None} == words


def test_defaults_and_pace_models_are_real() -> None:
    assert {key: str(of["default"]) for key, of in DEFS["rules"]["properties"].items()} == {
        key: str(value) for key, value in asdict(Rules()).items()
    }
    assert set(DEFS["target"]["properties"]["pace"]["examples"]) <= set(pace_names())


# Goals


GOAL, QUANTITY = (
    re.compile(DEFS[part]["properties"][key]["pattern"])
    for part, key in (("target", "goal"), ("baseline", "value"))
)
BASES = [*quantity._BASES, *quantity._SYNONYMS]
PREFIXES = ["", *quantity._PREFIXES]
NUMBERS = [
    "5",
    "5.5",
    "1,234",
    "12,345,678.90",
    "-3",
    "−3",
    "+3",
    "1,23",
    "1_000",
    "1e5",
    ".5",
    "5.",
    "",
    "几",
    "5%5",
]
NOTHINGS = ["", " ", "劳动力", "万万", "亿万", "万 元", "元元", "％", "pending"]


def goal_of(text: str) -> str:
    return TARGET + f"kind: rate, goal: {json.dumps(text)}}}"


@pytest.mark.parametrize("base", BASES)
def test_every_unit_of_the_loader_is_one_of_the_schema(base: str) -> None:
    for prefix in PREFIXES:
        assert quantity.parse_unit(prefix + base)
        assert QUANTITY.search(f"5{prefix}{base}"), prefix + base


def test_units_are_open_to_both() -> None:
    assert quantity.OPEN_UNIT in QUANTITY.pattern
    assert quantity.OPEN_UNIT in GOAL.pattern


@pytest.mark.parametrize(
    "text",
    [
        "300亿斤", "0.4吨标准煤/万元", "45 NPS", "5 mg / L", "30 tonnes of carbon", "5℃",
        "$11,000 million", "£1.2m", "1.2m£", "€3bn", "3 bn €", "-$5", "US$5.5亿",
        "1.2 million people",
    ],
)  # fmt: skip
def test_open_units_and_money_are_read_by_both(text: str) -> None:
    assert quantity.quantity_as_written(text)
    assert QUANTITY.search(text)


@pytest.mark.parametrize("text", ["5%左右", "26万人以上", "5 or more", "$5人", "18", "3 to 5 days"])
def test_words_of_degree_are_no_units_to_either(text: str) -> None:
    assert quantity.quantity_as_written(text) is None
    assert not QUANTITY.search(text)


@given(
    st.sampled_from([*(op.value for op in Op), "", "=>", "≥"]),
    st.sampled_from(["", " "]),
    st.sampled_from(NUMBERS),
    st.sampled_from(PREFIXES),
    st.sampled_from([*BASES, *NOTHINGS]),
)
def test_goals_are_read_alike(op: str, blank: str, number: str, prefix: str, base: str) -> None:
    text = f"{op}{blank}{number}{prefix}{base}"
    if text.strip():
        assert bool(GOAL.search(text)) is not bool(faults(goal_of(text))), text


@given(
    st.text(">=<~ 0123456789,.-万亿元%人家套间()pending", min_size=1, max_size=10).filter(
        lambda text: text.strip()
    )
)
def test_any_text_is_a_goal_to_both_or_to_neither(text: str) -> None:
    assert bool(GOAL.search(text)) is not bool(faults(goal_of(text))), text


# Faults


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "计划",
        "plan: 计划\nchapters: []",
        "plan: {id: p, year: 2024, title: 计划}\nchapters: {}",
        "plan: {id: p, year: 2024, title: 计划}\nchapters: [章]",
        "plan: {id: p, year: 2024, title: 计划}",
        "plan: {id: p, year: 24, title: 计划}\nchapters: []",
        "plan: {id: p, year: 2024年, title: 计划}\nchapters: []",
        "plan: {id: p, title: 计划}\nchapters: []",
        "plan: {id: [], year: 2024, title: 计划}\nchapters: []",
        "plan: {id: p, year: 2024, title: {}}\nchapters: []",
        "plan: {id: p, year: 2024, title: {zh: , en: }}\nchapters: []",
        "plan: {id: p, year: 2024, title: {zh: 计划, en: Plan, fr: Plan}}\nchapters: []",
        "plan: {id: p, year: 2024, title: 计划, source: {date: 2024-01-30}}\nchapters: []",
        CHAPTER + "    nature: bindin",
        CHAPTER + "    targets: {}",
        CHAPTER + "    tasks: [{title: 题, targets: []}]",
        CHAPTER + "    tasks: [{task: 0, title: 题, targets: []}]",
        CHAPTER + "    tasks: [{task: 1, title: 题}]",
        CHAPTER + "    tasks: [{task: 1, title: 题, targets: [], no: 1}]",
        CHAPTER + "rules: {outlook_share: 5%}",
        CHAPTER + "rules: {outlook_share: 0}",
        CHAPTER + "rules: {stale_after: 2.5}",
        CHAPTER + "rules: {stale_after: 121}",
        CHAPTER + "rules: {alert_after: 0}",
        CHAPTER + "rules: {clear_points: 0}",
        CHAPTER + "rules: {tolerance: 5}",
        TARGET + "}",
        TARGET + "kind: flows, goal: '>= 1家'}",
        TARGET + "kind: flow}",
        TARGET + "kind: flow, goal: }",
        TARGET + "kind: stock, goal: 1家}",
        TARGET + "kind: rate, goal: '>= 1'}",
        TARGET + "kind: rate, goal: 5}",
        TARGET + "kind: rate, goal: '≥ 1%'}",
        TARGET + "kind: growth, goal: '>= 18万人'}",
        TARGET + "kind: growth, goal: '>= 2个百分点'}",
        TARGET + "kind: milestone, goal: '>= 1家'}",
        TARGET + "kind: narrative, goal: '>= 1家'}",
        TARGET + "kind: narrative, event: hold}",
        TARGET + "kind: milestone, event: held}",
        TARGET + "kind: milestone, strength: hard}",
        TARGET + "kind: milestone, by: 2024-13}",
        TARGET + "kind: milestone, by: 2024-02-30}",
        TARGET + "kind: milestone, by: 三月}",
        TARGET + "kind: milestone, by: 2024.3}",
        TARGET + "kind: milestone, by: '20243'}",
        TARGET + "kind: milestone, frequency: weekly}",
        TARGET + "kind: milestone, lag: 25}",
        TARGET + "kind: milestone, lag: 1.5}",
        TARGET + "kind: milestone, owner: [某局]}",
        TARGET + "kind: milestone, with: 某局}",
        TARGET + "kind: milestone, with: [[某局]]}",
        TARGET + "kind: milestone, note: {cn: 注}}",
        TARGET + "kind: milestone, title: 题}",
        TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 60, year: 2023, wording: 文}}",
        TARGET
        + "kind: flow, goal: '>= 1家', baseline: {value: '>= 1家', year: 2023, wording: 文}}",
        TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 1家, year: 上年, wording: 文}}",
        TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 1家, wording: 文}}",
        TARGET + "kind: flow, goal: '>= 1家', baseline: 1家}",
        (CHAPTER + "    targets: [{id: Jobs, name: 名, kind: narrative, wording: 文}]"),
        (CHAPTER + "    targets: [{id: a--b, name: 名, kind: narrative, wording: 文}]"),
        (CHAPTER + "    targets: [{id: 1.5, name: 名, kind: narrative, wording: 文}]"),
        (CHAPTER + "    targets: [{id: a, name: [名], kind: narrative, wording: 文}]"),
        (CHAPTER + "    targets: [{id: a, kind: narrative, wording: 文}]"),
    ],
)
def test_a_faulty_plan_is_refused_by_both(text: str) -> None:
    assert faults(text)
    assert refused(as_written(text))
    assert refused(as_typed(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CHAPTER + "    title: 章", "SZ101"),
        (
            CHAPTER
            + "    targets:\n      - &a {id: a, name: 名, kind: narrative, wording: 文}\n     "
            " - *a",
            "SZ105",
        ),
        (TARGET + f"kind: flow, goal: '>= {'1' * 30}家'}}", "SZ113"),
        (
            TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 1家, year: 2024, wording: 文}}",
            "SZ106",
        ),
        (TARGET + "kind: milestone, pace: quadratic}", "SZ107"),
        (
            CHAPTER
            + "    tasks: [{task: 1, title: 题, targets: []}, {task: 1, title: 题, targets: []}]",
            "SZ109",
        ),
        (CHAPTER + "  - {id: '1', title: 章}", "SZ111"),
        (
            TARGET + "kind: narrative}\n      - {id: a, name: 名, wording: 文, kind: narrative}",
            "SZ111",
        ),
        (
            TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 1%, year: 2023, wording: 文}}",
            "SZ115",
        ),
        (TARGET + "kind: milestone, by: 2023-12}", "SZ116"),
        (TARGET + "kind: narrative}\naliases: {乙: 甲}", "SZ118"),
    ],
    ids=[
        "repeated key",
        "alias",
        "endless number",
        "baseline not before the plan",
        "pace model",
        "task twice",
        "chapter twice",
        "id twice",
        "baseline's unit",
        "outside the year",
        "alias of nothing",
    ],
)
def test_what_only_the_loader_sees(text: str, code: str) -> None:
    """What a schema cannot express, and pace models: adding one is one new file."""
    assert [finding.code for finding in faults(text)] == [code]
    assert refused(as_typed(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        TARGET + "kind: milestone, by: 2024.03}",
        TARGET + "kind: milestone, by: 202403}",
        TARGET + "kind: rate, goal: '>= ５%'}",
        TARGET + "kind: milestone, strength: ' push '}",
        CHAPTER + "    targets: [{id: true, name: 名, kind: narrative, wording: 文}]",
    ],
)
def test_notations_that_the_loader_reads_and_the_schema_advises_against(text: str) -> None:
    assert faults(text) == []
    assert refused(as_typed(text))


@pytest.mark.parametrize(
    "text",
    [
        "plan:\nchapters: []",
        "plan: {id: p, year: 2024, title: 计划}\nchapters:",
        "plan: {id: p, year: , title: 计划}\nchapters: []",
        CHAPTER + "    tasks: [{task: 1, title: 题, targets: }]",
        TARGET + "kind: }",
        TARGET + "kind: rate, goal: ''}",
        TARGET + "kind: flow, goal: '>= 1家', baseline: {value: 1家, year: , wording: 文}}",
    ],
)
def test_a_needed_key_wants_a_value(text: str) -> None:
    assert faults(text)
    assert refused(as_written(text))
    assert refused(as_typed(text))


# Any one change


def paths(value: Value, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every value but the root."""
    for key, of in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield (*at, key)
        yield from paths(of, (*at, key))


GOOD = cast(dict[str, Value], as_typed(PLAN))
PATHS = sorted(paths(GOOD), key=str)
OTHERS: list[Value] = [
    -1, 0, 5, 2.5, "x", "X", "很多", "5%", ">= 5%", "~ 5家", "<= -3%", "pending", "2024-03",
    "2024-3-1", "6.0%",
    "flow", "growth", "rate", "milestone", "narrative", "binding", "strive", "operate", "annual",
    [], {}, [{}], ["x"], {"zh": "名"}, {"zh": "名", "en": "name"}, {"x": 1},
]  # fmt: skip


def changed(path: tuple[str | int, ...], how: str, other: Value) -> Value:
    """The good plan with one value deleted, renamed or replaced."""
    document: Any = json.loads(json.dumps(GOOD))
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    last = path[-1]
    if how == "delete":
        del holder[last]
    elif how == "rename" and isinstance(last, str):
        holder[last + "s"] = holder.pop(last)
    else:
        holder[last] = other
    return cast(Value, document)


def visible(finding: Finding) -> bool:
    """Whether a schema can see it: not two units held against each other, not the plan's year, not
    the name of a pace model.
    """
    beyond = (
        finding.code in ("SZ115", "SZ118")
        or "not in the plan's year" in finding.message.en
        or "lies before its month" in finding.message.en
        or "linear" in finding.message.en
    )
    return not beyond


@settings(deadline=None)
@given(
    st.sampled_from(PATHS),
    st.sampled_from(["delete", "rename", "replace", "replace"]),
    st.sampled_from(OTHERS),
)
def test_one_change_is_refused_by_both_or_by_neither(
    path: tuple[str | int, ...], how: str, other: Value
) -> None:
    assume(path[-1] != "pace" or isinstance(other, str))
    document = changed(path, how, other)
    found = [
        finding.message.en
        for finding in faults(json.dumps(document, ensure_ascii=False))
        if visible(finding)
    ]
    assert bool(found) is bool(refused(document)), (found, refused(document))


def test_the_schema_asks_a_goal_of_every_kind_that_is_measured() -> None:
    conditions = [rule["if"]["properties"].get("kind", {}) for rule in DEFS["target"]["allOf"]]
    assert {kind.value for kind in measured()} in [set(of.get("enum", ())) for of in conditions]
