"""A level ten thousand or a hundred million times too large or too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sztrack.core.checks import Audit, sizes
from sztrack.core.model import Finding, Rule, Severity, Text, amount

RULE = Rule(
    code="SZ404",
    severity=Severity.WARNING,
    summary=Text(
        "与本指标其他各期相差一万倍或一亿倍",
        "out by a factor of 10,000 or 100 million against the series' other figures",
    ),
    why=Text(
        "万、亿错位是最常见的单位差错：数字看上去正常，却差一万倍或一亿倍",
        "confusing 万 (10^4) and 亿 (10^8) is the most common unit error: the digits look right"
        " and the figure is out by a factor of 10,000 or 100 million",
    ),
    remedy=Text("核对该行的单位和表头的单位", "check the unit in the row and in its heading"),
)
LEAST = 4
"""How many figures the series must have, so that one cannot move the median."""
WIDTH = 3
"""The ratio may be this many times larger or smaller than 10^4 or 10^8: our choice."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per level whose ratio to the median is within a factor of `WIDTH` of 10^4 or
    10^8; totals per month of the year.
    """
    for one in audit.indicators:
        found = sizes(one)
        if one.level_unit is None or len(found) < LEAST:
            continue
        usual = _median(list(found.values()))
        for month, size in found.items():
            power = next(
                (
                    p
                    for p in (4, 8)
                    if 10**p < WIDTH * max(size, usual) / min(size, usual) < WIDTH**2 * 10**p
                ),
                None,
            )
            if power:
                figure, times = (
                    one.levels[month],
                    {4: Text("一万", "10,000"), 8: Text("一亿", "100 million")}[power],
                )
                more = Text("大", "large") if size > usual else Text("小", "small")
                level = amount(figure.value, one.level_unit)
                yield RULE.at(
                    figure.sources[0],
                    Text(
                        f"“{one.target.indicator}”{month} 的 {level.zh}"
                        f" 比其他各期约{more.zh}{times.zh}倍",
                        f"'{one.target.indicator}' {month}: {level.en} is about {times.en} times"
                        f" too {more.en} compared with the other periods",
                    ),
                )


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered, half = sorted(values), len(values) // 2
    return (ordered[half] + ordered[~half]) / 2
