"""The state of a check: read back as written, rebuilt with a word when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.model import Goal, Kind, Op, Source
from sztrack.core.verdict.alerts import Group, Mark
from sztrack.core.verdict.memory import Memory, Said, Terms, compare, remembered
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import parse_quantity
from sztrack.load.state import Answer, Question, State, fingerprint, read_state, state_text
from sztrack.load.workspace import CannotStart, load_workspace
from tests.conftest import ROOT

JOBS = parse_quantity("18万人")
assert JOBS
USUAL = Question(fail_on=("errors", "lagging", "overdue"), pace=None)
STATE = State(
    plan="city-2024",
    year=2024,
    answers=(
        Answer(
            question=USUAL,
            today=Month(2024, 10),
            inputs="0f3a",
            memory=Memory(
                said={
                    Group.TARGETS: {"gdp-growth": Said(Month(2024, 8), Mark.OUT_OF_REACH)},
                    Group.OVERDUE: {"jobs": Said(Month(2024, 4))},
                    Group.GONE: {},
                    Group.ERRORS: {
                        "SZ212 actuals/2024-09.csv: 同比“四点七”不是百分数": Said(Month(2024, 9))
                    },
                    Group.PLAN: {},
                },
                terms={
                    "jobs": Terms(
                        indicator="新增就业",
                        kind=Kind.FLOW,
                        goal=Goal(op=Op.AT_LEAST, quantity=JOBS, source=Source("", 1)),
                        by=Month(2024, 12),
                        months=(Month(2024, 2), Month(2024, 3)),
                    ),
                    "metro": Terms(
                        indicator="地铁",
                        kind=Kind.MILESTONE,
                        goal=None,
                        by=Month(2024, 12),
                        months=(),
                    ),
                },
                rules={"alert_after": "2"},
            ),
        ),
    ),
)
TEXT = """\
{
 "schema": "sztrack-state/2",
 "plan": "city-2024",
 "year": 2024,
 "answers": [
  {
   "question": {
    "fail_on": [
     "errors",
     "lagging",
     "overdue"
    ],
    "pace": null
   },
   "today": "2024-10",
   "inputs": "0f3a",
   "said": {
    "targets": {
     "gdp-growth": {
      "since": "2024-08",
      "mark": "out_of_reach"
     }
    },
    "overdue": {
     "jobs": {
      "since": "2024-04"
     }
    },
    "gone": {},
    "errors": {
     "SZ212 actuals/2024-09.csv: 同比“四点七”不是百分数": {
      "since": "2024-09"
     }
    },
    "plan": {}
   },
   "rules": {
    "alert_after": "2"
   },
   "targets": {
    "jobs": {
     "indicator": "新增就业",
     "kind": "flow",
     "goal": {
      "op": ">=",
      "figure": "18万人"
     },
     "by": "2024-12",
     "months": [
      "2024-02",
      "2024-03"
     ]
    },
    "metro": {
     "indicator": "地铁",
     "kind": "milestone",
     "goal": null,
     "by": "2024-12",
     "months": []
    }
   }
  }
 ]
}
"""
FIRST = """\
{
 "schema": "sztrack-state/1",
 "plan": "city-2024",
 "as_of": "2024-09",
 "inputs": "0f3a",
 "said": {
  "targets": {"gdp-growth": {"since": "2024-08", "mark": "out_of_reach"}},
  "overdue": {"jobs": {"since": "2024-04"}},
  "errors": {"SZ212 actuals/2024-09.csv: 坏": {"since": "2024-09"}}
 }
}
"""


def test_the_file(tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_text(TEXT, encoding="utf-8")
    assert state_text(STATE) == TEXT
    assert read_state(path) == (STATE, None)


def test_a_file_of_the_first_version_is_the_memory_of_whoever_asks_next(tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_text(FIRST, encoding="utf-8")

    state, word = read_state(path)

    said = {
        Group.TARGETS: {"gdp-growth": Said(Month(2024, 8), Mark.OUT_OF_REACH)},
        Group.OVERDUE: {"jobs": Said(Month(2024, 4))},
        Group.ERRORS: {"SZ212 actuals/2024-09.csv: 坏": Said(Month(2024, 9))},
    }
    read = Answer(question=None, today=Month(2024, 9), inputs="0f3a", memory=Memory(said))
    assert (state, word) == (State(plan="city-2024", year=2024, answers=(read,)), None)
    assert state
    assert state.answer_to(USUAL) == read

    now = read._replace(question=USUAL)
    assert state.with_answer(now).answers == (now,)


def test_every_question_has_its_own_answer() -> None:
    (usual,) = STATE.answers
    strict = Question(fail_on=("at-risk", "lagging"), pace=None)
    assert (STATE.answer_to(USUAL), STATE.answer_to(strict)) == (usual, None)

    both = STATE.with_answer(usual._replace(question=strict, inputs="1"))
    again = both.with_answer(usual._replace(inputs="2"))

    assert [(one.question, one.inputs) for one in again.answers] == [(strict, "1"), (USUAL, "2")]


def test_the_goals_of_the_shipped_plan_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    workspace = load_workspace(ROOT)
    report = build_report(
        workspace.plan, workspace.observations, as_of=Month(2024, 9), today=Month(2024, 10)
    )
    memory = remembered(Memory(), compare(Memory(), report, ()))
    answer = Answer(question=USUAL, today=Month(2024, 10), inputs="", memory=memory)
    path = tmp_path / "check.json"
    text = state_text(State(plan=workspace.plan.id, year=2024, answers=(answer,)))
    path.write_text(text, encoding="utf-8")

    state, word = read_state(path)

    assert (state and state_text(state), word) == (text, None)
    assert state
    assert compare(state.answers[0].memory, report, ()).news == ()


def test_a_missing_file(tmp_path: Path) -> None:
    state, word = read_state(tmp_path / "check.json")
    assert (state, word and word.en) == (
        None,
        f"there is no state file {tmp_path / 'check.json'} yet; a new one is started",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"sztrack-state/1"',
        "{}",
        "\udcff",
        "[" * 100_000,
        TEXT[: len(TEXT) // 2],
        TEXT.replace("out_of_reach", "awful"),
        TEXT.replace("2024-04", "April"),
        TEXT.replace('"errors": {', '"faults": {'),
        TEXT.replace('"2024-04"', "4"),
        TEXT.replace('"jobs": {\n      "since": "2024-04"\n     }', '"jobs": null'),
        TEXT.replace('"18万人"', '"many"'),
        TEXT.replace('"flow"', '"flood"'),
        TEXT.replace('"question": {', '"asked": {'),
        FIRST.replace('"targets"', '"goals"'),
        FIRST[: len(FIRST) // 2],
    ],
)
def test_a_damaged_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    state, word = read_state(path)
    assert (state, word and word.en) == (
        None,
        f"the state file {path} is damaged and is rebuilt; open findings are reported again",
    )


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_text(TEXT.replace("state/2", "state/3"), encoding="utf-8")
    with pytest.raises(CannotStart) as stopped:
        read_state(path)
    assert (
        stopped.value.message.en
        == f"the state file {path} is sztrack-state/3; this version knows sztrack-state/2"
    )


def test_the_fingerprint_sees_every_byte_and_every_name(tmp_path: Path) -> None:
    def word() -> str:
        return fingerprint(tmp_path, "2024-09")

    seen = [word()]
    (tmp_path / "targets.yaml").write_text("plan", encoding="utf-8")
    seen.append(word())
    (tmp_path / "actuals" / "older").mkdir(parents=True)
    (tmp_path / "actuals" / "older" / "a.csv").write_text("1", encoding="utf-8")
    seen.append(word())
    (tmp_path / "actuals" / "older" / "a.csv").write_text("2", encoding="utf-8")
    seen.append(word())
    (tmp_path / "actuals" / "older" / "a.csv").rename(tmp_path / "actuals" / "older" / "b.csv")
    seen.append(word())
    seen.append(fingerprint(tmp_path, "2024-10"))
    assert len(set(seen)) == len(seen)
    assert word() == word()
