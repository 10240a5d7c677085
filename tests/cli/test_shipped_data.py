"""The main job on the data that the project ships: what a planner sees, whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ROOT, sztrack
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
HERE = ("-C", str(ROOT), "--today", "2024-12-20")
MONTHS = [f"2024-{month:02d}" for month in range(2, 12)]


def audited(monkeypatch: pytest.MonkeyPatch, month: str, *more: str) -> dict[str, Any]:
    ran = sztrack(monkeypatch, "status", *HERE, "--as-of", month, "--format", "json", *more)
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    return document


def by_id(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in document["assessments"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_status(lang: str, width: int, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    ran = sztrack(monkeypatch, "status", *HERE, "--as-of", "2024-09", "--lang", lang, width=width)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"status-2024-09-{lang}-{width}.txt", ran.out)


@pytest.mark.parametrize("month", MONTHS)
def test_replay(month: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    ran = sztrack(
        monkeypatch, "status", *HERE, "--as-of", month, "--lang", "zh", "--nature", "expected"
    )
    golden(GOLDEN / f"replay-{month}.txt", ran.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "target",
    [
        "gdp-growth",
        "fixed-asset-investment-growth",
        "public-supercharging-stations",
        "drone-routes",
        "foreign-trade",
        "new-urban-jobs",
    ],
)
def test_show(target: str, lang: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    ran = sztrack(monkeypatch, "show", target, *HERE, "--as-of", "2024-09", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"show-{target}-{lang}.txt", ran.out)


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_other_formats(form: str, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    ran = sztrack(
        monkeypatch,
        "status",
        *HERE,
        "--as-of",
        "2024-09",
        "--lang",
        "zh",
        "--format",
        form,
        "--nature",
        "expected",
    )
    golden(GOLDEN / f"expected-2024-09.{form}", ran.out)


def test_september_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    document = audited(monkeypatch, "2024-09")
    rows = by_id(document)
    keys = ("data_through", "actual", "pace", "outlook", "status")
    assert (document["schema"], document["as_of"]) == ("sztrack/2", "2024-09")
    assert [rows["gdp-growth"][key] for key in keys] == [
        "2024-09",
        5.4,
        "at_risk",
        "at_risk",
        "at_risk",
    ]
    assert [rows["industrial-value-added-growth"][key] for key in keys] == [
        "2024-09",
        10.2,
        "on_track",
        "on_track",
        "on_track",
    ]
    assert [rows["fixed-asset-investment-growth"][key] for key in keys] == [
        "2024-09",
        4.7,
        "off_track",
        "off_track",
        "off_track",
    ]
    assert [rows["retail-sales-growth"][key] for key in keys] == [
        "2024-09",
        0.7,
        "off_track",
        "off_track",
        "off_track",
    ]
    investment, retail = (
        rows["fixed-asset-investment-growth"]["required"],
        rows["retail-sales-growth"]["required"],
    )
    assert (
        investment["value"],
        investment["unit"],
        investment["per"],
        investment["out_of_reach"],
    ) == (25.9, "%", "rest_of_year", False)
    assert (round(retail["value"], 1), retail["unit"], retail["per"], retail["out_of_reach"]) == (
        24.0,
        "%",
        "rest_of_year",
        False,
    )
    trade = rows["foreign-trade"]
    assert (trade["status"], trade["actual"], trade["goal"]["unit"], trade["growth"]["value"]) == (
        "tracked",
        33720.85,
        "亿元",
        20.9,
    )
    assert {
        rows[name]["status"]
        for name in ("consumer-price-growth", "new-urban-jobs", "water-use-per-gdp")
    } == {"no_data"}
    assert rows["energy-saving-emissions"]["status"] == "pending"


@pytest.mark.parametrize("month", MONTHS)
def test_no_green_without_a_figure_of_the_year(month: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for row in audited(monkeypatch, month)["assessments"]:
        if row["status"] in ("met", "on_track", "at_risk", "off_track", "missed"):
            assert "2024-01" <= row["data_through"] <= month
            assert row["sources"]
        if row["projection"] is None:
            assert row["outlook"] in (None, "met", "missed")


def test_every_figure_of_the_table_leads_to_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that a row's source names holds the figure that the row shows."""
    document = audited(monkeypatch, "2024-09")
    traced = 0
    for row in document["assessments"]:
        if row["actual"] is not None:
            place = row["sources"][0]
            line = (
                (ROOT / place["path"])
                .read_text(encoding="utf-8-sig")
                .splitlines()[place["line"] - 1]
            )
            assert any(_same(cell, row["actual"]) for cell in line.split(",")), (row["id"], line)
            shown = sztrack(monkeypatch, "show", row["id"], *HERE, "--as-of", "2024-09").out
            assert f"{place['path']}:{place['line']}" in shown
            traced += 1
    assert traced >= 12


def _same(cell: str, actual: float) -> bool:
    """Whether a cell is the figure, be it written in 万 or 亿 steps apart."""
    try:
        return any(abs(float(cell) * 10**power - actual) < 1e-9 for power in (-8, -4, 0, 4, 8))
    except ValueError:
        return False


def test_tally_counts_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    document = audited(monkeypatch, "2024-09")
    assert sum(document["tally"].values()) == len(document["assessments"])


def test_seasonal_pace_gives_a_different_projection_where_it_has_grounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linear = by_id(audited(monkeypatch, "2024-10", "--pace", "linear"))[
        "port-container-throughput"
    ]["projection"]
    seasonal = by_id(audited(monkeypatch, "2024-10", "--pace", "seasonal"))[
        "port-container-throughput"
    ]["projection"]
    assert (linear["model"], round(linear["value"], 1)) == ("linear", 3319.2)
    assert (seasonal["model"], round(seasonal["value"], 1)) == ("seasonal", 3389.6)


def test_findings_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    def codes(*more: str) -> set[str]:
        return {
            finding["code"]
            for finding in json.loads(
                sztrack(monkeypatch, "validate", *HERE, "--format", "json", *more).out
            )["findings"]
        }

    assert codes("--select", "SZ301") == {"SZ301"}
    assert codes("--select", "sz3,SZ4") == {
        "SZ301",
        "SZ303",
        "SZ401",
        "SZ405",
        "SZ406",
        "SZ408",
        "SZ409",
        "SZ410",
    }
    assert codes("--ignore", "SZ3") == codes() - {"SZ301", "SZ303"}
