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

def share(part: int) -> Decimal:
    return (
        part
        / Decimal("0.5")
    )
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
        (11, 'return ( part / Decimal("0.5") ) -> return None'),
        (12, "part / Decimal(\"0.5\") -> part * Decimal('0.5')"),
        (13, "Decimal(\"0.5\") -> Decimal('1.5')"),
    ]


def test_a_mutant_changes_one_place_and_what_follows_keeps_its_line() -> None:
    original = MODULE.splitlines()
    for mutant in mutants("m.py", MODULE):
        changed = mutant.source.splitlines()
        differing = [
            place
            for place, pair in enumerate(zip(original, changed, strict=True), 1)
            if pair[0] != pair[1]
        ]
        assert differing[0] == mutant.line
        assert len(differing) == 1 or mutant.line in (11, 12)
        assert original[mutant.line - 1].strip() == mutant.text
