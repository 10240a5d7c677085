"""The responsible units: who they are, what their files are called, and which of them a file or a
name means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from sztrack.core.model import Plan, Target
from sztrack.core.record.reconcile import name_key

_UNFIT = re.compile(r"[^\w（）()、·-]+")
_LONGEST, _MOST_BYTES = 60, 180
"""A file system counts the bytes of a name, most to 255: three for a usual hanzi, four for a
rare one. The rest is left for the month and what is put around it.
"""


def units(plan: Plan) -> tuple[str, ...]:
    """Every unit that the plan names, in its order."""
    return tuple(dict.fromkeys(unit for target in plan.targets for unit in parties(target)))


def parties(target: Target) -> tuple[str, ...]:
    """The units that answer for a target: the lead, then those that support it."""
    return tuple(unit for unit in (target.owner, *target.supporting) if unit)


def in_file_name(unit: str) -> str:
    """A unit's name without the characters that some file system or shell does not bear."""
    name = _UNFIT.sub("_", unit)[:_LONGEST]
    return name.encode()[:_MOST_BYTES].decode(errors="ignore")


def file_names(names: Iterable[str]) -> dict[str, str]:
    """What the file of each unit is called; a number behind the second of two that would share a
    name.
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for unit in names:
        plain = in_file_name(unit)
        name = next(
            name
            for number in range(1, len(used) + 2)
            if (name := plain if number == 1 else f"{plain}-{number}").casefold() not in used
        )
        used.add(name.casefold())
        found[unit] = name
    return found


def sender_of(path: str, names: Mapping[str, str], owners: Sequence[Collection[str]]) -> str:
    """The unit that a file comes from; empty where that is not clear.

    `names` are the units as files are called after them, `owners` the leads that each row may
    belong to. It is the unit in the file's name; where there are several, or several would be
    written like it, the one that owns every row; where there is none, the only owner.
    """
    named = _named(path.replace("\\", "/").rpartition("/")[2], names)
    if not named:
        return _only_owner(names, owners)
    alike = [
        unit
        for unit in names
        if any(in_file_name(unit).casefold() == in_file_name(one).casefold() for one in named)
    ]
    owning = [unit for unit in alike if owners and all(unit in of_row for of_row in owners)]
    told = owning if len(owning) == 1 else named
    return told[0] if len(told) == 1 else ""


def _only_owner(names: Container[str], owners: Sequence[Collection[str]]) -> str:
    """The unit that every row belongs to, and to no other; empty if there is none."""
    everyone = {unit for of_row in owners for unit in of_row}
    if len(everyone) != 1 or not all(owners):
        return ""
    only = everyone.pop()
    return only if only in names else ""


def same_unit(one: str, other: str) -> bool:
    """Whether two names may stand for one unit: 交通局, 市交通局 and 深圳市交通局 may. Width, case
    and blanks do not count.
    """
    short, long = sorted((name_key(one), name_key(other)), key=len)
    return bool(short) and (long.endswith(short) or name_key(one) in name_key(other))


def known_unit(asked: str, known: Iterable[str]) -> str:
    """The one of `known` that is written like `asked`, but for width, case and blanks; empty if
    there is none.
    """
    return next((unit for unit in known if name_key(unit) == name_key(asked)), "")


def nearest_units(asked: str, known: Iterable[str]) -> list[str]:
    """The units that were most probably meant, at most three."""
    from difflib import get_close_matches

    choices = list(dict.fromkeys(known))
    return list(
        dict.fromkeys(
            [unit for unit in choices if same_unit(asked, unit)]
            + get_close_matches(asked, choices, 3, 0.5)
        )
    )[:3]


def _named(name: str, names: Mapping[str, str]) -> list[str]:
    """The units that a file's name holds; one whose name is part of another's must stand there
    beside it.
    """
    left, found = name.casefold(), []
    for unit in sorted(names, key=lambda unit: -len(names[unit])):
        if any(char.isalnum() for char in in_file_name(unit)) and names[unit].casefold() in left:
            found.append(unit)
            left = left.replace(names[unit].casefold(), "/")
    return found
