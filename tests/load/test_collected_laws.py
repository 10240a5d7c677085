"""Whatever is taken on whatever days: what was filed counts, what was not stated stays, and the
same again is already on record.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.collect.filing import FILED, Batch, Outcome, file
from sztrack.core.collect.said import Said, changed, on_record, said
from sztrack.core.model import Basis, Bound, Observation, Source, Stage
from sztrack.core.record.reconcile import reconcile
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, parse_unit
from sztrack.formats.csv import render_rows
from sztrack.load.actuals import read_actuals
from sztrack.load.collected import COLUMNS, PATH, Record, read_collected, with_filed
from tests.plans import plan

PLAN = plan(
    "id: jobs\nname: {zh: 新增就业, en: Jobs}\nkind: flow\ngoal: '>= 15万人'",
    "id: metro\nname: {zh: 地铁, en: Metro}\nkind: milestone\nevent: complete",
)
AUGUST = Month(2024, 8)
UNITS = [unit for unit in map(parse_unit, ("人", "万人")) if unit]

evidences = st.sampled_from(["", "〔2024〕1号", "=〔2024〕2号", "一\n二", "-"])
levels = st.builds(
    Quantity,
    st.sampled_from([Decimal("14.2"), Decimal(15), Decimal("15.0")]),
    st.sampled_from(UNITS),
)
figures = st.builds(
    Observation,
    st.sampled_from(["新增就业", "jobs", "Jobs"]), st.just(AUGUST), st.just(Basis.YTD),
    st.none() | levels, st.none() | st.sampled_from([Decimal(5), Decimal(-6)]),
    st.none(), st.just(False), st.just(False), st.none(), evidences, st.sampled_from(["", "月报"]),
    st.just(Source("./form.csv", 2)), st.just(""), place=st.just(""), bound=st.just(Bound.EXACT),
).filter(lambda row: row.value is not None or row.growth is not None)  # fmt: skip
reports = st.builds(
    Observation,
    st.sampled_from(["地铁", "metro"]), st.just(AUGUST), st.just(Basis.POINT), st.none(), st.none(),
    st.none(), st.just(False), st.just(False), st.sampled_from(list(Stage)), evidences, st.just(""),
    st.just(Source("./form.csv", 2)), st.just(""), place=st.just(""), bound=st.just(Bound.EXACT),
)  # fmt: skip


def _now(records: list[Record], row: Observation) -> Said:
    """What is on record, as a later run reads it from the file."""
    observations = _read(records)
    series, findings = reconcile(PLAN, observations, AUGUST)
    assert not [finding for finding in findings if finding.code != "SZ303"]
    return on_record(series["metro" if row.stage else "jobs"], row)


def _bytes(records: list[Record]) -> bytes:
    return render_rows(
        COLUMNS, ([record[column] for column in COLUMNS] for record in records)
    ).encode()


def _read(records: list[Record]) -> list[Observation]:
    return read_actuals(_bytes(records), PATH).observations if records else []


def _take(
    records: list[Record], row: Observation, day: date, number: int, verified: bool
) -> tuple[Outcome, list[Record]]:
    [filing], _ = file(PLAN, _read(records), [row], day, verified=verified, sender="市发改委")
    kept = with_filed(
        records,
        [
            Batch(
                path="form.csv",
                sha256=f"{number:064x}",
                taken_before="",
                filings=(filing,),
                blank=(),
                findings=(),
            )
        ],
        day,
    )
    return filing.outcome, read_collected(_bytes(kept)) if kept else []


@given(
    st.lists(
        st.tuples(st.one_of(figures, reports), st.integers(0, 1), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_filed_counts_and_what_is_not_stated_stays(
    takings: list[tuple[Observation, int, bool]],
) -> None:
    records: list[Record] = []
    day = date(2024, 9, 5)
    for number, (row, days, verified) in enumerate(takings):
        day = day.replace(day=day.day + days)
        before, old = _now(records, row), records
        outcome, records = _take(old, row, day, number, verified)
        after = _now(records, row)
        if outcome not in FILED:
            assert records == old
            continue
        assert not changed(said(row), after)
        unstated = [
            field
            for field, words in zip(Said._fields, said(row), strict=True)
            if words is None and field != "value"
        ]
        if row.stage is None or row.stage is before.stage:
            assert [getattr(after, field) for field in unstated] == [
                getattr(before, field) for field in unstated
            ]
        assert _take(records, row, day, number + 100, verified) == (Outcome.UNCHANGED, records)
        assert all(
            f"{taken:064x}" in str(records)
            for taken in range(number + 1)
            if f"{taken:064x}" in str(old) or taken == number
        )
