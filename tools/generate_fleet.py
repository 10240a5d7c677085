"""A country of made-up plans, to measure `sztrack fleet` by.

    python tools/generate_fleet.py DIR [--workspaces 3000] [--targets 300] [--months 36] [--seed 1]

Every workspace has 12 headline goals, and tasks up to `--targets`; every target has a figure of
each month up to September 2024. The same seed gives the same bytes, and workspace 7 is the same
whether ten or ten thousand are written. No place and no figure is a real one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

YEAR, NEWEST = 2024, 9
"""The plan's year, and the newest month of it that has figures."""
_MONTHLY = tuple(1 + 0.15 * ((month * 7) % 5 - 2) for month in range(12))
"""How the months of a year differ from each other."""


class Indicator(NamedTuple):
    """What is measured, and what a usual goal for it is."""

    zh: str
    en: str
    kind: str
    sign: str
    usual: float
    unit: str
    nature: str = "expected"
    id: str = ""


HEADLINE = (
    Indicator("地区生产总值", "GDP growth", "growth", ">=", 5.5, "%", id="gdp"),
    Indicator("规模以上工业增加值", "Industrial growth", "growth", ">=", 6, "%", id="industry"),
    Indicator("固定资产投资", "Investment growth", "growth", ">=", 7, "%", id="investment"),
    Indicator("社会消费品零售总额", "Retail growth", "growth", ">=", 6, "%", id="retail"),
    Indicator("居民消费价格", "Consumer prices", "growth", "<~", 3, "%", id="prices"),
    Indicator("居民人均可支配收入", "Income growth", "growth", ">=", 5.5, "%", id="income"),
    Indicator("一般公共预算收入", "Budget revenue", "flow", ">=", 42, "亿元", id="revenue"),
    Indicator("进出口总额", "Foreign trade", "flow", ">=", 130, "亿元", id="trade"),
    Indicator("城镇新增就业", "New urban jobs", "flow", ">=", 1.2, "万人", id="jobs"),
    Indicator("城镇登记失业率", "Unemployment", "rate", "<=", 4.5, "%", id="unemployment"),
    Indicator("细颗粒物浓度", "Fine particles", "rate", "<=", 32, "微克/立方米", "binding", "pm25"),
    Indicator("空气优良天数比例", "Days of good air", "rate", ">=", 85, "%", "binding", "air"),
)
_TASKS = (
    Indicator("投资完成额", "Investment of project", "flow", ">=", 6, "亿元"),
    Indicator("在册企业数", "Companies of park", "stock", ">=", 240, "家"),
    Indicator("合格率", "Pass rate of field", "rate", ">=", 96, "%"),
    Indicator("产值", "Output growth of sector", "growth", ">=", 6, "%"),
)


def indicators(targets: int) -> tuple[Indicator, ...]:
    """The headline goals, and as many tasks as make it `targets`."""
    tasks = []
    for number in range(1, max(0, targets - len(HEADLINE)) + 1):
        like = _TASKS[number % len(_TASKS)]
        zh, en = f"第{number}项{like.zh}", f"{like.en} {number}"
        tasks.append(like._replace(zh=zh, en=en, id=f"task-{number}"))
    return (*HEADLINE, *tasks)


def generate(root: Path, workspaces: int, targets: int, months: int, seed: int) -> Iterator[Path]:
    """Write the workspaces below `root`, one after the other."""
    measured = indicators(targets)
    for number in range(1, workspaces + 1):
        chance = Random(f"{seed}-{number}")
        folder = root / f"county-{number:04}"
        (folder / "actuals").mkdir(parents=True, exist_ok=True)
        goals = {one.id: _goal(one, chance) for one in measured}
        _write(folder / "targets.yaml", _plan(number, measured, goals))
        _write(folder / "actuals" / "figures.csv", _table(measured, goals, months, chance))
        yield folder


def _goal(one: Indicator, chance: Random) -> float:
    """A goal near the usual one; a share stays below the whole."""
    drawn = round(one.usual * chance.uniform(0.9, 1.1), 2)
    return min(drawn, 99.5) if one.unit == "%" else drawn


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _plan(number: int, measured: Iterable[Indicator], goals: Mapping[str, float]) -> Iterator[str]:
    """The lines of targets.yaml."""
    yield "plan:"
    yield f"  id: county-{number:04}"
    yield f"  year: {YEAR}"
    yield f"  title: {{zh: 第{number}县{YEAR}年计划, en: County {number}}}"
    yield "chapters:"
    titles = {"expected": "预期性指标", "binding": "约束性指标", "task": "任务"}
    for place, (nature, title) in enumerate(titles.items(), 1):
        yield f'  - id: "{place}"'
        yield f"    title: {{zh: {title}, en: {nature.title()}}}"
        yield f"    nature: {nature}" if nature != "task" else "    # tasks"
        yield "    targets:"
        for one in measured:
            if _nature(one) == nature:
                yield from _target(one, goals[one.id])


def _nature(one: Indicator) -> str:
    return "task" if one.id.startswith("task-") else one.nature


def _target(one: Indicator, goal: float) -> Iterator[str]:
    yield f"      - id: {one.id}"
    yield f"        name: {{zh: {one.zh}, en: {one.en}}}"
    yield f"        indicator: {one.zh}"
    yield f"        kind: {one.kind}"
    yield f'        goal: "{one.sign} {goal}{one.unit}"'
    yield f"        wording: {one.zh}{goal}{one.unit}"


def _table(
    measured: Iterable[Indicator], goals: Mapping[str, float], months: int, chance: Random
) -> Iterator[str]:
    """The lines of the figures: `months` of them for each indicator."""
    yield "indicator,period,basis,value,growth,unit"
    first = YEAR * 12 + NEWEST - months
    for one in measured:
        luck = chance.gauss(1, 0.06)
        so_far = 0.0
        for month in range(first, first + months):
            year, place = divmod(month, 12)
            fit = goals[one.id] * luck * (1 + 0.03 * (year - YEAR)) * chance.gauss(1, 0.01)
            fit = min(fit, 100) if one.unit == "%" else fit
            period = f"{year}-{place + 1:02}"
            if one.kind == "flow":
                # A series that begins within a year says what that year brought before.
                brought = sum(_MONTHLY[:place]) / 12 if month == first else so_far
                so_far = brought * (place > 0) + _MONTHLY[place] / 12
                yield f"{one.zh},{period},ytd,{fit * so_far:.2f},,{one.unit}"
            elif one.kind == "growth":
                yield f"{one.zh},{period},ytd,,{fit:.1f},"
            else:
                basis = "point" if one.kind == "stock" else "ytd"
                yield f"{one.zh},{period},{basis},{fit:.2f},,{one.unit}"


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description="A country of made-up plans.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workspaces", type=int, default=3000)
    parser.add_argument("--targets", type=int, default=300)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    written = sum(
        1 for _ in generate(asked.folder, asked.workspaces, asked.targets, asked.months, asked.seed)
    )
    print(f"{written} workspaces in {asked.folder}")


if __name__ == "__main__":
    main()
