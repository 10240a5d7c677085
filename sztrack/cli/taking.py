"""Taking the filled forms back: read, hold against the plan and what was accepted, file; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sztrack.cli.files import locked, write_atomic
from sztrack.core.coverage import coverage
from sztrack.core.filing import FILED, Batch, Outcome, file
from sztrack.core.model import Finding, Source, Target, Text
from sztrack.core.owing import owing
from sztrack.core.period import Month
from sztrack.core.report import build_report, newest_month
from sztrack.formats.csv import render_rows
from sztrack.load.actuals import Actuals, read_actuals
from sztrack.load.collected import COLUMNS, PATH, Record, lines_taken, read_collected, taken_before, with_filed
from sztrack.load.workspace import CannotStart, Workspace, load_workspace

_OF_FILES = "SZ413"
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


def take(root: Path, files: Sequence[Path], sender: str, day: date, *, verified: bool, trial: bool) -> Taken:
    """File what `files` hold. A second run waits for the first; one that fails leaves everything as it was."""
    path = root / PATH
    with ExitStack() as held:
        try:
            for folder in (path.parent, root / ".sztrack"):
                folder.mkdir(exist_ok=True)
            held.enter_context(locked(root / ".sztrack" / "collect.lock"))
            records = read_collected(path.read_bytes()) if path.exists() else []
        except (OSError, TimeoutError) as error:
            raise _unusable(path, error) from None
        except ValueError:
            raise _altered(path) from None
        workspace = load_workspace(root)
        batches = _filed(workspace, _forms(files, records), Month(day.year, day.month), sender, verified=verified)
        kept = with_filed(records, batches, day)
        if not trial and kept != records:
            try:
                write_atomic(path, render_rows(COLUMNS, ([record.get(column, "") for column in COLUMNS] for record in kept)))
            except OSError as error:
                raise _unusable(path, error) from None
    return _audited(workspace, batches, day)


def _forms(files: Iterable[Path], records: Sequence[Record]) -> list[_Form]:
    forms: list[_Form] = []
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _unusable(path, error) from None
        name, digest = path.as_posix(), sha256(data).hexdigest()
        before = taken_before(records, digest) or next((form.path for form in forms if form.sha256 == digest), "")
        actuals = read_actuals(data, _name(name))
        lines = lines_taken(records, digest)
        again = any(form.sha256 == digest for form in forms)
        taken = frozenset(row.source for row in actuals.observations if again or row.source.line in lines)
        forms.append(_Form(name, digest, before, taken, actuals))
    return forms


def _filed(workspace: Workspace, forms: Sequence[_Form], today: Month, sender: str, *, verified: bool) -> list[Batch]:
    sent = [row for form in forms for row in form.actuals.observations]
    taken = frozenset(source for form in forms for source in form.taken)
    found, findings = file(workspace.plan, workspace.observations, sent, today, sender=sender, verified=verified, taken=taken)
    filings = {filing.row.source: filing for filing in found}
    return [
        Batch(
            form.path,
            form.sha256,
            form.taken_before,
            tuple(filings[row.source] for row in form.actuals.observations),
            form.actuals.blank,
            (*form.actuals.findings, *(finding for finding in findings if finding.source.path == _name(form.path))),
        )
        for form in forms
    ]


def _audited(workspace: Workspace, batches: Sequence[Batch], day: date) -> Taken:
    """The batches with what the audit says of the rows that were filed, and what their owners still owe."""
    today = Month(day.year, day.month)
    filed = [
        filing.row._replace(released=day, revised=filing.outcome is Outcome.REVISED) for batch in batches for filing in batch.filings if filing.outcome in FILED
    ]
    rows = [*workspace.observations, *filed]
    report = build_report(workspace.plan, rows, as_of=newest_month(workspace.plan, rows, today), today=today, replay=False)
    ours = {row.source for row in filed}
    said: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.source in ours and finding.code != _OF_FILES:
            said.setdefault(finding.source.path, []).append(finding)
    owners = {filing.target.owner for batch in batches for filing in batch.filings if filing.target}
    still = tuple(debt.target for debt in owing(coverage(report.assessments, report.clock)) if debt.target.owner in owners)
    return Taken(tuple(batch._replace(findings=(*batch.findings, *said.get(_name(batch.path), ()))) for batch in batches), still)


def _name(path: str) -> str:
    """A form's path as its rows carry it; a folder in front keeps the reader looking for a month in the name."""
    return path if "/" in path else f"./{path}"


def _unusable(path: Path, error: OSError | TimeoutError) -> CannotStart:
    if isinstance(error, TimeoutError):
        return CannotStart(Text("另一次收表正在进行", "another run is taking forms"), Text("等它结束再试", "wait until it is done"))
    return CannotStart(
        Text(f"无法使用 {path}：{error.strerror}", f"cannot use {path}: {error.strerror}"),
        Text("检查路径和权限，或关闭占用它的程序", "check the path and its permissions, or close the program that holds it"),
    )


def _altered(path: Path) -> CannotStart:
    return CannotStart(
        Text(f"{path} 的列被改动过，未写入", f"the columns of {path} were changed; nothing was written"),
        Text(f"恢复该文件，首行应为 {'，'.join(COLUMNS)}", f"restore the file; its first line is {','.join(COLUMNS)}"),
    )
