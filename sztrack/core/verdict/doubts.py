"""Which findings speak against a row's numbers: what is said of such a row is said with its doubt,
or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sztrack.core.model import Assessment, Finding, Severity, Source

_LATE = ("SZ408", "SZ409", "SZ419")
"""A late figure is no wrong one; that it is late is said with the row itself."""

Doubts = Mapping[Source, Sequence[Finding]]
"""The errors and warnings by the place they were found at."""


def doubts(findings: Iterable[Finding]) -> Doubts:
    """The findings that cast doubt on a number."""
    found: dict[Source, list[Finding]] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO and finding.code not in _LATE:
            found.setdefault(finding.source, []).append(finding)
    return found


def about(a: Assessment, found: Doubts) -> list[Finding]:
    """Those of `found` at a place that the row was read or worked out from, each once."""
    return list(dict.fromkeys(finding for source in inputs(a) for finding in found.get(source, ())))


def inputs(a: Assessment) -> list[Source]:
    """Every place that the row's verdicts were read or worked out from."""
    target = a.target
    places = [target.source, *(of.source for of in (target.goal, target.baseline) if of)]
    for of in (a.series.reported, a.series.levels):
        places += (
            source
            for month, figure in of.items()
            if a.through and month <= a.through
            for source in figure.sources
        )
    if a.stage:
        places.append(a.stage.source)
    if a.required:
        places += a.required.weight_from
    return list(dict.fromkeys(places))
