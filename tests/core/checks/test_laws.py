"""Laws that every rule of the shelf keeps without a test of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sztrack.core.checks import Check, run, shelf
from sztrack.core.model import (
    Baseline,
    Event,
    Frequency,
    Goal,
    Kind,
    Nature,
    Op,
    Source,
    Strength,
    Target,
    Text,
)
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, parse_unit
from tests.core.checks.rule import audit, tasks
from tests.plans import rows

UNITS = [
    unit
    for text in ("%", "‰", "百分点", "个", "万人", "亿元", "万亿元", "公里")
    if (unit := parse_unit(text))
]
WORDS = [
    "地区生产总值",
    "新兴产业增加值",
    "占",
    "GDP",
    "比重",
    "增长",
    "保持在",
    "5%",
    "以上",
    "、",
    "和",
    "(",
    "）",
    "等",
    "第",
    "届",
    "2024",
    "海博会",
    "举办",
]
NAMES = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
QUANTITIES = st.builds(
    Quantity,
    st.sampled_from([D(0), D(-5), D("5.0"), D(100), D("1e30"), D("1e-9")]),
    st.sampled_from(UNITS),
)
PLAN = tasks(
    "- {task: 1, title: 一, targets: []}\n- {task: 2, title: 二, owner: 某局, targets: []}"
)
LEVELS = rows("""
    指标,时期,累计,单位
    地区生产总值,2023-12,34606.40,亿元
    新兴产业增加值,2023-12,0,亿元
    """)


@st.composite
def goals(draw: st.DrawFn, line: Source) -> Goal:
    op, quantity = draw(st.sampled_from(Op)), draw(QUANTITIES)
    upper = quantity._replace(value=quantity.value + 1) if op is Op.WITHIN else None
    return Goal(op=op, quantity=quantity, source=line, upper=upper)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    name, line = draw(NAMES), Source("targets.yaml", draw(st.integers(1, 99)))
    return Target(
        id=draw(st.sampled_from("abc")),
        name=Text(name, name),
        indicator=draw(NAMES),
        kind=draw(st.sampled_from(Kind)),
        nature=draw(st.sampled_from(Nature)),
        chapter="1",
        task=draw(st.sampled_from([None, 1, 2, 3])),
        owner=draw(st.sampled_from([None, "某局"])),
        goal=draw(st.none() | goals(line)),
        pending=draw(st.booleans()),
        wording=draw(NAMES),
        baseline=draw(
            st.none()
            | st.builds(
                Baseline,
                quantity=QUANTITIES,
                year=st.just(2023),
                wording=NAMES,
                note=st.none(),
                source=st.just(line),
            )
        ),
        strength=Strength.FIRM,
        by=Month(2024, 12),
        frequency=Frequency.MONTHLY,
        lag=1,
        pace="linear",
        event=draw(st.sampled_from([None, *Event])),
        note=None,
        source=line,
    )


@pytest.mark.parametrize("rule", shelf(), ids=lambda rule: rule.RULE.code)
def test_a_rule_explains_itself_in_both_languages(rule: Check) -> None:
    assert all(
        words.strip()
        for text in (rule.RULE.summary, rule.RULE.why, rule.RULE.remedy)
        for words in text
    )


def test_no_two_rules_share_a_code() -> None:
    codes = [rule.RULE.code for rule in shelf()]
    assert codes == sorted(set(codes))


@settings(deadline=None)
@given(st.lists(targets(), max_size=4))
def test_a_rule_never_raises_and_every_finding_says_where(some: list[Target]) -> None:
    plan = replace(PLAN, targets=tuple(some))
    rules = {rule.RULE.code: rule.RULE for rule in shelf()}
    for finding in run(audit(plan, LEVELS)):
        assert (finding.hint, finding.severity) == (
            rules[finding.code].remedy,
            rules[finding.code].severity,
        )
        assert finding.source.path.endswith((".yaml", ".csv"))
        assert finding.source.line > 0
        assert all(finding.message)
