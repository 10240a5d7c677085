"""The headline goals in a table, binding ones first."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.model import Nature, Text
from sztrack.page import Block
from sztrack.views.brief import Brief
from sztrack.views.rows import assessment_table, remark_lines

PLACE = 2
TITLE = Text("主要指标完成情况", "Headline goals")


def blocks(brief: Brief) -> Iterator[Block]:
    """The table, and what must be known of its figures."""
    rows = [a for a in brief.report.assessments if a.target.nature is not Nature.TASK]
    if rows:
        yield assessment_table(rows, brief.lang, with_nature=True, formal=True)
        yield from remark_lines(rows, brief.lang)
