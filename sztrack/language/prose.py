"""What a brief says of one row, in the clauses an official writes: where it stands, since when,
where it will end, what that takes.

Rates of change grow or fall (增长、下降), differences of rates are percentage points (提高、回落…个
百分点), amounts have a share of the goal.
"""

from decimal import Decimal
from typing import NamedTuple

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Bound, Goal, Kind, Op, Status, Text
from sztrack.core.traits import HUNDRED
from sztrack.core.words.period import Month
from sztrack.language import Lang, facts, say, speaker
from sztrack.language.facts import (
    Asked,
    End,
    Gap,
    bounds_text,
    covered_text,
    figure_text,
    goal_gap,
    growth_seen,
    pace_gap,
)
from sztrack.language.labels import STATUS
from sztrack.language.numbers import (
    goal_number,
    growth_text,
    in_words,
    month_text,
    months_text,
    percent,
    points,
    published,
    rounded,
)
from sztrack.language.sentences import gap_to_goal, gap_to_pace


def goal_words(goal: Goal, kind: Kind, lang: Lang) -> str:
    """A goal in running text: 5.5%以上, 超过180条, 控制在3%左右, 下降3%以上."""
    t, number = speaker(lang), goal_number(goal, lang)
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
        case Op.AT_LEAST_ABOUT:
            return t(f"达到{number}左右", f"about {number} or more")
        case Op.AT_MOST_ABOUT:
            return t(f"控制在{number}左右", f"kept to about {number}")
        case Op.WITHIN | Op.EQUAL:
            return number


def standing(a: Assessment, lang: Lang) -> str:
    """The newest figure, held against the goal or the pace: 1-9月增长4.7%，低于目标5.3个百分点."""
    goal = a.target.goal
    if a.through is None or a.actual is None:
        return ""
    seen = seen_text(a, lang)
    return speaker(lang)("，", ", ").join(
        filter(None, (seen, _held_against(a, goal, lang) if goal else ""))
    )


def seen_text(a: Assessment, lang: Lang) -> str:
    """The newest figure and the months it covers: 1-9月增长4.7%, 1-7月累计3470万人次, 6月末为203
    条.
    """
    if a.through is None or a.actual is None:
        return ""
    t, months = speaker(lang), covered_words(a, a.through, lang)
    if traits(a.target.kind).by_growth:
        grew = change_text(a, growth_seen(a.actual), lang, a.actual.bound)
        return t(months, f"{months}: ") + grew
    figure = figure_text(a, a.actual, lang)
    covers = t("累计", ": ") if traits(a.target.kind).is_total else t("为", ": ")
    grown = a.series.growths.get(a.through) if traits(a.target.kind).is_followed else None
    return f"{months}{covers}{figure}" + (
        t("，", ", ") + change_text(a, grown.value, lang) if grown else ""
    )


def covered_words(a: Assessment, month: Month, lang: Lang) -> str:
    """The months a figure covers; in Chinese quarters and halves have their own words."""
    return in_words(covered_text(a, month, lang), lang)


def change_text(a: Assessment, value: Decimal, lang: Lang, bound: Bound = Bound.EXACT) -> str:
    """A rate of change: 增长5.4%, 下降3%, 持平; prices rise (上涨)."""
    if value == 0 and bound is Bound.EXACT:
        return speaker(lang)("同比持平", "unchanged on last year")
    return growth_text(value, lang, "上涨" if "价格" in a.target.indicator else "增长", bound)


def momentum(a: Assessment, lang: Lang) -> str:
    """A growth rate against the one before it in the same year: 增速比1-8月回落0.3个百分点, 降幅比
    1-8月收窄0.3个百分点; empty where there is none.
    """
    before = previous(a)
    if before is None or a.actual is None or not traits(a.target.kind).by_growth:
        return ""
    if a.actual.bound is not Bound.EXACT:
        return ""
    t, months = speaker(lang), in_words(months_text(before, a.target.kind, lang), lang)
    then, now = a.series.actuals[before].value, a.actual.value
    size, turn = points(abs(now - then), lang), _turn_of(a, then, now)
    if now == then:
        return t(f"{turn.what}与{months}持平", f"the same as in {months}")
    word = turn.higher if now > then else turn.lower
    return t(f"{turn.what}比{months}{word.zh}{size}", f"{word.en.format(size)} than in {months}")


