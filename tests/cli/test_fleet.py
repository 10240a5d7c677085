"""`sztrack fleet` on four made-up places: one well, one that lags, one whose data are late, and one
that cannot be read.
"""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.run import Ran, sztrack
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
PLAN = """\
plan: {{id: test, year: 2024, title: {{zh: {place}2024年计划, en: Plan of {place}}}}}
rules: {{pace: linear}}
chapters:
  - id: "1"
    title: {{zh: 主要指标, en: Headline}}
    nature: expected
    targets:
      - {{id: jobs, name: {{zh: 城镇新增就业, en: New urban jobs}}, indicator: 城镇新增就业,
         kind: flow, goal: ">= 12万人", wording: 原文}}
      - {{id: unemployment, name: {{zh: 城镇登记失业率, en: Unemployment}}, indicator: 失业率,
         kind: rate, goal: "<= 5%", wording: 原文}}
  - id: "2"
    title: {{zh: 任务, en: Tasks}}
    targets:
      - {{id: parks, name: {{zh: 新增公园, en: New parks}}, indicator: 新增公园,
         kind: flow, goal: ">= 12个", wording: 原文}}
"""
TODAY = "2024-07-20"


def place(root: Path, name: str, jobs: float, rate: float, months: int, parks: float = 1.5) -> str:
    """A workspace with figures of some months, so much more every month."""
    folder = root / name
    (folder / "actuals").mkdir(parents=True)
    (folder / "targets.yaml").write_text(PLAN.format(place=name), encoding="utf-8")
    lines = ["指标,时期,口径,数值,单位"]
    for month in range(1, months + 1):
        lines += [
            f"城镇新增就业,2024-{month:02},累计,{jobs * month},万人",
            f"失业率,2024-{month:02},累计,{rate},%",
            f"新增公园,2024-{month:02},累计,{parks * month},个",
        ]
    (folder / "actuals" / "2024.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


@pytest.fixture
def country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "丁市"
    broken.mkdir()
    (broken / "targets.yaml").write_text("plan: [", encoding="utf-8")
    return [
        place(tmp_path, "甲市", 1.25, 4.5, 6),
        place(tmp_path, "乙市", 0.5, 5.2, 6, parks=0),
        place(tmp_path, "丙市", 1.5, 4.9, 1),
        "丁市",
    ]


def fleet(monkeypatch: pytest.MonkeyPatch, *arguments: str, lang: str = "en") -> Ran:
    return sztrack(
        monkeypatch, "fleet", *arguments, "--today", TODAY, "--lang", lang, "-j", "2", width=140
    )


@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format(
    form: str, lang: str, country: list[str], monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    ran = fleet(monkeypatch, *country, "-q", "--format", form, lang=lang)
    assert (ran.code, ran.err) == (1, "")
    golden(GOLDEN / f"fleet-{lang}.{'txt' if form == 'table' else form}", ran.out)


def test_the_numbers_are_those_of_status(
    country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = fleet(monkeypatch, *country, "-q", "--format", "json")
    found = json.loads(ran.out)
    for workspace in found["workspaces"]:
        alone = sztrack(
            monkeypatch, "status", "-C", workspace["where"], "--today", TODAY, "--format", "json"
        )
        asked = {one["id"]: one for one in json.loads(alone.out)["assessments"]}
        for goal in workspace["goals"]:
            same = asked[goal["id"]]
            for field in ("data_through", "actual", "planned", "behind", "pace", "status", "late"):
                assert goal[field] == same[field]
            assert goal["projected"] == (same["projection"] or {}).get("value")


def test_the_page_holds_a_panel_for_every_goal(
    country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = fleet(monkeypatch, *country, "-q", "--format", "html", "-o", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert page.count('role="img"') == 2
    assert 'aria-label="New urban jobs: 乙市 -25 pp; 甲市 +12.5 pp"' in page
    assert "targets.yaml cannot be read" in page


def test_a_list_names_workspaces_from_its_own_folder(
    country: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_bytes("# 各市\n甲市\n\n 丙市 \n".encode("gb18030"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    ran = fleet(
        monkeypatch, "--list", "../list.txt", str(tmp_path / "甲市"), "-q", "--format", "json"
    )
    found = json.loads(ran.out)
    assert [one["place"]["zh"] for one in found["workspaces"]] == ["丙市", "甲市"]


@pytest.mark.parametrize(
    ("named", "code"),
    [(["甲市"], 0), (["乙市"], 1), (["丙市"], 1), (["甲市", "丁市"], 1), (["丁市"], 2)],
)
def test_the_exit_code_says_whether_somebody_must_look(
    named: list[str], code: int, country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fleet(monkeypatch, *named, "-q").code == code


def test_how_far_it_has_come_is_told_on_stderr(
    country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = fleet(monkeypatch, "甲市", "乙市", "甲市/../甲市")
    assert ran.err == "1 of 2 audited\n2 of 2 audited\n"


def test_long_tables_say_what_they_leave_out(
    country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = fleet(monkeypatch, *country, "-q", "--top", "1")
    assert ran.out.count("2 more rows (--top 3 lists all)") == 3
    csv_rows = fleet(monkeypatch, *country, "-q", "--top", "1", "--format", "csv").out
    assert len(list(csv.reader(StringIO(csv_rows)))) == 1 + 3 * 2 + 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name some workspaces, or a --list"),
        (["x", "--pace", "nobody"], "there is no 'nobody'"),
        (["x", "--list", "missing.txt"], "missing.txt"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(
    arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = fleet(monkeypatch, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_without_the_extra_the_message_says_what_to_install(
    country: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = fleet(monkeypatch, *country, "--dask", "tcp://127.0.0.1:8786")
    assert ran.code == 2
    assert ran.err.startswith("sztrack: --dask needs dask: pip install 'sztrack[dask]'\n")
