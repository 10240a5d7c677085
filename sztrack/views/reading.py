"""What bulletins say in prose: the figures that they propose, and the numbers passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sztrack.core.collect.matching import Matched, Read
from sztrack.core.collect.proposed import PASSED_WORDS, Passed, Proposal
from sztrack.core.words.characters import one_line
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import BASIS
from sztrack.language.numbers import bounded_text, growth_text, month_text
from sztrack.page import Block, Cell, Column, Heading, Page, Table, Tone, paragraph
from sztrack.views.rows import BLANK


def reading(read: Sequence[Read], lang: Lang, *, passed: bool) -> Page:
    """File by file: the figures, each with its sentence; how many numbers were passed over, and
    with `passed` each of them.
    """
    return Page(tuple(block for file in read for block in _file(file, lang, passed=passed)))


def _file(file: Read, lang: Lang, *, passed: bool) -> Iterator[Block]:
    t = speaker(lang)
    yield Heading(file.path, 1)
    sure = sum(one.figure.is_sure for one in file.figures)
    meant = sum(one.target is not None for one in file.figures)
    yield paragraph(
        t(
            f"读出 {len(file.figures)} 个数，其中有把握的 {sure} 个；对上计划目标的 {meant} 个",
            f"Figures: {len(file.figures)}, sure: {sure}, of the plan's targets: {meant}",
        )
    )
    if file.figures:
        yield Table(_columns(lang), [_row(one, lang) for one in file.figures])
    yield from _left(file, lang, passed=passed)


def _columns(lang: Lang) -> list[Column]:
    t = speaker(lang)
    return [
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("目标", "Target"), rank=1, flexible=True),
        Column(t("时期", "Period")),
        Column(t("数值", "Value"), numeric=True),
        Column(t("同比", "Growth"), numeric=True),
        Column(t("把握", "Sure"), flexible=True),
        Column(t("行", "Line"), numeric=True, rank=3),
        Column(t("原文", "Quote"), rank=2, flexible=True),
    ]


def _row(one: Matched, lang: Lang) -> list[Cell]:
    t, figure = speaker(lang), one.figure
    name = f"{figure.place}·{figure.indicator}" if figure.place else figure.indicator
    doubts = t("；", "; ").join(say(words, lang) for words in figure.doubt_words)
    return [
        Cell(name),
        _target(one, lang),
        _period(figure, lang),
        Cell(_value(figure, lang)),
        Cell(growth_text(figure.growth, lang)) if figure.growth is not None else BLANK,
        Cell(t("有", "yes"), Tone.GOOD) if figure.is_sure else Cell(doubts, Tone.WARNING),
        Cell(str(figure.line), Tone.MUTED),
        Cell(one_line(figure.quote), Tone.MUTED),
    ]


def _target(one: Matched, lang: Lang) -> Cell:
    """The target that is meant, else those that are like it."""
    if one.target:
        return Cell(say(one.target.name, lang))
    if not one.nearest:
        return BLANK
    t = speaker(lang)
    like = t("、", ", ").join(say(target.name, lang) for target in one.nearest)
    return Cell(t(f"无，近似：{like}", f"none; like {like}"), Tone.MUTED)


def _period(figure: Proposal, lang: Lang) -> Cell:
    month = month_text(figure.month, lang) if figure.month else "?"
    basis = say(BASIS[figure.basis], lang) if figure.basis else "?"
    return Cell(f"{month} {basis}", Tone.PLAIN if figure.month and figure.basis else Tone.WARNING)


def _value(figure: Proposal, lang: Lang) -> str:
    """The number as it is printed, with its unit."""
    if figure.value is None:
        return ""
    blank = " " if figure.unit[:1].isascii() and figure.unit[:1].isalpha() else ""
    return bounded_text(figure.bound, f"{figure.value:f}{blank}{figure.unit}", lang)


def _left(file: Read, lang: Lang, *, passed: bool) -> Iterator[Block]:
    """The numbers that are no figures: how many for what reason, and each where they are asked
    for.
    """
    t = speaker(lang)
    if not file.left:
        return
    counts = Counter(number.why for number in file.left)
    open_ones = counts.pop(Passed.NOT_UNDERSTOOD, 0)
    reasons = t("，", ", ").join(
        f"{say(PASSED_WORDS[why], lang)} {count}" for why, count in counts.most_common()
    )
    told = t(f"未取的数 {len(file.left)} 个", f"Numbers passed over: {len(file.left)}")
    unread = t(f"未读懂 {open_ones} 个", f"not understood: {open_ones}")
    yield paragraph(t("；", "; ").join(filter(None, (told, reasons, unread))), Tone.MUTED)
    if passed:
        columns = [
            Column(t("行", "Line"), numeric=True),
            Column(t("数", "Number")),
            Column(t("原因", "Why"), flexible=True),
        ]
        rows = [
            [
                Cell(str(number.line), Tone.MUTED),
                Cell(one_line(number.text)),
                Cell(say(PASSED_WORDS[number.why], lang)),
            ]
            for number in file.left
        ]
        yield Table(columns, rows)