def movement(a: Assessment, before: Assessment, lang: Lang) -> str:
    """The newest figure against that of an earlier audit: 比1-8月增加3条, 增速比1-6月回落0.5个百分
    点; empty where one of them has no figure.
    """
    goal, of = a.target.goal, traits(a.target.kind)
    if goal is None or a.actual is None or before.actual is None or before.through is None:
        return ""
    if of.by_growth:
        return momentum(a, lang)
    if {a.actual.bound, before.actual.bound} != {Bound.EXACT}:
        return ""
    t, months = speaker(lang), covered_words(before, before.through, lang)
    change = a.actual.value - before.actual.value
    if change == 0:
        return t(f"与{months}持平", f"the same as in {months}")
    if of.in_points(goal):
        size = points(abs(change), lang)
    else:
        size = rounded(abs(change), goal.unit, lang)
    word = Text("增加", "more") if change > 0 else Text("减少", "less")
    return t(f"比{months}{word.zh}{size}", f"{size} {word.en} than in {months}")


def chance_moved(a: Assessment, before: Assessment, lang: Lang) -> str:
    """The chance of meeting the goal as it was and as it is: 完成目标的可能性由61%降至32%; empty
    where none is known now.
    """
    was, now = facts.end(before, lang), facts.end(a, lang)
    if now is None or now.probability is None or a.outlook is None:
        return ""
    t, chance = speaker(lang), _likely(now.probability, lang)
    if was is None or was.probability is None:
        return t(f"完成目标的可能性{chance}", f"chance of meeting the goal {chance}")
    if was.probability == now.probability:
        return t(
            f"完成目标的可能性{chance}，与上月相同",
            f"chance of meeting the goal {chance}, as the month before",
        )
    earlier = _likely(was.probability, lang)
    return t(
        f"完成目标的可能性{chance}，上月{earlier}",
        f"chance of meeting the goal {chance}, {earlier} the month before",
    )


class _Turn(NamedTuple):
    """How one rate of change is held against another."""

    what: str
    """What both are, in Chinese."""
    higher: Text
    """What is said where the newer rate is the higher one; `{}` is the difference."""
    lower: Text


# Of two falls the higher rate is the smaller fall.
_FALL = _Turn("降幅", Text("收窄", "a fall {} smaller"), Text("扩大", "a fall {} larger"))
_RISE_OF_PRICES = _Turn("涨幅", Text("扩大", "{} more"), Text("回落", "{} less"))
_GROWTH = _Turn("增速", Text("提高", "{} faster"), Text("回落", "{} slower"))


def _turn_of(a: Assessment, then: Decimal, now: Decimal) -> _Turn:
    if then < 0 and now < 0:
        return _FALL
    return _RISE_OF_PRICES if "价格" in a.target.indicator else _GROWTH


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
        covered_words(a, began, lang),
    )
    return t(
        f"自{months}数据起{'转为' if began == a.through else '持续'}{word}",
        f"{word} since the data for {months}",
    )


def outlook(a: Assessment, lang: Lang) -> str:
    """The projected end, its interval, the goal, and how likely it is; empty where there is no
    projection.
    """
    goal, end = a.target.goal, facts.end(a, lang)
    if end is None or goal is None or a.outlook is None:
        return ""
    t, value = speaker(lang), end.text
    if traits(a.target.kind).by_growth:
        value = change_text(a, end.value, lang)
    parts = [
        t(f"预计{_end_of(a, lang)}{value}", f"projected {_end_of(a, lang)}: {value}")
        + _between(end, lang),
        _against_goal(a, goal, end.value, end.gap, lang),
    ]
    if end.probability is not None:
        chance = _likely(end.probability, lang)
        parts.append(t(f"完成目标的可能性{chance}", f"chance of meeting the goal {chance}"))
    if end.is_close:
        parts.append(t("尚难判定", "too close to call"))
    return t("，", ", ").join(parts)


def _end_of(a: Assessment, lang: Lang) -> str:
    """The time a projection is of: 全年, 年末, 到2024年6月末."""
    t, is_level, by = speaker(lang), traits(a.target.kind).has_start, a.target.by
    if by.month != 12:
        last = month_text(by, lang)
        return t(f"到{last}末" if is_level else f"到{last}", f"by {last}")
    return t("年末", "for the end of the year") if is_level else t("全年", "for the year")


