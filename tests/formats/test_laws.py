"""Laws that every format keeps: nothing to show, nothing known, wide names, hostile text; the same
input gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape
from io import StringIO
from shutil import which
from subprocess import PIPE, run

import pytest
from markdown_it import MarkdownIt

from sztrack.core.collect.matching import Read, matched
from sztrack.core.collect.owing import owing
from sztrack.core.fleet.members import Unread, member
from sztrack.core.fleet.rollup import Fleet, rolled_up
from sztrack.core.model import Nature, Plan, Status, Text
from sztrack.core.outlook.backtest import backtest
from sztrack.core.outlook.projections import of_assessment
from sztrack.core.record.coverage import coverage
from sztrack.core.record.figures import read_figures
from sztrack.core.verdict.alerts import Change, Flag, News, Notice, standing
from sztrack.core.verdict.course import course
from sztrack.core.verdict.report import Report, build_report
from sztrack.core.verdict.whatif import Line, Way, WhatIf
from sztrack.core.words.period import Month
from sztrack.formats import Format, Screen, format_of, md, names
from sztrack.formats import csv as csv_format
from sztrack.formats import json as json_format
from sztrack.language import Lang
from sztrack.load.prose.bulletin import read_bulletin
from sztrack.page import Cell, Column, Heading, Page, Paragraph, Table, Tone, paragraph
from sztrack.views.account import account
from sztrack.views.brief import brief
from sztrack.views.fleet import overview as fleet_overview
from sztrack.views.one_page import one_page
from sztrack.views.show import detail
from sztrack.views.status import listing, overview
from sztrack.views.targets import catalogue
from tests.plans import plan, rows

HOSTILE = "<b>|x|</b>`[red]a[/red]`*_#\\x1b[2J\\u202e=1+1~"
WIDE = "超级长的中文指标名称" * 12
TODAY = Month(2024, 11)
SUPPOSED = WhatIf(
    way=Way.AMOUNT, rest=Decimal(3), year_end=Decimal(5), status=Status.MET, break_even=(None,),
    line=Line(
        start=Decimal(2), slope=Decimal(1), first=Month(2024, 7), last=Month(2024, 12),
        weight=None, last_year=None, sources=(), is_inferred=False,
    ),
)  # fmt: skip


def pages(report: Report, lang: Lang) -> list[Page]:
    shown = [
        overview(report, lang),
        listing(report, lang),
        catalogue(report.plan, report.plan.targets, lang),
    ]
    year = course(report, TODAY)
    shown += [
        brief(report, year, lang),
        brief(report, year, lang, top=1, scope=HOSTILE),
        account(report, year, lang),
        fleet_overview(beside_itself(report), lang, 1),
    ]
    return shown + [detail(report, a, lang) for a in report.assessments]


FORMATS = {name: format_of(name) for name in names()}
SCREENS = (Screen(width=80, colour=False), Screen(width=80, colour=True))
TABLE = Table([Column("a"), Column("b")], [[Cell(HOSTILE), Cell(WIDE)]])


def documents(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str | bytes]:
    """Whatever the format can draw of a report, document by document."""
    yield from of_pages(drawn_by, report, lang)
    yield from of_the_audit(drawn_by, report, lang)
    yield from of_the_check(drawn_by, report, lang)
    yield from of_the_fleet(drawn_by, report, lang)


def of_the_fleet(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str]:
    fleet = beside_itself(report)
    if drawn_by.fleet:
        yield drawn_by.fleet(fleet, lang)
    if drawn_by.fleet_page:
        yield drawn_by.fleet_page(fleet_overview(fleet, lang, 1), fleet, lang)


def beside_itself(report: Report) -> Fleet:
    """The report as that of two workspaces, beside one that could not be read."""
    name, why = Text(HOSTILE, WIDE), Text(HOSTILE, HOSTILE)
    members = [member(where, name, headline(report)) for where in (f"={HOSTILE}", WIDE)]
    return rolled_up([*members, Unread(HOSTILE, why)])


def headline(report: Report) -> Report:
    """The same report with every target a headline goal."""
    goals = (
        replace(a, target=replace(a.target, nature=Nature.EXPECTED)) for a in report.assessments
    )
    return replace(report, assessments=tuple(goals))


def of_pages(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str | bytes]:
    if drawn_by.page:
        for screen in SCREENS:
            yield "".join(drawn_by.page(page, screen) for page in pages(report, lang))
    if drawn_by.brief:
        yield drawn_by.brief(brief(report, course(report, TODAY), lang), report, lang)
    if drawn_by.one_page:
        yield drawn_by.one_page(one_page(report, course(report, TODAY), lang), report, lang)
    if drawn_by.figures:
        read = read_figures((row for one in report.assessments for row in one.series.rows), ())
        yield drawn_by.figures(read, report.findings, lang)
    if drawn_by.form:
        yield drawn_by.form(TABLE)


def of_the_audit(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str]:
    rows = coverage(report.assessments, report.clock)
    if drawn_by.report:
        yield drawn_by.report(report, lang)
    if drawn_by.detail:
        yield drawn_by.detail(report, lang)
    if drawn_by.targets:
        yield drawn_by.targets(report.plan, report.plan.targets, lang)
    if drawn_by.coverage:
        yield drawn_by.coverage(report, rows)
    if drawn_by.owing:
        yield drawn_by.owing(report, owing(rows))
    if drawn_by.backtest:
        yield drawn_by.backtest(*backtest(report.assessments))
    yield from of_the_year_end(drawn_by, report, lang)
    if drawn_by.filings:
        yield drawn_by.filings((), lang)
    if drawn_by.reading:
        yield drawn_by.reading([read_aloud(report.plan)], lang)


def of_the_year_end(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str]:
    if drawn_by.projections:
        judged = [a for a in report.assessments if a.target.goal and a.actual]
        lines = [of_assessment(a, a.target.pace) for a in judged]
        yield drawn_by.projections(lines, report.as_of, lang)
    if drawn_by.what_if and report.assessments:
        yield drawn_by.what_if(report, SUPPOSED)


def read_aloud(plan: Plan) -> Read:
    """A bulletin with hostile words, as it is read."""
    bulletin = read_bulletin(f"{HOSTILE}产值1亿元，第25届{WIDE}。".encode(), "=2024-09.txt")
    return Read(
        path=bulletin.path,
        sha256="",
        publisher=HOSTILE,
        released=None,
        figures=tuple(matched(plan, bulletin.figures)),
        left=bulletin.left,
        findings=bulletin.findings,
    )


def of_the_check(drawn_by: Format, report: Report, lang: Lang) -> Iterator[str]:
    alarms = standing([report], at_risk=True)
    notice = Notice(report, tuple(News(Change.NEW, alarm) for alarm in alarms), alarms)
    if drawn_by.findings:
        yield drawn_by.findings(report.findings, lang, ())
    if drawn_by.annotations:
        yield drawn_by.annotations(report.findings, lang)
    if drawn_by.mail:
        yield drawn_by.mail(notice, lang, False, True)
    if drawn_by.notice:
        yield drawn_by.notice(notice, lang)
    if drawn_by.present:
        yield drawn_by.present(notice, lang, frozenset(Flag))


def empty() -> Plan:
    return replace(plan("kind: narrative"), targets=(), chapters=())


def report(one: Plan, data: str = "指标,时期,累计,单位\n别的,2024-06,1,元") -> Report:
    return build_report(one, rows(data), as_of=Month(2024, 9), today=TODAY)


REPORTS = {
    "empty": lambda: report(empty()),
    "nothing known": lambda: report(
        plan(
            "kind: flow\ngoal: '>= 1万人'",
            "kind: stock\ngoal: '>= 1个'",
            "kind: growth\ngoal: '<= -3%'",
            "kind: milestone",
            "kind: narrative",
        )
    ),
    "wide": lambda: report(
        plan(f"kind: flow\ngoal: '>= 1万亿元'\nname: {{zh: {WIDE}, en: {'Very long name ' * 12}}}")
    ),
    "hostile": lambda: report(
        plan(
            f'kind: rate\ngoal: "<= 15微克/立方米"\nname: {{zh: "{HOSTILE}", en:'
            f' "{HOSTILE}"}}\nwording: "{HOSTILE}"\nowner: "{HOSTILE}"\nindicator: x'
        ),
        "指标,时期,累计,单位,来源\nx,2024-06,12,微克/立方米,<script>|`[link=x]",
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_draws_something_that_the_laws_see(name: str) -> None:
    drawn = list(documents(FORMATS[name], REPORTS["hostile"](), "zh"))
    able = [field for field, draw in FORMATS[name]._asdict().items() if callable(draw)]
    assert len(drawn) == len(able) + ("page" in able) - ("exit_code" in able)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", REPORTS)
def test_the_same_input_gives_the_same_bytes(kind: str, name: str, lang: Lang) -> None:
    once, again = (list(documents(FORMATS[name], REPORTS[kind](), lang)) for _ in range(2))
    assert once == again
    assert all(text.endswith("\n") for text in once if isinstance(text, str) and text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_control_character_gets_through(name: str, lang: Lang) -> None:
    """But for colours on a terminal; and JSON carries the marks of direction as they are."""
    allowed = "\n\u3000"
    for text in documents(FORMATS[name], REPORTS["hostile"](), lang):
        if isinstance(text, str):
            plain = re.sub(r"\x1b\[[0-9;]*m", "", text).removeprefix("\ufeff")
            known = f"{allowed}\u202e" if plain.startswith("{") else allowed
            assert all(char.isprintable() or char in known for char in plain)


@pytest.mark.parametrize("kind", REPORTS)
def test_json_reads_back(kind: str) -> None:
    document = json.loads(json_format.render(REPORTS[kind](), "zh"))
    assert document["schema"] == "sztrack/2"
    assert set(document) == {"schema", "plan", "as_of", "assessments", "tally", "findings"}
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize("kind", REPORTS)
def test_csv_has_one_line_per_row_and_no_formula(kind: str) -> None:
    one = REPORTS[kind]()
    lines = list(csv.reader(StringIO(csv_format.render(one, "zh").removeprefix("\ufeff"))))
    assert len(lines) == len(one.assessments) + 1
    assert {len(line) for line in lines} == {len(lines[0])}
    goals = lines[0].index("goal_op"), lines[0].index("goal_value"), lines[0].index("planned")
    assert not any(
        cell.startswith(("=", "+", "@"))
        for line in lines[1:]
        for place, cell in enumerate(line)
        if place not in goals
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", REPORTS)
def test_every_markdown_table_keeps_its_columns_and_rows(kind: str, lang: Lang) -> None:
    """As a renderer of GitHub's tables reads them."""
    for page in pages(REPORTS[kind](), lang):
        html = MarkdownIt("commonmark").enable("table").render(md.render(page))
        tables = [block for block in page.blocks if isinstance(block, Table)]
        read = html.split("<table>")[1:]
        assert len(read) == len(tables)
        for one, written in zip(read, tables, strict=True):
            inside = one.split("</table>")[0]
            assert inside.count("<th") - inside.count("<thead") == len(written.columns)
            assert inside.count("<tr") == len(written.rows) + 1
            assert inside.count("<td") == len(written.rows) * len(written.columns)


