"""What a brief says of one row, in the clauses an official writes: where it stands, since when,
where it will end, what that takes.

Rates of change grow or fall (增长、下降), differences of rates are percentage points (提高、回落…个
百分点), amounts have a share of the goal.
"""

from __future__ import annotations

from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Goal, Kind, Op, Projection, Required, Status, Text
from sztrack.core.traits import HUNDRED
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import STATUS
from sztrack.language.numbers import (
    enough,
    month_text,
    months_text,
    percent,
    points,
    published,
    round_off,
    rounded,
)
from sztrack.language.sentences import figure_text


def goal_words(goal: Goal, kind: Kind, lang: Lang) -> str:
    """A goal in running text: 5.5%以上, 超过180条, 控制在3%左右, 下降3%以上."""
    t, number = speaker(lang), published(goal.value, goal.unit, lang)
    if traits(kind).by_growth and goal.value < 0 and goal.op in (Op.AT_MOST, Op.BELOW):
        less = published(-goal.value, goal.unit, lang)
        return t(f"下降{less}以上", f"down at least {less}")
    match goal.op:
        case Op.AT_LEAST:
            return t(f"{number}以上", f"at least {number}")
        case Op.ABOVE:
            return t(f"超过{number}", f"over {number}")
        case Op.AT_MOST:
            return t(f"{number}以内", f"at most {number}")
        case Op.BELOW:
            return t(f"低于{number}", f"below {number}")
        case Op.ABOUT:
            return t(f"{number}左右", f"about {number}")
        case Op.AT_MOST_ABOUT:
            return t(f"控制在{number}左右", f"held at about {number}")
        case Op.EQUAL:
            return number


def standing(a: Assessment, lang: Lang) -> str:
    """The newest figure, held against the goal or the pace: 1-9月增长4.7%，低于目标5.3个百分点."""
    goal = a.target.goal
    if a.through is None or a.actual is None:
        return ""
    seen = seen_text(a, lang)
    return speaker(lang)("，", ", ").join(
        filter(None, (seen, _against_goal(a, goal, lang) if goal else ""))
    )


def seen_text(a: Assessment, lang: Lang) -> str:
    """The newest figure and the months it covers: 1-9月增长4.7%, 1-7月累计3470万人次, 6月末为203
    条.
    """
    if a.through is None or a.actual is None:
        return ""
    t, months = speaker(lang), _covered(a.through, a.target.kind, lang)
    if traits(a.target.kind).by_growth:
        return t(months, f"{months}: ") + change_text(
            a, round_off(a.actual.value, PERCENT) if a.actual.derivation else a.actual.value, lang
        )
    figure = figure_text(a, a.actual, lang)
    covers = t("累计", ": ") if traits(a.target.kind).is_total else t("为", ": ")
    grown = a.series.growths.get(a.through) if traits(a.target.kind).is_followed else None
    return f"{months}{covers}{figure}" + (
        t("，", ", ") + change_text(a, grown.value, lang) if grown else ""
    )


def _covered(month: Month, kind: Kind, lang: Lang) -> str:
    """The months a figure covers; in Chinese the whole year and its end have their own words."""
    if lang == "zh" and month.month == 12:
        return "年末" if traits(kind).has_start else "全年"
    return months_text(month, kind, lang)


def change_text(a: Assessment, value: Decimal, lang: Lang) -> str:
    """A rate of change: 增长5.4%, 下降3%, 持平; prices rise (上涨)."""
    t, number = speaker(lang), f"{abs(value):f}"
    if value == 0:
        return t("同比持平", "unchanged on last year")
    rise = "上涨" if "价格" in a.target.indicator else "增长"
    return (
        t(f"{rise}{number}%", f"up {number}%")
        if value > 0
        else t(f"下降{number}%", f"down {number}%")
    )


def momentum(a: Assessment, lang: Lang) -> str:
    """A growth rate against the one before it in the same year: 增速比1-8月回落0.3个百分点, 降幅比
    1-8月收窄0.3个百分点; empty where there is none.
    """
    before = previous(a)
    if before is None or a.actual is None or not traits(a.target.kind).by_growth:
        return ""
    t, months = speaker(lang), months_text(before, a.target.kind, lang)
    then, now = a.series.actuals[before].value, a.actual.value
    size, is_more = points(abs(now - then), lang), abs(now) > abs(then)
    if then < 0 and now < 0:
        what, turn = (
            "降幅",
            Text(
                "扩大" if is_more else "收窄",
                f"a fall {size} {'larger' if is_more else 'smaller'} than",
            ),
        )
    elif "价格" in a.target.indicator:
        what, turn = (
            "涨幅",
            Text(
                "扩大" if now > then else "回落", f"{size} {'more' if now > then else 'less'} than"
            ),
        )
    else:
        what, turn = (
            "增速",
            Text(
                "提高" if now > then else "回落",
                f"{size} {'faster' if now > then else 'slower'} than",
            ),
        )
    if now == then:
        return t(f"{what}与{months}持平", f"the same as in {months}")
    return t(f"{what}比{months}{turn.zh}{size}", f"{turn.en} in {months}")


