"""How many small faults in the core the tests find: the score by module, and the faults they miss.

    python tools/mutants.py                 15 mutants of every module of sztrack/core
    python tools/mutants.py assess growth   only of these

A mutant is the module with one expression or statement changed. It runs against the module's own
tests, and where those pass against the wider ones; what passes everything has survived. Those that
nothing could tell from the original stand, with the reason, in tools/mutants_equivalent.txt.
The sample is the same in every run. This takes an hour or more, so `make test` leaves it out.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "sztrack" / "core"
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
WORKERS = 2
LEAST_SCORE = 85
SHELVES: Mapping[str, tuple[str, ...]] = {
    "checks": ("tests/core/checks", "tests/test_gallery.py"),
    "outlook": ("tests/core/test_pace_golden.py", "tests/core/test_pace_laws.py"),
    "collect": ("tests/cli/test_take.py", "tests/load/test_collected_laws.py"),
    "kinds": ("tests/core/test_kinds.py", "tests/core/test_assess.py"),
}
"""Tests of a wing's modules that do not bear the module's name."""
WIDER = ("tests/core", "tests/test_gallery.py", "tests/language", "tests/cli")
"""What is asked where a module's own tests pass: the quick ones first."""
COPIED = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "build", "*.egg-info")

COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
BUILTINS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A module with one change."""

    module: str
    """Its path below sztrack/core."""
    line: int
    text: str
    """The line where the change begins, as it stands in the module."""
    change: str
    """The changed piece of code: `before -> after`."""
    source: str
    """The whole changed module."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other mutants, wherever its line moves."""
        return self.module, self.text, self.change


@dataclass(frozen=True, kw_only=True)
class Score:
    """What became of the mutants of one module."""

    module: str
    own: int
    """Found by the module's own tests."""
    wider: int
    """Found by the wider ones."""
    equivalent: int
    survivors: Sequence[Mutant]

    @property
    def found(self) -> int:
        """Found by any test."""
        return self.own + self.wider

    @property
    def counted(self) -> int:
        """All but the equivalent ones."""
        return self.found + len(self.survivors)


def mutants(module: str, source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    lines, data = source.splitlines(), source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _nodes(ast.parse(source)):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = " ".join(data[begin:end].decode().split())
        for changed in _changes(node):
            after = ast.unparse(changed)
            piece = f"({after})" if isinstance(changed, ast.expr) else after
            found.append(
                Mutant(
                    module=module,
                    line=node.lineno,
                    text=lines[node.lineno - 1].strip(),
                    change=f"{before} -> {after}",
                    source=(data[:begin] + piece.encode() + data[end:]).decode(),
                )
            )
    return found


def _nodes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The expressions and statements that run; annotations, decorators and texts do not count."""
    left_out: list[object] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    left_out += getattr(node, "decorator_list", [])
    for child in ast.iter_child_nodes(node):
        if child in left_out or isinstance(child, ast.JoinedStr):
            continue
        if isinstance(child, ast.expr | ast.stmt):
            yield child
        yield from _nodes(child)


def _changes(node: ast.expr | ast.stmt) -> Iterator[ast.expr | ast.stmt]:
    """What may stand in the place of one node."""
    match node:
        case ast.Compare():
            yield from _compared_otherwise(node)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from (_without(node, place) for place in range(len(values)))
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            yield ast.BinOp(node.left, OPERATORS[type(op)](), node.right)
        case ast.IfExp():
            yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.Call():
            yield from _called_otherwise(node)
        case ast.Constant() | ast.UnaryOp():
            yield from _another_value(node)
        case ast.stmt():
            yield from _left_otherwise(node)
        case _:
            pass


def _another_value(node: ast.Constant | ast.UnaryOp) -> Iterator[ast.expr]:
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(number) | float(number)):
            yield ast.Constant(number + 1)
        case _:
            pass


def _left_otherwise(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case _:
            pass


def _compared_otherwise(node: ast.Compare) -> Iterator[ast.expr]:
    for place, op in enumerate(node.ops):
        changed = deepcopy(node)
        changed.ops[place] = COMPARISONS[type(op)]()
        yield changed
    yield ast.UnaryOp(ast.Not(), node)


def _without(node: ast.BoolOp, place: int) -> ast.expr:
    left = [*node.values[:place], *node.values[place + 1 :]]
    return left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _called_otherwise(node: ast.Call) -> Iterator[ast.expr]:
    if isinstance(node.func, ast.Name) and node.func.id in BUILTINS:
        yield ast.Call(ast.Name(BUILTINS[node.func.id]), node.args, node.keywords)
    for place in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:place], *node.keywords[place + 1 :]])


def own_tests(module: str) -> list[str]:
    """The tests that bear the module's name, and those of its wing."""
    stem = Path(module).parent.name if module.endswith("__init__.py") else Path(module).stem
    named = sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob(f"test_{stem}.py")
    )
    return list(dict.fromkeys([*named, *SHELVES.get(Path(module).parts[0], ())]))


