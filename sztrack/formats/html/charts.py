"""The charts, as inline SVG: the way to a goal, and a row's bullet. Colours come from the page's
style sheet; every number is also said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple
from xml.etree.ElementTree import Element

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Figure, Goal, Op, Projection
from sztrack.core.outlook.path import path
from sztrack.core.traits import HUNDRED
from sztrack.core.words.period import Month
from sztrack.formats.html.tree import tag
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import covered_text, figure_text
from sztrack.language.numbers import goal_text, percent, published, rounded
from sztrack.language.prose import goal_words

_WIDTH, _HEIGHT = 400, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 96, 22, 24
_BULLET_WIDTH, _BULLET_HEIGHT = 160, 22
_MIDDLE = _BULLET_HEIGHT / 2
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE = 14
"""The height of a line of text."""


Label = tuple[float, str, str, str]
"""Its place, a word, a number below it, and the class of both."""


class Scale:
    """From figures to places on the drawing."""

    def __init__(self, low: float, high: float, start: float, stop: float) -> None:
        self.low, self.high = low, high
        self._start, self._step = start, (stop - start) / (high - low)

    def __call__(self, value: Decimal | float) -> float:
        """The place of a figure."""
        return round(self._start + (float(value) - self.low) * self._step, 1)


def readout(a: Assessment, goal: Goal, lang: Lang) -> str:
    """What a chart shows, in words: goal, figure, where it should be, projection with its interval
    and the chance of meeting the goal.
    """
    t = speaker(lang)
    said = [t("目标", "goal ") + goal_words(goal, a.target.kind, lang)]
    if a.actual and a.through:
        months = covered_text(a, a.through, lang)
        said.append(
            t(
                f"{months}{figure_text(a, a.actual, lang)}",
                f"{months} {figure_text(a, a.actual, lang)}",
            )
        )
    if a.planned is not None and traits(a.target.kind).is_amount:
        said.append(
            t("序时应达", "planned by then ") + rounded(a.planned, goal.unit, lang, goal.value)
        )
    if end := facts.end(a, lang):
        said.append(t("预计全年", "projected ") + end.text)
        if end.interval:
            level, bounds = end.interval.level, facts.bounds_text(end.interval, lang)
            said.append(t(f"{level}区间{bounds}", f"{level} interval {bounds}"))
        if end.probability is not None:
            said.append(t("达标可能性", "chance of meeting the goal ") + percent(end.probability))
    return t("，", ", ").join(said)


class _Axes(NamedTuple):
    """Where a month and a figure stand on a trajectory."""

    x: Scale
    y: Scale

    def points(self, of: Mapping[int, Decimal]) -> str:
        """The corners of a line through figures by the number of their month."""
        return " ".join(f"{self.x(month)},{self.y(value)}" for month, value in sorted(of.items()))


def trajectory(a: Assessment, goal: Goal, lang: Lang) -> Element:
    """The months of the year, the path to the goal, and the projection with its interval."""
    t, end, planned = speaker(lang), a.target.by, path(a)
    figures = {
        month.month: figure for month, figure in a.series.actuals.items() if month.year == end.year
    }
    low, high, ticks = _ticks(
        [
            *goal.ends,
            *planned.values(),
            *(figure.value for figure in figures.values()),
            *_projected(a),
            *_start(a).values(),
        ]
    )
    axes = _Axes(
        Scale(0, end.month, _LEFT, _WIDTH - _RIGHT), Scale(low, high, _HEIGHT - _BOTTOM, _TOP)
    )
    name = t(
        f"{say(a.target.name, lang)}逐月走势图", f"Chart: {say(a.target.name, lang)} month by month"
    )
    return tag(
        "svg",
        *_grid(ticks, axes, end, goal, lang),
        *_fan(a, axes),
        *_goal_and_path(a, goal, planned, axes),
        *_known(figures, axes),
        *_labels(a, goal, axes.y, lang),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=f"{name}{t('：', ': ')}{readout(a, goal, lang)}",
        class_="trajectory",
    )


def _goal_and_path(
    a: Assessment, goal: Goal, planned: Mapping[Month, Decimal], axes: _Axes
) -> Iterator[Element]:
    """The line of the goal; for an amount or a level also the way to it."""
    for end in dict.fromkeys(goal.ends):
        at = axes.y(end)
        yield tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=at, y2=at, class_="goal")
    if traits(a.target.kind).is_amount:
        way = _start(a) | {month.month: value for month, value in planned.items()}
        yield tag("polyline", points=axes.points(way), class_="path")


def _known(figures: Mapping[int, Figure], axes: _Axes) -> Iterator[Element]:
    """The figures by the number of their month: a line, and a dot for each."""
    values = {month: figure.value for month, figure in figures.items()}
    yield tag("polyline", points=axes.points(values), class_="actual")
    for month, figure in figures.items():
        style = "second-hand" if figure.second_hand else "known"
        yield tag("circle", cx=axes.x(month), cy=axes.y(figure.value), r=3.2, class_=style)


def _labels(a: Assessment, goal: Goal, y: Scale, lang: Lang) -> Iterator[Element]:
    """The words on the right: the goal, and where the year is projected to end."""
    t, right = speaker(lang), _WIDTH - _RIGHT
    number = t(goal_words(goal, a.target.kind, "zh"), goal_text(goal, "en"))
    labels = [(y(goal.value), t("目标", "goal"), number, "goal-text")]
    if p := _drawn_projection(a):
        number = rounded(p.value, goal.unit, lang, goal.value)
        labels.append((y(p.value), t("预计", "projected"), number, "projection-text"))
    for place, word, number, style in _apart(labels):
        yield tag("text", word, x=right + 8, y=place - 1, class_=style)
        yield tag("text", number, x=right + 8, y=place + _LINE - 2, class_=style)


def bullet(a: Assessment, goal: Goal, lang: Lang) -> Element:
    """One row: a bar for an amount or a level, a dot for a rate; the goal, where the figure should
    be, and the projection with its interval.
    """
    x = _bullet_scale(a, goal)
    return tag(
        "svg",
        tag("rect", x=2, y=3, width=_BULLET_WIDTH - 4, height=_BULLET_HEIGHT - 6, class_="ground"),
        *_met_side(goal, x),
        *_bar_or_dot(a, x),
        *_planned_mark(a, x),
        *(
            tag("line", x1=x(end), x2=x(end), y1=1, y2=_BULLET_HEIGHT - 1, class_="mark")
            for end in dict.fromkeys(goal.ends)
        ),
        *_projected_mark(a, x),
        viewBox=f"0 0 {_BULLET_WIDTH} {_BULLET_HEIGHT}",
        role="img",
        aria_label=readout(a, goal, lang),
        class_="bullet",
    )


def _bullet_scale(a: Assessment, goal: Goal) -> Scale:
    """From the least to the greatest of what a bullet shows, with some room; a bar has none on its
    left, where it begins.
    """
    shown = (
        *goal.ends,
        *_start(a).values(),
        *_projected(a),
        a.actual and a.actual.value,
        a.planned,
    )
    values = [float(value) for value in shown if value is not None]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1) * 0.08
    left = low if traits(a.target.kind).is_amount else low - room
    return Scale(left, high + room, 2, _BULLET_WIDTH - 2)


def _met_side(goal: Goal, x: Scale) -> Iterator[Element]:
    """The side of the goal that meets it, or the inside of a range; one number that is to be hit
    has none.
    """
    height, (low, high) = _BULLET_HEIGHT - 6, map(x, goal.ends)
    if goal.op.is_floor:
        width = round(_BULLET_WIDTH - 2 - low, 1)
        yield tag("rect", x=low, y=3, width=width, height=height, class_="met")
    elif goal.op.is_ceiling:
        yield tag("rect", x=2, y=3, width=round(high - 2, 1), height=height, class_="met")
    elif goal.op is Op.WITHIN:
        yield tag("rect", x=low, y=3, width=round(high - low, 1), height=height, class_="met")


def _bar_or_dot(a: Assessment, x: Scale) -> Iterator[Element]:
    """The newest figure."""
    if a.actual is None:
        return
    if traits(a.target.kind).is_amount:
        start = x(next(iter(_start(a).values()), Decimal(0)))
        left, right = sorted((start, x(a.actual.value)))
        top, width = _MIDDLE - 4, round(right - left, 1)
        yield tag("rect", x=left, y=top, width=width, height=8, class_="bar")
    else:
        yield tag("circle", cx=x(a.actual.value), cy=_MIDDLE, r=4.5, class_="known")


def _planned_mark(a: Assessment, x: Scale) -> Iterator[Element]:
    """Where an amount or a level should be."""
    if a.planned is not None and traits(a.target.kind).is_amount:
        at = x(a.planned)
        yield tag("line", x1=at, x2=at, y1=3, y2=_BULLET_HEIGHT - 3, class_="planned")


def _projected_mark(a: Assessment, x: Scale) -> Iterator[Element]:
    """Where the year is projected to end, with the interval."""
    p = a.projection
    if not isinstance(p, Projection):
        return
    if p.low is not None and p.high is not None:
        yield tag("line", x1=x(p.low), x2=x(p.high), y1=_MIDDLE, y2=_MIDDLE, class_="whisker")
    yield _diamond(x(p.value), _MIDDLE)


def legend(lang: Lang, *shown: str) -> Element:
    """What the marks mean that are `shown`."""
    t = speaker(lang)
    words = {
        "actual": (
            tag("line", x1=1, x2=25, y1=7, y2=7, class_="actual"),
            tag("circle", cx=13, cy=7, r=3.2, class_="known"),
        ),
        "second": (tag("circle", cx=13, cy=7, r=3.2, class_="second-hand"),),
        "bar": (tag("rect", x=1, y=3, width=24, height=8, class_="bar"),),
        "dot": (tag("circle", cx=13, cy=7, r=4.5, class_="known"),),
        "goal": (tag("line", x1=1, x2=25, y1=7, y2=7, class_="goal"),),
        "mark": (tag("line", x1=13, x2=13, y1=1, y2=13, class_="mark"),),
        "met": (tag("rect", x=1, y=2, width=24, height=10, class_="met"),),
        "path": (tag("line", x1=1, x2=25, y1=11, y2=3, class_="path"),),
        "planned": (tag("line", x1=13, x2=13, y1=1, y2=13, class_="planned"),),
        "projected": (tag("line", x1=1, x2=25, y1=7, y2=7, class_="whisker"), _diamond(13, 7)),
        "good": (tag("rect", x=1, y=3, width=24, height=8, class_="good side"),),
        "warning": (tag("rect", x=1, y=3, width=24, height=8, class_="warning side"),),
        "bad": (tag("rect", x=1, y=3, width=24, height=8, class_="bad side"),),
    }
    names = {
        "actual": t("实际", "actual"), "second": t("二手数据", "second-hand figure"),
        "bar": t("实际（总量）", "actual (amount, level)"),
        "dot": t("实际（增速、比率）", "actual (growth, rate)"), "goal": t("目标", "goal"),
        "mark": t("目标", "goal"),
        "met": t("达标一侧", "side that meets it"), "path": t("序时进度", "path to the goal"),
        "planned": t("序时应达", "planned by then"),
        "projected": t("预计全年及区间", "projected, with interval"),
        "good": t("正常或已完成", "on track or met"),
        "warning": t("预警", "at risk"),
        "bad": t("滞后或未完成", "off track or missed"),
    }  # fmt: skip
    items = [
        tag("li", tag("svg", *words[key], viewBox="0 0 26 14", aria_hidden="true"), names[key])
        for key in shown
    ]
    return tag("ul", *items, class_="legend", aria_label=t("图例", "Legend"))


def _projected(a: Assessment) -> tuple[Decimal, ...]:
    """The projected end of the year and the bounds of its interval."""
    p = a.projection
    if not isinstance(p, Projection):
        return ()
    return tuple(value for value in (p.value, p.low, p.high) if value is not None)


def _drawn_projection(a: Assessment) -> Projection | None:
    """The projection that a trajectory shows: none without a figure that it could start from."""
    if a.actual is None or a.through is None or not isinstance(a.projection, Projection):
        return None
    return a.projection


def _start(a: Assessment) -> dict[int, Decimal]:
    """Where the year began: an amount at nothing, a level where it stood."""
    if traits(a.target.kind).adds_up:
        return {0: Decimal(0)}
    start = a.history.start if a.history and traits(a.target.kind).has_start else None
    return {} if start is None else {0: start}


def _fan(a: Assessment, axes: _Axes) -> Iterator[Element]:
    """From the newest figure to the projection, with its interval."""
    p = _drawn_projection(a)
    if p is None or a.actual is None or a.through is None:
        return
    left, top = axes.x(a.through.month), axes.y(a.actual.value)
    right, y = _WIDTH - _RIGHT, axes.y
    if p.low is not None and p.high is not None:
        yield tag(
            "polygon",
            points=f"{left},{top} {right},{y(p.high)} {right},{y(p.low)}",
            class_="interval",
        )
        yield tag("line", x1=right, x2=right, y1=y(p.low), y2=y(p.high), class_="whisker")
    yield tag("line", x1=left, y1=top, x2=right, y2=y(p.value), class_="projection")
    yield _diamond(right, y(p.value))


def _grid(
    ticks: Sequence[Decimal], axes: _Axes, end: Month, goal: Goal, lang: Lang
) -> Iterator[Element]:
    """The lines behind a trajectory, its numbers and its months."""
    x, y = axes
    unit = ""
    for tick in ticks:
        number, unit = number_and_unit(published(tick, goal.unit, lang, goal.value))
        yield tag(
            "line",
            x1=_LEFT,
            x2=_WIDTH - _RIGHT,
            y1=y(tick),
            y2=y(tick),
            class_="zero" if tick == 0 else "grid",
        )
        yield tag("text", number, x=_LEFT - 6, y=y(tick) + 4, text_anchor="end")
    yield tag("text", unit, x=4, y=11)
    for number in sorted({*range(3, end.month, 3), 1, end.month}):
        name = f"{number}月" if lang == "zh" else _MONTHS[number]
        yield tag("text", name, x=x(number), y=_HEIGHT - 7, text_anchor="middle")


def number_and_unit(text: str) -> tuple[str, str]:
    """A figure's number and its unit."""
    number = re.match(r"[-0-9,.]+", text)
    return (number[0], text[number.end() :].strip()) if number else (text, "")


