"""A list that ends in 等: what it does not name cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sztrack.core.checks import Audit
from sztrack.core.kinds import traits
from sztrack.core.model import Finding, Rule, Severity, Text

RULE = Rule(
    code="SZ506",
    severity=Severity.INFO,
    summary=Text("列举未穷尽（“等”）", "an open-ended list (等)"),
    why=Text(
        "以“等”收尾的列举，只有点名的部分能够核对；做了其他同类事项也可以说是完成，漏了未点名的则无人知晓",
        "in a list that ends in 等 (etc.) only the named items can be checked: something similar"
        " may be delivered instead, and the rest is not missed",
    ),
    remedy=Text("列出完整清单，或写明总数", "write out the whole list, or state the total number"),
)

_WHOLE_WORDS = (
    "平等", "对等", "同等", "均等", "不等", "优等", "特等", "一等", "二等", "三等", "初等",
    "高等教育", "高等院校", "高等学校", "中等职业", "中等收入", "等级", "等于", "等待", "等候",
    "等值", "等额", "等效", "等量", "等次",
)  # fmt: skip
"""等 that closes no list."""
_STOPS = "、，,；;。：:"


def check(audit: Audit) -> Iterator[Finding]:
    """One finding per wording, at the first of the targets that were taken from it."""
    seen = set()
    for target in audit.plan.targets:
        if (
            "等" in target.wording
            and (traits(target.kind).is_deliverable or traits(target.kind).is_amount)
            and target.wording not in seen
            and _is_open(target.wording)
        ):
            seen.add(target.wording)
            yield RULE.at(
                target.source,
                Text(
                    f"“{target.wording}”用“等”列举，未点名的部分无从核对",
                    f"the list in “{target.wording}” is open-ended (等, etc.): what it does not"
                    " name cannot be checked",
                ),
            )


def _is_open(wording: str) -> bool:
    """Whether 等 stands directly behind something listed, and no total closes the list (等30个)."""
    for word in _WHOLE_WORDS:
        wording = wording.replace(word, "")
    parts = wording.split("等")
    return any(
        listed and listed[-1] not in _STOPS and not rest[:1].isdigit()
        for listed, rest in pairwise(parts)
    )
