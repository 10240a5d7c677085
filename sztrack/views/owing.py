"""Who owes what since when."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.collect.owing import Debt
from sztrack.core.verdict.report import Report
from sztrack.core.words.english import number_of
from sztrack.language import Lang, say, speaker
from sztrack.language.labels import NO_OWNER
from sztrack.language.numbers import month_text
from sztrack.page import Block, Cell, Column, Heading, Page, Table, Tone, paragraph


def listing(report: Report, debts: Sequence[Debt], lang: Lang) -> Page:
    """One table per responsible unit, the one that owes most first, its oldest debt on top."""
    t = speaker(lang)
    owners: dict[str | None, list[Debt]] = {}
    for debt in debts:
        owners.setdefault(debt.target.owner, []).append(debt)
    today = _judged(report, lang)
    blocks: list[Block] = [Heading(t("欠报数据", "Outstanding figures"), 1)]
    if not debts:
        return Page(
            (
                *blocks,
                paragraph(
                    t(f"至{today}没有欠报", f"Nothing is outstanding as of {today}"), Tone.GOOD
                ),
            )
        )
    blocks.append(paragraph(_headline(debts, today, lang), Tone.MUTED))
    for owner in sorted(owners, key=lambda owner: (owner is None, -len(owners[owner]))):
        count = len(owners[owner])
        blocks += [
            Heading(f"{owner or say(NO_OWNER, lang)} ({count})"),
            _table(report, owners[owner], lang),
        ]
    return Page(tuple(blocks))


def _judged(report: Report, lang: Lang) -> str:
    """The month that lateness is judged by; in a replay also the last month that is asked for."""
    today = month_text(report.clock.today, lang)
    if not report.clock.replay:
        return today
    until = month_text(report.as_of, lang)
    return speaker(lang)(f"{today}（只计到{until}）", f"{today} (periods up to {until} only)")


def _headline(debts: Sequence[Debt], today: str, lang: Lang) -> str:
    t = speaker(lang)
    named = [debt.target.owner for debt in debts if debt.target.owner]
    units, unnamed = len(set(named)), len(debts) - len(named)
    zh, en = (
        f"{units} 个单位欠报 {len(named)} 项",
        f"{number_of(units, 'unit')} with outstanding figures for"
        f" {number_of(len(named), 'target')}",
    )
    return t(
        f"按{today}判断，{zh}" + (f"；另有 {unnamed} 项未明确责任单位" if unnamed else ""),
        f"As of {today}, {en}"
        + (
            f"; {number_of(unnamed, 'overdue target')} without a responsible unit"
            if unnamed
            else ""
        ),
    )


def _table(report: Report, debts: Sequence[Debt], lang: Lang) -> Table:
    t = speaker(lang)
    columns = [
        Column(t("指标", "Indicator"), flexible=True),
        Column(t("欠报时期", "Periods outstanding")),
        Column(t("期数", "Count"), numeric=True),
        Column(t("应报月份", "Due in"), rank=1),
        Column(t("逾期月数", "Months late"), numeric=True),
        Column(t("最新数据", "Latest"), rank=1),
        Column(t("配合单位", "With"), rank=2, flexible=True),
    ]
    return Table(columns, [_row(report, debt, lang) for debt in debts])


def _row(report: Report, debt: Debt, lang: Lang) -> list[Cell]:
    first, last = debt.periods[0], debt.periods[-1]
    return [
        Cell(say(debt.target.name, lang)),
        Cell(str(first) if first == last else f"{first} - {last}"),
        Cell(str(len(debt.periods))),
        Cell(str(debt.since)),
        Cell(str(debt.months_late(report.clock.today)), Tone.BAD),
        Cell(str(debt.newest) if debt.newest else "-", Tone.MUTED),
        Cell(speaker(lang)("、", ", ").join(debt.target.supporting), Tone.MUTED),
    ]
