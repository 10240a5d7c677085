"""Whether the tests notice a mutant, without a new process and a new collection for each.

The tests run once under a tracer, which tells the lines of the core that each of them touches. Then
one session collects them, and a fork of it runs those that touch a mutant's line, with the changed
function in place. What stands outside of functions (tables, defaults) is read while modules are
imported: such a mutant gets a fork in which nothing of the project was imported before.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import json
import math
import os
import resource
import signal
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING

import pytest

from tools.mutate import Mutant

if TYPE_CHECKING:
    from _typeshed import TraceFunction

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "sztrack" / "core"
TESTS = (
    "tests/core",
    "tests/test_gallery.py",
    "tests/language",
    "tests/load",
    "tests/formats",
    "tests/cli",
)
BUDGET = 20.0
"""Seconds that the tests of one mutant may take by the clock of the first run."""
MEMORY = 4 << 30


@dataclass(frozen=True, kw_only=True)
class Touched:
    """What one test needs and touches."""

    seconds: float
    lines: Mapping[str, Sequence[int]]
    """The lines it runs, by module of the core."""


class Tracer:
    """A plugin that keeps the lines of the core which each passing test touches."""

    def __init__(self) -> None:
        self.tests: dict[str, Touched] = {}
        self._seen: dict[int, tuple[CodeType, set[int]]] = {}
        self._caches: list[functools._lru_cache_wrapper[object]] = []

    def pytest_collection_finish(self) -> None:
        """Find the caches of the project."""
        self._caches = [
            found
            for found in gc.get_objects()
            if type(found) is functools._lru_cache_wrapper
            and found.__module__.startswith("sztrack")
        ]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace one test."""
        self._seen = {}
        # What an earlier test left in a cache would hide that this one needs the function.
        for cache in self._caches:
            cache.cache_clear()
        failed = item.session.testsfailed
        started = time.monotonic()
        sys.settrace(self.entered)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            if item.session.testsfailed == failed:
                seconds = time.monotonic() - started
                self.tests[item.nodeid] = Touched(seconds=seconds, lines=self._lines())

    def entered(self, frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
        """Trace what is called in the core."""
        code = frame.f_code
        if not code.co_filename.startswith(f"{CORE}/"):
            return None
        _, seen = self._seen.setdefault(id(code), (code, set()))
        if len(seen) >= _length(code):
            # Nothing new can come: a hot function runs at its own speed again.
            return None

        def passed(frame: FrameType, _event: str, _argument: object) -> TraceFunction:
            seen.add(frame.f_lineno)
            return passed

        return passed

    def _lines(self) -> dict[str, list[int]]:
        lines: dict[str, set[int]] = {}
        for code, seen in self._seen.values():
            module = Path(code.co_filename).relative_to(CORE).as_posix()
            lines.setdefault(module, set()).update(seen)
        return {module: sorted(found) for module, found in lines.items()}


_LENGTHS: dict[int, int] = {}


def _length(code: CodeType) -> int:
    key = id(code)
    if key not in _LENGTHS:
        _LENGTHS[key] = len({line for _, _, line in code.co_lines() if line is not None})
    return _LENGTHS[key]


def touched(files: Sequence[str], folder: Path) -> dict[str, Touched]:
    """What every test touches, by its id: the tests run once, in a fork."""
    kept = folder / "touched.json"

    def run() -> int:
        tracer = Tracer()
        _pytest(folder, files, tracer)
        found = {name: [test.seconds, test.lines] for name, test in tracer.tests.items()}
        kept.write_text(json.dumps(found), encoding="utf-8")
        return 0

    if _forked(run) != 0:
        sys.exit("the tests do not run without any mutant")
    read = json.loads(kept.read_text(encoding="utf-8"))
    return {name: Touched(seconds=row[0], lines=row[1]) for name, row in read.items()}


def survivors(asked: Sequence[Mutant], files: Sequence[str], folder: Path) -> list[Mutant]:
    """The mutants that no test of these files notices."""
    tests = touched(files, folder)
    imported = [mutant for mutant in asked if not _in_function(mutant)]
    # These first: the bench imports the project.
    found = [mutant for mutant in imported if not _noticed_when_imported(mutant, tests, folder)]
    bench = Bench([mutant for mutant in asked if mutant not in imported], tests)
    _pytest(folder, files, bench)
    return [*found, *bench.survivors]


class Bench:
    """A plugin that runs, in place of the tests, those of each mutant in a fork."""

    def __init__(self, asked: Sequence[Mutant], tests: Mapping[str, Touched]) -> None:
        self.survivors: list[Mutant] = []
        self._asked = asked
        self._tests = tests

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the mutants instead of the tests."""
        for path in sorted(CORE.rglob("*.py")):
            # A shelf imports its members late, and would read them unchanged.
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        items = {item.nodeid: item for item in session.items}
        for mutant in self._asked:
            chosen = [items[name] for name in chosen_tests(mutant, self._tests)]
            if _forked(partial(self._outcome, session, mutant, chosen)) == 0:
                self.survivors.append(mutant)
        return True

    def _outcome(
        self, session: pytest.Session, mutant: Mutant, chosen: Sequence[pytest.Item]
    ) -> int:
        session.config.pluginmanager.unregister(name="terminalreporter")
        put_in_place(mutant)
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            _limit(self._tests[item.nodeid].seconds)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0


def put_in_place(mutant: Mutant) -> None:
    """Give the functions of an imported module the code that the mutant has for them."""
    path = str(CORE / mutant.module)
    codes = {
        (code.co_qualname, code.co_firstlineno): code
        for code in _codes(compile(mutant.source, path, "exec"))
    }
    for found in gc.get_objects():
        if type(found) is FunctionType and found.__code__.co_filename == path:
            code = found.__code__
            found.__code__ = codes[code.co_qualname, code.co_firstlineno]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def import_changed(mutant: Mutant) -> None:
    """Let this process import the mutant for its module, whose bytecode is not asked either."""
    path = str(CORE / mutant.module)
    original = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        if loader.path == path:
            return compile(mutant.source, path, "exec")
        return original(loader, fullname)

    pytest.MonkeyPatch().setattr(SourceFileLoader, "get_code", get_code)


class Chosen:
    """A plugin that leaves only these tests, in this order."""

    def __init__(self, names: Sequence[str], tests: Mapping[str, Touched]) -> None:
        self._names = names
        self._tests = tests

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the rest."""
        found = {item.nodeid: item for item in items}
        items[:] = [found[name] for name in self._names]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Limit the time of one test."""
        _limit(self._tests[item.nodeid].seconds)


def _noticed_when_imported(mutant: Mutant, tests: Mapping[str, Touched], folder: Path) -> bool:
    names = chosen_tests(mutant, tests)
    files = list(dict.fromkeys(name.partition("::")[0] for name in names))

    def run() -> int:
        import_changed(mutant)
        return _pytest(folder, ["-x", *files], Chosen(names, tests))

    return _forked(run) != 0


def chosen_tests(mutant: Mutant, tests: Mapping[str, Touched]) -> list[str]:
    """The tests that touch a mutant, the quickest of every file first, as many as may be run."""
    touching = _touching(mutant, tests) or list(tests)
    touching.sort(key=lambda name: tests[name].seconds)
    places: Counter[str] = Counter()
    ranked = []
    for name in touching:
        file = name.partition("::")[0]
        ranked.append((places[file], tests[name].seconds, name))
        places[file] += 1
    chosen: list[str] = []
    seconds = 0.0
    for _, needed, name in sorted(ranked):
        seconds += needed
        if seconds > BUDGET and chosen:
            break
        chosen.append(name)
    return chosen


def _touching(mutant: Mutant, tests: Mapping[str, Touched]) -> list[str]:
    reading = [name for name, test in tests.items() if mutant.module in test.lines]
    if not _in_function(mutant):
        return reading
    # A long expression is traced by some of its lines: the last one before the change counts.
    lines = sorted({line for name in reading for line in tests[name].lines[mutant.module]})
    place = bisect_right(lines, mutant.line)
    if place == 0:
        return reading
    return [name for name in reading if lines[place - 1] in tests[name].lines[mutant.module]]


def _in_function(mutant: Mutant) -> bool:
    """Whether a mutant changes what a function does, not what importing its module does."""
    original = ast.parse((CORE / mutant.module).read_text(encoding="utf-8"))
    return any(
        node.body[0].lineno <= mutant.line <= (node.end_lineno or 0)
        for node in ast.walk(original)
        if isinstance(node, ast.FunctionDef)
    )


def _pytest(folder: Path, arguments: Iterable[str], plugin: object) -> int:
    # `-s`, since a fork mutes its own output, and the bench tells what it found.
    options = ["-n0", "-s", "-q", "--no-header", f"--basetemp={folder / 'tests'}"]
    return int(pytest.main([*options, *arguments], plugins=[plugin]))


def _limit(seconds: float) -> None:
    """Let the process end when a test takes far longer than it did without a mutant."""
    signal.alarm(math.ceil(5 + 5 * seconds))


def _forked(run: Callable[[], int]) -> int:
    """What a fork of this process makes of it: 0 only where `run` returned it."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        outcome = 2
        try:
            muted = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(muted, stream)
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            outcome = run()
        finally:
            os._exit(outcome)
    return os.waitpid(pid, 0)[1]
