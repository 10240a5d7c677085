"""How the headline goals stand, in one sentence: how many are where they should be, with their
share, and in which of the groups that officials sort their goals into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sztrack.core.kinds import traits
from sztrack.core.model import Assessment, Nature, Status, Text
from sztrack.core.traits import HUNDRED
from sztrack.core.verdict.report import Report
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import COUNTED, NATURE, NO_GROUP, OUTLOOK
from sztrack.language.numbers import percent
from sztrack.page import Cell, Paragraph, Tone

_FINAL = (Status.MET, Status.MISSED)


def headline_goals(report: Report) -> list[Assessment]:
    """The goals that are no part of a task."""
    return [a for a in report.assessments if a.target.nature is not Nature.TASK]


def judgement(rows: Sequence[Assessment], lang: Lang) -> Paragraph:
    """The sentence about these goals, of which there is at least one."""
    t = speaker(lang)
    judged = [a for a in rows if a.status in OUTLOOK]
    total = t(f"{len(rows)}项主要指标", number_of(len(rows), "headline goal"))
    if not judged:
        words = t(
            f"{total}均无法判断：{_silent(rows, lang)}。",
            f"None of {total} can be judged yet: {_silent(rows, lang)}.",
        )
        return Paragraph((Cell(words, Tone.STRONG),))
    reached = [a for a in judged if is_where_it_should_be(a)]
    cells = [Cell(_lead(len(reached), len(judged), lang), Tone.STRONG)]
    cells += [Cell(text) for text in _counts(reached, judged, total, lang)]
    left = [a for a in rows if a.status not in OUTLOOK]
    if left:
        words = t(
            f"无法判断{len(left)}项：{_silent(left, lang)}。",
            f" {len(left)} cannot be judged yet: {_silent(left, lang)}.",
        )
        cells.append(Cell(words))
    return Paragraph(tuple(cells))


def is_where_it_should_be(a: Assessment) -> bool:
    """Whether the newest figure is what the goal asks by now: of an amount the share of the goal
    that is expected, of a growth or a rate the goal itself.
    """
    if a.status in _FINAL:
        return a.status is Status.MET
    if traits(a.target.kind).is_amount and a.behind is not None:
        return a.behind <= 0
    return a.pace is Status.ON_TRACK


def groups(rows: Sequence[Assessment], lang: Lang) -> str:
    """How many are in which group: 预计可完成1项、难以完成2项; groups without any are left out."""
    t, counts = speaker(lang), Counter(a.status for a in rows)
    return t("、", ", ").join(
        t(f"{words.zh}{counts[status]}项", f"{counts[status]} {words.en}")
        for status, words in OUTLOOK.items()
        if counts[status]
    )


def group_of(a: Assessment) -> Text:
    """The group a row is in."""
    return OUTLOOK.get(a.status, NO_GROUP)


def _lead(reached: int, judged: int, lang: Lang) -> str:
    """The judgement in a phrase: what most of them do, by count and not by weight."""
    t = speaker(lang)
    if reached == judged:
        return t("主要指标达到目标要求：", "The headline goals are where they should be: ")
    if not reached:
        return t("主要指标未达到目标要求：", "The headline goals are not where they should be: ")
    if 2 * reached == judged:
        return t("主要指标半数达到目标要求：", "Half of the headline goals are on course: ")
    if 2 * reached > judged:
        return t("主要指标多数达到目标要求：", "Most headline goals are where they should be: ")
    return t("主要指标多数未达到目标要求：", "Most headline goals are not where they should be: ")


def _counts(
    reached: Sequence[Assessment], judged: Sequence[Assessment], total: str, lang: Lang
) -> Iterator[str]:
    """How many can be judged, how many of them are where they should be, and the groups."""
    t, count, good = speaker(lang), len(judged), len(reached)
    share, rest = share_of(good, count), share_of(count - good, count)
    yield t(
        f"{total}中可判断的{count}项，达到目标或序时进度（总量指标比序时，增速和比率比目标，下同）"
        f"的{good}项，占{share}；未达到的{count - good}项，占{rest}。",
        f"of {total} {count} can be judged, {good} ({share}) at the goal or the pace and"
        f" {count - good} ({rest}) not (amounts and levels are held against the pace, growth and"
        " rates against the goal).",
    )
    sorted_out = groups(judged, lang)
    yield t(f"从全年看，{sorted_out}。", f" For the year as a whole: {sorted_out}.")


def share_of(part: int, whole: int) -> str:
    """A part of a whole in percent."""
    return percent(Decimal(part) / whole * HUNDRED)


def _silent(rows: Sequence[Assessment], lang: Lang) -> str:
    """Why rows cannot be judged, and how many of them are binding."""
    t, counts = speaker(lang), Counter(a.status for a in rows)
    why = t("、", ", ").join(
        t(f"{COUNTED[status].zh}{counts[status]}项", f"{counts[status]} {COUNTED[status].en}")
        for status in Status
        if counts[status]
    )
    binding = sum(a.target.nature is Nature.BINDING for a in rows)
    if not binding:
        return why
    word = say(NATURE[Nature.BINDING], lang)
    return why + t(f"（含{word}{binding}项）", f" ({binding} of them {word})")
