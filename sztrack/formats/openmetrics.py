"""A check as OpenMetrics text that the node exporter's textfile collector also reads: gauges, base
units, no timestamps.

Sources: OpenMetrics 1.0 (HELP, TYPE, UNIT, EOF; a unit ends the name), Prometheus "Metric and label
naming", node_exporter's README on the textfile collector. Labels are a plan's ids and closed sets,
so their number is bounded by the plan. It tells what stands, not what is news.
"""

from __future__ import annotations

from calendar import timegm
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sztrack import __version__
from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Severity, Status
from sztrack.core.verdict.alerts import Flag, Group, Notice
from sztrack.core.words.period import Month
from sztrack.formats import Format
from sztrack.language import Lang

Sample = tuple[Mapping[str, str], Decimal | int]


def render(notice: Notice) -> str:
    """The whole exposition."""
    with_goal = [a for a in notice.report.assessments if a.target.goal]
    exact = [a for a in with_goal if a.exact]
    lines = (
        *_of_the_plan(notice),
        *_of_targets(notice, with_goal),
        *_of_amounts([a for a in exact if traits(a.target.kind).is_amount and _goal(a)]),
        *_of_ratios([a for a in exact if traits(a.target.kind).is_ratio and _is_percent(a)]),
    )
    return "".join(f"{line}\n" for line in lines) + "# EOF\n"


def _of_the_plan(notice: Notice) -> Iterator[str]:
    """The plan as a whole: its version, the audited month, and how many of what."""
    report = notice.report
    tally = report.tally
    flags = Counter(alarm.flag for alarm in notice.standing)
    severities = Counter(finding.severity for finding in report.findings)
    yield from _family(
        "sztrack_plan_info",
        "The plan and the program's version.",
        [({"plan": report.plan.id, "version": __version__}, 1)],
    )
    yield from _family(
        "sztrack_as_of_timestamp_seconds",
        "When the audited month ended, in Unix time.",
        [({}, _end(report.as_of))],
        unit="seconds",
    )
    yield from _family(
        "sztrack_figures_due",
        "1 where a figure of the year should be out by now.",
        [({}, int(report.is_due))],
    )
    yield from _family(
        "sztrack_figures_known",
        "1 where a figure of the year is there; 0 where there is nothing to judge by.",
        [({}, int(report.has_evidence))],
    )
    yield from _family(
        "sztrack_targets",
        "Targets of the plan by status.",
        [({"status": status.value}, tally.get(status, 0)) for status in Status],
    )
    yield from _family(
        "sztrack_alarms",
        "Alarms that stand, by class.",
        [({"class": flag.value}, flags[flag]) for flag in Flag],
    )
    yield from _family(
        "sztrack_findings",
        "Findings of validation by severity.",
        [({"severity": severity.value}, severities[severity]) for severity in Severity],
    )


def _of_targets(notice: Notice, with_goal: Sequence[Assessment]) -> Iterator[str]:
    """Targets of every kind: whether they have a figure, which alarms of theirs stand, and how old
    their figures are.
    """
    lagging = {alarm.key for alarm in notice.standing if alarm.flag is Flag.LAGGING}
    overdue = {alarm.key for alarm in notice.standing if alarm.group is Group.OVERDUE}
    with_figure = [a for a in with_goal if a.actual]
    yield from _family(
        "sztrack_target_figures_known",
        "1 where a target with a goal has a figure of the year.",
        _flagged(with_goal, {a.target.id for a in with_figure}),
    )
    yield from _family(
        "sztrack_target_lagging",
        "1 where the alarm of a target with a figure stands.",
        _flagged(with_figure, lagging),
    )
    yield from _family(
        "sztrack_target_overdue",
        "1 where the data of a target are overdue, or none came though they were due.",
        _flagged([a for a in with_goal if a.actual or a.target.id in overdue], overdue),
    )
    yield from _ages(with_figure)


def _ages(rows: Sequence[Assessment]) -> Iterator[str]:
    yield from _family(
        "sztrack_target_data_timestamp_seconds",
        "When the newest figure's month ended, in Unix time.",
        [(_labels(a), _end(a.through)) for a in rows if a.through],
        unit="seconds",
    )


def _of_amounts(rows: Sequence[Assessment]) -> Iterator[str]:
    """Amounts and levels in shares of their goals."""
    yield from _family(
        "sztrack_target_completion_ratio",
        "Amounts and levels: the figure over the goal.",
        [(_labels(a), a.exact.value / _goal(a)) for a in rows if a.exact],
        unit="ratio",
    )
    yield from _family(
        "sztrack_target_planned_completion_ratio",
        "Amounts and levels: where the figure should be, over the goal.",
        [(_labels(a), a.planned / _goal(a)) for a in rows if a.planned is not None],
        unit="ratio",
    )


def _of_ratios(rows: Sequence[Assessment]) -> Iterator[str]:
    """Growth and rates, and their goals."""
    yield from _family(
        "sztrack_target_figure_ratio",
        "Growth and rates: the newest figure, 0.05 for 5 %.",
        [(_labels(a), _ratio(a, a.exact.value)) for a in rows if a.exact],
        unit="ratio",
    )
    yield from _family(
        "sztrack_target_goal_ratio",
        "Growth and rates: the goal, 0.05 for 5 %.",
        [(_labels(a), _ratio(a, _goal(a))) for a in rows],
        unit="ratio",
    )


def _family(name: str, words: str, samples: Iterable[Sample], *, unit: str = "") -> Iterator[str]:
    """A metric: what it is, then a line for each sample."""
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} gauge"
    if unit:
        yield f"# UNIT {name} {unit}"
    for labels, value in samples:
        pairs = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"{name}{'{' + pairs + '}' if pairs else ''} {float(value):.12g}"


def _flagged(rows: Iterable[Assessment], ids: set[str]) -> list[Sample]:
    return [(_labels(a), int(a.target.id in ids)) for a in rows]


def _labels(a: Assessment) -> Mapping[str, str]:
    return {"id": a.target.id, "chapter": a.target.chapter, "nature": a.target.nature.value}


def _goal(a: Assessment) -> Decimal:
    return a.target.goal.value if a.target.goal else Decimal(0)


def _is_percent(a: Assessment) -> bool:
    return a.target.goal is not None and a.target.goal.unit.dimension == "percent"


def _ratio(a: Assessment, value: Decimal) -> Decimal:
    """A percentage or a per mille as a ratio."""
    return value.scaleb(a.target.goal.unit.exponent - 2) if a.target.goal else value


def _end(month: Month) -> int:
    """The moment a month ends, in Unix time."""
    after = month.plus(1)
    return timegm((after.year, after.month, 1, 0, 0, 0))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _present(notice: Notice, _lang: Lang, _fail_on: Collection[Flag]) -> str:
    return render(notice)


FORMAT = Format(present=_present)
