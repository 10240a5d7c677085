"""Every row of the tables of patterns holds for its own example."""

from __future__ import annotations

import pytest

from sztrack.core.collect.proposed import DOUBT_WORDS, PASSED_WORDS, Doubt, Kind, Passed
from sztrack.core.model import Basis
from sztrack.core.words.period import Month
from sztrack.load.prose.documents import Paragraph
from sztrack.load.prose.english import ENGLISH, English, read_english
from sztrack.load.prose.letters import letters
from sztrack.load.prose.lexicon import head, is_rate, is_stock
from sztrack.load.prose.numbers import masked, numbers
from sztrack.load.prose.patterns import PATTERNS, Figure, Pattern, meaning
from sztrack.load.prose.periods import FORMS, Form, Heading, asked, mentions

SEPTEMBER = Heading(Month(2024, 9), Basis.YTD)


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.example)
def test_a_pattern_means_what_its_example_says(row: Pattern) -> None:
    before, _, rest = row.example.partition("⟨")
    text = before + rest.replace("⟩", "")
    plain = letters(text, 0, len(text)).text
    number = numbers(plain, masked(plain))[-1]
    assert plain[number.start : number.end].endswith(rest.partition("⟩")[0])
    found = meaning(plain[: number.start], number.scale)
    assert found.means is row.means


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.example)
def test_a_period_is_found_by_its_own_form(row: Form) -> None:
    found = mentions(f"{row.example}，生产总值", SEPTEMBER)
    assert [(mention.start, mention.end) for mention in found] == [(0, len(row.example))]


@pytest.mark.parametrize(
    ("words", "month", "basis"),
    [
        ("1-9月", Month(2024, 9), Basis.YTD),
        ("1至8月", Month(2024, 8), Basis.YTD),
        ("1月至8月", Month(2024, 8), Basis.YTD),
        ("4-6月", Month(2024, 6), Basis.QUARTER),
        ("前十一个月", Month(2023, 11), Basis.YTD),
        ("前三季度", Month(2024, 9), Basis.YTD),
        ("上半年", Month(2024, 6), Basis.YTD),
        ("一季度", Month(2024, 3), Basis.YTD),
        ("三季度", Month(2024, 9), Basis.QUARTER),
        ("9月份", Month(2024, 9), Basis.MONTH),
        ("12月份", Month(2023, 12), Basis.MONTH),
        ("2022年1-2月", Month(2022, 2), Basis.YTD),
        ("9月末", Month(2024, 9), None),
        ("今年以来", Month(2024, 9), Basis.YTD),
        ("当月", Month(2024, 9), Basis.MONTH),
        ("上年同期", Month(2023, 9), Basis.YTD),
        ("2023年", Month(2023, 12), Basis.YTD),
    ],
)
def test_periods(words: str, month: Month, basis: Basis | None) -> None:
    (found,) = mentions(words, SEPTEMBER)
    assert (found.when.month, found.when.basis) == (month, basis)


@pytest.mark.parametrize(
    "words", ["比1-8月加快", "较上年同期", "高于5月份的", "按2020年不变价计算", "由上年的"]
)
def test_a_period_that_is_compared_with_is_not_spoken_of(words: str) -> None:
    assert mentions(words, SEPTEMBER) == []


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("2024-09", Heading(Month(2024, 9), None)),
        ("2024年1-9月", Heading(Month(2024, 9), Basis.YTD)),
        ("2024Q2", Heading(Month(2024, 6), Basis.QUARTER)),
        ("2023-12", Heading(Month(2023, 12), Basis.YTD)),
        ("soon", None),
    ],
)
def test_the_period_that_somebody_types(typed: str, heading: Heading | None) -> None:
    assert asked(typed) == heading


@pytest.mark.parametrize("row", ENGLISH, ids=lambda row: row.example)
def test_an_english_pattern_means_what_its_example_says(row: English) -> None:
    before, _, rest = row.example.partition("⟨")
    text = f"Industrial output {before}{rest.replace('⟩', '')}."
    read = read_english(text, SEPTEMBER, [Paragraph(0, len(text), 1)])
    if isinstance(row.means, Passed):
        assert [left.why for left in read.left] == [row.means]
        return
    (figure,) = read.figures
    means = {Figure.RISE: (1, Kind.GROWTH), Figure.FALL: (-1, Kind.GROWTH)}
    if row.means in means:
        sign, kind = means[row.means]
        assert (figure.kind, (figure.growth or 0) * sign > 0) == (kind, True)
    else:
        assert figure.kind in (Kind.SHARE, Kind.MONEY)


@pytest.mark.parametrize(
    ("name", "ends_with"),
    [
        ("采矿业增加值", "增加值"),
        ("居民消费价格", "居民消费价格"),
        ("广义货币(M2)余额", "余额"),
        ("四川部分", ""),
    ],
)
def test_the_head_of_a_name(name: str, ends_with: str) -> None:
    assert head(name) == ends_with


def test_what_kind_of_figure_a_name_has() -> None:
    assert is_stock("制造业贷款余额")
    assert is_stock("规模以上工业企业资产负债率")
    assert not is_stock("新增床位")
    assert not is_stock("接待游客总人数")
    assert is_rate("城镇调查失业率")
    assert not is_rate("工业增加值")


def test_every_doubt_and_every_reason_has_words() -> None:
    assert set(DOUBT_WORDS) == set(Doubt)
    assert set(PASSED_WORDS) == set(Passed)
