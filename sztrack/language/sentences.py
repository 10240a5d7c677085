"""Why a row has its status, and what it takes to reach the goal, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Abstention,
    Assessment,
    Bound,
    Figure,
    Projection,
    Reason,
    Stage,
    Status,
    Text,
)
from sztrack.core.verdict.report import Report
from sztrack.core.words.english import number_of
from sztrack.core.words.quantity import Unit
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import (
    Asked,
    End,
    Gap,
    covered_text,
    figure_text,
    goal_gap,
    growth_seen,
    pace_gap,
)
from sztrack.language.labels import STAGE, STATUS
from sztrack.language.numbers import goal_text, growth_text, month_text, months_text, published

_PLAIN_REASONS = {
    Reason.NOT_ASSIGNED: Text(
        "目标待上级下达", "the goal is still to be assigned by a higher authority"
    ),
    Reason.NO_FIGURE: Text("没有收到任何数据", "no figure has been received"),
    Reason.NO_FIGURE_THIS_YEAR: Text(
        "本年没有数据，只有往年数据", "no figure this year, only earlier ones"
    ),
    Reason.NO_REPORT: Text("没有收到进度报告", "no progress report has been received"),
}
_CLOSING = {
    Reason.REACHED: Text("提前完成", "reached early"),
    Reason.EXCEEDED: Text("已突破上限", "the ceiling is exceeded"),
}


def reason(a: Assessment, lang: Lang) -> str:
    """Why the row has its status."""
    if plain := _PLAIN_REASONS.get(a.reason):
        return say(plain, lang)
    match a.reason:
        case Reason.NO_GOAL:
            return _no_goal(a, lang)
        case Reason.NO_LEVEL:
            return _no_level(a, lang)
        case Reason.STAGE:
            return _stage(a, lang)
        case Reason.STALE:
            return _stale(a, lang)
        case Reason.INEXACT:
            return _inexact(a, lang)
        case Reason.REACHED | Reason.FINAL | Reason.EXCEEDED:
            return _closed(a, lang)
        case Reason.OUTLOOK:
            return _seen_and(_outlook(a, lang), a, lang)
        case Reason.PACE:
            return _seen_and(_pace(a, lang), a, lang)
        case _:
            return _seen_and(_abstained(a, lang), a, lang)


def requirement(a: Assessment, lang: Lang) -> str:
    """What the rest of the year must bring, held against the best on record; empty if nothing is
    asked.
    """
    asked = facts.asked(a, lang)
    if asked is None:
        return ""
    needed = _needed_amount(asked, lang) if asked.amount else _needed_growth(asked, lang)
    return speaker(lang)("；", "; ").join(filter(None, (needed, _record(asked, lang))))


def remarks(a: Assessment, lang: Lang) -> tuple[str, ...]:
    """What a reader must know about a row's figure: second-hand, disputed, worked out, late."""
    marks = [*_marks_of_figure(a, lang)]
    # While its data are overdue, a row's old outlook no longer counts.
    if a.status not in (Status.MET, Status.MISSED, Status.OVERDUE):
        marks += _marks_of_outlook(a, lang)
    return tuple(marks)


def _marks_of_figure(a: Assessment, lang: Lang) -> Iterator[str]:
    """Where the newest figure comes from, how late it is, and what it leaves to be done."""
    t = speaker(lang)
    if decided := a.target.decided:
        before, now = goal_text(decided.before, lang), goal_text(decided.goal, lang)
        yield t(
            f"目标由{before}调整为{now}（{decided.on}）",
            f"the goal was changed from {before} to {now} on {decided.on}",
        )
    if later := _said_since(a, lang):
        yield later
    if a.actual:
        yield from _states(a.actual, lang)
    if a.required and a.required.out_of_reach:
        yield t(
            "后续所需高于往年同期最高", "required exceeds the same months of every earlier year"
        )
    if a.late and a.through:
        yield t(f"数据逾期{a.late}个月", f"{number_of(a.late, 'month')} late")


def _states(figure: Figure, lang: Lang) -> Iterator[str]:
    """What is to be known of a figure itself."""
    t = speaker(lang)
    if figure.second_hand:
        yield t("二手数据", "second-hand")
    if figure.disputed:
        yield t("数据有争议", "disputed")
    if figure.derivation:
        yield t("推算", "calculated")


def _said_since(a: Assessment, lang: Lang) -> str:
    """The newest bound or round number, where it is newer than the figure that the row is judged
    by; empty where there is none.
    """
    newest = max(
        (month for month in a.series.inexact if month.year == a.target.by.year), default=None
    )
    if newest is None or a.through is None or newest <= a.through:
        return ""
    months, figure = covered_text(a, newest, lang), a.series.inexact[newest]
    return speaker(lang)(
        f"{months}另有{figure_text(a, figure, lang)}",
        f"{months} was said to be {figure_text(a, figure, lang)}",
    )


