"""How many small faults in the core the tests find: the score by module, and the faults they miss.

    python -m tools.mutants                 15 mutants of every module of sztrack/core
    python -m tools.mutants assess growth   only of these

A mutant that passes the tests which touch it has survived; where its budget did not allow all of
them, the report says how many it met, and `--budget` allows more. Those that nothing could tell
from the original stand, with the reason, in tools/mutants_equivalent.txt. The sample is the same
in every run. It takes longer than the tests themselves, so `make test` leaves it out.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.mutant_runs import BUDGET, CORE, TESTS, Outcome, Runs, Tried
from tools.mutate import Mutant, mutants

EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
LEAST_SCORE = 85


def listed() -> dict[tuple[str, str, str], str]:
    """The mutants held to be equivalent, with the reason of each."""
    found = {}
    for block in EQUIVALENT.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        if lines:
            module, text, change, reason = lines
            found[module, text, change] = reason
    return found


def sample(module: str, seed: int, count: int) -> list[Mutant]:
    """The mutants of a module that are tried: most stay the same ones when the module changes."""
    every = mutants(module, (CORE / module).read_text(encoding="utf-8"))
    drawn = sorted(every, key=lambda mutant: random.Random(f"{seed} {mutant.key}").random())
    return sorted(drawn[:count], key=lambda mutant: mutant.line)


def score(found: int, asked: int) -> str:
    """The share of some mutants that were noticed."""
    return f"{found:4} of {asked:4}  {100 * found / max(asked, 1):3.0f} %"


def report(results: Sequence[Tried]) -> list[str]:
    """The score of every module, with its survivors."""
    lines = []
    for module in sorted({one.mutant.module for one in results}):
        mine = [one for one in results if one.mutant.module == module]
        alive = [one for one in mine if one.outcome in (Outcome.SURVIVED, Outcome.UNFIT)]
        lines.append(f"{score(len(mine) - len(alive), len(mine))}  {module}")
        for one in sorted(alive, key=lambda one: one.mutant.line):
            lines += [
                f"    line {one.mutant.line}: {one.mutant.text}",
                f"        {one.mutant.change}   ({one.ran} of {one.touching} tests)",
            ]
        stopped = sum(one.outcome is Outcome.STOPPED for one in mine)
        if stopped:
            lines.append(f"    {stopped} ended by the clock, twice: they count as noticed")
    return lines


def main() -> int:
    """Print the score of every module and wing asked for; 1 if that of a wing is too low."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="modules, as parts of their paths")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--count", type=int, default=15, help="mutants of each module")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="the tests to run")
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds for each mutant")
    given = parser.parse_args()
    modules = sorted(path.relative_to(CORE).as_posix() for path in CORE.rglob("*.py"))
    if given.names:
        modules = [name for name in modules if any(part in name for part in given.names)]
    chosen = [mutant for name in modules for mutant in sample(name, given.seed, given.count)]
    known = listed()
    asked = [mutant for mutant in chosen if mutant.key not in known]
    totals: dict[str, tuple[int, int]] = {}
    with TemporaryDirectory() as folder:
        runs = Runs.of(given.tests, given.budget, Path(folder))
        # One module after the other, so that what was found is not lost with a run that is ended.
        for module in dict.fromkeys(mutant.module for mutant in asked):
            results = list(runs.tried([mutant for mutant in asked if mutant.module == module]))
            noticed = sum(one.outcome in (Outcome.NOTICED, Outcome.STOPPED) for one in results)
            wing = results[0].mutant.wing
            found, count = totals.get(wing, (0, 0))
            totals[wing] = (found + noticed, count + len(results))
            print(*report(results), sep="\n", flush=True)
    print()
    for wing, (found, count) in totals.items():
        print(f"{score(found, count)}  {wing}")
    print(f"{len(chosen) - len(asked):4} more are equivalent")
    return 0 if all(100 * found >= LEAST_SCORE * count for found, count in totals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
