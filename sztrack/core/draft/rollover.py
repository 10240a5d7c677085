"""Last year's plan -> this year's to begin with: the same targets under the same ids, all goals
still to be filled in, and last December's published figures as their baselines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sztrack.core.draft.carried import (
    chapter_keys,
    figure,
    head,
    settings,
    target_keys,
    task_keys,
)
from sztrack.core.draft.outline import ChapterOutline, Entry, Keys, Outline, TaskOutline, Value
from sztrack.core.draft.start import TO_FILL_IN
from sztrack.core.kinds import traits
from sztrack.core.model import DONE, Chapter, Nature, Plan, Series, Target, Task, Text
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, Quantity

_LAST_YEARS = ("amended", "baseline", "by", "strength")
"""Keys of a target that were about last year alone."""


class NextYear(NamedTuple):
    """A plan for the next year, and what of the old one is not in it."""

    outline: Outline
    year: int
    baselines: int
    """How many targets have a baseline."""
    done: tuple[Target, ...]
    """Deliverables that were reported done: they do not go on."""


def next_year(plan: Plan, series: Mapping[str, Series]) -> NextYear:
    """The plan of the year after `plan`. What a goal was is kept in words beside it; amendments
    were last year's, and so are the document and the numbers of the briefs.
    """
    year = plan.year + 1
    done = tuple(target for target in plan.targets if _is_done(series[target.id]))
    entries = {
        target.id: _entry(target, plan, series[target.id])
        for target in plan.targets
        if target not in done
    }
    top = dict(head(plan))
    top.pop("source", None)
    top |= {"id": _renamed(plan.id, plan.year), "year": year, "title": _retitled(plan)}
    outline = Outline(
        plan=top,
        settings=settings(plan, with_issues=False),
        aliases=_aliases(plan, entries),
        chapters=tuple(_chapter(plan, chapter, entries) for chapter in plan.chapters),
    )
    baselines = sum("baseline" in entry.keys for entry in entries.values())
    return NextYear(outline=outline, year=year, baselines=baselines, done=done)


def _is_done(series: Series) -> bool:
    """Whether the newest report of a deliverable says that it is done."""
    if not series.stages:
        return False
    return series.stages[max(series.stages)].stage in DONE


def _entry(target: Target, plan: Plan, series: Series) -> Entry:
    """The target as next year's plan may hold it; what the old plan said of it is a comment."""
    old = target_keys(target, plan)
    keys = {key: old[key] for key in ("id", "name", "indicator", "kind", "event") if key in old}
    keys |= {"goal": "pending", "wording": _to_fill_in(target)}
    if baseline := _baseline(target, plan.year, series):
        keys["baseline"] = baseline
    if target.by.month != 12:
        keys["by"] = str(target.by.plus(12))
    keys |= {key: value for key, value in old.items() if key not in (*keys, *_LAST_YEARS)}
    said = Text(f"{plan.year}年：{target.wording}", f"{plan.year}: {target.wording}")
    return Entry(keys, (said,))


def _to_fill_in(target: Target) -> str:
    return TO_FILL_IN.en if target.wording.isascii() else TO_FILL_IN.zh


def _baseline(target: Target, year: int, series: Series) -> Keys | None:
    """The figure published for December, in the goal's unit; None where none was: what was worked
    out of others, and of the goal's unit nobody knows, is no baseline; nor is a whole year's figure
    that of an interim goal.
    """
    if target.by.month != 12:
        return None
    published = series.actuals.get(Month(year, 12))
    if published is None or published.derivation or target.goal is None:
        return None
    unit = PERCENT if traits(target.kind).by_growth else target.goal.unit
    found: dict[str, Value] = {
        "value": figure(Quantity(published.value, unit)),
        "year": year,
        "wording": str(published.sources[0]),
    }
    if note := _doubt(published.second_hand, published.disputed):
        found["note"] = {"zh": note.zh, "en": note.en}
    return found


def _doubt(second_hand: bool, disputed: bool) -> Text | None:
    """What speaks against a published figure."""
    if disputed:
        return Text("公布数不止一个，取离目标较远的", "published figures differ: the worse one")
    if second_hand:
        return Text("据二手资料", "read in a secondary copy")
    return None


def _chapter(plan: Plan, chapter: Chapter, entries: Mapping[str, Entry]) -> ChapterOutline:
    """A chapter with its targets and tasks."""
    own = [target for target in plan.targets if target.chapter == chapter.id]
    tasks = [_task(task, own, entries) for task in plan.tasks if task.chapter == chapter.id]
    return ChapterOutline(
        keys=chapter_keys(chapter, own[0].nature if own else Nature.TASK),
        targets=_kept(own, None, entries),
        tasks=tuple(task for task in tasks if task),
    )


def _task(task: Task, own: Sequence[Target], entries: Mapping[str, Entry]) -> TaskOutline | None:
    """A task; None where all of its targets are done, so that it is as well."""
    kept = _kept(own, task.number, entries)
    held = any(target.task == task.number for target in own)
    return TaskOutline(task_keys(task), kept) if kept or not held else None


def _kept(
    own: Sequence[Target], task: int | None, entries: Mapping[str, Entry]
) -> tuple[Entry, ...]:
    """The targets of a task, or those of the chapter itself, that go on."""
    return tuple(
        entries[target.id] for target in own if target.task == task and target.id in entries
    )


def _aliases(plan: Plan, entries: Mapping[str, Entry]) -> dict[str, Value]:
    """The aliases of targets that go on."""
    known: set[str] = set()
    for target in plan.targets:
        if target.id in entries:
            known.update((target.id, target.indicator, *target.name))
    return {name: stands for name, stands in plan.aliases.items() if stands in known}


def _renamed(text: str, year: int) -> str:
    """A plan's id with the next year in the place of its own."""
    if str(year) in text:
        return text.replace(str(year), str(year + 1))
    return f"{text}-{year + 1}"


def _retitled(plan: Plan) -> Value:
    """The title in both languages with the next year in the place of its own."""
    zh, en = (text.replace(str(plan.year), str(plan.year + 1)) for text in plan.title)
    return zh if zh == en else {"zh": zh, "en": en}
