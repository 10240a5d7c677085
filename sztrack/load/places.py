"""A column that parts the whole into places: a district's figure is not the city's."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sztrack.load.headings import Row

_HEADINGS = (
    "地区",
    "区域",
    "辖区",
    "区县",
    "各区",
    "行政区",
    "行政区划",
    "地市",
    "district",
    "region",
    "area",
)
_WHOLE = ("", "全市", "全省", "全国", "全区", "合计", "总计", "总量", "total", "all", "whole")


def place_of(cells: Sequence[str]) -> int | None:
    """Which heading names the places; None if none does."""
    return next((at for at, cell in enumerate(cells) if cell.strip().casefold() in _HEADINGS), None)


def of_the_whole(
    rows: Iterable[Row], at: int, report: Callable[[int, list[str]], None]
) -> Iterator[Row]:
    """The rows about the whole, which may be called by one name throughout; `report` is told of the
    others: the first line, and the places in their order.
    """
    placed = [(row, _cell(row, at)) for row in rows]
    names = dict.fromkeys(place for _, place in placed)
    parts = [name for name in names if name.casefold() not in _WHOLE]
    others = set(names) - {"", *parts}
    # One name throughout is the whole's own name; beside a row of the whole it is a part.
    if len(parts) + bool(others) < 2:
        yield from (row for row, _ in placed)
        return
    report(next(row[0] for row, place in placed if place in parts), parts)
    yield from (row for row, place in placed if place not in parts)


def _cell(row: Row, at: int) -> str:
    cells = row[1]
    return cells[at].strip() if at < len(cells) else ""
