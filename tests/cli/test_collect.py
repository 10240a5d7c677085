"""A month's collection: forms out, filled, taken back, and who still owes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.run import Ran, sztrack

Collect = Callable[..., Ran]
PLAN = """\
plan: {id: test, year: 2024, title: {zh: 测试计划, en: Test plan}}
chapters:
  - id: "1"
    title: {zh: 测试, en: Test}
    tasks:
      - task: 1
        owner: 市教育局
        with: [市住房局]
        title: {zh: 学位, en: School places}
        targets:
          - {id: places, name: {zh: 新增学位, en: New school places}, kind: flow, goal: ">= 20万座", wording: 20万座}
      - task: 2
        owner: 市人力资源保障局
        title: {zh: 就业, en: Jobs}
        targets:
          - {id: jobs, name: {zh: 新增就业, en: New jobs}, kind: flow, goal: ">= 15万人", wording: 15万人}
"""  # noqa: E501
ACCEPTED = "指标,时期,口径,数值,单位,发布日期\n新增就业,2024-07,累计,9,万人,2024-08-20\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one figure."""
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "actuals").mkdir()
    (tmp_path / "actuals" / "2024-07.csv").write_text(ACCEPTED, encoding="utf-8")
    return tmp_path


@pytest.fixture
def collect(root: Path, monkeypatch: pytest.MonkeyPatch) -> Collect:
    """Run `sztrack collect` on the workspace on a day of September."""

    def act(command: str, *arguments: str) -> Ran:
        return sztrack(
            monkeypatch,
            "collect",
            command,
            *arguments,
            "-C",
            str(root),
            "--lang",
            "en",
            "--today",
            "2024-09-20",
        )

    return act


def _fill(path: Path, value: str, encoding: str = "utf-8-sig") -> None:
    text = path.read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    for line in lines:
        line["value"] = value
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    path.write_bytes(out.getvalue().encode(encoding))


def _collected(root: Path) -> list[dict[str, str]]:
    return list(
        csv.DictReader(
            io.StringIO((root / "actuals" / "collected.csv").read_bytes().decode("utf-8-sig"))
        )
    )


def _outcomes(ran: Ran) -> list[str]:
    return [row["outcome"] for file in json.loads(ran.out)["files"] for row in file["rows"]]


def test_a_form_holds_just_what_its_unit_owes(root: Path, collect: Collect) -> None:
    ran = collect("forms", "--month", "2024-08", "-o", str(root / "out"))
    assert (ran.code, ran.err) == (0, "")
    head = "indicator,period,basis,value,unit,growth,stage,evidence,asked,goal,latest,note\n"
    forms = {path.name: path.read_bytes().decode("utf-8-sig") for path in (root / "out").iterdir()}
    assert forms == {
        "2024-08-市教育局.csv": (
            head
            + "".join(
                f"新增学位,2024-{month:02d},ytd,,万座,,,,value,>=20万座,,\n"
                for month in range(2, 9)
            )
        ),
        "2024-08-市人力资源保障局.csv": (
            f"{head}新增就业,2024-08,ytd,,万人,,,,value,>=15万人,Jul 2024 9万人,\n"
        ),
    }
    again = collect("forms", "--month", "2024-08", "-o", str(root / "out"))
    assert again.code == 1
    assert again.err.count("exists and was not changed") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_filled_form_is_filed_once(root: Path, encoding: str, collect: Collect) -> None:
    collect("forms", "--month", "2024-08", "-o", str(root / "out"))
    form = root / "out" / "2024-08-市人力资源保障局.csv"
    _fill(form, "10.2", encoding)
    trial = collect("take", "-n", str(form), "--format", "json")
    assert (_outcomes(trial), (root / "actuals" / "collected.csv").exists()) == (["new"], False)
    first = collect("take", str(form), "--format", "json")
    assert (first.code, _outcomes(first)) == (0, ["new"])
    [row] = _collected(root)
    assert (
        row["指标"],
        row["时期"],
        row["数值"],
        row["单位"],
        row["数据状态"],
        row["发布日期"],
    ) == (
        "新增就业",
        "2024-08",
        "10.2",
        "万人",
        "初值",
        "2024-09-20",
    )
    assert row["来源"] == "市人力资源保障局，2024-09-20"
    kept = (root / "actuals" / "collected.csv").read_bytes()
    second = collect("take", str(form), "--format", "json")
    assert _outcomes(second) == ["taken"]
    assert (root / "actuals" / "collected.csv").read_bytes() == kept


