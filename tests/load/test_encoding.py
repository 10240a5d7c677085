"""Bytes -> text: byte order mark, else UTF-8, else GB18030; what fits none leaves a mark."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Source
from sztrack.load.encoding import Decoded, decode, undamaged_lines

TABLE = "指标,累计(万人)\n新增就业,14.2\n"
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"a,b\r\n1,2\r\n", "a,b\r\n1,2\r\n", "utf-8"),
        (TABLE.encode(), TABLE, "utf-8"),
        (BOM_UTF8 + TABLE.encode(), TABLE, "utf-8"),
        (BOM_UTF8, "", "utf-8"),
        (BOM_UTF8 + BOM_UTF8 + TABLE.encode(), TABLE, "utf-8"),
        (BOM_UTF16_LE + BOM_UTF16_LE + TABLE.encode("utf-16-le"), TABLE, "utf-16-le"),
        (TABLE.encode("gb18030"), TABLE, "gb18030"),
        (TABLE.encode("gbk"), TABLE, "gb18030"),
        (TABLE.encode("gb2312"), TABLE, "gb18030"),
        ("联通,5\n".encode("gbk"), "联通,5\n", "gb18030"),
        (
            "indicator,period,value,unit,basis\n万元GDP水耗变动,2024-09,1,%,ytd\n".encode("gbk"),
            "indicator,period,value,unit,basis\n万元GDP水耗变动,2024-09,1,%,ytd\n",
            "gb18030",
        ),
        ("镕,䶮,𠮷\n".encode("gb18030"), "镕,䶮,𠮷\n", "gb18030"),
        (BOM_UTF16_LE + TABLE.encode("utf-16-le"), TABLE, "utf-16-le"),
        (BOM_UTF16_BE + TABLE.encode("utf-16-be"), TABLE, "utf-16-be"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == Decoded(text, encoding, damaged=False)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_that_are_lost_leave_a_mark_and_the_others_stay(encoding: str) -> None:
    data = (
        "指标,累计\n就业,1\n".encode(encoding)
        + b"\xff,2\n"
        + "存款,3\r\n".encode(encoding)
        + b"4\xff"
    )

    assert decode(data) == Decoded(
        "指标,累计\n就业,1\n\ufffd,2\n存款,3\r\n4\ufffd", encoding, damaged=True
    )


def test_nul_is_no_text() -> None:
    assert decode(b"a\0b\n") == Decoded("a\ufffdb\n", "utf-8", damaged=True)


def test_a_bad_byte_behind_a_mark_is_never_read_as_gb18030() -> None:
    data = BOM_UTF8 + "指标,累计\n".encode() + "就业,1\n".encode("gb18030")

    assert decode(data) == Decoded("指标,累计\n\ufffd\ufffdҵ,1\n", "utf-8", damaged=True)


def test_the_encoding_that_loses_less_is_taken() -> None:
    data = "指标,累计\n就业,1\n存款,2\n".encode("gb18030") + b"\xff\n" + "港口,3\n".encode()

    assert decode(data).encoding == "gb18030"


def test_a_damaged_line_is_left_empty_and_named() -> None:
    text, findings = undamaged_lines(
        decode("指标\n".encode() + b"\xff\n" + "就业\n".encode()), "targets.yaml"
    )

    assert text == "指标\n\n就业\n"
    assert [(finding.code, finding.source, finding.message.en) for finding in findings] == [
        (
            "SZ201",
            Source("targets.yaml", 2),
            "the line has bytes that are not utf-8; the row was skipped",
        )
    ]


@given(plain, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_text_below_a_chinese_heading_decodes_to_itself(text: str, encoding: str) -> None:
    whole = f"指标,累计\n{text}"
    assert decode(whole.encode(encoding))[::2] == (whole, False)


def test_utf_8_with_few_bad_bytes_stays_utf_8_though_all_of_it_is_gb18030() -> None:
    text = "指标累计\n就业\n存款\n中文\n"
    data = text.encode() + b"\xd6\xd0\n"
    assert data.decode("gb18030")

    assert decode(data) == Decoded(f"{text}\ufffd\ufffd\n", "utf-8", damaged=True)


@given(st.text("万元水耗变动联通增长率指标单位累计亿同比数值,.%0123456789\n", min_size=2))
def test_any_table_of_common_words_in_gbk_is_gb18030(text: str) -> None:
    data = text.encode("gbk")
    found = decode(data)
    assert (found.text, found.damaged) == (text, False) or data.decode("utf-8") == found.text


@given(plain)
def test_any_utf_8_decodes_to_itself(text: str) -> None:
    assert decode(BOM_UTF8 + text.encode()).text == text.lstrip("\ufeff")
    assert decode(text.encode()).text == text.lstrip("\ufeff")


@given(st.binary(), st.sampled_from([b"", BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE]))
def test_any_bytes_are_text(data: bytes, mark: bytes) -> None:
    decode(mark + data).text.encode()
