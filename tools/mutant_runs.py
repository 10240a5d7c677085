"""Whether the tests notice a mutant, without a new process and a new collection for each.

The tests run once under a tracer, which tells the lines of the core that each of them touches. Then
one session collects them, and a fork of it runs those that touch a mutant's line, with the changed
function in place. What runs while modules are imported (tables, defaults, and the functions that
make them) gets a fork in which nothing of the project was imported before.

Time is the processor's, so that the score does not hang on what else the machine does. Where the
clock ends a test all the same, its mutant is tried once more in the end, with four times the time.
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
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from importlib.machinery import SourceFileLoader
from itertools import chain
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
BUDGET = 30.0
"""Seconds of the processor that the tests of one mutant may take, as the first run took them."""
MEMORY = 4 << 30
IDLE = 20
"""How often longer than its processor time a test may take by the clock: others use the machine."""


class Outcome(IntEnum):
    """What became of a mutant: how its fork ends."""

    SURVIVED = 0
    NOTICED = 1
    UNFIT = 3
    """It cannot be put in the place of what is already imported."""
    STOPPED = 4
    """The clock ended its test."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A mutant, and what the tests made of it."""

    mutant: Mutant
    outcome: Outcome
    ran: int
    """The tests that its budget allowed."""
    touching: int
    """The tests that touch it."""


@dataclass(frozen=True, kw_only=True)
class Touched:
    """What one test needs and touches."""

    seconds: float
    lines: Mapping[str, Sequence[int]]
    """The lines it runs, by module of the core."""


def _caches() -> list[functools._lru_cache_wrapper[object]]:
    """The caches of the project."""
    return [
        found
        for found in gc.get_objects()
        if type(found) is functools._lru_cache_wrapper and found.__module__.startswith("sztrack")
    ]


class Tracer:
    """A plugin that keeps the lines of the core which each passing test touches."""

    def __init__(self) -> None:
        self.tests: dict[str, Touched] = {}
        self._seen: dict[int, tuple[CodeType, set[int]]] = {}
        self._caches: list[functools._lru_cache_wrapper[object]] = []

    def pytest_collection_finish(self) -> None:
        """Find the caches of the project."""
        self._caches = _caches()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace one test."""
        self._seen = {}
        # What an earlier test left in a cache would hide that this one needs the function.
        for cache in self._caches:
            cache.cache_clear()
        failed = item.session.testsfailed
        started = _processor_time()
        sys.settrace(self.entered)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            if item.session.testsfailed == failed:
                seconds = _processor_time() - started
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

    if forked(run) != 0:
        sys.exit("the tests do not run without any mutant")
    read = json.loads(kept.read_text(encoding="utf-8"))
    return {name: Touched(seconds=row[0], lines=row[1]) for name, row in read.items()}


def entered_when_imported(folder: Path) -> dict[str, set[int]]:
    """The first lines of the functions that run while the core is imported, by module."""
    kept = folder / "entered.json"

    def run() -> Outcome:
        found: set[tuple[str, int]] = set()

        def entered(frame: FrameType, _event: str, _argument: object) -> None:
            found.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.settrace(entered)
        _import_core()
        sys.settrace(None)
        kept.write_text(json.dumps(sorted(found)), encoding="utf-8")
        return Outcome.SURVIVED

    if forked(run) is not Outcome.SURVIVED:
        sys.exit("the core cannot be imported without any mutant")
    lines: dict[str, set[int]] = {}
    for name, line in json.loads(kept.read_text(encoding="utf-8")):
        if name.startswith(f"{CORE}/"):
            lines.setdefault(Path(name).relative_to(CORE).as_posix(), set()).add(line)
    return lines


@dataclass(frozen=True, kw_only=True)
class Runs:
    """How mutants are tried."""

    files: Sequence[str]
    budget: float
    folder: Path
    tests: Mapping[str, Touched]
    entered: Mapping[str, Collection[int]]

    @classmethod
    def of(cls, files: Sequence[str], budget: float, folder: Path) -> Runs:
        """Runs of the tests in these files."""
        tests, entered = touched(files, folder), entered_when_imported(folder)
        return cls(files=files, budget=budget, folder=folder, tests=tests, entered=entered)

    def tried(self, asked: Sequence[Mutant]) -> Iterator[Tried]:
        """What the tests make of every mutant."""
        imported = [mutant for mutant in asked if runs_when_imported(mutant, self.entered)]
        called = [mutant for mutant in asked if mutant not in imported]
        again: list[Mutant] = []
        for one in chain(map(self.imported, imported), self.called(called)):
            if one.outcome is Outcome.STOPPED:
                again.append(one.mutant)
            else:
                yield one
        for mutant in again:
            yield self.imported(mutant, patience=4)

    def imported(self, mutant: Mutant, patience: int = 1) -> Tried:
        """Try a mutant in a fork that imports it."""
        chosen = chosen_tests(mutant, self.tests, self.budget)
        files = list(dict.fromkeys(name.partition("::")[0] for name in chosen))

        def run() -> int:
            _limit(30 * patience)
            import_changed(mutant)
            ended = _pytest(self.folder, ["-x", *files], Chosen(chosen, self.tests, patience))
            return Outcome.SURVIVED if ended == pytest.ExitCode.OK else Outcome.NOTICED

        return self._tried(mutant, forked(run), len(chosen))

    def called(self, mutants: Sequence[Mutant]) -> Iterator[Tried]:
        """Try mutants that can be put in place of what is imported already."""
        if not mutants:
            return
        bench = Bench(mutants, self)
        if forked(partial(_pytest, self.folder, self.files, bench)) is not Outcome.SURVIVED:
            sys.exit("the tests were changed while they ran")
        for mutant, (outcome, ran) in zip(mutants, bench.outcomes(), strict=True):
            if outcome is Outcome.UNFIT:
                yield self.imported(mutant)
            else:
                yield self._tried(mutant, outcome, ran)

    def _tried(self, mutant: Mutant, outcome: Outcome, ran: int) -> Tried:
        touching = len(_touching(mutant, self.tests))
        return Tried(mutant=mutant, outcome=outcome, ran=ran, touching=touching)


class Bench:
    """A plugin that runs, in place of the tests, those of each mutant in a fork."""

    def __init__(self, asked: Sequence[Mutant], runs: Runs) -> None:
        self._asked = asked
        self._runs = runs
        self._kept = runs.folder / "outcomes.json"

    def outcomes(self) -> list[tuple[Outcome, int]]:
        """What became of every mutant, and how many tests it met."""
        read = json.loads(self._kept.read_text(encoding="utf-8"))
        return [(Outcome(outcome), ran) for outcome, ran in read]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the mutants instead of the tests."""
        # A shelf imports its members late, and would read them unchanged.
        _import_core()
        items = {item.nodeid: item for item in session.items}
        found = []
        for mutant in self._asked:
            names = chosen_tests(mutant, self._runs.tests, self._runs.budget)
            chosen = [items[name] for name in names]
            found.append((forked(partial(self._outcome, session, mutant, chosen)), len(chosen)))
        self._kept.write_text(json.dumps(found), encoding="utf-8")
        return True

    def _outcome(
        self, session: pytest.Session, mutant: Mutant, chosen: Sequence[pytest.Item]
    ) -> Outcome:
        session.config.pluginmanager.unregister(name="terminalreporter")
        put_in_place(mutant)
        # Collecting the tests may have kept what the function said before it was changed.
        for cache in _caches():
            cache.cache_clear()
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            _limit(self._runs.tests[item.nodeid].seconds)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return Outcome.NOTICED
        return Outcome.SURVIVED


