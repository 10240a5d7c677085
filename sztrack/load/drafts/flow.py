"""A value on one line of YAML, as a table of targets holds it in a cell -> the value."""

from __future__ import annotations

import yaml

from sztrack.core.draft.outline import Value
from sztrack.load.nodes import compose


def value_of(text: str) -> Value:
    """The mapping or list that a cell holds; a cell that holds none is a text."""
    if not text.startswith(("{", "[")):
        return text
    root, findings = compose(text, "")
    if root is None or findings:
        return text
    return _value(root)


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(inner) for key, inner in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner) for inner in node.value]
    return str(node.value)


def mapping_of(value: Value) -> dict[str, Value]:
    """A value that should be a mapping, empty where it is none."""
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else {}


def mappings_of(value: Value) -> list[dict[str, Value]]:
    """A value that should be a list of mappings; what is none is left out."""
    members = value if isinstance(value, list) else []
    return [mapping_of(one) for one in members if isinstance(one, dict)]
