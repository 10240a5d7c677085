"""A report for machines: schema `sztrack/2`. Numbers are JSON numbers in the goal's own unit; what
is not known is null.

Fields may be added; none changes its meaning without a new schema name. The format is described in
docs/json.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sztrack.core.collect.filing import Batch, Filing
from sztrack.core.collect.owing import Debt
from sztrack.core.model import (
    Abstention,
    Assessment,
    FileRead,
    Finding,
    Goal,
    Implied,
    Kind,
    Plan,
    Projection,
    Required,
    Status,
    Target,
)
from sztrack.core.outlook.backtest import Choice, Error
from sztrack.core.outlook.projections import Projected
from sztrack.core.record.coverage import Cover, Coverage, by_owner, tally
from sztrack.core.record.figures import BOUND_STATES, ReadFigure
from sztrack.core.verdict.alerts import Alarm, Edit, Flag, Notice
from sztrack.core.verdict.report import Report
from sztrack.core.verdict.whatif import Way, WhatIf
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Unit
from sztrack.formats import Format
from sztrack.language import Lang, say
from sztrack.language.sentences import reason, remarks, requirement

if TYPE_CHECKING:
    from sztrack.core.collect.matching import Matched, Read
    from sztrack.core.fleet.members import Line, Member
    from sztrack.core.fleet.rollup import Comparison, Fleet

SCHEMA = "sztrack/2"
Json = Mapping[str, object]


def render(report: Report, lang: Lang) -> str:
    """The whole report."""
    document = {
        "schema": SCHEMA,
        "plan": _plan(report.plan),
        "as_of": str(report.as_of),
        "assessments": [_assessment(a, lang) for a in report.assessments],
        "tally": {status.value: count for status, count in report.tally.items()},
        "findings": findings(report.findings, lang),
    }
    return _dump(document)


def render_targets(plan: Plan, targets: tuple[Target, ...], _lang: Lang) -> str:
    """The plan's targets, without figures."""
    return _dump(
        {"schema": SCHEMA, "plan": _plan(plan), "targets": [_target(target) for target in targets]}
    )


def render_projections(lines: Sequence[Projected], as_of: Month | None, lang: Lang) -> str:
    """Year-end projections; `as_of` is null where every series is known up to its own newest
    month.
    """
    return _dump(
        {
            "schema": SCHEMA,
            "as_of": str(as_of) if as_of else None,
            "projections": [_projected(line, lang) for line in lines],
        }
    )


def render_what_if(report: Report, answer: WhatIf) -> str:
    """The year end for a supposed rest of the year, and the rest that just meets the goal."""
    a, line = report.assessments[0], answer.line
    unit = a.target.goal.unit.written if a.target.goal else None
    answered = {
        "id": a.target.id,
        "kind": a.target.kind.value,
        "unit": unit,
        "data_through": _month(a.through),
        "ytd": _number(a.actual.value) if a.actual else None,
        "way": answer.way.value,
        "rest": _number(answer.rest),
        "rest_unit": "%" if answer.way is Way.GROWTH else unit,
        "from": str(line.first),
        "to": str(line.last),
        "months": line.months,
        "weight": _number(line.weight),
        "last_year": _number(line.last_year),
        "inferred": line.is_inferred,
        "value": _number(answer.year_end),
        "status": answer.status.value,
        "break_even": [_number(rest) for rest in answer.break_even],
    }
    return _dump({"schema": SCHEMA, "as_of": str(report.as_of), "what_if": answered})


def render_backtest(errors: Sequence[Error], choices: Sequence[Choice]) -> str:
    """Every past error, percent of what came or points, and what `auto` uses now."""
    past = [error._asdict() | {"size": _number(error.size)} for error in errors]
    chosen = [
        {
            "id": c.id,
            "data_through": str(c.through),
            "model": c.result.model if isinstance(c.result, Projection) else None,
        }
        for c in choices
    ]
    return _dump({"schema": SCHEMA, "errors": past, "auto": chosen})


