"""The headings of a table of targets, as offices write them -> what stands in each column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sztrack.core.words.period import narrow
from sztrack.core.words.quantity import Unit, parse_unit
from sztrack.load.headings import Row

_TOP = 30
"""A heading stands within so many rows."""
_YEAR = r"(?:(?P<year>20[0-9]{2})(?:年度?)?|上年度?|去年|上一年|本年度?|今年|年度|全年|当年)?"
_FIELDS = {
    "name": "指标|指标名称|主要指标|目标名称|项目|名称|工作任务|任务|indicator|measure|name|kpi"
    "|performance indicator|objective",
    "english": "英文|英文名称|english|english name|name_en",
    "id": "id|编号|代码|code",
    "unit": "单位|计量单位|unit|units|unit of measure",
    "nature": "性质|属性|指标属性|指标性质|指标类型|nature|type",
    "kind": "类型|kind",
    "owner": "责任单位|牵头单位|责任部门|牵头部门|主管部门|负责单位|owner|lead|responsible"
    "|responsible unit|department|lead department",
    "with": "配合单位|协办单位|参与单位|配合部门|协同单位|with|support|supporting|partners",
    "note": "备注|说明|note|notes|remark|remarks|comment|comments",
    "by": "完成时限|时限|完成时间|by|deadline|due",
    "wording": "原文|表述|计划原文|wording",
    "number": "序号|no|no.|#",
}
_LAST = (
    r"(?:(?P<year>20[0-9]{2})(?:年度?)?|上年度?|去年|上一年|上年度)"
    r"(?:完成|实际|实绩|完成情况|完成值|实际完成|完成数|实际值|预计完成|预计|基数)"
    r"|上年|去年|基数|基期|基期值|baseline|last year|previous year|prior year"
    r"|(?P<of>20[0-9]{2}) ?(?:actual|outturn|result|baseline)"
)
_GOAL = (
    rf"{_YEAR}(?:目标|计划|预期|预期目标|目标值|计划目标|工作目标|计划数|主要目标|增长目标|预期值|目标任务)"
    r"|(?P<of>20[0-9]{2}) ?(?:target|goal|plan|budget)|target|goal|annual target|this year"
)
_BRACKET = re.compile(r"\(([^()]*)\)$")


class Columns(NamedTuple):
    """Where everything stands."""

    line: int
    """Of the heading."""
    below: int
    """How many rows end with the heading."""
    places: Mapping[str, int]
    units: Mapping[str, Unit]
    """Units in the headings."""
    year: int | None
    """The year of the goals, where a heading states it."""
    last_year: int | None
    unread: tuple[str, ...]
    title: str
    """What stands above the table."""

    def cell(self, cells: Sequence[str], field: str) -> str:
        """A row's cell; empty where there is no such column."""
        place = self.places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """The columns under the first row that names both indicators and goals; None where none
    does.
    """
    for place, (line, cells) in enumerate(rows[:_TOP]):
        columns = _columns(line, cells)
        if {"name", "goal"} <= columns.places.keys():
            above = [" ".join(dict.fromkeys(filter(None, row))) for _, row in rows[:place]]
            return columns._replace(below=place + 1, title=above[0] if above else "")
    return None


def _columns(line: int, cells: Sequence[str]) -> Columns:
    places: dict[str, int] = {}
    units: dict[str, Unit] = {}
    years: dict[str, int] = {}
    unread: list[str] = []
    for place, cell in enumerate(cells):
        if not cell:
            continue
        field, unit, year = _field(cell)
        if not field or field in places:
            unread.append(cell)
            continue
        places[field] = place
        if unit:
            units[field] = unit
        if year:
            years[field] = year
    return Columns(
        line=line,
        below=0,
        places=places,
        units=units,
        year=years.get("goal"),
        last_year=years.get("last"),
        unread=tuple(unread),
        title="",
    )


def _field(cell: str) -> tuple[str, Unit | None, int | None]:
    """What a heading stands for, with the unit in brackets behind it and the year before it."""
    plain = " ".join(narrow(cell).split()).casefold()
    bracket = _BRACKET.search(plain)
    unit = parse_unit(bracket[1]) if bracket else None
    if bracket:
        plain = plain[: bracket.start()].strip()
    for field, pattern in (("last", _LAST), ("goal", _GOAL)):
        if m := re.fullmatch(pattern, plain):
            year = m["year"] or m["of"]
            return field, unit, int(year) if year else None
    for field, names in _FIELDS.items():
        if plain in names.split("|"):
            return field, unit, None
    return "", None, None
