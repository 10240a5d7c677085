"""A number in a spreadsheet's cell as its number format shows it: 91000 as 9.1万, 0.054 as 5.4%.

The format may scale, and add words behind the number; how many decimals it shows is nothing to us,
since the cell holds them all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]|.', re.DOTALL)
"""Words in quotes, a character that is marked as one, a bracket, or a sign with a meaning."""
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_GENERAL = re.compile(r"general|[gG]/通用格式", re.IGNORECASE)
_DAY, _CLOCK = re.compile(r"[ymd年月日]", re.IGNORECASE), re.compile(r"[hs]", re.IGNORECASE)
"""`m` beside a clock's signs is a minute."""
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE).fullmatch
"""Hours, minutes or seconds that are counted on: [h]:mm."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LONGEST = 255
"""Characters; the longest number format that Excel takes."""
_DAYS = 2_958_466
"""Serial numbers of days end with the year 9999."""

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys(range(14, 18), "yyyy-mm-dd"),
    22: "yyyy-mm-dd",
    **dict.fromkeys(range(27, 32), "yyyy年m月d日"),
    **dict.fromkeys((36, *range(50, 55), 57, 58), "yyyy年m月"),
}
"""The formats that a workbook names by number alone, as far as they change what is shown (ECMA-376
Part 1, 18.8.30, with those of Chinese and Japanese spreadsheets).
"""


class _Section(NamedTuple):
    """What one part of a format does to a number."""

    exponent: int
    """Powers of ten that the number is multiplied by."""
    words: str
    """What stands behind it."""
    is_day: bool


_PLAIN = _Section(0, "", is_day=False)


def shown(number: Decimal, form: str, since_1904: bool = False) -> str:
    """The number as a CSV would hold it: plain digits, percent and scaled as shown, a day as
    2024-06-01.
    """
    section = _section_for(number, form)
    if section.is_day and (day := _day(number, since_1904)):
        return day.isoformat()
    scaled = number.scaleb(section.exponent)
    if scaled == scaled.to_integral_value() or section.exponent:
        scaled = scaled.normalize()
    return f"{scaled:f}{section.words}"


def _day(number: Decimal, since_1904: bool) -> date | None:
    """The day of a serial number; None for a time of day, and beyond the calendar."""
    if not 1 <= number < _DAYS:
        return None
    begin = _EPOCH_1904 if since_1904 else _EPOCH
    try:
        return begin + timedelta(days=int(number))
    except OverflowError:
        return None


def _section_for(number: Decimal, form: str) -> _Section:
    """The part of a format that shows this number."""
    sections = _sections(form)
    for condition, section in sections:
        if condition and _holds(number, condition):
            return section
    if number < 0 and len(sections) > 1 and not any(condition for condition, _ in sections):
        return sections[1][1]
    unconditional = [section for condition, section in sections if not condition]
    return unconditional[0] if unconditional else _PLAIN


def _holds(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    is_met = {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }
    return is_met[sign]


@lru_cache(maxsize=1000)
def _sections(form: str) -> list[tuple[tuple[str, Decimal] | None, _Section]]:
    """The parts of a format, each with the condition on which it is used."""
    if len(form) > _LONGEST or _GENERAL.fullmatch(form):
        return [(None, _PLAIN)]
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(form):
        if token == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return [(_condition(part), _section(part)) for part in parts]


def _condition(tokens: list[str]) -> tuple[str, Decimal] | None:
    """The condition that a part names: [>=10000]."""
    for token in tokens:
        if m := _CONDITION.fullmatch(token):
            try:
                return m[1], Decimal(m[2])
            except ArithmeticError:
                return None
    return None


def _section(tokens: list[str]) -> _Section:
    """What one part of a format does: digits behind a point that only stands there as a word
    (0!.0) and commas behind the last digit (0,) make the number smaller, % makes it larger.
    """
    signs = "".join(token for token in tokens if len(token) == 1 or _ELAPSED(token))
    if not re.search("[0#?]", signs):
        days = re.sub("[mM]", "", signs) if _CLOCK.search(signs) else signs
        return _Section(0, "", is_day=_DAY.search(days) is not None)
    last = max(place for place, token in enumerate(tokens) if token in "0#?")
    commas = sum(token == "," for token in tokens[last + 1 :])
    percents = tokens.count("%")
    words = "".join("%" if token == "%" else _literal(token) for token in tokens[last + 1 :])
    exponent = 2 * percents - 3 * commas - _false_decimals(tokens)
    return _Section(exponent, _spoken(words), is_day=False)


def _false_decimals(tokens: list[str]) -> int:
    """How many digits stand behind a point that is only shown, and before one that is real."""
    digits = [0]
    for token in tokens:
        if token == ".":
            break
        if _literal(token) == "." and digits[0]:
            digits.append(0)
        elif token in "0#?":
            digits[-1] += 1
    return sum(digits[1:])


def _literal(token: str) -> str:
    """What a token shows as it stands: words in quotes, a character behind a mark, a character that
    is no sign of the format's own.
    """
    if token[0] == '"':
        return token[1:-1]
    if token[0] in "\\!":
        return token[1:]
    return token if len(token) == 1 and not token.isascii() else ""


def _spoken(words: str) -> str:
    """What is said behind a number: a unit or a sign of percent; brackets and blanks are none."""
    plain = "".join(words.split())
    return plain if plain in ("%", "％", "‰") or any(map(str.isalpha, plain)) else ""
