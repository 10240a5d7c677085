"""What `sztrack targets --format csv` writes -> the plan that it was written of. Rows may have been
edited, sorted, added and taken away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sztrack.core.draft.carried import SETTINGS, STATED
from sztrack.core.draft.outline import ChapterOutline, Entry, Keys, Outline, TaskOutline, Value
from sztrack.core.model import Nature, Strength
from sztrack.load.drafts.flow import mapping_of, mappings_of, value_of
from sztrack.load.headings import Row

_MARKS = frozenset(("id", "name_zh", "kind", "goal", "chapter", "chapter_titles"))
"""Columns that no other table of targets has all of."""
_TRUE, _STRUCTURED = "true", ("baseline", "amended", "note")

Cells = Mapping[str, str]


class _Line:
    """One target with where it stands; a column that is not there is empty."""

    def __init__(self, cells: Cells, year: int) -> None:
        self.cells, self.year = cells, year

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    @property
    def helpers(self) -> list[Value]:
        """The units that help."""
        return [name for name in re.split("[、,;]", self["with"]) if name.strip()]


def is_export(rows: Sequence[Row]) -> bool:
    """Whether a table is one that this program wrote."""
    return bool(rows) and set(rows[0][1]) >= _MARKS


def read_export(rows: Sequence[Row], year: int) -> tuple[Outline, int]:
    """The plan in a table, and its year; `year` is for a table that names none."""
    heading = rows[0][1]
    cells = [dict(zip(heading, row, strict=False)) for _, row in rows[1:]]
    frame = _frame(cells)
    head = mapping_of(frame.get("plan", {}))
    of = _year(head, cells) or year
    lines = [_Line(one, of) for one in cells if one.get("id")]
    title = head.get("title", str(of))
    head = {"id": head.get("id", f"plan-{of}"), "year": of, "title": title} | {
        key: value for key, value in head.items() if key in ("source", "place")
    }
    outline = Outline(
        plan=head,
        settings={name: frame[name] for name in SETTINGS if frame.get(name)},
        aliases=mapping_of(frame.get("aliases", {})),
        chapters=tuple(_chapters(lines, frame)),
    )
    return outline, of


def _frame(cells: Sequence[Cells]) -> dict[str, Value]:
    """What belongs to no target, from whichever line holds it now."""
    for one in cells:
        if frame := mapping_of(value_of(one.get("plan", ""))):
            return frame
    return {}


def _year(head: Keys, cells: Sequence[Cells]) -> int | None:
    """The plan's year: as the head states it, or that of the first date."""
    stated = [str(head.get("year", "")), *(one.get("by", "")[:4] for one in cells)]
    return next((int(text) for text in stated if re.fullmatch("(?:19|20|21)[0-9]{2}", text)), None)


def _chapters(lines: Sequence[_Line], frame: Keys) -> list[ChapterOutline]:
    """The chapters in the order of the plan; those that were added after it, as they come."""
    stated = {str(one.get("id")): one for one in mappings_of(frame.get("chapters", []))}
    idle = mappings_of(frame.get("tasks", []))
    names = dict.fromkeys([*stated, *(line["chapter"] or "1" for line in lines)])
    return [
        _chapter(
            name,
            [line for line in lines if (line["chapter"] or "1") == name],
            stated.get(name, {}),
            [task for task in idle if str(task.get("chapter")) == name],
        )
        for name in names
    ]


def _chapter(
    name: str, lines: Sequence[_Line], stated: Keys, idle: Sequence[Keys]
) -> ChapterOutline:
    title = stated.get("title", name)
    nature = Nature.TASK.value
    if lines:
        title = value_of(lines[0]["chapter_titles"]) or lines[0]["chapter_title"] or name
        nature = lines[0]["nature"] or nature
    keys: dict[str, Value] = {"id": name, "title": title}
    if nature != Nature.TASK.value:
        keys["nature"] = nature
    return ChapterOutline(
        keys=keys,
        targets=tuple(Entry(_keys(line)) for line in lines if not line["task"]),
        tasks=(*_tasks(lines), *(TaskOutline(_without(task, "chapter")) for task in idle)),
    )


def _tasks(lines: Sequence[_Line]) -> list[TaskOutline]:
    """The tasks that the lines of a chapter belong to."""
    numbers = dict.fromkeys(line["task"] for line in lines if line["task"])
    tasks: list[TaskOutline] = []
    for number in numbers:
        own = [line for line in lines if line["task"] == number]
        keys: dict[str, Value] = {
            "task": number,
            "title": value_of(own[0]["task_title"]) or number,
            "owner": own[0]["task_owner"],
            "with": value_of(own[0]["task_with"]),
        }
        filled = {key: value for key, value in keys.items() if value}
        tasks.append(TaskOutline(filled, tuple(Entry(_keys(line)) for line in own)))
    return tasks


def _keys(line: _Line) -> Keys:
    """A target's keys in the order of targets.yaml; what is so by default is left out."""
    zh, en = line["name_zh"], line["name_en"]
    found: dict[str, Value] = {
        "id": line["id"],
        "name": zh if en in ("", zh) else {"zh": zh or en, "en": en},
        "kind": line["kind"],
        "strength": _unless(line["strength"], Strength.FIRM.value),
        "by": _unless(line["by"], f"{line.year}-12"),
    }
    for name in STATED:
        found[name] = value_of(line[name]) if name in _STRUCTURED else line[name]
    found["indicator"] = _unless(line["indicator"], zh)
    if line["may_fall"]:
        found["may_fall"] = line["may_fall"] == _TRUE
    found["wording"] = line["wording"]
    found["owner"] = _unless(line["owner"], line["task_owner"])
    found["with"] = [] if line.helpers == value_of(line["task_with"]) else line.helpers
    return {key: value for key, value in found.items() if value not in ("", [])}


def _unless(text: str, default: str) -> str:
    """A text, empty where it is what counts without it."""
    return "" if text == default else text


def _without(keys: Keys, name: str) -> Keys:
    return {key: value for key, value in keys.items() if key != name}
