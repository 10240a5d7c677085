"""`sztrack read`: bulletins as text, web page, Word file and PDF, shown and filed."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli import bulletins
from tests.cli.run import Ran, sztrack
from tests.conftest import Golden

HERE = Path(__file__).parent
PLAN = """\
plan: {id: test, year: 2024, title: {zh: 某市2024年计划, en: Test plan}}
chapters:
  - id: "1"
    title: {zh: 测试, en: Test}
    tasks:
      - task: 1
        owner: 市发展改革委
        title: {zh: 增长, en: Growth}
        targets:
          - {id: gdp, name: {zh: 地区生产总值增速, en: GDP growth}, indicator: 地区生产总值, kind: growth, goal: ">= 5.5%", wording: 5.5%}
          - {id: jobs, name: {zh: 新增就业, en: New jobs}, indicator: 城镇新增就业, kind: flow, goal: ">= 18万人", wording: 18万人}
          - {id: retail, name: {zh: 社零, en: Retail sales}, indicator: 社会消费品零售总额, kind: growth, goal: ">= 1%", wording: 1%}
          - {id: share, name: {zh: 工业投资占比, en: Share of industrial investment}, indicator: 工业投资占固定资产投资比重, kind: rate, goal: ">= 20%", wording: 20%}
"""  # noqa: E501
MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt": ("", bulletins.as_text),
    "html": ("", bulletins.as_webpage),
    "docx": ("docx", bulletins.as_word),
    "pdf": ("pypdf", bulletins.as_pdf),
}


class Room:
    """A workspace, and bulletins in it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.monkeypatch = root, monkeypatch
        (root / "targets.yaml").write_text(PLAN, encoding="utf-8")
        (root / "actuals").mkdir()

    def paper(self, name: str, data: bytes) -> Path:
        path = self.root / name
        path.write_bytes(data)
        return path

    def read(self, *arguments: str, lang: str = "en", width: int = 120) -> Ran:
        self.monkeypatch.chdir(self.root)
        words = ("read", "--lang", lang, "--today", "2024-10-16", *arguments)
        return sztrack(self.monkeypatch, *words, width=width)

    def json(self, *arguments: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.read("--format", "json", *arguments).out)
        return document

    def filed(self) -> list[tuple[str, ...]]:
        path = self.root / "actuals" / "collected.csv"
        if not path.exists():
            return []
        text = path.read_text(encoding="utf-8-sig")
        columns = ("指标", "时期", "口径", "数值", "单位", "同比", "数据状态", "来源")
        rows = csv.DictReader(io.StringIO(text))
        return [tuple(row[column] for column in columns) for row in rows]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path, monkeypatch)


GDP = ("地区生产总值", "2024-09", "累计", "1234.5", "亿元", "5.4", "初值", "某市统计局，2024-10-16")
JOBS = ("城镇新增就业", "2024-09", "累计", "15.2", "万人", "", "初值", "某市统计局，2024-10-16")
RETAIL = ("社会消费品零售总额", "2024-09", "累计", "456.7", "亿元", "1.2", "初值", GDP[-1])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("more", ["", "-v"])
def test_the_screen(room: Room, golden: Golden, lang: str, more: str) -> None:
    room.paper("bulletin.txt", bulletins.as_text())
    ran = room.read("bulletin.txt", *filter(None, [more]), lang=lang)
    golden(HERE / "golden" / f"read{more}.{lang}.txt", ran.out + ran.err)
    assert ran.code == 0


@pytest.mark.parametrize("kind", sorted(MADE))
def test_every_kind_of_file_says_the_same_and_is_filed(room: Room, kind: str) -> None:
    needed, make = MADE[kind]
    if needed:
        pytest.importorskip(needed)
    room.paper(f"bulletin.{kind}", make())
    ran = room.read("--take", "--yes", "sure", "--format", "json", f"bulletin.{kind}")
    named = [figure["indicator"] for figure in json.loads(ran.out)["figures"]]
    assert named[:2] == ["地区生产总值", "工业投资"]
    tables = [RETAIL] if kind in ("html", "docx") else []
    assert room.filed() == [GDP, JOBS, *tables]
    # The share in words is matched and not sure: it stays unfiled.
    assert (ran.code, ran.err.splitlines()[-1]) == (1, "not filed: 1")


