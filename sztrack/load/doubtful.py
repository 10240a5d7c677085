"""What may be wrong with a row although each of its cells can be read: statements that contradict
each other, cells that are not where they belong.

Each of these costs its row, or its column, and is reported; none is settled by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sztrack.core.model import Basis, Text
from sztrack.core.words.english import number_of
from sztrack.core.words.period import parse_span
from sztrack.core.words.quantity import PERCENT, Unit, parse_number, parse_quantity
from sztrack.load.cells import plain_number
from sztrack.load.intake import Intake
from sztrack.load.vocabulary import STAGES

_begins_a_number = re.compile(r"[+-]?[1-9][0-9]{0,2}").fullmatch
_ends_a_number = re.compile(r"[0-9]{3}(?:\.[0-9]+)?").fullmatch
_REMARK = r"(?:注|附注|备注|说明|note|source)\s*(?:[:：(（0-9①-⑨]|$)|[^:：]{0,12}(?:单位|来源|日期|时间|电话|说明|号|人|表|编制|审核)\s*[:：]|[*※＊]"  # noqa: E501
_CURRENCY = "美元"
_SEPARATORS = ",，;；\t|"
_WORDED_FIELDS = ("unit", "period", "basis", "status", "released", "note", "source")


def one_unit(
    intake: Intake, line: int, cell: Unit | None, named: Unit | None, heading: Unit | None
) -> bool:
    """Whether the units that a row's unit cell, its name and a heading state are one; a
    contradiction costs the row, and is said once. A name's (美元) is a currency.
    """
    if named and named.written == _CURRENCY and _is_of_currency(named, (cell, heading)):
        named = None
    stated = [unit for unit in (cell, named, heading) if unit]
    if all(unit.equals(stated[0]) for unit in stated[1:]):
        return True
    if intake.faults.ends_with("SZ220", line):
        return False
    several = list(dict.fromkeys(unit.written for unit in stated))
    intake.faults.file(
        "SZ220",
        line,
        Text(
            f"单位互相矛盾：{'、'.join(several)}",
            f"the units contradict each other: {', '.join(map(repr, several))}",
        ),
    )
    return False


def _is_of_currency(currency: Unit, units: Iterable[Unit | None]) -> bool:
    """Whether one of the units counts this currency: 亿美元 counts 美元."""
    return any(unit and unit.converts_to(currency) for unit in units)


def one_basis(intake: Intake, line: int, said: Basis | None, heading: Basis | None) -> None:
    """The basis that a row says and that of the heading over its figure; a contradiction costs the
    row.
    """
    if said and heading and said is not heading:
        intake.faults.file(
            "SZ211",
            line,
            Text(
                f"口径“{said.value}”与列名或行名的“{heading.value}”不符",
                f"the basis '{said.value}' is not the '{heading.value}' stated in the heading or"
                " the name",
            ),
        )


def ownerless(intake: Intake, place: int) -> None:
    """A growth column behind one that was not read, and may belong to it."""
    cell = intake.head.cells[place]
    intake.faults.file(
        "SZ222",
        intake.head.line,
        Text(
            f"“{cell}”列在未能识别的列之后，不知是哪一列的同比，未读",
            f"column '{cell}' follows an unknown column, so it is not known whose growth it is;"
            " it was not read",
        ),
    )


def repeated(intake: Intake, places: Iterable[int]) -> None:
    """Columns that hold the same; none of them is read."""
    for place in places:
        cell = intake.head.cells[place]
        message = Text(f"“{cell}”列重复", f"column '{cell}' is repeated")
        intake.faults.file("SZ204", intake.head.line, message)


def merged(intake: Intake, count: int, line: int) -> None:
    """Rows that took their name from above; `line` is the first of them."""
    if count:
        intake.faults.file(
            "SZ216",
            line,
            Text(
                f"指标名称空白的 {count} 行按合并单元格处理，沿用上一行的名称",
                f"no name in {number_of(count, 'row')}: the name above is used, as for merged"
                " cells",
            ),
        )


def surplus(intake: Intake, cells: Iterable[str], line: int) -> bool:
    """Whether a row says something beyond the headings; blank cells do no harm."""
    beyond = [cell.strip() for cell in cells]
    if not any(beyond):
        return False
    intake.faults.file(
        "SZ214",
        line,
        Text(
            f"比表头多出 {len(beyond)} 格：“{beyond[0]}”",
            f"{number_of(len(beyond), 'cell')} more than there are headings: '{beyond[0]}'",
        ),
    )
    return True


def uneven(intake: Intake, cells: Sequence[str], extra: Sequence[str] | None, line: int) -> None:
    """A row that is longer or shorter than the headings, or may be so; `extra` are the cells
    beyond them.
    """
    if extra:
        surplus(intake, extra, line)
    cut_in_two(intake, cells, line, is_uneven=extra is not None)


def cut_in_two(intake: Intake, cells: Sequence[str], line: int, *, is_uneven: bool) -> None:
    """Report two cells that may be one number which its thousands mark cut in two, where the mark
    of a file's numbers also parts its cells; `is_uneven` is a row of another length than the
    headings.
    """
    if not intake.marks.commas_part_cells:
        return
    columns = intake.head.columns
    for place in intake.levels:
        beside = columns[place + 1] if place + 1 < len(columns) else None
        if beside is None or not (beside.is_measure or place + 1 in intake.texts):
            continue
        first, second = cells[place].strip(), cells[place + 1].strip()
        if not _begins_a_number(first) or not _ends_a_number(second):
            continue
        is_shifted = is_uneven and beside.field == "growth"
        if is_shifted or _has_stray_number(intake, cells, place):
            intake.faults.file(
                "SZ215",
                line,
                Text(
                    f"“{first}”和“{second}”可能是被逗号分成两格的一个数 {first},{second}",
                    f"'{first}' and '{second}' may be one number, {first},{second}, split in two",
                ),
            )
            return


def _has_stray_number(intake: Intake, cells: Sequence[str], place: int) -> bool:
    """Whether a number stands where a text belongs, to the right of a level, as when the cells are
    one too far to the right.
    """
    return any(_is_stray_number(cells[at].strip()) for at in intake.texts if at > place)


def _is_stray_number(cell: str) -> bool:
    """Whether a text is a number; a year may stand among texts."""
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
    width = len(intake.head.columns)
    found = surplus(intake, cells[width:], line)
    for place, cell in enumerate(map(str.strip, cells[:width])):
        if not cell:
            continue
        if message := _out_of_place(intake, place, cell, is_alone=len(filled) == 1):
            intake.faults.file("SZ223", line, message)
            found = True
    return found


def _out_of_place(intake: Intake, place: int, cell: str, *, is_alone: bool) -> Text | None:
    """Why a cell of a row without a figure does not belong where it stands; None where it does."""
    field, head = _field_of(intake, place), intake.head
    if field == "indicator" and is_alone and _unparted(cell, len(head.columns)):
        return Text(
            f"“{cell}”没有分成各格，该行未读",
            f"'{cell}' is not separated into cells; the row was not read",
        )
    is_evidence = field == "evidence" and head.has("stage")
    if is_evidence or (field in _WORDED_FIELDS and _is_figure(intake, cell, field)):
        heading = head.cells[place].strip()
        return Text(
            f"没有数，而“{heading}”列写着“{cell}”，该行未读",
            f"no figure, but '{cell}' is under '{heading}'; the row was not read",
        )
    return None


def _field_of(intake: Intake, place: int) -> str:
    """What a column holds; a column without a heading holds notes, and one with an unknown heading
    anything.
    """
    column = intake.head.columns[place]
    if column:
        return column.field
    return "" if intake.head.cells[place].strip() else "note"


def _is_figure(intake: Intake, cell: str, field: str) -> bool:
    """Whether a number or a stage stands where a word belongs."""
    if cell.casefold() in STAGES:
        return True
    return parse_number(cell) is not None and not (
        field == "period" and parse_span(cell, intake.periods.year or 2000)
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
