"""A check as the one line of a monitoring plug-in,
`SZTRACK STATE - text | 'label'=value[UOM];warn;crit;min;max`, and its exit code.

It tells what stands, not what is news: a poller wants the present. Source: Monitoring Plugins
Development Guidelines, "Plugin Output for Nagios", "Performance data" and "Threshold and Ranges".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Goal, Nature, Plan
from sztrack.core.verdict.alerts import Flag, Notice
from sztrack.core.words.characters import printable
from sztrack.formats import Format
from sztrack.language import Lang, speaker
from sztrack.language.notices import counts
from sztrack.language.numbers import month_text
from sztrack.language.sentences import lacking

STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
UNKNOWN = 3


def code(notice: Notice, fail_on: Collection[Flag]) -> int:
    """2 where something lags, 1 where something is at risk, overdue or faulty, 0 otherwise; only
    the classes in `fail_on` count. Where nothing of the year has come there was nothing to judge:
    that is unknown, whatever `fail_on` says.
    """
    if not notice.report.has_evidence:
        return UNKNOWN
    flags = {alarm.flag for alarm in notice.standing} & set(fail_on)
    return 2 if Flag.LAGGING in flags else int(bool(flags))


def render(notice: Notice, lang: Lang, fail_on: Collection[Flag]) -> str:
    """The line."""
    t, month = speaker(lang), month_text(notice.report.as_of, lang)
    stands = counts(notice.standing, lang, dated=False)
    if not notice.report.has_evidence:
        stands = t("；", "; ").join(filter(None, (lacking(notice.report, lang), stands)))
    text = t(f"截至{month}，", f"as of {month}: ") + (
        stands or t("没有需要标记的", "nothing to flag")
    )
    return (
        f"SZTRACK {STATES[code(notice, fail_on)]} - {_plain(text)} |"
        f" {' '.join(_data(notice, fail_on))}\n"
    )


def unknown(words: str) -> str:
    """The line of a check that could not be made."""
    return f"SZTRACK UNKNOWN - {_plain(words)}\n"


def _plain(text: str) -> str:
    """One line without the bar that begins the performance data."""
    return " ".join(printable(text.replace("|", " "), " ").split())


def _data(notice: Notice, fail_on: Collection[Flag]) -> Iterator[str]:
    found = Counter(alarm.flag for alarm in notice.standing)
    for flag in Flag:
        most = ("", "0") if flag is Flag.LAGGING else ("0", "")
        warn, crit = most if flag in fail_on else ("", "")
        yield f"'{flag.value}'={found[flag]};{warn};{crit};0;"
    for a in notice.report.assessments:
        if a.target.nature is not Nature.TASK and a.target.goal:
            yield _figure(a, notice.report.plan)


def _figure(a: Assessment, plan: Plan) -> str:
    """A headline goal's newest figure against the goal; a rate or growth with the ranges of "at
    risk" and "off track".
    """
    goal, kind = a.target.goal, a.target.kind
    assert goal
    unit = "%" if goal.unit.dimension == "percent" and goal.unit.exponent == 0 else ""
    value = f"{a.exact.value:f}{unit}" if a.exact else "U"
    ranges = ";"
    if traits(kind).in_points(goal):
        width = traits(kind).margin(goal, plan.rules)
        inner = width if goal.op.has_room else Decimal(0)
        ranges = f"{_range(goal, inner)};{_range(goal, inner + width)}"
    return f"'{a.target.id}'={value};{ranges};;"


def _range(goal: Goal, slack: Decimal) -> str:
    """The figures that raise no alert: `5.5:` at least, `~:3.5` at most, `1.5:2.5` about."""
    low, high = goal.ends
    if goal.op.is_floor:
        return f"{low - slack:f}:"
    if goal.op.is_ceiling:
        return f"~:{high + slack:f}"
    return f"{low - slack:f}:{high + slack:f}"


FORMAT = Format(present=render, exit_code=code)
