"""targets.yaml -> `Plan` and findings. A target that cannot be read costs that target; the rest of
the plan stands.

The format is described in docs/targets.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import yaml

from sztrack.core.catalogue import RULES
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
        return None, [RULES["SZ100"].at(Source(path, 1), Text("文件是空的", "the file is empty"))]
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
                asked = Text("", "")
                if near:
                    asked = Text(f"；是否为 {near}？", f"; did you mean '{near}'?")
                self.fault(
                    "SZ118",
                    value,
                    Text(
                        f"计划中没有“{stands_for}”{asked.zh}",
                        f"the plan has no '{stands_for}'{asked.en}",
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
        return self.parsed(node, read, "SZ108", expected)

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
            self.fault("SZ114", node, Text(f"“{text}”没有单位", f"'{text}' has no unit"))
        elif number and parse_unit(unit) is None:
            self.fault("SZ114", node, Text(f"不认识单位“{unit}”", f"unknown unit '{unit}'"))
        else:
            self.fault(
                "SZ113", node, Text(f"“{text}”不是数", f"'{text}' is not a number with a unit")
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
                    f"the baseline's unit '{quantity.unit.written}' does not convert to the goal's"
                    f" '{goal.unit.written}'",
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
            node, parse_month, "SZ116", Text(f"{year} 年的年月", f"a month of {year}")
        )
        if month and month.year != year:
            self.fault(
                "SZ116",
                node,
                Text(
                    f"{month} 不在计划年度 {year} 内", f"{month} is not in the plan's year {year}"
                ),
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
                "SZ117", node, Text(f"{kind.value} 类目标缺少 goal", f"a {kind.value} needs a goal")
            )
        if not traits(kind).is_measured and goal:
            self.fault(
                "SZ117",
                fields["goal"],
                Text(f"{kind.value} 类目标不带数值", f"a {kind.value} has no number"),
            )
        if traits(kind).by_growth and goal and goal.unit.dimension != "percent":
            self.fault(
                "SZ117", fields["goal"], Text("growth 类目标的单位应是 %", "a growth goal is in %")
            )
        if "event" in fields and not traits(kind).is_deliverable:
            self.fault(
                "SZ117",
                fields["event"],
                Text("只有 milestone 有 event", "only a milestone has an event"),
            )


def _positive(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and number > 0 else None


def _percentage(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and 50 <= number <= 99 else None
