"""The places of targets.yaml: the plan's own, its parts, and those to compare it with."""

from collections.abc import Callable, Iterator

import yaml

from sztrack.core.model import Place, Role, Text
from sztrack.load.nodes import Reader

_ROLES = {role.value: role for role in Role}


def own_place(reader: Reader, node: yaml.Node | None) -> Place | None:
    """The place that the plan is for: a name, or {zh, en, aliases}."""
    if node is None:
        return None
    aliases: tuple[str, ...] = ()
    if isinstance(node, yaml.MappingNode):
        fields = reader.fields(node, ("zh", "en", "aliases"))
        aliases = tuple(_words(reader, fields.get("aliases")))
        name = _name(reader.string(fields.get("zh")), reader.string(fields.get("en")))
    else:
        name = reader.text(node)
    if name is None:
        return None
    return Place(id="", name=name, role=None, aliases=aliases, source=reader.source(node))


def named_places(
    reader: Reader, node: yaml.Node | None, ident: Callable[[yaml.Node], str | None]
) -> tuple[Place, ...]:
    """The places under `places`; one that cannot be read costs itself. `ident` reads an id, which
    no other place or target may have.
    """
    found = [_place(reader, item, ident) for item in reader.items(node)]
    return tuple(place for place in found if place is not None)


def _place(
    reader: Reader, node: yaml.Node, ident: Callable[[yaml.Node], str | None]
) -> Place | None:
    required = ("id", "name", "role")
    fields = reader.fields(node, (*required, "aliases"), required)
    if not fields.keys() >= set(required):
        return None
    own_id, name = ident(fields["id"]), reader.text(fields["name"])
    role = reader.member(fields["role"], _ROLES)
    if own_id is None or name is None or role is None:
        return None
    aliases = tuple(_words(reader, fields.get("aliases")))
    return Place(id=own_id, name=name, role=role, aliases=aliases, source=reader.source(node))


def _words(reader: Reader, node: yaml.Node | None) -> Iterator[str]:
    for item in reader.items(node):
        if word := reader.string(item):
            yield word


def _name(zh: str | None, en: str | None) -> Text | None:
    """A name in both languages; where one is not given, the other stands for it."""
    one = zh or en
    return Text(zh or one, en or one) if one else None
