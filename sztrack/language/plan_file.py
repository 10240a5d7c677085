"""The comments of a targets.yaml that `sztrack init` writes, and what it says when it is done."""

from __future__ import annotations

from collections.abc import Sequence

from sztrack.core.words.english import number_of
from sztrack.language import Lang

SCHEMA_FILE = "targets.schema.json"
"""The schema's name beside the plan."""
_SCHEMA = f"yaml-language-server: $schema={SCHEMA_FILE}"
_OPENING = {
    "zh": """\
改好以后运行 sztrack validate。goal 填“符号 数 单位”，加引号；尚未下达的填 pending：
  ">= 5%" 达到、以上       "<= 5%" 以内、不超过      "5%..5.5%" 区间
  "> 5%"  突破、超         "< 5%"  低于              "<= -3%"   下降3%
  ">~ 5%" 左右，多了更好   "<~ 5%" 左右，少了更好    "~ 98%"    左右，多了少了都不好
kind 类型：
  flow 逐月累加的数        stock 期末的数            growth 同比增速
  rate 比率、指数、浓度    milestone 建成、出台等    narrative 只有定性表述
wording 抄计划原文；indicator 是公布时用的名称，与 name 相同时不必写；
frequency 为 monthly、quarterly 或 annual；lag 是期末到公布的月数。""",
    "en": """\
Fill it in, then run sztrack validate. A goal is a sign, a number and a unit, in quotes; pending
where it is not set yet:
  ">= 5%" 5 % or more            "<= 5%" at most 5 %             "5%..5.5%" a range
  "> 5%"  more than 5 %          "< 5%"  less than 5 %           "<= -3%"   a fall of 3 %
  ">~ 5%" about, more is better  "<~ 5%" about, less is better   "~ 98%"    about, neither is good
kind:
  flow  adds up month by month   stock     a level               growth    on the year before
  rate  a share, an index        milestone done or not           narrative words only
wording is the plan's own; indicator is the name that figures are published under, if another;
frequency is monthly, quarterly or annual; lag: the months from a period's end to its figure.""",
}  # a table that a planner reads in an editor
_CLOSING = {
    "zh": """\
任务和责任单位照这样写（去掉行首的 # 和一个空格）：
  - id: "2"
    title: 重点任务
    tasks:
      - task: 1
        title: 任务名称
        owner: 责任单位
        with: [配合单位]
        targets:
          - id: task-1
            name: 目标名称
            kind: milestone
            event: complete
            by: YEAR-12
            wording: 计划原文""",
    "en": """\
Tasks and the units that answer for them (take away the # and one blank):
  - id: "2"
    title: Tasks
    tasks:
      - task: 1
        title: Title of the task
        owner: Responsible unit
        with: [Unit that helps]
        targets:
          - id: task-1
            name: Name of the target
            kind: milestone
            event: complete
            by: YEAR-12
            wording: words of the plan""",
}


def opening(lang: Lang) -> list[str]:
    """The comments at the head of the file: where its schema is, and how a goal is written."""
    return [_SCHEMA, *_OPENING[lang].splitlines()]


def closing(year: int, lang: Lang) -> list[str]:
    """The comments at the end: how a task is written."""
    return _CLOSING[lang].replace("YEAR", str(year)).splitlines()


def made(path: str, count: int, pending: int, lang: Lang) -> str:
    """What was written."""
    if lang == "zh":
        return f"已写成 {path}：{count} 个目标，其中 {pending} 个待填"
    return f"{path}: {number_of(count, 'target')}, {pending} of them to be filled in"


def rolled_over(year: int, baselines: int, done: Sequence[str], lang: Lang) -> str:
    """What became of last year's plan and figures."""
    if lang == "zh":
        lines = [f"{year}年的数据已复制为历史；{baselines} 个目标有{year}年12月公布数作基数"]
        if done:
            lines.append(f"已报完成、不再列入的事项 {len(done)} 个：{'、'.join(done)}")
        return "\n".join(lines)
    lines = [
        f"the figures of {year} were copied as history; {number_of(baselines, 'target')} with the"
        f" figure published for December {year} as baseline"
    ]
    if done:
        count = number_of(len(done), "deliverable")
        lines.append(f"reported done and left out: {count}: {', '.join(done)}")
    return "\n".join(lines)


def next_steps(path: str, program: str, folder: str, figures: str, lang: Lang) -> str:
    """What to type next: the folder as it must be quoted, empty where it is the current one."""
    where = f" -C {folder}" if folder else ""
    if lang == "zh":
        return f"""\
接下来：
  1. 编辑 {path}，填写目标
  2. {program} validate{where}
  3. 把数据存为 {figures}（表头：指标,累计,同比,单位），每月一份
  4. {program} status{where}"""
    return f"""\
Next:
  1. edit {path} and fill in the goals
  2. {program} validate{where}
  3. save each month's figures as {figures} (headings: indicator,ytd,growth,unit)
  4. {program} status{where}"""
