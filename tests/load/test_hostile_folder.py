"""A folder of hostile files: findings with file and line, no traceback, and every good row
counted.
"""

from __future__ import annotations

import time
from codecs import BOM_UTF8, BOM_UTF16_LE
from pathlib import Path

from sztrack.core.model import Severity
from sztrack.load.workspace import load_workspace
from tests.conftest import Golden

PLAN = """\
plan: {id: p, year: 2024, title: 计划}
chapters:
  - id: "1"
    title: 章
    targets:
      - {id: jobs, name: 就业, kind: flow, goal: ">= 18万人", wording: 原文}
"""
HEAD = "指标,时期,口径,数值,单位\n"
GOOD = "就业,2024-06,累计,9,万人\n"


def utf8(text: str) -> bytes:
    return text.encode()


FILES = {
    "01 empty.csv": b"",
    "02 blank lines.csv": b"\r\n\r\n  \r\n",
    "03 header only.csv": utf8(HEAD),
    "04 header and empty form.csv": utf8(HEAD + "就业,2024-06,累计,,万人\n"),
    "05 utf-8.csv": utf8(HEAD + GOOD),
    "06 mark.csv": BOM_UTF8 + utf8(HEAD + GOOD),
    "07 gbk.csv": (HEAD + GOOD).encode("gbk"),
    "08 gb18030 rare.csv": (HEAD + GOOD.replace("就业", "䶮𠮷")).encode("gb18030"),
    "09 utf-16.csv": BOM_UTF16_LE + (HEAD + GOOD).encode("utf-16-le"),
    "10 bad byte.csv": utf8(HEAD + GOOD) + b"\xff,2024-07,x,1,x\n" + utf8(GOOD),
    "11 truncated utf-8.csv": utf8(HEAD + GOOD + "就业,2024-07,累计,9,万人")[:-1],
    "12 truncated gbk.csv": (HEAD + GOOD + "就业,2024-07,累计,9,万人").encode("gbk")[:-1],
    "13 gbk lines in utf-8.csv": utf8(HEAD + GOOD * 5) + GOOD.encode("gbk") + utf8(GOOD),
    "14 bad byte behind a mark.csv": (
        BOM_UTF8 + utf8(HEAD + GOOD) + b"a,b\xff,c,1\xfe,d\n" + utf8(GOOD)
    ),
    "15 NUL.csv": utf8(HEAD + GOOD + "就\0业,2024-06,累计,9,万人\n" + GOOD),
    "16 only NUL.csv": b"\0" * 1000,
    "17 long line.csv": utf8(HEAD + GOOD) + b"x" * 50_000_000 + b"\n" + utf8(GOOD),
    "18 long line of commas.csv": utf8(HEAD + GOOD) + b"," * 50_000_000 + b"\n" + utf8(GOOD),
    "19 ten thousand columns.csv": utf8(
        "指标,累计(万人)," + ",".join(f"列{n}" for n in range(10_000)) + "\n就业,9\n"
    ),
    "20 ten thousand months.csv": utf8(
        "指标,"
        + ",".join(f"{y}年{m}月" for y in range(1900, 2100) for m in range(1, 13))
        + "\n就业_累计值(万人)"
        + ",9" * 2400
        + "\n"
    ),
    "21 open quote.csv": utf8(HEAD + GOOD + '"就业,2024-07,累计,9,万人\n' + GOOD * 3),
    "22 open quotes.csv": utf8(HEAD + '"就业,2024-07,累计,9,万人\n' * 2000 + GOOD),
    "23 quote closed rows below.csv": utf8(
        HEAD + GOOD + '就业,2024-07,"累计,9,万人\n' + GOOD + '就业",2024-06,累计,9,万人\n' + GOOD
    ),
    "24 quote inside.csv": utf8(HEAD + GOOD + '"就"业,2024-06,累计,9,万人\n' + GOOD),
    "25 semicolons.csv": utf8(
        (HEAD + GOOD).replace(",", ";")
        + "就业;2024-07;累计;1,234;万人\n就业;2024-08;累计;1234,5;万人\n就业;2024-08;累计;1.234;万"
        "人\n"
    ),
    "26 tabs.tsv": utf8((HEAD + GOOD).replace(",", "\t") + '就业\t2024-07\t累计\t"1,234"\t万人\n'),
    "27 tabs utf-16.txt": BOM_UTF16_LE + (HEAD + GOOD).replace(",", "\t").encode("utf-16-le"),
    "28 notes.txt": utf8("六月的数据还没有来\n问一下统计局\n"),
    "29 surplus cells.csv": utf8(HEAD + GOOD + "就业,2024-07,累计,1,234,万人\n" + GOOD),
    "30 numbers.csv": utf8(
        HEAD
        + "".join(
            f"就业,2024-06,累计,{n},万人\n"
            for n in ("９", "－9", "—9", "−9", "9．５", "1e5", "1_000", "٩", "约9", "nan", "9万人")
        )
    ),
    "31 periods 2024.csv": utf8(
        HEAD
        + "".join(
            f"就业,{p},累计,9,万人\n"
            for p in (
                "前三季度",
                "1-3季度",
                "上半年",
                "2024/6/1",
                "Jun-24",
                "2024.6",
                "20240630",
                "2024.1",
                "24-Jun",
                "九月",
                "2024-13",
                "2024-02-30",
            )
        )
    ),
    "32 units.csv": utf8(
        HEAD
        + "".join(
            f"甲,2024-06,累计,9,{u}\n"
            for u in (
                "千人",
                "亩",
                "天",
                "小时",
                "㎡",
                "万亩",
                "亿平方米",
                "万亿",
                "劳动力",
                "万万",
            )
        )
    ),
    "33 growth in words.csv": utf8(
        "指标,时期,口径,同比\n"
        + "".join(
            f"甲,2024-06,累计,{g}\n"
            for g in ("增长5.4%", "下降5.4％", "持平", "54‰", "0.5个百分点", "翻番")
        )
    ),
    "34 blanks.csv": utf8(
        HEAD
        + "".join(f"就业,2024-06,累计,{b},万人\n" for b in ("—", "…", "无", "-", "", "/"))
        + GOOD
    ),
    "35 bulletin 2024-06.csv": utf8(
        "全市主要经济指标\n单位：亿元\n指标,单位,本月,同比增长(%),1-本月,同比增长(%)\n工业增加"
        "值,,,6.1,,9.2\n投资(1-上月),,,,100,-5\n就业,万人,1,2,9,x\n注：初步\n"
    ),
    "36 merged headings 2024-06.csv": utf8(
        "指标,单位,本月,,累计,\n,,绝对值,同比(%),绝对值,同比(%)\n就业,万人,1,2,9,3\n"
    ),
    "37 wide.csv": "数据库：月度数据\n指标,2024年6月,2024年5月\n零售_累计值(亿元),9,8\n零售_累计增"
    "长(%),1,\n零售,9,8\n数据来源：国家统计局\n".encode("gbk"),
    "38 merged names.csv": utf8(
        HEAD + "就业,2024-05,累计,8,万人\n,2024-06,累计,9,万人\n,2024-06,累计,9,万人\n"
    ),
    "39 repeated column.csv": utf8("指标,时期,累计(万人),累计(亿元)\n就业,2024-06,9,1\n"),
    "40 markup and formulas.csv": utf8(
        HEAD + "=1+1,2024-06,累计,9,万人\n[red]甲[/red],2024-06,累计,9,万人\n<b>乙</b>,2024-06,累"
        "计,=SUM(A1),万人\n\x1b[31m丙,2024-06,累计,9,万人\n"
    ),
    "41 old workbook.xls": b"\xd0\xcf\x11\xe0",
    "42 carriage returns.csv": utf8((HEAD + GOOD * 2).replace("\n", "\r")),
}


def test_forty_hostile_files(tmp_path: Path, golden: Golden) -> None:
    (tmp_path / "actuals").mkdir()
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    for name, data in FILES.items():
        (tmp_path / "actuals" / name).write_bytes(data)

    begin = time.process_time()
    found = load_workspace(tmp_path)
    took = time.process_time() - begin

    lines = []
    for name in FILES:
        path = f"actuals/{name}"
        file = next((file for file in found.files if file.path == path), None)
        lines.append(
            f"{name}: {' | '.join((file.dialect or '-', file.container, file.encoding))} |"
            f" {file.observations} of {file.rows} rows"
            if file
            else f"{name}: not read"
        )
        findings = [finding for finding in found.findings if finding.source.path == path]
        shown = [
            f"    {f.source.line}: {f.severity.value} {f.code} {f.message.zh[:100]!r}"
            for f in findings[:12]
        ]
        lines += shown + [f"    … {len(findings)} findings"] * (len(findings) > 12)
    golden(Path(__file__).parent / "golden" / "hostile-folder.txt", "\n".join(lines) + "\n")
    assert len(FILES) >= 40
    assert {finding.severity for finding in found.findings} == set(Severity)
    assert took < 30
