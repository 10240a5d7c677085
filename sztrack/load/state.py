"""What `sztrack check` said before: one small JSON file with a memory for each question that was
asked, and the fingerprint of all that an answer depends on.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sztrack.core.model import Goal, Kind, Op, Source, Text
from sztrack.core.verdict.alerts import Group, Mark
from sztrack.core.verdict.memory import Memory, Said, Terms
from sztrack.core.words.period import Month, parse_month
from sztrack.core.words.quantity import Quantity, quantity_as_written
from sztrack.load.folder import Entry, entries
from sztrack.load.refusals import why
from sztrack.load.workspace import ACTUALS_FOLDER, PLAN_FILE, CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = "sztrack-state/2"
_FIRST_SCHEMA = "sztrack-state/1"


class Question(NamedTuple):
    """What was asked: two runs that ask otherwise are told apart, and each is told its own news."""

    fail_on: tuple[str, ...]
    pace: str | None


class Answer(NamedTuple):
    """What a question was last answered with."""

    question: Question | None
    """None in a file of the first version, which did not say: it is whichever asks next."""
    today: Month
    """The clock's month; in a file of the first version the audited one, which is no later."""
    inputs: str
    """The fingerprint of the run that wrote it: the same inputs give the same answer."""
    memory: Memory


class State(NamedTuple):
    """The file's content."""

    plan: str
    """The plan's id; what was said of another plan is no guide."""
    year: int
    """The plan's year, for plans that keep their id."""
    answers: tuple[Answer, ...]

    def answer_to(self, question: Question) -> Answer | None:
        """The memory of the same question; else that of a file which did not say which."""
        for asked in (question, None):
            for answer in self.answers:
                if answer.question == asked:
                    return answer
        return None

    def with_answer(self, answer: Answer) -> State:
        """The state once a question has been answered anew; what did not say which question it was
        of is now this one's.
        """
        replaced = (answer.question, None)
        others = (one for one in self.answers if one.question not in replaced)
        return self._replace(answers=(*others, answer))


def fingerprint(root: Path, *more: object) -> str:
    """One word for the bytes of targets.yaml and actuals/ and everything in `more`. A file that
    cannot be read counts as absent; what keeps a folder from being read counts.
    """
    digest = hashlib.sha256(repr(more).encode())
    plan = Entry(root / PLAN_FILE, trouble=None, is_folder=False)
    for entry in (plan, *entries(root / ACTUALS_FOLDER)):
        digest.update(f"\0{entry.path.relative_to(root).as_posix()}\0".encode(errors="replace"))
        if entry.trouble:
            digest.update(entry.trouble.en.encode(errors="replace"))
            continue
        try:
            data = entry.path.read_bytes()
        except OSError:
            continue
        digest.update(b"%d\0" % len(data) + data)
    return digest.hexdigest()


def read_state(path: Path) -> tuple[State | None, Text | None]:
    """What the file at `path` holds; None, with the word to say, if it is missing or damaged.

    Raises CannotStart if it was written by a newer version or cannot be opened.
    """
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None, Text(
            f"还没有状态文件 {path}，现在建立",
            f"there is no state file {path} yet; a new one is started",
        )
    except OSError as error:
        raise unusable(path, error) from None
    except (ValueError, RecursionError):
        return None, _damaged(path)
    schema = document.get("schema") if isinstance(document, dict) else None
    is_known = schema in (SCHEMA, _FIRST_SCHEMA)
    if isinstance(schema, str) and schema.startswith("sztrack-state/") and not is_known:
        raise CannotStart(
            Text(
                f"状态文件 {path} 的格式是 {schema}，本版本只认 {SCHEMA}",
                f"the state file {path} is {schema}; this version knows {SCHEMA}",
            ),
            Text(
                "升级 sztrack，或用 --state 另指一个文件",
                "upgrade sztrack, or name another file with --state",
            ),
        )
    try:
        return (_first_state(document) if schema == _FIRST_SCHEMA else _state(document)), None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, _damaged(path)


