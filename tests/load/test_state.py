"""The state of a check: read back as written, rebuilt with a word when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.verdict.alerts import Group, Mark, Said
from sztrack.core.words.period import Month
from sztrack.load.state import State, fingerprint, read_state, state_text
from sztrack.load.workspace import CannotStart

STATE = State(
    plan="city-2024",
    as_of=Month(2024, 9),
    inputs="0f3a",
    said={
        Group.TARGETS: {"gdp-growth": Said(Month(2024, 8), Mark.OUT_OF_REACH)},
        Group.OVERDUE: {"jobs": Said(Month(2024, 4))},
        Group.ERRORS: {"SZ212 actuals/2024-09.csv: 同比“四点七”不是百分数": Said(Month(2024, 9))},
    },
)
TEXT = """\
{
 "schema": "sztrack-state/1",
 "plan": "city-2024",
 "as_of": "2024-09",
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
  "errors": {
   "SZ212 actuals/2024-09.csv: 同比“四点七”不是百分数": {
    "since": "2024-09"
   }
  }
 }
}
"""


def test_the_file(tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_text(TEXT, encoding="utf-8")
    assert state_text(STATE) == TEXT
    assert read_state(path) == (STATE, None)


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
        TEXT.replace('"errors"', '"faults"'),
        TEXT.replace('"2024-04"', "4"),
        TEXT.replace('"jobs": {\n    "since": "2024-04"\n   }', '"jobs": null'),
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
    path.write_text(TEXT.replace("state/1", "state/2"), encoding="utf-8")
    with pytest.raises(CannotStart) as stopped:
        read_state(path)
    assert (
        stopped.value.message.en
        == f"the state file {path} is sztrack-state/2; this version knows sztrack-state/1"
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
