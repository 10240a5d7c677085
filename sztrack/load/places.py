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
    kept = list(rows)
    places = [cells[at].strip() if at < len(cells) else "" for _, cells in kept]
    single = {place for place in places if place.casefold() not in _WHOLE}
    if len(single) <= 1 and not (single and any(place and place not in single for place in places)):
        yield from kept
        return
    report(
        next(line for (line, _), place in zip(kept, places, strict=True) if place in single),
        list(dict.fromkeys(filter(single.__contains__, places))),
    )
    yield from (row for row, place in zip(kept, places, strict=True) if place not in single)