def test_a_second_reading_files_nothing_twice_and_a_changed_one_is_a_revision(room: Room) -> None:
    room.paper("bulletin.txt", bulletins.as_text())
    room.read("--take", "--yes", "sure", "bulletin.txt")
    room.read("--take", "--yes", "sure", "bulletin.txt")
    assert room.filed() == [GDP, JOBS]
    changed = [paragraph.replace("15.2万人", "15.3万人") for paragraph in bulletins.PARAGRAPHS]
    room.paper("bulletin-2.txt", bulletins.as_text(changed))
    room.read("--take", "--yes", "sure", "bulletin-2.txt")
    assert room.filed() == [GDP, JOBS, (*JOBS[:3], "15.3", *JOBS[4:6], "修订", JOBS[7])]


def test_what_is_filed_keeps_its_sentence_its_file_and_its_hash(room: Room) -> None:
    path = room.paper("bulletin.txt", bulletins.as_text())
    room.read("--take", "--yes", "sure", "bulletin.txt")
    record = (room.root / "actuals" / "collected.csv").read_text(encoding="utf-8-sig")
    from hashlib import sha256

    assert f"bulletin.txt:1 sha256:{sha256(path.read_bytes()).hexdigest()}" in record
    assert "填报发布日期 2024-10-15" in record
    assert "第3行“全市地区生产总值1234.5亿元，同比增长5.4%”" in record
    status = sztrack(room.monkeypatch, "show", "jobs", "--today", "2024-10-16", "--lang", "en")
    assert "152,000" in status.out


def test_without_a_terminal_and_without_yes_nothing_is_filed(room: Room) -> None:
    room.paper("bulletin.txt", bulletins.as_text())
    ran = room.read("--take", "bulletin.txt")
    assert (ran.code, room.filed()) == (1, [])
    assert ran.err.endswith("not filed: 3\n")


def test_a_terminal_is_asked_once_for_all_that_is_sure_and_then_one_by_one(room: Room) -> None:
    room.paper("bulletin.txt", bulletins.as_text())
    asked: list[str] = []

    def yes(words: str, **_: object) -> bool:
        asked.append(words)
        return True

    room.monkeypatch.setattr("sztrack.cli.reading.may_ask", lambda: True)
    room.monkeypatch.setattr("click.confirm", yes)
    ran = room.read("--take", "bulletin.txt")
    assert asked == [
        "bulletin.txt: file these sure figures (2)?",
        "  a round number in words, not in digits. File it?",
    ]
    assert (ran.code, len(room.filed())) == (0, 3)


def test_what_the_record_refuses_is_told_with_the_reason(room: Room) -> None:
    text = "2024年前三季度经济运行情况\n城镇新增就业15.2亿元。"
    room.paper("bulletin.txt", text.encode())
    ran = room.read("--take", "--yes", "sure", "bulletin.txt", width=160)
    assert "refused: the unit does not convert" in ran.err
    assert (ran.code, room.filed()) == (1, [])


def test_a_bulletin_that_names_no_publisher_is_filed_under_its_own_name(room: Room) -> None:
    text = "2024年前三季度经济运行情况\n地区生产总值增长5.4%。"
    room.paper("bulletin.txt", text.encode())
    room.read("--take", "--yes", "sure", "bulletin.txt")
    room.paper("bulletin-2.txt", text.replace("5.4", "5.5").encode())
    room.read("--take", "--yes", "sure", "--from", "市统计局", "bulletin-2.txt")
    assert [row[-1] for row in room.filed()] == [
        "bulletin.txt，2024-10-16", "市统计局，2024-10-16",
    ]  # fmt: skip


