"""How many small faults in the core the tests find: the score by module, and the faults they miss.

    python -m tools.mutants                 15 mutants of every module of sztrack/core
    python -m tools.mutants assess growth   only of these

A mutant that passes every test which touches it has survived. Those that nothing could tell from
the original stand, with the reason, in tools/mutants_equivalent.txt. The sample is the same in
every run. It takes longer than the tests themselves, so `make test` leaves it out.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.mutant_runs import CORE, TESTS, survivors
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


def told(asked: Sequence[Mutant], surviving: Collection[Mutant]) -> str:
    """The score of some mutants."""
    found = len(asked) - len(surviving)
    return f"{found:4} of {len(asked):4}  {100 * found / max(len(asked), 1):3.0f} %"


def report(asked: Sequence[Mutant], surviving: Sequence[Mutant]) -> list[str]:
    """The score of every module with its survivors, then that of every wing and of the whole."""
    lines = []
    for module in dict.fromkeys(mutant.module for mutant in asked):
        mine = [mutant for mutant in asked if mutant.module == module]
        alive = [mutant for mutant in surviving if mutant.module == module]
        lines.append(f"{told(mine, alive)}  {module}")
        for mutant in alive:
            lines += [f"    line {mutant.line}: {mutant.text}", f"        {mutant.change}"]
    lines.append("")
    for wing in dict.fromkeys(mutant.wing for mutant in asked):
        mine = [mutant for mutant in asked if mutant.wing == wing]
        alive = [mutant for mutant in surviving if mutant.wing == wing]
        lines.append(f"{told(mine, alive)}  {wing}")
    lines.append(f"{told(asked, surviving)}  in all")
    return lines


def main() -> int:
    """Print the score of every module asked for; 1 if the whole is below the least score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="modules, as parts of their paths")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--count", type=int, default=15, help="mutants of each module")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="the tests to run")
    given = parser.parse_args()
    modules = sorted(path.relative_to(CORE).as_posix() for path in CORE.rglob("*.py"))
    if given.names:
        modules = [name for name in modules if any(part in name for part in given.names)]
    chosen = [mutant for name in modules for mutant in sample(name, given.seed, given.count)]
    known = listed()
    asked = [mutant for mutant in chosen if mutant.key not in known]
    with TemporaryDirectory() as folder:
        surviving = list(survivors(asked, given.tests, Path(folder)))
    print("\n".join(report(asked, surviving)))
    print(f"{len(chosen) - len(asked):4} more are equivalent")
    found = len(asked) - len(surviving)
    return 0 if 100 * found >= LEAST_SCORE * len(asked) else 1


if __name__ == "__main__":
    sys.exit(main())
