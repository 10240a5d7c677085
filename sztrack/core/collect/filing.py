"""Rows that the responsible units sent in, held against the plan and against what was accepted
before: what becomes of each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from sztrack.core.collect.said import (
    NOTHING,
    Said,
    changed,
    has_evidence,
    has_remark,
    on_record,
    outlasted,
    said,
    scaled,
    slipped,
)
from sztrack.core.collect.units import file_names, parties, same_unit, sender_of, units
from sztrack.core.kinds import traits
from sztrack.core.model import (
    Basis,
    Finding,
    LeftBlank,
    Observation,
    Plan,
    Series,
    Severity,
    Source,
    Stage,
    Target,
)
from sztrack.core.record.reconcile import name_key, reconcile
from sztrack.core.record.stages import verified_in
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit


class Outcome(Enum):
    """What becomes of a row. The first two are filed, the next two need nothing, the rest are
    refused.
    """

    NEW = "new"
    REVISED = "revised"
    """It changes an accepted figure, which stays on record."""
    UNCHANGED = "unchanged"
    TAKEN = "taken"
    """It was filed when the same file was taken before."""
    UNKNOWN = "unknown"
    """The plan has no such indicator."""
    FUTURE = "future"
    """The period is not over; a stage may be reported within its month."""
    WRONG_UNIT = "wrong_unit"
    SLIPPED = "slipped"
    """The unit is another than before, and the figure is ten thousand or a hundred million times
    the one before.
    """
    CONTRADICTED = "contradicted"
    """Another row sent with it says something else about the same period."""
    UNCLEAR = "unclear"
    """Nothing tells who sent it."""
    FOREIGN = "foreign"
    """It is neither the sender's own target nor one it supports."""
    UNVERIFIED = "unverified"
    """A unit cannot verify its own report."""
    VERIFIED = "verified"
    """The period is verified; what the unit itself says of it does not change that."""
    BACKDATED = "backdated"
    """The figure on record was released after the day of taking, and would go on counting."""


FILED = (Outcome.NEW, Outcome.REVISED)
REFUSED = tuple(
    outcome for outcome in Outcome if outcome not in (*FILED, Outcome.UNCHANGED, Outcome.TAKEN)
)
_Key = tuple[str, Basis, Month]


class Filing(NamedTuple):
    """A row that was sent, what becomes of it, and what was accepted before."""

    row: Observation
    target: Target | None
    outcome: Outcome
    before: Said
    sender: str
    """The unit that sent it; empty where that is not known."""
    indicator: str
    """The name that it is filed under: the plan's own."""


class Batch(NamedTuple):
    """One file that was sent in."""

    path: str
    sha256: str
    taken_before: str
    """How an earlier taking of the very same file is recorded; empty if it is new."""
    filings: tuple[Filing, ...]
    blank: Sequence[LeftBlank]
    findings: tuple[Finding, ...]
    """What could not be read, and what the audit says of the rows that are filed, in the order of
    lines.
    """

    @property
    def refused(self) -> bool:
        """Whether anything in it was not accepted."""
        faults = any(finding.severity is Severity.ERROR for finding in self.findings)
        return faults or any(filing.outcome in REFUSED for filing in self.filings)


class _Desk(NamedTuple):
    """The figures on record, and the units that may report, which a sent row is held against."""

    known: Mapping[str, Series]
    """What was accepted before, by target."""
    units: Mapping[str, Unit | None]
    """What a level of each target must convert to."""
    contradicted: Collection[_Key]
    named: Collection[str]
    """The units of the plan."""
    day: date
    verified: bool
    vouched: bool
    """Whoever takes the rows says who sent them."""


class _Sheet(NamedTuple):
    """One row, who sent it, and the targets that read it; the first is the one it is meant for."""

    row: Observation
    sender: str
    readers: tuple[Target, ...]

    @property
    def target(self) -> Target:
        """The one it is meant for."""
        return self.readers[0]

    @property
    def key(self) -> _Key:
        """What it speaks of."""
        return (
            name_key(self.target.indicator),
            Basis.POINT if self.row.stage else self.row.basis,
            self.row.month,
        )