def test_standard_input_and_the_period_of_the_command_line(room: Room) -> None:
    class Stdin:
        buffer = io.BytesIO("地区生产总值1234.5亿元，增长5.4%。".encode())

        def isatty(self) -> bool:
            return False

    room.monkeypatch.setattr(sys, "stdin", Stdin())
    (figure,) = room.json("-", "--period", "2024年1-9月")["figures"]
    assert {key: figure[key] for key in ("target", "period", "basis", "value", "sure")} == {
        "target": "gdp", "period": "2024-09", "basis": "ytd", "value": 1234.5, "sure": "high",
    }  # fmt: skip


def test_a_place_that_is_not_the_plans_own_is_of_no_target(room: Room) -> None:
    text = "前三季度，全国社会消费品零售总额增长3.3%，全市社会消费品零售额增长1.2%。"
    room.paper("2024-09.txt", text.encode())
    figures = room.json("2024-09.txt")["figures"]
    told = [(figure["place"], figure["indicator"], figure["target"]) for figure in figures]
    assert told == [("全国", "社会消费品零售总额", None), ("", "社会消费品零售额", "retail")]


@pytest.mark.parametrize(
    ("title", "place", "target"),
    [
        ("2024年前三季度全国社会消费品零售情况", "全国", None),
        ("另一市2024年前三季度经济运行情况", "另一市", None),
        ("某市2024年前三季度经济运行情况", "", "retail"),
        ("2024年前三季度全市经济运行情况", "", "retail"),
    ],
)
def test_a_bulletin_of_another_place_is_of_no_target(
    room: Room, title: str, place: str, target: str | None
) -> None:
    room.paper("bulletin.txt", f"{title}\n社会消费品零售总额增长3.3%。".encode())
    (figure,) = room.json("bulletin.txt")["figures"]
    assert (figure["place"], figure["target"]) == (place, target)


def test_an_english_bulletin_is_matched_and_filed_in_the_units_of_the_record(room: Room) -> None:
    text = "Economy in the first half of 2024\nGDP reached 0.65 trillion yuan, up 5.1 percent."
    room.paper("bulletin.txt", text.encode())
    room.read("--take", "--yes", "sure", "--from", "Statistics Bureau", "bulletin.txt")
    assert [row[:6] for row in room.filed()] == [
        ("地区生产总值", "2024-06", "累计", "0.65", "万亿元", "5.1")
    ]


def test_a_figure_without_a_target_is_kept_with_the_nearest(room: Room) -> None:
    room.paper("2024-09.txt", "前三季度，城镇新增就业人次增长3.3%。".encode())
    (figure,) = room.json("2024-09.txt")["figures"]
    assert (figure["target"], figure["nearest"]) == (None, ["jobs"])


def test_figures_are_read_without_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2024-09.txt").write_text("前三季度，出口增长3.3%。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = sztrack(monkeypatch, "read", "2024-09.txt", "--format", "csv")
    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith("出口,,,,2024-09,ytd,,%,3.3,,,growth,high,,")


def test_wrong_command_lines(room: Room) -> None:
    room.paper("bulletin.txt", bulletins.as_text())
    assert room.read("bulletin.txt", "--yes", "sure").code == 2
    assert "'soon' is not a period" in room.read("bulletin.txt", "--period", "soon").err
    assert room.read("nothing.txt").code == 2


def test_damaged_files_cost_themselves(room: Room) -> None:
    pytest.importorskip("docx")
    room.paper("bulletin.txt", bulletins.as_text())
    room.paper("broken.docx", b"PK\x03\x04 no document")
    ran = room.read("broken.docx", "bulletin.txt", "--format", "json")
    document = json.loads(ran.out)
    assert [found["code"] for found in document["findings"]] == ["SZ240"]
    assert (ran.code, len(document["figures"])) == (1, 7)