def state_text(state: State) -> str:
    """The file's text."""
    document = {
        "schema": SCHEMA,
        "plan": state.plan,
        "year": state.year,
        "answers": [_answer_entry(answer) for answer in state.answers],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def unusable(path: Path, error: OSError) -> CannotStart:
    """The state cannot be read or written."""
    reason = why(error)
    return CannotStart(
        Text(
            f"无法使用状态文件 {path}：{reason.zh}",
            f"cannot use the state file {path}: {reason.en}",
        ),
        Text(
            "检查文件夹的权限，或用 --state 另指一个文件",
            "check the folder's permissions, or name another file with --state",
        ),
    )


def no_file(path: Path) -> CannotStart:
    """The state is to be kept in what is no file: a pipe would be waited for, a device replaced."""
    is_folder = path.is_dir()
    zh, en = ("文件夹", "a folder") if is_folder else ("管道或设备", "a pipe or a device")
    example = path / "check.json" if is_folder else Path(".sztrack") / "check.json"
    return CannotStart(
        Text(f"状态文件 {path} 是{zh}，不是文件", f"the state file {path} is {en}, not a file"),
        Text(
            f"用 --state 指定一个文件，例如 {example}；只看不记用 -n",
            f"name a file with --state, {example} for one; to look without a state, use -n",
        ),
    )


def _damaged(path: Path) -> Text:
    return Text(
        f"状态文件 {path} 已损坏，重新建立；仍存在的问题会再报一次",
        f"the state file {path} is damaged and is rebuilt; open findings are reported again",
    )


def _answer_entry(answer: Answer) -> dict[str, object]:
    question, memory = answer.question, answer.memory
    return {
        "question": question and {"fail_on": list(question.fail_on), "pace": question.pace},
        "today": str(answer.today),
        "inputs": answer.inputs,
        "said": {
            group.value: {key: _said_entry(said) for key, said in entries.items()}
            for group, entries in memory.said.items()
        },
        "rules": dict(memory.rules),
        "targets": {key: _terms_entry(terms) for key, terms in memory.terms.items()},
    }


def _said_entry(said: Said) -> dict[str, str]:
    return {"since": str(said.since)} | (
        {"mark": said.mark.name.lower()} if said.mark is not None else {}
    )


def _terms_entry(terms: Terms) -> dict[str, object]:
    goal = terms.goal
    return {
        "indicator": terms.indicator,
        "kind": terms.kind.value,
        "goal": goal and _goal_entry(goal),
        "by": str(terms.by),
        "months": list(map(str, terms.months)),
    }


def _goal_entry(goal: Goal) -> dict[str, object]:
    entry: dict[str, object] = {"op": goal.op.value, "figure": f"{goal.value:f}{goal.unit.written}"}
    if goal.upper:
        entry["upper"] = f"{goal.upper.value:f}{goal.upper.unit.written}"
    return entry


def _state(document: Any) -> State:
    """The document as a state; any of the usual errors if it is none."""
    if document["schema"] != SCHEMA:
        raise ValueError(document["schema"])
    return State(
        plan=str(document["plan"]),
        year=int(document["year"]),
        answers=tuple(_answer(entry) for entry in document["answers"]),
    )


def _first_state(document: Any) -> State:
    """A state of the first version: one memory, without the question and the goals."""
    as_of = _month(document["as_of"])
    answer = Answer(
        question=None,
        today=as_of,
        inputs=str(document["inputs"]),
        memory=Memory(_said_of(document["said"], ("targets", "overdue", "errors"))),
    )
    return State(plan=str(document["plan"]), year=as_of.year, answers=(answer,))


def _answer(entry: Any) -> Answer:
    asked = entry["question"]
    return Answer(
        question=None if asked is None else _question(asked),
        today=_month(entry["today"]),
        inputs=str(entry["inputs"]),
        memory=Memory(
            said=_said_of(entry["said"], [group.value for group in Group]),
            terms={str(key): _terms(one) for key, one in entry["targets"].items()},
            rules={str(name): str(value) for name, value in entry["rules"].items()},
        ),
    )


def _question(entry: Any) -> Question:
    pace = entry["pace"]
    return Question(
        fail_on=tuple(str(word) for word in entry["fail_on"]),
        pace=None if pace is None else str(pace),
    )


def _said_of(entries: Any, groups: Iterable[str]) -> dict[Group, dict[str, Said]]:
    return {
        Group(group): {str(key): _said(entry) for key, entry in entries[group].items()}
        for group in groups
    }


def _said(entry: Any) -> Said:
    return Said(_month(entry["since"]), Mark[entry["mark"].upper()] if "mark" in entry else None)


def _terms(entry: Any) -> Terms:
    return Terms(
        indicator=str(entry["indicator"]),
        kind=Kind(entry["kind"]),
        goal=entry["goal"] and _goal(entry["goal"]),
        by=_month(entry["by"]),
        months=tuple(map(_month, entry["months"])),
    )


def _goal(entry: Any) -> Goal:
    upper = _quantity(entry["upper"]) if "upper" in entry else None
    return Goal(
        op=Op(entry["op"]), quantity=_quantity(entry["figure"]), source=_NOWHERE, upper=upper
    )


def _quantity(text: str) -> Quantity:
    quantity = quantity_as_written(text)
    if quantity is None:
        raise ValueError(text)
    return quantity


def _month(text: str) -> Month:
    month = parse_month(text)
    if month is None:
        raise ValueError(text)
    return month


_NOWHERE = Source("", 1)
"""A goal that is remembered stands in no file of the workspace any more."""
