"""Laws that every format keeps: nothing to show, nothing known, wide names, hostile text; the same input gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO

import pytest

from sztrack.core.model import Plan
from sztrack.core.period import Month
from sztrack.core.report import Report, build_report
from sztrack.formats import csv as csv_format
from sztrack.formats import json as json_format
from sztrack.formats import markdown, table
from sztrack.language import Lang
from sztrack.page import Page
from sztrack.views.show import detail
from sztrack.views.status import listing, overview
from sztrack.views.targets import catalogue
from tests.plans import plan, rows

HOSTILE = "<b>|x|</b>`[red]a[/red]`*_#\\x1b[2J\\u202e=1+1~"
WIDE = "超级长的中文指标名称" * 12
Format = Callable[[Report, Lang], str]


def pages(report: Report, lang: Lang) -> list[Page]:
    shown = [overview(report, lang), listing(report, lang), catalogue(report.plan, report.plan.targets, lang)]
    return shown + [detail(report, a, lang) for a in report.assessments]


FORMATS: dict[str, Format] = {
    "table": lambda report, lang: "".join(table.render(page, width=80, colour=False) for page in pages(report, lang)),
    "colour": lambda report, lang: "".join(table.render(page, width=80, colour=True) for page in pages(report, lang)),
    "markdown": lambda report, lang: "".join(markdown.render(page) for page in pages(report, lang)),
    "json": json_format.render,
    "csv": csv_format.render,
}


def empty() -> Plan:
    return plan("kind: narrative")._replace(targets=(), chapters=())


def report(one: Plan, data: str = "指标,时期,累计,单位\n别的,2024-06,1,元") -> Report:
    return build_report(one, rows(data), as_of=Month(2024, 9), today=Month(2024, 11))


REPORTS = {
    "empty": lambda: report(empty()),
    "nothing known": lambda: report(
        plan("kind: flow\ngoal: '>= 1万人'", "kind: stock\ngoal: '>= 1个'", "kind: growth\ngoal: '<= -3%'", "kind: milestone", "kind: narrative")
    ),
    "wide": lambda: report(plan(f"kind: flow\ngoal: '>= 1万亿元'\nname: {{zh: {WIDE}, en: {'Very long name ' * 12}}}")),
    "hostile": lambda: report(
        plan(f'kind: rate\ngoal: "<= 15微克/立方米"\nname: {{zh: "{HOSTILE}", en: "{HOSTILE}"}}\nwording: "{HOSTILE}"\nowner: "{HOSTILE}"\nindicator: x'),
        "指标,时期,累计,单位,来源\nx,2024-06,12,微克/立方米,<script>|`[link=x]",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", REPORTS)
def test_the_same_input_gives_the_same_bytes(kind: str, name: str, lang: Lang) -> None:
    once, again = (FORMATS[name](REPORTS[kind](), lang) for _ in range(2))
    assert once == again
    assert once.endswith("\n")


@pytest.mark.parametrize("name", ["table", "markdown", "csv"])
def test_no_control_character_gets_through(name: str) -> None:
    out = FORMATS[name](REPORTS["hostile"](), "zh").removeprefix("\ufeff")
    assert all(char.isprintable() or char in "\n\u3000" for char in out)


def test_colour_is_the_only_escape_on_the_terminal() -> None:
    import re

    out = FORMATS["colour"](REPORTS["hostile"](), "zh")
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", out)


@pytest.mark.parametrize("kind", REPORTS)
def test_json_reads_back(kind: str) -> None:
    document = json.loads(json_format.render(REPORTS[kind](), "zh"))
    assert document["schema"] == "sztrack/1"
    assert set(document) == {"schema", "plan", "as_of", "assessments", "tally", "findings"}
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize("kind", REPORTS)
def test_csv_has_one_line_per_row_and_no_formula(kind: str) -> None:
    one = REPORTS[kind]()
    lines = list(csv.reader(StringIO(csv_format.render(one, "zh").removeprefix("\ufeff"))))
    assert len(lines) == len(one.assessments) + 1
    assert {len(line) for line in lines} == {len(lines[0])}
    goals = lines[0].index("goal_op"), lines[0].index("goal_value"), lines[0].index("planned")
    assert not any(cell.startswith(("=", "+", "@")) for line in lines[1:] for place, cell in enumerate(line) if place not in goals)


def test_every_markdown_table_keeps_its_columns() -> None:
    for page in pages(REPORTS["hostile"](), "zh"):
        for block in markdown.render(page).split("\n\n"):
            lines = [line for line in block.splitlines() if line.startswith("|")]
            assert len({line.replace("\\|", "").count("|") for line in lines}) <= 1, block


def test_hostile_text_is_no_markup_in_markdown() -> None:
    out = markdown.render(listing(REPORTS["hostile"](), "zh"))
    assert "\\<b\\>\\|x\\|\\</b\\>\\`\\[red\\]a" in out
    assert "<b>" not in out
