"""The monthly brief: what a planner writes for the director, every number of it computed. A shelf
of sections, one file each.

Each file offers PLACE, where it stands among the others, TITLE, and `blocks(brief)`. A section is
found by being here. PLACE is its number too, in every month: a section that has nothing to say
stands with 本月无, and so "part four" is the same part all year. The annex has no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, TypeVar, cast

from sztrack.core.model import Assessment, Finding, Severity, Source, Status, Text
from sztrack.core.verdict.course import Course
from sztrack.core.verdict.doubts import Doubts, about, doubts, inputs
from sztrack.core.verdict.priority import urgency
from sztrack.core.verdict.report import Report
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import month_text
from sztrack.page import Block, Page, Tone, paragraph
from sztrack.views.claims import opening, section
from sztrack.views.letterhead import masthead

T = TypeVar("T")
_ANNEX = 90
"""From this place on sections are annexes, which bear no number."""


class Brief(NamedTuple):
    """What every section may look at."""

    report: Report
    course: Course
    doubts: Doubts
    lang: Lang
    top: int | None = None
    """How many rows a section names at most; the annex has all."""
    scope: str = ""
    """Which part of the plan is spoken of; empty for all of it."""

    def with_status(self, *statuses: Status) -> list[Assessment]:
        """The rows of one of `statuses`: binding ones first, then by how far behind they are."""
        return sorted((a for a in self.report.assessments if a.status in statuses), key=urgency)

    def first(self, rows: Sequence[T]) -> Sequence[T]:
        """As many of them as are wanted."""
        return rows[: self.top]

    def rest(self, rows: Sequence[object]) -> Iterator[Block]:
        """A line for those that are not named."""
        if left := len(rows) - len(self.first(rows)):
            yield paragraph(
                speaker(self.lang)(
                    f"其余{left}项见附表。", f"For the other {left}, see the annex."
                ),
                Tone.MUTED,
            )

    def listed(self, of: str) -> tuple[str]:
        """The footnote of a count: the part of the plan that was counted, which the annex lists."""
        source = self.report.plan.source
        return (
            speaker(self.lang)(
                f"{source} 所列{of}，逐项见附表", f"the {of} in {source}, listed in the annex"
            ),
        )

    def doubts_about(self, a: Assessment) -> list[Finding]:
        """The errors and warnings that touch a row's figures."""
        return about(a, self.doubts)

    def is_withheld(self, a: Assessment) -> bool:
        """Whether an error touches a row's figures, so that nothing is said of them."""
        return any(finding.severity is Severity.ERROR for finding in self.doubts_about(a))

    def in_doubt(self, a: Assessment) -> str:
        """A word behind a figure that a warning touches; empty where none does."""
        return speaker(self.lang)("，存疑", ", in doubt") if self.doubts_about(a) else ""

    @property
    def findings(self) -> list[Finding]:
        """Every finding; with a scope only those about its rows."""
        if not self.scope:
            return list(self.report.findings)
        numbers = {a.target.task for a in self.report.assessments}
        places: set[Source] = {
            source
            for a in self.report.assessments
            for source in (*inputs(a), *(row.source for row in a.series.rows))
        }
        places |= {task.source for task in self.report.plan.tasks if task.number in numbers}
        return [finding for finding in self.report.findings if finding.source in places]


class Section(Protocol):
    """What each file of this shelf offers."""

    PLACE: int
    TITLE: Text

    def blocks(self, brief: Brief) -> Iterable[Block]:
        """What the section says."""


def names() -> tuple[str, ...]:
    """The name of every section."""
    return tuple(module.name for module in iter_modules(__path__))


def brief(
    report: Report,
    course: Course,
    lang: Lang,
    *,
    sections: Iterable[str] = (),
    top: int | None = None,
    scope: str = "",
) -> Page:
    """The brief of one month: the `sections` asked for, or all, in their own order and under the
    numbers that they always have.
    """
    told = Brief(
        report=report,
        course=course,
        doubts=doubts(report.findings),
        lang=lang,
        top=top,
        scope=scope,
    )
    shelf = [
        (name, cast(Section, import_module(f"{__name__}.{name}")))
        for name in tuple(sections) or names()
    ]
    written = [
        (name, member, list(member.blocks(told)) or [_nothing(lang)])
        for name, member in sorted(shelf, key=lambda one: one[1].PLACE)
    ]
    t = speaker(lang)
    plan, month = say(report.plan.title, lang), month_text(report.as_of, lang)
    blocks = [
        *opening(
            t(f"{plan}执行情况简报（{month}）", f"{plan}: brief for {month}"), report, lang, scope
        )
    ]
    for name, member, body in written:
        number = member.PLACE if member.PLACE < _ANNEX else None
        blocks += [section(number, say(member.TITLE, lang), name, lang), *body]
    return Page(tuple(blocks), masthead(report, lang))


def _nothing(lang: Lang) -> Block:
    """What stands in a section that has nothing to say."""
    return paragraph(speaker(lang)("本月无。", "None this month."))
