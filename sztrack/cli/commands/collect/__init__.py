"""sztrack collect: forms for the responsible units, taking them back, and who owes what."""

from __future__ import annotations

from sztrack.cli.shelf import Shelf
from sztrack.cli.tongue import pick


class _Shelf(Shelf):
    package = __name__


command = _Shelf(
    "collect",
    help=pick(
        """
        收数：给各责任单位发表、收表、催报。

        \b
        sztrack collect forms --month 2024-09 -o 9月报表    每个单位一张预填的表
        sztrack collect take 9月报表/*.csv                  收回填好的表
        sztrack collect owing                               谁欠报什么，从何时起
        """,
        """
        Collect the figures: forms for the responsible units, filing what they return, and what is
        outstanding.

        \b
        sztrack collect forms --month 2024-09 -o forms      one pre-filled form per unit
        sztrack collect take forms/*.csv                    file the returned forms
        sztrack collect owing                               what is outstanding, since when
        """,
    ),
)