def render_reading(read: Sequence[Read], lang: Lang) -> str:
    """Figures proposed out of bulletins, and every number that was passed over with the reason."""
    return _dump(
        {
            "schema": SCHEMA,
            "figures": [_proposed(one, file.path, lang) for file in read for one in file.figures],
            "passed": [
                {
                    "text": number.text,
                    "path": file.path,
                    "line": number.line,
                    "start": number.start,
                    "why": number.why.value,
                }
                for file in read
                for number in file.left
            ],
            "files": [
                {
                    "path": file.path,
                    "sha256": file.sha256,
                    "publisher": file.publisher or None,
                    "released": str(file.released) if file.released else None,
                }
                for file in read
            ],
            "findings": findings([found for file in read for found in file.findings], lang),
        }
    )


def _proposed(one: Matched, path: str, lang: Lang) -> Json:
    figure = one.figure
    return {
        "indicator": figure.indicator,
        "target": one.target.id if one.target else None,
        "target_name": say(one.target.name, lang) if one.target else None,
        "alias": one.target.indicator if one.target else None,
        "nearest": [target.id for target in one.nearest],
        "place": figure.place,
        "period": _month(figure.month),
        "basis": figure.basis.value if figure.basis else None,
        "value": _number(figure.value),
        "unit": figure.unit,
        "growth": _number(figure.growth),
        "change_points": _number(figure.points),
        "bound": figure.bound.value,
        "kind": figure.kind.value,
        "quote": figure.quote,
        "path": path,
        "line": figure.line,
        "start": figure.start,
        "end": figure.end,
        "sure": "high" if figure.is_sure else "low",
        "doubts": [say(words, lang) for words in figure.doubt_words],
    }


def render_fleet(fleet: Fleet, lang: Lang) -> str:
    """Every workspace with its headline goals, what could not be read, and the goals side by
    side.
    """
    return _dump(
        {
            "schema": SCHEMA,
            "workspaces": [_member(rank, member) for rank, member in fleet.ranking],
            "unread": [
                {"where": one.where, "reason": say(one.reason, lang)} for one in fleet.unread
            ],
            "comparisons": [_comparison(one) for one in fleet.comparisons],
        }
    )


def _member(rank: int, member: Member) -> Json:
    return {
        "rank": rank,
        "where": member.where,
        "place": member.place._asdict(),
        "title": member.title._asdict(),
        "year": member.year,
        "as_of": str(member.as_of),
        "flagged": member.is_flagged,
        "lagging": member.lagging,
        "lags_since": _month(member.lags_since),
        "tasks": member.tasks,
        "tasks_lagging": member.tasks_lagging,
        "owing": member.owing,
        "owing_since": _month(member.owing_since),
        "errors": member.errors,
        "goals": [_goal_line(line) for line in member.lines],
    }


def _goal_line(line: Line) -> Json:
    return {
        "id": line.id,
        "name": line.name._asdict(),
        "indicator": line.indicator,
        "kind": line.kind.value,
        "nature": line.nature.value,
        "strength": line.strength.value,
        "owner": line.owner,
        "goal": _goal(line.goal) if line.goal else None,
        "data_through": _month(line.through),
        "actual": _number(line.actual),
        "planned": _number(line.planned),
        "behind": _number(line.behind),
        "pace": _word(line.pace),
        "projected": _number(line.projected),
        "probability": _number(line.chance),
        "outlook": _word(line.outlook),
        "status": line.status.value,
        "since": _month(line.since),
        "late": line.late,
    }


def _comparison(one: Comparison) -> Json:
    total = one.total
    return {
        "name": one.name._asdict(),
        "kind": one.kind.value,
        "worst_first": [
            {"where": member.where, "id": line.id, "status": line.status.value}
            for member, line in one.places
        ],
        "total": total
        and {
            "month": str(total.month),
            "places": total.places,
            "actual": _number(total.actual),
            "goal": _number(total.goal),
            "unit": total.unit.written,
        },
    }


def render_figures(read: Sequence[ReadFigure], found: Sequence[Finding], lang: Lang) -> str:
    """Every figure as it was read, and what could not be."""
    return _dump(
        {
            "schema": SCHEMA,
            "figures": [_as_read(figure) for figure in read],
            "findings": findings(found, lang),
        }
    )


