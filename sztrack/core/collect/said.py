"""What a row says of one period, and what the record said of it before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.model import Basis, Observation, Series, Stage
from sztrack.core.record.settle import Growths, Levels, settle, settle_stage
from sztrack.core.words.characters import one_line, printable
from sztrack.core.words.quantity import is_blank


class Said(NamedTuple):
    """A level in the row's own unit, a growth in percent, a stage, what it rests on; None where
    nothing is said.
    """

    value: Decimal | None
    growth: Decimal | None
    stage: Stage | None
    evidence: str | None = None


NOTHING = Said(value=None, growth=None, stage=None)
_WIDTH = 3
"""How many times larger or smaller than 10^4 a slip of the unit may seem, since figures move too:
our choice, as for SZ404.
"""


def said(row: Observation) -> Said:
    """What a row says."""
    return Said(
        value=row.value.value if row.value else None,
        growth=row.growth,
        stage=row.stage,
        evidence=_evidence(row),
    )


def scaled(row: Observation) -> Said:
    """The same whatever power of ten the level is written in."""
    return said(row)._replace(
        value=row.value.value.scaleb(row.value.unit.exponent) if row.value else None
    )


def on_record(known: Series, row: Observation) -> Said:
    """What counts now of the figures that `row` speaks of, in its unit, as exactly as it says
    them.
    """
    rows = _said_alike(known, row)
    level = settle(rows, Levels(row.value.unit, None), []) if row.value else None
    growth = settle(rows, Growths(None), [])
    staged = [old for old in rows if old.stage]
    stage = settle_stage(staged, []).stage if staged else None
    backed = [old for old in rows if _evidence(old) and old.stage is stage]
    latest = max(
        backed, key=lambda old: (old.released or date.min, old.revised, old.source), default=None
    )
    return Said(
        value=level.value if level else None,
        growth=growth.value if growth else None,
        stage=stage,
        evidence=_evidence(latest) if latest else None,
    )


def changed(now: Said, before: Said) -> tuple[str, ...]:
    """The fields that `now` states and `before` does not have, or has otherwise."""
    return tuple(
        field
        for field, new, old in zip(Said._fields, now, before, strict=True)
        if new is not None and new != old
    )


def outlasted(known: Series, row: Observation, fields: Sequence[str], day: date) -> bool:
    """Whether figures released after `day` would go on counting, whatever `row` says of these
    fields.
    """
    later = (said(old) for old in _same_period(known, row) if old.released and old.released > day)
    return any(getattr(old, field) is not None for old in later for field in fields)


def has_evidence(known: Series, row: Observation) -> bool:
    """Whether the evidence that `row` names is on record for any report of the same deliverable, or
    it names none.
    """
    named = _evidence(row)
    return named is None or any(_evidence(old) == named for old in known.rows if old.stage)


def has_remark(known: Series, row: Observation) -> bool:
    """Whether what the sender remarks is on record for the same period, or nothing is remarked."""
    words = _as_kept(row.note)
    return is_blank(words) or any(words in _as_kept(old.note) for old in _same_period(known, row))


def _as_kept(note: str) -> str:
    """A remark as the record keeps it: on one line, without characters that nobody sees."""
    return printable(one_line(note), "").replace("\ufffd", "").replace("sha256:", "sha256 ").strip()


def slipped(known: Series, row: Observation) -> bool:
    """Whether a level is in another unit than the newest one of another period, and about 10^4 or
    10^8 times as large or small.
    """
    levels = [
        old
        for old in known.rows
        if old.value and old.value.value > 0 and old.basis is row.basis and old.month != row.month
    ]
    last = max(
        levels, key=lambda old: (old.month, old.released or date.min, old.revised), default=None
    )
    if last is None or last.value is None or row.value is None or row.value.value <= 0:
        return False
    old, new = last.value.unit, row.value.unit
    if not new.converts_to(old) or new.exponent == old.exponent:
        return False
    return _is_power_apart(_size(row), _size(last))


def _is_power_apart(one: Decimal, other: Decimal) -> bool:
    """Whether two sizes are about 10^4 or 10^8 times apart."""
    times = one / other
    return any(10**p < _WIDTH * max(times, 1 / times) < _WIDTH**2 * 10**p for p in (4, 8))


def _size(row: Observation) -> Decimal:
    """A level whatever unit it is written in; a total per month of its year."""
    return (scaled(row).value or Decimal(0)) / (row.month.month if row.basis is Basis.YTD else 1)


def _said_alike(known: Series, row: Observation) -> list[Observation]:
    """The rows about the same period that are as exact: 超900 is another figure than 900."""
    return [old for old in _same_period(known, row) if old.bound is row.bound]


def _same_period(known: Series, row: Observation) -> list[Observation]:
    """The rows about the same period; a stage is one on any basis."""
    return [
        old
        for old in known.rows
        if old.month == row.month and (old.basis is row.basis or (row.stage and old.stage))
    ]


def _evidence(row: Observation) -> str | None:
    """As it is filed: on one line, without the apostrophe that marks a cell as text."""
    words = printable(one_line(row.evidence), "").removeprefix("'").strip()
    return None if is_blank(words) else words
