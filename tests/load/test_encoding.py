"""Bytes -> text: byte order mark, else UTF-8, else GB18030; a line that fits none costs that line."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Finding, Severity, Source, Text
from sztrack.load.encoding import Decoded, decode

TABLE = "指标,累计(万人)\n新增就业,14.2\n"
plain = st.text(st.characters(exclude_categories=["Cs"]))


def unreadable(line: int, encoding: str) -> Finding:
    return Finding(
        "SZ201",
        Severity.ERROR,
        Text(f"该行有无法按 {encoding} 解码的字节，已跳过", f"the line has bytes that are not {encoding}; it was skipped"),
        Text("另存为 UTF-8（Excel 中为“CSV UTF-8”）", "save the file as UTF-8 (in Excel: 'CSV UTF-8')"),
        Source("a.csv", line),
    )


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"a,b\r\n1,2\r\n", "a,b\r\n1,2\r\n", "utf-8"),
        (TABLE.encode(), TABLE, "utf-8"),
        (BOM_UTF8 + TABLE.encode(), TABLE, "utf-8"),
        (BOM_UTF8, "", "utf-8"),
        (TABLE.encode("gb18030"), TABLE, "gb18030"),
        (TABLE.encode("gbk"), TABLE, "gb18030"),
        (TABLE.encode("gb2312"), TABLE, "gb18030"),
        ("联通,5\n".encode("gbk"), "联通,5\n", "gb18030"),
        ("镕,䶮,𠮷\n".encode("gb18030"), "镕,䶮,𠮷\n", "gb18030"),
        (BOM_UTF16_LE + TABLE.encode("utf-16-le"), TABLE, "utf-16-le"),
        (BOM_UTF16_BE + TABLE.encode("utf-16-be"), TABLE, "utf-16-be"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, "a.csv") == Decoded(text, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_costs_its_line_and_the_others_keep_their_numbers(encoding: str) -> None:
    data = "指标,累计\n就业,1\n".encode(encoding) + b"\xff,2\n" + "存款,3\r\n".encode(encoding) + b"4\xff"

    assert decode(data, "a.csv") == Decoded("指标,累计\n就业,1\n\n存款,3\r\n", encoding, (unreadable(3, encoding), unreadable(5, encoding)))


def test_a_bad_byte_behind_a_mark_is_never_read_as_gb18030() -> None:
    data = BOM_UTF8 + "指标,累计\n".encode() + "就业,1\n".encode("gb18030")

    assert decode(data, "a.csv") == Decoded("指标,累计\n\n", "utf-8", (unreadable(2, "utf-8"),))


def test_the_encoding_that_loses_fewer_lines_is_taken() -> None:
    data = "指标,累计\n就业,1\n存款,2\n".encode("gb18030") + b"\xff\n" + "港口,3\n".encode()

    assert decode(data, "a.csv").encoding == "gb18030"


@given(plain, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_text_below_a_chinese_heading_decodes_to_itself(text: str, encoding: str) -> None:
    whole = f"指标,累计\n{text}"
    assert decode(whole.encode(encoding), "a.csv")[::2] == (whole, ())


@given(plain)
def test_any_utf_8_decodes_to_itself(text: str) -> None:
    assert decode(BOM_UTF8 + text.encode(), "a.csv").text == text
    assert decode(text.encode(), "a.csv").text == text.removeprefix("\ufeff")


@given(st.binary(), st.sampled_from([b"", BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE]))
def test_any_bytes_are_text_and_findings(data: bytes, mark: bytes) -> None:
    decoded = decode(mark + data, "a.csv")
    assert {finding.code for finding in decoded.findings} <= {"SZ201"}
    decoded.text.encode()
