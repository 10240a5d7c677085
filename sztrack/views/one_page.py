"""The plan on one A4: a sentence of judgement, the headline goals with lamps, what changed, what
the goals take, who owes figures. However large the plan, it fills one page: what has no room is
counted and left to the brief.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Nature, Severity, Status
from sztrack.core.verdict.course import Course, turns
from sztrack.core.verdict.doubts import about, doubts
from sztrack.core.verdict.priority import CHARTED, charted, urgency
from sztrack.core.verdict.report import Report
from sztrack.core.verdict.required import implied_since
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import figure_text, goal_gap, pace_gap
from sztrack.language.labels import LAMPS, NATURE, NO_LAMP, OUTLOOK, STATUS
from sztrack.language.numbers import in_words, rounded, span_text, span_words
from sztrack.language.prose import covered_words, goal_words, needed, previous, subject
from sztrack.language.sentences import gap_to_goal, gap_to_pace
from sztrack.page import (
    TONES,
    Block,
    Cell,
    Column,
    Heading,
    Page,
    Paragraph,
    Table,
    Tone,
    paragraph,
)
from sztrack.views.judgement import group_of, groups, headline_goals, judgement
from sztrack.views.letterhead import masthead
from sztrack.views.room import folded, listed, size
from sztrack.views.rows import BLANK

_COLUMNS = (19, 10, 14, 12, 9, 12, 20, 15, 16)
"""How many letters stand on one line of each column of the table: the formats share the width of
the page out accordingly.
"""
# The page is counted in lines of running text, of which an A4 holds about 62 at 9 pt. All numbers
# were measured in Chromium and LibreOffice, and leave some room.
_PAGE = Decimal(60)
_TITLE_LETTERS, _TITLE_LINE = 60, Decimal("1.8")
_LETTERS = 116
_HEADING, _BETWEEN = Decimal("1.5"), Decimal("0.4")
_TABLE_LINE, _TABLE_ROW = Decimal("0.88"), Decimal("0.4")
_CHART, _CAPTION_LETTERS = Decimal("8.5"), 36
_LAGGING = (Status.OFF_TRACK, Status.MISSED)
_MAY_BE_MISSED = (Status.AT_RISK, Status.OFF_TRACK)
_NAMES = 150
"""How many letters a list of names may take."""
_TAKEN = (700, 350, 0)
"""How many letters may be said of what the goals take: the first that leaves the table room."""
_LEAST = Decimal(14)
"""How many lines the table should have at least."""


class _Rows(NamedTuple):
    """The goals that the page is about."""

    sound: Sequence[Assessment]
    """Those whose figures may be shown."""
    withheld: Sequence[Assessment]
    """Those whose figures an error touches, of which nothing is said."""
    doubtful: Collection[str]
    """The ids of those whose figures a warning touches."""


def one_page(report: Report, course: Course, lang: Lang, *, scope: str = "") -> Page:
    """The page about the headline goals; where a plan, or the part of it that is spoken of in
    `scope`, has none, about all its goals.
    """
    t, first = speaker(lang), Month(report.plan.year, 1)
    plan, months = say(report.plan.title, lang), span_words(first, report.as_of, lang)
    title = t(f"{plan}执行情况（{months}）", f"{plan}: {months} {report.plan.year}")
    rows = headline_goals(report) or list(report.assessments)
    head = masthead(report, lang, most=_NAMES)
    opened: list[Block] = [Heading(title, 1), *([paragraph(scope, Tone.MUTED)] if scope else [])]
    room = _PAGE - folded(title, _TITLE_LETTERS) * _TITLE_LINE - _height(opened[1:])
    for line in (" ".join(head.line), *head.foot) if head else ():
        room -= folded(line, _LETTERS)
    return Page((*opened, *_body(rows, report, course, room, lang)), head)


def _body(
    rows: Sequence[Assessment], report: Report, course: Course, room: Decimal, lang: Lang
) -> Iterator[Block]:
    """All that stands below the title. The table gets what is left of the room."""
    t = speaker(lang)
    if not rows:
        yield paragraph(t("计划中没有可读的目标。", "The plan has no readable targets."))
        return
    told = _parted(rows, report)
    above = [*_judged(told, lang)]
    if report.as_of.month > 1:
        above.append(_turned(told.sound, report, course, lang))
    left, below = room, list[Block]()
    for letters in _TAKEN:
        below = [
            *_unseen(told, lang),
            *_tasks(rows, report, lang),
            *_charts(told.sound, lang),
            *_taken(told.sound, letters, lang),
            *_owed(rows, lang),
        ]
        left = room - _height([*above, *below])
        if left >= _LEAST:
            break
    came = sorted((a for a in told.sound if a.actual), key=urgency)
    shown, left = _that_fit(came, told.doubtful, report.as_of, left, lang)
    yield from above
    yield from _table(shown, len(came), lang)
    yield from below
    places = _places(came[: len(shown)], lang)
    if _height([places]) <= left:
        yield places


def _parted(rows: Sequence[Assessment], report: Report) -> _Rows:
    """The rows by whether the checks speak against their figures."""
    found = doubts(report.findings)
    errors = {
        a.target.id
        for a in rows
        if any(finding.severity is Severity.ERROR for finding in about(a, found))
    }
    return _Rows(
        sound=[a for a in rows if a.target.id not in errors],
        withheld=[a for a in rows if a.target.id in errors],
        doubtful={a.target.id for a in rows if about(a, found)},
    )


def _judged(told: _Rows, lang: Lang) -> Iterator[Block]:
    """The sentence of judgement, and the goals that nothing is said of."""
    t = speaker(lang)
    if told.sound:
        yield judgement(told.sound, lang)
    if told.withheld:
        names = listed([_named(a, lang) for a in told.withheld], _NAMES, lang)
        count = len(told.withheld)
        words = t(
            f"数据未通过校验、暂不作判断的{count}项：{names}。",
            f"Not assessed, since their figures failed a check ({count}): {names}.",
        )
        yield paragraph(words, Tone.BAD)


def _that_fit(
    came: Iterable[Assessment],
    doubtful: Collection[str],
    month: Month,
    room: Decimal,
    lang: Lang,
) -> tuple[list[list[Cell]], Decimal]:
    """The lines of the goals with figures that there is room for, and the room that is left."""
    left = room - 2 * _TABLE_LINE - _TABLE_ROW - 1
    shown: list[list[Cell]] = []
    for a in came:
        cells = _cells(a, month, a.target.id in doubtful, lang)
        taken = _row_height(cells)
        if taken > left and shown:
            break
        left -= taken
        shown.append(cells)
    return shown, left


def _table(shown: Sequence[Sequence[Cell]], of: int, lang: Lang) -> Iterator[Block]:
    """The lines of the table, and how many of all that have figures found no room."""
    if shown:
        yield Table(_columns(lang), shown)
    more = of - len(shown)
    if more:
        words = speaker(lang)(
            f"另有{more}项有数据，见简报。", f"{more} more with figures: see the brief."
        )
        yield paragraph(words)


def _places(rows: Sequence[Assessment], lang: Lang) -> Block:
    """Where the newest figures stand."""
    t = speaker(lang)
    said = t("；", "; ").join(f"{subject(a, lang)} {a.actual.sources[0]}" for a in rows if a.actual)
    return paragraph(t(f"实际数出处：{said}。", f"Figures read in: {said}."), Tone.MUTED)


def _unseen(told: _Rows, lang: Lang) -> Iterator[Block]:
    """The names of the goals without figures."""
    silent = [a for a in told.sound if not a.actual]
    if silent:
        t, names = speaker(lang), listed([_named(a, lang) for a in silent], _NAMES, lang)
        count = len(silent)
        yield paragraph(
            t(f"没有数据的{count}项：{names}。", f"Without figures ({count}): {names}.")
        )


def _tasks(rows: Sequence[Assessment], report: Report, lang: Lang) -> Iterator[Block]:
    """How the goals of the tasks stand, and the names of those that may be missed."""
    told = {a.target.id for a in rows}
    tasks = [a for a in report.assessments if a.target.id not in told]
    judged = [a for a in tasks if a.status in OUTLOOK]
    if not judged:
        return
    t, sorted_out = speaker(lang), groups(judged, lang)
    words = t(
        f"任务目标{len(tasks)}项中可判断的{len(judged)}项：{sorted_out}",
        f"Of {number_of(len(tasks), 'goal')} of the tasks {len(judged)} can be judged:"
        f" {sorted_out}",
    )
    missed = sorted((a for a in judged if a.status in _LAGGING), key=urgency)
    if missed:
        names = listed([say(a.target.name, lang) for a in missed], _NAMES, lang)
        words += t(f"；其中{_lags(lang)}{names}", f"; {_lags(lang)}{names}")
    yield paragraph(words + t("。", "."))


def _lags(lang: Lang) -> str:
    return speaker(lang)("难以完成或未完成的：", "unlikely to be met, or missed: ")


def _height(blocks: Iterable[Block]) -> Decimal:
    """About how many lines of the page the blocks take, the charts' table as the charts."""
    total = Decimal(0)
    for block in blocks:
        match block:
            case Heading():
                total += _HEADING
            case Paragraph(cells):
                total += folded("".join(cell.text for cell in cells), _LETTERS) + _BETWEEN
            case Table(_, rows):
                total += _CHART + max(folded(row[0].text, _CAPTION_LETTERS) for row in rows)
    return total


