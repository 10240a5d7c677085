"""A ratchet on complexity: no function above the limit but those on a list that only shrinks.

python tools/ratchet.py           fails where a function is above the limit and not on the list, or
                                  where one on the list has become simpler than the list says
python tools/ratchet.py --update  writes the list anew; it never raises a number or adds a line
python tools/ratchet.py --all     also prints median and 95th percentile of lengths and counts

Counted from one, as complexity is, and each as one more: branches (if, elif, for, while, except,
case), every `and` and `or`, conditional expressions, comprehensions and their conditions. A nested
function counts into the one around it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".txt")
LIMIT = 12
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


class Function(NamedTuple):
    """A function of the package, how many ways lead through it, and how many lines it has."""

    name: str
    """Path and qualified name, as the list has them."""
    ways: int
    lines: int


def ways_through(function: ast.AST) -> int:
    """The ways through a function by its decisions, nested functions included."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def functions(tree: ast.AST, prefix: str) -> Iterator[Function]:
    """The outermost functions of a module and the methods of its classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{prefix}{node.name}", ways_through(node), lines)
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{prefix}{node.name}.")


def measured() -> list[Function]:
    """Every function of the package."""
    found: list[Function] = []
    for path in sorted((ROOT / "sztrack").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.extend(functions(tree, f"{path.relative_to(ROOT).as_posix()}:"))
    return found


def allowed() -> dict[str, int]:
    """The exceptions: name -> the count it may have."""
    rows = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line)
    return {name: int(count) for name, count in rows}


def faults(found: list[Function], exceptions: dict[str, int]) -> list[str]:
    """What breaks the ratchet, one sentence each."""
    counts = {function.name: function.ways for function in found}
    told = [
        f"{name}: {count} ways, at most {exceptions.get(name, LIMIT)}: part it into named steps"
        for name, count in counts.items()
        if count > exceptions.get(name, LIMIT)
    ]
    for name, count in exceptions.items():
        now = counts.get(name, 0)
        if now < count:
            told.append(f"{name}: {now} ways now; run python tools/ratchet.py --update")
    return told


def updated(found: list[Function], exceptions: dict[str, int]) -> dict[str, int]:
    """The list with every number lowered to today's, without what is no longer above the limit."""
    counts = {function.name: function.ways for function in found}
    return {
        name: min(count, counts[name])
        for name, count in exceptions.items()
        if counts.get(name, 0) > LIMIT
    }


def summary(found: list[Function]) -> str:
    """Median, 95th percentile and maximum of lines and ways."""
    words = []
    for what, values in (
        ("lines", sorted(function.lines for function in found)),
        ("ways", sorted(function.ways for function in found)),
    ):
        middle, high = values[len(values) // 2], values[len(values) * 95 // 100]
        words.append(f"{what}: median {middle}, p95 {high}, largest {values[-1]}")
    above = sum(function.ways > LIMIT for function in found)
    return "\n".join([f"{len(found)} functions, {above} above {LIMIT}", *words])


def main() -> int:
    """The command; 1 where the ratchet is broken."""
    found, exceptions = measured(), allowed()
    if "--update" in sys.argv:
        rows = sorted(updated(found, exceptions).items(), key=lambda row: (-row[1], row[0]))
        LIST.write_text("".join(f"{name} {count}\n" for name, count in rows), encoding="utf-8")
        return 0
    if "--all" in sys.argv:
        print(summary(found))
    told = faults(found, exceptions)
    print("\n".join(told) or f"{len(exceptions)} exceptions, no function above its limit")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
