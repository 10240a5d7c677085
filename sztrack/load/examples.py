"""One example per code, taken from the tests' gallery by tools/codes.py and shipped with the
package.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from sztrack.core.model import Text

FILE = Path(__file__).resolve().parent.parent / "examples.json"


class Example(NamedTuple):
    """A place, what stands there, and what is said of it."""

    place: str
    line: str
    message: Text


def examples() -> dict[str, Example]:
    """The examples by code."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Example(one["place"], one["line"], Text(one["zh"], one["en"]))
        for code, one in read.items()
    }
