"""A table of targets -> the plan that it comes to: what this program wrote comes back as it was,
any other is read as offices write them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.draft.outline import Keys, Outline, Value
from sztrack.core.draft.start import aliases_of, plan_id, plan_title
from sztrack.core.draft.usual import usual_goal
from sztrack.core.model import Finding, Source, Text
from sztrack.load.drafts.columns import Columns, find_columns
from sztrack.load.drafts.export import is_export, read_export
from sztrack.load.drafts.file import read_rows
from sztrack.load.drafts.sheet import Sheet
from sztrack.load.headings import Row

_TITLE_YEAR = re.compile("(20[0-9]{2})")


class Drafted(NamedTuple):
    """A plan read out of a table, and what is doubtful about it. None where there is no table."""

    outline: Outline | None
    year: int
    findings: list[Finding]


def read_table_of_targets(
    data: bytes, path: str, place: str, year: int | None, this_year: int
) -> Drafted:
    """The plan in a file. `place` and `year` are what the planner says; where neither says it nor
    the table does, the plan is that of `this_year`.
    """
    rows, findings = read_rows(data, path)
    if is_export(rows):
        outline, of = read_export(rows, year or this_year)
        return Drafted(outline, of, findings)
    columns = find_columns(rows)
    if columns is None:
        if not any(finding.code == "SZ218" for finding in findings):
            findings.append(_no_table(rows, path))
        return Drafted(None, year or this_year, findings)
    titled = _TITLE_YEAR.search(columns.title)
    of = year or columns.year or (int(titled[1]) if titled else this_year)
    sheet = Sheet(columns, path, of)
    outline = Outline(
        plan={"id": plan_id(place, of), "year": of, "title": _title(columns, place, of)},
        chapters=sheet.read(rows),
    )
    return Drafted(outline._replace(aliases=_aliases(outline)), of, [*findings, *sheet.findings])


def _title(columns: Columns, place: str, year: int) -> Value:
    """The plan's title as it stands above the table, if it names a year; else of the place."""
    return columns.title if _TITLE_YEAR.search(columns.title) else plan_title(place, year)


def _aliases(outline: Outline) -> dict[str, Value]:
    """The names that the usual goals of a plan are published under beside their own."""
    found: dict[str, Value] = {}
    taken: set[str] = set()
    for entry in outline.entries:
        taken.update(_names(entry.keys))
    for entry in outline.entries:
        own = _names(entry.keys)
        usual = usual_goal(own[0])
        if usual:
            others = [usual.indicator.zh, *aliases_of([usual])]
            found |= {name: own[-1] for name in others if name not in taken}
    return found


def _names(keys: Keys) -> list[str]:
    """The name of a target in Chinese, and the name that its figures are published under."""
    name = keys["name"]
    zh = str(name["zh"]) if isinstance(name, Mapping) else str(name)
    return [zh, str(keys.get("indicator", zh))]


def _no_table(rows: Sequence[Row], path: str) -> Finding:
    line, cells = rows[0] if rows else (1, [])
    shown = "、".join(filter(None, cells))
    return RULES["SZ601"].at(
        Source(path, line),
        Text(
            f"没有同时含指标和目标的表头，第一行是：{shown or '空的'}",
            f"no row of headings names indicators and goals; the first row is: {shown or 'empty'}",
        ),
    )
