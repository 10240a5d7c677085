"""Numbers and units as bulletins write them. No number passes through `float`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.words.quantity import (
    PERCENT,
    Quantity,
    Unit,
    is_blank,
    known_units,
    parse_growth,
    parse_number,
    parse_quantity,
    parse_unit,
    split_unit,
)

FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")
POWERS = {"": 0, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}
NO_NUMBERS = [
    *(
        "",
        "-",
        "+",
        ".",
        ",",
        "--5",
        "5-",
        "1_000",
        "1e5",
        "1E5",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "0x10",
        "０x10",
        "１e５",
        "١٢٣",
        "五",
    ),
    *(
        "1,23",
        "12,34",
        "1,2345",
        "1234,567",
        ",123",
        "1,,000",
        "1,000,",
        ".5",
        "5.",
        "1.2.3",
        "1 000",
        "5 3",
        "(5)",
        "约5",
        "5左右",
        "5%",
        "5万",
        "1/2",
    ),
]

decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**18), 10**18),
    st.integers(0, 8),
)
CONVERTIBLE = [
    (a, b) for a in known_units() for b in known_units() if Unit(0, a, a).converts_to(Unit(0, b, b))
]
units = st.builds(
    lambda prefix, base: prefix + base,
    st.sampled_from(list(POWERS)),
    st.sampled_from(known_units()),
)


def unit(text: str) -> Unit:
    found = parse_unit(text)
    assert found is not None, text
    return found


def same(actual: Decimal | None, expected: str) -> bool:
    """Equal to the last printed digit: 5.40 is not 5.4."""
    return actual is not None and actual.as_tuple() == Decimal(expected).as_tuple()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("7731", "7731"),
        ("7731.62", "7731.62"),
        ("5.40", "5.40"),
        ("007", "7"),
        ("7,731.62", "7731.62"),
        ("1,234,567", "1234567"),
        ("7，731．62", "7731.62"),
        ("7、731", "7731"),
        ("+5.3", "5.3"),
        ("-5.3", "-5.3"),
        ("－5.3", "-5.3"),
        ("−5.3", "-5.3"),
        ("–5.3", "-5.3"),
        ("—5.3", "-5.3"),
        ("﹣5.3", "-5.3"),
        ("＋５．３", "5.3"),
        ("１２３．５", "123.5"),
        ("  12  ", "12"),
        ("　12　", "12"),
        ("\t12\n", "12"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("12345678901234567890.12", "12345678901234567890.12"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert same(parse_number(text), expected)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", [text for text in NO_NUMBERS if text not in ("5%", "5万")])
def test_no_quantities(text: str) -> None:
    assert (parse_quantity(text), parse_quantity(text, PERCENT), parse_quantity(f"{text}人")) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "--",
        "—",
        "——",
        "–",
        "−",
        "－",
        "…",
        "……",
        "...",
        "/",
        "无",
        "暂无",
        "n/a",
        "N/A",
        " — ",
        "　",
    ],
)
def test_blank_cells(text: str) -> None:
    assert is_blank(text)
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["0", "0.0", "无法统计", "-0", "- -", "x", "—5"])
def test_cells_that_are_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "power", "base"),
    [
        ("元", 0, "元"),
        ("万元", 4, "元"),
        ("百万元", 6, "元"),
        ("千万元", 7, "元"),
        ("亿元", 8, "元"),
        ("百亿元", 10, "元"),
        ("千亿元", 11, "元"),
        ("万亿元", 12, "元"),
        ("亿美元", 8, "美元"),
        ("亿元人民币", 8, "元"),
        ("%", 0, "%"),
        ("％", 0, "%"),
        ("‰", 0, "‰"),
        ("百分点", 0, "百分点"),
        ("个百分点", 0, "百分点"),
        ("万人", 4, "人"),
        ("万人次", 4, "人次"),
        ("万标箱", 4, "标箱"),
        ("万标准箱", 4, "标箱"),
        ("万TEU", 4, "标箱"),
        ("ＴＥＵ", 0, "标箱"),
        ("公里", 0, "公里"),
        ("km", 0, "公里"),
        ("平方公里", 0, "平方公里"),
        ("万平方米", 4, "平方米"),
        ("千瓦", 0, "千瓦"),
        ("万千瓦", 4, "千瓦"),
        ("亿千瓦时", 8, "千瓦时"),
        ("微克/立方米", 0, "微克/立方米"),
        ("μg/m³", 0, "微克/立方米"),
        ("µg/m3", 0, "微克/立方米"),
        ("套（间）", 0, "套"),
        ("个", 0, "个"),
        ("万家", 4, "家"),
        ("万", 4, "个"),
        ("万亿", 12, "个"),
        (" 万 人 ", 4, "人"),
        ("千人", 3, "人"),
        ("十亿元", 9, "元"),
        ("万亩", 4, "亩"),
        ("天", 0, "天"),
        ("万小时", 4, "小时"),
        ("㎡", 0, "平方米"),
        ("万㎡", 4, "平方米"),
        ("㎢", 0, "平方公里"),
        ("万吨标准煤", 4, "吨标准煤"),
    ],
)
def test_units(text: str, power: int, base: str) -> None:
    assert unit(text)[:2] == (power, base)


def test_bases_that_are_not_the_first_of_their_dimension() -> None:
    assert unit("%") == PERCENT
    powers = {base: unit(base).exponent for base in known_units() if unit(base).exponent}
    assert powers == {
        "‰": -1,
        "米": -3,
        "平方公里": 6,
        "公顷": 4,
        "千瓦": 3,
        "兆瓦": 6,
        "千瓦时": 3,
        "千克": -3,
        "公斤": -3,
        "秒": 3,
    }


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("亿元", "yuan"),
        ("亿美元", "US dollars"),
        ("%", "%"),
        ("个百分点", "pp"),
        ("万标箱", "TEU"),
        ("万人", ""),
        ("座", ""),
    ],
)
def test_bases_in_english(text: str, english: str) -> None:
    assert unit(text).english == english


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "万万元",
        "亿万",
        "元万",
        "元/劳力",
        "劳动力",
        "5",
        "万5",
        "人人",
        "%%",
        "m",
        "万-人",
    ],
)
def test_no_units(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("text", "column", "number", "in_unit"),
    [
        ("2.4万家", None, "2.4", "万家"),
        ("5.5%", None, "5.5", "%"),
        ("－５．５ ％", None, "-5.5", "%"),
        ("1.5万亿元", None, "1.5", "万亿元"),
        ("34,606.40亿元", None, "34606.40", "亿元"),
        ("34,606.40", "亿元", "34606.40", "亿元"),
        ("2.4万", "家", "2.4", "万家"),
        ("3.4万亿", "元", "3.4", "万亿元"),
        ("3.4万", "亿元", "3.4", "万元"),
        ("18万人", "亿元", "18", "万人"),
        ("2.4万", None, "2.4", "万"),
        ("0.5个百分点", "%", "0.5", "个百分点"),
    ],
)
def test_quantities(text: str, column: str | None, number: str, in_unit: str) -> None:
    found = parse_quantity(text, unit(column) if column else None)

    assert found is not None
    assert same(found.value, number)
    assert found.unit[:2] == unit(in_unit)[:2]


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "5劳动力",
        "万人",
        "人5",
        "5人人",
        "约5人",
        "5人左右",
        "5-6人",
        "≥5人",
        "1,23人",
        "1_000人",
        "5%以上",
    ],
)
def test_no_quantities_without_a_unit(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("1万亿元", "亿元", "10000"),
        ("1万亿元", "元", "1000000000000"),
        ("34606.40亿元", "万亿元", "3.460640"),
        ("0.1亿元", "万元", "1000"),
        ("3万人", "人", "30000"),
        ("42%", "‰", "420"),
        ("5‰", "%", "0.5"),
        ("1公顷", "平方米", "10000"),
        ("1平方公里", "公顷", "100"),
        ("500米", "公里", "0.500"),
        ("2万千瓦", "千瓦", "20000"),
        ("12名", "人", "12"),
        ("3万家", "个", "30000"),
        ("2台", "条", "2"),
    ],
)
def test_conversion(text: str, to: str, expected: str) -> None:
    found = parse_quantity(text)
    assert found is not None
    assert found.to(unit(to)) == Decimal(expected)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("元", "美元"),
        ("%", "百分点"),
        ("人", "人次"),
        ("人", "户"),
        ("人", "个"),
        ("千瓦", "千瓦时"),
        ("平方米", "立方米"),
        ("套", "个"),
    ],
)
def test_what_does_not_convert(a: str, b: str) -> None:
    assert not unit(a).converts_to(unit(b))
    with pytest.raises(ValueError, match=f"{a} does not convert to {b}"):
        Quantity(Decimal(1), unit(a)).to(unit(b))


@given(decimals, st.sampled_from(["{:f}", "{:,f}", "{:+f}", "{:+,f}", "  {:f} "]), st.booleans())
def test_a_written_number_reads_back_to_its_last_digit(
    number: Decimal, form: str, full_width: bool
) -> None:
    written = form.format(number)
    assert same(
        parse_number(written.translate(FULL_WIDTH) if full_width else written), f"{number:f}"
    )


@given(decimals, units)
def test_a_written_quantity_reads_back(number: Decimal, written: str) -> None:
    for text, column in (
        (f"{number:,f}{written}", None),
        (f"{number:f} {written}", PERCENT),
        (f"{number:f}", unit(written)),
    ):
        assert parse_quantity(text, column) == Quantity(number, unit(written))


@given(
    decimals,
    st.sampled_from(CONVERTIBLE),
    st.sampled_from(list(POWERS)),
    st.sampled_from(list(POWERS)),
)
def test_conversion_there_and_back_is_the_identity(
    number: Decimal, bases: tuple[str, str], prefix: str, other: str
) -> None:
    a, b = unit(prefix + bases[0]), unit(other + bases[1])
    assert Quantity(Quantity(number, a).to(b), b).to(a) == number


@given(decimals, st.sampled_from(list(POWERS)), st.sampled_from(known_units()))
def test_a_power_multiplies_exactly(number: Decimal, prefix: str, base: str) -> None:
    assert Quantity(number, unit(prefix + base)).to(unit(base)) == number * 10 ** POWERS[prefix]


@given(st.text() | st.text("0123456789.,-+eE_x万亿人%％٣５ "))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    quantity = parse_quantity(text, PERCENT)
    for number in (parse_number(text), quantity and quantity.value):
        assert number is None or (isinstance(number, Decimal) and number.is_finite())


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        *[
            ("5.4", "5.4"),
            ("－5.4％", "-5.4"),
            ("54‰", "5.4"),
            ("增长5.4%", "5.4"),
            ("下降5.4%", "-5.4"),
            ("同比增长5.4", "5.4"),
        ],
        *[("比上年同期下降0.3%", "-0.3"), ("持平", "0"), ("—5.4", "-5.4")],
        *[("增长 5.4%", "5.4"), ("同比 下降　5.4 %", "-5.4")],
    ],
)
def test_growth_in_figures_and_in_words(text: str, growth: str) -> None:
    assert same(parse_growth(text), growth)


@pytest.mark.parametrize(
    "text", ["", "增长", "增长-5.4%", "增长约5%", "0.5个百分点", "5人", "下降增长5%", "翻番"]
)
def test_what_is_no_growth(text: str) -> None:
    assert parse_growth(text) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("产值(亿元)", ("产值", "亿元")),
        ("产值 （亿元）", ("产值", "亿元")),
        ("用电量(全社会)(亿千瓦时)", ("用电量(全社会)", "亿千瓦时")),
        ("指数(CPI)", ("指数(CPI)", None)),
    ],
)
def test_a_unit_behind_a_name(name: str, parts: tuple[str, str | None]) -> None:
    plain, found = split_unit(name)
    assert (plain, found and found.written) == parts


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        ("万人", "万人", True),
        ("万元", "万元", True),
        ("公里", "千米", True),
        ("万元", "亿元", False),
        ("公里", "米", False),
        ("万元", "万人", False),
    ],
)
def test_whether_a_number_means_the_same_in_two_units(a: str, b: str, equal: bool) -> None:
    assert unit(a).equals(unit(b)) is equal


def test_a_quantity_is_written_as_it_was_read() -> None:
    assert str(parse_quantity("18.0万人")) == "18.0万人"


@pytest.mark.parametrize(
    ("digits", "read"), [("1" * 26, True), ("1" * 27, True), ("1" * 28, False)]
)
def test_a_number_of_more_digits_than_stay_exact_is_no_figure(digits: str, read: bool) -> None:
    assert parse_number(digits) == (Decimal(digits) if read else None)
    assert parse_quantity(f"{digits}万人") == (
        Quantity(Decimal(digits), unit("万人")) if read else None
    )


def test_a_power_alone_takes_its_base_from_the_column_and_is_written_with_it() -> None:
    found = parse_quantity("2.4万", unit("家"))

    assert found is not None
    assert (found.value, found.unit.power, found.unit.base) == (Decimal("2.4"), 4, "家")
    assert found.unit.written == "万家"
