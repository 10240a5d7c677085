"""What a check found, in sentences: a title of a few words for each change, and what lies behind
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.model import Text
from sztrack.core.verdict.alerts import Alarm, Change, Flag, Group, Mark, News
from sztrack.core.words.characters import unbroken
from sztrack.language import Lang, say, speaker
from sztrack.language.numbers import month_text
from sztrack.language.sentences import reason, requirement

FLAGS = {
    Flag.LAGGING: Text("滞后", "lagging"),
    Flag.AT_RISK: Text("预警", "at risk"),
    Flag.OVERDUE: Text("数据逾期", "overdue data"),
    Flag.ERRORS: Text("数据错误", "errors"),
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
    (Group.ERRORS, Change.NEW): Text("新增数据错误：{subject}", "{subject}: a new error"),
    (Group.ERRORS, Change.RECOVERED): Text("数据错误已改正：{subject}", "{subject}: corrected"),
    (Group.ERRORS, Change.STILL): Text("仍有数据错误：{subject}", "{subject}: still an error"),
}
_MARKS = {
    Mark.AT_RISK: Text("预警", "at risk"),
    Mark.BARELY_AT_RISK: Text("预警", "at risk"),
    Mark.OFF_TRACK: Text("滞后", "off track"),
    Mark.OUT_OF_REACH: Text("难以完成", "out of reach"),
    Mark.MISSED: Text("未完成", "missed"),
}


def title(news: News, lang: Lang) -> str:
    """What changed about what: 新增滞后：固定资产投资增速."""
    alarm = news.alarm
    what = say(_MARKS[alarm.mark], lang) if alarm.mark is not None else ""
    return say(_TITLES[alarm.group, news.change], lang).format(
        what=what, subject=subject(alarm, lang)
    )


def subject(alarm: Alarm, lang: Lang) -> str:
    """A target's name and id; an error's place."""
    if alarm.assessment:
        return speaker(lang)("{}（{}）", "{} ({})").format(
            say(alarm.assessment.target.name, lang), alarm.key
        )
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
    a = alarm.assessment
    if a is None:
        return ""
    if alarm.group is Group.OVERDUE and news.change is not Change.RECOVERED and a.due:
        last, due = month_text(alarm.since.plus(-1), lang), month_text(a.due, lang)
        return t(
            f"最近一期为{last}，{due}的数据应已报出",
            f"the latest figure is for {last}; figures for {due} are due",
        )
    since = month_text(alarm.since, lang)
    when = (
        t(f"自{since}起", f"since {since}")
        if news.change is not Change.RECOVERED
        else t(f"曾自{since}起", f"it had been since {since}")
    )
    needed = requirement(a, lang) if news.change is not Change.RECOVERED else ""
    return t("；", "; ").join(filter(None, (reason(a, lang), needed, when)))


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
