"""actuals/collected.csv: the rows that were taken from the responsible units' forms, and the record of who sent them, when, and in which file.

It is a tidy table like any other of `actuals/`, so that whatever was filed is read as every other figure is. Nothing is ever taken out of
it; a row that is corrected on the day it was filed is replaced, and the new row says what it replaces.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from sztrack.core.filing import FILED, Batch, Filing, Outcome
from sztrack.language.labels import BASIS, STAGE
from sztrack.load.encoding import decode

PATH = "actuals/collected.csv"
COLUMNS = ("指标", "时期", "口径", "数值", "单位", "同比", "进度", "依据", "发布日期", "数据状态", "来源", "备注")
_FIGURE = ("指标", "时期", "口径", "发布日期")

Record = Mapping[str, str]


def read_collected(data: bytes) -> list[Record]:
    """The rows as they stand, each under its headings. ValueError where they are not `COLUMNS`: nothing that somebody wrote may get lost."""
    try:
        head, *lines = csv.reader(StringIO(decode(data).text, newline=""), strict=True)
    except csv.Error as error:
        raise ValueError(error) from None
    if tuple(head) != COLUMNS:
        raise ValueError
    return [dict(zip(head, cells, strict=True)) for cells in lines if any(cells)]


def lines_taken(records: Sequence[Record], sha256: str) -> set[int]:
    """The lines of the file with this hash that are on record."""
    return {int(line) for record in records for line in re.findall(rf":(\d+) sha256:{sha256}", record["备注"])}


def taken_before(records: Sequence[Record], sha256: str) -> str:
    """Who sent a file with this hash and when; empty if nobody did."""
    return next((record["来源"] for record in records if sha256 in record["备注"]), "")


def with_filed(records: Sequence[Record], batches: Sequence[Batch], day: date) -> list[Record]:
    """The records with what was accepted of `batches` behind them. Where it is not known who sent a file, the file is named."""
    rows = list(records)
    for batch in batches:
        name = batch.path.replace("\\", "/").rpartition("/")[2]
        for filing in batch.filings:
            if filing.outcome in FILED:
                record = _record(filing, f"{filing.sender or name}，{day}", f"{name}:{filing.row.source.line} sha256:{batch.sha256}", day)
                replaced = [row for row in rows if row.get("数据状态") == "修订" and all(row.get(key) == record[key] for key in _FIGURE)]
                for row in replaced:
                    rows.remove(row)
                    words = "".join(row.get(key, "") for key in ("数值", "单位", "进度")) + (f" 同比{row['同比']}" if row.get("同比") else "")
                    record["备注"] += f"；当日更正，原报 {words}（{row.get('备注', '')}）"
                rows.append(record)
    return rows


def _record(filing: Filing, source: str, note: str, day: date) -> dict[str, str]:
    row = filing.row
    cells = (
        row.indicator,
        str(row.month),
        BASIS[row.basis].zh,
        f"{row.value.value:f}" if row.value else "",
        row.value.unit.written if row.value else "",
        f"{row.growth:f}" if row.growth is not None else "",
        STAGE[row.stage].zh if row.stage else "",
        row.evidence,
        str(day),
        "修订" if filing.outcome is Outcome.REVISED else "初值",
        source,
        note,
    )
    return dict(zip(COLUMNS, cells, strict=True))
