"""Write the counts of the catalogue into docs/catalogue.md, between its markers.

python tools/catalogue_counts.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tabulate import tabulate

from sztrack.core.model import Event, Kind, Nature, Op, Plan, Strength, Target
from sztrack.load.workspace import load_plan

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "catalogue.md"
BEGIN, END = "<!-- counts: begin (python tools/catalogue_counts.py) -->", "<!-- counts: end -->"


def counts(plan: Plan) -> str:
    """The counts as Markdown."""
    targets, tasks = plan.targets, len(plan.tasks)
    measured = [target for target in targets if target.goal]
    noted = sum(1 for target in targets if target.baseline and target.baseline.note)
    return "\n\n".join(
        (
            (
                f"{len(targets)} commitments over {tasks} tasks and the headline goals;"
                f" {len(measured)} goals with a number."
            ),
            "By chapter and kind:",
            _by_chapter(plan),
            "By kind and strength:",
            _crossed(targets, Kind, Strength, lambda target: (target.kind, target.strength)),
            "Goals with a number, by operator:",
            _crossed(
                measured,
                Kind,
                Op,
                lambda target: (target.kind, target.goal.op if target.goal else Op.EQUAL),
            ),
            "Milestones, by event and strength:",
            _crossed(
                [t for t in targets if t.event],
                Event,
                Strength,
                lambda target: (target.event or Event.OTHER, target.strength),
            ),
            (
                f"Baselines: {sum(1 for target in targets if target.baseline)}, {noted} of them"
                " with a note on scope."
            ),
        )
    )


def _by_chapter(plan: Plan) -> str:
    parts = {chapter.id: chapter.title.en for chapter in plan.chapters}
    rows = []
    for part, title in parts.items():
        inside = [t for t in plan.targets if t.chapter == part or t.chapter.startswith(f"{part}.")]
        if inside and ".".join(part.split(".")[:2]) == part:
            kinds = Counter(t.kind for t in inside)
            tasks = len({t.task for t in inside if t.nature is Nature.TASK})
            rows.append(
                [
                    f"{part} {title}",
                    tasks or "-",
                    *(kinds[kind] for kind in Kind),
                    len(inside),
                    sum(1 for t in inside if t.baseline),
                ]
            )
    return _table(
        ["Chapter", "Tasks", *(kind.value for kind in Kind), "all", "with baseline"], rows
    )


def _crossed(
    targets: Iterable[Target], down: type[Kind | Event], across: type[Strength | Op], place: object
) -> str:
    assert callable(place)
    cells = Counter(place(target) for target in targets)
    used = [column for column in across if any(cells[row, column] for row in down)]
    rows = [
        [row.value, *(cells[row, column] for column in used)]
        for row in down
        if any(cells[row, column] for column in used)
    ]
    return _table(
        ["", *(f"`{column.value}`" if across is Op else column.value for column in used)], rows
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    totals = [
        "**All**",
        *(
            sum(cell for row in rows if isinstance(cell := row[place], int))
            for place in range(1, len(head))
        ),
    ]
    return tabulate(
        [*rows, totals],
        head,
        "pipe",
        disable_numparse=True,
        colalign=["left", *["right"] * (len(head) - 1)],
    )


def rewritten(page: str, plan: Plan) -> str:
    """The page with fresh counts between its markers."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{counts(plan)}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(
        rewritten(PAGE.read_text(encoding="utf-8"), load_plan(ROOT)[0]),
        encoding="utf-8",
        newline="\n",
    )
