"""What `sztrack check` said before: one small JSON file, and the fingerprint of all that its answer
depends on.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from sztrack.core.model import Text
from sztrack.core.verdict.alerts import Group, Mark, Memory, Said
from sztrack.core.words.period import Month, parse_month
from sztrack.load.workspace import ACTUALS_FOLDER, PLAN_FILE, CannotStart

SCHEMA = "sztrack-state/1"


class State(NamedTuple):
    """The file's content."""

    plan: str
    """The plan's id; what was said of another plan is no guide."""
    as_of: Month
    inputs: str
    """The fingerprint of the run that wrote it: the same inputs give the same answer."""
    said: Memory


def fingerprint(root: Path, *more: object) -> str:
    """One word for the bytes of targets.yaml and actuals/ and everything in `more`. A file that
    cannot be read counts as absent.
    """
    digest = hashlib.sha256(repr(more).encode())
    for path in (root / PLAN_FILE, *sorted((root / ACTUALS_FOLDER).rglob("*"))):
        if path.is_file():
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode(errors="replace"))
            try:
                data = path.read_bytes()
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
    if isinstance(schema, str) and schema.startswith("sztrack-state/") and schema != SCHEMA:
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
        return _state(document), None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, _damaged(path)


def state_text(state: State) -> str:
    """The file's text."""
    document = {
        "schema": SCHEMA,
        "plan": state.plan,
        "as_of": str(state.as_of),
        "inputs": state.inputs,
        "said": {
            group.value: {key: _entry(said) for key, said in state.said.get(group, {}).items()}
            for group in Group
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def unusable(path: Path, error: OSError) -> CannotStart:
    """The state cannot be read or written."""
    return CannotStart(
        Text(
            f"无法使用状态文件 {path}：{error.strerror}",
            f"cannot use the state file {path}: {error.strerror}",
        ),
        Text(
            "检查文件夹的权限，或用 --state 另指一个文件",
            "check the folder's permissions, or name another file with --state",
        ),
    )


def _damaged(path: Path) -> Text:
    return Text(
        f"状态文件 {path} 已损坏，重新建立；仍存在的问题会再报一次",
        f"the state file {path} is damaged and is rebuilt; open findings are reported again",
    )


def _entry(said: Said) -> dict[str, str]:
    return {"since": str(said.since)} | (
        {"mark": said.mark.name.lower()} if said.mark is not None else {}
    )


def _state(document: Any) -> State:
    """The document as a state; any of the usual errors if it is none."""
    said = {
        group: {str(key): _said(entry) for key, entry in document["said"][group.value].items()}
        for group in Group
    }
    if document["schema"] != SCHEMA:
        raise ValueError(document["schema"])
    return State(
        plan=str(document["plan"]),
        as_of=_month(document["as_of"]),
        inputs=str(document["inputs"]),
        said=said,
    )


def _said(entry: Any) -> Said:
    return Said(_month(entry["since"]), Mark[entry["mark"].upper()] if "mark" in entry else None)


def _month(text: str) -> Month:
    month = parse_month(text)
    if month is None:
        raise ValueError(text)
    return month
