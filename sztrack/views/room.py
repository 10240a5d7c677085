"""How much room text takes where a page must not grow: counted in letters of Latin text, of which a
hanzi is as wide as two.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.language import Lang, speaker

_TENTHS = (11, 20)
"""Of a letter: the width of a Latin one, capitals and digits among them, and of a hanzi."""


def size(text: str) -> int:
    """How many letters a line of text is long."""
    return -(-sum(_TENTHS[not char.isascii()] for char in text) // 10)


def folded(text: str, letters: int) -> int:
    """How many lines of so many letters a text takes."""
    return -(-size(text) // letters) or 1


def listed(names: Sequence[str], letters: int, lang: Lang) -> str:
    """As many of the names as there is room for, the first at least, and how many there are in
    all.
    """
    t, shown = speaker(lang), list[str]()
    for name in names:
        letters -= size(name)
        if shown and letters < 0:
            break
        shown.append(name)
    words = t("、", "; ").join(shown)
    if len(shown) == len(names):
        return words
    return t(f"{words}等{len(names)}项", f"{words} and {len(names) - len(shown)} more")
