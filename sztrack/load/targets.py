"""targets.yaml -> `Plan` and findings. A target that cannot be read costs that target; the rest of
the plan stands.

The format is described in docs/targets.md.
"""

import dataclasses
import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import yaml

from sztrack.core.catalogue import RULES
from sztrack.core.kinds import traits
from sztrack.core.model import (
    Amendment,
    Baseline,
    Chapter,
    Document,
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
from sztrack.core.words.english import plain
from sztrack.core.words.period import Month, parse_day, parse_month
from sztrack.core.words.quantity import (
    Quantity,
    Unit,
    nearest_unit,
    parse_number,
    quantity_as_written,
)
from sztrack.load.letterhead import letterhead
from sztrack.load.nodes import Reader, compose, nearest
from sztrack.load.plan_places import named_places, own_place

_TARGET = (
    "id",
    "name",
    "indicator",
    "kind",
    "event",
    "goal",
    "amended",
    "wording",
    "baseline",
    "strength",
    "by",
    "frequency",
    "lag",
    "may_fall",
    "pace",
    "owner",
    "with",
    "note",
)
_REQUIRED = ("id", "name", "kind", "wording")
_DOCUMENT = ("title", "publisher", "date", "url")
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_GOAL = r"(>~|<~|>=|<=|>|<|~|=)?\s*(.+)"
_RANGE = r"(.*[^\s.])\s*\.\.\s*(.+)"
_OPS = {op.value: op for op in Op}
_KINDS = {kind.value: kind for kind in Kind}
_EVENTS = {event.value: event for event in Event}
_STRENGTHS = {strength.value: strength for strength in Strength}
_FREQUENCIES = {frequency.value: frequency for frequency in Frequency}
_TRUTHS = {"true": True, "false": False}
_NATURES = {nature.value: nature for nature in Nature}


_UNNUMBERED = Text(
    "没有数值目标，无从调整；已下达的目标直接写在 goal 处",
    "there is no number that could be amended; write a goal that has been assigned as `goal`",
)
_NO_EVENT = Text("只有 milestone 有 event", "only a milestone has an event")
_NO_FALL = Text("只有 flow 和 stock 有 may_fall", "only a flow or a stock has may_fall")


class Place(NamedTuple):
    """Where in the plan a target stands, and what it inherits from there."""

    year: int
    chapter: str
    nature: Nature
    task: int | None = None
    owner: str | None = None
    supporting: tuple[str, ...] = ()


class Decision(NamedTuple):
    """What stands under `amended`, before it is known which goal it replaces."""

    on: date
    fields: dict[str, yaml.Node]
    source: Source


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
        self._chapters: list[Chapter] = []
        self._tasks: list[Task] = []
        self._targets: list[Target] = []
        self._ids: dict[str, Source] = {}
        self._numbers: dict[int, Source] = {}
        self._pace = ""

    def read(self, root: yaml.Node) -> tuple[Plan | None, list[Finding]]:
        """The plan; None without a year, which everything in it hangs on."""
        known = ("plan", "brief", "rules", "places", "aliases", "chapters")
        top = self.fields(root, known, ("plan", "chapters"))
        head: dict[str, yaml.Node] = {}
        if "plan" in top:
            head = self.fields(
                top["plan"], ("id", "year", "title", "place", "source"), ("id", "year", "title")
            )
        year = self.integer(head.get("year"), 1900, 2199)
        if year is None:
            return None, self.findings
        rules = self._rules(top.get("rules"))
        self._pace = rules.pace
        places = named_places(self, top.get("places"), self._id)
        for node in self.items(top.get("chapters")):
            self._chapter(node, year)
        plan = Plan(
            id=self.string(head.get("id")) or "plan",
            year=year,
            title=self.text(head.get("title")) or Text(str(year), str(year)),
            document=self._document(head.get("source")),
            rules=rules,
            chapters=tuple(self._chapters),
            tasks=tuple(self._tasks),
            targets=tuple(self._targets),
            source=self.source(root),
            aliases=self._aliases(top.get("aliases")),
            letterhead=letterhead(self, top.get("brief"), year),
            place=own_place(self, head.get("place")),
            places=places,
        )
        return plan, self.findings

    def _document(self, node: yaml.Node | None) -> Document | None:
        fields = self.fields(node, _DOCUMENT, ("title",)) if node else {}
        title = self.text(fields.get("title"))
        if title is None:
            return None
        return Document(
            title=title,
            publisher=self.text(fields.get("publisher")),
            date=self.string(fields.get("date")) or "",
            url=self.string(fields.get("url")) or "",
        )

    def _cited(self, node: yaml.Node | None) -> str:
        fields = self.fields(node, _DOCUMENT, ("title",)) if node else {}
        return ", ".join(filter(None, (self.string(value) for value in fields.values())))

    def _aliases(self, node: yaml.Node | None) -> dict[str, str]:
        """Published names and what they stand for: an indicator, a name or an id of the plan."""
        known: set[str] = set()
        for target in self._targets:
            known.update((target.id, target.indicator, *target.name))
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
        known = [field.name for field in dataclasses.fields(Rules)]
        fields = self.fields(node, known) if node else {}
        read: dict[str, Decimal | int | str] = {}
        for name, of in fields.items():
            value = self._rule(of, name, getattr(defaults, name))
            if value is not None:
                read[name] = value
        likely, unlikely = (
            read.get(name, getattr(defaults, name)) for name in ("likely", "unlikely")
        )
        if node and unlikely >= likely:
            self.fault(
                "SZ108",
                fields.get("unlikely", fields.get("likely", node)),
                Text(
                    f"unlikely（{unlikely}）须小于 likely（{likely}）",
                    f"unlikely ({unlikely}) is not below likely ({likely})",
                ),
            )
        return Rules(**read)  # type: ignore[arg-type]  # each name was read as its own default's type

    def _rule(
        self, node: yaml.Node, name: str, default: Decimal | int | str
    ) -> Decimal | int | str | None:
        if isinstance(default, str):
            return self.choice(node, pace_names())
        if isinstance(default, int):
            return self.integer(node, 0 if name == "stale_after" else 1, 120)
        read, expected = _positive, Text("正数", "a positive number")
        if name == "level":
            read, expected = _percentage, Text("50 至 99 的数", "a number from 50 to 99")
        elif name in ("likely", "unlikely"):
            read, expected = _chance, Text("0 至 100 之间的数", "a number between 0 and 100")
        return self.parsed(node, read, "SZ108", expected)

    def _chapter(self, node: yaml.Node, year: int) -> None:
        fields = self.fields(node, ("id", "title", "nature", "targets", "tasks"), ("id", "title"))
        if not {"id", "title"} <= fields.keys():
            return
        name, title = self.string(fields["id"]) or "", self.text(fields["title"])
        for chapter in self._chapters:
            if chapter.id == name:
                self._repeated_id(fields["id"], name, chapter.source)
                break
        nature = self.member(fields.get("nature"), _NATURES) or Nature.TASK
        place = Place(year=year, chapter=name, nature=nature)
        self._chapters.append(
            Chapter(id=name, title=title or Text(name, name), source=self.source(node))
        )
        self._read_targets(fields.get("targets"), place)
        for item in self.items(fields.get("tasks")):
            self._task(item, place)

    def _task(self, node: yaml.Node, place: Place) -> None:
        fields = self.fields(
            node, ("task", "title", "owner", "with", "targets"), ("task", "title", "targets")
        )
        number = self.integer(fields.get("task"), 1, 9999)
        if number is None:
            return
        owner = self.string(fields.get("owner"))
        supporting = self._units(fields.get("with"))
        title = self.text(fields.get("title")) or Text(str(number), str(number))
        if number in self._numbers:
            self.fault(
                "SZ109",
                node,
                Text(
                    f"任务 {number} 重复，{self._numbers[number]} 已有",
                    f"task {number} is already at {self._numbers[number]}",
                ),
            )
        self._numbers.setdefault(number, self.source(node))
        self._tasks.append(
            Task(
                number=number,
                title=title,
                owner=owner,
                chapter=place.chapter,
                source=self.source(node),
                supporting=supporting,
            )
        )
        within = place._replace(task=number, owner=owner, supporting=supporting)
        self._read_targets(fields.get("targets"), within)

    def _read_targets(self, node: yaml.Node | None, place: Place) -> None:
        """The targets of a list that could be read without an error."""
        for item in self.items(node):
            before = len(self.findings)
            target = self._target(item, place)
            severities = {finding.severity for finding in self.findings[before:]}
            if target and Severity.ERROR not in severities:
                self._targets.append(target)

    def _target(self, node: yaml.Node, place: Place) -> Target | None:
        fields = self.fields(node, _TARGET, _REQUIRED)
        if not fields.keys() >= set(_REQUIRED):
            return None
        kind = self.member(fields["kind"], _KINDS)
        name, ident = self.text(fields["name"]), self._id(fields["id"])
        wording = self.string(fields["wording"])
        if kind is None or name is None or ident is None or wording is None:
            return None
        written = self.string(fields.get("goal"))
        pending = written == "pending"
        goal = None if pending else self._goal(fields.get("goal"), written)
        self._agree(node, fields, kind, goal)
        by = self._by(fields.get("by"), place.year) or Month(place.year, 12)
        return Target(
            id=ident,
            name=name,
            indicator=self.string(fields.get("indicator")) or name.zh,
            kind=kind,
            nature=place.nature,
            chapter=place.chapter,
            task=place.task,
            owner=self.string(fields.get("owner")) or place.owner,
            goal=goal,
            pending=pending,
            wording=wording,
            baseline=self._baseline(fields.get("baseline"), place.year, goal),
            strength=self.member(fields.get("strength"), _STRENGTHS) or Strength.FIRM,
            by=by,
            frequency=self._frequency(fields.get("frequency"), kind),
            lag=self._lag(fields.get("lag")),
            may_fall=self.member(fields.get("may_fall"), _TRUTHS),
            amended=self._amended(fields.get("amended"), goal, by),
            pace=self.choice(fields.get("pace"), pace_names()) or self._pace,
            event=self._event(fields.get("event"), kind),
            note=self.text(fields.get("note")),
            source=self.source(node),
            supporting=self._supporting(fields.get("with"), place),
        )

    def _amended(
        self, node: yaml.Node | None, goal: Goal | None, by: Month
    ) -> tuple[Amendment, ...]:
        """What changed the goal, the earliest first; each takes the place of the one before."""
        decisions = [self._decision(item, by.year) for item in self.items(node)]
        amendments: list[Amendment] = []
        for decision in sorted(filter(None, decisions), key=lambda one: one.on):
            one = self._amendment(decision, goal, by) if goal else None
            if one:
                amendments.append(one)
                goal, by = one.goal, one.by
        return tuple(amendments)

    def _decision(self, node: yaml.Node, year: int) -> Decision | None:
        """An amendment's fields and its day, which must lie in the plan's year: a goal of another
        year was never in force, or all year long.
        """
        fields = self.fields(
            node, ("goal", "by", "on", "wording", "source"), ("goal", "on", "wording", "source")
        )
        day = self.parsed(
            fields.get("on"),
            lambda text: day if (day := parse_day(text)) and day.year == year else None,
            "SZ116",
            Text(f"{year} 年的日期（如 {year}-08-20）", f"a day of {year}, such as {year}-08-20"),
        )
        return None if day is None else Decision(day, fields, self.source(node))

    def _amendment(self, decision: Decision, before: Goal, by: Month) -> Amendment | None:
        fields = decision.fields
        goal = self._goal(fields.get("goal"), self.string(fields.get("goal")))
        if goal is None:
            return None
        if not goal.unit.converts_to(before.unit):
            self.fault(
                "SZ117",
                fields["goal"],
                Text(
                    f"调整后的单位“{goal.unit.written}”与原目标的“{before.unit.written}”不能换算",
                    f"the changed goal's unit '{goal.unit.written}' does not convert to"
                    f" '{before.unit.written}'",
                ),
            )
            return None
        upper = goal.upper and _in_unit(goal.upper, before.unit)
        quantity = _in_unit(goal.quantity, before.unit)
        return Amendment(
            goal=goal._replace(quantity=quantity, upper=upper),
            before=before,
            by=self._by(fields.get("by"), by.year) or by,
            on=decision.on,
            wording=self.string(fields.get("wording")) or "",
            cited=self._cited(fields.get("source")),
            source=decision.source,
        )

    def _lag(self, node: yaml.Node | None) -> int:
        """Months from the end of a period to its figure; one where the plan does not say."""
        lag = self.integer(node, 0, 24)
        return 1 if lag is None else lag

    def _event(self, node: yaml.Node | None, kind: Kind) -> Event | None:
        """What a deliverable brings about; None for a target that is none."""
        if not traits(kind).is_deliverable:
            return None
        return self.member(node, _EVENTS) or Event.OTHER

    def _supporting(self, node: yaml.Node | None, place: Place) -> tuple[str, ...]:
        """The units that help; those of the task where the target names none."""
        return place.supporting if node is None else self._units(node)

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
            Text(f"id “{ident}”重复，{first} 已有", f"id '{ident}' is already used at {first}"),
        )

    def _goal(self, node: yaml.Node | None, text: str | None) -> Goal | None:
        if node is None or text is None:
            return None
        ends = re.fullmatch(_RANGE, text)
        if ends is not None:
            return self._range(node, ends[1], ends[2])
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
        if quantity is None:
            return None
        return Goal(op=_OPS[parts[1]], quantity=quantity, source=self.source(node))

    def _range(self, node: yaml.Node, low: str, high: str) -> Goal | None:
        """A range, both ends good: `5%..5.5%`."""
        lower, upper = self._quantity(node, low), self._quantity(node, high)
        if lower is None or upper is None:
            return None
        if not upper.unit.converts_to(lower.unit) or upper.to(lower.unit) <= lower.value:
            self.fault(
                "SZ113",
                node,
                Text(
                    f"“{low}..{high}”不是区间：两端单位须同类，且下限小于上限",
                    f"'{low}..{high}' is no range: both ends have units of one sort, the lower"
                    " end first",
                ),
            )
            return None
        return Goal(op=Op.WITHIN, quantity=lower, upper=upper, source=self.source(node))

    def _quantity(self, node: yaml.Node, text: str) -> Quantity | None:
        quantity = quantity_as_written(text)
        if quantity is None:
            number = re.match(r"\s*[-+−]?[\d.,]+", text)
            unit = text[number.end() :].strip() if number else ""
            message = Text(f"“{text}”不是数", f"'{text}' is not a number with a unit")
            if number and not unit:
                message = Text(f"“{text}”没有单位", f"'{text}' has no unit")
            elif number:
                message = Text(f"“{unit}”不是单位", f"'{unit}' is no unit")
            self.fault("SZ113", node, message)
        elif not quantity.unit.is_known:
            self.fault("SZ114", node, _taken_as_written(quantity.unit))
        return quantity

    def _baseline(self, node: yaml.Node | None, year: int, goal: Goal | None) -> Baseline | None:
        if node is None:
            return None
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
        wording, note = self.string(fields["wording"]) or "", self.text(fields.get("note"))
        if quantity is None or of is None:
            return None
        return Baseline(
            quantity=quantity, year=of, wording=wording, note=note, source=self.source(node)
        )

    def _by(self, node: yaml.Node | None, year: int) -> Month | None:
        month = self.parsed(
            node, parse_month, "SZ116", Text(f"{year} 年的年月", f"a month of {year}")
        )
        if node and month and month.year != year:
            self.fault(
                "SZ116",
                node,
                Text(
                    f"{month} 不在计划年度 {year} 内", f"{month} is not in the plan's year {year}"
                ),
            )
        return month

    def _frequency(self, node: yaml.Node | None, kind: Kind) -> Frequency:
        return self.member(node, _FREQUENCIES) or traits(kind).frequency

    def _agree(
        self, node: yaml.Node, fields: dict[str, yaml.Node], kind: Kind, goal: Goal | None
    ) -> None:
        """Kind and goal must fit each other."""
        written = self.string(fields.get("goal"))
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
        has_number = goal is not None or written not in (None, "pending")
        self._allow(fields, "amended", has_number, _UNNUMBERED)
        self._allow(fields, "event", traits(kind).is_deliverable, _NO_EVENT)
        self._allow(fields, "may_fall", traits(kind).is_amount, _NO_FALL)

    def _allow(
        self, fields: dict[str, yaml.Node], key: str, is_allowed: bool, otherwise: Text
    ) -> None:
        """A key that means nothing for the target is a fault, which says for which it does."""
        if key in fields and not is_allowed:
            self.fault("SZ117", fields[key], otherwise)


def _taken_as_written(unit: Unit) -> Text:
    near = nearest_unit(unit)
    asked = Text("", "")
    if near:
        asked = Text(f"；是否为“{near}”？", f"; did you mean '{near}'?")
    return Text(
        f"单位表中没有“{unit.base}”，照原文采用{asked.zh}",
        f"the table of units has no '{unit.base}', it is taken as written{asked.en}",
    )


def _in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    return Quantity(Decimal(plain(quantity.to(unit))), unit)


def _positive(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and number > 0 else None


def _chance(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and 0 < number < 100 else None


def _percentage(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and 50 <= number <= 99 else None
