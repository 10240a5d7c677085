"""A page with its charts as one HTML file, drawn in `web` or, on one sheet, in `sheet`; both are
imported only to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sztrack.formats import Format

if TYPE_CHECKING:
    from sztrack.core.fleet.rollup import Fleet
    from sztrack.core.verdict.report import Report
    from sztrack.language import Lang
    from sztrack.page import Page


def render(page: Page, report: Report, lang: Lang) -> str:
    """The page with the report's charts."""
    from sztrack.formats.html.web import render as drawn

    return drawn(page, report, lang)


def render_fleet(page: Page, fleet: Fleet, lang: Lang) -> str:
    """The page of many workspaces, with a panel for each headline goal."""
    from sztrack.formats.html.web import render_fleet as drawn

    return drawn(page, fleet, lang)


def render_sheet(page: Page, report: Report, lang: Lang) -> str:
    """The page on one sheet of A4, with three charts."""
    from sztrack.formats.html.sheet import render as drawn

    return drawn(page, report, lang)


FORMAT = Format(brief=render, fleet_page=render_fleet, one_page=render_sheet)
