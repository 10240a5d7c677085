"""What the rules say of the plan that the project ships, held against what was worked out by hand
from the plan's text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest

from sztrack.core import checks
from sztrack.core.checks import (
    Check,
    cannot_fail,
    goal_below_baseline,
    goal_restates_baseline,
    lumped_count,
    maintain_above_reached,
    no_owner,
    open_list,
    same_event_twice,
    share_against_amount,
)
from sztrack.core.model import Kind
from sztrack.load.targets import read_plan
from sztrack.load.workspace import load_workspace
from tests.core.checks.rule import audit

ROOT = Path(__file__).resolve().parents[3]

BELOW = """
    gdp-growth industrial-value-added-growth fixed-asset-investment-growth retail-sales-growth
    fiscal-revenue-growth new-urban-jobs new-headquarters-enterprises factory-space-started
    new-high-tech-enterprises new-little-giants rd-expenditure-growth rd-expenditure-gdp-share
    new-proof-of-concept-pilot-bases esi-top-disciplines new-debut-flagship-concept-stores
    new-energy-vehicles-promoted industrial-investment-growth cross-border-ecommerce-trade
    greenways-built-upgraded non-motorised-lanes-built secondary-water-supply-estates
    combined-and-inland-ports-added work-accident-death-rate-per-gdp sponge-city-area-added
    city-ai-scenarios good-air-quality-days fitness-facilities-built new-basic-education-places
    new-quality-school-groups new-community-health-centres new-general-practitioners
    subsidized-housing-built-raised subsidized-housing-allocated old-neighbourhoods-renovated
    """
RESTATED = (
    "themed-trails-and-avenues parks-built-renovated digital-twin-scenarios sewage-collection-rate"
)
LUMPED = """
    green-factories-supply-chains service-oriented-manufacturing-demos major-equipment-projects
    hetao-new-research-bodies new-proof-of-concept-pilot-bases science-leaders-team-members
    new-debut-flagship-concept-stores themed-trails-and-avenues combined-and-inland-ports-added
    new-art-auction-appraisal-houses fitness-facilities-built
    """
OPEN = """
    cr-micro-12-inch-line-production network-communications-fund hetao-white-list-policy
    china-marine-economy-expo-held siemens-energy-project-landed
    chung-ying-street-duty-free-quota shenzhen-fisheries-expo
    shenzhong-airport-terminal-complete chunfeng-tunnel-complete industrial-noise-code-issued
    shenzhen-museum-new-start shenzhen-reading-month-held art-shenzhen-fair-held
    sports-centre-upgrade-complete sports-consumption-festival-held
    childbirth-support-policy-issued baoan-central-hospital-phase2-complete
    """


@cache
def shipped() -> checks.Audit:
    workspace = load_workspace(ROOT)
    return audit(workspace.plan, workspace.observations)


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        (goal_below_baseline, BELOW),
        (goal_restates_baseline, RESTATED),
        (maintain_above_reached, "household-waste-recycling-rate"),
        (share_against_amount, "strategic-emerging-gdp-share"),
        (lumped_count, LUMPED),
        (open_list, OPEN),
        (same_event_twice, "marine-expo-2024"),
    ],
)
def test_the_targets_that_a_rule_names(rule: Check, ids: str) -> None:
    plan = shipped().plan
    places = {
        place: target.id
        for target in plan.targets
        for place in (
            target.source,
            target.baseline and target.baseline.source,
            target.goal and target.goal.source,
        )
    }
    assert [places[finding.source] for finding in rule.check(shipped())] == ids.split()


def test_how_many_goals_ask_for_less_and_how_many_repeat() -> None:
    assert (len(BELOW.split()), len(RESTATED.split())) == (34, 4)


def test_the_tasks_that_have_nothing_but_words() -> None:
    plan = shipped().plan
    (finding,) = cannot_fail.check(shipped())
    said, _, named = finding.message.zh.partition("任务 ")
    assert said.startswith("39 项任务只有定性表述")
    assert named.split("、") == [
        str(task.number)
        for task in plan.tasks
        if all(t.kind is Kind.NARRATIVE for t in plan.targets if t.task == task.number)
    ]


def test_nobody_answers_for_any_task_yet() -> None:
    assert [finding.message.en for finding in no_owner.check(shipped())] == [
        "153 of 153 tasks without an owner"
    ]


def test_the_arithmetic_of_share_and_amount() -> None:
    (finding,) = share_against_amount.check(shipped())
    assert "34606.40亿元 × (1 + 5.5%) × 42% = 1.533万亿元" in finding.message.zh
    assert "41.1%" in finding.message.zh


def test_all_rules_together_take_less_time_than_reading_the_plan() -> None:
    """A third of it on a quiet machine; the two are measured in turn, so a busy one slows both."""
    text = (ROOT / "targets.yaml").read_text("utf-8")

    def seconds(work: Callable[[], object]) -> float:
        begin = perf_counter()
        work()
        return perf_counter() - begin

    pairs = [
        (seconds(lambda: checks.run(shipped())), seconds(lambda: read_plan(text, "targets.yaml")))
        for _ in range(5)
    ]
    assert min(run for run, _ in pairs) < min(read for _, read in pairs)
