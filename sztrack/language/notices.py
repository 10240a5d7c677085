"""What a check found, in sentences: a title of a few words for each change, and what lies behind
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sztrack.core.model import Assessment, Goal, Kind, Strength, Text
from sztrack.core.verdict.alerts import Alarm, Change, Edit, Flag, Group, Mark, News, Notice, Part
from sztrack.core.verdict.memory import RULES_KEY, known_months
from sztrack.core.words.characters import unbroken
from sztrack.core.words.english import number_of
from sztrack.core.words.period import Month
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import KIND
from sztrack.language.numbers import goal_text, month_text
from sztrack.language.sentences import reason, requirement

FLAGS = {
    Flag.LAGGING: Text("滞后", "lagging"),
    Flag.AT_RISK: Text("预警", "at risk"),
    Flag.STRIVE: Text("力争目标滞后", "strive goals lagging"),
    Flag.OVERDUE: Text("数据逾期", "overdue data"),
    Flag.ERRORS: Text("数据错误", "errors"),
    Flag.PLAN: Text("计划待处理", "about the plan"),
}
_TITLES = {
    (Group.TARGETS, Change.NEW): Text("新增{what}：{subject}", "{subject}: newly {what}"),
    (Group.TARGETS, Change.WORSE): Text("加重，{what}：{subject}", "{subject}: worse, now {what}"),
    (Group.TARGETS, Change.RECOVERED): Text(
        "解除{what}：{subject}", "{subject}: recovered, was {what}"
    ),
    (Group.TARGETS, Change.STILL): Text("仍{what}：{subject}", "{subject}: still {what}"),
    (Group.OVERDUE, Change.NEW): Text("数据新逾期：{subject}", "{subject}: data newly overdue"),
    (Group.OVERDUE, Change.RECOVERED): Text("数据已补报：{subject}", "{subject}: data received"),
    (Group.OVERDUE, Change.STILL): Text("数据仍逾期：{subject}", "{subject}: data still overdue"),
    (Group.GONE, Change.NEW): Text("数据缺失：{subject}", "{subject}: figures are gone"),
    (Group.GONE, Change.RECOVERED): Text(
        "数据缺失已解除：{subject}", "{subject}: has figures again"
    ),
    (Group.ERRORS, Change.NEW): Text("新增数据错误：{subject}", "{subject}: a new error"),
    (Group.ERRORS, Change.RECOVERED): Text("数据错误已改正：{subject}", "{subject}: corrected"),
    (Group.ERRORS, Change.STILL): Text("仍有数据错误：{subject}", "{subject}: still an error"),
    (Group.PLAN, Change.NEW): Text("计划年度已过：{subject}", "{subject}: the plan's year is over"),
    (Group.PLAN, Change.STILL): Text(
        "计划年度已过：{subject}", "{subject}: the plan's year is over"
    ),
    (Group.PLAN, Change.CHANGED): Text("计划有改动：{subject}", "{subject}: the plan was edited"),
}
_PARTS = {
    Part.ID: Text("编号", "the id"),
    Part.GOAL: Text("目标", "the goal"),
    Part.KIND: Text("类型", "the kind"),
    Part.BY: Text("完成期限", "the date of the goal"),
    Part.RULE: Text("阈值", "the threshold"),
}
_MARKS = {
    Mark.AT_RISK: Text("预警", "at risk"),
    Mark.UNDER_HALF: Text("预警", "at risk"),
    Mark.BARELY_AT_RISK: Text("预警", "at risk"),
    Mark.OFF_TRACK: Text("滞后", "off track"),
    Mark.OUT_OF_REACH: Text("难以完成", "out of reach"),
    Mark.MISSED: Text("未完成", "missed"),
}
_DEGREES = {
    Mark.UNDER_HALF: Text("（完成可能性不足一半）", " (more likely missed than met)"),
    Mark.BARELY_AT_RISK: Text("（接近滞后）", " (close to off track)"),
}
"""How much at risk a row is, beside the word of its mark."""


_MOST_BY_NAME = 3
"""How many tasks that never came are told one by one; more are told in one sentence."""


class Item(NamedTuple):
    """What is said of one change, or of many of one sort."""

    title: str
    body: str
    """Empty where the title says all."""
    news: tuple[News, ...]


def items(notice: Notice, lang: Lang) -> Iterator[Item]:
    """What is news, in order: a title and a body each, the many tasks that never came in one."""
    silent = [n for n in notice.news if n.alarm.is_silent_task and n.change is not Change.RECOVERED]
    summed_up = silent if len(silent) > _MOST_BY_NAME else []
    for news in notice.news:
        if news not in summed_up:
            yield Item(title(news, lang), body(news, lang), (news,))
    if summed_up:
        yield Item(*_silent_tasks(summed_up, lang), tuple(summed_up))


def _silent_tasks(silent: Sequence[News], lang: Lang) -> tuple[str, str]:
    """How many tasks never came, the first of them by name, and where all of them stand."""
    t, count = speaker(lang), len(silent)
    is_new = any(news.change is Change.NEW for news in silent)
    heading = t(
        f"{'数据新逾期' if is_new else '数据仍逾期'}：{count}项任务",
        f"{number_of(count, 'task')}: data {'newly' if is_new else 'still'} overdue",
    )
    first = "、".join(subject(news.alarm, lang) for news in silent[:_MOST_BY_NAME])
    words = t(
        f"本年还没有任何数据，如{first}；全部清单见 sztrack collect owing",
        f"no figure of the year has come, such as {first.replace('、', ', ')};"
        " sztrack collect owing lists them all",
    )
    return heading, words


def title(news: News, lang: Lang) -> str:
    """What changed about what: 新增滞后：固定资产投资增速."""
    alarm = news.alarm
    what = say(_MARKS[alarm.mark], lang) if alarm.mark is not None else ""
    # An alarm keeps its worst mark: of what goes on or has ended, the degree may be past.
    if alarm.mark in _DEGREES and news.change in (Change.NEW, Change.WORSE):
        what += say(_DEGREES[alarm.mark], lang)
    return say(_TITLES[alarm.group, news.change], lang).format(
        what=what, subject=subject(alarm, lang)
    )


def subject(alarm: Alarm, lang: Lang) -> str:
    """A target's name and id; an error's place; the thresholds of the plan."""
    if alarm.key == RULES_KEY and alarm.group is Group.PLAN:
        return speaker(lang)("阈值", "thresholds")
    if alarm.assessment:
        target, t = alarm.assessment.target, speaker(lang)
        strives = t("，力争目标", ", a strive goal") if target.strength is Strength.STRIVE else ""
        return t("{}（{}{}）", "{} ({}{})").format(say(target.name, lang), alarm.key, strives)
    return (
        f"{alarm.finding.code} {alarm.finding.source}"
        if alarm.finding
        else alarm.key.partition(": ")[0]
    )


def body(news: News, lang: Lang) -> str:
    """Why, since when, and what to do about it; empty where the title says all."""
    t, alarm = speaker(lang), news.alarm
    if alarm.finding:
        return t("；处理：", "; to do: ").join(
            (unbroken(say(alarm.finding.message, lang)), unbroken(say(alarm.finding.hint, lang)))
        )
    if news.edits:
        return _edited(news, lang)
    a = alarm.assessment
    if a is None:
        return ""
    if alarm.group is Group.GONE:
        return _gone(alarm, lang)
    if alarm.group is Group.OVERDUE and news.change is not Change.RECOVERED:
        return _overdue(alarm, a, lang)
    since = month_text(alarm.since, lang)
    when = (
        t(f"自{since}起", f"since {since}")
        if news.change is not Change.RECOVERED
        else t(f"曾自{since}起", f"it had been since {since}")
    )
    needed = requirement(a, lang) if news.change is not Change.RECOVERED else ""
    return t("；", "; ").join(filter(None, (reason(a, lang), needed, when)))


def _overdue(alarm: Alarm, a: Assessment, lang: Lang) -> str:
    """The last figure, and those that are due since."""
    t, first = speaker(lang), month_text(alarm.since, lang)
    late = t(f"，逾期{a.late}个月", f", {number_of(a.late, 'month')} late") if a.late else ""
    if a.through is None:
        return t(
            f"本年还没有任何数据；自{first}起的数据应已报出{late}",
            f"no figure of the year has come; those from {first} on are due{late}",
        )
    last, due = month_text(alarm.since.plus(-1), lang), month_text(a.due or alarm.since, lang)
    return t(
        f"最近一期为{last}，{due}的数据应已报出{late}",
        f"the last figure is for {last}; those for {due} are due{late}",
    )


def _edited(news: News, lang: Lang) -> str:
    """The values before and now, and which alarms no longer stand since then."""
    t = speaker(lang)
    parts = [_edit(edit, lang) for edit in news.edits]
    for alarm in news.ended:
        whose = "" if alarm.key == news.alarm.key else subject(alarm, lang)
        was = say(FLAGS[alarm.flag] if alarm.mark is None else _MARKS[alarm.mark], lang)
        parts.append(t(f"{whose}不再标记为{was}", f"{whose or 'it'} no longer counts as {was}"))
    return t("；", "; ").join(parts)


def _edit(edit: Edit, lang: Lang) -> str:
    before, now = _value(edit.before, lang), _value(edit.now, lang)
    t, part = speaker(lang), say(_PARTS[edit.part], lang)
    if edit.name:
        part = t(f"{part} {edit.name} ", f"{part} {edit.name}")
    return t(f"{part}由{before}改为{now}", f"{part} was changed from {before} to {now}")


def _value(value: Goal | Kind | Month | str | None, lang: Lang) -> str:
    """A value of the plan as a sentence quotes it."""
    match value:
        case None:
            return speaker(lang)("未定", "none")
        case Goal():
            return goal_text(value, lang)
        case Kind():
            return say(KIND[value], lang)
        case Month():
            return month_text(value, lang)
        case _:
            return value


def _gone(alarm: Alarm, lang: Lang) -> str:
    """Of which months there were figures, and what is left; empty once that is settled."""
    a, t = alarm.assessment, speaker(lang)
    if not alarm.missing or a is None:
        return ""
    first, last = (month_text(alarm.missing[place], lang) for place in (0, -1))
    count, left = len(alarm.missing), known_months(a)
    if count == 1:
        gone = t(f"{first}的数据", f"figures for {first}")
    else:
        gone = t(
            f"{first}至{last}的{count}期数据", f"figures for {count} periods, {first} to {last}"
        )
    if left:
        newest = month_text(left[-1], lang)
        now = t(f"现在最近一期为{newest}", f"now the newest is for {newest}")
    else:
        now = t("现在本年没有任何数据", "now there is none of the year")
    return t(
        f"上次检查时有{gone}，{now}；请核对 actuals/ 中的文件",
        f"an earlier check saw {gone}; {now}; look at the files in actuals/",
    )


def counts(alarms: Sequence[Alarm], lang: Lang, *, dated: bool = True) -> str:
    """How many alarms of each class, and since when the oldest of them if `dated`: 滞后1（最早自
    2024年2月），数据逾期2.
    """
    t, parts = speaker(lang), []
    for flag in Flag:
        if found := [alarm.since for alarm in alarms if alarm.flag is flag]:
            oldest = month_text(min(found), lang)
            since = (
                ""
                if flag is Flag.ERRORS or not dated
                else t(f"（最早自{oldest}）", f" (the oldest since {oldest})")
            )
            parts.append(
                t(f"{FLAGS[flag].zh}{len(found)}{since}", f"{len(found)} {FLAGS[flag].en}{since}")
            )
    return t("，", ", ").join(parts)
