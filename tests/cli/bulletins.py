"""One bulletin of made-up figures as text, as a saved web page, as a Word file and as a PDF."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence

TITLE = "2024年前三季度全市经济运行情况"
MASTHEAD = "发布时间：2024-10-15 来源：某市统计局"
PARAGRAPHS = (
    "前三季度，全市地区生产总值1234.5亿元，同比增长5.4%，高于全国0.6个百分点。",
    "其中，工业投资增长29.6%，占固定资产投资比重超两成。城镇新增就业15.2万人，完成年度目标的84.4%。",
    "9月末，制造业贷款余额达800亿元，5G基站超7万个。力争全年城镇新增就业18万人以上。",
)
TABLE = (("指标", "累计", "单位", "同比"), ("社会消费品零售总额", "456.7", "亿元", "1.2"))


def as_text(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """The bulletin as somebody pastes it."""
    return "\n".join((TITLE, MASTHEAD, *paragraphs)).encode("gb18030")


def as_webpage() -> bytes:
    """The bulletin as a browser saves it, in the frame of an office's site."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    text = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f"<title>{TITLE}</title><style>p {{margin: 0}}</style></head><body>"
        "<nav><a>首页</a><a>2024年政务公开第12期</a></nav><script>var hits = 99.5;</script>"
        f"<table><tr><td><h1>{TITLE}</h1><div>{MASTHEAD}</div>{text}"
        f"<table>{rows}</table></td></tr></table></body></html>"
    ).encode()


def as_word() -> bytes:
    """The bulletin as a Word file, with its table."""
    import docx

    document = docx.Document()
    for paragraph in (TITLE, MASTHEAD, *PARAGRAPHS):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=len(TABLE[0]))
    for row in TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(width: int = 30) -> bytes:
    """The bulletin as a PDF with text, its lines broken as on paper. The font names its characters
    by a table, as those that word processors embed do.
    """
    lines = [
        paragraph[begin : begin + width]
        for paragraph in (TITLE, MASTHEAD, *PARAGRAPHS)
        for begin in range(0, len(paragraph), width)
    ]
    codes = {char: code for code, char in enumerate(sorted(set("".join(lines))), 1)}
    shown = "".join(
        f"<{''.join(f'{codes[char]:04x}' for char in line)}> Tj 0 -20 Td " for line in lines
    )
    content = zlib.compress(f"BT /F1 12 Tf 50 780 Td {shown}ET".encode("ascii"))
    return _pdf(content, _to_unicode(codes.items()))


def _to_unicode(codes: Iterable[tuple[str, int]]) -> bytes:
    pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Names def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        + "".join(
            f"{len(some)} beginbfchar\n{chr(10).join(some)}\nendbfchar "
            for some in (pairs[begin : begin + 100] for begin in range(0, len(pairs), 100))
        )
        + "endcmap end end"
    ).encode("ascii")


def _pdf(content: bytes, names: bytes) -> bytes:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(names), names),
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(out),
    )
    return out + head + table + trailer
