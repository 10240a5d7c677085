"""A page as a Word file, through python-docx (the optional extra `docx`), which takes long to
import and is therefore imported only to draw.
"""

from __future__ import annotations

from sztrack.core.verdict.report import Report
from sztrack.formats import Format
from sztrack.language import Lang
from sztrack.page import Page


def render(page: Page, lang: Lang, report: Report | None = None) -> bytes:
    """The page as the bytes of a .docx file, with the charts of the report's goals.
    ModuleNotFoundError without the extra.
    """
    from sztrack.formats.docx.paper import BRIEF
    from sztrack.formats.docx.paper import render as laid_out

    return laid_out(page, lang, BRIEF, report)


def _brief(page: Page, report: Report, lang: Lang) -> bytes:
    return render(page, lang, report)


def _one_page(page: Page, report: Report, lang: Lang) -> bytes:
    from sztrack.formats.docx.paper import SHEET
    from sztrack.formats.docx.paper import render as laid_out

    return laid_out(page, lang, SHEET, report)


FORMAT = Format(brief=_brief, one_page=_one_page)
