"""A page on a terminal, through rich, which takes long to import and is therefore imported only to
draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sztrack.formats import Format, Screen

if TYPE_CHECKING:
    from sztrack.page import Page


def _page(page: Page, screen: Screen) -> str:
    from sztrack.formats.table.screen import render

    return render(page, width=screen.width, colour=screen.colour, fold=screen.fold)


FORMAT = Format(page=_page)