def _ticks(values: Sequence[Decimal]) -> tuple[float, float, list[Decimal]]:
    """The bounds of an axis around `values`, and four to seven round numbers on it."""
    low, high = float(min(values)), float(max(values))
    width = high - low or abs(high) or 1.0
    power = floor(log10(width / 4))
    step = next(s for s in (1, 2, 5, 10) if s * 10.0**power >= width / 5)
    size = Decimal(step).scaleb(power)
    first, last = floor(low / float(size)), ceil(high / float(size))
    last += first == last
    return (
        float(first * size),
        float(last * size),
        [number * size for number in range(first, last + 1)],
    )


def _apart(labels: Sequence[Label]) -> list[Label]:
    """The labels on the right, far enough from each other to be read, and inside the drawing."""
    placed: list[Label] = []
    least = float(_TOP)
    for place, word, number, style in sorted(labels):
        placed.append((max(place, least), word, number, style))
        least = placed[-1][0] + 2 * _LINE + 2
    over = max(0.0, placed[-1][0] + _LINE - (_HEIGHT - _BOTTOM))
    return [(place - over, word, number, style) for place, word, number, style in placed]


def _diamond(x: float, y: float) -> Element:
    return tag("path", d=f"M{x - 4.5} {y}L{x} {y - 4.5}L{x + 4.5} {y}L{x} {y + 4.5}Z", class_="end")


def of_goal(value: Decimal, goal: Goal) -> Decimal | None:
    """A figure in percent of its goal, to sort rows by; None where the goal is zero."""
    return value / goal.value * HUNDRED if goal.value else None
