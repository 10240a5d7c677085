"""Reading bulletins, and filing what they propose after a yes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import click

from sztrack.cli.streams import tell
from sztrack.cli.taking import Sent, Taken, row_path, take_sent
from sztrack.cli.tongue import pick
from sztrack.core.collect.filing import FILED, Outcome
from sztrack.core.collect.matching import Matched, Read, matched, observation
from sztrack.core.model import FileRead, Observation, Plan, Source, Text
from sztrack.language.labels import BASIS
from sztrack.load.actuals import Actuals
from sztrack.load.prose.bulletin import read_bulletin
from sztrack.load.prose.periods import Heading
from sztrack.load.refusals import why
from sztrack.load.workspace import CannotStart

_NEEDS_NOTHING = (Outcome.UNCHANGED, Outcome.TAKEN)


class Paper(NamedTuple):
    """A bulletin as it came, and what it says."""

    data: bytes
    read: Read


class Account(NamedTuple):
    """What was filed, and how many matched figures were not."""

    taken: tuple[Taken, ...]
    unfiled: int


def read_papers(files: Sequence[str], plan: Plan | None, asked: Heading | None) -> list[Paper]:
    """The bulletins in `files`; `-` is standard input."""
    _quiet()
    return [_paper(path, plan, asked) for path in dict.fromkeys(files)]


def _quiet() -> None:
    """Keep the reader of PDF from speaking for itself: what it cannot read is a finding."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def _paper(path: str, plan: Plan | None, asked: Heading | None) -> Paper:
    data = sys.stdin.buffer.read() if path == "-" else _bytes(Path(path))
    bulletin = read_bulletin(data, path, asked)
    read = Read(
        path=path,
        sha256=sha256(data).hexdigest(),
        publisher=bulletin.publisher,
        released=bulletin.released,
        figures=tuple(matched(plan, bulletin.figures, bulletin.place)),
        left=bulletin.left,
        findings=bulletin.findings,
    )
    return Paper(data, read)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = why(error)
        raise CannotStart(
            Text(f"无法读取 {path}：{reason.zh}", f"cannot read {path}: {reason.en}"),
            Text("检查路径和权限", "check the path and its permissions"),
        ) from None


def file_papers(
    root: Path, papers: Iterable[Paper], sender: str, day: date, *, yes: str, ask: bool
) -> Account:
    """File the matched figures of the papers: those that are sure after one yes, the others after
    one each. With `yes` "sure" the sure ones need no yes; where nobody can be asked, no other is
    filed.
    """
    taken: list[Taken] = []
    unfiled = 0
    for paper in papers:
        desk = _Desk(root, paper, sender or _source(paper.read), day)
        sure = desk.rows(sure=True)
        batches = [(sure, yes == "sure")] if sure else []
        batches += [([row], False) for row in desk.rows(sure=False)]
        for rows, is_agreed in batches:
            done = desk.file(rows, is_agreed=is_agreed, ask=ask)
            taken += done
            unfiled += sum(map(_refused, done)) if done else desk.count_open(rows)
    return Account(tuple(taken), unfiled)


def _source(read: Read) -> str:
    """Who a bulletin comes from: its publisher, or the file where it names none."""
    return read.publisher or Path(read.path).name


class _Desk:
    """Where the figures of one paper are filed."""

    def __init__(self, root: Path, paper: Paper, sender: str, day: date) -> None:
        self._root, self._paper, self._sender, self._day = root, paper, sender, day

    def rows(self, *, sure: bool) -> list[Observation]:
        """The figures that a target is measured by, as rows of the record. The number of the figure
        stands for its line: a paragraph holds many.
        """
        read = self._paper.read
        rows = []
        for number, one in enumerate(read.figures, 1):
            if one.target is None or one.is_sure is not sure:
                continue
            source = Source(row_path(read.path), number)
            row = observation(one.figure, one.unit, source, one.target.indicator)
            if row:
                rows.append(row._replace(cited=read.publisher, released=read.released))
        return rows

    def take(self, rows: Sequence[Observation], *, trial: bool = False) -> Taken:
        """File rows through the door of `collect take`."""
        path = row_path(self._paper.read.path)
        file = FileRead(
            path=path, dialect="prose", container="", encoding="", rows=len(rows),
            observations=len(rows),
        )  # fmt: skip
        actuals = Actuals(observations=list(rows), findings=[], file=file)
        sent = Sent(path=self._paper.read.path, data=self._paper.data, actuals=actuals)
        return take_sent(
            self._root, [sent], self._sender, self._day, trial=trial,
            is_published=bool(self._sender),
        )  # fmt: skip

    def file(self, rows: Sequence[Observation], *, is_agreed: bool, ask: bool) -> list[Taken]:
        """File rows that are agreed to, or are once somebody is asked. Rows that the record would
        refuse are told with the reason; for those that it has, nobody is asked.
        """
        tried = self.take(rows, trial=True)
        if not any(outcome in FILED for outcome in _outcomes(tried)):
            return [tried] if _refused(tried) else []
        if not is_agreed and not (ask and _agreed(self._paper, rows)):
            return []
        return [self.take(rows)]

    def count_open(self, rows: Sequence[Observation]) -> int:
        """How many of the rows are not on record."""
        outcomes = _outcomes(self.take(rows, trial=True))
        return sum(outcome not in _NEEDS_NOTHING for outcome in outcomes)


def _outcomes(taken: Taken) -> list[Outcome]:
    return [filing.outcome for batch in taken.batches for filing in batch.filings]


def _refused(taken: Taken) -> int:
    settled = (*FILED, *_NEEDS_NOTHING)
    return sum(outcome not in settled for outcome in _outcomes(taken))


def _agreed(paper: Paper, rows: Sequence[Observation]) -> bool:
    """Whether somebody says yes to the rows: sure ones all at once, others with their sentence and
    what speaks against them.
    """
    tell("".join(f"{_line(paper, row)}\n" for row in rows))
    one = _matched(paper, rows[0])
    if one.is_sure:
        return click.confirm(
            pick(
                f"{paper.read.path}：以上 {len(rows)} 个有把握的数，全部收下？",
                f"{paper.read.path}: file these sure figures ({len(rows)})?",
            ),
            err=True,
        )
    tell(f"  “{one.figure.quote.strip()}”\n")
    doubts = one.figure.doubt_words or (Text("是约数或界限", "a bound or a round number"),)
    return click.confirm(
        pick(
            f"  {'；'.join(words.zh for words in doubts)}。收下？",
            f"  {'; '.join(words.en for words in doubts)}. File it?",
        ),
        err=True,
    )


def _matched(paper: Paper, row: Observation) -> Matched:
    return paper.read.figures[row.source.line - 1]


def _line(paper: Paper, row: Observation) -> str:
    """A row as it would be filed, on one line."""
    figure = _matched(paper, row).figure
    said = "" if figure.indicator == row.indicator else f" ({figure.indicator})"
    basis = BASIS[row.basis]
    growth = f"{row.growth:+f}%" if row.growth is not None else ""
    value = f"{figure.bound.value}{row.value}" if row.value else ""
    period = f"{row.month} {pick(basis.zh, basis.en)}"
    return f"  {row.indicator}{said}  {period}  {' '.join(filter(None, (value, growth)))}"


def may_ask() -> bool:
    """Whether somebody sits at the terminal who can say yes."""
    return sys.stdin.isatty() and sys.stderr.isatty()
