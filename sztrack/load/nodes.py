"""YAML read as nodes: scalars as written, every value with its line, duplicate keys refused.

`yaml.safe_load` keeps the last of two equal keys, reads `012` as 10 and `12:30` as 750, and forgets
where anything stood. Here a document is composed into nodes (with the C parser where PyYAML has it)
and read field by field. Every reader answers None and files a finding where a value does not fit.
An alias to a mapping is refused, so that a short file cannot grow into a long one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

import yaml

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text
from sztrack.language.labels import EVENT, FREQUENCY, KIND, NATURE, STRENGTH

T = TypeVar("T")
_DEEPEST = 100
_CHINESE = {
    member.value: text.zh
    for labels in (KIND, EVENT, STRENGTH, FREQUENCY, NATURE)
    for member, text in labels.items()
}
"""What the words of the closed sets are called in Chinese."""
_EMPTY = ("~", "null")
"""What stands for "no value" when it is written without quotes."""
_PROBLEMS = {
    "unexpected end of stream": "引号没有成对",
    "while scanning a quoted scalar": "引号没有成对",
    "cannot start any token": "有不能打头的字符：缩进不要用 Tab；以 @、`、% 打头的内容须加引号",
    "tab character": "缩进不要用 Tab，改用空格",
    "mapping values are not allowed": (
        "缩进不对，上一行漏了冒号，或一行里有两个冒号（内容含冒号的须加引号）"
    ),
    "expected key": "缩进与上下各行不齐，或漏了冒号",
    "expected <block end>": "缩进与上下各行不齐，或漏了冒号",
    "could not find expected ':'": "漏了冒号，或冒号后没有空格",
    "expected '-' indicator": "列表各项的“- ”没有对齐",
    "expected ',' or '}'": "花括号没有成对，或各项之间漏了逗号",
    "expected ',' or ']'": "方括号没有成对，或各项之间漏了逗号",
    "expected the node content": "括号或冒号后缺少内容",
    "comment or": "以 > 或 | 打头的内容须加引号",
    "undefined alias": "以 * 打头的内容须加引号",
    "unknown escape character": "双引号里的反斜杠须写两个，或改用单引号",
    "special characters are not allowed": "含有控制字符",
    "control characters are not allowed": "含有控制字符",
}
"""What the parser says, with and without libyaml, and what it comes to; anything else is quoted."""
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]  # with or without libyaml
    """Composes nodes without guessing at types: a scalar stays what it was written as, so no tag is
    ever looked up.
    """

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _node: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


def compose(text: str, path: str) -> tuple[yaml.Node | None, list[Finding]]:
    """Text -> the document's root node; None and a finding if it is no YAML."""
    if _too_deep(text):
        too_deep = Text("括号或列表嵌套过深", "brackets or lists are nested too deeply")
        return None, [_refused(too_deep, Source(path, 1))]
    try:
        return yaml.compose(text, _Loader), []
    except yaml.MarkedYAMLError as error:
        line, problem = _line_of(error), error.problem or "not YAML"
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = str(error).splitlines() or [type(error).__name__]
        line, problem = 1, said[0]
    message = Text(f"不是有效的 YAML：{_in_chinese(problem)}", f"not valid YAML: {problem}")
    return None, [_refused(message, Source(path, line))]


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """The line to look at: where a problem stands; of a quote or bracket that is never closed,
    where it was opened.
    """
    mark = error.problem_mark or error.context_mark
    if error.context_mark and "end of stream" in (error.problem or ""):
        mark = error.context_mark
    return mark.line + 1 if mark else 1


def _in_chinese(problem: str) -> str:
    """What the parser says, in Chinese; as it is where no translation is known."""
    for words, chinese in _PROBLEMS.items():
        if words in problem:
            return chinese
    return problem


def _refused(message: Text, source: Source) -> Finding:
    return RULES["SZ100"].at(source, message)


def _too_deep(text: str) -> bool:
    """Whether brackets or dashes are nested beyond any plan: the C parser would run out of
    stack.
    """
    depth = 0
    for bracket in re.sub(r"[^\[\]{}]+", "", text):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEEPEST:
            return True
    return "- " * _DEEPEST in text


