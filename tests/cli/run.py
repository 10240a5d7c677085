"""Running commands in this process, with what they print."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from sztrack.cli.boundary import run

ROOT = Path(__file__).resolve().parent.parent.parent


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


def sztrack(
    monkeypatch: pytest.MonkeyPatch, *arguments: str, width: int = 120, encoding: str = "utf-8"
) -> Ran:
    """Run `sztrack ARGUMENTS` on streams that are no terminal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setenv("COLUMNS", str(width))
        code = run(arguments)
        out.flush()
        err.flush()
    return Ran(code, *(stream.buffer.getvalue().decode(encoding) for stream in (out, err)))