def previous(a: Assessment) -> Month | None:
    """The month of the figure before the newest one, in the same year."""
    return max(
        (
            month
            for month in a.series.actuals
            if a.through and month < a.through and month.year == a.through.year
        ),
        default=None,
    )


def subject(a: Assessment, lang: Lang) -> str:
    """A row's name before "grew by": 地区生产总值 for 地区生产总值增速."""
    name = say(a.target.name, lang)
    bare = name.removesuffix("增速").removesuffix("涨幅").removesuffix("变动")
    return bare if bare and traits(a.target.kind).by_growth else name


def lasting(a: Assessment, began: Month | None, lang: Lang) -> str:
    """Since which data the row has its status without a break: 自1-4月数据起持续滞后."""
    if began is None or a.status is Status.MISSED:
        return ""
    t, word, months = (
        speaker(lang),
        say(STATUS[a.status], lang),
        months_text(began, a.target.kind, lang),
    )
    return t(
        f"自{months}数据起{'转为' if began == a.through else '持续'}{word}",
        f"{word} since the data for {months}",
    )


def outlook(a: Assessment, lang: Lang) -> str:
    """The projected end, its interval, the goal, and how likely it is; empty where there is no
    projection.
    """
    projection, goal = a.projection, a.target.goal
    if not isinstance(projection, Projection) or goal is None or a.outlook is None:
        return ""
    t = speaker(lang)
    is_level = traits(a.target.kind).has_start
    end = t("年末", "for the end of the year") if is_level else t("全年", "for the year")
    if a.target.by.month != 12:
        end = t("到", "by ") + month_text(a.target.by, lang) + t("末" if is_level else "", "")
    value = rounded(projection.value, goal.unit, lang, goal.value)
    if traits(a.target.kind).by_growth:
        value = change_text(a, round_off(projection.value, goal.unit, goal.value), lang)
    around = interval(projection, goal, lang)
    between = (
        t(f"（{projection.level}%预测区间为{around}）", f" ({projection.level}% interval {around})")
        if around
        else ""
    )
    parts = [
        t(f"预计{end}{value}{between}", f"projected {end}: {value}{between}"),
        _gap(a, goal, projection.value, lang),
    ]
    if projection.probability is not None:
        parts.append(
            t(
                f"完成目标的可能性{_likely(projection.probability, lang)}",
                f"chance of meeting the goal {_likely(projection.probability, lang)}",
            )
        )
    if projection.is_close:
        parts.append(t("尚难定论", "too close to call"))
    return t("，", ", ").join(parts)


def interval(projection: Projection, goal: Goal, lang: Lang) -> str:
    """The bounds of a projection: -1.6%至7.8%; empty where there are none."""
    if projection.low is None or projection.high is None:
        return ""
    low, high = (
        rounded(bound, goal.unit, lang, goal.value) for bound in (projection.low, projection.high)
    )
    return speaker(lang)(f"{low}至{high}", f"{low} to {high}")


def needed(a: Assessment, lang: Lang) -> str:
    """What the rest of the time must bring, and whether that has ever been reached; empty if
    nothing is asked.
    """
    required, goal = a.required, a.target.goal
    if required is None or goal is None:
        return ""
    t, months = speaker(lang), required.months
    rest = (
        t("最后1个月", "the last month")
        if months == 1
        else t(f"后{months}个月", f"the last {months} months")
    )
    if required.per_month:
        amount = published(enough(required, goal), goal.unit, lang)
        each = (
            t("须新增", "must add ")
            if months == 1
            else t("须月均新增", "must add ") + t("", "a monthly ")
        )
        asked = t(f"{rest}{each}{amount}方可完成目标", f"{rest} {each}{amount} to reach the goal")
    else:
        asked = _asked_growth(required, goal, rest, lang)
    return t("，", ", ").join(filter(None, (asked, _ever(a, required, goal, lang))))