class Reader:
    """Reads nodes of one file and keeps the findings."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._seen: set[int] = set()
        self._keys: dict[int, str] = {}

    def source(self, node: yaml.Node) -> Source:
        """Where `node` stands."""
        return Source(self.path, node.start_mark.line + 1)

    def fault(self, code: str, node: yaml.Node, message: Text) -> None:
        """File an error at `node`."""
        self.findings.append(RULES[code].at(self.source(node), message))

    def fields(
        self, node: yaml.Node, known: Collection[str], required: Collection[str] = ()
    ) -> dict[str, yaml.Node]:
        """A mapping's values by key; unknown, repeated and missing keys are reported. Keys without
        a value are left out.
        """
        if not isinstance(node, yaml.MappingNode):
            self._expected(node, Text("一组“键: 值”", "a mapping of keys to values"))
            return {}
        if id(node) in self._seen:
            self.fault(
                "SZ105",
                node,
                Text(
                    "不支持用 * 引用另一处的内容",
                    "an alias (*) to another mapping is not supported",
                ),
            )
            return {}
        self._seen.add(id(node))
        found: dict[str, yaml.Node] = {}
        filled: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in found:
                self._repeated(key, name, found[name])
            elif name not in known:
                self._unknown(key, name, known)
            else:
                found[name], self._keys[id(value)] = value, name
                if not _is_empty(value):
                    filled[name] = value
        for name in required:
            if name not in filled:
                self._missing(node, name)
        return filled

    def pairs(self, node: yaml.Node) -> dict[str, yaml.Node]:
        """A mapping whose keys are free; repeated ones are reported, and those without a value are
        missing one.
        """
        names = (
            [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if isinstance(node, yaml.MappingNode)
            else []
        )
        return self.fields(node, names, names)

    def items(self, node: yaml.Node | None) -> Iterator[yaml.Node]:
        """A list's items; nothing for a list that is not there."""
        if node is None:
            return
        if isinstance(node, yaml.SequenceNode):
            yield from node.value
        else:
            self._expected(
                node, Text("一个列表（每项以“- ”开头）", "a list (each item begins with '- ')")
            )

    def string(self, node: yaml.Node | None) -> str | None:
        """A scalar as written, blanks trimmed. Here and below, None for a value that is not there
        is no fault.
        """
        if node is None:
            return None
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        self._expected(node, Text("一段文字", "a text"))
        return None

    def integer(self, node: yaml.Node | None, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, written with plain digits."""
        text = self.string(node)
        if node is None or text is None:
            return None
        if len(text) <= 9 and text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        self.fault(
            "SZ106",
            node,
            self._of(
                node,
                Text(
                    f"“{text}”不是 {low} 至 {high} 的整数",
                    f"'{text}' is not a whole number from {low} to {high}",
                ),
            ),
        )
        return None

    def choice(self, node: yaml.Node | None, choices: Collection[str]) -> str | None:
        """One of a closed set of words."""
        text = self.string(node)
        if node is None or text is None or text in choices:
            return text
        allowed = Text(
            " | ".join(
                f"{word}（{zh}）" if (zh := _CHINESE.get(word)) else word for word in choices
            ),
            " | ".join(choices),
        )
        near = nearest(text, choices)
        asked = Text("", "")
        if near:
            asked = Text(f"；是否为 {near}？", f"; did you mean {near}?")
        message = Text(
            f"“{text}”不在可选范围内（{allowed.zh}）{asked.zh}",
            f"'{text}' is not one of the choices ({allowed.en}){asked.en}",
        )
        self.fault("SZ107", node, self._of(node, message))
        return None

    def member(self, node: yaml.Node | None, members: Mapping[str, T]) -> T | None:
        """The member of a closed set that a word stands for."""
        word = self.choice(node, members)
        return None if word is None else members[word]

    def parsed(
        self,
        node: yaml.Node | None,
        parse: Callable[[str], T | None],
        code: str,
        expected: Text,
    ) -> T | None:
        """What `parse` makes of a scalar; where it makes None, a finding that says what was
        expected.
        """
        text = self.string(node)
        if node is None or text is None:
            return None
        value = parse(text)
        if value is None:
            self.fault(
                code,
                node,
                self._of(
                    node, Text(f"“{text}”不是{expected.zh}", f"'{text}' is not {expected.en}")
                ),
            )
        return value

    def text(self, node: yaml.Node | None) -> Text | None:
        """A mapping {zh, en}; a plain scalar stands for both."""
        if node is None:
            return None
        if isinstance(node, yaml.ScalarNode):
            plain = str(node.value).strip()
            return Text(plain, plain)
        fields = self.fields(node, ("zh", "en"))
        if isinstance(node, yaml.MappingNode) and not fields:
            self._missing(node, "zh")
        zh, en = self.string(fields.get("zh")), self.string(fields.get("en"))
        one = zh or en
        return Text(zh or one, en or one) if one else None

    def _missing(self, node: yaml.Node, name: str) -> None:
        message = self._of(node, Text(f"缺少“{name}”或其内容", f"'{name}' is missing or empty"))
        self.fault("SZ103", node, message)

    def _expected(self, node: yaml.Node, what: Text) -> None:
        message = self._of(node, Text(f"这里应是{what.zh}", f"expected {what.en} here"))
        self.fault("SZ104", node, message)

    def _of(self, node: yaml.Node, message: Text) -> Text:
        """The message behind the key that `node` is the value of, if it is one."""
        key = self._keys.get(id(node))
        return Text(f"{key}：{message.zh}", f"{key}: {message.en}") if key else message

    def _repeated(self, key: yaml.Node, name: str, first: yaml.Node) -> None:
        line = first.start_mark.line + 1
        self.fault(
            "SZ101",
            key,
            Text(
                f"“{name}”重复，第 {line} 行已有",
                f"'{name}' is repeated; it is already on line {line}",
            ),
        )

    def _unknown(self, key: yaml.Node, name: str, known: Collection[str]) -> None:
        near = nearest(name, known)
        if near:
            advice = Text(f"是否为 {near}？", f"did you mean '{near}'?")
        else:
            advice = Text(f"可用的有：{'、'.join(known)}", f"known here: {', '.join(known)}")
        self.fault(
            "SZ102",
            key,
            Text(f"不认识“{name}”；{advice.zh}", f"unknown key '{name}'; {advice.en}"),
        )


def nearest(word: str, words: Collection[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, words, 1)), None)


def _is_empty(node: yaml.Node) -> bool:
    """Whether a value holds nothing: blank, or without quotes one of the words for it."""
    return isinstance(node, yaml.ScalarNode) and (
        not node.value.strip() or (not node.style and node.value in _EMPTY)
    )