def _as_read(figure: ReadFigure) -> Json:
    value, source = figure.value, figure.sources[0]
    row = {
        "place": figure.place or None,
        "indicator": figure.indicator,
        "targets": list(figure.targets),
        "period": str(figure.month),
        "basis": figure.basis.value,
        "value": _exact(value.value) if value else None,
        "unit": (value.unit.written or None) if value else None,
        "growth": _exact(figure.growth),
        "stage": figure.stage.value if figure.stage else None,
        "status": figure.status or None,
        "released": str(figure.released) if figure.released else None,
        "dialect": figure.dialect,
        "path": source.path,
        "line": source.line,
    }
    if len(figure.sources) == 1:
        return row
    return row | {"sources": [{"path": one.path, "line": one.line} for one in figure.sources]}


def _exact(value: Decimal | None) -> int | float | str | None:
    """A JSON number, or the digits as text where a program's floating point would lose some."""
    number = _number(value)
    return number if value is None or Decimal(str(number)) == value else f"{value:f}"


def render_findings(found: Sequence[Finding], lang: Lang, files: Sequence[FileRead] = ()) -> str:
    """Findings alone, and how each file of figures was read."""
    return _dump(
        {
            "schema": SCHEMA,
            "findings": findings(found, lang),
            "files": [file._asdict() for file in files],
        }
    )


def render_coverage(report: Report, rows: Sequence[Coverage]) -> str:
    """What is known of each target's periods, and how many are in each state, by chapter and by
    owner.
    """
    grid = [
        {
            **_target(row.target),
            "months": {str(month): cover.value for month, cover in row.months.items()},
        }
        for row in rows
    ]
    chapters = {
        row.target.chapter: [one for one in rows if one.target.chapter == row.target.chapter]
        for row in rows
    }
    document = {
        "schema": SCHEMA,
        "plan": _plan(report.plan),
        "as_of": str(report.as_of),
        "today": str(report.clock.today),
        "coverage": grid,
        "chapters": [
            {"chapter": chapter, "targets": len(group), **_tally(group)}
            for chapter, group in chapters.items()
        ],
        "owners": [
            {"owner": owner, "targets": len(group), **_tally(group)}
            for owner, group in by_owner(rows).items()
        ],
    }
    return _dump(document)


def render_owing(report: Report, debts: Sequence[Debt]) -> str:
    """The targets that owe figures, the longest first."""
    lines = [
        {
            **_target(debt.target),
            "periods": [str(month) for month in debt.periods],
            "since": str(debt.since),
            "months_late": debt.months_late(report.clock.today),
            "data_through": _month(debt.newest),
        }
        for debt in debts
    ]
    return _dump(
        {
            "schema": SCHEMA,
            "plan": _plan(report.plan),
            "as_of": str(report.as_of),
            "today": str(report.clock.today),
            "owing": lines,
        }
    )


def render_filings(batches: Sequence[Batch], lang: Lang) -> str:
    """What became of every row that was sent in."""
    document = {
        "schema": SCHEMA,
        "files": [
            {
                "path": batch.path,
                "sha256": batch.sha256,
                "taken_before": batch.taken_before or None,
                "rows": [_filing(filing) for filing in batch.filings],
                "blank": [
                    {"line": row.line, "indicator": row.indicator, "note": row.note or None}
                    for row in batch.blank
                ],
                "findings": findings(batch.findings, lang),
            }
            for batch in batches
        ],
    }
    return _dump(document)


def _filing(filing: Filing) -> Json:
    row, before = filing.row, filing.before
    return {
        "id": filing.target.id if filing.target else None,
        "indicator": row.indicator,
        "period": str(row.month),
        "basis": row.basis.value,
        "outcome": filing.outcome.value,
        "sender": filing.sender or None,
        "value": _number(row.value.value) if row.value else None,
        "unit": row.value.unit.written if row.value else None,
        "growth": _number(row.growth),
        "stage": row.stage.value if row.stage else None,
        "evidence": row.evidence or None,
        "note": row.note or None,
        "before": {
            "value": _number(before.value),
            "growth": _number(before.growth),
            "stage": before.stage.value if before.stage else None,
            "evidence": before.evidence,
        },
        "line": row.source.line,
    }


