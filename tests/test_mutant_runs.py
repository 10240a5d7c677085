"""How mutants are tried. A fork is what it takes, which Windows does not have."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

pytest.importorskip("resource")

from tools.mutant_runs import (
    CORE,
    Outcome,
    Touched,
    Tried,
    chosen_tests,
    forked,
    runs_when_imported,
)
from tools.mutants import listed, report, sample
from tools.mutate import Mutant, mutants

STAGES = "record/stages.py"


def mutant(text: str) -> Mutant:
    """The first mutant of a line of stages.py that begins like this."""
    every = mutants(STAGES, (CORE / STAGES).read_text(encoding="utf-8"))
    return next(one for one in every if one.text.startswith(text))


def test_a_mutant_meets_the_quickest_tests_of_every_file_that_its_budget_allows() -> None:
    one = mutant("return before is")
    tests = {
        "a.py::slow": Touched(seconds=9, lines={STAGES: [one.line]}),
        "a.py::quick": Touched(seconds=1, lines={STAGES: [one.line]}),
        "b.py::one": Touched(seconds=4, lines={STAGES: [one.line]}),
        "c.py::other_line": Touched(seconds=1, lines={STAGES: [one.line - 5]}),
        "c.py::other_module": Touched(seconds=1, lines={"model.py": [1]}),
    }

    assert chosen_tests(one, tests, 100) == ["a.py::quick", "b.py::one", "a.py::slow"]
    assert chosen_tests(one, tests, 5) == ["a.py::quick", "b.py::one"]
    assert chosen_tests(one, tests, 0) == ["a.py::quick"]


def test_a_table_meets_the_tests_of_its_module_first_and_then_all_others() -> None:
    table = next(
        one
        for one in mutants("kinds/flow.py", (CORE / "kinds/flow.py").read_text(encoding="utf-8"))
        if one.text == "adds_up = True"
    )
    tests = {
        "a.py::reads_what_it_made": Touched(seconds=1, lines={STAGES: [1]}),
        "b.py::runs_its_module": Touched(seconds=4, lines={"kinds/flow.py": [1]}),
    }

    assert chosen_tests(table, tests, 100) == ["b.py::runs_its_module", "a.py::reads_what_it_made"]


def test_what_runs_while_modules_are_imported_is_imported_changed() -> None:
    function = mutant("return before is")
    first = next(
        line
        for line, text in enumerate((CORE / STAGES).read_text(encoding="utf-8").splitlines(), 1)
        if text.startswith("def is_verification")
    )

    assert not runs_when_imported(function, {})
    assert not runs_when_imported(function, {STAGES: {1}})
    assert runs_when_imported(function, {STAGES: {first}})


def _fails() -> int:
    raise RuntimeError


def _is_out_of_time() -> int:
    os.kill(os.getpid(), signal.SIGPROF)
    return 0


def _is_killed() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize(
    ("run", "outcome"),
    [
        (lambda: 0, Outcome.SURVIVED),
        (lambda: 1, Outcome.NOTICED),
        (_is_killed, Outcome.NOTICED),
        (_is_out_of_time, Outcome.STOPPED),
        (_fails, Outcome.UNFIT),
    ],
)
def test_what_becomes_of_a_fork(run: Callable[[], int], outcome: Outcome) -> None:
    assert forked(run) is outcome


def test_the_report_names_what_survived_and_what_the_clock_ended() -> None:
    alive, noticed = mutant("return before is"), mutant("if stages[month].stage")
    results = [
        Tried(mutant=alive, outcome=Outcome.SURVIVED, ran=3, touching=7),
        Tried(mutant=noticed, outcome=Outcome.NOTICED, ran=1, touching=7),
        Tried(mutant=noticed, outcome=Outcome.STOPPED, ran=1, touching=7),
    ]

    assert report(results) == [
        "   2 of    3   67 %  record/stages.py",
        f"    line {alive.line}: {alive.text}",
        f"        {alive.change}   (3 of 7 tests)",
        "    1 ended by the clock, twice: they count as noticed",
    ]


def test_what_is_listed_as_equivalent_is_a_mutant_of_the_core_with_a_reason() -> None:
    known = listed()

    modules = {module for module, _, _ in known}
    every = {
        one.key
        for module in modules
        for one in mutants(module, (CORE / module).read_text(encoding="utf-8"))
    }
    assert set(known) <= every
    assert all(known.values())


def test_the_sample_is_the_same_in_every_run() -> None:
    assert sample(STAGES, 14, 5) == sample(STAGES, 14, 5)
    assert [one.key for one in sample(STAGES, 14, 3)] != [one.key for one in sample(STAGES, 15, 3)]