def file(
    plan: Plan,
    accepted: Iterable[Observation],
    sent: Sequence[Observation],
    day: date,
    *,
    sender: str = "",
    verified: bool = False,
    taken: Container[Source] = (),
) -> tuple[list[Filing], list[Finding]]:
    """What becomes of each row of `sent`, in their order, and what there is to say of those that
    fit no target.

    `sender` is who sent them all, on the word of whoever takes them; without one it is told file by
    file. `verified` says that the sender has inspected the stages it calls verified. The rows in
    `taken` were filed before.
    """
    last = max((row.month for row in sent), default=Month(day.year, day.month))
    found, findings = reconcile(plan, sent, last)
    known, _ = reconcile(plan, accepted, last)
    levels = {name: known[name].level_unit or series.level_unit for name, series in found.items()}
    sheets = _sheets(plan, sent, found.values(), levels, sender)
    contradicted = _contradicted(
        sheet for sheet in sheets if sheet.readers and sheet.row.source not in taken
    )
    desk = _Desk(
        known=known,
        units=levels,
        contradicted=contradicted,
        named=units(plan),
        day=day,
        verified=verified,
        vouched=bool(sender),
    )
    filings: list[Filing] = []
    told: dict[_Key, list[Said]] = {}
    for sheet in sheets:
        outcome, before = (
            _outcome(sheet, desk, told) if sheet.readers else (Outcome.UNKNOWN, NOTHING)
        )
        if sheet.row.source in taken:
            outcome = Outcome.TAKEN
        elif outcome in FILED:
            told.setdefault(sheet.key, []).append(scaled(sheet.row))
        filings.append(
            Filing(
                row=sheet.row,
                target=sheet.target if sheet.readers else None,
                outcome=outcome,
                before=before,
                sender=sheet.sender,
                indicator=_filed_as(sheet),
            )
        )
    return filings, _of_strangers(findings, filings)


def _of_strangers(findings: Iterable[Finding], filings: Iterable[Filing]) -> list[Finding]:
    """The findings about rows that fit no target."""
    strangers = {
        filing.row.source
        for filing in filings
        if filing.outcome in (Outcome.UNKNOWN, Outcome.WRONG_UNIT)
    }
    return [finding for finding in findings if finding.source in strangers]


def _sheets(
    plan: Plan,
    sent: Iterable[Observation],
    found: Iterable[Series],
    levels: Mapping[str, Unit | None],
    vouched: str,
) -> list[_Sheet]:
    """The rows with their senders and readers: the sender's own targets before others', and those
    that the row can serve before others.
    """
    readers: dict[Source, list[Target]] = {}
    for series in found:
        for row in series.rows:
            readers.setdefault(row.source, []).append(series.target)
    rows = list(sent)
    names = file_names(units(plan))
    owners: dict[str, list[set[str]]] = {row.source.path: [] for row in rows}
    for row in rows:
        if owning := {target.owner for target in readers.get(row.source, ()) if target.owner}:
            owners[row.source.path].append(owning)
    senders = {path: vouched or sender_of(path, names, of_rows) for path, of_rows in owners.items()}
    sheets = []
    for row in rows:
        who = senders[row.source.path]
        order = sorted(
            readers.get(row.source, ()),
            key=lambda target: (
                who not in parties(target),
                not _serves(row, target, levels[target.id]),
            ),
        )
        sheets.append(_Sheet(row, who, tuple(order)))
    return sheets


def _serves(row: Observation, target: Target, unit: Unit | None) -> bool:
    """Whether a row says what the target is measured by."""
    return traits(target.kind).serves(row, unit)


def _contradicted(sheets: Iterable[_Sheet]) -> set[_Key]:
    """The periods of which several rows say different things; evidence may differ."""
    said_of: dict[_Key, list[Said]] = {}
    for sheet in sheets:
        said_of.setdefault(sheet.key, []).append(scaled(sheet.row)._replace(evidence=None))
    return {
        key
        for key, words in said_of.items()
        if any(len(set(values) - {None}) > 1 for values in zip(*words, strict=True))
    }


def _outcome(
    sheet: _Sheet, desk: _Desk, told: Mapping[_Key, Sequence[Said]]
) -> tuple[Outcome, Said]:
    """What becomes of a row that the plan has a target for, and what was accepted before."""
    row, known = sheet.row, desk.known[sheet.target.id]
    before = on_record(known, row)
    fields = changed(said(row), before)
    if objection := _objection(_Case(sheet=sheet, desk=desk, before=before, fields=fields)):
        return objection, before
    if _echoes(row, known) or any(
        not changed(scaled(row), earlier) for earlier in told.get(sheet.key, ())
    ):
        return Outcome.UNCHANGED, before
    if not fields:
        return (Outcome.UNCHANGED if has_remark(known, row) else Outcome.NEW), before
    if outlasted(known, row, fields, desk.day):
        return Outcome.BACKDATED, before
    return (
        Outcome.REVISED
        if any(getattr(before, field) is not None for field in fields)
        else Outcome.NEW
    ), before


