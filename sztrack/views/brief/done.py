"""What is met, and what was met early."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Assessment, Finding, Reason, Source, Status, Text
from sztrack.language import say, speaker
from sztrack.language.numbers import month_text
from sztrack.language.prose import standing
from sztrack.page import Block
from sztrack.views.brief import Brief
from sztrack.views.claims import Claim, claim, figure_marks

PLACE = 6
TITLE = Text("已完成与提前完成", "Met, and met early")
_EASY = ("SZ501", "SZ502")
"""Goals that ask for no more than was reached before: said wherever such a goal is reported as
met.
"""


def blocks(brief: Brief) -> Iterator[Block]:
    """One paragraph per row."""
    easy: dict[Source, Finding] = {
        finding.source: finding for finding in brief.report.findings if finding.code in _EASY
    }
    rows = brief.with_status(Status.MET)
    for number, a in enumerate(brief.first(rows), 1):
        yield claim(
            a,
            [_how(a, brief), *_baseline(a, easy, brief)],
            brief.doubts_about(a),
            brief.lang,
            number,
        )
    yield from brief.rest(rows)


def _how(a: Assessment, brief: Brief) -> Claim:
    t, lang = speaker(brief.lang), brief.lang
    by = month_text(a.target.by, lang)
    early, on_time = (
        t(f"早于{by}的期限提前完成", f"met ahead of {by}"),
        t("如期完成", "met on time"),
    )
    if a.actual:
        return (
            t("，", ", ").join(
                (standing(a, lang), early if a.reason is Reason.REACHED else on_time)
            )
            + figure_marks(a, lang),
            a.actual.sources,
        )
    row = a.stage
    if row is None:
        return "", ()
    evidence = t(f"，依据：{row.evidence}", f"; evidence: {row.evidence}") if row.evidence else ""
    month, word = month_text(row.month, lang), t(f"晚于{by}的期限", f"after its due date, {by}")
    if row.month <= a.target.by:
        word = early if row.month < a.target.by else on_time
    return t(
        f"{month}核实完成，{word}{evidence}", f"verified as done in {month}, {word}{evidence}"
    ), (row.source,)


def _baseline(a: Assessment, easy: dict[Source, Finding], brief: Brief) -> Iterator[Claim]:
    base = a.target.baseline
    if base and base.source in easy:
        yield say(easy[base.source].message, brief.lang), (base.source,)
