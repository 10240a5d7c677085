"""The ratchet on complexity counts what a reader must keep in mind, and lets nothing grow."""

from __future__ import annotations

import ast

import pytest

from tools.ratchet import LIMIT, Function, allowed, faults, functions, updated, ways_through


@pytest.mark.parametrize(
    ("body", "ways"),
    [
        ("return 1", 1),
        ("if a:\n  return 1", 2),
        ("if a:\n  pass\nelif b:\n  pass\nelse:\n  pass", 3),
        ("return a and b or c", 3),
        ("return 1 if a else 2", 2),
        ("return [x for x in a if x if y for z in x]", 5),
        ("for x in a:\n  while b:\n    pass", 3),
        ("try:\n  pass\nexcept A:\n  pass\nexcept B:\n  pass", 3),
        ("match a:\n  case 1:\n    pass\n  case _:\n    pass", 3),
        ("def g():\n  return 1 if a else 2\nreturn g", 2),
    ],
)
def test_each_decision_is_one_more_way(body: str, ways: int) -> None:
    indented = "\n".join(f"  {line}" for line in body.splitlines())
    assert ways_through(ast.parse(f"def f():\n{indented}").body[0]) == ways


def test_methods_have_the_name_of_their_class() -> None:
    tree = ast.parse("class A:\n  def f(self):\n    pass\ndef g():\n  pass")
    assert [function.name for function in functions(tree, "a.py:")] == ["a.py:A.f", "a.py:g"]


def test_the_list_may_only_shrink() -> None:
    found = [Function("new", LIMIT + 1, 9), Function("kept", 20, 9), Function("mended", 3, 9)]
    exceptions = {"kept": 19, "mended": 30, "gone": 15}
    assert faults(found, exceptions) == [
        "new: 13 ways, at most 12: part it into named steps",
        "kept: 20 ways, at most 19: part it into named steps",
        "mended: 3 ways now; run python tools/ratchet.py --update",
        "gone: 0 ways now; run python tools/ratchet.py --update",
    ]
    assert updated(found, exceptions) == {"kept": 19}


def test_every_exception_is_above_the_limit() -> None:
    assert all(ways > LIMIT for ways in allowed().values())
