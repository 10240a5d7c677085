"""Many workspaces on this machine: whatever is wrong with one costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from sztrack.core.fleet.members import Audited, Member, Unread
from sztrack.core.fleet.rollup import rolled_up
from sztrack.core.model import Text
from sztrack.core.verdict.report import Question
from sztrack.core.words.period import Month
from sztrack.fleet import audit as audit_module
from sztrack.fleet import here
from sztrack.fleet.audit import audit
from tools.generate_fleet import generate

QUESTION = Question(now=Month(2024, 10))
FORKS = multiprocessing.get_start_method() == "fork"


def made(tmp_path: Path, workspaces: int) -> list[str]:
    return [str(path) for path in generate(tmp_path, workspaces, targets=14, months=24, seed=1)]


def test_every_workspace_is_answered_once_whatever_the_number_of_processes(tmp_path: Path) -> None:
    wheres = made(tmp_path, 11)
    found = [list(here.audited(wheres, QUESTION, processes)) for processes in (1, 2, 3)]
    assert [len(answers) for answers in found] == [11] * 3
    assert len({rolled_up(answers) for answers in found}) == 1


def dies_of_a_bomb(where: str, question: Question) -> Audited:
    if "bomb" in where:
        os._exit(1)
    return Unread(where, Text("好", "well"))


@pytest.mark.skipif(not FORKS, reason="what is patched here reaches only forked processes")
@pytest.mark.parametrize("bombs", [{0}, {5, 6, 19}, set(range(20))])
def test_a_workspace_that_ends_its_process_is_named_and_costs_no_other(
    bombs: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here, "audit", dies_of_a_bomb)
    wheres = [f"bomb-{number}" if number in bombs else f"{number}" for number in range(20)]

    found = {one.where: one for one in here.audited(wheres, QUESTION, 2)}

    ended = "the process that audited it was ended (out of memory?)"
    assert set(found) == set(wheres)
    for where, one in found.items():
        assert isinstance(one, Unread)
        assert one.reason.en == (ended if where.startswith("bomb") else "well")


def test_a_bug_costs_its_workspace_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_folder: Path) -> None:
        raise KeyError("x")

    monkeypatch.setattr(audit_module, "load_workspace", bug)
    assert audit("a", QUESTION) == Unread(
        "a",
        Text(
            "程序错误（KeyError），用 sztrack status -C 单独运行可得到日志",
            "a bug (KeyError); sztrack status -C by itself writes a log",
        ),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "there is no targets.yaml in {}"),
        (
            "plan: [",
            "targets.yaml cannot be read (targets.yaml:2: not valid YAML: did not find expected"
            " node content)",
        ),
    ],
)
def test_a_plan_that_cannot_be_read_is_named_with_its_line(
    text: str | None, reason: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "targets.yaml").write_text(text)
    found = audit(str(tmp_path), QUESTION)
    assert isinstance(found, Unread)
    assert found.reason.en == reason.format(tmp_path)


def test_a_month_outside_the_plan_s_year_is_told(tmp_path: Path) -> None:
    (where,) = made(tmp_path, 1)
    assert audit(where, QUESTION._replace(as_of=Month(2023, 6))) == Unread(
        where, Text("2023-06 不在计划年度 2024 内", "2023-06 is not in the plan's year 2024")
    )


def test_the_options_are_those_of_one_audit(tmp_path: Path) -> None:
    (where,) = made(tmp_path, 1)
    found = audit(where, QUESTION._replace(as_of=Month(2024, 6), pace="linear"))
    assert isinstance(found, Member)
    assert (found.as_of, found.through) == (Month(2024, 6), Month(2024, 6))


def test_an_address_without_fsspec_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    assert audit("s3://bucket/county", QUESTION) == Unread(
        "s3://bucket/county",
        Text("读取 s3://bucket/county 需要 fsspec", "s3://bucket/county needs fsspec"),
    )


def test_an_address_of_an_unknown_store_is_told() -> None:
    pytest.importorskip("fsspec")
    found = audit("nowhere://bucket/county", QUESTION)
    assert isinstance(found, Unread)
    assert found.reason.en.startswith("cannot read nowhere://bucket/county: ValueError: ")