class _Case(NamedTuple):
    """One row as it is judged: what it says, what was accepted before, and who sent it."""

    sheet: _Sheet
    desk: _Desk
    before: Said
    fields: Collection[str]
    """What the row says otherwise than before."""

    @property
    def row(self) -> Observation:
        """The row itself."""
        return self.sheet.row

    @property
    def known(self) -> Series:
        """What was accepted before about the target that the row is meant for."""
        return self.desk.known[self.sheet.target.id]

    @property
    def needs_sender(self) -> bool:
        """Whether the target has an owner, and nobody vouches for who sent the row."""
        return self.sheet.target.owner is not None and not self.desk.vouched

    @property
    def inspected(self) -> bool:
        """Whether the sender has inspected the stage, and is not the unit that answers for it."""
        return self.desk.verified and not self._is_of_answering_unit()

    def _is_of_answering_unit(self) -> bool:
        sender = self.sheet.sender
        answering = [party for target in self.sheet.readers for party in parties(target)]
        if sender in answering:
            return True
        # A unit that the plan does not name may be an answering one under a longer name.
        return sender not in self.desk.named and any(
            same_unit(sender, party) for party in answering
        )


def _objection(case: _Case) -> Outcome | None:
    """Why a row is not accepted; None if it may be."""
    return next((outcome for outcome, holds in _OBJECTIONS if holds(case)), None)


def _is_future(case: _Case) -> bool:
    now = Month(case.desk.day.year, case.desk.day.month)
    return case.row.month > now or (case.row.month == now and not case.row.stage)


def _is_wrong_unit(case: _Case) -> bool:
    value, unit = case.row.value, case.desk.units[case.sheet.target.id]
    return value is not None and unit is not None and not value.unit.converts_to(unit)


def _is_slipped(case: _Case) -> bool:
    return slipped(case.known, case.row)


def _is_contradicted(case: _Case) -> bool:
    return case.sheet.key in case.desk.contradicted


def _is_unclear(case: _Case) -> bool:
    return case.needs_sender and not case.sheet.sender


def _is_foreign(case: _Case) -> bool:
    return case.needs_sender and case.sheet.sender not in parties(case.sheet.target)


def _is_unverified(case: _Case) -> bool:
    return case.row.stage is Stage.VERIFIED_DONE and not case.inspected


def _is_verified_before(case: _Case) -> bool:
    if case.before.stage is not Stage.VERIFIED_DONE or not case.fields:
        return False
    return not case.inspected and not _echoes(case.row, case.known)


# The first one that holds is what the sender is told. What is wrong with the row itself comes
# first, since no other sender could mend it; then who may send it; then who may verify it, which
# can only be asked of a sender who is known and entitled.
_OBJECTIONS: tuple[tuple[Outcome, Callable[[_Case], bool]], ...] = (
    (Outcome.FUTURE, _is_future),
    (Outcome.WRONG_UNIT, _is_wrong_unit),
    (Outcome.SLIPPED, _is_slipped),
    (Outcome.CONTRADICTED, _is_contradicted),
    (Outcome.UNCLEAR, _is_unclear),
    (Outcome.FOREIGN, _is_foreign),
    (Outcome.UNVERIFIED, _is_unverified),
    (Outcome.VERIFIED, _is_verified_before),
)


def _echoes(row: Observation, known: Series) -> bool:
    """Whether a report that something is done, in or after the period in which that was verified,
    adds nothing to it.
    """
    return (
        row.stage is Stage.REPORTED_DONE
        and verified_in(known.stages, row.month) is not None
        and has_evidence(known, row)
    )


def _filed_as(sheet: _Sheet) -> str:
    """The plan's own name of the indicator, where all that read the row agree on it."""
    names = {name_key(target.indicator): target.indicator for target in reversed(sheet.readers)}
    return names.popitem()[1] if len(names) == 1 else sheet.row.indicator
