"""What `sztrack targets --format csv` writes comes back as the plan that it was written of."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from sztrack.core.model import Plan
from sztrack.formats.csv import render_targets
from sztrack.load.drafts.table import read_table_of_targets
from sztrack.load.targets import read_plan
from tests.cli.run import sztrack
from tests.conftest import ROOT
from tests.core.draft.test_carried import FULL, PLANS, text_of, without_places

Lines = list[dict[str, str]]


def again(table: str) -> Plan:
    """The plan in a table."""
    read = read_table_of_targets(table.encode(), "targets.csv", "", None, 1999)
    assert read.outline is not None
    assert read.findings == []
    plan, _ = read_plan(text_of(read.outline), "targets.yaml")
    assert plan is not None
    return plan


def edited(table: str, edit: Callable[[Lines], Lines]) -> str:
    """A table as somebody changed it in a spreadsheet."""
    lines = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0].keys())
    writer.writeheader()
    writer.writerows(edit(lines))
    return out.getvalue()


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_every_plan_comes_back(path: Path) -> None:
    plan, _ = read_plan(path.read_bytes().decode("utf-8", errors="replace"), "targets.yaml")
    if plan is None or not plan.targets:
        return
    for lang in ("zh", "en"):
        table = render_targets(plan, plan.targets, "zh" if lang == "zh" else "en")
        assert without_places(again(table)) == without_places(plan)


def test_a_plan_with_every_key_comes_back() -> None:
    plan, _ = read_plan(FULL, "targets.yaml")
    assert plan is not None

    table = render_targets(plan, plan.targets, "en")

    assert without_places(again(table)) == without_places(plan)


def test_it_may_be_sorted_cut_and_changed_in_between() -> None:
    plan, _ = read_plan(FULL, "targets.yaml")
    assert plan is not None

    def edit(lines: Lines) -> Lines:
        lines[1]["goal"] = ">= 6%"
        return [*reversed(lines[:3])]

    found = again(edited(render_targets(plan, plan.targets, "en"), edit))

    assert [(one.id, str(one.goal)) for one in found.targets] == [
        ("jobs", "26万人..28万人"),
        ("open", "None"),
        ("retail", ">= 6%"),
    ]
    assert [chapter.id for chapter in found.chapters] == ["2.10", "3"]
    assert (found.id, found.year, found.rules) == (plan.id, plan.year, plan.rules)


def test_the_shipped_plan_by_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = sztrack(monkeypatch, "targets", "-C", str(ROOT), "--format", "csv", "--lang", "en")
    (tmp_path / "targets.csv").write_text(table.out, encoding="utf-8")

    done = sztrack(
        monkeypatch, "init", str(tmp_path / "new"), "--from", str(tmp_path / "targets.csv"),
        "--lang", "en",
    )  # fmt: skip

    assert (done.code, done.err) == (0, "")
    old, new = (
        read_plan((folder / "targets.yaml").read_text(encoding="utf-8"), "targets.yaml")
        for folder in (ROOT, tmp_path / "new")
    )
    assert new[1] == []
    assert without_places(new[0]) == without_places(old[0])
