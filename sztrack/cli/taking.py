"""Taking the filled forms back: read, hold against the plan and what was accepted, file; all of it
or nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import click

from sztrack.cli.files import locked, remove_leftovers, write_atomic
from sztrack.cli.lookup import no_unit
from sztrack.cli.streams import tell
from sztrack.core.collect.filing import FILED, Batch, Filing, Outcome, file
from sztrack.core.collect.owing import owing
from sztrack.core.collect.said import said
from sztrack.core.collect.units import known_unit, units
from sztrack.core.model import Finding, Observation, Plan, Source, Target, Text
from sztrack.core.record.coverage import coverage
from sztrack.core.verdict.report import build_report, newest_month
from sztrack.core.words.period import Month
from sztrack.formats.csv import render_rows
from sztrack.load.actuals import Actuals, read_actuals
from sztrack.load.collected import (
    COLUMNS,
    PATH,
    Record,
    lines_taken,
    read_collected,
    senders,
    taken_before,
    with_filed,
)
from sztrack.load.refusals import why
from sztrack.load.workspace import PLAN_FILE, CannotStart, Workspace, load_plan, load_workspace

_OF_FILES = "SZ416"
"""What the name of a form says about its rows is nobody's concern: they are filed elsewhere."""


class Taken(NamedTuple):
    """What became of the files, and what the units that sent them still owe."""

    batches: tuple[Batch, ...]
    still: tuple[Target, ...]


class _Form(NamedTuple):
    path: str
    sha256: str
    taken_before: str
    taken: frozenset[Source]
    """The rows that were filed then."""
    actuals: Actuals


class Sent(NamedTuple):
    """A file that was sent in, and the rows that are to be filed of it."""

    path: str
    data: bytes
    actuals: Actuals


def take(
    root: Path, files: Sequence[Path], sender: str, day: date, *, verified: bool, trial: bool
) -> Taken:
    """File what `files` hold."""
    sent = [_sent(path) for path in dict.fromkeys(files)]
    return take_sent(root, sent, sender, day, verified=verified, trial=trial)


def take_sent(
    root: Path,
    sent: Sequence[Sent],
    sender: str,
    day: date,
    *,
    verified: bool = False,
    trial: bool = False,
    is_published: bool = False,
) -> Taken:
    """File rows that were sent. A second run waits for the first; one that fails leaves everything
    as it was, and so does a trial. What `is_published` may come from an office that the plan does
    not name.
    """
    if not (root / PLAN_FILE).is_file():
        load_plan(root)
    path = root / PATH
    with nullcontext() if trial else _held(root):
        records = _records(path)
        workspace = load_workspace(root)
        who = sender
        if not is_published:
            who = _sender(workspace.plan, records, sender, verified=verified)
        batches = _filed(workspace, _forms(sent, records), day, who, verified=verified)
        kept = with_filed(records, batches, day)
        if not trial and kept != records:
            try:
                write_atomic(
                    path,
                    render_rows(
                        COLUMNS, ([record.get(column, "") for column in COLUMNS] for record in kept)
                    ),
                )
            except OSError as error:
                raise _unusable(path, error) from None
    return _audited(workspace, batches, day)


@contextmanager
def _held(root: Path) -> Iterator[None]:
    """Keep every other run waiting; what runs that died left behind is cleared away."""
    path, lock = root / PATH, root / ".sztrack" / "collect.lock"
    with ExitStack() as held:
        try:
            for folder in (path.parent, lock.parent):
                folder.mkdir(exist_ok=True)
            held.enter_context(locked(lock))
            remove_leftovers(path)
        except (OSError, TimeoutError) as error:
            raise _unusable(Path(error.filename or path), error) from None
        yield


def _records(path: Path) -> list[Record]:
    try:
        return read_collected(path.read_bytes()) if path.exists() else []
    except OSError as error:
        raise _unusable(path, error) from None
    except ValueError:
        raise _altered(path) from None


def _sender(plan: Plan, records: Sequence[Record], asked: str, *, verified: bool) -> str:
    """The unit that --from means. One that is not known may have inspected something, or stand
    where the plan names no units; nothing else.
    """
    asked = normalize("NFKC", asked).strip()
    named = units(plan)
    known = (*named, *senders(records))
    if not asked or (unit := known_unit(asked, known)):
        return unit if asked else ""
    words = no_unit(asked, known)
    if named and not verified:
        raise click.BadParameter(words, param_hint="--from")
    if named:
        tell(f"{words}\n")
    return asked


