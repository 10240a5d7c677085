"""Characters that are more than text: the hidden ones, and those that make a spreadsheet run a
cell.
"""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""OWASP, CSV Injection."""


def unbroken(text: str) -> str:
    """`text` with ⏎ for every line break, so that what stands in a cell cannot pass for a line of
    its own.
    """
    return "⏎".join(text.splitlines())


def printable(text: str, instead: str = "\ufffd", keep: str = "") -> str:
    """`text` with `instead` for control characters and for marks that turn the direction of
    writing; the blank of full width and what is in `keep` stay.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\u3000" or char in keep else instead for char in text
    )


def one_line(text: str) -> str:
    """`text` with its lines parted by ；, for a cell that is to hold no line break."""
    return "；".join(line.strip() for line in text.splitlines() if line.strip())
