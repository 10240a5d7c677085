"""Many workspaces rolled up: who lags where and since when, the headline goals side by side, whose
data are late, and what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.fleet.members import LAGGING, LATE, Line, Member
from sztrack.core.fleet.rollup import Comparison, Fleet, Total
from sztrack.core.kinds import traits
from sztrack.core.model import Status
from sztrack.core.traits import HUNDRED
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import STATUS
from sztrack.language.numbers import goal_text, month_text, percent, published, rounded
from sztrack.page import TONES, Block, Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.rows import BLANK, pace_cell, status_cell

_GOOD = (Status.MET, Status.ON_TRACK)


def overview(fleet: Fleet, lang: Lang, top: int) -> Page:
    """The whole roll-up; of long tables the first `top` rows."""
    title = speaker(lang)("各地进展", "Places side by side")
    return Page(
        (
            Heading(title, 1),
            *_summary(fleet, lang),
            *_ranking(fleet, lang, top),
            *_lagging(fleet, lang, top),
            *_goals(fleet, lang, top),
            *_late(fleet, lang, top),
            *_unread(fleet, lang),
        )
    )


def _summary(fleet: Fleet, lang: Lang) -> Iterator[Block]:
    t, members = speaker(lang), fleet.members
    flagged = sum(member.is_flagged for member in members)
    yield paragraph(
        t(
            f"已审计 {len(members)} 个地方，{flagged} 个需关注",
            f"{number_of(len(members), 'place')} audited, {flagged} to look at",
        ),
        Tone.STRONG,
    )
    if fleet.unread:
        count = len(fleet.unread)
        words = t(f"{count} 个无法读取，见文末", f"{count} could not be read; see the end")
        yield paragraph(words, Tone.BAD)


def _ranking(fleet: Fleet, lang: Lang, top: int) -> Iterator[Block]:
    """The place with most lagging goals first."""
    if not fleet.ranking:
        return
    t = speaker(lang)
    columns = [
        Column(t("名次", "Rank"), numeric=True),
        Column(t("地方", "Place"), flexible=True),
        Column(t("滞后", "Lagging"), numeric=True),
        Column(t("始于", "Since")),
        Column(t("缺数据", "No data"), numeric=True),
        Column(t("预警", "At risk"), numeric=True),
        Column(t("正常或已完成", "On track or met"), numeric=True, rank=2),
        Column(t("滞后任务", "Tasks lagging"), numeric=True, rank=1),
        Column(t("数据截至", "Latest data"), rank=3),
        Column(t("数据错误", "Errors"), numeric=True, rank=4),
    ]
    yield Heading(t("排名", "Ranking"), anchor="ranking")
    yield Table(columns, [_ranked(rank, member, lang) for rank, member in fleet.ranking[:top]])
    yield from _rest(len(fleet.ranking), top, lang)


def _ranked(rank: int, member: Member, lang: Lang) -> list[Cell]:
    return [
        Cell(str(rank)),
        Cell(say(member.place, lang)),
        _count(member.lagging, Tone.BAD),
        _month(member.lags_since),
        _count(member.late, Tone.WARNING),
        _count(member.count(Status.AT_RISK), Tone.WARNING),
        _count(member.count(*_GOOD), Tone.GOOD),
        _count(member.tasks_lagging, Tone.BAD) if member.tasks else BLANK,
        _month(member.through),
        _count(member.errors, Tone.BAD),
    ]


def _lagging(fleet: Fleet, lang: Lang, top: int) -> Iterator[Block]:
    """The goals that lag, the one that has lagged longest first."""
    lagging = [(member, line) for member in fleet.members for line in member.lines if line.lags]
    if not lagging:
        return
    t = speaker(lang)
    lagging.sort(key=lambda one: (one[1].since is None, str(one[1].since)))
    columns = [
        Column(t("地方", "Place")),
        Column(t("指标", "Indicator"), flexible=True),
        *_goal_columns(lang),
    ]
    rows = [
        [Cell(say(member.place, lang)), Cell(say(line.name, lang)), *_goal_cells(line, lang)]
        for member, line in lagging[:top]
    ]
    yield Heading(t("滞后目标", "Lagging goals"), anchor="lagging")
    yield Table(columns, rows)
    yield from _rest(len(lagging), top, lang)


def _goals(fleet: Fleet, lang: Lang, top: int) -> Iterator[Block]:
    """How many places are where with each headline goal, then goal by goal."""
    if not fleet.comparisons:
        return
    t = speaker(lang)
    columns = [
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("地方", "Places"), numeric=True),
        Column(say(STATUS[Status.MET], lang), numeric=True),
        Column(say(STATUS[Status.ON_TRACK], lang), numeric=True),
        Column(say(STATUS[Status.AT_RISK], lang), numeric=True),
        Column(t("滞后或未完成", "Off track or missed"), numeric=True),
        Column(t("无数据或逾期", "No data or overdue"), numeric=True, rank=1),
        Column(t("末位", "Last"), rank=2),
    ]
    yield Heading(t("主要目标对比", "Headline goals compared"), anchor="goals")
    yield Table(columns, [_counted(one, lang) for one in fleet.comparisons])
    yield Heading(t("逐项对比", "Goal by goal"), anchor="goal-by-goal")
    for one in fleet.comparisons:
        yield from _compared(one, lang, top)


def _counted(one: Comparison, lang: Lang) -> list[Cell]:
    statuses = [line.status for _, line in one.places]
    worst, line = one.places[0]

    def count(*wanted: Status) -> Cell:
        return _count(sum(status in wanted for status in statuses), TONES[wanted[0]])

    return [
        Cell(say(one.name, lang)),
        Cell(str(len(one.places))),
        count(Status.MET),
        count(Status.ON_TRACK),
        count(Status.AT_RISK),
        count(*LAGGING),
        count(*LATE),
        Cell(say(worst.place, lang)) if line.status not in _GOOD else BLANK,
    ]


def _compared(one: Comparison, lang: Lang, top: int) -> Iterator[Block]:
    """One goal in every place, the worst first, and what the places come to together."""
    t = speaker(lang)
    columns = [Column(t("地方", "Place"), flexible=True), *_goal_columns(lang)]
    rows = [
        [Cell(say(member.place, lang)), *_goal_cells(line, lang)]
        for member, line in one.places[:top]
    ]
    yield Heading(say(one.name, lang), 3)
    yield Table(columns, rows)
    yield from _rest(len(one.places), top, lang)
    if one.total:
        yield paragraph(_total(one.total, len(one.places), lang))
    elif traits(one.kind).is_amount and sum(line.actual is not None for _, line in one.places) > 1:
        yield paragraph(
            t("计量单位或目标方向不一，不作合计", "Not added up: units or goals differ in kind"),
            Tone.MUTED,
        )


def _total(total: Total, places: int, lang: Lang) -> str:
    """Figures and goals of one month added up, and the share of the goals that is done."""
    t = speaker(lang)
    actual = rounded(total.actual, total.unit, lang, total.goal)
    goal = published(total.goal, total.unit, lang)
    share = total.actual / total.goal * HUNDRED if total.goal else None
    done = t(f"，完成{percent(share)}", f" ({percent(share)})") if share is not None else ""
    month = month_text(total.month, lang)
    return t(
        f"{total.places}个地方合计（共{places}个，截至{month}）：{actual}，目标{goal}{done}",
        f"Total of {total.places} of {number_of(places, 'place')}, {month}: {actual} against a"
        f" goal of {goal}{done}",
    )


def _goal_columns(lang: Lang) -> list[Column]:
    t = speaker(lang)
    return [
        Column(t("目标", "Goal"), numeric=True),
        Column(t("实际", "Actual"), numeric=True),
        Column(t("数据", "Data"), rank=1),
        Column(t("较序时", "Against pace"), numeric=True, rank=2),
        Column(t("预计全年", "Projected"), numeric=True, rank=1),
        Column(t("状态", "Status")),
        Column(t("始于", "Since")),
    ]


def _goal_cells(line: Line, lang: Lang) -> list[Cell]:
    goal = line.goal
    return [
        Cell(goal_text(goal, lang)) if goal else BLANK,
        _actual(line, lang),
        Cell(str(line.through), Tone.WARNING if line.late else Tone.PLAIN)
        if line.through
        else BLANK,
        pace_cell(line.kind, goal, line.behind, line.pace, lang),
        Cell(rounded(line.projected, goal.unit, lang, goal.value))
        if goal and line.projected is not None
        else BLANK,
        status_cell(line.status, lang),
        _month(line.since),
    ]


def _actual(line: Line, lang: Lang) -> Cell:
    """The figure, in the scale of the goal; without a goal its unit is not kept."""
    if line.actual is None or line.goal is None:
        return BLANK
    write = rounded if line.is_worked_out else published
    return Cell(write(line.actual, line.goal.unit, lang, line.goal.value))


def _late(fleet: Fleet, lang: Lang, top: int) -> Iterator[Block]:
    """Whose figures are late, the longest first."""
    late = [member for member in fleet.members if member.owing_since]
    if not late:
        return
    t = speaker(lang)
    late.sort(key=lambda member: (str(member.owing_since), -member.owing))
    columns = [
        Column(t("地方", "Place"), flexible=True),
        Column(t("欠报项数", "Targets outstanding"), numeric=True),
        Column(t("最早应报月份", "First due in")),
        Column(t("最新数据", "Latest data")),
    ]
    rows = [
        [
            Cell(say(member.place, lang)),
            Cell(str(member.owing), Tone.WARNING),
            _month(member.owing_since),
            _month(member.through),
        ]
        for member in late[:top]
    ]
    yield Heading(t("数据逾期", "Overdue data"), anchor="late")
    yield Table(columns, rows)
    yield from _rest(len(late), top, lang)


def _unread(fleet: Fleet, lang: Lang) -> Iterator[Block]:
    """Every workspace that could not be read, however many they are."""
    if not fleet.unread:
        return
    t = speaker(lang)
    columns = [
        Column(t("工作区", "Workspace"), flexible=True),
        Column(t("原因", "Reason"), flexible=True),
    ]
    rows = [[Cell(one.where), Cell(say(one.reason, lang), Tone.BAD)] for one in fleet.unread]
    yield Heading(t("无法读取", "Could not be read"), anchor="unread")
    yield Table(columns, rows)


def _rest(count: int, top: int, lang: Lang) -> Iterator[Block]:
    """How many rows a table leaves out."""
    if count > top:
        left = count - top
        words = speaker(lang)(
            f"另有 {left} 行未列出（--top {count} 列出全部）",
            f"{number_of(left, 'more row')} (--top {count} lists all)",
        )
        yield paragraph(words, Tone.MUTED)


def _count(count: int, tone: Tone) -> Cell:
    """A count, coloured where there is something to count."""
    return Cell(str(count), tone if count else Tone.MUTED)


def _month(month: Month | None) -> Cell:
    return Cell(str(month)) if month else BLANK
