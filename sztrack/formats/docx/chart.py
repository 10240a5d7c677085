"""A goal's year as a chart of Word's own: the figures, those of the year before, the goal, and the
projection. Every number lies in the document itself; no workbook is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

from docx.document import Document as Written
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Length
from docx.text.paragraph import Paragraph as Line

from sztrack.core.model import Assessment, Goal, Projection
from sztrack.core.words.characters import printable
from sztrack.core.words.period import Month
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import span_text

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LETTERS = 700
"""The size of the letters in a chart, in hundredths of a point."""
_LONGEST = 20
"""How many hanzi of a name stand above a chart."""
_PER_MM = 36000
"""Units of a drawing in a millimetre."""


class _Series(NamedTuple):
    """A line of the chart."""

    name: str
    values: Mapping[int, Decimal]
    """By the number of the month."""
    colour: str
    dash: str = "solid"
    has_dots: bool = False


def add(
    document: Written,
    line: Line,
    a: Assessment,
    goal: Goal,
    lang: Lang,
    size_in_mm: tuple[int, int],
) -> None:
    """Put the chart of a goal at the end of a line, `size_in_mm` wide and high."""
    package = document.part.package
    number = 1 + sum(
        str(part.partname).startswith("/word/charts/") for part in package.iter_parts()
    )
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"), _CHART, _chart(a, goal, lang).encode(), package
    )
    place = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    name = escape(printable(say(a.target.name, lang), ""), {'"': "&quot;"})
    line.add_run()._r.append(parse_xml(_frame(place, number, name, size_in_mm)))


def key(lang: Lang) -> str:
    """What the lines mean: four of them fit into no chart of this size."""
    return speaker(lang)(
        "蓝线为本年，灰线为上年，绿色虚线为目标，蓝色点线为预计。",
        "Blue: this year; grey: the year before; green, dashed: the goal; blue, dotted: projected.",
    )


def _frame(place: str, number: int, name: str, size_in_mm: tuple[int, int]) -> str:
    """What holds a chart in a line of text."""
    width, height = (Length(side * _PER_MM) for side in size_in_mm)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:drawing xmlns:w="{w}" xmlns:wp="{wp}" {_SPACES}>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="chart{number}" descr="{name}"/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{place}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart(a: Assessment, goal: Goal, lang: Lang) -> str:
    """The chart itself."""
    title = escape(_title(a, lang))
    unit = escape(goal.unit.written)
    lines = "".join(_line(place, one, a, lang) for place, one in enumerate(_series(a, goal, lang)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}>'
        '<c:roundedCorners val="0"/><c:chart>'
        f"<c:title>{_text(f'{title}（{unit}）' if lang == 'zh' else title, is_bold=True)}"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}'
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        f"{_axis('catAx', 1, 2)}{_axis('valAx', 2, 1)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )


def _series(a: Assessment, goal: Goal, lang: Lang) -> Iterator[_Series]:
    """The lines: this year and last, the goal, and the way to the projected end."""
    t, year, end = speaker(lang), a.target.by.year, a.target.by.month
    for which, colour in ((year, "1D4F91"), (year - 1, "A9AFB8")):
        values = {
            month.month: figure.value
            for month, figure in a.series.actuals.items()
            if month.year == which
        }
        if values:
            yield _Series(
                t(f"{which}年", str(which)), values, colour=colour, has_dots=which == year
            )
    yield _Series(t("目标", "Goal"), {1: goal.value, end: goal.value}, colour="1B6B33", dash="dash")
    if isinstance(a.projection, Projection) and a.actual and a.through and a.through < a.target.by:
        way = {a.through.month: a.actual.value, end: a.projection.value}
        yield _Series(t("预计", "Projected"), way, colour="1D4F91", dash="sysDot", has_dots=True)


def _line(place: int, one: _Series, a: Assessment, lang: Lang) -> str:
    """A series with its months and its figures."""
    end = a.target.by.month
    months = [a.target.by.plus(number - end) for number in range(1, end + 1)]
    names = "".join(
        f'<c:pt idx="{at}"><c:v>{_name_of(month, lang)}</c:v></c:pt>'
        for at, month in enumerate(months)
    )
    figures = "".join(
        f'<c:pt idx="{month - 1}"><c:v>{value:f}</c:v></c:pt>'
        for month, value in sorted(one.values.items())
        if month <= end
    )
    fill = f'<a:solidFill><a:srgbClr val="{one.colour}"/></a:solidFill>'
    dots = (
        f'<c:symbol val="circle"/><c:size val="4"/><c:spPr>{fill}</c:spPr>'
        if one.has_dots
        else '<c:symbol val="none"/>'
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:v>{escape(one.name)}</c:v></c:tx>"
        f'<c:spPr><a:ln w="19050">{fill}<a:prstDash val="{one.dash}"/></a:ln></c:spPr>'
        f"<c:marker>{dots}</c:marker>"
        f'<c:cat><c:strLit><c:ptCount val="{end}"/>{names}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{end}"/>{figures}'
        '</c:numLit></c:val><c:smooth val="0"/></c:ser>'
    )


def _name_of(month: Month, lang: Lang) -> str:
    """The name of a month that ends a quarter; there is no room for more."""
    return span_text(month, month, lang) if month.month % 3 == 0 else " "


def _title(a: Assessment, lang: Lang) -> str:
    """A goal's name, cut off where it would take the place of the chart."""
    name = printable(say(a.target.name, lang), "")
    most = _LONGEST if lang == "zh" else 2 * _LONGEST
    return name if len(name) <= most else f"{name[:most]}…"


def _axis(kind: str, own: int, other: int) -> str:
    """The axis of the months (catAx), or that of the figures with its lines (valAx)."""
    is_figures, every_month = kind == "valAx", '<c:tickLblSkip val="1"/>'
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D3D6DA"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if is_figures else "b"}"/>'
        f"{grid if is_figures else ''}"
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_letters()}'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/>'
        f"{'' if is_figures else every_month}</c:{kind}>"
    )


def _letters() -> str:
    """The size of the letters of an axis."""
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{_LETTERS}"/></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _text(words: str, *, is_bold: bool) -> str:
    return (
        f'<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{_LETTERS + 100}" b="{is_bold:d}"/>'
        f'</a:pPr><a:r><a:rPr lang="zh-CN" sz="{_LETTERS + 100}" b="{is_bold:d}"/>'
        f"<a:t>{words}</a:t></a:r></a:p></c:rich></c:tx>"
    )
