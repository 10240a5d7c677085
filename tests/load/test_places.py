"""Whose figures a table holds: a figure of another place is never the whole's."""

from __future__ import annotations

import pytest

from sztrack.core.model import Plan
from sztrack.core.record.places import TOLD, Places, series_by_place
from sztrack.core.words.period import Month
from sztrack.load.actuals import read_actuals
from sztrack.load.intake import Assumed
from sztrack.load.targets import read_plan

TARGETS = """\
chapters:
  - id: "1"
    title: 就业
    targets:
      - {id: jobs, name: 新增就业, kind: flow, goal: ">= 26万人", wording: 新增就业26万人}
"""
NAMED = f"""\
plan:
  id: city
  year: 2026
  title: 计划
  place: {{zh: 广州市, en: Guangzhou, aliases: [羊城]}}
places:
  - {{id: nation, name: {{zh: 全国, en: China}}, role: compare}}
  - {{id: tianhe, name: {{zh: 天河区, en: Tianhe}}, role: part, aliases: [TH]}}
  - {{id: yuexiu, name: 越秀区, role: part}}
{TARGETS}"""
BARE = f"""\
plan: {{id: city, year: 2026, title: 广东省广州市2026年国民经济和社会发展计划}}
{TARGETS}"""


def plan(text: str) -> Plan:
    found, findings = read_plan(text, "targets.yaml")
    assert found
    assert findings == []
    return found


def read(table: str, places: Places, path: str = "actuals/a.csv") -> list[str]:
    """Each figure as `place value`, and the code and English words of each finding."""
    found = read_actuals(table.encode(), path, Assumed(places=places))
    figures = [f"{row.place or 'whole'} {row.value}" for row in found.observations]
    return figures + [f"{one.code} {one.message.en}" for one in found.findings]


def column(*places: str) -> str:
    """A tidy table with a column of places, whose figures are 1, 2, 3 …"""
    rows = [f"{place},新增就业,2026-08,累计,{at},万人" for at, place in enumerate(places, 1)]
    return "\n".join(["地区,指标,时期,口径,数值,单位", *rows, ""])


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["广州市"], ["whole 1万人"]),
        (["广州", "天河区"], ["whole 1万人", "天河区 2万人"]),
        (["Guangzhou", "tianhe", "TH"], ["whole 1万人", "tianhe 2万人", "TH 3万人"]),
        (["羊城", "合计", "全市"], ["whole 1万人", "whole 2万人", "whole 3万人"]),
        (["全国", "天河"], ["全国 1万人", "天河 2万人"]),
        (["天河区", "", "越秀区"], ["天河区 1万人", "天河区 2万人", "越秀区 3万人"]),
        (
            ["全省"],
            ["SZ225 the plan does not name 全省; their figures were not read;"
             " did you mean 全国?"],
        ),
        (
            ["越秀县区", "广州市"],
            ["whole 2万人", "SZ225 the plan does not name 越秀县区; their figures were not read;"
             " did you mean 越秀区?"],
        ),
    ],
)  # fmt: skip
def test_a_column_of_places(places: list[str], expected: list[str]) -> None:
    assert read(column(*places), Places(plan(NAMED))) == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["广州市", "全市"], ["whole 1万人", "whole 2万人"]),
        (["广东省"], ["SZ225 the plan does not name 广东省; their figures were not read"]),
        (["全国"], ["SZ225 the plan does not name 全国; their figures were not read"]),
        (["天河区"], ["SZ225 the plan does not name 天河区; their figures were not read"]),
    ],
)
def test_a_plan_without_places_knows_its_own_by_its_title(
    places: list[str], expected: list[str]
) -> None:
    assert read(column(*places), Places(plan(BARE))) == expected


UNPLACED = "指标,时期,口径,数值,单位\n新增就业,2026-08,累计,6,万人\n"


@pytest.mark.parametrize(
    ("title", "path", "expected"),
    [
        ("", "actuals/2026-08.csv", ["whole 6万人"]),
        ("", "actuals/2026-08-天河.csv", ["天河区 6万人"]),
        ("", "actuals/天河区/2026-08.csv", ["天河区 6万人"]),
        ("", "actuals/天河区/2026-08全市.csv", ["whole 6万人"]),
        ("", "actuals/2026-08 Tianhe.csv", ["天河区 6万人"]),
        ("", "actuals/2026-08 TH.csv", ["天河区 6万人"]),
        ("", "actuals/2026-08 OTHER.csv", ["whole 6万人"]),
        ("广州市天河区2026年8月指标\n", "actuals/a.csv", ["天河区 6万人"]),
        ("广州市2026年8月指标\n", "actuals/天河.csv", ["whole 6万人"]),
        ("全国与广州市2026年8月指标\n", "actuals/a.csv", ["whole 6万人"]),
        ("全国2026年8月指标\n", "actuals/a.csv", ["全国 6万人"]),
        ("天河区、越秀区指标\n", "actuals/a.csv", ["whole 6万人"]),
        ("各区2026年8月指标\n", "actuals/a.csv", ["whole 6万人"]),
        ("注：不含天河区\n", "actuals/a.csv", ["whole 6万人"]),
        (
            "荔湾区2026年8月指标\n",
            "actuals/a.csv",
            ["SZ225 the plan does not name 荔湾区; their figures were not read"],
        ),
    ],
)
def test_a_place_in_the_title_or_the_name(title: str, path: str, expected: list[str]) -> None:
    assert read(title + UNPLACED, Places(plan(NAMED)), path) == expected


def test_without_a_plan_a_place_is_told() -> None:
    assert read(column("天河区", "合计", "广州市"), TOLD) == [
        "天河区 1万人", "whole 2万人", "广州市 3万人",
    ]  # fmt: skip
    assert read("荔湾区2026年8月指标\n" + UNPLACED, TOLD) == ["荔湾区 6万人"]


@pytest.mark.parametrize(
    "table",
    [
        "指标,地区,单位,2026年1-8月,同比\n新增就业,天河区,万人,6,3\n新增就业,全市,万人,8,2\n",
        "指标,地区,2026年8月\n新增就业_累计值(万人),天河区,6\n新增就业_累计值(万人),全市,8\n",
    ],
    ids=["bulletin", "wide"],
)
def test_a_place_in_other_arrangements(table: str) -> None:
    assert read(table, Places(plan(NAMED))) == ["天河区 6万人", "whole 8万人"]


def test_series_of_each_place() -> None:
    city = plan(NAMED)
    table = column("广州市", "天河区", "全国")
    rows = read_actuals(table.encode(), "actuals/a.csv", Assumed(places=Places(city))).observations
    series, findings = series_by_place(city, rows, Month(2026, 8))
    assert {key: one.actuals[Month(2026, 8)].value for key, one in series.items()} == {
        ("jobs", "tianhe"): 2,
        ("jobs", "nation"): 3,
    }
    assert findings == []


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("places: [{id: jobs, name: 天河区, role: part}]", ["SZ111"]),
        ("places: [{id: th, name: 天河区, role: whole}]", ["SZ107"]),
        ("places: [{id: th, name: 天河区}]", ["SZ103"]),
        ("places: [{id: 天河, name: 天河区, role: part}]", ["SZ110"]),
        ("places: 天河区", ["SZ104"]),
    ],
)
def test_places_that_cannot_be_read(lines: str, codes: list[str]) -> None:
    head = "plan: {id: city, year: 2026, title: 计划}\n"
    found, findings = read_plan(f"{head}{lines}\n{TARGETS}", "targets.yaml")
    assert [one.code for one in findings] == codes
    assert found
    assert len(found.places) == (codes == ["SZ111"])
