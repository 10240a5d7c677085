"""A shelf of audit rules, one file each. A rule looks at the plan and the series and returns findings; it never raises.

Each file offers CODE, SUMMARY, WHY and REMEDY, and `check(plan, series)`. A rule is found by being here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sztrack.core.model import Finding, Plan, Series, Text


class Check(Protocol):
    """What each file of this shelf offers."""

    CODE: str
    SUMMARY: Text
    WHY: Text
    REMEDY: Text

    def check(self, plan: Plan, series: Mapping[str, Series]) -> Iterable[Finding]:
        """What the rule finds."""


def shelf() -> tuple[Check, ...]:
    """Every rule, in the order of their codes."""
    rules = (cast(Check, import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__))
    return tuple(sorted(rules, key=lambda rule: rule.CODE))


def summaries() -> dict[str, Text]:
    """What each rule is about, by code."""
    return {rule.CODE: rule.SUMMARY for rule in shelf()}


def run(plan: Plan, series: Mapping[str, Series]) -> list[Finding]:
    """What every rule finds."""
    return [finding for rule in shelf() for finding in rule.check(plan, series)]
