"""A plan that was read, as an outline again: with what a targets.yaml must say, and without what
is so by default. Whoever reads the outline gets the same plan.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from sztrack.core.draft.outline import (
    ChapterOutline,
    Entry,
    Keys,
    Outline,
    TaskOutline,
    Value,
)
from sztrack.core.kinds import traits
from sztrack.core.model import (
    Amendment,
    Baseline,
    Chapter,
    Document,
    Event,
    Goal,
    Issue,
    Letterhead,
    Nature,
    Place,
    Plan,
    Rules,
    Strength,
    Target,
    Task,
    Text,
)
from sztrack.core.words.quantity import Quantity

STATED = (
    "goal",
    "indicator",
    "event",
    "frequency",
    "lag",
    "may_fall",
    "pace",
    "baseline",
    "amended",
    "note",
)
"""The keys of a target that a table of a plan states as targets.yaml does, beside its columns for
programs.
"""
SETTINGS = ("rules", "brief", "places")
"""The keys of a plan between its head and its chapters."""


def outlined(plan: Plan) -> Outline:
    """The whole plan."""
    return Outline(
        plan=head(plan),
        settings=settings(plan),
        aliases=dict(plan.aliases),
        chapters=tuple(_chapter(plan, chapter) for chapter in plan.chapters),
    )


def skeleton(plan: Plan) -> Keys:
    """What a table of targets cannot show on a target's line: the plan's head, and the chapters and
    tasks in their order, those without targets with their titles.
    """
    filled = {target.chapter for target in plan.targets}
    worked_on = {target.task for target in plan.targets}
    chapters: list[Value] = [
        {"id": chapter.id} if chapter.id in filled else chapter_keys(chapter, Nature.TASK)
        for chapter in plan.chapters
    ]
    tasks: list[Value] = [
        {"chapter": task.chapter, **task_keys(task)}
        for task in plan.tasks
        if task.number not in worked_on
    ]
    found: dict[str, Value] = {"plan": head(plan), "chapters": chapters}
    if tasks:
        found["tasks"] = tasks
    found |= settings(plan)
    if plan.aliases:
        found["aliases"] = dict(plan.aliases)
    return found


def head(plan: Plan) -> Keys:
    """What stands under `plan`."""
    found: dict[str, Value] = {"id": plan.id, "year": plan.year, "title": words(plan.title)}
    if plan.document:
        found["source"] = _document(plan.document)
    if plan.place:
        own: dict[str, Value] = {"zh": plan.place.name.zh, "en": plan.place.name.en}
        if plan.place.aliases:
            own["aliases"] = plan.place.aliases
        found["place"] = own
    return found


def _document(document: Document) -> Keys:
    found: dict[str, Value] = {"title": words(document.title)}
    if document.publisher:
        found["publisher"] = words(document.publisher)
    if document.date:
        found["date"] = document.date
    if document.url:
        found["url"] = document.url
    return found


def settings(plan: Plan, *, with_issues: bool = True) -> Keys:
    """What stands between the plan's head and its chapters, without what is so by default. The
    numbers and days of the briefs (`with_issues`) are one year's.
    """
    found: dict[str, Value] = {}
    if plan.rules != Rules():
        found["rules"] = thresholds(plan.rules)
    if plan.letterhead:
        found["brief"] = _letterhead(plan.letterhead, with_issues=with_issues)
    if plan.places:
        found["places"] = [_place(place) for place in plan.places]
    return found


def _letterhead(letterhead: Letterhead, *, with_issues: bool) -> Keys:
    found: dict[str, Value] = {}
    if letterhead.unit:
        found["unit"] = words(letterhead.unit)
    if with_issues and letterhead.issues:
        issues = letterhead.issues.items()
        found["issues"] = {str(month): _issue(issue) for month, issue in issues}
    if letterhead.to:
        found["to"] = list(map(words, letterhead.to))
    if letterhead.copies:
        found["copies"] = list(map(words, letterhead.copies))
    if letterhead.contact:
        found["contact"] = words(letterhead.contact)
    return found


def _issue(issue: Issue) -> Keys:
    found: dict[str, Value] = {}
    if issue.number is not None:
        found["number"] = issue.number
    if issue.day:
        found["date"] = issue.day.isoformat()
    return found


def _place(place: Place) -> Keys:
    assert place.role is not None, "the plan's own place has no role and stands in its head"
    found: dict[str, Value] = {
        "id": place.id,
        "name": words(place.name),
        "role": place.role.value,
    }
    if place.aliases:
        found["aliases"] = place.aliases
    return found


def thresholds(rules: Rules) -> Keys:
    """The thresholds that are not the default."""
    defaults, found = Rules(), dict[str, Value]()
    for field in fields(Rules):
        value = getattr(rules, field.name)
        if value != getattr(defaults, field.name):
            found[field.name] = f"{value:f}" if isinstance(value, Decimal) else value
    return found


def chapter_keys(chapter: Chapter, nature: Nature) -> Keys:
    """A chapter without what stands in it."""
    found: dict[str, Value] = {"id": chapter.id, "title": words(chapter.title)}
    if nature is not Nature.TASK:
        found["nature"] = nature.value
    return found


def task_keys(task: Task) -> Keys:
    """A task without its targets."""
    found: dict[str, Value] = {"task": task.number, "title": words(task.title)}
    if task.owner:
        found["owner"] = task.owner
    if task.supporting:
        found["with"] = list(task.supporting)
    return found


def target_keys(target: Target, plan: Plan) -> Keys:
    """A target as its entry in the file."""
    found: dict[str, Value] = {"id": target.id, "name": words(target.name)}
    if target.indicator != target.name.zh:
        found["indicator"] = target.indicator
    found["kind"] = target.kind.value
    if target.event not in (None, Event.OTHER):
        found["event"] = target.event.value
    found |= _promise(target)
    found |= _terms(target, plan)
    found |= _responsible(target, plan)
    if target.note:
        found["note"] = words(target.note)
    return found


def _promise(target: Target) -> Keys:
    """What is to be reached, as the plan says it, and from where."""
    found: dict[str, Value] = {}
    if target.goal or target.pending:
        found["goal"] = goal_text(target.goal) if target.goal else "pending"
    if target.amended:
        found["amended"] = [_amendment(one) for one in target.amended]
    found["wording"] = target.wording
    if target.baseline:
        found["baseline"] = _baseline(target.baseline)
    return found


def _responsible(target: Target, plan: Plan) -> Keys:
    """Who answers and who helps, where that is not the task's."""
    task = next((task for task in plan.tasks if task.number == target.task), None)
    found: dict[str, Value] = {}
    if target.owner and (task is None or task.owner != target.owner):
        found["owner"] = target.owner
    if target.supporting and (task is None or task.supporting != target.supporting):
        found["with"] = list(target.supporting)
    return found