def _asked_growth(required: Required, goal: Goal, rest: str, lang: Lang) -> str:
    t, growth = speaker(lang), enough(required, goal)
    size = f"{abs(growth):f}%"
    if goal.op.is_ceiling and growth < 0:
        return t(
            f"{rest}须同比下降{size}以上方可完成目标",
            f"{rest} must fall by at least {size} on last year to reach the goal",
        )
    if goal.op.is_ceiling:
        return t(
            f"{rest}同比涨幅须控制在{size}以内",
            f"{rest} must come in at {size} or less on last year",
        )
    if growth < 0:
        return t(
            f"{rest}同比降幅不超过{size}即可完成目标",
            f"{rest} may fall by up to {size} on last year and the goal is still reached",
        )
    return t(
        f"{rest}须同比增长{size}方可完成目标",
        f"{rest} must grow by {size} on last year to reach the goal",
    )


def _ever(a: Assessment, required: Required, goal: Goal, lang: Lang) -> str:
    """Whether what is required stands on record; nothing where hardly anything is asked."""
    t = speaker(lang)
    if required.value <= 0 or goal.op.is_ceiling:
        return ""
    if required.record is None:
        return t("尚无历史记录可比", "with nothing on record to hold it against")
    month, best = required.record
    write = rounded if best.derivation else published
    highest = write(best.value, goal.unit if required.per_month else PERCENT, lang)
    if required.per_month:
        when, what = month_text(month, lang), t("月均新增最多", "most in a month")
    else:
        when, what = (
            t(f"{month.year}年", "")
            + months_text(month, a.target.kind, lang)
            + t("", f" {month.year}"),
            t("累计增速最高", "highest growth to date"),
        )
        if best.value < 0:
            what, highest = (
                t("累计降幅最小", "smallest fall to date"),
                published(-best.value, PERCENT, lang),
            )
    record = t(f"（{what}为{highest}，{when}）", f" ({what}: {highest}, {when})")
    if required.out_of_reach:
        return t(f"有记录以来未曾达到{record}", f"which was never reached on record{record}")
    return t(f"有记录以来曾经达到{record}", f"which has been reached before{record}")


def _against_goal(a: Assessment, goal: Goal, lang: Lang) -> str:
    """The newest figure against the goal: a difference of rates, or a share of the goal and the
    distance from the pace.
    """
    if a.actual is None:
        return ""
    t = speaker(lang)
    if traits(a.target.kind).is_ratio or goal.value <= 0:
        return _gap(a, goal, a.actual.value, lang)
    share, period = (
        percent(a.actual.value / goal.value * HUNDRED),
        t("全年", "the year's ") if a.target.by.month == 12 else "",
    )
    part = (
        t(f"占{period}目标的{share}", f"{share} of {period or 'the '}goal")
        if traits(a.target.kind).adds_up
        else t(f"为目标的{share}", f"{share} of the goal")
    )
    if a.status is Status.MISSED:
        return t("，", ", ").join((part, _gap(a, goal, a.actual.value, lang)))
    if a.behind is None or a.status is Status.MET:
        return part
    gap = points(abs(a.behind), lang)
    pace = t("与序时进度持平", "right on pace")
    if a.behind:
        pace = (
            t(f"落后序时进度{gap}", f"{gap} behind pace")
            if a.behind > 0
            else t(f"超前序时进度{gap}", f"{gap} ahead of pace")
        )
    return t("，", ", ").join((part, pace))


def _gap(a: Assessment, goal: Goal, value: Decimal, lang: Lang) -> str:
    """`value` above or below the goal, by how much."""
    t, gap = speaker(lang), value - goal.value
    if gap == 0:
        return t("与目标持平", "right at the goal")
    size = (
        points(abs(gap), lang)
        if traits(a.target.kind).in_points(goal)
        else rounded(abs(gap), goal.unit, lang)
    )
    if traits(a.target.kind).by_growth and goal.value < 0 and value < 0:
        return t(
            f"降幅比目标{'小' if gap > 0 else '大'}{size}",
            f"a fall {size} {'smaller' if gap > 0 else 'larger'} than the goal",
        )
    return (
        t(f"高于目标{size}", f"{size} above the goal")
        if gap > 0
        else t(f"低于目标{size}", f"{size} below the goal")
    )


def _likely(probability: Decimal, lang: Lang) -> str:
    """A probability in percent; never none, never certain."""
    t = speaker(lang)
    if probability < 1:
        return t("不足1%", "under 1%")
    return (
        t("在99%以上", "over 99%")
        if probability > 99
        else t(f"为{probability}%", f"{probability}%")
    )
