"""English bulletins: the second table of patterns, and the reader that goes by it.

English says subject, verb and number in this order, so that one row of the table holds them all.
The number that an example is about stands in ⟨⟩; every example is a test.
"""

# ruff: noqa: E501  # a pattern is read whole

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from sztrack.core.collect.proposed import Doubt, Kind, Left, Passed, Proposal, Reading
from sztrack.core.model import Basis, Bound
from sztrack.core.words.period import Month
from sztrack.load.prose.documents import Paragraph
from sztrack.load.prose.patterns import Figure, Meaning
from sztrack.load.prose.periods import Heading, When

_MOSTLY = 4
"""How many Latin letters to a Chinese character make a text English."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=[0-9A-Za-z]))+[.!?]?")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,-])(?P<currency>US\$|\$|RMB|¥|€)?\s?(?P<number>-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,9})?|-?[0-9]{1,15}(?:\.[0-9]{1,9})?)"
    r"(?P<unit>\s?%|\s?(?:percentage\s?points?|percent|per\s?cent|pct)|\s?(?:(?:trillion|billion|million|thousand|tn|bn|mn)\b)?"
    r"\s?(?:(?:U\.?S\.?\s?dollars?|US\s?dollars?|dollars?|yuan|RMB|euros?|people|persons?|jobs?|passengers?|trips?|visits?|tourists?|tonnes?|tons?|TEUs?|"
    r"vehicles?|units?|households?|companies|enterprises|kilowatt-hours?|kWh|km|kilometers?|kilometres?|square\s?met(?:er|re)s?|cases|patents)\b)?)?",
)
_AT_LEAST = re.compile(
    r"(?:more than|over|exceed(?:ed|ing|s)?|surpass(?:ed|ing)?|topp?(?:ed|ing)|at least)\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|nearly|almost|some|approximately|roughly|close to)\s*$", re.IGNORECASE
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ORDER = ("first", "second", "third", "fourth")
_COUNTS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "10",
    "ten",
    "11",
    "eleven",
)
_UP = "rose|grew|increased|climbed|expanded|gained|jumped|surged|soared|advanced|edged up|rising|growing|increasing|climbing|up"
_DOWN = "fell|dropped|declined|decreased|shrank|contracted|slid|slumped|edged down|falling|declining|down"
_REACHED = (
    "averaged|reached|reaching|totaled|totalled|totaling|totalling|stood at|standing at|was|were|hit|hitting|came to|came in at|amounted to|amounting to|registered|"
    "recorded|exceeded|exceeding|topped|surpassed|handled|posted|achieved|generated|realized|attracted|received|to"
)


class English(NamedTuple):
    """Words in front of a number, what they make of it, and an example."""

    means: Meaning
    words: str
    example: str


ENGLISH: Sequence[English] = (
    English(Passed.CONTRIBUTION, r"contribut\w+[^,;]{0,30}$", "contributed ⟨3.4%⟩ of growth"),
    English(
        Passed.GOAL, r"(?:target|goal|forecast|expected|projected|aims?|aiming|plans?|will)\b[^,;]{0,40}$",
        "against a target of ⟨5.5%⟩",
    ),
    English(
        Passed.EARLIER, r"(?:compared (?:with|to)|versus|from)\s+(?:a\s)?$|last year's\s+(?:\w+\s)?(?:of\s)?$",
        "compared with ⟨4.8%⟩ a year earlier",
    ),
    English(Passed.SEVERAL_YEARS, r"(?:two-year|three-year|annual(?:ized)?) average[^,;]{0,24}$", "a two-year average of ⟨5%⟩"),
    English(
        Figure.SHARE, r"account(?:ed|ing|s) for\s+(?:\w+\s){0,2}$|mak(?:ing|es) up\s+$|made up\s+$",
        "accounted for ⟨38.6%⟩ of fixed-asset investment",
    ),
    English(
        Figure.RISE,
        rf"(?:\b(?:{_UP})(?:\s(?:by|at|about|nearly|over|more than|year on year by|year-on-year by|an?\s\w+))*\s*$)"
        r"|(?:increase|growth|rise|gain|expansion)\s(?:of|was|rate of|rate was|reached|stood at)\s(?:about\s|nearly\s|over\s)?$",
        "Exports grew by ⟨17.5%⟩",
    ),
    English(
        Figure.FALL,
        rf"(?:\b(?:{_DOWN})(?:\s(?:by|at|about|nearly|over|more than|year on year by))*\s*$)"
        r"|(?:decrease|decline|drop|fall|contraction)\sof\s(?:about\s|nearly\s|over\s)?$",
        "Imports fell ⟨1.8%⟩",
    ),
    English(
        Figure.LEVEL,
        rf"\b(?:{_REACHED}|at|of)\s+(?:an?\s|about\s|around\s|nearly\s|almost\s|over\s|some\s|more than\s|approximately\s|roughly\s|close to\s|a total of\s)*$",
        "GDP reached ⟨2.59 trillion yuan⟩",
    ),
)  # fmt: skip
"""The English table, tried in this order."""
_BEHIND: Sequence[tuple[Passed, re.Pattern[str]]] = (
    (
        Passed.MONTH_ON_MONTH,
        re.compile(
            r"\s*(?:month[- ]on[- ]month|from (?:a|the previous|last) month|from the month before)"
        ),
    ),
    (
        Passed.EARLIER,
        re.compile(
            r"\s*(?:a year (?:earlier|ago|before)|(?:in )?the same period (?:of )?last year)(?!\s*,?\s*up)"
        ),
    ),
    (Passed.GOAL, re.compile(r"\s*(?:growth )?(?:target|goal)")),
    (Passed.GAP, re.compile(r"\s*(?:higher|lower|faster|slower|above|below)\b")),
)
_SUBJECT_VERB = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|{_REACHED}|account(?:ed|ing|s) for|saw|maintained|went|has|have|had)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"^(?:\s|,|;|and\b|while\b|but\b|with\b|among (?:them|which)\b|of (?:this|which|the total)\b|meanwhile\b|the\b|its\b|a\b|an\b|city's\b|"
    rf"[A-Z][a-z]+'s\b|country's\b|province's\b|total value of\b|year[- ]on[- ]year\b|in (?:the )?(?:first|second|third|fourth) [a-z ]+\b|(?:from )?(?:{_MONTHS})"
    rf"(?:\s(?:to|through)\s(?:{_MONTHS}))?\b|in (?:{_MONTHS})\b|(?:in |of )?(?:19|20)[0-9]{{2}}\b|during\b|period\b)+",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"balance|outstanding|population|number of registered|by the end|total length", re.IGNORECASE
)
_UNITS = {
    "trillion": "trillion",
    "tn": "trillion",
    "billion": "billion",
    "bn": "billion",
    "million": "million",
    "mn": "million",
}


_LONGEST = 120
_BARE = frozenset(("rate", "figure", "number", "value", "total", "volume", "it", "they", "index"))
"""Subjects that say nothing by themselves."""
_ADJECTIVES = re.compile(
    r"(?:\s|,|or|and|an?|nominal|real|further|sharp|slight|annual)*", re.IGNORECASE
)
_PLACE = re.compile(r"(?:nationwide|national|China's|the nation's|the country's)\s+", re.IGNORECASE)
_OF_A_PERIOD = re.compile(
    r"\s+(?:in|during|for|over)\s+(?:the\s+)?(?:first|second|third|fourth)\b.*$"
)


def is_english(text: str) -> bool:
    """Whether a text is English for the most part."""
    sample = text[:20_000]
    latin = len(re.findall("[A-Za-z]", sample))
    return latin > _MOSTLY * len(re.findall("[\u4e00-\u9fff]", sample)) and latin > 10


def titled(title: str, year: int | None) -> Heading:
    """What the title of an English bulletin says of its period."""
    when = _period(title, Heading(None, None, year))
    return Heading(when.month, when.basis) if when and when.month else Heading(None, None, year)


def read_english(document: str, heading: Heading, paragraphs: Iterable[Paragraph]) -> Reading:
    """What the paragraphs of an English bulletin say."""
    figures: list[Proposal] = []
    left: list[Left] = []
    for paragraph in paragraphs:
        words = document[paragraph.start : paragraph.stop]
        for match in _SENTENCE.finditer(words):
            text = match[0].lstrip()
            offset = paragraph.start + match.end() - len(text)
            sentence = _Sentence(text, offset, paragraph.line, heading)
            sentence.read()
            figures += sentence.figures
            left += sentence.left
    return Reading(tuple(figures), tuple(left))


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, text: str, offset: int, line: int, heading: Heading) -> None:
        self._text, self._offset, self._line, self._heading = text, offset, line, heading
        self.figures: list[Proposal] = []
        self.left: list[Left] = []
        self._subject = ""
        self._when = When(heading.month, heading.basis)

    def read(self) -> None:
        """Read every number."""
        before = 0
        for match in _NUMBER.finditer(self._text):
            if self._is_of_a_period(match):
                continue
            self._number(match, before)
            before = match.end()

    def _is_of_a_period(self, match: re.Match[str]) -> bool:
        """Whether a number is a year, or the 10 of the first 10 months."""
        behind = self._text[match.end() : match.end() + 8]
        is_year = re.fullmatch("(?:19|20)[0-9]{2}", match["number"]) and not match["unit"].strip()
        is_plain = not match["unit"].strip()
        counts_time = re.match(r"\s?(?:months?|quarters?|days?|years?)\b|(?:st|nd|rd|th)\b", behind)
        return bool(is_year or (is_plain and counts_time))

    def _number(self, match: re.Match[str], before: int) -> None:
        words = self._text[before : match.start()]
        means, start = _meaning(words[-90:])
        start += max(0, len(words) - 90)
        for why, pattern in _BEHIND:
            if pattern.match(self._text, match.end()):
                means = why
        unit = _unit(match)
        is_rate = unit == "%"
        if unit == "percentage points":
            means = Passed.SPEED
        subject = _completed(_subject(words[:start]), self._subject)
        if subject:
            self._subject = subject
        self._when = _period(self._text[: match.start()], self._heading) or self._when
        if isinstance(means, Passed) or (
            is_rate is False and means in (Figure.RISE, Figure.FALL, Figure.SHARE)
        ):
            why = means if isinstance(means, Passed) else Passed.CHANGE
            self.left.append(
                Left(
                    text=match[0].strip(),
                    start=self._offset + match.start(),
                    line=self._line,
                    why=why,
                )
            )
            return
        self._propose(match, means, unit, subject)

    def _propose(self, match: re.Match[str], means: Figure, unit: str, subject: str) -> None:
        value = Decimal(match["number"].replace(",", ""))
        match means:
            case Figure.RISE:
                self._growth(match, value, subject)
            case Figure.FALL:
                self._growth(match, -value, subject)
            case Figure.SHARE:
                self._share(match, value, unit)
            case _:
                self._level(match, value, unit, subject)

    def _growth(self, match: re.Match[str], growth: Decimal, subject: str) -> None:
        """A growth, of the level in front of it where it has no subject of its own."""
        last = self.figures[-1] if self.figures else None
        if last and not subject and last.growth is None and last.kind is not Kind.SHARE:
            self.figures[-1] = self._grown(last, growth, self._offset + match.end())
            return
        self._add(match, None, growth, Kind.GROWTH, "%")
        if last and not subject:
            # One more growth of one subject: in real terms, or of something that is not named.
            added = self.figures[-1]
            self.figures[-1] = replace(added, doubts=(*added.doubts, Doubt.NAME_UNCLEAR))

    def _share(self, match: re.Match[str], value: Decimal, unit: str) -> None:
        """A share of what stands behind it."""
        whole = re.match(r"\s*of\s+([^,.;]{2,60})", self._text[match.end() :])
        if whole:
            self._subject = f"{self._subject}, share of {whole[1].strip()}"
        self._add(match, value, None, Kind.SHARE, unit)

    def _level(self, match: re.Match[str], value: Decimal, unit: str, subject: str) -> None:
        """A level; Exports grew 17.5% to 2.37 trillion yuan is one figure."""
        last = self.figures[-1] if self.figures else None
        goes_on = last and last.kind is Kind.GROWTH and not subject and unit != "%"
        if last and goes_on:
            self.figures.pop()
            self._add(match, value, last.growth, _kind(unit), unit, start=last.start)
            return
        self._add(match, value, None, _kind(unit), unit)

    def _grown(self, figure: Proposal, growth: Decimal, end: int) -> Proposal:
        quote = self._text[figure.start - self._offset : end - self._offset]
        return replace(figure, growth=growth, end=end, quote=quote)

    def _add(
        self, match: re.Match[str], value: Decimal | None, growth: Decimal | None, kind: Kind,
        unit: str, start: int | None = None,
    ) -> None:  # fmt: skip
        begin = self._offset if start is None else start
        end = self._offset + match.end()
        when, doubts = self._when, []
        basis = Basis.POINT if _STOCK.search(self._subject) else when.basis
        place = _PLACE.match(self._subject)
        name = self._subject[place.end() :] if place else self._subject
        if not 3 <= len(name) <= _LONGEST or name.casefold() in _BARE:
            doubts.append(Doubt.NAME_UNCLEAR)
        if when.month is None:
            doubts.append(Doubt.NO_PERIOD)
        elif basis is None:
            doubts.append(Doubt.NO_BASIS)
        if value is not None and not unit:
            doubts.append(Doubt.NO_UNIT)
        self.figures.append(
            Proposal(
                indicator=name,
                place="China" if place else "",
                month=when.month,
                basis=basis,
                value=value,
                unit=unit,
                growth=growth,
                points=None,
                bound=_bound(self._text[: match.start()]),
                kind=kind,
                quote=self._text[begin - self._offset : match.end()],
                start=begin,
                end=end,
                line=self._line,
                doubts=tuple(doubts),
            )
        )


@cache
def _patterns() -> tuple[tuple[Meaning, re.Pattern[str]], ...]:
    return tuple((row.means, re.compile(row.words, re.IGNORECASE)) for row in ENGLISH)


def _meaning(words: str) -> tuple[Meaning, int]:
    """What the words in front of a number make of it, and where they begin."""
    for means, pattern in _patterns():
        if match := pattern.search(words):
            return means, match.start()
    return Passed.NOT_UNDERSTOOD, len(words)


def _completed(subject: str, before: str) -> str:
    """A subject with what it leaves to the one before: that of the secondary industry."""
    if that := re.match(r"that (of|in|for)\s+", subject, re.IGNORECASE):
        head = re.split(r"\s(?:of|in|for)\s", before)[0]
        return f"{head} {that[1]} {subject[that.end() :]}" if head else subject
    return "" if _ADJECTIVES.fullmatch(subject) else subject


def _subject(words: str) -> str:
    """The subject in the words in front of a verb; empty where there is none."""
    clause = re.split(r"[;:]|,\s(?=while|and|but|with)|,", words[-200:])
    plain = next((part for part in reversed(clause) if _lead_off(part)), "")
    plain = _lead_off(plain)
    plain = _SUBJECT_VERB.split(plain)[0] if len(plain) > 40 else plain
    return re.sub(r"\s+", " ", _OF_A_PERIOD.sub("", plain)).strip(" ,-")


def _lead_off(words: str) -> str:
    for _ in range(6):
        shorter = _LEAD.sub("", words).strip()
        if shorter == words:
            break
        words = shorter
    return re.sub(
        r"\b(?:year[- ]on[- ]year|also|has|have|had|continued to|together|respectively)\b",
        "",
        words,
    ).strip()


def _unit(match: re.Match[str]) -> str:
    words = re.sub(r"\s+", " ", (match["unit"] or "").strip())
    if re.fullmatch(r"%|percent|per ?cent|pct", words):
        return "%"
    if re.fullmatch(r"percentage ?points?", words):
        return "percentage points"
    currency = {
        "US$": "US dollars",
        "$": "US dollars",
        "RMB": "yuan",
        "¥": "yuan",
        "€": "euros",
    }.get(match["currency"] or "", "")
    return " ".join(filter(None, (words, currency if currency not in words else "")))


def _kind(unit: str) -> Kind:
    if unit == "%":
        return Kind.SHARE
    if re.search("yuan|RMB|dollar|euro", unit):
        return Kind.MONEY
    return (
        Kind.COUNT
        if re.search(
            "people|person|job|passenger|trip|visit|tourist|compan|household|enterprise|case|patent",
            unit,
        )
        else Kind.LEVEL
    )


def _bound(words: str) -> Bound:
    if _AT_LEAST.search(words):
        return Bound.AT_LEAST
    return Bound.ABOUT if _ABOUT.search(words) else Bound.EXACT


def _period(words: str, heading: Heading) -> When | None:
    """The period that was named last in front of a number; None where none was."""
    found: list[tuple[int, When]] = []
    for pattern, months in _PERIODS:
        for match in re.finditer(pattern, words, re.IGNORECASE):
            month, basis = months(match)
            found.append((match.start(), _dated(words, month, basis, heading)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _dated(words: str, month: int, basis: Basis | None, heading: Heading) -> When:
    years = re.findall(r"\b((?:19|20)[0-9]{2})\b", words)
    if years:
        return When(Month(int(years[-1]), month), basis)
    if heading.month is None:
        return When(Month(heading.year, month) if heading.year else None, basis)
    return When(Month(heading.month.year - (month > heading.month.month), month), basis)


def _of_month(name: str) -> int:
    return _MONTHS.split("|").index(name.capitalize()) + 1


_PERIODS: Sequence[tuple[str, Callable[[re.Match[str]], tuple[int, Basis]]]] = (
    (
        rf"(?:from )?January\s?(?:to|through|-|–)\s?({_MONTHS})",
        lambda m: (_of_month(m[1]), Basis.YTD),
    ),
    (rf"first ({'|'.join(_COUNTS)}) months", lambda m: (_months(m[1]), Basis.YTD)),
    (r"first (?:three|3) quarters", lambda _: (9, Basis.YTD)),
    (r"first half", lambda _: (6, Basis.YTD)),
    (r"\b(first|second|third|fourth) quarter", lambda m: _quarter(_ORDER.index(m[1].lower()) + 1)),
    (r"\bQ([1-4])\b", lambda m: _quarter(int(m[1]))),
    (rf"(?:as of|by|at) the end of ({_MONTHS})", lambda m: (_of_month(m[1]), Basis.POINT)),
    (rf"\bin ({_MONTHS})\b", lambda m: (_of_month(m[1]), Basis.MONTH)),
    (r"(?:full[- ]year|whole year|for the year|last year)", lambda _: (12, Basis.YTD)),
)
"""The periods that English names: a pattern, and the last month and basis that it means."""


def _months(word: str) -> int:
    numerals = dict(
        zip(
            ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            range(2, 12),
            strict=True,
        )
    )
    return int(word) if word.isdecimal() else numerals[word.lower()]


def _quarter(number: int) -> tuple[int, Basis]:
    return number * 3, Basis.YTD if number == 1 else Basis.QUARTER


def examples() -> Iterator[tuple[Meaning, str]]:
    """What each row of the table makes of its example."""
    for row in ENGLISH:
        yield row.means, row.example
