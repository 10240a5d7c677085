"""sztrack init and sztrack schema: what they write is valid at once, and a planner can read it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from sztrack.load.schema import schema
from sztrack.load.targets import read_plan
from sztrack.load.workspace import load_workspace
from tests.cli.run import sztrack
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faults(folder: str) -> list[str]:
    """What is said of a workspace beside that nothing was published yet."""
    found = load_workspace(Path(folder)).findings
    return [one.code for one in found if one.code != "SZ219"]


@LANGS
def test_a_new_plan(lang: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    place = "广州市" if lang == "zh" else "Leeds"

    done = sztrack(
        monkeypatch, "init", "city", "--place", place, "--year", "2026", "--lang", lang
    )  # fmt: skip

    plan = Path("city/targets.yaml").read_bytes().decode()
    golden(GOLDEN / f"init-{lang}.txt", f"{done.out}--- city/targets.yaml\n{plan}")
    assert (done.code, done.err, faults("city")) == (0, "", [])
    assert Path("city/targets.schema.json").read_text(encoding="utf-8") == schema()
    checked = sztrack(monkeypatch, "validate", "-C", "city", "--lang", lang)
    assert checked.code == 0
    shown = sztrack(monkeypatch, "status", "-C", "city", "--lang", lang, "--today", "2026-03-15")
    assert shown.code == 0


@LANGS
def test_the_example_of_a_task_is_good_once_it_is_no_comment(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sztrack(monkeypatch, "init", "city", "--year", "2026", "--lang", lang)
    before, mark, example = (
        Path("city/targets.yaml").read_text(encoding="utf-8").rpartition("#   -")
    )
    aliases = before.find("\naliases:")
    head = before[: aliases if aliases > 0 else len(before)].rstrip("# \n") + "\n"
    task = re.sub("(?m)^# ", "", mark + example)

    plan, found = read_plan(re.sub("(?m)^# [^ y].*\n", "", head) + task, "targets.yaml")

    assert plan is not None
    assert (found, plan.targets[-1].id, plan.targets[-1].task) == ([], "task-1", 1)


@LANGS
def test_editors_accept_what_is_written(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sztrack(monkeypatch, "init", "city", "--year", "2026", "--lang", lang)

    text = Path("city/targets.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=targets.schema.json\n")
    rules = json.loads(Path("city/targets.schema.json").read_text(encoding="utf-8"))
    assert not list(Draft202012Validator(rules).iter_errors(yaml.safe_load(text)))


def test_a_plan_that_is_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("targets.yaml").write_text("mine", encoding="utf-8")

    done = sztrack(monkeypatch, "init", "--lang", "en")

    assert done.code == 2
    assert "targets.yaml exists and was not changed" in done.err
    assert [path.name for path in Path().iterdir()] == ["targets.yaml"]
    assert Path("targets.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("city").write_text("a file", encoding="utf-8")

    assert sztrack(monkeypatch, "init", "city").code == 2
    assert sztrack(monkeypatch, "init", "city/deep").code == 2


def test_from_and_next_are_two_things(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("t.csv").write_text("", encoding="utf-8")
    Path("old").mkdir()

    done = sztrack(monkeypatch, "init", "new", "--from", "t.csv", "--next", "old", "--lang", "en")

    assert (done.code, Path("new").exists()) == (2, False)
    assert "use --from or --next, not both" in done.err


def test_the_schema_is_printed_or_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = sztrack(monkeypatch, "schema")
    copied = sztrack(monkeypatch, "schema", "-o", "here.json")

    assert (printed.code, printed.out) == (0, schema())
    assert (copied.code, copied.out) == (0, "")
    assert Path("here.json").read_text(encoding="utf-8") == schema()
    assert sztrack(monkeypatch, "schema", "-o", "nowhere/here.json").code == 2


def test_without_a_plan_the_message_names_init(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["status"], ["status", "-C", "."]):
        done = sztrack(monkeypatch, *words, "--lang", "en")
        assert done.code == 2
        assert "to make one: sztrack init" in done.err


@pytest.mark.parametrize(
    "before",
    [["-C", "city"], ["-Ccity"], ["--directory", "city"], ["--directory=city"]],
)
@pytest.mark.parametrize("command", [["targets"], ["collect", "owing"]])
def test_options_of_every_command_may_stand_before_it(
    before: list[str], command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sztrack(monkeypatch, "init", "city", "--year", "2026")
    after = sztrack(monkeypatch, *command, *before, "--lang", "en")

    assert after.code < 2
    assert sztrack(monkeypatch, *before, "--lang", "en", *command) == after
    assert sztrack(monkeypatch, command[0], *before, "--lang=en", *command[1:]) == after


def test_nothing_but_an_option_shows_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    done = sztrack(monkeypatch, "-C", "city")
    assert "Usage: sztrack [OPTIONS] COMMAND" in done.out + done.err
