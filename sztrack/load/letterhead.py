"""The letterhead of the briefs: what stands under `brief` in targets.yaml."""

from __future__ import annotations

import yaml

from sztrack.core.model import Issue, Letterhead, Text
from sztrack.core.words.period import Month, parse_day, parse_month
from sztrack.load.nodes import Reader

_KEYS = ("unit", "issues", "to", "copies", "contact")
_HIGHEST = 9999
"""A brief of a higher number is a year or a document number."""


def letterhead(reader: Reader, node: yaml.Node | None, year: int) -> Letterhead | None:
    """The letterhead of a plan's briefs; None where the plan has none."""
    if node is None:
        return None
    fields = reader.fields(node, _KEYS)
    return Letterhead(
        unit=reader.text(fields.get("unit")),
        issues=_issues(reader, fields.get("issues"), year),
        to=_parties(reader, fields.get("to")),
        copies=_parties(reader, fields.get("copies")),
        contact=reader.text(fields.get("contact")),
    )


def _parties(reader: Reader, node: yaml.Node | None) -> tuple[Text, ...]:
    """Those that a brief goes to; one alone needs no list."""
    is_one = isinstance(node, yaml.ScalarNode)
    nodes = [node] if node and is_one else reader.items(node)
    return tuple(party for one in nodes if (party := reader.text(one)))


def _issues(reader: Reader, node: yaml.Node | None, year: int) -> dict[Month, Issue]:
    """Number and day of each month's brief."""
    issues: dict[Month, Issue] = {}
    for name, value in reader.pairs(node).items() if node else ():
        month = parse_month(name)
        if month is None:
            words = Text(f"“{name}”不是年月", f"'{name}' is not a month")
            reader.fault("SZ116", value, words)
        elif month.year != year:
            words = Text(
                f"{month} 不在计划年度 {year} 内", f"{month} is not in the plan's year {year}"
            )
            reader.fault("SZ116", value, words)
        else:
            issues[month] = _issue(reader, value, month)
    return issues


def _issue(reader: Reader, node: yaml.Node, month: Month) -> Issue:
    """One month's number and day; a brief cannot be dated before its month begins."""
    fields = reader.fields(node, ("number", "date"))
    number, dated = reader.integer(fields.get("number"), 1, _HIGHEST), fields.get("date")
    day = reader.parsed(dated, parse_day, "SZ116", Text("日期", "a day"))
    if dated and day and (day.year, day.month) < (month.year, month.month):
        words = Text(f"{day} 早于所报月份 {month}", f"{day} lies before its month, {month}")
        reader.fault("SZ116", dated, words)
        day = None
    return Issue(number=number, day=day)
