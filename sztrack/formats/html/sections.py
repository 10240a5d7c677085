"""What the page shows beside the brief: charts of the headline goals, every goal with its bullet,
and what was reported month by month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Assessment,
    Figure,
    Frequency,
    Goal,
    Nature,
    Projection,
    Status,
    Text,
)
from sztrack.core.outlook.path import path
from sztrack.core.record.coverage import Cover, Coverage, coverage
from sztrack.core.verdict.report import FLAGGED, Report
from sztrack.core.words.period import Month
from sztrack.formats.html.charts import bullet, legend, of_goal, readout, trajectory
from sztrack.formats.html.tree import Node, tag
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import covered_text, figure_text
from sztrack.language.labels import COVER, NATURE, STATUS
from sztrack.language.numbers import month_text, published, rounded
from sztrack.language.prose import goal_words
from sztrack.page import TONES

MARKS = {
    Cover.REPORTED: Text("报", "R"),
    Cover.REVISED: Text("修", "V"),
    Cover.SECOND_HAND: Text("二", "S"),
    Cover.SKIPPED: Text("漏", "-"),
    Cover.DUE: Text("待", "d"),
    Cover.OVERDUE: Text("逾", "X"),
}
"""For a narrow cell; what is not due yet is left blank."""
Sorting = str | int | None
"""What the script sorts a cell by; None: its text."""
_INDICATOR, _NUMERIC = 2, (1, 3, 4, 6)
"""The places in the table of goals of the indicator's name, and of numbers."""


def headline_charts(report: Report, lang: Lang) -> Iterator[Element]:
    """One figure per headline goal that has both a number to reach and figures; the others are
    named.
    """
    t = speaker(lang)
    headline = [a for a in report.assessments if a.target.nature is not Nature.TASK]
    drawn: list[tuple[Assessment, Goal]] = []
    left_out: list[Assessment] = []
    for a in headline:
        if a.target.goal and a.exact:
            drawn.append((a, a.target.goal))
        else:
            left_out.append(a)
    if drawn:
        figures = [_figure(place, a, goal, lang) for place, (a, goal) in enumerate(drawn, 1)]
        yield tag("div", *figures, class_="charts")
        yield legend(lang, *_marks(drawn))
    if left_out:
        names = t("、", ", ").join(_name_and_status(a, lang) for a in left_out)
        yield tag("p", t("未作图：", "Without a chart: ") + names, class_="muted")


def _name_and_status(a: Assessment, lang: Lang) -> str:
    name, status = say(a.target.name, lang), say(STATUS[a.status], lang)
    return speaker(lang)(f"{name}（{status}）", f"{name} ({status})")


def _marks(drawn: Sequence[tuple[Assessment, Goal]]) -> Iterator[str]:
    """Which marks the charts bear."""
    yield "actual"
    if any(
        figure.second_hand
        for a, _ in drawn
        for month, figure in a.series.actuals.items()
        if month.year == a.target.by.year
    ):
        yield "second"
    if any(traits(a.target.kind).is_amount for a, _ in drawn):
        yield "path"
    yield "goal"
    if any(isinstance(a.projection, Projection) for a, _ in drawn):
        yield "projected"


def _figure(place: int, a: Assessment, goal: Goal, lang: Lang) -> Element:
    t = speaker(lang)
    title = tag("strong", t(f"图{place}　", f"Figure {place}. ") + say(a.target.name, lang))
    return tag(
        "figure",
        tag(
            "figcaption",
            title,
            " ",
            _status(a.status, lang),
            tag("span", readout(a, goal, lang), class_="readout"),
        ),
        trajectory(a, goal, lang),
        tag("details", tag("summary", t("逐月数据", "The figures")), _months(a, goal, lang)),
    )


def _months(a: Assessment, goal: Goal, lang: Lang) -> Element:
    """The figures that a chart shows, as a table."""
    t, year, planned = speaker(lang), a.target.by.year, path(a)
    heads = (
        t("时期", "Period"),
        t("实际", "Actual"),
        t("序时进度", "Path"),
        t("出处", "Source"),
    )
    rows = []
    for month in sorted({m for m in a.series.actuals if m.year == year} | set(planned)):
        figure = a.series.actuals.get(month)
        rows.append(
            tag(
                "tr",
                tag("th", covered_text(a, month, lang), scope="row"),
                tag("td", _written(figure, goal, lang) if figure else "-", class_="number"),
                tag(
                    "td",
                    (
                        rounded(planned[month], goal.unit, lang, goal.value)
                        if month in planned
                        else "-"
                    ),
                    class_="number",
                ),
                tag("td", str(figure.sources[0]) if figure else "", class_="muted"),
            )
        )
    return tag("table", _head(heads, numeric=(1, 2)), tag("tbody", *rows))


def _written(figure: Figure, goal: Goal, lang: Lang) -> str:
    text = (rounded if figure.derivation else published)(figure.value, goal.unit, lang, goal.value)
    return text + speaker(lang)("（二手）", " (second-hand)") * figure.second_hand


def goals_table(report: Report, lang: Lang) -> Iterator[Element]:
    """Every row, with a bullet where there are figures; on paper only those."""
    t = speaker(lang)
    heads = (
        *(
            t("性质", "Nature"),
            t("任务", "Task"),
            t("指标", "Indicator"),
            t("目标", "Goal"),
            t("实际", "Actual"),
        ),
        *(t("对比", "Chart"), t("预计全年", "Projected"), t("状态", "Status")),
    )
    silent = sum(_is_silent(a) for a in report.assessments)
    table = tag(
        "table",
        tag("caption", t("指标一览", "All targets"), class_="hidden"),
        _head(heads, numeric=_NUMERIC, choices=(0, 7)),
        tag("tbody", *(_goal(a, heads, lang) for a in report.assessments)),
        class_="cards tools",
    )
    yield legend(lang, "bar", "dot", "planned", "mark", "met", "projected")
    yield tag(
        "div",
        table,
        class_="wide",
        role="region",
        aria_label=t("指标一览", "All targets"),
        tabindex="0",
    )
    if silent:
        yield tag(
            "p",
            t(
                f"另有{silent}项没有数据，未印出。",
                f"Without figures and not printed: {silent}.",
            ),
            class_="paper",
        )