def _import_core() -> None:
    for path in sorted(CORE.rglob("*.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


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

    def __init__(self, names: Sequence[str], tests: Mapping[str, Touched], patience: int) -> None:
        self._names = names
        self._tests = tests
        self._patience = patience

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the rest."""
        found = {item.nodeid: item for item in items}
        # A test for every row of a table goes when a mutant takes the row away.
        items[:] = [found[name] for name in self._names if name in found]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Limit the time of one test."""
        _limit(self._tests[item.nodeid].seconds * self._patience)


def chosen_tests(mutant: Mutant, tests: Mapping[str, Touched], budget: float) -> list[str]:
    """The tests that touch a mutant, the quickest of every file first, as many as may be run.

    What is read while modules are imported reaches tests that run no line of its module: these
    come last.
    """
    touching = _touching(mutant, tests)
    candidates = touching if _function(mutant) else list(tests)
    places: Counter[str] = Counter()
    ranked = []
    for name in sorted(candidates, key=lambda name: tests[name].seconds):
        file = name.partition("::")[0]
        ranked.append((name not in touching, places[file], tests[name].seconds, name))
        places[file] += 1
    chosen: list[str] = []
    seconds = 0.0
    for _, _, needed, name in sorted(ranked):
        seconds += needed
        if seconds > budget and chosen:
            break
        chosen.append(name)
    return chosen


def _touching(mutant: Mutant, tests: Mapping[str, Touched]) -> list[str]:
    reading = [name for name, test in tests.items() if mutant.module in test.lines] or list(tests)
    if _function(mutant) is None:
        return reading
    # A long expression is traced by some of its lines: the last one before the change counts.
    seen = {name: tests[name].lines.get(mutant.module, ()) for name in reading}
    lines = sorted({line for passed in seen.values() for line in passed})
    place = bisect_right(lines, mutant.line)
    if place == 0:
        return reading
    return [name for name in reading if lines[place - 1] in seen[name]]


def _function(mutant: Mutant) -> ast.FunctionDef | None:
    """The innermost function whose body a mutant changes."""
    original = ast.parse((CORE / mutant.module).read_text(encoding="utf-8"))
    around = [
        node
        for node in ast.walk(original)
        if isinstance(node, ast.FunctionDef)
        and node.body[0].lineno <= mutant.line <= (node.end_lineno or 0)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def runs_when_imported(mutant: Mutant, entered: Mapping[str, Collection[int]]) -> bool:
    """Whether a mutant changes what importing its module does."""
    function = _function(mutant)
    if function is None:
        return True
    # A decorated function begins with its first decorator.
    first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
    return first in entered.get(mutant.module, ())


def _pytest(folder: Path, arguments: Iterable[str], plugin: object) -> int:
    # `-s`, since a fork mutes its own output, and the bench tells what it found.
    options = ["-n0", "-s", "-q", "--no-header", f"--basetemp={folder / 'tests'}"]
    return int(pytest.main([*options, *arguments], plugins=[plugin]))


def _limit(seconds: float) -> None:
    """Let the process end when a test takes far longer than it did without a mutant."""
    allowed = 5 + 5 * seconds
    signal.setitimer(signal.ITIMER_PROF, allowed)
    signal.alarm(math.ceil(IDLE * allowed))


def _processor_time() -> float:
    """The seconds that this process and those it waited for have computed."""
    return sum(os.times()[:4])


def forked(run: Callable[[], int]) -> Outcome:
    """What a fork of this process makes of it."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        outcome = int(Outcome.UNFIT)
        try:
            muted = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(muted, stream)
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            outcome = run()
        finally:
            os._exit(outcome)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        ended_by_clock = os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGPROF)
        return Outcome.STOPPED if ended_by_clock else Outcome.NOTICED
    return Outcome(os.WEXITSTATUS(status))