def test_a_changed_figure_is_a_revision_and_the_old_one_stays(root: Path, collect: Collect) -> None:
    form = root / "2024-07-市人力资源保障局.csv"
    form.write_text("指标,时期,口径,数值,单位\n新增就业,2024-07,累计,9.1,万人\n", encoding="utf-8")
    ran = collect("take", str(form), "--format", "json")
    assert (ran.code, _outcomes(ran)) == (0, ["revised"])
    assert [row["数据状态"] for row in _collected(root)] == ["修订"]
    assert (root / "actuals" / "2024-07.csv").read_text(encoding="utf-8") == ACCEPTED


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("新增住房,2024-08,累计,1,万座", "unknown"),
        ("新增学位,2024-11,累计,12,万座", "future"),
        ("新增学位,2024-08,累计,12,亿元", "wrong_unit"),
        ("新增就业,2024-08,累计,10,万人", "foreign"),
        ("新增学位,2024-08,累计,12,万座\n新增学位,2024-08,累计,13,万座", "contradicted"),
    ],
)
def test_what_is_not_filed_is_refused_aloud(
    root: Path, line: str, outcome: str, collect: Collect
) -> None:
    form = root / "2024-08-市教育局.csv"
    form.write_text(f"指标,时期,口径,数值,单位\n{line}\n", encoding="utf-8")
    ran = collect("take", str(form), "--format", "json")
    assert (ran.code, set(_outcomes(ran))) == (1, {outcome})
    assert not (root / "actuals" / "collected.csv").exists()


def test_a_supporting_unit_may_report(root: Path, collect: Collect) -> None:
    form = root / "2024-08-市住房局.csv"
    form.write_text("指标,时期,口径,数值,单位\n新增学位,2024-08,累计,12,万座\n", encoding="utf-8")
    assert _outcomes(collect("take", str(form), "--format", "json")) == ["new"]


def test_a_collection_that_somebody_rearranged_is_left_alone(root: Path, collect: Collect) -> None:
    kept = root / "actuals" / "collected.csv"
    kept.write_text("指标,数值\n新增就业,1\n", encoding="utf-8")
    form = root / "2024-08-市教育局.csv"
    form.write_text("指标,时期,口径,数值,单位\n新增学位,2024-08,累计,12,万座\n", encoding="utf-8")
    ran = collect("take", str(form))
    assert (ran.code, "nothing was written" in ran.err, kept.read_text(encoding="utf-8")) == (
        2,
        True,
        "指标,数值\n新增就业,1\n",
    )


def test_who_owes_what(root: Path, collect: Collect) -> None:
    ran = collect("owing", "--format", "json")
    assert ran.code == 1
    owed = {debt["id"]: (debt["owner"], debt["since"]) for debt in json.loads(ran.out)["owing"]}
    assert owed["places"] == ("市教育局", "2024-03")


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "＝1+1", "+A1", "[red]名[/red]"])
def test_text_in_a_form_is_never_a_formula_and_comes_back_as_it_was(
    root: Path, name: str, collect: Collect
) -> None:
    (root / "targets.yaml").write_text(
        PLAN.replace("新增学位, en", f'"{name}", en'), encoding="utf-8"
    )
    collect("forms", "--month", "2024-08", "-o", str(root / "out"))
    form = root / "out" / "2024-08-市教育局.csv"
    _fill(form, "12")
    assert not any(
        cell.startswith(("=", "+", "@", "＝"))
        for line in csv.reader(io.StringIO(form.read_text(encoding="utf-8-sig")))
        for cell in line
        if cell[:1] != ">"
    )
    ran = collect("take", str(form), "--format", "json")
    assert set(_outcomes(ran)) == {"new"}
    assert not _collected(root)[0]["指标"].startswith(("=", "+", "@", "＝"))
    _fill(form, "13")
    [sent] = json.loads(collect("take", "-n", str(form), "--format", "json").out)["files"]
    assert sent["rows"][0]["before"]["value"] == 12


