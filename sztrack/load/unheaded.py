"""What to say of a table whose headings are not understood: the row that comes nearest to one, what
the table looks like, and what to change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text
from sztrack.core.words.period import parse_span
from sztrack.core.words.quantity import parse_number
from sztrack.load.headings import Row, column

_PLACES = ("省", "市", "区", "县", "州", "盟", "旗", "全国")
_ENOUGH = 3
"""So many rows of one sort make a shape."""
_SENTENCE = 25
"""Characters; a cell of so many is prose."""
_MOST_NAMED = 6


class _Shape(NamedTuple):
    """A way to arrange figures that is not read as it stands, and what to do about it."""

    holds: Callable[[Sequence[Row]], bool]
    advice: Text


def no_head(rows: Sequence[Row], begin: Source) -> Finding:
    """The finding for a table without a usable heading; `rows` are its first."""
    if not rows:
        return RULES["SZ202"].at(begin, Text("没有可读的内容", "there is nothing in it to read"))
    said = [Text("没有可用的表头", "no usable heading row")]
    line = begin.line
    nearest = max(rows, key=_known_cells)
    if _known_cells(nearest):
        line = nearest[0]
        said.append(_nearest(nearest))
    said += [shape.advice for shape in _SHAPES if shape.holds(rows)][:1]
    return RULES["SZ202"].at(
        begin._replace(line=line),
        Text("；".join(text.zh for text in said), "; ".join(text.en for text in said)),
    )


def _known_cells(row: Row) -> int:
    """How many cells of a row are headings; a row of figures has none."""
    if any(_is_figure(cell) for cell in row[1]):
        return 0
    return sum(_is_known(cell) for cell in row[1])


def _is_known(cell: str) -> bool:
    return bool(cell.strip()) and (column(cell) is not None or _is_period(cell))


def _is_period(cell: str) -> bool:
    return parse_span(cell.strip(), 2000) is not None


def _is_figure(cell: str) -> bool:
    return parse_number(cell) is not None and not _is_period(cell)


def _nearest(row: Row) -> Text:
    """The row that comes nearest to a heading, by the cells that are known and by what it lacks."""
    line, cells = row
    known = [cell.strip() for cell in cells if _is_known(cell)]
    fields = {found.field for cell in cells if (found := column(cell))}
    named = known[:_MOST_NAMED]
    rest = Text("等", " …") if len(known) > _MOST_NAMED else Text("", "")
    if "indicator" in fields:
        lacks = Text("缺 累计、同比、进度 之一", "it lacks one of value, growth, stage")
    else:
        lacks = Text("缺 指标 一列", "it lacks a column `indicator` (指标)")
    return Text(
        f"第 {line} 行最像表头，认得其中的“{'”“'.join(named)}”{rest.zh}，{lacks.zh}",
        f"line {line} comes nearest, with {', '.join(named)}{rest.en}, but {lacks.en}",
    )


def _first_cells(rows: Sequence[Row]) -> list[str]:
    """The first cell of each row that has figures behind it."""
    return [
        cells[0].strip()
        for _, cells in rows
        if len(cells) > 1 and cells[0].strip() and any(_is_figure(cell) for cell in cells[1:])
    ]


def _is_prose(rows: Sequence[Row]) -> bool:
    long = [cells for _, cells in rows if any(len(cell) >= _SENTENCE for cell in cells)]
    return bool(long) and not _first_cells(rows)


def _has_periods_down(rows: Sequence[Row]) -> bool:
    return sum(map(_is_period, _first_cells(rows))) >= _ENOUGH


def _is_calendar(rows: Sequence[Row]) -> bool:
    """Periods down and periods across: years and months."""
    across = any(sum(map(_is_period, cells)) >= _ENOUGH for _, cells in rows)
    return across and _has_periods_down(rows)


def _has_places_down(rows: Sequence[Row]) -> bool:
    return sum(name.endswith(_PLACES) for name in _first_cells(rows)) >= _ENOUGH


def _has_names_down(rows: Sequence[Row]) -> bool:
    return bool(_first_cells(rows))


_SHAPES = (
    _Shape(
        _is_prose,
        Text(
            "内容是文字而不是表，用 sztrack read 提取其中的数",
            "this is prose and no table: take the figures out of it with `sztrack read`",
        ),
    ),
    _Shape(
        _is_calendar,
        Text(
            "像是年份与月份纵横交叉的表：改成一行一个时期，列为 指标、时期、累计（或 数值）、单位",
            "it looks like years and months crossed: write one row per period, with the columns"
            " indicator, period, value and unit",
        ),
    ),
    _Shape(
        _has_periods_down,
        Text(
            "像是一行一个时期的表：加一列 指标 写明是哪个指标，时期一列的列名写 时期，"
            "数所在的列名写 累计、数值 或 同比",
            "it looks like a table of one period a row: add a column `indicator` that names the"
            " series, and call the others period, value and growth",
        ),
    ),
    _Shape(
        _has_places_down,
        Text(
            "像是一行一个地区的表：只留本地区的行，第一列改为 指标",
            "it looks like a table of one place a row: keep the row of your own, and name the"
            " indicator in the first column",
        ),
    ),
    _Shape(
        _has_names_down,
        Text(
            "第一列像是名称：把它的列名写成 指标，数所在的列名写成 累计、数值 或 同比",
            "the first column looks like names: call it `indicator`, and the columns of figures"
            " value or growth",
        ),
    ),
)
"""In the order in which they are tried."""
