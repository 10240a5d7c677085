"""A bulletin -> proposed figures: its heading, its sentences, its tables.

What the text does not say of the whole bulletin, its period above all, stands in its title, in the
name of the file or on the command line.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple

from sztrack.core.collect.proposed import Kind, Left, Passed, Proposal, Reading
from sztrack.core.model import Basis, Bound, Finding, Observation
from sztrack.core.words.period import Month, Span, parse_day
from sztrack.load.actuals import read_actuals
from sztrack.load.prose.documents import Document, Paragraph, Rows, read_document
from sztrack.load.prose.english import is_english, read_english, titled
from sztrack.load.prose.periods import Heading, heading_of, mentions
from sztrack.load.prose.sentences import read_lines
from sztrack.load.prose.standing import kind_of
from sztrack.load.titles import stated_period

_TITLE_LINES, _LONGEST_TITLE = 6, 60
_HEADING = re.compile(
    r"\s*(?:(?P<major>[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节部]分?)|(?P<minor>[(（][一二三四五六七八九十]+[)）]))"
)
_OF_GOALS = re.compile("目标|计划|任务|安排|打算|展望|工作重点|重点工作|下一步|建议|思路|总体要求")
_OF_RESULTS = re.compile("执行情况|完成情况|运行情况|情况|回顾|成效|成绩")
_PUBLISHER = re.compile(
    r"(?:来源|发布机构|发布单位|信息来源|稿件来源|发文单位|供稿)\s*[:：]\s*([^\s:：,，。;；|]{2,30})|Source:\s*([A-Z][^\n:|]{2,50}?)(?=\s{2,}|\n|\|)"
)
_DAY = re.compile(
    r"(?:发布时间|发布日期|发文日期|日期|时间|Published)\s*[:：]\s*([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)"
)
_NATION = re.compile("全国|我国|国民经济运行")
_PLACE = re.compile(
    "(?:^|关于|年|[0-9]月(?:份)?|季度|半年)([\u4e00-\u9fff]{2,8}?(?:省|市|区|县|州))(?![场级民政])",
    re.MULTILINE,
)
_NO_PLACE = re.compile("季度|月|年|全|我|本|半|城市|情况|来源|发布")
_ENDS = ("。", "；", ".", ";")
"""A line that ends like a sentence is no title."""
_ANNUAL = re.compile(r"((?:19|20)[0-9]{2})年[^\n]{0,30}?(?:执行情况|公报|总结|工作报告|年报)")
_FULL_DAY = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[01][0-9][0-3][0-9])(?![0-9])"
)
_MASTHEAD = 3000
"""Characters at either end of the text in which its publisher and day are looked for."""


class Bulletin(NamedTuple):
    """What one file says."""

    path: str
    figures: tuple[Proposal, ...]
    left: tuple[Left, ...]
    """Numbers that are no figures, and why."""
    findings: tuple[Finding, ...]
    heading: Heading
    place: str
    """The place that its title says it is about; empty where it names none."""
    publisher: str
    """The office that published it, as it says itself; empty where it does not."""
    released: date | None


def read_bulletin(data: bytes, path: str, asked: Heading | None = None) -> Bulletin:
    """The figures that a file proposes. `asked` is the period that somebody says it is about; it
    goes before what title and name say.
    """
    document, findings = read_document(data, path)
    heading = _settled(asked, _heading(document, path))
    reading = _read(document, heading)
    tables = [_table(rows, path, _title_of_tables(heading)) for rows in document.tables]
    of_tables = [figure for table, _ in tables for figure in table]
    figures, again = _once([*reading.figures, *of_tables])
    publisher = _publisher(document)
    return Bulletin(
        path=path,
        figures=tuple(figures),
        left=(*reading.left, *again),
        findings=(*findings, *(finding for _, found in tables for finding in found)),
        heading=heading,
        place=_place(_title(document), publisher),
        publisher=publisher,
        released=_released(document),
    )


def _settled(asked: Heading | None, stated: Heading) -> Heading:
    """What somebody asked for, else what is stated; a month takes the basis stated of it."""
    if asked is None or (asked.basis is None and stated.month == asked.month):
        return stated
    return asked


def _publisher(document: Document) -> str:
    """The office that the document names as its source; empty where it names none."""
    named = _PUBLISHER.search(_masthead(document))
    return (named[1] or named[2]) if named else ""


def _read(document: Document, heading: Heading) -> Reading:
    if is_english(document.text):
        return read_english(document.text, heading, document.paragraphs)
    return read_lines(
        document.text,
        heading,
        (
            (paragraph.start, paragraph.stop, paragraph.line, goals)
            for paragraph, goals in _sections(document)
        ),
    )


def _sections(document: Document) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs, each with whether it stands in a section of goals: 二、2024年主要目标."""
    major = minor = False
    for paragraph in document.paragraphs:
        words = document.text[paragraph.start : paragraph.stop]
        if match := _HEADING.match(words):
            title = re.split("[。；]", words)[0][:_LONGEST_TITLE]
            is_goals = bool(_OF_GOALS.search(title)) and not _OF_RESULTS.search(title)
            if match["major"]:
                major, minor = is_goals, False
            else:
                minor = is_goals
        yield paragraph, major or minor


