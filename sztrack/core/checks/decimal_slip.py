"""A level ten, a hundred or a thousand times too large or too small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sztrack.core.checks import Audit, adds_up, remark, sizes
from sztrack.core.model import Finding, Rule, Severity, Text, amount
from sztrack.core.words.period import Month

RULE = Rule(
    code="SZ418",
    severity=Severity.WARNING,
    summary=Text(
        "与前后各期相差十倍、百倍或千倍",
        "out by a factor of 10, 100 or 1,000 against adjacent periods",
    ),
    why=Text(
        "小数点点错一位、多打或少打一个零，数字看上去正常，却差十倍",
        "a misplaced decimal point or an extra or missing zero: the digits look right and the"
        " figure is out by a factor of ten",
    ),
    remedy=Text("核对小数点和零的个数", "check the decimal point and the zeros"),
)
LEAST = 4
"""How many figures the series must have: our choice."""
WIDTH = Decimal("1.5")
"""The ratio to the figures beside it may be this many times larger or smaller than the power of
ten: our choice.
"""
_ALIKE = 3
"""How far apart the same month of two years may be and still explain each other: our choice."""
_TIMES = {1: Text("十", "10"), 2: Text("一百", "100"), 3: Text("一千", "1,000")}


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per level, up to the plan's year, that is off by the same power of ten from the
    two figures before and after it, totals per month: an earlier year is what projections go by.

    The newest figure has none after it, and is told of sums alone: a level may rise tenfold in a
    month. A remark explains a figure, and so does the same month of the year before or after, if it
    was as large.
    """
    for one in audit.indicators:
        found = sizes(one)
        if one.level_unit is None or len(found) < LEAST:
            continue
        is_sum, months = adds_up(one), sorted(found)
        explained = {row.month for row in one.rows if row.note and remark(row)}
        for place, month in enumerate(months):
            if month.year > audit.plan.year or month in explained:
                continue
            if power := _power(found, months, place, is_sum):
                figure, times = one.levels[month], _TIMES[abs(power)]
                more = Text("大", "large") if power > 0 else Text("小", "small")
                level = amount(figure.value, one.level_unit)
                yield RULE.at(
                    figure.sources[0],
                    Text(
                        f"“{one.target.indicator}”{month} 的 {level.zh}"
                        f" 比前后各期约{more.zh}{times.zh}倍",
                        f"'{one.target.indicator}' {month}: {level.en} is about {times.en} times"
                        f" too {more.en} compared with the periods before and after",
                    ),
                )


def _power(
    found: Mapping[Month, Decimal], months: Sequence[Month], place: int, is_sum: bool
) -> int | None:
    """The power of ten by which the figure at `place` is off from its neighbours; None where they
    do not agree on one.
    """
    month = months[place]
    before, after = months[max(0, place - 2) : place], months[place + 1 : place + 3]
    if not before:
        return None
    is_late_in_its_year = before[-1].year == month.year and place >= LEAST - 1
    if not after and not (is_sum and is_late_in_its_year):
        return None
    beside = [found[each] for each in (month.plus(-12), month.plus(12)) if each in found]
    if any(1 / _ALIKE < found[month] / other < _ALIKE for other in beside):
        return None
    powers = {_power_of_ten(found[month] / found[each]) for each in (*before, *after)}
    return powers.pop() if len(powers) == 1 else None


def _power_of_ten(ratio: Decimal) -> int | None:
    """The power of ten that a ratio is close to, from a thousandth to a thousand; None where it is
    close to none, or to one.
    """
    for power in (-3, -2, -1, 1, 2, 3):
        if 1 / WIDTH < ratio.scaleb(-power) < WIDTH:
            return power
    return None
