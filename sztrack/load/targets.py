"""targets.yaml -> `Plan` and findings. A target that cannot be read costs that target; the rest of
the plan stands.

The format is described in docs/targets.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import yaml

from sztrack.core.kinds import traits
from sztrack.core.model import (
    Baseline,
    Chapter,
    Event,
    Finding,
    Frequency,
    Goal,
    Kind,
    Nature,
    Op,
    Plan,
    Rules,
    Severity,
    Source,
    Strength,
    Target,
    Task,
    Text,
)
from sztrack.core.outlook.pace import names as pace_names
from sztrack.core.words.period import Month, parse_month
from sztrack.core.words.quantity import (
    Quantity,
    known_units,
    parse_number,
    parse_quantity,
    parse_unit,
)
from sztrack.load.nodes import Reader, compose, nearest

_TARGET = (
    "id",
    "name",
    "indicator",
    "kind",
    "event",
    "goal",
    "wording",
    "baseline",
    "strength",
    "by",
    "frequency",
    "lag",
    "pace",
    "owner",
    "with",
    "note",
)
_REQUIRED = ("id", "name", "kind", "wording")
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_GOAL = r"(<~|>=|<=|>|<|~|=)?\s*(.+)"
_OPS = {op.value: op for op in Op}
_KINDS = {kind.value: kind for kind in Kind}
_EVENTS = {event.value: event for event in Event}
_STRENGTHS = {strength.value: strength for strength in Strength}
_FREQUENCIES = {frequency.value: frequency for frequency in Frequency}
_NATURES = {nature.value: nature for nature in Nature}


class Place(NamedTuple):
    """Where in the plan a target stands, and what it inherits from there."""

    year: int
    chapter: str
    nature: Nature
    task: int | None = None
    owner: str | None = None
    supporting: tuple[str, ...] = ()


def read_plan(text: str, path: str) -> tuple[Plan | None, list[Finding]]:
    """The plan in `text`, and everything in it that does not fit. None if nothing of it can be
    read.
    """
    root, findings = compose(text, path)
    if findings:
        return None, findings
    if root is None:
        return None, [
            Finding(
                "SZ100",
                Severity.ERROR,
                Text("文件是空的", "the file is empty"),
                Text("从 plan: 写起", "begin with `plan:`"),
                Source(path, 1),
            )
        ]
    return _Plan(path).read(root)


class _Plan(Reader):
    """Reads a plan's nodes, from the root down."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._ids: dict[str, Source] = {}
        self._numbers: dict[int, Source] = {}
        self._pace = ""

    def read(self, root: yaml.Node) -> tuple[Plan | None, list[Finding]]:
        top = self.fields(root, ("plan", "rules", "aliases", "chapters"), ("plan", "chapters"))
        head = (
            self.fields(top["plan"], ("id", "year", "title", "source"), ("id", "year", "title"))
            if "plan" in top
            else {}
        )
        year = self.integer(head["year"], 1900, 2199) if "year" in head else None
        if year is None:
            return None, self.findings
        rules = self._rules(top.get("rules"))
        self._pace = rules.pace
        chapters: list[Chapter] = []
        tasks: list[Task] = []
        targets: list[Target] = []
        for node in self.items(top.get("chapters")):
            self._chapter(node, year, chapters, tasks, targets)
        plan = Plan(
            id=(self.string(head["id"]) if "id" in head else None) or "plan",
            year=year,
            title=(self.text(head["title"]) if "title" in head else None)
            or Text(str(year), str(year)),
            cited=self._cited(head.get("source")),
            rules=rules,
            chapters=tuple(chapters),
            tasks=tuple(tasks),
            targets=tuple(targets),
            source=self.source(root),
            aliases=self._aliases(top.get("aliases"), targets),
        )
        return plan, self.findings

    def _cited(self, node: yaml.Node | None) -> str:
        fields = (
            self.fields(node, ("title", "publisher", "date", "url"), ("title",)) if node else {}
        )
        return ", ".join(filter(None, (self.string(value) for value in fields.values())))

    def _aliases(self, node: yaml.Node | None, targets: list[Target]) -> dict[str, str]:
        """Published names and what they stand for: an indicator, a name or an id of the plan."""
        known = {name for target in targets for name in (target.id, target.indicator, *target.name)}
        aliases: dict[str, str] = {}
        for name, value in self.pairs(node).items() if node else ():
            stands_for = self.string(value)
            if stands_for in known:
                aliases[name] = stands_for
            elif stands_for is not None:
                near = nearest(stands_for, known)
                self.fault(
                    "SZ118",
                    value,
                    Text(f"计划中没有“{stands_for}”", f"the plan has no '{stands_for}'"),
                    (
                        Text(
                            "写目标的 indicator、名称或 id",
                            "write a target's indicator, name or id",
                        )
                        if near is None
                        else Text(f"是否为 {near}？", f"did you mean '{near}'?")
                    ),
                )
        return aliases

    def _rules(self, node: yaml.Node | None) -> Rules:
        defaults = Rules()
        fields = self.fields(node, Rules._fields) if node else {}
        read: dict[str, Decimal | int | str] = {}
        for name, of in fields.items():
            value = self._rule(of, name, getattr(defaults, name))
            if value is not None:
                read[name] = value
        return Rules(**read)  # type: ignore[arg-type]  # each name was read as its own default's type

    def _rule(
        self, node: yaml.Node, name: str, default: Decimal | int | str
    ) -> Decimal | int | str | None:
        if isinstance(default, str):
            return self.choice(node, pace_names())
        if isinstance(default, int):
            return self.integer(node, 0 if name == "stale_after" else 1, 120)
        read, expected = (
            (_percentage, Text("50 至 99 的数", "a number from 50 to 99"))
            if name == "level"
            else (_positive, Text("正数", "a positive number"))
        )
        return self.parsed(
            node,
            read,
            "SZ108",
            expected,
            Text(
                "只写数字，单位见 docs/rules.md",
                "write the bare number; docs/rules.md has the units",
            ),
        )

    def _chapter(
        self,
        node: yaml.Node,
        year: int,
        chapters: list[Chapter],
        tasks: list[Task],
        targets: list[Target],
    ) -> None:
        fields = self.fields(node, ("id", "title", "nature", "targets", "tasks"), ("id", "title"))
        if not {"id", "title"} <= fields.keys():
            return
        name, title = self.string(fields["id"]) or "", self.text(fields["title"])
        if any(chapter.id == name for chapter in chapters):
            self._repeated_id(
                fields["id"],
                name,
                next(chapter.source for chapter in chapters if chapter.id == name),
            )
        nature = _NATURES[
            (self.choice(fields["nature"], _NATURES) if "nature" in fields else None) or "task"
        ]
        chapters.append(Chapter(id=name, title=title or Text(name, name), source=self.source(node)))
        targets += self._targets(fields.get("targets"), Place(year, name, nature))
        for item in self.items(fields.get("tasks")):
            self._task(item, Place(year, name, nature), tasks, targets)

    def _task(
        self, node: yaml.Node, place: Place, tasks: list[Task], targets: list[Target]
    ) -> None:
        fields = self.fields(
            node, ("task", "title", "owner", "with", "targets"), ("task", "title", "targets")
        )
        number = self.integer(fields["task"], 1, 9999) if "task" in fields else None
        if number is None:
            return
        owner = self.string(fields["owner"]) if "owner" in fields else None
        supporting = self._units(fields.get("with"))
        title = self.text(fields["title"]) if "title" in fields else None
        if number in self._numbers:
            self.fault(
                "SZ109",
                node,
                Text(
                    f"任务 {number} 重复，{self._numbers[number]} 已有",
                    f"task {number} stands at {self._numbers[number]} already",
                ),
                Text("一个任务只写一次", "write each task once"),
            )
        self._numbers.setdefault(number, self.source(node))
        title = title or Text(str(number), str(number))
        tasks.append(
            Task(
                number=number,
                title=title,
                owner=owner,
                chapter=place.chapter,
                source=self.source(node),
                supporting=supporting,
            )
        )
        targets += self._targets(
            fields.get("targets"), place._replace(task=number, owner=owner, supporting=supporting)
        )

    def _targets(self, node: yaml.Node | None, place: Place) -> Iterator[Target]:
        for item in self.items(node):
            before = len(self.findings)
            target = self._target(item, place)
            if target and not any(
                finding.severity is Severity.ERROR for finding in self.findings[before:]
            ):
                yield target

    def _target(self, node: yaml.Node, place: Place) -> Target | None:
        fields = self.fields(node, _TARGET, _REQUIRED)
        if not all(key in fields for key in _REQUIRED):
            return None
        word = self.choice(fields["kind"], _KINDS)
        name, ident, wording = (
            self.text(fields["name"]),
            self._id(fields["id"]),
            self.string(fields["wording"]),
        )
        if word is None or name is None or ident is None or wording is None:
            return None
        kind = _KINDS[word]
        written = self.string(fields["goal"]) if "goal" in fields else None
        pending = written == "pending"
        goal = self._goal(fields["goal"], written) if written is not None and not pending else None
        self._agree(node, fields, kind, goal)
        return Target(
            id=ident,
            name=name,
            indicator=(self.string(fields["indicator"]) if "indicator" in fields else None)
            or name.zh,
            kind=kind,
            nature=place.nature,
            chapter=place.chapter,
            task=place.task,
            owner=(self.string(fields["owner"]) if "owner" in fields else None) or place.owner,
            goal=goal,
            pending=pending,
            wording=wording,
            baseline=(
                self._baseline(fields["baseline"], place.year, goal)
                if "baseline" in fields
                else None
            ),
            strength=_STRENGTHS[
                (self.choice(fields["strength"], _STRENGTHS) if "strength" in fields else None)
                or "firm"
            ],
            by=(self._by(fields["by"], place.year) if "by" in fields else None)
            or Month(place.year, 12),
            frequency=self._frequency(fields.get("frequency"), kind),
            lag=(
                1
                if (lag := self.integer(fields["lag"], 0, 24) if "lag" in fields else None) is None
                else lag
            ),
            pace=(self.choice(fields["pace"], pace_names()) if "pace" in fields else None)
            or self._pace,
            event=(
                _EVENTS[
                    (self.choice(fields["event"], _EVENTS) if "event" in fields else None)
                    or "other"
                ]
                if traits(kind).is_deliverable
                else None
            ),
            note=self.text(fields["note"]) if "note" in fields else None,
            source=self.source(node),
            supporting=self._units(fields["with"]) if "with" in fields else place.supporting,
        )

    def _units(self, node: yaml.Node | None) -> tuple[str, ...]:
        """A list of units, each once."""
        return tuple(dict.fromkeys(filter(None, map(self.string, self.items(node)))))

    def _id(self, node: yaml.Node) -> str | None:
        ident = self.parsed(
            node,
            lambda text: text if re.fullmatch(_ID, text) else None,
            "SZ110",
            Text("有效的 id", "a valid id"),
            Text(
                "小写英文字母、数字和连字符，如 high-level-talent",
                "lower-case letters, digits and hyphens, as in high-level-talent",
            ),
        )
        if ident in self._ids:
            self._repeated_id(node, ident, self._ids[ident])
        elif ident:
            self._ids[ident] = self.source(node)
        return ident

    def _repeated_id(self, node: yaml.Node, ident: str, first: Source) -> None:
        self.fault(
            "SZ111",
            node,
            Text(f"id “{ident}”重复，{first} 已有", f"id '{ident}' stands at {first} already"),
            Text("改成唯一的 id", "make the id unique"),
        )

    def _goal(self, node: yaml.Node, text: str) -> Goal | None:
        parts = re.fullmatch(_GOAL, text)
        if parts is None:
            self._quantity(node, text)
            return None
        if parts[1] is None:
            self.fault(
                "SZ112",
                node,
                Text(f"目标“{text}”没有比较符号", f"the goal '{text}' has no operator"),
                Text(
                    f'在数字前写 {" ".join(_OPS)} 之一，如 "> 2.6万人"',
                    f'write one of {" ".join(_OPS)} before the number, as in "> 2.6万人"',
                ),
            )
            return None
        quantity = self._quantity(node, parts[2])
        return (
            Goal(op=_OPS[parts[1]], quantity=quantity, source=self.source(node))
            if quantity
            else None
        )

    def _quantity(self, node: yaml.Node, text: str) -> Quantity | None:
        quantity = parse_quantity(text)
        if quantity is not None:
            return quantity
        number = re.match(r"\s*[-+−]?[\d.,]+", text)
        unit = text[number.end() :].strip() if number else ""
        if number and not unit:
            self.fault(
                "SZ114",
                node,
                Text(f"“{text}”没有单位", f"'{text}' has no unit"),
                Text(
                    "照计划原文写上单位，如 万人、亿元、%",
                    "write the unit as the plan has it: 万人, 亿元, %",
                ),
            )
        elif number and parse_unit(unit) is None:
            self.fault(
                "SZ114",
                node,
                Text(f"不认识单位“{unit}”", f"unknown unit '{unit}'"),
                Text(
                    f"可用：{' '.join(known_units())}，前面可加 万、亿、万亿",
                    f"known: {' '.join(known_units())}, with 万, 亿 or 万亿 before any of them",
                ),
            )
        else:
            self.fault(
                "SZ113",
                node,
                Text(f"“{text}”不是数", f"'{text}' is not a number with a unit"),
                Text("写成 5.5%、18万人、1.5万亿元", "write it as 5.5%, 18万人, 1.5万亿元"),
            )
        return None

    def _baseline(self, node: yaml.Node, year: int, goal: Goal | None) -> Baseline | None:
        fields = self.fields(
            node, ("value", "year", "wording", "note"), ("value", "year", "wording")
        )
        if not {"value", "year", "wording"} <= fields.keys():
            return None
        quantity = self._quantity(fields["value"], self.string(fields["value"]) or "")
        of = self.integer(fields["year"], 1900, year - 1)
        if quantity and goal and not quantity.unit.converts_to(goal.unit):
            self.fault(
                "SZ115",
                fields["value"],
                Text(
                    f"基数的单位“{quantity.unit.written}”与目标的“{goal.unit.written}”不能换算",
                    f"the baseline's {quantity.unit.written} does not convert to the goal's"
                    f" {goal.unit.written}",
                ),
                Text(
                    "基数须与目标同一指标、同类单位",
                    "a baseline is the same indicator in a unit of the same sort",
                ),
            )
        wording, note = (
            self.string(fields["wording"]),
            self.text(fields["note"]) if "note" in fields else None,
        )
        return (
            Baseline(
                quantity=quantity,
                year=of,
                wording=wording or "",
                note=note,
                source=self.source(node),
            )
            if quantity and of
            else None
        )

    def _by(self, node: yaml.Node, year: int) -> Month | None:
        month = self.parsed(
            node,
            parse_month,
            "SZ116",
            Text("年月", "a month"),
            Text(f"写成 {year}-03", f"write it as {year}-03"),
        )
        if month and month.year != year:
            self.fault(
                "SZ116",
                node,
                Text(
                    f"{month} 不在计划年度 {year} 内", f"{month} is not in the plan's year {year}"
                ),
                Text(f"写 {year} 年的月份", f"write a month of {year}"),
            )
        return month

    def _frequency(self, node: yaml.Node | None, kind: Kind) -> Frequency:
        word = self.choice(node, _FREQUENCIES) if node else None
        return _FREQUENCIES[word] if word else traits(kind).frequency

    def _agree(
        self, node: yaml.Node, fields: dict[str, yaml.Node], kind: Kind, goal: Goal | None
    ) -> None:
        """Kind and goal must fit each other."""
        if traits(kind).is_measured and "goal" not in fields:
            self.fault(
                "SZ117",
                node,
                Text(f"{kind.value} 类目标缺少 goal", f"a {kind.value} needs a goal"),
                Text(
                    '写 goal: "> 2.6万人"；上级尚未下达的写 goal: pending',
                    'write `goal: "> 2.6万人"`, or `goal: pending` if it is still to be assigned',
                ),
            )
        if not traits(kind).is_measured and goal:
            self.fault(
                "SZ117",
                fields["goal"],
                Text(f"{kind.value} 类目标不带数值", f"a {kind.value} has no number"),
                Text(
                    "改用 flow、stock、growth 或 rate，或删去 goal",
                    "use flow, stock, growth or rate, or delete the goal",
                ),
            )
        if traits(kind).by_growth and goal and goal.unit.dimension != "percent":
            self.fault(
                "SZ117",
                fields["goal"],
                Text("growth 类目标的单位应是 %", "a growth goal is in %"),
                Text('写成 ">= 5.5%"', 'write it as ">= 5.5%"'),
            )
        if "event" in fields and not traits(kind).is_deliverable:
            self.fault(
                "SZ117",
                fields["event"],
                Text("只有 milestone 有 event", "only a milestone has an event"),
                Text("删去 event", "delete it"),
            )


def _positive(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and number > 0 else None


def _percentage(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and 50 <= number <= 99 else None