def _heading(document: Document, path: str) -> Heading:
    """What the title, the file's name and the first lines say of the bulletin's period."""
    # A day in the head of a bulletin, or in its name, is that of its release.
    title = _FULL_DAY.sub("", _title(document))
    stated = stated_period(_FULL_DAY.sub("", _in_folder(path)), title, "")
    released = _released(document)
    year = stated.year or (released.year if released else None)
    if stated.span is not None:
        return heading_of(stated.span)
    if annual := _ANNUAL.search(title):
        return heading_of(Span(Month(int(annual[1]), 1), Month(int(annual[1]) + 1, 1)))
    if is_english(title):
        return titled(title, year)
    # A title without a year, above the day of its release: 前三季度经济运行情况 of October 2024.
    if released and (named := mentions(title, Heading(Month(released.year, released.month), None))):
        return Heading(named[0].when.month, named[0].when.basis)
    return Heading(None, None, year)


def _title(document: Document) -> str:
    """The name of a web page and the short lines at the head of the text."""
    lines = [document.title]
    for paragraph in document.paragraphs[:_TITLE_LINES]:
        words = document.text[paragraph.start : paragraph.stop].strip()
        if len(words) > (2 * _LONGEST_TITLE if is_english(words) else _LONGEST_TITLE):
            break
        if words.endswith(_ENDS):
            break
        lines.append(words)
    return "\n".join(filter(None, lines))


def _place(title: str, publisher: str) -> str:
    """The place that a title names: 深圳市 of 关于深圳市2023年…的报告; its offices speak of the
    nation.
    """
    if _NATION.search(title) or "国家统计局" in publisher:
        return "全国"
    named = (match[1] for match in _PLACE.finditer(title))
    return next((place for place in named if not _NO_PLACE.search(place)), "")


def _in_folder(path: str) -> str:
    """A path with a folder in front, behind which a name is looked at for its period."""
    return path if "/" in path else f"./{path}"


def _masthead(document: Document) -> str:
    return document.text[:_MASTHEAD] + "\n" + document.text[-_MASTHEAD:]


def _released(document: Document) -> date | None:
    """The day of publication, as the document says it."""
    day = _DAY.search(_masthead(document))
    return parse_day(day[1].replace(".", "-")) if day else None


def _once(figures: Iterable[Proposal]) -> tuple[list[Proposal], list[Left]]:
    """The figures, each once, and those that say one again: a title says what the text says."""
    told: set[tuple[object, ...]] = set()
    kept: list[Proposal] = []
    again: list[Left] = []
    for figure in figures:
        said = (figure.indicator, figure.place, figure.month, figure.basis, figure.kind)
        numbers = (figure.value, figure.unit, figure.bound, figure.growth)
        if (said, numbers) not in told:
            told.add((said, numbers))
            kept.append(figure)
            continue
        again.append(
            Left(text=figure.quote, start=figure.start, line=figure.line, why=Passed.RESTATED)
        )
    return kept, again


def _title_of_tables(heading: Heading) -> str:
    """The bulletin's period as the title of its tables, which seldom say their own."""
    month = heading.month
    if month is None:
        return ""
    from_january = "1-" if heading.basis is Basis.YTD and month.month > 1 else ""
    return f"{month.year}年{from_january}{month.month}月"


def _table(rows: Rows, path: str, title: str) -> tuple[list[Proposal], tuple[Finding, ...]]:
    """What a table of the document says, as the dialects of actuals/ read it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if title:
        writer.writerow([title])
    writer.writerows(rows)
    read = read_actuals(out.getvalue().encode("utf-8"), _in_folder(path))
    if not read.observations:
        # A table without figures, of names or of layout, is no fault of the bulletin.
        return [], ()
    lines = out.getvalue().split("\n")
    return [_of_row(row, lines) for row in read.observations], tuple(read.findings)


def _of_row(row: Observation, lines: Sequence[str]) -> Proposal:
    """A row of a table as a figure."""
    line = row.source.line
    return Proposal(
        indicator=row.indicator,
        place="",
        month=row.month,
        basis=row.basis,
        value=row.value.value if row.value else None,
        unit=row.value.unit.written if row.value else "%",
        growth=row.growth,
        points=None,
        bound=Bound.EXACT,
        kind=kind_of(row.value.unit.written) if row.value else Kind.GROWTH,
        quote=lines[line - 1].strip() if 0 < line <= len(lines) else row.indicator,
        start=0,
        end=0,
        line=line,
        doubts=(),
    )
