"""Which findings speak against a row's numbers: what is said of such a row is said with its doubt, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sztrack.core.model import Assessment, Finding, Severity, Source

Doubts = Mapping[Source, Sequence[Finding]]
"""The errors and warnings by the place they were found at."""


def doubts(findings: Iterable[Finding]) -> Doubts:
    """The findings that cast doubt on a number."""
    found: dict[Source, list[Finding]] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO:
            found.setdefault(finding.source, []).append(finding)
    return found


def about(a: Assessment, found: Doubts) -> list[Finding]:
    """Those of `found` at a place that the row was read or worked out from, each once."""
    return list(dict.fromkeys(finding for source in inputs(a) for finding in found.get(source, ())))


def inputs(a: Assessment) -> list[Source]:
    """Every place that the row's verdicts were read or worked out from."""
    target = a.target
    places = [target.source, *(of.source for of in (target.goal, target.baseline) if of)]
    places += (source for of in (a.series.actuals, a.series.levels) for figure in of.values() for source in figure.sources)
    if a.required:
        places += a.required.weight_from
    return list(dict.fromkeys(places))