def _tally(rows: Sequence[Coverage]) -> Json:
    counts = tally(rows)
    return {cover.value: counts[cover] for cover in Cover}


def render_notice(notice: Notice, lang: Lang) -> str:
    """A check: what is news, and everything that stands."""
    document = {
        "schema": SCHEMA,
        "plan": _plan(notice.report.plan),
        "as_of": str(notice.report.as_of),
        "figures_known": notice.report.has_evidence,
        "changes": [
            {
                "change": news.change.value,
                **_alarm(news.alarm, lang),
                "edits": [_edit(edit) for edit in news.edits],
                "ended": [alarm.key for alarm in news.ended],
            }
            for news in notice.news
        ],
        "standing": [_alarm(alarm, lang) for alarm in notice.standing],
        "tally": {
            flag.value.replace("-", "_"): sum(alarm.flag is flag for alarm in notice.standing)
            for flag in Flag
        },
    }
    return _dump(document)


def _edit(edit: Edit) -> Json:
    """Both values of what was edited as targets.yaml writes them."""
    return {
        "what": edit.name or edit.part.value,
        "before": _written(edit.before),
        "now": _written(edit.now),
    }


def _written(value: Goal | Kind | Month | str | None) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, Kind) else str(value)


def _alarm(alarm: Alarm, lang: Lang) -> Json:
    a, finding = alarm.assessment, alarm.finding
    return {
        "class": alarm.flag.value.replace("-", "_"),
        "key": alarm.key,
        "since": str(alarm.since),
        "worst": alarm.mark.name.lower() if alarm.mark is not None else None,
        "assessment": _assessment(a, lang) if a else None,
        "finding": findings([finding], lang)[0] if finding else None,
    }


