"""Values with four fields or more are built by keyword: a reader sees what is what, and a field
that is put in between moves nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST_FIELDS = 4
MOST_BY_POSITION = 2
"""What a value is called, or its number and unit, may stand first: `Column(title)`."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def wide_nouns(path: Path) -> Iterator[str]:
    """The named tuples of a module with four fields or more."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef) and any(
            ast.unparse(base) == "NamedTuple" for base in node.bases
        ):
            fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
            if len(fields) >= LEAST_FIELDS:
                yield node.name


def known(path: Path, nouns: Mapping[str, set[str]]) -> set[str]:
    """The wide nouns that a module defines or imports."""
    names = set(nouns.get(module_of(path), set()))
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            names |= {name.name for name in node.names} & nouns.get(node.module or "", set())
    return names


def by_position(path: Path, names: set[str]) -> Iterator[str]:
    """Where a module builds one of `names` with more fields by position than it may."""
    for node in ast.walk(parsed(path)) if names else ():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in names and len(node.args) > MOST_BY_POSITION:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.func.id}"


def test_nothing_with_four_fields_or_more_is_built_by_position() -> None:
    package = sorted((ROOT / "sztrack").rglob("*.py"))
    nouns = {module_of(path): set(wide_nouns(path)) for path in package}
    assert sum(map(len, nouns.values())) > 20
    places = (*package, *sorted((ROOT / "tests").rglob("*.py")))
    assert [place for path in places for place in by_position(path, known(path, nouns))] == []
