"""Figures and counts in English, with the scale that English names."""

from decimal import Decimal as D

import pytest

from sztrack.core.words.english import in_english, number_of, quoted
from sztrack.core.words.quantity import parse_quantity


@pytest.mark.parametrize(
    ("written", "cell", "sentence"),
    [
        ("18万人", "180,000", "180,000 people"),
        ("0.00079万人", "7.9", "7.9 people"),
        ("1500万人次", "15m passengers", "15m passengers"),
        ("3725亿元", "372.5bn yuan", "372.5bn yuan"),
        # Billions of money from a tenth of one up, millions of anything from one up.
        ("1亿元", "0.1bn yuan", "0.1bn yuan"),
        ("9999万元", "99.99m yuan", "99.99m yuan"),
        ("100万元", "1m yuan", "1m yuan"),
        ("99万元", "990,000 yuan", "990,000 yuan"),
        ("10亿人次", "1bn passengers", "1bn passengers"),
        ("9.99亿人次", "999m passengers", "999m passengers"),
        ("3.5万亿元", "3,500bn yuan", "3,500bn yuan"),
        ("2500万美元", "25m US dollars", "25m US dollars"),
        ("8000万立方米", "80m cubic metres", "80m cubic metres"),
        ("25公里", "25 km", "25 km"),
        ("10万套", "100,000 units", "100,000 units"),
        ("20件", "20", "20"),
        ("5.50%", "5.50%", "5.50%"),
        ("-1.2个百分点", "-1.2 pp", "-1.2 pp"),
    ],
)
def test_a_figure_in_english(written: str, cell: str, sentence: str) -> None:
    quantity = parse_quantity(written)
    assert quantity is not None
    assert (in_english(*quantity), quoted(*quantity)) == (cell, sentence)


def test_the_figures_of_a_row_share_the_scale_of_one_of_them() -> None:
    quantity = parse_quantity("3亿元")
    assert quantity is not None
    assert in_english(D("0.5"), quantity.unit, like=quantity.value) == "0.05bn yuan"


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [
        (1, "row", "1 row"),
        (0, "row", "0 rows"),
        (2, "month", "2 months"),
        (3, "entry", "3 entries"),
        (1234, "finding", "1,234 findings"),
    ],
)
def test_a_count_and_its_noun(count: int, noun: str, expected: str) -> None:
    assert number_of(count, noun) == expected
