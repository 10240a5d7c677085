"""What the reader of prose says of a text, in short lines."""

from __future__ import annotations

from sztrack.core.collect.proposed import Proposal
from sztrack.load.prose.bulletin import Bulletin, read_bulletin
from sztrack.load.prose.periods import asked


def bulletin(text: str, period: str = "2024-09") -> Bulletin:
    """A text as it is read when somebody says its period."""
    return read_bulletin(text.encode("utf-8"), "bulletin.txt", asked(period) if period else None)


def told(text: str, period: str = "2024-09") -> list[str]:
    """Each figure on a line: name, period, level, growth; doubts behind a question mark."""
    return [line(figure) for figure in bulletin(text, period).figures]


def passed(text: str, period: str = "2024-09") -> list[str]:
    """Each number passed over, and why."""
    return [f"{left.text} {left.why.value}" for left in bulletin(text, period).left]


def line(figure: Proposal) -> str:
    """One figure on a line."""
    place = f"{figure.place}·" if figure.place else ""
    period = f"{figure.month or '?'}/{figure.basis.value if figure.basis else '?'}"
    value = f"{figure.bound.value}{figure.value:f}{figure.unit}" if figure.value is not None else ""
    growth = f"{figure.growth:+f}%" if figure.growth is not None else ""
    points = f"{figure.points:+f}" if figure.points is not None else ""
    doubts = " ".join(doubt.value for doubt in figure.doubts)
    words = (f"{place}{figure.indicator}", period, value, growth, points)
    return " ".join(filter(None, words)) + (f" ? {doubts}" if doubts else "")
