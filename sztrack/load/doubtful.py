"""What may be wrong with a row although each of its cells can be read: statements that contradict
each other, cells that are not where they belong.

Each of these costs its row, or its column, and is reported; none is settled by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sztrack.core.model import Basis, Text
from sztrack.core.words.period import parse_span
from sztrack.core.words.quantity import PERCENT, Unit, parse_number, parse_quantity
from sztrack.load.intake import STAGES, Intake, plain_number

_begins_a_number = re.compile(r"[+-]?[1-9][0-9]{0,2}").fullmatch
_ends_a_number = re.compile(r"[0-9]{3}(?:\.[0-9]+)?").fullmatch
_REMARK = r"(?:注|附注|备注|说明|note|source)\s*(?:[:：(（0-9①-⑨]|$)|[^:：]{0,12}(?:单位|来源|日期|时间|电话|说明|号|人|表|编制|审核)\s*[:：]|[*※＊]"  # noqa: E501
_CURRENCY = "美元"
_SEPARATORS = ",，;；\t|"
_WORDED_FIELDS = ("unit", "period", "basis", "status", "released", "note", "source")


def one_unit(
    intake: Intake, line: int, cell: Unit | None, named: Unit | None, heading: Unit | None
) -> None:
    """The units that a row's unit cell, its name and a heading state; a contradiction costs the
    row, and is said once. A name's (美元) is a currency.
    """
    if (cell is None) + (named is None) + (heading is None) > 1:
        return
    if (
        named
        and named.written == _CURRENCY
        and any(unit and unit.converts_to(named) for unit in (cell, heading))
    ):
        named = None
    stated = [unit for unit in (cell, named, heading) if unit]
    several = list(dict.fromkeys(unit.written for unit in stated))
    if any(not unit.equals(stated[0]) for unit in stated):
        if intake.findings and (intake.findings[-1].code, intake.findings[-1].source.line) == (
            "SZ220",
            line,
        ):
            intake.errors += 1
            return
        intake.fault(
            "SZ220",
            line,
            Text(
                f"单位互相矛盾：{'、'.join(several)}",
                f"the units contradict each other: {', '.join(map(repr, several))}",
            ),
        )


def one_basis(intake: Intake, line: int, said: Basis | None, heading: Basis | None) -> None:
    """The basis that a row says and that of the heading over its figure; a contradiction costs the
    row.
    """
    if said and heading and said is not heading:
        intake.fault(
            "SZ211",
            line,
            Text(
                f"口径“{said.value}”与列名或行名的“{heading.value}”不符",
                f"the basis '{said.value}' is not the '{heading.value}' of the heading or the name",
            ),
        )


def ownerless(intake: Intake, place: int) -> None:
    """A growth column behind one that was not read, and may belong to it."""
    cell = intake.head.cells[place]
    intake.fault(
        "SZ222",
        intake.head.line,
        Text(
            f"“{cell}”列在未能识别的列之后，不知是哪一列的同比，未读",
            f"column '{cell}' stands behind one that is not known: whose growth is it? It was not"
            " read",
        ),
    )


def uneven(intake: Intake, cells: Sequence[str], surplus: Sequence[str] | None, line: int) -> None:
    """A row that is longer or shorter than the headings, or may be so; `surplus` are the cells
    beyond them.
    """
    if surplus:
        intake.surplus(list(surplus), line)
    if intake.marks.commas_part_cells:
        cut_in_two(intake, cells, line, 0 if surplus is None else len(surplus) or -1)


def cut_in_two(intake: Intake, cells: Sequence[str], line: int, more: int) -> bool:
    """Whether two cells may be one number that its thousands mark cut in two; `more` is by how many
    cells the row is longer than the headings.
    """
    for place in intake.levels:
        first, second = (
            cells[place].strip(),
            cells[place + 1].strip() if place + 1 < len(intake.head.columns) else "",
        )
        if not _begins_a_number(first) or not _ends_a_number(second):
            continue
        beside = intake.head.columns[place + 1]
        if beside is None or not (beside.is_measure or place + 1 in intake.texts):
            continue
        if (more and beside.field == "growth") or any(
            _is_stray_number(cells[at].strip()) for at in intake.texts if at > place
        ):
            intake.fault(
                "SZ215",
                line,
                Text(
                    f"“{first}”和“{second}”可能是被逗号分成两格的一个数 {first},{second}",
                    f"'{first}' and '{second}' may be one number, {first},{second}, cut in two",
                ),
            )
            return True
    return False


def _is_stray_number(cell: str) -> bool:
    """Whether a number stands where a text belongs; a year may."""
    return plain_number(cell) is not None and re.fullmatch("(?:19|20)[0-9]{2}", cell) is None


def is_remark(cells: Sequence[str], figures: Sequence[str]) -> bool:
    """Whether a row is a note or a signature that marks in its text part into cells, and none of
    them a figure.
    """
    if any(map(plain_number, figures)):
        return False
    begin = next((cell.strip() for cell in cells if cell.strip()), "")
    return re.match(_REMARK, begin, re.IGNORECASE) is not None and not any(
        parse_quantity(cell, PERCENT) for cell in figures
    )


def stray(intake: Intake, cells: Sequence[str], line: int) -> bool:
    """Whether a row without a figure says something in a place where it is not read; reported.
    Titles and notes are no such rows.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or any(re.match(_REMARK, cell, re.IGNORECASE) for cell in filled):
        return False
    before = intake.errors
    intake.surplus(list(cells[len(intake.head.columns) :]), line)
    for place, column in enumerate(intake.head.columns[: len(cells)]):
        cell = cells[place].strip()
        if not cell:
            continue
        heading = intake.head.cells[place].strip()
        field = column.field if column else "" if heading else "note"
        if field == "indicator" and len(filled) == 1 and _unparted(cell, len(intake.head.columns)):
            intake.fault(
                "SZ223",
                line,
                Text(
                    f"“{cell}”没有分成各格，该行未读",
                    f"'{cell}' is not parted into cells; the row was not read",
                ),
            )
        elif (field == "evidence" and intake.head.has("stage")) or (
            field in _WORDED_FIELDS and _is_figure(intake, cell, field)
        ):
            intake.fault(
                "SZ223",
                line,
                Text(
                    f"没有数，而“{heading}”列写着“{cell}”，该行未读",
                    f"no figure, but '{cell}' stands under '{heading}'; the row was not read",
                ),
            )
    return intake.errors > before


def _is_figure(intake: Intake, cell: str, field: str) -> bool:
    """Whether a number or a stage stands where a word belongs."""
    if cell.casefold() in STAGES:
        return True
    return parse_number(cell) is not None and not (
        field == "period" and parse_span(cell, intake.year or 2000)
    )


def _unparted(cell: str, width: int) -> bool:
    """Whether one cell holds the cells of a row, parted by another mark than the headings."""
    for mark in _SEPARATORS:
        _, *rest = [part.strip() for part in cell.split(mark)]
        if any(parse_number(part) is not None or part in STAGES for part in rest) or (
            len(rest) + 1 == width > 2 and any(parse_quantity(part) for part in rest)
        ):
            return True
    return False
