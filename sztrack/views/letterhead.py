"""The letterhead of a document about the plan, in the words of its language."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Text
from sztrack.core.verdict.report import Report
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import day_text
from sztrack.page import Masthead
from sztrack.views.room import listed


def masthead(report: Report, lang: Lang, *, most: int = 10_000) -> Masthead | None:
    """The letterhead of the brief of the report's month; None where the plan has none. `most` is
    how many letters a list of addressees may take.
    """
    head = report.plan.letterhead
    if head is None:
        return None
    t, issue = speaker(lang), head.issue(report.as_of)
    contact = [head.contact] if head.contact else []
    foot = (
        _line(t("报送：", "To: "), head.to, most, lang),
        _line(t("抄送：", "Copies to: "), head.copies, most, lang),
        _line(t("联系人：", "Contact: "), contact, most, lang),
    )
    return Masthead(
        unit=say(head.unit, lang) if head.unit else "",
        issue=t(f"第{issue.number}期", f"No. {issue.number}") if issue.number else "",
        day=day_text(issue.day, lang) if issue.day else "",
        foot=tuple(filter(None, foot)),
    )


def _line(head: str, names: Sequence[Text], most: int, lang: Lang) -> str:
    """The names behind their heading; empty where there are none."""
    return head + listed([say(name, lang) for name in names], most, lang) if names else ""