def _marks_of_outlook(a: Assessment, lang: Lang) -> Iterator[str]:
    """What makes the outlook uncertain, as long as nothing is decided."""
    t = speaker(lang)
    if {a.pace, a.outlook} == {Status.ON_TRACK, Status.OFF_TRACK}:
        yield t("序时与预计不一致", "pace and outlook differ")
    if isinstance(a.projection, Projection) and a.projection.is_close:
        close = t("尚难判定，", "too close to call: ") if a.outlook is Status.AT_RISK else ""
        chance = f"{a.projection.probability:f}%"
        yield close + t(f"达标可能性{chance}", f"{chance} likely to meet the goal")


def stood_text(value: Decimal | Stage, unit: Unit, lang: Lang) -> str:
    """A figure or a stage that stood once."""
    return say(STAGE[value], lang) if isinstance(value, Stage) else published(value, unit, lang)


def gap_to_goal(gap: Gap, lang: Lang) -> str:
    """A distance from the goal: 低于目标0.3个百分点, `0.3 pp below the goal`."""
    t = speaker(lang)
    if gap.is_inside:
        return t("在目标区间内", "within the goal")
    if gap.side == 0:
        return t("与目标持平", "equal to the goal")
    if gap.side > 0:
        return t(f"高于目标{gap.size}", f"{gap.size} above the goal")
    return t(f"低于目标{gap.size}", f"{gap.size} below the goal")


def gap_to_pace(gap: Gap, lang: Lang) -> str:
    """A distance from the pace: 落后序时进度8.3个百分点, `8.3 pp behind pace`."""
    t = speaker(lang)
    if gap.side == 0:
        return t("与序时进度持平", "exactly on pace")
    if gap.side > 0:
        return t(f"超前序时进度{gap.size}", f"{gap.size} ahead of pace")
    return t(f"落后序时进度{gap.size}", f"{gap.size} behind pace")


def _seen(a: Assessment, lang: Lang) -> str:
    """What the newest figure says: 1-9月增长5.4%."""
    if a.through is None or a.actual is None:
        return ""
    t, months = speaker(lang), covered_text(a, a.through, lang)
    if traits(a.target.kind).by_growth:
        grew = growth_text(growth_seen(a.actual), lang, bound=a.actual.bound)
        return t(f"{months}{grew}", f"{months} {grew}")
    figure = figure_text(a, a.actual, lang)
    return t(f"{months}为{figure}", f"{months}: {figure}")


def _seen_and(judgement: str, a: Assessment, lang: Lang) -> str:
    """What the newest figure says, and how that is judged."""
    return speaker(lang)("；", "; ").join(filter(None, (_seen(a, lang), judgement)))


def _no_goal(a: Assessment, lang: Lang) -> str:
    nothing = speaker(lang)("定性目标，尚无相关数据", "a goal in words, with no figures yet")
    return _beside(a, lang) or nothing


def _no_level(a: Assessment, lang: Lang) -> str:
    t = speaker(lang)
    if traits(a.target.kind).by_growth:
        lacks = t("没有同比增速", "no growth on the previous year")
    else:
        lacks = t("没有总量", "no level")
    return t(
        f"只有{_beside(a, lang)}，{lacks}，不能与目标比较",
        f"only {_beside(a, lang)} and {lacks}: it cannot be compared with the goal",
    )


def _abstained(a: Assessment, lang: Lang) -> str:
    """Why there is no projection; empty where there is one, or none was asked for."""
    return say(a.projection.reason, lang) if isinstance(a.projection, Abstention) else ""


def _outlook(a: Assessment, lang: Lang) -> str:
    end = facts.end(a, lang)
    if end is None:
        return _pace(a, lang)
    t, doubt, against = speaker(lang), _doubt(end, lang), gap_to_goal(end.gap, lang)
    close = t("，尚难判定", ", too close to call") if end.is_close else ""
    return t(
        f"预计全年{end.text}{doubt}，{against}{close}",
        f"projected {end.text}{doubt}, {against}{close}",
    )


def _doubt(end: End, lang: Lang) -> str:
    """The interval of a projection and the probability of meeting the goal, in brackets; empty
    where there is none.
    """
    around = end.interval
    if around is None:
        return ""
    t = speaker(lang)
    parts = [
        t(
            f"{around.level}区间{around.low}至{around.high}",
            f"{around.level} interval {around.low} to {around.high}",
        )
    ]
    if end.probability is not None:
        chance = f"{end.probability:f}%"
        parts.append(t(f"达标可能性{chance}", f"{chance} likely to meet the goal"))
    said = t("，", ", ").join(parts)
    return t(f"（{said}）", f" ({said})")


def _pace(a: Assessment, lang: Lang) -> str:
    goal = a.target.goal
    if a.pace is None or goal is None or a.actual is None:
        return speaker(lang)("无法判断进度", "pace unknown")
    if traits(a.target.kind).is_ratio or a.behind is None:
        return gap_to_goal(goal_gap(a.target.kind, goal, a.actual.value, lang), lang)
    return gap_to_pace(pace_gap(a.target.kind, goal, a.behind, lang), lang)


