"""actuals/collected.csv: the rows that were taken from the responsible units' forms, and the record
of who sent them, when, and in which file.

It is a tidy table like any other of `actuals/`, so that whatever was filed is read as every other
figure is. Nothing is ever taken out of it; a row that is corrected on the day it was filed is
replaced: the new row keeps what it does not state itself, and says what it replaces.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from sztrack.core.collect.filing import FILED, Batch, Filing, Outcome
from sztrack.core.collect.said import said
from sztrack.core.model import REMARK, Bound
from sztrack.core.record.reconcile import name_key
from sztrack.core.words.characters import one_line
from sztrack.language.labels import BASIS, STAGE
from sztrack.load.encoding import decode

PATH = "actuals/collected.csv"
COLUMNS = (
    "指标",
    "时期",
    "口径",
    "数值",
    "单位",
    "同比",
    "进度",
    "依据",
    "发布日期",
    "数据状态",
    "来源",
    "备注",
)
_CELLS = (("数值", "单位"), ("同比",), ("进度",), ("依据",))
"""What a row says, the cells that belong together."""

Record = Mapping[str, str]


def read_collected(data: bytes) -> list[Record]:
    """The rows as they stand, each under its headings. ValueError where they are not `COLUMNS`:
    nothing that somebody wrote may get lost.
    """
    try:
        head, *lines = csv.reader(StringIO(decode(data).text, newline=""), strict=True)
    except csv.Error as error:
        raise ValueError(error) from None
    if tuple(head) != COLUMNS:
        raise ValueError
    return [dict(zip(head, cells, strict=True)) for cells in lines if any(cells)]


def lines_taken(records: Sequence[Record], sha256: str) -> set[int]:
    """The lines of the file with this hash that are on record."""
    return {
        int(line)
        for record in records
        for line in re.findall(rf":(\d+) sha256:{sha256}", record["备注"])
    }


def taken_before(records: Sequence[Record], sha256: str) -> str:
    """Who sent a file with this hash and when; empty if nobody did."""
    return next((record["来源"] for record in records if f"sha256:{sha256}" in record["备注"]), "")


def senders(records: Sequence[Record]) -> list[str]:
    """The units that sent what is on record; where that was not known the name of the file stands,
    and counts for none.
    """
    named = ((re.sub(r"，[-0-9]{10}$", "", record["来源"]), record["备注"]) for record in records)
    return list(
        dict.fromkeys(unit for unit, note in named if unit and not note.startswith(f"{unit}:"))
    )


def with_filed(records: Sequence[Record], batches: Sequence[Batch], day: date) -> list[Record]:
    """The records with what was accepted of `batches` behind them. Where it is not known who sent a
    file, the file is named.
    """
    rows = list(records)
    for batch in batches:
        name = one_line(batch.path.replace("\\", "/").rpartition("/")[2])
        for filing in batch.filings:
            if filing.outcome in FILED:
                record = _record(
                    filing,
                    f"{filing.sender or name}，{day}",
                    _note(filing, f"{name}:{filing.row.source.line} sha256:{batch.sha256}"),
                    day,
                )
                for row in [row for row in rows if _is_replaced(row, record)]:
                    rows.remove(row)
                    record = _carried(record, row)
                rows.append(record)
    return rows


def _is_replaced(row: Record, record: Record) -> bool:
    """Whether two rows of one day, about one period, cannot stand beside each other: two revisions;
    a report, and the same with its evidence.
    """
    same = name_key(row["指标"]) == name_key(record["指标"]) and all(
        row[key] == record[key] for key in ("时期", "口径", "发布日期", "数据状态")
    )
    return same and (
        record["数据状态"].startswith("修订")
        or (record["进度"] == row["进度"] != "" and not row["依据"])
    )


def _carried(record: Record, replaced: Record) -> Record:
    """A record with what it does not state itself as in the one that it replaces; its note says
    what that one said.
    """
    kept = [
        cells
        for cells in _CELLS
        if not record[cells[0]] and (cells[0] != "依据" or record["进度"] in ("", replaced["进度"]))
    ]
    words = " ".join(
        f"{cells[0] if cells[0] in ('同比', '依据') else ''}{''.join(replaced[cell] for cell in cells)}"  # noqa: E501
        for cells in _CELLS
        if replaced[cells[0]]
    )
    note = f"{record['备注']}；当日更正，原报 {words}（{replaced['来源']}；{replaced['备注']}）"
    return {**record, **{cell: replaced[cell] for cells in kept for cell in cells}, "备注": note}


def _note(filing: Filing, origin: str) -> str:
    """Where a row comes from, and whatever was sent with it that has no column of its own."""
    row = filing.row
    sent = (
        (
            "原报名称",
            "" if name_key(row.indicator) == name_key(filing.indicator) else row.indicator,
        ),
        ("填报发布日期", str(row.released or "")),
        ("填报数据状态", "二手" if row.second_hand else ""),
        ("填报来源", row.cited),
        (REMARK, row.note),
    )
    return "；".join(
        [
            origin,
            *(
                f"{label} {one_line(words).replace('sha256:', 'sha256 ')}"
                for label, words in sent
                if words.strip()
            ),
        ]
    )


_BOUNDS = {
    Bound.EXACT: (),
    Bound.AT_LEAST: ("下限",),
    Bound.AT_MOST: ("上限",),
    Bound.ABOUT: ("约数",),
}


def _record(filing: Filing, source: str, note: str, day: date) -> Record:
    row = filing.row
    states = ["修订" if filing.outcome is Outcome.REVISED else "初值", *_BOUNDS[row.bound]]
    cells = (
        one_line(filing.indicator),
        str(row.month),
        BASIS[row.basis].zh,
        f"{row.value.value:f}" if row.value else "",
        row.value.unit.written if row.value else "",
        f"{row.growth:f}" if row.growth is not None else "",
        STAGE[row.stage].zh if row.stage else "",
        said(row).evidence or "",
        str(day),
        "；".join(states),
        source,
        note,
    )
    return dict(zip(COLUMNS, cells, strict=True))
