"""What lags: by how much, since when, what the rest of the year must bring."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Status, Text
from sztrack.core.verdict.course import since
from sztrack.language.prose import lasting
from sztrack.page import Block
from sztrack.views.brief import Brief
from sztrack.views.claims import claim, course_claims

PLACE = 4
TITLE = Text("滞后指标", "Lagging goals")
_LAGGING = (Status.MISSED, Status.OFF_TRACK)


def blocks(brief: Brief) -> Iterator[Block]:
    """One paragraph per row."""
    rows = brief.with_status(*_LAGGING)
    for number, a in enumerate(brief.first(rows), 1):
        began = lasting(a, since(brief.course.get(a.target.id, {}), _LAGGING), brief.lang)
        yield claim(
            a, course_claims(a, began, brief.lang), brief.doubts_about(a), brief.lang, number
        )
    yield from brief.rest(rows)