def _stale(a: Assessment, lang: Lang) -> str:
    due, stands = month_text(a.due, lang) if a.due else "", _outlook(a, lang)
    if a.history is None:
        return speaker(lang)(
            f"{_seen(a, lang)}，而{due}的数据早应报送",
            f"{_seen(a, lang)}, while figures for {due} are due",
        )
    return speaker(lang)(
        f"{_seen(a, lang)}，而{due}的数据早应报送；据旧数据的判断（{stands}）不再作数",
        f"{_seen(a, lang)}, while figures for {due} are due; the verdict on the old figure"
        f" ({stands}) no longer counts",
    )


def _inexact(a: Assessment, lang: Lang) -> str:
    if a.actual is None:
        return ""
    t = speaker(lang)
    what = t("下限", "a lower bound")
    if a.actual.bound is Bound.AT_MOST:
        what = t("上限", "an upper bound")
    if a.actual.bound is Bound.ABOUT:
        what = t("约数", "a round number")
    return t(
        f"{_seen(a, lang)}，只公布了{what}，不足以判定是否完成目标",
        f"{_seen(a, lang)}; only {what} was published, which does not tell whether the goal is met",
    )


def _closed(a: Assessment, lang: Lang) -> str:
    goal = a.target.goal
    if goal is None or a.actual is None:
        return ""
    word = say(_CLOSING.get(a.reason, STATUS[a.status]), lang)
    if a.actual.bound is not Bound.EXACT:
        # How far from the goal it is, nobody said.
        return speaker(lang)(f"{_seen(a, lang)}，{word}", f"{_seen(a, lang)}: {word}")
    against = gap_to_goal(goal_gap(a.target.kind, goal, a.actual.value, lang), lang)
    return speaker(lang)(
        f"{_seen(a, lang)}，{against}，{word}", f"{_seen(a, lang)}, {against}: {word}"
    )


def _stage(a: Assessment, lang: Lang) -> str:
    row = a.stage
    if row is None or row.stage is None:
        return ""
    stage, month = say(STAGE[row.stage], lang), month_text(row.month, lang)
    return speaker(lang)(f"{month}报告：{stage}", f"{month} report: {stage}")


def _beside(a: Assessment, lang: Lang) -> str:
    """The newest level and growth of the plan's year: 1-9月33720.85亿元，增长20.9%."""
    series, t = a.series, speaker(lang)
    months = [
        month
        for of in (series.levels, series.growths)
        for month in of
        if month.year == a.target.by.year
    ]
    if not months:
        return ""
    newest, parts = max(months), []
    if newest in series.levels and series.level_unit:
        parts.append(published(series.levels[newest].value, series.level_unit, lang))
    if newest in series.growths:
        parts.append(growth_text(series.growths[newest].value, lang))
    covered = months_text(newest, a.target.kind, lang)
    return t(covered + "，".join(parts), f"{covered}: {', '.join(parts)}")


def _needed_amount(asked: Asked, lang: Lang) -> str:
    t, rest, amount = speaker(lang), asked.rest, asked.amount
    verb = t("完成", "bring") if asked.adds_up else t("新增", "add")
    if asked.months == 1:
        return t(f"{rest}须{verb}{amount}", f"{rest} must {verb} {amount}")
    return t(f"{rest}须月均{verb}{amount}", f"{rest} must {verb} {amount} a month")


def _needed_growth(asked: Asked, lang: Lang) -> str:
    t, rest, growth = speaker(lang), asked.rest, asked.growth
    grow = growth_text(growth, lang)
    if asked.is_limit:
        return t(
            f"{rest}同比须在{growth}%以内",
            f"{rest} must come in at {growth} % or less on last year",
        )
    if growth < 0:
        return t(
            f"{rest}降幅不超过{-growth}%即可完成目标",
            f"{rest} may be {grow} on last year and still reach the goal",
        )
    return t(
        f"{rest}须{grow}，方可完成目标",
        f"{rest} must be {grow} on last year to reach the goal",
    )


def _record(asked: Asked, lang: Lang) -> str:
    """What the same months of earlier years brought."""
    best = asked.record
    if best is None:
        return ""
    t = speaker(lang)
    if best.years == 1:
        return t(
            f"{best.year}年同期为{best.text}", f"the same months of {best.year} brought {best.text}"
        )
    if asked.out_of_reach:
        return t(
            f"高于近{best.years}年同期最高的{best.text}（{best.year}年）",
            f"out of reach: the most in the same months of {best.years} earlier years was"
            f" {best.text} ({best.year})",
        )
    return t(
        f"近{best.years}年同期最高为{best.text}（{best.year}年）",
        f"the most in the same months of {best.years} earlier years was {best.text} ({best.year})",
    )


def lacking(report: Report, lang: Lang) -> str:
    """What has not come: up to the month that a replay asks for, else of the whole year."""
    t = speaker(lang)
    if report.clock.replay:
        none, headline = t("没有任何数据", "no figure"), t("主要目标没有数据", "no headline figure")
    else:
        none = t("本年没有任何数据", "no figure of the year has come")
        headline = t(
            "主要目标没有本年的数据", "no figure of the year has come for any headline goal"
        )
    return none if report.is_empty else headline
