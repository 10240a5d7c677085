"""A page as a Word file, through python-docx (the optional extra `docx`), which takes long to
import and is therefore imported only to draw.
"""

from __future__ import annotations

from sztrack.core.verdict.report import Report
from sztrack.formats import Format
from sztrack.language import Lang
from sztrack.page import Page


def render(page: Page, lang: Lang) -> bytes:
    """The page as the bytes of a .docx file. ModuleNotFoundError without the extra."""
    from sztrack.formats.docx import paper

    return paper.render(page, lang)


def _brief(page: Page, _report: Report, lang: Lang) -> bytes:
    return render(page, lang)


FORMAT = Format(brief=_brief)
