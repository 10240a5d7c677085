"""A share goal and an amount goal that do not come to the same amount."""

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Goal, Rule, Severity, Target, Text, amount
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import PERCENT, Quantity, Unit

RULE = Rule(
    code="SZ504",
    severity=Severity.WARNING,
    summary=Text("比重目标与总量目标不一致", "a share goal and an amount goal disagree"),
    why=Text(
        "A占B的比重、A的总量、B的增速三个目标互相决定；推算不一致的，完成了要求较低的一个，"
        "另一个仍可能完不成。"
        "增速按可比价格、总量按现价计算，价格变动会使差距缩小或扩大",
        "the share of A in B, the amount of A and the growth of B determine each other; where"
        " they disagree, the weaker one can be met and the other missed. Growth is at constant"
        " prices and amounts are at current prices, so price changes narrow or widen the gap",
    ),
    remedy=Text(
        "明确以哪一个目标为准，并按现价重新测算",
        "decide which of the two counts, and recalculate them at current prices",
    ),
)
TOLERANCE = Decimal(1)
"""Percent of the amount; the rounding of goals mostly stays below it."""

_SHARES = ("比重", "比例")
Names = tuple[str, str]
"""How a target may be referred to: its Chinese name and its indicator."""
_GROWS = ("增长", "增速", "增幅", "同比")


class Whole(NamedTuple):
    """What the share is a share of: last December's published amount, and the growth asked for."""

    level: Decimal
    unit: Unit
    growth: Decimal

    def expected(self, unit: Unit) -> Decimal:
        """The amount of the plan's year, if it grows as asked."""
        return Quantity(self.level * (100 + self.growth) / 100, self.unit).to(unit)


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per pair of a share and an amount that differ by more than a percent."""
    shares = [(t, t.goal) for t in audit.plan.targets if t.goal and _is_share(t, t.goal)]
    if not shares:
        return
    amounts = [
        (t, t.goal, _names(t)) for t in audit.plan.targets if t.goal and traits(t.kind).is_amount
    ]
    for share, percent in shares:
        for message in _disagreements(audit, share, percent, amounts):
            yield RULE.at(share.source, message)


def _is_share(target: Target, goal: Goal) -> bool:
    """Whether a goal is a share in percent of something: its name says A占B."""
    is_named_so = "占" in target.name.zh or "占" in target.indicator
    return traits(target.kind).is_reading and is_named_so and goal.unit.converts_to(PERCENT)


def _disagreements(
    audit: Audit, share: Target, percent: Goal, amounts: Iterable[tuple[Target, Goal, Names]]
) -> Iterator[Text]:
    """What there is to say of one share beside each amount that is its part."""
    for (part, of), (target, goal, names) in itertools.product(_parts(share), amounts):
        whole = _whole(audit, of, goal.unit) if part in names else None
        message = _message(target, goal, percent, whole) if whole else None
        if message:
            yield message


def _parts(share: Target) -> set[tuple[str, str]]:
    """A and B of "A占B比重", as the share's name or its indicator has them."""
    found = set()
    for name in _names(share):
        part, _, rest = name.partition("占")
        of = next((rest.partition(word)[0] for word in _SHARES if word in rest), "").removesuffix(
            "的"
        )
        if part and of:
            found.add((part, of))
    return found


def _names(target: Target) -> Names:
    return name_key(target.name.zh), name_key(target.indicator)


def _whole(audit: Audit, of: str, unit: Unit) -> Whole | None:
    """B, from the growth goal whose indicator is B, or whose name or wording begins with B and its
    growth.
    """
    for target in audit.plan.targets:
        goal, published = target.goal, audit.series.get(target.id)
        if goal is None or published is None or not goal.unit.converts_to(PERCENT):
            continue
        if not traits(target.kind).by_growth or not _is_growth_of(target, of):
            continue
        figure = published.levels.get(Month(audit.plan.year - 1, 12))
        level_unit = published.level_unit
        if figure and figure.value > 0 and level_unit and level_unit.converts_to(unit):
            return Whole(figure.value, level_unit, goal.quantity.to(PERCENT))
    return None


def _is_growth_of(target: Target, of: str) -> bool:
    """Whether a growth goal is that of `of`, by its indicator, its name or its wording."""
    texts = (*_names(target), name_key(target.wording))
    return of in texts or any(
        text.startswith(of) and text[len(of) :].startswith(_GROWS) for text in texts
    )


def _message(target: Target, goal: Goal, share: Goal, whole: Whole) -> Text | None:
    """The arithmetic; None if the two agree."""
    percent, expected = share.quantity.to(PERCENT), whole.expected(goal.unit)
    implied = expected * percent / 100
    if abs(implied - goal.value) * 100 <= TOLERANCE * abs(goal.value) or expected <= 0:
        return None
    sign, growth = "-" if whole.growth < 0 else "+", abs(whole.growth)
    rate = f"× (1 {sign} {growth:f}%) × {percent:f}%"
    base = amount(whole.level, whole.unit)
    product = amount(Decimal(f"{implied:.3f}"), goal.unit)
    means = f"{goal.value / expected * 100:.1f}%"
    return Text(
        f"“{target.name.zh}”的总量目标 {goal.text.zh} 与比重目标 {share.text.zh}"
        f" 不一致：{base.zh} {rate} = {product.zh}；总量目标折合比重 {means}",
        f"'{target.name.en}': the amount goal {goal.text.en} and the share goal {share.text.en}"
        f" disagree: {base.en} {rate} = {product.en}; the amount goal is a share of {means}",
    )