@pytest.mark.skipif(which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("dialect", ["markdown", "gfm"])
@pytest.mark.parametrize("kind", REPORTS)
def test_pandoc_reads_every_table_and_every_footnote(kind: str, dialect: str) -> None:
    page = brief(REPORTS[kind](), course(REPORTS[kind](), TODAY), "zh")
    text = md.render(page)
    html = run(
        ["pandoc", "-f", dialect, "-t", "html"], input=text.encode(), stdout=PIPE, check=True
    ).stdout.decode()
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert html.count("<table") == len(tables)
    assert html.count("<td") == sum(len(table.rows) * len(table.columns) for table in tables)
    assert "[^" not in html
    assert html.count('class="footnote-ref"') == sum(len(cell.notes) for cell in cells(page))


def cells(page: Page) -> list[Cell]:
    inside = [block.cells if isinstance(block, Paragraph) else () for block in page.blocks]
    inside += [
        tuple(row) for block in page.blocks if isinstance(block, Table) for row in block.rows
    ]
    return [cell for part in inside for cell in part]


@pytest.mark.parametrize(
    "text",
    ["1. x", "1) x", "- x", "+ x", "* x", "# x", "> x", "===", "---", "```", "~~~", "| a | b |", ": x", "% x", "(a) x", "[^1]: x", "[x](y)", "![x](y)",  # noqa: E501
     "<script>", "&lt;", "$x$", "a^b^", "@x", "http://x.example", "www.x.example", "a\\", "\\|", "`|`", "x\n\n# y", "**", "_x_"],  # noqa: E501
)  # fmt: skip
def test_no_text_is_markup(text: str) -> None:
    """In a paragraph, a bold name, a heading, a cell and a footnote: what is read back is what was
    written.
    """
    reader = MarkdownIt("commonmark").enable("table")
    page = Page(
        (
            Heading(text, 2),
            paragraph(text),
            Paragraph((Cell(text, Tone.STRONG), Cell("。后"))),
            Table([Column(text)], [[Cell(text)]]),
        )
    )
    shown = escape(" ".join(text.split()))
    out = "".join(char for char in reader.render(md.render(page)) if char != "\n")
    name = f"<strong>{shown}</strong>" if text == text.strip() else shown
    table = f"<table><thead><tr><th>{shown}</th></tr></thead><tbody><tr><td>{shown}</td></tr></tbody></table>"  # noqa: E501
    assert " ".join(
        out.split()
    ) == f"<h2>{shown}</h2><p>{shown}</p><p>{name}。后</p>{table}".replace(
        "<th>", '<th style="text-align:left">'
    ).replace("<td>", '<td style="text-align:left">')


def test_hostile_text_is_no_markup_in_markdown() -> None:
    out = md.render(listing(REPORTS["hostile"](), "zh"))
    assert "\\<b\\>\\|x\\|\\</b\\>\\`\\[red\\]a" in out
    assert "<b>" not in out
