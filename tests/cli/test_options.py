"""What counts as a day on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from sztrack.cli.options import typed_day


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-28",
        " 2024-10-28 ",
        "2024/10/28",
        "2024.10.28",
        "20241028",
        "２０２４－１０－２８",
        "2024年10月28日",
        "2024 年 10 月 28 日",
        "28 Oct 2024",
        "28-Oct-2024",
        "28th October 2024",
        "Oct 28, 2024",
        "october 28 2024",
        "Oct. 28, 2024",
    ],
)
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    assert typed_day(text) == date(2024, 10, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-10",
        "2024-W53-7",
        "2024-302",
        "9999-12-31T24:00",
        "2024-10-28T09:00",
        "2024-02-30",
        "30 Feb 2024",
        "28 Oct",
        "Oct 2024",
        "28 Sat 2024",
        "28 Foo 2024",
        "28 Oct 24",
        "28 Oct 9999",
        "10/28/2024",
        "05/06/2024",
        "2024年10月",
        "10月28日",
        "tomorrow",
        "1000-01-01",
    ],
)
def test_what_is_no_day_or_might_be_another_is_refused(text: str) -> None:
    assert typed_day(text) is None
