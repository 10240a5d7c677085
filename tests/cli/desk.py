"""A small plan with two units, and a desk where their forms are taken."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Ran, sztrack

HEAD = """\
plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}
chapters:
  - id: "1"
    title: {zh: 测试, en: Test}
    tasks:
"""
PLAN = (
    HEAD
    + """\
      - task: 1
        owner: 市人社局
        title: {zh: 就业, en: Jobs}
        targets:
          - {id: jobs, name: {zh: 新增就业, en: New jobs}, kind: flow, goal: ">= 15万人", wording: 15万人}
      - task: 2
        owner: 市交通局
        with: [市轨道办]
        title: {zh: 地铁, en: Metro}
        targets:
          - {id: metro, name: {zh: 地铁四期, en: Metro phase four}, kind: milestone, event: complete, wording: 地铁四期}
"""  # noqa: E501
)
FIGURES = "指标,时期,口径,数值,单位,同比"
STAGES = "指标,时期,进度,依据"


class Desk:
    """A workspace, and what is done with it on some day."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, plan: str = PLAN) -> None:
        self.root, self.monkeypatch, self.taken = root, monkeypatch, 0
        self.plan(plan)
        (root / "actuals").mkdir()

    def plan(self, text: str) -> None:
        """Put a plan in the place of the one there is."""
        (self.root / "targets.yaml").write_text(text, encoding="utf-8")

    def run(
        self,
        command: str,
        *arguments: str,
        today: str = "2024-10-16",
        lang: str = "en",
        width: int = 120,
    ) -> Ran:
        """`sztrack collect COMMAND`."""
        return sztrack(
            self.monkeypatch,
            "collect",
            command,
            "-C",
            str(self.root),
            "--lang",
            lang,
            "--today",
            today,
            *arguments,
            width=width,
        )

    def form(self, name: str, head: str, *lines: str) -> str:
        """A form as a unit sends it; no two are the same file, each has a name of its own that
        begins with `name`.
        """
        self.taken += 1
        path = self.root / f"{name}-{self.taken}.csv"
        path.write_text("\n".join([head, *lines]) + "\n" * self.taken, encoding="utf-8")
        return str(path)

    def take(self, *arguments: str, today: str = "2024-10-16") -> tuple[int, list[str]]:
        """Take forms; the exit code and what became of each row."""
        ran = self.run("take", "--format", "json", *arguments, today=today)
        return ran.code, [row["outcome"] for row in self.rows(ran)]

    def rows(self, ran: Ran) -> list[dict[str, Any]]:
        """What a taking says of each row."""
        return [row for file in json.loads(ran.out)["files"] for row in file["rows"]]

    def filed(self, *columns: str) -> list[tuple[str, ...]]:
        """These columns of what is on record."""
        path = self.root / "actuals" / "collected.csv"
        if not path.exists():
            return []
        return [
            tuple(row[column] for column in columns)
            for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        ]

    def assessed(self, target: str, today: str = "2024-10-16") -> dict[str, Any]:
        """One target as `sztrack show` has it."""
        ran = sztrack(
            self.monkeypatch,
            "show",
            target,
            "-C",
            str(self.root),
            "--format",
            "json",
            "--today",
            today,
        )
        found: dict[str, Any] = json.loads(ran.out)["assessments"][0]
        return found


def metro(*reports: str) -> tuple[str, ...]:
    """Lines about the metro: period, stage, evidence."""
    return tuple(f"地铁四期,{report}" for report in reports)
