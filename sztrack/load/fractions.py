"""Percentages written as fractions: 0.036 for 3.6 %, as data frames and bare cells hold them.

A fraction is refused and not scaled, which in a table of small percentages would be wrong.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sztrack.core.model import Observation, Text
from sztrack.core.words.english import number_of
from sztrack.load.intake import Intake

_DECIMALS = 3
"""Published percentages have one decimal, rarely two; 0.036 has three."""


def without_fractions(observations: list[Observation], intake: Intake) -> list[Observation]:
    """The observations without percentages that are fractions; one finding tells of each sort.

    A table is judged as a whole: none of its percentages reaches 1, most have three decimals or
    more, and no cell or heading bears a sign that would say what the bare numbers are.
    """
    if intake.cells.states_percent:
        return observations
    if _are_fractions(row.growth for row in observations):
        _report(intake, observations, [row.growth for row in observations])
        observations = [row._replace(growth=None) for row in observations]
    if _are_fractions(map(_share, observations)):
        _report(intake, observations, [_share(row) for row in observations])
        observations = list(map(_without_share, observations))
    return list(filter(_says_anything, observations))


def _share(row: Observation) -> Decimal | None:
    """The level of a row in percent, without its sign; None where it is none."""
    if row.value is None or row.value.unit.base != "%":
        return None
    return row.value.value


def _without_share(row: Observation) -> Observation:
    return row if _share(row) is None else row._replace(value=None)


def _says_anything(row: Observation) -> bool:
    return row.value is not None or row.growth is not None or row.stage is not None


def _are_fractions(percentages: Iterable[Decimal | None]) -> bool:
    """Whether all of them are below 1, and most of them finer than percentages are printed."""
    numbers: list[Decimal] = []
    # Left at the first number that speaks against it: most tables have one in their first row.
    for number in percentages:
        if number is not None and abs(number) >= 1:
            return False
        if number:
            numbers.append(number)
    fine = [number for number in numbers if _decimals(number) >= _DECIMALS]
    return len(fine) * 2 > len(numbers)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _report(
    intake: Intake, rows: Sequence[Observation], percentages: Sequence[Decimal | None]
) -> None:
    """File one finding for all fractions of a table, at the first of them that is not zero."""
    said = [
        (row, number) for row, number in zip(rows, percentages, strict=True) if number is not None
    ]
    row, first = next((row, number) for row, number in said if number)
    percentage = f"{(first * 100).normalize():f}%"
    intake.faults.file(
        "SZ230",
        row.source.line,
        Text(
            f"{first} 等 {len(said)} 个百分数像是小数（{first} 即 {percentage}），未读",
            f"{number_of(len(said), 'percentage')} such as {first} must be fractions"
            f" ({first} for {percentage}), not read",
        ),
    )
