"""Small multiples: a panel for each headline goal, with how far each place is behind where it
should be, or ahead of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from sztrack.core.fleet.members import LATE
from sztrack.core.fleet.rollup import Comparison, Fleet
from sztrack.formats.html.charts import Scale, legend, number_and_unit
from sztrack.formats.html.tree import tag
from sztrack.language import Lang, say, speaker
from sztrack.language.facts import pace_gap
from sztrack.page import TONES, Tone

_MOST = 12
"""The places of a panel, the worst first."""
_WIDTH, _ROW, _TOP = 400, 18, 6
_LEFT, _RIGHT = 124, 336
"""Where the bars may reach; names stand before them, numbers behind."""
_LETTERS = 18
"""The cells that a name has room for; a hanzi takes two."""


class _Bar(NamedTuple):
    """A place in a panel."""

    name: str
    ahead: float
    number: str
    """How far behind or ahead, with its sign."""
    words: str
    """The same with its unit."""
    unit: str
    tone: Tone


def goal_panels(fleet: Fleet, lang: Lang) -> Iterator[Element]:
    """A panel for each goal that has figures; the others are named."""
    t = speaker(lang)
    panels: list[Element] = []
    left_out: list[str] = []
    for one in fleet.comparisons:
        bars = list(_bars(one, lang))
        name = say(one.name, lang)
        if bars:
            panels.append(_panel(name, bars, lang))
        else:
            left_out.append(name)
    if panels:
        yield tag("div", *panels, class_="charts")
        yield legend(lang, "bad", "warning", "good")
    if left_out:
        names = t("、", ", ").join(left_out)
        yield tag("p", t("未作图：", "Without a chart: ") + names, class_="muted")


def _bars(one: Comparison, lang: Lang) -> Iterator[_Bar]:
    """The places that have both a goal and a figure to hold against it; one that is too old to
    count is none.
    """
    for member, line in one.places:
        if line.goal is None or line.behind is None or line.status in LATE:
            continue
        gap = pace_gap(line.kind, line.goal, line.behind, lang)
        size, unit = number_and_unit(gap.size)
        sign = {-1: "-", 0: "", 1: "+"}[gap.side]
        yield _Bar(
            name=say(member.place, lang),
            ahead=-float(line.behind),
            number=sign + size,
            words=sign + gap.size,
            unit=unit,
            tone=TONES[line.status],
        )


def _panel(name: str, bars: Sequence[_Bar], lang: Lang) -> Element:
    """The worst places of one goal."""
    t, shown = speaker(lang), bars[:_MOST]
    unit = shown[0].unit
    against = t(f"与序时进度相差（{unit}）", f"against pace ({unit})")
    if len(bars) > _MOST:
        against += t(f"，最差的{_MOST}个，共{len(bars)}个", f", the worst {_MOST} of {len(bars)}")
    words = t("；", "; ").join(f"{bar.name} {bar.words}" for bar in shown)
    x = Scale(min(0.0, *(bar.ahead for bar in shown)), _most(shown), _LEFT, _RIGHT)
    height = _TOP + _ROW * len(shown)
    return tag(
        "figure",
        tag("figcaption", tag("strong", name), " ", tag("span", against, class_="readout")),
        tag(
            "svg",
            tag("line", x1=x(0), x2=x(0), y1=0, y2=height, class_="zero"),
            *(part for place, bar in enumerate(shown) for part in _row(bar, place, x)),
            viewBox=f"0 0 {_WIDTH} {height}",
            role="img",
            aria_label=f"{name}{t('：', ': ')}{words}",
        ),
    )


def _most(bars: Sequence[_Bar]) -> float:
    """The right end of the scale; a panel where all are level has one all the same."""
    most = max(0.0, *(bar.ahead for bar in bars))
    return most if any(bar.ahead for bar in bars) else 1.0


def _row(bar: _Bar, place: int, x: Scale) -> Iterator[Element]:
    """A name, a bar to the left of zero where it is behind, and the number."""
    middle = _TOP + _ROW * place + _ROW / 2
    left, right = sorted((x(0), x(bar.ahead)))
    yield tag("text", _short(bar.name), x=0, y=middle + 4, class_="place")
    yield tag(
        "rect",
        x=left,
        y=middle - 5,
        width=round(max(right - left, 1), 1),
        height=10,
        class_=f"{bar.tone.value} side",
    )
    yield tag("text", bar.number, x=_WIDTH, y=middle + 4, text_anchor="end")


def _short(name: str) -> str:
    """As much of a name as there is room for."""
    used = 0
    for at, letter in enumerate(name):
        used += 1 if letter.isascii() else 2
        if used > _LETTERS:
            return f"{name[: at - 1]}…"
    return name
