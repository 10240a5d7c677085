"""Whose figures a table holds: what its column of places, its title and its file's name say. A
district's figure is not the city's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sztrack.core.model import Text
from sztrack.core.record.places import WHOLE, Places, Standing
from sztrack.load.headings import Row
from sztrack.load.intake import Intake

_ASIDE = r"\s*(?:注|备注|说明|单位|来源|数据来源|资料来源|制表|填报|编制|审核|note|source)"
"""Lines above a table that are no title: what they name is not what the table is about."""
_NAMED = 5
"""Places that one finding lists."""


def place_above(title: str, document: str, path: str, places: Places) -> Standing:
    """Whose figures the table's title says that it holds, else the document's, else the file's
    name and the folders it lies in, the nearest first.
    """
    folders = path.partition("/")[2].rpartition(".")[0].split("/")
    for text in (*_titles(title), *_titles(document), *reversed(folders)):
        if said := places.mentioned(text):
            return said
    return WHOLE


def _titles(text: str) -> list[str]:
    return [line for line in text.split("\n") if not re.match(_ASIDE, line, re.IGNORECASE)]


def placed(rows: Iterable[Row], at: int | None, intake: Intake, above: Standing) -> Iterator[Row]:
    """The rows about the whole and about places that are known, whose lines are noted in the
    intake; the others are reported once.

    `at` is where the column of places stands, None without one: then they are all of the place
    `above`. Cells merged downwards leave the rows below a name blank, in a first column.
    """
    strangers: dict[str, int] = {}
    before = above
    for line, cells in rows:
        cell = cells[at] if at is not None and at < len(cells) else ""
        if cell.strip():
            before = said = intake.places.standing(cell)
        else:
            said = before if at == 0 else above
        if not said.known:
            strangers.setdefault(said.place, line)
            continue
        if said.place:
            intake.elsewhere[line] = said.place
        yield line, cells
    if strangers:
        _report(strangers, intake)


def _report(strangers: dict[str, int], intake: Intake) -> None:
    """File one finding for all places that the plan does not name, at the first of them."""
    names = list(strangers)
    more = Text("等", " and others") if len(names) > _NAMED else Text("", "")
    asked = Text("", "")
    if len(names) == 1 and (near := intake.places.nearest(names[0])):
        asked = Text(f"；是否为 {near}？", f"; did you mean {near}?")
    intake.faults.tell(
        "SZ225",
        min(strangers.values()),
        Text(
            f"计划中没有 {'、'.join(names[:_NAMED])}{more.zh}{_these(names)}，其数据未读{asked.zh}",
            f"the plan does not name {', '.join(names[:_NAMED])}{more.en}; their figures were not"
            f" read{asked.en}",
        ),
    )


def _these(names: Sequence[str]) -> str:
    return "这个地区" if len(names) == 1 else "这些地区"