def _row_height(cells: Sequence[Cell]) -> Decimal:
    lines = max(
        sum(folded(line, width) for line in cell.text.split("\n"))
        for cell, width in zip(cells, _COLUMNS, strict=True)
    )
    return lines * _TABLE_LINE + _TABLE_ROW


def _columns(lang: Lang) -> list[Column]:
    t = speaker(lang)
    columns = [
        Column(t("指标", "Goal"), flexible=True),
        Column(t("目标", "Set at")),
        Column(t("实际", "Actual"), numeric=True),
        Column(t("上期", "Before"), numeric=True),
        Column(t("上年同期", "A year ago"), numeric=True),
        Column(t("当季", "Quarter alone"), numeric=True),
        Column(t("较目标（序时）", "Against goal"), numeric=True),
        Column(t("预计全年", "Year end"), numeric=True),
        Column(t("判断", "Verdict")),
    ]
    return [column._replace(share=share) for column, share in zip(columns, _COLUMNS, strict=True)]


def _cells(a: Assessment, month: Month, in_doubt: bool, lang: Lang) -> list[Cell]:
    """A goal's line of the table."""
    goal = a.target.goal
    return [
        Cell(subject(a, lang)),
        Cell(goal_words(goal, a.target.kind, lang)) if goal else BLANK,
        _actual(a, month, in_doubt, lang),
        _before(a, lang),
        _year_ago(a, lang),
        _alone(a, lang),
        _against(a, lang),
        _end(a, lang),
        lamp(a, lang),
    ]


