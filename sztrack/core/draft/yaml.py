"""An outline as the text of a targets.yaml. Every text comes back as it was: what YAML would read
as anything else is put in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sztrack.core.draft.outline import ChapterOutline, Entry, Keys, Outline, TaskOutline, Value
from sztrack.core.model import Text
from sztrack.core.words.characters import unbroken

_PLAIN = re.compile(
    r"[^\W\d_](?:[\w /()（）.+%‰·\-]*[\w)）%‰])?"
    r"|[1-9][0-9]{0,8}|[0-9]+(?:\.[0-9]+)?[万亿元人家个吨][\w/]*"
)
"""Texts that need no quotes, inside brackets and outside."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
"""What other readers of YAML take for a truth or for nothing."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def written(
    outline: Outline,
    say: Callable[[Text], str],
    opening: Sequence[str] = (),
    closing: Sequence[str] = (),
) -> str:
    """The file's text: comments, the plan's head, its chapters, and comments at the end. `say`
    picks the language of the comments.
    """
    lines = [f"# {line}".rstrip() for line in opening]
    lines += ["", "plan:", *_block(outline.plan, "  ")]
    for name, value in outline.settings.items():
        lines += ["", f"{name}:", *_setting(value)]
    lines += ["", "chapters:" if outline.chapters else "chapters: []"]
    for place, chapter in enumerate(outline.chapters):
        if place:
            lines.append("")
        lines += _chapter(chapter, say)
    if outline.aliases:
        lines += ["", "aliases:"]
        lines += [f"  {scalar(name)}: {flow(value)}" for name, value in outline.aliases.items()]
    if closing:
        lines += ["", *(f"# {line}".rstrip() for line in closing)]
    return "\n".join(lines) + "\n"


def _setting(value: Value) -> list[str]:
    """One line for each key of a mapping, or for each of a list."""
    if isinstance(value, Mapping):
        return list(_block(value, "  "))
    assert not isinstance(value, str | int), "settings are mappings and lists"
    return [f"  - {flow(one)}" for one in value]


def flow(value: Value) -> str:
    """A value on one line: a text, a list in brackets, a mapping in braces."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(key)}: {flow(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return scalar(value)
    return "[" + ", ".join(map(flow, value)) + "]"


def scalar(text: str) -> str:
    """A text with quotes, where YAML asks for them."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    if is_plain or _DAY.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\U{ord(char):08X}" if ord(char) > 0xFFFF else f"\\u{ord(char):04X}"


def _chapter(chapter: ChapterOutline, say: Callable[[Text], str]) -> Iterator[str]:
    yield from _item(chapter.keys, "  ")
    if chapter.targets:
        yield "    targets:"
        for entry in chapter.targets:
            yield from _entry(entry, "      ", say)
    if chapter.tasks:
        yield "    tasks:"
        for task in chapter.tasks:
            yield from _task(task, say)


def _task(task: TaskOutline, say: Callable[[Text], str]) -> Iterator[str]:
    yield from _item(task.keys, "      ")
    yield "        targets:" if task.targets else "        targets: []"
    for entry in task.targets:
        yield from _entry(entry, "          ", say)


def _entry(entry: Entry, indent: str, say: Callable[[Text], str]) -> Iterator[str]:
    for remark in entry.remarks:
        yield f"{indent}# {unbroken(say(remark))}"
    yield from _item(entry.keys, indent)


def _item(keys: Keys, indent: str) -> Iterator[str]:
    """A member of a list: its keys, the first behind a dash."""
    lines = _block(keys, indent + "  ")
    first = next(lines)
    yield f"{indent}- {first.lstrip()}"
    yield from lines


def _block(keys: Keys, indent: str) -> Iterator[str]:
    """Keys on a line each; a list of mappings one mapping a line."""
    for key, value in keys.items():
        if _is_list_of_mappings(value):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {flow(one)}" for one in _members(value))
        else:
            # A chapter's id looks like a number and is none: 2.10 is not 2.1.
            shown = f'"{value}"' if key == "id" and _is_number(value) else flow(value)
            yield f"{indent}{key}: {shown}"


def _members(value: Value) -> Sequence[Value]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _is_list_of_mappings(value: Value) -> bool:
    members = _members(value)
    return bool(members) and all(isinstance(one, Mapping) for one in members)


def _is_number(value: Value) -> bool:
    return isinstance(value, str) and value.replace(".", "").isdecimal() and value.isascii()
