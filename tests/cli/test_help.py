"""Help and wrong command lines in Chinese, as a whole process says them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.run import ROOT


def said(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "sztrack", *words],
        cwd=ROOT, env=os.environ | {"SZTRACK_LANG": "zh", "PYTHONUTF8": "1"}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_help_has_no_english_of_its_own() -> None:
    code, out = said("rule", "-h")
    assert code == 0
    assert (
        out
        == """\
用法：sztrack rule [选项] [CODE]

  说明一个代码：含义、为何要紧、怎样处理、示例；不写代码则列出全部。

  sztrack rule SZ402
  sztrack rule SZ4     列出以 SZ4 开头的

选项：
  --lang [zh|en]               语言（默认随系统）
  --format [table|md]          输出格式
  --color [auto|always|never]  颜色
  -h, --help                   显示本说明后退出

  退出码：0 没有需要标记的；1 有需要标记的；2 无法开始或无法写入；3 程序错误；130 被中断。
"""
    )


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("project", "nothing.csv"), "sztrack: FILE|ID：没有这个文件或文件夹，或不可读取"),
        (("project", "--kind", "foo"), "sztrack: --kind：可选 flow、stock、growth、rate"),
        (("status", "--as-of"), "sztrack: 选项 --as-of 的用法不对：缺少值，或不该有值"),
        (("status", "--as-off", "2024-09"), "sztrack: 没有选项 --as-off，是否为 --as-of"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(words: tuple[str, ...], problem: str) -> None:
    code, out = said(*words)
    assert (code, out.splitlines()[0]) == (2, problem)
