"""What counts as a mutant."""

from __future__ import annotations

from tools.mutate import mutants

MODULE = '''\
"""A text with 1 number."""

def rest(months: list[int], end: int = 12) -> int:
    """What 年 is left."""
    for 月 in months:
        if 月 >= 3 and not end:
            break
    return sum(months, start=-1) * 2
'''


def test_every_mutant_of_a_module_in_the_order_of_its_lines() -> None:
    assert [(mutant.line, mutant.change) for mutant in mutants("m.py", MODULE)] == [
        (3, "12 -> 13"),
        (6, "月 >= 3 and not end -> 月 >= 3 or not end"),
        (6, "月 >= 3 and not end -> not end"),
        (6, "月 >= 3 and not end -> 月 >= 3"),
        (6, "月 >= 3 -> 月 > 3"),
        (6, "月 >= 3 -> not 月 >= 3"),
        (6, "3 -> 4"),
        (6, "not end -> end"),
        (7, "break -> continue"),
        (8, "return sum(months, start=-1) * 2 -> return None"),
        (8, "sum(months, start=-1) * 2 -> sum(months, start=-1) / 2"),
        (8, "sum(months, start=-1) -> sum(months)"),
        (8, "-1 -> 1"),
        (8, "1 -> 2"),
        (8, "2 -> 3"),
    ]


def test_a_mutant_changes_one_place_of_one_line() -> None:
    original = MODULE.splitlines()
    for mutant in mutants("m.py", MODULE):
        changed = mutant.source.splitlines()
        differing = [
            place
            for place, pair in enumerate(zip(original, changed, strict=True), 1)
            if pair[0] != pair[1]
        ]
        assert differing == [mutant.line]
        assert original[mutant.line - 1].strip() == mutant.text
