"""Figures and counts as English writes them: 180,000 for 18万, 372.5bn yuan for 3725亿元, 1 row."""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.words.quantity import MONEY, Unit, rescale

_SUFFIX = {9: "bn", 6: "m", 0: ""}


def in_english(value: Decimal, unit: Unit, like: Decimal | None = None) -> str:
    """A figure with its unit, for a cell. The scale follows `like`, so that the figures of a row
    share it.
    """
    power = _power(unit, like if like is not None else value)
    scaled = rescale(value, unit.power - power)
    # A figure in its own scale keeps the zeros it was published with; a shifted one would gain
    # zeros that nobody published.
    number = scaled if power == unit.power else Decimal(plain(scaled))
    if unit.dimension == "percent":
        return f"{number:,f}{unit.english}"
    if unit.has_sign:
        minus = "-" if number < 0 else ""
        return f"{minus}{unit.english}{abs(number):,f}{_SUFFIX[power]}"
    return " ".join(filter(None, (f"{number:,f}{_SUFFIX[power]}", unit.english)))


def quoted(value: Decimal, unit: Unit) -> str:
    """A figure with its unit, for a sentence: people are named, where a cell leaves them to the
    name of its row.
    """
    figure = in_english(value, unit)
    return f"{figure} people" if unit.dimension == "person" else figure


def number_of(count: int, noun: str) -> str:
    """A number and its noun, in the plural unless it is one: 1 row, 2 rows, 0 entries."""
    if count == 1:
        return f"{count:,} {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{count:,} {plural}"


def plain(value: Decimal) -> str:
    """A number without an exponent and without zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _power(unit: Unit, like: Decimal) -> int:
    """The power of ten that English names: bn of yuan from a tenth of one up, millions of
    anything.
    """
    size = abs(rescale(like, unit.power))
    if not unit.has_sign and unit.dimension in MONEY and size >= Decimal(10) ** 8:
        return 9
    return next((power for power in (9, 6) if size >= Decimal(10) ** power), 0)
