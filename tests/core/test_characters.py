"""Characters that are more than text."""

from __future__ import annotations

import pytest

from sztrack.core.words.characters import one_line, printable, unbroken


@pytest.mark.parametrize(
    ("text", "instead", "keep", "expected"),
    [
        ("产值 5.4%", "?", "", "产值 5.4%"),
        ("产值\t5.4\n", "?", "", "产值?5.4?"),
        ("产值\t5.4\n", "?", "\t", "产值\t5.4?"),
        ("产值\t5.4\n", "", "\n\t", "产值\t5.4\n"),
        # The blank of full width is text; the mark that turns the direction of writing is not.
        ("市　区\u202e", "?", "", "市　区?"),
        ("市　区\u202e", "", "", "市　区"),
    ],
)
def test_what_cannot_be_printed_is_replaced_unless_it_is_kept(
    text: str, instead: str, keep: str, expected: str
) -> None:
    assert printable(text, instead, keep) == expected


def test_what_cannot_be_printed_is_shown_as_unknown_where_nothing_else_is_said() -> None:
    assert printable("产\x00值") == "产\ufffd值"


@pytest.mark.parametrize(
    ("text", "line", "marked"),
    [
        ("一行", "一行", "一行"),
        ("首行 \r\n\n  次行\n", "首行；次行", "首行 ⏎⏎  次行"),
        ("\n", "", ""),
        ("", "", ""),
    ],
)
def test_lines_become_one(text: str, line: str, marked: str) -> None:
    assert (one_line(text), unbroken(text)) == (line, marked)