def _between(end: End, lang: Lang) -> str:
    """The interval of a projection in brackets; empty where there is none."""
    if end.interval is None:
        return ""
    level, bounds = end.interval.level, bounds_text(end.interval, lang)
    return speaker(lang)(f"（{level}预测区间为{bounds}）", f" ({level} interval {bounds})")


def needed(a: Assessment, lang: Lang) -> str:
    """What the rest of the time must bring, and whether that has ever been reached; empty if
    nothing is asked.
    """
    asked = facts.asked(a, lang)
    if asked is None:
        return ""
    what = _asked_amount(asked, lang) if asked.amount else _asked_growth(asked, lang)
    return speaker(lang)("，", ", ").join(filter(None, (what, _ever(asked, lang))))


def _asked_amount(asked: Asked, lang: Lang) -> str:
    t, rest, amount = speaker(lang), asked.rest, asked.amount
    verb = t("完成", "bring") if asked.adds_up else t("新增", "add")
    if asked.months == 1:
        return t(
            f"{rest}须{verb}{amount}方可完成目标", f"{rest} must {verb} {amount} to reach the goal"
        )
    return t(
        f"{rest}须月均{verb}{amount}方可完成目标",
        f"{rest} must {verb} {amount} a month to reach the goal",
    )


def _asked_growth(asked: Asked, lang: Lang) -> str:
    t, rest, growth = speaker(lang), asked.rest, asked.growth
    size = f"{abs(growth):f}%"
    if asked.is_limit and growth < 0:
        return t(
            f"{rest}须同比下降{size}以上方可完成目标",
            f"{rest} must fall by at least {size} on last year to reach the goal",
        )
    if asked.is_limit:
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


def _ever(asked: Asked, lang: Lang) -> str:
    """What the same months of earlier years brought; nothing where hardly anything is asked."""
    t, best = speaker(lang), asked.record
    # `enough` keeps the side of zero, so the rounded growth says what the exact one would.
    if asked.growth <= 0 or asked.is_limit:
        return ""
    if best is None:
        return t("尚无往年同期可比", "with no earlier year to compare it with")
    if best.years == 1:
        return t(
            f"{best.year}年同期为{best.text}",
            f"against {best.text} in the same months of {best.year}",
        )
    highest = t(
        f"近{best.years}年同期最高为{best.text}（{best.year}年）",
        f"the most in the same months of {best.years} earlier years being {best.text}"
        f" ({best.year})",
    )
    if asked.out_of_reach:
        return t("往年同期从未达到，", "which the same months never reached, ") + highest
    return highest


def _held_against(a: Assessment, goal: Goal, lang: Lang) -> str:
    """The newest figure against the goal: a difference of rates, or a share of the goal and the
    distance from the pace.
    """
    if a.actual is None:
        return ""
    if a.actual.bound is not Bound.EXACT:
        # How far from the goal it is, nobody said.
        return ""
    value = a.actual.value
    gap = _against_goal(a, goal, value, goal_gap(a.target.kind, goal, value, lang), lang)
    if traits(a.target.kind).is_ratio or goal.value <= 0:
        return gap
    comma, part = speaker(lang)("，", ", "), _part_of(a, value / goal.value, lang)
    if a.status is Status.MISSED:
        return part + comma + gap
    if a.behind is None or a.status is Status.MET:
        return part
    return part + comma + gap_to_pace(pace_gap(a.target.kind, goal, a.behind, lang), lang)


def _part_of(a: Assessment, part: Decimal, lang: Lang) -> str:
    """A share of the goal: 占全年目标的66.7%."""
    t, share = speaker(lang), percent(part * HUNDRED)
    if not traits(a.target.kind).adds_up:
        return t(f"为目标的{share}", f"{share} of the goal")
    if a.target.by.month != 12:
        return t(f"占目标的{share}", f"{share} of the goal")
    return t(f"占全年目标的{share}", f"{share} of the year's goal")


def _against_goal(a: Assessment, goal: Goal, value: Decimal, gap: Gap, lang: Lang) -> str:
    """`value` above or below the goal; where both fall, which of them falls more."""
    if gap.side and traits(a.target.kind).by_growth and goal.value < 0 and value < 0:
        return speaker(lang)(
            f"降幅比目标{'小' if gap.side > 0 else '大'}{gap.size}",
            f"a fall {gap.size} {'smaller' if gap.side > 0 else 'larger'} than the goal",
        )
    return gap_to_goal(gap, lang)


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
