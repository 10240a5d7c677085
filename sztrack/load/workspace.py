"""A workspace is a folder with targets.yaml and actuals/."""

from pathlib import Path
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import FileRead, Finding, Observation, Plan, Source, Text
from sztrack.core.record.places import Places
from sztrack.load.actuals import Actuals, read_actuals
from sztrack.load.container import TABLES, WORKBOOKS
from sztrack.load.encoding import decode, undamaged_lines
from sztrack.load.folder import Entry, entries, unreadable
from sztrack.load.intake import NOTHING, Assumed
from sztrack.load.refusals import why
from sztrack.load.targets import read_plan

PLAN_FILE = "targets.yaml"
ACTUALS_FOLDER = "actuals"
_OTHER_SHEETS = (".xlsb", ".ods", ".et", ".numbers")


class CannotStart(Exception):
    """There is nothing to go on with: no workspace, or no plan that can be read. Carries the words,
    and the findings behind them.
    """

    def __init__(self, message: Text, hint: Text, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message.en)
        self.message, self.hint, self.findings = message, hint, findings


class Workspace(NamedTuple):
    """What a folder holds."""

    root: Path
    plan: Plan
    observations: tuple[Observation, ...]
    """Of the whole."""
    elsewhere: tuple[Observation, ...]
    """Of the other places that the plan names."""
    findings: tuple[Finding, ...]
    """What could not be read, in the order of files and lines."""
    files: tuple[FileRead, ...]
    """How each file of figures was read."""


def find_root(start: Path) -> Path:
    """`start` or the nearest folder above it that has a targets.yaml. Raises CannotStart if there
    is none.
    """
    for folder in (start, *start.parents):
        if (folder / PLAN_FILE).is_file():
            return folder
    raise CannotStart(
        Text(
            f"在 {start} 及其上级文件夹中没有找到 {PLAN_FILE}",
            f"no {PLAN_FILE} in {start} or any folder above it",
        ),
        Text(
            "用 -C 文件夹 指定工作区，或设置 SZTRACK_HOME；新建一个：sztrack init 文件夹",
            "name the workspace with -C FOLDER, or set SZTRACK_HOME; to make one: sztrack init"
            " FOLDER",
        ),
    )


def load_plan(root: Path) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan of the workspace at `root`. Raises CannotStart if nothing of it can be read."""
    if not root.is_dir():
        raise CannotStart(
            Text(f"没有文件夹 {root}", f"there is no folder {root}"),
            Text("检查 -C 的路径", "check the path given with -C"),
        )
    try:
        data = (root / PLAN_FILE).read_bytes()
    except FileNotFoundError:
        raise CannotStart(
            Text(f"{root} 中没有 {PLAN_FILE}", f"there is no {PLAN_FILE} in {root}"),
            Text(
                f"工作区是含有 targets.yaml 和 actuals 的文件夹；新建一个：sztrack init {root}",
                f"a workspace is a folder with targets.yaml and actuals; to make one: sztrack init"
                f" {root}",
            ),
        ) from None
    except OSError as error:
        reason = why(error)
        raise CannotStart(
            Text(
                f"无法读取 {root / PLAN_FILE}：{reason.zh}",
                f"cannot read {root / PLAN_FILE}: {reason.en}",
            ),
            Text("检查路径和权限", "check the path and its permissions"),
        ) from None
    text, lost = undamaged_lines(decode(data), PLAN_FILE)
    plan, findings = read_plan(text, PLAN_FILE)
    found = (*lost, *findings)
    if plan is None:
        raise CannotStart(
            Text(f"{PLAN_FILE} 无法读取", f"{PLAN_FILE} cannot be read"),
            Text("先改正以上各处", "correct the places above first"),
            found,
        )
    return plan, found


def load_workspace(root: Path) -> Workspace:
    """Plan and observations of the workspace at `root`."""
    plan, found = load_plan(root)
    observations: list[Observation] = []
    findings = list(found)
    files: list[FileRead] = []
    assumed = Assumed(places=Places(plan))
    found_entries = _entries(root)
    if found_entries is None:
        findings.append(_no_folder())
    elif not found_entries:
        findings.append(_no_files())
    for entry in found_entries or ():
        name = entry.path.relative_to(root).as_posix()
        if entry.trouble:
            findings.append(_unreadable(name, entry.trouble))
            continue
        read = read_table(entry.path, name, assumed)
        if isinstance(read, Finding):
            findings.append(read)
            continue
        observations += read.observations
        findings += read.findings
        files.append(read.file)
    return Workspace(
        root=root,
        plan=plan,
        observations=tuple(row for row in observations if not row.place),
        elsewhere=tuple(row for row in observations if row.place),
        findings=tuple(findings),
        files=tuple(files),
    )


def read_table(path: Path, name: str, assumed: Assumed = NOTHING) -> Actuals | Finding:
    """What the file at `path`, called `name`, holds; a finding where it cannot be opened."""
    if path.suffix.casefold() in _OTHER_SHEETS:
        return _not_a_table(name)
    try:
        return read_actuals(path.read_bytes(), name, assumed)
    except OSError as error:
        return _unreadable(name, unreadable(error))


def _entries(root: Path) -> list[Entry] | None:
    """What in actuals/ holds figures by its name, or may hold some; None where there is no such
    folder.
    """
    folder = root / ACTUALS_FOLDER
    return list(filter(_may_hold_figures, entries(folder))) if folder.is_dir() else None


def _may_hold_figures(entry: Entry) -> bool:
    """Whether it is a table by its name; notes, hidden files and what a spreadsheet leaves behind
    while it is open are not. What a folder holds that cannot be read, nobody knows.
    """
    path = entry.path
    is_table = path.suffix.casefold() in (*TABLES, *WORKBOOKS, *_OTHER_SHEETS)
    is_aside = path.name.startswith((".", "~$")) or path.stem.casefold() == "readme"
    is_closed_folder = entry.is_folder and entry.trouble is not None
    return (is_table or is_closed_folder) and not is_aside


def _no_folder() -> Finding:
    return RULES["SZ219"].at(
        Source(ACTUALS_FOLDER, 1),
        Text(
            f"没有 {ACTUALS_FOLDER} 文件夹，没有任何数据",
            f"there is no folder {ACTUALS_FOLDER}, so there are no figures",
        ),
    )


def _no_files() -> Finding:
    return RULES["SZ219"].at(
        Source(ACTUALS_FOLDER, 1),
        Text(
            f"{ACTUALS_FOLDER} 文件夹中没有数据文件",
            f"the folder {ACTUALS_FOLDER} holds no file of figures",
        ),
    )


def _not_a_table(name: str) -> Finding:
    return RULES["SZ218"].at(
        Source(name, 1), Text("不能读取这种工作簿", "workbooks of this type cannot be read")
    )


def _unreadable(name: str, trouble: Text) -> Finding:
    return RULES["SZ200"].at(Source(name, 1), trouble)
