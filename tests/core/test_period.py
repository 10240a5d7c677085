"""Months, spans, and the ways statistics offices write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.words.period import Month, Span, parse_day, parse_month, parse_span
from sztrack.core.words.titles import named_period, titled_period

months = st.builds(Month, st.integers(1901, 2198), st.integers(1, 12))


def span(first: int, last: int, year: int = 2024) -> Span:
    return Span(Month(year, first), Month(year, last).plus(1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06", span(6, 6)),
        ("2024-6", span(6, 6)),
        ("2024/06", span(6, 6)),
        ("2024.06", span(6, 6)),
        ("202406", span(6, 6)),
        ("2024年6月", span(6, 6)),
        ("2024年06月份", span(6, 6)),
        ("2024-06月", span(6, 6)),
        ("2024年12月", span(12, 12)),
        ("2024Q2", span(4, 6)),
        ("2024q4", span(10, 12)),
        ("2024 Q1", span(1, 3)),
        ("2024年二季度", span(4, 6)),
        ("2024年第三季度", span(7, 9)),
        ("2024年4季度", span(10, 12)),
        ("2024H1", span(1, 6)),
        ("2024h2", span(7, 12)),
        ("2024年上半年", span(1, 6)),
        ("2024下半年", span(7, 12)),
        ("2024年1-6月", span(1, 6)),
        ("2024年1月-6月", span(1, 6)),
        ("2024年1—9月", span(1, 9)),
        ("2024年1–9月份", span(1, 9)),
        ("2024年1至2月", span(1, 2)),
        ("2024年4到6月", span(4, 6)),
        ("2024年1~11月", span(1, 11)),
        ("2024", span(1, 12)),
        ("2024年", span(1, 12)),
        ("2024全年", span(1, 12)),
        ("2024年度", span(1, 12)),
        ("２０２４年１～６月", span(1, 6)),
        (" 2024 年 6 月 ", span(6, 6)),
        ("2024　年6月", span(6, 6)),
        ("2024.6", span(6, 6)),
        ("2024.10", span(10, 10)),
        ("2024/6/1", span(6, 6)),
        ("2024-06-30", span(6, 6)),
        ("2024年6月30日", span(6, 6)),
        ("20240630", span(6, 6)),
        ("Jun-24", span(6, 6)),
        ("June 2024", span(6, 6)),
        ("2024年6月末", span(6, 6)),
        ("2024年末", span(1, 12)),
        ("2024年1-6月累计", span(1, 6)),
        ("2024年前三季度", span(1, 9)),
        ("2024年1-3季度", span(1, 9)),
        ("2024年二至三季度", span(4, 9)),
        ("2024年前9个月", span(1, 9)),
        ("2024.1-9", span(1, 9)),
        ("2024年1-6", span(1, 6)),
        ("2024年1—6", span(1, 6)),
        ("2024/1-6", span(1, 6)),
        ("2024.01-06", span(1, 6)),
        ("202401-06", span(1, 6)),
        ("2024-01~06", span(1, 6)),
        ("2024年1月至2024年6月", span(1, 6)),
        ("202401-202406", span(1, 6)),
        ("2024-1-6", span(1, 1)),
        ("2024.1.6", span(1, 1)),
    ],
)
def test_a_written_period_with_its_year(text: str, expected: Span) -> None:
    assert parse_span(text) == expected
    assert parse_span(text, 1999) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月", span(6, 6)),
        ("6月份", span(6, 6)),
        ("06月", span(6, 6)),
        ("1-6月", span(1, 6)),
        ("1月至6月", span(1, 6)),
        ("1－2月", span(1, 2)),
        ("二季度", span(4, 6)),
        ("第2季度", span(4, 6)),
        ("Q2", span(4, 6)),
        ("上半年", span(1, 6)),
        ("H2", span(7, 12)),
        ("前三季度", span(1, 9)),
        ("前两季度", span(1, 6)),
        ("1-3季度", span(1, 9)),
        ("一至三季度", span(1, 9)),
        ("前8个月", span(1, 8)),
        ("9月末", span(9, 9)),
        ("1-9月累计", span(1, 9)),
    ],
)
def test_a_period_without_a_year_takes_the_one_given(text: str, expected: Span) -> None:
    assert parse_span(text, 2024) == expected
    assert parse_span(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "—",
            "?",
            "月",
            "年",
            "六月",
            "2024年六月",
            "Q",
            "Q0",
            "Q5",
            "H3",
            "五季度",
            "中半年",
        ),
        *(
            "2024-00",
            "2024-13",
            "2024年0月",
            "2024年13月",
            "2024-02-30",
            "2024-006",
            "2024.6-30",
            "2024/6-1",
            "202407-09",
            "2024年6-2025年1月",
            "2024.1",
            "24-06",
            "24年6月",
            "12024-06",
            "6-1月",
            "2024年6-1月",
            "1-13月",
        ),
        *(
            "1-6",
            "6",
            "0月",
            "13月",
            "1899-06",
            "2200-06",
            "0000",
            "2024-06 (r)",
            "٢٠٢٤-٠٦",
            "2024_06",
            "24-Jun",
            "6-Jan",
            "2024-06\n2024-07",
        ),
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert parse_span(text, 2024) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06", Month(2024, 6)),
        ("2024年6月", Month(2024, 6)),
        ("202412", Month(2024, 12)),
        ("6月", None),
        ("2024", None),
        ("2024Q2", None),
        ("2024年1-2月", None),
        ("2024-13", None),
        ("2024.6", None),
        ("2024-06-01", None),
        ("Jun-24", None),
        ("soon", None),
    ],
)
def test_one_month_of_a_stated_year(text: str, expected: Month | None) -> None:
    assert parse_month(text) == expected


@pytest.mark.parametrize(
    ("name", "year", "spans"),
    [
        *(
            (name, 2024, (span(1, 9),))
            for name in (
                "2024年1—9月",
                "2024年1–9月",
                "2024年1月—9月",
                "2024年01-09月",
                "2024年1 - 9月",
                "202401-09",
                "2024.1-9",
                "2024年1-9",
            )
        ),
        *(
            (name, 2024, (span(1, 9),))
            for name in (
                "2024年1-3季度",
                "2024年前三季度",
                "2024-1-9月",
                "2024年1月至2024年9月",
                "202401-202409",
            )
        ),
        *(
            (name, 2024, (span(9, 9),))
            for name in (
                "2024年9月数据-20241018",
                "2024-09_2024年10月18日",
                "2024年9月(修订2024-11)",
                "2023/2024-09",
                "2024-08/2024-09",
            )
        ),
        *(
            (name, 2024, (span(9, 9),))
            for name in (
                "2024-09-28",
                "20240928",
                "202409-28",
                "2024.09-28",
                "2024/9",
                "2024_09",
                "2024-09 (2)",
            )
        ),
        ("2024Q3", 2024, (span(7, 9),)),
        ("2024-1-6", 2024, (span(1, 1),)),
        ("2024-09_2024-10", 2024, (span(9, 9), span(10, 10))),
        ("2024年12月与2023年12月", None, (span(12, 12), span(12, 12, 2023))),
        ("202407-09", 2024, (span(7, 7), span(7, 9))),
        ("2024-08/2023", 2023, ()),
        ("2023-2024", None, ()),
        *(
            (name, 2024, ())
            for name in (
                "2024年1-13月",
                "2024年10件民生实事",
                "2024 10大工程",
                "2024年5.5%目标",
                "2024年5-6个百分点",
            )
        ),
        ("2024年9", 2024, (span(9, 9),)),
        ("2024 9", 2024, (span(9, 9),)),
        ("2024", 2024, ()),
        ("12345678", None, ()),
        ("20249999", None, ()),
        ("2024年", 2024, ()),
    ],
)
def test_what_a_file_name_states(name: str, year: int | None, spans: tuple[Span, ...]) -> None:
    assert named_period(name)[:2] == (year, spans)
    assert named_period(name).span == (spans[0] if len(spans) == 1 else None)


@pytest.mark.parametrize(
    ("title", "year", "spans"),
    [
        *(
            (f"深圳市2024年9月主要经济指标\n{more}", 2024, (span(9, 9),))
            for more in (
                "制表日期：2024年10月18日",
                "填报日期\t2024-10-18",
                "2024-10-18",
                "表号：深统月报2024-01表",
                "打印时间：2024年10月",
                "时间：2024年10月",
                "时间：2024-10-18",
                "2024年10月18日印发",
                "2024-10",
            )
        ),
        *(
            (f"深圳市2024年9月主要经济指标{more}", 2024, (span(9, 9),))
            for more in (
                "（与2023年9月比较）",
                "（以2020年1月价格计）",
                "（2024年10月公布）",
                "，比2023年9月",
                "(上年同期：2023年9月)",
            )
        ),
        ("2024年1—9月主要指标\n2024年9月30日", 2024, (span(1, 9),)),
        ("主要指标（2024年9月）", 2024, (span(9, 9),)),
        ("报告期：2024年9月", 2024, (span(9, 9),)),
        ("2024年9月28日快报", 2024, (span(9, 9),)),
        ("2024年9月与2024年8月主要指标", 2024, (span(9, 9), span(8, 8))),
        ("2024年主要指标\n2025年1月18日", 2024, ()),
        ("填报日期：2024-10-18", None, ()),
        ("2020年=100", None, ()),
        ("时间：2024年9月", 2024, (span(9, 9),)),
        ("时间：2024-09-18", None, ()),
        ("第20249999号\n2024年9月", 2024, (span(9, 9),)),
    ],
)
def test_what_a_title_states(title: str, year: int | None, spans: tuple[Span, ...]) -> None:
    assert titled_period(title)[:2] == (year, spans)


@pytest.mark.parametrize(
    ("months", "length", "last", "is_year_to_date"),
    [
        (span(1, 1), 1, Month(2024, 1), True),
        (span(1, 2), 2, Month(2024, 2), True),
        (span(1, 12), 12, Month(2024, 12), True),
        (span(2, 2), 1, Month(2024, 2), False),
        (span(10, 12), 3, Month(2024, 12), False),
        (Span(Month(2023, 1), Month(2024, 7)), 18, Month(2024, 6), False),
    ],
)
def test_what_a_span_holds(months: Span, length: int, last: Month, is_year_to_date: bool) -> None:
    assert (months.length, months.last, months.is_year_to_date) == (length, last, is_year_to_date)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (Month(2024, 11), 0, Month(2024, 11)),
        (Month(2024, 11), 1, Month(2024, 12)),
        (Month(2024, 12), 1, Month(2025, 1)),
        (Month(2024, 1), -1, Month(2023, 12)),
        (Month(2024, 6), -30, Month(2021, 12)),
    ],
)
def test_counting_months(start: Month, months: int, expected: Month) -> None:
    assert start.plus(months) == expected


def test_a_month_is_written_so_that_text_sorts_like_time() -> None:
    assert [str(month) for month in (Month(987, 3), Month(2024, 9), Month(2024, 10))] == [
        "0987-03",
        "2024-09",
        "2024-10",
    ]


@given(months, st.integers(-2000, 2000))
def test_plus_and_until_are_inverse(month: Month, distance: int) -> None:
    other = month.plus(distance)
    assert month.until(other) == distance
    assert other.plus(-distance) == month
    assert (other > month) == (distance > 0)


@given(
    months,
    st.sampled_from(
        [
            "{m}",
            "{m.year}{m.month:02}",
            "{m.year}年{m.month}月",
            "{m.year}/{m.month}",
            " {m.year}.{m.month:02} ",
        ]
    ),
)
def test_a_written_month_reads_back(month: Month, form: str) -> None:
    assert parse_month(form.format(m=month)) == month


@given(st.integers(1900, 2199), st.data(), st.sampled_from("-—–~～至到"), st.booleans())
def test_a_written_range_reads_back(
    year: int, data: st.DataObject, dash: str, stated: bool
) -> None:
    last = data.draw(st.integers(1, 12))
    first = data.draw(st.integers(1, last))
    text = f"{year}年{first}{dash}{last}月" if stated else f"{first}月{dash}{last}月"
    assert parse_span(text, year) == span(first, last, year)


@given(
    st.integers(1900, 2199),
    st.integers(1, 4),
    st.sampled_from(["{y}Q{q}", "{y}年{q}季度", "{y}年第{z}季度", "{z}季度", "q{q}"]),
)
def test_a_written_quarter_reads_back(year: int, quarter: int, form: str) -> None:
    text = form.format(y=year, q=quarter, z="一二三四"[quarter - 1])
    assert parse_span(text, year) == span(quarter * 3 - 2, quarter * 3, year)


@given(
    st.text() | st.text("0123456789年月季度上下半全份QH-~至. "), st.none() | st.integers(1900, 2199)
)
def test_any_text_is_a_span_of_one_year_or_none(text: str, year: int | None) -> None:
    found = parse_span(text, year)
    assert found is None or (1 <= found.length <= 12 and found.first.year == found.last.year)


@given(st.text() | st.text("20249年月日季度上半-—~至./_ （）与比日期表号:\n\t1"))
def test_any_title_states_periods_of_one_year_each_or_none(text: str) -> None:
    for named in (named_period(text), titled_period(text)):
        assert all(
            1 <= span.length <= 12 and span.first.year == span.last.year for span in named.spans
        )
        assert len({span.last for span in named.spans}) == len(named.spans)
        assert named.year is None or {span.last.year for span in named.spans} <= {named.year}


@given(
    st.integers(2000, 2100),
    st.integers(1, 12),
    st.sampled_from("-—–―－~～至到"),
    st.sampled_from(["{y}年{a}{d}{b}月", "{y}年{a:02} {d} {b:02}月份", "{y}年{a}月{d}{b}月"]),
)
def test_a_range_in_a_title_reads_back_with_any_dash(
    year: int, last: int, dash: str, form: str
) -> None:
    text = form.format(y=year, a=1, b=last, d=dash)
    for named in (
        named_period(f"深圳{text}月报"),
        titled_period(f"深圳市{text}主要经济指标\n制表日期：{year}-12-{last:02}"),
    ):
        assert named[:2] == (year, (span(1, last, year),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-28", date(2024, 10, 28)),
        ("2024/1/8", date(2024, 1, 8)),
        ("2024.10.28", date(2024, 10, 28)),
        ("20241028", date(2024, 10, 28)),
        ("2024年10月28日", date(2024, 10, 28)),
        (" ２０２４年１０月２８日 ", date(2024, 10, 28)),
        ("2024—10—28", date(2024, 10, 28)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("1899-10-28", None),
        ("28/10/2024", None),
        ("05/06/2024", None),
        ("2024-W53-7", None),
        ("2024-10", None),
        ("", None),
    ],
)
def test_a_day_whose_year_stands_first(text: str, expected: date | None) -> None:
    assert parse_day(text) == expected
