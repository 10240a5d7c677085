"""One number that counts several sorts of thing."""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ505",
    severity=Severity.INFO,
    summary=Text("一个数合计几类事项", "one number counts several kinds of thing"),
    why=Text(
        "几类事项只有一个合计数时，可以只做其中容易的一类而完成目标，与往年分列的数字也无从比较",
        "where several kinds share one number, the easiest of them can meet it, and figures"
        " published separately in other years cannot be compared",
    ),
    remedy=Text("报送合计数时分类列出各类数量", "report each kind separately beside the total"),
)

_THINGS = ("count", "person", "household", "passenger", "flight", "vehicle", "dwelling", "bed")
_JOINTS = frozenset("、和及（(")
_TIMES = "年季月期"
"""A bracket with one of these says when, not what."""
_PLACES = ("省", "市", "区", "县", "镇", "乡", "村", "街", "路", "湾", "岛", "港", "园")
"""A bracket that ends so says where, or what sort of place is meant."""
_WHOLE_WORDS = ("普及", "涉及", "及时", "及格", "和谐", "和平", "共和", "饱和", "和美")
"""和 and 及 that join nothing."""


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per count whose own name joins several sorts, by 、, 和, 及 or a second sort in
    brackets.
    """
    for target in audit.plan.targets:
        goal = target.goal
        if not traits(target.kind).is_amount or goal is None or _JOINTS.isdisjoint(target.name.zh):
            continue
        if goal.unit.dimension in _THINGS and _joins(target.name.zh):
            yield RULE.at(
                target.source,
                Text(
                    f"“{target.name.zh}”把几类事项合为一个数（{goal.text.zh}），各类完成多少无从得知",
                    f"'{target.name.en}' counts several kinds of thing in one number"
                    f" ({goal.text.en}): there is no telling how many of each",
                ),
            )


def _joins(name: str) -> bool:
    for word in _WHOLE_WORDS:
        name = name.replace(word, "")
    plain, _, bracket = name.replace("（", "(").replace("）", ")").partition("(")
    inside, _, rest = bracket.partition(")")
    is_place = inside.endswith(_PLACES)
    second_sort = not inside.isascii() and not is_place and not any(map(inside.count, _TIMES))
    return second_sort or any(joint in part for part in (plain, rest) for joint in "、和及")