def _sent(path: Path) -> Sent:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unusable(path, error) from None
    name = path.as_posix()
    return Sent(path=name, data=data, actuals=read_actuals(data, row_path(name)))


def _forms(sent: Iterable[Sent], records: Sequence[Record]) -> list[_Form]:
    forms: list[_Form] = []
    for name, data, actuals in sent:
        digest = sha256(data).hexdigest()
        before = taken_before(records, digest) or next(
            (form.path for form in forms if form.sha256 == digest), ""
        )
        lines = lines_taken(records, digest)
        again = any(form.sha256 == digest for form in forms)
        taken = frozenset(
            row.source for row in actuals.observations if again or row.source.line in lines
        )
        forms.append(
            _Form(path=name, sha256=digest, taken_before=before, taken=taken, actuals=actuals)
        )
    return forms


def _filed(
    workspace: Workspace, forms: Sequence[_Form], day: date, sender: str, *, verified: bool
) -> list[Batch]:
    sent = [row for form in forms for row in form.actuals.observations]
    taken = frozenset(source for form in forms for source in form.taken)
    found, findings = file(
        workspace.plan,
        workspace.observations,
        sent,
        day,
        sender=sender,
        verified=verified,
        taken=taken,
    )
    filings = {filing.row.source: filing for filing in found}
    return [
        Batch(
            path=form.path,
            sha256=form.sha256,
            taken_before=form.taken_before,
            filings=tuple(filings[row.source] for row in form.actuals.observations),
            blank=form.actuals.blank,
            findings=(
                *form.actuals.findings,
                *(finding for finding in findings if finding.source.path == row_path(form.path)),
            ),
        )
        for form in forms
    ]


def _audited(workspace: Workspace, batches: Sequence[Batch], day: date) -> Taken:
    """The batches with what the audit says of the rows that were filed, and what their owners still
    owe.
    """
    today = Month(day.year, day.month)
    sent = [filing for batch in batches for filing in batch.filings]
    filed = [_as_filed(filing, day) for filing in sent if filing.outcome in FILED]
    rows = [*workspace.observations, *filed]
    report = build_report(
        workspace.plan,
        rows,
        as_of=newest_month(workspace.plan, rows, today),
        today=today,
        replay=False,
    )
    found = _by_file(report.findings, {row.source for row in filed})
    owners = {filing.target.owner for filing in sent if filing.target}
    debts = owing(coverage(report.assessments, report.clock))
    still = tuple(debt.target for debt in debts if debt.target.owner in owners)
    return Taken(tuple(_with(batch, found) for batch in batches), still)


def _by_file(findings: Iterable[Finding], ours: Container[Source]) -> dict[str, list[Finding]]:
    """What the audit says of the rows that were filed, by the file that they came in."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.source in ours and finding.code != _OF_FILES:
            found.setdefault(finding.source.path, []).append(finding)
    return found


def _with(batch: Batch, found: Mapping[str, list[Finding]]) -> Batch:
    """A batch with the audit's findings among its own, in the order of its lines."""
    told = [*batch.findings, *found.get(row_path(batch.path), ())]
    return batch._replace(findings=tuple(sorted(told, key=lambda finding: finding.source.line)))


def _as_filed(filing: Filing, day: date) -> Observation:
    """A row as it will be read from now on."""
    revised, evidence = filing.outcome is Outcome.REVISED, said(filing.row).evidence or ""
    return filing.row._replace(
        indicator=filing.indicator, evidence=evidence, released=day, revised=revised
    )


def row_path(path: str) -> str:
    """A form's path as its rows carry it; a folder in front keeps the reader looking for a month in
    the name.
    """
    return path if "/" in path else f"./{path}"


def _unusable(path: Path, error: OSError | TimeoutError) -> CannotStart:
    if isinstance(error, TimeoutError):
        return CannotStart(
            Text("另一次收表正在进行", "another run is filing forms"),
            Text("等它结束再试", "wait until it has finished"),
        )
    reason = why(error)
    return CannotStart(
        Text(f"无法使用 {path}：{reason.zh}", f"cannot use {path}: {reason.en}"),
        Text(
            "检查路径和权限，或关闭占用它的程序",
            "check the path and its permissions, or close the program that is using it",
        ),
    )


def _altered(path: Path) -> CannotStart:
    return CannotStart(
        Text(
            f"{path} 的列被改动过，未写入",
            f"the columns of {path} were changed; nothing was written",
        ),
        Text(
            f"恢复该文件，首行应为 {'，'.join(COLUMNS)}",
            f"restore the file; its first line is {','.join(COLUMNS)}",
        ),
    )