def lamp(a: Assessment, lang: Lang) -> Cell:
    """A goal's group, or why it has none, behind the lamp's shape."""
    shape, word = LAMPS.get(a.status, NO_LAMP), group_of(a)
    if a.status not in OUTLOOK:
        word = STATUS[a.status]
    return Cell(f"{shape} {say(word, lang)}", TONES[a.status])


def _actual(a: Assessment, month: Month, in_doubt: bool, lang: Lang) -> Cell:
    """The newest figure; its months where they are not those of the page, and its doubt."""
    if a.actual is None or a.through is None:
        return BLANK
    text = figure_text(a, a.actual, lang)
    marks = [] if a.through == month else [covered_words(a, a.through, lang)]
    marks += [speaker(lang)("存疑", "in doubt")] if in_doubt else []
    return Cell(_beside(text, speaker(lang)("，", ", ").join(marks), lang))


def _before(a: Assessment, lang: Lang) -> Cell:
    """The figure before the newest one, with its months."""
    month = previous(a)
    if month is None:
        return BLANK
    text = figure_text(a, a.series.actuals[month], lang)
    return Cell(_beside(text, covered_words(a, month, lang), lang))


def _year_ago(a: Assessment, lang: Lang) -> Cell:
    """The figure of the same months of the year before."""
    figure = a.series.actuals.get(a.through.plus(-12)) if a.through else None
    return Cell(figure_text(a, figure, lang)) if figure else BLANK


