"""Small plans and rows for tests, written the way a planner writes them."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent, indent

from sztrack.core.model import Assessment, Finding, Observation, Plan, Severity
from sztrack.core.record.due import Clock
from sztrack.core.record.reconcile import reconcile
from sztrack.core.verdict.assess import assess
from sztrack.core.words.period import Month, parse_month
from sztrack.load.actuals import read_actuals
from sztrack.load.targets import read_plan

HEAD = """\
plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}
chapters:
  - id: "1"
    title: {zh: 测试, en: Test}
    targets:
"""


def plan(*targets: str) -> Plan:
    """A plan of targets, each given as the lines below its `- `; they need not name what does not
    matter. One that names no pace has the simplest: verdicts are not tried on projections.
    """
    body = "".join(
        indent(
            "- " + indent(_complete(dedent(target).strip(), place), "  ").lstrip() + "\n", " " * 6
        )
        for place, target in enumerate(targets)
    )
    found, findings = read_plan(HEAD + body, "targets.yaml")
    assert found is not None
    assert all(one.severity is Severity.INFO for one in findings), findings
    paced = (
        one if "pace:" in text else replace(one, pace="linear")
        for text, one in zip(targets, found.targets, strict=True)
    )
    return replace(found, targets=tuple(paced))


def rows(text: str, path: str = "actuals/2024.csv") -> list[Observation]:
    """Observations from CSV text that reads without a finding."""
    observations, findings, *_ = read_actuals(dedent(text).strip().encode(), path)
    assert not findings, findings
    return observations


def audit(
    target: str,
    data: str,
    as_of: str = "2024-09",
    pace: str | None = None,
    today: str | None = None,
) -> tuple[Assessment, list[Finding]]:
    """One target against some rows, as of a month; today is the month after, unless said
    otherwise.
    """
    one, month = plan(target), _month(as_of)
    series, findings = reconcile(one, rows(data), month)
    clock = Clock(month, _month(today) if today else month.plus(1))
    return assess(one.targets[0], series[one.targets[0].id], one.rules, clock, pace), findings


def _month(text: str) -> Month:
    month = parse_month(text)
    assert month
    return month


def _complete(target: str, place: int) -> str:
    defaults = {"id": f"t{place}", "name": "{zh: 指标, en: Indicator}", "wording": "原文"}
    return "\n".join(
        [
            target,
            *(
                f"{key}: {value}"
                for key, value in defaults.items()
                if not any(line.startswith(f"{key}:") for line in target.splitlines())
            ),
        ]
    )
