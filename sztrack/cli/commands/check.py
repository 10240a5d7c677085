"""sztrack check: what lags, and of that only what is news."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sztrack.cli import options
from sztrack.cli.completion import complete_month
from sztrack.cli.streams import put, put_document, warn
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.formats import format_of
from sztrack.language import Lang

if TYPE_CHECKING:
    from collections.abc import Collection

    from sztrack.core.verdict.alerts import Flag, Notice
    from sztrack.core.verdict.report import Report

_CLASSES = ("lagging", "at-risk", "overdue", "errors", "plan", "never")
_WATCHED = "lagging,overdue,errors"


def _classes(begun: str) -> list[str]:
    """The classes that a word which was begun may become."""
    return [word for word in _CLASSES if word.startswith(begun)]


@click.command(
    help=pick(
        """
        供定时任务使用：只报新增、加重和解除的滞后、数据逾期和数据错误；没有变化就不出声。

        \b
        sztrack check -q                           定时任务：有变化才有输出
        sztrack check --all                        仍存在的全部问题，不改状态（同 -n）
        sztrack check --as-of 2024-06              回放：6 月时存在的问题，不改状态
        sztrack check --since 2024-06              与 6 月相比，不用状态文件
        sztrack check --fail-on at-risk            预警也报
        sztrack check --format nagios              监控插件
        sztrack check --format openmetrics -o /var/lib/prometheus/node-exporter/sztrack.prom
        """,
        """
        For cron: reports only goals that newly lag, got worse or recovered, overdue data and
        faulty data; prints nothing where nothing changed.

        \b
        sztrack check -q                           for cron: output only where something changed
        sztrack check --all                        all that stands; no state is used (also: -n)
        sztrack check --as-of 2024-06              a replay: what stood in June; no state either
        sztrack check --since 2024-06              compared with June, without a state
        sztrack check --fail-on at-risk            goals at risk as well
        sztrack check --format nagios              a monitoring plug-in
        sztrack check --format openmetrics -o /var/lib/prometheus/node-exporter/sztrack.prom
        """,
    ),
    epilog=pick(
        """
        \b
        退出码：
        0    没有新增或加重的问题（或不在 --fail-on 之列）
        1    有新增或加重的问题；用 --all 或回放时：仍有问题；应有数据却一项也没有
        2    无法开始或无法写入：命令写错，计划、状态或输出文件不可用
        3    程序错误
        129、130、143  被中断；141 输出无人接收
        --format nagios：0 OK，1 WARNING，2 CRITICAL，3 UNKNOWN（含命令写错）
        """,
        """
        \b
        Exit codes:
        0    nothing new or worse (or not of a class in --fail-on)
        1    something is new or worse; with --all or in a replay: something stands; no figure
             at all has come although some were due
        2    could not start or write: a wrong command line, no usable plan, state or output
        3    a bug
        129, 130, 143  interrupted; 141 nobody reads the output
        --format nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (a wrong command line too)
        """,
    ),
)
@options.workspace_options
@options.audit_options
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help=pick("只报变化，不报其余", "only what changed, nothing about the rest"),
)
@click.option(
    "--fail-on",
    metavar="CLASSES",
    shell_complete=lambda _ctx, _param, begun: _classes(begun),
    default=_WATCHED,
    show_default=True,
    help=pick(
        "哪些算失败，逗号分隔：lagging at-risk strive overdue errors plan never",
        "what is a failure, with commas: lagging at-risk strive overdue errors plan never",
    ),
)
@click.option(
    "--since",
    type=options.MonthType(),
    shell_complete=complete_month,
    help=pick(
        "与该月相比，不读也不写状态",
        "compare with that month; the state file is neither read nor written",
    ),
)
@click.option(
    "-n",
    "--no-state",
    "--all",
    "every",
    is_flag=True,
    help=pick(
        "报告仍存在的全部问题，不读也不写状态；指定 --as-of，或 --today 早于上次检查、"
        "晚于今天时同此",
        "say all that stands; the state is neither read nor written. So it is with --as-of, and"
        " with a --today before the last check or after today",
    ),
)
@click.option(
    "--state",
    "state_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    envvar="SZTRACK_STATE",
    help=pick(
        "状态文件（默认为工作区的 .sztrack/check.json）",
        "the state file (default: .sztrack/check.json in the workspace)",
    ),
)
@click.option(
    "--heartbeat",
    type=click.Path(path_type=Path),
    help=pick(
        "检查完成且有数据可查时更新该文件的时间",
        "touch this file once the check has run and had figures to check",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=pick(
        "写入文件，而不是屏幕（- 为标准输出）",
        "write to a file instead of the screen (-: standard output)",
    ),
)
@options.format_option("mail", "notice", "present", first="text")
def command(
    directory: Path | None,
    lang: Lang,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    quiet: bool,
    fail_on: str,
    since: Month | None,
    every: bool,
    state_file: Path | None,
    heartbeat: Path | None,
    output: Path | None,
    form: str,
) -> int:
    """Look, compare, tell, remember."""
    from sztrack.cli.watch import Watch, flags_of

    if since and every:
        raise click.UsageError(
            pick("--since 与 --all 不能同用", "--since and --all cannot be combined")
        )
    _refuse_no_files(output, heartbeat)
    flags = flags_of(fail_on)
    watch = Watch(
        root=options.root_of(directory),
        as_of=as_of,
        today=today,
        pace=pace,
        flags=flags,
    )
    outlet = _Outlet(form=form, lang=lang, flags=flags, quiet=quiet, file=output)

    notice: Notice | None
    if since:
        notice = watch.since(since)
        outlet.tell(notice)
    elif every or watch.is_replay or outlet.presents:
        notice = watch.present()
        outlet.tell(notice)
    else:
        notice = watch.news(
            state_file or watch.state_file,
            outlet.tell,
            always=outlet.is_wanted_always,
            quiet=quiet,
        )
    if notice and notice.report.is_blind:
        _warn_without_figures(notice.report)
    elif heartbeat:
        from sztrack.cli.files import touch

        touch(heartbeat)
    return 0 if notice is None else _exit_code(notice, form, flags)


def _refuse_no_files(*paths: Path | None) -> None:
    """Stop before anything is told and remembered, where one of the paths cannot be written."""
    from sztrack.cli.files import refuse_no_file, unwritable

    for path in filter(None, paths):
        try:
            refuse_no_file(path)
        except OSError as error:
            raise unwritable(path, error) from None


class _Outlet(NamedTuple):
    """In which form a notice is told, to whom, and where it goes."""

    form: str
    lang: Lang
    flags: Collection[Flag]
    quiet: bool
    file: Path | None
    """None: the screen."""

    @property
    def presents(self) -> bool:
        """Whether the form tells what stands, not what is news."""
        return format_of(self.form).present is not None

    @property
    def is_wanted_always(self) -> bool:
        """Whether somebody waits for an answer also where nothing has changed."""
        return not self.quiet and (self.form == "json" or sys.stdout.isatty())

    def tell(self, notice: Notice) -> None:
        """Write the notice, unless there is no news and nobody wants to hear that."""
        if not self.quiet or notice.news or self.presents:
            _write(self._rendered(notice), self.form, self.file)

    def _rendered(self, notice: Notice) -> str:
        drawn_by = format_of(self.form)
        if drawn_by.notice:
            return drawn_by.notice(notice, self.lang)
        if drawn_by.present:
            return drawn_by.present(notice, self.lang, self.flags)
        assert drawn_by.mail is not None, f"{self.form} draws no check"
        return drawn_by.mail(notice, self.lang, self.quiet, sys.stdout.isatty())


def _exit_code(notice: Notice, form: str, flags: Collection[Flag]) -> int:
    from sztrack.cli.watch import fails

    if exit_code := format_of(form).exit_code:
        return exit_code(notice, flags)
    return int(fails(notice, flags) or (notice.report.is_blind and bool(flags)))


def _write(text: str, form: str, output: Path | None) -> None:
    """To the file or the screen; programs get UTF-8 whatever the console speaks."""
    if output is None:
        if form == "text":
            put(text)
        else:
            put_document(text)
    elif text:
        from sztrack.cli.files import save

        save(output, text)


def _warn_without_figures(report: Report) -> None:
    """Say on stderr, also with -q, that the silence that follows is not good news."""
    year, until = report.plan.year, report.as_of
    if report.clock.replay and report.is_empty:
        words = pick(
            f"截至{until}没有任何数据，无从检查", f"no figure up to {until}: nothing to check"
        )
    elif report.clock.replay:
        words = pick(
            f"截至{until}主要目标没有任何数据，无从检查",
            f"no figure of any headline goal up to {until}, so none was checked",
        )
    elif report.is_empty:
        words = pick(
            f"没有{year}年的任何数据，无从检查；请查看 actuals/ 是否为空、未挂载或无法读取",
            f"no figures received for {year}, so nothing was checked; is actuals/ empty, not"
            " mounted or unreadable?",
        )
    else:
        words = pick(
            f"主要目标没有{year}年的任何数据，无从检查；请查看 actuals/ 是否缺少文件",
            f"no figures received for {year} for any headline goal, so none was checked; are"
            " files missing in actuals/?",
        )
    warn(words)