def _alone(a: Assessment, lang: Lang) -> Cell:
    """What the quarter of the newest figure brought so far: worked out for a growth, the difference
    of two figures to date for what adds up. In the first quarter that is the figure itself.
    """
    start, of = _quarter_start(a), traits(a.target.kind)
    if start is None or a.through is None or a.actual is None:
        return BLANK
    months = in_words(span_text(start.plus(1), a.through, lang), lang)
    if of.by_growth:
        growth = implied_since(a.series, a.through, start).value
        size = rounded(growth, PERCENT, lang)
        return Cell(_beside(speaker(lang)(f"约{size}", f"about {size}"), months, lang))
    goal = a.target.goal
    if not of.adds_up or goal is None:
        return BLANK
    added = a.actual.value - a.series.actuals[start].value
    return Cell(_beside(rounded(added, goal.unit, lang, goal.value), months, lang))


def _quarter_start(a: Assessment) -> Month | None:
    """The last month of the quarter before the newest figure's, where it has a figure too."""
    if a.through is None:
        return None
    start = a.through.plus(-1 - (a.through.month - 1) % 3)
    is_known = start in a.series.actuals and start.year == a.through.year
    return start if is_known else None


def _beside(text: str, more: str, lang: Lang) -> str:
    """A figure, and below it in brackets what must be known of it, if anything."""
    return f"{text}\n" + speaker(lang)(f"（{more}）", f"({more})") if more else text


def _against(a: Assessment, lang: Lang) -> Cell:
    """How far the newest figure is from the goal, or of an amount from the pace."""
    goal = a.target.goal
    if goal is None or a.actual is None or a.behind is None:
        return BLANK
    if traits(a.target.kind).is_amount:
        return Cell(gap_to_pace(pace_gap(a.target.kind, goal, a.behind, lang), lang))
    return Cell(gap_to_goal(goal_gap(a.target.kind, goal, a.actual.value, lang), lang))


def _end(a: Assessment, lang: Lang) -> Cell:
    """The projected end, and the chance of meeting the goal."""
    end, t = facts.end(a, lang), speaker(lang)
    if end is None or a.outlook is None or a.status is Status.OVERDUE:
        return BLANK
    if end.probability is None:
        return Cell(end.text)
    chance = t(f"可能性{end.probability:f}%", f"{end.probability:f}% likely")
    return Cell(_beside(end.text, chance, lang))


def _turned(rows: Sequence[Assessment], report: Report, course: Course, lang: Lang) -> Block:
    """Which of the goals are in another group than the month before."""
    t, shown = speaker(lang), {a.target.id for a in rows}
    moved = [(then, now) for _, then, now in turns(report, course) if now.target.id in shown]
    said = [
        t(
            f"{subject(now, lang)}（{_group(then, lang)}→{_group(now, lang)}）",
            f"{subject(now, lang)} ({_group(then, lang)} to {_group(now, lang)})",
        )
        for then, now in moved
        if then.status is not now.status
    ]
    if not said:
        return paragraph(
            t("与上月相比，各项判断没有变化。", "No verdict has changed since the month before.")
        )
    names = listed(said, _NAMES, lang)
    return paragraph(
        t(f"与上月相比，判断有变化的：{names}。", f"Changed since the month before: {names}.")
    )


