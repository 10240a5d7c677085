"""What counts as a mutant: a module with one expression or statement changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal

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

    @property
    def wing(self) -> str:
        """The part of the core it belongs to."""
        return self.module.partition("/")[0]


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
        # What follows keeps its line: functions are told apart by where they begin.
        lost = "\n" * data[begin:end].count(b"\n")
        for changed in _changes(node):
            after = ast.unparse(changed)
            piece = f"({after}{lost})" if isinstance(changed, ast.expr) else after + lost
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
    match node:
        case ast.Call(func=ast.Name("Decimal"), args=[ast.Constant(value=str(number))]):
            yield ast.Call(node.func, [ast.Constant(str(Decimal(number) + 1))], [])
        case _:
            pass
    for place in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:place], *node.keywords[place + 1 :]])
