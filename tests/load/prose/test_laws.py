"""What holds for every text: no digit is invented, order does not matter, nothing fails, and time
grows with length.
"""

from __future__ import annotations

import re
import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sztrack.core.collect.proposed import Doubt, Proposal
from sztrack.load.prose.letters import letters
from tests.load.prose.told import bulletin, line

NAMES = (
    "地区生产总值",
    "规模以上工业增加值",
    "进出口总额",
    "城镇新增就业",
    "制造业贷款余额",
    "空气质量优良天数比例",
)
VALUES = ("{}亿元", "{}万人", "{}%", "近{}万亿元", "{}亿元以上", "1{}个百分点")
VERBS = ("", "达", "为", "同比增长", "同比下降", "超", "占全省比重达", "完成全年目标的", "环比增长")
ENDS = (
    "",
    "，同比增长{}%",
    "，比上年同期下降{}%",
    "，高于全国{}个百分点",
    "，增长{}倍",
    "，居全省第{}位",
)
NUMBERS = st.sampled_from(("0", "7", "12.5", "1,234.5", "300", "0.05", "20"))
CLAUSES = st.builds(
    lambda name, verb, value, end, one, two: name + verb + value.format(one) + end.format(two),
    st.sampled_from(NAMES),
    st.sampled_from(VERBS),
    st.sampled_from(VALUES),
    st.sampled_from(ENDS),
    NUMBERS,
    NUMBERS,
)
SENTENCES = st.builds(
    lambda period, clauses: period + "，".join(clauses) + "。",
    st.sampled_from(("前三季度，", "9月份，", "9月末，", "")),
    st.lists(CLAUSES, min_size=1, max_size=3),
)
ALPHABET = (
    "前三季度月份年末一二1234567890.,%亿万元个百分点，。、；：（）()“”《》增长下降同比环比占比重分别其中达为超近约成持平第位由从的和与"
    "工业增加值进出口abcPM \n\t\u3000１２．％，"
)


def digits(text: str) -> str:
    return letters(text, 0, len(text)).text.replace(",", "")


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_no_digit_is_invented(sentences: list[str]) -> None:
    for figure in bulletin("".join(sentences)).figures:
        quote = digits(figure.quote)
        for number in filter(None, (figure.value, figure.growth, figure.points)):
            times = number == figure.growth and f"{abs(number) / 100:f}" in quote
            assert f"{abs(number):f}" in quote or times, (figure, quote)


@settings(max_examples=30)
@given(st.lists(SENTENCES, min_size=2, max_size=5, unique=True).flatmap(
    lambda sentences: st.tuples(st.just(sentences), st.permutations(sentences))
))  # fmt: skip
def test_the_order_of_sentences_matters_for_carried_subjects_alone(
    both: tuple[list[str], list[str]],
) -> None:
    one, other = (
        {
            line(figure)
            for figure in bulletin("".join(sentences)).figures
            if Doubt.NAME_CARRIED not in figure.doubts
        }
        for sentences in both
    )
    assert one == other


@given(st.text(ALPHABET, max_size=200) | st.text(max_size=60))
def test_no_text_fails_and_every_quote_is_where_it_says(text: str) -> None:
    read = bulletin(text)
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    for figure in read.figures:
        assert whole[figure.start : figure.end] == figure.quote
        assert complete(figure)
    for left in read.left:
        assert whole[left.start :].startswith(left.text)


def complete(figure: Proposal) -> bool:
    """Whether a figure says something, and one that is sure says all that filing needs."""
    says = figure.value is not None or figure.growth is not None
    known = figure.month is not None and figure.basis is not None and bool(figure.indicator)
    return says and (known or not figure.is_sure)


@given(st.lists(SENTENCES, min_size=1, max_size=3))
def test_every_number_ends_in_a_drawer(sentences: list[str]) -> None:
    text = "".join(sentences)
    read = bulletin(text)
    spans = [(figure.start, figure.end) for figure in read.figures]
    spans += [(left.start, left.start + len(left.text)) for left in read.left]
    for number in re.finditer(r"(?<![0-9.,])[0-9][0-9.,]*(?!月|季度)", text):
        if not re.match("月|季度", text[number.end() :]):
            assert any(start <= number.start() < end for start, end in spans), number[0]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "，",
        "。",
        "(",
        "“",
        "1个",
        "增长1%",
        "工业增加值增长1%，",
        "工业1%，",
        "9月",
        "1-",
        "1：",
        "a1",
        "、1亿元",
        "1\n",
    ],
)
def test_a_long_line_takes_time_by_its_length(piece: str) -> None:
    """A line of 120,000 characters, by processor time: far above what it takes, and far below what
    a pattern would that looks at every pair of characters.
    """
    text = (piece * 120_000)[:120_000]
    began = time.process_time()
    bulletin(text)
    assert time.process_time() - began < 10


def test_ordinary_prose_is_read_at_a_second_for_100_kilobytes() -> None:
    sentences = [
        f"前三季度，{name}{verb}12.5亿元，同比增长3.1%。"
        for name, verb in product(NAMES, ("达", "为", "完成"))
    ]
    text = ("".join(sentences) + "\n") * 60
    began = time.process_time()
    read = bulletin(text)
    per_size = (time.process_time() - began) / len(text.encode("utf-8")) * 100_000
    assert len(read.figures) >= len(NAMES)
    assert per_size < 2, f"{per_size:.1f} seconds for 100 kB"


@pytest.mark.parametrize("digits", ["9" * 16, "1" + ",000" * 7, "0." + "1" * 100])
def test_a_number_of_more_digits_than_any_figure_has_is_none(digits: str) -> None:
    for figure in bulletin(f"前三季度，地区生产总值{digits}亿元，增长5.4%。").figures:
        assert figure.value is None or f"{figure.value:f}" in digits