def _group(a: Assessment, lang: Lang) -> str:
    return say(OUTLOOK.get(a.status, STATUS[a.status]), lang)


def _charts(rows: Sequence[Assessment], lang: Lang) -> Iterator[Block]:
    """The place of the charts; where nothing draws, the figures that they would show."""
    t, drawn = speaker(lang), charted(rows, CHARTED)
    if drawn:
        yield Heading(t("走势", "The year so far"), 2)
        yield Table(
            [Column(t("指标", "Goal"), flexible=True), Column(t("本年各期", "Figures"))],
            [[Cell(subject(a, lang)), Cell(_months(a, lang))] for a in drawn],
            charts=tuple(a.target.id for a in drawn),
        )


def _months(a: Assessment, lang: Lang) -> str:
    """The year's figures, each behind its months."""
    year, goal = a.target.by.year, a.target.goal
    known = {month: figure for month, figure in a.series.actuals.items() if month.year == year}
    return speaker(lang)("，", ", ").join(
        f"{covered_words(a, month, lang)} {figure_text(a, figure, lang)}"
        for month, figure in known.items()
        if goal
    )


def _taken(rows: Sequence[Assessment], letters: int, lang: Lang) -> Iterator[Block]:
    """What the rest of the year must bring for the goals that may be missed, the worst first, in
    about so many letters.
    """
    t = speaker(lang)
    open_goals = [a for a in rows if a.status in _MAY_BE_MISSED and needed(a, lang)]
    if not open_goals:
        return
    yield Heading(t("完成目标所需", "What the goals take"), 2)
    sentences: list[str] = []
    for a in sorted(open_goals, key=urgency):
        words = needed(a, lang)
        sentence = t(f"{subject(a, lang)}：{words}。", f"{subject(a, lang)}: {words}.")
        if sentences and size("".join((*sentences, sentence))) > letters:
            break
        sentences.append(sentence)
    yield from map(paragraph, sentences)
    left = len(open_goals) - len(sentences)
    if left:
        yield paragraph(t(f"其余{left}项见简报。", f"For the other {left}, see the brief."))


def _owed(rows: Sequence[Assessment], lang: Lang) -> Iterator[Block]:
    """Who owes figures of these goals."""
    t = speaker(lang)
    yield Heading(t("须催报", "Figures outstanding"), 2)
    owed = [a for a in rows if a.due and (a.late or a.status is Status.NO_DATA)]
    if not owed:
        yield paragraph(t("本月无。", "None this month."))
        return
    names = listed([_owes(a, lang) for a in owed], _NAMES, lang)
    yield paragraph(t(f"{len(owed)}项：{names}。", f"{len(owed)}: {names}."))


def _owes(a: Assessment, lang: Lang) -> str:
    """A goal, who answers for it, and since when nothing came."""
    t = speaker(lang)
    about = [a.target.owner or t("未明确责任单位", "no owner named")]
    if a.through:
        about.append(
            t(
                f"最新为{covered_words(a, a.through, lang)}",
                f"latest {covered_words(a, a.through, lang)}",
            )
        )
    else:
        about.append(t("本年未报", "nothing this year"))
    said = t("，", ", ").join(about)
    return _named(a, lang) + t(f"（{said}）", f" ({said})")


def _named(a: Assessment, lang: Lang) -> str:
    """A goal by its name, with a mark where it is binding."""
    name = say(a.target.name, lang)
    if a.target.nature is not Nature.BINDING:
        return name
    word = say(NATURE[Nature.BINDING], lang)
    return speaker(lang)(f"{word}指标{name}", f"{name}, {word}")
