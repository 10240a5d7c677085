"""One rule of the shelf against a plan and rows, written the way a planner writes them."""

from __future__ import annotations

from textwrap import dedent, indent

from sztrack.core.checks import Check
from sztrack.core.model import Finding, Plan
from sztrack.core.period import Month
from sztrack.core.reconcile import reconcile
from sztrack.load.targets import read_plan
from tests.plans import rows

HEAD = """\
plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}
chapters:
  - id: "3.1"
    title: {zh: 测试, en: Test}
    tasks:
"""


def found(rule: Check, plan: Plan, data: str = "") -> list[Finding]:
    """What the rule says of a plan with these rows."""
    series, _ = reconcile(plan, rows(data) if data else [], Month(plan.year, 12))
    return list(rule.check(plan, series))


def tasks(text: str) -> Plan:
    """A plan of tasks, written as in targets.yaml; the first stands on line 6."""
    plan, findings = read_plan(HEAD + indent(dedent(text).strip(), " " * 6), "targets.yaml")
    assert plan is not None
    assert not findings, findings
    return plan