def test_a_folder_that_cannot_be_made_is_said(root: Path, collect: Collect) -> None:
    folder = root / "targets.yaml" / "out"
    ran = collect("forms", "--month", "2024-08", "-o", str(folder))
    assert (ran.code, ran.out) == (2, "")
    assert str(folder) in ran.err


def test_a_form_asks_for_every_period_that_is_owed_the_oldest_first(
    root: Path, collect: Collect
) -> None:
    ran = collect("forms", "--month", "2024-09", "-o", str(root / "out"), "--owner", "人力资源")
    form = root / "out" / "2024-09-市人力资源保障局.csv"
    assert (ran.code, ran.out) == (0, f"{form}  2 rows\n")
    assert [
        line["period"] for line in csv.DictReader(io.StringIO(form.read_text(encoding="utf-8-sig")))
    ] == ["2024-08", "2024-09"]


def test_growth_and_level_of_one_indicator_are_asked_for_apart(
    root: Path, collect: Collect
) -> None:
    growth = (
        "          - {id: jobs-growth, name: {zh: 就业增速, en: Growth}, indicator: 新增就业, "
        "kind:"
        ' growth, goal: ">= 5%", wording: 5%}\n'
    )
    (root / "targets.yaml").write_text(PLAN + growth, encoding="utf-8")
    collect("forms", "--month", "2024-08", "-o", str(root / "out"), "--owner", "人力资源")
    form = csv.DictReader(
        io.StringIO((root / "out" / "2024-08-市人力资源保障局.csv").read_text(encoding="utf-8-sig"))
    )
    asked = [(line["indicator"], line["period"], line["asked"]) for line in form]
    assert asked[-2:] == [("新增就业", "2024-08", "value"), ("新增就业", "2024-08", "growth (%)")]


@pytest.mark.parametrize("command", [("forms", "--month", "2024-08", "-o", "out"), ("owing",)])
def test_a_unit_that_the_plan_does_not_name(
    command: tuple[str, ...], root: Path, collect: Collect
) -> None:
    ran = collect(*command, "--owner", "教育厅")
    assert (ran.code, ran.out) == (2, "")
    assert "the plan names no unit '教育厅'; did you mean 市教育局?" in ran.err
    assert not (Path.cwd() / "out").exists()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "As of Sep 2024, 1 unit with outstanding figures for 1 target; 1 overdue target"
                " without a responsible unit\n"
            ),
        ),
        ("zh", "按2024年9月判断，1 个单位欠报 1 项；另有 1 项未明确责任单位\n"),
    ],
)
def test_what_no_unit_answers_for_is_no_unit(
    lang: str, words: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "targets.yaml").write_text(
        PLAN.replace("        owner: 市人力资源保障局\n", ""), encoding="utf-8"
    )
    (root / "actuals" / "2024-07.csv").unlink()
    assert (
        words
        in sztrack(
            monkeypatch,
            "collect",
            "owing",
            "-C",
            str(root),
            "--lang",
            lang,
            "--today",
            "2024-09-20",
        ).out
    )


def test_a_workbook_goes_out_is_filled_and_comes_back(root: Path, collect: Collect) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    collect("forms", "--month", "2024-08", "-o", str(root / "out"), "--format", "xlsx")
    form = root / "out" / "2024-08-市人力资源保障局.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book.active
    head = [cell.value for cell in sheet[1]]
    for field, value in (
        ("value", 10.2),
        ("growth", 0.053),
        ("evidence", "就业月报\n第8期"),
        ("note", "口径未变"),
    ):
        sheet.cell(2, head.index(field) + 1, value)
    sheet.cell(2, head.index("growth") + 1).number_format = "0.0%"
    book.save(form)
    ran = collect("take", str(form), "--format", "json")
    assert (ran.code, _outcomes(ran)) == (0, ["new"])
    [row] = _collected(root)
    assert [
        row[column] for column in ("指标", "时期", "口径", "数值", "单位", "同比", "依据", "来源")
    ] == [
        "新增就业",
        "2024-08",
        "累计",
        "10.2",
        "万人",
        "5.3",
        "就业月报；第8期",
        "市人力资源保障局，2024-09-20",
    ]
    assert row["备注"].startswith("2024-08-市人力资源保障局.xlsx:2 sha256:")
    assert row["备注"].endswith("；填报备注 口径未变")
