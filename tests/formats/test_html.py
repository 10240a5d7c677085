"""The HTML page: complete without a network or a script, hostile text harmless, every chart said in
words, colours with contrast.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from sztrack.core.verdict.course import course
from sztrack.formats import html
from sztrack.formats.html import charts
from sztrack.language import Lang
from sztrack.page import Cell, Column, Heading, Page, Paragraph, Table, Tone, paragraph
from sztrack.views.brief import brief
from tests.formats.test_laws import HOSTILE, REPORTS, TODAY, report
from tests.plans import audit, plan

VOID = {"meta", "br"}
FLOW = "kind: flow\ngoal: '>= 120亿元'"
FIGURES = """
    指标,时期,累计,单位,数据状态
    指标,2023-12,100,亿元,
    指标,2024-03,30,亿元,二手
    指标,2024-06,66,亿元,
    指标,2024-09,90,亿元,
"""


class Read(HTMLParser):
    """A page as a browser's parser sees it: tags, attributes and text; unbalanced tags are an
    error.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if "script" not in self._open and "style" not in self._open else ""

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", REPORTS)
def test_every_report_gives_a_sound_page(kind: str, lang: Lang) -> None:
    one = REPORTS[kind]()

    page = html.render(brief(one, course(one, TODAY), lang), one, lang)

    read = Read(page)
    assert page == html.render(brief(one, course(one, TODAY), lang), one, lang)
    assert [attributes["lang"] for attributes in read.named("html")] == [
        "zh-CN" if lang == "zh" else "en"
    ]
    assert len(read.named("h1")) == 1
    assert not [
        a
        for _, attributes in read.tags
        for a in attributes
        if a in ("src", "style") or a.startswith("on")
    ]
    assert not re.search(r"url\(|@import|https?:", page)
    assert all(link["href"] and link["href"][0] == "#" for link in read.named("a"))
    keys = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(keys) == len(set(keys))
    assert {(link["href"] or "")[1:] for link in read.named("a")} <= set(keys)
    assert all(svg.get("aria-label") or svg.get("aria-hidden") for svg in read.named("svg"))
    assert all(head.get("scope") for head in read.named("th"))


def test_hostile_text_stays_text() -> None:
    evil = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>|\x1b[2J\u202e\n<b>"
    shown = (
        Heading(evil, 1),
        Heading(evil),
        Paragraph((Cell(evil, Tone.BAD, (evil,)),)),
        Table([Column(evil, flexible=True)], [[Cell(evil)]]),
    )
    one = report(
        plan(
            f'kind: flow\ngoal: ">= 1个"\nname: {{zh: "{HOSTILE}", en: "{HOSTILE}"}}\nindicator: x'
        ),
        "指标,时期,累计,单位\nx,2024-06,1,个",
    )

    page = Page((*shown, *brief(one, course(one, TODAY), "zh").blocks))

    written = html.render(page, one, "zh")

    read = Read(written)
    assert len(read.named("script")) == 1
    assert not read.named("img")
    assert not read.named("b")
    assert "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>|\ufffd[2J\ufffd" in read.text
    assert "<b>|x|</b>`[red]a[/red]`" in read.text
    assert all(char.isprintable() or char in "\n\u3000" for char in written)


def test_the_page_allows_its_own_style_and_script_alone() -> None:
    one = REPORTS["empty"]()
    written = html.render(brief(one, course(one, TODAY), "en"), one, "en")
    policy = next(
        m["content"]
        for m in Read(written).named("meta")
        if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'", policy
    )


def test_blocks() -> None:
    page = Page(
        (
            Heading("Brief", 1),
            paragraph("Before"),
            Heading("One"),
            Heading("Deeper", 3),
            Paragraph((Cell("bold", Tone.STRONG), Cell(" plain"))),
            Heading("Two"),
            Table(
                [Column("Name", flexible=True), Column("Number", numeric=True)],
                [[Cell("a\nb"), Cell("-", Tone.MUTED)]],
            ),
        )
    )
    one = REPORTS["empty"]()

    body = html.render(page, one, "en").partition("<main")[2]

    assert '<li><a href="#s1">One</a></li><li><a href="#s2">Two</a></li>' in body
    assert (
        '<section id="s1"><h2>One</h2><h3>Deeper</h3><p><strong>bold</strong> plain</p></section>'
        in body
    )
    assert '<th scope="col">Name</th><th scope="col" class="number">Number</th>' in body
    assert (
        '<th scope="row">a<br>b</th><td class="number blank" data-label="Number"><span'
        ' class="muted">-</span></td>' in body
    )


def test_a_chart_says_what_it_shows() -> None:
    a, _ = audit(FLOW, FIGURES, pace="linear")
    assert a.target.goal

    drawn = charts.trajectory(a, a.target.goal, "zh")

    said = "目标120亿元以上，1-9月90亿元，序时应达90亿元，预计全年120亿元"
    assert (drawn.get("aria-label") or "").startswith(f"指标逐月走势图：{said}")
    assert (charts.bullet(a, a.target.goal, "zh").get("aria-label") or "").startswith(said)
    path = next(e for e in drawn if e.tag == "polyline" and e.get("class") == "path")
    assert (
        len((path.get("points") or "").split()) == 13
    )  # from nothing at the year's beginning, month by month
    actual = next(e for e in drawn if e.tag == "polyline" and e.get("class") == "actual")
    assert len((actual.get("points") or "").split()) == 3
    assert [e.get("class") for e in drawn if e.tag == "circle"] == ["second-hand", "known", "known"]


@pytest.mark.parametrize("goal", [">= 0%", "<= -3%", "= 100%", "~ 95%", "<~ 3%", "> 1000000万亿元"])
@pytest.mark.parametrize("kind", ["flow", "stock", "growth", "rate"])
def test_no_goal_breaks_a_chart(kind: str, goal: str) -> None:
    unit = "万亿元" if "元" in goal else "%"
    if kind == "growth" and unit != "%":
        return
    a, _ = audit(
        f"kind: {kind}\ngoal: '{goal}'",
        f"指标,时期,累计,同比,单位,口径\n指"
        f"标,2024-09,0,0,{unit},{'期末' if kind == 'stock' else '累计'}",
    )
    if not a.target.goal:
        return

    for drawn in (charts.trajectory(a, a.target.goal, "en"), charts.bullet(a, a.target.goal, "en")):
        numbers = [
            float(n)
            for e in drawn.iter()
            for key in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2")
            if (n := e.get(key))
        ]
        _, _, width, height = map(float, (drawn.get("viewBox") or "").split())
        assert all(-1 <= n <= max(width, height) for n in numbers)


def test_colours_have_contrast() -> None:
    """WCAG 2.2, 1.4.3: 4.5 for text on paper, on the ground of a hovered row and on the mark of a
    met goal.
    """
    page = html.render(Page(()), REPORTS["empty"](), "en")
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w{6})", block))
        for block in re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    )
    for colours in (light, dark):
        for name in ("ink", "muted", "good", "warning", "bad", "accent"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
            assert contrast(colours[name], colours["ground"]) >= 4.5, name
        assert contrast(colours["ink"], colours["met"]) >= 4.5


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
