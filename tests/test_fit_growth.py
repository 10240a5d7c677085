"""The tool that fits the constants of growth, rates and stocks, on a handful of made series."""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.outlook.pace import growth
from tools import fit_growth


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Growth of 5 % that turns a little, a rate and a level that rise."""
    quarters = [(year, month) for year in range(2018, 2024) for month in (3, 6, 9, 12)]
    grown = [
        f"q,{family},{family},{year}-{month:02d},{5 + year * month % 7},"
        for family in ("one", "other")
        for year, month in quarters
    ]
    stood = [
        f"{kind},{kind}s,{kind},{year}-{month:02d},{(year - 2000) * 12 + month}"
        for kind in ("stock", "point", "ytd_mean")
        for year, month in quarters
    ]
    head = "kind,family,series_id,period"
    (tmp_path / "growth.csv").write_text("\n".join([f"{head},growth,level", *grown]))
    (tmp_path / "rates_stocks.csv").write_text("\n".join([f"{head},value", *stood]))
    return tmp_path


def test_what_ships_is_checked_by_kind_and_month(data: Path) -> None:
    lines = list(fit_growth.checked(fit_growth.cases(data)))
    assert [line.split()[:3] for line in lines[1:]] == [
        [kind, f"@{month}", "10" if kind == "q" else "5"]
        for kind in ("point", "q", "stock", "ytd_mean")
        for month in (3, 6, 9)
    ]


def test_a_constant_is_tried_beside_its_neighbours_and_put_back(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit_growth, "CONSTANTS", fit_growth.CONSTANTS[:1])
    (line,) = fit_growth.fitted(fit_growth.cases(data))
    assert line.startswith("growth.REVERSION         0.5    0.3: ")
    assert "one family left out: " in line
    assert growth.REVERSION == 0.5
