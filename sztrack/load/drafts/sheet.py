"""A table of targets as offices keep it (指标, 单位, 上年完成, 本年目标, 责任单位) -> chapters.

What cannot be read is said with its line and kept in words. A row that holds one text heads those
below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sztrack.core.catalogue import RULES
from sztrack.core.draft.outline import ChapterOutline, Entry, Outline, Value
from sztrack.core.draft.start import HEADLINE, both
from sztrack.core.draft.yaml import written
from sztrack.core.model import Finding, Kind, Nature, Severity, Source, Text
from sztrack.core.words.period import Month, narrow, parse_month
from sztrack.core.words.quantity import Unit, parse_unit, split_unit
from sztrack.load.drafts.columns import Columns
from sztrack.load.drafts.entries import Asked, entries_of, in_words
from sztrack.load.headings import Row
from sztrack.load.targets import read_plan

_NATURES = (
    (Nature.BINDING, "约束|binding|mandatory"),
    (Nature.EXPECTED, "预期|expected|headline"),
    (Nature.TASK, "任务|task|operational"),
)
_NATURE_TITLES = {
    Nature.BINDING: Text("约束性指标", "Binding targets"),
    Nature.EXPECTED: HEADLINE,
    Nature.TASK: Text("其他目标", "Other targets"),
}
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[、.)]\s*)\s*"
)
_MONTH = re.compile(r"(?:(20[0-9]{2})年)?([0-9]{1,2})月(?:份|底|末|底前|末前|前)?")
_ENGLISH_MONTH = re.compile(
    r"\b(?:by|in|before|end of|end)\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_END = re.compile("年底|年末|全年|年底前")
_UNITS = re.compile("[、,，;；/\n]")
_LED = re.compile(r"\s*[(（]?(?:牵头|负责|lead)[)）]?$")

Fault = Callable[[str, int, Text], None]


class Sheet:
    """The rows of one table, and what is doubtful about them."""

    def __init__(self, columns: Columns, path: str, year: int) -> None:
        self.columns, self.year = columns, year
        self.findings: list[Finding] = []
        self._path = path
        self._section = ""
        self._groups: dict[tuple[str, Nature], list[Entry]] = {}
        self._ids: set[str] = set()
        self._number = 0
        self._states_nature = "nature" in columns.places

    def read(self, rows: Sequence[Row]) -> tuple[ChapterOutline, ...]:
        """The chapters: one for each section and nature, in the order of the rows."""
        if self.columns.unread:
            zh, en = "、".join(self.columns.unread), ", ".join(self.columns.unread)
            self._fault("SZ606", self.columns.line, Text(f"未读的列：{zh}", f"not read: {en}"))
        for line, cells in rows[self.columns.below :]:
            filled = set(filter(None, cells))
            if len(filled) == 1 and not self._cell(cells, "goal"):
                self._section = filled.pop()
            elif self._cell(cells, "name"):
                self._row(line, cells)
            else:
                self._nameless(line, cells)
        return tuple(self._chapters())

    def _row(self, line: int, cells: Sequence[str]) -> None:
        asked = self._asked(line, cells)
        entries = [self._sound(asked, entry) for entry in entries_of(asked)]
        for code, message in asked.doubts:
            self._fault(code, line, message)
        remarks = tuple(message for _, message in asked.doubts)
        group = self._groups.setdefault((self._section, self._nature(line, cells)), [])
        for entry in entries:
            group.append(Entry(self._with_own_id(entry), remarks))
            remarks = ()

    def _sound(self, asked: Asked, entry: Entry) -> Entry:
        """The target as it is, if targets.yaml may hold it; else in words, whatever it was."""
        chapter = ChapterOutline({"id": "1", "title": "1"}, (entry,))
        alone = Outline({"id": "1", "year": self.year, "title": "1"}, (chapter,))
        _, found = read_plan(written(alone, lambda text: text.zh), self._path)
        if any(finding.severity is Severity.ERROR for finding in found):
            return in_words(asked)
        return entry

    def _asked(self, line: int, cells: Sequence[str]) -> Asked:
        """What a row says, with the units of its headings and the months of its deadline."""
        self._number += 1
        name, in_name = split_unit(_NUMBERING.sub("", self._cell(cells, "name")))
        units = list(filter(None, self._owners(cells)))
        goal, note = self._cell(cells, "goal"), self._cell(cells, "note")
        by = self._deadline(line, cells)
        if by is None and self._cell(cells, "by"):
            note = "；".join(filter(None, (note, self._cell(cells, "by"))))
        return Asked(
            name=name,
            english=self._cell(cells, "english"),
            ident=self._cell(cells, "id") if _is_id(self._cell(cells, "id")) else "",
            number=self._number,
            goal=goal,
            unit=self._unit(cells) or in_name,
            last=self._cell(cells, "last"),
            last_year=self._last_year(),
            owner=units[0] if units else "",
            helpers=units[1:],
            note=note,
            wording=self._cell(cells, "wording"),
            by="" if by is None or by.month == 12 else str(by),
            kind=self._kind(line, cells),
        )

    def _unit(self, cells: Sequence[str]) -> Unit | None:
        """The unit of numbers without one: that of the row, else that of the heading."""
        stated = self._cell(cells, "unit")
        return (parse_unit(stated) if stated else None) or self.columns.units.get("goal")

    def _last_year(self) -> int:
        stated = self.columns.last_year
        return stated if stated and stated < self.year else self.year - 1

    def _owners(self, cells: Sequence[str]) -> Iterator[str]:
        """The unit that answers, then those that help."""
        for field in ("owner", "with"):
            for name in _UNITS.split(self._cell(cells, field)):
                yield _LED.sub("", name).strip()

    def _nature(self, line: int, cells: Sequence[str]) -> Nature:
        """Of the row's own cell, else of the section; a table that says nothing holds headline
        goals.
        """
        stated = self._cell(cells, "nature")
        for nature, words in _NATURES:
            if re.search(words, stated.casefold() or self._section.casefold()):
                return nature
        if stated:
            self._strange(line, "性质", "nature", stated)
        return Nature.TASK if self._states_nature else Nature.EXPECTED

    def _kind(self, line: int, cells: Sequence[str]) -> Kind | None:
        stated = self._cell(cells, "kind").casefold()
        if not stated:
            return None
        for kind in Kind:
            if stated == kind.value:
                return kind
        self._strange(line, "类型", "kind", stated)
        return None

    def _deadline(self, line: int, cells: Sequence[str]) -> Month | None:
        """The month that a row is due in, by its own column or in the words of its goal."""
        stated = self._cell(cells, "by")
        month = _month_in(stated or self._cell(cells, "goal"), self.year)
        if month and month.year == self.year and 1 <= month.month <= 12:
            return month
        if stated and not _YEAR_END.search(stated):
            self._strange(line, "时限", "deadline", stated)
        return None

    def _with_own_id(self, entry: Entry) -> dict[str, Value]:
        """The target's keys under an id that no other target has."""
        wanted = str(entry.keys["id"])
        ident, count = wanted, 1
        while ident in self._ids:
            count += 1
            ident = f"{wanted}-{count}"
        self._ids.add(ident)
        return {**entry.keys, "id": ident}

    def _chapters(self) -> Iterator[ChapterOutline]:
        for place, ((section, nature), entries) in enumerate(self._groups.items(), 1):
            title: Value = _NUMBERING.sub("", section) or both(_NATURE_TITLES[nature])
            keys: dict[str, Value] = {"id": str(place), "title": title}
            if nature is not Nature.TASK:
                keys["nature"] = nature.value
            yield ChapterOutline(keys=keys, targets=tuple(entries))

    def _nameless(self, line: int, cells: Sequence[str]) -> None:
        text = " ".join(filter(None, cells))
        self._fault(
            "SZ607",
            line,
            Text(f"这一行没有指标名称，没有读：{text}", f"a row without a name, not read: {text}"),
        )

    def _strange(self, line: int, zh: str, en: str, stated: str) -> None:
        self._fault("SZ607", line, Text(f"不认识的{zh}“{stated}”", f"unknown {en} '{stated}'"))

    def _fault(self, code: str, line: int, message: Text) -> None:
        self.findings.append(RULES[code].at(Source(self._path, line), message))

    def _cell(self, cells: Sequence[str], field: str) -> str:
        return self.columns.cell(cells, field)


def _is_id(text: str) -> bool:
    return re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", text) is not None


def _month_in(text: str, year: int) -> Month | None:
    """The month that a text names: 2026-06, 6月底前, by June; of `year` where it names none."""
    plain = narrow(text).strip().casefold()
    if month := parse_month(plain):
        return month
    if words := _MONTH.search(plain):
        return Month(int(words[1] or year), int(words[2]))
    if named := _ENGLISH_MONTH.search(plain):
        return Month(year, _MONTHS.index(named[1]) + 1)
    return None