def words(text: Text) -> Value:
    """A text in both languages; once, where they are the same."""
    return text.zh if text.zh == text.en else {"zh": text.zh, "en": text.en}


def goal_text(goal: Goal) -> str:
    """A goal as a planner types it: `>= 5.5%`, `5%..5.5%`."""
    if goal.upper is not None:
        return f"{figure(goal.quantity)}..{figure(goal.upper)}"
    return f"{goal.op.value} {figure(goal.quantity)}"


def figure(quantity: Quantity) -> str:
    """A number in plain digits with its unit, which stands apart where it is an English word."""
    unit = quantity.unit.written
    blank = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{quantity.value:f}{blank}{unit}"


def _terms(target: Target, plan: Plan) -> Keys:
    """When a target is due and how it is followed, where that is not the default."""
    found: dict[str, Value] = {}
    if target.strength is not Strength.FIRM:
        found["strength"] = target.strength.value
    if (target.by.year, target.by.month) != (plan.year, 12):
        found["by"] = str(target.by)
    if target.frequency is not traits(target.kind).frequency:
        found["frequency"] = target.frequency.value
    if target.lag != 1:
        found["lag"] = target.lag
    if target.may_fall is not None:
        found["may_fall"] = target.may_fall
    if target.pace != plan.rules.pace:
        found["pace"] = target.pace
    return found


def _baseline(baseline: Baseline) -> Keys:
    found: dict[str, Value] = {
        "value": figure(baseline.quantity),
        "year": baseline.year,
        "wording": baseline.wording,
    }
    if baseline.note:
        found["note"] = words(baseline.note)
    return found


def _amendment(amendment: Amendment) -> Keys:
    return {
        "goal": goal_text(amendment.goal),
        "by": str(amendment.by),
        "on": amendment.on.isoformat(),
        "wording": amendment.wording,
        "source": {"title": amendment.cited},
    }


def _chapter(plan: Plan, chapter: Chapter) -> ChapterOutline:
    own = [target for target in plan.targets if target.chapter == chapter.id]
    tasks = [task for task in plan.tasks if task.chapter == chapter.id]
    return ChapterOutline(
        keys=chapter_keys(chapter, own[0].nature if own else Nature.TASK),
        targets=tuple(_entry(target, plan) for target in own if target.task is None),
        tasks=tuple(
            TaskOutline(
                keys=task_keys(task),
                targets=tuple(_entry(target, plan) for target in own if target.task == task.number),
            )
            for task in tasks
        ),
    )


def _entry(target: Target, plan: Plan) -> Entry:
    return Entry(target_keys(target, plan))
