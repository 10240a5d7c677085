"""Rows that the responsible units sent in, held against the plan and against what was accepted before: what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.model import Basis, Finding, Observation, Plan, Series, Severity, Source, Stage, Target
from sztrack.core.period import Month
from sztrack.core.reconcile import reconcile
from sztrack.core.settle import Growths, Levels, settle, settle_stage


class Outcome(Enum):
    """What becomes of a row. The first two are filed, the third needs nothing, the rest are refused."""

    NEW = "new"
    REVISED = "revised"
    """It changes an accepted figure, which stays on record."""
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"
    """The plan has no such indicator."""
    FUTURE = "future"
    """The period is not over."""
    WRONG_UNIT = "wrong_unit"
    CONTRADICTED = "contradicted"
    """Another row sent with it says something else about the same period."""
    UNVERIFIED = "unverified"
    """A unit cannot verify its own report."""


FILED = (Outcome.NEW, Outcome.REVISED)
REFUSED = tuple(outcome for outcome in Outcome if outcome not in (*FILED, Outcome.UNCHANGED))


class Said(NamedTuple):
    """A level in the row's own unit, a growth in percent, a stage; None where nothing is said."""

    value: Decimal | None
    growth: Decimal | None
    stage: Stage | None


NOTHING = Said(None, None, None)
_Key = tuple[str, Basis, Month]


class Filing(NamedTuple):
    """A row that was sent, what becomes of it, and what was accepted before."""

    row: Observation
    target: Target | None
    outcome: Outcome
    before: Said


class Batch(NamedTuple):
    """One file that was sent in."""

    path: str
    sha256: str
    taken_before: str
    """How an earlier taking of the very same file is recorded; empty if it is new."""
    filings: tuple[Filing, ...]
    findings: tuple[Finding, ...]
    """What could not be read, and what the audit says of the rows that are filed."""

    @property
    def refused(self) -> bool:
        """Whether anything in it was not accepted."""
        faults = any(finding.severity is Severity.ERROR for finding in self.findings)
        return bool(self.taken_before) or faults or any(filing.outcome in REFUSED for filing in self.filings)


def file(plan: Plan, accepted: Iterable[Observation], sent: Sequence[Observation], today: Month, *, verified: bool) -> list[Filing]:
    """What becomes of each row of `sent`, in their order. `verified` says that whoever files them vouches for verified stages."""
    last = max((row.month for row in sent), default=today)
    found, findings = reconcile(plan, sent, last)
    known, _ = reconcile(plan, accepted, last)
    targets = {row.source: series.target for series in reversed(found.values()) for row in series.rows}
    said: dict[_Key, list[Said]] = {}
    for row in sent:
        said.setdefault(_key(row, targets.get(row.source)), []).append(_scaled(row))
    refused = {finding.source: Outcome.WRONG_UNIT for finding in findings if finding.code == "SZ302"}
    for row in sent:
        if why := _refusal(row, targets, said, today, verified=verified):
            refused.setdefault(row.source, why)
    filings = []
    for row in sent:
        target = targets.get(row.source)
        before = _accepted(known[target.id], row) if target else NOTHING
        filings.append(Filing(row, target, refused.get(row.source) or _compared(_said(row), before), before))
    return filings


def _refusal(row: Observation, targets: Mapping[Source, Target], said: Mapping[_Key, list[Said]], today: Month, *, verified: bool) -> Outcome | None:
    if row.source not in targets:
        return Outcome.UNKNOWN
    if row.month > today:
        return Outcome.FUTURE
    if row.stage is Stage.VERIFIED_DONE and not verified:
        return Outcome.UNVERIFIED
    if any(len(set(values) - {None}) > 1 for values in zip(*said[_key(row, targets[row.source])], strict=True)):
        return Outcome.CONTRADICTED
    return None


def _compared(now: Said, before: Said) -> Outcome:
    pairs = [(new, old) for new, old in zip(now, before, strict=True) if new is not None]
    if any(old is not None and new != old for new, old in pairs):
        return Outcome.REVISED
    return Outcome.NEW if any(old is None for _, old in pairs) else Outcome.UNCHANGED


def _accepted(known: Series, row: Observation) -> Said:
    """What counts now of the figures that `row` speaks of, in its unit."""
    rows = [old for old in known.rows if (old.basis, old.month) == (row.basis, row.month)]
    level = settle(rows, Levels(row.value.unit, None), []) if row.value else None
    growth = settle(rows, Growths(None), [])
    staged = [old for old in rows if old.stage]
    return Said(level.value if level else None, growth.value if growth else None, settle_stage(staged, []).stage if staged else None)


def _said(row: Observation) -> Said:
    return Said(row.value.value if row.value else None, row.growth, row.stage)


def _scaled(row: Observation) -> Said:
    """The same whatever power of ten the level is written in."""
    return _said(row)._replace(value=row.value.value.scaleb(row.value.unit.exponent) if row.value else None)


def _key(row: Observation, target: Target | None) -> _Key:
    return target.indicator if target else row.indicator, row.basis, row.month
