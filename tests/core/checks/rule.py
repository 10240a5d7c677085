"""One rule of the shelf against a plan and rows, written the way a planner writes them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent, indent

from sztrack.core.checks import Audit, Check
from sztrack.core.model import Finding, Observation, Plan
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month, parse_month
from sztrack.load.targets import read_plan
from tests.plans import rows

HEAD = """\
plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}
chapters:
  - id: "3.1"
    title: {zh: 测试, en: Test}
    tasks:
"""


def found(
    rule: Check, plan: Plan, data: str = "", today: str = "2025-01", path: str = "actuals/2024.csv"
) -> list[Finding]:
    """What the rule says of a plan with these rows, in the month `today`."""
    return list(rule.check(audit(plan, rows(data, path) if data else [], today)))


def audit(plan: Plan, observations: Sequence[Observation], today: str = "2025-01") -> Audit:
    """What a rule is given: the plan's whole year, seen from the month `today`."""
    now, december = parse_month(today), Month(plan.year, 12)
    assert now
    return Audit(
        plan=plan,
        series=reconcile(plan, observations, december)[0],
        rows=observations,
        clock=Clock(as_of=december, today=now),
    )


def tasks(text: str) -> Plan:
    """A plan of tasks, written as in targets.yaml; the first stands on line 6."""
    plan, findings = read_plan(HEAD + indent(dedent(text).strip(), " " * 6), "targets.yaml")
    assert plan is not None
    assert not findings, findings
    return plan