def listed() -> dict[tuple[str, str, str], str]:
    """The mutants held to be equivalent, with the reason of each."""
    found = {}
    for block in EQUIVALENT.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        if lines:
            module, text, change, reason = lines
            found[module, text, change] = reason
    return found


class Bench:
    """Copies of the project in which mutants run, one for each worker."""

    def __init__(self, folder: Path) -> None:
        self.free: SimpleQueue[Path] = SimpleQueue()
        for place in range(WORKERS):
            copy = folder / str(place)
            shutil.copytree(ROOT, copy, ignore=COPIED)
            self.free.put(copy)

    def passes(self, mutant: Mutant, tests: Sequence[str], limit: float | None) -> bool:
        """Whether the tests pass on a mutant; what does not end in `limit` seconds does not."""
        copy = self.free.get()
        path = copy / CORE.relative_to(ROOT) / mutant.module
        original = path.read_bytes()
        try:
            path.write_text(mutant.source, encoding="utf-8")
            # Two mutants of one second and one length would share their bytecode.
            for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
                compiled.unlink()
            return _passes(copy, tests, limit)
        finally:
            path.write_bytes(original)
            self.free.put(copy)


def _passes(folder: Path, tests: Sequence[str], limit: float | None) -> bool:
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "--no-header", *tests]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    try:
        ran = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def scored(bench: Bench, module: str, chosen: Sequence[Mutant], known: set[object]) -> Score:
    """What becomes of these mutants of one module."""
    asked = [mutant for mutant in chosen if mutant.key not in known]
    own = own_tests(module)
    rest = _survivors(bench, asked, own) if own else asked
    survivors = _survivors(bench, rest, WIDER)
    return Score(
        module=module,
        own=len(asked) - len(rest),
        wider=len(rest) - len(survivors),
        equivalent=len(chosen) - len(asked),
        survivors=survivors,
    )


def _survivors(bench: Bench, asked: Sequence[Mutant], tests: Sequence[str]) -> list[Mutant]:
    if not asked:
        return []
    path = CORE / asked[0].module
    whole = Mutant(
        module=asked[0].module, line=0, text="", change="", source=path.read_text("utf-8")
    )
    started = time.monotonic()
    if not bench.passes(whole, tests, None):
        sys.exit(f"{asked[0].module}: the tests fail without any mutant: {' '.join(tests)}")
    # Both workers run at once later, and a mutant may be slow without being endless.
    limit = 20 + 5 * (time.monotonic() - started)
    with ThreadPoolExecutor(WORKERS) as pool:
        passed = pool.map(lambda mutant: bench.passes(mutant, tests, limit), asked)
        return [mutant for mutant, alive in zip(asked, passed, strict=True) if alive]


def sample(module: str, seed: int, count: int) -> list[Mutant]:
    """The mutants of a module that are tried: the same ones for the same seed."""
    every = mutants(module, (CORE / module).read_text(encoding="utf-8"))
    chosen = random.Random(f"{seed} {module}").sample(every, min(count, len(every)))
    return sorted(chosen, key=lambda mutant: mutant.line)


def told(score: Score) -> str:
    """One module's line, and a few lines for each survivor."""
    lines = [
        f"{score.module:40} {score.found:3} of {score.counted:3}"
        f"   by wider tests {score.wider:2}   equivalent {score.equivalent:2}"
    ]
    for mutant in score.survivors:
        lines += [f"    line {mutant.line}: {mutant.text}", f"        {mutant.change}"]
    return "\n".join(lines)


def main() -> int:
    """Print the score of every module asked for; 1 if the whole is below the least score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="modules, as parts of their paths")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--count", type=int, default=15, help="mutants of each module")
    asked = parser.parse_args()
    modules = sorted(path.relative_to(CORE).as_posix() for path in CORE.rglob("*.py"))
    if asked.names:
        modules = [name for name in modules if any(part in name for part in asked.names)]
    known: set[object] = set(listed())
    scores = []
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for module in modules:
            chosen = sample(module, asked.seed, asked.count)
            if chosen:
                scores.append(scored(bench, module, chosen, known))
                print(told(scores[-1]), flush=True)
    found = sum(score.found for score in scores)
    counted = sum(score.counted for score in scores)
    print(f"{found} of {counted} found: {100 * found / max(counted, 1):.0f} %")
    return 0 if 100 * found >= LEAST_SCORE * counted else 1


if __name__ == "__main__":
    sys.exit(main())