def _is_silent(a: Assessment) -> bool:
    return a.actual is None and a.status not in FLAGGED


def _goal(a: Assessment, heads: tuple[str, ...], lang: Lang) -> Element:
    """A row of the table of goals, with a cell for each of `heads`."""
    drawn = [
        _goal_cell(place, content, by, heads)
        for place, (content, by) in enumerate(_goal_cells(a, lang))
    ]
    return tag("tr", *drawn, class_="silent" if _is_silent(a) else None)


def _goal_cells(a: Assessment, lang: Lang) -> Iterator[tuple[Node, Sorting]]:
    """What stands in each cell, and what its column is sorted by."""
    target, goal = a.target, a.target.goal
    share = _sorting(a.actual and a.actual.value, goal)
    yield say(NATURE[target.nature], lang), tuple(Nature).index(target.nature)
    yield "" if target.task is None else str(target.task), target.task
    yield say(target.name, lang), None
    yield goal_words(goal, target.kind, lang) if goal else "", None
    yield figure_text(a, a.actual, lang) if a.actual else "", share
    yield bullet(a, goal, lang) if goal and a.actual else "", share
    yield _projected(a, lang)
    yield _status(a.status, lang), tuple(Status).index(a.status)


def _projected(a: Assessment, lang: Lang) -> tuple[str, Sorting]:
    """The projected end of the year, and what it is sorted by."""
    p, goal = a.projection, a.target.goal
    if goal is None or not isinstance(p, Projection):
        return "", None
    return rounded(p.value, goal.unit, lang, goal.value), _sorting(p.value, goal)


def _goal_cell(place: int, content: Node, by: Sorting, heads: tuple[str, ...]) -> Element:
    """A cell; the name of the indicator is the head of its row."""
    if place == _INDICATOR:
        return tag("th", content, scope="row")
    style = "number" if place in _NUMERIC else None
    return tag("td", content, data_label=heads[place], data_sort=by, class_=style)


def _sorting(value: Decimal | None, goal: Goal | None) -> str | None:
    share = of_goal(value, goal) if value is not None and goal else None
    return None if share is None else f"{share:.4f}"


def coverage_grid(report: Report, lang: Lang) -> Iterator[Element]:
    """Indicator by month. Indicators that nothing came in about are counted, but for headline
    goals.
    """
    t = speaker(lang)
    known = coverage(report.assessments, report.clock)
    shown = [
        row for row in known if row.came or (row.months and row.target.nature is not Nature.TASK)
    ]
    name = t("报送情况", "Reporting")
    table = _coverage_table(shown, report.plan.year, name, lang)
    yield tag("h3", name)
    yield _key_to_marks(lang)
    yield tag("div", table, class_="wide", role="region", aria_label=name, tabindex="0")
    nothing = _with_timetable(known) - _with_timetable(shown)
    if nothing:
        rest = t(
            f"另有{nothing}项定期指标本年没有任何数据。",
            f"Other indicators with a timetable and no figure this year: {nothing}.",
        )
        yield tag("p", rest, class_="muted")


def _coverage_table(rows: Sequence[Coverage], year: int, name: str, lang: Lang) -> Element:
    """A line per indicator, a column per month."""
    t = speaker(lang)
    months = [Month(year, number) for number in range(1, 13)]
    heads = (
        t("指标", "Indicator"),
        *(t(f"{month.month}月", month_text(month, lang).split()[0]) for month in months),
    )
    lines = [
        tag(
            "tr",
            tag("th", say(row.target.name, lang), scope="row"),
            *(_state(row.months.get(month, Cover.NOT_DUE), lang) for month in months),
        )
        for row in rows
    ]
    return tag(
        "table",
        tag("caption", name, class_="hidden"),
        _head(heads),
        tag("tbody", *lines),
        class_="coverage",
    )


def _key_to_marks(lang: Lang) -> Element:
    """What the marks in the cells mean."""
    items = [
        tag(
            "li",
            tag("span", say(mark, lang), class_=f"state {cover.value}"),
            say(COVER[cover], lang),
        )
        for cover, mark in MARKS.items()
    ]
    return tag("ul", *items, class_="legend", aria_label=speaker(lang)("图例", "Legend"))


def _with_timetable(rows: Sequence[Coverage]) -> int:
    """How many of the indicators are published by a timetable."""
    return sum(row.target.frequency is not Frequency.EVENT for row in rows)


def _state(cover: Cover, lang: Lang) -> Element:
    if cover is Cover.NOT_DUE:
        return tag("td")
    mark = tag("span", say(MARKS[cover], lang), aria_hidden="true", class_=f"state {cover.value}")
    return tag("td", mark, tag("span", say(COVER[cover], lang), class_="hidden"))


def _status(status: Status, lang: Lang) -> Element:
    return tag("span", say(STATUS[status], lang), class_=f"status {TONES[status].value}")


def _head(
    heads: tuple[str, ...], numeric: tuple[int, ...] = (), choices: tuple[int, ...] = ()
) -> Element:
    def cells() -> Iterator[Element]:
        for place, name in enumerate(heads):
            yield tag(
                "th",
                name,
                scope="col",
                class_="number" if place in numeric else None,
                data_choices="" if place in choices else None,
            )

    return tag("thead", tag("tr", *cells()))
