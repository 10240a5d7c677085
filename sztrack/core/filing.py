"""Rows that the responsible units sent in, held against the plan and against what was accepted before: what becomes of each."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.model import Basis, Finding, Observation, Plan, Series, Severity, Source, Stage, Target
from sztrack.core.period import Month
from sztrack.core.reconcile import reconcile
from sztrack.core.settle import Growths, Levels, settle, settle_stage


class Outcome(Enum):
    """What becomes of a row. The first two are filed, the next two need nothing, the rest are refused."""

    NEW = "new"
    REVISED = "revised"
    """It changes an accepted figure, which stays on record."""
    UNCHANGED = "unchanged"
    TAKEN = "taken"
    """It was filed when the same file was taken before."""
    UNKNOWN = "unknown"
    """The plan has no such indicator."""
    FUTURE = "future"
    """The period is not over."""
    WRONG_UNIT = "wrong_unit"
    CONTRADICTED = "contradicted"
    """Another row sent with it says something else about the same period."""
    FOREIGN = "foreign"
    """It is neither the sender's own target nor one it supports."""
    UNVERIFIED = "unverified"
    """A unit cannot verify its own report."""


FILED = (Outcome.NEW, Outcome.REVISED)
REFUSED = tuple(outcome for outcome in Outcome if outcome not in (*FILED, Outcome.UNCHANGED, Outcome.TAKEN))


class Said(NamedTuple):
    """A level in the row's own unit, a growth in percent, a stage; None where nothing is said."""

    value: Decimal | None
    growth: Decimal | None
    stage: Stage | None


NOTHING = Said(None, None, None)
_UNFIT = re.compile(r"[^\w（）()、·-]+")
_Key = tuple[str, Basis, Month]


class Filing(NamedTuple):
    """A row that was sent, what becomes of it, and what was accepted before."""

    row: Observation
    target: Target | None
    outcome: Outcome
    before: Said
    sender: str
    """The unit that sent it; empty where that is not known."""


class Batch(NamedTuple):
    """One file that was sent in."""

    path: str
    sha256: str
    taken_before: str
    """How an earlier taking of the very same file is recorded; empty if it is new."""
    filings: tuple[Filing, ...]
    blank: Sequence[tuple[int, str]]
    """Line and indicator of rows that were left blank."""
    findings: tuple[Finding, ...]
    """What could not be read, and what the audit says of the rows that are filed."""

    @property
    def refused(self) -> bool:
        """Whether anything in it was not accepted."""
        faults = any(finding.severity is Severity.ERROR for finding in self.findings)
        return faults or any(filing.outcome in REFUSED for filing in self.filings)


def file(
    plan: Plan,
    accepted: Iterable[Observation],
    sent: Sequence[Observation],
    today: Month,
    *,
    sender: str = "",
    verified: bool = False,
    taken: Container[Source] = (),
) -> tuple[list[Filing], list[Finding]]:
    """What becomes of each row of `sent`, in their order, and what there is to say of those that fit no target.

    `sender` is who sent them all, on the word of whoever takes them; without one it is told file by file. `verified` says that the sender
    has inspected the stages it calls verified. The rows in `taken` were filed before.
    """
    last = max((row.month for row in sent), default=today)
    found, findings = reconcile(plan, sent, last)
    known, _ = reconcile(plan, accepted, last)
    targets = {row.source: series.target for series in reversed(found.values()) for row in series.rows}
    senders = _senders(plan, sent, targets)
    said: dict[_Key, list[Said]] = {}
    for row in sent:
        if row.source not in taken:
            said.setdefault(_key(row, targets.get(row.source)), []).append(_scaled(row))
    misfits = {finding.source for finding in findings if finding.code == "SZ302"}
    filings: list[Filing] = []
    told: set[tuple[_Key, Said]] = set()
    for row in sent:
        target, who, scaled = targets.get(row.source), sender or senders[row.source.path], _scaled(row)
        key = _key(row, target)
        before = _accepted(known[target.id], row) if target else NOTHING
        if row.source in taken:
            outcome: Outcome | None = Outcome.TAKEN
        elif target is None:
            outcome = Outcome.UNKNOWN
        elif row.month > today:
            outcome = Outcome.FUTURE
        elif row.source in misfits:
            outcome = Outcome.WRONG_UNIT
        elif any(len(set(values) - {None}) > 1 for values in zip(*said[key], strict=True)):
            outcome = Outcome.CONTRADICTED
        else:
            outcome = _objection(row, target, who, on_their_word=not sender, verified=verified)
        if outcome is None:
            outcome = Outcome.UNCHANGED if (key, scaled) in told else _compared(_said(row), before)
            told.add((key, scaled))
        filings.append(Filing(row, target, outcome, before, who))
    strangers = {filing.row.source for filing in filings if filing.outcome in (Outcome.UNKNOWN, Outcome.WRONG_UNIT)}
    return filings, [finding for finding in findings if finding.source in strangers]


def _objection(row: Observation, target: Target, who: str, *, on_their_word: bool, verified: bool) -> Outcome | None:
    """Why `who` may not say this of `target`; None if they may."""
    if on_their_word and target.owner and who not in (target.owner, *target.supporting):
        return Outcome.FOREIGN
    return Outcome.UNVERIFIED if row.stage is Stage.VERIFIED_DONE and (not verified or who == target.owner) else None


def in_file_name(unit: str) -> str:
    """A unit's name without the characters that some file system or shell does not bear."""
    return _UNFIT.sub("_", unit)[:60]


def _senders(plan: Plan, sent: Iterable[Observation], targets: Mapping[Source, Target]) -> dict[str, str]:
    """Who sent each file: the unit in its name, else the only one that its rows belong to; empty where neither tells."""
    units = {unit for target in plan.targets for unit in (target.owner, *target.supporting) if unit}
    owners: dict[str, set[str | None]] = {}
    for row in sent:
        owners.setdefault(row.source.path, set()).update(target.owner for target in [targets.get(row.source)] if target)
    senders = {}
    for path, of_rows in owners.items():
        name = path.replace("\\", "/").rpartition("/")[2]
        named = max((unit for unit in units if in_file_name(unit) in name), key=len, default=None)
        senders[path] = named or (of_rows.pop() if len(of_rows) == 1 else None) or ""
    return senders


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
