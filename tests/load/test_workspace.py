"""A folder with targets.yaml and actuals/: what it holds, and what keeps it from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sztrack.core.model import FileRead, Text
from sztrack.load.workspace import CannotStart, find_root, load_plan, load_workspace

PLAN = """\
plan: {id: p, year: 2024, title: 计划}
chapters:
  - id: "1"
    title: 章
    targets:
      - {id: jobs, name: 就业, kind: flow, goal: ">= 18万人", wording: 原文}
"""
TABLE = "指标,累计(万人)\n就业,1\n"


def workspace(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def test_every_file_counts_in_the_order_of_names(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        {
            "targets.yaml": PLAN,
            "actuals/2024-10.csv": TABLE,
            "actuals/2024-09.csv": "指标,累计(万人)\n就业,1\n就业,很多\n".encode("gb18030"),
            "actuals/统计局/2023-12.csv": TABLE,
            "actuals/2024-11.txt": TABLE,
            "actuals/2024-12.TSV": TABLE.replace(",", "\t"),
            "actuals/README.md": "no figures",
            "actuals/readme.txt": "no figures",
            "actuals/.2024-09.csv": TABLE,
            "actuals/~$2024-09.xlsx": b"",
            "actuals/2024-08.xls": b"\xd0\xcf\x11\xe0",
            "2024-12.csv": TABLE,
        },
    )

    found = load_workspace(root)

    assert (found.root, found.plan.id) == (root, "p")
    assert [str(o.source) for o in found.observations] == [
        *(
            "actuals/2024-09.csv:2",
            "actuals/2024-10.csv:2",
            "actuals/2024-11.txt:2",
            "actuals/2024-12.TSV:2",
            "actuals/统计局/2023-12.csv:2",
        ),
    ]
    assert [(finding.code, str(finding.source)) for finding in found.findings] == [
        ("SZ218", "actuals/2024-08.xls:1"),
        ("SZ212", "actuals/2024-09.csv:3"),
    ]
    assert found.files == (
        FileRead(
            path="actuals/2024-08.xls",
            dialect="",
            container="",
            encoding="",
            rows=0,
            observations=0,
        ),
        FileRead(
            path="actuals/2024-09.csv",
            dialect="tidy",
            container="CSV",
            encoding="gb18030",
            rows=3,
            observations=1,
        ),
        FileRead(
            path="actuals/2024-10.csv",
            dialect="tidy",
            container="CSV",
            encoding="utf-8",
            rows=2,
            observations=1,
        ),
        FileRead(
            path="actuals/2024-11.txt",
            dialect="tidy",
            container="CSV",
            encoding="utf-8",
            rows=2,
            observations=1,
        ),
        FileRead(
            path="actuals/2024-12.TSV",
            dialect="tidy",
            container="TSV",
            encoding="utf-8",
            rows=2,
            observations=1,
        ),
        FileRead(
            path="actuals/统计局/2023-12.csv",
            dialect="tidy",
            container="CSV",
            encoding="utf-8",
            rows=2,
            observations=1,
        ),
    )


def test_a_file_that_cannot_be_read_costs_that_file(tmp_path: Path) -> None:
    (tmp_path / "actuals" / "2024-01.csv").mkdir(parents=True)
    root = workspace(
        tmp_path,
        {
            "targets.yaml": PLAN,
            "actuals/2024-02.csv": b"\x00\xff\xfe" * 9,
            "actuals/2024-03.csv": "",
            "actuals/2024-04.csv": TABLE,
        },
    )

    found = load_workspace(root)

    assert [str(o.source) for o in found.observations] == ["actuals/2024-04.csv:2"]
    assert [(finding.code, str(finding.source)) for finding in found.findings] == [
        ("SZ200", "actuals/2024-01.csv:1"),
        ("SZ201", "actuals/2024-02.csv:1"),
        ("SZ202", "actuals/2024-02.csv:1"),
        ("SZ202", "actuals/2024-03.csv:1"),
    ]


def test_a_plan_with_faults_is_loaded_and_its_faults_come_first(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        {
            "targets.yaml": b"# \xff\n" + PLAN.replace("18万人", "18").encode(),
            "actuals/2024-09.csv": "",
        },
    )

    found = load_workspace(root)

    assert found.plan.targets == ()
    assert [(finding.code, str(finding.source)) for finding in found.findings] == [
        ("SZ201", "targets.yaml:1"),
        ("SZ113", "targets.yaml:7"),
        ("SZ202", "actuals/2024-09.csv:1"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plan_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    plan, findings = load_plan(workspace(tmp_path, {"targets.yaml": PLAN.encode(encoding)}))
    assert (plan.title, findings) == (Text("计划", "计划"), ())


def test_a_workspace_without_figures(tmp_path: Path) -> None:
    found = load_workspace(workspace(tmp_path, {"targets.yaml": PLAN}))
    assert found.observations == ()
    assert [(finding.code, str(finding.source)) for finding in found.findings] == [
        ("SZ219", "actuals:1")
    ]


@pytest.mark.parametrize(
    "text", ["", "- a\n", "plan: [\n", "plan: {id: p, title: 计划}\nchapters: []\n", "\0\1\2"]
)
def test_without_a_plan_there_is_no_start(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannotStart) as stopped:
        load_workspace(workspace(tmp_path, {"targets.yaml": text, "actuals/2024-09.csv": TABLE}))

    assert stopped.value.message == Text("targets.yaml 无法读取", "targets.yaml cannot be read")
    assert {finding.source.path for finding in stopped.value.findings} == {"targets.yaml"}


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("nowhere", "没有文件夹 {}", "there is no folder {}"),
        ("empty", "{} 中没有 targets.yaml", "there is no targets.yaml in {}"),
    ],
)
def test_without_a_file_or_a_folder_there_is_no_start(
    tmp_path: Path, name: str, zh: str, en: str
) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(CannotStart) as stopped:
        load_workspace(tmp_path / name)

    assert (stopped.value.message, stopped.value.findings) == (
        Text(zh.format(tmp_path / name), en.format(tmp_path / name)),
        (),
    )


def test_a_plan_that_is_a_folder_is_no_start(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").mkdir()

    with pytest.raises(CannotStart) as stopped:
        load_plan(tmp_path)

    assert stopped.value.message.zh.startswith(f"无法读取 {tmp_path / 'targets.yaml'}：")
    assert stopped.value.message.en.startswith(f"cannot read {tmp_path / 'targets.yaml'}: ")


def test_the_nearest_folder_with_a_plan_is_the_root(tmp_path: Path) -> None:
    workspace(
        tmp_path,
        {
            "targets.yaml": PLAN,
            "year/2025/targets.yaml": PLAN,
            "year/2025/actuals/2025-01.csv": TABLE,
        },
    )
    (tmp_path / "other" / "targets.yaml").mkdir(parents=True)

    for start, root in (
        ("", ""),
        ("year", ""),
        ("year/2025", "year/2025"),
        ("year/2025/actuals", "year/2025"),
        ("other", ""),
    ):
        assert find_root(tmp_path / start) == tmp_path / root


def test_no_root_is_found_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as stopped:
        find_root(tmp_path)

    assert stopped.value.message == Text(
        f"在 {tmp_path} 及其上级文件夹中没有找到 targets.yaml",
        f"no targets.yaml in {tmp_path} or any folder above it",
    )