def findings(found: Sequence[Finding], lang: Lang) -> list[Json]:
    """Findings as JSON objects."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": say(finding.message, lang),
            "hint": say(finding.hint, lang),
            "path": finding.source.path,
            "line": finding.source.line,
        }
        for finding in found
    ]


def _dump(document: Json) -> str:
    import json

    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _plan(plan: Plan) -> Json:
    return {"id": plan.id, "year": plan.year, "title": plan.title._asdict()}


def _target(target: Target) -> Json:
    goal, baseline = target.goal, target.baseline
    return {
        "id": target.id,
        "indicator": target.indicator,
        "task": target.task,
        "chapter": target.chapter,
        "name": target.name._asdict(),
        "kind": target.kind.value,
        "nature": target.nature.value,
        "strength": target.strength.value,
        "owner": target.owner,
        "with": list(target.supporting),
        "event": target.event.value if target.event else None,
        "goal": _goal(goal) | {"by": str(target.by)} if goal else None,
        "amended": [
            {
                "on": str(one.on),
                "from": one.before.text.zh,
                "to": one.goal.text.zh,
                "by": str(one.by),
                "wording": one.wording,
                "source": one.cited,
            }
            for one in target.amended
        ],
        "baseline": (
            {
                "value": _number(
                    baseline.quantity.to(goal.unit) if goal else baseline.quantity.value
                ),
                "unit": goal.unit.written if goal else baseline.quantity.unit.written,
                "year": baseline.year,
                "wording": baseline.wording,
            }
            if baseline
            else None
        ),
        "wording": target.wording,
        "by": str(target.by),
        "frequency": target.frequency.value,
        "lag": target.lag,
        "line": target.source.line,
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {
        "op": goal.op.value,
        "value": _number(goal.value),
        "upper": _number(goal.ends[1]) if goal.upper else None,
        "unit": goal.unit.written,
    }


def _assessment(a: Assessment, lang: Lang) -> Json:
    sources = a.actual.sources if a.actual else ()
    return {
        **_target(a.target),
        **_unit_without_goal(a),
        "data_through": _month(a.through),
        "actual": _number(a.actual.value) if a.actual else None,
        "actual_is": BOUND_STATES.get(a.actual.bound, "exact") if a.actual else None,
        "planned": _number(a.planned),
        "behind": _number(a.behind),
        "pace": _word(a.pace),
        "outlook": _word(a.outlook),
        "status": a.status.value,
        "reason": reason(a, lang),
        "projection": _projection(a.projection) if isinstance(a.projection, Projection) else None,
        "required": _required(a, a.required, lang) if a.required else None,
        "implied": _implied(a.implied) if a.implied else None,
        "level": _latest_level(a, a.series.level_unit) if a.series.level_unit else None,
        "growth": _latest_growth(a),
        "due": _month(a.due),
        "late": a.late,
        "remarks": list(remarks(a, lang)),
        "sources": [{"path": source.path, "line": source.line} for source in sources],
    }


def _unit_without_goal(a: Assessment) -> Json:
    """The unit of a figure that has no goal to take it from, in the place of the goal."""
    if a.target.goal or a.series.level_unit is None or a.actual is None:
        return {}
    unit = a.series.level_unit.written
    return {"goal": {"op": None, "value": None, "unit": unit, "by": str(a.target.by)}}


def _month(month: Month | None) -> str | None:
    return str(month) if month else None


def _word(status: Status | None) -> str | None:
    return status.value if status else None


def _projected(line: Projected, lang: Lang) -> Json:
    row: dict[str, object] = {
        "id": line.id,
        "model": line.asked,
        "value": None,
        "low": None,
        "high": None,
        "level": None,
    }
    if isinstance(line.result, Projection):
        row |= _projection(line.result)
    return row | {
        "asked": line.asked,
        "kind": line.kind.value,
        "unit": line.unit.written if line.unit else None,
        "data_through": _month(line.through),
        "ytd": _number(line.actual),
        "months_known": line.through.month if line.through else 0,
        "base_years": list(line.result.base_years) if isinstance(line.result, Projection) else [],
        "reason": say(line.result.reason, lang) if isinstance(line.result, Abstention) else None,
    }


def _projection(projection: Projection) -> Json:
    return {
        "model": projection.model,
        "value": _number(projection.value),
        "low": _number(projection.low),
        "high": _number(projection.high),
        "level": _number(projection.level),
        "probability": _number(projection.probability),
        "close_call": projection.is_close,
    }


def _implied(implied: Implied) -> Json:
    return {
        "value": _number(implied.value),
        "after": str(implied.after),
        "weighted": bool(implied.weight_from),
    }


def _required(a: Assessment, required: Required, lang: Lang) -> Json:
    return {
        "value": _number(required.value),
        "unit": a.target.goal.unit.written if a.target.goal else None,
        "per": "month" if required.per_month else "rest_of_year",
        "months": required.months,
        "from": str(required.first),
        "to": str(required.last),
        "same_months": [
            {"year": span.year, "value": _number(span.figure.value)} for span in required.spans
        ],
        "out_of_reach": required.out_of_reach,
        "words": requirement(a, lang),
    }


def _latest_level(a: Assessment, unit: Unit) -> Json | None:
    months = [month for month in a.series.levels if month.year == a.target.by.year]
    if not months:
        return None
    return {
        "month": str(max(months)),
        "value": _number(a.series.levels[max(months)].value),
        "unit": unit.written,
    }


def _latest_growth(a: Assessment) -> Json | None:
    months = [month for month in a.series.growths if month.year == a.target.by.year]
    return (
        {"month": str(max(months)), "value": _number(a.series.growths[max(months)].value)}
        if months
        else None
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


FORMAT = Format(
    report=render,
    tells_findings=True,
    detail=render,
    targets=render_targets,
    coverage=render_coverage,
    owing=render_owing,
    projections=render_projections,
    what_if=render_what_if,
    backtest=render_backtest,
    filings=render_filings,
    reading=render_reading,
    figures=render_figures,
    fleet=render_fleet,
    findings=render_findings,
    notice=render_notice,
)
