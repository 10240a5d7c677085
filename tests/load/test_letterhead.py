"""What stands under `brief` in targets.yaml, and what of it does not fit."""

from __future__ import annotations

from datetime import date

import pytest

from sztrack.core.model import Issue, Letterhead, Text
from sztrack.core.words.period import Month
from sztrack.load.targets import read_plan

HEAD = "plan: {id: p, year: 2024, title: 计划}\nchapters: []\nbrief:\n"


def test_a_letterhead_is_read_with_the_number_and_day_of_each_month() -> None:
    text = """\
  unit: {zh: 市发展改革委, en: Development and Reform Commission}
  issues:
    2024-08: {number: 8}
    2024-09: {number: 9, date: 2024-10-25}
  to: 市政府
  copies: [市财政局, {zh: 各区政府, en: district governments}]
  contact: 综合处
"""
    plan, findings = read_plan(HEAD + text, "targets.yaml")
    assert findings == []
    assert plan
    assert plan.letterhead == Letterhead(
        unit=Text("市发展改革委", "Development and Reform Commission"),
        issues={
            Month(2024, 8): Issue(number=8),
            Month(2024, 9): Issue(number=9, day=date(2024, 10, 25)),
        },
        to=(Text("市政府", "市政府"),),
        copies=(Text("市财政局", "市财政局"), Text("各区政府", "district governments")),
        contact=Text("综合处", "综合处"),
    )
    assert plan.letterhead.issue(Month(2024, 9)).number == 9
    assert plan.letterhead.issue(Month(2024, 10)) == Issue()


def test_a_plan_needs_no_letterhead() -> None:
    plan, findings = read_plan(HEAD.removesuffix("brief:\n"), "targets.yaml")
    assert findings == []
    assert plan
    assert plan.letterhead is None


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("issues: {2025-01: {number: 1}}", "SZ116", "2025-01 不在计划年度 2024 内"),
        ("issues: {九: {number: 1}}", "SZ116", "“九”不是年月"),
        (
            "issues: {2024-09: {date: 2024-08-31}}",
            "SZ116",
            "2024-08-31 早于所报月份 2024-09",
        ),
        ("issues: {2024-09: {date: 31/08/2024}}", "SZ116", "date：“31/08/2024”不是日期"),
        ("issues: {2024-09: {number: 第9期}}", "SZ106", "number：“第9期”不是 1 至 9999 的整数"),
        ("adressee: 市政府", "SZ102", None),
    ],
)
def test_what_does_not_fit_has_its_line(line: str, code: str, message: str | None) -> None:
    _, findings = read_plan(f"{HEAD}  {line}\n", "targets.yaml")
    (found,) = findings
    assert (found.code, found.source.line) == (code, 4)
    assert message in (found.message.zh, None)


def test_the_last_day_before_the_month_is_refused_and_its_first_is_not() -> None:
    plan, findings = read_plan(
        f"{HEAD}  issues: {{2024-09: {{date: 2024-09-01}}}}\n", "targets.yaml"
    )
    assert findings == []
    assert plan
    assert plan.letterhead
    assert plan.letterhead.issue(Month(2024, 9)).day == date(2024, 9, 1)
